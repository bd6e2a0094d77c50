package exporters

import (
	"bytes"
	"fmt"
	"io"
	"path"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"
)

// About is what a workbook says of itself on its first sheet. What is empty is left out.
type About struct {
	Title, TitleID   string // of the data: Public procurement data of … 2025
	Publisher        string
	License          string // its address, or its name
	Email            string // for readers' questions
	ContactURL       string
	BaseURL          string // of the publication
	Notice, NoticeID string // that this is a trial, or a sample
}

// What a sheet of a spreadsheet can have. A file within a workbook must stay below 4 GB (zip).
const (
	sheetRows    = 1_048_576
	sheetColumns = 16_384
	sheetBytes   = 3 << 30
)

// Workbook writes tables as an Office Open XML workbook (.xlsx): README, dictionary, and a sheet for each table, which
// goes on in a further sheet where it is longer than one can be. excelize makes the book; the rows of the tables we
// write ourselves, in a fifth of its time and with the control characters that it would replace.
//
// Numbers are numbers while a spreadsheet keeps all their digits, and text beyond that; days and instants (UTC) are
// such; every text is text. Rows are packed into temporary files as they come. The same rows make the same bytes,
// whatever the batches and in whatever order the tables' rows come.
type Workbook struct {
	w      io.Writer
	about  *About
	book   *excelize.File
	sheets []*tableSheets
	rows   int    // that a sheet has at most, its heading included
	bytes  uint64 // after which a sheet ends
}

// NewWorkbook begins a workbook to w, in which tables stand in this order, also those that get no rows. It must be
// closed or discarded.
func NewWorkbook(w io.Writer, tables []*Table, about *About) (*Workbook, error) {
	b := &Workbook{w: w, about: about, book: excelize.NewFile(), rows: sheetRows, bytes: sheetBytes}
	if err := addStyles(b.book); err != nil {
		return nil, fmt.Errorf("make a workbook: %w", err)
	}
	names := newSheetNames(readmeSheet, dictionarySheet)
	for _, t := range tables {
		if len(t.Columns) > sheetColumns {
			return nil, fmt.Errorf("%s has %d columns, a workbook's sheet %d at most; leave it out", t.Name, len(t.Columns), sheetColumns)
		}
		b.sheets = append(b.sheets, &tableSheets{book: b, table: t, name: names.add(path.Base(t.Name), "")})
	}
	for _, s := range b.sheets {
		if err := s.begin(); err != nil {
			b.Discard()
			return nil, err
		}
	}
	return b, nil
}

// Sheet takes the rows of a table. Different tables' rows may come at the same time.
func (b *Workbook) Sheet(t *Table) RowWriter {
	for _, s := range b.sheets {
		if s.table == t {
			return s
		}
	}
	panic("the workbook was not told of " + t.Name)
}

// Close writes the workbook and removes what was kept for it.
func (b *Workbook) Close() error {
	defer b.Discard()
	if err := b.write(); err != nil {
		return fmt.Errorf("write a workbook: %w", err)
	}
	return nil
}

// Discard removes what was kept, without writing the workbook. After Close it does nothing.
func (b *Workbook) Discard() {
	for _, s := range b.sheets {
		for _, p := range s.parts {
			p.zipEntry.remove()
		}
	}
}

func (b *Workbook) write() error {
	for _, s := range b.sheets {
		if err := s.Close(); err != nil {
			return err
		}
	}
	b.nameParts()
	if err := b.writePages(); err != nil {
		return err
	}
	out := &archiver{w: b.w, files: map[string]*bytes.Buffer{}, entries: map[string]*zipEntry{}}
	for _, p := range b.parts() {
		index, err := b.book.NewSheet(p.name)
		if err != nil {
			return err
		}
		out.entries["xl/worksheets/sheet"+strconv.Itoa(index+1)+".xml"] = p.zipEntry
		if err := b.book.AutoFilter(p.name, p.area(), nil); err != nil {
			return err
		}
	}
	b.book.SetZipWriter(func(io.Writer) excelize.ZipWriter { return out })
	return b.book.Write(io.Discard)
}

// parts are the sheets of all tables, in order.
func (b *Workbook) parts() (all []*sheetPart) {
	for _, s := range b.sheets {
		all = append(all, s.parts...)
	}
	return all
}

// nameParts names the further sheets of tables: contracts (2).
func (b *Workbook) nameParts() {
	names := newSheetNames(readmeSheet, dictionarySheet)
	for _, s := range b.sheets {
		names[strings.ToLower(s.name)] = true
	}
	for _, s := range b.sheets {
		for i, p := range s.parts {
			p.name = s.name
			if i > 0 {
				p.name = names.add(s.name, fmt.Sprintf(" (%d)", i+1))
			}
		}
	}
}
