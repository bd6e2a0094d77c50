package flat

import (
	"bytes"
	"errors"
	"slices"
	"strings"
)

// mostAbove is how many rows may stand above the headings.
const mostAbove = 20

// mostSkipped is how many rows a layout may skip.
const mostSkipped = 10_000

// headings finds the row of the headings, and reads them: that which the first row names where it begins with #
// (flatten-tool), or else the row with the most fields of OCDS. It is false where there is none. Rows beneath it that have
// fields, too, are headings in other words, and skipped.
func (f *form) headings() (found bool, err error) {
	t := f.table
	if t.rows, err = t.reader(); err != nil {
		return false, err
	}
	var rows [][][]byte
	for most := mostAbove + 3; len(rows) < most; {
		cells, err := t.read()
		if err != nil {
			if err = ended(err); err != nil {
				return false, errors.Join(err, t.close())
			}
			break
		}
		row := make([][]byte, len(cells))
		for i, cell := range cells {
			row[i] = bytes.Clone(cell)
		}
		if len(rows) == 0 && isLayout(row) {
			most = min(layoutOf(row).skip, mostSkipped) + 2
		}
		rows = append(rows, row)
	}
	if err := t.close(); err != nil || len(rows) == 0 {
		return false, err
	}
	if isLayout(rows[0]) {
		return f.laidOut(layoutOf(rows[0]), rows), nil
	}
	return f.sought(rows), nil
}

// isLayout says whether the first row says how the sheet is laid out.
func isLayout(row [][]byte) bool { return len(row) > 0 && string(row[0]) == "#" }

// laidOut takes the row of headings that the layout says.
func (f *form) laidOut(l layout, rows [][][]byte) bool {
	t, at := f.table, l.skip+1
	f.layout = l
	if at >= len(rows) {
		return false
	}
	t.first, t.skip = at+1, l.headings-1
	for i, cell := range rows[at] {
		t.headings = append(t.headings, string(cell))
		if l.comment && bytes.HasPrefix(cell, []byte("#")) {
			t.headings[i], t.blamed[i] = "", true
		}
	}
	return true
}

// sought takes the row that has the most fields.
func (f *form) sought(rows [][][]byte) bool {
	best, most := -1, 0
	for i, row := range rows[:min(len(rows), mostAbove+1)] {
		if n := f.fields(row); n > most {
			best, most = i, n
		}
	}
	if best < 0 {
		return false
	}
	t := f.table
	t.first, t.skip = best+1, 0
	for _, cell := range rows[best] {
		t.headings = append(t.headings, string(cell))
	}
	for _, row := range rows[best+1:] {
		if n := f.fields(row); n < 2 || 2*n <= len(slices.DeleteFunc(row, func(cell []byte) bool { return len(cell) == 0 })) {
			break
		}
		t.skip++
	}
	return true
}

// fields counts the cells of a row that name a value of a release.
func (f *form) fields(row [][]byte) (n int) {
	if len(row) > 0 && strings.HasPrefix(string(row[0]), "#") {
		return 0
	}
	for _, cell := range row {
		const longest = 200 // characters of a heading, and no text
		if len(cell) > longest {
			continue
		}
		if f.fill.naming.names(string(cell)) {
			n++
		}
	}
	return n
}

// ignored says whether the sheet's first row says that it is not to be read.
func (f *form) ignored() bool { return f.layout.ignore }
