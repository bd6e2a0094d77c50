package api_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
)

// all are addresses of every operation, of errors and of nothing.
func (w *world) all(t testing.TB) []string {
	ocid, id := w.anyRelease(t)
	v := w.latest(t)
	return []string{"/api/v1", "/api/v1/releases", "/api/v1/releases?version=" + v, "/api/v1/records?limit=5", "/api/v1/records?include=versioned&limit=2",
		at(ocid, id), at(ocid), resultsAt(ocid), w.anyContract(t), at("ocds-contoh-a/b", "a/b"), "/api/v1/versions", "/api/v1/versions/" + v, "/data/latest.json",
		"/data/" + v + "/manifest.json", "/data/" + v + "/SHA256SUMS", "/data/" + v + "/releases.jsonl.gz", "/data/" + v + "/releases.jsonl",
		"/data/" + v + "/year=2025/digests.csv.gz", "/data/" + v + "/year=2025/digests.csv", "/data/" + v + "/tables/contracts.csv?profile=excel", "/openapi.yaml", "/healthz", "/readyz",
		"/docs", "/docs?lang=en", "/catalog.jsonld", "/dataset.jsonld?version=" + v, "/sitemap.xml", "/sitemap/0.xml", "/sitemap/1.xml", "/robots.txt",
		"/.well-known/security.txt", "/.well-known/api-catalog", "/api/v1/schema", "/api/v1/codelists", "/api/v1/codelists/method",
		"/api/v1/codelists/method.csv", "/extensions/indonesia/v1/extension.json", "/api/v1/quality", "/api/v1/flags?limit=5", "/api/v1/indicators",
		"/sitemap/99.xml", "/sitemap/x", "/api/v1/codelists/none", "/extensions/indonesia/v1/codelists", "/docs?lang=fr",
		"/api/v1/changes?limit=7", "/api/v1/changes?since=9999", "/api/v1/changes.atom?limit=7", "/api/v1/changes.json?tag=award",
		"/api/v1/records?limit=0", "/api/v1/records/none", "/nothing", "/data/" + v + "/nothing", "/api/v1/versions/2001-01-01"}
}

// isUnpacked says whether a file's bytes are made while they are sent, so that their digest and length are not known.
func isUnpacked(address string) bool {
	path, _, _ := strings.Cut(address, "?")
	return strings.HasSuffix(path, ".jsonl") || strings.HasSuffix(path, ".csv")
}

func testCache(t *testing.T, w *world) {
	v := w.latest(t)
	day := v[:len("2006-01-02")]
	ocid, id := w.anyRelease(t)
	const forever, moving = "public, max-age=31536000, immutable", "public, max-age=5, stale-while-revalidate=60"
	cases := []struct{ address, want string }{
		{"/api/v1", moving}, {"/api/v1/records", moving}, {"/api/v1/records?version=" + day, moving}, {"/api/v1/records?version=" + v, forever},
		{"/api/v1/releases?limit=3", moving}, {"/api/v1/releases?limit=3&version=" + v, forever}, {at(ocid), moving}, {at(ocid, id), moving},
		{at(ocid) + "?version=" + v, forever}, {at(ocid, id) + "?version=" + v, forever}, {at(ocid, id) + "?version=" + day, moving},
		{"/api/v1/flags", moving}, {"/api/v1/flags?version=" + v, moving}, {"/api/v1/indicators?version=" + v, forever},
		{"/api/v1/versions", moving}, {"/api/v1/versions/" + v, forever}, {"/api/v1/versions/" + day, moving}, {"/data/latest.json", moving},
		{"/data/" + v + "/manifest.json", forever}, {"/data/" + v + "/releases.jsonl.gz", forever}, {"/data/" + v + "/releases.jsonl", forever},
		{"/data/" + v + "/SHA256SUMS", forever}, {"/data/" + v + "/tables/contracts.csv?profile=excel", forever}, {"/healthz", "no-store"}, {"/readyz", "no-store"},
	}
	for _, c := range cases {
		if got := w.ok(t, c.address).header.Get("Cache-Control"); got != c.want {
			t.Errorf("%s: %s, want %s", c.address, got, c.want)
		}
	}
}

// testValidators: what answers 200 has a strong tag and a date, and answers 304 to who has it.
func testValidators(t *testing.T, w *world) {
	for _, address := range w.all(t) {
		first := w.get(t, address)
		tag, modified := first.header.Get("ETag"), first.header.Get("Last-Modified")
		if first.status != http.StatusOK {
			continue
		}
		if !strings.HasPrefix(tag, `"sha256-`) || modified == "" {
			t.Errorf("%s: tag %s, modified %s", address, tag, modified)
			continue
		}
		for _, header := range []string{"If-None-Match: " + tag, "If-None-Match: W/" + tag, `If-None-Match: "x", ` + tag, "If-None-Match: *"} {
			a := w.get(t, address, header)
			if a.status != http.StatusNotModified || a.header.Get("ETag") != tag || a.header.Get("Content-Length") != "" {
				t.Errorf("%s with %s: %d %v", address, header, a.status, a.header)
			}
			if head := ask(t, w.handler, http.MethodHead, address, header); head.status != http.StatusNotModified {
				t.Errorf("HEAD %s with %s: %d", address, header, head.status)
			}
		}
		if a := w.ok(t, address, `If-None-Match: "sha256-0"`, "If-Modified-Since: "+modified); !bytes.Equal(a.raw, first.raw) {
			t.Errorf("%s: other bytes", address)
		}
		if digest := first.header.Get("Repr-Digest"); digest != "" {
			sum := sha256.Sum256(first.raw)
			if want := "sha-256=:" + base64.StdEncoding.EncodeToString(sum[:]) + ":"; digest != want {
				t.Errorf("%s: Repr-Digest %s, want %s", address, digest, want)
			}
		} else if !isUnpacked(address) {
			t.Errorf("%s: no Repr-Digest", address)
		}
		if precondition := w.get(t, address, `If-Match: "x"`); precondition.status != http.StatusPreconditionFailed && precondition.status != http.StatusOK {
			t.Errorf("%s with If-Match: %d", address, precondition.status)
		}
	}
}

// testHead: HEAD has the headers of GET and no body.
func testHead(t *testing.T, w *world) {
	for _, address := range w.all(t) {
		for _, encoding := range []string{"identity", "gzip", "zstd"} {
			get, head := w.get(t, address, "Accept-Encoding: "+encoding), ask(t, w.handler, http.MethodHead, address, "Accept-Encoding: "+encoding)
			if get.status != head.status || fmt.Sprint(get.header) != fmt.Sprint(head.header) {
				t.Errorf("HEAD %s (%s): %d %v\nGET %d %v", address, encoding, head.status, head.header, get.status, get.header)
			}
			if head.header.Get("Content-Length") == "" && !isUnpacked(address) {
				t.Errorf("HEAD %s (%s): no Content-Length", address, encoding)
			}
		}
	}
}

func testOptions(t *testing.T, w *world) {
	for _, address := range append(w.all(t), "/api/v1/records/", "/data", "/%00", "/favicon.ico") {
		a := ask(t, w.handler, http.MethodOptions, address, "Origin: https://other.example", "Access-Control-Request-Headers: range")
		h := a.header
		if a.status != http.StatusNoContent || h.Get("Access-Control-Allow-Methods") != "GET, HEAD, OPTIONS" || h.Get("Allow") != "GET, HEAD, OPTIONS" {
			t.Errorf("%s: %d %v", address, a.status, h)
		}
		for _, name := range []string{"Range", "If-None-Match", "If-Range"} {
			if !strings.Contains(h.Get("Access-Control-Allow-Headers"), name) {
				t.Errorf("%s: scripts may not send %s", address, name)
			}
		}
		get := w.get(t, address, "Origin: https://other.example")
		for _, name := range []string{"Content-Range", "ETag", "Link", "Repr-Digest", "Retry-After", "Dataset-Version", "Ledger-Seq", "X-Total-Count", "RateLimit", "RateLimit-Policy", "Accept-Ranges", "Content-Length", "API-Version", "Deprecation", "Sunset"} {
			if !slices.Contains(strings.Split(get.header.Get("Access-Control-Expose-Headers"), ", "), name) {
				t.Errorf("%s: scripts may not read %s", address, name)
			}
		}
	}
}

// testMethods: nothing can be written, and nothing is by trying.
func testMethods(t *testing.T, w *world) {
	before := w.ok(t, "/api/v1/releases?limit=1000")
	for _, address := range append(w.all(t), "/api/v1/publish/releases", "/data") {
		for _, method := range []string{"POST", "PUT", "PATCH", "DELETE", "TRACE", "CONNECT", "PROPFIND", "get", "X"} {
			r := httptest.NewRequest(method, base+address, strings.NewReader(release("ocds-contoh-x", "1", "2025-01-01T00:00:00Z")))
			a := send(t, w.handler, r)
			if a.status != http.StatusMethodNotAllowed || a.header.Get("Allow") != "GET, HEAD, OPTIONS" {
				t.Errorf("%s %s: %d, Allow %s", method, address, a.status, a.header.Get("Allow"))
			}
		}
	}
	if after := w.ok(t, "/api/v1/releases?limit=1000"); !bytes.Equal(before.raw, after.raw) {
		t.Error("something changed")
	}
	r := httptest.NewRequest("GET", base+"/healthz", nil)
	r.Header.Set("X-HTTP-Method-Override", "DELETE")
	if a := send(t, w.handler, r); a.status != http.StatusOK {
		t.Errorf("override: %d", a.status)
	}
}

func testUnknownAddresses(t *testing.T, w *world) {
	v := w.latest(t)
	ocid, id := w.anyRelease(t)
	for _, address := range []string{"/", "/api", "/api/", "/api/v1/", "/api/v2/records", "/API/v1/records", "/api/v1/records/", "/api/v1/releases/", "/api/v1/releases/" + ocid,
		"/api/v1/releases/" + ocid + "/", "/api/v1/releases//" + id, "/api/v1/records/" + ocid + "/", "/api/v1/records/" + ocid + "/change", "/api/v1/records/" + ocid + "/changes/", "/api/v1/records//changes",
		"/api/v1/records/none/changes", "/api/v1/versions/" + v + "/diff/", "/api/v1/versions/2001-01-01.1/diff", "//api/v1/records",
		"/api//v1/records", "/api/v1/records%2F" + ocid, "/api/v1/records/none", "/api/v1/releases/none/none", "/api/v1/releases/" + ocid + "/none",
		"/api/v1/records/" + strings.ToUpper(ocid), "/data", "/data/", "/data/" + v, "/data/" + v + "/", "/data/" + v + "/nothing", "/data/" + v + "/year=2025",
		"/data/" + v + "/year=2025/", "/data/" + v + "//releases.jsonl.gz", "/data/" + v + "/Releases.jsonl.gz", "/data/" + v + "/releases.jsonl.gz/",
		"/data/" + v + "/releases.jsonl.gz.gz", "/data/" + v + "/manifest", "/data/" + v + "/manifest.json.gz", "/data/2001-01-01.1/releases.jsonl.gz",
		"/data/latest/releases.jsonl.gz", "/data/latest/manifest.json", "/data/" + v[:10] + "/manifest.json", "/data/2999-01-01/manifest.json", "/data/latest.json/x",
		"/data/" + v + "/../../etc/passwd", "/data/" + v + "/..%2F..%2Fetc%2Fpasswd", "/data/" + v + "/%2e%2e/%2e%2e/etc/passwd", "/data/../../etc/passwd",
		"/data/..%2f..%2f/etc/passwd", "/data/" + v + "/..%5C..%5Cetc%5Cpasswd", "/data/" + v + "/%2Fetc%2Fpasswd", "/data/" + v + "/./manifest.json",
		"/data/" + v + "/year=2025/../manifest.json", "/data/" + v + "/sha256/" + id, "/../openapi.yaml", "/openapi.yaml/", "/healthz/", "/.git/config", "/metrics", "/debug/pprof/"} {
		for _, method := range []string{http.MethodGet, http.MethodHead} {
			if a := ask(t, w.handler, method, address); a.status != http.StatusNotFound {
				t.Errorf("%s %s: %d %s", method, address, a.status, a.body)
			}
		}
	}
}
