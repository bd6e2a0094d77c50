package importers

import (
	"math/big"
	"testing"
)

func TestMoney(t *testing.T) {
	for text, want := range map[string]string{
		"999995334.78": "999995334.78", "1e9": "1000000000", "1.5E+3": "1500", "25e-1": "2.5", "0": "0", "-0": "0", "-12.50": "-12.5", "4.0": "4",
		"1.234": "1.234", "0.5": "0.5", "1.56E9": "1560000000", "8.1e-3": "0.0081",
		"Rp 1.000.000,00": "1000000", "Rp1.000.000": "1000000", "rp. 1.000": "1000", "Rp 1.234": "1234", "Rp 1.23": "1.23", "Rp 1234.567": "1234.567",
		"1,000,000.50": "1000000.5", "1,234": "1234", "1,23": "1.23", "1.000.000": "1000000", "1.000.000,5": "1000000.5",
		"Rp. 25.000,-": "25000", "25.000,-": "25000", "Rp25.000,--": "25000", "IDR 5.000.000": "5000000", "5.000.000 rupiah": "5000000",
		"(1.000.000)": "-1000000", "(Rp 2.500,00)": "-2500", "-Rp 2.500": "-2500", "Rp -2.500": "-2500", "Rp\u00a01.000.000": "1000000",
		"325 Jt": "~325000000", "2 M": "~2000000000", "22,1 M": "~22100000000", "1,5 T": "~1500000000000", "200,7 Jt": "~200700000",
		"1,234 T": "~1234000000000", "Rp 3 milyar": "~3000000000", "750 ribu": "~750000", "2.5 M": "~2500000000", "1.250 Jt": "~1250000000",
		"": "", "-": "", "Rp": "", "Nilai Kontrak belum dibuat": "", "1.2.3": "", "1,2,3": "", "1.000,000.5": "", "(5": "", "5)": "", "1e999": "", "1e99999999999": "",
		"12 buah": "", "0x10": "", "NaN": "", "1_000": "", "01.234": "", "$5": "", "1 000": "",
	} {
		amount, approximate, ok := parseMoney(text)
		if approximate {
			amount = "~" + amount
		}
		if amount != want || ok != (want != "") {
			t.Errorf("%q: %q %v, want %q", text, amount, ok, want)
		}
	}
}

func FuzzParseMoney(f *testing.F) {
	for _, seed := range []string{"999995334.78", "1e9", "-2.5e-3", "Rp 1.000.000,00", "22,1 M", "(Rp. 25.000,-)"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		amount, _, ok := parseMoney(text)
		if !ok {
			return
		}
		again, approximate, fine := parseMoney(amount)
		if again != amount || approximate || !fine {
			t.Errorf("%q is %q, which is %q", text, amount, again)
		}
		if want, isNumber := new(big.Rat).SetString(text); isNumber && jsonNumber.MatchString(text) {
			if got, _ := new(big.Rat).SetString(amount); got.Cmp(want) != 0 {
				t.Errorf("%q became %q", text, amount)
			}
		}
	})
}

func TestDays(t *testing.T) {
	for text, want := range map[string]int{
		"90 Hari Kalender": 90, "14 (empat belas) hari kalender": 14, "45 Hari Kalendar": 45, "60": 60, "60 (Enam Puluh) ": 60, "7 hari": 7,
		"10 ( Sepuluh ) Hari Kalender": 10, "Selama 45 (empat puluh lima) hari kalender": 45, "07 (tUJUH) hARI KALENDER": 7,
		"14 (empat belas) Hari Kalender dari 18 Februari 2025 sampai dengan 03 Maret 2025": 14, "15 Hari Kalender termasuk Ujk": 15,
		"3 bulan": -1, "14 Hari Kerja": -1, "30 Hari Kalender dalam 11 Bulan": -1, "16 Hari Kalender, 11 Bulan, 0 Tahun ": -1, "1 (satu) Tahun": -1,
		"Hari Kalender": -1, "": -1, "60 orang": -1, "999999": -1, "-5": -1, "harian": -1, "12 harian": -1,
	} {
		days, ok := parseDays(text)
		if !ok {
			days = -1
		}
		if days != want {
			t.Errorf("%q: %d, want %d", text, days, want)
		}
	}
}
