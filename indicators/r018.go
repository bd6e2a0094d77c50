package indicators

var singleTenderer = &Indicator{
	Method: Method{Code: "R018", Version: 1, Kind: RedFlag, Family: cardinalFamily,
		Title: Words{"Single bid received", "Hanya satu penawaran"},
		Formula: Words{
			"procurementMethod is open or selective, and one bid: tender/numberOfTenderers is 1 or, where it is not published, the submitted bids are of one tenderer.",
			"procurementMethod open atau selective, dan hanya satu yang menawar: tender/numberOfTenderers bernilai 1 atau, bila tidak dipublikasikan, penawaran hanya dari satu peserta."},
		Source: cardinalSource + " R018", Needs: []string{"tender/procurementMethod", lacks[noBids].field},
		Clear: singleBid.Clear, Caveat: singleBid.Caveat},
	process: func(c *Case, i *Indicator) {
		if c.excluded() || c.tender.Len() == 0 {
			return
		}
		if c.tender.Get("procurementMethod") == nil && c.over() {
			c.tell.lacks(i, c.subject(), MissingFields, i.Needs[0])
		}
		if c.tender.Get("procurementMethod") == nil || !c.amongMethods(c.config.R018Methods) {
			return
		}
		switch n, ok := c.tenderers(); {
		case !ok && c.over():
			c.tell.unable(i, "", c.subject(), noBids)
		case !ok:
		case n != 1:
			c.tell.clear(i, c.subject(), digits(int64(n)), "count", "1")
		default:
			s := c.subject()
			s.name(c.winners(), c.called)
			c.tell.tell(i, s, Result{State: Flagged, Value: "1", Unit: "count", Threshold: "1",
				Sentence: tenderersWords(1).full()}, c.bidEvidence())
		}
	},
}

// over says whether the competition is over: there is an award, or the tender says so.
func (c *Case) over() bool {
	status := c.tender.Get("status").Text()
	return len(c.awards) > 0 || status == "complete" || status == "unsuccessful"
}

// full ends a sentence.
func (w Words) full() Words { return Words{w.EN + ".", w.ID + "."} }
