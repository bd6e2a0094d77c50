package indicators

import "terang/schema"

var officialScore = &Indicator{
	Method: Method{Code: "official_score", Version: 1, Kind: Performance, Family: ofPerformance,
		Title: Words{"Official score (SIKaP)", "Nilai resmi kinerja penyedia (SIKaP)"},
		Formula: Words{
			"The total that the official gave: quality 30 %, cost 20 %, timeliness 30 %, service 20 %, each 1 to 3, or 0 after termination. It is carried as scored, never made up; of several contracts the mean. 0 is Buruk, from 1 Cukup, from 2 Baik, 3 Sangat Baik.",
			"Nilai total dari PPK: kualitas 30 %, biaya 20 %, waktu 30 %, layanan 20 %, masing-masing 1 sampai 3, atau 0 bila kontrak diputus. Nilai disalin sebagaimana diberikan; untuk beberapa kontrak rata-ratanya. 0 Buruk, mulai 1 Cukup, mulai 2 Baik, 3 Sangat Baik."},
		Source: "Peraturan LKPP 4/2021, read from an application built to it", Needs: []string{lacks[noScore].field},
		Caveat: Words{
			"Few works are scored (under 20 % in 2022 and 2023 by ICW's count); look at how many of the supplier's contracts were.",
			"Sedikit pekerjaan yang dinilai (di bawah 20 % pada 2022 dan 2023 menurut ICW); perhatikan berapa kontrak penyedia yang dinilai."}},
	process: func(c *Case, i *Indicator) {
		for n := range c.contracts {
			k := &c.contracts[n]
			m := k.fact.large[mScore]
			if m.lack != nothing {
				c.tell.unable(i, "", c.subjectOf(k), m.lack)
				continue
			}
			c.tellAspects(i, k)
			total := decimal{m.part, m.places}
			c.tell.tell(i, c.subjectOf(k), Result{State: Computed, Value: total.text(), Unit: "score", N: 1, Of: 1,
				Sentence: say(Words{"The official scored the contract %[1]s of 3 (%[2]s).", "PPK memberi nilai %[1]s dari 3 (%[2]s)."},
					scoreWords(total), scoreLabel(total))}, c.evidence(orElse(c.scoreIn(k), k.Value)))
		}
	},
	dataset: over(figure{number: mScore, large: true, form: mean, unit: "score", kinds: ofSuppliers, say: Words{
		"Officials scored %[5]s contracts of %[1]s, with a mean of %[4]s of 3.",
		"PPK menilai %[5]s kontrak %[1]s, dengan rata-rata %[4]s dari 3."}}),
}

// tellAspects passes on the four aspects as the official scored them; what was not scored is not told.
func (c *Case) tellAspects(i *Indicator, k *contract) {
	s := c.data.scores[scored{c.OCID, k.id}]
	for _, aspect := range [...]struct {
		variant, text string
		words         Words
	}{
		{"quality", s.Quality, Words{"quality and quantity (30%%)", "kualitas dan kuantitas (30%%)"}},
		{"cost", s.Cost, Words{"cost (20%%)", "biaya (20%%)"}},
		{"timeliness", s.Timeliness, Words{"time (30%%)", "waktu (30%%)"}},
		{"service", s.Service, Words{"service (20%%)", "layanan (20%%)"}},
	} {
		if score, ok := parseDecimal(aspect.text); ok {
			words := Words{"The official scored " + aspect.words.EN + " %[1]s of 3.", "PPK memberi nilai " + aspect.words.ID + " %[1]s dari 3."}
			c.tell.tell(i, c.subjectOf(k), Result{State: Computed, Variant: aspect.variant, Value: score.text(), Unit: "score", N: 1, Of: 1,
				Sentence: say(words, scoreWords(score))}, c.evidence(k.Value))
		}
	}
}

// scoreWords writes a score as it was given.
func scoreWords(d decimal) Words {
	return Words{d.text(), commaForPoint(d.text())}
}

// scoreLabel is the official label of a total.
func scoreLabel(d decimal) string {
	switch {
	case d.cmp(decimal{1, 0}) < 0:
		return "Buruk"
	case d.cmp(decimal{2, 0}) < 0:
		return "Cukup"
	case d.cmp(decimal{3, 0}) < 0:
		return "Baik"
	}
	return "Sangat Baik"
}

func measureScore(c *Case, k *contract, f *fact) {
	f.large[mScore].lack = noScore
	total, ok := decimalOf(c.scoreIn(k))
	if !ok {
		total, ok = parseDecimal(c.data.scores[scored{c.OCID, k.id}].Total)
	}
	if ok {
		f.large[mScore] = large{part: total.units, whole: powers[total.places], places: total.places}
	}
}

// scoreIn is the total where the contract carries it: the measure that the metric sikap observed last.
func (c *Case) scoreIn(k *contract) (last *schema.Value) {
	for _, metric := range k.run.Get("metrics").Items() {
		if metric.Get("id").ID() != "sikap" {
			continue
		}
		for _, o := range metric.Get("observations").Items() {
			if m := o.Get("measure"); m.IsNumber() {
				last = m
			}
		}
	}
	return last
}
