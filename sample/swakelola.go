package sample

import (
	"fmt"
	"time"
)

// runOwnWork tells self-managed work (swakelola) of an agency: a realization at a time, each an award and a contract
// with the unit that does the work.
func runOwnWork(n *procurement) []*process {
	plans := n.plans()
	p := n.process("")
	p.follow(plans)
	kind := n.between(1, 4)
	p.ownWork(kind, n.executor(kind))
	return append(plans, p)
}

// runVillage tells what a village buys for itself or lets its people build. Villages announce no plan in the system.
func runVillage(n *procurement) []*process {
	n.buyer = n.place.villageGovernment(n.district, n.village)
	n.entity = n.buyer
	p := n.process("")
	p.follow(nil)
	if n.way.code == "" {
		kind := 1 + 3*n.below(2)
		p.ownWork(kind, n.villageTeam(kind))
		return []*process{p}
	}
	fact := n.begin()
	p.invite(fact)
	if n.way.code == "limited" {
		p.compare(fact)
	} else {
		p.buy(n.later(fact, 1, 4), p.seller())
	}
	p.carryOut()
	return []*process{p}
}

// executor is the unit that does an agency's own work: itself, another office, an organization, a citizens' group.
func (n *procurement) executor(kind int) organization {
	village := n.place.village(n.district, n.village)
	switch kind {
	case 1:
		return n.entity
	case 2:
		return n.place.unit("U01", "Universitas Contoh "+n.place.short())
	case 3:
		return n.place.unit("O01", "Perkumpulan Warga Contoh "+n.place.short())
	}
	return n.place.unit(fmt.Sprintf("P%02d%02d", n.district+1, n.village+1), "Kelompok Masyarakat Contoh "+village)
}

func (n *procurement) villageTeam(kind int) organization {
	village := n.place.village(n.district, n.village)
	if kind == 4 {
		return n.executor(4)
	}
	return n.place.unit(fmt.Sprintf("T%02d%02d", n.district+1, n.village+1), "Tim Pelaksana Kegiatan Desa "+village)
}

// ownWork tells the realizations; the method has no OCDS code. Some records do not say of which type the work is.
func (p *process) ownWork(kind int, executor organization) {
	fact := p.begin()
	p.invite(fact)
	p.known.Tender.Value = value{}
	p.known.Tender.SubmissionMethod = nil
	p.known.Tender.Documents = nil
	p.known.Tender.MethodDetails = fmt.Sprintf("Swakelola Tipe %d", kind)
	if p.chance(12) {
		p.known.Tender.MethodDetails = "Swakelola"
	}
	count := p.between(1, 3)
	for nth := 1; nth <= count; nth++ {
		fact = p.later(fact, 18, 45)
		p.realize(fact, executor, p.fraction(p.budget/int64(count), 880, 999))
	}
}

// realize records one realization, done and paid.
func (p *process) realize(fact time.Time, executor organization, amount int64) {
	p.award(fact, offer{[]company{{organization: executor}}, amount, ""}, "", "active")
	p.sign(fact)
	p.start, p.end = midnight(fact).AddDate(0, 0, -14), endOfDay(fact)
	p.contract.Period = span(p.start, p.end)
	p.plant("BAST", "Serah Terima Hasil Pekerjaan (BAST)", "delivery", p.end)
	p.met("BAST", fact)
	p.close(fact, fact, "Realisasi swakelola dicatat dan dibayar.")
	tags := []string{"award", "contract", "implementation"}
	if len(p.published) == 0 {
		tags = append([]string{"tender"}, tags...)
	}
	p.publish(fact, tags...)
}
