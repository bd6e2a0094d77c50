package schema

import (
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// shared gives a folder of real data and official files that lies beside the project on the makers' machines.
func shared(t testing.TB, path string) string {
	t.Helper()
	dir := filepath.Join("..", "..", "shared", path)
	if _, err := os.Stat(dir); err != nil {
		t.Skipf("%s is not here: this test reads official files that the project does not contain", dir)
	}
	return dir
}

// collected is a sink that keeps everything.
type collected struct {
	releases []*Release
	packages []*Package
	records  []*Wrapper
}

func (c *collected) Release(r *Release) error { c.releases = append(c.releases, r); return nil }
func (c *collected) Package(p *Package) error { c.packages = append(c.packages, p); return nil }
func (c *collected) Record(w *Wrapper) error  { c.records = append(c.records, w); return nil }

func readFile(t testing.TB, path string) (*collected, error) {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var c collected
	err = Read(f, filepath.Base(path), &c)
	return &c, err
}

// LineOf is the input's line of the value at a pointer, as findings name it.
func (r *Release) LineOf(pointer string) int {
	return lineOf(pointer, r.Line, r.marks, r.Place.Line)
}

// LineOf is the same for what a package says.
func (p *Package) LineOf(pointer string) int {
	return lineOf(pointer, p.Line, p.marks, p.Place.Line)
}

func lineOf(pointer string, line []byte, marks []mark, first int) int {
	one := []Finding{{Pointer: pointer}}
	placeLines(one, &lineTree{line: line}, marks, first)
	return one[0].Line
}

// opener opens a text as often as it is asked to.
func opener(text string) func() (io.ReadCloser, error) {
	return func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(text)), nil }
}
