package indicators

import "math/big"

var addendumOver = &Indicator{
	Method: Method{Code: "addendum_over", Version: 1, Kind: Performance, Family: ofPerformance,
		Title: Words{"Addenda above the ceiling", "Adendum melebihi batas"},
		Formula: Words{
			"The contract's latest value is more than the ceiling (10 %) above its value when it was first published.",
			"Nilai kontrak terakhir lebih dari batas (10 %) di atas nilainya saat pertama dipublikasikan."},
		Source: performanceSource, Needs: []string{"contracts/value", "releases (history of contracts/value)"},
		Clear: Words{"The contract's value did not grow by more than the ceiling.", "Nilai kontrak tidak naik melebihi batas."},
		Caveat: Words{
			"The ceiling holds for added work within the scope of the contract; some contracts have other rules.",
			"Batas ini berlaku untuk pekerjaan tambah dalam lingkup kontrak; sebagian kontrak memiliki aturan lain."}},
	process: func(c *Case, i *Indicator) {
		for n := range c.contracts {
			c.tellOver(i, &c.contracts[n])
		}
	},
	dataset: over(figure{number: mOver, kinds: ofBoth, first: some, form: addedUp, unit: "count", say: Words{
		"Of %[5]s contracts of %[1]s whose history is known, %[2]s grew by more than the ceiling.",
		"Dari %[5]s kontrak %[1]s yang riwayatnya diketahui, %[2]s naik melebihi batas."}}),
}

func (c *Case) tellOver(i *Indicator, k *contract) {
	ceiling := ratio(big.NewRat(int64(c.config.AddendumCeiling), 100))
	m := k.fact.large[mGrowth]
	if m.lack != nothing {
		c.tell.unable(i, "", c.subjectOf(k), m.lack)
		return
	}
	growth := big.NewRat(m.part, m.whole)
	if k.fact.small[mOver].part == 0 {
		c.tell.clear(i, c.subjectOf(k), ratio(growth), "ratio", ceiling)
		return
	}
	signed, _ := k.signed()
	c.tell.tell(i, c.subjectOf(k), Result{State: Flagged, Value: ratio(growth), Unit: "ratio", Threshold: ceiling,
		Sentence: say(Words{"The contract's value grew from %[1]s to %[2]s (%[3]s), above the ceiling of %[4]s%%.",
			"Nilai kontrak naik dari %[1]s menjadi %[2]s (%[3]s), melebihi batas %[4]s%%."},
			signed.words(), k.value.words(), signedPercent(growth), digits(int64(c.config.AddendumCeiling)))}, c.evidence(k.Get("value")))
}
