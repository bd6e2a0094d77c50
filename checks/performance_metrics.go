package checks

import (
	"iter"

	"terang/schema"
)

// This file judges what was measured of a contract (extension metrics).

const metricSource = "extension metrics; no other programme checks it"

var _ = processRule("observation_empty", schema.Warning, metricSource, Words{
	"An observation has neither a value nor a measure, so it says nothing. Give value (an amount of money) or measure (with unit).",
	"Hasil pengamatan tidak memuat value maupun measure sehingga tidak menyatakan apa pun. Isi value (nilai uang) atau measure (beserta unit)."},
	func(p *Process, r *Rule) {
		judge := func(owner *schema.Value, path ...string) {
			for o := range each(owner, path...) {
				p.judge(r, !o.Get("value").Empty() || !o.Get("measure").Empty(), o)
			}
		}
		judge(p.Get("planning", "forecasts"), "observations")
		judge(p.Get("tender", "targets"), "observations")
		judge(p.Get("awards"), "agreedMetrics", "observations")
		judge(p.Get("contracts"), "agreedMetrics", "observations")
		judge(p.Get("contracts"), "implementation", "metrics", "observations")
	})

var _ = processRule("metric_not_agreed", schema.Note, metricSource, Words{
	"'%[1]s' was measured, but is not among the metrics that were agreed. Use the id of the agreed metric, so that the two can be compared.",
	"'%[1]s' diukur, tetapi tidak ada di antara ukuran yang disepakati. Gunakan id dari ukuran yang disepakati agar keduanya dapat dibandingkan."},
	func(p *Process, r *Rule) {
		for contract := range p.each("contracts") {
			if contract.Get("implementation", "metrics") == nil {
				continue
			}
			award := p.awardOf(contract)
			if contract.Get("agreedMetrics").Len()+award.Get("agreedMetrics").Len() == 0 {
				continue
			}
			for metric := range each(contract, "implementation", "metrics") {
				id := metric.Get("id")
				p.judge(r, find(contract.Get("agreedMetrics"), id) != nil || find(award.Get("agreedMetrics"), id) != nil, metric, id.ID())
			}
		}
	})

var _ = processRule("observation_outside_contract", schema.Note, metricSource, Words{
	"The observation (%[1]s to %[2]s) lies outside the contract, which ran from %[3]s until the work was handed over. Check the period of the observation.",
	"Pengamatan (%[1]s sampai %[2]s) berada di luar masa kontrak, yang berjalan sejak %[3]s sampai serah terima pekerjaan. Periksa periode pengamatan."},
	func(p *Process, r *Rule) {
		for contract := range p.each("contracts") {
			p.inSpan(r, contract, each(contract, "implementation", "metrics", "observations"))
		}
	})

// inSpan judges whether the periods of things lie within the days on which a contract was worked on.
func (p *Process) inSpan(r *Rule, contract *schema.Value, things iter.Seq[*schema.Value]) {
	span, known := span{}, false
	for thing := range things {
		if !known {
			span, known = spanOf(contract), true
		}
		period := thing.Get("period")
		start, end := period.Get("startDate"), period.Get("endDate")
		if span.judges(period) {
			ok := !span.before(start) && !span.before(end) && !span.after(start) && !span.after(end)
			p.judge(r, ok, period, day(start), day(end), day(contract.Get("period", "startDate")))
		}
	}
}
