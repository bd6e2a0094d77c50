package checks

import (
	"bytes"
	"strings"

	"terang/schema"
)

// Telephones and addresses of persons should not be published (UU 27/2022 on personal data; DESIGN.md, rulings on the
// data), but only a person can tell whose they are: these rules warn. Their findings do not repeat what they found.

const personalData = "UU 27/2022, personal data; OCDS 1.1, ContactPoint"

var _ = fieldRule("personal_phone", schema.Warning, personalData, Words{
	"The number that begins '%[1]s' is a mobile telephone's, likely a person's. Give the office's number instead, unless its owner has agreed.",
	"Nomor yang diawali '%[1]s' adalah nomor ponsel, kemungkinan milik pribadi. Gunakan nomor kantor, kecuali pemiliknya sudah setuju."},
	func(p *Place) bool { return isDialled(p) || isWords(p) },
	func(p *Place, v *schema.Value) Outcome {
		if !v.IsText() {
			return skip
		}
		number := mobileNumber(p.content)
		return passWithheld(number == nil, number)
	})

var _ = fieldRule("personal_email", schema.Warning, personalData, Words{
	"The e-mail address that begins '%[1]s' is at a provider of private mailboxes, so it is likely a person's. Give the office's address instead.",
	"Alamat surel yang diawali '%[1]s' memakai penyedia surel pribadi, kemungkinan milik perorangan. Gunakan alamat surel kantor."},
	func(p *Place) bool { return p.Name == "email" && p.Inside() == "ContactPoint" || isWords(p) },
	func(p *Place, v *schema.Value) Outcome {
		if !v.IsText() {
			return skip
		}
		address := privateAddress(p.content)
		return passWithheld(address == nil, address)
	})

// privateAddress finds an e-mail address at a provider of private mailboxes in a text; nil where there is none.
func privateAddress(text []byte) []byte {
	for from := 0; ; {
		at := bytes.IndexByte(text[from:], '@')
		if at < 0 {
			return nil
		}
		at += from
		start, end := at, at+1
		for start > from && (isAlphanumeric(text[start-1]) || strings.IndexByte("._%+-", text[start-1]) >= 0) {
			start--
		}
		for end < len(text) && (isAlphanumeric(text[end]) || text[end] == '.' || text[end] == '-') {
			end++
		}
		if start < at && isPrivateHost(strings.ToLower(string(bytes.TrimRight(text[at+1:end], ".-")))) {
			return text[start:end]
		}
		from = at + 1
	}
}

var privateHosts = wordSet("gmail.com googlemail.com ymail.com rocketmail.com msn.com icloud.com me.com mac.com aol.com mail.com inbox.com" +
	" proton.me protonmail.com pm.me tutanota.com zohomail.com fastmail.com mail.ru qq.com 163.com 126.com telkom.net plasa.com")

// isPrivateHost knows the providers; some have hosts of many countries, such as yahoo.co.id.
func isPrivateHost(host string) bool {
	name, country, _ := strings.Cut(host, ".")
	switch name {
	case "yahoo", "hotmail", "outlook", "live", "gmx", "yandex":
		return country != "" && strings.Count(country, ".") < 2
	}
	return privateHosts[host]
}

func isAlphanumeric(c byte) bool {
	return isDigit(c) || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= 0x80
}
