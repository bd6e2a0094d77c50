package checks

import (
	"unicode"
	"unicode/utf8"

	"terang/schema"
)

var _ = processRule("id_not_addressable", schema.Warning, "own rule: RFC 3986, 5.2.4 and RFC 9110, 4.1; no other programme checks it", Words{
	"The identifier '%[1]s' cannot be part of a web address: it is '.' or '..', has a space or control character at an end, or is longer than 2,000 characters. Give one without these.",
	"Pengenal '%[1]s' tidak dapat menjadi bagian alamat web: isinya '.' atau '..', diawali atau diakhiri spasi atau karakter kendali, atau lebih dari 2.000 karakter. Gunakan pengenal tanpa hal tersebut."},
	func(p *Process, r *Rule) {
		ocid := p.Get("ocid")
		if ocid.IsText() {
			p.judge(r, addressable(ocid.Text()), ocid, shorten(ocid.Text()))
		}
		if p.Record == nil {
			return
		}
		for _, release := range p.Record.Releases {
			if release.ID != "" {
				p.judge(r, addressable(release.ID), ocid, shorten(release.ID))
			}
		}
	})

// addressable says whether an identifier can stand in the path of an address: programs take dots out of it before they
// ask, and servers refuse what is too long.
func addressable(id string) bool {
	const most = 2000
	first, _ := utf8.DecodeRuneInString(id)
	last, _ := utf8.DecodeLastRuneInString(id)
	return id != "." && id != ".." && !strange(first) && !strange(last) && len(id) <= most
}

func strange(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }
