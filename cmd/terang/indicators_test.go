package main

import (
	"bytes"
	"fmt"
	"slices"
	"testing"

	"terang/sample"
	"terang/schema"
)

// gathered takes releases in as they are read.
type gathered struct{ releases }

func (g *gathered) Release(r *schema.Release) error { return g.add(r) }
func (g *gathered) Record(*schema.Wrapper) error    { return nil }
func (g *gathered) Package(*schema.Package) error   { return nil }

// What waits in files comes back as what waits in memory does: all releases of a process together, with their package.
func TestReleasesWaitForEachOther(t *testing.T) {
	var data bytes.Buffer
	if err := sample.WriteAll(&data, sample.Options{Seed: 1, Processes: 60}); err != nil {
		t.Fatal(err)
	}
	read := func(limit int) (groups []string) {
		g := &gathered{releases{limit: limit}}
		defer g.close()
		if err := schema.Read(bytes.NewReader(data.Bytes()), "sample.json", g); err != nil {
			t.Fatal(err)
		}
		if filed := g.parts != nil; filed != (limit < data.Len()) {
			t.Errorf("with room for %d bytes: in files is %v", limit, filed)
		}
		err := g.each(func(group []*schema.Release) {
			text := fmt.Sprint(group[0].OCID, len(extensionsOf(group)))
			for _, r := range group {
				text += fmt.Sprintf(" %s %v %s", r.ID, r.Tags, r.Line)
			}
			groups = append(groups, text)
		})
		if err != nil {
			t.Fatal(err)
		}
		slices.Sort(groups)
		return groups
	}
	held, filed := read(1<<30), read(10_000)
	if len(held) < 60 || !slices.Equal(held, filed) {
		t.Errorf("%d processes in memory, %d in files, and not the same", len(held), len(filed))
	}
}
