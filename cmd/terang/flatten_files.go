package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"terang/exporters"
	"terang/flat"
)

// tableOptions say what is written.
type tableOptions struct {
	out         string
	formats     []string
	gzip, excel bool
}

// onlyCSV says that rows are done with when they are written.
func (o *tableOptions) onlyCSV() bool { return len(o.formats) == 1 && o.formats[0] == formatCSV }

// tableFiles write the rows of tables into files, each in a goroutine of its own. They have their names only when all
// are whole.
type tableFiles struct {
	tableOptions
	made    bool   // the directory was made for them
	dir     string // where they are until they are whole
	tables  []*exporters.Table
	byTable [][]*tableFile
	book    *exporters.Workbook
	bookTo  *os.File
	workers sync.WaitGroup
	failed  atomic.Pointer[error] // the first
	closed  bool
}

// tableFile is a table in one format.
type tableFile struct {
	exporters.RowWriter
	path    string // in the directory; empty for a sheet
	rows    chan *exporters.Rows
	closers []func() error // after the writer's own
}

// newTableFiles begins a file for each table in each format.
func newTableFiles(o tableOptions, tables []*exporters.Table) (t *tableFiles, err error) {
	t = &tableFiles{tableOptions: o, tables: tables, byTable: make([][]*tableFile, len(tables))}
	if err := t.begin(); err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			t.discard()
		}
	}()
	for _, format := range slices.Compact(slices.Sorted(slices.Values(o.formats))) {
		if format == formatXLSX {
			if err := t.beginBook(tables); err != nil {
				return nil, err
			}
		}
		for i, table := range tables {
			f, err := t.file(table, format)
			if err != nil {
				return nil, err
			}
			t.byTable[i] = append(t.byTable[i], f)
		}
	}
	for _, files := range t.byTable {
		for _, f := range files {
			t.workers.Go(func() { t.run(f) })
		}
	}
	return t, nil
}

// begin makes the directory, and one within it for what is not whole.
func (t *tableFiles) begin() error {
	entries, err := os.ReadDir(t.out)
	switch {
	case errors.Is(err, os.ErrNotExist):
		t.made = true
		err = os.MkdirAll(t.out, 0o755)
	case err == nil && len(entries) > 0:
		return fmt.Errorf("%s is not empty: give a new directory, so that no old file is taken for a new one", t.out)
	}
	if err == nil {
		t.dir, err = os.MkdirTemp(t.out, ".part-")
	}
	return err
}

func (t *tableFiles) beginBook(tables []*exporters.Table) error {
	f, err := os.Create(filepath.Join(t.dir, "flat.xlsx"))
	if err != nil {
		return err
	}
	t.bookTo = f
	t.book, err = exporters.NewWorkbook(f, tables, &exporters.About{Title: "OCDS releases as tables", TitleID: "Rilis OCDS sebagai tabel"})
	return err
}

// file begins the file of a table.
func (t *tableFiles) file(table *exporters.Table, format string) (*tableFile, error) {
	f := &tableFile{rows: make(chan *exporters.Rows, 4)}
	if format == formatXLSX {
		f.RowWriter = t.book.Sheet(table)
		return f, nil
	}
	f.path = filepath.FromSlash(strings.TrimPrefix(table.Name, flat.Folder)) + "." + format
	if t.gzip && format == formatCSV {
		f.path += ".gz"
	}
	path := filepath.Join(t.dir, f.path)
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return nil, err
	}
	disk, err := os.Create(path)
	if err != nil {
		return nil, err
	}
	f.closers = append(f.closers, disk.Close)
	return f, t.rowWriter(f, disk, table, format)
}

func (t *tableFiles) rowWriter(f *tableFile, disk io.Writer, table *exporters.Table, format string) (err error) {
	if format == formatParquet {
		buffered := bufio.NewWriterSize(disk, 64<<10)
		f.closers = slices.Insert(f.closers, 0, buffered.Flush)
		f.RowWriter, err = exporters.NewParquet(buffered, table)
		return err
	}
	if t.gzip {
		packed := exporters.NewWriter(disk)
		f.closers = slices.Insert(f.closers, 0, packed.Close)
		disk = packed
	}
	if t.excel {
		f.RowWriter = exporters.NewExcelCSV(disk, table)
		return nil
	}
	f.RowWriter = exporters.NewCSV(disk, table)
	_, err = disk.Write(exporters.Heading(table))
	return err
}

// run writes what comes to one file, and ends it.
func (t *tableFiles) run(f *tableFile) {
	for rows := range f.rows {
		if t.failed.Load() != nil {
			continue
		}
		if err := f.Write(rows); err != nil {
			t.fail(err)
		}
		if t.onlyCSV() {
			rows.Free()
		}
	}
	if t.failed.Load() == nil {
		if err := f.Close(); err != nil {
			t.fail(err)
		}
	}
	for _, closer := range f.closers {
		if err := closer(); err != nil {
			t.fail(err)
		}
	}
}

func (t *tableFiles) fail(err error) {
	err = fmt.Errorf("write tables: %w", err)
	t.failed.CompareAndSwap(nil, &err)
}

func (t *tableFiles) failure() error {
	if err := t.failed.Load(); err != nil {
		return *err
	}
	return nil
}

// write hands on rows, by table; nil where there are none.
func (t *tableFiles) write(rows []*exporters.Rows) error {
	for i, r := range rows {
		if r == nil {
			continue
		}
		for _, f := range t.byTable[i] {
			f.rows <- r
		}
	}
	return t.failure()
}

// end waits until all files are written.
func (t *tableFiles) end() {
	if t.closed {
		return
	}
	t.closed = true
	for _, files := range t.byTable {
		for _, f := range files {
			close(f.rows)
		}
	}
	t.workers.Wait()
}

// keep ends the files and gives them their names.
func (t *tableFiles) keep() error {
	if t.end(); t.failure() != nil {
		return t.failure()
	}
	if t.book != nil {
		if err := errors.Join(t.book.Close(), t.bookTo.Close()); err != nil {
			return err
		}
	}
	if err := t.describe(); err != nil {
		return err
	}
	entries, err := os.ReadDir(t.dir)
	if err != nil {
		return err
	}
	for _, e := range entries {
		if err := os.Rename(filepath.Join(t.dir, e.Name()), filepath.Join(t.out, e.Name())); err != nil {
			return err
		}
	}
	t.made = false
	return nil
}

// describe writes datapackage.json beside the files. An Excel's CSV and workbooks are for people and are not in it.
func (t *tableFiles) describe() error {
	var described []exporters.File
	for i, files := range t.byTable {
		for _, f := range files {
			if f.path == "" || t.excel && !strings.HasSuffix(f.path, ".parquet") {
				continue
			}
			info, err := os.Stat(filepath.Join(t.dir, f.path))
			if err != nil {
				return err
			}
			described = append(described, exporters.File{Path: filepath.ToSlash(f.path), Bytes: info.Size(), Table: t.tables[i].Name})
		}
	}
	if described == nil {
		return nil
	}
	text, err := exporters.TablesPackage(described, t.tables)
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(t.dir, "datapackage.json"), text, 0o644)
}

// discard removes what is not whole. After keep there is nothing of that.
func (t *tableFiles) discard() {
	t.end()
	if t.book != nil {
		t.book.Discard()
	}
	_ = os.RemoveAll(t.dir)
	if t.made {
		_ = os.Remove(t.out)
	}
}
