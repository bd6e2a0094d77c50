package tables

import (
	"bytes"
	"math/big"
	"strings"

	"terang/schema"
)

// sum adds up amounts of money as their own cells have them. It is known only where there is something to add, every
// amount and every currency is there, and all currencies are the same.
type sum struct {
	total    big.Int // in units of the last digit that cells of money have
	currency []byte
	count    int
	unknown  bool
	rounded  bool // one of the amounts was

	text  []byte
	digit big.Int
}

func (s *sum) reset() {
	s.total.SetInt64(0)
	s.currency, s.count, s.unknown, s.rounded = nil, 0, false, false
}

// add takes a Value, an object with amount and currency.
func (s *sum) add(value *schema.Value) {
	s.count++
	currency, amount := content(value.Get("currency")), value.Get("amount")
	if s.unknown = s.unknown || !amount.IsNumber() || len(currency) == 0 || s.count > 1 && !bytes.Equal(currency, s.currency); s.unknown {
		return
	}
	s.currency = currency
	text, exact, ok := appendDecimal(s.text[:0], amount.Raw(), moneyScale)
	if s.text, s.rounded = text, s.rounded || !exact; !ok {
		s.unknown = true
		return
	}
	s.total.Add(&s.total, s.units())
}

// units is the amount in text, in units of the last digit.
func (s *sum) units() *big.Int {
	whole, fraction, _ := bytes.Cut(s.text, []byte{'.'})
	digits := string(whole) + string(fraction) + strings.Repeat("0", moneyScale-len(fraction))
	s.digit.SetString(digits, 10)
	return &s.digit
}

// append appends the sum as a cell has it, without zeros at its end; nothing where it is not known or too large.
func (s *sum) append(out []byte) (_ []byte, currency []byte) {
	if s.count == 0 || s.unknown {
		return out, nil
	}
	digits := s.total.Append(s.text[:0], 10)
	out, _, ok := appendDecimal(out, append(digits, "e-4"...), moneyScale)
	if s.text = digits; !ok {
		s.rounded = true
		return out, nil
	}
	return withoutZeros(out), s.currency
}

// withoutZeros takes the zeros from the end of a decimal's fraction, and the point with the last of them.
func withoutZeros(decimal []byte) []byte {
	if bytes.IndexByte(decimal, '.') < 0 {
		return decimal
	}
	return bytes.TrimRight(bytes.TrimRight(decimal, "0"), ".")
}
