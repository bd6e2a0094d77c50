//go:build linux

package archive_test

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"terang/archive"
)

// A disk that is full, be it the archive's or that of temporary files, leaves of a file nothing.
func TestFullDisk(t *testing.T) {
	for _, full := range []string{"archive", "temporary"} {
		t.Run(full, func(t *testing.T) {
			dirs := map[string]string{"archive": t.TempDir(), "temporary": t.TempDir()}
			smallDisk(t, dirs[full])
			t.Setenv("TMPDIR", dirs["temporary"])
			a := open(t, dirs["archive"])
			small, large := noise(1, 200<<10), noise(2, 600<<10)
			there := put(t, a, small)
			filler := filepath.Join(dirs[full], "filler")
			if err := os.WriteFile(filler, make([]byte, 500<<10), 0o600); err != nil {
				t.Fatal(err)
			}

			_, err := a.Put(ctx, func(w io.Writer) error {
				_, err := io.WriteString(w, large)
				return err
			})
			if !errors.Is(err, syscall.ENOSPC) || !strings.Contains(err.Error(), dirs[full]) {
				t.Errorf("the error does not say what is full: %v", err)
			}
			checkWhole(t, dirs["archive"], 1)
			if left, _ := filepath.Glob(dirs["temporary"] + "/terang-*"); len(left) > 0 {
				t.Errorf("left behind: %v", left)
			}
			if _, err := a.Open(ctx, digest(large)); !errors.Is(err, archive.ErrNotFound) {
				t.Errorf("what did not fit is there: %v", err)
			}

			if err := os.Remove(filler); err != nil {
				t.Fatal(err)
			}
			put(t, a, large)
			for _, sum := range []string{there.SHA256, digest(large)} {
				if _, err := a.Read(ctx, sum); err != nil {
					t.Error(err)
				}
			}
		})
	}
}

// A file that was cut short, as a crash of the machine may leave it, is made whole when it is put again.
func TestACutFileIsMadeWhole(t *testing.T) {
	dir := t.TempDir()
	a := open(t, dir)
	file := put(t, a, "hello")
	if err := os.Truncate(filepath.Join(dir, "sha256", file.SHA256[:2], file.SHA256), 3); err != nil {
		t.Fatal(err)
	}
	if _, err := a.Read(ctx, file.SHA256); !errors.Is(err, archive.ErrDamaged) {
		t.Fatalf("cut: %v", err)
	}
	put(t, a, "hello")
	if got, err := a.Read(ctx, file.SHA256); err != nil || string(got) != "hello" {
		t.Errorf("put again: %q %v", got, err)
	}
}

// smallDisk mounts a disk of 1 MB on a folder.
func smallDisk(t *testing.T, dir string) {
	t.Helper()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, "size=1m"); err != nil {
		t.Skipf("a small disk takes root to mount; where tests run as root, as in a container, it runs: %v", err)
	}
	t.Cleanup(func() { _ = syscall.Unmount(dir, syscall.MNT_DETACH) })
}

// noise is text that no packing makes smaller, the same for the same seed.
func noise(seed byte, size int) string {
	b := make([]byte, size)
	_, _ = rand.NewChaCha8([32]byte{seed}).Read(b) // never fails
	return string(b)
}

func digest(content string) string {
	sum := sha256.Sum256([]byte(content))
	return hex.EncodeToString(sum[:])
}

// checkWhole sees to it that the archive in a folder has so many files, each named by its digest, and no other.
func checkWhole(t *testing.T, dir string, want int) {
	t.Helper()
	count := 0
	err := filepath.WalkDir(filepath.Join(dir, "sha256"), func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		content, err := os.ReadFile(path)
		if digest(string(content)) != e.Name() {
			t.Errorf("%s has %d bytes of another digest", path, len(content))
		}
		count++
		return err
	})
	if err != nil || count != want {
		t.Errorf("%d files, want %d (%v)", count, want, err)
	}
}
