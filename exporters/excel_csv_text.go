package exporters

import (
	"bytes"
	"unicode/utf8"
)

const (
	exactDigits  = 15  // of a number that a spreadsheet keeps (IEEE 754 binary64)
	formulaLimit = 255 // characters of a text in a formula
)

func appendExcelText(dst, cell []byte) []byte {
	switch {
	case exceedsCell(cell):
		return appendField(dst, longNotice(cell), &semicolonSpecial)
	case looksTyped(cell):
		if len(cell) <= formulaLimit {
			return appendAsText(dst, cell)
		}
	case !looksLikeFormula(cell):
		return appendField(dst, cell, &semicolonSpecial)
	}
	return appendField(dst, append([]byte{'\''}, cell...), &semicolonSpecial)
}

// significantDigits counts the digits of a number between the first and the last that is not zero.
func significantDigits(number []byte) int {
	if len(number) <= exactDigits { // also with all that is not a digit
		return len(number)
	}
	count, zeros := 0, 0
	for _, c := range number {
		switch {
		case c == '0' && count > 0:
			zeros++
		case c >= '1' && c <= '9':
			count += zeros + 1
			zeros = 0
		}
	}
	return count
}

// looksLikeFormula tells whether a program could take the text for a formula.
func looksLikeFormula(cell []byte) bool {
	switch c := cell[0]; {
	case c == '\t' || c == '\r' || c == '\n':
		return true
	case c > '@' && c < utf8.RuneSelf:
		return false
	}
	rest := bytes.TrimLeft(cell, " \u00a0")
	return len(rest) > 0 && bytes.IndexByte([]byte("=+-@"), rest[0]) >= 0
}

// looksTyped tells whether a spreadsheet could take the text for a number, a percentage, an amount, a fraction, a day,
// an hour, a truth value or an error. It rather says so once too often: then the text is kept all the same.
func looksTyped(cell []byte) bool {
	if lowered(cell, typedWords) {
		return true
	}
	digits := false
	for i := 0; i < len(cell); {
		c := cell[i]
		switch {
		case c >= '0' && c <= '9':
			digits = true
			i++
		case c < utf8.RuneSelf && typedBytes[c]:
			i++
		default:
			n := typedWord(cell[i:])
			if n == 0 {
				return false
			}
			i += n
		}
	}
	return digits
}

// typedBytes are what stands between the digits of numbers, days and hours.
var typedBytes = func() (t [utf8.RuneSelf]bool) {
	for _, c := range []byte(" .,:/+-%()'$") {
		t[c] = true
	}
	return t
}()

// typedWord is how long the word or sign is that the text begins with, if it can stand in a number, a day or an hour.
func typedWord(text []byte) int {
	n := 0
	for n < len(text) && (text[n]|0x20 >= 'a' && text[n]|0x20 <= 'z') {
		n++
	}
	if n > 0 && lowered(text[:n], typedParts) {
		return n
	}
	for _, sign := range []string{"\u00a0", "\u202f", "€", "£", "¥"} {
		if n == 0 && bytes.HasPrefix(text, []byte(sign)) {
			return len(sign)
		}
	}
	return 0
}

// lowered tells whether the word is among others, which are in lower case.
func lowered(word []byte, words map[string]bool) bool {
	var low [longestWord]byte
	if len(word) > len(low) {
		return false
	}
	for i, c := range word {
		if c >= 'A' && c <= 'Z' {
			c |= 0x20
		}
		low[i] = c
	}
	return words[string(low[:len(word)])]
}

// typedParts are words within numbers, days and hours: exponents, currencies, halves of the day, months in Indonesian
// and English. The rest of the words are in typedWords: they are taken for something else where they stand alone.
var typedParts, typedWords = wordSet(
	"e", "rp", "idr", "usd", "am", "pm", "jan", "feb", "mar", "apr", "mei", "may", "jun", "jul", "agu", "ags", "agt", "agust",
	"aug", "sep", "sept", "okt", "oct", "nov", "nop", "des", "dec", "januari", "january", "februari", "february", "maret",
	"march", "april", "juni", "june", "juli", "july", "agustus", "august", "september", "oktober", "october", "november",
	"nopember", "desember", "december", "senin", "selasa", "rabu", "kamis", "jumat", "sabtu", "minggu"),
	wordSet("true", "false", "benar", "salah", "#n/a", "#ref!", "#name?", "#value!", "#num!", "#null!", "#div/0!")

const longestWord = len("september")

func wordSet(words ...string) map[string]bool {
	s := make(map[string]bool, len(words))
	for _, w := range words {
		s[w] = true
	}
	return s
}
