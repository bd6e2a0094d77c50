package checks

import (
	"bytes"
	"net/mail"
	"strings"

	"terang/schema"
)

// What a contact point holds may be a person's: the findings of these rules do not repeat it.

var _ = fieldRule("email_form", schema.Warning,
	"OCDS 1.1, ContactPoint; RFC 5322; Pelican email", Words{
		"The e-mail address that begins '%[1]s' cannot be written to. Give one address alone, such as ulp@kota.example.",
		"Alamat surel yang diawali '%[1]s' tidak dapat dikirimi surat. Tulis satu alamat saja, misalnya ulp@kota.example."},
	func(p *Place) bool { return p.Name == "email" && p.Inside() == "ContactPoint" },
	func(p *Place, v *schema.Value) Outcome {
		if !v.IsText() {
			return skip
		}
		return passWithheld(isAddress(v.Text()), p.content)
	})

// isAddress says whether a text is one e-mail address without a name, on a host with a dot.
func isAddress(text string) bool {
	address, err := mail.ParseAddress(text)
	if err != nil || address.Address != text {
		return false
	}
	_, labels, dotted := strings.Cut(text[strings.LastIndexByte(text, '@'):], ".")
	return dotted && labels != ""
}

var _ = fieldRule("telephone_form", schema.Warning,
	"OCDS 1.1, ContactPoint; ITU-T E.164; Pelican telephone", Words{
		"The number that begins '%[1]s' cannot be dialled. Give one number of 7 to 15 digits, such as +62 22 4234567, with ext. before an extension.",
		"Nomor yang diawali '%[1]s' tidak dapat dihubungi. Tulis satu nomor dengan 7 sampai 15 angka, misalnya +62 22 4234567, dengan ext. di depan nomor ekstensi."},
	isDialled,
	func(p *Place, v *schema.Value) Outcome {
		if !v.IsText() {
			return skip
		}
		number := p.content
		return passWithheld(isNumber(number), number)
	})

var _ = fieldRule("telephone_country_code", schema.Note,
	"OCDS 1.1, ContactPoint; ITU-T E.164; Pelican telephone", Words{
		"The number that begins '%[1]s' has no country code. Write it as it is dialled from abroad: +62 22 4234567 rather than (022) 4234567.",
		"Nomor yang diawali '%[1]s' tidak memuat kode negara. Tulis seperti dihubungi dari luar negeri: +62 22 4234567, bukan (022) 4234567."},
	isDialled,
	func(p *Place, v *schema.Value) Outcome {
		number := p.content
		if !v.IsText() || !isNumber(number) {
			return skip
		}
		return passWithheld(bytes.HasPrefix(bytes.TrimLeft(number, " ("), []byte("+")), number)
	})

func isDialled(p *Place) bool {
	return (p.Name == "telephone" || p.Name == "faxNumber") && p.Inside() == "ContactPoint"
}

// isNumber says whether a text can be one telephone number, with or without an extension.
func isNumber(text []byte) bool {
	number, extension := strings.ToLower(string(text)), ""
	for _, word := range [...]string{"extension", "ext", "pesawat", "pes"} {
		if before, after, found := strings.Cut(number, word); found {
			number, extension = before, after
			break
		}
	}
	digits := countDigits(number, " ()+-./")
	return digits >= 7 && digits <= 15 && countDigits(extension, " .:") <= 6
}

// countDigits counts the digits of a text, which may have the other characters beside them; of any other text it
// gives a number that is too large.
func countDigits(text, others string) (digits int) {
	for i := range len(text) {
		switch c := text[i]; {
		case isDigit(c):
			digits++
		case strings.IndexByte(others, c) < 0:
			return 1 << 10
		}
	}
	return digits
}
