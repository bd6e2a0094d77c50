package sample

import "time"

// runDirect tells a direct purchase from one supplier (pengadaan langsung, penunjukan langsung).
func runDirect(n *procurement) []*process {
	plans := n.plans()
	p := n.process("")
	p.follow(plans)
	fact := n.begin()
	if n.way.term == "Penunjukan Langsung" {
		fact = n.later(n.planned, 3, 20)
	}
	p.invite(fact)
	if n.chance(60) {
		p.publish(fact, "tender")
	}
	p.buy(n.later(fact, 5, 12), p.seller())
	p.carryOut()
	return append(plans, p)
}

// runCatalogue tells an order from the electronic catalogue, after a small competition where the way says so.
func runCatalogue(n *procurement) []*process {
	plans := n.plans()
	p := n.process("")
	p.follow(plans)
	fact := n.begin()
	p.invite(fact)
	if n.way.code == "limited" {
		p.compare(fact)
	} else {
		p.buy(n.later(fact, 2, 6), p.seller())
	}
	p.carryOut()
	return append(plans, p)
}

// invite begins a purchase without a published competition.
func (p *process) invite(fact time.Time) {
	p.estimate = p.fraction(p.budget, 950, 999)
	t := p.describe()
	t.Status = "active"
	t.Value = rupiah(p.estimate)
	t.SubmissionMethod = []string{"electronicSubmission"}
	t.Documents = []document{p.paper("tenderNotice", "Pengumuman "+p.way.details(), "pengumuman", fact)}
	if p.way.term == "Penunjukan Langsung" {
		t.MethodRationale = "Penanganan keadaan darurat; pernyataan tanggap darurat ditetapkan kepala daerah (contoh)."
	}
	p.known.Tender = t
}

// seller draws who sells; small services and advice are also bought from individuals.
func (p *process) seller() company {
	kind := p.job.category
	if p.way.term == "Pengadaan Langsung" && kind > goods && p.budget < 100*million && p.chance(35) {
		return individual(p.place, p.below(pool(p.number)))
	}
	return p.companies(kind, 1)[0]
}

// buy awards to one seller and signs on the same day. Once in a while the price is above the estimate.
func (p *process) buy(fact time.Time, seller company) {
	price := p.fraction(p.estimate, 925, 999)
	if p.chance(2) {
		price = p.fraction(p.estimate, 1003, 1040)
	}
	one := 1
	p.known.Tender.NumberOfTenderers = &one
	p.known.Tender.Tenderers = []reference{seller.reference()}
	p.join(seller.organization, "tenderer")
	p.award(fact, offer{[]company{seller}, price, ""}, "", "active")
	p.order(fact)
}

// compare awards to the best of a few quotations.
func (p *process) compare(fact time.Time) {
	p.deadline = p.later(fact, 3, 6)
	p.known.Tender.TenderPeriod = span(fact, p.deadline)
	best := p.quotes(p.between(2, 4))
	decided := p.later(p.deadline, 1, 3)
	p.award(decided, best, p.bidID(1), "active")
	p.order(p.later(decided, 1, 4))
}

// order signs, and publishes award and contract together.
func (p *process) order(fact time.Time) {
	p.sign(fact)
	tags := []string{"award", "contract"}
	if len(p.published) == 0 {
		tags = []string{"tender", "award", "contract"}
	}
	p.publish(fact, tags...)
}
