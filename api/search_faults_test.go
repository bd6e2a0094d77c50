package api_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"

	"terang/search"
	"terang/store/storetest"
)

// faultsFound are the parameters that an answer finds fault with, and what it says of them.
func (a *answer) faultsFound(t testing.TB) (parameters []string, all string) {
	t.Helper()
	var p struct {
		Errors []struct{ Parameter, Detail string }
	}
	a.value(t, &p)
	for _, one := range p.Errors {
		parameters, all = append(parameters, one.Parameter), all+one.Parameter+": "+one.Detail+"\n"
	}
	return parameters, all
}

// testBadSearches: what cannot be sought is refused, each fault under the name of its parameter and with what to do.
func testBadSearches(t *testing.T, w *world) {
	long := strings.Repeat("jalan ", 200)
	cases := []struct{ query, parameters, says string }{
		{"q=", "q", ""}, {"q=%20", "q", "word"}, {"q=-/.,", "q", "word"}, {"q=%00", "q", "NUL"}, {"q=%CC%81", "q", "word"}, {"q=" + url.QueryEscape(long), "q", ""},
		{"buyer=", "buyer", ""}, {"buyer=|", "buyer", "|"}, {"region=|", "region", "|"}, {"region=35||36", "region", "|"}, {"tag=|award", "tag", "|"}, {"year=2025|", "year", "|"},
		{"plan=yes", "plan", ""}, {"selfManaged=TRUE", "selfManaged", ""}, {"plan=true|false", "plan", ""}, {"buyers=x", "buyers", "buyer"}, {"Buyer=x", "Buyer", "buyer"},
		{"buyer=a&buyer=b", "buyer", "once"},
		{"publishedFrom=2025-02-30", "publishedFrom", "2026-03-31"}, {"awardTo=2025-13-01", "awardTo", "2026-03-31"}, {"signedFrom=2025-06-31", "signedFrom", "2026-03-31"},
		{"dueTo=2025-01-01T10:00:00", "dueTo", "zone"}, {"dueTo=2025-01-01T25:00:00Z", "dueTo", "zone"}, {"tenderFrom=yesterday!!", "tenderFrom", "2026-03-31"},
		{"closingTo=31-12-2025", "closingTo", "2026-03-31"}, {"closingTo=2025", "closingTo", ""},
		{"publishedFrom=2025-06-02&publishedTo=2025-06-01", "publishedTo", "before publishedFrom"}, {"publishedFrom=2025-06-02&publishedTo=2025-06-99", "publishedTo", "2026-03-31"},
		{"awardTo=2025-99-99&awardFrom=2025-00-00&dueTo=x234567890", "awardFrom awardTo dueTo", "2026-03-31"},
		{"minValue=5&maxValue=4", "maxValue", "less"}, {"minValue=1e9", "minValue", ""}, {"minValue=-1", "minValue", ""}, {"maxValue=1,5", "maxValue", ""}, {"maxValue=1.234", "maxValue", ""},
		{"maxValue=12345678901234567", "maxValue", ""}, {"currency=idr&minValue=1", "currency", ""}, {"currency=RUPIAH", "currency", ""}, {"sort=price", "sort", ""}, {"sort=--date", "sort", ""},
		{"changedSince=2025-02-30", "changedSince", "version"}, {"changedSince=2025-06-30.999", "changedSince", "/api/v1/versions"}, {"changedSince=yesterday", "changedSince", ""},
		{"limit=0", "limit", ""}, {"limit=1001", "limit", ""}, {"limit=x", "limit", ""}, {"version=2025-02-30", "version", ""}, {"cursor=AAAA", "cursor", "links.next"},
		{"limit=0&plan=maybe&q=%21", "limit plan q", ""},
	}
	for _, c := range cases {
		for _, list := range []string{"search", "contracts", "suppliers", "statistics", "records", "releases"} {
			a := w.get(t, "/api/v1/"+list+"?"+c.query)
			if a.status != http.StatusBadRequest {
				t.Errorf("%s?%s: %d %.300s", list, c.query, a.status, a.body)
				continue
			}
			got, says := a.faultsFound(t)
			slices.Sort(got)
			// What the contract refuses is told alone; the rest when the contract is kept.
			if !strings.HasPrefix(c.parameters+" ", strings.Join(slices.Compact(got), " ")) || len(got) == 0 || !strings.Contains(says, c.says) {
				t.Errorf("%s?%s: %q, want faults of %s that say %q", list, c.query, says, c.parameters, c.says)
			}
		}
	}
	for address, want := range map[string]string{
		"/api/v1/search?fields=": "fields", "/api/v1/search?fields=ocid,unknown": "fields", "/api/v1/search?fields=ocid,": "fields", "/api/v1/search?fields=OCID": "fields",
		"/api/v1/contracts.csv?fields=x": "fields", "/api/v1/search?facets=all": "facets", "/api/v1/search?facetLimit=0": "facetLimit", "/api/v1/search?facetLimit=1e3": "facetLimit",
		"/api/v1/statistics?by=colour": "by", "/api/v1/search.csv?profile=word": "profile", "/api/v1/search.csv?limit=5": "limit", "/api/v1/search.csv?cursor=x": "cursor",
		"/api/v1/search.parquet?profile=excel": "profile", "/api/v1/records.jsonl?fields=ocid": "fields", "/api/v1/releases.jsonl?profile=excel": "profile",
		"/api/v1/search.pdf": "format", "/api/v1/suppliers/x?q=y": "q",
	} {
		a := w.get(t, address)
		if parameters, _ := a.faultsFound(t); a.status != http.StatusBadRequest || !slices.Contains(parameters, want) {
			t.Errorf("%s: %d %s", address, a.status, a.body)
		}
	}
	for _, address := range []string{"/api/v1/suppliers/unknown", "/api/v1/buyers/%00", "/api/v1/buyers/%CC%81", "/api/v1/buyers/|", "/api/v1/search?version=2001-01-01"} {
		if a := w.get(t, address); a.status != http.StatusNotFound && a.status != http.StatusBadRequest {
			t.Errorf("%s: %d %s", address, a.status, a.body)
		}
	}
}

// Without a currency, amounts of several cannot be compared.
func TestSeveralCurrencies(t *testing.T) {
	t.Parallel()
	w := newWorld(t, storetest.SQLite(t))
	value := func(n int, amount, currency string) string {
		return release(fmt.Sprintf("ocds-contoh-%d", n), "1", "2025-01-01T00:00:00Z", fmt.Sprintf(`,"tender":{"id":"1","value":{"amount":%s,"currency":%q}}`, amount, currency))
	}
	w.Publish(t, day(t, "2025-01-01"), lines(value(1, "100", "IDR"), value(2, "-5.5", "IDR"), value(3, "-7", "IDR"), value(4, "7", "USD"), value(5, "0", "IDR"), value(6, "-100000", "IDR")))
	for _, query := range []string{"sort=value", "sort=-value", "minValue=1", "maxValue=1"} {
		a := w.get(t, "/api/v1/search?"+query)
		if _, says := a.faultsFound(t); a.status != http.StatusBadRequest || !strings.Contains(says, "currency: ") || !strings.Contains(says, "IDR, USD") {
			t.Errorf("%s: %d %s", query, a.status, a.body)
		}
	}
	for order, want := range map[string]string{"value": "[ocds-contoh-6 ocds-contoh-3 ocds-contoh-2 ocds-contoh-5 ocds-contoh-1]", "-value": "[ocds-contoh-1 ocds-contoh-5 ocds-contoh-2 ocds-contoh-3 ocds-contoh-6]"} {
		for limit := 1; limit < 7; limit++ { // also behind a negative value
			got, _ := w.walkResults(t, fmt.Sprintf("/api/v1/search?currency=IDR&sort=%s&limit=%d", order, limit), "ocid")
			if fmt.Sprint(got) != want {
				t.Errorf("%s by %d: %v", order, limit, got)
			}
		}
	}
	if got, _ := w.walkResults(t, "/api/v1/search?currency=EUR&sort=value", "ocid"); len(got) != 0 {
		t.Errorf("of no such currency: %v", got)
	}
}

// FuzzSearch: any query of what can be sought answers with JSON, and with no fault of the server's.
func FuzzSearch(f *testing.F) {
	w := fuzzWorld(f)
	for _, facet := range search.Facets {
		f.Add(string(facet) + "=a|b%7C|")
	}
	for _, query := range []string{"q=jalan&sort=value", "publishedFrom=2025-01-01&publishedTo=2024-01-01", "minValue=1&maxValue=0&currency=IDR", "changedSince=2025-01-01.1&sort=date", "fields=ocid,x",
		"facetLimit=5&facets=none", "by=year", "profile=excel", "limit=3&cursor=AAAAAAAA", "q=%ff%00", "region=.&classification=%CC%81"} {
		f.Add(query)
	}
	f.Fuzz(func(t *testing.T, query string) {
		for _, list := range []string{"search", "contracts", "suppliers", "statistics"} {
			r := httptest.NewRequest(http.MethodGet, base+"/api/v1/"+list, nil)
			r.URL.RawQuery = query
			if a := send(t, w.handler, r); a.status >= 500 || !json.Valid(a.body) {
				t.Errorf("%s?%q: %d %s", list, query, a.status, a.body)
			}
		}
	})
}
