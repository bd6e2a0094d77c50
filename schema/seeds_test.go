package schema

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"terang/sample"
)

// ownSeeds are lines of every kind that are all our own.
var ownSeeds = sync.OnceValue(func() (lines [][]byte) {
	var b bytes.Buffer
	if err := sample.WriteAll(&b, sample.Options{Seed: 3, Processes: 4}); err != nil {
		panic(err)
	}
	all := collected{}
	if err := Read(&b, "sample", &all); err != nil {
		panic(err)
	}
	for _, text := range []string{whatFits,
		`{"id":"1","date":"2025-01-01T00:00:00Z","tag":["tender"],"url":"https://contoh.example/p.json#1"}`, `{"ocid":"ocds-contoh-1"}`,
		`{"uri":"https://contoh.example/r.json","version":"1.1","publishedDate":"2025-01-01T00:00:00Z","publisher":{"name":"A","uri":"https://contoh.example/"},"packages":["https://contoh.example/p.json"]}`} {
		line, ok := readable([]byte(text))
		if !ok {
			panic(text)
		}
		lines = append(lines, line)
	}
	return append(lines, linesOfAll(&all)...)
})

// linesOfAll are the lines of releases, of the versioned releases made of them, of records and packages.
func linesOfAll(all *collected) (lines [][]byte) {
	processes := map[string][]*Release{}
	for _, r := range all.releases {
		if r.Findings == nil {
			lines = append(lines, r.Line)
			processes[r.OCID] = append(processes[r.OCID], r)
		}
	}
	for _, releases := range processes {
		if record, err := Default().Merge(releases); err == nil {
			lines = append(lines, record.Versioned(), record.Compiled())
		}
	}
	for _, w := range all.records {
		lines = append(lines, w.Line)
	}
	for _, p := range all.packages {
		lines = append(lines, p.Line)
	}
	slices.SortFunc(lines, bytes.Compare)
	return lines
}

// sharedSeeds are a few lines of every kind of each file of real data.
func sharedSeeds(t *testing.T) (lines [][]byte) {
	t.Helper()
	for _, folder := range []string{"data", "ocds/examples"} {
		err := filepath.WalkDir(shared(t, folder), func(path string, d fs.DirEntry, err error) error {
			if err == nil && !d.IsDir() && strings.Contains(d.Name(), ".json") {
				lines = append(lines, firstLines(t, path)...)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return lines
}

// firstLines leaves out very long ones, over which the libraries take their time.
func firstLines(t *testing.T, path string) [][]byte {
	t.Helper()
	const longest = 32 << 10
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	all := head{most: 20}
	_ = Read(f, filepath.Base(path), &all) // what is no OCDS is another test's
	return slices.DeleteFunc(linesOfAll(&all.collected), func(l []byte) bool { return len(l) > longest })
}

// head keeps the first of what an input has.
type head struct {
	collected
	most int
}

func (h *head) Release(r *Release) error {
	if len(h.releases) >= h.most {
		return nil
	}
	return h.collected.Release(r)
}

func (h *head) Record(w *Wrapper) error {
	if len(h.records) >= h.most {
		return nil
	}
	return h.collected.Record(w)
}

func (h *head) Package(p *Package) error {
	if len(h.packages) >= h.most {
		return nil
	}
	return h.collected.Package(p)
}
