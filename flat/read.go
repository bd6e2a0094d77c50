package flat

import (
	"archive/zip"
	"bytes"
	"cmp"
	"compress/gzip"
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

// Source is where tables are read from that belong together: a folder of CSV files, a zip of them, CSV files named one
// by one, or a workbook. It is read more than once. Close it.
type Source struct {
	Name   string // as it was given, for people
	sheets []*sheet
	closer io.Closer // nil where there is nothing to close
}

// sheet is a table that has not been opened.
type sheet struct {
	name     string // of the table: awards_items
	file     string // where it stands, for people
	workbook bool   // numbers may stand for days
	open     func() (rowReader, error)
}

// Close closes the source.
func (s *Source) Close() error {
	if s.closer == nil {
		return nil
	}
	return s.closer.Close()
}

// Open opens paths: each folder, zip or workbook is a source of its own; CSV files that are named one by one are one
// together. What they are is recognised by their content. What is none of them is a *schema.InputError.
func Open(paths ...string) (all []*Source, err error) {
	defer func() {
		if err != nil {
			closeAll(all)
			all = nil
		}
	}()
	var files *Source
	for _, path := range paths {
		s, err := open(path)
		if err != nil {
			return all, err
		}
		if s.closer == nil && len(s.sheets) == 1 && files != nil {
			files.sheets = append(files.sheets, s.sheets...)
			continue
		}
		if all = append(all, s); s.closer == nil && s.Name == s.sheets[0].file {
			files = s
		}
	}
	for _, s := range all {
		if err = s.arrange(); err != nil {
			return all, err
		}
	}
	return all, nil
}

func closeAll(all []*Source) {
	for _, s := range all {
		_ = s.Close()
	}
}

func open(path string) (*Source, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if info.IsDir() {
		return openFolder(path)
	}
	switch kind, err := kindOf(path); {
	case err != nil:
		return nil, err
	case kind == kindZip:
		return openZip(path)
	case kind != "":
		return nil, unreadable(kind, path, 0)
	}
	return &Source{Name: path, sheets: []*sheet{fileSheet(path)}}, nil
}

// kindZip is what zips and workbooks are, which only their content tells apart; the other kinds are codes of findings.
const kindZip = "zip"

// kindOf looks at a file's first bytes: empty for what may be CSV.
func kindOf(path string) (string, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer f.Close()
	head := make([]byte, 4)
	n, err := io.ReadFull(f, head)
	if err != nil && err != io.ErrUnexpectedEOF && err != io.EOF {
		return "", err
	}
	switch head = head[:n]; {
	case bytes.Equal(head, []byte("PK\x03\x04")):
		return kindZip, nil
	case bytes.Equal(head, []byte("PAR1")):
		return codeParquet, nil
	case n > 0 && (head[0] == '{' || head[0] == '['):
		return codeJSON, nil
	}
	return "", nil
}

// openFolder takes the CSV files of a folder, and those of the folder rest within it.
func openFolder(dir string) (*Source, error) {
	s := &Source{Name: dir}
	for _, pattern := range []string{"*.csv", "*.csv.gz", "rest/*.csv", "rest/*.csv.gz"} {
		names, err := filepath.Glob(filepath.Join(globbed(dir), pattern))
		if err != nil {
			return nil, fmt.Errorf("list %s: %w", dir, err)
		}
		for _, name := range names {
			s.sheets = append(s.sheets, fileSheet(name))
		}
	}
	if len(s.sheets) == 0 {
		return nil, unreadable(codeNoTables, dir, 0)
	}
	return s, nil
}

// globbed escapes what would be a pattern in a folder's name.
func globbed(dir string) string {
	return strings.NewReplacer(`\`, `\\`, `*`, `\*`, `?`, `\?`, `[`, `\[`).Replace(dir)
}

func fileSheet(path string) *sheet {
	return &sheet{name: tableName(path), file: path, open: func() (rowReader, error) {
		f, err := os.Open(path)
		if err != nil {
			return nil, err
		}
		return csvOf(f, path)
	}}
}

// csvOf unpacks gzip, recognised by its first bytes.
func csvOf(f io.ReadCloser, name string) (rowReader, error) {
	head := make([]byte, 2)
	n, err := io.ReadFull(f, head)
	if err != nil && err != io.ErrUnexpectedEOF && err != io.EOF {
		return nil, errors.Join(fmt.Errorf("read %s: %w", name, err), f.Close())
	}
	in := io.MultiReader(bytes.NewReader(head[:n]), f)
	if string(head) == "\x1f\x8b" {
		if in, err = gzip.NewReader(in); err != nil {
			return nil, errors.Join(unreadable(schema.CodeGzip, name, 0, err.Error()), f.Close())
		}
	}
	return newCSVReader(in, f.Close), nil
}

// tableName is a file's name without what says how it is written.
func tableName(file string) string {
	name := strings.TrimSuffix(path.Base(filepath.ToSlash(file)), ".gz")
	return strings.TrimSuffix(name, ".csv")
}

// openZip opens a zip of CSV files, or a workbook, which is a zip too.
func openZip(file string) (*Source, error) {
	z, err := zip.OpenReader(file)
	if err != nil {
		return nil, unreadable(codeZip, file, 0, err.Error())
	}
	s := &Source{Name: file, closer: z}
	for _, entry := range z.File {
		if entry.Name == "xl/workbook.xml" {
			return openWorkbook(file, z.Close())
		}
		if name := strings.TrimSuffix(entry.Name, ".gz"); !strings.HasSuffix(name, ".csv") {
			continue
		}
		s.sheets = append(s.sheets, &sheet{name: tableName(entry.Name), file: file + "#" + entry.Name, open: func() (rowReader, error) {
			f, err := entry.Open()
			if err != nil {
				return nil, unreadable(codeZip, file+"#"+entry.Name, 0, err.Error())
			}
			return csvOf(f, file+"#"+entry.Name)
		}})
	}
	if len(s.sheets) == 0 {
		return nil, errors.Join(unreadable(codeNoTables, file, 0), z.Close())
	}
	return s, nil
}

// arrange puts the tables into one order, whatever order the disk has them in, and finds those that are there twice.
func (s *Source) arrange() error {
	if s.sheets[0].workbook {
		return nil // in the order of the workbook
	}
	slices.SortStableFunc(s.sheets, func(a, b *sheet) int { return cmp.Compare(a.name, b.name) })
	for i, t := range s.sheets[1:] {
		if before := s.sheets[i]; before.name == t.name && isRest(before.file) == isRest(t.file) {
			return unreadable(codeTwice, t.file, 0, before.file)
		}
	}
	return nil
}

// isRest says whether a file lies in the folder of what the tables cannot carry.
func isRest(file string) bool {
	dir := path.Dir(filepath.ToSlash(file))
	return path.Base(dir) == "rest" || strings.HasSuffix(dir, "#rest")
}
