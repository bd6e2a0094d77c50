package indicators

// Open past its end is a state of the record, shown with the buyer and never counted against the supplier (rulings on
// the data, 6).
var openPastEnd = &Indicator{
	Method: Method{Code: "open_past_end", Version: 1, Kind: Performance, Family: ofPerformance,
		Title: Words{"Open past its end, with no hand-over recorded", "Melewati akhir kontrak tanpa serah terima tercatat"},
		Formula: Words{
			"The contract's last local day is before the as-of date, no hand-over is recorded, and the contract has not ended.",
			"Hari terakhir kontrak sudah lewat pada tanggal acuan, tidak ada serah terima yang tercatat, dan kontrak belum dinyatakan berakhir."},
		Source: performanceSource, Needs: []string{"contracts/period/endDate"},
		Clear: Words{"The contract is not open past its end.", "Kontrak tidak melewati tanggal akhirnya tanpa serah terima."},
		Caveat: Words{
			"It tells what the record lacks, not that the work is late: often the hand-over took place and was not recorded.",
			"Ini menunjukkan kekurangan pencatatan, bukan bukti pekerjaan terlambat: sering kali serah terima sudah terjadi tetapi belum dicatat."}},
	process: func(c *Case, i *Indicator) {
		for n := range c.contracts {
			c.tellOpen(i, &c.contracts[n])
		}
	},
	dataset: over(figure{number: mOpen, kinds: ofBuyers, first: some, say: Words{
		"Of %[3]s contracts of %[1]s, %[2]s are past their end with no hand-over recorded (%[4]s).",
		"Dari %[3]s kontrak %[1]s, %[2]s melewati tanggal akhir tanpa serah terima yang tercatat (%[4]s)."}}),
}

func (c *Case) tellOpen(i *Indicator, k *contract) {
	s := c.subjectOf(k)
	s.Supplier, s.SupplierName = "", ""
	switch m := k.fact.small[mOpen]; {
	case m.lack != nothing:
		c.tell.unable(i, "", s, m.lack)
	case m.part == 0:
		c.tell.clear(i, s, "0", "days", "0")
	default:
		past := int(c.asOf - k.end.day)
		c.tell.tell(i, s, Result{State: Flagged, Value: digits(int64(past)), Unit: "days", Threshold: "0",
			Sentence: say(Words{"The contract ended on %[1]s, %[2]s before the as-of date, and no hand-over is recorded.",
				"Kontrak berakhir pada %[1]s, %[2]s sebelum tanggal acuan, dan belum ada serah terima yang tercatat."},
				dayWords(k.end.day), inDays(past))}, c.evidence(k.Get("period", "endDate")))
	}
}

func measureOpen(c *Case, k *contract, f *fact) {
	if !k.end.known {
		f.small[mOpen].lack = noEnd
		return
	}
	f.small[mOpen] = one(k.end.day < c.asOf && !k.handedOver.known && !k.final.known && k.ended == running)
}
