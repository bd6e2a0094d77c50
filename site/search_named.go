package site

import (
	"slices"
	"strings"

	"terang/search"
)

// named is an organization or a region that the words name.
type named struct {
	Kind    string // what it is
	Name    string
	Page    string // of it; empty where there is none
	Address string // the search for its processes
	Count   int    // how many of those were found
}

// mostNamed is how many are told of each kind.
const mostNamed = 5

// name finds whom the words name. All their processes were found by the same words, so what the facets counted of them
// is enough to look at.
func (p *searchPage) name(counts map[search.Facet][]search.Count) {
	if p.Text() == "" {
		return
	}
	naming, seen := search.NewNaming(p.Text()), map[string]bool{}
	pages := map[search.Facet]string{search.Supplier: "suppliers", search.Buyer: "buyers"}
	for _, facet := range []search.Facet{search.Supplier, search.Buyer, search.ProcuringEntity, search.Region} {
		n := 0
		for _, one := range p.candidates(facet, counts[facet]) {
			if n == mostNamed {
				break
			}
			if !p.isNamed(naming, one.Code) || seen[one.Value] || slices.Contains(p.chosen(string(facet)), one.Value) {
				continue
			}
			n, seen[one.Value] = n+1, true
			it := named{Kind: p.q.filterName(string(facet)), Name: p.q.codeName(one.Code), Count: one.Count}
			if part := pages[facet]; part != "" {
				it.Page = p.q.to(part, one.Value)
			}
			it.Address = p.q.seeks(p.query("q", "", string(facet), one.Value))
			p.Named = append(p.Named, it)
		}
	}
}

// isNamed says whether words name what a code stands for; of regions, those without a code are names themselves.
func (p *searchPage) isNamed(naming *search.Naming, c search.Code) bool {
	if c.Facet == search.Region && c.Label == "" {
		c.Label = c.Value
	}
	return naming.Of(c)
}

// candidates are those that were found, and where nothing was, whom the text is the very id of, as tables have it.
func (p *searchPage) candidates(facet search.Facet, found []search.Count) []search.Count {
	if len(found) > 0 || len(p.filters) > 1 {
		return found
	}
	i := slices.IndexFunc(p.codes[facet], func(one search.Count) bool { return strings.EqualFold(one.Value, p.Text()) })
	if i < 0 {
		return nil
	}
	return p.codes[facet][i : i+1]
}
