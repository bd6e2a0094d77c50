//go:build linux

package publish_test

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"terang/exporters"
	"terang/publish"
	"terang/store"
	"terang/store/storetest"
)

// places are where publishing writes to.
type places struct{ ledger, archive, temporary string }

func newPlaces(t *testing.T) places {
	return places{t.TempDir(), t.TempDir(), t.TempDir()}
}

// A disk that is full while a version is made, whichever of them it is, ends in an error that says so and in no
// version. The former one is whole, and as soon as there is room the next publish makes what it would have made.
func TestFullDisk(t *testing.T) {
	never := publisher(t, storetest.SQLite(t), t.TempDir())
	do(t, never, publish.Options{}, noisy("a"))
	undisturbed := manifest(t, never, do(t, never, publish.Options{}, noisy("b")).Version)
	for _, c := range []struct {
		name string
		full func(places) string
		room int // bytes left when the export begins to write
	}{
		{"temporary files, at once", func(p places) string { return p.temporary }, 0},
		{"temporary files, midway", func(p places) string { return p.temporary }, 1 << 20},
		{"archive, at once", func(p places) string { return p.archive }, 0},
		{"archive, midway", func(p places) string { return p.archive }, 200 << 10},
		{"ledger", func(p places) string { return p.ledger }, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			where := newPlaces(t)
			location := filepath.Join(where.ledger, "ledger.db")
			mount(t, c.full(where))
			t.Setenv("TMPDIR", where.temporary)
			p := publisher(t, location, where.archive)
			first := do(t, p, publish.Options{}, noisy("a")).Version
			filler := fill(t, c.full(where), c.room)

			r, err := p.Publish(ctx, []publish.Input{noisy("b")}, publish.Options{})
			if err == nil || r.Version != nil {
				t.Fatalf("published on a full disk: %v", r.Version)
			}
			if text := err.Error(); !strings.Contains(text, c.full(where)) && !strings.Contains(text, "disk is full") {
				t.Errorf("the error does not say what is full: %v", err)
			}
			checkLatest(t, location, where, first)
			checkNothingLeft(t, where)

			if err := os.Remove(filler); err != nil {
				t.Fatal(err)
			}
			checkSame(t, p, do(t, p, publish.Options{}, noisy("b")).Version, undisturbed)
		})
	}
}

// noisy hands in one release of 200 KB that no packing makes much smaller.
func noisy(ocid string) publish.Input {
	noise := make([]byte, 150<<10)
	_, _ = rand.NewChaCha8([32]byte([]byte(strings.Repeat(ocid, 32)))).Read(noise) // never fails
	return lines(release("ocds-contoh-"+ocid, "1", "2025-01-01T00:00:00+07:00", `,"tender":{"id":"1","description":"`+base64.StdEncoding.EncodeToString(noise)+`"}`))
}

// A publisher that is killed while it writes files leaves no half file in the archive, and nothing in the folder of
// temporary files.
func TestKilledWhileWriting(t *testing.T) {
	for _, c := range []struct {
		files    int
		location func(testing.TB) string
	}{{1, storetest.SQLite}, {30, storetest.Postgres}} {
		t.Run(fmt.Sprintf("after %d files", c.files), func(t *testing.T) {
			where, location := newPlaces(t), c.location(t)
			p := publisher(t, location, where.archive)
			first := do(t, p, publish.Options{}, noisy("a")).Version
			killWriting(t, where, location, c.files)
			checkLatest(t, location, where, first)
			checkNothingLeft(t, where)
			if v := do(t, p, publish.Options{}, handIn(1)).Version; v == nil {
				t.Error("no version is made of what was cut short")
			} else {
				checkSame(t, p, v, nil)
			}
		})
	}
}

// killWriting has a child publish the second hand-in, and kills it when it has added so many files to the archive.
func killWriting(t *testing.T, where places, location string, files int) {
	t.Helper()
	c := exec.Command(os.Args[0]) // with nothing on its standard input, so that it holds nowhere
	c.Env = append(os.Environ(), childStore+"="+location, childArchive+"="+where.archive, "TMPDIR="+where.temporary)
	before := len(archived(t, where.archive))
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	for range 5000 {
		if len(archived(t, where.archive)) >= before+files {
			break
		}
		time.Sleep(time.Millisecond)
	}
	_ = c.Process.Kill()
	if err := c.Wait(); err == nil {
		t.Error("the child was not killed: it had finished")
	}
}

// A version that does not fit on the disk it is written to leaves no file that is not what its name says.
func TestExportToAFullDisk(t *testing.T) {
	p := publisher(t, storetest.SQLite(t), t.TempDir())
	v := do(t, p, publish.Options{}, noisy("a")).Version
	dir := t.TempDir()
	mount(t, dir)
	fill(t, dir, 500<<10)
	out := filepath.Join(dir, "out")
	if _, err := publish.WriteVersion(ctx, p.Archive, v, out); !errors.Is(err, syscall.ENOSPC) || !strings.Contains(err.Error(), out) {
		t.Errorf("the error does not say what is full: %v", err)
	}
	m := manifest(t, p, v)
	files := written(t, out)
	for path, sum := range files {
		if f, ok := m.File(path); path == "manifest.json" && sum != v.Manifest || path != "manifest.json" && (!ok || f.SHA256 != sum) {
			t.Errorf("%s is not what its name says", path)
		}
	}
	if len(files) == 0 {
		t.Error("not one file was written: the disk was full from the first")
	}
}

// checkSame writes a version out, by which all its files are checked, and compares them with those of a publisher to
// whom nothing happened, if there is one.
func checkSame(t *testing.T, p *publish.Publisher, v *store.Version, undisturbed *exporters.Manifest) {
	t.Helper()
	out := filepath.Join(t.TempDir(), "out")
	if _, err := publish.WriteVersion(ctx, p.Archive, v, out); err != nil {
		t.Fatal(err)
	}
	if undisturbed == nil {
		return
	}
	files := written(t, out)
	for _, f := range undisturbed.Files {
		random := f.Table == exporters.Digests.Name || f.Path == "README.md" || f.Path == "datapackage.json" // nonces; their digests
		if sum, there := files[f.Path]; !there || sum != f.SHA256 && !random {
			t.Errorf("%s is other than without the fault", f.Path)
		}
	}
}

// checkLatest sees to it that a version is still the latest, and the archive whole.
func checkLatest(t *testing.T, location string, where places, want *store.Version) {
	t.Helper()
	if v := latest(t, location); v.ID != want.ID {
		t.Fatalf("the latest version is %s, want %s", v.ID, want.ID)
	}
	checkWhole(t, where.archive)
}

func latest(t *testing.T, location string) *store.Version {
	t.Helper()
	r, err := store.OpenReader(ctx, location)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	v, err := r.Latest(ctx)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// checkWhole sees to it that every file of the archive has the digest that is its name.
func checkWhole(t *testing.T, dir string) {
	t.Helper()
	for path, sum := range written(t, filepath.Join(dir, "sha256")) {
		if filepath.Base(path) != sum && filepath.Ext(path) != ".tmp" { // which only a kill leaves, and nobody asks for
			t.Errorf("half a file is in the archive: %s", path)
		}
	}
}

func checkNothingLeft(t *testing.T, where places) {
	t.Helper()
	if left, _ := filepath.Glob(where.temporary + "/terang-*"); len(left) > 0 {
		t.Errorf("temporary files are left: %v", left)
	}
}

// archived lists the files of an archive.
func archived(t *testing.T, dir string) []string {
	t.Helper()
	names, err := filepath.Glob(dir + "/sha256/*/*")
	if err != nil {
		t.Fatal(err)
	}
	return slices.DeleteFunc(names, func(name string) bool { return filepath.Ext(name) != "" })
}

// written is the digest of each file under dir, by its path there.
func written(t *testing.T, dir string) map[string]string {
	t.Helper()
	sums := map[string]string{}
	err := fs.WalkDir(os.DirFS(dir), ".", func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		content, err := os.ReadFile(filepath.Join(dir, path))
		sum := sha256.Sum256(content)
		sums[path] = hex.EncodeToString(sum[:])
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return sums
}

// mount puts a disk of 64 MB on a folder.
func mount(t *testing.T, dir string) {
	t.Helper()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, "size=64m"); err != nil {
		t.Skipf("a disk of its own takes root to mount; where tests run as root, as in a container, it runs: %v", err)
	}
	t.Cleanup(func() { _ = syscall.Unmount(dir, syscall.MNT_DETACH) })
}

// fill fills a disk but for so many bytes, and says with which file.
func fill(t *testing.T, dir string, room int) string {
	t.Helper()
	var disk syscall.Statfs_t
	if err := syscall.Statfs(dir, &disk); err != nil {
		t.Fatal(err)
	}
	filler := filepath.Join(dir, "filler")
	if err := os.WriteFile(filler, make([]byte, int(disk.Bavail)*int(disk.Bsize)-room), 0o600); err != nil {
		t.Fatal(err)
	}
	return filler
}
