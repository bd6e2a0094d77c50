package indicators

import (
	"math/big"
	"math/bits"
	"slices"
)

// share is an exact ratio of two whole numbers, none of them negative: small, so that a million can be sorted.
type share struct{ part, whole int64 }

func (s share) rat() *big.Rat { return big.NewRat(s.part, s.whole) }

// cmp compares exactly, by products of 128 bits.
func (s share) cmp(t share) int {
	aHi, aLo := bits.Mul64(uint64(s.part), uint64(t.whole))
	bHi, bLo := bits.Mul64(uint64(t.part), uint64(s.whole))
	switch {
	case aHi != bHi:
		return sign(aHi > bHi)
	case aLo != bLo:
		return sign(aLo > bLo)
	}
	return 0
}

func sign(greater bool) int {
	if greater {
		return 1
	}
	return -1
}

// quartiles are the first and third of values (Hyndman and Fan, 1996, type 8, which depends least on the distribution),
// exact; of no values they are nil.
func quartiles(values []share) (q1, q3 *big.Rat) {
	if len(values) == 0 {
		return nil, nil
	}
	slices.SortFunc(values, share.cmp)
	return quantile(values, big.NewRat(1, 4)), quantile(values, big.NewRat(3, 4))
}

// quantile reads sorted values at p: h = (n + 1/3) p + 1/3, between the values around it in proportion, and no further
// out than the first and the last.
func quantile(sorted []share, p *big.Rat) *big.Rat {
	third := big.NewRat(1, 3)
	h := new(big.Rat).Add(big.NewRat(int64(len(sorted)), 1), third)
	h.Mul(h, p).Add(h, third)
	floor := int(new(big.Int).Quo(h.Num(), h.Denom()).Int64())
	switch {
	case floor < 1:
		return sorted[0].rat()
	case floor >= len(sorted):
		return sorted[len(sorted)-1].rat()
	}
	low, high := sorted[floor-1].rat(), sorted[floor].rat()
	beyond := h.Sub(h, big.NewRat(int64(floor), 1))
	high.Sub(high, low).Mul(high, beyond)
	return low.Add(low, high)
}

// fence is how far out values may be, from their quartiles: one and a half times their distance beyond them (Tukey).
type fence struct {
	q1, q3, at *big.Rat
	n          int
	reason     Reason // why there is none; empty where there is
}

var tukey = big.NewRat(3, 2)

// lowerFence and upperFence are made from at least so many values that differ.
func lowerFence(values []share, least int) fence {
	f := newFence(values, least)
	if f.reason == "" {
		f.at = new(big.Rat).Sub(f.q1, f.reach())
	}
	return f
}

func upperFence(values []share, least int) fence {
	f := newFence(values, least)
	if f.reason == "" {
		f.at = new(big.Rat).Add(f.q3, f.reach())
	}
	return f
}

func newFence(values []share, least int) fence {
	f := fence{n: len(values)}
	if f.n < max(least, 1) {
		f.reason = BelowMinimum
		return f
	}
	if f.q1, f.q3 = quartiles(values); f.q1.Cmp(f.q3) == 0 {
		f.reason = EqualValues
	}
	return f
}

func (f fence) reach() *big.Rat {
	apart := new(big.Rat).Sub(f.q3, f.q1)
	return apart.Mul(apart, tukey)
}

// told is the fence as results carry it.
func (f fence) told() *Fence {
	if f.at == nil {
		return nil
	}
	return &Fence{Q1: ratio(f.q1), Q3: ratio(f.q3), Fence: ratio(f.at), N: f.n}
}

// median is the middle of whole numbers, or the mean of the two in the middle; it sorts them.
func median(values []int32) *big.Rat {
	slices.Sort(values)
	n := len(values)
	if n%2 == 1 {
		return big.NewRat(int64(values[n/2]), 1)
	}
	return big.NewRat(int64(values[n/2-1])+int64(values[n/2]), 2)
}
