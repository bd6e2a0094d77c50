package checks

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// Whatever is held in memory and whatever waits in files, each key's data comes back together, in its order.
func TestGathering(t *testing.T) {
	for name, limit := range map[string]int{"held": 1 << 20, "files": 4000, "files of files": 300} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			t.Setenv("TMPDIR", dir)
			g := &gathering{limit: limit}
			want := map[string][]string{}
			for i := range 3000 {
				key, data := fmt.Sprint("process-", i*i%701), fmt.Sprint(i)
				want[key] = append(want[key], data)
				if err := g.add(key, []byte(data)); err != nil {
					t.Fatal(err)
				}
			}
			if aside := g.parts != nil; aside == (name == "held") {
				t.Errorf("put aside: %t", aside)
			}
			got, largest := map[string][]string{}, 0
			err := g.each(func(groups []group) error {
				size := 0
				for _, one := range groups {
					if got[one.key] != nil {
						t.Errorf("%s comes twice", one.key)
					}
					for _, data := range one.data {
						got[one.key] = append(got[one.key], string(data))
						size += len(data)
					}
				}
				largest = max(largest, size)
				return nil
			})
			if err != nil || len(got) != len(want) {
				t.Fatalf("%d keys, want %d: %v", len(got), len(want), err)
			}
			for key, data := range want {
				if !slices.Equal(got[key], data) {
					t.Errorf("%s: %q, want %q", key, got[key], data)
				}
			}
			if limit == 4000 && largest > 2*limit {
				t.Errorf("%d bytes came at once", largest)
			}
			if g.close(); len(glob(t, dir)) > 0 {
				t.Error("files are left")
			}
		})
	}
}

func glob(t *testing.T, dir string) []string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// Where nothing can be put aside, that is an error that says what to do.
func TestGatheringNowhere(t *testing.T) {
	t.Setenv("TMPDIR", filepath.Join(t.TempDir(), "none"))
	g := &gathering{limit: 10}
	defer g.close()
	err := g.add("a", bytes.Repeat([]byte("x"), 20))
	if !os.IsNotExist(unwrapAll(err)) {
		t.Errorf("%v", err)
	}
}

func unwrapAll(err error) error {
	for {
		inner, ok := err.(interface{ Unwrap() error })
		if !ok || os.IsNotExist(err) {
			return err
		}
		err = inner.Unwrap()
	}
}
