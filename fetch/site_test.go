package fetch

import (
	"crypto/x509"
	"errors"
	"io"
	"io/fs"
	"log"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

// site is an HTTPS server on the loopback address, with a certificate for example.com and *.example.com.
type site struct {
	*httptest.Server
	mu    sync.Mutex
	pages map[string]http.HandlerFunc
	asked map[string]int // requests, by path
}

func newSite(t *testing.T, pages map[string]string) *site {
	t.Helper()
	s := &site{pages: map[string]http.HandlerFunc{}, asked: map[string]int{}}
	for path, content := range pages {
		s.page(path, content)
	}
	s.Server = httptest.NewUnstartedServer(http.HandlerFunc(s.serve))
	s.Config.ErrorLog = log.New(io.Discard, "", 0) // refused handshakes are what some tests want
	s.StartTLS()
	t.Cleanup(s.Close)
	return s
}

func (s *site) page(path, content string) {
	s.pages[path] = func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, content) }
}

func (s *site) serve(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	s.asked[r.URL.Path]++
	page := s.pages[r.URL.Path]
	s.mu.Unlock()
	if page == nil {
		http.NotFound(w, r)
		return
	}
	page(w, r)
}

func (s *site) count(path string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.asked[path]
}

// fetcher may ask example.com, and finds every name at the site.
func (s *site) fetcher(t *testing.T) *Fetcher {
	t.Helper()
	return s.fetcherIn(filepath.Join(t.TempDir(), "cache", "extensions"))
}

func (s *site) fetcherIn(cache string) *Fetcher {
	roots := x509.NewCertPool()
	roots.AddCert(s.Certificate())
	return &Fetcher{Hosts: []string{"example.com"}, Cache: cache, network: network{
		roots:     roots,
		lookup:    func(string) string { return s.Listener.Addr().String() },
		reachable: func(a netip.Addr) bool { return a.IsLoopback() || public(a) },
	}}
}

const address = "https://example.com/x/extension.json"

const codes = "Code,Title\nbuyer,Buyer\n"

func lots() map[string]string {
	return map[string]string{
		"/x/extension.json":             `{"schemas": ["release-schema.json"], "codelists": ["+partyRole.csv", "lot.csv"], "dependencies": ["https://example.com/other/extension.json"]}`,
		"/x/release-schema.json":        `{"definitions": {}}`,
		"/x/codelists/+partyRole.csv":   codes,
		"/x/codelists/lot.csv":          "\ufeff" + codes,
		"/x/record-package-schema.json": `{}`,
	}
}

// listing gives the paths of all files.
func listing(t *testing.T, files fs.FS) string {
	t.Helper()
	var all []string
	err := fs.WalkDir(files, ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			all = append(all, name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return strings.Join(all, " ")
}

func whole(t *testing.T, f *Fetcher) fs.FS {
	t.Helper()
	files, err := f.Extension(t.Context(), address)
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// refused wants an *Error with that reason.
func refused(t *testing.T, err error, reason Reason) *Error {
	t.Helper()
	var e *Error
	if !errors.As(err, &e) {
		t.Fatalf("%v is no *Error; want %s", err, reason)
	}
	if e.Reason != reason {
		t.Fatalf("%s: %v; want %s", e.Reason, e, reason)
	}
	return e
}

// empty wants nothing in the cache, not even what a failed fetch began.
func empty(t *testing.T, f *Fetcher) {
	t.Helper()
	if all, err := os.ReadDir(f.Cache); len(all) > 0 || err != nil && !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the cache holds %v (%v)", all, err)
	}
}
