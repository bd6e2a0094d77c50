package indicators

import "math/big"

var icwSaving = &Indicator{
	Method: Method{Code: "icw_saving", Version: 1, Kind: RedFlag, Family: icwFamily,
		Title: Words{"ICW 2: contract against the estimate", "ICW 2: nilai kontrak terhadap HPS"},
		Formula: Words{
			"Saving = (estimate − contracts) ÷ estimate in per cent. Above the estimate score 5; below 1 score 5, below 2 score 4, below 3 score 3, below 4 score 2, below 8 score 1, below 12 score 2, below 16 score 3, below 20 score 4, from 20 score 5.",
			"Efisiensi = (HPS − kontrak) ÷ HPS dalam persen. Di atas HPS skor 5; di bawah 1 skor 5, di bawah 2 skor 4, di bawah 3 skor 3, di bawah 4 skor 2, di bawah 8 skor 1, di bawah 12 skor 2, di bawah 16 skor 3, di bawah 20 skor 4, mulai 20 skor 5."},
		Source: icwSource, Needs: []string{"tender/value", "contracts/value"}, Caveat: icwCaveat},
	process: func(c *Case, i *Indicator) {
		if c.cancelled || len(c.standing()) == 0 {
			return
		}
		total, estimate, why := c.contracted()
		if why != nothing {
			c.tell.unable(i, "", c.subject(), why)
			return
		}
		saving := new(big.Rat).Sub(estimate.rat(), total)
		saving.Quo(saving, estimate.rat())
		score := scoreOf(new(big.Rat).Mul(saving, big.NewRat(100, 1)),
			[]band{{1, 5}, {2, 4}, {3, 3}, {4, 2}, {8, 1}, {12, 2}, {16, 3}, {20, 4}}, 5)
		c.tellScore(i, score, say(Words{"Contracts of %[1]s against an estimate of %[2]s save %[3]s, which ICW scores %[4]s of 5.",
			"Kontrak %[1]s terhadap HPS %[2]s menghemat %[3]s, dengan skor ICW %[4]s dari 5."},
			amountWords(total, estimate.currency), estimate.words(), finePercent(saving), digits(int64(score))),
			c.evidence(c.tender.Get("value")), c.evidence(c.Tree.Get("contracts")))
	},
}

// contracted is the sum of the contracts that were concluded, and the estimate to hold it against.
func (c *Case) contracted() (*big.Rat, money, lack) {
	estimate, known := moneyOf(c.tender.Get("value"))
	total, why := c.sumOfContracts()
	switch {
	case why != nothing:
		return nil, estimate, why
	case !known:
		return nil, estimate, noEstimate
	case total.currency != estimate.currency:
		return nil, estimate, currenciesDiffer
	case estimate.units <= 0:
		return nil, estimate, amountZero
	}
	return &total.total, estimate, nothing
}

// sumOfContracts adds up the contracts as they were signed, as far as that is known.
func (c *Case) sumOfContracts() (*sum, lack) {
	var s sum
	for n := range c.contracts {
		k := &c.contracts[n]
		value, ok := k.signed()
		if !ok {
			value, ok = k.value, k.priced
		}
		if !ok {
			return nil, noValue
		}
		s.add(value)
	}
	switch {
	case s.count == 0:
		return nil, noValue
	case s.mixed:
		return nil, currenciesDiffer
	}
	return &s, nothing
}
