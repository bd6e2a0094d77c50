package sample

import (
	"fmt"
	"time"
)

// duration draws how many days the work is given.
func (n *procurement) duration() int {
	switch {
	case n.job.category == goods:
		return n.between(14, 60)
	case n.job.category == consulting:
		return n.between(30, 90)
	case n.job.unit == "kegiatan":
		return n.between(5, 25)
	case n.job.unit == "bulan":
		return 330
	case n.budget < 200*million:
		return n.between(30, 75)
	case n.budget < 1000*million:
		return n.between(60, 120)
	case n.budget < 8000*million:
		return n.between(90, 165)
	case n.multiYear():
		return n.between(400, 460)
	}
	return n.between(150, 240)
}

// multiYear contracts may run on into the next budget year.
func (n *procurement) multiYear() bool { return n.job.category == works && n.budget >= 25000*million }

// finish is when work begun then is due: within the budget year, but for contracts over several years.
func (n *procurement) finish(start time.Time) time.Time {
	end := endOfDay(start.AddDate(0, 0, n.length-1))
	if last := n.lastDay(); end.After(last) && !n.multiYear() {
		end = last
	}
	if least := endOfDay(start.AddDate(0, 0, 13)); end.Before(least) {
		end = least
	}
	return end
}

// sign concludes the contract with the newest award's suppliers.
func (p *process) sign(at time.Time) {
	nth := len(p.known.Contracts) + 1
	p.signed, p.paid = at, 0
	p.start = midnight(p.later(at, 1, 6))
	p.end = p.finish(p.start)
	p.newestAward().Status = "active"
	p.contract = &contract{
		ID:         fmt.Sprintf("%s-kontrak-%d", p.id, nth),
		AwardID:    p.newestAward().ID,
		Title:      fmt.Sprintf("%s Nomor 000.3.3/%03d.%d/%s/%d", p.form(), p.number%1000+1, nth, p.place.number(), p.year),
		Status:     "active",
		Period:     span(p.start, p.end),
		Value:      rupiah(p.value),
		DateSigned: stamp(at),
		Documents:  []document{p.paper("contractSigned", p.form(), fmt.Sprintf("kontrak-%d", nth), at)},
	}
	if p.value > 200*million && p.way.code != "" && p.job.category != consulting {
		p.contract.Guarantees = []guarantee{p.guarantee(at)}
	}
	p.known.Contracts = append(p.known.Contracts, p.contract)
}

// form is the kind of contract paper by which something of its value is bought.
func (p *process) form() string {
	switch {
	case p.way.code == "":
		return "Surat Perjanjian Kerja Sama Swakelola"
	case p.way.details() == "E-Purchasing":
		return "Surat Pesanan"
	case p.value < 10*million:
		return "Bukti Pembelian"
	case p.value < 200*million:
		return "Surat Perintah Kerja (SPK)"
	}
	return "Surat Perjanjian"
}

// guarantee is the performance guarantee, dearer where the bid was far below the estimate.
func (p *process) guarantee(at time.Time) guarantee {
	amount := part(p.value, 50)
	if p.value*10 < p.estimate*8 {
		amount = part(p.estimate, 50)
	}
	return guarantee{
		ID:          p.contract.ID + "-jaminan",
		Type:        "suretyBond",
		Date:        stamp(at),
		Obligations: "fulfillment",
		Value:       rupiah(amount),
		Period:      span(midnight(at), p.end.AddDate(0, 0, 14)),
	}
}

// addendum changes the contract's time, its value or both.
func (p *process) addendum(fact time.Time) {
	if before := p.value; p.chance(60) {
		p.value = p.revalue()
		p.addend(fact, "Pekerjaan tambah/kurang sesuai hasil pemeriksaan bersama (MC-0)",
			fmt.Sprintf("Nilai kontrak berubah dari %s menjadi %s.", inWords(before), inWords(p.value)))
	}
	if before, after := p.end, p.extended(); after.After(before) && (len(p.contract.Amendments) == 0 || p.chance(40)) {
		p.end = after
		p.due("PHO", after)
		p.addend(fact, pick(p.dice, extensionsOfTime),
			fmt.Sprintf("Waktu pelaksanaan diperpanjang dari %s menjadi %s.", date(before), date(after)))
	}
	p.contract.Value = rupiah(p.value)
	p.contract.Period = span(p.start, p.end)
	c := p.contract
	p.update(fact, release{Contracts: []*contract{{
		ID: c.ID, AwardID: c.AwardID, Status: c.Status, Period: c.Period, Value: c.Value, Amendments: c.Amendments,
		Implementation: implementation{Milestones: c.Implementation.Milestones},
	}}}, "contractAmendment")
}

// revalue draws the value after an addendum: within the budget and a tenth more at most, but for a few.
func (p *process) revalue() int64 {
	if p.chance(6) {
		return p.fraction(p.value, 1105, 1240)
	}
	return min(p.budget, p.fraction(p.value, 970, 1095))
}

// extended draws a later end: some weeks, but not into the next budget year.
func (p *process) extended() time.Time {
	end := endOfDay(p.end.AddDate(0, 0, 7*p.between(2, 6)))
	if last := endOfDay(day(p.year, time.December, 31)); end.After(last) && !p.multiYear() {
		return last
	}
	return end
}

var extensionsOfTime = []string{
	"Curah hujan tinggi menghambat pekerjaan tanah",
	"Keterlambatan pengiriman material dari pabrikan",
	"Penyesuaian gambar kerja akibat utilitas di bawah tanah",
}

func (p *process) addend(fact time.Time, rationale, description string) {
	c := p.contract
	c.Amendments = p.amend(c.Amendments, c.ID+"-addendum", fact, rationale, description)
}
