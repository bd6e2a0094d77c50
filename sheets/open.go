package sheets

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"terang/schema"
)

// Choice says which files are tables.
type Choice struct {
	Endings []string // of files in folders and zips: ".csv"; each may be gzipped, ".csv.gz"
	Folders []string // folders within a folder whose files belong to it, too
	Formats string   // the formats in words, for whoever gives none of them
	Strict  bool     // CSV: headings stand in the first row, and commas part them wherever they can
}

// Any takes whatever has rows.
var Any = Choice{
	Endings: []string{".csv", ".tsv", ".tab", ".txt", ".json", ".jsonl", ".ndjson", ".xlsx", ".xlsm"},
	Formats: "CSV, JSON, XLSX",
}

// Open opens paths: each folder, zip or workbook is a source of its own; CSV and JSON files that are named one by one
// are one together. What they are is recognised by their content. What is none of them is a *schema.InputError; in a
// folder or zip it is passed over, and Source.Found says why.
func Open(paths ...string) ([]*Source, error) { return Any.Open(paths...) }

// Open is as the function Open, for the choice's files.
func (c *Choice) Open(paths ...string) (all []*Source, err error) {
	defer func() {
		if err != nil {
			closeAll(all)
			all = nil
		}
	}()
	var files *Source
	for _, path := range paths {
		s, alone, err := c.open(path)
		if err != nil {
			return all, err
		}
		if alone && files != nil {
			files.Sheets = append(files.Sheets, s.Sheets...)
			continue
		}
		if all = append(all, s); alone {
			files = s
		}
	}
	return all, nil
}

func closeAll(all []*Source) {
	for _, s := range all {
		_ = s.Close()
	}
}

// open opens one path; alone says that it is one file with one table.
func (c *Choice) open(name string) (s *Source, alone bool, err error) {
	info, err := os.Stat(name)
	if err != nil {
		return nil, false, err
	}
	if info.IsDir() {
		s, err = c.openFolder(name)
		return s, false, err
	}
	s = &Source{Name: name}
	k, err := c.add(s, name)
	if err == nil && len(s.Sheets) == 0 {
		err = c.noTables(name)
	}
	if err != nil {
		return nil, false, errors.Join(err, s.Close())
	}
	return s, k == isCSV || k == isJSON, nil
}

// add adds the tables of a file to a source.
func (c *Choice) add(s *Source, name string) (kind, error) {
	k, err := kindOfFile(name)
	if err != nil {
		return k, err
	}
	switch k {
	case isZip:
		return k, c.addZip(s, name)
	case isCSV, isJSON:
		s.Sheets = append(s.Sheets, c.text(name, name, k, func() (io.ReadCloser, error) { return os.Open(name) }))
		return k, nil
	}
	return k, unreadable(string(k), name, 0)
}

// text is a sheet of CSV or JSON.
func (c *Choice) text(name, file string, k kind, open func() (io.ReadCloser, error)) *Sheet {
	s := &Sheet{Name: TableName(name), File: file, Kind: CSV, raw: open, strict: c.Strict}
	if k == isJSON {
		s.Kind = JSON
	}
	return s
}

// openFolder takes a folder's tables, in the order of their names.
func (c *Choice) openFolder(dir string) (_ *Source, err error) {
	s := &Source{Name: dir}
	for _, within := range append([]string{"."}, c.Folders...) {
		at := filepath.Join(dir, within)
		entries, err := os.ReadDir(at)
		if err != nil && (within == "." || !errors.Is(err, os.ErrNotExist)) {
			return nil, errors.Join(fmt.Errorf("list %s: %w", at, err), s.Close())
		}
		for _, entry := range entries {
			if err := c.addEntry(s, filepath.Join(at, entry.Name())); err != nil {
				return nil, errors.Join(err, s.Close())
			}
		}
	}
	if len(s.Sheets) == 0 {
		return nil, c.noTables(dir)
	}
	return s, nil
}

// addEntry adds a file of a folder, or says why not. A link counts as what it leads to; folders are no one's concern.
func (c *Choice) addEntry(s *Source, name string) error {
	info, err := os.Stat(name)
	switch {
	case err == nil && info.IsDir():
		return nil
	case err != nil:
		s.passOver(name, finding(CodeNotFile, name, 0, reason(err)))
		return nil
	case !info.Mode().IsRegular():
		s.passOver(name, finding(CodeNotFile, name, 0, info.Mode().Type().String()))
		return nil
	case !c.takes(name):
		s.passOver(name, finding(CodeNoTables, name, 0, c.Formats, c.Formats))
		return nil
	}
	_, err = c.add(s, name)
	var why *schema.InputError
	if errors.As(err, &why) && passable(why.Code) {
		s.passOver(name, why.Finding)
		return nil
	}
	return err
}

// passable says whether a file in a folder may be passed over: it is no table. A table that is broken may not.
func passable(code string) bool {
	return slices.Contains([]string{CodePDF, CodeBinary, CodeNotFile, CodeNoTables}, code)
}

// passOver keeps that a file was passed over, and why.
func (s *Source) passOver(file string, why schema.Finding) {
	s.found = append(s.found, finding(CodePassedOver, file, 0, why.Text("en"), why.Text("id")))
}

// takes says whether a file of this name in a folder or zip is a table.
func (c *Choice) takes(name string) bool {
	ending := path.Ext(strings.TrimSuffix(strings.ToLower(filepath.ToSlash(name)), ".gz"))
	return slices.Contains(c.Endings, ending)
}

func (c *Choice) noTables(name string) error {
	return unreadable(CodeNoTables, name, 0, c.Formats, c.Formats)
}

// TableName is a file's name without what says how it is written.
func TableName(file string) string {
	name := strings.TrimSuffix(path.Base(filepath.ToSlash(file)), ".gz")
	if ending := path.Ext(name); slices.Contains(Any.Endings, strings.ToLower(ending)) {
		name = strings.TrimSuffix(name, ending)
	}
	return name
}

// reason is what an error of the disk says, without the path, which is said anyway.
func reason(err error) string {
	var disk *os.PathError
	if errors.As(err, &disk) {
		return disk.Err.Error()
	}
	return err.Error()
}
