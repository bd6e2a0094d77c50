package flat

import (
	"bytes"
	"unicode/utf16"
	"unicode/utf8"

	"terang/schema"
)

// cell gives what a cell shows of a value, and whether flatten-tool makes the same value of it.
func (f *Flattener) cell(kind kind, value *schema.Value) (cell []byte, exact bool) {
	switch {
	case value.IsList():
		return f.joined(kind, value)
	case kind == ofNumber && value.IsNumber():
		return f.decimal(value.Raw())
	case kind == ofInteger && value.IsNumber():
		return f.integer(value.Raw())
	case kind == ofNumber, kind == ofInteger, kind == ofBoolean && !value.IsBool(), value.IsNull(), value.IsObject():
		return nil, false
	case value.IsText():
		cell, exact = f.text(value.Raw())
		return cell, exact && (kind == ofText || kind == ofAny)
	case len(value.Raw()) > Longest:
		return nil, false
	}
	return value.Raw(), kind == ofBoolean
}

// text gives the content of a string; nothing where a cell cannot carry it.
func (f *Flattener) text(raw []byte) (cell []byte, exact bool) {
	cell = raw[1 : len(raw)-1]
	if bytes.IndexByte(cell, '\\') >= 0 {
		from := len(f.cells)
		var ok bool
		if f.cells, ok = unescaped(f.cells, cell); !ok {
			return nil, false
		}
		cell = f.cells[from:len(f.cells):len(f.cells)]
	}
	if len(cell) == 0 || len(cell) > Longest && units(cell) > Longest || hasNoncharacter(cell) {
		return nil, false
	}
	return cell, true
}

// units counts what a workbook counts as characters.
func units(text []byte) (n int) {
	for len(text) > 0 {
		r, size := utf8.DecodeRune(text)
		n += max(utf16.RuneLen(r), 1)
		text = text[size:]
	}
	return n
}

// hasNoncharacter looks for U+FFFE and U+FFFF, which XML, and so a workbook, cannot have.
func hasNoncharacter(text []byte) bool {
	return bytes.IndexByte(text, 0xEF) >= 0 && (bytes.Contains(text, []byte("\uFFFE")) || bytes.Contains(text, []byte("\uFFFF")))
}

// joined joins a list of scalars with ;. It is not exact where it would not be taken apart into the same values.
func (f *Flattener) joined(kind kind, list *schema.Value) (cell []byte, exact bool) {
	if kind == ofNumber || kind == ofInteger || kind == ofBoolean {
		return nil, false
	}
	from, out, ok := len(f.cells), f.cells, true
	exact = kind == ofTexts || kind == ofNumbers
	for i, item := range list.Items() {
		if i > 0 {
			out = append(out, ';')
		}
		begin := len(out)
		if out, ok = appendItem(out, item); !ok || len(out)-from > Longest {
			return nil, false
		}
		exact = exact && (kind == ofTexts && item.IsText() && !bytes.ContainsAny(out[begin:], ";,") || kind == ofNumbers && item.IsNumber())
	}
	f.cells = out
	cell = out[from:len(out):len(out)]
	return cell, exact && len(cell) > 0 && !hasNoncharacter(cell)
}

// appendItem appends an item of a joined list; false where nothing can be shown of it.
func appendItem(out []byte, item *schema.Value) (_ []byte, ok bool) {
	switch {
	case item.IsText():
		return unescaped(out, item.Raw()[1:len(item.Raw())-1])
	case item.IsList(), item.IsObject():
		return out, false
	case item.IsNull():
		return out, true
	}
	return append(out, item.Raw()...), true
}

// unescaped appends the content of a JSON string; false where it has characters that CSV or a workbook change: control
// characters but for the line feed and the tab, and halves of characters.
func unescaped(out, content []byte) (_ []byte, ok bool) {
	for {
		i := bytes.IndexByte(content, '\\')
		if i < 0 {
			return append(out, content...), true
		}
		out = append(out, content[:i]...)
		r, size := escape(content[i:])
		if r < ' ' && r != '\n' && r != '\t' {
			return out, false
		}
		out = utf8.AppendRune(out, r)
		content = content[i+size:]
	}
}

// escape reads the escape that text begins with, which is whole; a half of a character is -1.
func escape(text []byte) (r rune, size int) {
	switch c := text[1]; c {
	case 'n':
		return '\n', 2
	case 't':
		return '\t', 2
	case 'b', 'f', 'r':
		return 0, 2 // no cell has them
	case 'u':
	default:
		return rune(c), 2
	}
	r = hex(text[2:6])
	if !utf16.IsSurrogate(r) {
		return r, 6
	}
	if len(text) >= 12 && text[6] == '\\' && text[7] == 'u' {
		if both := utf16.DecodeRune(r, hex(text[8:12])); both != utf8.RuneError {
			return both, 12
		}
	}
	return -1, 6
}

func hex(digits []byte) (r rune) {
	for _, c := range digits {
		switch {
		case c >= 'a':
			c -= 'a' - 10
		case c >= 'A':
			c -= 'A' - 10
		default:
			c -= '0'
		}
		r = r<<4 | rune(c&15)
	}
	return r
}
