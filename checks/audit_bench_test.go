package checks

import (
	"bytes"
	"testing"

	"terang/sample"
	"terang/schema"
)

type counting struct{ audit *Audit }

func (c *counting) Release(r *schema.Release, _ []schema.Finding) error { return c.audit.Add(r) }
func (c *counting) Record(w *schema.Wrapper, _ []schema.Finding) error  { return c.audit.Record(w) }
func (c *counting) Package(*schema.Package, []schema.Finding) error     { return nil }

// BenchmarkAudit asks everything of about 4,500 releases (22 MB), as terang validate does.
func BenchmarkAudit(b *testing.B) {
	var data bytes.Buffer
	if err := sample.WriteAll(&data, sample.Options{Seed: 1, Processes: 1000}); err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(data.Len()))
	for b.Loop() {
		a := NewAudit(schema.Default(), &Options{Profiles: []string{Indonesia}})
		c := schema.Checker{Schema: schema.Default(), Inspect: a.Inspect}
		if err := c.Check(bytes.NewReader(data.Bytes()), "", nil, &counting{a}); err != nil {
			b.Fatal(err)
		}
		if _, err := a.Finish(func([]schema.Finding) error { return nil }); err != nil {
			b.Fatal(err)
		}
		a.Close()
	}
}
