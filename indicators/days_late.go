package indicators

var daysLate = &Indicator{
	Method: Method{Code: "days_late", Version: 1, Kind: Performance, Family: ofPerformance,
		Title: Words{"Days late", "Hari keterlambatan"},
		Formula: Words{
			"Local days from the end of the contract (as amended; as a variant, as signed) to the first hand-over, 0 where it is not after the end; of several contracts the median, with the largest as part.",
			"Jumlah hari dari akhir kontrak (setelah adendum; sebagai varian, menurut kontrak awal) sampai serah terima pertama, 0 bila tidak melewatinya; untuk beberapa kontrak mediannya, dengan nilai terbesar sebagai pembilang."},
		Source: performanceSource, Needs: []string{"contracts/period/endDate", handOverFields}, Caveat: onTime.Caveat},
	process: func(c *Case, i *Indicator) {
		for n := range c.contracts {
			k := &c.contracts[n]
			c.tellDays(i, k, "amended", k.fact.small[mLate], k.end)
			c.tellDays(i, k, "original", k.fact.small[mLateOriginal], c.originalEnd(k))
		}
	},
	dataset: over(
		figure{variant: "amended", number: mLate, form: middle, unit: "days", kinds: ofSuppliers, first: some, say: Words{
			"Half of the %[5]s contracts that %[1]s handed over were at most %[4]s days late; the latest was %[2]s days late.",
			"Separuh dari %[5]s kontrak yang diserahkan %[1]s terlambat paling lama %[4]s hari; yang terlama terlambat %[2]s hari."}},
		figure{variant: "original", number: mLateOriginal, form: middle, unit: "days", kinds: ofSuppliers, first: some, say: Words{
			"Half of the %[5]s contracts that %[1]s handed over were at most %[4]s days late by their original end dates; the latest was %[2]s days late.",
			"Separuh dari %[5]s kontrak yang diserahkan %[1]s terlambat paling lama %[4]s hari menurut kontrak awal; yang terlama terlambat %[2]s hari."}},
	),
}

func (c *Case) tellDays(i *Indicator, k *contract, variant string, m small, end moment) {
	if m.lack != nothing {
		c.tell.unable(i, variant, c.subjectOf(k), m.lack)
		return
	}
	words := Words{"The work was handed over on %[1]s, %[3]s after the end of the contract on %[2]s.",
		"Pekerjaan diserahterimakan pada %[1]s, %[3]s setelah akhir kontrak pada %[2]s."}
	if m.part == 0 {
		words = Words{"The work was handed over on %[1]s; the contract ended on %[2]s.",
			"Pekerjaan diserahterimakan pada %[1]s; kontrak berakhir pada %[2]s."}
	}
	c.tell.tell(i, c.subjectOf(k), Result{State: Computed, Variant: variant, Value: digits(int64(m.part)), Unit: "days", N: 1, Of: 1,
		Sentence: say(words, dayWords(k.handedOver.day), dayWords(end.day), inDays(int(m.part)))},
		c.evidence(k.handedAt), c.evidence(k.Get("period", "endDate")))
}
