package sheets

import (
	"bytes"
	"errors"
	"io"
)

// Limits of a table's text, beyond which it could bring the reader down.
const (
	firstBuffer = 32 << 10
	longestRow  = 64 << 20 // bytes, as of one release
	mostCells   = 1 << 14  // of a row, as many as a workbook has
)

// errMore says that the row does not end in what has been read.
var errMore = errors.New("the row goes on")

// csvReader reads text with separated cells (RFC 4180). Unlike encoding/csv it keeps a carriage return before a line feed
// within quotes, since the value has it. Rows may be shorter or longer than the first.
type csvReader struct {
	in        io.Reader
	shut      func() error
	separator byte
	warn      func(code string, row int, args ...string)
	utf16     bool // what could not be turned into UTF-8 stands as U+FFFD
	letters   letters
	buf       []byte
	from      int // where the row that comes next begins
	end       int // of what has been read
	ended     bool
	row       int
	cells     [][]byte
	scratch   []byte // cells whose text is not as it stands in the buffer
}

func newCSVReader(in io.Reader, separator byte, shut func() error) *csvReader {
	return &csvReader{in: in, separator: separator, shut: shut, buf: make([]byte, firstBuffer), warn: func(string, int, ...string) {}}
}

func (r *csvReader) close() error { return r.shut() }

func (r *csvReader) next() ([][]byte, int, error) {
	r.row++
	for {
		n, err := r.parse(r.buf[r.from:r.end])
		if err == nil {
			r.from += n
			return r.cells, r.row, r.check(n)
		}
		if err != errMore {
			return nil, r.row, err
		}
		if err := r.fill(); err != nil {
			return nil, r.row, err
		}
	}
}

// fill reads on; at the end of the input io.EOF, unless a row without a line's end is left.
func (r *csvReader) fill() error {
	if r.ended {
		return io.EOF
	}
	if r.from > 0 {
		r.end = copy(r.buf, r.buf[r.from:r.end])
		r.from = 0
	}
	if r.end == len(r.buf) {
		if r.end >= longestRow {
			return &cellError{CodeRowTooLong, r.row, 1}
		}
		r.buf = append(r.buf, make([]byte, len(r.buf))...)
	}
	for r.end < len(r.buf) { // to the brim, so that a long row is not begun anew at each packet
		n, err := r.in.Read(r.buf[r.end:])
		r.end += n
		if err == io.EOF {
			r.ended = true
			return nil
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// parse cuts the row that text begins with into its cells, and says how long it is.
func (r *csvReader) parse(text []byte) (n int, err error) {
	if len(text) == 0 && r.ended {
		return 0, io.EOF
	}
	r.cells, r.scratch = r.cells[:0], r.scratch[:0]
	for {
		cell, end, err := r.cell(text[n:])
		if err != nil {
			return 0, err
		}
		if len(r.cells) == mostCells {
			return 0, &cellError{CodeRowTooLong, r.row, mostCells}
		}
		r.cells = append(r.cells, cell)
		if n += end; n == len(text) || text[n] != r.separator {
			break
		}
		n++
	}
	return r.lineEnd(text, n)
}

// lineEnd passes over what ends a line.
func (r *csvReader) lineEnd(text []byte, n int) (int, error) {
	switch {
	case n == len(text):
		return n, nil
	case text[n] == '\n':
		return n + 1, nil
	case n+1 == len(text) && !r.ended:
		return 0, errMore
	case n+1 < len(text) && text[n+1] == '\n':
		return n + 2, nil
	}
	return n + 1, nil // a carriage return by itself, as old programs write it
}

// cell gives the content of the cell that text begins with, and where what follows it begins.
func (r *csvReader) cell(text []byte) (cell []byte, end int, err error) {
	if len(text) > 0 && text[0] == '"' {
		return r.quoted(text)
	}
	for end < len(text) && text[end] != r.separator && text[end] != '\n' && text[end] != '\r' {
		end++
	}
	if end == len(text) && !r.ended {
		return nil, 0, errMore
	}
	return text[:end:end], end, nil
}

func (r *csvReader) quoted(text []byte) (cell []byte, end int, err error) {
	from, kept := 1, len(r.scratch)
	for i := 1; ; {
		k := bytes.IndexByte(text[i:], '"')
		if i += k; k < 0 || i+1 == len(text) && !r.ended {
			if r.ended {
				err = &cellError{CodeQuote, r.row, len(r.cells) + 1}
			} else {
				err = errMore
			}
			return nil, 0, err
		}
		if i+1 < len(text) && text[i+1] == '"' { // stands for one
			r.scratch = append(r.scratch, text[from:i+1]...)
			i += 2
			from = i
			continue
		}
		if cell, end = text[from:i:i], i+1; len(r.scratch) > kept {
			r.scratch = append(r.scratch, cell...)
			cell = r.scratch[kept:len(r.scratch):len(r.scratch)]
		}
		break
	}
	if end < len(text) && text[end] != r.separator && text[end] != '\n' && text[end] != '\r' {
		return nil, 0, &cellError{CodeQuote, r.row, len(r.cells) + 1}
	}
	return cell, end, nil
}
