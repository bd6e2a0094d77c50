package site

import (
	"html/template"
	"net/url"
	"strings"

	"terang/store"
)

// gap is something that is due at a stage and not published.
type gap struct {
	stage, code string
	open        func(*process) bool
}

// gaps are what is looked for at each stage. What is not due yet is no gap.
var gaps = []gap{
	{"planning", "plan", func(p *process) bool { return !p.IsPlan() && len(p.Plans) == 0 }},
	{"planning", "budget", func(p *process) bool { return p.Row["budget_amount"] == "" }},
	{"tender", "estimate", func(p *process) bool { return p.bought() && p.Row["tender_value_amount"] == "" }},
	{"tender", "period", func(p *process) bool { return p.competes() && p.Tender["tender_period_end_local"] == "" }},
	{"tender", "documents", func(p *process) bool { return p.bought() && !p.hasDocument("tender", "") }},
	{"award", "outcome", func(p *process) bool {
		return p.Row["tender_status"] == "complete" && p.Row["award_count"] == "0" && !p.IsPlan()
	}},
	{"award", "bidders", func(p *process) bool { return p.competes() && p.awarded() && len(p.Parts["bids"]) == 0 }},
	{"award", "prices", func(p *process) bool { return p.awarded() && p.lacks("bids", "value_amount") }},
	{"award", "documents", func(p *process) bool { return p.competes() && p.awarded() && !p.hasDocument("award", "") }},
	{"contract", "contract", func(p *process) bool { return p.awarded() && len(p.Contracts) == 0 }},
	{"contract", "documents", func(p *process) bool { return len(p.Contracts) > 0 && !p.hasDocument("contract", "") }},
	{"contract", "value", func(p *process) bool { return p.lacks("contracts", "value_amount") }},
	{"contract", "signed", func(p *process) bool { return p.lacks("contracts", "date_signed_local") }},
	{"contract", "end", func(p *process) bool { return p.lacks("contracts", "period_end_local") }},
	{"implementation", "handOver", func(p *process) bool { return p.anyContract(contract.ended, contract.notHandedOver) }},
	{"implementation", "certificate", func(p *process) bool {
		return p.anyContract(contract.handedOver) && !p.hasDocument("implementation", "completionCertificate")
	}},
	{"implementation", "payments", func(p *process) bool { return p.anyContract(contract.due, contract.unpaid) }},
}

// bought says that something is bought from others, in a procurement that was announced.
func (p *process) bought() bool {
	return !p.IsPlan() && p.Tender != nil && !p.Own()
}

// competes says that suppliers competed.
func (p *process) competes() bool {
	method := p.Row["procurement_method"]
	return p.bought() && (method == "open" || method == "selective")
}

// awarded says that a supplier is chosen.
func (p *process) awarded() bool {
	for _, a := range p.Parts["awards"] {
		if a["status"] == "active" || a["status"] == "" {
			return true
		}
	}
	return false
}

// lacks says that a column is empty in some row of a table.
func (p *process) lacks(table, column string) bool {
	for _, r := range p.Parts[table] {
		if r[column] == "" && r["status"] != "cancelled" && r["status"] != "pending" {
			return true
		}
	}
	return false
}

// hasDocument says that a document of a stage is published, of a type where one is given.
func (p *process) hasDocument(stage, kind string) bool {
	for _, d := range p.Parts["documents"] {
		if d["stage"] == stage && (kind == "" || d["document_type"] == kind) {
			return true
		}
	}
	return false
}

func (p *process) anyContract(all ...func(contract) bool) bool {
	for _, c := range p.Contracts {
		fits := true
		for _, f := range all {
			fits = fits && f(c)
		}
		if fits {
			return true
		}
	}
	return false
}

func (c contract) handedOver() bool { return c.HandOver != "" }
func (c contract) notHandedOver() bool {
	return c.HandOver == "" && c.Row["completion_date_local"] == ""
}

// ended says that the contract is past its end, or ended, and was not broken off.
func (c contract) ended() bool { return c.State == "past" || c.State == "ended" }

// due says that payments are due: it is handed over or past its end.
func (c contract) due() bool { return c.handedOver() || c.ended() || c.State == "done" }

func (c contract) unpaid() bool { return c.Row["transaction_count"] == "0" }

// plea is what is missing at a stage, and a text that asks for it.
type plea struct {
	Stage  string
	Things []string // their names
	Text   string
	Mail   template.URL // empty where the officer has no address
}

// Letters are the stages at which something is missing.
func (p *process) Letters() (all []plea) {
	for _, g := range gaps {
		if !g.open(p) {
			continue
		}
		if len(all) == 0 || all[len(all)-1].Stage != g.stage {
			all = append(all, plea{Stage: g.stage})
		}
		last := &all[len(all)-1]
		last.Things = append(last.Things, p.q.t("process.gap."+g.stage+"."+g.code))
	}
	for i := range all {
		p.write(&all[i])
	}
	return all
}

func (p *process) write(l *plea) {
	l.Text = p.q.t("process.letter.text", p.q.publisher(), "- "+strings.Join(l.Things, "\n- "), p.facts())
	if to := p.PPID().Email; to != "" {
		l.Mail = template.URL("mailto:" + url.PathEscape(to) + "?subject=" + encoded(p.q.t("process.letter.subject", p.Title(80))) + "&body=" + encoded(l.Text))
	}
}

// facts name the process in a letter: title, who buys, ocid, numbers in other systems, address.
func (p *process) facts() string {
	lines := []string{p.q.t("process.letter.package") + ": " + p.Title(200), p.q.t("process.buyer") + ": " + clipped(plain(p.entity()), 120), "ocid: " + plain(p.record.OCID)}
	for _, c := range p.Codes() {
		lines = append(lines, p.q.t("process.code."+c.Name)+": "+clipped(plain(c.Value), 60))
	}
	return strings.Join(append(lines, p.q.t("process.letter.link")+": "+p.address()), "\n")
}

// PPID is who answers requests for information; the publisher's contact where none is named.
func (p *process) PPID() store.Contact {
	of := p.q.version.Publication
	if of.Contacts.PPID != (store.Contact{}) {
		return of.Contacts.PPID
	}
	return of.Contact
}

// Named says whether anybody is named who answers requests.
func (p *process) Named() bool { return p.PPID() != store.Contact{} }

// Phone is a number as an address (RFC 3966).
func (p *process) Phone(number string) template.URL {
	return template.URL("tel:" + strings.Map(func(r rune) rune {
		if r == '+' || r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, number))
}
