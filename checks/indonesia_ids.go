package checks

import (
	"terang/schema"
)

// This file holds identifiers to the forms that the Indonesian profile gives them.

var _ = idnRule("idn_ocid_form", schema.Warning, Words{
	"'%[1]s' does not follow the form ocds-PREFIX-LETTER-SYSTEM-PACKAGE of the profile (a plan: ocds-PREFIX-r-KD_RUP), or has the number of the plan for that of the package. Make the ocid from the package's own number.",
	"'%[1]s' tidak mengikuti bentuk ocds-PREFIKS-HURUF-SISTEM-PAKET dari profil (rencana: ocds-PREFIKS-r-KD_RUP), atau memakai nomor RUP sebagai nomor paket. Susun ocid dari nomor paket itu sendiri."},
	func(p *Process, r *Rule) {
		if ocid := p.Get("ocid"); ocid.Text() != "" {
			letter, _, number := ocidParts(ocid.Text())
			p.judge(r, letter != 0 && (letter == 'r' || !p.isPlanNumber(number)), ocid, ocid.Text())
		}
	})

// isPlanNumber says whether a package's number is that of the plan that it carries out.
func (p *Process) isPlanNumber(number string) bool {
	for related := range p.each("relatedProcesses") {
		if _, _, plan := ocidParts(related.Get("identifier").Text()); plan == number && number != "" {
			return true
		}
	}
	return false
}

var _ = idnRule("idn_org_scheme", schema.Warning, Words{
	"The identifier '%[1]s' of an organization has no scheme, so nobody can tell what kind of number it is. Add the scheme: ID-DJP for an NPWP.",
	"Nomor identitas '%[1]s' suatu organisasi tidak memiliki scheme, sehingga jenis nomornya tidak diketahui. Tambahkan scheme: ID-DJP untuk NPWP."},
	func(p *Process, r *Rule) {
		p.identifiers(func(identifier *schema.Value) {
			p.judge(r, !identifier.Get("scheme").Empty(), identifier, identifier.Get("id").ID())
		})
	})

// identifiers passes all identifiers of the parties that have an id.
func (p *Process) identifiers(pass func(*schema.Value)) {
	for party := range p.each("parties") {
		ofParty(party, pass)
	}
}

func ofParty(party *schema.Value, pass func(*schema.Value)) {
	if identifier := party.Get("identifier"); !identifier.Get("id").Empty() {
		pass(identifier)
	}
	for identifier := range each(party, "additionalIdentifiers") {
		if !identifier.Get("id").Empty() {
			pass(identifier)
		}
	}
}

// taxScheme is the register of taxpayers (NPWP) in org-id.guide.
const taxScheme = "ID-DJP"

var _ = idnRule("idn_npwp_length", schema.Warning, Words{
	"The NPWP '%[1]s' is not 15 or 16 digits. Write the digits alone, without points and hyphens.",
	"NPWP '%[1]s' tidak terdiri atas 15 atau 16 angka. Tulis angkanya saja, tanpa titik dan tanda hubung."},
	func(p *Process, r *Rule) {
		p.identifiers(func(identifier *schema.Value) {
			if id := identifier.Get("id"); is(identifier.Get("scheme"), taxScheme) {
				number := id.ID()
				_, numeric := digits([]byte(number))
				p.judge(r, numeric && (len(number) == 15 || len(number) == 16), id, shorten(number))
			}
		})
	})

var _ = idnRule("idn_npwp_pair", schema.Warning, Words{
	"The NPWP of 16 digits (%[1]s) is not a 0 and the one of 15 digits (%[2]s). Find out which of the two is right.",
	"NPWP 16 angka (%[1]s) bukan angka 0 diikuti NPWP 15 angka (%[2]s). Pastikan mana yang benar."},
	func(p *Process, r *Rule) {
		for party := range p.each("parties") {
			var long, short *schema.Value
			ofParty(party, func(identifier *schema.Value) {
				id := identifier.Get("id")
				switch {
				case !is(identifier.Get("scheme"), taxScheme):
				case len(id.ID()) == 16:
					long = id
				case len(id.ID()) == 15:
					short = id
				}
			})
			if long != nil && short != nil {
				p.judge(r, long.ID() == "0"+short.ID(), long, long.ID(), short.ID())
			}
		}
	})
