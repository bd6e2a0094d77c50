package checks

import (
	"bytes"
	"slices"
	"strings"

	"terang/schema"
)

// isWords says whether a place has words for people: neither codes nor identifiers, nor anything with a form.
func isWords(p *Place) bool {
	if p.Parent == nil || p.Codelist != "" || p.Parent.Codelist != "" || p.Format != "" || !slices.Contains(p.Types, "string") {
		return false
	}
	switch p.Name {
	case "id", "ocid", "scheme", "uri", "url", "code", "language", "format", "email", "telephone", "faxNumber", "postalCode":
		return false
	}
	return !strings.HasSuffix(p.Name, "ID") && !strings.HasSuffix(p.Name, "Id") && !slices.Contains(p.Types, "number")
}

var _ = fieldRule("placeholder_text", schema.Note,
	"OCDS 1.1, empty fields", Words{
		"'%[1]s' only fills the field and tells a reader nothing. Write what is known, or leave the field out.",
		"'%[1]s' hanya mengisi kolom dan tidak memberi tahu apa pun kepada pembaca. Tulis yang diketahui, atau hapus kolomnya."},
	func(p *Place) bool { return isWords(p) && !isUnit(p.Parent) }, // laboratories buy by the test
	func(p *Place, v *schema.Value) Outcome {
		if !v.IsText() {
			return skip
		}
		return pass(!isPlaceholder(p.content))
	})

var placeholders = wordSet("n/a #n/a n.a n.a. n\\a nil null none nan undefined unknown tbd tba todo nihil kosong tidak_ada belum_ada test testing tes coba dummy asdf qwerty string")

// isPlaceholder says whether a text consists of a word that stands for none, or of strokes and dots alone.
func isPlaceholder(text []byte) bool {
	const longest = 12 // of the placeholders
	text = bytes.TrimSpace(text)
	if len(text) > longest {
		return len(text) < 1000 && bytes.EqualFold(text[:len("lorem ipsum")], []byte("lorem ipsum"))
	}
	var room [longest]byte
	lower := room[:copy(room[:], text)]
	for i, c := range lower {
		if c == ' ' {
			lower[i] = '_'
		} else if c >= 'A' && c <= 'Z' {
			lower[i] = c - 'A' + 'a'
		}
	}
	return placeholders[string(lower)] ||
		len(bytes.TrimLeft(lower, "-_.?*/,:;\u2013\u2014\u2026")) == 0 ||
		len(lower) > 1 && len(bytes.TrimLeft(lower, "x")) == 0
}

var _ = fieldRule("mojibake", schema.Warning,
	"RFC 8259, section 8.1; Unicode, U+FFFD", Words{
		"The text '%[1]s' has characters that were damaged when it was converted. Read the source in its own encoding and write UTF-8 once.",
		"Teks '%[1]s' memuat karakter yang rusak saat dikonversi. Baca sumbernya dengan pengodean aslinya, lalu tulis sebagai UTF-8 satu kali."},
	isWords,
	func(p *Place, v *schema.Value) Outcome {
		if !v.IsText() {
			return skip
		}
		return pass(!isDamaged(p.content))
	})

// isDamaged looks for the sign of a character that could not be read, and for UTF-8 that was taken for Latin-1 and made
// into UTF-8 once more: é as Ã©, ’ as â€™, а as Ð°.
func isDamaged(text []byte) bool {
	const lead = '\xc3' // of every letter that such a text shows first
	for at := bytes.IndexByte(text, lead); at >= 0 && at+3 < len(text); {
		if isTwice(text[at+1], text[at+2:]) {
			return true
		}
		next := bytes.IndexByte(text[at+1:], lead)
		if next < 0 {
			break
		}
		at += 1 + next
	}
	return bytes.Contains(text, []byte("\ufffd"))
}

// isTwice says whether the letter c3 xx and the bytes after it are one character that was made into UTF-8 twice. Words
// may end in Ã, Ð or Ñ, and a space that does not break, a quotation mark or a raised letter may stand behind them.
func isTwice(letter byte, rest []byte) bool {
	latin := rest[0] == '\xc2'
	switch letter {
	case '\x82': // Â
		return latin && rest[1] != '\xbb'
	case '\x83': // Ã
		return latin && bytes.IndexByte([]byte("\xa0\xab\xbb"), rest[1]) < 0
	case '\x90', '\x91': // Ð, Ñ
		return latin && bytes.IndexByte([]byte("\xa0\xaa\xab\xba\xbb"), rest[1]) < 0
	case '\xa2': // â
		return latin && rest[1] < '\xa0' || bytes.HasPrefix(rest, []byte("€"))
	case '\xaf': // ï
		return bytes.HasPrefix(rest, []byte("¿½"))
	}
	return false
}
