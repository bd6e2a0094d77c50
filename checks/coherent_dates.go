package checks

import "terang/schema"

// This file has the rules on the order of dates. Pelican compares the first ten characters; here notAfter does, which
// knows of zones, and of days without a time.

// order judges that one date is not after another; what is said of it is given the two in this order.
func (p *Process) order(r *Rule, first, second, at *schema.Value) {
	if first == nil || second == nil {
		return
	}
	ok, known := notAfter(first, second)
	switch {
	case known && ok:
		p.judge(r, true, at)
	case known:
		p.judge(r, false, at, first.Text(), second.Text())
	}
}

var _ = processRule("period_order", schema.Warning, "OCDS 1.1, Period; Pelican coherent.period", Words{
	"The period ends (%[2]s) before it begins (%[1]s). Correct the wrong one of the two dates.",
	"Periode berakhir (%[2]s) sebelum dimulai (%[1]s). Perbaiki tanggal yang keliru."},
	func(p *Process, r *Rule) {
		for _, period := range p.periods() {
			start, end := period.Get("startDate"), period.Get("endDate")
			p.order(r, start, end, end)
		}
	})

var _ = processRule("contract_period_before_tender_closes", schema.Warning,
	"OCDS 1.1, Tender; Pelican coherent.dates", Words{
		"The contract is to begin (%[2]s) before the tender closes (%[1]s). Correct the wrong one of the two dates.",
		"Kontrak direncanakan mulai (%[2]s) sebelum pemasukan penawaran ditutup (%[1]s). Perbaiki tanggal yang keliru."},
	func(p *Process, r *Rule) {
		start := p.Get("tender", "contractPeriod", "startDate")
		p.order(r, p.tenderCloses(), start, start)
	})

var _ = processRule("awarded_before_tender_closes", schema.Warning,
	"OCDS 1.1, Award; Pelican coherent.dates", Words{
		"The award was made (%[2]s) before the tender closed (%[1]s). Correct the wrong one of the two dates.",
		"Pemenang ditetapkan (%[2]s) sebelum pemasukan penawaran ditutup (%[1]s). Perbaiki tanggal yang keliru."},
	func(p *Process, r *Rule) {
		for date := range p.each("awards", "date") {
			p.order(r, p.tenderCloses(), date, date)
		}
	})

var _ = processRule("signed_before_tender_closes", schema.Warning,
	"OCDS 1.1, Contract; Pelican coherent.dates", Words{
		"The contract was signed (%[2]s) before the tender closed (%[1]s). Correct the wrong one of the two dates.",
		"Kontrak ditandatangani (%[2]s) sebelum pemasukan penawaran ditutup (%[1]s). Perbaiki tanggal yang keliru."},
	func(p *Process, r *Rule) {
		for signed := range p.each("contracts", "dateSigned") {
			p.order(r, p.tenderCloses(), signed, signed)
		}
	})

func (p *Process) tenderCloses() *schema.Value { return p.Get("tender", "tenderPeriod", "endDate") }

var _ = processRule("signed_before_award", schema.Warning,
	"OCDS 1.1, Contract; Pelican coherent.dates", Words{
		"The contract was signed (%[2]s) before its award was made (%[1]s). Correct the wrong one of the two dates, or the contract's awardID.",
		"Kontrak ditandatangani (%[2]s) sebelum pemenangnya ditetapkan (%[1]s). Perbaiki tanggal yang keliru, atau awardID kontraknya."},
	func(p *Process, r *Rule) {
		awards := p.awards()
		for contract := range p.each("contracts") {
			if signed := contract.Get("dateSigned"); signed != nil {
				p.order(r, awards.find(contract.Get("awardID")).one().Get("date"), signed, signed)
			}
		}
	})

// awards looks awards up by their ids.
func (p *Process) awards() *lookup {
	if p.common.awards == nil {
		p.common.awards = &lookup{among: p.objects("awards"), member: "id"}
	}
	return p.common.awards
}

var _ = processRule("paid_before_signing", schema.Warning,
	"OCDS 1.1, Transaction; Pelican coherent.dates", Words{
		"The payment was made (%[2]s) before the contract was signed (%[1]s). Correct the wrong one of the two dates.",
		"Pembayaran dilakukan (%[2]s) sebelum kontrak ditandatangani (%[1]s). Perbaiki tanggal yang keliru."},
	func(p *Process, r *Rule) {
		for contract := range p.each("contracts") {
			signed := contract.Get("dateSigned")
			for paid := range each(contract, "implementation", "transactions", "date") {
				p.order(r, signed, paid, paid)
			}
		}
	})

var _ = processRule("amended_before_made", schema.Warning,
	"OCDS 1.1, Amendment; Pelican coherent.amendments_dates", Words{
		"The amendment (%[2]s) is dated before what it amends: the tender's opening, the award or the signature of the contract (%[1]s). Correct the wrong one of the two dates.",
		"Perubahan ini bertanggal (%[2]s) sebelum ada yang diubah: pembukaan tender, penetapan pemenang, atau tanda tangan kontrak (%[1]s). Perbaiki tanggal yang keliru."},
	func(p *Process, r *Rule) {
		amended := func(section, made *schema.Value) {
			for date := range each(section, "amendments", "date") {
				p.order(r, made, date, date)
			}
		}
		amended(p.Get("tender"), p.Get("tender", "tenderPeriod", "startDate"))
		for award := range p.each("awards") {
			amended(award, award.Get("date"))
		}
		for contract := range p.each("contracts") {
			amended(contract, contract.Get("dateSigned"))
		}
	})

var _ = processRule("document_modified_before_published", schema.Warning,
	"OCDS 1.1, Document; Pelican coherent.documents_dates", Words{
		"The document was modified (%[2]s) before it was published (%[1]s). Correct the wrong one of the two dates, or leave dateModified out.",
		"Dokumen diubah (%[2]s) sebelum diterbitkan (%[1]s). Perbaiki tanggal yang keliru, atau hapus dateModified."},
	func(p *Process, r *Rule) {
		for _, document := range p.documents() {
			modified := document.Get("dateModified")
			p.order(r, document.Get("datePublished"), modified, modified)
		}
	})
