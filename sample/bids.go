package sample

import (
	"fmt"
	"time"
)

// offer is a bid in the making: by one company, or by several in a joint operation (KSO).
type offer struct {
	bidders []company
	price   int64
	status  string
}

func references(companies []company) []reference {
	var those []reference
	for _, c := range companies {
		those = append(those, c.reference())
	}
	return those
}

// turnout draws how many bid: often one or two.
func (p *process) turnout() int {
	if p.job.category == consulting {
		return p.between(2, 4)
	}
	switch draw := p.below(100); {
	case draw < 24:
		return 1
	case draw < 48:
		return 2
	case draw < 68:
		return 3
	case draw < 90:
		return p.between(4, 5)
	}
	return p.between(6, 8)
}

// compete opens the bids; the first of the returned offers wins.
func (p *process) compete() []offer {
	count := p.turnout()
	if p.job.category != works {
		count = min(count, 4)
	}
	bidders := p.companies(p.job.category, count)
	winning := offer{bidders[:1], p.fraction(p.estimate, 790, 985), "valid"}
	if count == 1 {
		winning.price = p.fraction(p.estimate, 962, 999)
	}
	if count > 2 && p.budget > 2000*million && p.chance(40) {
		winning.bidders, bidders = bidders[:2], bidders[1:]
	}
	offers := []offer{winning}
	for _, c := range bidders[1:] {
		offers = append(offers, p.losing(c, winning.price))
	}
	if len(offers) > 2 && p.chance(4) {
		offers[2].price = offers[1].price
	}
	if p.chance(25) { // the source states only who won
		for i := range offers[1:] {
			offers[i+1].status = ""
		}
	}
	p.open(offers)
	return offers
}

// losing draws a bid that does not win: dearer, or thrown out.
func (p *process) losing(c company, winning int64) offer {
	if p.chance(35) {
		return offer{[]company{c}, p.fraction(winning, 870, 1080), "disqualified"}
	}
	return offer{[]company{c}, min(part(p.estimate, 998), p.fraction(winning, 1002, 1130)), "valid"}
}

// quotes opens a few quotations and gives the best of them.
func (p *process) quotes(count int) offer {
	bidders := p.companies(goods, count)
	best := offer{bidders[:1], p.fraction(p.estimate, 800, 900), "valid"}
	offers := []offer{best}
	for _, c := range bidders[1:] {
		offers = append(offers, p.losing(c, best.price))
	}
	p.open(offers)
	return best
}

// reject opens bids of which none is valid.
func (p *process) reject(count int) {
	var offers []offer
	for _, c := range p.companies(p.job.category, count) {
		offers = append(offers, offer{[]company{c}, p.fraction(p.estimate, 780, 1060), "disqualified"})
	}
	p.open(offers)
}

// open makes the bids known, in the order of their arrival.
func (p *process) open(offers []offer) {
	t := p.known.Tender
	count := len(offers)
	t.NumberOfTenderers = &count
	p.known.Bids = &bids{Statistics: []bidStatistic{{"1", "bids", count, ""}}}
	if p.way.code != "limited" {
		p.known.Bids.Statistics = append(p.known.Bids.Statistics, bidStatistic{"2", "registrations",
			count*p.between(3, 9) + p.between(4, 12), "Jumlah pendaftar; pendaftar belum tentu memasukkan penawaran."})
	}
	first := p.below(max(count, 1))
	arrival := p.deadline.Add(-time.Duration(p.between(600, 2400)) * time.Minute)
	for i := range offers {
		one := offers[(i+first)%count]
		for _, c := range one.bidders {
			p.join(c.organization, "tenderer")
			t.Tenderers = append(t.Tenderers, c.reference())
		}
		p.known.Bids.Details = append(p.known.Bids.Details, bid{
			ID:        p.bidID((i+first)%count + 1),
			Date:      stamp(arrival),
			Status:    one.status,
			Tenderers: references(one.bidders),
			Value:     rupiah(one.price),
		})
		arrival = arrival.Add(time.Duration(p.between(3, 60)) * time.Minute)
	}
}

// bidID names the bid of the nth offer.
func (p *process) bidID(nth int) string { return fmt.Sprintf("%s-penawaran-%d", p.id, nth) }
