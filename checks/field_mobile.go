package checks

import (
	"bytes"
	"strings"
)

// mobileNumber finds an Indonesian mobile number in a text: 08… or +62 8… with 10 to 13 digits counted from the 0;
// nil where there is none.
func mobileNumber(text []byte) []byte {
	for from := 0; ; {
		at := bytes.IndexByte(text[from:], '8')
		if at < 0 {
			return nil
		}
		at += from
		start := mobileStart(text, at)
		if start >= 0 {
			if end := mobileEnd(text, at); end > 0 {
				return text[start:end]
			}
		}
		from = at + 1
	}
}

// mobileStart gives where the number starts whose 8 stands at a place, negative where what is before is no prefix.
func mobileStart(text []byte, eight int) int {
	before := bytes.TrimRight(text[:eight], ") -")
	start := -1
	switch {
	case bytes.HasSuffix(before, []byte("0")) && (len(before) == eight || text[eight-1] == ')'):
		start = len(before) - 1
	case bytes.HasSuffix(before, []byte("62")):
		start = len(before) - 2
	}
	if start > 0 && isAlphanumeric(text[start-1]) || start > 1 && text[start-1] == '.' && isDigit(text[start-2]) {
		return -1
	}
	if start > 0 && text[start-1] == '+' {
		start--
	}
	return start
}

// mobileEnd gives where the number ends whose 8 stands at a place, 0 where no such number can be. Its groups have three
// digits or more, which days and months have not.
func mobileEnd(text []byte, eight int) (end int) {
	const least, most = 9, 12 // digits from the 8 on
	if eight+2 >= len(text) || !isOperator(text[eight+1], text[eight+2]) {
		return 0
	}
	digits, group, gap := 0, 0, 0
	for i := eight; i < len(text) && digits <= most && gap <= 3; i++ {
		if !isDigit(text[i]) {
			if bytes.IndexByte([]byte(" -.)"), text[i]) < 0 || group > 0 && group < 3 {
				break
			}
			group, gap = 0, gap+1
			continue
		}
		digits, group, gap = digits+1, group+1, 0
		if last := i+1 == len(text) || !isDigit(text[i+1]); last && group >= 3 && digits >= least && digits <= most {
			end = i + 1
		}
	}
	return wholeNumber(text, end)
}

// wholeNumber says no to what goes on as the number of a letter does: 0812345678/SPK/2025.
func wholeNumber(text []byte, end int) int {
	rest := text[end:]
	if len(rest) > 0 && isAlphanumeric(rest[0]) || len(rest) > 1 && rest[0] == '/' && !isDigit(rest[1]) && isAlphanumeric(rest[1]) {
		return 0
	}
	return end
}

// isOperator knows the two digits after the 8 that Indonesian operators of mobile networks have.
func isOperator(third, fourth byte) bool {
	var fourths string
	switch third {
	case '1':
		fourths = "123456789"
	case '2':
		fourths = "1238"
	case '3':
		fourths = "12358"
	case '5':
		fourths = "12356789"
	case '7':
		fourths = "789"
	case '8':
		fourths = "123456789"
	case '9':
		fourths = "56789"
	}
	return strings.IndexByte(fourths, fourth) >= 0
}
