package checks

import (
	"bytes"

	"terang/schema"
)

// This file looks for payments that were recorded twice, or with a digit too many.

const implausiblePayment = "own rule: implausible payments; no other programme checks it"

var _ = processRule("transaction_ten_times_contract", schema.Warning, implausiblePayment, Words{
	"The payment of %[1]s is more than ten times the contract's value of %[2]s. Look for a zero or a decimal point that is wrong.",
	"Pembayaran %[1]s lebih dari sepuluh kali nilai kontrak %[2]s. Periksa angka nol atau tanda desimal yang keliru."},
	func(p *Process, r *Rule) {
		for contract := range p.each("contracts") {
			for payment := range each(contract, "implementation", "transactions") {
				if a, b, known := alike(payment.Get("value"), contract.Get("value")); known {
					ok := !a.over(tenfold, b)
					p.judge(r, ok, payment.Get("value"), unless(ok, a, b)...)
				}
			}
		}
	})

var _ = processRule("transaction_twice", schema.Warning, implausiblePayment, Words{
	"The payment of %[1]s on %[2]s is recorded twice, so sums count it twice. Remove one; where both were really made, tell them apart by their document numbers.",
	"Pembayaran %[1]s tanggal %[2]s tercatat dua kali sehingga terhitung ganda. Hapus salah satunya; bila memang dibayar dua kali, bedakan dengan nomor dokumennya."},
	func(p *Process, r *Rule) {
		own := p.follows(Indonesia) // which has a rule for payments with the number of their paper
		p.repeats(r, func(a, b *schema.Value) bool {
			paperA, paperB := a.Get("documentNumber"), b.Get("documentNumber")
			if paperA.IsText() && paperB.IsText() {
				return !own && bytes.Equal(paperA.Raw(), paperB.Raw()) && samePayment(a, b)
			}
			return sameID(a.Get("id"), b.Get("id")) || samePayment(a, b)
		})
	})

// repeats judges of each payment of a contract whether one before it is the same.
func (p *Process) repeats(r *Rule, same func(a, b *schema.Value) bool) {
	const most = 500 // payments are compared pair by pair
	for contract := range p.each("contracts") {
		payments := contract.Get("implementation", "transactions")
		if payments.Len() > most {
			continue
		}
		for i, payment := range payments.Items() {
			twice := false
			for j, before := range payments.Items() {
				if j >= i || twice {
					break
				}
				twice = same(before, payment)
			}
			p.judge(r, !twice, payment, string(payment.Get("value", "amount").Raw()), day(payment.Get("date")))
		}
	}
}

// samePayment says whether two payments are of the same amount, at the same time, to the same payee.
func samePayment(a, b *schema.Value) bool {
	return equal(a, b, "date") && equal(a, b, "value", "amount") && a.Get("value", "amount") != nil && a.Get("date") != nil &&
		bytes.Equal(a.Get("payee", "id").Raw(), b.Get("payee", "id").Raw())
}

// equal says whether a member is written the same in both.
func equal(a, b *schema.Value, path ...string) bool {
	return bytes.Equal(a.Get(path...).Raw(), b.Get(path...).Raw())
}
