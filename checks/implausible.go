package checks

import (
	"math/big"

	"terang/schema"
)

// This file looks for amounts that are more likely slips of the hand than prices: a digit too many, a number that fills
// a box, a year where a price should be.

const implausible = "own rule: implausible amounts; no other programme checks it"

var _ = processRule("contract_ten_times_award", schema.Warning, implausible, Words{
	"The contract is worth %[1]s, the award that it follows %[2]s: one is at least ten times the other. Look for a zero or a decimal point that is wrong.",
	"Nilai kontrak %[1]s, sedangkan nilai penetapannya %[2]s: yang satu setidaknya sepuluh kali yang lain. Periksa angka nol atau tanda desimal yang keliru."},
	func(p *Process, r *Rule) {
		for contract := range p.each("contracts") {
			award := p.awardOf(contract)
			if a, b, known := alike(contract.Get("value"), award.Get("value")); known {
				ok := !a.reaches(tenfold, b) && (!b.reaches(tenfold, a) || p.contractsOf(award) > 1)
				p.judge(r, ok, contract.Get("value"), unless(ok, a, b)...)
			}
		}
	})

// reaches says whether an amount is at least so many times another.
func (m money) reaches(factor *big.Rat, other money) bool {
	return m.amount.Cmp(other.amount) > 0 && m.amount.Cmp(new(big.Rat).Mul(other.amount, factor)) >= 0
}

// contractsOf counts the contracts that follow an award: it may be shared among them.
func (p *Process) contractsOf(award *schema.Value) (count int) {
	for contract := range p.each("contracts") {
		if sameID(contract.Get("awardID"), award.Get("id")) {
			count++
		}
	}
	return count
}

var _ = processRule("award_ten_times_tender", schema.Warning, implausible, Words{
	"The award is worth %[1]s, at least ten times the %[2]s that the tender was estimated at. Look for a zero or a decimal point that is wrong.",
	"Nilai penetapan %[1]s, setidaknya sepuluh kali nilai perkiraan tender %[2]s. Periksa angka nol atau tanda desimal yang keliru."},
	func(p *Process, r *Rule) {
		for award := range p.each("awards") {
			if a, b, known := alike(award.Get("value"), p.Get("tender", "value")); known {
				ok := !a.reaches(tenfold, b)
				p.judge(r, ok, award.Get("value"), unless(ok, a, b)...)
			}
		}
	})

var _ = processRule("amount_placeholder", schema.Warning, implausible, Words{
	"The amount is %[1]s, which looks like a stand-in. Give the amount that was agreed; leave it out where it is not known.",
	"Nilainya %[1]s, yang tampak seperti isian sementara. Isi nilai yang disepakati; kosongkan bila belum diketahui."},
	func(p *Process, r *Rule) {
		for _, list := range [...]string{"awards", "contracts"} {
			for agreed := range p.each(list) {
				if m, known := moneyOf(agreed.Get("value")); known && standing(agreed) {
					ok := m.amount.Cmp(once) > 0
					p.judge(r, ok, agreed.Get("value", "amount"), unless(ok, m)...)
				}
			}
		}
	})

var _ = processRule("amount_like_year", schema.Note, implausible, Words{
	"The amount is exactly %[1]s, which looks like a year. Make sure that it did not slip in from another column.",
	"Nilainya tepat %[1]s, yang tampak seperti angka tahun. Pastikan nilai itu tidak terambil dari kolom lain."},
	func(p *Process, r *Rule) {
		judge := func(owner *schema.Value, path ...string) {
			for v := range each(owner, path...) {
				if amount := v.Get("amount"); amount.IsNumber() {
					p.judge(r, !likeYear(amount.Raw()), amount, amount.ID())
				}
			}
		}
		judge(p.Get("planning"), "budget", "amount")
		judge(p.Get("tender"), "value")
		judge(p.Get("awards"), "value")
		judge(p.Get("contracts"), "value")
		judge(p.Get("contracts"), "implementation", "transactions", "value")
	})

// likeYear says whether a number is one of 2015 to 2030, as it was written.
func likeYear(raw []byte) bool {
	year, ok := digits(raw)
	return ok && len(raw) == 4 && year >= 2015 && year <= 2030
}

var _ = processRule("items_against_value", schema.Warning, implausible, Words{
	"The items' quantities times their prices come to %[1]s, more than ten times the value of %[2]s. Look for a price that is given for the whole and not for one unit.",
	"Jumlah volume dikali harga satuan seluruh butir adalah %[1]s, lebih dari sepuluh kali nilai %[2]s. Periksa apakah ada harga yang diisi untuk keseluruhan, bukan per satuan."},
	func(p *Process, r *Rule) {
		for _, list := range [...]string{"awards", "contracts"} {
			for agreed := range p.each(list) {
				value, known := moneyOf(agreed.Get("value"))
				if !known || !value.positive() {
					continue
				}
				if sum, ok := priced(agreed, value.currency); ok {
					ok = !sum.over(tenfold, value)
					p.judge(r, ok, agreed.Get("items"), unless(ok, sum, value)...)
				}
			}
		}
	})

// priced adds up what the items come to; false where no item has a price in the currency.
func priced(agreed *schema.Value, currency string) (sum money, ok bool) {
	for item := range each(agreed, "items") {
		price, known := moneyOf(item.Get("unit", "value"))
		quantity := item.Get("quantity").Number()
		if known && quantity != nil && price.currency == currency {
			if sum.amount == nil {
				sum = money{new(big.Rat), currency}
			}
			sum.amount.Add(sum.amount, quantity.Mul(quantity, price.amount))
		}
	}
	return sum, sum.amount != nil
}

var _ = processRule("currency_differs", schema.Warning, implausible, Words{
	"The contract is in %[1]s, the award that it follows in %[2]s. Correct the wrong one of the two currencies.",
	"Kontrak dinyatakan dalam %[1]s, sedangkan penetapannya dalam %[2]s. Perbaiki mata uang yang keliru."},
	func(p *Process, r *Rule) {
		for contract := range p.each("contracts") {
			here, there := contract.Get("value", "currency"), p.awardOf(contract).Get("value", "currency")
			if here.IsText() && there.IsText() {
				p.judge(r, is(there, here.Text()), here, here.Text(), there.Text())
			}
		}
	})
