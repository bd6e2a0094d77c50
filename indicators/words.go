package indicators

import (
	"fmt"
	"math/big"
	"strings"
)

// say fills both sentences. What differs by language is given as Words.
func say(w Words, args ...any) Words {
	return Words{fmt.Sprintf(w.EN, inLanguage("en", args)...), fmt.Sprintf(w.ID, inLanguage("id", args)...)}
}

func inLanguage(lang string, args []any) []any {
	all := make([]any, len(args))
	for i, a := range args {
		if w, ok := a.(Words); ok {
			all[i] = w.In(lang)
		} else {
			all[i] = a
		}
	}
	return all
}

// amountWords writes money for people: IDR 1,234,567.50, and Rp1.234.567,50.
func amountWords(r *big.Rat, currency string) Words {
	text := plain(r)
	if !r.IsInt() {
		text = r.FloatString(2)
	}
	whole, part, _ := strings.Cut(text, ".")
	en, id := grouped(whole, ","), grouped(whole, ".")
	if part != "" {
		en, id = en+"."+part, id+","+part
	}
	if currency == "IDR" {
		return Words{"IDR " + en, "Rp" + id}
	}
	return Words{currency + " " + en, currency + " " + id}
}

func (m money) words() Words { return amountWords(m.rat(), m.currency) }

// grouped sets digits apart by threes.
func grouped(digits, by string) string {
	sign := ""
	if strings.HasPrefix(digits, "-") {
		sign, digits = "-", digits[1:]
	}
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + by + digits[i:]
	}
	return sign + digits
}

// percentWords writes a ratio for people: 37.5%, and 37,5%.
func percentWords(r *big.Rat) Words {
	text := new(big.Rat).Mul(r, big.NewRat(100, 1)).FloatString(1) + "%"
	text = strings.Replace(text, ".0%", "%", 1)
	return Words{text, commaForPoint(text)}
}

// numberWords writes a number with at most one digit after the point.
func numberWords(r *big.Rat) Words {
	text := strings.TrimSuffix(r.FloatString(1), ".0")
	return Words{text, commaForPoint(text)}
}

// commaForPoint writes a decimal as Indonesians do.
func commaForPoint(text string) string { return strings.Replace(text, ".", ",", 1) }

// inDays counts days in words.
func inDays(n int) Words {
	if n == 1 {
		return Words{"1 day", "1 hari"}
	}
	return Words{digits(int64(n)) + " days", digits(int64(n)) + " hari"}
}

// counted puts a number before a noun; where the English plural is not made with an s, both are given: class|classes.
func counted(n int, en, id string) Words {
	text := digits(int64(n))
	one, many, irregular := strings.Cut(en, "|")
	if !irregular {
		many = one + "s"
	}
	if n == 1 {
		many = one
	}
	return Words{text + " " + many, text + " " + id}
}

// excuse is what is said of what is not computable.
func excuse(reason Reason, missing []string) Words {
	switch reason {
	case MissingFields:
		fields := strings.Join(missing, ", ")
		return Words{"This cannot be computed; not published: " + fields + ".", "Ini tidak dapat dihitung; belum dipublikasikan: " + fields + "."}
	case MixedCurrencies:
		return Words{"This cannot be computed: the amounts are in several currencies.", "Ini tidak dapat dihitung: nilai-nilainya dalam mata uang yang berlainan."}
	case ZeroAmount:
		return Words{"This cannot be computed: an amount to compare with is zero.", "Ini tidak dapat dihitung: nilai pembandingnya nol."}
	case UnreadableAmount:
		return Words{"This cannot be computed: an amount has more than 18 digits.", "Ini tidak dapat dihitung: ada nilai dengan lebih dari 18 angka."}
	case NotFinal:
		return Words{"This cannot be computed yet: an award is not final.", "Ini belum dapat dihitung: masih ada penetapan yang belum final."}
	case EqualValues:
		return Words{"This cannot be computed: the values of the dataset are too equal for any to stand out.", "Ini tidak dapat dihitung: nilai-nilai dalam dataset terlalu seragam sehingga tidak ada yang menonjol."}
	}
	return Words{"This cannot be computed: there are too few cases in the dataset.", "Ini tidak dapat dihitung: kasus dalam dataset terlalu sedikit."}
}
