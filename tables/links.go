package tables

import "terang/schema"

// This file says what a process leads to: organizations and other processes.

// Organization is one that a process names: its id (DESIGN.md, decision 11), and the name that it goes by there.
type Organization struct{ ID, Name string }

// Buyer is the process's buyer; false where it names none.
func Buyer(p *Process) (Organization, bool) {
	p.sections()
	o := p.organization(p.Tree.Get("buyer"))
	return o, o != Organization{}
}

// Supplier is an organization that an award or a contract names.
type Supplier struct {
	Organization
	Chosen bool // by an award that stands or a contract, in a process that is not self-managed: lists of suppliers have it
}

// Suppliers are those of the awards and of the contracts, each once, in the order in which they stand.
func Suppliers(p *Process) (all []Supplier) {
	p.sections()
	places := map[Organization]int{}
	for _, list := range []string{"awards", "contracts"} {
		for _, thing := range p.Tree.Get(list).Items() {
			chosen := !p.isSelfManaged() && (list == "contracts" || !isOneOf(content(thing.Get("status")), notStanding))
			for _, reference := range thing.Get("suppliers").Items() {
				o := p.organization(reference)
				key := o
				if o.ID != "" {
					key.Name = ""
				}
				i, known := places[key]
				if o == (Organization{}) {
					continue
				}
				if !known {
					i = len(all)
					places[key], all = i, append(all, Supplier{Organization: o})
				}
				all[i].Chosen = all[i].Chosen || chosen
			}
		}
	}
	return all
}

// notStanding are the statuses of awards that chose nobody.
var notStanding = []string{"pending", "cancelled", "unsuccessful"}

// organization is the one that a reference means.
func (p *Process) organization(reference *schema.Value) Organization {
	party := p.party(reference)
	r := row{Process: p}
	r.appendOrganization(party)
	return Organization{string(r.text), string(nameOf(party, reference))}
}

// Plans are the identifiers of the processes that are the plans (RUP) of this one, each once.
func Plans(p *Process) (all []string) {
	known := map[string]bool{"": true}
	for _, related := range p.Tree.Get("relatedProcesses").Items() {
		isPlan, _ := relationshipOf(related)
		if id := string(idOf(related.Get("identifier"))); isPlan && !known[id] {
			known[id], all = true, append(all, id)
		}
	}
	return all
}
