package indicators

import "math/big"

var awardAboveEstimate = &Indicator{
	Method: Method{Code: "award_above_estimate", Version: 1, Kind: RedFlag, Family: ownFamily,
		Title:   Words{"Award above the estimate", "Penetapan di atas HPS"},
		Formula: Words{"Sum of the awards that stand > the owner's estimate (tender/value, HPS).", "Jumlah penetapan yang berlaku > harga perkiraan sendiri (tender/value, HPS)."},
		Source:  ownSource, Needs: []string{"tender/value", "awards/value"},
		Clear:  Words{"The awards are not above the estimate.", "Penetapan tidak melebihi HPS."},
		Caveat: Words{"Look first for an error in one of the two amounts.", "Periksa dulu kemungkinan salah ketik pada salah satu nilai."}},
	process: func(c *Case, i *Indicator) {
		if c.deal == nil || len(c.standing()) == 0 {
			return
		}
		m := c.deal.large[mPrice]
		if m.lack != nothing {
			c.tell.unable(i, "", c.subject(), m.lack)
			return
		}
		share := big.NewRat(m.part, m.whole)
		if m.part <= m.whole {
			c.tell.clear(i, c.subject(), ratio(share), "ratio", "1")
			return
		}
		part, whole := big.NewRat(m.part, powers[m.places]), big.NewRat(m.whole, powers[m.places])
		s := c.subject()
		s.name(c.winners(), c.called)
		c.tell.tell(i, s, Result{State: Flagged, Value: ratio(share), Unit: "ratio", Threshold: "1", Part: plain(part), Whole: plain(whole),
			Sentence: say(Words{"%[1]s was awarded, above the estimate of %[2]s.", "Nilai penetapan %[1]s melebihi HPS %[2]s."},
				amountWords(part, c.deal.currency), amountWords(whole, c.deal.currency))}, c.evidence(c.Tree.Get("awards")), c.evidence(c.tender.Get("value")))
	},
}
