package site

import (
	"math/big"
	"strings"
)

// marks are how a language writes numbers.
type marks struct{ thousands, decimal string }

func (l language) marks() marks {
	if l == indonesian {
		return marks{".", ","}
	}
	return marks{",", "."}
}

// scales are the words for large amounts, the largest first.
var scales = []struct {
	exponent int64
	word     map[language]string
}{
	{12, map[language]string{indonesian: "triliun", english: "trillion"}},
	{9, map[language]string{indonesian: "miliar", english: "billion"}},
	{6, map[language]string{indonesian: "juta", english: "million"}},
}

// decimal writes a decimal number as a language does, with all its digits.
func (l language) decimal(number string) string {
	sign := ""
	if strings.HasPrefix(number, "-") {
		sign, number = "−", number[1:]
	}
	whole, part, _ := strings.Cut(number, ".")
	var b strings.Builder
	for i, digit := range whole {
		if left := len(whole) - i; i > 0 && left%3 == 0 {
			b.WriteString(l.marks().thousands)
		}
		b.WriteRune(digit)
	}
	if part = strings.TrimRight(part, "0"); part != "" {
		b.WriteString(l.marks().decimal + part)
	}
	return sign + b.String()
}

// exact writes an amount with all its digits: Rp 1.250.000.000.
func (l language) exact(amount, currency string) string {
	return sign(currency) + " " + l.decimal(amount)
}

// sign is how a currency is written before an amount.
func sign(currency string) string {
	if currency == "IDR" {
		return "Rp"
	}
	return currency
}

// short writes an amount as people say it, Rp 1,25 miliar: at most two digits after the mark, rounded half away from
// zero. Amounts of less than a million it writes exactly.
func (l language) short(amount, currency string) string {
	number, ok := new(big.Rat).SetString(amount)
	if !ok {
		return sign(currency) + " " + amount
	}
	for _, s := range scales {
		unit := new(big.Rat).SetInt(new(big.Int).Exp(big.NewInt(10), big.NewInt(s.exponent), nil))
		if new(big.Rat).Abs(number).Cmp(unit) >= 0 {
			return sign(currency) + " " + l.decimal(new(big.Rat).Quo(number, unit).FloatString(2)) + " " + s.word[l]
		}
	}
	return l.exact(amount, currency)
}

// percent writes a ratio, given as a decimal, as hundredths with one digit after the mark.
func (l language) percent(ratio string) string {
	number, ok := new(big.Rat).SetString(ratio)
	if !ok {
		return ratio
	}
	return l.decimal(new(big.Rat).Mul(number, big.NewRat(100, 1)).FloatString(1)) + "%"
}
