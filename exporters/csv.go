package exporters

import (
	"bytes"
	"io"
)

// CSV writes rows of a table as CSV (RFC 4180) in UTF-8, without the heading. It is faithful: a cell holds what the
// row holds, and nothing is put before what a spreadsheet would take for a formula (ExcelCSV does that). Null is an
// empty cell. Quotes stand only where they are needed, also around white space at a cell's ends. Lines end with a line
// feed alone, where the RFC has CR LF: so do all our text files, and every reader we know takes it.
type CSV struct {
	w     io.Writer
	table *Table
	buf   []byte
}

// flushAt is how many bytes a writer of rows gathers before it hands them on.
const flushAt = 64 << 10

// NewCSV returns a CSV to w of t's rows.
func NewCSV(w io.Writer, t *Table) *CSV { return &CSV{w: w, table: t} }

// Heading is the line that stands above the rows, with its end.
func Heading(t *Table) []byte {
	return append(appendHeading(nil, t, ',', &commaSpecial), '\n')
}

// Write adds the rows.
func (c *CSV) Write(rows *Rows) error {
	mustFit(c.table, rows)
	for row := range rows.Len() {
		for column := range rows.Width() {
			if column > 0 {
				c.buf = append(c.buf, ',')
			}
			c.buf = appendField(c.buf, rows.Cell(row, column), &commaSpecial)
		}
		c.buf = append(endAlone(c.buf, rows, row), '\n')
		if len(c.buf) >= flushAt {
			if err := c.Close(); err != nil {
				return err
			}
		}
	}
	return nil
}

// Close hands on what is left.
func (c *CSV) Close() (err error) {
	c.buf, err = flush(c.w, c.buf)
	return err
}

// flush writes what was gathered and returns its room.
func flush(w io.Writer, buf []byte) ([]byte, error) {
	_, err := w.Write(buf)
	return buf[:0], err
}

// mustFit panics where rows are not of the table: that is a fault in this programme.
func mustFit(t *Table, rows *Rows) {
	if rows.Width() != len(t.Columns) {
		panic("rows of " + t.Name + " have not as many cells as the table has columns")
	}
}

// endAlone keeps a row of one empty cell from being an empty line, which readers skip.
func endAlone(dst []byte, rows *Rows, row int) []byte {
	if rows.Width() == 1 && len(rows.Cell(row, 0)) == 0 {
		dst = append(dst, `""`...)
	}
	return dst
}

// special says of each byte whether a cell that has it needs quotes.
type special [256]bool

var commaSpecial, semicolonSpecial = specialBytes(','), specialBytes(';')

func specialBytes(separator byte) (s special) {
	for _, c := range []byte{separator, '"', '\r', '\n'} {
		s[c] = true
	}
	return s
}

func appendHeading(dst []byte, t *Table, separator byte, s *special) []byte {
	for i, c := range t.Columns {
		if i > 0 {
			dst = append(dst, separator)
		}
		dst = appendField(dst, []byte(c.Name), s)
	}
	return dst
}

// appendField adds a cell, in quotes if it needs them.
func appendField(dst, cell []byte, s *special) []byte {
	if !needsQuotes(cell, s) {
		return append(dst, cell...)
	}
	dst = append(dst, '"')
	for {
		i := bytes.IndexByte(cell, '"')
		if i < 0 {
			return append(append(dst, cell...), '"')
		}
		dst = append(append(dst, cell[:i+1]...), '"')
		cell = cell[i+1:]
	}
}

func needsQuotes(cell []byte, s *special) bool {
	if len(cell) == 0 {
		return false
	}
	if blank(cell[0]) || blank(cell[len(cell)-1]) {
		return true
	}
	for ; len(cell) >= 8; cell = cell[8:] { // eight at a time, since most cells have none
		c := cell[:8:8]
		if s[c[0]] || s[c[1]] || s[c[2]] || s[c[3]] || s[c[4]] || s[c[5]] || s[c[6]] || s[c[7]] {
			return true
		}
	}
	for _, c := range cell {
		if s[c] {
			return true
		}
	}
	return false
}

func blank(c byte) bool { return c == ' ' || c == '\t' }
