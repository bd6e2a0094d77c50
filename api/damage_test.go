package api_test

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"terang/exporters"
	"terang/publish/publishtest"
	"terang/store/storetest"
)

// damaged is a world with processes of two years, whose archive a test damages.
func damaged(t *testing.T) (w *world, folder string) {
	t.Helper()
	w = newWorld(t, storetest.SQLite(t))
	var all []string
	for i := range 4000 { // so much that packed files are larger than what is read at once
		all = append(all, release(fmt.Sprintf("ocds-contoh-%d", i), fmt.Sprint(i), fmt.Sprintf("%d-01-01T00:00:00Z", 2024+i%2)))
	}
	return w, "/data/" + w.Publish(t, day(t, "2025-01-01"), lines(all...)).ID + "/"
}

// archived is the path of an archived file.
func (w *world) archived(digest string) string {
	return filepath.Join(w.folder, "sha256", digest[:2], digest)
}

// part is a part of a file of the latest version.
func (w *world) part(t *testing.T, path string, i int) exporters.Part {
	t.Helper()
	f, ok := w.manifest(t, w.latest(t)).File(path)
	if !ok {
		t.Fatalf("no file %s", path)
	}
	return f.Parts[i]
}

func TestAMissingFileIsToldWithoutInternals(t *testing.T) {
	t.Parallel()
	w, folder := damaged(t)
	cases := []struct{ path, part string }{
		{"year=2025/releases.jsonl.gz", "year=2025/releases.jsonl.gz"},
		{"year=2025/releases.jsonl", "year=2025/releases.jsonl.gz"},
		{"releases.jsonl.gz", "year=2024/releases.jsonl.gz"},
		{"releases.jsonl", "year=2024/releases.jsonl.gz"},
		{"year=2024/digests.csv", "year=2024/digests.csv.gz"},
	}
	for _, c := range cases {
		if err := os.Remove(w.archived(w.part(t, c.part, 0).SHA256)); err != nil && !os.IsNotExist(err) {
			t.Fatal(err)
		}
	}
	for _, c := range cases {
		for _, headers := range [][]string{nil, {"Range: bytes=5-9"}, {"Accept-Encoding: gzip"}} {
			a := w.get(t, folder+c.path, headers...)
			if a.status != http.StatusInternalServerError || strings.Contains(string(a.body), w.folder) || a.header.Get("Content-Range") != "" {
				t.Errorf("%s %v: %d %v %s", c.path, headers, a.status, a.header, a.body)
			}
		}
	}
	if a := w.get(t, folder+"year=2024/records.jsonl.gz"); a.status != http.StatusOK {
		t.Errorf("a file that is there: %d", a.status)
	}
}

func TestADamagedManifest(t *testing.T) {
	t.Parallel()
	w, folder := damaged(t)
	version, err := w.Reader.Latest(ctx)
	if err != nil {
		t.Fatal(err)
	}
	path := w.archived(version.Manifest)
	text := publishtest.Must[[]byte](t)(os.ReadFile(path))
	for name, damage := range map[string][]byte{"cut": text[:len(text)/2], "changed": []byte(strings.Replace(string(text), "2025", "2026", 1)), "empty": nil} {
		if err := os.WriteFile(path, damage, 0o644); err != nil {
			t.Fatal(err)
		}
		for _, file := range []string{"manifest.json", "SHA256SUMS", "releases.jsonl.gz", "releases.jsonl", "nothing"} {
			if a := w.get(t, folder+file); a.status != http.StatusInternalServerError {
				t.Errorf("%s, %s: %d", name, file, a.status)
			}
		}
	}
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	if a := w.get(t, folder+"manifest.json"); a.status != http.StatusInternalServerError {
		t.Errorf("missing: %d", a.status)
	}
	if err := os.WriteFile(path, text, 0o644); err != nil {
		t.Fatal(err)
	}
	w.ok(t, folder+"manifest.json") // what failed is not remembered
}

// TestWhatBreaksMidwayBreaksTheConnection: over a real connection no reader takes a part for the whole.
func TestWhatBreaksMidwayBreaksTheConnection(t *testing.T) {
	t.Parallel()
	w, folder := damaged(t)
	part := w.part(t, "year=2025/releases.jsonl.gz", 0)
	if err := os.Truncate(w.archived(part.SHA256), part.Bytes-100); err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(w.handler)
	defer server.Close()
	for _, path := range []string{"year=2025/releases.jsonl.gz", "year=2025/releases.jsonl", "releases.jsonl.gz", "releases.jsonl"} {
		for _, header := range []string{"Accept-Encoding: identity", "Accept-Encoding: gzip", "Range: bytes=10-"} {
			r := publishtest.Must[*http.Request](t)(http.NewRequest(http.MethodGet, server.URL+folder+path, nil))
			r.Header.Set("Accept-Encoding", "identity")
			name, value, _ := strings.Cut(header, ": ")
			r.Header.Set(name, value)
			response := publishtest.Must[*http.Response](t)(http.DefaultTransport.RoundTrip(r))
			body, err := io.ReadAll(response.Body)
			_ = response.Body.Close()
			if response.StatusCode >= 300 || err == nil || len(body) == 0 {
				t.Errorf("%s with %s: %d, %d bytes, then %v", path, header, response.StatusCode, len(body), err)
			}
		}
	}
}

// TestADamagedPackIsNoCleanEnd: bytes that do not unpack break off, too.
func TestADamagedPackIsNoCleanEnd(t *testing.T) {
	t.Parallel()
	w, folder := damaged(t)
	path := w.archived(w.part(t, "year=2025/releases.jsonl.gz", 0).SHA256)
	packed := publishtest.Must[[]byte](t)(os.ReadFile(path))
	server := httptest.NewServer(w.handler)
	defer server.Close()
	for name, at := range map[string]int{"head": 0, "middle": len(packed) / 2, "checksum": len(packed) - 5} {
		broken := append([]byte(nil), packed...)
		broken[at] ^= 0xff
		if err := os.WriteFile(path, broken, 0o644); err != nil {
			t.Fatal(err)
		}
		r := publishtest.Must[*http.Request](t)(http.NewRequest(http.MethodGet, server.URL+folder+"year=2025/releases.jsonl", nil))
		r.Header.Set("Accept-Encoding", "identity")
		response := publishtest.Must[*http.Response](t)(http.DefaultTransport.RoundTrip(r))
		_, err := io.ReadAll(response.Body)
		_ = response.Body.Close()
		if response.StatusCode == http.StatusOK && err == nil {
			t.Errorf("%s: ends cleanly", name)
		}
	}
}
