package indicators

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
)

// fate is what the sample's own words say of a contract.
type fate struct {
	daysLate  int    // as the penalty's notes say; 0 where there is none
	brokenOff ending // as the end's details say
}

var lateDays = regexp.MustCompile(`Denda (\d+) hari keterlambatan`)

// fates reads them from the compiled releases' text.
func fates(processes []*Process) map[string]fate {
	all := map[string]fate{}
	for _, p := range processes {
		for _, k := range p.Tree.Get("contracts").Items() {
			var f fate
			if m := lateDays.FindSubmatch(k.Raw()); m != nil {
				f.daysLate, _ = strconv.Atoi(string(m[1]))
			}
			switch text := string(k.Raw()); {
			case strings.Contains(text, "Pemutusan Kontrak karena kesalahan penyedia"):
				f.brokenOff = faulted
			case strings.Contains(text, "Penghentian Kontrak karena keadaan kahar"):
				f.brokenOff = stopped
			}
			all[p.OCID+" "+k.Get("id").Text()] = f
		}
	}
	return all
}

// What the sample made late, or broke off, comes out late by as many days, and broken off.
func TestSampleComesOutAsGenerated(t *testing.T) {
	processes := sampled(t, 1500)
	told := fates(processes)
	c := Defaults(today)
	c.Only = []string{"days_late", "terminated", "penalty"}
	results, _ := ask(c, processes...)
	late, broken := 0, 0
	for _, r := range results {
		f := told[r.Subject.OCID+" "+r.Subject.Contract]
		switch {
		case r.Subject.Kind != OfContract:
		case r.Indicator == "days_late" && r.Variant == "amended" && f.daysLate > 0:
			if late++; r.Value != strconv.Itoa(f.daysLate) {
				t.Errorf("%v: %s days late, want %d", r.Subject, r.Value, f.daysLate)
			}
		case r.Indicator == "terminated" && f.brokenOff != "":
			if broken++; r.State != Flagged || r.Variant != map[ending]string{faulted: "fault", stopped: "other"}[f.brokenOff] {
				t.Errorf("%v: %s %s, want %s", r.Subject, r.State, r.Variant, f.brokenOff)
			}
		case r.Indicator == "terminated" && r.State == Flagged:
			t.Errorf("%v is said to be broken off", r.Subject)
		}
	}
	if late < 50 || broken < 20 {
		t.Errorf("only %d late and %d broken off: the sample has become another", late, broken)
	}
	t.Logf("%d late by the days that their penalties say, %d broken off", late, broken)
}

// texts are results, each in one line.
func texts(all []Result) (lines []string) {
	for _, r := range all {
		fence := ""
		if r.Fence != nil {
			fence, r.Fence = fmt.Sprintf("%+v", *r.Fence), nil
		}
		lines = append(lines, fmt.Sprintf("%+v", r)+fence)
	}
	return lines
}

// The same processes give the same results, in whatever order and from however many goroutines they came.
func TestOrderMakesNoDifference(t *testing.T) {
	processes := sampled(t, 200)
	c := Defaults(today)
	want, one := ask(c, processes...)
	e := NewExaminer(c)
	var got []Result
	var lock sync.Mutex
	keep := func(r *Result) {
		lock.Lock()
		defer lock.Unlock()
		kept := *r
		kept.Evidence = slices.Clone(r.Evidence)
		got = append(got, kept)
	}
	var pool sync.WaitGroup
	for w := range 4 {
		pool.Go(func() {
			for i := len(processes) - 1 - w; i >= 0; i -= 4 {
				e.Process(processes[i], keep)
			}
		})
	}
	pool.Wait()
	ofProcesses := len(got)
	e.Finish(keep)
	a, b := texts(want), texts(got)
	if !slices.Equal(a[ofProcesses:], b[ofProcesses:]) {
		t.Error("what is relative to the dataset differs")
	}
	slices.Sort(a)
	slices.Sort(b)
	if !slices.Equal(a, b) {
		t.Errorf("%d results, and %d", len(a), len(b))
	}
	if fmt.Sprint(one.Coverage()) == "" || fmt.Sprintf("%+v", e.Coverage()) == "" || e.Counts() != one.Counts() {
		t.Error("counts differ")
	}
}

// Every result can be read on its own, and leads to where it comes from.
func TestResultsAreWhole(t *testing.T) {
	processes := sampled(t, 300)
	trees := map[string]*Process{}
	for _, p := range processes {
		trees[p.OCID] = p
	}
	results, _ := ask(Defaults(today), processes...)
	for n := range results {
		r := &results[n]
		if text := r.Sentence.EN + r.Sentence.ID; r.Sentence.EN == "" || r.Sentence.ID == "" || strings.Contains(text, "%!") || r.Caveat.ID == "" || r.Method == "" || r.AsOf != "2026-10-31" {
			t.Fatalf("%+v", r)
		}
		if r.State == NotComputable && (r.Reason == "" || r.Reason == MissingFields && len(r.Missing) == 0) || r.State == NotComputable && r.Value != "" {
			t.Errorf("%+v does not say what is missing", r)
		}
		if r.State == Flagged && len(r.Evidence) == 0 {
			t.Errorf("%+v has no evidence", r)
		}
		for _, e := range r.Evidence {
			p := trees[e.OCID]
			if p == nil || e.Release == "" || e.Seq == 0 || !leads(p, e.Pointer) {
				t.Errorf("%s: evidence %+v leads nowhere", r.Indicator, e)
			}
		}
	}
}

// leads says whether there is something at a pointer of a compiled release.
func leads(p *Process, pointer string) bool {
	v := p.Tree
	for key := range strings.SplitSeq(strings.TrimPrefix(pointer, "/"), "/") {
		if i, err := strconv.Atoi(key); err == nil && v.IsList() {
			for n, item := range v.Items() {
				if n == i {
					v = item
				}
			}
			continue
		}
		if pointer == "" {
			break
		}
		if v = v.Get(key); v == nil {
			return false
		}
	}
	return v != nil
}

// Plans, self-managed work and individuals have no figures.
func TestWhoHasNoFigures(t *testing.T) {
	processes := sampled(t, 1000)
	outside := map[string]bool{}
	for _, p := range processes {
		c := Case{Process: p, tender: p.Tree.Get("tender")}
		outside[p.OCID] = c.planned() || strings.HasPrefix(c.tender.Get("procurementMethodDetails").Text(), "Swakelola")
	}
	results, e := ask(Defaults(today), processes...)
	for _, r := range results {
		if outside[r.Subject.OCID] {
			t.Fatalf("%+v is about a plan or self-managed work", r)
		}
		if r.Subject.OCID == "" && strings.Contains(r.Subject.Supplier, "perseorangan") {
			t.Fatalf("%+v is about an individual", r)
		}
	}
	if c := e.Counts(); c.Plans == 0 || c.SelfManaged == 0 || c.Processes != len(processes) {
		t.Errorf("%+v", c)
	}
}

// A rate needs enough contracts; a joint operation counts for each of its members.
func TestRates(t *testing.T) {
	var texts []string
	for n := range 5 {
		at := "2026-03-30T00:00:00+07:00"
		if n == 0 {
			at = "2026-04-10T00:00:00+07:00"
		}
		text := strings.Replace(handedOver(at), `"ocid":"o"`, fmt.Sprintf(`"ocid":"o%d"`, n), 1)
		texts = append(texts, strings.Replace(text, `[{"id":"A","name":"CV A"}]`, `[{"id":"A","name":"CV A"},{"id":"C"}]`, 1))
	}
	texts = append(texts, strings.Replace(carriedOut(``), `"ocid":"o"`, `"ocid":"o5"`, 1))
	all := of(t, "on_time", Defaults(today), texts)
	r := about(t, all, "C", OfSupplier)
	if r.State != Computed || r.Value != "0.8000" || r.Part != "4" || r.Whole != "5" || r.N != 5 || r.Of != 5 {
		t.Errorf("%+v", r)
	}
	r = about(t, all, "A", OfSupplier)
	if r.Coverage() != "0.8333" || len(r.LeftOut) != 1 || r.LeftOut[0].Count != 1 || r.Evidence[0].OCID != "o0" {
		t.Errorf("one of six without hand-over: %+v", r)
	}
	few := about(t, of(t, "on_time", Defaults(today), texts[:4]), "A", OfSupplier)
	if few.Reason != BelowMinimum || few.Value != "" || few.Part != "3" || few.Whole != "4" || !strings.Contains(few.Sentence.EN, "fewer than the 5") {
		t.Errorf("of four: %+v", few)
	}
}
