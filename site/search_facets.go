package site

import (
	"net/url"
	"slices"
	"strings"

	"terang/search"
)

// facetBlock is a facet with the values that were found.
type facetBlock struct {
	Name   string
	Open   bool
	Values []facetValue
	Others []facetValue // that may be chosen beside those that are; they are not counted
	More   int          // how many values are not listed
}

// facetValue is a value, and the search with it, or without it where it is chosen.
type facetValue struct {
	Name    string
	Address string
	Count   int
	Chosen  bool
}

// How many values are listed; none where the address is so long that a page of them would be.
const (
	mostFacetValues = 7
	mostOthers      = 4
	longAddress     = 600
)

// facetOrder is the order in which people want facets; the first few are open.
var facetOrder = []search.Facet{
	search.Stage, search.Year, search.ProcurementMethodDetails, search.MainProcurementCategory, search.ProcuringEntity, search.Buyer,
	search.Supplier, search.Region, search.Flag, search.TenderStatus, search.ContractStatus, search.AwardStatus, search.Plan,
	search.SelfManaged, search.ProcurementMethod, search.Classification, search.Tag,
}

const openFacets = 4

// facets lists the values that the found processes have.
func (p *searchPage) facets(counts map[search.Facet][]search.Count) {
	if len(p.query().Encode()) > longAddress {
		return
	}
	for _, facet := range facetOrder {
		name := string(facet)
		chosen := p.chosen(name)
		b := facetBlock{Name: p.q.filterName(name), Open: len(chosen) > 0 || slices.Index(facetOrder, facet) < openFacets}
		for _, one := range counts[facet] {
			isChosen := containsFold(chosen, one.Value)
			if len(b.Values) < mostFacetValues || isChosen {
				b.Values = append(b.Values, p.facetValue(one.Code, one.Count, isChosen))
			}
		}
		b.More = len(counts[facet]) - len(b.Values)
		if len(chosen) > 0 && len(p.codes[facet]) > 1 && !isSingle(facet) {
			b.Others = p.others(facet, counts[facet])
		}
		if len(b.Values) > 0 {
			p.Facets = append(p.Facets, b)
		}
	}
}

// isSingle says whether another value of a facet stands in the place of the one that is chosen: of yes and no both are
// everything, and red flags beside each other are read as one question.
func isSingle(facet search.Facet) bool {
	return facet == search.Plan || facet == search.SelfManaged || facet == search.Flag
}

// others are values that nothing found has, and that may be asked for beside those that are chosen.
func (p *searchPage) others(facet search.Facet, found []search.Count) (all []facetValue) {
	for _, one := range p.codes[facet] {
		isFound := slices.ContainsFunc(found, func(f search.Count) bool { return f.Value == one.Value })
		if !isFound && len(all) < mostOthers && !containsFold(p.chosen(string(facet)), one.Value) {
			all = append(all, p.facetValue(one.Code, 0, false))
		}
	}
	return all
}

func (p *searchPage) facetValue(c search.Code, count int, chosen bool) facetValue {
	v := facetValue{Name: p.q.codeName(c), Count: count, Chosen: chosen}
	switch {
	case chosen:
		v.Address = p.q.seeks(p.dropping(string(c.Facet), c.Value))
	case isSingle(c.Facet):
		v.Address = p.q.seeks(p.query(string(c.Facet), c.Value))
	default:
		v.Address = p.q.seeks(p.query(string(c.Facet), strings.Join(append(p.chosen(string(c.Facet)), c.Value), "|")))
	}
	return v
}

// chosen are the values of a facet that are asked for.
func (a *wanted) chosen(name string) []string {
	if value := a.filters.Get(name); value != "" {
		return strings.Split(value, "|")
	}
	return nil
}

// dropping is the search without a value of a facet.
func (a *wanted) dropping(name, value string) url.Values {
	rest := slices.DeleteFunc(a.chosen(name), func(one string) bool { return strings.EqualFold(one, value) })
	return a.query(name, strings.Join(rest, "|"))
}

func containsFold(list []string, value string) bool {
	return slices.ContainsFunc(list, func(one string) bool { return strings.EqualFold(one, value) })
}
