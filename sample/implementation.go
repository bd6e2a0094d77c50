package sample

import (
	"fmt"
	"time"
)

// fate is what becomes of a contract.
type fate int

const (
	onTime fate = iota
	late
	broken
	silent // signed, and nothing was recorded since
)

// fates are how often, in a hundred contracts, each habit leads to each fate.
var fates = [...]struct{ late, silent, broken int }{
	diligent: {8, 5, 2},
	tardy:    {50, 5, 8},
	unsteady: {25, 5, 35},
}

// fate draws what becomes of the contract, by the habit of the supplier who leads it.
func (p *process) fate() fate {
	in := fates[p.winners[0].habit]
	switch draw := p.below(100); {
	case draw < in.late:
		return late
	case draw < in.late+in.silent:
		return silent
	case draw < in.late+in.silent+in.broken && p.job.category == works:
		return broken
	}
	return onTime
}

// carryOut tells a contract from the start of work to its end.
func (p *process) carryOut() {
	fate := p.fate()
	if fate == silent {
		return
	}
	p.schedule()
	switch length := days(p.start, p.end); {
	case p.job.unit == "bulan":
		p.serve(length)
		fate = onTime
	case p.large():
		p.startWork(p.later(p.start, 5, 12))
		p.checkProgress(p.later(p.start, length*50/100, length*55/100), fate)
		if p.job.category == works && p.chance(40) {
			p.addendum(p.later(p.start, length*62/100, length*72/100))
		}
	}
	if fate == broken {
		p.breakOff()
		return
	}
	p.handOver(fate)
	if p.job.category == works {
		p.handOverFinally()
	}
}

// large contracts report the start of work and may be amended; small ones, and goods, are delivered at once.
func (p *process) large() bool {
	return (p.job.category == works || p.job.category == consulting) && p.value >= 200*million && days(p.start, p.end) > 40
}

// watched contracts report their progress half way.
func (p *process) watched() bool {
	return p.large() && p.newestAward().Value.Amount >= 1500*million
}

// upkeep is the days a contractor must maintain works after their first hand-over.
const upkeep = 180

// schedule sets the milestones of the work. PHO is the first hand-over (BAST I), FHO the one after the upkeep period.
func (p *process) schedule() {
	middle := endOfDay(p.start.AddDate(0, 0, days(p.start, p.end)*48/100))
	if p.large() && p.job.category == works {
		p.plant("UM", "Pembayaran Uang Muka", "payment", endOfDay(p.start.AddDate(0, 0, 16)))
	}
	if p.watched() {
		p.plant("KEMAJUAN-50", "Kemajuan Pekerjaan 50%", "assessment", middle)
	}
	if p.job.category != works {
		p.plant("BAST", "Serah Terima Hasil Pekerjaan (BAST)", "delivery", p.end)
		return
	}
	p.plant("PHO", "Serah Terima Pertama (PHO) / BAST I", "delivery", p.end)
	p.plant("FHO", "Serah Terima Akhir (FHO) / BAST II", "delivery", p.end.AddDate(0, 0, upkeep))
}

// firstHandOver is the code of the milestone at which the work is handed over first, or once for all.
func (p *process) firstHandOver() string {
	if p.job.category == works && p.way.code != "" {
		return "PHO"
	}
	return "BAST"
}

func (p *process) plant(code, title, kind string, due time.Time) {
	m := p.step(code, title, kind, due)
	m.ID = p.contract.ID + "-" + code
	p.contract.Implementation.Milestones = append(p.contract.Implementation.Milestones, m)
}

func (p *process) milestone(code string) *milestone {
	for i := range p.contract.Implementation.Milestones {
		if m := &p.contract.Implementation.Milestones[i]; m.Code == code {
			return m
		}
	}
	return &milestone{} // not planned for so small a contract
}

func (p *process) met(code string, fact time.Time) {
	m := p.milestone(code)
	m.DateMet, m.DateModified, m.Status = stamp(fact), stamp(fact), "met"
}

func (p *process) missed(code string, fact time.Time) {
	m := p.milestone(code)
	m.DateModified, m.Status = stamp(fact), "notMet"
}

func (p *process) due(code string, when time.Time) { p.milestone(code).DueDate = stamp(when) }

// pay records a payment of the buyer to the supplier who leads.
func (p *process) pay(fact time.Time, amount int64) {
	if amount <= 0 {
		return
	}
	payee := p.winners[0]
	p.join(p.buyer, "payer")
	p.join(payee.organization, "payee")
	run := &p.contract.Implementation
	run.Transactions = append(run.Transactions, transaction{
		ID:    fmt.Sprintf("%s-bayar-%d", p.contract.ID, len(run.Transactions)+1),
		Date:  stamp(fact),
		Value: rupiah(amount),
		Payer: p.buyer.reference(),
		Payee: payee.reference(),
	})
	p.paid += amount
}

// observe records the progress in per cent.
func (p *process) observe(fact time.Time, percent int) {
	run := &p.contract.Implementation
	if len(run.Metrics) == 0 {
		run.Metrics = []metric{{ID: "kemajuan", Title: "Kemajuan pekerjaan"}}
	}
	progress := &run.Metrics[0]
	progress.Observations = append(progress.Observations, observation{
		ID:      fmt.Sprint(len(progress.Observations) + 1),
		Period:  period{EndDate: stamp(fact)},
		Measure: &percent,
		Unit:    &unit{"persen"},
	})
}

// report publishes the state of the work.
func (p *process) report(fact time.Time, tags ...string) {
	c := p.contract
	change := release{Parties: p.parties("payer"), Contracts: []*contract{{
		ID: c.ID, AwardID: c.AwardID, Status: c.Status, Implementation: c.Implementation,
	}}}
	change.Parties = append(change.Parties, p.parties("payee")...)
	p.update(fact, change, tags...)
}

// reportWork is report with the tag that fits: implementation the first time, then implementationUpdate.
func (p *process) reportWork(fact time.Time) {
	tag := "implementationUpdate"
	if !p.working {
		tag, p.working = "implementation", true
	}
	p.report(fact, tag)
}

// startWork tells the first weeks, with the advance (uang muka) for works.
func (p *process) startWork(fact time.Time) {
	if p.job.category == works {
		p.pay(fact, part(p.value, 100*p.between(2, 3)))
		p.met("UM", fact)
	}
	p.observe(fact, p.between(1, 8))
	p.reportWork(fact)
}

// checkProgress tells how far the work is at half time; contracts that end badly are already behind.
func (p *process) checkProgress(fact time.Time, fate fate) {
	if !p.watched() {
		return
	}
	if fate == broken || fate == late {
		p.observe(fact, p.between(18, 39))
		p.missed("KEMAJUAN-50", fact)
	} else {
		p.observe(fact, p.between(50, 61))
		p.met("KEMAJUAN-50", fact)
		p.pay(fact, part(p.value, 250))
	}
	p.reportWork(fact)
}

// serve tells a service paid by the month, with a release a quarter.
func (p *process) serve(length int) {
	count := max(1, length/30)
	for nth := 1; nth < count; nth++ {
		fact := p.later(p.start, nth*30, nth*30+3)
		p.pay(fact, p.value/int64(count)/100*100)
		if nth%3 == 0 {
			p.reportWork(fact)
		}
	}
}
