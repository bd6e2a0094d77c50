package archive_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/johannesboyne/gofakes3"
	"github.com/johannesboyne/gofakes3/backend/s3mem"

	"terang/archive"
)

var ctx = context.Background()

// each runs a test on a directory and on a bucket of a real S3 server in this process.
func each(t *testing.T, test func(t *testing.T, a *archive.Archive)) {
	t.Run("directory", func(t *testing.T) { test(t, open(t, t.TempDir()+"/archive")) })
	t.Run("s3", func(t *testing.T) {
		backend := s3mem.New()
		if err := backend.CreateBucket("files"); err != nil {
			t.Fatal(err)
		}
		server := httptest.NewServer(gofakes3.New(backend).Server())
		t.Cleanup(server.Close)
		t.Setenv("AWS_ACCESS_KEY_ID", "x")
		t.Setenv("AWS_SECRET_ACCESS_KEY", "x")
		q := url.Values{"region": {"x"}, "endpoint": {server.URL}, "use_path_style": {"true"}, "disable_https": {"true"}}
		test(t, open(t, "s3://files?"+q.Encode()))
	})
}

func open(t *testing.T, location string) *archive.Archive {
	t.Helper()
	a, err := archive.Open(ctx, location)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = a.Close() })
	return a
}

func put(t *testing.T, a *archive.Archive, content string) archive.File {
	t.Helper()
	file, err := a.Put(ctx, func(w io.Writer) error {
		_, err := io.WriteString(w, content)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return file
}

func TestPutAndOpen(t *testing.T) {
	each(t, func(t *testing.T, a *archive.Archive) {
		file := put(t, a, "hello")
		if file.SHA256 != "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824" || file.Bytes != 5 {
			t.Errorf("%+v", file)
		}
		if again := put(t, a, "hello"); again != file {
			t.Errorf("again %+v", again)
		}
		r, err := a.Open(ctx, file.SHA256)
		if err != nil {
			t.Fatal(err)
		}
		defer r.Close()
		if _, err := r.Seek(1, io.SeekStart); err != nil {
			t.Fatal(err)
		}
		if got, err := io.ReadAll(r); err != nil || string(got) != "ello" {
			t.Errorf("%q %v", got, err)
		}
		if got, err := a.Read(ctx, file.SHA256); err != nil || string(got) != "hello" {
			t.Errorf("read: %q %v", got, err)
		}
		for _, missing := range []string{strings.Repeat("0", 64), "", "x"} {
			if _, err := a.Open(ctx, missing); !errors.Is(err, archive.ErrNotFound) {
				t.Errorf("%q: %v", missing, err)
			}
		}
	})
}

func TestAWriteThatFailsKeepsNothing(t *testing.T) {
	each(t, func(t *testing.T, a *archive.Archive) {
		failure := errors.New("failure")
		_, err := a.Put(ctx, func(w io.Writer) error {
			_, _ = io.WriteString(w, "hello")
			return failure
		})
		if !errors.Is(err, failure) {
			t.Fatal(err)
		}
		if _, err := a.Open(ctx, "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824"); !errors.Is(err, archive.ErrNotFound) {
			t.Error(err)
		}
	})
}

func TestJoin(t *testing.T) {
	each(t, func(t *testing.T, a *archive.Archive) {
		content := ""
		var parts []archive.File
		for _, part := range []string{"header\n", "", strings.Repeat("first ", 1000), "second"} {
			content += part
			parts = append(parts, put(t, a, part))
		}
		j := a.Join(ctx, parts)
		defer j.Close()
		if j.Size() != int64(len(content)) {
			t.Errorf("size %d", j.Size())
		}
		if err := iotest.TestReader(j, []byte(content)); err != nil {
			t.Error(err)
		}
		short := a.Join(ctx, []archive.File{{SHA256: parts[0].SHA256, Bytes: 100}})
		if _, err := io.Copy(&bytes.Buffer{}, short); !errors.Is(err, io.ErrUnexpectedEOF) {
			t.Errorf("a part that is too short: %v", err)
		}
	})
}

func TestReadNoticesDamage(t *testing.T) {
	dir := t.TempDir()
	a := open(t, dir)
	file := put(t, a, "hello")
	if err := os.WriteFile(filepath.Join(dir, "sha256", file.SHA256[:2], file.SHA256), []byte("hallo"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := a.Read(ctx, file.SHA256); !errors.Is(err, archive.ErrDamaged) {
		t.Errorf("%v", err)
	}
}
