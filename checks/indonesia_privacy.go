package checks

import (
	"strings"

	"terang/schema"
)

// This file looks for what the profile keeps from the public (rulings on the data, 9). Identity numbers and bank
// accounts are looked for in every release already, and refuse it; here are the names of columns, and the rest.

var idnBank = idnRule("idn_priv_bank", schema.Warning, Words{
	"'%[1]s' is a column with bank details, which are never published. Remove it, and say so in withheldFields.",
	"'%[1]s' adalah kolom data rekening bank yang tidak boleh dipublikasikan. Hapus, lalu catat di withheldFields."},
	atEveryPlace)

var idnStaff = idnRule("idn_priv_nip", schema.Warning, Words{
	"'%[1]s' is a column with staff numbers (NIP) or accounts of officials, which are never published. Remove it, and say so in withheldFields.",
	"'%[1]s' adalah kolom NIP atau akun pejabat yang tidak boleh dipublikasikan. Hapus, lalu catat di withheldFields."},
	atEveryPlace)

var idnPerson = idnRule("idn_priv_person", schema.Warning, Words{
	"'%[1]s' is a column with the name of a person. Publish the office instead (jabatan_ppk), or say in the policy on what ground names are published.",
	"'%[1]s' adalah kolom nama orang. Publikasikan jabatannya (jabatan_ppk), atau nyatakan dasar publikasi nama dalam kebijakan publikasi."},
	atEveryPlace)

// It is asked at every place, for columns, and of the parties that are persons.
var idnContact = idnRule("idn_priv_contact", schema.Warning, Words{
	"'%[1]s' would publish the phone or e-mail of a person. Remove it, or give the office's.",
	"'%[1]s' akan memublikasikan telepon atau surel pribadi. Hapus, atau ganti dengan milik kantor."},
	func(p *Process, r *Rule) {
		p.persons(r, func(party *schema.Value) *schema.Value {
			return filled(party.Get("contactPoint"), "telephone", "email", "faxNumber")
		})
	})

var idnFreeText = idnRule("idn_priv_freetext", schema.Warning, Words{
	"The text '%[1]s' has what looks like the number of a mobile phone. Remove it from the text.",
	"Teks '%[1]s' memuat angka yang tampak seperti nomor telepon seluler. Hapus dari teks itu."},
	atEveryPlace)

// withheldBy is the rule that keeps a column of the source systems from the public; nil for all others. No field of OCDS
// has an underscore.
func withheldBy(name string) *Rule {
	if strings.IndexByte(name, '_') < 0 {
		return nil
	}
	switch name {
	case "no_rek_bank", "nama_pemilik_rek_bank", "nama_rek_bank":
		return idnBank
	case "username_ppk", "no_sk_ppk":
		return idnStaff
	case "nama_ppk", "nama_pp", "nama_pokja", "wakil_sah_penyedia", "nama_pemesan":
		return idnPerson
	}
	switch {
	case strings.HasPrefix(name, "nip_"):
		return idnStaff
	case strings.HasPrefix(name, "no_telp_"), strings.HasPrefix(name, "email_"):
		return idnContact
	}
	return nil
}

// isProse says whether members of the name hold what people wrote.
func isProse(name string) bool {
	return name == "description" || name == "rationale" || name == "title" || name == "notes" || strings.HasSuffix(name, "Details")
}

// isPerson says whether a party is a natural person who sells.
func isPerson(party *schema.Value) bool { return is(party.Get("details", "scale"), "selfEmployed") }

// persons judges of each party that is a person what of it is there, given as the names of its members.
func (p *Process) persons(r *Rule, present func(party *schema.Value) *schema.Value) {
	for party := range p.each("parties") {
		if isPerson(party) {
			at := present(party)
			p.judge(r, at == nil, at, shorten(party.Get("id").ID()))
			if at != nil {
				p.findings.withhold()
			}
		}
	}
}

// filled is the first member that is there and not empty; nil where none is.
func filled(v *schema.Value, names ...string) *schema.Value {
	for _, name := range names {
		if member := v.Get(name); !member.Empty() {
			return member
		}
	}
	return nil
}

var _ = idnRule("idn_priv_npwp_person", schema.Warning, Words{
	"The party '%[1]s' is a person, whose NPWP is the same as the identity number (NIK). Leave the identifier out, and use a number of the system instead.",
	"Pihak '%[1]s' adalah perseorangan, yang NPWP-nya sama dengan NIK. Kosongkan identifier, dan gunakan nomor dari sistem."},
	func(p *Process, r *Rule) {
		p.persons(r, func(party *schema.Value) (found *schema.Value) {
			ofParty(party, func(identifier *schema.Value) {
				if is(identifier.Get("scheme"), taxScheme) {
					found = identifier.Get("id")
				}
			})
			return found
		})
	})

var _ = idnRule("idn_priv_address_person", schema.Warning, Words{
	"The party '%[1]s' is a person whose home address would be published. Keep the regency or city alone.",
	"Pihak '%[1]s' adalah perseorangan; alamat rumahnya akan ikut terpublikasi. Sisakan kabupaten atau kota saja."},
	func(p *Process, r *Rule) {
		p.persons(r, func(party *schema.Value) *schema.Value {
			return filled(party.Get("address"), "streetAddress", "postalCode")
		})
	})

var _ = idnRule("idn_priv_bids", schema.Warning, Words{
	"The bids are published before the tender has been awarded or has failed. Keep them back until then.",
	"Penawaran dipublikasikan sebelum pemenang ditetapkan atau tender gagal. Tahan dahulu sampai saat itu."},
	func(p *Process, r *Rule) {
		if bids := p.Get("bids", "details"); bids.Len() > 0 {
			status := p.Get("tender", "status")
			running := is(status, "active") || is(status, "planned") || is(status, "planning")
			p.judge(r, !running || p.Get("awards").Len() > 0, bids)
		}
	})
