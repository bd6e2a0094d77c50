package site

import (
	"testing"
	"time"
)

func TestAmountsAsPeopleSayThem(t *testing.T) {
	cases := []struct {
		amount, currency string
		short            map[language]string
	}{
		{"1250000000", "IDR", map[language]string{indonesian: "Rp 1,25 miliar", english: "Rp 1.25 billion"}},
		{"1254999999.99", "IDR", map[language]string{indonesian: "Rp 1,25 miliar", english: "Rp 1.25 billion"}},
		{"1255000000", "IDR", map[language]string{indonesian: "Rp 1,26 miliar", english: "Rp 1.26 billion"}},
		{"999999", "IDR", map[language]string{indonesian: "Rp 999.999", english: "Rp 999,999"}},
		{"1000000", "IDR", map[language]string{indonesian: "Rp 1 juta", english: "Rp 1 million"}},
		{"-2500000", "IDR", map[language]string{indonesian: "Rp −2,5 juta", english: "Rp −2.5 million"}},
		{"0", "IDR", map[language]string{indonesian: "Rp 0", english: "Rp 0"}},
		{"12.50", "USD", map[language]string{indonesian: "USD 12,5", english: "USD 12.5"}},
		{"3200000000000", "IDR", map[language]string{indonesian: "Rp 3,2 triliun", english: "Rp 3.2 trillion"}},
		{"3200000000000000", "IDR", map[language]string{indonesian: "Rp 3.200 triliun", english: "Rp 3,200 trillion"}},
		{"?", "IDR", map[language]string{indonesian: "Rp ?", english: "Rp ?"}},
	}
	for _, c := range cases {
		for l, want := range c.short {
			if got := l.short(c.amount, c.currency); got != want {
				t.Errorf("%s %s in %s: %s, want %s", c.currency, c.amount, l, got, want)
			}
		}
	}
}

func TestNumbersAndDays(t *testing.T) {
	jakarta, err := time.LoadLocation("Asia/Jakarta")
	if err != nil {
		t.Fatal(err)
	}
	at := time.Date(2026, 5, 3, 4, 5, 6, 0, jakarta)
	for got, want := range map[string]string{
		indonesian.decimal("1234567.890"): "1.234.567,89", english.decimal("1234567.890"): "1,234,567.89",
		indonesian.decimal("-12"): "−12", indonesian.decimal("123"): "123",
		indonesian.percent("0.4324"): "43,2%", english.percent("1.0000"): "100%", english.percent("?"): "?",
		indonesian.day(at): "3 Mei 2026", english.day(at): "3 May 2026",
		indonesian.moment(at): "3 Mei 2026, 04.05 WIB", english.moment(at.UTC()): "2 May 2026, 21:05 UTC",
		english.moment(at.In(time.FixedZone("", -5*3600))): "2 May 2026, 16:05 UTC-05:00",
		indonesian.size(999): "999 B", indonesian.size(1_250_000): "1,2 MB", english.size(123_456_789): "123 MB",
	} {
		if got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
}

func TestLanguagesThatBrowsersPrefer(t *testing.T) {
	for accepted, want := range map[string]language{"": "", "id": "", "en-US,en;q=0.9": english, "id-ID,en;q=0.5": "", "fr, en": english, "EN-gb": english, "de": ""} {
		if got := prefers(accepted); got != want {
			t.Errorf("%q: %q, want %q", accepted, got, want)
		}
	}
}
