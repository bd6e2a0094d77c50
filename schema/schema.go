// Package schema knows OCDS: what a release is, whether it is valid, and how releases merge.
//
// Its source of truth is the JSON Schema of OCDS 1.1.5, in the project's own words under ocds/1.1; validation
// and merge rules are both read from it.
package schema

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"sync"
)

// Standard is the version of OCDS that packages name: "1.1" stands for every patch of it (OCDS 1.1, "Package metadata").
const Standard = "1.1"

// The official names of the schema files.
const (
	ReleaseFile          = "release-schema.json"
	ReleasePackageFile   = "release-package-schema.json"
	RecordPackageFile    = "record-package-schema.json"
	VersionedReleaseFile = "versioned-release-validation-schema.json"
)

//go:embed ocds
var embedded embed.FS

// Files gives the embedded schema files and codelists, under their official names.
func Files() fs.FS {
	files, err := fs.Sub(embedded, "ocds/1.1")
	if err != nil {
		panic(err) // the folder is compiled in
	}
	return files
}

// Schema is one version or profile of OCDS, ready to judge and to merge. It is safe for concurrent use.
type Schema struct {
	docs    documents
	release *Field // the release schema, references followed
	digest  string
	lists   map[string]*Codelist
	known   *extensions

	judges
}

// judges are of everything that an input is made of.
type judges struct {
	judge          *judge // of releases
	versionedJudge *judge // of versioned releases
	linkedJudge    *judge // of linked releases
	entryJudge     *judge // of what a record says beside its releases
	packageJudge   *judge // of what a release package says beside its releases
	recordJudge    *judge // of what a record package says beside its records
}

// documents are the schema files as they were read, by their official names.
type documents map[string]map[string]any

// Default is the embedded OCDS 1.1.5, with the bundled extensions.
var Default = sync.OnceValue(func() *Schema {
	s, err := Load(Files(), Bundled)
	if err != nil {
		panic(err) // the files are compiled in and tested
	}
	return s
})

// Load reads the schema files and codelists under their official names from files: the embedded ones, an official
// copy, or a local profile. References outside a file are refused; nothing is fetched. Extensions are looked for in the
// sources, in their order.
func Load(files fs.FS, sources ...Source) (*Schema, error) {
	docs := documents{}
	for _, name := range []string{ReleaseFile, ReleasePackageFile, RecordPackageFile, VersionedReleaseFile} {
		doc, err := document(files, name)
		if name == VersionedReleaseFile && errors.Is(err, fs.ErrNotExist) {
			doc, err = map[string]any{}, nil // a profile may have nothing to say of them
		}
		if err != nil {
			return nil, err
		}
		docs[name] = doc
	}
	loosen(docs[VersionedReleaseFile], docs[ReleaseFile])
	lists, err := readCodelists(files)
	if err != nil {
		return nil, err
	}
	s, err := compile(docs, lists)
	if err == nil {
		err = s.explainable()
	}
	if err != nil {
		return nil, err
	}
	s.known = &extensions{sources: sources, patched: map[string]*Extended{}}
	s.digest, err = digestOf(files)
	return s, err
}

// compile makes a schema of its documents.
func compile(docs documents, lists map[string]*Codelist) (s *Schema, err error) {
	s = &Schema{docs: docs, lists: lists}
	if s.release, err = newField(docs[ReleaseFile]); err != nil {
		return nil, fmt.Errorf("%s: %w", ReleaseFile, err)
	}
	entry, linked := recordParts(docs[RecordPackageFile])
	for _, part := range []struct {
		name  string
		judge **judge
		doc   map[string]any
		lists []string // members that are judged by themselves
	}{
		{ReleaseFile, &s.judge, docs[ReleaseFile], nil},
		{VersionedReleaseFile, &s.versionedJudge, docs[VersionedReleaseFile], nil},
		{RecordPackageFile, &s.linkedJudge, linked, nil},
		{RecordPackageFile, &s.entryJudge, entry, []string{"releases", "compiledRelease", "versionedRelease"}},
		{ReleasePackageFile, &s.packageJudge, docs[ReleasePackageFile], []string{"releases"}},
		{RecordPackageFile, &s.recordJudge, docs[RecordPackageFile], []string{"records"}},
	} {
		if *part.judge, err = newJudge(without(part.doc, part.lists)); err != nil {
			return nil, fmt.Errorf("%s: %w", part.name, err)
		}
		if part.lists != nil {
			(*part.judge).list, (*part.judge).least = listOf(part.doc, part.lists[0])
		}
	}
	return s, nil
}

// loosen lets the schema of versioned releases take either form of objects whose members the release schema does not
// name, such as parties' details: it says that they are versioned whole, while the standard's own way of merging goes
// into them.
func loosen(versioned, release map[string]any) {
	for name, definition := range at(release, "definitions") {
		node, _ := definition.(map[string]any)
		for member, schema := range at(node, "properties") {
			field, _ := schema.(map[string]any)
			if slices.Contains(typesOf(field), "object") && field["properties"] == nil {
				delete(at(versioned, "definitions", name, "properties"), member)
			}
		}
	}
}

// explainable makes sure that the library takes the schema too, which else compiles it only when it is needed.
func (s *Schema) explainable() error {
	for name, j := range map[string]*judge{ReleaseFile: s.judge, VersionedReleaseFile: s.versionedJudge,
		ReleasePackageFile: s.packageJudge, RecordPackageFile: s.recordJudge} {
		if _, err := j.explainer(); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	return nil
}

// Release is the release schema with its references followed, and with the extensions where there are any.
func (s *Schema) Release() *Field { return s.release }

// Codelist is a codelist by its file name; nil where the schema does not have it.
func (s *Schema) Codelist(name string) *Codelist { return s.lists[name] }

// Digest is the SHA-256, in hex, over the schema files' digests: it names the rules that judged and merged.
func (s *Schema) Digest() string { return s.digest }

func digestOf(files fs.FS) (string, error) {
	all := sha256.New()
	for _, name := range []string{ReleaseFile, ReleasePackageFile, RecordPackageFile} {
		text, err := fs.ReadFile(files, name)
		if err != nil {
			return "", fmt.Errorf("read schema: %w", err)
		}
		one := sha256.Sum256(text)
		all.Write(one[:])
	}
	return hex.EncodeToString(all.Sum(nil)), nil
}

// recordParts are the schemas of a record and of a linked release, within that of a record package; nil where it is
// not made as the standard's is.
func recordParts(doc map[string]any) (entry, linked map[string]any) {
	entry = at(doc, "definitions", "record")
	kinds, _ := at(entry, "properties", "releases")["oneOf"].([]any)
	if len(kinds) > 0 {
		list, _ := kinds[0].(map[string]any)
		linked = at(list, "items")
	}
	return entry, linked
}

// at follows members of schema documents; nil where there are none.
func at(node map[string]any, path ...string) map[string]any {
	for _, name := range path {
		node, _ = node[name].(map[string]any)
	}
	return node
}

// without copies the schema of an object without some members, which are judged one by one.
func without(doc map[string]any, members []string) map[string]any {
	if members == nil {
		return doc
	}
	if doc = maps.Clone(doc); doc == nil {
		doc = map[string]any{}
	}
	properties := maps.Clone(at(doc, "properties"))
	for _, name := range members {
		delete(properties, name)
	}
	doc["properties"] = properties
	delete(doc, "definitions")
	required, _ := doc["required"].([]any)
	doc["required"] = slices.DeleteFunc(slices.Clone(required), func(name any) bool {
		text, _ := name.(string)
		return slices.Contains(members, text)
	})
	return doc
}

// listOf says which member holds the entries, and how many there must be.
func listOf(doc map[string]any, list string) (name string, least int) {
	entries := at(doc, "properties", list)
	if kinds, _ := entries["oneOf"].([]any); len(kinds) > 0 {
		entries, _ = kinds[0].(map[string]any)
	}
	n, _ := entries["minItems"].(float64)
	return list, int(n)
}

func document(files fs.FS, name string) (map[string]any, error) {
	data, err := fs.ReadFile(files, name)
	if err != nil {
		return nil, fmt.Errorf("read schema: %w", err)
	}
	var doc map[string]any
	if err := json.Unmarshal(data, &doc); err != nil {
		return nil, fmt.Errorf("read schema %s: %w", name, err)
	}
	noteOrder(doc, data)
	return doc, nil
}
