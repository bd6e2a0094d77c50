package indicators

var debarred = &Indicator{
	Method: Method{Code: "debarred", Version: 1, Kind: Performance, Family: ofPerformance,
		Title: Words{"Awarded while debarred", "Ditetapkan saat masuk Daftar Hitam"},
		Formula: Words{
			"The day of the award lies in an interval in which the supplier, by its identifier, was on the list of debarred.",
			"Hari penetapan berada dalam masa penyedia, menurut nomor pengenalnya, tercantum dalam Daftar Hitam."},
		Source: performanceSource, Needs: []string{lacks[noDebarments].field, "awards/date", "awards/suppliers/id"},
		Clear: Words{"No supplier was on the list of debarred on the day of the award.", "Tidak ada penyedia yang tercantum dalam Daftar Hitam pada hari penetapan."},
		Caveat: Words{
			"Only identifiers are compared: a list that masks them shows nobody here. Names alone are never enough.",
			"Hanya nomor pengenal yang dibandingkan: daftar yang menyamarkannya tidak akan menunjukkan siapa pun. Nama saja tidak pernah cukup."}},
	process: func(c *Case, i *Indicator) {
		for n := range c.contracts {
			c.tellDebarred(i, &c.contracts[n])
		}
	},
	dataset: over(figure{number: mDebarred, kinds: ofBoth, first: some, form: addedUp, unit: "count", say: Words{
		"Of %[5]s contracts of %[1]s, %[2]s were awarded while a supplier was debarred.",
		"Dari %[5]s kontrak %[1]s, %[2]s ditetapkan saat penyedianya masuk Daftar Hitam."}}),
}

func (c *Case) tellDebarred(i *Indicator, k *contract) {
	s := c.subjectOf(k)
	switch m := k.fact.small[mDebarred]; {
	case m.lack != nothing:
		c.tell.unable(i, "", s, m.lack)
	case m.part == 0:
		c.tell.clear(i, s, "0", "count", "1")
	default:
		b := c.debarment(k)
		from, _ := parseDay(b.From)
		until, _ := parseDay(b.Until)
		c.tell.tell(i, s, Result{State: Flagged, Value: "1", Unit: "count", Threshold: "1",
			Sentence: say(Words{"The supplier was debarred from %[1]s to %[2]s (%[3]s) when the award was made on %[4]s.",
				"Penyedia masuk Daftar Hitam dari %[1]s sampai %[2]s (%[3]s) ketika ditetapkan pada %[4]s."},
				dayWords(from), dayWords(until), b.Reference, dayWords(k.award.date.day))},
			c.evidence(k.award.Get("date")), c.evidence(k.award.Get("suppliers")))
	}
}

func measureDebarment(c *Case, k *contract, f *fact) {
	m := &f.small[mDebarred]
	switch {
	case c.config.Companions.Debarments == nil:
		m.lack = noDebarments
	case k.award == nil || !k.award.date.known || len(k.suppliers) == 0:
		m.lack = noIdentifier
	default:
		*m = one(c.debarment(k) != nil)
	}
}

// debarment is the first on the list that holds for a supplier on the day of the award.
func (c *Case) debarment(k *contract) *Debarment {
	for _, s := range k.suppliers {
		list := c.data.debarments[s.id]
		for n := range list {
			from, okFrom := parseDay(list[n].From)
			until, okUntil := parseDay(list[n].Until)
			if okFrom && okUntil && from <= k.award.date.day && k.award.date.day <= until {
				return &list[n]
			}
		}
	}
	return nil
}
