package tables

import (
	"terang/exporters"
	"terang/schema"
)

var parties = &table{
	name:   "parties",
	title:  words{title: "Parties: one row for each organization in a process", titleID: "Pihak: satu baris untuk tiap organisasi dalam suatu proses"},
	places: []place{{"parties", thing, false}},
	each:   func(r *row) { r.each(r.Tree.Get("parties"), "/parties", r.write) },
	facts: join(head, []fact{
		id("party_id", "parties/id"),
		organizationOf(thing).forSearch(),
		text("name", "parties/name"),
		texts("roles", "parties/roles"),
		text("identifier_scheme", "parties/identifier/scheme"),
		id("identifier_id", "parties/identifier/id"),
		text("identifier_legal_name", "parties/identifier/legalName"),
		made("additional_identifiers", exporters.Text, thing, words{
			"Other identifiers", "Pengenal lain",
			"Other identifiers of the organization as scheme and number, joined with a semicolon.",
			"Pengenal lain organisasi ini berupa skema dan nomor, dipisahkan titik koma.",
		}, (*row).additionalIdentifiers),
		code("scale", "parties/details/scale"),
		classificationsOf(thing),
		text("street_address", "parties/address/streetAddress"),
		text("locality", "parties/address/locality"),
		text("region", "parties/address/region"),
		text("postal_code", "parties/address/postalCode"),
		text("country_name", "parties/address/countryName"),
		text("contact_name", "parties/contactPoint/name"),
		text("contact_email", "parties/contactPoint/email"),
		text("contact_telephone", "parties/contactPoint/telephone"),
		text("contact_url", "parties/contactPoint/url"),
		planned,
		text("tender_title", "tender/title"),
		pointer.keyed(),
	}),
}

// organizationOf is the id of the organization in a slot.
func organizationOf(slot slot) fact {
	w := organizationID
	w.title, w.titleID = "Organization ID", "ID organisasi"
	return made("organization_id", exporters.Text, slot, w, func(r *row) []byte {
		since := len(r.text)
		r.appendOrganization(r.at[slot])
		return r.made(since)
	})
}

func (r *row) additionalIdentifiers() []byte {
	since := len(r.text)
	for _, identifier := range r.at[thing].Get("additionalIdentifiers").Items() {
		scheme, id := content(identifier.Get("scheme")), idOf(identifier.Get("id"))
		if len(id) > 0 && len(scheme) > 0 {
			r.join(since, scheme)
			r.text = append(append(r.text, '-'), id...)
		} else {
			r.join(since, id)
		}
	}
	return r.made(since)
}

// classificationsOf says what kind of organization stands in a slot, such as its legal form.
func classificationsOf(slot slot) fact {
	return made("classifications", exporters.Text, slot, words{
		"Kind of organization", "Jenis organisasi",
		"How the organization is classified, such as its legal form, joined with a semicolon.",
		"Penggolongan organisasi ini, misalnya bentuk usahanya, dipisahkan titik koma.",
	}, func(r *row) []byte {
		since := len(r.text)
		for _, c := range r.at[slot].Get("details", "classifications").Items() {
			r.join(since, described(c))
		}
		return r.made(since)
	})
}

// described is what a classification says in words, else its id.
func described(classification *schema.Value) []byte {
	if words := content(classification.Get("description")); len(words) > 0 {
		return words
	}
	return idOf(classification.Get("id"))
}
