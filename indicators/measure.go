package indicators

import "math/big"

// small is what a contract or process adds to a figure of counted things: part of whole.
type small struct {
	part, whole uint16
	lack        lack
}

// large is what it adds to a figure of amounts, which have so many decimal places.
type large struct {
	part, whole int64
	places      int8
	lack        lack
}

// one counts a contract, as one that is so or not.
func one(is bool) small {
	if is {
		return small{1, 1, nothing}
	}
	return small{0, 1, nothing}
}

// largeOf sets two decimals beside each other.
func largeOf(part, whole decimal) large {
	l := large{places: max(part.places, whole.places)}
	var ok, fits bool
	l.part, ok = part.scaled(l.places)
	if l.whole, fits = whole.scaled(l.places); !ok || !fits {
		return large{lack: amountTooLong}
	}
	return l
}

// scaled is a decimal in units of 10^-places; false where that does not fit.
func (d decimal) scaled(places int8) (int64, bool) {
	by := powers[places-d.places]
	n := d.units * by
	return n, d.units == 0 || n/by == d.units && n%by == 0 && (n < 0) == (d.units < 0)
}

// total adds up parts and wholes exactly: in whole numbers while they fit, and then as fractions.
type total struct {
	part, whole int64
	places      int8
	n           int
	exact       [2]*big.Rat // nil while the numbers fit
}

const roomy = 1 << 61

func (t *total) add(l large) {
	if t.n++; t.n == 1 {
		t.places = l.places
	}
	small := func(n int64) bool { return n < roomy && n > -roomy }
	if t.exact[0] == nil && l.places == t.places && small(l.part) && small(l.whole) && small(t.part) && small(t.whole) {
		t.part, t.whole = t.part+l.part, t.whole+l.whole
		return
	}
	if t.exact[0] == nil {
		t.exact = [2]*big.Rat{big.NewRat(t.part, powers[t.places]), big.NewRat(t.whole, powers[t.places])}
	}
	t.exact[0].Add(t.exact[0], big.NewRat(l.part, powers[l.places]))
	t.exact[1].Add(t.exact[1], big.NewRat(l.whole, powers[l.places]))
}

// sums are the parts and the wholes together.
func (t *total) sums() (part, whole *big.Rat) {
	if t.exact[0] != nil {
		return t.exact[0], t.exact[1]
	}
	return big.NewRat(t.part, powers[t.places]), big.NewRat(t.whole, powers[t.places])
}
