package api_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"terang/publish/publishtest"
	"terang/store/storetest"
)

// fuzzWorld has a few records in two versions.
func fuzzWorld(f *testing.F) *world {
	w := newWorld(f, storetest.SQLite(f))
	for v := range 2 {
		var all []string
		for i := range 7 {
			all = append(all, release(fmt.Sprintf("ocds-contoh-%d", i), fmt.Sprint(v), "2025-01-01T00:00:00Z"))
		}
		w.Publish(f, day(f, "2025-01-01"), lines(all...))
	}
	return w
}

// FuzzCursor: a cursor answers, or is refused; it never fails, and never leads to what its list does not have.
func FuzzCursor(f *testing.F) {
	w := fuzzWorld(f)
	for _, address := range []string{"/api/v1/records?limit=2", "/api/v1/releases?limit=3", "/api/v1/versions?limit=1"} {
		var p pageBody
		w.ok(f, address).value(f, &p)
		f.Add(publishtest.Must[*url.URL](f)(url.Parse(p.Links.Next)).Query().Get("cursor"))
	}
	f.Add("")
	f.Add("AAAAAAA")
	f.Fuzz(func(t *testing.T, cursor string) {
		for _, list := range []string{"records", "releases", "versions"} {
			a := w.get(t, "/api/v1/"+list+"?limit=2&cursor="+url.QueryEscape(cursor))
			if a.status != http.StatusOK && a.status != http.StatusBadRequest {
				t.Errorf("%s %q: %d %s", list, cursor, a.status, a.body)
			}
		}
	})
}

// FuzzQuery: any query of a list answers with JSON, and with no fault of the server's.
func FuzzQuery(f *testing.F) {
	w := fuzzWorld(f)
	for _, query := range []string{"limit=5", "limit=5&version=2025-01-01", "version=2025-01-01.2&include=versioned", "cursor=x&limit=0", "%zz", "a;b", "limit=%00", "=&=", "limit=1&limit=2"} {
		f.Add(query)
	}
	f.Fuzz(func(t *testing.T, query string) {
		r := httptest.NewRequest(http.MethodGet, base+"/api/v1/records", nil)
		r.URL.RawQuery = query
		a := send(t, w.handler, r)
		if a.status >= 500 || !json.Valid(a.body) {
			t.Errorf("%q: %d %s", query, a.status, a.body)
		}
	})
}

// FuzzPath: any path answers, and with no fault of the server's.
func FuzzPath(f *testing.F) {
	w := fuzzWorld(f)
	for _, path := range []string{"/api/v1", "/api/v1/records/ocds-contoh-1", "/api/v1/releases/ocds-contoh-1/0", "/data/2025-01-01.1/releases.jsonl", "/data/../x",
		"/api/v1/records/%00", "/api/v1/records/%ff", "/api/v1/records/%2f", "/data/2025-01-01.1/%2e%2e/%2e%2e"} {
		f.Add(path)
	}
	f.Fuzz(func(t *testing.T, path string) {
		u, err := url.Parse(base + "/" + strings.TrimPrefix(path, "/"))
		if err != nil || u.Host != "data.example.go.id" {
			return
		}
		r := httptest.NewRequest(http.MethodGet, base, nil)
		r.URL = u
		if a := send(t, w.handler, r); a.status >= 500 {
			t.Errorf("%q: %d %s", path, a.status, a.body)
		}
	})
}
