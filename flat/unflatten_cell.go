package flat

import (
	"bytes"
	"math/big"
	"strconv"
	"strings"
	"time"

	"github.com/go-json-experiment/json/jsontext"
)

// Limits of a number, beyond which schema.Read would refuse it.
const (
	mostDigits   = 100
	mostExponent = 308
)

// appendCell appends a cell as the JSON value that its column wants; as text, and false, where it cannot be that.
func appendCell(out, cell []byte, k kind) (_ []byte, fits bool) {
	switch k {
	case ofNumber:
		if n, ok := numberText(cell); ok {
			return append(out, n...), true
		}
	case ofInteger:
		if n, ok := integerText(cell); ok {
			return append(out, n...), true
		}
	case ofBoolean:
		if b, ok := truth(cell); ok {
			return strconv.AppendBool(out, b), true
		}
	case ofTexts:
		return appendList(out, cell, ofText), true
	case ofNumbers:
		for part := range bytes.SplitSeq(cell, []byte{';'}) {
			if _, ok := numberText(part); !ok {
				return appendList(out, cell, ofText), false
			}
		}
		return appendList(out, cell, ofNumber), true
	case ofText, ofAny:
		return appendText(out, cell), true
	}
	return appendText(out, cell), false
}

// appendList cuts a cell at its semicolons.
func appendList(out, cell []byte, k kind) []byte {
	out = append(out, '[')
	for part := range bytes.SplitSeq(cell, []byte{';'}) {
		if out[len(out)-1] != '[' {
			out = append(out, ',')
		}
		out, _ = appendCell(out, part, k)
	}
	return append(out, ']')
}

// appendText appends a cell as a JSON string. The readers let only UTF-8 through.
func appendText(out, cell []byte) []byte {
	quoted, err := jsontext.AppendQuote(out, cell)
	if err != nil {
		quoted, _ = jsontext.AppendQuote(out, bytes.ToValidUTF8(cell, []byte("\uFFFD")))
	}
	return quoted
}

// numberText writes a number as JSON has it: spaces, a plus and leading zeros are passed over, as flatten-tool does.
func numberText(cell []byte) ([]byte, bool) {
	cell = bytes.TrimSpace(cell)
	if plain(cell) {
		return cell, true
	}
	n := strings.TrimPrefix(string(cell), "+")
	n, negative := strings.CutPrefix(n, "-")
	mantissa, exponent, powered := strings.Cut(strings.ToLower(n), "e")
	whole, fraction, pointed := strings.Cut(mantissa, ".")
	if !digits(whole+fraction) || whole+fraction == "" || len(n) > mostDigits {
		return nil, false
	}
	out := strings.TrimLeft(whole, "0")
	if out == "" {
		out = "0"
	}
	if negative {
		out = "-" + out
	}
	if pointed && fraction != "" {
		out += "." + fraction
	}
	if powered {
		e, err := strconv.Atoi(exponent)
		if err != nil || e > mostExponent || e < -mostExponent {
			return nil, false
		}
		out += "e" + strconv.Itoa(e)
		if _, err := strconv.ParseFloat(out, 64); err != nil {
			return nil, false
		}
	}
	return []byte(out), true
}

// plain says whether a cell is digits, and perhaps a point and more of them, as JSON writes them: nearly all numbers are.
func plain(cell []byte) bool {
	whole, fraction, pointed := bytes.Cut(bytes.TrimPrefix(cell, []byte{'-'}), []byte{'.'})
	if len(cell) > mostDigits || len(whole) == 0 || len(whole) > 1 && whole[0] == '0' || pointed && len(fraction) == 0 {
		return false
	}
	return digits(whole) && digits(fraction)
}

func digits[T string | []byte](text T) bool {
	for i := range len(text) {
		if text[i] < '0' || text[i] > '9' {
			return false
		}
	}
	return true
}

// integerText is the same for whole numbers, which workbooks may write as 12.0 or 1.2E+1.
func integerText(cell []byte) ([]byte, bool) {
	n, ok := numberText(cell)
	if !ok || digits(bytes.TrimPrefix(n, []byte{'-'})) {
		return n, ok
	}
	r, ok := new(big.Rat).SetString(string(n))
	if !ok || !r.IsInt() || r.Num().BitLen() > 63 {
		return nil, false
	}
	return []byte(r.Num().String()), true
}

func truth(cell []byte) (value, ok bool) {
	switch strings.ToLower(string(cell)) {
	case "true", "1":
		return true, true
	case "false", "0":
		return false, true
	}
	return false, false
}

// Kinds that no schema has: of a cell that should be a number and is not certain to be the one it looks like, and of a
// text that is to be a date-time.
const (
	noNumber kind = 255
	ofMoment kind = 254
)

// fault says why a cell is not what the schema wants. Its text is kept.
type fault byte

const (
	fitting fault = iota
	misfit
	ambiguous // it can be read in two ways
)

// decimalPoint writes a number that is written as Indonesian spreadsheets do, 1.000,50, with a point; any other text
// stays. It is false for 1.000, which there would be a thousand, and elsewhere one.
func decimalPoint(cell []byte) (_ []byte, certain bool) {
	whole, fraction, decimal := bytes.Cut(bytes.TrimSpace(cell), []byte{','})
	first, groups, grouped := bytes.Cut(bytes.TrimPrefix(whole, []byte{'-'}), []byte{'.'})
	isThousands := grouped && digits(first) && len(first) >= 1 && len(first) <= 3
	for group := range bytes.SplitSeq(groups, []byte{'.'}) {
		isThousands = isThousands && len(group) == 3 && digits(group)
	}
	switch {
	case grouped && !isThousands, decimal && (!digits(fraction) || len(fraction) == 0):
		return cell, true
	case isThousands && !decimal && len(groups) == 3:
		return cell, false
	}
	out := bytes.ReplaceAll(whole, []byte{'.'}, nil)
	if decimal {
		out = append(append(out, '.'), fraction...)
	}
	return out, true
}

// Days as workbooks count them, from 1899-12-30: of a number outside these years it is not certain that it is a day.
const (
	firstDay = 9_133  // 1925
	lastDay  = 73_051 // 2100
)

// moment is what a workbook's number is as a date-time, for cells that are formatted as days; false for other cells.
func moment(cell []byte) ([]byte, bool) {
	days, ok := new(big.Rat).SetString(string(cell))
	if !ok || !plain(cell) || days.Cmp(big.NewRat(firstDay, 1)) < 0 || days.Cmp(big.NewRat(lastDay, 1)) > 0 {
		return nil, false
	}
	seconds := days.Mul(days, big.NewRat(24*60*60, 1))
	rounded, _ := new(big.Float).SetRat(seconds.Add(seconds, big.NewRat(1, 2))).Int64()
	day := time.Date(1899, time.December, 30, 0, 0, 0, 0, time.UTC)
	return day.Add(time.Duration(rounded)*time.Second).AppendFormat(nil, time.RFC3339), true
}
