package fetch

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"
)

func TestExtensionHasWhatItNames(t *testing.T) {
	pages := lots()
	files := whole(t, newSite(t, pages).fetcher(t))
	want := "codelists/+partyRole.csv codelists/lot.csv extension.json release-schema.json"
	if got := listing(t, files); got != want {
		t.Fatalf("got %s, want %s", got, want)
	}
	for _, name := range []string{"extension.json", "release-schema.json", "codelists/+partyRole.csv", "codelists/lot.csv"} {
		if got, err := fs.ReadFile(files, name); err != nil || string(got) != pages["/x/"+name] {
			t.Errorf("%s: %q (%v), want the site's bytes", name, got, err)
		}
	}
}

func TestOldExtensionsNameNoSchemas(t *testing.T) {
	for name, test := range map[string]struct {
		extension, schema, want string
		reason                  Reason
	}{
		"there":                {`{"name": "old"}`, `{}`, "extension.json release-schema.json", ""},
		"not there":            {`{"name": "old"}`, "", "extension.json", ""},
		"null":                 {`{"schemas": null}`, `{}`, "extension.json release-schema.json", ""},
		"broken":               {`{"name": "old"}`, `[]`, "", NotJSON},
		"none, and it says so": {`{"schemas": []}`, `{}`, "extension.json", ""},
		"named, but not there": {`{"schemas": ["release-schema.json"]}`, "", "", NotFound},
	} {
		t.Run(name, func(t *testing.T) {
			pages := map[string]string{"/x/extension.json": test.extension}
			if test.schema != "" {
				pages["/x/release-schema.json"] = test.schema
			}
			files, err := newSite(t, pages).fetcher(t).Extension(t.Context(), address)
			if test.reason != "" {
				refused(t, err, test.reason)
			} else if err != nil {
				t.Fatal(err)
			} else if got := listing(t, files); got != test.want {
				t.Errorf("got %s, want %s", got, test.want)
			}
		})
	}
}

// A schema that is only guessed may be missing, but no server may be down.
func TestGuessedSchemaIsMissingByStatus404Alone(t *testing.T) {
	s := newSite(t, map[string]string{"/x/extension.json": `{}`})
	s.pages["/x/release-schema.json"] = func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusServiceUnavailable) }
	_, err := s.fetcher(t).Extension(t.Context(), address)
	if e := refused(t, err, NotFound); e.Detail != "503" {
		t.Errorf("status %s", e.Detail)
	}
}

func TestOfficialExtensionsAreFetched(t *testing.T) {
	dir := filepath.Join("..", "..", "shared", "ocds", "extensions")
	folders, _ := filepath.Glob(filepath.Join(dir, "*", extensionFile))
	if len(folders) == 0 {
		t.Skipf("%s is not here: this test reads official files that the project does not contain", dir)
	}
	s := newSite(t, nil)
	official := http.FileServerFS(os.DirFS(dir))
	s.Config.Handler = official
	f := s.fetcher(t)
	for _, path := range folders {
		folder := filepath.Dir(path)
		files, err := f.Extension(t.Context(), "https://example.com/"+filepath.Base(folder)+"/extension.json")
		if err != nil {
			t.Error(err)
		} else if got, want := listing(t, files), listing(t, os.DirFS(folder)); got != want {
			t.Errorf("%s: got %s, want %s", folder, got, want)
		}
	}
}

func TestFailureIsAskedForOnce(t *testing.T) {
	s := newSite(t, nil)
	f := s.fetcher(t)
	_, first := f.Extension(t.Context(), address)
	refused(t, first, NotFound)
	s.mu.Lock()
	s.page("/x/extension.json", `{}`)
	s.mu.Unlock()
	for range 100 {
		if _, err := f.Extension(t.Context(), address); !errors.Is(err, first) {
			t.Fatalf("%v, want the first failure", err)
		}
	}
	if n := s.count("/x/extension.json"); n != 1 {
		t.Errorf("asked %d times", n)
	}
	if _, err := s.fetcher(t).Extension(t.Context(), address); err != nil {
		t.Errorf("the next Fetcher: %v", err)
	}
}

func TestManyAtOnceAskOnce(t *testing.T) {
	for name, pages := range map[string]map[string]string{"there": lots(), "not there": {}} {
		t.Run(name, func(t *testing.T) {
			s := newSite(t, pages)
			f := s.fetcher(t)
			var all sync.WaitGroup
			for range 100 {
				all.Go(func() {
					files, err := f.Extension(t.Context(), address)
					if name == "there" && (err != nil || listing(t, files) == "") || name != "there" && err == nil {
						t.Errorf("%v", err)
					}
				})
			}
			all.Wait()
			if n := s.count("/x/extension.json"); n != 1 {
				t.Errorf("asked %d times", n)
			}
		})
	}
}

func TestCancelledContext(t *testing.T) {
	s := newSite(t, lots())
	reached := make(chan struct{}, 1)
	quick := s.pages["/x/release-schema.json"]
	s.pages["/x/release-schema.json"] = func(_ http.ResponseWriter, r *http.Request) {
		reached <- struct{}{}
		<-r.Context().Done() // until the client has gone
	}
	f := s.fetcher(t)
	ctx, cancel := context.WithCancel(t.Context())
	go func() { <-reached; cancel() }()
	if _, err := f.Extension(ctx, address); !errors.Is(err, context.Canceled) {
		t.Fatalf("%v, want cancelled", err)
	}
	empty(t, f)
	s.mu.Lock()
	s.pages["/x/release-schema.json"] = quick
	s.mu.Unlock()
	whole(t, f) // what one caller gave up, the next may have
	if _, err := f.Extension(ctx, address); !errors.Is(err, context.Canceled) {
		t.Errorf("%v, want cancelled", err)
	}
}

// Who waits for another's fetch may give up.
func TestWaitingEndsWithItsContext(t *testing.T) {
	s := newSite(t, nil)
	reached, goOn := make(chan struct{}), make(chan struct{})
	s.pages["/x/extension.json"] = func(http.ResponseWriter, *http.Request) { close(reached); <-goOn }
	f := s.fetcher(t)
	var first sync.WaitGroup
	first.Go(func() { _, _ = f.Extension(t.Context(), address) })
	<-reached
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	if _, err := f.Extension(ctx, address); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("%v, want the caller's deadline", err)
	}
	close(goOn)
	first.Wait()
}

func TestOneRunAsksForSoManyExtensions(t *testing.T) {
	s := newSite(t, map[string]string{"/x/extension.json": `{"schemas": []}`})
	f := s.fetcher(t)
	whole(t, f)
	for i := range maxExtensions - 1 {
		_, err := f.Extension(t.Context(), fmt.Sprintf("https://example.com/%d/extension.json", i))
		refused(t, err, NotFound)
	}
	_, err := f.Extension(t.Context(), "https://example.com/last/extension.json")
	refused(t, err, TooManyExtensions)
	if n := s.count("/last/extension.json"); n != 0 {
		t.Error("it was asked for")
	}
	whole(t, f) // what is in the cache does not count
}
