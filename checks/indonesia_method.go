package checks

import (
	"math/big"

	"terang/schema"
)

// This file holds methods, dates and states to how Indonesian procurement goes.

var _ = idnRule("idn_method_category", schema.Warning, Words{
	"The method is '%[1]s', by which services are selected, but the category is '%[2]s'. Correct the wrong one of the two.",
	"Metodenya '%[1]s', yang dipakai untuk memilih jasa, tetapi kategorinya '%[2]s'. Perbaiki yang keliru."},
	func(p *Process, r *Rule) {
		category := p.Get("tender", "mainProcurementCategory")
		if category.IsText() && p.methodBegins("Seleksi") {
			p.judge(r, is(category, "services"), category, p.Get("tender", "procurementMethodDetails").Text(), category.Text())
		}
	})

var _ = idnRule("idn_method_missing", schema.Note, Words{
	"The method of '%[1]s' is not clear: where procurementMethod is left out, as for 'Dikecualikan', procurementMethodDetails has the source's own words. Give the one and leave out the other.",
	"Metode pengadaan '%[1]s' tidak jelas: bila procurementMethod dikosongkan, seperti pada 'Dikecualikan', procurementMethodDetails memuat istilah dari sumbernya. Isi yang satu dan kosongkan yang lain."},
	func(p *Process, r *Rule) {
		tender := p.Get("tender")
		code, words := tender.Get("procurementMethod"), tender.Get("procurementMethodDetails")
		switch excluded := p.methodBegins("Dikecualikan"); {
		case tender.Len() == 0 || p.isPlan():
		case excluded:
			p.judge(r, code.Empty(), code, p.named())
		case code.Empty():
			p.judge(r, !words.Empty(), tender, p.named())
		}
	})

// The thresholds of direct procurement (Pengadaan Langsung), in rupiah.
var (
	million100 = big.NewRat(100_000_000, 1)
	million200 = big.NewRat(200_000_000, 1)
	million400 = big.NewRat(400_000_000, 1)
)

// The days from which thresholds hold: those of Perpres 16/2018, and of Perpres 46/2025.
const (
	perpres2018 = "2018-07-01"
	perpres2025 = "2025-04-30"
)

var _ = idnRule("idn_threshold", schema.Warning, Words{
	"A direct procurement (Pengadaan Langsung) of %[1]s on %[2]s is above the limit of %[3]s for its kind. Check the value, the category and the method.",
	"Pengadaan Langsung senilai %[1]s pada %[2]s melampaui batas %[3]s untuk jenisnya. Periksa nilai, kategori, dan metodenya."},
	func(p *Process, r *Rule) {
		if !p.methodBegins("Pengadaan Langsung") || p.isPlan() {
			return
		}
		when, at := p.procured()
		value, known := moneyOf(at)
		limit := p.directLimit(when)
		if known && limit != nil && value.currency == "IDR" {
			ok := value.amount.Cmp(limit) <= 0
			p.judge(r, ok, at, append(unless(ok, value), when, money{limit, "IDR"}.text())...)
		}
	})

// procured is the day from which a process ran, and what it was to cost.
func (p *Process) procured() (when string, value *schema.Value) {
	value = p.Get("tender", "value")
	when = day(p.Get("tender", "tenderPeriod", "startDate"))
	for award := range p.each("awards") {
		if value == nil {
			value = award.Get("value")
		}
		if when == "" {
			when = day(award.Get("date"))
		}
	}
	return when, value
}

// directLimit is up to what a category could be procured directly on a day; nil where that is not known.
func (p *Process) directLimit(when string) *big.Rat {
	category := p.Get("tender", "mainProcurementCategory")
	switch {
	case when < perpres2018 || len(when) != len(perpres2018):
		return nil
	case is(category, "works") && when >= perpres2025:
		return million400
	case is(category, "works"), is(category, "goods"):
		return million200
	case is(category, "services") && p.isConsulting():
		return million100
	case is(category, "services"):
		return million200
	}
	return nil
}

func (p *Process) isConsulting() bool {
	for _, category := range p.Get("tender", "additionalProcurementCategories").Items() {
		if is(category, "consultingServices") {
			return true
		}
	}
	return false
}

var _ = idnRule("idn_date_order", schema.Warning, Words{
	"The contract was signed on %[1]s, after the work began (%[2]s). Correct the wrong one of the two dates.",
	"Kontrak ditandatangani %[1]s, setelah pekerjaan dimulai (%[2]s). Perbaiki tanggal yang keliru."},
	func(p *Process, r *Rule) {
		if p.isOwnWork() {
			return // what was done is recorded afterwards
		}
		for contract := range p.each("contracts") {
			signed, start := contract.Get("dateSigned"), contract.Get("period", "startDate")
			a, knownSigned := dayOf(signed)
			b, knownStart := dayOf(start)
			if knownSigned && knownStart {
				p.judge(r, a <= b, signed, day(signed), day(start))
			}
		}
	})

var _ = idnRule("idn_status_unknown", schema.Note, Words{
	"The source gives the tender's status as '%[1]s', which says nothing. Leave tender.status out until the source knows it.",
	"Sumber menyebut status tender '%[1]s', yang tidak menyatakan apa pun. Kosongkan tender.status sampai sumber mengetahuinya."},
	func(p *Process, r *Rule) {
		if status := p.Get("tender", "statusDetails"); status.IsText() {
			p.judge(r, !is(status, "-") && !is(status, "Tidak Ada Jadwal"), status, status.Text())
		}
	})
