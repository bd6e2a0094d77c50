package sample

import (
	"fmt"
	"time"
)

// conclude tells a tender that finds its winner, and all that follows.
func (p *process) conclude() {
	offers := p.compete()
	fact := p.later(p.deadline, 12, 26)
	p.reach("PEMBUKAAN", p.deadline)
	p.reach("PENETAPAN", fact)
	p.award(fact, offers[0], p.bidID(1), "pending")
	p.publish(fact, "award")
	fact = p.settle(p.later(fact, 6, 8), offers)
	p.sign(p.later(fact, 3, 9))
	p.publish(p.signed, "contract")
	p.carryOut()
}

// settle tells the end of the time for objections, and gives when the award was final.
func (p *process) settle(fact time.Time, offers []offer) time.Time {
	p.reach("SANGGAH", fact)
	switch kind := p.below(100); {
	case kind < 5 && len(offers) > 1 && offers[1].status == "valid":
		return p.replaceWinner(fact, offers[1])
	case kind < 25:
		p.newestAward().Status = "active"
		p.update(fact, release{Awards: p.known.Awards}, "awardUpdate")
	}
	return fact
}

// award sets the winner; the tender is complete with it.
func (p *process) award(fact time.Time, winning offer, bidID, status string) {
	nth := len(p.known.Awards) + 1
	p.winners, p.value = winning.bidders, winning.price
	p.known.Tender.Status = "complete"
	for _, c := range winning.bidders {
		p.join(c.organization, "supplier")
	}
	p.known.Awards = append(p.known.Awards, &award{
		ID:         fmt.Sprintf("%s-penetapan-%d", p.id, nth),
		Title:      p.title + mark,
		Status:     status,
		Date:       stamp(fact),
		Value:      rupiah(winning.price),
		Suppliers:  references(winning.bidders),
		Items:      p.known.Tender.Items,
		RelatedBid: bidID,
	})
}

func (p *process) newestAward() *award { return p.known.Awards[len(p.known.Awards)-1] }

// replaceWinner tells that the winner withdrew, and awards to the next one.
func (p *process) replaceWinner(fact time.Time, next offer) time.Time {
	p.newestAward().Status = "cancelled"
	p.update(fact, release{Awards: p.known.Awards}, "awardCancellation")
	fact = p.later(fact, 2, 5)
	p.award(fact, next, p.bidID(2), "active")
	p.publish(fact, "award")
	return fact
}
