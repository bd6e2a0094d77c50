package importers

import (
	"embed"
	"io/fs"
	"os"
	"path/filepath"
)

// examples are filled tables of the layouts that are our own. Their rows belong to processes of the demo (DATA CONTOH).
//
//go:embed testdata/daftarhitam testdata/eaudit testdata/emonev testdata/musrenbang testdata/sikap testdata/siskeudes
var examples embed.FS

// Examples are the names of profiles of which a filled example comes with terang, sorted.
func Examples() (names []string) {
	folders, _ := fs.ReadDir(examples, "testdata") // it is embedded
	for _, folder := range folders {
		names = append(names, folder.Name())
	}
	return names
}

// WriteExample writes the filled tables of a profile into a new directory.
func WriteExample(name, dir string) error {
	files, err := fs.Sub(examples, "testdata/"+name)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(dir), 0o755); err != nil {
		return err
	}
	return os.CopyFS(dir, files)
}
