package indicators

var terminated = &Indicator{
	Method: Method{Code: "terminated", Version: 1, Kind: Performance, Family: ofPerformance,
		Title: Words{"Contracts broken off", "Kontrak yang diputus"},
		Formula: Words{
			"Contracts that ended by the supplier's fault (variant fault: pemutusan kontrak), or early without fault (variant other: penghentian kontrak) ÷ contracts that ended. The code terminated says only that a contract ended: the publisher's words tell how.",
			"Kontrak yang berakhir karena kesalahan penyedia (varian fault: pemutusan kontrak), atau lebih awal tanpa kesalahan (varian other: penghentian kontrak) ÷ kontrak yang berakhir. Kode terminated hanya menyatakan kontrak berakhir; penyebabnya dibaca dari keterangan penerbit data."},
		Source: performanceSource, Needs: []string{lacks[noEnding].field},
		Clear: Words{"The contract was not broken off.", "Kontrak tidak diputus."},
		Caveat: Words{
			"Words are read as they stand; a dispute about the fault is not seen here.",
			"Keterangan dibaca apa adanya; sengketa mengenai kesalahan tidak terlihat di sini."}},
	process: func(c *Case, i *Indicator) {
		for n := range c.contracts {
			c.tellEnding(i, &c.contracts[n])
		}
	},
	dataset: over(
		figure{variant: "fault", number: mFault, kinds: ofBoth, first: some, say: Words{
			"Of %[3]s contracts of %[1]s that ended, %[2]s were broken off by the supplier's fault (%[4]s).",
			"Dari %[3]s kontrak %[1]s yang berakhir, %[2]s diputus karena kesalahan penyedia (%[4]s)."}},
		figure{variant: "other", number: mStopped, kinds: ofBoth, first: some, say: Words{
			"Of %[3]s contracts of %[1]s that ended, %[2]s were stopped early without the supplier's fault (%[4]s).",
			"Dari %[3]s kontrak %[1]s yang berakhir, %[2]s dihentikan lebih awal tanpa kesalahan penyedia (%[4]s)."}},
	),
}

func (c *Case) tellEnding(i *Indicator, k *contract) {
	s := c.subjectOf(k)
	if why := k.fact.small[mFault].lack; why != nothing {
		c.tell.unable(i, "", s, why)
		return
	}
	r := Result{State: Flagged, Value: "1", Unit: "count", Threshold: "1"}
	switch k.ended {
	case faulted:
		r.Variant, r.Sentence = "fault", Words{"The contract was broken off by the supplier's fault.", "Kontrak diputus karena kesalahan penyedia."}
	case stopped:
		r.Variant, r.Sentence = "other", Words{"The contract was stopped early, without the supplier's fault.", "Kontrak dihentikan lebih awal tanpa kesalahan penyedia."}
	default:
		c.tell.clear(i, s, "0", "count", "1")
		return
	}
	c.tell.tell(i, s, r, c.evidence(k.endedAt))
}

func measureEnding(_ *Case, k *contract, f *fact) {
	switch k.ended {
	case running:
		f.small[mFault].lack, f.small[mStopped].lack = stillRunning, stillRunning
	case unclear:
		f.small[mFault].lack, f.small[mStopped].lack = noEnding, noEnding
	default:
		f.small[mFault], f.small[mStopped] = one(k.ended == faulted), one(k.ended == stopped)
	}
}
