package api_test

import (
	"bytes"
	"net/http"
	"testing"

	"terang/api"
	"terang/store/storetest"
)

// TestKeptAnswers: what is asked again is answered alike, to any client, until there is another version.
func TestKeptAnswers(t *testing.T) {
	t.Parallel()
	w := newWorld(t, storetest.SQLite(t))
	w.handler = w.serve(t, api.Options{RatePerSecond: 1000, Burst: 1000})
	w.Publish(t, day(t, "2025-01-01"), someReleases(3, 0))
	for _, address := range []string{"/api/v1/records", "/api/v1/search?facets=none", "/api/v1/changes", "/docs"} {
		first := w.ok(t, address)
		for range 3 {
			again := w.ok(t, address)
			for _, name := range []string{"RateLimit", "RateLimit-Policy"} {
				if again.header.Get(name) == "" {
					t.Errorf("%s: no %s", address, name)
				}
				first.header.Del(name)
				again.header.Del(name)
			}
			if !bytes.Equal(again.body, first.body) || len(again.header) != len(first.header) {
				t.Errorf("%s: %v, was %v", address, again.header, first.header)
			}
			for name := range first.header {
				if again.header.Get(name) != first.header.Get(name) {
					t.Errorf("%s: %s is %s, was %s", address, name, again.header.Get(name), first.header.Get(name))
				}
			}
			if a := w.get(t, address, "If-None-Match: "+first.header.Get("ETag")); a.status != http.StatusNotModified {
				t.Errorf("%s with its tag: %d", address, a.status)
			}
			if a := ask(t, w.handler, http.MethodHead, address); a.status != http.StatusOK || len(a.body) > 0 || a.header.Get("Content-Length") != first.header.Get("Content-Length") {
				t.Errorf("HEAD %s: %d %v", address, a.status, a.header)
			}
		}
		if a := w.get(t, address, "Accept: text/csv"); address == "/api/v1/records" && a.header.Get("Content-Type") != "text/csv; charset=utf-8" {
			t.Errorf("%s as CSV: %v", address, a.header)
		}
	}
	before := w.ok(t, "/api/v1/records")
	w.Publish(t, day(t, "2025-02-01"), someReleases(3, 3))
	if after := w.ok(t, "/api/v1/records"); bytes.Equal(before.body, after.body) || after.header.Get("Dataset-Version") != "2025-02-01.1" {
		t.Errorf("after a publish: %v", after.header)
	}
}
