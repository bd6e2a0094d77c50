package site_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"terang/publish/publishtest"
	"terang/sample"
	"terang/store/storetest"
)

// csvOf are the rows of a CSV file by the names of its columns.
func (w *world) csvOf(t *testing.T, path string) (all []map[string]string) {
	t.Helper()
	cells := publishtest.Must[[][]string](t)(csv.NewReader(strings.NewReader(w.ok(t, path).body)).ReadAll())
	for _, line := range cells[1:] {
		r := map[string]string{}
		for i, cell := range line {
			r[strings.TrimPrefix(cells[0][i], "\ufeff")] = cell
		}
		all = append(all, r)
	}
	return all
}

// section is what stands below a heading with an id.
func (p *page) section(t *testing.T, id string) *html.Node {
	t.Helper()
	for n := range p.root.Descendants() {
		for _, a := range n.Attr {
			if a.Key == "id" && a.Val == id {
				return n.Parent
			}
		}
	}
	t.Fatalf("%s has no section %s", p.path, id)
	return nil
}

// amounts are the exact amounts of the rows of the tables below a node.
func amounts(n *html.Node) (rows []string) {
	for tr := range n.Descendants() {
		if tr.Data != "tr" {
			continue
		}
		var cells []string
		for d := range tr.Descendants() {
			for _, a := range d.Attr {
				if d.Data == "data" && a.Key == "value" {
					cells = append(cells, a.Val)
				}
			}
		}
		if len(cells) > 0 {
			rows = append(rows, strings.Join(cells, " "))
		}
	}
	slices.Sort(rows)
	return rows
}

var amountColumns = []string{"budget_amount", "tender_value_amount", "awarded_amount", "contracted_amount", "paid_amount"}

func (w *world) apiAmounts(t *testing.T, path string) (rows []string) {
	t.Helper()
	for _, r := range w.csvOf(t, path) {
		var cells []string
		for _, name := range amountColumns {
			if r[name] != "" {
				cells = append(cells, r[name])
			}
		}
		if len(cells) > 0 {
			rows = append(rows, strings.Join(cells, " "))
		}
	}
	slices.Sort(rows)
	return rows
}

func TestExploreSaysWhatTheAPISays(t *testing.T) {
	w := theSample(t)
	buyer := w.csvOf(t, "/api/v1/statistics.csv?by=buyer")[0]["value"]
	for _, query := range []string{"", "year=2025", "buyer=" + url.QueryEscape(buyer), "version=2026-03-31.1", "year=2025&version=2026-03-31.1", "procurementMethod=open"} {
		for _, lang := range []string{"id", "en"} {
			p := w.ok(t, "/"+lang+"/explore?"+query)
			p.keeps(t)
			for _, by := range []string{"year", "mainProcurementCategory", "procurementMethodDetails", "procurementMethod", "buyer"} {
				shown, api := amounts(p.section(t, "by-"+by)), w.apiAmounts(t, "/api/v1/statistics.csv?by="+by+"&"+query)
				if len(api) > 10 { // the largest alone are shown
					api = slices.DeleteFunc(api, func(row string) bool { return !slices.Contains(shown, row) })
				}
				if len(api) == 0 || !slices.Equal(shown, api) {
					t.Errorf("%s by %s: shows %v, the API says %v", p.path, by, shown, api)
				}
			}
		}
	}
}

func TestExploreCountsPlansApart(t *testing.T) {
	w := theSample(t)
	processes := 0
	for _, r := range w.csvOf(t, "/api/v1/statistics.csv?by=year") {
		processes += publishtest.Must[int](t)(strconv.Atoi(r["process_count"]))
	}
	var found struct{ Total int }
	if err := json.Unmarshal([]byte(w.ok(t, "/api/v1/search?plan=true&limit=1").body), &found); err != nil || found.Total == 0 {
		t.Fatal(err, found)
	}
	w.ok(t, "/en/explore").has(t, fmt.Sprintf("Contracting processes %d without plans", processes), fmt.Sprintf("Plans (RUP) %d not added", found.Total))
}

// TestOnTimeIsWhatTheResultsSay holds the rates against the API's results, where two contracts are enough for a rate.
func TestOnTimeIsWhatTheResultsSay(t *testing.T) {
	w := newWorld(t, storetest.SQLite(t), t.TempDir(), t.Cleanup)
	if err := w.Config.Thresholds.Encode(map[string]int{"minimumN": 2}); err != nil {
		t.Fatal(err)
	}
	var text bytes.Buffer
	if err := sample.WriteAll(&text, sample.Options{Seed: 1, Processes: 60}); err != nil {
		t.Fatal(err)
	}
	w.Publish(t, sample.HandInDate(sample.HandIns-1), text.Bytes())
	p, listed := w.ok(t, "/en/explore"), 0
	for _, address := range p.attributes("a", "href") {
		id, ok := strings.CutPrefix(address, "/en/suppliers/")
		if !ok {
			continue
		}
		listed++
		var list struct {
			Results []struct{ Variant, State, Part, Whole string }
		}
		if err := json.Unmarshal([]byte(w.ok(t, "/api/v1/suppliers/"+id+"/performance?indicator=on_time&subject=supplier").body), &list); err != nil {
			t.Fatal(err)
		}
		for _, r := range list.Results {
			if r.Variant == "amended" && r.State != "computed" {
				t.Errorf("%s is listed, and is %s", id, r.State)
			} else if r.Variant == "amended" {
				p.has(t, r.Part+" of "+r.Whole)
			}
		}
	}
	if listed == 0 {
		t.Error("no supplier has a rate")
	}
	p.has(t, "Not computable", "A rate is given from 2 contracts", "This is no ranking")
}

// TestOnTimeIsOfTheWholeLatestVersion: results of former ones are not kept, and there are none for filters.
func TestOnTimeIsOfTheWholeLatestVersion(t *testing.T) {
	w := theSample(t)
	w.ok(t, "/en/explore?version=2026-03-31.1").has(t, "in its files alone")
	w.ok(t, "/en/explore?year=2025").has(t, "not for this filter")
}

func TestExploreWhatIsNotThere(t *testing.T) {
	w := theSample(t)
	w.ok(t, "/en/explore?year=1899").has(t, "There are no figures to draw yet.")
	w.ok(t, "/en/explore?amount=%3Cscript%3E&buyer=%3Cscript%3Ealert(1)%3C/script%3E").keeps(t)
	for path, status := range map[string]int{"/id/explore?version=1999-01-01.1": 404, "/id/explore?minValue=x": 400} {
		if p := w.get(t, path); p.status != status {
			t.Errorf("%s: %d", path, p.status)
		}
	}
}

// hostileRelease has what should harm nobody in all that pages of sums show.
func hostileRelease() []byte {
	long := strings.Repeat("panjang ", 700)
	bad := `</text><script>alert(1)</script>` + "\u202e\u0007" + long
	value := map[string]any{"amount": json.Number("999999999999999.99"), "currency": "IDR"}
	text, _ := json.Marshal(map[string]any{"version": "1.1", "uri": base + "/x", "publishedDate": "2026-01-02T00:00:00Z", "publisher": map[string]any{"name": "x"},
		"releases": []any{map[string]any{"ocid": "ocds-213czf-1", "id": "1", "date": "2026-01-01T00:00:00Z", "tag": []string{"tender"}, "initiationType": "tender",
			"parties": []any{map[string]any{"id": "b<&>", "name": bad, "roles": []string{"buyer"}, "address": map[string]any{"region": bad, "locality": "Kota " + bad}}},
			"buyer":   map[string]any{"id": "b<&>", "name": bad},
			"tender":  map[string]any{"id": "1", "title": bad, "value": value, "procurementMethod": "open", "procurementMethodDetails": bad, "mainProcurementCategory": "works"}}}})
	return text
}

func TestSumsOfHostileAndOfLittleData(t *testing.T) {
	eachWorld(t, func(t *testing.T, w *world) {
		for _, path := range []string{"/id/explore", "/en/quality"} {
			w.ok(t, path).keeps(t) // nothing is published yet
		}
		w.Publish(t, time.Date(2026, 2, 1, 0, 0, 0, 0, time.UTC), hostileRelease())
		for _, path := range []string{"/id/explore", "/en/explore", "/en/explore?amount=tender", "/en/quality", "/id/quality"} {
			w.ok(t, path).keeps(t)
		}
		w.ok(t, "/en/explore?amount=tender").has(t, "alert(1)", "1,000 trillion")
	})
}

func TestPagesOfSumsHavePictures(t *testing.T) {
	w := theSample(t)
	for _, page := range []string{"/id/explore", "/en/quality"} {
		card := page + "/card.png"
		if got := w.ok(t, page).metaPictures(); len(got) == 0 || got[0] != base+card {
			t.Errorf("%s names the picture %v", page, got)
		}
		if p := w.ok(t, card); p.header.Get("Content-Type") != "image/png" {
			t.Errorf("%s is %s", card, p.header.Get("Content-Type"))
		}
	}
}
