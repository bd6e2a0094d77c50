package api_test

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"testing"

	"terang/publish/publishtest"
)

// flagFacet is the facet of flags in an answer.
type flagFacet struct {
	Total  int
	Facets struct {
		Flag *struct {
			Values []struct {
				Value, Label, LabelID string
				Count                 int
			}
		}
	}
}

// testFlagSearch: what is found by a flag is what /flags says of processes, and the facet counts it.
func testFlagSearch(t *testing.T, w *world) {
	flagged := map[string]map[string]bool{}
	for _, r := range w.toldResults(t, "/api/v1/flags?limit=1000") {
		if r.Subject.OCID != "" && flagged[r.Indicator] == nil {
			flagged[r.Indicator] = map[string]bool{}
		}
		if r.Subject.OCID != "" {
			flagged[r.Indicator][r.Subject.OCID] = true
		}
	}
	if len(flagged) < 3 {
		t.Fatalf("the sample has flags of %d indicators", len(flagged))
	}
	w.checkFlagFacet(t, flagged)
	var any []string
	for code, ocids := range flagged {
		want := sortedKeys(ocids)
		any = append(any, want...)
		w.checkFoundByFlag(t, "flag="+code, want)
		w.checkFoundByFlag(t, "flag="+strings.ToLower(code)+"&flagState=flagged", want)
		w.checkStates(t, code, len(want))
		w.checkFollowed(t, code, ocids)
	}
	slices.Sort(any)
	w.checkFoundByFlag(t, "flagState=flagged", slices.Compact(any))
	for query, want := range map[string]string{"flag=R999": "flag invalid", "flag=R025": "flag invalid", "flag=on_time": "flag invalid", "flag=R018|": "flag invalid",
		"flag=R999|R998": "flag invalid, flag invalid", "flag=R018&flagState=computed": "flagState invalid"} {
		for _, list := range []string{"search", "records", "releases", "contracts", "suppliers", "statistics", "search.csv", "changes.json"} {
			if got := strings.Join(w.get(t, "/api/v1/"+list+"?"+query).faults(t), ", "); got != want {
				t.Errorf("%s?%s: %s, want %s", list, query, got, want)
			}
		}
	}
}

// checkFlagFacet: the facet counts processes, and names indicators by their titles.
func (w *world) checkFlagFacet(t *testing.T, flagged map[string]map[string]bool) {
	t.Helper()
	var methods struct {
		Indicators []struct {
			Code  string
			Title struct{ EN, ID string }
		}
	}
	w.ok(t, "/api/v1/indicators").value(t, &methods)
	var want, got []string
	for _, m := range methods.Indicators {
		if n := len(flagged[m.Code]); n > 0 {
			want = append(want, fmt.Sprint(m.Code, m.Title, n))
		}
	}
	var found flagFacet
	w.ok(t, "/api/v1/search?facetLimit=1000&limit=1").value(t, &found)
	for _, v := range found.Facets.Flag.Values {
		got = append(got, fmt.Sprint(v.Value, struct{ EN, ID string }{v.Label, v.LabelID}, v.Count))
	}
	slices.Sort(want)
	if slices.Sort(got); !slices.Equal(got, want) {
		t.Errorf("the facet has %q, /flags %q", got, want)
	}
}

// checkFoundByFlag: lists and files have the processes, also pinned.
func (w *world) checkFoundByFlag(t *testing.T, query string, want []string) {
	t.Helper()
	for _, address := range []string{"search?" + query, "search?version=" + w.latest(t) + "&" + query} {
		got, _ := w.walkResults(t, "/api/v1/"+address+"&limit=3&fields=ocid", "ocid")
		if slices.Sort(got); !slices.Equal(got, want) {
			t.Errorf("%s finds %q, want %q", address, got, want)
		}
	}
	var records, ofContracts []string
	for _, row := range readRows(t, w.ok(t, "/api/v1/records.csv?"+query).body) {
		records = append(records, row["ocid"])
	}
	if slices.Sort(records); !slices.Equal(records, want) {
		t.Errorf("records.csv?%s: %q, want %q", query, records, want)
	}
	for _, row := range readRows(t, w.ok(t, "/api/v1/contracts.csv?"+query).body) {
		ofContracts = append(ofContracts, row["ocid"])
	}
	if i := slices.IndexFunc(ofContracts, func(ocid string) bool { return !slices.Contains(want, ocid) }); i >= 0 {
		t.Errorf("contracts.csv?%s has one of %s", query, ofContracts[i])
	}
}

// checkStates: a process is in one state at most, and one that is in none was not asked about.
func (w *world) checkStates(t *testing.T, code string, flagged int) {
	t.Helper()
	state := func(name string) (all []string) {
		all, _ = w.walkResults(t, "/api/v1/search?limit=1000&fields=ocid&"+url.Values{"flag": {code}, "flagState": {name}}.Encode(), "ocid")
		return all
	}
	others := append(state("not_computable"), state("not_flagged")...)
	all := append(state("flagged"), others...)
	slices.Sort(all)
	if once := slices.Compact(slices.Clone(all)); len(once) != len(all) || len(all) != flagged+len(others) {
		t.Errorf("%s: %d processes have a state, %d are flagged, %d not; some are twice: %d", code, len(all), flagged, len(others), len(all)-len(once))
	}
}

// checkFollowed: whoever follows a search by a flag is told of releases of its processes alone.
func (w *world) checkFollowed(t *testing.T, code string, ocids map[string]bool) {
	t.Helper()
	var feed struct {
		Items []struct {
			URL string
		}
	}
	w.ok(t, "/api/v1/changes.json?limit=50&flag="+code).value(t, &feed)
	if len(feed.Items) == 0 {
		t.Errorf("%s: nothing to follow", code)
	}
	for _, item := range feed.Items {
		address := publishtest.Must[*url.URL](t)(url.Parse(item.URL))
		if i := slices.IndexFunc(sortedKeys(ocids), func(ocid string) bool { return strings.Contains(address.Path, "/"+ocid) }); i < 0 {
			t.Errorf("%s: %s is of no process that is flagged", code, item.URL)
		}
	}
}
