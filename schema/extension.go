package schema

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"sync"
)

// Source looks for the extension whose extension.json lies at a URL and gives its files: extension.json, the schemas
// and codelists that it names. ErrUnknownExtension says that it does not know the URL, so that the next is asked.
type Source func(url string) (fs.FS, error)

// ErrUnknownExtension is a source's answer to a URL that it does not know.
var ErrUnknownExtension = errors.New("neither bundled, nor in a directory given with --extensions, nor on a host that may be asked")

// extensions knows where extensions are found, and keeps schemas that were patched with them.
type extensions struct {
	sources []Source

	lock    sync.Mutex
	patched map[string]*Extended
}

// mostPatched is how many patched schemas are kept: packages of one publisher declare the same few sets.
const mostPatched = 16

// Extended is a schema that is patched with extensions.
type Extended struct {
	*Schema
	Findings []Finding // what was wrong with them, with pointers from the package that declares them
}

// With is the schema patched with the extensions at the URLs, in their order (OCDS 1.1, "Extensions"). One that
// cannot be had or used is left out, which is a finding and no failure.
func (s *Schema) With(urls []string) *Extended {
	if len(urls) == 0 || s.known == nil {
		return &Extended{Schema: s}
	}
	s.known.lock.Lock()
	defer s.known.lock.Unlock()
	key := strings.Join(urls, "\n")
	if x := s.known.patched[key]; x != nil {
		return x
	}
	if len(s.known.patched) >= mostPatched {
		clear(s.known.patched)
	}
	x := s.extended(urls)
	s.known.patched[key] = x
	return x
}

// extend finds the extensions of a package, before anything of it is judged.
func (s *Schema) extend(p *Package) {
	if p != nil && p.extended == nil {
		p.extended = s.With(p.head.Extensions)
	}
}

func (s *Schema) extended(urls []string) *Extended {
	x := &Extended{Schema: s}
	for i, url := range urls {
		pointer := fmt.Sprintf("/extensions/%d", i)
		if url == "" || slices.Contains(urls[:i], url) { // that it is no address the package's own schema says
			continue
		}
		e, err := s.known.find(url)
		if err != nil {
			x.finding(CodeExtensionUnavailable, pointer, url, err.Error())
			continue
		}
		if e.Version != "" && !strings.Contains(url, "/"+e.Version+"/") {
			x.finding(CodeExtensionVersion, pointer, url, e.Version)
		}
		patched, err := x.apply(e)
		if err != nil {
			x.finding(CodeExtensionBroken, pointer, url, err.Error())
			continue
		}
		x.Schema = patched
	}
	return x
}

func (x *Extended) finding(code, pointer, url string, args ...string) {
	f := byCode[code].Finding(pointer, append([]string{url}, args...)...)
	f.Value = cut(url)
	x.Findings = append(x.Findings, f)
}

// extension is one extension's files.
type extension struct {
	files      fs.FS
	Version    string   `json:"version"` // of a bundled one
	Repository string   `json:"repository"`
	Codelists  []string `json:"codelists"`
	Schemas    []string `json:"schemas"`
}

func (k *extensions) find(url string) (*extension, error) {
	for _, source := range k.sources {
		files, err := source(url)
		if errors.Is(err, ErrUnknownExtension) {
			continue
		}
		if err != nil {
			return nil, err
		}
		return readExtension(files)
	}
	return nil, ErrUnknownExtension
}

func readExtension(files fs.FS) (*extension, error) {
	e := &extension{files: files}
	data, err := fs.ReadFile(files, "extension.json")
	if err != nil {
		return nil, fmt.Errorf("read extension: %w", err)
	}
	if err := json.Unmarshal(data, e); err != nil {
		return nil, fmt.Errorf("extension.json is not an extension's: %w", err)
	}
	if e.Schemas == nil { // as in extensions older than OCDS 1.1.4
		e.Schemas = []string{ReleaseFile}
	}
	return e, nil
}

// ExtensionDigest is the SHA-256, in hex, over the names and contents of an extension's files; empty where it cannot
// be had.
func (s *Schema) ExtensionDigest(url string) string {
	if s.known == nil {
		return ""
	}
	e, err := s.known.find(url)
	if err != nil {
		return ""
	}
	all := sha256.New()
	err = fs.WalkDir(e.files, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || name != "extension.json" && !slices.Contains(e.Schemas, name) && path.Dir(name) != "codelists" {
			return err
		}
		data, err := fs.ReadFile(e.files, name)
		one := sha256.Sum256(data)
		fmt.Fprintf(all, "%s %x\n", name, one)
		return err
	})
	if err != nil {
		return ""
	}
	return hex.EncodeToString(all.Sum(nil))
}

// apply patches the schema with one extension.
func (s *Schema) apply(e *extension) (*Schema, error) {
	docs, lists := maps.Clone(s.docs), maps.Clone(s.lists)
	for _, name := range e.Schemas {
		base, known := docs[name]
		if !known {
			continue
		}
		patch, err := document(e.files, name)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, err
		}
		docs[name] = mergePatch(base, patch).(map[string]any)
	}
	changed, err := e.amend(lists)
	if err != nil {
		return nil, err
	}
	for _, name := range []string{ReleaseFile, ReleasePackageFile, RecordPackageFile} {
		docs[name] = closeCodes(docs[name], lists, changed).(map[string]any)
	}
	patched, err := compile(docs, lists)
	if err == nil && e.Version == "" { // a bundled one was tested
		err = patched.explainable()
	}
	if err != nil {
		return nil, err
	}
	patched.known, patched.digest = s.known, s.digest
	return patched, nil
}

// amend adds the extension's codelists: +X.csv adds codes to X.csv, -X.csv takes some away, X.csv replaces or is new. It
// gives the names of the lists that are not as they were.
func (e *extension) amend(lists map[string]*Codelist) (changed []string, err error) {
	files, err := fs.Glob(e.files, "codelists/*.csv")
	if err != nil {
		return nil, fmt.Errorf("list codelists: %w", err)
	}
	for _, file := range files {
		codes, err := readCodes(e.files, file)
		if err != nil {
			return nil, err
		}
		name := strings.TrimLeft(path.Base(file), "+-")
		base := cmp.Or(lists[name], newCodelist(name, nil))
		switch path.Base(file)[0] {
		case '+':
			lists[name] = base.with(codes)
		case '-':
			lists[name] = base.without(codes)
		default:
			lists[name] = newCodelist(name, codes)
		}
		changed = append(changed, name)
	}
	return changed, nil
}

// mergePatch applies a JSON Merge Patch (RFC 7396), leaving the target as it is.
func mergePatch(target, patch any) any {
	p, ok := patch.(map[string]any)
	if !ok {
		return patch
	}
	t, _ := target.(map[string]any)
	merged := maps.Clone(t)
	if merged == nil {
		merged = map[string]any{}
	}
	for name, value := range p {
		if value == nil {
			delete(merged, name)
			continue
		}
		if name == orderKeyword {
			value = joinOrders(merged[name], value)
		}
		merged[name] = mergePatch(merged[name], value)
	}
	return merged
}

// closeCodes copies a schema, giving the fields of closed codelists the codes of their list as their enum, where an
// extension changed or brought the list, or the field without its codes: the schema refuses what the list has not.
func closeCodes(node any, lists map[string]*Codelist, changed []string) any {
	switch n := node.(type) {
	case map[string]any:
		copied := make(map[string]any, len(n))
		for keyword, value := range n {
			copied[keyword] = closeCodes(value, lists, changed)
		}
		name, _ := n["codelist"].(string)
		if open, _ := n["openCodelist"].(bool); !open && lists[name] != nil && (slices.Contains(changed, name) || !isEnumerated(copied)) {
			enumerate(copied, lists[name].texts())
		}
		return copied
	case []any:
		copied := make([]any, len(n))
		for i, value := range n {
			copied[i] = closeCodes(value, lists, changed)
		}
		return copied
	}
	return node
}

func isEnumerated(node map[string]any) bool {
	return node["enum"] != nil || at(node, "items")["enum"] != nil
}

func enumerate(node map[string]any, codes []any) {
	if items, ok := node["items"].(map[string]any); ok {
		enumerate(items, codes)
		return
	}
	if slices.Contains(typesOf(node), "null") {
		codes = append(codes, nil)
	}
	node["enum"] = codes
}
