package exporters

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
)

// csvReader reads CSV as CSV writes it. encoding/csv would take the carriage return from a line break within quotes;
// here every byte of a cell stays.
type csvReader struct {
	in    *bufio.Reader
	line  []byte   // of the row last read, without its line feed
	cells [][]byte // in line
	row   int      // counted from 1, the heading included
}

// readCSV hands on the rows of t that stand in plain CSV below t's heading, in batches.
func readCSV(in io.Reader, t *Table, each func(*Rows) error) error {
	r := &csvReader{in: bufio.NewReaderSize(in, flushAt)}
	if err := r.heading(t); err != nil {
		return err
	}
	for {
		rows, end := NewRows(len(t.Columns)), error(nil)
		for rows.Size() < flushAt && end == nil {
			if end = r.next(len(t.Columns)); end == nil {
				rows.Append(r.cells)
			}
		}
		if end != nil && end != io.EOF {
			return end
		}
		if err := each(rows); err != nil || end != nil {
			return err
		}
	}
}

func (r *csvReader) heading(t *Table) error {
	if err := r.next(len(t.Columns)); err != nil && err != io.EOF {
		return err
	}
	if !bytes.Equal(append(r.line, '\n'), Heading(t)) {
		return fmt.Errorf("the heading is not that of %s: the file is another table's, or another builder's; build it again", t.Name)
	}
	return nil
}

// next reads a row, which must have width cells. At the end of the file it returns io.EOF.
func (r *csvReader) next(width int) error {
	r.row++
	if err := r.readLine(); err != nil {
		return err
	}
	if err := r.split(); err != nil {
		return fmt.Errorf("row %d: %w", r.row, err)
	}
	if len(r.cells) != width {
		return fmt.Errorf("row %d has %d cells, not %d; build the file again", r.row, len(r.cells), width)
	}
	return nil
}

// readLine reads up to the line feed at which no quotes are open.
func (r *csvReader) readLine() error {
	r.line = r.line[:0]
	for open := false; ; {
		part, err := r.in.ReadSlice('\n')
		r.line = append(r.line, part...)
		if bytes.Count(part, []byte{'"'})%2 == 1 {
			open = !open
		}
		switch {
		case err == bufio.ErrBufferFull:
		case err == io.EOF && len(r.line) > 0:
			return fmt.Errorf("row %d breaks off: the file is not whole; get it again", r.row)
		case err != nil:
			return err
		case !open:
			r.line = r.line[:len(r.line)-1]
			return nil
		}
	}
}

var errQuotes = errors.New("quotes stand where none may be (RFC 4180); build the file again")

// split finds the cells of the line. Those in quotes are made plain in a copy, for the heading is compared as it is.
func (r *csvReader) split() error {
	r.cells = r.cells[:0]
	for rest := r.line; ; {
		cell, after, more, err := firstCell(rest)
		if err != nil {
			return err
		}
		r.cells = append(r.cells, cell)
		if !more {
			return nil
		}
		rest = after
	}
}

// firstCell is the first cell of what is left of a line, what follows its comma, and whether there is one.
func firstCell(line []byte) (cell, rest []byte, more bool, err error) {
	if len(line) > 0 && line[0] == '"' {
		return quotedCell(line[1:])
	}
	cell, rest, more = bytes.Cut(line, []byte{','})
	if bytes.IndexByte(cell, '"') >= 0 {
		err = errQuotes
	}
	return cell, rest, more, err
}

// quotedCell is firstCell of a line whose opening quotes were read.
func quotedCell(line []byte) (cell, rest []byte, more bool, err error) {
	for end := 0; ; end += 2 {
		i := bytes.IndexByte(line[end:], '"')
		if i < 0 {
			return nil, nil, false, errQuotes
		}
		end += i
		after := line[end+1:]
		switch {
		case len(after) == 0:
			return single(line[:end]), nil, false, nil
		case after[0] == ',':
			return single(line[:end]), after[1:], true, nil
		case after[0] != '"':
			return nil, nil, false, errQuotes
		}
	}
}

// single makes one of each two quotes.
func single(cell []byte) []byte {
	return bytes.ReplaceAll(cell, []byte(`""`), []byte(`"`))
}
