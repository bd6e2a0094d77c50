package indicators

import "math/big"

var priceToEstimate = &Indicator{
	Method: Method{Code: "price_to_estimate", Version: 1, Kind: Performance, Family: ofPerformance,
		Title: Words{"Price against the estimate", "Harga terhadap HPS"},
		Formula: Words{
			"Sum of the awards that stand ÷ the owner's estimate (tender/value, HPS); of several processes the sums.",
			"Jumlah penetapan yang berlaku ÷ harga perkiraan sendiri (tender/value, HPS); untuk beberapa proses jumlah keduanya."},
		Source: performanceSource, Needs: []string{"tender/value", "awards/value"},
		Caveat: Words{
			"A price close to the estimate may mean that the estimate was good. For a supplier the processes are those that it won.",
			"Harga yang mendekati HPS bisa berarti HPS disusun dengan baik. Untuk penyedia, proses yang dihitung adalah yang dimenangkannya."}},
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
		part, whole := big.NewRat(m.part, powers[m.places]), big.NewRat(m.whole, powers[m.places])
		c.tell.tell(i, c.subject(), Result{State: Computed, Value: ratio(share), Unit: "ratio", Part: plain(part), Whole: plain(whole), N: 1, Of: 1,
			Sentence: say(Words{"%[1]s was awarded, %[3]s of the estimate of %[2]s.", "Nilai penetapan %[1]s, yaitu %[3]s dari HPS %[2]s."},
				amountWords(part, c.deal.currency), amountWords(whole, c.deal.currency), percentWords(share))},
			c.evidence(c.Tree.Get("awards")), c.evidence(c.tender.Get("value")))
	},
	dataset: over(figure{number: mPrice, large: true, process: true, kinds: ofBoth, say: Words{
		"In %[5]s processes of %[1]s, %[2]s was awarded of %[3]s estimated (%[4]s).",
		"Dalam %[5]s proses %[1]s, ditetapkan %[2]s dari HPS %[3]s (%[4]s)."}}),
}

// measurePrice sets the awards that stand against the estimate.
func (c *Case) measurePrice(f *fact) {
	f.large[mPrice].lack = notAsked
	if awards := c.standing(); len(awards) > 0 {
		f.large[mPrice], f.currency = c.price(awards)
		f.currency = c.data.text(f.currency)
	}
}

func (c *Case) price(awards []*award) (large, string) {
	estimate, known := moneyOf(c.tender.Get("value"))
	var s sum
	for _, a := range awards {
		if !a.priced {
			return large{lack: noAwardValue}, ""
		}
		s.add(a.value)
	}
	total, fits := parseDecimal(plain(&s.total))
	switch {
	case !known:
		return large{lack: noEstimate}, ""
	case s.mixed || s.currency != estimate.currency:
		return large{lack: currenciesDiffer}, ""
	case estimate.units <= 0:
		return large{lack: amountZero}, ""
	case !fits:
		return large{lack: amountTooLong}, ""
	}
	return largeOf(total, estimate.decimal), estimate.currency
}
