package checks

import (
	"bytes"
	"math/big"

	"terang/schema"
)

// This file holds amounts to what Indonesian rules allow.

var _ = idnRule("idn_award_hps", schema.Warning, Words{
	"The value of %[1]s is above the owner's estimate (HPS) of %[2]s, which it may not exceed. Check both amounts.",
	"Nilai %[1]s melebihi HPS %[2]s, padahal tidak boleh. Periksa kedua nilai itu."},
	func(p *Process, r *Rule) {
		estimate := p.Get("tender", "value")
		for _, list := range [...]string{"awards", "contracts"} {
			for agreed := range p.each(list) {
				a, b, known := alike(agreed.Get("value"), estimate)
				if known && standing(agreed) && !p.followsAward(agreed) {
					ok := !a.over(once, b)
					p.judge(r, ok, agreed.Get("value"), unless(ok, a, b)...)
				}
			}
		}
	})

// followsAward says whether a contract's value is what was awarded, which is judged already, or what an addendum made
// of it.
func (p *Process) followsAward(contract *schema.Value) bool {
	award := p.awardOf(contract)
	return contract.Get("amendments").Len() > 0 || award != nil && equal(contract, award, "value", "amount")
}

var _ = idnRule("idn_contract_award", schema.Warning, Words{
	"The contract's value of %[1]s is more than a tenth above the award's %[2]s, and no addendum is recorded. Check both amounts, or add the addendum.",
	"Nilai kontrak %[1]s lebih dari sepersepuluh di atas nilai penetapan %[2]s, tetapi tidak ada adendum yang tercatat. Periksa kedua nilai itu, atau tambahkan adendumnya."},
	func(p *Process, r *Rule) {
		for contract := range p.each("contracts") {
			if a, b, known := alike(contract.Get("value"), p.awardOf(contract).Get("value")); known {
				ok := !a.over(elevenTenths, b) || contract.Get("amendments").Len() > 0
				p.judge(r, ok, contract.Get("value"), unless(ok, a, b)...)
			}
		}
	})

var _ = idnRule("idn_paid_value", schema.Warning, Words{
	"The payments add up to %[1]s, more than the contract's value of %[2]s. Look for payments recorded twice, or for an addendum that is missing.",
	"Jumlah pembayaran %[1]s melebihi nilai kontrak %[2]s. Periksa pembayaran yang tercatat ganda, atau adendum yang belum tercatat."},
	func(p *Process, r *Rule) {
		for contract := range p.each("contracts") {
			value, known := moneyOf(contract.Get("value"))
			if !known || contract.Get("implementation", "transactions") == nil {
				continue
			}
			if sum, ok := paid(contract); ok && oneCurrency(sum, value) {
				ok = !sum.over(once, value)
				p.judge(r, ok, contract.Get("implementation", "transactions"), unless(ok, sum, value)...)
			}
		}
	})

var _ = idnRule("idn_final_sum", schema.Warning, Words{
	"The final value is %[1]s, but the payments (BAP, SP2D) add up to %[2]s. Add the payments that are missing, correct the final value, or explain the difference in finalValueDetails.",
	"Nilai akhir %[1]s, sedangkan jumlah pembayaran (BAP, SP2D) %[2]s. Tambahkan pembayaran yang belum tercatat, perbaiki nilai akhir, atau jelaskan selisihnya di finalValueDetails."},
	(*Process).finalSum)

var _ = idnRule("idn_dup_payment", schema.Warning, Words{
	"The payment of %[1]s on %[2]s is recorded twice under one document number (BAP). Remove one of the two.",
	"Pembayaran %[1]s tanggal %[2]s tercatat dua kali dengan nomor BAP yang sama. Hapus salah satunya."},
	func(p *Process, r *Rule) {
		p.repeats(r, func(a, b *schema.Value) bool {
			paper := a.Get("documentNumber")
			return paper.IsText() && bytes.Equal(paper.Raw(), b.Get("documentNumber").Raw()) &&
				equal(a, b, "date") && equal(a, b, "value", "amount")
		})
	})

var _ = idnRule("idn_budget_zero", schema.Warning, Words{
	"The budget (pagu) of '%[1]s' is missing or zero. Give the amount that was set aside.",
	"Pagu '%[1]s' kosong atau nol. Isi jumlah yang dianggarkan."},
	func(p *Process, r *Rule) {
		if planning := p.Get("planning"); planning.Len() > 0 {
			pagu, known := moneyOf(planning.Get("budget", "amount"))
			at := planning
			if known {
				at = planning.Get("budget", "amount", "amount")
			}
			p.judge(r, known && pagu.amount.Sign() != 0, at, p.named())
		}
	})

// named is what people know the process by.
func (p *Process) named() string {
	for _, v := range [...]*schema.Value{p.Get("tender", "title"), p.Get("title"), p.Get("planning", "budget", "project"), p.Get("ocid")} {
		if !v.Empty() {
			return shorten(v.Text())
		}
	}
	return ""
}

// The rate is of the contract's value or of the part not finished, so that less may be right (rulings on the data, 7:
// what should have been imposed is reckoned only where days and amount are both recorded).
var _ = idnRule("idn_penalty_days", schema.Note, Words{
	"A penalty of %[1]s is recorded for %[2]s days late; 1/1000 of the contract's value a day comes to %[3]s. If it was reckoned from the unfinished part there is nothing to do; else check the days and the amount.",
	"Denda tercatat %[1]s untuk %[2]s hari keterlambatan; 1/1000 nilai kontrak per hari berjumlah %[3]s. Bila dihitung dari bagian yang belum selesai, tidak perlu tindakan; bila tidak, periksa jumlah hari dan nilainya."},
	func(p *Process, r *Rule) {
		for contract := range p.each("contracts") {
			for failure := range each(contract, "implementation", "performanceFailures") {
				days := failure.Get("daysLate").Number()
				imposed, value, known := alike(failure.Get("penaltyValue"), contract.Get("value"))
				if !known || days == nil || days.Sign() <= 0 {
					continue
				}
				due := money{days.Mul(days, new(big.Rat).Mul(value.amount, perMille)), value.currency}
				ok := near(imposed.amount, due.amount)
				p.judge(r, ok, failure.Get("penaltyValue"), penaltyWords(ok, imposed, due, failure)...)
			}
		}
	})

var perMille = big.NewRat(1, 1000)

// near says whether two amounts differ by at most a hundredth, as roundings do.
func near(a, b *big.Rat) bool {
	apart := new(big.Rat).Sub(a, b)
	return apart.Abs(apart).Cmp(new(big.Rat).Mul(b, big.NewRat(1, 100))) <= 0
}

func penaltyWords(ok bool, imposed, due money, failure *schema.Value) []string {
	if ok {
		return nil
	}
	return []string{imposed.text(), failure.Get("daysLate").ID(), due.text()}
}
