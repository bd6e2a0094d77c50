package indicators

import (
	"cmp"
	"slices"
)

var othersDisqualified = &Indicator{
	Method: Method{Code: "R035", Version: 1, Kind: RedFlag, Family: cardinalFamily,
		Title: Words{"All except the winner were disqualified", "Semua peserta selain pemenang digugurkan"},
		Formula: Words{
			"All awards are final; one tenderer alone bid validly and is the only supplier of the active awards; at least so many others were disqualified.",
			"Semua penetapan sudah final; hanya satu peserta yang penawarannya sah dan ia satu-satunya penyedia dalam penetapan aktif; sedikitnya sekian peserta lain digugurkan."},
		Source: cardinalSource + " R035", Needs: []string{"bids/details/status", "bids/details/tenderers/id", "awards/status", "awards/suppliers/id"},
		Clear: Words{"Not all except the winner were disqualified.", "Tidak semua peserta selain pemenang digugurkan."},
		Caveat: Words{
			"Bids are rightly disqualified where they do not fulfil what was asked.",
			"Penawaran memang harus digugurkan bila tidak memenuhi persyaratan."}},
	process: func(c *Case, i *Indicator) {
		if c.excluded() || !c.competed() || c.tellNoBids(i) {
			return
		}
		winner, out := c.loneValid()
		least := c.config.R035Least
		if winner == nil || len(out) < least {
			c.tell.clear(i, c.subject(), digits(int64(len(out))), "count", digits(int64(least)))
			return
		}
		s := c.subject()
		s.name([]*organization{winner}, c.called)
		c.tell.tell(i, s, Result{State: Flagged, Value: digits(int64(len(out))), Unit: "count", Threshold: digits(int64(least)),
			Sentence: say(Words{"All others who bid (%[1]s) were disqualified; %[2]s won.", "Semua peserta lain (%[1]s) digugurkan; %[2]s menang."},
				digits(int64(len(out))), cmp.Or(s.SupplierName, winner.id))}, c.evidence(c.Tree.Get("bids", "details")), c.evidence(c.Tree.Get("awards")))
	},
}

// loneValid is the only tenderer with a valid bid, if it won all that was awarded, and who else was disqualified.
func (c *Case) loneValid() (winner *organization, out []*organization) {
	var valid, won []*organization
	gather := func(into *[]*organization, from []*organization) {
		for _, o := range from {
			if !slices.Contains(*into, o) {
				*into = append(*into, o)
			}
		}
	}
	for _, a := range c.active() {
		gather(&won, a.suppliers)
	}
	for j := range c.bids {
		switch b := &c.bids[j]; b.status {
		case "valid":
			gather(&valid, b.tenderers)
		case "disqualified":
			gather(&out, b.tenderers)
		}
	}
	if len(valid) != 1 || !sameSet(valid, won) {
		return nil, out
	}
	others := out[:0]
	for _, o := range out {
		if o != valid[0] {
			others = append(others, o)
		}
	}
	return valid[0], others
}
