package schema

import (
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"
)

// judgedLog is a sink that keeps all findings, and the releases' ids in their order.
type judgedLog struct {
	ids      []string
	findings []Finding
	packages int
	fail     error // returned at the release failAt
	failAt   string
}

func (j *judgedLog) Release(r *Release, found []Finding) error {
	j.ids, j.findings = append(j.ids, r.ID), append(j.findings, found...)
	if j.fail != nil && r.ID == j.failAt {
		return j.fail
	}
	return nil
}

func (j *judgedLog) Record(_ *Wrapper, found []Finding) error {
	j.findings = append(j.findings, found...)
	return nil
}

func (j *judgedLog) Package(_ *Package, found []Finding) error {
	j.packages++
	j.findings = append(j.findings, found...)
	return nil
}

func judgeText(t testing.TB, s *Schema, input string) []Finding {
	t.Helper()
	var sink judgedLog
	if err := s.Check(strings.NewReader(input), "in.json", &sink); err != nil {
		t.Fatalf("%v in %s", err, input)
	}
	return sink.findings
}

// around makes a release of members that begin on line 7 of a package.
func around(members string) string {
	return `{"uri": "https://a.example/p.json", "version": "1.1", "publishedDate": "2025-01-01T00:00:00Z",
"publisher": {"name": "p"}, "releases": [
{"ocid": "ocds-x-1",
 "id": "1",
 "date": "2025-03-31T09:00:00+07:00", "tag": ["tender"],
 "initiationType": "tender",
` + members + "\n}]}"
}

// Each rule of the schema: what breaks it, where that is found, and the same mended.
func TestValidateRelease(t *testing.T) {
	for _, c := range []struct {
		bad, good            string
		code, pointer, value string
		line                 int
		words                string // of the message
	}{
		{`"tender": ` + "\n" + `{"title": "x"}`, `"tender": {"id": "1"}`, CodeRequired, "/tender", "", 8, "'id' is missing within 'tender'"},
		{`"awards": [{"id": "1"},` + "\n\n" + `{"title": "x"}]`, `"awards": [{"id": "1"}, {"id": "2"}]`, CodeRequired, "/awards/1", "", 9, "'id' is missing within 'awards'"},
		{`"tender": {"id": "1", "title":` + "\n" + `5}`, `"tender": {"id": "1", "title": "5"}`, CodeType, "/tender/title", "5", 8, "'title' should be a text, but is a number"},
		{`"tender": {"id": "1", "value": {` + "\n" + ` "amount": "1.000"}}`, `"tender": {"id": "1", "value": {"amount": 1000.50}}`, CodeType, "/tender/value/amount", `"1.000"`, 8, "should be a number, but is a text"},
		{`"tender": {"id": "1", "numberOfTenderers":` + "\n" + `1.5}`, `"tender": {"id": "1", "numberOfTenderers": 15}`, CodeType, "/tender/numberOfTenderers", "1.5", 8, "should be a whole number, but is a number"},
		{`"tender": {"id": null}`, `"tender": {"id": 7}`, CodeType, "/tender/id", "null", 7, "should be a text or a whole number, but is null"},
		{`"parties":` + "\n" + `{"id": "1"}`, `"parties": [{"id": "1"}]`, CodeType, "/parties", `{"id":"1"}`, 8, "should be a list, but is an object"},
		{`"buyer": [` + "\n" + `]`, `"buyer": {"name": "b"}`, CodeType, "/buyer", `[]`, 7, "should be an object, but is a list"},
		{`"tender": {"id": "1", "hasEnquiries":` + "\n" + `"ya"}`, `"tender": {"id": "1", "hasEnquiries": true}`, CodeType, "/tender/hasEnquiries", `"ya"`, 8, "should be true or false"},
		{`"parties": [{"id": "1"},` + "\n" + `"2"]`, `"parties": [{"id": "1"}, {"id": "2"}]`, CodeType, "/parties/1", `"2"`, 8, "'parties' should be an object"},
		{`"tender": {"id": "1",` + "\n" + `"title_id": 5}`, `"tender": {"id": "1", "title_id": null, "title_5": 5}`, CodeType, "/tender/title_id", "5", 8, "'title_id' should be a text"},
		{`"tender": {"id": "1", "items": [{"id": "1", "unit": {"name_zh-Hant-TW":` + "\n\n" + `["x"]}}]}`, `"tender": {"id": "1", "items": [{"id": "1", "unit": {"name_zh-Hant-TW": "x"}}]}`,
			CodeType, "/tender/items/0/unit/name_zh-Hant-TW", `["x"]`, 9, "should be a text, but is a list"},
		{`"tender": {"id": "1",` + "\n" + `"status": "open"}`, `"tender": {"id": "1", "status": "active"}`, CodeEnum, "/tender/status", `"open"`, 8, "Use one of: planning, planned, active"},
		{`"contracts": [{"id": "1", "awardID": "1", "value": {` + "\n" + `"currency": "Rp"}}]`, `"contracts": [{"id": "1", "awardID": "1", "value": {"currency": "IDR"}}]`,
			CodeEnum, "/contracts/0/value/currency", `"Rp"`, 8, "… (303)"},
		{`"tender": {"id": "1", "tenderPeriod": {` + "\n" + `"startDate": "2025-03-31"}}`, `"tender": {"id": "1", "tenderPeriod": {"startDate": "2025-03-31T00:00:00Z"}}`,
			CodeDate, "/tender/tenderPeriod/startDate", `"2025-03-31"`, 8, "'2025-03-31' is not a date-time"},
		{`"tender": {"id": "1", "documents": [{"id": "1", "url":` + "\n" + `"files/a b.pdf"}]}`, `"tender": {"id": "1", "documents": [{"id": "1", "url": "https://a.example/a%20b.pdf"}]}`,
			CodeURI, "/tender/documents/0/url", `"files/a b.pdf"`, 8, "with its scheme"},
		{`"parties": [{"id": "1", "name": "a"}, {"id": "2"},` + "\n" + `{"name": "a", "id": "1"}]`, `"parties": [{"id": "1"}, {"id": "2"}, {"id": "1 "}]`,
			CodeUnique, "/parties/2", `{"name":"a","id":"1"}`, 8, "Items 0 and 2 of the list are the same"},
		{`"relatedProcesses": [{"id": "1"}, {"x": 1.0},` + "\n" + `{"x": 1}]`, `"relatedProcesses": [{"x": 1}, {"x": "1"}, {"x": true}, {}]`, CodeUnique, "/relatedProcesses/2", `{"x":1}`, 8, "Items 1 and 2"},
		{`"awards": [{"id": "1", "items":` + "\n" + `[]}]`, `"awards": [{"id": "1", "items": [{"id": "1"}]}]`, CodeMinItems, "/awards/0/items", "[]", 8, "at least 1 item"},
		{`"tender": {` + "\n" + `"id": ""}`, `"tender": {"id": " "}`, CodeMinLength, "/tender/id", `""`, 8, "text is empty"},
		{`"contracts": [{"id": "1", "awardID":` + "\n" + `""}]`, `"contracts": [{"id": "1", "awardID": 5}]`, CodeMinLength, "/contracts/0/awardID", `""`, 8, "text is empty"},
	} {
		found := judgeText(t, Default(), around(c.bad))
		if len(found) != 1 {
			t.Errorf("%d findings %+v in %s", len(found), found, c.bad)
			continue
		}
		f := found[0]
		want := Finding{Code: c.code, Severity: Error, Pointer: "/releases/0" + c.pointer, Value: c.value, File: "in.json", Line: c.line,
			OCID: "ocds-x-1", Release: "1", Args: f.Args}
		if fmt.Sprint(f) != fmt.Sprint(want) {
			t.Errorf("got  %+v\nwant %+v", f, want)
		}
		if !strings.Contains(f.Text("en"), c.words) {
			t.Errorf("%q does not say %q", f.Text("en"), c.words)
		}
		checkWords(t, f)
		if found := judgeText(t, Default(), around(c.good)); len(found) > 0 {
			t.Errorf("mended, but %+v", found)
		}
	}
}

// The members of a release that stand in every one.
func TestValidateHead(t *testing.T) {
	for input, want := range map[string]string{
		`{"ocid":"o","id":"1","date":"2025-01-01T00:00:00Z","tag":["tender","award"],"initiationType":"tender"}`: "",
		`{"ocid":"o"}`: "required , required , required , required ",
		`{"ocid":1,"id":"","date":"x","tag":[],"initiationType":"x"}`:                                                              "date_format /date, min_length /id, codelist_closed /initiationType, type /ocid, min_items /tag",
		`{"ocid":"","id":1,"date":null,"tag":"tender","initiationType":"tender"}`:                                                  "type /date, type /id, min_length /ocid, type /tag",
		`{"ocid":"o","id":"1","date":"2025-01-01T00:00:00Z","tag":["x",1],"initiationType":"tender"}`:                              "codelist_closed /tag/0, type /tag/1",
		`{"ocid":"o","id":"1","date":"2025-01-01T00:00:00Z","tag":["award"],"initiationType":"tender","x":[{"id":"","id_x":5},5]}`: "",
	} {
		var got []string
		for _, f := range judgeText(t, Default(), input) {
			got = append(got, f.Code+" "+f.Pointer)
		}
		if all := strings.Join(got, ", "); all != want {
			t.Errorf("%s\n got %s\nwant %s", input, all, want)
		}
	}
}

// What a package says beside its releases is judged too, wherever it stands.
func TestValidatePackage(t *testing.T) {
	for _, c := range []struct{ input, want string }{
		{around(`"x":1`), ""},
		{strings.Replace(around(`"x":1`), `"1.1"`, "\n"+`"1.1.5"`, 1), `pattern /version "1.1.5" 2`},
		{strings.Replace(around(`"x":1`), `{"name": "p"}`, "\n{}", 1), `required /publisher  3`},
		{strings.Replace(around(`"x":1`), `{"name": "p"}`, "5", 1), `type /publisher 5 2`},
		{"\n" + `{"releases": [], "uri": "p.json", "publisher": {"name":"p"},` + "\n" + `"version": "1.1", "publishedDate": "2025"}`,
			`date_format /publishedDate "2025" 3, min_items /releases [] 2, uri_format /uri "p.json" 2`},
		{"[{}," + "\n" + `{"records": [], "uri": "https://a.example", "version": "1.1", "publishedDate": "2025-01-01T00:00:00Z", "extensions": [5]}]`,
			`not_ocds /0  1, required /1  2, type /1/extensions/0 5 2, min_items /1/records [] 2`},
	} {
		var got []string
		for _, f := range judgeText(t, Default(), c.input) {
			got = append(got, fmt.Sprint(f.Code, " ", f.Pointer, " ", f.Value, " ", f.Line))
			checkWords(t, f)
		}
		if all := strings.Join(got, ", "); all != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.input, all, c.want)
		}
	}
}

// A release that reading refused is not valid, whoever asks.
func TestValidateRefused(t *testing.T) {
	var got collected
	if err := Read(strings.NewReader(`[{"ocid":"o","x":1e9999},{"ocid":"o","x":"\u0000"}]`), "", &got); err != nil {
		t.Fatal(err)
	}
	for i, want := range []string{CodeNumber, CodeNul} {
		if found := Default().ValidateRelease(got.releases[i]); len(found) != 1 || found[0].Code != want {
			t.Errorf("%+v, want %s", found, want)
		}
	}
}

// Findings come in the order of the data as a reader would look for them, the same in every run and in every process.
func TestFindingsOrder(t *testing.T) {
	var items []string
	for i := range 12 {
		items = append(items, fmt.Sprintf(`{"id":%d,"description":%d,"description_en":%d,"unit":{"name_en":1}}`, i%9, i, i))
	}
	input := around(`"tender":{"status":"x","procurementMethod":"y","title":5,"items":[` + strings.Join(items, ",") + `]},"awards":[5,{"items":[]}],"buyer":7`)
	first := judgeText(t, Default(), input)
	if len(first) < 30 {
		t.Fatalf("%d findings", len(first))
	}
	if !slices.IsSortedFunc(first, func(a, b Finding) int { return comparePointers(a.Pointer, b.Pointer) }) {
		t.Error("not in the order of pointers")
	}
	for range 20 {
		another, err := Load(Files())
		if err != nil {
			t.Fatal(err)
		}
		if again := judgeText(t, another, input); fmt.Sprint(again) != fmt.Sprint(first) {
			t.Fatalf("got  %v\nwant %v", again, first)
		}
	}
}

func TestComparePointers(t *testing.T) {
	ordered := []string{"", "/0", "/0/a", "/00", "/1", "/2", "/10", "/10/9", "/10/9a", "/99999999999999999998", "/99999999999999999999", "/1a", "/9a", "/A", "/a", "/a/2", "/a/10", "/a/b", "/ab"}
	slices.SortFunc(ordered[9:13], strings.Compare) // beyond what a list can have, as text
	for i, a := range ordered {
		for j, b := range ordered {
			if got := comparePointers(a, b); (got < 0) != (i < j) || (got > 0) != (i > j) {
				t.Errorf("%q against %q: %d", a, b, got)
			}
		}
	}
}

func TestGenericPointer(t *testing.T) {
	for pointer, want := range map[string]string{
		"": "", "/": "", "/0": "", "/releases/0/tender/items/12/id": "/releases/tender/items/id", "/a~1b/1/c.d~0": "/a~1b/c.d~0", "/1a/01": "/1a",
	} {
		if got := GenericPointer(pointer); got != want {
			t.Errorf("%q: %q, want %q", pointer, got, want)
		}
	}
}

var dates = []struct {
	text string
	utc  string // empty where it is no date-time
}{
	{"2025-03-31T09:00:00Z", "2025-03-31T09:00:00Z"},
	{"2025-03-31T09:00:00+07:00", "2025-03-31T02:00:00Z"},
	{"2025-03-31T09:00:00-00:00", "2025-03-31T09:00:00Z"},
	{"2025-03-31t09:00:00z", "2025-03-31T09:00:00Z"},
	{"2025-03-31T09:00:00.123456789+07:00", "2025-03-31T02:00:00.123456789Z"},
	{"2024-02-29T23:59:60Z", "2024-02-29T23:59:59Z"},
	{"0099-01-01T00:00:00+00:00", "0099-01-01T00:00:00Z"},
	{"9999-12-31T23:59:59-23:59", "10000-01-01T23:58:59Z"},
	{"", ""}, {"2025-03-31", ""}, {"09:00:00", ""}, {"09:00:00Z", ""}, {"2025-03-31T09:00:00", ""}, {"2025-03-31T09:00Z", ""}, {"2025-03-31 09:00:00Z", ""},
	{"2025-03-31T09:00:00+0700", ""}, {"2025-03-31T09:00:00+07", ""}, {"2025-03-31T9:00:00+07:00", ""}, {"2025-02-29T00:00:00Z", ""}, {"2025-13-01T00:00:00Z", ""},
	{"2025-03-31T24:00:00Z", ""}, {"2025-03-31T09:60:00Z", ""}, {"2025-03-31T09:00:61Z", ""}, {"2025-03-31T09:00:00+24:00", ""}, {"2025-03-31T09:00:00+07:60", ""},
	{"2025-03-31T09:00:00,5Z", ""}, {"2025-03-31T09:00:00.Z", ""}, {"2025-3-31T09:00:00Z", ""}, {"19/04/2007", ""}, {"-001-01-01T00:00:00Z", ""}, {" 2025-03-31T09:00:00Z", ""},
	{"2025-03-31T09:00:00Z\n", ""}, {"2025-03-31T09:00:00 Z", ""}, {"２025-03-31T09:00:00Z", ""}, {"2025-03-31T09:00:00+07:00:00", ""}, {"2025-03-31T0960:00Z+07:00", ""},
}

// Every date must be a date-time of RFC 3339 with its zone; days and times of day alone are refused.
func TestDates(t *testing.T) {
	for _, d := range dates {
		at, err := ParseDate(d.text)
		if (err == nil) != (d.utc != "") || err == nil && at.UTC().Format(time.RFC3339Nano) != d.utc {
			t.Errorf("%q: %v %v", d.text, at, err)
		}
		quoted, _ := json.Marshal(d.text)
		found := judgeText(t, Default(), around(`"awards":[{"id":"1","date":`+string(quoted)+`}]`))
		if refused := len(found) == 1 && found[0].Code == CodeDate; refused != (d.utc == "") {
			t.Errorf("%q: %+v", d.text, found)
		}
	}
}

// Long lists are judged in time that grows with their length alone, whatever is wrong with them.
func TestLongLists(t *testing.T) {
	const n = 16_000
	for name, c := range map[string]struct {
		item  func(i int) string
		codes map[string]int
	}{
		"all good":        {func(i int) string { return fmt.Sprintf(`{"id":"%d","name":"a"}`, i) }, map[string]int{}},
		"last is first":   {func(i int) string { return fmt.Sprintf(`{"id":"%d","name":"a"}`, i%(n-1)) }, map[string]int{CodeUnique: 1}},
		"without ids":     {func(i int) string { return fmt.Sprintf(`{"name":"%d"}`, i%(n-2)) }, map[string]int{CodeUnique: 2}},
		"all the same":    {func(int) string { return `{"id":"1"}` }, map[string]int{CodeUnique: n - 1}},
		"all wrong":       {func(i int) string { return fmt.Sprintf("\n"+`{"id":"%d","name":5,"name_en":5}`, i) }, map[string]int{CodeType: 2 * n}},
		"all are numbers": {func(i int) string { return fmt.Sprintf("\n%de2", i) }, map[string]int{CodeType: n}},
	} {
		t.Run(name, func(t *testing.T) {
			var items []string
			for i := range n {
				items = append(items, c.item(i))
			}
			input := around(`"parties":[` + strings.Join(items, ",") + `]`)
			begun := time.Now()
			found := judgeText(t, Default(), input)
			if took := time.Since(begun); took > 3*time.Second {
				t.Errorf("took %v", took)
			}
			codes := map[string]int{}
			for _, f := range found {
				codes[f.Code]++
				checkLine(t, input, f)
			}
			if fmt.Sprint(codes) != fmt.Sprint(c.codes) {
				t.Errorf("%v, want %v", codes, c.codes)
			}
		})
	}
}

// checkLine compares a finding's line with what stands there, for lists with one item a line.
func checkLine(t *testing.T, input string, f Finding) {
	t.Helper()
	if !strings.Contains(input, "\n{\"id\"") {
		return
	}
	var index int
	if _, err := fmt.Sscanf(f.Pointer, "/releases/0/parties/%d/", &index); err != nil || f.Line != 8+index {
		t.Errorf("%s on line %d (%v)", f.Pointer, f.Line, err)
	}
}

// Releases of very different size are judged on all cores and come in the order of the input, each with its own findings.
func TestCheckOrder(t *testing.T) {
	dice := rand.New(rand.NewPCG(3, 4))
	var releases, ids []string
	for i := range 1000 {
		parties := make([]string, 1+dice.IntN(3)*dice.IntN(100))
		for k := range parties {
			parties[k] = fmt.Sprintf(`{"id":"%d"}`, k)
		}
		if i%7 == 0 {
			parties[len(parties)-1] = `{"id":true}`
		}
		ids = append(ids, fmt.Sprint(i))
		releases = append(releases, fmt.Sprintf(`{"ocid":"o","id":"%d","date":"2025-01-01T00:00:00Z","tag":["tender"],"initiationType":"tender","parties":[%s]}`, i, strings.Join(parties, ",")))
	}
	var sink judgedLog
	if err := Default().Check(strings.NewReader(packageOf(releases...)), "", &sink); err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(sink.ids, ids) || sink.packages != 1 {
		t.Errorf("%d releases, %d packages; or not in their order", len(sink.ids), sink.packages)
	}
	var wrong []string
	for _, f := range sink.findings {
		if f.Release != "" {
			wrong = append(wrong, f.Release)
			if !strings.HasPrefix(f.Pointer, "/releases/"+f.Release+"/parties/") {
				t.Errorf("release %s at %s", f.Release, f.Pointer)
			}
		}
	}
	if len(wrong) != 143 || wrong[1] != "7" || wrong[142] != "994" {
		t.Errorf("%d findings: %v", len(wrong), wrong)
	}
}

// An error of the sink, or of the reader, ends Check; no goroutine stays behind.
func TestCheckEnds(t *testing.T) {
	var releases []string
	for i := range 500 {
		releases = append(releases, fmt.Sprintf(`{"ocid":"o","id":"%d"}`, i))
	}
	input := packageOf(releases...)
	before := runtime.NumGoroutine()
	broken := errors.New("sink is full")
	for at := range 20 {
		sink := &judgedLog{fail: broken, failAt: fmt.Sprint(at * at)}
		if err := Default().Check(strings.NewReader(input), "", sink); err != broken {
			t.Errorf("error %v", err)
		}
		if len(sink.ids) != at*at+1 || sink.packages != 0 {
			t.Errorf("%d releases and %d packages after the error of release %d", len(sink.ids), sink.packages, at*at)
		}
		sink = &judgedLog{}
		var in *InputError
		if err := Default().Check(strings.NewReader(input[:len(input)-at*100-4]), "", sink); !errors.As(err, &in) || in.Code != CodeTruncated && in.Code != CodeSyntax {
			t.Errorf("error %v", err)
		}
		if len(sink.ids) < 300 || sink.packages != 1 {
			t.Errorf("%d releases, %d packages before the cut", len(sink.ids), sink.packages)
		}
	}
	// what has no end is not read on
	if err := Default().Check(&packageMaker{size: 1 << 50}, "", &judgedLog{fail: broken, failAt: "1"}); err != broken {
		t.Errorf("error %v", err)
	}
	for range 100 {
		if runtime.NumGoroutine() <= before {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Errorf("%d goroutines, %d before", runtime.NumGoroutine(), before)
}
