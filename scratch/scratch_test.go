package scratch_test

import (
	"io"
	"os"
	"testing"

	"terang/scratch"
)

func TestFile(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("TMPDIR", dir)
	f, err := scratch.New("test")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.WriteString("hello"); err != nil {
		t.Fatal(err)
	}
	if left, _ := os.ReadDir(dir); len(left) > 0 && os.PathSeparator == '/' {
		t.Errorf("it has a name: %v", left)
	}
	if got, err := io.ReadAll(io.NewSectionReader(f, 0, 5)); err != nil || string(got) != "hello" {
		t.Errorf("%q, %v", got, err)
	}
	if err := f.Close(); err != nil {
		t.Error(err)
	}
	if left, _ := os.ReadDir(dir); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
	if f.Close() == nil {
		t.Error("closed twice")
	}
}

func TestNoFolder(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir()+"/none")
	if _, err := scratch.New("test"); !os.IsNotExist(err) {
		t.Error(err)
	}
}
