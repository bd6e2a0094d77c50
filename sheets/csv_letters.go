package sheets

import (
	"bytes"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// letters is what a text's bytes beyond ASCII have turned out to be.
type letters int

const (
	onlyASCII letters = iota // so far
	inUTF8
	inWindows
)

// check looks at a row that has been read, of n bytes, and turns Windows-1252 into UTF-8. A text is one or the other:
// where a row is not what those before it were, the text is refused rather than spoilt.
func (r *csvReader) check(n int) error {
	text := r.buf[r.from-n : r.from]
	switch {
	case isASCII(text):
	case !utf8.Valid(text):
		if err := r.windows(); err != nil {
			return err
		}
	case r.letters == inWindows:
		return r.mixed(func(cell []byte) bool { return !isASCII(cell) })
	default:
		if r.letters = inUTF8; r.utf16 && bytes.Contains(text, []byte("\uFFFD")) {
			return r.mixed(func(cell []byte) bool { return bytes.Contains(cell, []byte("\uFFFD")) })
		}
	}
	if bytes.IndexByte(text, 0) >= 0 {
		r.dropNul()
	}
	if r.separator != ',' {
		unwrap(r.cells)
	}
	return nil
}

func isASCII(text []byte) bool {
	for len(text) >= 8 {
		if (text[0]|text[1]|text[2]|text[3]|text[4]|text[5]|text[6]|text[7])&0x80 != 0 {
			return false
		}
		text = text[8:]
	}
	for _, c := range text {
		if c >= 0x80 {
			return false
		}
	}
	return true
}

// mixed says in which cell the text is other than before.
func (r *csvReader) mixed(wrong func([]byte) bool) error {
	for i, cell := range r.cells {
		if wrong(cell) {
			return &cellError{CodeEncoding, r.row, i + 1}
		}
	}
	return &cellError{CodeEncoding, r.row, 1}
}

// windows turns the row's cells from Windows-1252 into UTF-8.
func (r *csvReader) windows() error {
	if r.letters == inUTF8 {
		return r.mixed(func(cell []byte) bool { return !utf8.Valid(cell) })
	}
	for i, cell := range r.cells {
		if isASCII(cell) {
			continue
		}
		if undefined(cell) {
			return &cellError{CodeEncoding, r.row, i + 1}
		}
		decoded, err := charmap.Windows1252.NewDecoder().Bytes(cell)
		if err != nil {
			return &cellError{CodeEncoding, r.row, i + 1}
		}
		r.cells[i] = decoded
	}
	r.letters = inWindows
	r.warn(CodeWindows, r.row)
	return nil
}

// undefined finds the five bytes that Windows-1252 has no character for.
func undefined(cell []byte) bool {
	for _, c := range cell {
		if c == 0x81 || c == 0x8d || c == 0x8f || c == 0x90 || c == 0x9d {
			return true
		}
	}
	return false
}

// dropNul leaves NUL characters out, as flatten-tool does, and says so.
func (r *csvReader) dropNul() {
	for i, cell := range r.cells {
		if bytes.IndexByte(cell, 0) >= 0 {
			r.warn(CodeNul, r.row, ColumnName(i))
			r.cells[i] = bytes.ReplaceAll(cell, []byte{0}, nil)
		}
	}
}

// unwrap takes the text out of ="0123", in which files for a spreadsheet keep digits from being numbers. Files with
// commas have what they say.
func unwrap(cells [][]byte) {
	for i, cell := range cells {
		if n := len(cell); n >= 3 && cell[0] == '=' && cell[1] == '"' && cell[n-1] == '"' && bytes.IndexByte(cell[2:n-1], '"') < 0 {
			cells[i] = cell[2 : n-1]
		}
	}
}
