package fetch

import (
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

func TestCacheNeedsNoNetwork(t *testing.T) {
	s := newSite(t, lots())
	f := s.fetcher(t)
	want := listing(t, whole(t, f))
	s.Close()
	for name, g := range map[string]*Fetcher{"the same": f, "the next": s.fetcherIn(f.Cache)} {
		if got := listing(t, whole(t, g)); got != want {
			t.Errorf("%s: got %s, want %s", name, got, want)
		}
	}
	if files, _ := os.ReadDir(f.Cache); len(files) != 1 {
		t.Errorf("the cache holds %v, want one entry", files)
	}
	_, err := (&Fetcher{Cache: f.Cache}).Extension(t.Context(), address)
	refused(t, err, Unlisted) // the list rules over the cache too
}

// damages of an entry.
var damages = map[string]func(t *testing.T, f *Fetcher, entry string) error{
	"changed": func(_ *testing.T, _ *Fetcher, entry string) error {
		return os.WriteFile(filepath.Join(entry, "files", "release-schema.json"), []byte(`{"definitionz": {}}`), 0o644)
	},
	"cut short": func(_ *testing.T, _ *Fetcher, entry string) error {
		return os.Truncate(filepath.Join(entry, "files", "codelists", "lot.csv"), 8)
	},
	"missing": func(_ *testing.T, _ *Fetcher, entry string) error {
		return os.Remove(filepath.Join(entry, "files", "codelists", "lot.csv"))
	},
	"added": func(_ *testing.T, _ *Fetcher, entry string) error {
		return os.WriteFile(filepath.Join(entry, "files", "codelists", "evil.csv"), []byte(codes), 0o644)
	},
	"no sums": func(_ *testing.T, _ *Fetcher, entry string) error {
		return os.Remove(filepath.Join(entry, "SHA256SUMS"))
	},
	"all empty": func(_ *testing.T, _ *Fetcher, entry string) error {
		if err := os.RemoveAll(filepath.Join(entry, "files")); err != nil {
			return err
		}
		if err := os.Mkdir(filepath.Join(entry, "files"), 0o755); err != nil {
			return err
		}
		return os.WriteFile(filepath.Join(entry, "SHA256SUMS"), nil, 0o644)
	},
	"a link": func(_ *testing.T, _ *Fetcher, entry string) error {
		list := filepath.Join(entry, "files", "codelists", "lot.csv")
		if err := os.Rename(list, filepath.Join(entry, "lot.csv")); err != nil {
			return err
		}
		return os.Symlink("../../lot.csv", list)
	},
	"a file": func(_ *testing.T, _ *Fetcher, entry string) error {
		if err := os.RemoveAll(entry); err != nil {
			return err
		}
		return os.WriteFile(entry, nil, 0o644)
	},
	"another's": func(t *testing.T, f *Fetcher, entry string) error {
		other := "https://example.com/y/extension.json"
		if _, err := f.Extension(t.Context(), other); err != nil {
			return err
		}
		if err := os.RemoveAll(entry); err != nil {
			return err
		}
		return os.Rename(f.entry(other), entry)
	},
}

func TestDamagedEntryIsFetchedAnew(t *testing.T) {
	for name, damage := range damages {
		t.Run(name, func(t *testing.T) {
			s := newSite(t, lots())
			s.page("/y/extension.json", `{"schemas": []}`)
			f := s.fetcher(t)
			want := listing(t, whole(t, f))
			if err := damage(t, f, f.entry(address)); err != nil {
				t.Fatal(err)
			}
			if got := listing(t, whole(t, f)); got != want {
				t.Errorf("got %s, want %s", got, want)
			}
			if n := s.count("/x/extension.json"); n != 2 {
				t.Errorf("asked %d times, want 2", n)
			}
			if _, err := f.cached(address); err != nil {
				t.Errorf("the new entry: %v", err)
			}
		})
	}
}

func TestDamagedEntryIsNotGiven(t *testing.T) {
	s := newSite(t, lots())
	f := s.fetcher(t)
	whole(t, f)
	if err := damages["changed"](t, f, f.entry(address)); err != nil {
		t.Fatal(err)
	}
	s.Close()
	_, err := f.Extension(t.Context(), address)
	refused(t, err, Unreachable)
}

// Two programmes may share a cache.
func TestTwoFetchersWriteOneCache(t *testing.T) {
	s := newSite(t, lots())
	dir := t.TempDir()
	var all sync.WaitGroup
	for range 8 {
		f := s.fetcherIn(dir)
		all.Go(func() {
			if files, err := f.Extension(t.Context(), address); err != nil {
				t.Error(err)
			} else if got := listing(t, files); !strings.HasSuffix(got, "release-schema.json") {
				t.Errorf("got %s", got)
			}
		})
	}
	all.Wait()
	if files, _ := os.ReadDir(dir); len(files) != 1 {
		t.Errorf("the cache holds %v, want one entry", files)
	}
}

func TestCacheThatCannotBeWritten(t *testing.T) {
	f := newSite(t, lots()).fetcher(t)
	f.Cache = filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(f.Cache, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	_, err := f.Extension(t.Context(), address)
	if err == nil || !strings.Contains(err.Error(), "see that "+f.Cache+" is a directory that can be written to") {
		t.Errorf("%v: no remedy", err)
	}
	f = newSite(t, lots()).fetcher(t)
	f.Cache = ""
	if _, err := f.Extension(t.Context(), address); err == nil || !strings.Contains(err.Error(), "set Fetcher.Cache") {
		t.Errorf("%v: no remedy", err)
	}
}
