package indicators

var lowestDisqualified = &Indicator{
	Method: Method{Code: "R036", Version: 1, Kind: RedFlag, Family: cardinalFamily,
		Title: Words{"Lowest bid was disqualified", "Penawaran terendah digugurkan"},
		Formula: Words{
			"There is an active award and a valid bid with a price, and a disqualified bid is lower than every other submitted bid. Where another bid is as low, nothing is flagged, in whatever order they stand.",
			"Ada penetapan aktif dan penawaran sah dengan harga, dan satu penawaran yang digugurkan lebih rendah dari semua penawaran lain. Bila ada penawaran lain yang sama rendahnya, tidak ditandai, apa pun urutannya."},
		Source: cardinalSource + " R036", Needs: []string{"bids/details/status", "bids/details/value", "awards/status"},
		Clear:  Words{"The lowest bid was not disqualified.", "Penawaran terendah tidak digugurkan."},
		Caveat: othersDisqualified.Caveat},
	process: func(c *Case, i *Indicator) {
		if c.excluded() || !c.comparesPrices() || !c.competed() {
			return
		}
		switch lowest, next, why := c.lowest(); {
		case !c.hasBids:
			c.tell.lacks(i, c.subject(), MissingFields, "bids/details")
		case c.unjudged() > 0 && lowest == nil:
			c.tell.lacks(i, c.subject(), MissingFields, "bids/details/status")
		case why != nothing:
			c.tell.unable(i, "", c.subject(), why)
		case lowest == nil:
			c.tell.clear(i, c.subject(), "", "", "")
		default:
			c.tell.tell(i, c.subject(), Result{State: Flagged, Value: lowest.value.text(), Unit: lowest.value.currency, Threshold: next.value.text(),
				Sentence: say(Words{"The lowest bid, of %[1]s, was disqualified; the next was %[2]s.", "Penawaran terendah, %[1]s, digugurkan; berikutnya %[2]s."},
					lowest.value.words(), next.value.words())}, c.evidence(lowest.Value), c.evidence(next.Value))
		}
	},
}

// lowest is the disqualified bid that is lower than all others, and the next; nil where there is none.
func (c *Case) lowest() (first, next *bid, why lack) {
	valid := false
	for j := range c.bids {
		b := &c.bids[j]
		if !b.submitted() || !b.priced {
			continue
		}
		valid = valid || b.status == "valid"
		switch {
		case first != nil && b.value.currency != first.value.currency:
			return nil, nil, currenciesDiffer
		case first == nil || b.value.cmp(first.value.decimal) < 0:
			first, next = b, first
		case next == nil || b.value.cmp(next.value.decimal) < 0:
			next = b
		}
	}
	if !valid || next == nil || first.status != "disqualified" || next.value.cmp(first.value.decimal) == 0 {
		return nil, nil, nothing
	}
	return first, next, nothing
}
