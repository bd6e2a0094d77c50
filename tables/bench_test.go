package tables

import (
	"bytes"
	"testing"
	"time"

	"terang/exporters"
	"terang/sample"
	"terang/schema"
)

// sampled are compiled processes of the sample, with their histories, ready for rows.
func sampled(t testing.TB, procurements int) (processes []*Process, lines [][]byte) {
	t.Helper()
	var data bytes.Buffer
	if err := sample.WriteAll(&data, sample.Options{Seed: 1, Processes: procurements}); err != nil {
		t.Fatal(err)
	}
	c := collected{byOCID: map[string][]*schema.Release{}}
	if err := schema.Read(&data, "sample.json", &c); err != nil {
		t.Fatal(err)
	}
	for _, ocid := range c.ocids {
		releases := c.byOCID[ocid]
		s := schema.Default().With(releases[0].Package.Extensions()).Schema
		record, err := s.Merge(releases)
		if err != nil {
			t.Fatal(err)
		}
		line := record.Compiled()
		tree, err := schema.Parse(line)
		if err != nil {
			t.Fatal(err)
		}
		lines = append(lines, line)
		processes = append(processes, &Process{OCID: ocid, Tree: tree, History: record.History(), Schema: s, Zone: jakarta, Tags: tagsOf(releases)})
	}
	return processes, lines
}

var jakarta = time.FixedZone("WIB", 7*3600)

func tagsOf(releases []*schema.Release) (tags []string) {
	for _, r := range releases {
		tags = append(tags, r.Tags...)
	}
	return tags
}

// collected keeps the releases of each process.
type collected struct {
	ocids  []string
	byOCID map[string][]*schema.Release
}

func (c *collected) Release(r *schema.Release) error {
	if c.byOCID[r.OCID] == nil {
		c.ocids = append(c.ocids, r.OCID)
	}
	c.byOCID[r.OCID] = append(c.byOCID[r.OCID], r)
	return nil
}
func (c *collected) Package(*schema.Package) error { return nil }
func (c *collected) Record(*schema.Wrapper) error  { return nil }

// BenchmarkRows reads compiled releases and makes the rows of all tables but changes, which come from the history.
func BenchmarkRows(b *testing.B) {
	processes, lines := sampled(b, 300)
	bytes := 0
	for _, line := range lines {
		bytes += len(line)
	}
	kinds := All(schema.Default())
	kinds = kinds[:len(kinds)-1]
	b.SetBytes(int64(bytes))
	b.ReportAllocs()
	rows := 0
	for b.Loop() {
		out := batches(kinds)
		rows = 0
		for i, line := range lines {
			err := schema.WithTree(line, func(tree *schema.Value) {
				p := processes[i]
				fill(kinds, &Process{OCID: p.OCID, Tree: tree, History: p.History, Schema: p.Schema, Zone: p.Zone, Tags: p.Tags}, out)
			})
			if err != nil {
				b.Fatal(err)
			}
		}
		for _, o := range out {
			rows += o.Len()
		}
	}
	b.ReportMetric(float64(rows), "rows/op")
}

func batches(kinds []*Kind) (out []*exporters.Rows) {
	for _, k := range kinds {
		out = append(out, exporters.NewRows(len(k.Table.Columns)))
	}
	return out
}

func fill(kinds []*Kind, p *Process, out []*exporters.Rows) (rounded []int) {
	for i, k := range kinds {
		rounded = append(rounded, k.Rows(p, out[i]))
	}
	return rounded
}
