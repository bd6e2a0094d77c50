package api_test

import (
	"strings"
	"testing"

	"terang/api"
	"terang/reading"
	"terang/store"
	"terang/store/storetest"
)

// TestTrialLinks: every link of a trial under the untouched default leads to where it is served, and of no other
// version.
func TestTrialLinks(t *testing.T) {
	t.Parallel()
	const prefix = "ocds-abc123" // registered, so no trial
	for _, c := range []struct{ name, baseURL, prefix, trialURL, want string }{
		{"served elsewhere", store.TrialBaseURL, "", base, base},
		{"not told where", store.TrialBaseURL, "", "", store.TrialBaseURL},
		{"a base URL of its own", "https://own.example", "", base, "https://own.example"},
		{"no trial", store.TrialBaseURL, prefix, base, store.TrialBaseURL},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, storetest.SQLite(t))
			w.Config.BaseURL, w.Config.OCIDPrefix, w.Config.License, w.Config.PublicationPolicy = c.baseURL, c.prefix, "", ""
			for _, id := range []string{"1", "2"} {
				w.Publish(t, day(t, "2025-01-0"+id), lines(release("ocds-contoh-1", id, "2025-01-01T00:00:00Z")))
			}
			w.handler = w.serve(t, api.Options{}, reading.Options{TrialURL: c.trialURL})
			for _, address := range []string{"/api/v1", "/api/v1/releases?limit=1", "/api/v1/records?limit=1", at("ocds-contoh-1"), at("ocds-contoh-1", "1"),
				"/api/v1/versions?limit=1", "/api/v1/versions/2025-01-01.1", "/api/v1/versions/2025-01-01", "/data/latest.json",
				"/docs", "/catalog.jsonld", "/dataset.jsonld", "/sitemap.xml", "/sitemap/0.xml", "/sitemap/1.xml", "/robots.txt",
				"/.well-known/api-catalog", "/api/v1/codelists"} {
				a := w.ok(t, address)
				for _, other := range []string{base, store.TrialBaseURL, "https://own.example"} {
					has := strings.Contains(string(a.body)+a.header.Get("Link"), other)
					if has != (other == c.want) {
						t.Errorf("%s: %s: %t: %s %s", address, other, has, a.header.Get("Link"), a.body)
					}
				}
			}
		})
	}
}
