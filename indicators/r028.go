package indicators

import "slices"

var identicalPrice = &Indicator{
	Method: Method{Code: "R028", Version: 1, Kind: RedFlag, Family: cardinalFamily,
		Title: Words{"Different tenderers bid the same price", "Peserta berbeda menawar harga yang sama"},
		Formula: Words{
			"Two submitted bids of the same amount and currency, of different sets of tenderers.",
			"Dua penawaran yang dimasukkan bernilai dan bermata uang sama, dari kelompok peserta yang berbeda."},
		Source: cardinalSource + " R028", Needs: bidFields[:4],
		Clear: Words{"No two tenderers bid the same price.", "Tidak ada dua peserta yang menawar harga yang sama."},
		Caveat: Words{
			"Prices can be equal by chance, or because they are fixed by law.",
			"Harga bisa sama karena kebetulan, atau karena ditetapkan oleh peraturan."}},
	process: func(c *Case, i *Indicator) {
		if c.excluded() || !c.comparesPrices() || !c.hasBids && !c.competed() {
			return
		}
		first, second := c.samePrice()
		switch {
		case first != nil:
			s := c.subject()
			s.name(c.allAt(first.value), c.called)
			c.tell.tell(i, s, Result{State: Flagged, Value: first.value.text(), Unit: first.value.currency,
				Sentence: say(Words{"Different tenderers bid exactly %[1]s.", "Peserta yang berbeda menawar tepat %[1]s."}, first.value.words())},
				c.evidence(first.Value), c.evidence(second.Value))
		case !c.hasBids:
			c.tell.lacks(i, c.subject(), MissingFields, "bids/details")
		case c.unjudged() > 0:
			c.tell.lacks(i, c.subject(), MissingFields, "bids/details/status")
		case c.unpriced():
			c.tell.lacks(i, c.subject(), MissingFields, "bids/details/value")
		default:
			c.tell.clear(i, c.subject(), "", "", "")
		}
	},
}

// samePrice finds the first two submitted bids of one price by different tenderers.
func (c *Case) samePrice() (first, second *bid) {
	for j := range c.bids {
		b := &c.bids[j]
		if !b.submitted() || !b.priced || len(b.tenderers) == 0 {
			continue
		}
		for k := range c.bids[:j] {
			a := &c.bids[k]
			if a.submitted() && a.priced && len(a.tenderers) > 0 && a.value.currency == b.value.currency &&
				a.value.cmp(b.value.decimal) == 0 && !sameSet(a.tenderers, b.tenderers) {
				return a, b
			}
		}
	}
	return nil, nil
}

func sameSet(a, b []*organization) bool {
	if len(a) != len(b) {
		return false
	}
	for _, o := range a {
		if !slices.Contains(b, o) {
			return false
		}
	}
	return true
}

// allAt are those who bid a price.
func (c *Case) allAt(price money) (all []*organization) {
	for j := range c.bids {
		b := &c.bids[j]
		if !b.submitted() || !b.priced || b.value.currency != price.currency || b.value.cmp(price.decimal) != 0 {
			continue
		}
		for _, o := range b.tenderers {
			if !slices.Contains(all, o) {
				all = append(all, o)
			}
		}
	}
	return all
}

// unpriced says whether fewer than two of several submitted bids have a price, so that none can be compared.
func (c *Case) unpriced() bool {
	submitted, priced := 0, 0
	for j := range c.bids {
		if c.bids[j].submitted() {
			if submitted++; c.bids[j].priced {
				priced++
			}
		}
	}
	return submitted > 1 && priced < submitted
}
