package report

import (
	"encoding/xml"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"terang/checks"
	"terang/schema"
)

var update = flag.Bool("update", false, "write the golden files anew")

const golden = "testdata/report.html"

// finding is one of a rule of the schema, as reading makes it.
func finding(code, pointer, value string, line int, args ...string) schema.Finding {
	r := ruleOf(code)
	f := r.Finding(pointer, args...)
	f.Value, f.File, f.Line = value, "rilis.json", line
	return f
}

// small is a report with something of everything. Its words are the schema's alone.
func small() *Report {
	r := &Report{Releases: 1250, Refused: 13, Packages: 2, Records: 3}
	for i := range 13 {
		r.Add(finding(schema.CodeDate, fmt.Sprintf("/releases/%d/tender/tenderPeriod/endDate", i), `"31/3/2025"`, 10+i, "31/3/2025"))
	}
	r.Add(finding(schema.CodeRequired, "/releases/4", "", 44, "ocid", "", ""),
		finding(schema.CodeVersion, "", `"1.2"`, 1, "1.2"), finding(schema.CodeUpgraded, "", "", 1))
	r.Quality = &checks.Quality{
		Processes: 1200,
		Rules: []*checks.RuleResult{
			{Code: schema.CodeRepeatedID, Level: checks.OfProcess, Severity: schema.Warning, Applied: 4000, Passed: 3000},
			{Code: schema.CodeMixedType, Level: checks.OfField, Severity: schema.Note, Applied: 900, Passed: 900}},
		Coverage: []*checks.Coverage{
			{Path: "buyer", Of: 1200, Exists: 1200, Filled: 1199}, {Path: "buyer/name", Of: 1199, Exists: 1199, Filled: 1199},
			{Path: "contracts/implementation/transactions", Of: 7, Exists: 2, Filled: 2},
			{Path: "tender/value", Of: 1200, Exists: 600, Filled: 300}, {Path: "tender/value/currency", Of: 300},
			{Path: "planning/rationale"}},
		Dataset: []*checks.Result{
			{Code: schema.CodeUndated, State: checks.Passed, N: 1200, Value: "0.6168", Limit: "≤ 0.9500", Uncertainty: "0.000001",
				Measure: &checks.Text{English: "largest share", Indonesian: "porsi terbesar"},
				Shares:  []checks.Share{{Code: "goods", Count: 740, Share: "0.6168"}}, Examples: []string{"ocds-abc123-1"}},
			{Code: schema.CodeConflict, State: checks.NotApplicable, Reason: &checks.Text{English: "Too few.", Indonesian: "Terlalu sedikit."}}},
	}
	return r
}

// hostile is what someone may write who wants to take the page over; it needs to be cut and escaped.
var hostile = `</style><script>alert("1")</script><img src=x onerror='a'> ` + "\u202etxt.exe\u2066\x00\u2028" + strings.Repeat("\"&ü<", 2_500)

// flooded is a report with more kinds than anybody reads, each as long and as hard to write as can be.
var flooded = sync.OnceValue(func() *Report {
	long := hostile[:300] // more than the page shows; many of them take long to sort
	r := &Report{Releases: 50_000, Refused: 50_000, Quality: &checks.Quality{Processes: 5}}
	for _, code := range []string{schema.CodeEnum, schema.CodeVersion, schema.CodeExtensionVersion} {
		for i := range 3300 {
			f := finding(code, fmt.Sprintf("/a%d/%s", i, long), long, i, long, long, long)
			f.File = long
			r.Add(f)
		}
	}
	for i := range 5000 {
		path := fmt.Sprintf("%stender/%s%d", []string{"", "awards/", "parties/"}[i%3], hostile, i)
		r.Quality.Coverage = append(r.Quality.Coverage, &checks.Coverage{Path: path, Of: 9, Filled: int64(i % 2)})
	}
	words := &checks.Text{English: hostile, Indonesian: hostile}
	var shares []checks.Share
	for range 100 {
		shares = append(shares, checks.Share{Code: hostile, Count: 1, Share: "0.0100"})
	}
	for _, rule := range checks.Rules() {
		if rule.Level == checks.OfDataset {
			r.Quality.Dataset = append(r.Quality.Dataset, &checks.Result{Code: rule.Code, State: checks.Passed, Value: hostile,
				Measure: words, Reason: words, Shares: shares, Examples: []string{hostile, hostile, hostile, hostile, hostile}})
			continue
		}
		r.Quality.Rules = append(r.Quality.Rules, &checks.RuleResult{Code: rule.Code, Level: rule.Level, Severity: rule.Severity, Applied: 9e9, Passed: 8e9})
	}
	return r
})

// hostileReport has one finding, in which everything is hostile.
func hostileReport() *Report {
	r := &Report{Releases: 1, Refused: 1}
	f := finding(schema.CodeEnum, "/"+hostile, hostile, 1, hostile, hostile)
	f.File = hostile
	r.Add(f)
	return r
}

var aboutSmall = About{Title: "Kabupaten Contoh <2025>", Files: []string{"rilis.json", "a&b.json"}, Version: "0.9",
	Made: time.Date(2026, 11, 21, 9, 5, 0, 0, time.FixedZone("", 7*3600)), Lang: "id"}

func pageOf(t *testing.T, r *Report, about About) string {
	t.Helper()
	var b strings.Builder
	if err := r.WriteHTML(&b, about); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestHTMLGolden(t *testing.T) {
	css, err := style()
	if err != nil {
		t.Fatal(err)
	}
	got := strings.Replace(pageOf(t, small(), aboutSmall), string(css), "report.css", 1)
	if *update {
		if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("the page is not %s; if it is better, go test ./report -update\n%s", golden, firstDifference(got, string(want)))
	}
}

func firstDifference(got, want string) string {
	a, b := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			return fmt.Sprintf("line %d\n got %s\nwant %s", i+1, a[i], b[i])
		}
	}
	return "one ends before the other"
}

// pages are pages of all kinds.
func pages(t *testing.T) map[string]string {
	t.Helper()
	bad := About{Title: hostile, Files: []string{hostile, "b", "c", "d", "e", "f", "g", "h", "i"}, Version: hostile, Lang: hostile}
	return map[string]string{
		"small":   pageOf(t, small(), aboutSmall),
		"nothing": pageOf(t, &Report{}, About{}),
		"valid":   pageOf(t, &Report{Releases: 3, Quality: &checks.Quality{}}, About{Lang: "en", Made: time.Unix(0, 0).UTC()}),
		"hostile": pageOf(t, hostileReport(), bad),
		"flooded": pageOf(t, flooded(), bad), // 9,900 kinds of findings
	}
}

// The page is well-formed even as XML, below 500 KB, the same in both languages, and asks for nothing from elsewhere.
func TestHTMLPages(t *testing.T) {
	for name, page := range pages(t) {
		if err := wellFormed(page); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if len(page) > 500_000 {
			t.Errorf("%s has %d bytes", name, len(page))
		}
		if en, id := strings.Count(page, `<span lang="en">`), strings.Count(page, `<span lang="id">`); en != id || en < 20 {
			t.Errorf("%s: %d texts in English, %d in Indonesian", name, en, id)
		}
		for _, never := range []string{"<script", "<img", "<link", "http:", "https:", "url(", "@import", "ZgotmplZ", "%!", "\u202e", "\u2066", "\x00", "\u2028"} {
			if strings.Contains(strings.ReplaceAll(page, "https://example.org/page", ""), never) {
				t.Errorf("%s has %q", name, never)
			}
		}
	}
}

// wellFormed parses a page as XML. Ids occur once, and links lead to them.
func wellFormed(page string) error {
	d := xml.NewDecoder(strings.NewReader(page))
	ids, links := map[string]bool{}, []string{}
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return err
		}
		start, _ := token.(xml.StartElement)
		for _, a := range start.Attr {
			switch name := a.Name.Local; {
			case name == "id" && ids[a.Value]:
				return fmt.Errorf("the id %s occurs twice", a.Value)
			case name == "id":
				ids[a.Value] = true
			case name == "href":
				links = append(links, a.Value)
			}
		}
	}
	for _, link := range links {
		if id, here := strings.CutPrefix(link, "#"); !here || !ids[id] {
			return fmt.Errorf("the link %s leads nowhere", link)
		}
	}
	return nil
}

// What the page has no room for is counted: nothing is left out in silence.
func TestHTMLCountsWhatItLeavesOut(t *testing.T) {
	groups := flooded().Groups()
	listed := 0
	for _, s := range sections(groups) {
		n := len(s.Open) + len(s.Shut)
		if n == 0 || n > maxShown || s.More == 0 {
			t.Errorf("%s: %d groups and %d more", s.Severity, n, s.More)
		}
		listed += n + s.More
	}
	if listed != len(groups) {
		t.Errorf("%d of %d groups are shown or counted", listed, len(groups))
	}
}

// A value of 10,000 characters is cut, in the page's every place.
func TestHTMLShortens(t *testing.T) {
	page := pageOf(t, hostileReport(), About{})
	if len(page) > 40_000 {
		t.Errorf("one finding makes a page of %d bytes", len(page))
	}
	for _, shown := range []string{"&lt;script&gt;", `\u202etxt.exe\u2066\u0000\u2028`} {
		if !strings.Contains(page, shown) {
			t.Errorf("the page does not show %s", shown)
		}
	}
}

func TestHTMLShowsTheLanguageAsked(t *testing.T) {
	for lang, want := range map[string][2]string{"id": {`<html lang="id">`, `id="id" checked`}, "en": {`<html lang="en">`, `id="en" checked`}, "fr": {`<html lang="en">`, `id="en" checked`}} {
		page := pageOf(t, small(), About{Lang: lang})
		for _, w := range want {
			if !strings.Contains(page, w) || strings.Count(page, " checked=") != 1 {
				t.Errorf("%s: no %s, or both are checked", lang, w)
			}
		}
	}
}
