package checks

import (
	"strconv"

	"terang/schema"
)

// This file looks for periods that are too long or too short to be meant.

const implausibleDate = "own rule: implausible periods; no other programme checks it"

var _ = processRule("contract_period_long", schema.Warning, implausibleDate, Words{
	"The contract runs from %[1]s to %[2]s, more than 30 years. Check the year of either date.",
	"Kontrak berlangsung dari %[1]s sampai %[2]s, lebih dari 30 tahun. Periksa tahun kedua tanggal itu."},
	func(p *Process, r *Rule) {
		for contract := range p.each("contracts") {
			start, end := contract.Get("period", "startDate"), contract.Get("period", "endDate")
			begins, knownStart := dayOf(start)
			ends, knownEnd := dayOf(end)
			if knownStart && knownEnd {
				p.judge(r, ends-begins <= 30*366, end, day(start), day(end))
			}
		}
	})

var _ = processRule("tender_period_short", schema.Note, implausibleDate, Words{
	"Bidders had from %[1]s to %[2]s, less than a day. Give the whole time in which bids were taken.",
	"Waktu pemasukan penawaran hanya dari %[1]s sampai %[2]s, kurang dari sehari. Isi seluruh waktu pemasukan penawaran."},
	func(p *Process, r *Rule) {
		method, period := p.Get("tender", "procurementMethod"), p.Get("tender", "tenderPeriod")
		if is(method, "direct") || is(method, "limited") {
			return // an offer may be asked for and given on one day
		}
		start, end := period.Get("startDate"), period.Get("endDate")
		begins, knownStart := dayOf(start)
		ends, knownEnd := dayOf(end)
		if knownStart && knownEnd && ends >= begins {
			p.judge(r, ends-begins > 1 || isDay(start) && isDay(end) || aDay(start, end), period, start.Text(), end.Text())
		}
	})

// aDay says whether a date-time is at least 24 hours after another; true where that is not known.
func aDay(start, end *schema.Value) bool {
	a, knownA := start.Date()
	b, knownB := end.Date()
	return !knownA || !knownB || b.Sub(a).Hours() >= 24
}

var _ = processRule("published_years_after_award", schema.Note, implausibleDate, Words{
	"The award of %[1]s was first published on %[2]s, %[3]s years later. If the date is right there is nothing to do; else correct it.",
	"Penetapan tanggal %[1]s baru dipublikasikan %[2]s, %[3]s tahun kemudian. Bila tanggalnya benar, tidak perlu tindakan; bila keliru, perbaiki."},
	func(p *Process, r *Rule) {
		published, when, known := p.firstPublished()
		if !known {
			return
		}
		for award := range p.each("awards") {
			if awarded, ok := dayOf(award.Get("date")); ok {
				const years = 366
				late := published - awarded
				p.judge(r, late <= 5*years, award.Get("date"), day(award.Get("date")), when, strconv.Itoa(late/years))
			}
		}
	})

// firstPublished is the day of the first release; where that is not known, that of the newest.
func (p *Process) firstPublished() (number int, text string, known bool) {
	date := p.Get("date")
	if p.Record != nil && len(p.Record.Releases) > 0 {
		if first := p.Record.Releases[0]; !first.Date.IsZero() {
			text = first.Date.Format("2006-01-02")
			return int(first.Date.Unix() / (24 * 60 * 60)), text, true
		}
	}
	number, known = dayOf(date)
	return number, day(date), known
}
