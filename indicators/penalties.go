package indicators

import (
	"math/big"

	"terang/schema"
)

var penalty = &Indicator{
	Method: Method{Code: "penalty", Version: 1, Kind: Performance, Family: ofPerformance,
		Title: Words{"Penalties imposed", "Denda yang dikenakan"},
		Formula: Words{
			"Sum of the penalties that are recorded as money: performanceFailures/penaltyValue, else observations of the metric denda.",
			"Jumlah denda yang tercatat sebagai uang: performanceFailures/penaltyValue, bila tidak ada pengamatan metrik denda."},
		Source: performanceSource, Needs: []string{"contracts/implementation/performanceFailures/penaltyValue"},
		Caveat: Words{
			"That no penalty is recorded does not mean that there was none: many systems have no place for it.",
			"Tidak adanya denda yang tercatat belum berarti tidak ada denda: banyak sistem tidak menyediakan tempatnya."}},
	process: func(c *Case, i *Indicator) {
		for n := range c.contracts {
			k := &c.contracts[n]
			m := k.fact.large[mPenalty]
			if m.lack != nothing {
				c.tell.unable(i, "", c.subjectOf(k), m.lack)
				continue
			}
			imposed := big.NewRat(m.part, powers[m.places])
			c.tell.tell(i, c.subjectOf(k), Result{State: Computed, Value: plain(imposed), Unit: k.fact.currency, N: 1, Of: 1,
				Sentence: say(Words{"Penalties of %[1]s are recorded.", "Tercatat denda %[1]s."}, amountWords(imposed, k.fact.currency))},
				c.evidence(orElse(k.run.Get("performanceFailures"), k.run.Get("metrics"))))
		}
	},
	dataset: over(figure{number: mPenalty, large: true, form: addedUp, unit: "money", kinds: ofBoth, first: some, say: Words{
		"Penalties of %[4]s are recorded in %[5]s contracts of %[1]s.",
		"Dalam %[5]s kontrak %[1]s tercatat denda %[4]s."}}),
}

// Whether a penalty should have been imposed is asked only where the source can record one: the publisher says so, or
// some contract of the same buyer has one (rulings on the data, 7).
var penaltyExpected = &Indicator{
	Method: Method{Code: "penalty_expected", Version: 1, Kind: Performance, Family: ofPerformance,
		Title: Words{"Late, with no penalty recorded", "Terlambat tanpa denda yang tercatat"},
		Formula: Words{
			"The contract was handed over after its amended end, its buyer records penalties, and none is recorded for it.",
			"Kontrak diserahterimakan setelah akhir masa kontrak, pembelinya mencatat denda, tetapi tidak ada denda yang tercatat untuk kontrak ini."},
		Source: performanceSource, Needs: []string{"contracts/period/endDate", handOverFields, "contracts/implementation/performanceFailures"},
		Clear: Words{"A penalty is recorded for the delay.", "Denda keterlambatan tercatat."},
		Caveat: Words{
			"Of works the penalty may be reckoned from the unfinished part, and the end may have been extended in a way that is not published.",
			"Denda dapat dihitung dari bagian pekerjaan yang belum selesai, dan masa kontrak mungkin diperpanjang tanpa dipublikasikan."}},
	dataset: func(d *dataset, i *Indicator, t *teller) {
		records := map[*organization]bool{}
		for n := range d.works {
			if f := &d.works[n]; penalized(f) && f.origin.buyer != nil {
				records[f.origin.buyer] = true
			}
		}
		for n := range d.works {
			f := &d.works[n]
			if late := f.small[mLate]; late.lack == nothing && late.part > 0 {
				t.tellExpected(i, f, d.config.PenaltiesKept || records[f.origin.buyer])
			}
		}
	},
}

// penalized says whether a penalty is recorded, if only in words.
func penalized(f *fact) bool {
	l := f.large[mPenalty].lack
	return l == nothing || l == noPenaltyAmount
}

func (t *teller) tellExpected(i *Indicator, f *fact, recorded bool) {
	s := Subject{Kind: OfContract, OCID: f.origin.ocid, Contract: f.contract}
	f.origin.fill(&s, (*organization).called)
	s.name(f.suppliers, (*organization).called)
	days := int(f.small[mLate].part)
	due := new(big.Rat).Mul(f.value.rat(), big.NewRat(int64(days*t.config.PenaltyPerMille), 1000))
	switch {
	case !recorded:
		t.unable(i, "", s, noPenalty)
	case penalized(f):
		t.clear(i, s, digits(int64(days)), "days", "0")
	default:
		t.tell(i, s, Result{State: Flagged, Value: digits(int64(days)), Unit: "days", Threshold: "0", Part: plain(due),
			Sentence: say(Words{"The work was handed over %[1]s late and no penalty is recorded; 1/1000 of the contract's value a day would be %[2]s.",
				"Pekerjaan diserahterimakan terlambat %[1]s tanpa denda yang tercatat; 1/1000 nilai kontrak per hari berjumlah %[2]s."},
				inDays(days), amountWords(due, f.currency))}, f.evidence("contracts"))
	}
}

func measurePenalties(c *Case, k *contract, f *fact) {
	failures := k.run.Get("performanceFailures")
	m := &f.large[mPenalty]
	var s sum
	recorded := failures.Len() > 0
	for _, v := range failures.Items() {
		if penalty, ok := moneyOf(v.Get("penaltyValue")); ok {
			s.add(penalty)
		}
	}
	if s.count == 0 {
		recorded = observed(k.run, &s) || recorded
	}
	switch total, ok := parseDecimal(plain(&s.total)); {
	case !recorded:
		m.lack = noPenalty
	case s.count == 0:
		m.lack = noPenaltyAmount
	case s.mixed || k.priced && s.currency != k.value.currency:
		m.lack = currenciesDiffer
	case !ok:
		m.lack = amountTooLong
	default:
		*m = largeOf(total, decimal{1, 0})
		f.currency = c.data.text(s.currency)
	}
}

// observed adds up what the metric denda observed, and says whether there is one.
func observed(run *schema.Value, s *sum) (there bool) {
	for _, metric := range run.Get("metrics").Items() {
		if metric.Get("id").ID() != "denda" {
			continue
		}
		for _, o := range metric.Get("observations").Items() {
			if m, ok := moneyOf(o.Get("value")); ok {
				s.add(m)
				there = true
			}
		}
	}
	return there
}
