package site

import (
	"html/template"
	"slices"
	"strconv"
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
		e := event{Says: p.named(one.OCID)}
		if r := one.Row; r != nil {
			e = p.say(r["date_local"], "plan", p.named(firstFilled(r["tender_title"], r["title"], one.OCID)), p.paid(r, "budget"))
			e.Link = p.q.to("processes", one.OCID)
		}
		all = append(all, e)
	}
	if p.IsPlan() {
		all = append(all, p.say(p.dayOf(p.first()), "announced", p.named(p.entity())))
	}
	if p.Row["budget_amount"] != "" {
		from := p.named(firstFilled(p.Row["budget_source"], p.Row["budget_project"], p.q.t("process.says.nobody")))
		all = append(all, p.say("", "budget", p.paid(p.Row, "budget"), from))
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

func (p *process) awarding() (all []event) {
	key := "award"
	if p.Own() {
		key = "own"
	}
	for _, a := range p.Parts["awards"] {
		who := p.sellersOf(a)
		if s := a["status"]; s != "" && s != "active" {
			all = append(all, p.say(a["date_local"], "awardOther", who, p.named(a.label(p.q.lang, "status"))))
			continue
		}
		all = append(all, p.say(a["date_local"], key, who, p.paid(a, "value")))
	}
	return all
}

// sellersOf are the suppliers that a row names, in a sentence.
func (p *process) sellersOf(r row) template.HTML {
	var names []string
	for _, o := range p.Organizations(r, "supplier") {
		names = append(names, string(p.named(o.Name)))
	}
	if len(names) == 0 {
		return template.HTML(p.q.t("process.says.nobody"))
	}
	const most = 4
	if n := len(names); n > most {
		return template.HTML(strings.Join(names[:most], ", ") + " +" + strconv.Itoa(n-most))
	}
	return template.HTML(strings.Join(names, ", "))
}

func (p *process) contracting() (all []event) {
	for _, c := range p.Contracts {
		all = append(all, p.say(c.Row["date_signed_local"], "signed",
			p.named(firstFilled(c.Row["contract_number"], c.Row["title"], c.ID())), p.sellersOf(c.Row), p.paid(c.Row, "value")))
	}
	for _, a := range p.Parts["amendments"] {
		if a["stage"] != "tender" {
			all = append(all, p.amendment(a))
		}
	}
	return all
}

func (p *process) amendment(a row) event {
	return p.say(a["date_local"], "amendment", p.named(firstFilled(a["rationale"], a["description"], a["amendment_id"])))
}

func (p *process) working() (all []event) {
	for _, c := range p.Contracts {
		if day := c.Row["period_start_local"]; day != "" {
			all = append(all, p.say(day, "start"))
		}
		if day := c.Row["period_end_local"]; day != "" {
			key := "end"
			if c.Original != "" && c.Original != day {
				key = "endMoved"
			}
			all = append(all, p.say(day, key))
		}
	}
	for _, m := range p.Parts["milestones"] {
		if m["stage"] == "implementation" && m["type"] != "delivery" {
			all = append(all, p.milestone(m))
		}
	}
	return all
}

// milestone tells whether a milestone was met, and how late.
func (p *process) milestone(m row) event {
	title, due, met := p.named(firstFilled(m["title"], m["description"], m["milestone_id"])), m["due_date_local"], m["date_met_local"]
	switch days := m["days_after_due"]; {
	case met != "" && days != "" && days != "0" && !strings.HasPrefix(days, "-"):
		return p.say(met, "metLate", title, days)
	case met != "":
		return p.say(met, "met", title)
	case m["status"] == "notMet":
		return p.say(due, "notMet", title)
	}
	if due == "" {
		return p.say("", "plain", title)
	}
	return p.say(due, "due", title)
}

func (p *process) paying() (all []event) {
	for _, t := range p.Parts["transactions"] {
		all = append(all, p.say(t["date_local"], "paid", p.paid(t, "value"), p.named(firstFilled(t["payee_name"], p.q.t("process.says.nobody")))))
	}
	return all
}

func (p *process) handingOver() (all []event) {
	for _, m := range p.Parts["milestones"] {
		if m["stage"] == "implementation" && m["type"] == "delivery" {
			all = append(all, p.milestone(m))
		}
	}
	for _, c := range p.Contracts {
		if day := c.Row["completion_date_local"]; day != "" {
			all = append(all, p.say(day, "plain", p.named(firstFilled(c.Row["completion_details"], p.StateOf(c)))))
		}
	}
	return all
}
