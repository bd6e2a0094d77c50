package checks

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"terang/schema"
)

func release(ocid, id, date, members string) string {
	return fmt.Sprintf(`{"ocid":%q,"id":%q,"date":%q,"tag":["tender"],"initiationType":"tender",%s}`, ocid, id, date, members)
}

const (
	date1 = "2025-01-01T00:00:00Z"
	date2 = "2025-02-01T00:00:00Z"
	// late is a period that ends before it begins.
	late    = `"tender":{"id":"t","tenderPeriod":{"startDate":"2025-02-01T09:00:00Z","endDate":"2025-01-01T09:00:00Z"}}`
	inOrder = `"tender":{"id":"t","tenderPeriod":{"startDate":"2025-01-01T09:00:00Z","endDate":"2025-02-01T09:00:00Z"}}`
)

// audited gives the codes and places of what an audit of an input finds, in order.
func audited(t *testing.T, input string, limit int) (found []string, q *Quality) {
	t.Helper()
	a := NewAudit(schema.Default(), &Options{})
	a.processes.limit = limit
	defer a.Close()
	sink := &auditing{audit: a}
	c := schema.Checker{Schema: schema.Default(), Inspect: a.Inspect, InspectWords: a.InspectWords}
	if err := c.Check(strings.NewReader(input), "in.json", nil, sink); err != nil {
		t.Fatal(err)
	}
	q, err := a.Finish(func(more []schema.Finding) error {
		sink.found = append(sink.found, more...)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range sink.found {
		found = append(found, f.Code+" "+f.Where()+" "+f.Pointer)
	}
	return found, q
}

type auditing struct {
	audit *Audit
	found []schema.Finding
}

func (a *auditing) Release(r *schema.Release, found []schema.Finding) error {
	a.found = append(a.found, found...)
	return a.audit.Add(r)
}

func (a *auditing) Record(w *schema.Wrapper, found []schema.Finding) error {
	a.found = append(a.found, found...)
	return a.audit.Record(w)
}

func (a *auditing) Package(_ *schema.Package, found []schema.Finding) error {
	a.found = append(a.found, found...)
	return nil
}

// A process is judged once, when all its releases are there, wherever they stand; what is found has its place.
func TestAudit(t *testing.T) {
	a, b := "ocds-abc123-a", "ocds-abc123-b"
	record := func(releases, more string) string {
		return `{"uri":"https://a.example","version":"1.1","publisher":{"name":"p"},"publishedDate":"2025-01-01T00:00:00Z","records":[{"ocid":"` + a + `","releases":[` + releases + `]` + more + `}]}`
	}
	for name, c := range map[string]struct{ input, want string }{
		"alone":            {release(a, "1", date1, late), "period_order in.json:1 /tender/tenderPeriod/endDate"},
		"on lines":         {release(b, "1", date1, `"language":"id"`) + "\n" + strings.ReplaceAll(release(a, "1", date1, late), "{", "{"), "period_order in.json:2 /tender/tenderPeriod/endDate"},
		"spread out":       {"[\n" + strings.ReplaceAll(release(a, "1", date1, late), ",", ",\n") + "]", "period_order in.json:9 /0/tender/tenderPeriod/endDate"},
		"mended later":     {release(a, "1", date1, late) + "\n" + release(a, "2", date2, inOrder), ""},
		"broken later":     {release(a, "2", date2, late) + "\n" + release(b, "1", date1, inOrder) + "\n" + release(a, "1", date1, inOrder), "period_order in.json:1 /tender/tenderPeriod/endDate"},
		"given twice":      {release(a, "1", date1, inOrder) + "\n" + release(a, "1", date1, inOrder), "release_repeated in.json:2 "},
		"given otherwise":  {release(a, "1", date1, inOrder) + "\n" + release(a, "1", date1, `"language":"id"`), "release_differs in.json:2 "},
		"compiled":         {record(`{"url":"https://a.example/1","date":"2025-01-01T00:00:00Z"}`, `,"compiledRelease":`+release(a, "1", date1, late)), "period_order in.json:1 /records/0/compiledRelease/tender/tenderPeriod/endDate"},
		"not the compiled": {record(release(a, "1", date1, inOrder), `,"compiledRelease":`+release(a, "1", date1, late)), ""},
	} {
		for _, limit := range []int{gatherLimit, 100} {
			found, q := audited(t, c.input, limit)
			var got []string
			for _, f := range found {
				if code, _, _ := strings.Cut(f, " "); code == "period_order" || strings.HasPrefix(code, "release_") || strings.HasPrefix(code, "record_") {
					got = append(got, f)
				}
			}
			if strings.Join(got, "; ") != c.want {
				t.Errorf("%s: %q, want %q (all: %q)", name, got, c.want, found)
			}
			if q.Processes == 0 {
				t.Errorf("%s: no process counted", name)
			}
		}
	}
}

func init() { registerTested("record_repeated", "release_repeated") }

// One process in two records of a package is a fault of the records.
func TestRecordRepeated(t *testing.T) {
	one := `{"ocid":"ocds-abc123-a","releases":[%s]}`
	input := `{"records":[` + fmt.Sprintf(one, release("ocds-abc123-a", "1", date1, inOrder)) + "," + fmt.Sprintf(one, release("ocds-abc123-a", "2", date2, inOrder)) + `]}`
	found, _ := audited(t, input, gatherLimit)
	if all := strings.Join(found, "; "); !strings.Contains(all, "record_repeated in.json:1 /records/0/releases/0") {
		t.Error(all)
	}
	found, _ = audited(t, strings.Replace(input, `"ocid":"ocds-abc123-a","id":"2"`, `"ocid":"ocds-abc123-b","id":"2"`, 1), gatherLimit)
	if all := strings.Join(found, "; "); strings.Contains(all, "record_repeated") {
		t.Error(all)
	}
}

// What packages and records say beside their releases is looked at too.
func TestWords(t *testing.T) {
	input := `{"uri":"https://a.example","version":"1.1","publisher":{"name":"p","colour":"red"},"publishedDate":"2025-01-01T00:00:00Z","links":{},
		"records":[{"ocid":"contoh-1","title":"x","releases":[{"url":"https://a.example/1","date":"2025-01-01T00:00:00Z"}]},
		{"ocid":"contoh-2","releases":[],"compiledRelease":` + release("contoh-2", "", date1, inOrder) + `}]}`
	found, _ := audited(t, input, gatherLimit)
	for _, want := range []string{"additional_field in.json:1 /publisher/colour", "additional_field in.json:1 /links",
		"additional_field in.json:2 /records/0/title", "ocid_prefix in.json:2 /records/0/ocid", "min_items in.json:3 /records/1/releases"} {
		if !strings.Contains(strings.Join(found, "; "), want) {
			t.Errorf("no %s in %q", want, found)
		}
	}
}

// What was found in a process comes back from where it was kept as it was, words included.
func TestJudgementKept(t *testing.T) {
	e := NewExaminer(nil)
	j := e.Judge(parsed(t, release("ocds-abc123-a", "1", date1, late+`,"extra":1,"language":""`)), nil, schema.Default())
	if len(j.Findings) < 3 || len(j.Counts) < 3 {
		t.Fatalf("%+v", j)
	}
	data, err := json.Marshal(j)
	if err != nil {
		t.Fatal(err)
	}
	var back Judgement
	if err := json.Unmarshal(data, &back); err != nil || !reflect.DeepEqual(back.Findings, j.Findings) || !reflect.DeepEqual(back.Counts, j.Counts) {
		t.Errorf("%+v\nwant %+v %v", back, j, err)
	}
	if f := back.Findings[0]; f.Text("en") != j.Findings[0].Text("en") || f.Text("id") == f.Text("en") {
		t.Errorf("%s", f.Text("en"))
	}
}

// What was counted of two halves, one of them by way of JSON, adds up to what is counted of the whole.
func TestExaminerKept(t *testing.T) {
	texts := []string{release("ocds-abc123-a", "1", date1, late), release("ocds-abc123-b", "1", date1, inOrder+`,"buyer":{"id":"x","name":"X"}`)}
	whole, first, second := NewExaminer(nil), NewExaminer(nil), NewExaminer(nil)
	for i, text := range texts {
		for _, e := range []*Examiner{whole, []*Examiner{first, second}[i]} {
			tree := parsed(t, text)
			e.Count(NewExaminer(nil).Judge(tree, nil, schema.Default()), tree, schema.Default())
		}
	}
	data, err := json.Marshal(second)
	if err != nil {
		t.Fatal(err)
	}
	back := NewExaminer(nil)
	if err := json.Unmarshal(data, back); err != nil {
		t.Fatal(err)
	}
	first.Add(back)
	got, _ := json.Marshal(first.Quality())
	want, _ := json.Marshal(whole.Quality())
	if string(got) != string(want) || whole.Quality().Processes != 2 {
		t.Errorf("%s\nwant %s", got, want)
	}
}

func init() { registerTested("findings_left_out") }

// Of a release that is full of faults the first are listed, and the others counted.
func TestLimited(t *testing.T) {
	for extra, want := range map[int]int{mostFindings: mostFindings, mostFindings + 7: mostFindings + 1} {
		members := make([]string, extra)
		for i := range members {
			members[i] = fmt.Sprintf(`"extra%d":1`, i)
		}
		found := NewExaminer(nil).Release(parsed(t, "{"+strings.Join(members, ",")+"}"), schema.Default())
		last := found[len(found)-1]
		if len(found) != want || want > mostFindings && (last.Code != "findings_left_out" || !strings.Contains(last.Text("en"), "are 7 more")) {
			t.Errorf("%d findings of %d; the last: %s", len(found), extra, last.Text("en"))
		}
	}
}

// The same input gives the same report, also where more differs than can be counted, and whoever of the workers is quicker.
func TestAuditAgain(t *testing.T) {
	var input strings.Builder
	for i := range 9000 {
		fmt.Fprintln(&input, release(fmt.Sprint("ocds-abc123-", i), "1", date1, fmt.Sprintf(`"tender":{"id":"t"},"awards":[{"id":"1","value":{"amount":%d,"currency":"IDR"}}],
			"contracts":[{"id":"1","value":{"amount":%d,"currency":"IDR"}}]`, i%4500*i%17, i*i%5003)))
	}
	text := strings.ReplaceAll(input.String(), ",\n", ",")
	_, first := audited(t, text, 1<<10)
	want, err := json.Marshal(first)
	if err != nil {
		t.Fatal(err)
	}
	for range 5 {
		_, again := audited(t, text, 1<<10)
		if got, _ := json.Marshal(again); string(got) != string(want) {
			t.Fatalf("%s\ninstead of\n%s", got, want)
		}
	}
}
