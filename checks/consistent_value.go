package checks

import (
	"math/big"

	"terang/schema"
)

var _ = processRule("tender_value_off_budget", schema.Note,
	"OCDS 1.1, Tender; Pelican consistent.tender_value", Words{
		"The tender's value (%[1]s) and the budget (%[2]s) differ by more than half of the tender's. Check both for missing digits, and whether they are for the same work.",
		"Selisih nilai perkiraan tender (%[1]s) dan anggaran (%[2]s) lebih dari separuh nilai tender. Periksa apakah ada digit yang kurang, dan apakah keduanya untuk pekerjaan yang sama."},
	func(p *Process, r *Rule) {
		value := p.Get("tender", "value")
		tender, hasTender := moneyOf(value)
		budget, hasBudget := moneyOf(p.Get("planning", "budget", "amount"))
		if hasTender && hasBudget {
			p.near(r, tender, budget, value.Get("amount"))
		}
	})

var _ = processRule("contracts_value_off_award", schema.Warning,
	"OCDS 1.1, Award; Pelican consistent.contracts_value", Words{
		"The award's value (%[1]s) and that of its contracts together (%[2]s) differ by more than half of the award's. Check them for missing digits, and whether all contracts have the right awardID.",
		"Selisih nilai penetapan (%[1]s) dan jumlah nilai kontraknya (%[2]s) lebih dari separuh nilai penetapan. Periksa apakah ada digit yang kurang, dan apakah awardID semua kontrak sudah benar."},
	func(p *Process, r *Rule) {
		contracts := p.contractsByAward()
		for award := range p.each("awards") {
			value := award.Get("value")
			awarded, has := moneyOf(value)
			if !has {
				continue
			}
			if sum, known := p.sum(awarded.currency, contracts.all(award.Get("id")), plainValue); known {
				p.near(r, awarded, sum, value.Get("amount"))
			}
		}
	})

// near judges that an amount and another differ by at most half of the first. Of nothing, everything would be off.
func (p *Process) near(r *Rule, a, b money, at *schema.Value) {
	y, x, comparable := inOneCurrency(p.Options, b, a, p.released())
	if !comparable || x.Sign() == 0 {
		return
	}
	apart := new(big.Rat).Sub(x, y)
	if half := new(big.Rat).Mul(x, big.NewRat(1, 2)); apart.Abs(apart).Cmp(half.Abs(half)) <= 0 {
		p.judge(r, true, at)
	} else {
		p.judge(r, false, at, a.text(), b.text())
	}
}

var _ = processRule("paid_above_contract", schema.Warning,
	"OCDS 1.1, Implementation; Pelican consistent.contracts_implementation_transactions_value", Words{
		"The payments together (%[1]s) are more than the contract's value (%[2]s). Check for payments given twice, and whether the value is that of the newest amendment.",
		"Jumlah pembayaran (%[1]s) melebihi nilai kontrak (%[2]s). Periksa apakah ada pembayaran tercatat dua kali, dan apakah nilainya sudah menurut adendum terbaru."},
	func(p *Process, r *Rule) {
		for contract := range p.each("contracts") {
			value := contract.Get("value")
			agreed, has := moneyOf(value)
			if !has {
				continue
			}
			if paid, known := p.sum(agreed.currency, objects(nil, contract, "implementation", "transactions"), transactionValue); known {
				p.atMost(r, paid, agreed, value.Get("amount"))
			}
		}
	})

// atMost judges that an amount, in the same currency, is not above another.
func (p *Process) atMost(r *Rule, a, most money, at *schema.Value) {
	if a.amount.Cmp(most.amount) <= 0 {
		p.judge(r, true, at)
	} else {
		p.judge(r, false, at, a.text(), most.text())
	}
}

func plainValue(v *schema.Value) *schema.Value { return v.Get("value") }

// transactionValue is what was paid; OCDS 1.0 called it amount.
func transactionValue(transaction *schema.Value) *schema.Value {
	if value := transaction.Get("value"); !value.Empty() {
		return value
	}
	return transaction.Get("amount")
}

// sum adds amounts up in a currency; false where there are none, or one of them is not known or not comparable.
func (p *Process) sum(currency string, of []*schema.Value, value func(*schema.Value) *schema.Value) (money, bool) {
	total := money{new(big.Rat), currency}
	for _, object := range of {
		m, has := moneyOf(value(object))
		if !has {
			return total, false
		}
		x, _, comparable := inOneCurrency(p.Options, m, total, p.released())
		if !comparable {
			return total, false
		}
		total.amount.Add(total.amount, x)
	}
	return total, len(of) > 0
}
