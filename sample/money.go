package sample

import "strconv"

const million = 1_000_000 // juta

func rupiah(amount int64) value { return value{amount, "IDR"} }

// inWords writes an amount as Indonesians do: Rp1.250.000.
func inWords(amount int64) string {
	digits := strconv.FormatInt(amount, 10)
	for at := len(digits) - 3; at > 0; at -= 3 {
		digits = digits[:at] + "." + digits[at:]
	}
	return "Rp" + digits
}

// part gives so many thousandths of an amount, rounded down to a hundred rupiah.
func part(amount int64, thousandths int) int64 {
	return amount * int64(thousandths) / 1000 / 100 * 100
}

// fraction gives between low and high thousandths of an amount, an odd figure as bids and estimates are.
func (d dice) fraction(amount int64, low, high int) int64 {
	return amount * int64(d.between(low*1000, high*1000)) / million / 100 * 100
}

// size is a range of budgets in millions of rupiah, with its share among others.
type size struct{ share, low, high int }

func (s size) weight() int { return s.share }

// budget draws an amount, mostly a round one.
func (d dice) budget(sizes []size) int64 {
	chosen := weighed(d, sizes)
	amount := int64(d.between(chosen.low, chosen.high)) * million
	switch {
	case d.chance(30):
		return amount + int64(d.below(1000))*1000
	case amount > 1000*million:
		return amount / (50 * million) * (50 * million)
	case amount > 100*million:
		return amount / (5 * million) * (5 * million)
	}
	return amount
}
