package main

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"context"
	"io"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"terang"
	"terang/api"
	"terang/archive"
	"terang/reading"
	"terang/schema"
	"terang/store"
	"terang/store/storetest"
)

// secrets mark every private column of the invented exports.
var secrets = []string{"KANARI", "3204010101", "081234567890", "0012345678901", "199901012020011001", "199902022020012002"}

// TestNothingPrivateIsPublished imports exports whose private columns are marked, publishes them, and looks for the marks in
// everything that is kept, written, said and served, on both databases. (Parquet holds the rows of the CSV.)
func TestNothingPrivateIsPublished(t *testing.T) {
	t.Parallel()
	for name, location := range map[string]string{"sqlite": "", "postgres": storetest.Postgres(t)} {
		t.Run(name, func(t *testing.T) {
			data := filepath.Join(t.TempDir(), "data")
			flags := []string{"--data", data}
			if location != "" {
				flags = append(flags, "--store", location)
			}
			made := filepath.Join(t.TempDir(), "releases.json")
			do(t, append(flags, "import", "spse", "../../importers/testdata/spse", "--out", made)...)
			do(t, append(flags, "publish", made)...)
			out := filepath.Join(t.TempDir(), "files")
			do(t, append(flags, "export", "--out", out)...)
			searchFiles(t, filepath.Dir(made))
			if n := searchFiles(t, out); n < 50 {
				t.Errorf("only %d files were searched", n)
			}
			if location == "" {
				location = filepath.Join(data, "ledger.db")
				searchFiles(t, data)
			}
			searchServer(t, data, location)
		})
	}
}

// do runs a command, of which nothing may tell a secret.
func do(t *testing.T, args ...string) {
	t.Helper()
	var out, err bytes.Buffer
	if status := run(context.Background(), args, strings.NewReader(""), &out, &err); status != 0 {
		t.Fatalf("%v: status %d\n%s", args, status, err.String())
	}
	search(t, strings.Join(args, " "), append(out.Bytes(), err.Bytes()...))
}

func search(t *testing.T, where string, text []byte) {
	t.Helper()
	for _, secret := range secrets {
		if bytes.Contains(text, []byte(secret)) {
			t.Errorf("%s: %s got there", where, secret)
		}
	}
}

func searchFiles(t *testing.T, folder string) (files int) {
	t.Helper()
	err := filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		files++
		content, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		search(t, path, opened(t, content))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// opened is a file's content, and what is packed in it.
func opened(t *testing.T, content []byte) []byte {
	t.Helper()
	switch {
	case bytes.HasPrefix(content, []byte{0x1f, 0x8b}):
		r, err := gzip.NewReader(bytes.NewReader(content))
		if err != nil {
			t.Fatal(err)
		}
		return all(t, r)
	case bytes.HasPrefix(content, []byte("PK\x03\x04")):
		book, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
		if err != nil {
			t.Fatal(err)
		}
		var parts []byte
		for _, f := range book.File {
			r, err := f.Open()
			if err != nil {
				t.Fatal(err)
			}
			parts = append(parts, all(t, r)...)
		}
		return parts
	}
	return content
}

func all(t *testing.T, r io.Reader) []byte {
	t.Helper()
	text, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// searchServer asks the public server for all it has, and for the secrets themselves.
func searchServer(t *testing.T, data, location string) {
	t.Helper()
	r, err := store.OpenReader(t.Context(), location)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	files, err := archive.Open(t.Context(), filepath.Join(data, "archive"))
	if err != nil {
		t.Fatal(err)
	}
	defer files.Close()
	server, err := api.New(t.Context(), terang.Contract, reading.New(r, files, schema.Default(), reading.Options{}), api.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, address := range []string{"/api/v1/records?include=versioned&limit=1000", "/api/v1/releases?limit=1000", "/api/v1/search?limit=1000", "/api/v1/suppliers?limit=1000",
		"/api/v1/contracts?limit=1000", "/api/v1/changes?include=release&limit=1000", "/api/v1/changes.atom"} {
		w := httptest.NewRecorder()
		server.ServeHTTP(w, httptest.NewRequest(http.MethodGet, address, nil))
		if w.Code != http.StatusOK || w.Body.Len() < 500 {
			t.Errorf("%s: %d, %d bytes", address, w.Code, w.Body.Len())
		}
		search(t, address, w.Body.Bytes())
	}
	for _, secret := range secrets {
		w := httptest.NewRecorder()
		server.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/api/v1/search?q="+url.QueryEscape(secret), nil))
		if !strings.Contains(w.Body.String(), `"total":0`) {
			t.Errorf("%s finds something: %.300s", secret, w.Body)
		}
	}
}
