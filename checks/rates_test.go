package checks

import (
	"math/big"
	"strings"
	"testing"
	"time"
)

// The rate is the latest on or before the day, as it is called in the date's own zone.
func TestConvert(t *testing.T) {
	daily := readRates("\ufeffcurrency,date,rate\r\nIDR,2026-02-01,0.00006\r\nIDR,2026-01-01,0.00005\r\nUSD,2025-01-01,1\r\nEUR,2026-01-01,1.25\r\n")
	named := readRates("currency,date,rate,base\nIDR,2026-01-01,0.00005,USD\n")
	for _, c := range []struct {
		rates               *Rates
		amount, from, to    string
		date, want, because string
	}{
		{daily, "1000000", "IDR", "USD", "2026-01-01T00:00:00Z", "50", "the rate of the day"},
		{daily, "1000000", "IDR", "USD", "2026-01-31T23:59:59+07:00", "50", "still the same"},
		{daily, "1000000", "IDR", "USD", "2026-02-01T00:00:00+07:00", "60", "the next, though in UTC it is the day before"},
		{daily, "1000000", "IDR", "USD", "2027-06-01T00:00:00Z", "60", "the latest"},
		{daily, "1000000", "IDR", "USD", "2025-12-31T23:59:59Z", "", "none before the first"},
		{daily, "125", "USD", "EUR", "2026-03-01T00:00:00Z", "100", "out of the base"},
		{daily, "1", "EUR", "IDR", "2026-01-05T00:00:00Z", "25000", "across"},
		{daily, "5", "XAU", "USD", "2026-01-05T00:00:00Z", "", "an unknown currency"},
		{daily, "5", "XAU", "XAU", "2020-01-05T00:00:00Z", "5", "the same currency"},
		{named, "3", "USD", "IDR", "2026-01-05T00:00:00Z", "60000", "a base without rows"},
		{nil, "5", "IDR", "IDR", "2026-01-05T00:00:00Z", "5", "without rates, the same currency"},
		{nil, "5", "IDR", "USD", "2026-01-05T00:00:00Z", "", "without rates"},
	} {
		amount, _ := new(big.Rat).SetString(c.amount)
		date, err := time.Parse(time.RFC3339, c.date)
		if err != nil {
			t.Fatal(err)
		}
		got, ok := c.rates.convert(money{amount, c.from}, date, c.to)
		want, _ := new(big.Rat).SetString(c.want)
		if ok != (want != nil) || ok && (got.amount.Cmp(want) != 0 || got.currency != c.to) {
			t.Errorf("%s: %v %v, want %s", c.because, got, ok, c.want)
		}
	}
}

// What is wrong with a file of rates is told with its line and what to do.
func TestReadRatesRefuses(t *testing.T) {
	for text, want := range map[string]string{
		"":                                     "first line must be currency,date,rate",
		"currency;date;rate\n":                 "with commas between",
		"currency,date\n":                      "line 1 is",
		"currency,date,rate\nIDR,2026-01-01\n": "line 2",
		"currency,date,rate\n\nidr,2026-01-01,1\n":                              "line 3: \"idr\" is not a currency",
		"currency,date,rate\nIDR,01/02/2026,1\n":                                "line 2: \"01/02/2026\" is not a date; write",
		"currency,date,rate\nIDR,2026-02-30,1\n":                                "is not a date",
		"currency,date,rate\nIDR,2026-01-01,\"1,5\"\n":                          "is not a rate",
		"currency,date,rate\nIDR,2026-01-01,1e5\n":                              "is not a rate",
		"currency,date,rate\nIDR,2026-01-01,1/3\n":                              "is not a rate",
		"currency,date,rate\nIDR,2026-01-01,0\n":                                "is not a rate",
		"currency,date,rate\nIDR,2026-01-01,-1\n":                               "is not a rate",
		"currency,date,rate\nIDR,2026-01-01,1.\n":                               "is not a rate",
		"currency,date,rate\nUSD,2026-01-01,1\nUSD,2026-01-01,1\n":              "line 3: USD has a rate of 2026-01-01 in line 2 already; remove",
		"currency,date,rate\nIDR,2026-01-01,0.5\n":                              "add a column base",
		"currency,date,rate\nUSD,2026-01-01,1\nBSD,2026-01-01,1\n":              "since 2 have",
		"currency,date,rate,base\nIDR,2026-01-01,1,USD\nEUR,2026-01-01,1,\n":    "the base is \"\"",
		"currency,date,rate,base\nIDR,2026-01-01,1,USD\nEUR,2026-01-01,1,SGD\n": "one and the same currency",
		"currency,date,rate,base\nUSD,2026-01-01,2,USD\n":                       "line 2: the base USD has the rate 2.000000; it must be 1",
	} {
		if _, err := ReadRates(strings.NewReader(text)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %s", text, err, want)
		}
	}
}

// Whatever the text, reading ends without harm; rates that were read convert without losing anything.
func FuzzRates(f *testing.F) {
	f.Add("currency,date,rate\nUSD,2026-01-01,1\nIDR,2026-01-01,0.00006\n")
	f.Add("currency,date,rate,base\nIDR,2026-01-01,0.00006,USD\nEUR,2026-01-01,1.1,USD\n")
	f.Add("currency,date,rate\n\"US\nD\",2026-01-01,1")
	f.Fuzz(func(t *testing.T, text string) {
		rates, err := ReadRates(strings.NewReader(text))
		if err != nil {
			if !strings.HasPrefix(err.Error(), "read rates: ") {
				t.Fatalf("%v", err)
			}
			return
		}
		for currency, list := range rates.series {
			day, err := time.Parse(time.DateOnly, list[0].day)
			if err != nil {
				t.Fatal(err)
			}
			there, ok := rates.convert(money{big.NewRat(7, 3), currency}, day, rates.base)
			back, returned := rates.convert(there, day, currency)
			if !ok || !returned || back.amount.Cmp(big.NewRat(7, 3)) != 0 {
				t.Fatalf("%s: 7/3 became %v and %v", currency, there, back)
			}
		}
	})
}
