package indicators

import "math/big"

var costGrowth = &Indicator{
	Method: Method{Code: "cost_growth", Version: 1, Kind: Performance, Family: ofPerformance,
		Title: Words{"Cost growth", "Kenaikan nilai kontrak"},
		Formula: Words{
			"(The contract's latest value − its value when it was first published) ÷ that value; of several contracts the sums.",
			"(Nilai kontrak terakhir − nilainya saat pertama dipublikasikan) ÷ nilai pertama itu; untuk beberapa kontrak jumlah keduanya."},
		Source: performanceSource, Needs: []string{"contracts/value", "releases (history of contracts/value)"},
		Caveat: Words{
			"What was changed before the first publication is not seen. A higher value may pay for more work.",
			"Perubahan sebelum publikasi pertama tidak terlihat. Nilai yang naik bisa berarti volume pekerjaan bertambah."}},
	process: func(c *Case, i *Indicator) {
		for n := range c.contracts {
			k := &c.contracts[n]
			m := k.fact.large[mGrowth]
			if m.lack != nothing {
				c.tell.unable(i, "", c.subjectOf(k), m.lack)
				continue
			}
			growth := big.NewRat(m.part, m.whole)
			signed, _ := k.signed()
			c.tell.tell(i, c.subjectOf(k), Result{State: Computed, Value: ratio(growth), Unit: "ratio", N: 1, Of: 1,
				Part: plain(big.NewRat(m.part, powers[m.places])), Whole: plain(big.NewRat(m.whole, powers[m.places])),
				Sentence: say(Words{"The contract's value was first %[1]s and is now %[2]s (%[3]s).", "Nilai kontrak semula %[1]s, kini %[2]s (%[3]s)."},
					signed.words(), k.value.words(), signedPercent(growth))}, c.evidence(k.Get("value")))
		}
	},
	dataset: over(figure{number: mGrowth, large: true, kinds: ofSuppliers, first: some, say: Words{
		"The value of %[5]s contracts of %[1]s changed by %[2]s from the %[3]s first published (%[4]s).",
		"Nilai %[5]s kontrak %[1]s berubah %[2]s dari nilai pertama %[3]s (%[4]s)."}}),
}

// signedPercent writes a change with its sign.
func signedPercent(r *big.Rat) Words {
	w := percentWords(r)
	if r.Sign() > 0 {
		return Words{"+" + w.EN, "+" + w.ID}
	}
	return w
}

func measureGrowth(c *Case, k *contract, f *fact) {
	f.large[mGrowth], f.small[mOver] = c.growth(k)
}

// growth is how much the value grew, and whether by more than the ceiling.
func (c *Case) growth(k *contract) (large, small) {
	signed, ok := k.signed()
	why := nothing
	switch {
	case !k.priced:
		why = noValue
	case !ok:
		why = noHistory
	case signed.currency != k.value.currency:
		why = currenciesDiffer
	case signed.units <= 0:
		why = amountZero
	}
	m := largeOf(k.value.decimal, signed.decimal)
	if why == nothing {
		why = m.lack
	}
	if why != nothing {
		return large{lack: why}, small{lack: why}
	}
	m.part -= m.whole
	over := new(big.Rat).Mul(big.NewRat(m.whole, 100), big.NewRat(int64(c.config.AddendumCeiling), 1))
	return m, one(big.NewRat(m.part, 1).Cmp(over) > 0)
}
