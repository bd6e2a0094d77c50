package site

import (
	"html/template"
	"slices"
	"strings"
)

// phase is a part of the way from a proposal to the hand-over.
type phase struct {
	Code   string // a name in process.phase
	Events []event
	Left   int // how many events are left out
}

// event is what happened, or is to happen, on a day.
type event struct {
	Day  string // local; empty where it is not known
	Says template.HTML
	Link string // to another page of ours
}

// mostEvents is how many events of a phase are told.
const mostEvents = 8

// Phases are the way of the process, in its order: also the phases of which nothing is known.
func (p *process) Phases() (all []phase) {
	add := func(code string, always bool, events []event) {
		slices.SortStableFunc(events, func(a, b event) int { return strings.Compare(a.Day, b.Day) })
		if n := len(events); always || n > 0 {
			all = append(all, phase{code, events[:min(n, mostEvents)], max(n-mostEvents, 0)})
		}
	}
	add("proposal", false, p.proposals())
	add("planning", true, p.planning())
	add("tender", true, p.tendering())
	if p.IsPlan() {
		return all
	}
	add("award", true, p.awarding())
	add("contract", true, p.contracting())
	add("implementation", true, p.working())
	add("payment", true, p.paying())
	add("handOver", true, p.handingOver())
	return all
}

// say makes an event.
func (p *process) say(day, key string, arguments ...any) event {
	return event{Day: day, Says: catalogues[p.q.lang].markup("process.event."+key, arguments...)}
}

func (p *process) named(text string) template.HTML { return said(text, 110) }

func (p *process) paid(r row, column string) template.HTML {
	return money(p.q.lang, r[column+"_amount"], r[column+"_currency"])
}

// proposals are what residents asked for: of the process and of its plans.
func (p *process) proposals() (all []event) {
	milestones := slices.Clone(p.Parts["milestones"])
	for _, one := range p.Plans {
		milestones = append(milestones, one.parts["milestones"]...)
	}
	for _, m := range milestones {
		if m["stage"] == "planning" && m["type"] == "engagement" {
			all = append(all, p.say(firstFilled(m["date_met_local"], m["due_date_local"]), "proposal", p.named(firstFilled(m["description"], m["title"]))))
		}
	}
	return all
}

func (p *process) planning() (all []event) {
	for _, one := range p.Plans {
		e := p.say("", "planAbsent", p.named(one.OCID))
		if r := one.Row; r != nil {
			e = p.say(r["date_local"], "plan", p.named(firstFilled(r["tender_title"], r["title"], one.OCID)), p.paid(r, "budget"))
			e.Link = p.q.to("processes", one.OCID)
		}
		all = append(all, e)
	}
	if p.IsPlan() {
		all = append(all, p.say(p.dayOf(p.first()), "announced", p.named(p.entity())))
	}
	if from := firstFilled(p.Row["budget_source"], p.Row["budget_project"]); p.Row["budget_amount"] != "" && from != "" {
		all = append(all, p.say("", "budget", p.paid(p.Row, "budget"), p.named(from)))
	} else if p.Row["budget_amount"] != "" {
		all = append(all, p.say("", "budgetAlone", p.paid(p.Row, "budget")))
	}
	for _, m := range p.Parts["milestones"] {
		if m["stage"] == "planning" && m["type"] != "engagement" && p.IsPlan() {
			all = append(all, p.milestone(m))
		}
	}
	return all
}

// first is the date of the process's first release.
func (p *process) first() string {
	if len(p.record.Releases) == 0 {
		return ""
	}
	return p.record.Releases[0].Date
}

func (p *process) tendering() (all []event) {
	t := p.Tender
	if t == nil {
		return nil
	}
	opened, closed := "opened", "closed"
	if p.IsPlan() {
		opened, closed = "toOpen", "toClose"
	}
	method := p.named(firstFilled(t["procurement_method_details"], t.label(p.q.lang, "procurement_method"), "–"))
	if day := t["tender_period_start_local"]; day != "" {
		all = append(all, p.say(day, opened, p.named(p.entity()), method))
	} else if !p.IsPlan() {
		all = append(all, p.say("", "method", method))
	}
	if day := t["tender_period_end_local"]; day != "" {
		all = append(all, p.say(day, closed))
	}
	for _, a := range p.Parts["amendments"] {
		if a["stage"] == "tender" {
			all = append(all, p.amendment(a))
		}
	}
	if failed[t["status"]] {
		all = append(all, p.say("", "failed", p.named(t.label(p.q.lang, "status")), p.named(t["status_details"])))
	}
	return all
}
