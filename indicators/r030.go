package indicators

import "slices"

var lateBidWon = &Indicator{
	Method: Method{Code: "R030", Version: 1, Kind: RedFlag, Family: cardinalFamily,
		Title: Words{"Late bid won", "Penawaran terlambat menang"},
		Formula: Words{
			"A valid bid of a supplier of an active award was handed in after tender/tenderPeriod/endDate. Instants are compared, whatever their offsets; local days where either has no time.",
			"Penawaran sah dari penyedia dalam penetapan aktif dimasukkan setelah tender/tenderPeriod/endDate. Yang dibandingkan adalah waktunya, apa pun zonanya; tanggal setempat bila salah satunya tanpa jam."},
		Source: cardinalSource + " R030",
		Needs:  []string{"tender/tenderPeriod/endDate", "bids/details/date", "bids/details/status", "bids/details/tenderers/id", "awards/suppliers/id"},
		Clear:  Words{"No winning bid was late.", "Tidak ada penawaran pemenang yang terlambat."},
		Caveat: Words{
			"A deadline that was moved without being published makes bids look late.",
			"Batas waktu yang diundur tanpa dipublikasikan membuat penawaran tampak terlambat."}},
	process: func(c *Case, i *Indicator) {
		if c.excluded() || !c.competed() {
			return
		}
		deadline := c.tender.Get("tenderPeriod", "endDate")
		end := c.moment(deadline)
		late, who, compared := c.lateWinner(end)
		switch {
		case late != nil:
			s := c.subject()
			s.name(who, c.called)
			m := c.moment(late.Get("date"))
			c.tell.tell(i, s, Result{State: Flagged, Value: late.Get("date").Text(), Unit: "date", Threshold: deadline.Text(),
				Sentence: say(Words{"A winning bid was handed in at %[1]s, after the deadline of %[2]s.", "Penawaran pemenang dimasukkan pada %[1]s, setelah batas waktu %[2]s."},
					m.at.Format("2006-01-02 15:04 -07:00"), end.at.Format("2006-01-02 15:04 -07:00"))}, c.evidence(late.Get("date")), c.evidence(deadline))
		case !c.hasBids:
			c.tell.lacks(i, c.subject(), MissingFields, unknown([]string{i.Needs[0], "bids/details"}, end.known, false)...)
		case !end.known || !compared:
			c.tell.lacks(i, c.subject(), MissingFields, unknown(i.Needs, end.known, compared || !end.known, compared || c.unjudged() == 0)...)
		default:
			c.tell.clear(i, c.subject(), "", "", deadline.Text())
		}
	},
}

// lateWinner is the first valid bid of a winner after the deadline, with those who won with it; compared says that some
// bid of a winner could be compared.
func (c *Case) lateWinner(end moment) (late *bid, who []*organization, compared bool) {
	var winners []*organization
	for _, a := range c.active() {
		winners = append(winners, a.suppliers...)
	}
	for j := range c.bids {
		b := &c.bids[j]
		at := c.moment(b.Get("date"))
		if b.status != "valid" || !at.known || !end.known {
			continue
		}
		for _, o := range b.tenderers {
			if !slices.Contains(winners, o) {
				continue
			}
			if compared = true; at.after(end) {
				if late == nil {
					late = b
				}
				if !slices.Contains(who, o) {
					who = append(who, o)
				}
			}
		}
	}
	return late, who, compared
}
