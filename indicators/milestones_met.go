package indicators

var milestonesMet = &Indicator{
	Method: Method{Code: "milestones_met", Version: 1, Kind: Performance, Family: ofPerformance,
		Title: Words{"Milestones met", "Tonggak tercapai"},
		Formula: Words{
			"Milestones of the implementation that were met ÷ those that were due before the as-of date.",
			"Tonggak pelaksanaan yang tercapai ÷ tonggak yang sudah jatuh tempo pada tanggal acuan."},
		Source: performanceSource, Needs: []string{"contracts/implementation/milestones", "contracts/implementation/milestones/dueDate"},
		Caveat: Words{
			"A milestone met late counts as met; one due in the future counts in neither number.",
			"Tonggak yang tercapai terlambat tetap dihitung tercapai; tonggak yang belum jatuh tempo tidak dihitung sama sekali."}},
	process: func(c *Case, i *Indicator) {
		for n := range c.contracts {
			k := &c.contracts[n]
			m := k.fact.small[mMilestones]
			if m.lack != nothing {
				c.tell.unable(i, "", c.subjectOf(k), m.lack)
				continue
			}
			c.tell.tell(i, c.subjectOf(k), Result{State: Computed, Value: ratio(fraction(int64(m.part), int64(m.whole))), Unit: "ratio",
				Part: digits(int64(m.part)), Whole: digits(int64(m.whole)), N: 1, Of: 1,
				Sentence: say(Words{"Of %[2]s due, %[1]s were met.", "Dari %[2]s yang jatuh tempo, %[1]s tercapai."},
					digits(int64(m.part)), counted(int(m.whole), "milestone", "tonggak"))}, c.evidence(k.run.Get("milestones")))
		}
	},
	dataset: over(figure{number: mMilestones, kinds: ofSuppliers, first: short, say: Words{
		"In %[5]s contracts of %[1]s, %[2]s of %[3]s milestones that were due were met (%[4]s).",
		"Dalam %[5]s kontrak %[1]s, %[2]s dari %[3]s tonggak yang jatuh tempo tercapai (%[4]s)."}}),
}

func measureMilestones(c *Case, k *contract, f *fact) {
	m := &f.small[mMilestones]
	if k.run.Get("milestones").Len() == 0 {
		m.lack = noMilestones
		return
	}
	for _, v := range k.run.Get("milestones").Items() {
		if due := c.moment(v.Get("dueDate")); !due.known || due.day >= c.asOf {
			continue
		}
		m.whole++
		if met := c.moment(v.Get("dateMet")); met.known && met.day <= c.asOf || !met.known && v.Get("status").Text() == "met" {
			m.part++
		}
	}
	if m.whole == 0 {
		m.lack = noDueMilestones
	}
}
