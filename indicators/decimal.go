package indicators

import (
	"math/big"
	"strconv"
	"strings"

	"terang/schema"
)

// decimal is an exact decimal number: units of 10^-places. It is small, so that a million fit in memory.
type decimal struct {
	units  int64
	places int8
}

// mostUnits is how many digits a decimal holds for sure.
const mostUnits = 18

// decimalOf reads a JSON number; false where it is none, or has more than 18 digits.
func decimalOf(v *schema.Value) (d decimal, ok bool) {
	if !v.IsNumber() {
		return d, false
	}
	return parseDecimal(string(v.Raw()))
}

func parseDecimal(text string) (d decimal, ok bool) {
	mantissa, exponent, scientific := strings.Cut(strings.ToLower(text), "e")
	shift := 0
	if scientific {
		var err error
		if shift, err = strconv.Atoi(exponent); err != nil || shift > mostUnits || shift < -mostUnits {
			return d, false
		}
	}
	whole, part, _ := strings.Cut(mantissa, ".")
	part = strings.TrimRight(part, "0")
	places := len(part) - shift
	if places < 0 {
		part, places = part+strings.Repeat("0", -places), 0
	}
	units, err := strconv.ParseInt(whole+part, 10, 64)
	if err != nil || places > mostUnits || units >= 1e18 || units <= -1e18 {
		return d, false
	}
	return decimal{units, int8(places)}, true
}

var powers = func() (p [mostUnits + 1]int64) {
	p[0] = 1
	for i := 1; i < len(p); i++ {
		p[i] = p[i-1] * 10
	}
	return p
}()

// rat is the exact value.
func (d decimal) rat() *big.Rat { return big.NewRat(d.units, powers[d.places]) }

func (d decimal) isZero() bool { return d.units == 0 }

// cmp compares exactly.
func (d decimal) cmp(e decimal) int {
	if d.places == e.places {
		switch {
		case d.units < e.units:
			return -1
		case d.units > e.units:
			return 1
		}
		return 0
	}
	return d.rat().Cmp(e.rat())
}

// text writes the number without needless zeros.
func (d decimal) text() string { return plain(d.rat()) }

// plain writes a number that has a finite decimal form without needless zeros.
func plain(r *big.Rat) string {
	if r.IsInt() {
		return r.Num().String()
	}
	return strings.TrimRight(r.FloatString(mostUnits), "0")
}

// fraction is part of whole, exact.
func fraction(part, whole int64) *big.Rat { return big.NewRat(part, whole) }

// quotient divides exactly; nil where the divisor is zero.
func quotient(a, b *big.Rat) *big.Rat {
	if b.Sign() == 0 {
		return nil
	}
	return new(big.Rat).Quo(a, b)
}

// ratio writes an exact ratio with four digits after the point, rounded half away from zero.
func ratio(r *big.Rat) string { return r.FloatString(4) }

func digits(n int64) string { return strconv.FormatInt(n, 10) }

// money is an amount in a currency.
type money struct {
	decimal
	currency string
}

// moneyOf reads a Value of OCDS. A currency that is not given is one that is not known, and equal to none.
func moneyOf(v *schema.Value) (m money, ok bool) {
	m.currency = v.Get("currency").Text()
	m.decimal, ok = decimalOf(v.Get("amount"))
	return m, ok && m.currency != ""
}

// sum adds up amounts of one currency.
type sum struct {
	total    big.Rat
	currency string
	count    int
	mixed    bool
}

func (s *sum) add(m money) {
	if s.count++; s.count == 1 {
		s.currency = m.currency
	}
	s.mixed = s.mixed || m.currency != s.currency
	s.total.Add(&s.total, m.rat())
}
