package checks

import (
	"cmp"
	"slices"
	"testing"

	"terang/schema"
)

// compiledSample gives compiled releases of the invented regencies, the smallest first.
func compiledSample(tb testing.TB) (all []*schema.Value) {
	tb.Helper()
	processes := map[string][]*schema.Release{}
	for _, release := range sampled(tb) {
		processes[release.OCID] = append(processes[release.OCID], release)
	}
	for ocid, releases := range processes {
		record, err := schema.Default().Merge(releases)
		if err != nil {
			tb.Fatalf("%s: %v", ocid, err)
		}
		tree, err := schema.Parse(record.Compiled())
		if err != nil {
			tb.Fatalf("%s: %v", ocid, err)
		}
		all = append(all, tree)
	}
	slices.SortFunc(all, func(a, b *schema.Value) int { return cmp.Compare(len(a.Raw()), len(b.Raw())) })
	return all
}

// isPelicans says whether a rule on processes has a definition of Pelican's.
func isPelicans(r *Rule) bool { return r.Level == OfProcess && len(pelicanNames(r.Source)) > 0 }

// BenchmarkProcess asks the rules on processes of a compiled release of 5 KB that is parsed already: Pelican's, and all.
func BenchmarkProcess(b *testing.B) {
	const usual = 5000
	all := compiledSample(b)
	i, _ := slices.BinarySearchFunc(all, usual, func(v *schema.Value, n int) int { return cmp.Compare(len(v.Raw()), n) })
	process := all[min(i, len(all)-1)]
	for name, wanted := range map[string]func(*Rule) bool{"pelican": isPelicans, "all": func(*Rule) bool { return true }} {
		b.Run(name, func(b *testing.B) {
			e := NewExaminer(&Options{})
			e.active = slices.DeleteFunc(e.active, func(r *Rule) bool { return !wanted(r) })
			b.SetBytes(int64(len(process.Raw())))
			b.ReportAllocs()
			for b.Loop() {
				p := &Process{Value: process, Options: e.options, examiner: e}
				for _, r := range e.active {
					r.process(p, r)
				}
			}
		})
	}
}

// The invented regencies keep to the rules: what those find there would be a fault of one of the two.
func TestSampleIsCoherent(t *testing.T) {
	e := NewExaminer(&Options{})
	for _, process := range compiledSample(t) {
		for _, f := range e.Process(process, nil, schema.Default()) {
			if i := slices.IndexFunc(rules, func(r *Rule) bool { return r.Code == f.Code }); isPelicans(rules[i]) {
				t.Errorf("%s%s: %s", process.Get("ocid").Text(), f.Pointer, f.Text("en"))
			}
		}
	}
}
