package checks

import (
	"strings"
	"testing"

	"terang/schema"
)

func init() {
	registerTested("value_changed_without_amendment", "amendment_without_change", "tag_without_section", "update_tag_first")
}

// recounted asks one rule of a process whose releases are given; each is told a day after the one before.
func recounted(t *testing.T, code string, releases ...string) (found []schema.Finding, applied int64) {
	t.Helper()
	var all []*schema.Release
	for i, release := range releases {
		day := string(rune('1' + i))
		all = append(all, schema.NewRelease([]byte(`{"ocid":"ocds-213czf-1","id":"r`+day+`","date":"2026-01-0`+day+`T00:00:00Z",`+release+`}`)))
	}
	record, err := schema.Default().Merge(all)
	if err != nil {
		t.Fatal(err)
	}
	e := NewExaminer(&Options{})
	for _, f := range e.Process(parsed(t, string(record.Compiled())), record, schema.Default()) {
		if f.Code == code {
			found = append(found, f)
		}
	}
	for _, r := range rules {
		if r.Code == code {
			applied = e.counts[r.index].Applied
		}
	}
	return found, applied
}

func TestHistoryOfContracts(t *testing.T) {
	const (
		first     = `"tag":["contract"],"contracts":[{"id":"c","value":{"amount":100,"currency":"IDR"},"period":{"endDate":"2026-03-31T00:00:00Z"}}]`
		again     = `"tag":["implementation"],"contracts":[{"id":"c","value":{"currency":"IDR","amount":100.0},"implementation":{"transactions":[{"id":"1","note":"\"contracts\":["}]}}]`
		dearer    = `"tag":["implementation"],"contracts":[{"id":"c","value":{"amount":120,"currency":"IDR"}}]`
		corrected = `"tag":["contractUpdate"],"contracts":[{"id":"c","value":{"amount":120,"currency":"IDR"}}]`
		amended   = `"tag":["implementation"],"contracts":[{"id":"c","value":{"amount":120,"currency":"IDR"},"amendments":[{"id":"a"}]}]`
		idle      = `"tag":["contractAmendment"],"contracts":[{"id":"c","value":{"amount":100,"currency":"IDR"},"amendments":[{"id":"a"}]}]`
		other     = `"tag":["contract"],"contracts":[{"id":"d","value":{"amount":7}}]`
	)
	for _, c := range []struct {
		code     string
		releases []string
		applied  int64
		at, says string // empty where nothing is found
	}{
		{"value_changed_without_amendment", []string{first, again}, 1, "", ""},
		{"value_changed_without_amendment", []string{first, dearer}, 1, "/contracts/0/value", "'c' changed from 100 IDR to 120 IDR in the release 'r2'"},
		{"value_changed_without_amendment", []string{other, first, again, dearer}, 2, "/contracts/1/value", "in the release 'r4'"},
		{"value_changed_without_amendment", []string{first, corrected}, 1, "", ""},
		{"value_changed_without_amendment", []string{first, amended}, 1, "", ""},
		{"value_changed_without_amendment", []string{first, amended, dearer}, 2, "", ""},
		{"value_changed_without_amendment", []string{first}, 0, "", ""},
		{"value_changed_without_amendment", []string{first, other}, 0, "", ""},
		{"amendment_without_change", []string{first, amended}, 1, "", ""},
		{"amendment_without_change", []string{first, idle}, 1, "/contracts/0/amendments", "'r2' adds an amendment to the contract 'c'"},
		{"amendment_without_change", []string{first, idle, idle}, 1, "/contracts/0/amendments", "'r2'"},
		{"amendment_without_change", []string{idle}, 0, "", ""},
	} {
		found, applied := recounted(t, c.code, c.releases...)
		check(t, c.code+" in "+strings.Join(c.releases, " "), found, applied, c.applied, c.at, c.says)
	}
}

func check(t *testing.T, what string, found []schema.Finding, applied, want int64, at, says string) {
	t.Helper()
	if applied != want || len(found) > 1 || (len(found) == 1) != (says != "") {
		t.Errorf("%s: applied %d times, want %d; found %+v", what, applied, want, found)
	} else if says != "" && (found[0].Pointer != at || !strings.Contains(found[0].Text("en"), says)) {
		t.Errorf("%s: at %s: %s", what, found[0].Pointer, found[0].Text("en"))
	}
}

func TestTagsOfReleases(t *testing.T) {
	for _, c := range []struct {
		code     string
		releases []string
		applied  int64
		says     string
	}{
		{"tag_without_section", []string{`"tag":["planning","tender"],"tender":{"id":"1"}`, `"tag":["award"],"awards":[]`}, 3, ""},
		{"tag_without_section", []string{`"tag":["tender"],"tender":{"id":"1"}`, `"tag":["awardUpdate"],"tender":{"title":"\"awards\":"}`}, 2, "'r2' is tagged 'awardUpdate', but has no awards"},
		{"tag_without_section", []string{`"tag":["implementation"],"contracts":[{"id":"1"}]`}, 1, "has no implementation"},
		{"tag_without_section", []string{`"tag":["compiled"]`}, 0, ""},
		{"update_tag_first", []string{`"tag":["tender"],"tender":{"id":"1"}`, `"tag":["tenderUpdate"],"tender":{"id":"1"}`}, 1, ""},
		{"update_tag_first", []string{`"tag":["tenderAmendment"],"tender":{"id":"1"}`}, 1, "'r1', is tagged 'tenderAmendment'"},
	} {
		found, applied := recounted(t, c.code, c.releases...)
		check(t, c.code+" in "+strings.Join(c.releases, " "), found, applied, c.applied, "", c.says)
	}
}

// The first release counts, not the newest, and the ids of releases are looked at too.
func TestRecordCounts(t *testing.T) {
	award := `"tag":["award"],"awards":[{"id":"a","date":"2025-12-01T00:00:00Z"}]`
	if found, applied := recounted(t, "published_years_after_award", award, award); len(found) > 0 || applied != 1 {
		t.Errorf("applied %d times, found %+v", applied, found)
	}
	if _, applied := recounted(t, "id_not_addressable", award, award); applied != 3 {
		t.Errorf("applied %d times, want 3: the ocid and two releases", applied)
	}
}

func TestRawMembers(t *testing.T) {
	const text = `{"a":1,"b":"x\\\",}","c":{"d":[{}],"e":"]"},"f":[1,2]}`
	got := ""
	for name, value := range rawMembers([]byte(text)) {
		got += name + "=" + string(value) + ";"
	}
	if want := `a=1;b="x\\\",}";c={"d":[{}],"e":"]"};f=[1,2];`; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	for i := range text { // broken off anywhere, it ends
		for range rawMembers([]byte(text[:i])) {
		}
		for range rawItems([]byte("[" + text[:i])) {
		}
	}
}
