package sheets

import (
	"bytes"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// mostRows is how many rows a sheet has at most.
const mostRows = 1 << 20

// workbookReader reads the rows of a sheet. A number's text is the one in the file, whatever its format shows, unless
// days are asked for. Rows that the file leaves out are empty.
type workbookReader struct {
	xml    *scanner
	book   *book
	sheet  *Sheet
	shut   func() error
	days   bool
	row    int // the last that was given
	ahead  int // the row that was read and not given yet; 0 for none
	ended  bool
	ends   []int // of each cell in text
	starts []int
	text   []byte
	cells  [][]byte

	numbers []bool // of each cell: whether it is kept as a number and shown as one; where days are asked for
}

func (r *workbookReader) close() error { return r.shut() }

func (r *workbookReader) next() ([][]byte, int, error) {
	if r.ahead == 0 && !r.ended {
		if err := r.read(); err != nil {
			return nil, r.row + 1, err
		}
	}
	if r.ahead == 0 {
		return nil, r.row + 1, io.EOF
	}
	if r.row++; r.row < r.ahead {
		return nil, r.row, nil
	}
	r.ahead, r.cells = 0, r.cells[:0]
	for i, end := range r.ends {
		r.cells = append(r.cells, r.text[r.starts[i]:end:end])
	}
	return r.cells, r.row, r.check()
}

func (r *workbookReader) check() error {
	if !utf8.Valid(r.text) {
		return &cellError{CodeEncoding, r.row, 1}
	}
	if bytes.IndexByte(r.text, 0) < 0 {
		return nil
	}
	for i, cell := range r.cells {
		if bytes.IndexByte(cell, 0) >= 0 {
			r.sheet.warn(CodeNul, r.row, ColumnName(i))
			r.cells[i] = bytes.ReplaceAll(cell, []byte{0}, nil)
		}
	}
	return nil
}

// read reads the next row of the file.
func (r *workbookReader) read() error {
	for x := r.xml; ; {
		err := x.next()
		if err == io.EOF { // without the end of the sheet
			err = io.ErrUnexpectedEOF
		}
		switch {
		case err != nil:
			return err
		case x.ends("sheetData") || x.end && string(x.local) == "worksheet":
			r.ended = true
			return nil
		case x.is("row"):
			return r.readRow()
		}
	}
}

func (r *workbookReader) readRow() error {
	r.ahead = r.row + 1
	if number := r.xml.attribute("r"); number != nil {
		n, err := strconv.Atoi(string(number))
		if err != nil || n <= r.row || n > mostRows {
			return errXML
		}
		r.ahead = n
	}
	r.starts, r.ends, r.text, r.numbers = r.starts[:0], r.ends[:0], r.text[:0], r.numbers[:0]
	for x := r.xml; !x.ends("row"); {
		if err := x.next(); err == io.EOF {
			return io.ErrUnexpectedEOF
		} else if err != nil {
			return err
		}
		if x.is("c") {
			if err := r.readCell(); err != nil {
				return err
			}
		}
	}
	return nil
}

// cellTypes are kept apart from the scanner's buffer.
var cellTypes = []string{"n", "s", "str", "inlineStr", "b", "e", "d"}

// readCell reads a cell to its end (ISO/IEC 29500-1, 18.3.1.4). What a formula came to when the file was saved counts.
func (r *workbookReader) readCell() error {
	x, kind, style := r.xml, "n", 0
	column := len(r.ends)
	if at := x.attribute("r"); at != nil {
		if column = columnOf(at); column < len(r.ends) {
			return errXML
		}
	}
	if column >= mostCells || len(r.text) > longestRow {
		return &cellError{CodeRowTooLong, r.ahead, min(column, mostCells)}
	}
	if t := x.attribute("t"); t != nil {
		if i := slices.IndexFunc(cellTypes, func(one string) bool { return one == string(t) }); i >= 0 {
			kind = cellTypes[i]
		}
	}
	if s := x.attribute("s"); s != nil {
		style, _ = strconv.Atoi(string(s))
	}
	for len(r.ends) < column {
		r.starts, r.ends, r.numbers = append(r.starts, len(r.text)), append(r.ends, len(r.text)), append(r.numbers, false)
	}
	start := len(r.text)
	if err := r.readValue(kind); err != nil {
		return err
	}
	isNumber := false
	if r.days && start < len(r.text) {
		isNumber = kind == "n" && !r.book.showsDays(style)
		r.show(start, kind, style)
	}
	r.starts, r.ends, r.numbers = append(r.starts, start), append(r.ends, len(r.text)), append(r.numbers, isNumber)
	return nil
}

// readValue appends a cell's value.
func (r *workbookReader) readValue(kind string) error {
	aside := false
	for x := r.xml; !x.ends("c"); {
		if err := x.next(); err == io.EOF {
			return io.ErrUnexpectedEOF
		} else if err != nil {
			return err
		}
		switch {
		case string(x.local) == "rPh":
			aside = !x.end && !x.empty
		case !x.end:
		case string(x.local) == "v" && kind == "s":
			i, err := strconv.Atoi(strings.TrimSpace(string(x.text)))
			if err != nil {
				return errXML
			}
			text, err := r.book.texts.get(i)
			if err != nil {
				return err
			}
			r.text = append(r.text, text...)
		case string(x.local) == "v", string(x.local) == "t" && kind == "inlineStr" && !aside:
			r.text = unescape(r.text, x.text)
		}
	}
	return nil
}

// columnOf is the column, from 0, of a cell named AB12; -1 where it is none.
func columnOf(name []byte) int {
	n, letters := 0, 0
	for _, c := range name {
		if c|0x20 < 'a' || c|0x20 > 'z' || letters > 4 {
			break
		}
		n, letters = n*26+int(c|0x20-'a')+1, letters+1
	}
	return n - 1
}
