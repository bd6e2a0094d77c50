package flat

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"terang/exporters"
	"terang/schema"
)

// accepted is all of an input, held; err says why it is not accepted.
type accepted struct {
	events []any // *schema.Release, *schema.Wrapper and *schema.Package, in their order
	urls   []string
	err    error
}

func (a *accepted) Release(r *schema.Release) error {
	if len(r.Findings) > 0 {
		return errors.New(r.Findings[0].Text("en"))
	}
	a.events = append(a.events, r)
	return nil
}

func (a *accepted) Record(w *schema.Wrapper) error {
	a.events = append(a.events, w)
	return nil
}

func (a *accepted) Package(p *schema.Package) error {
	a.events, a.urls = append(a.events, p), declared(a.urls, p.Line)
	return nil
}

func accept(text []byte, name string) *accepted {
	a := &accepted{}
	a.err = schema.Read(bytes.NewReader(text), name, a)
	return a
}

// tablesOf flattens an input, one release after the other.
func tablesOf(t testing.TB, a *accepted) ([]*exporters.Table, [][]*exporters.Rows) {
	t.Helper()
	s := schema.Default().With(a.urls).Schema
	uses := NewUses(s)
	for i, e := range a.events {
		if r, ok := e.(*schema.Release); ok {
			must(t, schema.WithTree(r.Line, func(tree *schema.Value) { uses.Count(tree, int64(i)) }))
		}
	}
	layout := NewLayout(s, uses)
	f, p := layout.Flattener(), layout.Packer()
	all := make([][]*exporters.Rows, len(layout.Tables()))
	take := func(rows []*exporters.Rows) {
		for i, r := range rows {
			if r != nil {
				all[i] = append(all[i], r)
			}
		}
	}
	seen := map[string]bool{}
	for _, e := range a.events {
		switch e := e.(type) {
		case *schema.Release:
			must(t, schema.WithTree(e.Line, func(tree *schema.Value) {
				ocid, id, ok := f.Key(tree)
				if key := string(ocid) + "\n" + string(id); ok && !seen[key] {
					seen[key] = true
					f.Release(tree)
				} else {
					f.Whole(tree)
				}
			}))
			p.Release(e)
		case *schema.Wrapper:
			p.Record(e)
		case *schema.Package:
			must(t, p.Package(e, e.Line))
		}
		take(f.Take())
		take(p.Take())
	}
	p.End()
	take(p.Take())
	return layout.Tables(), all
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// writeCSV writes tables into a folder.
func writeCSV(t testing.TB, dir string, tables []*exporters.Table, rows [][]*exporters.Rows) {
	t.Helper()
	for i, table := range tables {
		var out bytes.Buffer
		out.Write(exporters.Heading(table))
		w := exporters.NewCSV(&out, table)
		for _, r := range rows[i] {
			must(t, w.Write(r))
		}
		must(t, w.Close())
		path := filepath.Join(dir, strings.TrimPrefix(table.Name, Folder)+".csv")
		must(t, os.MkdirAll(filepath.Dir(path), 0o755))
		must(t, os.WriteFile(path, out.Bytes(), 0o600))
	}
}

// writeBook writes tables as a workbook.
func writeBook(t testing.TB, path string, tables []*exporters.Table, rows [][]*exporters.Rows) {
	t.Helper()
	f, err := os.Create(path)
	must(t, err)
	defer f.Close()
	book, err := exporters.NewWorkbook(f, tables, &exporters.About{Title: "Test"})
	must(t, err)
	for i, table := range tables {
		sheet := book.Sheet(table)
		for _, r := range rows[i] {
			must(t, sheet.Write(r))
		}
		must(t, sheet.Close())
	}
	must(t, book.Close())
}

// unflattened reads tables back, and what was found in them.
func unflattened(t testing.TB, path string) (string, []schema.Finding) {
	t.Helper()
	sources, err := Open(path)
	must(t, err)
	defer closeAll(sources)
	var out bytes.Buffer
	var found []schema.Finding
	for _, s := range sources {
		must(t, Unflatten(s, schema.Default(), &out, func(f schema.Finding) { found = append(found, f) }))
	}
	return out.String(), found
}

// mustAgree compares what came back with what was read: releases, records and packages, in their order.
func mustAgree(t *testing.T, a *accepted, back string, found []schema.Finding) {
	t.Helper()
	for _, f := range found {
		t.Errorf("%s %s: %s", f.Where(), f.Pointer, f.Text("en"))
	}
	b := accept([]byte(back), "back")
	if b.err != nil {
		t.Fatalf("what came back cannot be read: %v", b.err)
	}
	for i, e := range a.events {
		if i >= len(b.events) {
			t.Fatalf("%d things came back, not %d", len(b.events), len(a.events))
		}
		want, got := wordsOf(e), wordsOf(b.events[i])
		for k := range want {
			if k >= len(got) || !schema.Equal(want[k], got[k]) {
				t.Fatalf("%d, part %d: came back as\n%s\nnot\n%s", i, k, shortened(got[k]), shortened(want[k]))
			}
		}
	}
	if len(b.events) != len(a.events) {
		t.Fatalf("%d things came back, not %d", len(b.events), len(a.events))
	}
}

// wordsOf is all that something says, and what it stands in.
func wordsOf(e any) [][]byte {
	switch e := e.(type) {
	case *schema.Release:
		return [][]byte{e.Line, []byte(formOf(e.Package))}
	case *schema.Wrapper:
		words := [][]byte{e.Line}
		for _, r := range []*schema.Release{e.Compiled, e.Versioned} {
			if r == nil {
				r = &schema.Release{Line: []byte("null")}
			}
			words = append(words, r.Line)
		}
		return words
	case *schema.Package:
		return [][]byte{e.Line, []byte(formOf(e))}
	}
	return nil
}

func formOf(p *schema.Package) string {
	switch {
	case p == nil:
		return "alone"
	case p.Records:
		return "record package"
	}
	return "release package"
}

// TestRoundTrip flattens every file of real data, and of the standard's examples, that can be read, and makes the same
// values of the tables again; of every fiftieth also by way of a workbook.
func TestRoundTrip(t *testing.T) {
	for _, folder := range []string{"data", "ocds/examples"} {
		t.Run(folder, func(t *testing.T) {
			n := 0
			must(t, filepath.WalkDir(shared(t, folder), func(path string, d fs.DirEntry, err error) error {
				if err != nil || d.IsDir() || !strings.Contains(d.Name(), ".json") {
					return err
				}
				n++
				book := n%50 == 1
				t.Run(d.Name(), func(t *testing.T) {
					t.Parallel()
					text, err := os.ReadFile(path)
					must(t, err)
					mustReturn(t, text, d.Name(), book)
				})
				return nil
			}))
		})
	}
}

// mustReturn flattens a text and makes the same of it again. A text that is not accepted is left alone.
func mustReturn(t *testing.T, text []byte, name string, book bool) {
	t.Helper()
	a := accept(text, name)
	if a.err != nil {
		t.Skipf("not OCDS that terang takes, so there is nothing to give back: %v", a.err)
	}
	tables, rows := tablesOf(t, a)
	dir := t.TempDir()
	writeCSV(t, dir, tables, rows)
	back, found := unflattened(t, dir)
	mustAgree(t, a, back, found)
	if !book {
		return
	}
	path := filepath.Join(dir, "flat.xlsx")
	writeBook(t, path, tables, rows)
	back, found = unflattened(t, path)
	mustAgree(t, a, back, found)
}
