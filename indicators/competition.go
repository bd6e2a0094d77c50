package indicators

import (
	"slices"
	"unicode/utf8"
)

// This file remembers of bids what Cardinal's indicators over a dataset need.

// excluded says whether Cardinal's indicators leave the process aside: its tender was cancelled, or its method is
// excluded by the configuration.
func (c *Case) excluded() bool {
	return c.cancelled || slices.Contains(c.config.ExcludedMethods, c.method)
}

// comparesPrices says whether prices decide in the process, as far as the configuration knows.
func (c *Case) comparesPrices() bool { return !slices.Contains(c.config.NoPriceMethods, c.method) }

// addBids remembers how the bids fared.
func (c *Case) addBids(d *dataset) {
	if contest, _, ok := c.contest(); ok {
		d.contests = append(d.contests, contest)
	}
	h := heard{origin: c.origin}
	var here []entrant
	winner := c.soleWinner()
	counts := winner != nil && c.final()
	for i := range c.bids {
		b := &c.bids[i]
		if !b.submitted() {
			continue
		}
		h.submitted++
		out := b.status == "disqualified"
		if out {
			h.disqualified++
		}
		for _, o := range b.tenderers {
			e := entrantIn(&here, o, c.origin)
			if e.submitted++; out {
				e.disqualified++
			}
			if counts && b.status == "valid" && b.single() == o {
				e.valid, e.won = true, o == winner
			}
		}
	}
	d.entrants = append(d.entrants, here...)
	if h.submitted > 0 {
		d.heard = append(d.heard, h)
	}
}

func entrantIn(all *[]entrant, o *organization, from *origin) *entrant {
	for i := range *all {
		if (*all)[i].who == o {
			return &(*all)[i]
		}
	}
	*all = append(*all, entrant{origin: from, who: o})
	return &(*all)[len(*all)-1]
}

// addEntries remembers of which classes the items are that suppliers won.
func (c *Case) addEntries(d *dataset) {
	since := len(d.entries)
	for _, a := range c.active() {
		if a.Get("suppliers").Len() != 1 || len(a.suppliers) != 1 {
			continue // not all of several supply all
		}
		for _, item := range a.Get("items").Items() {
			id := item.Get("classification", "id").Text()
			if id == "" {
				continue
			}
			e := entry{a.suppliers[0], c.origin, d.text(firstLetters(id, c.config.R048.Digits))}
			if !slices.Contains(d.entries[since:], e) {
				d.entries = append(d.entries, e)
			}
		}
	}
}

func firstLetters(text string, n int) string {
	for i := range text {
		if n--; n < 0 {
			return text[:i]
		}
	}
	return text
}

// lettersOf counts the letters of a text.
func lettersOf(text string) int { return utf8.RuneCountInString(text) }

// contest is how far the winning price was from the next, where one supplier won the only award, from the valid bids of
// single tenderers. It gives the reason where there is none, and no reason where the process is of no such kind.
func (c *Case) contest() (k contest, why lack, ok bool) {
	winner := c.soleWinner()
	if winner == nil || !c.hasBids || !c.final() || !c.comparesPrices() {
		return k, nothing, false
	}
	var best, next *bid
	for i := range c.bids {
		b := &c.bids[i]
		if b.status != "valid" || b.single() == nil || !b.priced {
			continue
		}
		if best != nil && b.value.currency != best.value.currency || next != nil && b.value.currency != next.value.currency {
			return k, currenciesDiffer, false
		}
		if b.single() == winner {
			lower(&best, &k.winnerAt, b, i)
		} else {
			lower(&next, &k.secondAt, b, i)
		}
	}
	if best == nil || next == nil || next.value.cmp(best.value.decimal) < 0 {
		return k, nothing, false // the price alone did not decide
	}
	return c.distance(k, best, next)
}

// lower keeps the lower of two bids, the first of equal ones.
func lower(kept **bid, at *int32, b *bid, i int) {
	if *kept == nil || b.value.cmp((*kept).value.decimal) < 0 {
		*kept, *at = b, int32(i)
	}
}

func (c *Case) distance(k contest, best, next *bid) (_ contest, why lack, ok bool) {
	k.origin, k.winner, k.second = c.origin, best.single(), next.single()
	if best.value.isZero() {
		return k, amountZero, false
	}
	l := largeOf(next.value.decimal, best.value.decimal)
	if k.distance = (share{l.part - l.whole, l.whole}); l.lack != nothing || k.distance.whole < 0 {
		return k, amountTooLong, false
	}
	return k, nothing, true
}
