package checks

import "terang/schema"

// This file judges how far a contract is said to be (extension implementationStatus) against what is told of it.

const progressSource = "extension implementationStatus; no other programme checks it"

var _ = processRule("concluded_without_end", schema.Warning, progressSource, Words{
	"The contract is said to be concluded, but nothing tells when. Give implementation.endDate, or the milestone of the hand-over with the date on which it was met.",
	"Kontrak dinyatakan selesai, tetapi tidak ada keterangan kapan. Isi implementation.endDate, atau tonggak serah terima beserta tanggal tercapainya."},
	func(p *Process, r *Rule) {
		for contract := range p.each("contracts") {
			if status := contract.Get("implementation", "status"); is(status, "concluded") {
				_, known := handOver(contract)
				p.judge(r, known, status)
			}
		}
	})

var _ = processRule("concluded_with_open_milestone", schema.Warning, progressSource, Words{
	"The contract is said to be concluded, but the milestone '%[1]s' is still scheduled. Say whether it was met.",
	"Kontrak dinyatakan selesai, tetapi tonggak '%[1]s' masih dijadwalkan. Nyatakan apakah tonggak itu tercapai."},
	func(p *Process, r *Rule) {
		for contract := range p.each("contracts") {
			if !is(contract.Get("implementation", "status"), "concluded") {
				continue
			}
			for milestone := range each(contract, "implementation", "milestones") {
				if status := milestone.Get("status"); status.IsText() {
					p.judge(r, !is(status, "scheduled"), status, milestoneName(milestone))
				}
			}
		}
	})

var _ = processRule("planning_with_transactions", schema.Warning, progressSource, Words{
	"The contract is said to be still in planning, but payments were made. Set implementation.status to what holds now.",
	"Pelaksanaan kontrak dinyatakan masih direncanakan, tetapi sudah ada pembayaran. Sesuaikan implementation.status dengan keadaan sekarang."},
	func(p *Process, r *Rule) {
		for contract := range p.each("contracts") {
			if status := contract.Get("implementation", "status"); is(status, "planning") {
				p.judge(r, contract.Get("implementation", "transactions").Len() == 0, status)
			}
		}
	})
