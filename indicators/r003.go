package indicators

import "slices"

var shortSubmission = &Indicator{
	Method: Method{Code: "R003", Version: 1, Kind: RedFlag, Family: cardinalFamily,
		Title: Words{"Short submission period", "Masa pemasukan penawaran singkat"},
		Formula: Words{
			"Whole days from tender/tenderPeriod/startDate to endDate < the threshold; local days where either has no time.",
			"Jumlah hari penuh dari tender/tenderPeriod/startDate sampai endDate < ambang; dihitung per tanggal setempat bila salah satunya tanpa jam."},
		Source: cardinalSource + " R003", Needs: []string{"tender/tenderPeriod/startDate", "tender/tenderPeriod/endDate"},
		Clear: Words{"The submission period is not shorter than the threshold.", "Masa pemasukan penawaran tidak lebih singkat dari ambang."},
		Caveat: Words{
			"One threshold for all procedures: some may lawfully be shorter.",
			"Satu ambang untuk semua metode: sebagian metode boleh lebih singkat menurut aturan."}},
	process: func(c *Case, i *Indicator) {
		period := c.tender.Get("tenderPeriod")
		method := c.tender.Get("procurementMethod").Text()
		if c.excluded() || c.tender.Len() == 0 || !c.amongMethods(c.config.R003.Methods) || period == nil && method == "direct" {
			return
		}
		start, end := c.moment(period.Get("startDate")), c.moment(period.Get("endDate"))
		if !start.known || !end.known {
			c.tell.lacks(i, c.subject(), MissingFields, unknown(i.Needs, start.known, end.known)...)
			return
		}
		least := c.config.R003.Days
		if own, ok := c.config.R003.ByMethod[c.method]; ok {
			least = own
		}
		length, limit := start.daysUntil(end), digits(int64(least))
		if length >= least {
			c.tell.clear(i, c.subject(), digits(int64(length)), "days", limit)
			return
		}
		c.tell.tell(i, c.subject(), Result{State: Flagged, Value: digits(int64(length)), Unit: "days", Threshold: limit,
			Sentence: say(Words{"Bids could be handed in for %[1]s, from %[2]s to %[3]s; fewer than %[4]s are short.",
				"Penawaran dapat dimasukkan selama %[1]s, dari %[2]s sampai %[3]s; kurang dari %[4]s tergolong singkat."},
				inDays(length), dayWords(start.day), dayWords(end.day), inDays(least))}, c.evidence(period))
	},
}

// amongMethods says whether procurementMethod is one of the codes; no codes stand for all.
func (c *Case) amongMethods(codes []string) bool {
	return len(codes) == 0 || slices.Contains(codes, c.tender.Get("procurementMethod").Text())
}

// unknown are the fields of which the same place among there is false.
func unknown(fields []string, there ...bool) (missing []string) {
	for n, is := range there {
		if !is {
			missing = append(missing, fields[n])
		}
	}
	return missing
}

const cardinalSource = "Cardinal (Open Contracting Partnership), with its faults corrected:"
