package checks

import (
	"math/big"
	"strings"

	"terang/schema"
)

// This file has the rules on how values are distributed. Plans are not counted (rulings on the data, 2).

var (
	_ = concentration(tenderStage, "tender", "tenders", "tender")
	_ = concentration(awardStage, "awards", "awards", "penetapan pemenang")
	_ = concentration(contractStage, "contracts", "contracts", "kontrak")

	_ = repetition(tenderStage, "tender", "tenders", "tender")
	_ = repetition(awardStage, "awards", "awards", "penetapan pemenang")
	_ = repetition(contractStage, "contracts", "contracts", "kontrak")
)

// concentration declares a rule that the largest hundredth of values are not most of the sum.
func concentration(s stage, name, english, indonesian string) *Rule {
	return datasetRule("distribution_"+name+"_value", schema.Note, "Pelican distribution."+name+"_value", Words{
		"The largest 1% of the values of " + english + " make up %[1]s of their sum. Check that the largest have no digits too many.",
		"Sebesar 1% nilai " + indonesian + " yang terbesar mencakup %[1]s dari jumlah seluruhnya. Periksa apakah nilai yang terbesar tidak kelebihan angka."},
		func(d *Dataset, o *Options, r *Rule) *Result {
			a := d.seen.Values[s]
			n, reason := a.comparable(o)
			if reason != nil {
				result := r.idle(n, reason)
				result.LeftOut = a.Unrated
				return result
			}
			return r.concentrated(a, n)
		})
}

// comparable gives how many values there are to compare, or why they cannot be.
func (a *stageValues) comparable(o *Options) (int64, *Text) {
	const enough = 100
	switch {
	case len(a.Currencies) == 0 && a.Unrated > 0:
		return 0, noRate
	case len(a.Currencies) > 1 && o.Rates == nil:
		return a.Pairs.Total, severalCurrencies
	case len(a.Currencies) > 1:
		return a.Pairs.Total, mixedSummaries
	}
	n, sum := a.Histogram.total()
	switch {
	case n == 0:
		return 0, nothingThere
	case n < enough:
		return n, tooFew
	case sum.Sign() == 0:
		return n, allZero
	}
	return n, nil
}

var (
	severalCurrencies = &Text{"The values are in several currencies. Give rates of exchange with --rates FILE.", "Nilai memakai beberapa mata uang. Berikan kurs dengan --rates BERKAS."}
	mixedSummaries    = &Text{"Parts of the data were gathered without the same rates of exchange. Gather them again with --rates FILE.", "Sebagian data dihimpun tanpa kurs yang sama. Himpun kembali dengan --rates BERKAS."}
	noRate            = &Text{"The rates of exchange have none for these currencies and dates. Add them to the file of --rates.", "Kurs untuk mata uang dan tanggal ini tidak ada. Tambahkan pada berkas --rates."}
	allZero           = &Text{"All values are zero.", "Semua nilai nol."}
)

// concentrated judges the share of the largest hundredth, by what it is at least.
func (r *Rule) concentrated(a *stageValues, n int64) *Result {
	limit := big.NewRat(1, 2)
	_, sum := a.Histogram.total()
	low, high := a.Histogram.top(n / 100)
	least, most := new(big.Rat).SetFrac(low, sum), new(big.Rat).SetFrac(high, sum)
	result := r.result(n)
	result.LeftOut = a.Unrated
	result.Measure = &Text{"share of the largest 1% in the sum, " + a.Currencies[0], "porsi 1% terbesar dalam jumlah, " + a.Currencies[0]}
	result.Value, result.Limit = fraction(least), "≤ "+fraction(limit)
	if width := most.Sub(most, least); width.Sign() > 0 {
		result.Uncertainty = width.FloatString(6)
	}
	return result.holds(least.Cmp(limit) <= 0, percent(least))
}

// repetition declares a rule that no few amounts stand for many values. Amounts are compared within their currency,
// so that it needs no rates.
func repetition(s stage, name, english, indonesian string) *Rule {
	return datasetRule("distribution_"+name+"_value_repetition", schema.Warning, "Pelican distribution."+name+"_value_repetition", Words{
		"Three amounts make up %[1]s of all values of " + english + ": %[2]s. Check that they are no placeholders.",
		"Tiga nilai mencakup %[1]s dari seluruh nilai " + indonesian + ": %[2]s. Periksa apakah bukan nilai pengisi sementara."},
		func(d *Dataset, _ *Options, r *Rule) *Result {
			const judged = 3
			pairs := d.seen.Values[s].Pairs
			limit := big.NewRat(1, 10)
			switch {
			case pairs.Total == 0:
				return r.idle(0, nothingThere)
			case share(judged, pairs.Total).Cmp(limit) >= 0: // then it fails even where all differ
				return r.idle(pairs.Total, tooFew)
			}
			result := r.result(pairs.Total)
			top := pairs.top(someExamples)
			for _, c := range top {
				result.Examples = append(result.Examples, c.key+" ("+atLeast(c.n, pairs.Missed > 0)+")")
			}
			three := share(sum(top[:min(judged, len(top))]), pairs.Total)
			result.Measure = &Text{"share of the three most frequent amounts", "porsi tiga nilai tersering"}
			result.Value, result.Limit = fraction(three), "< "+fraction(limit)
			result.Uncertainty = uncertain(judged*pairs.Missed, pairs.Total)
			return result.holds(three.Cmp(limit) < 0, percent(three), strings.Join(result.Examples[:min(judged, len(top))], ", "))
		})
}

func sum(list []counted) (n int64) {
	for _, c := range list {
		n += c.n
	}
	return n
}
