package checks

import (
	"strconv"
	"strings"

	"terang/schema"
)

// This file has the rules of the profile that hold at every place of a process; they are asked on one way through it.

var _ = idnRule("idn_id_string", schema.Warning, Words{
	"The id %[1]s is a number; there are %[2]s such ids in the process. Write ids as text, in quotation marks: other programs take 1 and \"1\" for different things.",
	"Id %[1]s berupa angka; dalam proses ini ada %[2]s id seperti itu. Tulis id sebagai teks, di antara tanda kutip: program lain membedakan 1 dan \"1\"."},
	func(p *Process, r *Rule) {
		w := idnWalk{Process: p}
		w.object(p.Value)
		p.judge(r, w.numbers == 0, w.number, w.number.ID(), strconv.Itoa(w.numbers))
		for _, r := range [...]*Rule{idnBank, idnStaff, idnPerson, idnFreeText} {
			if !w.found[r] {
				p.judge(r, true, p.Value)
			}
		}
	})

var idnYearRange = idnRule("idn_year_range", schema.Warning, Words{
	"The year of the date '%[1]s' cannot be right: it is before 2000 or more than five years ahead. Correct it, or leave the date out where it is not known.",
	"Tahun pada tanggal '%[1]s' tidak mungkin benar: sebelum 2000 atau lebih dari lima tahun ke depan. Perbaiki, atau kosongkan bila tanggalnya belum diketahui."},
	atEveryPlace)

// atEveryPlace stands in rules that the walk asks.
func atEveryPlace(*Process, *Rule) {}

// idnWalk goes through a process.
type idnWalk struct {
	*Process
	number  *schema.Value // the first id that is one
	numbers int
	found   map[*Rule]bool // of the rules on what is withheld, those that were broken
}

func (w *idnWalk) object(v *schema.Value) {
	for name, member := range v.Members() {
		w.member(v, name, member)
	}
}

func (w *idnWalk) member(owner *schema.Value, name string, v *schema.Value) {
	switch {
	case v.IsObject():
		w.object(v)
	case v.IsList():
		for _, item := range v.Items() {
			w.member(owner, name, item)
		}
		return
	case name == "id" && v.IsNumber():
		if w.numbers++; w.number == nil {
			w.number = v
		}
	case name == "scheme":
		w.region(owner)
	case v.IsText() && isDateName(name):
		w.year(v)
	case v.IsText() && isProse(name) && mobileNumber(v.Raw()) != nil:
		w.withhold(idnFreeText, v, name)
	}
	if r := withheldBy(name); r != nil && !v.Empty() {
		w.withhold(r, v, name)
	}
}

// isDateName says whether members of the name hold dates: startDate, date, dateSigned.
func isDateName(name string) bool {
	return strings.HasSuffix(name, "Date") || strings.HasPrefix(name, "date") && (len(name) == 4 || name[4] >= 'A' && name[4] <= 'Z')
}

// year judges the year of a date. Upwards it is judged only where today is known.
func (w *idnWalk) year(date *schema.Value) {
	if date.Empty() {
		return
	}
	raw, today := date.Raw(), w.Options.Today
	year, ok := 0, false
	if len(raw) > 5 {
		year, ok = digits(raw[1:5])
	}
	ok = ok && year >= 2000 && (today.IsZero() || year <= today.Year()+5)
	if ok {
		w.judge(idnYearRange, true, date)
	} else {
		w.judge(idnYearRange, false, date, shorten(date.Text()))
	}
}

// withhold makes a finding where something stands that the profile keeps from the public. The value is not repeated.
func (w *idnWalk) withhold(r *Rule, at *schema.Value, name string) {
	if w.found == nil {
		w.found = map[*Rule]bool{}
	}
	w.found[r] = true
	w.judge(r, false, at, name)
	w.findings.withhold()
}

// region judges the codes of a gazetteer, or of an identifier, whose scheme is that of the ministry.
func (w *idnWalk) region(owner *schema.Value) {
	if !strings.Contains(strings.ToUpper(owner.Get("scheme").Text()), "KEMENDAGRI") {
		return
	}
	for code := range each(owner, "identifiers") {
		w.judge(idnRegion, regions.has(code.ID()), code, shorten(code.ID()))
	}
	if code := owner.Get("id"); !code.Empty() {
		w.judge(idnRegion, regions.has(code.ID()), code, shorten(code.ID()))
	}
}

var idnRegion = idnRule("idn_region_exists", schema.Warning, Words{
	"'%[1]s' is not the code of a province, regency or city of Kemendagri, nor of a place within one. Use the code of the decree in force, such as 32.04.",
	"'%[1]s' bukan kode provinsi, kabupaten atau kota Kemendagri, juga bukan kode wilayah di dalamnya. Gunakan kode menurut keputusan yang berlaku, misalnya 32.04."},
	atEveryPlace)
