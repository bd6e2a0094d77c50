package publish

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"terang/archive"
	"terang/exporters"
	"terang/store"
)

// WriteVersion writes the files of a version under dir, which must be empty or new, as /data/{version}/ serves
// them, and checks their digests. It returns how many files it wrote.
func WriteVersion(ctx context.Context, a *archive.Archive, v *store.Version, dir string) (int, error) {
	if there, err := os.ReadDir(dir); err == nil && len(there) > 0 {
		return 0, fmt.Errorf("export to %s: the directory is not empty; name an empty or new one", dir)
	}
	m, err := ReadManifest(ctx, a, v)
	if err != nil {
		return 0, err
	}
	manifest := exporters.File{Path: "manifest.json", SHA256: v.Manifest, Parts: []exporters.Part{{SHA256: v.Manifest}}}
	all := append([]exporters.File{manifest}, m.Files...)
	for _, f := range all {
		if err := writeFile(ctx, a, f, dir); err != nil {
			return 0, fmt.Errorf("export %s of %s: %w", f.Path, v.ID, err)
		}
	}
	if err := os.WriteFile(filepath.Join(dir, "SHA256SUMS"), m.Sums(v.Manifest), 0o644); err != nil {
		return 0, err
	}
	return len(all) + 1, nil
}

func writeFile(ctx context.Context, a *archive.Archive, f exporters.File, dir string) error {
	path := filepath.Join(dir, filepath.FromSlash(f.Path))
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	out, err := os.Create(path + ".part")
	if err != nil {
		return err
	}
	defer func() { _, _ = out.Close(), os.Remove(out.Name()) }()
	h := sha256.New()
	w := io.MultiWriter(out, h)
	for _, part := range f.Parts {
		if err := copyPart(ctx, a, part, w); err != nil {
			return err
		}
	}
	if got := hex.EncodeToString(h.Sum(nil)); got != f.SHA256 {
		return fmt.Errorf("SHA-256 is %s, not %s: %w", got, f.SHA256, archive.ErrDamaged)
	}
	if err := out.Close(); err != nil {
		return err
	}
	return os.Rename(out.Name(), path)
}

func copyPart(ctx context.Context, a *archive.Archive, part exporters.Part, w io.Writer) error {
	r, err := a.Open(ctx, part.SHA256)
	if err != nil {
		return err
	}
	defer r.Close()
	_, err = io.Copy(w, r)
	return err
}
