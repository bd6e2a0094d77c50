package checks

import (
	"strings"

	"terang/schema"
)

// This file looks at who won: whether a winner is there at all, bid, and is someone other than the buyer.

const structural = "own rule: structure of a process; no other programme checks it"

var _ = processRule("active_award_without_supplier", schema.Warning, structural, Words{
	"The award is active, but names no supplier. Add the supplier to whom it was awarded.",
	"Penetapan sudah berlaku, tetapi tidak menyebutkan penyedia. Tambahkan penyedia yang ditetapkan."},
	func(p *Process, r *Rule) {
		if !p.follows(Indonesia) { // which has a rule of its own for it
			p.awardsSupplied(r)
		}
	})

func (p *Process) awardsSupplied(r *Rule) {
	for award := range p.each("awards") {
		if is(award.Get("status"), "active") {
			p.judge(r, award.Get("suppliers").Len() > 0, award)
		}
	}
}

var _ = processRule("contract_without_award_value", schema.Note, structural, Words{
	"The contract has a value, but the award that it follows has none, so that the two cannot be compared. Give the award its value.",
	"Kontrak memiliki nilai, tetapi penetapannya tidak, sehingga keduanya tidak dapat dibandingkan. Isi nilai penetapannya."},
	func(p *Process, r *Rule) {
		for contract := range p.each("contracts") {
			award := p.awardOf(contract)
			if award != nil && contract.Get("value", "amount").IsNumber() {
				p.judge(r, award.Get("value", "amount").IsNumber(), award)
			}
		}
	})

var _ = processRule("supplier_is_buyer", schema.Warning, structural, Words{
	"The supplier '%[1]s' is the buyer itself. Name the organization that supplies; self-managed work (swakelola) says so in procurementMethodDetails.",
	"Penyedia '%[1]s' adalah pembeli sendiri. Isi organisasi yang memasok; untuk swakelola, nyatakan di procurementMethodDetails."},
	func(p *Process, r *Rule) {
		buyer, entity := p.Get("buyer", "id"), p.Get("tender", "procuringEntity", "id")
		if buyer == nil && entity == nil || p.isOwnWork() {
			return
		}
		for supplier := range p.each("awards", "suppliers") {
			if id := supplier.Get("id"); id != nil {
				p.judge(r, !sameID(id, buyer) && !sameID(id, entity), supplier, id.ID())
			}
		}
	})

var _ = processRule("winner_not_tenderer", schema.Warning, structural, Words{
	"The supplier '%[1]s' is not among those who tendered. Add it to tender.tenderers, or correct its id.",
	"Penyedia '%[1]s' tidak ada di antara peserta tender. Tambahkan ke tender.tenderers, atau perbaiki id-nya."},
	func(p *Process, r *Rule) {
		tenderers := p.Get("tender", "tenderers")
		if tenderers.Len() == 0 || is(p.Get("tender", "procurementMethod"), "direct") {
			return
		}
		for award := range p.each("awards") {
			if !standing(award) {
				continue
			}
			for supplier := range each(award, "suppliers") {
				if found, known := p.tendered(supplier); known {
					p.judge(r, found, supplier, called(supplier))
				}
			}
		}
	})

// tendered says whether an organization is one of the tenderers: by its id or, within one process, by its name or
// identifier. That is not known where it has no id, or one of them no name, or where they are very many.
func (p *Process) tendered(organization *schema.Value) (found, known bool) {
	const many = 1000
	id, tenderers := organization.Get("id"), p.Get("tender", "tenderers")
	if p.tenderers().find(id).first != nil {
		return true, true
	}
	if tenderers.Len() > many {
		return false, false
	}
	name, party := p.nameOf(organization), p.parties().find(id).first
	for other := range each(tenderers) {
		called := p.nameOf(other)
		if called == "" {
			return false, false
		}
		if strings.EqualFold(called, name) || sameIdentifier(party, p.parties().find(other.Get("id")).first) {
			return true, true
		}
	}
	return false, name != "" && !id.Empty()
}

// tenderers finds those who tendered by their ids.
func (p *Process) tenderers() *lookup {
	if p.common.tenderers == nil {
		p.common.tenderers = &lookup{among: p.objects("tender", "tenderers"), member: "id"}
	}
	return p.common.tenderers
}

// nameOf is the name in a reference to an organization, or else that of the party.
func (p *Process) nameOf(reference *schema.Value) string {
	if name := strings.TrimSpace(reference.Get("name").Text()); name != "" {
		return name
	}
	return strings.TrimSpace(p.parties().find(reference.Get("id")).first.Get("name").Text())
}
