package fetch

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// An entry of the cache is a directory, named by the SHA-256 of the extension's address:
//
//	SHA256SUMS  the address, and the digest of each file in the form of sha256sum
//	files/      extension.json, the schemas, codelists/
const (
	sumsFile = "SHA256SUMS"
	filesDir = "files"
)

var errDamaged = errors.New("a file has changed since it was fetched")

func (f *Fetcher) entry(address string) string {
	return filepath.Join(f.Cache, fmt.Sprintf("%x", sha256.Sum256([]byte(address))))
}

// cached gives the files of an entry that is as it was written: with no file changed, missing or added.
func (f *Fetcher) cached(address string) (fs.FS, error) {
	dir := f.entry(address)
	kept, err := os.ReadFile(filepath.Join(dir, sumsFile))
	if err != nil {
		return nil, err
	}
	files := os.DirFS(filepath.Join(dir, filesDir))
	found, err := sums(address, files)
	if err == nil && found != string(kept) {
		err = errDamaged
	}
	return files, err
}

func sums(address string, files fs.FS) (string, error) {
	var b strings.Builder
	fmt.Fprintf(&b, "# %s\n", address)
	err := fs.WalkDir(files, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		if !d.Type().IsRegular() {
			return errDamaged
		}
		content, err := fs.ReadFile(files, name)
		fmt.Fprintf(&b, "%x  %s/%s\n", sha256.Sum256(content), filesDir, name)
		return err
	})
	return b.String(), err
}

// keep writes an entry beside its place and moves it there whole, so that a run which is killed leaves no half entry.
func (f *Fetcher) keep(address string, files map[string][]byte) (fs.FS, error) {
	err := f.write(address, files)
	if err == nil {
		var kept fs.FS
		if kept, err = f.cached(address); err == nil {
			return kept, nil
		}
	}
	return nil, fmt.Errorf("keep extension in the cache: %w: see that %s is a directory that can be written to", err, f.Cache)
}

func (f *Fetcher) write(address string, files map[string][]byte) error {
	if err := os.MkdirAll(f.Cache, 0o755); err != nil {
		return err
	}
	temp, err := os.MkdirTemp(f.Cache, "new-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(temp)
	made := filepath.Join(temp, "entry")
	if err := fill(filepath.Join(made, filesDir), files); err != nil {
		return err
	}
	text, err := sums(address, os.DirFS(filepath.Join(made, filesDir)))
	if err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(made, sumsFile), []byte(text), 0o644); err != nil {
		return err
	}
	return f.place(made, address)
}

func fill(dir string, files map[string][]byte) error {
	for name, content := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(path, content, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// place moves a finished entry to its place. Where another run was faster, its entry stays; a damaged one makes room.
func (f *Fetcher) place(made, address string) error {
	dir := f.entry(address)
	if os.Rename(made, dir) == nil {
		return nil
	}
	if _, err := f.cached(address); err == nil {
		return nil
	}
	if err := os.RemoveAll(dir); err != nil {
		return err
	}
	return os.Rename(made, dir)
}
