package api_test

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"terang/publish/publishtest"
)

// indicated is what the API says of a result, as far as a row of its table has it.
type indicated struct {
	Indicator, Variant, State, Reason, Value, Unit, Threshold, Part, Whole, Coverage, AsOf, Method string
	Missing                                                                                        []string
	N, Of, EvidenceCount                                                                           int
	Subject                                                                                        struct{ Kind, OCID, Contract, Supplier, SupplierName, Buyer, BuyerName, Category, Year string }
	Sentence, Caveat                                                                               struct{ EN, ID string }
	Evidence                                                                                       json.RawMessage
}

// row is the result as its table writes it.
func (r *indicated) row() map[string]string {
	s := &r.Subject
	row := map[string]string{"indicator": r.Indicator, "variant": r.Variant, "subject": s.Kind, "ocid": s.OCID, "contract_id": s.Contract,
		"supplier_id": s.Supplier, "supplier_name": s.SupplierName, "buyer_id": s.Buyer, "buyer_name": s.BuyerName, "category": s.Category,
		"year": s.Year, "state": r.State, "reason": r.Reason, "missing": strings.Join(r.Missing, "; "), "value": r.Value, "unit": r.Unit,
		"threshold": r.Threshold, "part": r.Part, "whole": r.Whole, "n": fmt.Sprint(r.N), "of": fmt.Sprint(r.Of), "coverage": r.Coverage, "as_of": r.AsOf,
		"method": r.Method, "sentence": r.Sentence.EN, "sentence_id": r.Sentence.ID, "caveat": r.Caveat.EN, "caveat_id": r.Caveat.ID,
		"evidence": string(r.Evidence)}
	for _, name := range []string{"n", "of"} {
		if row[name] == "0" {
			row[name] = ""
		}
	}
	return row
}

type toldPage struct {
	Version string
	Total   int
	Results []indicated
	Files   map[string]string
	Links   struct{ Next string }
}

// toldResults gives the results of all pages.
func (w *world) toldResults(t testing.TB, address string) (all []indicated) {
	t.Helper()
	for address != "" {
		var p toldPage
		w.ok(t, address).value(t, &p)
		all = append(all, p.Results...)
		if address = p.Links.Next; address == "" && p.Total != len(all) {
			t.Errorf("%d of %d", len(all), p.Total)
		}
	}
	return all
}

// csvRowsOf reads CSV by its columns.
func csvRowsOf(t testing.TB, text []byte) (rows []map[string]string) {
	t.Helper()
	cells := publishtest.Must[[][]string](t)(csv.NewReader(strings.NewReader(string(text))).ReadAll())
	for _, line := range cells[1:] {
		row := map[string]string{}
		for i, cell := range line {
			row[cells[0][i]] = cell
		}
		rows = append(rows, row)
	}
	return rows
}

// table reads a file of the latest version.
func (w *world) table(t testing.TB, name string) []map[string]string {
	t.Helper()
	return csvRowsOf(t, gunzip(t, w.ok(t, "/data/"+w.latest(t)+"/tables/"+name+".csv.gz").body))
}

// sameResults sees that results are the rows, one by one.
func sameResults(t *testing.T, what string, results []indicated, rows []map[string]string) {
	t.Helper()
	if len(results) != len(rows) {
		t.Errorf("%s: %d results, %d rows", what, len(results), len(rows))
		return
	}
	for i := range results {
		got := results[i].row()
		for name, cell := range rows[i] {
			switch name {
			case "value":
				cell += rows[i]["value_text"] // one or the other
			case "value_text", "evidence_count":
				continue
			}
			if got[name] != cell && !sameNumber(got[name], cell) {
				t.Errorf("%s, %d: %s is %q, in the file %q", what, i, name, got[name], cell)
				return
			}
		}
	}
}

// sameNumber says whether decimals differ only in zeros at their end.
func sameNumber(a, b string) bool {
	short := func(s string) string {
		if strings.Contains(s, ".") {
			s = strings.TrimSuffix(strings.TrimRight(s, "0"), ".")
		}
		return s
	}
	return short(a) == short(b)
}

func rowsWith(rows []map[string]string, column, value string) (kept []map[string]string) {
	for _, row := range rows {
		if row[column] == value {
			kept = append(kept, row)
		}
	}
	return kept
}

// testFlags: flags are the rows of the version's file, with any limit and filter, and in every format.
func testFlags(t *testing.T, w *world) {
	rows := w.table(t, "flags")
	if len(rows) < 5 {
		t.Fatalf("the sample has %d flags", len(rows))
	}
	for _, limit := range []int{1, 7, 1000} {
		sameResults(t, fmt.Sprint("by ", limit), w.toldResults(t, fmt.Sprint("/api/v1/flags?limit=", limit)), rows)
	}
	for name, column := range map[string]string{"indicator": "indicator", "ocid": "ocid", "buyer": "buyer_id", "supplier": "supplier_id", "subject": "subject"} {
		value := rows[slices.IndexFunc(rows, func(r map[string]string) bool { return r[column] != "" })][column]
		query := "?" + url.Values{name: {value}}.Encode()
		sameResults(t, query, w.toldResults(t, "/api/v1/flags"+query), rowsWith(rows, column, value))
		if got, want := csvRowsOf(t, w.ok(t, "/api/v1/flags.csv"+query).body), rowsWith(rows, column, value); fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("%s as CSV: %d rows, want %d", query, len(got), len(want))
		}
	}
	sameResults(t, "none", w.toldResults(t, "/api/v1/flags?ocid=none"), nil)
	w.checkFlagFiles(t, len(rows))
	for address, want := range map[string]string{"/api/v1/flags?indicator=R%20018": "indicator invalid", "/api/v1/flags?subject=all": "subject invalid", "/api/v1/flags?indicator=R999": "indicator invalid", "/api/v1/flags.csv?indicator=R999": "indicator invalid",
		"/api/v1/flags?year=2025": "year unknown", "/api/v1/flags?fields=ocid": "fields unknown", "/api/v1/flags.csv?limit=3": "limit unknown",
		"/api/v1/flags?cursor=AAAA": "cursor invalid", "/api/v1/flags.csv?fields=none": "fields unknown"} {
		if got := strings.Join(w.get(t, address).faults(t), ", "); got != want {
			t.Errorf("%s: %s, want %s", address, got, want)
		}
	}
}

// checkFlagFiles: the whole result in each format, of which CSV is the version's own file.
func (w *world) checkFlagFiles(t *testing.T, rows int) {
	t.Helper()
	var p toldPage
	w.ok(t, "/api/v1/flags?limit=1").value(t, &p)
	if len(p.Files) != 4 {
		t.Errorf("files: %v", p.Files)
	}
	for format, address := range p.Files {
		a := w.ok(t, address)
		if a.header.Get("X-Total-Count") != fmt.Sprint(rows) || len(a.body) == 0 {
			t.Errorf("%s: %s of %d", format, a.header.Get("X-Total-Count"), rows)
		}
		if file := gunzip(t, w.ok(t, "/data/"+p.Version+"/tables/flags.csv.gz").body); format == "csv" && string(a.body) != string(file) {
			t.Error("flags.csv is not the version's file")
		}
	}
}

// testPerformance: what is told of an organization are its rows of the version's file.
func testPerformance(t *testing.T, w *world) {
	for list, column := range map[string]string{"supplier": "supplier_id", "buyer": "buyer_id"} {
		rows, checked := w.table(t, list+"_performance"), map[string]bool{"": true}
		if list == "supplier" { // with each buyer, category and year: in the file alone
			rows = rowsWith(rows, "subject", list)
		}
		for _, row := range rows {
			id := row[column]
			if len(checked) > 8 || checked[id] {
				continue
			}
			checked[id] = true
			address := "/api/v1/" + list + "s/" + url.PathEscape(id) + "/performance"
			a := w.get(t, address+"?limit=13")
			if a.status == http.StatusNotFound { // of a process whose award does not stand, or several together
				t.Logf("%s is no %s", id, list)
				continue
			}
			sameResults(t, address, w.toldResults(t, address+"?limit=13"), rowsWith(rows, column, id))
			sameResults(t, address, w.toldResults(t, address+"?indicator=on_time&subject="+list), rowsWith(rowsWith(rowsWith(rows, column, id), "indicator", "on_time"), "subject", list))
			if got := csvRowsOf(t, w.ok(t, address, "Accept: text/csv").body); fmt.Sprint(got) != fmt.Sprint(rowsWith(rows, column, id)) {
				t.Errorf("%s as CSV: %d rows", address, len(got))
			}
			w.followOrganization(t, strings.TrimSuffix(address, "/performance"))
		}
		if len(checked) < 2 {
			t.Errorf("no %s has a performance", list)
		}
		if a := w.get(t, "/api/v1/"+list+"s/none/performance"); a.status != http.StatusNotFound {
			t.Errorf("an unknown %s: %d", list, a.status)
		}
	}
}

// followOrganization follows the links of an organization to its results.
func (w *world) followOrganization(t *testing.T, address string) {
	t.Helper()
	var o struct{ Links map[string]string }
	w.ok(t, address).value(t, &o)
	if !strings.HasSuffix(o.Links["performance"], "/performance") || !strings.Contains(o.Links["flags"], "/flags?") {
		t.Errorf("%s: %v", address, o.Links)
	}
	w.ok(t, o.Links["performance"])
	w.ok(t, o.Links["flags"])
}

// testResultsOfFormerVersions: they are in the files that the answer names.
func testResultsOfFormerVersions(t *testing.T, w *world) {
	supplier := w.first(t, "suppliers")
	for _, version := range w.versions(t)[1:] {
		for address, name := range map[string]string{"/api/v1/flags": "flags", "/api/v1/flags.csv": "flags", "/api/v1/suppliers/" + supplier + "/performance": "supplier_performance"} {
			a := w.get(t, address+"?version="+version)
			var p struct{ Files []string }
			if a.value(t, &p); a.status != http.StatusGone || len(p.Files) != 2 {
				t.Errorf("%s in %s: %d %s", address, version, a.status, a.body)
			}
			for _, file := range p.Files {
				if w.ok(t, file); !strings.Contains(file, version+"/tables/"+name+".") {
					t.Errorf("%s in %s: %s", address, version, file)
				}
			}
		}
	}
	w.ok(t, "/api/v1/flags?version="+w.latest(t))
}

// testIndicators: the methods are those of the version's file, and each flag's is among them.
func testIndicators(t *testing.T, w *world) {
	for _, version := range w.versions(t) {
		var list struct {
			Version    string
			Total      int
			Indicators []struct {
				Code, Kind string
				Version    int
				Title      words
				Needs      []string
				Coverage   []struct{ Asked, Flagged, NotFlagged, Computed, NotComputable int }
			}
		}
		w.ok(t, "/api/v1/indicators?version="+version).value(t, &list)
		rows, at := csvRowsOf(t, gunzip(t, w.ok(t, "/data/"+version+"/tables/methods.csv.gz").body)), 0
		known := map[string]int{}
		for _, one := range list.Indicators {
			known[one.Code]++
			for _, c := range one.Coverage {
				row := rows[at]
				if row["indicator"] != one.Code || row["title_id"] != one.Title.ID || row["asked"] != fmt.Sprint(c.Asked) ||
					row["not_computable"] != fmt.Sprint(c.NotComputable) || c.Asked != c.Flagged+c.NotFlagged+c.Computed+c.NotComputable {
					t.Errorf("%s: %+v, in the file %v", version, one, row)
				}
				at++
			}
			at += len(rowsWith(rowsWith(rows, "indicator", one.Code), "subject", ""))
		}
		if at != len(rows) || list.Total != len(known) || list.Version != version || known["R018"] != 1 {
			t.Errorf("%s: %d of %d rows, %d indicators of %d", version, at, len(rows), len(known), list.Total)
		}
	}
}
