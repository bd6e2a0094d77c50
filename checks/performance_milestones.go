package checks

import "terang/schema"

// This file judges the steps of a process and of its contracts against their dates.

const milestoneSource = "OCDS 1.1, Milestone; no other programme checks it"

// milestoneName is what people know a milestone by.
func milestoneName(milestone *schema.Value) string {
	if title := milestone.Get("title").Text(); title != "" {
		return shorten(title)
	}
	return shorten(milestone.Get("id").ID())
}

var _ = processRule("milestone_met_without_date", schema.Warning, milestoneSource, Words{
	"The milestone '%[1]s' is said to be met, but not when. Give dateMet.",
	"Tonggak '%[1]s' dinyatakan tercapai, tetapi tidak disebutkan kapan. Isi dateMet."},
	func(p *Process, r *Rule) {
		for _, milestone := range p.milestones() {
			if is(milestone.Get("status"), "met") {
				p.judge(r, !milestone.Get("dateMet").Empty(), milestone, milestoneName(milestone))
			}
		}
	})

var _ = processRule("milestone_met_long_before", schema.Note, milestoneSource, Words{
	"The milestone was met on %[1]s, more than a year before it was due (%[2]s). Check the year of either date.",
	"Tonggak tercapai %[1]s, lebih dari setahun sebelum jatuh tempo (%[2]s). Periksa tahun kedua tanggal itu."},
	func(p *Process, r *Rule) {
		for _, milestone := range p.milestones() {
			met, knownMet := dayOf(milestone.Get("dateMet"))
			due, knownDue := dayOf(milestone.Get("dueDate"))
			if knownMet && knownDue {
				p.judge(r, due-met <= 366, milestone.Get("dateMet"), day(milestone.Get("dateMet")), day(milestone.Get("dueDate")))
			}
		}
	})

var _ = processRule("milestone_due_before_contract", schema.Note, milestoneSource, Words{
	"The milestone is due on %[1]s, before the contract begins (%[2]s). Correct the wrong one of the two dates.",
	"Tonggak jatuh tempo %[1]s, sebelum kontrak dimulai (%[2]s). Perbaiki tanggal yang keliru."},
	func(p *Process, r *Rule) {
		for contract := range p.each("contracts") {
			start := firstDate(contract.Get("dateSigned"), contract.Get("period", "startDate"))
			begins, known := dayOf(start)
			for milestone := range each(contract, "implementation", "milestones") {
				if due, ok := dayOf(milestone.Get("dueDate")); ok && known {
					p.judge(r, due >= begins, milestone.Get("dueDate"), day(milestone.Get("dueDate")), day(start))
				}
			}
		}
	})

// firstDate is the earlier of two dates; the one that is there where one is not.
func firstDate(a, b *schema.Value) *schema.Value {
	x, knownA := dayOf(a)
	y, knownB := dayOf(b)
	if !knownA || knownB && y < x {
		return b
	}
	return a
}

// What is due after the hand-over is upkeep, which the contract period of Indonesian works does not take in.
var _ = processRule("milestone_due_after_contract", schema.Note, milestoneSource, Words{
	"The milestone is due on %[1]s, after the contract ends (%[2]s). Correct the date, or extend the contract's period by the amendment that did.",
	"Tonggak jatuh tempo %[1]s, setelah kontrak berakhir (%[2]s). Perbaiki tanggalnya, atau perpanjang periode kontrak sesuai adendumnya."},
	func(p *Process, r *Rule) {
		for contract := range p.each("contracts") {
			ends, known := dayOf(contract.Get("period", "endDate"))
			if !known || contract.Get("implementation", "milestones") == nil {
				continue
			}
			delivered, delivers := firstDelivery(contract)
			for milestone := range each(contract, "implementation", "milestones") {
				due := milestone.Get("dueDate")
				if falls, ok := dayOf(due); ok && (!delivers || falls <= delivered) {
					p.judge(r, falls <= ends, due, day(due), day(contract.Get("period", "endDate")))
				}
			}
		}
	})

// firstDelivery is the day on which the first delivery of a contract is due.
func firstDelivery(contract *schema.Value) (first int, known bool) {
	for milestone := range each(contract, "implementation", "milestones") {
		if due, ok := dayOf(milestone.Get("dueDate")); ok && is(milestone.Get("type"), "delivery") && (!known || due < first) {
			first, known = due, true
		}
	}
	return first, known
}
