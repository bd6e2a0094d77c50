package exporters

import (
	"bytes"
	"fmt"
	"unicode/utf8"
)

// cellLimit is how many characters (UTF-16 code units) a cell of a spreadsheet holds.
const cellLimit = 32_767

// exceedsCell tells whether a text is too long for a cell.
func exceedsCell(text []byte) bool { return len(text) > cellLimit && utf16Length(text) > cellLimit }

func utf16Length(text []byte) (n int) {
	for _, r := range string(text) {
		n++
		if r > 0xFFFF {
			n++
		}
	}
	return n
}

// longNotice stands in place of a text that is too long for a cell.
func longNotice(text []byte) []byte {
	n := int64(utf8.RuneCount(text))
	return fmt.Appendf(nil, "[Teks ini terlalu panjang untuk satu sel: %s karakter. Selengkapnya ada di berkas CSV dan Parquet. / "+
		"This text is too long for a cell: %s characters. It stands in full in the CSV and Parquet files.]", grouped(n, "."), grouped(n, ","))
}

// plainXML are the bytes that stand for themselves in a cell's text. The rest of ASCII, an underscore that could begin an
// escape, and U+FFFE and U+FFFF are looked at.
var plainXML = func() (t [256]bool) {
	for c := range t {
		t[c] = c >= ' ' || c == '\t' || c == '\n'
	}
	for _, c := range []byte("&<>_\xEF") {
		t[c] = false
	}
	return t
}()

// appendXText writes a text as ST_Xstring (ECMA-376 part 1, 22.9.2.19): what XML cannot carry is _xHHHH_ by its number,
// and an underscore that would begin such an escape is itself one.
func appendXText(dst, text []byte) []byte {
	if !utf8.Valid(text) {
		text = bytes.ToValidUTF8(text, []byte("\uFFFD"))
	}
	done := 0
	for i, c := range text {
		if plainXML[c] {
			continue
		}
		if escape, n := escaped(text[i:]); n > 0 {
			dst = append(append(dst, text[done:i]...), escape...)
			done = i + n
		}
	}
	return append(dst, text[done:]...)
}

// escaped is how the first character of the text is written, and of how many bytes it is; none where it stays.
func escaped(text []byte) (escape string, n int) {
	switch c := text[0]; {
	case c == '&':
		return "&amp;", 1
	case c == '<':
		return "&lt;", 1
	case c == '>':
		return "&gt;", 1
	case c == '_' && beginsEscape(text):
		return "_x005F_", 1
	case c == '\r': // a parser would take the bare one for a line's end; many programs leave _x000D_ as it is
		return "&#13;", 1
	case c < ' ':
		return fmt.Sprintf("_x%04X_", c), 1
	case bytes.HasPrefix(text, []byte("\uFFFE")):
		return "_xFFFE_", 3
	case bytes.HasPrefix(text, []byte("\uFFFF")):
		return "_xFFFF_", 3
	}
	return "", 0
}

// beginsEscape tells whether the text begins like _x000D_.
func beginsEscape(text []byte) bool {
	if len(text) < 7 || text[1]|0x20 != 'x' || text[6] != '_' {
		return false
	}
	for _, c := range text[2:6] {
		if !('0' <= c && c <= '9' || 'a' <= c|0x20 && c|0x20 <= 'f') {
			return false
		}
	}
	return true
}
