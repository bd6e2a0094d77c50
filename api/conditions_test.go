package api_test

import (
	"bytes"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"terang/publish/publishtest"
)

// condition is a request for a file, and its answer's status and the bytes of it, from and up to. In headers TAG is the
// file's, MODIFIED its date, BEFORE and AFTER a day earlier and later, END its length.
type condition struct {
	headers    string // separated by line feeds
	status     int
	start, end int // of a part; from the end where negative, 0 and 0 are the whole
}

// conditions are what HTTP (RFC 9110, 13 and 14) says of a file that has ranges, and nothing else is of use to readers
// who carry on a download or read Parquet from afar.
var conditions = []condition{
	{"", 200, 0, 0},
	{"Range: bytes=0-0", 206, 0, 1},
	{"Range: bytes=-1", 206, -1, 0},
	{"Range: bytes=-8", 206, -8, 0}, // the length of a Parquet file's footer
	{"Range: bytes=4-", 206, 4, 0},
	{"Range: bytes=END-", 416, 0, 0},
	{"Range: bytes=-0", 416, 0, 0},
	{"Range: bytes=0-0, 5-9", 200, 0, 0}, // a server may pass over several
	{"If-None-Match: TAG", 304, 0, 0},
	{"If-None-Match: W/TAG", 304, 0, 0}, // compared weakly
	{"If-None-Match: *", 304, 0, 0},
	{"If-None-Match: \"a\", TAG", 304, 0, 0},
	{"If-None-Match: \"a\"\nIf-None-Match: TAG", 304, 0, 0},
	{"If-None-Match: \"a\"", 200, 0, 0},
	{"If-None-Match: \"a\"\nRange: bytes=1-2", 206, 1, 3},
	{"If-None-Match: TAG\nRange: bytes=1-2", 304, 0, 0},
	{"If-None-Match: TAG\nRange: bytes=END-", 304, 0, 0},
	{"If-None-Match: \"a\"\nIf-Modified-Since: AFTER", 200, 0, 0}, // the tag says more than the date
	{"If-None-Match: TAG\nIf-Modified-Since: BEFORE", 304, 0, 0},
	{"If-Modified-Since: MODIFIED", 304, 0, 0},
	{"If-Modified-Since: AFTER", 304, 0, 0},
	{"If-Modified-Since: BEFORE", 200, 0, 0},
	{"If-Modified-Since: yesterday", 200, 0, 0},
	{"If-Modified-Since: MODIFIED\nRange: bytes=1-2", 304, 0, 0},
	{"If-Match: TAG", 200, 0, 0},
	{"If-Match: \"a\", TAG", 200, 0, 0},
	{"If-Match: *", 200, 0, 0},
	{"If-Match: W/TAG", 412, 0, 0}, // compared strongly
	{"If-Match: \"a\"", 412, 0, 0},
	{"If-Match: TAG\nRange: bytes=1-2", 206, 1, 3},
	{"If-Match: \"a\"\nRange: bytes=1-2", 412, 0, 0},
	{"If-Match: TAG\nIf-None-Match: TAG", 304, 0, 0},
	{"If-Match: \"a\"\nIf-None-Match: TAG", 412, 0, 0},
	{"If-Unmodified-Since: MODIFIED", 200, 0, 0},
	{"If-Unmodified-Since: AFTER", 200, 0, 0},
	{"If-Unmodified-Since: BEFORE", 412, 0, 0},
	{"If-Match: TAG\nIf-Unmodified-Since: BEFORE", 200, 0, 0}, // the tag says more than the date
	{"If-Range: TAG\nRange: bytes=1-2", 206, 1, 3},
	{"If-Range: W/TAG\nRange: bytes=1-2", 200, 0, 0},
	{"If-Range: \"a\"\nRange: bytes=1-2", 200, 0, 0},
	{"If-Range: \"a\"\nRange: bytes=END-", 200, 0, 0},
	{"If-Range: MODIFIED\nRange: bytes=1-2", 206, 1, 3},
	{"If-Range: BEFORE\nRange: bytes=1-2", 200, 0, 0},
	{"If-Range: AFTER\nRange: bytes=1-2", 200, 0, 0},
	{"If-Range: TAG", 200, 0, 0},
	{"Accept-Encoding: identity\nRange: bytes=-2", 206, -2, 0},
	{"Accept-Encoding: gzip, br, zstd\nRange: bytes=-2", 206, -2, 0},
	{"Accept: text/html\nRange: bytes=1-2", 206, 1, 3},
	{"Cache-Control: no-cache\nIf-None-Match: TAG", 304, 0, 0},
	{"Origin: https://other.example\nRange: bytes=1-2", 206, 1, 3},
}

// testConditions asks for files of each kind, by GET, HEAD and OPTIONS.
func testConditions(t *testing.T, w *world) {
	folder := "/data/" + w.latest(t) + "/"
	for _, path := range []string{"releases.jsonl.gz", "year=2025/releases.jsonl.gz", "year=2025/tables/contracts.parquet", "tables/contracts.csv.gz"} {
		whole := w.ok(t, folder+path)
		for _, c := range conditions {
			w.checkCondition(t, folder+path, whole, c)
		}
	}
	packed := folder + "year=2025/releases.jsonl" // as it is stored, under Content-Encoding
	whole := w.ok(t, packed, "Accept-Encoding: gzip")
	for _, c := range conditions {
		if !strings.Contains(c.headers, "Accept-Encoding") {
			c.headers = strings.TrimSuffix("Accept-Encoding: gzip\n"+c.headers, "\n")
			w.checkCondition(t, packed, whole, c)
		}
	}
	for _, address := range []string{"releases.jsonl", "tables/contracts.csv?profile=excel", "SHA256SUMS"} { // made for each reader, or small: they have no ranges
		whole := w.ok(t, folder+address)
		for _, c := range conditions {
			if strings.Contains(c.headers, "Accept-Encoding") {
				continue
			}
			if strings.Contains(c.headers, "Range: bytes") && c.status != http.StatusNotModified && c.status != http.StatusPreconditionFailed {
				c.status, c.start, c.end = http.StatusOK, 0, 0
			}
			w.checkCondition(t, folder+address, whole, c)
		}
	}
}

func (w *world) checkCondition(t *testing.T, address string, whole *answer, c condition) {
	t.Helper()
	modified := publishtest.Must[time.Time](t)(http.ParseTime(whole.header.Get("Last-Modified")))
	texts := strings.NewReplacer("TAG", whole.header.Get("ETag"), "MODIFIED", modified.Format(http.TimeFormat), "END", fmt.Sprint(len(whole.raw)),
		"BEFORE", modified.Add(-24*time.Hour).Format(http.TimeFormat), "AFTER", modified.Add(24*time.Hour).Format(http.TimeFormat)).Replace(c.headers)
	headers := strings.Split(texts, "\n")
	if texts == "" {
		headers = nil
	}
	get, head := w.get(t, address, headers...), ask(t, w.handler, http.MethodHead, address, headers...)
	if get.status != c.status || head.status != c.status || fmt.Sprint(get.header) != fmt.Sprint(head.header) {
		t.Errorf("%s %q: GET %d %v\nHEAD %d %v\nwant %d", address, headers, get.status, get.header, head.status, head.header, c.status)
		return
	}
	if got := ask(t, w.handler, http.MethodOptions, address, headers...); got.status != http.StatusNoContent {
		t.Errorf("OPTIONS %s %q: %d", address, headers, got.status)
	}
	n := len(whole.raw)
	switch c.status {
	case http.StatusOK, http.StatusPartialContent:
		start, end := c.start, c.end
		if start < 0 {
			start += n
		}
		if end <= 0 {
			end += n
		}
		contentRange := map[bool]string{true: fmt.Sprintf("bytes %d-%d/%d", start, end-1, n)}[c.status == http.StatusPartialContent]
		if !bytes.Equal(get.raw, whole.raw[start:end]) || get.header.Get("Content-Range") != contentRange {
			t.Errorf("%s %q: %d bytes, %s; want %s", address, headers, len(get.raw), get.header.Get("Content-Range"), contentRange)
		}
		if get.header.Get("ETag") != whole.header.Get("ETag") || get.header.Get("Repr-Digest") != whole.header.Get("Repr-Digest") || get.header.Get("Last-Modified") == "" {
			t.Errorf("%s %q: %v", address, headers, get.header)
		}
	case http.StatusNotModified:
		if get.header.Get("ETag") != whole.header.Get("ETag") || get.header.Get("Cache-Control") != whole.header.Get("Cache-Control") || get.header.Get("Vary") != whole.header.Get("Vary") {
			t.Errorf("%s %q: %v", address, headers, get.header)
		}
	case http.StatusRequestedRangeNotSatisfiable:
		if get.header.Get("Content-Range") != fmt.Sprintf("bytes */%d", n) {
			t.Errorf("%s %q: %v", address, headers, get.header)
		}
	}
}

// testParquetFromAfar reads as DuckDB does: HEAD for the length, the end of the file, the footer, pieces side by side.
func testParquetFromAfar(t *testing.T, w *world) {
	address := "/data/" + w.latest(t) + "/year=2025/tables/contracts.parquet"
	whole := w.ok(t, address).raw
	n := len(whole)
	head := ask(t, w.handler, http.MethodHead, address)
	if head.header.Get("Content-Length") != fmt.Sprint(n) || head.header.Get("Accept-Ranges") != "bytes" || head.header.Get("Last-Modified") == "" {
		t.Fatalf("%v", head.header)
	}
	first := ask(t, w.handler, http.MethodHead, address, "Range: bytes=0-0") // asked by those who do not trust Accept-Ranges
	if first.status != http.StatusPartialContent || first.header.Get("Content-Range") != fmt.Sprintf("bytes 0-0/%d", n) {
		t.Errorf("HEAD of the first byte: %d %v", first.status, first.header)
	}
	tail := w.get(t, address, "Range: bytes=-8").raw
	if !bytes.Equal(tail[4:], []byte("PAR1")) {
		t.Fatalf("the file ends with %q", tail)
	}
	footer := int(tail[0]) | int(tail[1])<<8 | int(tail[2])<<16 | int(tail[3])<<24
	got := w.get(t, address, fmt.Sprintf("Range: bytes=%d-%d", n-8-footer, n-9)).raw
	if !bytes.Equal(got, whole[n-8-footer:n-8]) {
		t.Error("another footer")
	}
	var joined []byte
	tag := "If-Range: " + head.header.Get("ETag")
	for at := 0; at < n; at += 1000 {
		joined = append(joined, w.get(t, address, tag, fmt.Sprintf("Range: bytes=%d-%d", at, at+999)).raw...)
	}
	if !bytes.Equal(joined, whole) {
		t.Error("pieces make another file")
	}
}
