package site

import (
	"cmp"
	"fmt"
	"html/template"
	"strconv"
	"strings"
	"unicode"
)

// plain is a text of the data for where no markup can set it apart: without control characters, and without those that
// change the direction of what follows.
func plain(text string) string {
	clean := strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) || r == unicode.ReplacementChar || isNonCharacter(r) {
			return ' '
		}
		return r
	}, text)
	return strings.Join(strings.Fields(clean), " ")
}

// voice says sentences about a process: in a page, or as plain text.
type voice struct {
	q    *request
	page bool
}

// name is a name out of the data.
func (v voice) name(text string) any {
	if v.page {
		return said(text, 120)
	}
	return clipped(plain(text), 120)
}

// money is an amount, or that it is not known.
func (v voice) money(amount, currency string) any {
	switch {
	case amount == "":
		return v.q.t("process.says.noAmount")
	case v.page:
		return money(v.q.lang, amount, currency)
	}
	return v.q.lang.short(amount, currency)
}

// say fills in a sentence.
func (v voice) say(key string, arguments ...any) string {
	if key = "process.says." + key; v.page {
		return string(catalogues[v.q.lang].markup(key, arguments...))
	}
	return v.q.t(key, arguments...)
}

// Sentence says in words who buys from whom for how much, and what came of it.
func (p *process) Sentence() template.HTML {
	return template.HTML(p.tell(voice{p.q, true}))
}

// summary is Sentence as plain text.
func (p *process) summary() string { return p.tell(voice{p.q, false}) }

func (p *process) tell(v voice) string {
	r, entity := p.Row, v.name(p.entity())
	switch {
	case r["is_plan"] == "true":
		return v.say("plan", entity, v.money(r["budget_amount"], r["budget_currency"]))
	case len(p.Contracts) > 0:
		key, amount := "contract", v.money(r["contracted_amount"], r["contracted_currency"])
		if p.Own() {
			key = "own"
		}
		return v.say(key, entity, p.sellers(v, "contracts"), amount) + " " + p.outcome()
	case len(p.Parts["awards"]) > 0:
		return v.say("award", entity, p.sellers(v, "awards"), v.money(r["awarded_amount"], r["awarded_currency"]))
	case failed[r["tender_status"]]:
		return v.say("failed", entity, v.name(p.q.local(r["tender_status_label"], r["tender_status_label_id"])))
	}
	return v.say("tender", entity, v.money(r["tender_value_amount"], r["tender_value_currency"]))
}

// failed are the statuses of tenders that led to nothing.
var failed = map[string]bool{"cancelled": true, "unsuccessful": true, "withdrawn": true}

// entity is who buys.
func (p *process) entity() string {
	return cmp.Or(p.Row["procuring_entity_name"], p.Row["buyer_name"], p.q.t("process.says.nobody"))
}

// sellers are who sells, by the rows of a table: at most two by name.
func (p *process) sellers(v voice, table string) any {
	var names []string
	seen := map[string]bool{"": true}
	for _, r := range p.Parts[table] {
		for _, o := range p.Organizations(r, "supplier") {
			if !seen[o.Name] && r["status"] != "cancelled" && r["status"] != "unsuccessful" {
				seen[o.Name], names = true, append(names, o.Name)
			}
		}
	}
	switch len(names) {
	case 0:
		return p.q.t("process.says.nobody")
	case 1:
		return v.name(names[0])
	case 2:
		return p.html(v, v.say("two", v.name(names[0]), v.name(names[1])))
	}
	return p.html(v, v.say("several", v.name(names[0]), strconv.Itoa(len(names)-1)))
}

// html marks what was said for a page as markup already.
func (p *process) html(v voice, text string) any {
	if v.page {
		return template.HTML(text)
	}
	return text
}

// outcome says how the contracts stand.
func (p *process) outcome() string {
	if len(p.Contracts) == 1 {
		c := p.Contracts[0]
		if c.Days != "" {
			return p.q.t("process.outcome."+c.State, p.q.lang.decimal(c.Days))
		}
		return p.q.t("process.outcome." + c.State)
	}
	return p.q.t("process.says.contracts", p.q.lang.decimal(strconv.Itoa(len(p.Contracts)))) + " " + p.stateInWords() + "."
}

// StateOf is a contract's state in a word.
func (p *process) StateOf(c contract) string { return p.q.t("process.state." + c.State) }

// stateInWords counts contracts by their state; empty where there are none.
func (p *process) stateInWords() string {
	var order, parts []string
	counts := map[string]int{}
	for _, c := range p.Contracts {
		if counts[c.State]++; counts[c.State] == 1 {
			order = append(order, c.State)
		}
	}
	for _, state := range order {
		text := p.q.t("process.state." + state)
		if len(p.Contracts) > 1 {
			text = fmt.Sprintf("%d %s", counts[state], text)
		}
		parts = append(parts, text)
	}
	return strings.Join(parts, ", ")
}
