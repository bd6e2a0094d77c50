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
			c.tellAspects(i, &c.contracts[n])
			c.tellTotal(i, &c.contracts[n])
		}
	},
	dataset: over(figure{number: mScore, large: true, form: mean, unit: "score", kinds: ofSuppliers, say: Words{
		"Officials scored %[5]s contracts of %[1]s, with a mean of %[4]s of 3.",
		"PPK menilai %[5]s kontrak %[1]s, dengan rata-rata %[4]s dari 3."}}),
}

// totalMetric is the metric of a contract's implementation that carries the total; those of the aspects stand below.
const totalMetric = "kinerja-total"

// aspects are what the total is made of, with the metrics that carry them.
var aspects = [...]struct {
	variant, metric string
	words           Words
}{
	{"quality", "kinerja-kualitas", Words{"quality and quantity (30%%)", "kualitas dan kuantitas (30%%)"}},
	{"cost", "kinerja-biaya", Words{"cost (20%%)", "biaya (20%%)"}},
	{"timeliness", "kinerja-waktu", Words{"time (30%%)", "waktu (30%%)"}},
	{"service", "kinerja-layanan", Words{"service (20%%)", "layanan (20%%)"}},
}

// tellAspects passes on the four aspects as the official scored them; what was not scored is not told.
func (c *Case) tellAspects(i *Indicator, k *contract) {
	for _, aspect := range aspects {
		if score, at, ok := k.scored(aspect.metric); ok {
			words := Words{"The official scored " + aspect.words.EN + " %[1]s of 3.", "PPK memberi nilai " + aspect.words.ID + " %[1]s dari 3."}
			c.tell.tell(i, c.subjectOf(k), Result{State: Computed, Variant: aspect.variant, Value: score.text(), Unit: "score", N: 1, Of: 1,
				Sentence: say(words, scoreWords(score))}, c.evidence(at))
		}
	}
}

// tellTotal passes on the total that the official gave. It is never made of the aspects.
func (c *Case) tellTotal(i *Indicator, k *contract) {
	total, at, ok := k.scored(totalMetric)
	if !ok {
		c.tell.unable(i, "", c.subjectOf(k), noScore)
		return
	}
	c.tell.tell(i, c.subjectOf(k), Result{State: Computed, Value: total.text(), Unit: "score", N: 1, Of: 1,
		Sentence: say(Words{"The official scored the contract %[1]s of 3 (%[2]s).", "PPK memberi nilai %[1]s dari 3 (%[2]s)."},
			scoreWords(total), scoreLabel(total))}, c.evidence(at))
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

func measureScore(_ *Case, k *contract, f *fact) {
	f.large[mScore].lack = noScore
	if total, _, ok := k.scored(totalMetric); ok {
		f.large[mScore] = large{part: total.units, whole: powers[total.places], places: total.places}
	}
}

// scored is the score that a metric of the contract carries, and where: the last measure that was observed, on the
// official scale from 0 to 3. False where there is none on that scale.
func (k *contract) scored(metric string) (score decimal, at *schema.Value, ok bool) {
	for _, m := range k.run.Get("metrics").Items() {
		if m.Get("id").ID() != metric {
			continue
		}
		for _, o := range m.Get("observations").Items() {
			d, number := decimalOf(o.Get("measure"))
			if number && d.units >= 0 && d.cmp(decimal{3, 0}) <= 0 {
				score, at, ok = d, o.Get("measure"), true
			}
		}
	}
	return score, at, ok
}
