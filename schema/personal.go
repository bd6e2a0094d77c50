package schema

import (
	"bytes"
	"math/bits"
	"regexp"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
)

// This file finds numbers of persons, which never enter the ledger (DESIGN.md, rulings on the data 1 and 9):
// identity numbers (NIK) anywhere, and bank accounts in members or texts that name them.

// personal finds numbers of persons in a line, with pointers relative to it. The value is not repeated.
func personal(line []byte) (all []Finding) {
	for _, at := range identityNumbers(line) {
		all = append(all, Finding{Code: CodeIdentity, Severity: Error, Pointer: pointerAt(line, at)})
	}
	if mayNameAccount(line) {
		all = append(all, bankAccounts(line)...)
	}
	return all
}

// identityNumbers gives the offsets of digit runs that have the form of an Indonesian identity number. A run of 16
// covers one of any 16 bytes that follow each other, so that only every 16th is looked at.
func identityNumbers(line []byte) (offsets []int) {
	const length = 16
	for i := length - 1; i < len(line); i += length {
		if !isDigit(line[i]) {
			continue
		}
		start, end := i, i
		for start > 0 && isDigit(line[start-1]) {
			start--
		}
		for end < len(line) && isDigit(line[end]) {
			end++
		}
		if end-start == length && isIdentityNumber(line[start:end]) && !isFraction(line, start, end) {
			offsets = append(offsets, start)
		}
	}
	return offsets
}

func isDigit(b byte) bool { return b >= '0' && b <= '9' }

// isFraction says whether the run is a part of a number with a decimal point.
func isFraction(line []byte, start, end int) bool {
	return start > 0 && line[start-1] == '.' || end+1 < len(line) && line[end] == '.' && line[end+1] >= '0' && line[end+1] <= '9'
}

// isIdentityNumber checks the form PPRRDD ddmmyy ssss: province, regency, district, day of birth (40 more for
// women), month, year, and a serial (Permendagri 72/2022 on identity numbers).
func isIdentityNumber(d []byte) bool {
	two := func(at int) int { return int(d[at]-'0')*10 + int(d[at+1]-'0') }
	day := two(6)
	if day > 40 {
		day -= 40
	}
	return strings.Contains(provinces, string(d[:2])+" ") && two(2) > 0 && two(4) > 0 &&
		day >= 1 && day <= 31 && two(8) >= 1 && two(8) <= 12 && string(d[12:]) != "0000"
}

// provinces are the Kemendagri codes of the provinces.
const provinces = "11 12 13 14 15 16 17 18 19 21 31 32 33 34 35 36 51 52 53 61 62 63 64 65 71 72 73 74 75 76 81 82 91 92 93 94 95 96 97 "

// accountWords are those without which a line names no bank account. The places of two of their letters that are next
// to each other tell where to look: one an even, the other an odd number of bytes from the word's start.
var accountWords = []struct {
	word      string
	even, odd int
}{{"ekening", 0, 1}, {"EKENING", 0, 1}, {"ccount", 0, 1}, {"IBAN", 0, 1}, {"iban", 0, 1}, {"norek", 0, 3}}

// accountFirst and accountSecond have, for a byte, a bit for each word in which it is the first or second of the two.
var accountFirst, accountSecond = func() (first, second [256]byte) {
	for i, w := range accountWords {
		for _, at := range []int{w.even, w.odd} {
			first[w.word[at]] |= 1 << i
			second[w.word[at+1]] |= 1 << i
		}
	}
	return first, second
}()

// mayNameAccount is the quick way to know that a line names no bank account: it looks at every second pair of bytes.
func mayNameAccount(line []byte) bool {
	for i := 1; i < len(line); i += 2 {
		if words := accountFirst[line[i-1]] & accountSecond[line[i]]; words != 0 && accountWordAt(line, i-1, words) {
			return true
		}
	}
	return false
}

// accountWordAt says whether the pair of bytes at i belongs to one of the words of which the bits are given.
func accountWordAt(line []byte, i int, words byte) bool {
	for ; words != 0; words &= words - 1 {
		w := &accountWords[bits.TrailingZeros8(words)]
		for _, at := range [2]int{i - w.even, i - w.odd} {
			if at >= 0 && at+len(w.word) <= len(line) && string(line[at:at+len(w.word)]) == w.word {
				return true
			}
		}
	}
	return false
}

var (
	// accountName is a member name that holds an account; kode rekening is a code of the budget, not an account.
	accountName = regexp.MustCompile(`(?i)^(no|nomor|number|bank)?_?(rekening|rek|bankaccount|accountnumber|account_?no|iban)(_?(bank|penyedia|vendor|number|no|nomor))?$`)
	// accountText is a text that gives an account.
	accountText = regexp.MustCompile(`(?i)\b(no\.?|nomor|rek(ening)?\.? bank|account (no\.?|number))\s*(rek(ening)?\.?)?\s*:?\s*\d[\d .-]{6,}\d`)
	digits      = regexp.MustCompile(`\d[\d .-]{4,}\d`)
)

func bankAccounts(line []byte) (all []Finding) {
	d := jsontext.NewDecoder(bytes.NewBuffer(line), options)
	for {
		token, err := d.ReadToken()
		if err != nil {
			return all
		}
		kind, n := d.StackIndex(d.StackDepth())
		if isName := kind == '{' && n%2 == 1; isName || (token.Kind() != '"' && token.Kind() != '0') {
			continue
		}
		pointer := d.StackPointer()
		value := token.String()
		if accountName.MatchString(pointer.LastToken()) && digits.MatchString(value) || namesAccount(value) {
			all = append(all, Finding{Code: CodeAccount, Severity: Error, Pointer: string(pointer)})
		}
	}
}

// namesAccount says whether the text gives an account: it must speak of one, not only of a number.
func namesAccount(text string) bool {
	lower := strings.ToLower(text)
	return (strings.Contains(lower, "rek") || strings.Contains(lower, "account")) &&
		!strings.Contains(lower, "kode rekening") && accountText.MatchString(text) && accountWord.MatchString(accountText.FindString(text))
}

var accountWord = regexp.MustCompile(`(?i)rek|account`)

// pointerAt is the JSON Pointer of the value that holds the byte at offset.
func pointerAt(line []byte, offset int) string {
	d := jsontext.NewDecoder(bytes.NewBuffer(line), options)
	for {
		if _, err := d.ReadToken(); err != nil || int(d.InputOffset()) > offset {
			return string(d.StackPointer())
		}
	}
}
