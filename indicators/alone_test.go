package indicators

import (
	"fmt"
	"reflect"
	"slices"
	"testing"
)

// What follows from a process alone is what an examiner passes on of it among others, whatever those are.
func TestOf(t *testing.T) {
	c, e := Defaults(today), NewExaminer(Defaults(today))
	told := 0
	for _, p := range sampled(t, 60) {
		var alone, among []Result
		Of(p, c, keepIn(&alone))
		e.Process(p, keepIn(&among))
		if got, want := texts(alone), texts(among); !slices.Equal(got, want) {
			t.Errorf("%s: %d results alone, %d among others", p.OCID, len(got), len(want))
		}
		told += len(alone)
	}
	if told < 500 {
		t.Errorf("only %d results", told)
	}
}

func keepIn(all *[]Result) func(*Result) {
	return func(r *Result) {
		kept := *r
		kept.Evidence = slices.Clone(r.Evidence)
		*all = append(*all, kept)
	}
}

// Every piece of evidence that names a release names its entry in the ledger.
func TestEvidenceIsNumbered(t *testing.T) {
	processes, seqs, next := sampled(t, 200), map[string]int64{}, int64(0)
	for _, p := range processes {
		for i := range p.Releases {
			next++
			p.Releases[i].Seq = next
			seqs[p.OCID+" "+p.Releases[i].ID] = next
		}
	}
	c, kinds := loose(), map[SubjectKind]int{}
	results, _ := ask(c, processes...)
	for _, r := range results {
		for _, one := range r.Evidence {
			kinds[r.Subject.Kind]++
			if want := seqs[one.OCID+" "+one.Release]; want == 0 || one.Seq != want {
				t.Errorf("%s of %+v: %+v, want entry %d", r.Indicator, r.Subject, one, want)
			}
		}
	}
	for _, kind := range []SubjectKind{OfProcess, OfContract, OfSupplier, OfBuyer} {
		if kinds[kind] == 0 {
			t.Errorf("no evidence about any %s: %v", kind, kinds)
		}
	}
}

// Thresholds that are kept are the same later, also those that a later programme has other defaults for.
func TestDecode(t *testing.T) {
	c := Defaults(today)
	c.MinimumN, c.Holidays, c.Limits, c.R003.ByMethod = 2, []string{"2026-01-01"}, c.Limits[:1], map[string]int{"Tender": 9}
	for name, want := range map[string]Config{"changed": c, "defaults": Defaults(today)} {
		if got, err := Decode(want.Encode(), today); err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%s: %+v, %v", name, got, err)
		}
	}
	if got, err := Decode(nil, today); err != nil || !reflect.DeepEqual(got, Defaults(today)) {
		t.Errorf("none: %+v, %v", got, err)
	}
	if _, err := Decode([]byte(`{"minimumN":"two"}`), today); err == nil {
		t.Error("words for a number")
	}
}

// BenchmarkOf asks all indicators about one process after the other, with nothing kept between.
func BenchmarkOf(b *testing.B) {
	processes, c, n := sampled(b, 500), Defaults(today), 0
	b.ReportAllocs()
	for b.Loop() {
		Of(processes[n%len(processes)], c, func(*Result) {})
		n++
	}
}

// A process's results name organizations as the process does, whatever others call them and whichever came first.
func TestNamesAreTheProcessesOwn(t *testing.T) {
	named := func(ocid, name string) *Process {
		return process(t, fmt.Sprintf(`{"ocid":%q,"buyer":{"id":"b","name":%q},"tender":{"title":"x","procurementMethod":"open"}}`, ocid, name))
	}
	want := map[string]string{"a": "Dinas PU", "b": "Dinas Pekerjaan Umum"}
	for _, order := range [][]string{{"a", "b"}, {"b", "a"}} {
		results, _ := ask(Defaults(today), named(order[0], want[order[0]]), named(order[1], want[order[1]]))
		told := 0
		for _, r := range results {
			if r.Subject.Kind == OfProcess {
				if told++; r.Subject.BuyerName != want[r.Subject.OCID] {
					t.Errorf("%v: %s of %s is %s", order, r.Indicator, r.Subject.OCID, r.Subject.BuyerName)
				}
			}
		}
		if told < 2 {
			t.Errorf("%d results", told)
		}
	}
}
