package api_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"fmt"
	"net/http"
	"path"
	"slices"
	"strings"
	"testing"

	"terang/exporters"
	"terang/publish/publishtest"
)

func (w *world) manifest(t testing.TB, version string) *exporters.Manifest {
	t.Helper()
	return publishtest.Must[*exporters.Manifest](t)(exporters.DecodeManifest(w.ok(t, "/data/"+version+"/manifest.json").body))
}

// testManifest: manifest.json and SHA256SUMS tell the truth of every file of every version.
func testManifest(t *testing.T, w *world) {
	for _, version := range w.versions(t) {
		m, folder := w.manifest(t, version), "/data/"+version+"/"
		var body struct {
			Entries, Releases, Records int64
			SHA256                     string
		}
		w.ok(t, "/api/v1/versions/"+version).value(t, &body)
		if m.Version != version || m.Entries != body.Entries || m.Releases != body.Releases || m.Records != body.Records {
			t.Errorf("%s: %+v, manifest %d %d %d", version, body, m.Entries, m.Releases, m.Records)
		}
		sums := map[string]string{}
		for line := range strings.Lines(string(w.ok(t, folder+"SHA256SUMS").body)) {
			digest, path, _ := strings.Cut(strings.TrimSpace(line), "  ")
			sums[path] = digest
			if got := sha256.Sum256(w.ok(t, folder+path).raw); hex.EncodeToString(got[:]) != digest {
				t.Errorf("%s: %x, not %s as SHA256SUMS says", path, got, digest)
			}
		}
		if len(sums) != len(m.Files)+1 || sums["manifest.json"] != body.SHA256 {
			t.Errorf("%s: %d sums, %d files", version, len(sums), len(m.Files))
		}
		for _, f := range m.Files {
			a := w.ok(t, folder+f.Path)
			if int64(len(a.raw)) != f.Bytes || sums[f.Path] != f.SHA256 {
				t.Errorf("%s: %d bytes, want %d", f.Path, len(a.raw), f.Bytes)
			}
			if rows := rowsOf(t, f.Path, a.raw); rows != -1 && rows != f.Rows {
				t.Errorf("%s: %d rows, want %d", f.Path, rows, f.Rows)
			}
			if a.header.Get("Content-Type") != f.MediaType || a.header.Get("Accept-Ranges") != "bytes" {
				t.Errorf("%s: %v", f.Path, a.header)
			}
		}
	}
}

// rowsOf counts the rows of a file whose content is text, -1 for another.
func rowsOf(t *testing.T, path string, content []byte) int64 {
	t.Helper()
	plain, packed := strings.CutSuffix(path, ".gz")
	switch {
	case !packed:
		return -1
	case strings.HasSuffix(plain, ".csv"):
		rows := publishtest.Must[[][]string](t)(csv.NewReader(bytes.NewReader(gunzip(t, content))).ReadAll())
		return int64(len(rows)) - 1
	case strings.Contains(plain, "packages/"):
		var p pageBody
		(&answer{body: gunzip(t, content)}).value(t, &p)
		return int64(len(p.Releases) + len(p.Records))
	}
	return int64(bytes.Count(gunzip(t, content), []byte{'\n'}))
}

func testUnpackedFiles(t *testing.T, w *world) {
	folder := "/data/" + w.latest(t) + "/"
	for _, f := range w.manifest(t, w.latest(t)).Files {
		if !strings.HasSuffix(f.Path, ".gz") {
			continue
		}
		packed := w.ok(t, folder+f.Path)
		name := strings.TrimSuffix(f.Path, ".gz")
		wantType := "application/x-ndjson"
		switch path.Ext(name) {
		case ".csv":
			wantType = "text/csv; charset=utf-8"
		case ".json":
			wantType = "application/json"
		}
		plain, asPacked := w.ok(t, folder+name), w.ok(t, folder+name, "Accept-Encoding: gzip")
		if want := gunzip(t, packed.raw); !bytes.Equal(plain.raw, want) || !bytes.Equal(asPacked.body, want) {
			t.Errorf("%s: other bytes", name)
		}
		if asIs := bytes.Equal(asPacked.raw, packed.raw); asIs != (len(f.Parts) == 1) {
			t.Errorf("%s of %d parts: sent as it is: %v", name, len(f.Parts), asIs)
		}
		for _, a := range []*answer{plain, asPacked} {
			if a.header.Get("Content-Type") != wantType || a.header.Get("Last-Modified") != packed.header.Get("Last-Modified") {
				t.Errorf("%s: %v", name, a.header)
			}
		}
		if part := w.ok(t, folder+name, "Range: bytes=0-9"); !bytes.Equal(part.raw, plain.raw) || part.header.Get("Accept-Ranges") != "none" {
			t.Errorf("%s has ranges: %v", name, part.header)
		}
		if strings.HasSuffix(name, ".csv") {
			rows := publishtest.Must[[][]string](t)(csv.NewReader(bytes.NewReader(plain.raw)).ReadAll())
			if int64(len(rows)) != f.Rows+1 || len(rows[0]) < 4 || slices.Contains(rows[0], "") {
				t.Errorf("%s: %d rows, %v", name, len(rows), rows[0])
			}
		}
	}
	w.checkDigests(t, folder)
}

// checkDigests does what the contract says that anyone can do with digests.csv.
func (w *world) checkDigests(t *testing.T, folder string) {
	t.Helper()
	rows := publishtest.Must[[][]string](t)(csv.NewReader(bytes.NewReader(w.ok(t, folder+"digests.csv").body)).ReadAll())[1:]
	releases := bytes.Split(bytes.TrimSpace(w.ok(t, folder+"releases.jsonl").body), []byte{'\n'})
	if len(rows) != len(releases) {
		t.Fatalf("%d digests of %d releases", len(rows), len(releases))
	}
	for i, row := range rows {
		if got := sha256.Sum256([]byte(row[3] + "\n" + string(releases[i]))); hex.EncodeToString(got[:]) != row[4] {
			t.Errorf("the digest of %s %s does not match", row[1], row[2])
		}
	}
}

// testRanges asks for ranges of a file that is joined from parts, and of one that is one part.
func testRanges(t *testing.T, w *world) {
	version := w.latest(t)
	m := w.manifest(t, version)
	for _, path := range []string{"releases.jsonl.gz", "digests.csv.gz", "year=2025/releases.jsonl.gz", "year=2025/tables/contracts.parquet"} {
		f, _ := m.File(path)
		if joined := !strings.HasPrefix(path, "year"); joined != (len(f.Parts) > 1) {
			t.Fatalf("%s has %d parts", path, len(f.Parts))
		}
		t.Run(path, func(t *testing.T) { w.testRangesOf(t, "/data/"+version+"/"+path, int(f.Parts[0].Bytes)) })
	}
}

// rangeCase is a Range and what of the file answers it.
type rangeCase struct {
	ranges     string
	more       string // another header
	start, end int    // of what is answered, or all, or outside
}

const all, outside = -1, -2

// rangeCases are for a file of n bytes whose first part ends at seam.
func rangeCases(n, seam int, tag, modified string) []rangeCase {
	return []rangeCase{
		{"bytes=0-0", "", 0, 1},
		{"bytes=0-9", "", 0, 10},
		{"bytes=10-19", "", 10, 20},
		{"bytes=5-", "", 5, n},
		{"bytes=0-", "", 0, n},
		{fmt.Sprintf("bytes=0-%d", n-1), "", 0, n},
		{fmt.Sprintf("bytes=0-%d", n), "", 0, n},
		{fmt.Sprintf("bytes=0-%d", n*2), "", 0, n},
		{fmt.Sprintf("bytes=%d-", n-1), "", n - 1, n},
		{fmt.Sprintf("bytes=%d-%d", n-1, n-1), "", n - 1, n},
		{"bytes=-1", "", n - 1, n},
		{"bytes=-8", "", n - 8, n},
		{fmt.Sprintf("bytes=-%d", n), "", 0, n},
		{fmt.Sprintf("bytes=-%d", n+5), "", 0, n},
		{fmt.Sprintf("bytes=%d-%d", seam-2, min(seam+1, n-1)), "", seam - 2, min(seam+2, n)},
		{fmt.Sprintf("bytes=%d-", seam-1), "", seam - 1, n},
		{fmt.Sprintf("bytes=0-%d", seam-1), "", 0, seam},
		{"bytes= 1-2", "", 1, 3},
		{"bytes=1-2", "If-Range: " + tag, 1, 3},
		{"bytes=1-2", "If-Range: " + modified, 1, 3},
		{"bytes=1-2", "If-Match: " + tag, 1, 3},
		{"bytes=1-2", "If-None-Match: \"other\"", 1, 3},
		{"bytes=1-2", "Accept-Encoding: gzip", 1, 3},
		{"bytes=1-2", "If-Range: \"other\"", all, 0},
		{"bytes=1-2", "If-Range: W/" + tag, all, 0},
		{"bytes=1-2", "If-Range: Mon, 01 Jan 2001 00:00:00 GMT", all, 0},
		{fmt.Sprintf("bytes=%d-", n), "If-Range: \"other\"", all, 0},
		{"", "", all, 0},
		{"bytes=0-0,2-3", "", all, 0}, // several at once are one whole
		{"bytes=0-0,-1", "", all, 0},
		{"bytes=" + strings.Repeat("0-,", 1000) + "0-", "", all, 0},
		{fmt.Sprintf("bytes=%d-", n), "", outside, 0},
		{fmt.Sprintf("bytes=%d-%d", n, n+5), "", outside, 0},
		{"bytes=99999999999999999999-", "", outside, 0},
		{"bytes=5-2", "", outside, 0},
		{"bytes=a-b", "", outside, 0},
		{"bytes=1", "", outside, 0},
		{"bytes=--1", "", outside, 0},
		{"lines=1-2", "", outside, 0},
		{"bytes", "", outside, 0},
	}
}

func (w *world) testRangesOf(t *testing.T, address string, seam int) {
	whole := w.ok(t, address)
	n, tag, modified := len(whole.raw), whole.header.Get("ETag"), whole.header.Get("Last-Modified")
	for _, c := range rangeCases(n, seam, tag, modified) {
		headers := []string{"Range: " + c.ranges, c.more}
		if c.more == "" {
			headers = headers[:1]
		}
		want, status, contentRange := []byte(nil), http.StatusPartialContent, ""
		switch c.start {
		case all:
			want, status = whole.raw, http.StatusOK
		case outside:
			status = http.StatusRequestedRangeNotSatisfiable
		default:
			want, contentRange = whole.raw[c.start:c.end], fmt.Sprintf("bytes %d-%d/%d", c.start, c.end-1, n)
		}
		for _, method := range []string{http.MethodGet, http.MethodHead} {
			a := ask(t, w.handler, method, address, headers...)
			if a.status != status {
				t.Errorf("%s %v: %d, want %d", method, headers, a.status, status)
				continue
			}
			if status == http.StatusRequestedRangeNotSatisfiable {
				continue
			}
			if got := a.header.Get("Content-Range"); got != contentRange || a.header.Get("Content-Length") != fmt.Sprint(len(want)) || a.header.Get("ETag") != tag {
				t.Errorf("%s %v: %v, want %d of %s", method, headers, a.header, len(want), contentRange)
			}
			if method == http.MethodGet && !bytes.Equal(a.raw, want) {
				t.Errorf("%v: other bytes", headers)
			}
		}
	}
	if a := w.get(t, address, fmt.Sprintf("Range: bytes=%d-", n)); a.header.Get("Content-Range") != fmt.Sprintf("bytes */%d", n) {
		t.Errorf("outside: %v", a.header)
	}
	if a := w.get(t, address, "Range: bytes=1-2", "If-None-Match: "+tag); a.status != http.StatusNotModified {
		t.Errorf("a range of what is there: %d", a.status)
	}
	if a := w.get(t, address, "Range: bytes=1-2", `If-Match: "other"`); a.status != http.StatusPreconditionFailed {
		t.Errorf("a range of another: %d", a.status)
	}
}
