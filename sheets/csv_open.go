package sheets

import (
	"bytes"
	"errors"
	"io"
)

// openCSV begins to read a file of CSV, after finding out what parts its cells.
func (s *Sheet) openCSV() (rowReader, error) {
	file, err := s.raw()
	if err != nil {
		return nil, err
	}
	t, err := textOf(file)
	if err != nil {
		return nil, err
	}
	head, err := t.peek(t.Size())
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) { // which is told where it is met
		return nil, closing(t, err)
	}
	separator := separatorOf(head, len(head) < t.Size())
	if s.strict {
		separator = strictSeparator(head)
	}
	s.separator = separator
	r := newCSVReader(t, separator, t.Close)
	r.warn, r.utf16 = s.warn, t.utf16
	return r, nil
}

// separators are what parts cells, by how usual they are.
var separators = []byte{',', ';', '\t', '|'}

// separatorOf is what gives the headings that come first in a text, and of those the most; whole says whether head is
// all of the text.
func separatorOf(head []byte, whole bool) byte {
	if said, ok := bytes.CutPrefix(bytes.ToLower(head[:min(len(head), 8)]), []byte("sep=")); ok && len(said) > 0 && bytes.IndexByte(separators, said[0]) >= 0 {
		return said[0] // as Excel reads and writes it
	}
	best, first, most, certain := byte(0), 0, 0, false
	for _, separator := range separators {
		rows := firstRows(head, separator, whole)
		row, sure := headingRow(rows)
		if row < 0 || certain && !sure {
			continue
		}
		if n := rows[row].filled(); best == 0 || sure && !certain || row < first || row == first && n > most {
			best, first, most, certain = separator, row, n, sure
		}
	}
	if best == 0 {
		return strictSeparator(head)
	}
	return best
}

// strictSeparator is the comma, unless the first row has none outside quotes and has others.
func strictSeparator(head []byte) byte {
	best, most := byte(','), 1
	for _, separator := range separators {
		cells, _, err := newCSVReader(bytes.NewReader(head), separator, nil).next()
		if err == nil && len(cells) > most {
			if best, most = separator, len(cells); separator == ',' {
				break
			}
		}
	}
	return best
}

// firstRows reads the rows that headings are sought in.
func firstRows(head []byte, separator byte, whole bool) (rows []peeked) {
	r := newCSVReader(bytes.NewReader(head), separator, nil)
	for len(rows) < peekedRows {
		cells, row, err := r.next()
		if err != nil || r.from == r.end && r.ended && !whole && len(rows) > 0 { // cut off
			break
		}
		rows = append(rows, peek(cells, row))
	}
	return rows
}
