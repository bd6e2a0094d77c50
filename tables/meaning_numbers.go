package tables

import (
	"bytes"
	"math/big"

	"terang/schema"
)

// separators stand between thousands, and before the fraction, by language.
var separators = [2][2]byte{{',', '.'}, {'.', ','}}

// group appends a decimal with its thousands set apart.
func group(out, decimal []byte, language int) []byte {
	decimal, negative := bytes.CutPrefix(decimal, []byte{'-'})
	if negative {
		out = append(out, '-')
	}
	whole, fraction, pointed := bytes.Cut(decimal, []byte{'.'})
	for i, digit := range whole {
		if i > 0 && (len(whole)-i)%3 == 0 {
			out = append(out, separators[language][0])
		}
		out = append(out, digit)
	}
	if pointed {
		out = append(append(out, separators[language][1]), fraction...)
	}
	return out
}

// exactScale is how many digits after the point sentences write; numbers with more are no part of one.
const exactScale = 18

// number appends a number as people write it; false where it has too many digits for that.
func (e *event) number(language int, v *schema.Value) bool {
	text, exact, ok := appendDecimal(nil, v.Raw(), exactScale)
	if !v.IsNumber() || !exact || !ok {
		return false
	}
	e.text = group(e.text, text, language)
	return true
}

// amount appends an amount of money: Rp1.500,50 and IDR 1,500.50.
func (e *event) amount(language int, v *schema.Value, currency []byte) bool {
	switch {
	case language == indonesian && string(currency) == "IDR":
		e.text = append(e.text, "Rp"...)
	case len(currency) > 0:
		e.text = append(append(e.text, currency...), ' ')
	}
	return e.number(language, v)
}

// percent appends by how much the number rose or fell, with a space before it; nothing where it was not positive.
func (e *event) percent(language int) bool {
	from, to := e.before.Number(), e.after.Number()
	if from == nil || to == nil {
		return false
	}
	if from.Sign() <= 0 {
		return true
	}
	share := new(big.Rat).Sub(to, from)
	share.Mul(share.Abs(share), big.NewRat(100, 1)).Quo(share, from)
	text := share.FloatString(1) // of a fraction of whole numbers: exact, half away from zero
	if e.text = append(e.text, [2]string{" by ", " "}[language]...); text == "0.0" {
		e.text = append(e.text, [2]string{"less than ", "kurang dari "}[language]...)
		text = "0.1"
	}
	e.text = append(group(e.text, []byte(text), language), '%')
	return true
}
