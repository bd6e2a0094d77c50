package checks

import (
	"math/big"

	"terang/schema"
)

// largest are amounts that no procurement reaches: Pelican's in dollars, to which others are converted where rates
// are known, and one for rupiah where they are not.
var largest = [...]money{
	{big.NewRat(5_000_000_000, 1), "USD"},
	{big.NewRat(50_000_000_000_000, 1), "IDR"},
}

// amounts are the paths of the amounts that are held to it.
var amounts = [][]string{
	{"planning", "budget", "amount"},
	{"tender", "value"},
	{"tender", "minValue"},
	{"awards", "value"},
	{"contracts", "value"},
	{"contracts", "implementation", "transactions", "value"},
}

var _ = processRule("amount_unrealistic", schema.Warning,
	"Pelican coherent.value_realistic (5 billion USD); own: for rupiah, without rates of exchange, Rp50.000.000.000.000", Words{
		"The amount %[1]s is beyond what a procurement reaches (%[2]s). Check its digits and its currency.",
		"Nilai %[1]s melampaui yang wajar bagi suatu pengadaan (%[2]s). Periksa jumlah digit dan mata uangnya."},
	func(p *Process, r *Rule) {
		for _, path := range amounts {
			for _, value := range p.objects(path...) {
				p.realistic(r, value)
			}
		}
	})

// realistic judges an amount by the first limit that it can be compared with.
func (p *Process) realistic(r *Rule, value *schema.Value) {
	m, has := moneyOf(value)
	if !has {
		return
	}
	for _, limit := range largest {
		x, most, comparable := inOneCurrency(p.Options, m, limit, p.released())
		if !comparable {
			continue
		}
		if within(x, most) {
			p.judge(r, true, value)
		} else {
			p.judge(r, false, value.Get("amount"), m.text(), limit.text())
		}
		return
	}
}

// within says whether an amount is within the limit, above and below zero.
func within(x, limit *big.Rat) bool {
	if x.Sign() < 0 {
		x = new(big.Rat).Neg(x)
	}
	return x.Cmp(limit) <= 0
}
