package flat

import (
	"bytes"
	"strconv"

	"terang/schema"
)

// decimal writes a number without an exponent, if it fits a column of decimals.
func (f *Flattener) decimal(raw []byte) (cell []byte, exact bool) {
	if bytes.ContainsAny(raw, "eE") {
		return f.expanded(raw)
	}
	whole, fraction, _ := bytes.Cut(bytes.TrimPrefix(raw, []byte("-")), []byte("."))
	if len(fraction) > decimalScale {
		kept := bytes.TrimRight(fraction, "0")
		if raw = raw[:len(raw)-len(fraction)+len(kept)]; len(kept) == 0 {
			raw = raw[:len(raw)-1] // the point
		}
		fraction = kept
	}
	if len(whole) > decimalInteger || len(fraction) > decimalScale {
		return nil, false
	}
	if raw[0] == '-' && len(bytes.Trim(raw, "-0.")) == 0 {
		raw = raw[1:]
	}
	return raw, true
}

// expanded does the same with an exponent.
func (f *Flattener) expanded(raw []byte) (cell []byte, exact bool) {
	at := bytes.IndexAny(raw, "eE")
	exponent, err := strconv.Atoi(string(raw[at+1:]))
	negative := raw[0] == '-'
	whole, fraction, _ := bytes.Cut(bytes.TrimPrefix(raw[:at], []byte("-")), []byte("."))
	digits := append(append(make([]byte, 0, len(raw)), whole...), fraction...)
	point := len(whole) + exponent // the value is 0.digits, with the point so many digits later
	digits = bytes.TrimRight(digits, "0")
	kept := bytes.TrimLeft(digits, "0")
	point -= len(digits) - len(kept)
	if len(kept) == 0 {
		return []byte("0"), true
	}
	if err != nil || point > decimalInteger || len(kept)-point > decimalScale {
		return nil, false
	}
	from := len(f.cells)
	if negative {
		f.cells = append(f.cells, '-')
	}
	f.cells = appendPoint(f.cells, kept, point)
	return f.cells[from:len(f.cells):len(f.cells)], true
}

// appendPoint writes digits with the point after so many of them, which may be none, fewer than none, or more than all.
func appendPoint(out, digits []byte, point int) []byte {
	if point <= 0 {
		out = append(out, "0."...)
		return append(append(out, bytes.Repeat([]byte("0"), -point)...), digits...)
	}
	if point >= len(digits) {
		return append(append(out, digits...), bytes.Repeat([]byte("0"), point-len(digits))...)
	}
	return append(append(append(out, digits[:point]...), '.'), digits[point:]...)
}

// integer writes a whole number, if it fits 64 bits.
func (f *Flattener) integer(raw []byte) (cell []byte, exact bool) {
	if cell, exact = f.decimal(raw); !exact {
		return nil, false
	}
	if whole, fraction, _ := bytes.Cut(cell, []byte(".")); len(bytes.Trim(fraction, "0")) == 0 {
		cell = whole
	} else {
		return nil, false
	}
	if len(bytes.TrimPrefix(cell, []byte("-"))) > 18 {
		if _, err := strconv.ParseInt(string(cell), 10, 64); err != nil {
			return nil, false
		}
	}
	if string(cell) == "-0" {
		cell = cell[1:]
	}
	return cell, true
}

// key gives the cell of an id, if rows can be joined by it: a text that a cell carries, or a whole number. The ids 1 and
// "1" are one key, as flatten-tool has it.
func (f *Flattener) key(at *spot, id *schema.Value) (cell []byte, ok bool) {
	if at == nil || at.column < 0 {
		return nil, false
	}
	textual := at.kind == ofText || at.kind == ofAny
	switch {
	case id.IsText() && textual:
		cell, ok = f.text(id.Raw())
	case id.IsNumber() && (textual || at.kind == ofInteger || at.kind == ofNumber):
		cell = id.Raw()
		ok = len(cell) <= 18 && len(bytes.Trim(cell, "-0123456789")) == 0 && string(cell) != "-0"
	}
	return cell, ok && len(cell) <= longestKey
}
