// Package sheets reads rows from what people keep tables in: CSV in the forms that programs write, XLSX workbooks, JSON
// as services answer it; as files, in folders, zips or gzip. A table of any size is read in bounded memory, and what
// could bring the reader down is refused with its remedy.
//
// There are two ways to read: cell by cell as the file has them (Sheet.Open), and under headings (Sheet.Rows).
package sheets

import (
	"io"
	"slices"

	"terang/schema"
)

// Source is where tables are read from that belong together: a folder, a zip, a workbook, or files named one by one. It
// is read more than once, by one goroutine at a time. Close it.
type Source struct {
	Name   string // as it was given, for people
	Sheets []*Sheet
	found  []schema.Finding
	closer []io.Closer
}

// Found is what opening found, and what was passed over with the reason.
func (s *Source) Found() []schema.Finding { return slices.Clone(s.found) }

// Close closes the source; its sheets cannot be read any more.
func (s *Source) Close() (err error) {
	for _, c := range s.closer {
		if failed := c.Close(); err == nil {
			err = failed
		}
	}
	s.closer = nil
	return err
}

// Kind says what a sheet is written in.
type Kind string

// The kinds of sheets.
const (
	CSV      Kind = "csv"      // text with cells parted by a character
	Workbook Kind = "workbook" // a sheet of XLSX; numbers may stand for days
	JSON     Kind = "json"     // a list of objects or of lists, or JSON Lines
)

// Sheet is one table of a source.
type Sheet struct {
	Name string // of the table: awards_items; of a workbook's sheet as it is written there
	File string // where it stands, for people: data.zip#awards.csv, book.xlsx#Sheet1
	Kind Kind

	raw       func() (io.ReadCloser, error) // the file's bytes, of CSV and JSON
	separator byte                          // of CSV, once it was opened
	strict    bool                          // commas count before other separators, headings stand in the first row
	book      *book                         // of a workbook's sheet
	part      string                        // its entry
	list      *listing                      // of JSON: where the rows are, once it was sought
	found     []schema.Finding
}

// Found is what has been found by now while the sheet was read: each fault once, where it first was.
func (s *Sheet) Found() []schema.Finding { return slices.Clone(s.found) }

// DecimalComma says whether a sheet that is open or was read is text as a spreadsheet writes it where a comma stands
// before decimals: its cells are parted by semicolons.
func (s *Sheet) DecimalComma() bool { return s.Kind == CSV && s.separator == ';' }

// warn keeps a finding, unless there is one of its code already.
func (s *Sheet) warn(code string, row int, args ...string) {
	for i := range s.found {
		if s.found[i].Code == code {
			return
		}
	}
	s.found = append(s.found, finding(code, s.File, row, args...))
}

// rowReader reads the rows of one table.
type rowReader interface {
	// next gives the next row's cells, which hold until the next call, and its number, from 1, as a spreadsheet shows it.
	// io.EOF ends the table; a *cellError says what is wrong with the text.
	next() (cells [][]byte, row int, err error)
	close() error
}

// Reader reads a sheet row by row, as the file has it: a workbook's days are numbers, nothing is passed over.
type Reader struct {
	sheet *Sheet
	rows  rowReader
}

// Open begins to read a sheet of CSV or of a workbook; the first row has its headings. The error is a *schema.InputError
// where it cannot be read, or that of the disk.
func (s *Sheet) Open() (*Reader, error) { return s.open(false) }

// OpenShown is Open with the cells as people see them: a workbook's days are 2025-03-31 or 2025-03-31 14:00:00, truth is
// true or false, and numbers have the digits that were typed.
func (s *Sheet) OpenShown() (*Reader, error) { return s.open(true) }

// open begins to read; days says whether a workbook's numbers that are shown as days are to be days.
func (s *Sheet) open(days bool) (*Reader, error) {
	var rows rowReader
	var err error
	switch s.Kind {
	case Workbook:
		rows, err = s.book.open(s, days)
	case CSV:
		rows, err = s.openCSV()
	default:
		return nil, unreadable(CodeJSONCells, s.File, 0)
	}
	if err != nil {
		return nil, s.fault(err, 0)
	}
	return &Reader{s, rows}, nil
}

// Next gives the next row's cells, which hold until the next call, and its number, from 1, as a spreadsheet shows it.
// io.EOF ends the sheet; any other error is a *schema.InputError.
func (r *Reader) Next() (cells [][]byte, row int, err error) {
	cells, row, err = r.rows.next()
	if err != nil && err != io.EOF {
		return nil, row, r.sheet.fault(err, row)
	}
	return cells, row, err
}

// IsNumber says whether a cell of the row that Next gave last is kept as a number, not as text that looks like one nor as
// a day: only workbooks that were opened as they are shown know that.
func (r *Reader) IsNumber(column int) bool {
	w, ok := r.rows.(*workbookReader)
	return ok && column < len(w.numbers) && w.numbers[column]
}

// Close ends the reading.
func (r *Reader) Close() error { return r.rows.close() }
