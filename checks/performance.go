package checks

import (
	"strings"

	"terang/schema"
)

// This file judges what is said of a supplier's failures (extension performance_failures). Nobody else looks at them.

const failureSource = "extension performance_failures; no other programme checks it"

var _ = processRule("penalty_paid_not_imposed", schema.Warning, failureSource, Words{
	"The penalty is said to be paid, but none is said to be imposed. Say in penaltyImposed what was imposed, or correct penaltyPaid.",
	"Denda dinyatakan sudah dibayar, tetapi tidak ada denda yang dinyatakan dikenakan. Isi penaltyImposed dengan sanksi yang dikenakan, atau perbaiki penaltyPaid."},
	func(p *Process, r *Rule) {
		for failure := range p.each("contracts", "implementation", "performanceFailures") {
			if paid := failure.Get("penaltyPaid"); string(paid.Raw()) == "true" {
				p.judge(r, imposed(failure), paid)
			}
		}
	})

// imposed says whether a penalty was: by its amount, or by words other than those for none.
func imposed(failure *schema.Value) bool {
	if m, ok := moneyOf(failure.Get("penaltyValue")); ok {
		return m.positive()
	}
	switch strings.ToLower(strings.TrimSpace(failure.Get("penaltyImposed").Text())) {
	case "", "-", "0", "rp0", "none", "nihil", "tidak ada":
		return false
	}
	return true
}

var _ = processRule("failure_outside_contract", schema.Warning, failureSource, Words{
	"The failure (%[1]s to %[2]s) lies outside the contract, which ran from %[3]s until the work was handed over. Correct the period of the failure or of the contract.",
	"Kegagalan (%[1]s sampai %[2]s) berada di luar masa kontrak, yang berjalan sejak %[3]s sampai serah terima pekerjaan. Perbaiki periode kegagalan atau periode kontrak."},
	func(p *Process, r *Rule) {
		for contract := range p.each("contracts") {
			p.inSpan(r, contract, each(contract, "implementation", "performanceFailures"))
		}
	})

var _ = processRule("failure_events_negative", schema.Warning, failureSource, Words{
	"A failure is said to have happened %[1]s times. Give the number of times that it happened, one or more.",
	"Kegagalan dinyatakan terjadi %[1]s kali. Isi berapa kali kegagalan itu terjadi, satu atau lebih."},
	func(p *Process, r *Rule) {
		for failure := range p.each("contracts", "implementation", "performanceFailures") {
			if events := failure.Get("events"); events.IsNumber() {
				p.judge(r, events.Raw()[0] != '-', events, events.ID())
			}
		}
	})
