package site

import (
	"html/template"
	"strconv"
	"strings"
)

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
