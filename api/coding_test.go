package api_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"net/http"
	"strings"
	"testing"
)

// encodings are what a client may say that it takes, and which coding of JSON answers it then gets, and of files that
// are stored packed with gzip.
var encodings = []struct{ header, json, file string }{
	{"", "", ""},
	{"identity", "", ""},
	{"gzip", "gzip", "gzip"},
	{"GZIP", "gzip", "gzip"},
	{"zstd", "zstd", ""},
	{"Zstd", "zstd", ""},
	{"gzip, deflate, br, zstd", "zstd", "gzip"}, // as browsers say
	{"gzip, deflate", "gzip", "gzip"},
	{"deflate , gzip", "gzip", "gzip"},
	{"br, gzip;q=0.8", "gzip", "gzip"},
	{"gzip; q=1.0", "gzip", "gzip"},
	{"gzip ; Q=0.001", "gzip", "gzip"},
	{"gzip;q=1, zstd;q=0.9", "gzip", "gzip"},
	{"gzip;q=0.5, zstd;q=0.9", "zstd", "gzip"},
	{"zstd;q=0, gzip", "gzip", "gzip"},
	{"gzip;q=0, zstd", "zstd", ""},
	{"gzip;q=0.5, identity", "", ""},
	{"gzip;q=0.5, identity;q=0.5", "gzip", "gzip"},
	{"zstd;q=0.9, identity;q=0.8, gzip;q=0.1", "zstd", ""},
	{"identity;q=0.1, gzip;q=0.2", "gzip", "gzip"},
	{"*", "gzip", "gzip"},
	{"*;q=0.5", "gzip", "gzip"},
	{"*;q=0", "", ""},
	{"gzip, *;q=0", "gzip", "gzip"},
	{"zstd, *;q=0.1", "zstd", "gzip"},
	{"gzip;q=0, *", "", ""},
	{"gzip;q=0", "", ""},
	{"gzip;q=0.000", "", ""},
	{"gzip; q=0.0, br", "", ""},
	{"gzip;q=nan", "", ""},
	{"gzip;q=2", "", ""},
	{"gzip;q=-1", "", ""},
	{"gzip;q=", "", ""},
	{"br", "", ""},
	{"x-gzip-not, zstdx", "", ""},
	{",, ;;, gzip", "gzip", "gzip"},
}

// testEncodings: each coding has the same value under a tag and a digest of its own.
func testEncodings(t *testing.T, w *world) {
	latest := w.latest(t)
	file := "/data/" + latest + "/year=2025/releases.jsonl"
	for _, address := range []string{"/api/v1/releases?limit=2", "/api/v1/records?limit=2", "/data/" + latest + "/SHA256SUMS", "/openapi.yaml", file} {
		plain := w.ok(t, address)
		tags := map[string]string{"": plain.header.Get("ETag")}
		for _, c := range encodings {
			want := c.json
			if address == file {
				want = c.file
			}
			a := w.ok(t, address, "Accept-Encoding: "+c.header)
			if got := a.header.Get("Content-Encoding"); got != want || !bytes.Equal(a.body, plain.body) {
				t.Errorf("%s as %q: packed with %q, want %q", address, c.header, got, want)
				continue
			}
			if tag, ok := tags[want]; ok && tag != a.header.Get("ETag") {
				t.Errorf("%s as %q: ETag %s, was %s", address, c.header, a.header.Get("ETag"), tag)
			}
			tags[want] = a.header.Get("ETag")
			w.checkRepresentation(t, address, c.header, a)
		}
		seen := map[string]bool{}
		for _, tag := range tags {
			seen[tag] = true
		}
		if len(seen) != len(tags) || len(tags) < 2 {
			t.Errorf("%s: tags %v", address, tags)
		}
	}
	for _, coding := range []string{"gzip", "zstd"} {
		if a := w.ok(t, file+".gz", "Accept-Encoding: "+coding); a.header.Get("Content-Encoding") != "" {
			t.Errorf("a .gz file is packed once more, with %s", coding)
		}
		if a := w.ok(t, "/healthz", "Accept-Encoding: "+coding); a.header.Get("Content-Encoding") != "" {
			t.Errorf("few bytes are packed with %s", coding)
		}
	}
	if a := ask(t, w.handler, http.MethodGet, "/openapi.yaml", "Accept-Encoding: br", "Accept-Encoding: zstd"); a.header.Get("Content-Encoding") != "zstd" {
		t.Error("the second of two headers is not read")
	}
}

// checkRepresentation checks the headers of an answer that may be packed, and that who has it is told so.
func (w *world) checkRepresentation(t *testing.T, address, takes string, a *answer) {
	t.Helper()
	sum := sha256.Sum256(a.raw)
	digest := "sha-256=:" + base64.StdEncoding.EncodeToString(sum[:]) + ":"
	if got := a.header.Get("Repr-Digest"); got != digest && !(got == "" && isUnpacked(address) && a.header.Get("Content-Encoding") == "") {
		t.Errorf("%s as %q: Repr-Digest %s, want %s", address, takes, got, digest)
	}
	if !strings.HasSuffix(a.header.Get("Vary"), "Accept-Encoding") || a.header.Get("Content-Encoding") != "" && a.header.Get("Content-Length") == "" {
		t.Errorf("%s as %q: %v", address, takes, a.header)
	}
	tag := a.header.Get("ETag")
	for _, method := range []string{http.MethodGet, http.MethodHead} {
		again := ask(t, w.handler, method, address, "Accept-Encoding: "+takes, "If-None-Match: "+tag)
		if again.status != http.StatusNotModified || again.header.Get("ETag") != tag || again.header.Get("Vary") != a.header.Get("Vary") || again.header.Get("Content-Encoding") != "" {
			t.Errorf("%s %s as %q with its tag: %d %v", method, address, takes, again.status, again.header)
		}
	}
	if other := w.get(t, address, "Accept-Encoding: "+takes, "If-None-Match: "+strings.Replace(tag, "sha256-", "sha256-0", 1)); other.status != http.StatusOK {
		t.Errorf("%s as %q with another tag: %d", address, takes, other.status)
	}
	if other := w.get(t, address, "Accept-Encoding: "+takes, "If-Match: "+tag, "If-None-Match: \"x\""); other.status != http.StatusOK {
		t.Errorf("%s as %q if it is that: %d", address, takes, other.status)
	}
}

// testTagsOfOtherCodings: the tag of one coding is not that of another.
func testTagsOfOtherCodings(t *testing.T, w *world) {
	const address = "/api/v1/releases?limit=20"
	tag := map[string]string{}
	for _, coding := range []string{"identity", "gzip", "zstd"} {
		tag[coding] = w.ok(t, address, "Accept-Encoding: "+coding).header.Get("ETag")
	}
	for has, its := range tag {
		for takes := range tag {
			want := map[bool]int{true: http.StatusNotModified, false: http.StatusOK}[has == takes]
			if a := w.get(t, address, "Accept-Encoding: "+takes, "If-None-Match: "+its); a.status != want {
				t.Errorf("who has %s and takes %s: %d, want %d", has, takes, a.status, want)
			}
			failing := map[bool]int{true: http.StatusOK, false: http.StatusPreconditionFailed}[has == takes]
			if a := w.get(t, address, "Accept-Encoding: "+takes, "If-Match: "+its); a.status != failing {
				t.Errorf("if it is %s, and takes %s: %d, want %d", has, takes, a.status, failing)
			}
		}
	}
}
