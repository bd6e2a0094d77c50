package schema

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
)

// mergeCase is a process whose n-th release has the id "n", the date 2025-0n-01 and the given other members.
//
// In the expected texts <2:"x"> stands for the entry that release 2 brought the value "x".
type mergeCase struct {
	name      string
	releases  []string
	compiled  string // without the envelope
	versioned string // without the ocid
	findings  string // code and pointer
}

func numbered(n int, members string) string {
	if members != "" {
		members = "," + members
	}
	return fmt.Sprintf(`{"ocid":"o","id":"%d","date":"2025-%02d-01T00:00:00Z","tag":["tender"]%s}`, n, n, members)
}

var entryMacro = regexp.MustCompile(`<(\d+):([^<>]*)>`)

func expand(text string) string {
	return entryMacro.ReplaceAllString(text, `{"releaseID":"$1","releaseDate":"2025-0$1-01T00:00:00Z","releaseTag":["tender"],"value":$2}`)
}

var mergeCases = []mergeCase{
	{"one release", []string{`"tender":{"id":"1","title":"a"}`}, `"tender":{"id":"1","title":"a"}`, `"tender":{"id":[<1:"1">],"title":[<1:"a">]}`, ""},
	{"nothing but the envelope", []string{``, ``}, ``, ``, ""},
	{"a value, the same, another, the first", []string{`"language":"id"`, `"language":"id"`, `"language":"en"`, `"language":"id"`},
		`"language":"id"`, `"language":[<1:"id">,<3:"en">,<4:"id">]`, ""},
	{"members in order of first appearance", []string{`"x":{"b":1},"a":1`, `"a":2,"x":{"a":2,"b":3}`}, `"x":{"b":3,"a":2},"a":2`,
		`"x":{"b":[<1:1>,<2:3>],"a":[<2:2>]},"a":[<1:1>,<2:2>]`, ""},
	{"numbers and escapes keep their text", []string{`"x":{"a":1.10,"b":1E2,"c":12345678901234567890.123,"d":"\u00e9\/\n","e":-0.0}`},
		`"x":{"a":1.10,"b":1E2,"c":12345678901234567890.123,"d":"\u00e9\/\n","e":-0.0}`,
		`"x":{"a":[<1:1.10>],"b":[<1:1E2>],"c":[<1:12345678901234567890.123>],"d":[<1:"\u00e9\/\n">],"e":[<1:-0.0>]}`, ""},
	{"equal by value is no change, and the first text stays", []string{`"x":{"a":1.10,"d":"\u00e9"}`, `"x":{"a":1.1,"d":"é"}`, `"x":{"a":11e-1}`},
		`"x":{"a":1.10,"d":"\u00e9"}`, `"x":{"a":[<1:1.10>],"d":[<1:"\u00e9">]}`, ""},
	{"large numbers that a float would confuse differ", []string{`"x":12345678901234567890`, `"x":12345678901234567891`},
		`"x":12345678901234567891`, `"x":[<1:12345678901234567890>,<2:12345678901234567891>]`, ""},
	{"true is not 1 and 1 is not \"1\"", []string{`"x":1`, `"x":true`, `"x":"1"`}, `"x":"1"`, `"x":[<1:1>,<2:true>,<3:"1">]`, ""},
	{"names are escaped alike", []string{`"x":{"\u0061":1,"q\"":1}`, `"x":{"a":2,"q\u0022":2}`}, `"x":{"a":2,"q\"":2}`, `"x":{"a":[<1:1>,<2:2>],"q\"":[<1:1>,<2:2>]}`, ""},

	{"null over a text", []string{`"tender":{"id":"1","title":"a"}`, `"tender":{"title":null}`}, `"tender":{"id":"1"}`, `"tender":{"id":[<1:"1">],"title":[<1:"a">,<2:null>]}`, ""},
	{"null that was never set", []string{`"tender":{"title":null}`}, `"tender":{}`, `"tender":{"title":[<1:null>]}`, ""},
	{"null, then a text", []string{`"language":null`, `"language":"id"`}, `"language":"id"`, `"language":[<1:null>,<2:"id">]`, ""},
	{"null over an object", []string{`"tender":{"id":"1","value":{"amount":5}},"language":"id"`, `"tender":null`}, `"language":"id"`,
		`"tender":{"id":[<1:"1">,<2:null>],"value":{"amount":[<1:5>,<2:null>]}},"language":[<1:"id">]`, ""},
	{"null over an object twice", []string{`"tender":{"id":"1"}`, `"tender":null`, `"tender":null`}, ``, `"tender":{"id":[<1:"1">,<2:null>]}`, ""},
	{"null over an object, then another", []string{`"tender":{"id":"1","title":"a","value":{"amount":5}}`, `"tender":null`, `"tender":{"id":"1","value":{"currency":"IDR"}}`},
		`"tender":{"id":"1","value":{"currency":"IDR"}}`,
		`"tender":{"id":[<1:"1">,<2:null>,<3:"1">],"title":[<1:"a">,<2:null>],"value":{"amount":[<1:5>,<2:null>],"currency":[<3:"IDR">]}}`, ""},
	{"null over an object below, then the whole again", []string{`"tender":{"value":{"amount":5}}`, `"tender":{"value":null}`, `"tender":{"title":"b"}`, `"tender":{"value":{"amount":5}}`},
		`"tender":{"value":{"amount":5},"title":"b"}`, `"tender":{"value":{"amount":[<1:5>,<2:null>,<4:5>]},"title":[<3:"b">]}`, ""},
	{"null first, then an object", []string{`"tender":null`, `"tender":{"id":"1"}`}, `"tender":{"id":"1"}`, `"tender":{"id":[<2:"1">]}`, ""},
	{"null first, then a list", []string{`"awards":null`, `"awards":[{"id":"1"}]`}, `"awards":[{"id":"1"}]`, `"awards":[{"id":"1"}]`, ""},
	{"null over a list of objects", []string{`"awards":[{"id":"1","title":"a"},{"title":"b"}]`, `"awards":null`}, ``,
		`"awards":[{"id":"1","title":[<1:"a">,<2:null>]},{"title":[<1:"b">,<2:null>]}]`, ""},
	{"null over a list of objects, then one of them", []string{`"awards":[{"id":"1","title":"a"},{"id":"2","title":"b"}]`, `"awards":null`, `"awards":[{"id":"2","status":"active"}]`},
		`"awards":[{"id":"2","status":"active"}]`, `"awards":[{"id":"1","title":[<1:"a">,<2:null>]},{"id":"2","title":[<1:"b">,<2:null>],"status":[<3:"active">]}]`, ""},
	{"null over each field of an item", []string{`"awards":[{"id":"1","title":"a"}]`, `"awards":[{"id":"1","title":null}]`}, `"awards":[{"id":"1"}]`,
		`"awards":[{"id":"1","title":[<1:"a">,<2:null>]}]`, ""},
	{"null over a whole list", []string{`"parties":[{"id":"1","roles":["buyer"]}]`, `"parties":[{"id":"1","roles":null}]`}, `"parties":[{"id":"1"}]`,
		`"parties":[{"id":"1","roles":[<1:["buyer"]>,<2:null>]}]`, ""},
	{"null over the object's last member", []string{`"buyer":{"name":"a"}`, `"buyer":{"name":null}`}, `"buyer":{}`, `"buyer":{"name":[<1:"a">,<2:null>]}`, ""},

	{"items by id", []string{`"awards":[{"id":"1","title":"a"},{"id":"2","title":"b"}]`, `"awards":[{"id":"3"},{"id":"2","title":"c"}]`},
		`"awards":[{"id":"1","title":"a"},{"id":"2","title":"c"},{"id":"3"}]`, `"awards":[{"id":"1","title":[<1:"a">]},{"id":"2","title":[<1:"b">,<2:"c">]},{"id":"3"}]`, ""},
	{"ids 1 and \"1\" are two", []string{`"awards":[{"id":1,"title":"a"}]`, `"awards":[{"id":"1","title":"b"}]`}, `"awards":[{"id":1,"title":"a"},{"id":"1","title":"b"}]`,
		`"awards":[{"id":1,"title":[<1:"a">]},{"id":"1","title":[<2:"b">]}]`, ""},
	{"ids 1 and 1.0 are one", []string{`"awards":[{"id":1,"title":"a"}]`, `"awards":[{"id":1.0,"title":"b"}]`}, `"awards":[{"id":1,"title":"b"}]`, `"awards":[{"id":1,"title":[<1:"a">,<2:"b">]}]`, ""},
	{"ids written with escapes are one", []string{`"awards":[{"id":"\u0031"}]`, `"awards":[{"id":"1","title":"b"}]`}, `"awards":[{"id":"\u0031","title":"b"}]`, `"awards":[{"id":"\u0031","title":[<2:"b">]}]`, ""},
	{"null ids are one", []string{`"awards":[{"id":null,"title":"a"}]`, `"awards":[{"id":null,"title":"b"}]`}, `"awards":[{"title":"b"}]`, `"awards":[{"id":[<1:null>],"title":[<1:"a">,<2:"b">]}]`, ""},
	{"null ids in one release", []string{`"awards":[{"id":null,"title":"a"},{"id":null,"title":"b"}]`}, `"awards":[{"title":"b"}]`, `"awards":[{"id":[<1:null>],"title":[<1:"b">]}]`, "merge_repeated_id /awards"},
	{"items without id match none", []string{`"awards":[{"title":"a"},{"title":"a"}]`, `"awards":[{"title":"a"}]`}, `"awards":[{"title":"a"},{"title":"a"},{"title":"a"}]`,
		`"awards":[{"title":[<1:"a">]},{"title":[<1:"a">]},{"title":[<2:"a">]}]`, ""},
	{"the same id twice in one release", []string{`"awards":[{"id":"1","title":"a","status":"active"},{"id":"1","title":"b"}]`}, `"awards":[{"id":"1","title":"b","status":"active"}]`,
		`"awards":[{"id":"1","title":[<1:"b">],"status":[<1:"active">]}]`, "merge_repeated_id /awards"},
	{"the same id twice, the last as it was", []string{`"awards":[{"id":"1","title":"a"}]`, `"awards":[{"id":"1","title":"b"},{"id":"1","title":"a"}]`},
		`"awards":[{"id":"1","title":"a"}]`, `"awards":[{"id":"1","title":[<1:"a">]}]`, "merge_repeated_id /awards"},
	{"the same id twice in a list below", []string{`"tender":{"items":[{"id":1},{"id":1.0}]}`, `"tender":{"items":[{"id":1}]}`}, `"tender":{"items":[{"id":1}]}`, `"tender":{"items":[{"id":1}]}`, "merge_repeated_id /tender/items"},
	{"the same id twice in a whole list", []string{`"parties":[{"id":"1","additionalIdentifiers":[{"id":"a"},{"id":"a"}]}]`}, `"parties":[{"id":"1","additionalIdentifiers":[{"id":"a"},{"id":"a"}]}]`,
		`"parties":[{"id":"1","additionalIdentifiers":[<1:[{"id":"a"},{"id":"a"}]>]}]`, ""},
	{"an object's id is versioned, an item's is not", []string{`"buyer":{"id":"a"},"awards":[{"id":"1","suppliers":[{"id":"s","identifier":{"id":"x"}}]}]`, `"buyer":{"id":"b"}`},
		`"buyer":{"id":"b"},"awards":[{"id":"1","suppliers":[{"id":"s","identifier":{"id":"x"}}]}]`,
		`"buyer":{"id":[<1:"a">,<2:"b">]},"awards":[{"id":"1","suppliers":[{"id":"s","identifier":{"id":[<1:"x">]}}]}]`, ""},

	{"whole lists replace one another", []string{`"tender":{"submissionMethod":["a","b"]}`, `"tender":{"submissionMethod":["b"]}`}, `"tender":{"submissionMethod":["b"]}`,
		`"tender":{"submissionMethod":[<1:["a","b"]>,<2:["b"]>]}`, ""},
	{"an empty whole list replaces too", []string{`"tender":{"submissionMethod":["a"]}`, `"tender":{"submissionMethod":[]}`}, `"tender":{"submissionMethod":[]}`,
		`"tender":{"submissionMethod":[<1:["a"]>,<2:[]>]}`, ""},
	{"equal whole lists are no change", []string{`"parties":[{"id":1,"additionalIdentifiers":[{"id":"a","x":1}]}]`, `"parties":[{"id":1,"additionalIdentifiers":[{"x":1.0,"id":"a"}]}]`},
		`"parties":[{"id":1,"additionalIdentifiers":[{"id":"a","x":1}]}]`, `"parties":[{"id":1,"additionalIdentifiers":[<1:[{"id":"a","x":1}]>]}]`, ""},
	{"empty lists and objects say nothing", []string{`"awards":[{"id":"1"}],"buyer":{"name":"a"},"tender":{},"contracts":[],"parties":[{},{"id":"1"}]`, `"awards":[],"buyer":{}`},
		`"awards":[{"id":"1"}],"buyer":{"name":"a"},"parties":[{"id":"1"}]`, `"awards":[{"id":"1"}],"buyer":{"name":[<1:"a">]},"parties":[{"id":"1"}]`, ""},
	{"items of empty objects alone", []string{`"x":[{"y":{}}],"awards":[{"value":{"z":[]}}]`}, ``, ``, ""},
	{"tags of objects are no envelope", []string{`"tender":{"tag":["a"],"date":"d","ocid":"p"}`, `"tender":{"tag":["b"]}`}, `"tender":{"tag":["b"],"date":"d","ocid":"p"}`,
		`"tender":{"tag":[<1:["a"]>,<2:["b"]>],"date":[<1:"d">],"ocid":[<1:"p">]}`, ""},

	{"unknown lists of objects merge by id", []string{`"x":[{"id":"1","a":1}]`, `"x":[{"id":"1","b":2},{"id":"2"}]`}, `"x":[{"id":"1","a":1,"b":2},{"id":"2"}]`,
		`"x":[{"id":"1","a":[<1:1>],"b":[<2:2>]},{"id":"2"}]`, ""},
	{"unknown lists of values are whole", []string{`"x":[1,2]`, `"x":[2]`}, `"x":[2]`, `"x":[<1:[1,2]>,<2:[2]>]`, ""},
	{"unknown lists of both are whole", []string{`"x":[{"id":"1"},2]`, `"x":[{"id":"1","a":1},2]`}, `"x":[{"id":"1","a":1},2]`, `"x":[<1:[{"id":"1"},2]>,<2:[{"id":"1","a":1},2]>]`, ""},
	{"lists of lists are whole", []string{`"x":[[{"id":"1"}]]`, `"x":[[]]`}, `"x":[[]]`, `"x":[<1:[[{"id":"1"}]]>,<2:[[]]>]`, ""},

	{"a value over an object", []string{`"x":{"a":1}`, `"x":5`}, `"x":5`, `"x":[<1:{"a":1}>,<2:5>]`, "merge_mixed_type /x"},
	{"an object over a value", []string{`"x":5`, `"x":{"a":1}`}, `"x":{"a":1}`, `"x":[<1:5>,<2:{"a":1}>]`, "merge_mixed_type /x"},
	{"an object over a value and null", []string{`"x":5`, `"x":null`, `"x":{"a":1}`}, `"x":{"a":1}`, `"x":[<1:5>,<2:null>,<3:{"a":1}>]`, "merge_mixed_type /x"},
	{"a list over an object", []string{`"x":{"y/z":{"a":1}}`, `"x":{"y/z":[{"id":"1"}]}`}, `"x":{"y/z":[{"id":"1"}]}`, `"x":{"y/z":[<1:{"a":1}>,<2:[{"id":"1"}]>]}`, "merge_mixed_type /x/y~1z"},
	{"an object over a list", []string{`"x":[{"id":"1"}]`, `"x":{"a":1}`}, `"x":{"a":1}`, `"x":[<1:[{"id":"1"}]>,<2:{"a":1}>]`, "merge_mixed_type /x"},
	{"a list of values over a list of objects", []string{`"x":[{"id":"1"}]`, `"x":[1]`}, `"x":[1]`, `"x":[<1:[{"id":"1"}]>,<2:[1]>]`, "merge_mixed_type /x"},
	{"mixed, then again and again", []string{`"x":{"a":1}`, `"x":5`, `"x":{"b":1}`, `"x":{"c":1}`, `"x":null`}, ``, `"x":[<1:{"a":1}>,<2:5>,<3:{"b":1}>,<4:{"c":1}>,<5:null>]`, "merge_mixed_type /x"},
	{"a value over an object of several releases", []string{`"x":{"a":1}`, `"x":{"b":1}`, `"x":5`}, `"x":5`, `"x":[<2:{"a":1,"b":1}>,<3:5>]`, "merge_mixed_type /x"},
	{"a value over a removed object", []string{`"x":{"a":1}`, `"x":null`, `"x":5`}, `"x":5`, `"x":[<3:5>]`, "merge_mixed_type /x"},
}

func TestMergeCases(t *testing.T) {
	for _, c := range mergeCases {
		t.Run(c.name, func(t *testing.T) {
			var raws []json.RawMessage
			for i, members := range c.releases {
				raws = append(raws, json.RawMessage(numbered(i+1, members)))
			}
			record := mergeRaw(t, raws)
			last := fmt.Sprintf("2025-%02d-01T00:00:00Z", len(raws))
			compiled := strings.Replace(`{"ocid":"o","id":"o-`+last+`","date":"`+last+`","tag":["compiled"],`+c.compiled+"}", ",}", "}", 1)
			versioned := strings.Replace(`{"ocid":"o",`+expand(c.versioned)+"}", ",}", "}", 1)
			if got := string(record.Compiled()); got != compiled {
				t.Errorf("compiled\n got %s\nwant %s", got, compiled)
			}
			if got := string(record.Versioned()); got != versioned {
				t.Errorf("versioned\n got %s\nwant %s", got, versioned)
			}
			var found []string
			for _, f := range record.Findings {
				found = append(found, f.Code+" "+f.Pointer)
				checkWords(t, f)
			}
			if all := strings.Join(found, ", "); all != c.findings {
				t.Errorf("findings %q, want %q", all, c.findings)
			}
		})
	}
}

func dated(id, date string) *Release {
	return NewRelease([]byte(`{"ocid":"o","id":"` + id + `","date":` + date + `,"tag":["tender"],"x":"` + id + `"}`))
}

// Releases count in the order of their instants, whatever the offsets; equal instants keep the order given.
func TestMergeOrder(t *testing.T) {
	for _, c := range []struct {
		dates, order string
		undated      bool
	}{
		{`"2025-02-01T00:00:00Z" "2025-01-01T00:00:00Z"`, "1 0", false},
		{`"2025-01-01T06:00:00+07:00" "2025-01-01T00:00:00Z" "2024-12-31T20:00:00-03:00"`, "0 2 1", false}, // as text 2 0 1
		{`"2025-01-01T07:00:00+07:00" "2025-01-01T00:00:00Z" "2025-01-01T00:00:00.0Z"`, "0 1 2", false},
		{`"2025-01-01T00:00:00.001Z" "2025-01-01T00:00:00Z"`, "1 0", false},
		{`"2025-01-02T00:00:00Z" null "2025-01-01T00:00:00Z"`, "2 0 1", true}, // as text, null among them
		{`"2025-01-02" "2025-01-01" "2025-01-01"`, "1 2 0", true},
		{`5 ""`, "1 0", true},
		{`"x"`, "0", false},
	} {
		var releases []*Release
		for i, date := range strings.Fields(c.dates) {
			releases = append(releases, dated(fmt.Sprint(i), date))
		}
		record, err := Default().Merge(releases)
		if err != nil {
			t.Fatal(err)
		}
		var versioned struct{ X []struct{ ReleaseID string } }
		if err := json.Unmarshal(record.Versioned(), &versioned); err != nil {
			t.Fatal(err)
		}
		var ids []string
		for _, e := range versioned.X {
			ids = append(ids, e.ReleaseID)
		}
		if order := strings.Join(ids, " "); order != c.order {
			t.Errorf("%s: %s, want %s", c.dates, order, c.order)
		}
		if undated := len(record.Findings) == 1 && record.Findings[0].Code == CodeUndated; undated != c.undated {
			t.Errorf("%s: %+v", c.dates, record.Findings)
		}
		for _, f := range record.Findings {
			checkWords(t, f)
		}
	}
}

// The record's envelope is made from the latest release.
func TestMergeEnvelope(t *testing.T) {
	record, err := Default().Merge([]*Release{dated("b", `"2025-01-01T07:00:00+07:00"`), dated("a", `"2024-01-01T00:00:00Z"`)})
	if err != nil {
		t.Fatal(err)
	}
	want := `{"ocid":"o","id":"o-2025-01-01T07:00:00+07:00","date":"2025-01-01T07:00:00+07:00","tag":["compiled"],"x":"b"}`
	if got := string(record.Compiled()); got != want {
		t.Errorf("%s, want %s", got, want)
	}
	// no releases, and one without an envelope
	if record, err = Default().Merge(nil); err != nil || string(record.Compiled()) != `{"tag":["compiled"]}` || string(record.Versioned()) != `{}` {
		t.Errorf("%v %s %s", err, record.Compiled(), record.Versioned())
	}
	record, err = Default().Merge([]*Release{NewRelease([]byte(`{"ocid":"o","x":1}`))})
	if err != nil || len(record.Findings) > 0 {
		t.Fatal(err, record.Findings)
	}
	want = `{"ocid":"o","x":[{"releaseID":null,"releaseDate":null,"releaseTag":null,"value":1}]}`
	if got := string(record.Versioned()); got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

func TestMergeErrors(t *testing.T) {
	other := NewRelease([]byte(`{"ocid":"p","id":"1","date":"2025-01-01T00:00:00Z"}`))
	if _, err := Default().Merge([]*Release{dated("1", `"2025-01-01T00:00:00Z"`), other}); !errors.Is(err, ErrMixedProcesses) {
		t.Errorf("%v", err)
	}
	for _, line := range []string{``, `{`, `{"ocid":"\"o`, `{"ocid":"o","a":[1,{]}`, `{"ocid":"o"`} {
		if _, err := Default().Merge([]*Release{NewRelease([]byte(line))}); err == nil {
			t.Errorf("%s was merged", line)
		}
	}
}

// A finding of merging names the release and where it stood.
func TestMergeFinding(t *testing.T) {
	var got collected
	input := packageOf(numbered(1, `"x":1`), numbered(2, `"x":{"a":1}`), numbered(3, `"x":{"b":1}`))
	if err := Read(strings.NewReader(input), "in.json", &got); err != nil {
		t.Fatal(err)
	}
	record, err := Default().Merge(got.releases)
	if err != nil || len(record.Findings) != 1 {
		t.Fatal(err, record.Findings)
	}
	f := record.Findings[0]
	if f.Release != "2" || f.OCID != "o" || f.Line != 3 || f.File != "in.json" || f.Severity != Warning {
		t.Errorf("%+v", f)
	}
}

// Merging reads releases and changes nothing in them; what was written before is not changed by writing again.
func TestMergeKeepsInputs(t *testing.T) {
	for _, c := range mergeCases {
		var releases, copies []*Release
		for i, members := range slices.Backward(c.releases) { // not in the order of dates
			releases = append(releases, NewRelease([]byte(numbered(i+1, members))))
			copies = append(copies, NewRelease([]byte(numbered(i+1, members))))
		}
		record, err := Default().Merge(releases)
		if err != nil {
			t.Fatal(err)
		}
		compiled, versioned := record.Compiled(), record.Versioned()
		first, second := string(compiled), string(versioned)
		_, _ = record.Versioned(), record.Compiled()
		if string(compiled) != first || string(record.Compiled()) != first || string(versioned) != second {
			t.Errorf("%s: what was written changed", c.name)
		}
		for i, r := range releases {
			if !bytes.Equal(r.Line, copies[i].Line) || r.ID != copies[i].ID {
				t.Errorf("%s: release %d is now %s", c.name, i, r.Line)
			}
		}
	}
}

// bigProcess is a process of n releases; each changes some of a few hundred fields and adds an item without id.
func bigProcess(n int) []*Release {
	releases := make([]*Release, n)
	for i := range releases {
		at := time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC).Add(time.Duration(i) * time.Minute).Format(time.RFC3339)
		releases[i] = NewRelease(fmt.Appendf(nil, `{"ocid":"o","id":"%d","date":"%s","tag":["tender"],"tender":{"id":"1","title":"%d","items":[{"id":"%d","quantity":%d},{"id":"%d","quantity":%d}]},"awards":[{"title":"%d"}],"x":{"f%d":null},"x%d":{"a":1}}`,
			i, at, i%3, i%200, i, i%200, i, i, i%300, i))
	}
	return releases
}

// A process five times as long takes some five times as long, not twenty-five.
func TestMergeIsLinear(t *testing.T) {
	took := func(n int) time.Duration {
		best := time.Hour
		for range 3 {
			releases := bigProcess(n)
			begun := time.Now()
			record, err := Default().Merge(releases)
			if err != nil {
				t.Fatal(err)
			}
			_, _ = record.Compiled(), record.Versioned()
			best = min(best, time.Since(begun))
		}
		return best
	}
	few, many := took(2_000), took(10_000)
	if ratio := float64(many) / float64(few); ratio > 15 {
		t.Errorf("2,000 releases took %v, 10,000 took %v: %.1f times as long", few, many, ratio)
	}
}

// Many places that need a decision do not slow merging down either.
func TestMergeManyFindings(t *testing.T) {
	const n = 50_000
	var objects, values []string
	for i := range n {
		objects, values = append(objects, fmt.Sprintf(`"x%d":{"a":1}`, i)), append(values, fmt.Sprintf(`"x%d":1`, i))
	}
	begun := time.Now()
	record := mergeRaw(t, []json.RawMessage{json.RawMessage(numbered(1, strings.Join(objects, ","))), json.RawMessage(numbered(2, strings.Join(values, ",")))})
	if took := time.Since(begun); len(record.Findings) != n || took > 3*time.Second {
		t.Errorf("%d findings in %v", len(record.Findings), took)
	}
}
