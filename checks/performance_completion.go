package checks

import "terang/schema"

// This file judges what is said of the end of a contract (extension contract_completion).

const completionSource = "extension contract_completion; no other programme checks it"

var _ = processRule("final_value_sum", schema.Warning, completionSource, Words{
	"The final value is %[1]s, but the payments add up to %[2]s. Add the payments that are missing, correct the final value, or explain the difference in finalValueDetails.",
	"Nilai akhir %[1]s, sedangkan jumlah pembayaran %[2]s. Tambahkan pembayaran yang belum tercatat, perbaiki nilai akhir, atau jelaskan selisihnya di finalValueDetails."},
	func(p *Process, r *Rule) {
		if !p.follows(Indonesia) { // which has a rule of its own for it
			p.finalSum(r)
		}
	})

// finalSum judges whether what was paid in the end is what the payments add up to. A difference that is explained is
// none.
func (p *Process) finalSum(r *Rule) {
	for contract := range p.each("contracts") {
		work := contract.Get("implementation")
		final, known := moneyOf(work.Get("finalValue"))
		if !known || !work.Get("finalValueDetails").Empty() {
			continue
		}
		if sum, ok := paid(contract); ok && oneCurrency(final, sum) {
			ok = final.amount.Cmp(sum.amount) == 0
			p.judge(r, ok, work.Get("finalValue"), unless(ok, final, sum)...)
		}
	}
}

var _ = processRule("end_date_unexplained", schema.Note, completionSource, Words{
	"The work ended on %[1]s, not on %[2]s as agreed, and nothing says why. Explain it in endDateDetails.",
	"Pekerjaan berakhir %[1]s, bukan %[2]s seperti yang disepakati, tanpa keterangan. Jelaskan alasannya di endDateDetails."},
	func(p *Process, r *Rule) {
		for contract := range p.each("contracts") {
			end, agreed := contract.Get("implementation", "endDate"), contract.Get("period", "endDate")
			ended, known := dayOf(end)
			due, agreedKnown := dayOf(agreed)
			if known && agreedKnown {
				ok := ended == due || !contract.Get("implementation", "endDateDetails").Empty()
				p.judge(r, ok, end, day(end), day(agreed))
			}
		}
	})

var _ = processRule("end_date_before_start", schema.Warning, completionSource, Words{
	"The work ended on %[1]s, before the contract began (%[2]s). Correct the wrong one of the two dates.",
	"Pekerjaan berakhir %[1]s, sebelum kontrak dimulai (%[2]s). Perbaiki tanggal yang keliru."},
	func(p *Process, r *Rule) {
		for contract := range p.each("contracts") {
			end, start := contract.Get("implementation", "endDate"), contract.Get("period", "startDate")
			ended, known := dayOf(end)
			if begins, startKnown := dayOf(start); known && startKnown {
				p.judge(r, ended >= begins, end, day(end), day(start))
			}
		}
	})

var _ = processRule("final_value_over_contract", schema.Warning, completionSource, Words{
	"The final value of %[1]s is more than a tenth above the contract's %[2]s, and no amendment is recorded. Add the amendment, or correct the wrong one of the two amounts.",
	"Nilai akhir %[1]s lebih dari sepersepuluh di atas nilai kontrak %[2]s, tetapi tidak ada perubahan kontrak (adendum) yang tercatat. Tambahkan adendumnya, atau perbaiki nilai yang keliru."},
	func(p *Process, r *Rule) {
		for contract := range p.each("contracts") {
			final := contract.Get("implementation", "finalValue")
			if a, b, known := alike(final, contract.Get("value")); known {
				ok := !a.over(elevenTenths, b) || contract.Get("amendments").Len() > 0
				p.judge(r, ok, final, unless(ok, a, b)...)
			}
		}
	})
