package importers

import (
	"maps"
	"slices"
	"strings"
)

// steps are what a mapping table cannot say: what follows from all rows of a process together. They read fields whose
// name begins with _, which no release has.
var steps = map[string]func(*process){
	"countTenderers": countTenderers,
	"handOver":       handOver,
	"addUpParts":     addUpParts,
}

func stepNames() string { return strings.Join(slices.Sorted(maps.Keys(steps)), ", ") }

// countTenderers counts who bid a price, and apart from them who only registered (_registered).
func countTenderers(p *process) {
	for _, s := range p.stages {
		registered := s.content.get("_registered")
		if registered == nil {
			continue
		}
		tender := s.content.child("tender", isObject)
		bidders := 0
		if list := tender.get("tenderers"); list != nil {
			bidders = len(list.items)
		}
		tender.set("numberOfTenderers", []byte(itoa(bidders)), cell{})
		count := s.content.child("bids", isObject).child("statistics", isItems).item("registrations")
		count.setText("measure", "registrations")
		count.set("value", []byte(itoa(len(registered.items))), cell{})
	}
}

// handOver tells the hand-over of the whole work from those of its parts: it is the last of a contract that has ended, or
// the only one of a contract paid at once (_status, _payment). Of others nothing is known yet (rulings on the data, 6).
func handOver(p *process) {
	for _, s := range p.stages {
		contracts := s.content.get("contracts")
		if contracts == nil {
			continue
		}
		for _, c := range contracts.items {
			if list := c.get("implementation", "milestones"); list != nil {
				c.close(list)
			}
		}
	}
}

func (c *node) close(milestones *node) {
	ended := c.said("_status") != "Kontrak Sedang Berjalan" && c.said("_status") != ""
	whole := ended || c.said("_payment") == "Sekaligus" && len(milestones.items) == 1
	last := (*node)(nil)
	for _, m := range milestones.items {
		if met := m.said("dateMet"); met != "" && (last == nil || met > last.said("dateMet")) {
			last = m
		}
	}
	for _, m := range milestones.items {
		if m != last || !whole {
			m.setText("code", "BAST-berkala")
		}
	}
	if whole && last != nil {
		c.child("implementation", isObject).setText("endDate", last.said("dateMet"))
		c.addUp()
	}
}

// addUp writes what was paid in all.
func (c *node) addUp() {
	list := c.get("implementation", "transactions")
	if list == nil {
		return
	}
	var amounts []string
	for _, t := range list.items {
		if v := t.get("value"); v != nil && v.shape == isValue {
			amounts = append(amounts, amountOf(v.json))
		}
	}
	if total, ok := sum(amounts); ok {
		c.child("implementation", isObject).set("finalValue", rupiah(total), cell{})
	}
}

// addUpParts writes the value of an award or contract of which each row is a line with a price of its own (_parts): their
// sum, unless the price of one is not known.
func addUpParts(p *process) {
	for _, s := range p.stages {
		for _, name := range []string{"awards", "contracts"} {
			if list := s.content.get(name); list != nil {
				for _, item := range list.items {
					item.addUpParts()
				}
			}
		}
	}
}

func (n *node) addUpParts() {
	parts := n.get("_parts")
	if parts == nil {
		return
	}
	var amounts []string
	for _, part := range parts.items {
		v := part.get("value")
		if v == nil {
			return
		}
		amounts = append(amounts, amountOf(v.json))
	}
	if total, ok := sum(amounts); ok {
		n.set("value", rupiah(total), cell{})
	}
}

// said is the text of a member; empty where it has none.
func (n *node) said(name string) string {
	if m := n.get(name); m != nil && m.shape == isValue && len(m.json) > 1 && m.json[0] == '"' {
		return string(m.json[1 : len(m.json)-1])
	}
	return ""
}
