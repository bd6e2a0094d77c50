package tables

import (
	"sync"
	"time"

	"terang/schema"
)

// Process is a contracting process as tables see it. It must not be changed once rows have been made of it.
type Process struct {
	OCID    string
	Tree    *schema.Value   // the compiled release
	History *schema.History // nil where it is not known: rows then do not say which release they come from
	Schema  *schema.Schema  // that it was merged under: its codelists give the labels first
	Zone    *time.Location  // the publisher's, in which local days are counted; nil stands for UTC
	Tags    []string        // of all its releases; nil where they are not known

	once  sync.Once
	known sections
}

// sections is what rows look for in a compiled release again and again.
type sections struct {
	planning, tender, buyer *schema.Value // the buyer as it stands among the parties

	parties          index // by id
	awards           index // by id
	awardsByBid      index
	contractsByAward index
}

// sections gives the process's sections, sought once.
func (p *Process) sections() *sections {
	p.once.Do(func() {
		k := &p.known
		k.planning, k.tender = p.Tree.Get("planning"), p.Tree.Get("tender")
		k.parties = newIndex(p.Tree.Get("parties"), "id")
		k.awards = newIndex(p.Tree.Get("awards"), "id")
		k.awardsByBid = newIndex(p.Tree.Get("awards"), "relatedBid")
		k.contractsByAward = newIndex(p.Tree.Get("contracts"), "awardID")
		k.buyer = p.party(p.Tree.Get("buyer"))
	})
	return &p.known
}

// party is what stands among the parties for a reference to an organization; where that is nothing, the reference, which
// has what OCDS 1.0 let it have.
func (p *Process) party(reference *schema.Value) *schema.Value {
	if party := p.known.parties.find(idOf(reference.Get("id"))); party != nil {
		return party
	}
	return reference
}

// isPlan says whether the process is an announced plan (RUP), which is a process of its own and no procurement: all its
// releases are tagged as planning, or, where tags are not known, nothing but planning and a planned tender is there.
func (p *Process) isPlan() bool {
	if p.Tree.Get("awards").Len() > 0 || p.Tree.Get("contracts").Len() > 0 || p.Tree.Get("bids", "details").Len() > 0 {
		return false
	}
	if len(p.Tags) > 0 {
		for _, tag := range p.Tags {
			if tag != "planning" && tag != "planningUpdate" {
				return false
			}
		}
		return true
	}
	tender := p.sections().tender
	switch tender.Get("status").Text() {
	case "planning", "planned":
		return true
	case "":
		return p.sections().planning.Len() > 0 && tender.Len() == 0
	}
	return false
}

// isSelfManaged says whether an agency does the work itself (swakelola): it is then its own supplier.
func (p *Process) isSelfManaged() bool {
	const word = "swakelola"
	details := content(p.sections().tender.Get("procurementMethodDetails"))
	return len(details) >= len(word) && equalFold(details[:len(word)], word)
}
