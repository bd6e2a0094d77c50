package checks

import "terang/schema"

// tenderPeriods are the periods that a tender has.
var tenderPeriods = [...]string{"tenderPeriod", "enquiryPeriod", "awardPeriod", "contractPeriod"}

// common is what many rules begin with, each sought when it is first asked for.
type common struct {
	roles                                    [6]*lookup // references to organizations, by the roles' numbers
	awards, parties, tenderers               *lookup
	sections, periods, documents, milestones []*schema.Value
}

// periods are the periods of tender, awards and contracts that are there.
func (p *Process) periods() []*schema.Value {
	if p.common.periods == nil {
		p.common.periods = p.findPeriods()
	}
	return p.common.periods
}

func (p *Process) findPeriods() (found []*schema.Value) {
	add := func(period *schema.Value) {
		if period.IsObject() {
			found = append(found, period)
		}
	}
	tender := p.Get("tender")
	for _, name := range tenderPeriods {
		add(tender.Get(name))
	}
	for award := range p.each("awards") {
		add(award.Get("contractPeriod"))
	}
	for contract := range p.each("contracts") {
		add(contract.Get("period"))
	}
	return found
}

// sections are the parts of a process that have documents, milestones and amendments, as far as they are there.
func (p *Process) sections() []*schema.Value {
	if p.common.sections == nil {
		p.common.sections = p.findSections()
	}
	return p.common.sections
}

func (p *Process) findSections() (found []*schema.Value) {
	add := func(section *schema.Value) {
		if section != nil {
			found = append(found, section)
		}
	}
	add(p.Get("planning"))
	add(p.Get("tender"))
	for award := range p.each("awards") {
		add(award)
	}
	for contract := range p.each("contracts") {
		add(contract)
		add(contract.Get("implementation"))
	}
	return found
}

// documents and milestones are those of all sections.
func (p *Process) documents() []*schema.Value {
	return p.inSections("documents", &p.common.documents)
}

func (p *Process) milestones() []*schema.Value {
	return p.inSections("milestones", &p.common.milestones)
}

func (p *Process) inSections(list string, found *[]*schema.Value) []*schema.Value {
	if *found == nil {
		for _, section := range p.sections() {
			for _, item := range section.Get(list).Items() {
				*found = append(*found, item)
			}
		}
	}
	return *found
}
