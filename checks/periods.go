package checks

import (
	"iter"

	"terang/schema"
)

// tenderPeriods are the periods that a tender has.
var tenderPeriods = [...]string{"tenderPeriod", "enquiryPeriod", "awardPeriod", "contractPeriod"}

// periods passes the periods of tender, awards and contracts that are there.
func (p *Process) periods() iter.Seq[*schema.Value] {
	return func(yield func(*schema.Value) bool) {
		tender := p.Get("tender")
		for _, name := range tenderPeriods {
			if period := tender.Get(name); period.IsObject() && !yield(period) {
				return
			}
		}
		for award := range p.each("awards") {
			if period := award.Get("contractPeriod"); period.IsObject() && !yield(period) {
				return
			}
		}
		for contract := range p.each("contracts") {
			if period := contract.Get("period"); period.IsObject() && !yield(period) {
				return
			}
		}
	}
}

// sections passes the parts of a process that have documents, milestones and amendments, as far as they are there.
func (p *Process) sections() iter.Seq[*schema.Value] {
	return func(yield func(*schema.Value) bool) {
		if planning := p.Get("planning"); planning != nil && !yield(planning) {
			return
		}
		if tender := p.Get("tender"); tender != nil && !yield(tender) {
			return
		}
		for award := range p.each("awards") {
			if !yield(award) {
				return
			}
		}
		for contract := range p.each("contracts") {
			if !yield(contract) {
				return
			}
			if done := contract.Get("implementation"); done != nil && !yield(done) {
				return
			}
		}
	}
}

// inSections passes the items of a list that sections have: documents, milestones or amendments.
func (p *Process) inSections(list string) iter.Seq[*schema.Value] {
	return func(yield func(*schema.Value) bool) {
		for section := range p.sections() {
			for _, item := range section.Get(list).Items() {
				if !yield(item) {
					return
				}
			}
		}
	}
}
