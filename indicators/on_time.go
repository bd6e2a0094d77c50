package indicators

// The work was handed over in time: the first hand-over on or before the contract's last day.
var onTime = &Indicator{
	Method: Method{Code: "on_time", Version: 1, Kind: Performance, Family: ofPerformance,
		Title: Words{"Handed over on time", "Serah terima tepat waktu"},
		Formula: Words{
			"Contracts first handed over on or before the local day on which their period ends, as amended (and, as a variant, as signed) ÷ contracts with a hand-over and an end.",
			"Kontrak yang pertama diserahterimakan pada atau sebelum hari akhir masa kontrak, setelah adendum (dan, sebagai varian, menurut kontrak awal) ÷ kontrak yang memiliki serah terima dan tanggal akhir."},
		Source: performanceSource, Needs: []string{"contracts/period/endDate", handOverFields},
		Caveat: Words{
			"Only contracts with a recorded hand-over count; those still open are not in the figure, which makes it look better than it may be.",
			"Hanya kontrak dengan serah terima yang tercatat yang dihitung; kontrak yang masih berjalan tidak termasuk, sehingga angkanya bisa tampak lebih baik."}},
	process: func(c *Case, i *Indicator) {
		for n := range c.contracts {
			k := &c.contracts[n]
			c.tellTime(i, k, "amended", k.fact.small[mOnTime], k.end)
			c.tellTime(i, k, "original", k.fact.small[mOnTimeOriginal], c.originalEnd(k))
		}
	},
	dataset: over(
		figure{variant: "amended", number: mOnTime, kinds: ofSuppliers, first: short, say: onTimeRate},
		figure{variant: "original", number: mOnTimeOriginal, kinds: ofSuppliers, first: short, say: onTimeRateOriginal},
	),
}

var onTimeRate = Words{
	"%[1]s handed over %[2]s of %[3]s contracts on time by their amended end dates (%[4]s).",
	"%[1]s menyerahkan %[2]s dari %[3]s kontrak tepat waktu menurut tanggal akhir setelah adendum (%[4]s)."}

var onTimeRateOriginal = Words{
	"%[1]s handed over %[2]s of %[3]s contracts on time by their original end dates (%[4]s).",
	"%[1]s menyerahkan %[2]s dari %[3]s kontrak tepat waktu menurut tanggal akhir kontrak awal (%[4]s)."}

// tellTime passes on whether one contract was handed over by an end.
func (c *Case) tellTime(i *Indicator, k *contract, variant string, m small, end moment) {
	if m.lack != nothing {
		c.tell.unable(i, variant, c.subjectOf(k), m.lack)
		return
	}
	words := Words{"The work was handed over on %[1]s, by the end of the contract on %[2]s.",
		"Pekerjaan diserahterimakan pada %[1]s, tidak melewati akhir kontrak pada %[2]s."}
	if m.part == 0 {
		words = Words{"The work was handed over on %[1]s, after the end of the contract on %[2]s.",
			"Pekerjaan diserahterimakan pada %[1]s, melewati akhir kontrak pada %[2]s."}
	}
	c.tell.tell(i, c.subjectOf(k), Result{State: Computed, Variant: variant, Value: digits(int64(m.part)), Unit: "count", N: 1, Of: 1,
		Sentence: say(words, dayWords(k.handedOver.day), dayWords(end.day))}, c.evidence(k.handedAt), c.evidence(k.Get("period", "endDate")))
}

// measureTime compares the first hand-over with the end of the contract.
func measureTime(c *Case, k *contract, f *fact) {
	f.small[mOnTime], f.small[mLate] = c.lateness(k, k.end, noEnd)
	f.small[mOnTimeOriginal], f.small[mLateOriginal] = c.lateness(k, c.originalEnd(k), noOriginalEnd)
}

func (c *Case) lateness(k *contract, end moment, without lack) (inTime, late small) {
	switch {
	case !k.end.known:
		return small{lack: noEnd}, small{lack: noEnd}
	case !end.known:
		return small{lack: without}, small{lack: without}
	case !k.handedOver.known:
		return small{lack: noHandOver}, small{lack: noHandOver}
	}
	days := min(max(k.handedOver.day-end.day, 0), 1<<16-1)
	return one(days == 0), small{uint16(days), 1, nothing}
}
