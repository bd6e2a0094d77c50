package tables

import "bytes"

// The digits that cells hold, of a decimal's 38.
const (
	moneyScale  = 4 // after the point, of amounts of money
	numberScale = 6 // of other numbers: quantities, scores, percentages
	mostDigits  = 38
)

// appendDecimal appends a JSON number without exponent, with at most scale digits after the point, rounded half away
// from zero; its text decides, no floating point is involved. exact says that nothing was rounded. It is not ok, and
// nothing is appended, where digits before the point do not fit, or the text is no number.
func appendDecimal(out, number []byte, scale int) (_ []byte, exact, ok bool) {
	if isPlain(number, scale) {
		return append(out, number...), true, true
	}
	n, ok := readNumeral(number)
	if !ok {
		return out, false, false
	}
	exact = n.round(scale)
	if n.point > mostDigits-scale {
		return out, false, false
	}
	return n.append(out), exact, true
}

// isPlain says whether a number already has the form of a cell.
func isPlain(number []byte, scale int) bool {
	whole, fraction, pointed := bytes.Cut(number, []byte{'.'})
	if len(whole) == 0 || whole[0] == '-' || len(whole) > mostDigits-scale || len(fraction) > scale || pointed == (len(fraction) == 0) {
		return false // negative ones are looked at more closely, because of -0
	}
	return areDigits(whole) && areDigits(fraction) && (whole[0] != '0' || len(whole) == 1)
}

func areDigits(text []byte) bool {
	for _, b := range text {
		if b < '0' || b > '9' {
			return false
		}
	}
	return true
}

// numeral is a number as 0.DIGITS with the point moved to the right by as many places as point says.
type numeral struct {
	negative bool
	digits   []byte // the first is not 0; empty for zero
	point    int
}

// readNumeral takes a JSON number apart.
func readNumeral(text []byte) (n numeral, ok bool) {
	text, n.negative = bytes.CutPrefix(text, []byte{'-'})
	var exponent int
	if i := bytes.IndexAny(text, "eE"); i >= 0 {
		if exponent, ok = readExponent(text[i+1:]); !ok {
			return n, false
		}
		text = text[:i]
	}
	whole, fraction, pointed := bytes.Cut(text, []byte{'.'})
	if len(whole) == 0 || pointed && len(fraction) == 0 || !areDigits(whole) || !areDigits(fraction) {
		return n, false
	}
	digits := append(append(make([]byte, 0, len(text)+1), whole...), fraction...)
	n.digits = bytes.TrimLeft(digits, "0")
	n.point = len(whole) + exponent - (len(digits) - len(n.digits))
	if len(n.digits) == 0 {
		n.point = 1
	}
	return n, true
}

// readExponent reads what follows the e. Beyond a million it makes no difference how far.
func readExponent(text []byte) (exponent int, ok bool) {
	negative := bytes.HasPrefix(text, []byte{'-'})
	if negative || bytes.HasPrefix(text, []byte{'+'}) {
		text = text[1:]
	}
	if len(text) == 0 || !areDigits(text) {
		return 0, false
	}
	for _, b := range text {
		exponent = min(exponent*10+int(b-'0'), 1_000_000)
	}
	if negative {
		exponent = -exponent
	}
	return exponent, true
}

// round leaves at most scale digits after the point, half away from zero, and says whether that changed nothing.
func (n *numeral) round(scale int) (exact bool) {
	keep := n.point + scale
	if len(n.digits) <= keep {
		return true
	}
	if keep < 0 {
		n.digits, n.point = nil, 1
		return false
	}
	up := n.digits[keep] >= '5'
	exact = len(bytes.TrimLeft(n.digits[keep:], "0")) == 0
	if n.digits = n.digits[:keep]; up {
		n.increase()
	}
	return exact
}

// increase adds one at the last digit.
func (n *numeral) increase() {
	for i := len(n.digits) - 1; i >= 0; i-- {
		if n.digits[i]++; n.digits[i] <= '9' {
			return
		}
		n.digits[i] = '0'
	}
	n.digits = append([]byte{'1'}, n.digits...)
	n.point++
}

func (n *numeral) append(out []byte) []byte {
	if n.negative && len(bytes.TrimLeft(n.digits, "0")) > 0 {
		out = append(out, '-')
	}
	if n.point <= 0 {
		out = append(out, '0')
	}
	for i := range n.point {
		if i < len(n.digits) {
			out = append(out, n.digits[i])
		} else {
			out = append(out, '0')
		}
	}
	if len(n.digits) > max(n.point, 0) {
		out = append(out, '.')
		out = append(out, bytes.Repeat([]byte{'0'}, max(-n.point, 0))...)
		out = append(out, n.digits[max(n.point, 0):]...)
	}
	return out
}
