package sample

import (
	"fmt"
	"time"
)

// delay draws how many days late a late hand-over is; fifty is the usual ceiling of an extension with penalty.
func (p *process) delay() int {
	switch draw := p.below(100); {
	case draw < 40:
		return p.between(1, 7)
	case draw < 75:
		return p.between(8, 30)
	case draw < 92:
		return p.between(31, 50)
	}
	return p.between(51, 90)
}

// handOver tells the first hand-over, on time or late, and the payment that goes with it.
func (p *process) handOver(fate fate) {
	fact := p.later(p.end, -min(9, days(p.start, p.end)/2), -3)
	if fate == late {
		delay := p.delay()
		fact = p.later(p.end, delay, delay)
		if delay > 14 {
			p.overdue(p.later(p.end, 1, 3))
		}
		p.penalize(fact)
	}
	p.milestone("FHO").DueDate = stamp(endOfDay(fact).AddDate(0, 0, upkeep))
	p.met(p.firstHandOver(), fact)
	if len(p.contract.Implementation.Metrics) > 0 {
		p.observe(fact, 100)
	}
	p.addPaper(fact, "completionCertificate", "Berita Acara "+p.milestone(p.firstHandOver()).Title, "bast-1")
	p.handedOver = fact
	paid := p.later(fact, 2, 9)
	if p.job.category == works {
		p.pay(paid, part(p.value, 950)-p.paid)
	} else {
		p.close(fact, paid, "Pekerjaan selesai dan diserahterimakan (BAST).")
	}
	p.reportWork(paid)
}

// overdue tells that the end of the contract passed without hand-over.
func (p *process) overdue(fact time.Time) {
	p.missed(p.firstHandOver(), fact)
	p.milestone(p.firstHandOver()).Description = "Kontrak kritis: diberi kesempatan menyelesaikan dengan denda keterlambatan."
	p.observe(fact, p.between(70, 94))
	p.reportWork(fact)
}

// penalize records the damages for delay, which some buyers leave out.
func (p *process) penalize(fact time.Time) {
	if p.chance(25) {
		return
	}
	run := &p.contract.Implementation
	first := midnight(p.end).AddDate(0, 0, 1)
	count := days(first, fact) + 1
	amount := p.value / 1000 * int64(count)
	run.PerformanceFailures = append(run.PerformanceFailures, performanceFailure{
		ID:                p.contract.ID + "-denda",
		Category:          "Keterlambatan",
		Period:            span(first, fact),
		Events:            1,
		PenaltyContracted: "1/1000 dari nilai kontrak untuk setiap hari keterlambatan",
		PenaltyImposed:    inWords(amount),
		PenaltyPaid:       p.chance(75),
	})
	run.Metrics = append(run.Metrics, metric{"denda", "Denda keterlambatan", []observation{{
		ID: "1", Period: span(first, fact), Value: rupiah(amount), Notes: fmt.Sprintf("Denda %d hari keterlambatan.", count),
	}}})
}

// handOverFinally tells the hand-over after the upkeep period, with the last payment.
func (p *process) handOverFinally() {
	fact := p.later(p.handedOver, upkeep, upkeep+12)
	p.met("FHO", fact)
	p.addPaper(fact, "completionCertificate", "Berita Acara "+p.milestone("FHO").Title, "bast-2")
	paid := p.later(fact, 2, 12)
	p.close(fact, paid, "Masa pemeliharaan selesai; serah terima akhir (FHO).")
	p.reportWork(paid)
}

// close pays the rest and ends the contract.
func (p *process) close(fact, paid time.Time, how string) {
	p.pay(paid, p.value-p.paid)
	p.terminate(fact, how)
}

// terminate ends the contract, in OCDS the same code for work done and for work broken off: the words tell them apart.
func (p *process) terminate(fact time.Time, how string) {
	run := &p.contract.Implementation
	p.contract.Status = "terminated"
	run.EndDate, run.EndDateDetails = stamp(fact), how
	if p.paid > 0 {
		run.FinalValue = rupiah(p.paid)
		run.FinalValueDetails = "Jumlah seluruh pembayaran."
	}
}

// breakOff tells the early end of a contract, mostly by the supplier's fault.
func (p *process) breakOff() {
	fact := p.later(p.end, 4, 45)
	done := p.between(38, 74)
	p.observe(fact, done)
	p.missed("PHO", fact)
	p.missed("FHO", fact)
	p.pay(fact, part(p.value, done*10)-p.paid)
	if p.chance(20) {
		p.terminate(fact, "Penghentian Kontrak karena keadaan kahar (banjir bandang).")
	} else {
		p.fault(fact)
		p.terminate(fact, fmt.Sprintf(
			"Pemutusan Kontrak karena kesalahan penyedia: kemajuan fisik %d%% sampai akhir masa kesempatan.", done))
	}
	p.report(fact, "contractTermination")
}

// fault records why the contract was broken off by the supplier's fault.
func (p *process) fault(fact time.Time) {
	run := &p.contract.Implementation
	imposed := "Pengusulan sanksi daftar hitam"
	if len(p.contract.Guarantees) > 0 {
		imposed = "Jaminan pelaksanaan dicairkan sebesar " + inWords(p.contract.Guarantees[0].Value.Amount)
	}
	run.PerformanceFailures = append(run.PerformanceFailures, performanceFailure{
		ID:                p.contract.ID + "-putus",
		Category:          "Pemutusan Kontrak",
		Period:            span(midnight(p.end).AddDate(0, 0, 1), fact),
		Events:            1,
		PenaltyContracted: "Pencairan jaminan pelaksanaan dan sanksi daftar hitam",
		PenaltyImposed:    imposed,
		PenaltyPaid:       p.chance(50),
	})
}

func (p *process) addPaper(fact time.Time, kind, title, page string) {
	run := &p.contract.Implementation
	run.Documents = append(run.Documents, p.paper(kind, title, page, fact))
}
