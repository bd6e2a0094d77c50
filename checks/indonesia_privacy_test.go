package checks

import (
	"strings"
	"testing"
)

func init() {
	cases = append(cases,
		ruleCase{rule: "idn_priv_bank",
			pass: `{"tender":{"no_rek_bank":""}}`,
			fail: `{"contracts":[{"nama_pemilik_rek_bank":"Contoh"}]}`,
			at:   "/contracts/0/nama_pemilik_rek_bank", says: "'nama_pemilik_rek_bank' is a column"},
		ruleCase{rule: "idn_priv_nip",
			pass: `{"tender":{"nip":"x"}}`,
			fail: `{"tender":{"nip_nama_ppk":["x"],"username_ppk":"y"}}`,
			at:   "/tender/nip_nama_ppk/0", says: "staff numbers", count: 2},
		ruleCase{rule: "idn_priv_person",
			pass: `{"tender":{"jabatan_ppk":"PPK"}}`,
			fail: `{"parties":[{"wakil_sah_penyedia":"Contoh"}]}`,
			at:   "/parties/0/wakil_sah_penyedia", says: "name of a person"},
		ruleCase{rule: "idn_priv_freetext",
			pass: `{"tender":{"description":"Nomor 027/08/1234.5678/2025"}}`,
			fail: `{"tender":{"description":"Hubungi 0812-3456-7890"}}`,
			at:   "/tender/description", says: "'description' has what looks like the number of a mobile phone"},
		ruleCase{rule: "idn_priv_contact",
			pass: person(`"contactPoint":{"name":"Kantor"}`),
			fail: person(`"contactPoint":{"email":"a@example.id"}`),
			at:   "/parties/0/contactPoint/email", says: "'p' would publish"},
		ruleCase{rule: "idn_priv_contact",
			pass: person(`"id":"p"`),
			fail: party(`"no_telp_ppk":"0812"`),
			at:   "/parties/0/no_telp_ppk", says: "'no_telp_ppk' would publish"},
		ruleCase{rule: "idn_priv_npwp_person",
			pass: person(`"identifier":{"scheme":"X-ID-SPSE-PENYEDIA","id":"1"}`),
			fail: person(`"identifier":{"scheme":"ID-DJP","id":"010117771077000"}`),
			at:   "/parties/0/identifier/id", says: "same as the identity number"},
		ruleCase{rule: "idn_priv_address_person",
			pass: person(`"address":{"locality":"Kabupaten Contoh"}`),
			fail: person(`"address":{"streetAddress":"Jalan Contoh 1"}`),
			at:   "/parties/0/address/streetAddress", says: "home address"},
		ruleCase{rule: "idn_priv_bids",
			pass: `{"tender":{"status":"active"},"bids":{"details":[{"id":"1"}]},"awards":[{"id":"a","status":"pending"}]}`,
			fail: `{"tender":{"status":"active"},"bids":{"details":[{"id":"1"}]}}`,
			at:   "/bids/details", says: "before the tender has been awarded"},
	)
}

// What a finding points to is not repeated in it where it is a person's.
func TestWithheldIsNotRepeated(t *testing.T) {
	text := person(`"contactPoint":{"telephone":"022-555-1234"},"address":{"streetAddress":"Jalan Rahasia"},"nama_ppk":"Rahasia"`)
	for _, rule := range []string{"idn_priv_contact", "idn_priv_address_person", "idn_priv_person"} {
		found, _ := ask(t, &ruleCase{rule: rule}, text)
		if len(found) != 1 || found[0].Value != "" || strings.Contains(found[0].Text("en"), "ahasia") || strings.Contains(found[0].Text("id"), "555") {
			t.Errorf("%s: %+v", rule, found)
		}
	}
}
