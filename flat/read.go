package flat

import (
	"cmp"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"terang/sheets"
)

// Source is where tables are read from that belong together: a folder of CSV files, a zip of them, CSV files named one
// by one, or a workbook. It is read more than once. Close it.
type Source = sheets.Source

// ours is what tables of releases are kept in. Their headings are in the first row, unless that says otherwise.
var ours = sheets.Choice{Endings: []string{".csv"}, Folders: []string{"rest"}, Formats: "CSV, XLSX", Strict: true}

// Open opens paths: each folder, zip or workbook is a source of its own; CSV files that are named one by one are one
// together. What they are is recognised by their content. What is none of them is a *schema.InputError.
func Open(paths ...string) ([]*Source, error) { return openTables(&ours, paths) }

func openTables(choice *sheets.Choice, paths []string) ([]*Source, error) {
	all, err := choice.Open(paths...)
	if err != nil {
		return nil, err
	}
	for _, s := range all {
		if err := arrange(s); err != nil {
			closeAll(all)
			return nil, err
		}
	}
	return all, nil
}

func closeAll(all []*Source) {
	for _, s := range all {
		_ = s.Close()
	}
}

// arrange puts the tables into one order, whatever order the disk has them in, and finds those that are there twice.
func arrange(s *Source) error {
	for _, t := range s.Sheets {
		if t.Kind == sheets.JSON {
			return unreadable(codeJSON, t.File, 0)
		}
	}
	if s.Sheets[0].Kind == sheets.Workbook {
		return nil // in the order of the workbook
	}
	slices.SortStableFunc(s.Sheets, func(a, b *sheets.Sheet) int { return cmp.Compare(a.Name, b.Name) })
	for i, t := range s.Sheets[1:] {
		if before := s.Sheets[i]; before.Name == t.Name && isRest(before.File) == isRest(t.File) {
			return unreadable(codeTwice, t.File, 0, before.File)
		}
	}
	return nil
}

// isRest says whether a file lies in the folder of what the tables cannot carry.
func isRest(file string) bool {
	dir := path.Dir(filepath.ToSlash(file))
	return path.Base(dir) == "rest" || strings.HasSuffix(dir, "#rest")
}
