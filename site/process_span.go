package site

import (
	"html/template"
	"slices"
	"strings"
	"time"

	"terang/indicators"
	"terang/schema"
	"terang/tables"
)

// originalEnd is the day on which a contract was to end when it was signed; empty where that was not changed, or where
// the process's history is not known.
func (p *process) originalEnd(contract string) string {
	of := p.judged.Process
	if of.History == nil {
		return ""
	}
	for i := range of.History.Changes {
		c := &of.History.Changes[i]
		if c.Path == "contracts/period/endDate" && c.ThingID == contract && c.From != nil {
			if v, err := schema.Parse(c.From); err == nil {
				return tables.LocalDay(v, of.Zone)
			}
		}
	}
	return ""
}

// handOver is the day of a contract's first hand-over: of what the indicator took for it, which its evidence names. Of
// self-managed work, which indicators do not judge, it is the first delivery.
func (p *process) handOver(of map[string]*indicators.Result, contract row) string {
	late, place := of["days_late.amended"], ""
	switch {
	case of == nil:
	case late == nil || late.State != indicators.Computed || len(late.Evidence) == 0:
		return ""
	default:
		place, _ = strings.CutSuffix(late.Evidence[0].Pointer, "/dateMet")
	}
	for _, m := range p.Parts["milestones"] {
		first := place == "" && m["type"] == "delivery" && m["contract_id"] == contract["contract_id"] && m["date_met_local"] != ""
		if m["pointer"] == place || first {
			return m["date_met_local"]
		}
	}
	return contract["completion_date_local"]
}

// span is a line of the picture of what was planned and what was done.
type span struct {
	Label        string // markup
	PlannedFrom  string // local days; empty where they are not known
	PlannedUntil string
	From, Until  string // what was done
	Late         string // since when it was late
	Open         bool   // it goes on
	Moved        string // an end that was agreed on later
}

// Days are all days of a span.
func (s span) days() []string {
	return []string{s.PlannedFrom, s.PlannedUntil, s.From, s.Until, s.Late, s.Moved}
}

// mostSpans is how many lines of its kind the picture has.
const mostSpans = 8

// Spans are the lines of the picture: choosing the supplier, each contract, each milestone of a contract that has a day.
func (p *process) Spans() (all []span) {
	if s, ok := p.choosing(); ok {
		all = append(all, s)
	}
	for _, c := range p.Contracts[:min(len(p.Contracts), mostSpans)] {
		all = append(all, p.carryingOut(c))
	}
	if len(p.Contracts) <= mostSpans {
		all = append(all, p.milestoneSpans()...)
	}
	return slices.DeleteFunc(all, func(s span) bool { return strings.Join(s.days(), "") == "" })
}

// choosing is the line of the tender: as planned in its plan, and as it went.
func (p *process) choosing() (s span, ok bool) {
	s.Label = template.HTMLEscapeString(p.q.t("process.span.choosing"))
	for _, one := range p.Plans {
		if t := one.parts["tenders"]; len(t) > 0 && s.PlannedUntil == "" {
			s.PlannedFrom, s.PlannedUntil = t[0]["tender_period_start_local"], t[0]["tender_period_end_local"]
		}
	}
	s.From, s.Until = p.Tender["tender_period_start_local"], p.Tender["tender_period_end_local"]
	if p.IsPlan() {
		s.PlannedFrom, s.PlannedUntil, s.From, s.Until = s.From, s.Until, "", ""
	}
	for _, a := range p.Parts["awards"] {
		s.Until = max(s.Until, a["date_local"])
	}
	return s, s.From != "" || s.PlannedUntil != ""
}

// carryingOut is the line of a contract. What was signed first is the plan.
func (p *process) carryingOut(c contract) span {
	r, today := c.Row, p.today()
	s := span{Label: p.called(r["contract_number"], r["title"], c.ID()), PlannedFrom: r["period_start_local"], PlannedUntil: r["period_end_local"]}
	if c.Original != "" && c.Original != s.PlannedUntil {
		s.Moved, s.PlannedUntil = s.PlannedUntil, c.Original
	}
	s.From = firstFilled(r["period_start_local"], r["date_signed_local"])
	switch {
	case s.From == "", c.State == "cancelled", c.State == "pending", c.State == "unknown":
		s.From = ""
		return s
	}
	switch c.State {
	case "running", "past":
		s.Until, s.Open = today, true
	default:
		s.Until = firstFilled(c.HandOver, r["completion_date_local"])
	}
	if s.Until == "" || s.Until < s.From {
		s.Until = s.From
	}
	if end := firstFilled(s.Moved, s.PlannedUntil); (c.State == "late" || c.State == "past") && end != "" && end < s.Until {
		s.Late = end
	}
	return s
}

// milestoneSpans are the lines of the milestones with a day on which they were due.
func (p *process) milestoneSpans() (all []span) {
	for _, m := range p.Parts["milestones"] {
		due, met := m["due_date_local"], m["date_met_local"]
		if m["stage"] != "implementation" || due == "" || len(all) == mostSpans {
			continue
		}
		s := span{Label: p.called(m["title"], m["code"], m["milestone_id"]), PlannedFrom: due, PlannedUntil: due, From: met, Until: met}
		if met > due {
			s.Late = due
		}
		all = append(all, s)
	}
	return all
}

func (p *process) called(names ...string) string { return string(said(firstFilled(names...), 90)) }

func firstFilled(all ...string) string {
	for _, one := range all {
		if one != "" {
			return one
		}
	}
	return ""
}

// today is the version's day.
func (p *process) today() string { return p.q.version.At.In(p.q.zone).Format(time.DateOnly) }
