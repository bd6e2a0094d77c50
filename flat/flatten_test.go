package flat

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"terang/exporters"
	"terang/schema"
)

var update = flag.Bool("update", false, "write the golden files anew")

// written are releases as tables.
type written struct {
	tables []*exporters.Table
	rows   [][]*exporters.Rows // of each Take
}

// flatten counts and writes releases, each handed to one of two goroutines' worth of state.
func flatten(t testing.TB, s *schema.Schema, lines ...string) *written {
	t.Helper()
	uses := [2]*Uses{NewUses(s), NewUses(s)}
	for i, line := range lines {
		withTree(t, line, func(tree *schema.Value) { uses[i%2].Count(tree, int64(i)) })
	}
	uses[1].Add(uses[0])
	return write(t, NewLayout(s, uses[1]), lines...)
}

func write(t testing.TB, l *Layout, lines ...string) *written {
	t.Helper()
	f, seen := l.Flattener(), map[string]bool{}
	for _, line := range lines {
		withTree(t, line, func(tree *schema.Value) {
			ocid, id, ok := f.Key(tree)
			if key := string(ocid) + "\x00" + string(id); ok && !seen[key] {
				seen[key] = true
				f.Release(tree)
			} else {
				f.Whole(tree)
			}
		})
	}
	return &written{l.Tables(), [][]*exporters.Rows{f.Take()}}
}

func withTree(t testing.TB, line string, f func(*schema.Value)) {
	t.Helper()
	if err := schema.WithTree([]byte(line), f); err != nil {
		t.Fatalf("%v: %s", err, line)
	}
}

// csv writes one table.
func (w *written) csv(i int) []byte {
	var out []byte
	line := func(n int, cell func(int) string) {
		for c := range n {
			if c > 0 {
				out = append(out, ',')
			}
			text := cell(c)
			if strings.ContainsAny(text, "\",\n\r") {
				text = `"` + strings.ReplaceAll(text, `"`, `""`) + `"`
			}
			out = append(out, text...)
		}
		out = append(out, '\n')
	}
	columns := w.tables[i].Columns
	line(len(columns), func(c int) string { return columns[c].Name })
	for _, taken := range w.rows {
		for r := 0; taken[i] != nil && r < taken[i].Len(); r++ {
			line(len(columns), func(c int) string { return string(taken[i].Cell(r, c)) })
		}
	}
	return out
}

// text is all tables that have rows, for golden files.
func (w *written) text() []byte {
	var out bytes.Buffer
	for i, t := range w.tables {
		if rows := w.csv(i); bytes.Count(rows, []byte("\n")) > 1 {
			fmt.Fprintf(&out, "-- %s --\n%s", t.Name, rows)
		}
	}
	return out.Bytes()
}

// folder writes the tables into a folder.
func (w *written) folder(t testing.TB, dir string) string {
	t.Helper()
	for i, table := range w.tables {
		file := filepath.Join(dir, filepath.FromSlash(strings.TrimPrefix(table.Name, Folder))+".csv")
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, w.csv(i), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// The releases of each file in testdata/flatten, one on a line, become the tables in the file beside it.
func TestFlatten(t *testing.T) {
	files, err := filepath.Glob("testdata/flatten/*.jsonl")
	if err != nil || len(files) == 0 {
		t.Fatal("no files", err)
	}
	for _, file := range files {
		input, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		got := flatten(t, schema.Default(), strings.Split(strings.TrimSpace(string(input)), "\n")...).text()
		golden := strings.TrimSuffix(file, ".jsonl") + ".tables"
		if *update {
			if err := os.WriteFile(golden, got, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(golden)
		if err != nil || !bytes.Equal(got, want) {
			t.Errorf("%s: %v\n%s", file, err, got)
		}
	}
}
