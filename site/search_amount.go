package site

import (
	"math/big"
	"regexp"
	"strings"
)

// Amounts as people type them: with or without the currency's sign, with marks between thousands, with a word behind.
var (
	plainAmount  = regexp.MustCompile(`^[0-9]{1,16}(\.[0-9]{1,2})?$`)
	spokenAmount = regexp.MustCompile(`^(?:rp\.?|idr)?\s*([0-9][0-9.,]{0,30}?)\s*(rb|ribu|jt|juta|miliar|milyar|triliun|thousand|million|billion|trillion)?$`)
	grouped      = map[language]*regexp.Regexp{
		indonesian: regexp.MustCompile(`^[0-9]{1,3}(\.[0-9]{3})+(,[0-9]+)?$`),
		english:    regexp.MustCompile(`^[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?$`),
	}
	thousandth = regexp.MustCompile(`[.,][0-9]{3}$`)
)

// exponents are those of the words behind amounts.
var exponents = map[string]int64{
	"": 0, "rb": 3, "ribu": 3, "thousand": 3, "jt": 6, "juta": 6, "million": 6,
	"miliar": 9, "milyar": 9, "billion": 9, "triliun": 12, "trillion": 12,
}

// amount reads an amount as it is typed (1,5 miliar; Rp 200jt; 1.500.000), and writes it as the API takes it. It is not ok
// where it can be read in two ways, as 1,500 in Indonesian, or in none.
func (l language) amount(typed string) (plain string, ok bool) {
	if typed = strings.ToLower(strings.TrimSpace(typed)); plainAmount.MatchString(typed) {
		return typed, true
	}
	m := spokenAmount.FindStringSubmatch(typed)
	if m == nil {
		return "", false
	}
	number, word := m[1], m[2]
	if grouped[l].MatchString(number) {
		number = strings.ReplaceAll(number, l.marks().thousands, "")
	} else if word == "" && thousandth.MatchString(number) {
		return "", false
	}
	value, ok := new(big.Rat).SetString(strings.ReplaceAll(number, ",", "."))
	if !ok {
		return "", false
	}
	unit := new(big.Int).Exp(big.NewInt(10), big.NewInt(exponents[word]), nil)
	value.Mul(value, new(big.Rat).SetInt(unit))
	digits, exact := value.FloatPrec()
	plain = value.FloatString(digits)
	return plain, exact && plainAmount.MatchString(plain)
}
