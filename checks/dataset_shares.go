package checks

import (
	"math/big"
	"slices"
	"strings"

	"terang/schema"
)

// This file has the rules on how often codes occur. Plans are not counted (rulings on the data, 2).

var _ = datasetRule("distribution_main_procurement_category", schema.Note, "Pelican distribution.main_procurement_category", Words{
	"'%[1]s' is the main category of %[2]s of all tenders. Check that goods, works and services are told apart.",
	"'%[1]s' menjadi jenis pengadaan utama pada %[2]s dari seluruh tender. Periksa apakah barang, pekerjaan konstruksi, dan jasa sudah dibedakan."},
	func(d *Dataset, _ *Options, r *Rule) *Result {
		limit := big.NewRat(95, 100)
		result, f := r.shares(d, categories)
		if result.State == NotApplicable {
			return result
		}
		top := f.top(1)[0]
		largest := share(top.n, f.Total)
		result.Measure = &Text{"largest share of one category", "porsi terbesar satu jenis"}
		result.Value, result.Limit = fraction(largest), "≤ "+fraction(limit)
		return result.holds(largest.Cmp(limit) <= 0, top.key, percent(largest))
	})

var (
	_ = usualCodes(methods, "distribution_tender_procurement_method", "tender_procurement_method",
		"methods of procurement", "metode pengadaan", "open")
	_ = usualCodes(tenderStatuses, "distribution_tender_status", "tender_status",
		"statuses of tenders", "status tender", "active", "complete")
	_ = usualCodes(awardStatuses, "distribution_awards_status", "awards_status",
		"statuses of awards", "status penetapan pemenang", "active")
	_ = usualCodes(contractStatuses, "distribution_contracts_status", "contracts_status",
		"statuses of contracts", "status kontrak", "active", "terminated")
	_ = usualCodes(milestoneStatuses, "distribution_milestone_status", "milestone_status",
		"statuses of milestones", "status tonggak capaian", "met")
)

// usualCodes declares a rule that certain codes are neither almost never nor almost always used.
func usualCodes(set codeSet, code, pelican, english, indonesian string, usual ...string) *Rule {
	return datasetRule(code, schema.Warning, "Pelican distribution."+pelican, Words{
		"Among the " + english + " the shares are: %[1]s. Each of them is usually between 0.1% and 99%. Check that the codes are set, and kept up to date as the process goes on.",
		"Porsi pada " + indonesian + ": %[1]s. Masing-masing biasanya antara 0.1% dan 99%. Periksa apakah kode diisi dan diperbarui seiring berjalannya proses."},
		func(d *Dataset, _ *Options, r *Rule) *Result {
			result, f := r.shares(d, set)
			if result.State == NotApplicable {
				return result
			}
			ok := true
			var values, words []string
			for _, code := range usual {
				part := share(f.Counts[code], f.Total)
				values = append(values, code+" "+fraction(part))
				words = append(words, code+" "+percent(part))
				ok = ok && part.Cmp(big.NewRat(1, 1000)) >= 0 && part.Cmp(big.NewRat(99, 100)) <= 0
			}
			result.Measure = &Text{"shares of the usual codes", "porsi kode yang lazim"}
			result.Value, result.Limit = strings.Join(values, "; "), "0.0010..0.9900"
			return result.holds(ok, strings.Join(words, ", "))
		})
}

var (
	_ = shownCodes(awardCriteria, "tender_award_criteria", "award criteria", "kriteria pemenang")
	_ = shownCodes(submissionMethods, "tender_submission_method", "submission methods", "cara penyampaian penawaran")
	_ = shownCodes(milestoneTypes, "milestone_type", "types of milestones", "jenis tonggak capaian")
	_ = shownCodes(documentTypes, "document_document_type", "types of documents", "jenis dokumen")
	_ = shownCodes(currencies, "value_currency", "currencies of values", "mata uang nilai")
	_ = shownCodes(relationships, "related_process_relation", "relations to other processes", "hubungan dengan proses lain")
)

// shownCodes declares a rule that shows how often codes occur and demands nothing.
func shownCodes(set codeSet, name, english, indonesian string) *Rule {
	return datasetRule("distribution_"+name, schema.Note, "Pelican distribution."+name, Words{
		"The shares of the " + english + " are shown; nothing is demanded of them.",
		"Porsi " + indonesian + " ditampilkan; tidak ada yang dipersyaratkan."},
		func(d *Dataset, _ *Options, r *Rule) *Result {
			result, _ := r.shares(d, set)
			return result
		})
}

// shares begins a result with the shares of a set of codes; it is not applicable where there are none.
func (r *Rule) shares(d *Dataset, set codeSet) (*Result, *frequent) {
	const shown = 100
	f := d.seen.Codes[set]
	if f.Total == 0 {
		return r.idle(0, nothingThere), f
	}
	result := r.result(f.Total)
	for _, c := range f.top(shown) {
		result.Shares = append(result.Shares, Share{c.key, c.n, fraction(share(c.n, f.Total))})
	}
	result.Shares = slices.Clip(result.Shares)
	result.Uncertainty = uncertain(f.Missed, f.Total)
	return result, f
}
