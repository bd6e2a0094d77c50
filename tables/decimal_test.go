package tables

import (
	"math/big"
	"regexp"
	"strings"
	"testing"

	"terang/schema"
)

func TestDecimals(t *testing.T) {
	for _, c := range []struct {
		number, want string
		exact, ok    bool
	}{
		{"0", "0", true, true},
		{"-0", "0", true, true},
		{"-0.00", "0", true, true},
		{"12", "12", true, true},
		{"-12.50", "-12.50", true, true},
		{"1500000000.00", "1500000000.00", true, true},
		{"1.5e9", "1500000000", true, true},
		{"1.5E+2", "150", true, true},
		{"125e-2", "1.25", true, true},
		{"1E-4", "0.0001", true, true},
		{"1E-7", "0", false, true},
		{"-1E-7", "0", false, true},
		{"0.00005", "0.0001", false, true},
		{"-0.00005", "-0.0001", false, true},
		{"0.00004999", "0", false, true},
		{"1.23445", "1.2345", false, true},
		{"-1.23445", "-1.2345", false, true},
		{"1.23444", "1.2344", false, true},
		{"1.500000", "1.5000", true, true},
		{"9.99995", "10.0000", false, true},
		{"0.99995", "1.0000", false, true},
		{"999999995334.78", "999999995334.78", true, true},
		{strings.Repeat("9", 34), strings.Repeat("9", 34), true, true},
		{strings.Repeat("9", 35), "", false, false},
		{strings.Repeat("9", 34) + ".99995", "", false, false},
		{"1e34", "", false, false},
		{"1e33", "1" + strings.Repeat("0", 33), true, true},
		{"0e999999999999999999999", "0", true, true},
		{"1e999999999999999999999", "", false, false},
		{"1e-999999999999999999999", "0", false, true},
		{"", "", false, false},
		{"-", "", false, false},
		{"1.", "", false, false},
		{"1e", "", false, false},
		{"0x1F", "", false, false},
		{"1 000", "", false, false},
	} {
		got, exact, ok := appendDecimal(nil, []byte(c.number), moneyScale)
		if string(got) != c.want || exact != c.exact || ok != c.ok {
			t.Errorf("%s: %q, exact %v, ok %v; want %q, %v, %v", c.number, got, exact, ok, c.want, c.exact, c.ok)
		}
	}
}

// FuzzDecimal holds cells to exact arithmetic: the form of a cell, and no more than half of the last digit away.
func FuzzDecimal(f *testing.F) {
	for _, seed := range []string{"0", "-0.00", "1.5e9", "1E-7", "9.99995", "-12.50", "1e34", "0.00005", "123456789012345678901234567890123456789"} {
		f.Add(seed, uint8(4))
	}
	number := regexp.MustCompile(`^-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]{1,3})?$`)
	cell := regexp.MustCompile(`^-?(0|[1-9][0-9]*)(\.[0-9]+)?$`)
	f.Fuzz(func(t *testing.T, text string, scale uint8) {
		places := int(scale % 15)
		got, exact, ok := appendDecimal(nil, []byte(text), places)
		if !number.MatchString(text) {
			return // it must only not panic
		}
		want, _ := new(big.Rat).SetString(text)
		limit := new(big.Rat).SetInt(new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(mostDigits-places)), nil))
		if !ok {
			if least := new(big.Rat).Abs(want); least.Add(least, big.NewRat(1, 1)).Cmp(limit) < 0 {
				t.Fatalf("%s was left out", text)
			}
			return
		}
		back, valid := new(big.Rat).SetString(string(got))
		_, fraction, _ := strings.Cut(string(got), ".")
		if !valid || !cell.Match(got) || len(fraction) > places || strings.HasPrefix(string(got), "-") && back.Sign() == 0 || new(big.Rat).Abs(back).Cmp(limit) >= 0 {
			t.Fatalf("%s became %q, which is no cell", text, got)
		}
		off := new(big.Rat).Sub(want, back)
		half := new(big.Rat).SetFrac(big.NewInt(1), new(big.Int).Mul(big.NewInt(2), new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(places)), nil)))
		if exact != (off.Sign() == 0) || off.Abs(off).Cmp(half) > 0 || off.Cmp(half) == 0 && new(big.Rat).Abs(back).Cmp(new(big.Rat).Abs(want)) < 0 {
			t.Fatalf("%s became %s, exact: %v", text, got, exact)
		}
	})
}

func TestSums(t *testing.T) {
	for _, c := range []struct{ name, values, amount, currency string }{
		{"nothing to add", `[]`, "", ""},
		{"one", `[{"amount":1.50,"currency":"IDR"}]`, "1.5", "IDR"},
		{"several", `[{"amount":0.1,"currency":"IDR"},{"amount":0.2,"currency":"IDR"},{"amount":-1e3,"currency":"IDR"}]`, "-999.7", "IDR"},
		{"round", `[{"amount":5,"currency":"IDR"},{"amount":5.0000,"currency":"IDR"}]`, "10", "IDR"},
		{"to nothing", `[{"amount":5,"currency":"IDR"},{"amount":-5,"currency":"IDR"}]`, "0", "IDR"},
		{"two currencies", `[{"amount":1,"currency":"IDR"},{"amount":1,"currency":"USD"}]`, "", ""},
		{"no currency", `[{"amount":1}]`, "", ""},
		{"an amount that is missing", `[{"amount":1,"currency":"IDR"},{"currency":"IDR"}]`, "", ""},
		{"an amount as text", `[{"amount":"1","currency":"IDR"}]`, "", ""},
		{"no object", `[{"amount":1,"currency":"IDR"},null]`, "", ""},
		{"too large", `[{"amount":9e33,"currency":"IDR"},{"amount":9e33,"currency":"IDR"}]`, "", ""},
	} {
		list, err := schema.Parse([]byte(c.values))
		if err != nil {
			t.Fatal(err)
		}
		var s sum
		for range 2 { // one is used for many sums
			s.reset()
			for _, v := range list.Items() {
				s.add(v)
			}
			if amount, currency := s.append(nil); string(amount) != c.amount || string(currency) != c.currency {
				t.Errorf("%s: %q %q, want %q %q", c.name, amount, currency, c.amount, c.currency)
			}
		}
	}
}
