package exporters

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"
)

// tableSheets are the sheets of one table.
type tableSheets struct {
	book    *Workbook
	table   *Table
	name    string
	letters [][]byte // of the columns: A, B, …
	parts   []*sheetPart
	rows    int64 // in all parts, without headings
	long    int64 // texts that are too long for a cell
	buf     []byte
}

// sheetPart is one sheet.
type sheetPart struct {
	*zipEntry
	name    string
	columns int
	rows    int // the heading included
}

// area is where the heading and the rows stand: A1:T500.
func (p *sheetPart) area() string {
	last, _ := excelize.CoordinatesToCellName(max(p.columns, 1), p.rows) // a table's column always has a name
	return "A1:" + last
}

// begin opens the next sheet, with the heading, which stays in sight. Readers see the names of the columns, which the
// dictionary explains.
func (s *tableSheets) begin() error {
	e, err := newZipEntry()
	if err != nil {
		return err
	}
	s.parts = append(s.parts, &sheetPart{zipEntry: e, columns: len(s.table.Columns)})
	s.buf = append(s.buf, `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>`+"\n"+
		`<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetViews><sheetView workbookViewId="0">`+
		`<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/><selection pane="bottomLeft"/></sheetView></sheetViews>`+
		`<sheetFormatPr defaultRowHeight="15"/>`...)
	s.appendWidths()
	s.buf = append(s.buf, "<sheetData>"...)
	s.beginRow()
	for i, c := range s.table.Columns {
		s.buf = append(append(append(s.buf, `<c r="`...), s.letter(i)...), '1')
		s.buf = appendTextCell(s.buf, []byte(c.Name), styleHeading)
	}
	s.buf = append(s.buf, "</row>"...)
	return nil
}

func (s *tableSheets) appendWidths() {
	if len(s.table.Columns) == 0 {
		return
	}
	s.buf = append(s.buf, "<cols>"...)
	for i := range s.table.Columns {
		s.buf = fmt.Appendf(s.buf, `<col min="%d" max="%[1]d" width="%d" customWidth="1"/>`, i+1, columnWidth(&s.table.Columns[i]))
	}
	s.buf = append(s.buf, "</cols>"...)
}

// columnWidth is how many characters wide a column is: enough for what its type can be, and for the heading with its button.
func columnWidth(c *Column) int {
	heading := min(utf16Length([]byte(c.Name))+4, 40)
	wide := map[Type]int{Text: 22, Integer: 16, Decimal: 24, Boolean: 8, Date: 12, Timestamp: 23}[c.Type]
	for _, w := range wideTexts {
		if c.Type == Text && strings.HasSuffix(c.Name, w.ending) {
			wide = w.width
			break
		}
	}
	return max(heading, wide)
}

// wideTexts are how wide texts mostly are, by the ends of their headings.
var wideTexts = []struct {
	ending string
	width  int
}{{"title", 48}, {"name", 40}, {"names", 48}, {"description", 48}, {"ocid", 34}, {"_id", 34}, {"_ids", 40}, {"currency", 9}, {"_label", 18}}

func (s *tableSheets) letter(column int) []byte {
	for len(s.letters) <= column {
		name, _ := excelize.ColumnNumberToName(len(s.letters) + 1) // NewWorkbook saw to it that there are so many
		s.letters = append(s.letters, []byte(name))
	}
	return s.letters[column]
}

// beginRow opens the next row and returns its number.
func (s *tableSheets) beginRow() []byte {
	p := s.parts[len(s.parts)-1]
	p.rows++
	s.buf = append(s.buf, `<row r="`...)
	start := len(s.buf)
	s.buf = strconv.AppendInt(s.buf, int64(p.rows), 10)
	number := s.buf[start:len(s.buf):len(s.buf)]
	s.buf = append(s.buf, `">`...)
	return number
}

// Write adds the rows.
func (s *tableSheets) Write(rows *Rows) error {
	mustFit(s.table, rows)
	for row := range rows.Len() {
		if p := s.parts[len(s.parts)-1]; p.rows >= s.book.rows || p.size > s.book.bytes {
			if err := s.next(); err != nil {
				return err
			}
		}
		s.writeRow(rows, row)
		if len(s.buf) >= flushAt {
			if err := s.flush(); err != nil {
				return err
			}
		}
	}
	s.rows += int64(rows.Len())
	return nil
}

func (s *tableSheets) writeRow(rows *Rows, row int) {
	number := s.beginRow()
	for i := range s.table.Columns {
		cell := rows.Cell(row, i)
		if exceedsCell(cell) {
			s.long++
		}
		s.buf = appendCell(s.buf, s.letter(i), number, cell, s.table.Columns[i].Type)
	}
	s.buf = append(s.buf, "</row>"...)
}

func (s *tableSheets) next() error {
	if err := s.Close(); err != nil {
		return err
	}
	return s.begin()
}

func (s *tableSheets) flush() (err error) {
	s.buf, err = flush(s.parts[len(s.parts)-1].zipEntry, s.buf)
	if err != nil {
		return fmt.Errorf("keep the sheet %s: %w", s.name, err)
	}
	return nil
}

// Close ends the table's last sheet; a second time it does nothing.
func (s *tableSheets) Close() error {
	p := s.parts[len(s.parts)-1]
	if p.packer == nil {
		return nil
	}
	s.buf = append(append(append(s.buf, `</sheetData><autoFilter ref="`...), p.area()...), `"/>`+
		`<pageSetup paperSize="9" orientation="landscape"/></worksheet>`...) // A4, at a size that can be read
	if err := s.flush(); err != nil {
		return err
	}
	return p.end()
}
