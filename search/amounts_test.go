package search

import (
	"math/big"
	"math/rand/v2"
	"slices"
	"testing"
)

func TestHundredths(t *testing.T) {
	for text, want := range map[string]struct {
		amount    int64
		exact, ok bool
	}{
		"0": {0, true, true}, "1": {100, true, true}, "1.5": {150, true, true}, "1.50": {150, true, true}, "1.500000": {150, true, true},
		"-1.5": {-150, true, true}, "0.01": {1, true, true}, "-0.01": {-1, true, true}, "0.005": {1, false, true}, "-0.005": {-1, false, true},
		"0.0049999": {0, false, true}, "-0.0049": {0, false, true}, "1.994": {199, false, true}, "1.995": {200, false, true}, "-1.995": {-200, false, true},
		"9.999": {1000, false, true}, "9999999999999999.99": {999999999999999999, true, true}, "-9999999999999999.99": {-999999999999999999, true, true},
		"9999999999999999.999": {1000000000000000000, false, true}, "12345678901234567": {}, "": {}, "-": {}, ".": {}, ".5": {}, "1,5": {}, "1e3": {}, "+1": {},
		"--1": {}, "1.-5": {}, "1.5.5": {}, " 1": {}, "١": {}, "0x1": {}, "1_0": {},
	} {
		amount, exact, ok := Hundredths(text)
		if amount != want.amount || exact != want.exact || ok != want.ok {
			t.Errorf("%q: %d %v %v, want %+v", text, amount, exact, ok, want)
		}
	}
}

// What is written as a decimal reads as the same hundredths.
func TestDecimal(t *testing.T) {
	for hundredths, want := range map[int64]string{0: "0", 1: "0.01", 10: "0.1", 100: "1", 12345: "123.45", -1: "-0.01", -50: "-0.5", -100: "-1", 10000: "100",
		999999999999999999: "9999999999999999.99"} {
		if got := Decimal(hundredths); got != want {
			t.Errorf("%d: %s, want %s", hundredths, got, want)
		}
		if back, exact, ok := Hundredths(want); back != hundredths || !exact || !ok {
			t.Errorf("%s: %d", want, back)
		}
	}
}

// Sums do not end where 64 bits do.
func TestSumsAreExact(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	for _, sign := range []func() int64{func() int64 { return 1 }, func() int64 { return -1 }, func() int64 { return 1 - 2*random.Int64N(2) }} {
		var s Sum
		want := new(big.Rat)
		for i := range 1000 {
			m := money{hundredths: sign() * (random.Int64N(1e9) + 1e18 - 1e9), rounded: i%3 == 0}
			s.add(m)
			want.Add(want, big.NewRat(m.hundredths, 100))
			got, ok := new(big.Rat).SetString(s.Decimal())
			if !ok || got.Cmp(want) != 0 {
				t.Fatalf("after %d: %s, want %s", i, s.Decimal(), want.FloatString(2))
			}
		}
		if s.N != 1000 || s.Rounded != 334 {
			t.Errorf("%d amounts, %d rounded", s.N, s.Rounded)
		}
	}
}

func TestMedian(t *testing.T) {
	for _, c := range []struct {
		amounts []int64
		want    int64
	}{
		{[]int64{5}, 5}, {[]int64{3, 1, 2}, 2}, {[]int64{1, 2}, 2}, {[]int64{1, 3}, 2}, {[]int64{4, 1, 3, 2}, 3}, {[]int64{-1, -2}, -2}, {[]int64{-1, 0}, -1},
		{[]int64{0, 1}, 1}, {[]int64{-2, 1}, -1}, {[]int64{-1, 2}, 1}, {[]int64{-1, 1}, 0}, {[]int64{-3, -1, -2}, -2},
		{[]int64{1e18, 1e18 - 1}, 1e18}, {[]int64{-1e18, 1e18}, 0}, {[]int64{-1e18, 1 - 1e18}, -1e18},
	} {
		if got := median(slices.Clone(c.amounts)); got == nil || *got != c.want {
			t.Errorf("%v: %v, want %d", c.amounts, got, c.want)
		}
	}
	if median(nil) != nil {
		t.Error("nothing has a median")
	}
}

func TestLargestFirst(t *testing.T) {
	group := func(value, currency string, amounts ...int64) Group {
		g := Group{Code: Code{Value: value}}
		if len(amounts) > 0 {
			s := Sums{Currency: currency}
			for _, a := range amounts {
				s.Of[Contracted].add(money{hundredths: a})
			}
			g.Sums = []Sums{s}
		}
		return g
	}
	groups := []Group{group("dollars", "USD", 1e18), group("none", ""), group("minus", "IDR", -5), group("zero", "IDR", 0), group("many", "IDR", 1e18, 1e18, 1e18, 1e18, 1e18, 1e18, 1e18, 1e18, 1e18, 1e18),
		group("one", "IDR", 9e18), group("two", "IDR", 5, 9e18-5)}
	Largest(groups, "IDR")
	var got []string
	for _, g := range groups {
		got = append(got, g.Value)
	}
	if want := []string{"many", "two", "one", "zero", "minus", "dollars", "none"}; !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}
