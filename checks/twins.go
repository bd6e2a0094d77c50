package checks

import (
	"bytes"

	"terang/schema"
)

// This file looks at the list of parties: whether each has a name, and none is in it twice.

var _ = processRule("party_without_name", schema.Warning, structural, Words{
	"The party '%[1]s' has no name. Give the name under which people know it.",
	"Pihak '%[1]s' tidak memiliki nama. Isi nama yang dikenal orang."},
	func(p *Process, r *Rule) {
		for party := range p.each("parties") {
			ok := !party.Get("name").Empty() || !party.Get("identifier", "legalName").Empty()
			p.judge(r, ok, party, party.Get("id").ID())
		}
	})

var _ = processRule("party_identifier_twice", schema.Warning, structural, Words{
	"The parties '%[1]s' and '%[2]s' have the same identifier, so one organization is listed twice. Make them one party with all its roles.",
	"Pihak '%[1]s' dan '%[2]s' memiliki nomor identitas yang sama, sehingga satu organisasi tercantum dua kali. Jadikan satu pihak dengan seluruh perannya."},
	func(p *Process, r *Rule) {
		p.twins(r, func(party *schema.Value) bool { return party.Get("identifier", "id").ID() != "" },
			sameIdentifier)
	})

func sameIdentifier(a, b *schema.Value) bool {
	return equal(a, b, "identifier", "scheme") && sameID(a.Get("identifier", "id"), b.Get("identifier", "id"))
}

// Names are compared within one process only, where two of one name are more likely one than two (DESIGN.md: an
// organization is never known by its name).
var _ = processRule("party_name_twice", schema.Note, structural, Words{
	"The parties '%[1]s' and '%[2]s' have the same name. If they are one organization, make them one party with all its roles.",
	"Pihak '%[1]s' dan '%[2]s' bernama sama. Bila keduanya satu organisasi, jadikan satu pihak dengan seluruh perannya."},
	func(p *Process, r *Rule) {
		p.twins(r, func(party *schema.Value) bool { return !party.Get("name").Empty() }, sameName)
	})

// sameName says whether two parties are named alike, and no identifier says that they are two.
func sameName(a, b *schema.Value) bool {
	if !bytes.EqualFold(a.Get("name").Raw(), b.Get("name").Raw()) {
		return false
	}
	x, y := a.Get("identifier", "id").ID(), b.Get("identifier", "id").ID()
	return x == "" || y == "" || !equal(a, b, "identifier", "scheme")
}

// twins judges of each party that can be compared whether one before it, under another id, is the same.
func (p *Process) twins(r *Rule, comparable func(*schema.Value) bool, same func(a, b *schema.Value) bool) {
	const most = 300 // parties are compared pair by pair
	parties := p.Get("parties")
	if parties.Len() > most {
		return
	}
	for i, party := range parties.Items() {
		if !comparable(party) {
			continue
		}
		var twin *schema.Value
		for j, before := range parties.Items() {
			if j >= i || twin != nil {
				break
			}
			if !sameID(party.Get("id"), before.Get("id")) && comparable(before) && same(before, party) {
				twin = before
			}
		}
		p.judge(r, twin == nil, party, twin.Get("id").ID(), party.Get("id").ID())
	}
}
