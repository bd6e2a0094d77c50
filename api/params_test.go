package api_test

import (
	"encoding/base64"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"terang/publish/publishtest"
)

// faults are the parameters and codes of a 400, as "limit invalid".
func (a *answer) faults(t testing.TB) (all []string) {
	t.Helper()
	var p struct {
		Errors []struct{ Parameter, Code, Detail string }
	}
	if a.status != http.StatusBadRequest {
		t.Fatalf("%d %s", a.status, a.body)
	}
	a.value(t, &p)
	for _, e := range p.Errors {
		if e.Detail == "" {
			t.Errorf("no remedy: %s", a.body)
		}
		all = append(all, strings.TrimSpace(e.Parameter+" "+e.Code))
	}
	return all
}

func testParameters(t *testing.T, w *world) {
	ocid, id := w.anyRelease(t)
	one := "/api/v1/releases/" + ocid + "/" + id
	cases := []struct{ address, want string }{
		{"/api/v1/records?limit=0", "limit invalid"},
		{"/api/v1/records?limit=1001", "limit invalid"},
		{"/api/v1/records?limit=-1", "limit invalid"},
		{"/api/v1/records?limit=", "limit invalid"},
		{"/api/v1/records?limit", "limit invalid"},
		{"/api/v1/records?limit=ten", "limit invalid"},
		{"/api/v1/records?limit=1e2", "limit invalid"},
		{"/api/v1/records?limit=10.0", "limit invalid"},
		{"/api/v1/records?limit=0x10", "limit invalid"},
		{"/api/v1/records?limit=+10", "limit invalid"}, // a space
		{"/api/v1/records?limit=99999999999999999999", "limit invalid"},
		{"/api/v1/records?limit=1&limit=2", "limit repeated"},
		{"/api/v1/records?limit=1&limit=1", "limit repeated"},
		{"/api/v1/records?limit[]=1", "limit[] unknown"},
		{"/api/v1/records?Limit=1", "Limit unknown"},
		{"/api/v1/records?offset=1&page=2", "offset unknown, page unknown"},
		{"/api/v1/records?=1", "unknown"},
		{"/api/v1/records?include=", "include invalid"},
		{"/api/v1/records?include=all", "include invalid"},
		{"/api/v1/releases?include=versioned", "include unknown"},
		{"/api/v1/records?version=", "version invalid"},
		{"/api/v1/records?version=latest", "version invalid"},
		{"/api/v1/records?version=2026", "version invalid"},
		{"/api/v1/records?version=2026-1-1", "version invalid"},
		{"/api/v1/records?version=2026-02-30", "version invalid"},
		{"/api/v1/records?version=2026-13-01", "version invalid"},
		{"/api/v1/records?version=2026-01-01.0", "version invalid"},
		{"/api/v1/records?version=2026-01-01.01", "version invalid"},
		{"/api/v1/records?version=2026-01-01.1234567", "version invalid"},
		{"/api/v1/records?version=2026-01-01T00:00:00Z", "version invalid"},
		{"/api/v1/records?version=2026-01-01%0A", "version invalid"},
		{"/api/v1/records?version=%zz", "invalid"},
		{"/api/v1/records?version=2026-01-01;limit=5", "invalid"},
		{"/api/v1/records?cursor=", "cursor invalid"},
		{"/api/v1/records?cursor=" + strings.Repeat("A", 201), "cursor invalid"},
		{"/api/v1/records?cursor=%FF%00", "cursor invalid"},
		{"/api/v1/records?a=1&limit=0&version=x&include=y&cursor=&b=2&limit=3",
			"a unknown, b unknown, limit repeated, version invalid, limit invalid, cursor invalid, include invalid"},
		{one + "?limit=1&version=x", "limit unknown, version invalid"},
		{"/api/v1/records/" + ocid + "?include=x", "include invalid"},
		{"/api/v1/records/a%00b", "ocid invalid"},
		{"/api/v1/records/a%FFb", "ocid invalid"},
		{"/api/v1/records/%C0%AF", "ocid invalid"},
		{"/api/v1/releases/%ED%A0%80/%00?x=1", "id invalid, ocid invalid, x unknown"},
		{"/api/v1/records/" + strings.Repeat("a", 2001), "ocid invalid"},
		{"/data/%00/%FF", "path invalid, version invalid"},
		{"/api/v1/versions?version=2026-01-01", "version unknown"},
		{"/api/v1/versions/latest", "version invalid"},
		{"/api/v1/versions/2026-02-30", "version invalid"},
		{"/api/v1?x", "x unknown"},
		{"/api/v1/flags?ocid=a%00&buyer=%FF&indicator=R003", "buyer invalid, ocid invalid"},
		{"/api/v1/search?q=%00", "q invalid"},
		{"/healthz?verbose=1", "verbose unknown"},
		{"/openapi.yaml?v=1", "v unknown"},
		{"/data/latest.json?version=2026-01-01", "version unknown"},
		{"/data/" + w.latest(t) + "/manifest.json?download=1", "download unknown"},
	}
	for _, c := range cases {
		if got := strings.Join(w.get(t, c.address).faults(t), ", "); got != c.want {
			t.Errorf("%s: %s, want %s", c.address, got, c.want)
		}
	}
	for _, address := range []string{"/api/v1/records?limit=1000", "/api/v1/records?limit=1", "/api/v1/records?limit=%31", "/api/v1/records?limit=05",
		"/api/v1/records?limit=%2B5", "/api/v1/records?", "/api/v1/records?&&", "/api/v1/records?%6Cimit=1"} {
		w.ok(t, address)
	}
}

func testCursors(t *testing.T, w *world) {
	versions := w.versions(t)
	next := func(address string) string {
		var p pageBody
		w.ok(t, address).value(t, &p)
		return publishtest.Must[*url.URL](t)(url.Parse(p.Links.Next)).Query().Get("cursor")
	}
	cursor := next("/api/v1/records?limit=5")
	w.ok(t, "/api/v1/records?limit=5&cursor="+cursor)
	w.ok(t, "/api/v1/records?cursor="+cursor) // another limit is the same list
	bad := map[string]string{
		"of the other list":      next("/api/v1/releases?limit=5"),
		"of the other version":   next("/api/v1/records?limit=5&version=" + versions[1]),
		"of the list of version": next("/api/v1/versions?limit=1"),
		"truncated":              cursor[:len(cursor)-1],
		"cut at its front":       cursor[1:],
		"longer":                 cursor + "A",
		"padded":                 cursor + "=",
		"in standard base64":     base64.StdEncoding.EncodeToString([]byte("\xff\xfe\xfd")),
		"a number":               "5",
		"a quote":                "'",
		"a line feed":            cursor[:4] + "%0A" + cursor[4:],
	}
	for name, c := range bad {
		if got := w.get(t, "/api/v1/records?limit=5&cursor="+c).faults(t); !slices.Equal(got, []string{"cursor invalid"}) {
			t.Errorf("%s: %v", name, got)
		}
	}
	raw := publishtest.Must[[]byte](t)(base64.RawURLEncoding.DecodeString(cursor))
	for i := range len(raw) * 8 {
		flipped := slices.Clone(raw)
		flipped[i/8] ^= 1 << (i % 8)
		w.get(t, "/api/v1/records?limit=5&cursor="+base64.RawURLEncoding.EncodeToString(flipped)).faults(t)
	}
	w.get(t, "/api/v1/versions?cursor="+cursor).faults(t)
	w.get(t, "/api/v1/releases?cursor="+cursor).faults(t)
	w.get(t, "/api/v1/records?cursor="+cursor+"&version="+versions[2]).faults(t)
}

func testVersionByIDAndDay(t *testing.T, w *world) {
	all := w.versions(t)
	slices.Reverse(all)
	day := func(i int) string { return all[i][:len("2006-01-02")] }
	cases := []struct{ ref, want string }{
		{"", all[2]}, {all[0], all[0]}, {all[1], all[1]}, {all[2], all[2]}, {day(0), all[0]}, {day(1), all[1]}, {day(2), all[2]},
		{"2999-12-31", all[2]}, {strings.Replace(day(1), "-03-", "-02-", 1)[:8] + "01", all[0]}, {"2025-01-01", ""}, {"0001-01-01", ""}, {"0000-01-01", ""},
		{day(0) + ".2", ""}, {"2030-01-01.1", ""}, {"2026-02-30.1", ""},
	}
	for _, c := range cases {
		addresses := []string{"/api/v1/records?version=" + c.ref, "/api/v1/releases?version=" + c.ref, "/api/v1/versions/" + c.ref}
		if c.ref == "" {
			addresses = []string{"/api/v1/records", "/api/v1/releases", "/data/latest.json", "/api/v1"}
		}
		for _, address := range addresses {
			a := w.get(t, address)
			if got := a.header.Get("Dataset-Version"); got != c.want || (c.want == "") != (a.status == http.StatusNotFound) {
				t.Errorf("%s: %d, version %s, want %s", address, a.status, got, c.want)
			}
		}
	}
	last, _ := w.anyRelease(t)
	w.ok(t, at(last)+"?version="+day(0))
	if a := w.get(t, at("ocds-contoh-mixed")+"?version="+all[0]); a.status != http.StatusNotFound {
		t.Errorf("a process of the second version in the first: %d", a.status)
	}
	if a := w.get(t, at("ocds-contoh-mixed", "plain")+"?version="+all[0]); a.status != http.StatusNotFound {
		t.Errorf("a release of the second version in the first: %d", a.status)
	}
}
