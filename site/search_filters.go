package site

import (
	"maps"
	"slices"
	"strings"
	"time"

	"terang/reading"
	"terang/search"
)

// chip is a filter that is on, and the search without it.
type chip struct{ Name, Value, Address string }

// chips are all filters that are on, but for the words, which stand in their box, and the order.
func (p *searchPage) chips() {
	for _, name := range reading.Filters {
		if !p.filters.Has(name) || name == "q" || name == "sort" {
			continue
		}
		if !isFacet(name) {
			p.Chips = append(p.Chips, chip{p.q.filterName(name), p.said(name), p.q.seeks(p.query(name, ""))})
			continue
		}
		for _, value := range p.chosen(name) {
			text := p.q.codeName(p.codes.find(search.Facet(name), value))
			p.Chips = append(p.Chips, chip{p.q.filterName(name), text, p.q.seeks(p.dropping(name, value))})
		}
	}
}

// said is what a filter that is no facet was understood as.
func (p *searchPage) said(name string) string {
	value := p.filters.Get(name)
	switch {
	case p.faulty[name] != "":
		return value
	case name == "minValue" || name == "maxValue":
		currency := p.filters.Get("currency")
		if p.sought != nil {
			currency = p.sought.Currency()
		}
		return p.q.lang.exact(value, currency)
	case name == "flagState" && !strings.Contains(value, "."):
		return p.q.t("search.state." + value)
	case isDay(name):
		if day, err := time.Parse(time.DateOnly, value); err == nil {
			return p.q.lang.day(day)
		}
	}
	return value
}

// control is a field of the form.
type control struct {
	Name, Label, Type, Value, Hint, Fault string
	Options                               []option // of a choice
	Period                                bool     // it stands among the days
}

// hidden is a field that nobody sees.
type hidden struct{ Name, Value string }

// option is one of what can be chosen.
type option struct {
	Value, Text string
	Chosen      bool
}

// The fields of the form, in their order. Those that the form has not it carries along unseen.
var (
	choosing = []search.Facet{search.Year, search.Stage, search.ProcurementMethodDetails, search.MainProcurementCategory, search.TenderStatus, search.ContractStatus, search.Plan, search.SelfManaged, search.Flag}
	periods  = []string{"published", "tender", "closing", "award", "signed", "due"}
	flagging = []string{"flagged", "not_computable", "not_flagged"}
)

// mostOptions is how many values a choice offers.
const mostOptions = 40

func (p *searchPage) controls() {
	for _, facet := range choosing {
		if len(p.codes[facet]) > 0 || p.filters.Has(string(facet)) {
			p.control(string(facet), "choice", p.options(facet))
		}
	}
	p.control("flagState", "choice", p.states())
	p.control("region", "text", nil)
	p.control("minValue", "text", nil)
	p.control("maxValue", "text", nil)
	if len(p.currencies()) > 1 || p.filters.Has("currency") {
		p.control("currency", "text", nil)
	}
	p.control("changedSince", "date", nil)
	for _, name := range periods {
		p.control(name+"From", "date", nil)
		p.control(name+"To", "date", nil)
	}
}

func (p *searchPage) currencies() []string {
	if p.sought == nil {
		return nil
	}
	return p.sought.Index.Currencies()
}

func (p *searchPage) control(name, kind string, options []option) {
	c := control{Name: name, Label: p.q.filterName(name), Type: kind, Value: p.filters.Get(name), Fault: p.faulty[name], Options: options,
		Period: isDay(name) && name != "changedSince"}
	if _, err := time.Parse(time.DateOnly, c.Value); kind == "date" && c.Value != "" && err != nil {
		c.Type = "text" // an instant, a version, or what is to be mended
	}
	if name == "region" || name == "minValue" || name == "changedSince" {
		c.Hint = p.q.t("search.hintOf." + name)
	}
	p.Controls = append(p.Controls, c)
}

// options are the values of a facet, with what is chosen among them, be it several at once or unknown.
func (p *searchPage) options(facet search.Facet) []option {
	all, there := p.filters.Get(string(facet)), false
	list := []option{{"", p.q.t("search.any"), all == ""}}
	values := slices.Clone(p.codes[facet][:min(mostOptions, len(p.codes[facet]))])
	if facet == search.Year {
		slices.SortFunc(values, func(a, b search.Count) int { return strings.Compare(b.Value, a.Value) })
	}
	for _, one := range values {
		isChosen := strings.EqualFold(one.Value, all)
		there = there || isChosen
		list = append(list, option{one.Value, p.q.codeName(one.Code), isChosen})
	}
	if all != "" && !there {
		var names []string
		for _, value := range p.chosen(string(facet)) {
			names = append(names, p.q.codeName(p.codes.find(facet, value)))
		}
		list = append(list, option{all, strings.Join(names, ", "), true})
	}
	return list
}

func (p *searchPage) states() []option {
	chosen := p.filters.Get("flagState")
	list := []option{{"", p.q.t("search.any"), chosen == ""}}
	for _, state := range flagging {
		list = append(list, option{state, p.q.t("search.state." + state), chosen == state})
	}
	return list
}

// Hidden are the filters that the form has no field for, so that it carries them along.
func (p *searchPage) Hidden() []hidden {
	has := map[string]bool{"q": true}
	for _, c := range p.Controls {
		has[c.Name] = true
	}
	var all []hidden
	for _, name := range slices.Sorted(maps.Keys(p.query())) {
		if !has[name] {
			all = append(all, hidden{name, p.query().Get(name)})
		}
	}
	return all
}

// Sorts are the orders, each with its address.
func (p *searchPage) Sorts() (all []facetValue) {
	now := p.filters.Get("sort")
	for i, order := range sorts {
		value := order
		if i == 0 {
			value = "" // as it is where nothing is said
		}
		all = append(all, facetValue{Name: p.q.t("search.order." + strings.Replace(order, "-", "most", 1)), Address: p.q.seeks(p.query("sort", value)), Chosen: now == order || now == value})
	}
	return all
}

// Views are the ways of showing, each with its address.
func (p *searchPage) Views() []facetValue {
	return []facetValue{
		{Name: p.q.t("search.cards"), Address: p.q.seeks(p.query("view", "")), Chosen: !p.table},
		{Name: p.q.t("search.table"), Address: p.q.seeks(p.query("view", "table")), Chosen: p.table},
	}
}

// Periods says whether a day is asked for, or is to be mended: then the days are shown.
func (p *searchPage) Periods() bool {
	return slices.ContainsFunc(p.Controls, func(c control) bool { return c.Period && c.Value != "" })
}
