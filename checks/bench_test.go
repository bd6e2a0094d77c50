package checks

import (
	"bytes"
	"cmp"
	"slices"
	"testing"

	"terang/sample"
	"terang/schema"
)

// released is a sink that keeps releases.
type released []*schema.Release

func (r *released) Release(one *schema.Release) error { *r = append(*r, one); return nil }
func (r *released) Record(*schema.Wrapper) error      { return nil }
func (r *released) Package(*schema.Package) error     { return nil }

// sampled gives releases of the invented regencies, the smallest first.
func sampled(tb testing.TB) released {
	tb.Helper()
	var text bytes.Buffer
	if err := sample.WriteAll(&text, sample.Options{Seed: 1, Processes: 20}); err != nil {
		tb.Fatal(err)
	}
	var all released
	if err := schema.Read(&text, "", &all); err != nil {
		tb.Fatal(err)
	}
	slices.SortFunc(all, func(a, b *schema.Release) int { return cmp.Compare(len(a.Line), len(b.Line)) })
	return all
}

// BenchmarkRelease asks the rules on fields of one release that is parsed already.
func BenchmarkRelease(b *testing.B) {
	all := sampled(b)
	release := all[len(all)/2]
	tree, err := schema.Parse(release.Line)
	if err != nil {
		b.Fatal(err)
	}
	s := schema.Default().With(release.Package.Extensions()).Schema
	e := NewExaminer(&Options{Today: sample.HandInDate(sample.HandIns - 1)})
	b.SetBytes(int64(len(release.Line)))
	b.ReportAllocs()
	for b.Loop() {
		e.Release(tree, s)
	}
}
