package exporters

import (
	"bytes"
	"fmt"
	"io"
)

// ExcelCSV writes rows of a table, heading included, as CSV that an Excel or LibreOffice under Indonesian settings
// (id-ID) opens at once: UTF-8 with a byte order mark, cells parted by semicolons, decimal commas without thousands
// separators, days as 31/01/2025, instants as 31/01/2025 17:00:00 (UTC), lines ended by CR LF.
//
// A spreadsheet guesses what a cell of CSV is, so some cells are changed:
//
//   - Texts and numbers in which digits would be lost or that would become something else (0123, 1e5, 1/2, Mei 2025,
//     3.000, more than 15 digits) are written ="0123". That is the one form in which both programs show, filter and copy
//     the very text: with an apostrophe or a tab before it, the mark stays in the cell. It stands without quotes around
//     it, because LibreOffice takes quoted cells for text where "Quoted field as text" is on. (LibreOffice versions that
//     ask whether to evaluate formulas show ="0123" where the answer is no. All digits are there.)
//   - Other texts that begin, white space aside, with = + - @, or with a tab or a line break, get an apostrophe before them,
//     so that no formula runs (OWASP, "CSV Injection"). Numbers below zero stay numbers.
//   - Days before 1900, which Excel does not know, are text: ="0001-01-31".
//   - Texts longer than a cell can be are replaced by a sentence that says so.
//
// What is to be faithful is CSV; what is to be typed is a Workbook.
type ExcelCSV struct {
	w     io.Writer
	table *Table
	buf   []byte
}

// NewExcelCSV returns an ExcelCSV to w of t's rows. The heading goes out with the first rows, or when it is closed.
func NewExcelCSV(w io.Writer, t *Table) *ExcelCSV {
	heading := appendHeading([]byte("\uFEFF"), t, ';', &semicolonSpecial)
	return &ExcelCSV{w: w, table: t, buf: append(heading, "\r\n"...)}
}

// Write adds the rows.
func (e *ExcelCSV) Write(rows *Rows) error {
	mustFit(e.table, rows)
	for row := range rows.Len() {
		for i := range e.table.Columns {
			if i > 0 {
				e.buf = append(e.buf, ';')
			}
			e.buf = appendExcelCell(e.buf, rows.Cell(row, i), e.table.Columns[i].Type)
		}
		e.buf = append(endAlone(e.buf, rows, row), "\r\n"...)
		if len(e.buf) >= flushAt {
			if err := e.Close(); err != nil {
				return err
			}
		}
	}
	return nil
}

// Close hands on what is left.
func (e *ExcelCSV) Close() (err error) {
	e.buf, err = flush(e.w, e.buf)
	return err
}

// ToExcelCSV turns plain CSV of t's rows, heading included, into ExcelCSV, while it is read. It fails where the heading is
// not t's, or a row is not whole; what was written by then must not be taken for a file.
func ToExcelCSV(w io.Writer, t *Table, csv io.Reader) error {
	out := NewExcelCSV(w, t)
	err := readCSV(csv, t, out.Write)
	if err == nil {
		err = out.Close()
	}
	if err != nil {
		return fmt.Errorf("%s as CSV for Excel: %w", t.Name, err)
	}
	return nil
}

func appendExcelCell(dst, cell []byte, kind Type) []byte {
	if len(cell) == 0 {
		return dst
	}
	switch kind {
	case Text:
		return appendExcelText(dst, cell)
	case Integer, Decimal:
		return appendExcelNumber(dst, cell)
	case Boolean:
		return append(dst, map[bool]string{true: "TRUE", false: "FALSE"}[cell[0] == 't']...)
	}
	return appendExcelTime(dst, cell)
}

// appendExcelNumber writes a number with a decimal comma. Spreadsheets keep 15 digits of it, so longer ones are text.
func appendExcelNumber(dst, cell []byte) []byte {
	long := significantDigits(cell) > exactDigits
	if long {
		dst = append(dst, `="`...)
	}
	if whole, fraction, ok := bytes.Cut(cell, []byte{'.'}); ok {
		dst = append(append(append(dst, whole...), ','), fraction...)
	} else {
		dst = append(dst, cell...)
	}
	if long {
		dst = append(dst, '"')
	}
	return dst
}

// appendExcelTime writes a day, and an instant's hour: 2025-01-31T17:00:00.5Z is 31/01/2025 17:00:00,5.
func appendExcelTime(dst, cell []byte) []byte {
	if len(cell) < len("2025-01-31") || string(cell[:4]) < "1900" {
		return appendAsText(dst, cell)
	}
	dst = append(append(dst, cell[8:10]...), '/')
	dst = append(append(dst, cell[5:7]...), '/')
	dst = append(dst, cell[:4]...)
	if len(cell) < len("2025-01-31T17:00:00Z") {
		return dst
	}
	dst = append(append(dst, ' '), cell[11:19]...)
	if fraction := bytes.TrimSuffix(cell[19:], []byte{'Z'}); len(fraction) > 1 {
		dst = append(append(dst, ','), fraction[1:]...)
	}
	return dst
}

// appendAsText writes a text without quotes in it so that a spreadsheet takes it for nothing else.
func appendAsText(dst, cell []byte) []byte {
	return append(append(append(dst, `="`...), cell...), '"')
}
