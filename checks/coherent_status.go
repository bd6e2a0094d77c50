package checks

import (
	"slices"

	"terang/schema"
)

// This file has the rules on what a status or method rules out.

var _ = processRule("milestone_met_against_status", schema.Warning,
	"OCDS 1.1, milestoneStatus; Pelican coherent.milestone_status", Words{
		"The milestone's status is '%[1]s', yet it has a date on which it was met (%[2]s). Set the status to 'met', or leave dateMet out.",
		"Status tonggak ini '%[1]s', tetapi ada tanggal tercapainya (%[2]s). Ubah statusnya menjadi 'met', atau hapus dateMet."},
	func(p *Process, r *Rule) {
		for _, milestone := range p.milestones() {
			status := milestone.Get("status").Text()
			if status != "scheduled" && status != "notMet" {
				continue
			}
			met := milestone.Get("dateMet")
			p.judge(r, met.Empty(), met, status, met.Text())
		}
	})

var _ = processRule("direct_with_several_tenderers", schema.Warning,
	"OCDS 1.1, method; Pelican coherent.procurement_method_vs_number_of_tenderers", Words{
		"The procurement method is 'direct', which asks one supplier alone, yet %[1]s tendered. Correct the method, or the number of tenderers.",
		"Metode pengadaan 'direct' hanya meminta satu penyedia, tetapi ada %[1]s yang menawar. Perbaiki metodenya, atau jumlah penawarnya."},
	func(p *Process, r *Rule) {
		tender := p.Get("tender")
		number := tender.Get("numberOfTenderers")
		if tender.Get("procurementMethod").Text() != "direct" {
			return
		}
		if n := number.Number(); n != nil {
			p.judge(r, n.Cmp(one) <= 0, number, number.ID())
		}
	})

// withoutResult are the statuses in which a tender has no winner: not yet, or never.
var withoutResult = []string{"planning", "planned", "active", "cancelled", "unsuccessful", "withdrawn"}

var _ = processRule("result_against_tender_status", schema.Warning,
	"OCDS 1.1, tenderStatus; Pelican coherent.tender_status; own: an award or contract that came to nothing itself is no result", Words{
		"The tender's status is '%[1]s', so that it has no winner, yet there is an award or a contract. Set the tender's status to 'complete', or correct the award's or contract's.",
		"Status tender '%[1]s' berarti belum atau tidak ada pemenang, tetapi ada penetapan pemenang atau kontrak. Ubah status tender menjadi 'complete', atau perbaiki status penetapan atau kontraknya."},
	func(p *Process, r *Rule) {
		if status := p.Get("tender", "status").Text(); slices.Contains(withoutResult, status) {
			result := p.result()
			p.judge(r, result == nil, result, status)
		}
	})

// result is the first award, or else the first contract, that did not come to nothing; nil where there is none.
func (p *Process) result() *schema.Value {
	for _, list := range [...]string{"awards", "contracts"} {
		for object := range p.each(list) {
			if standing(object) {
				return object
			}
		}
	}
	return nil
}

var _ = processRule("contract_against_award_status", schema.Warning,
	"OCDS 1.1, awardStatus; Pelican coherent.awards_status; own: a contract that was cancelled itself does not count", Words{
		"There is a contract under the award %[1]s, whose status is '%[2]s'. Correct the status of the award or of the contract, or the contract's awardID.",
		"Ada kontrak atas penetapan pemenang %[1]s yang berstatus '%[2]s'. Perbaiki status penetapan atau status kontraknya, atau awardID kontraknya."},
	func(p *Process, r *Rule) {
		contracts := p.contractsByAward()
		for award := range p.each("awards") {
			switch status := award.Get("status").Text(); status {
			case "pending", "cancelled", "unsuccessful":
				contract := firstStanding(contracts.all(award.Get("id")))
				p.judge(r, contract == nil, contract.Get("awardID"), award.Get("id").ID(), status)
			}
		}
	})

// firstStanding is the first of them that was not given up; nil where all were.
func firstStanding(objects []*schema.Value) *schema.Value {
	for _, object := range objects {
		if standing(object) {
			return object
		}
	}
	return nil
}

// contractsByAward looks contracts up by the ids of their awards.
func (p *Process) contractsByAward() *lookup {
	return &lookup{among: p.objects("contracts"), member: "awardID"}
}

var _ = processRule("paid_against_contract_status", schema.Warning,
	"OCDS 1.1, contractStatus; Pelican coherent.contracts_status", Words{
		"The contract's status is '%[1]s', so that it was never in force, yet there are payments under it. Correct the status, or remove the payments.",
		"Status kontrak '%[1]s' berarti kontrak belum atau tidak pernah berlaku, tetapi ada pembayaran. Perbaiki statusnya, atau hapus pembayarannya."},
	func(p *Process, r *Rule) {
		for contract := range p.each("contracts") {
			switch status := contract.Get("status").Text(); status {
			case "pending", "cancelled":
				paid := contract.Get("implementation", "transactions")
				p.judge(r, paid.Empty(), paid, status)
			}
		}
	})
