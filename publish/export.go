package publish

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"runtime"
	"slices"
	"strings"

	"terang/archive"
	"terang/checks"
	"terang/exporters"
	"terang/flat"
	"terang/schema"
	"terang/store"
	"terang/tables"
)

// Why a file has other bytes than in the version before.
const (
	reasonFirst   = "first version of the file"
	reasonData    = "new releases"
	reasonBuilder = "another builder or schema"
	reasonConfig  = "another terang.yaml"
	reasonColumn  = "a column used for the first time"
)

// export makes the version's files: of every year that changed, and the whole ones. It returns the manifest's digest.
func (p *Publisher) export(ctx context.Context, b *store.Build, v *store.Version, m *merged) (string, error) {
	x := &export{Publisher: p, ctx: ctx, build: b, version: v, sum: m.history, kinds: m.kinds, schema: m.schema,
		slots: make(chan struct{}, runtime.GOMAXPROCS(0))}
	if err := x.start(m.uses); err != nil {
		return "", err
	}
	if err := x.years(); err != nil {
		return "", err
	}
	if err := x.wholes(); err != nil {
		return "", err
	}
	if err := x.addQuality(); err != nil {
		return "", err
	}
	if err := x.addIndicators(); err != nil {
		return "", err
	}
	if err := x.addDelta(m.delta); err != nil {
		return "", err
	}
	return x.finish(m.delta)
}

// export is the making of one version's files.
type export struct {
	*Publisher
	ctx      context.Context
	build    *store.Build
	version  *store.Version
	schema   *schema.Schema // with every extension that the ledger's packages declare
	kinds    []*tables.Kind
	flat     *flat.Layout
	previous *exporters.Manifest // of the version before, if any
	manifest *exporters.Manifest
	anew     string                    // why every file is made anew; empty where only changed years are
	slots    chan struct{}             // as many as files are written from kept rows at once
	heads    map[string]exporters.Part // headings of CSV, by table
	bodies   map[string]*whole         // by the path of the whole file
	sum      *checks.Examiner          // of what was found in the years so far
}

// whole is what the file of all years is joined from.
type whole struct {
	mediaType string
	table     *exporters.Table
	parts     []exporters.Part
	rows      int64
	rounded   int64
}

func (x *export) start(uses *flat.Uses) error {
	urls, err := x.build.Extensions()
	if err != nil {
		return err
	}
	extensions := make([]exporters.Extension, len(urls))
	for i, url := range urls {
		extensions[i] = exporters.Extension{URL: url, SHA256: x.Schema.ExtensionDigest(url)}
	}
	x.manifest = &exporters.Manifest{
		Version: x.version.ID, Published: x.build.At, Entries: x.build.Entries, Releases: x.version.Releases,
		Records: x.version.Records, Publication: x.version.Publication, Builder: x.Builder,
		Schema: x.Schema.Digest(), Extensions: extensions,
	}
	x.heads, x.bodies = map[string]exporters.Part{}, map[string]*whole{}
	if err := x.compare(); err != nil {
		return err
	}
	return x.layout(uses)
}

// compare finds why files may have to be made anew that the version before has.
func (x *export) compare() (err error) {
	before := x.build.Previous
	if before == nil {
		x.anew = reasonFirst
		return nil
	}
	if x.previous, err = ReadManifest(x.ctx, x.Archive, before); err != nil {
		return err
	}
	x.manifest.Previous = before.ID
	switch {
	case x.previous.Builder != x.Builder || x.previous.Schema != x.manifest.Schema:
		x.anew = reasonBuilder
	case !samePublication(before.Publication, x.version.Publication):
		x.anew = reasonConfig
	}
	return nil
}

// samePublication says whether a publisher says the same of itself, as versions keep it. Thresholds do not count: what
// follows from them is made anew for each version, and no other file has any of it. Nor do channels for complaints: no
// file has them.
func samePublication(a, b store.Publication) bool {
	a.Indicators, b.Indicators = nil, nil
	a.Complaints, b.Complaints = nil, nil
	before, err := json.Marshal(a)
	now, errNow := json.Marshal(b)
	return err == nil && errNow == nil && bytes.Equal(before, now)
}

// layout fixes the columns: those of the version before, and those that the new releases use.
func (x *export) layout(uses *flat.Uses) error {
	if x.anew == reasonBuilder {
		if err := x.usesOfAll(uses); err != nil {
			return err
		}
	} else if x.previous != nil {
		uses.FromTables(x.previous.Tables)
	}
	x.flat = flat.NewLayout(x.schema, uses)
	x.manifest.Tables = append([]*exporters.Table{exporters.Digests, exporters.Findings}, x.flat.Tables()...)
	for _, k := range x.kinds {
		x.manifest.Tables = append(x.manifest.Tables, k.Table)
		if x.anew == "" && !sameColumns(k.Table, x.previous.Table(k.Table.Name)) {
			x.anew = reasonBuilder
		}
	}
	return nil
}

// usesOfAll finds anew which columns the whole ledger uses.
func (x *export) usesOfAll(uses *flat.Uses) error {
	years, _, err := x.build.Years()
	for _, year := range years {
		if err == nil {
			err = x.build.Releases(year, func(l store.Line) error {
				return schema.WithTree(l.Line, func(tree *schema.Value) { uses.Count(tree, l.Seq) })
			})
		}
	}
	return err
}

// years makes the files of all years. While those of one are written, the next is read.
func (x *export) years() error {
	years, changed, err := x.build.Years()
	var before *year
	for i, n := range years {
		x.progress("export", int64(i), int64(len(years)))
		y := &year{export: x, number: n, folder: fmt.Sprintf("year=%d/", n)}
		defer y.close()
		if err = y.make(changed[n]); err == nil && before != nil {
			err = before.finish()
		}
		if err != nil {
			return err
		}
		before = y
	}
	if before != nil {
		err = before.finish()
	}
	x.progress("export", int64(len(years)), int64(len(years)))
	return err
}

// ReadManifest reads a version's manifest from the archive.
func ReadManifest(ctx context.Context, a *archive.Archive, v *store.Version) (*exporters.Manifest, error) {
	text, err := a.Read(ctx, v.Manifest)
	if err != nil {
		return nil, fmt.Errorf("manifest of %s: %w", v.ID, err)
	}
	return exporters.DecodeManifest(text)
}

// wholeOf adds a year's file to the one of all years, if there is such.
func (x *export) wholeOf(f exporters.File) {
	folder, name, _ := strings.Cut(f.Path, "/")
	if !strings.HasPrefix(folder, "year=") || !strings.HasSuffix(name, ".jsonl.gz") && !strings.HasSuffix(name, ".csv.gz") {
		return
	}
	w := x.bodies[name]
	if w == nil {
		w = &whole{mediaType: f.MediaType, table: x.manifest.Table(f.Table)}
		x.bodies[name] = w
	}
	w.parts = append(w.parts, f.Parts[len(f.Parts)-1])
	w.rows += f.Rows
	w.rounded += f.Rounded
}

// wholes joins the years' bodies, each kind under one head. All of each is hashed, on all cores.
func (x *export) wholes() error {
	type joined struct {
		file  exporters.File
		table *exporters.Table
	}
	read := func(yield func(joined) error) error {
		for _, name := range slices.Sorted(maps.Keys(x.bodies)) {
			w := x.bodies[name]
			parts, err := x.withHead(name, w.table, w.parts)
			if err != nil {
				return err
			}
			f := exporters.File{Path: name, MediaType: w.mediaType, Parts: parts, Rows: w.rows, Rounded: w.rounded}
			if err := yield(joined{f, w.table}); err != nil {
				return err
			}
		}
		return nil
	}
	hash := func(_ int, j joined) (_ joined, err error) {
		before, _ := x.previous.File(j.file.Path)
		j.file.SHA256, err = x.digest(j.file.Parts, before)
		return j, err
	}
	return inOrder(read, hash, func(j joined) error {
		_, err := x.file(j.file, j.table)
		return err
	})
}

// withHead puts a table's heading, packed by itself, before the parts of a CSV file.
func (x *export) withHead(path string, t *exporters.Table, parts []exporters.Part) ([]exporters.Part, error) {
	if t == nil || !strings.HasSuffix(path, ".csv.gz") {
		return parts, nil
	}
	head, ok := x.heads[t.Name]
	if !ok {
		f, err := x.Archive.Put(x.ctx, func(w io.Writer) error {
			gz := exporters.NewWriter(w)
			if _, err := gz.Write(exporters.Heading(t)); err != nil {
				return err
			}
			return gz.Close()
		})
		if err != nil {
			return nil, err
		}
		head = exporters.Part(f)
		x.heads[t.Name] = head
	}
	return append([]exporters.Part{head}, parts...), nil
}

// file adds a file to the manifest, hashed where it is not yet, saying since when and why its bytes are these.
func (x *export) file(f exporters.File, t *exporters.Table) (exporters.File, error) {
	f.Since, f.Reason, f.Builder = x.version.ID, x.anew, x.Builder
	if t != nil {
		f.Table = t.Name
	}
	for _, part := range f.Parts {
		f.Bytes += part.Bytes
	}
	before, known := x.previous.File(f.Path)
	switch {
	case !known:
		f.Reason = reasonFirst
	case f.Reason == "" && t != nil && !sameColumns(t, x.previous.Table(t.Name)):
		f.Reason = reasonColumn
	case f.Reason == "":
		f.Reason = reasonData
	}
	if f.SHA256 == "" {
		var err error
		if f.SHA256, err = x.digest(f.Parts, before); err != nil {
			return f, err
		}
	}
	if f.SHA256 == before.SHA256 {
		f.Since, f.Reason, f.Builder = before.Since, before.Reason, before.Builder
	}
	x.manifest.Files = append(x.manifest.Files, f)
	return f, nil
}

// digest is the SHA-256 of the parts as one file.
func (x *export) digest(parts []exporters.Part, before exporters.File) (string, error) {
	if len(parts) == 1 {
		return parts[0].SHA256, nil
	}
	if slices.Equal(parts, before.Parts) {
		return before.SHA256, nil
	}
	files := make([]archive.File, len(parts))
	for i, part := range parts {
		files[i] = archive.File(part)
	}
	joined := x.Archive.Join(x.ctx, files)
	defer joined.Close()
	h := sha256.New()
	if _, err := io.Copy(h, joined); err != nil {
		return "", fmt.Errorf("digest: %w", err)
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

// finish adds the documents, which describe all other files, archives the manifest, sees
// to it that all of it lasts, and returns the manifest's digest.
func (x *export) finish(delta *delta) (string, error) {
	slices.SortFunc(x.manifest.Files, func(a, b exporters.File) int { return strings.Compare(a.Path, b.Path) })
	if err := x.addDocuments(delta); err != nil {
		return "", err
	}
	text, err := x.manifest.Encode()
	if err != nil {
		return "", err
	}
	f, err := x.put(text)
	if err == nil {
		err = x.Archive.Settle()
	}
	return f.SHA256, err
}

// put archives a text.
func (x *export) put(text []byte) (archive.File, error) {
	return x.Archive.Put(x.ctx, func(w io.Writer) error {
		_, err := w.Write(text)
		return err
	})
}
