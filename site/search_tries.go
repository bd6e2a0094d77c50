package site

import (
	"cmp"
	"net/url"
	"slices"
	"strings"

	"terang/reading"
)

// try is a wider search that finds something.
type try struct {
	What    string
	Count   int
	Address string
}

// mostTries is how many wider searches are looked at.
const mostTries = 8

// tries looks for wider searches that find something: without one of the filters, without one of the words.
func (p *searchPage) tries() error {
	for name, query := range p.wider() {
		if err := p.try(name, query); err != nil {
			return err
		}
	}
	slices.SortFunc(p.Tries, func(a, b try) int { return cmp.Or(cmp.Compare(b.Count, a.Count), strings.Compare(a.What, b.What)) })
	return nil
}

// wider are those searches, by what they leave out.
func (p *searchPage) wider() map[string]url.Values {
	all := map[string]url.Values{}
	for _, name := range reading.Filters {
		if p.filters.Has(name) && name != "sort" && name != "currency" && len(all) < mostTries && len(p.filters) > 1 {
			all[p.q.t("search.withoutFilter", p.q.filterName(name))] = p.without(name)
		}
	}
	fields := strings.Fields(p.Text())
	for i, word := range fields {
		if len(fields) > 1 && len(all) < mostTries {
			rest := strings.Join(slices.Concat(fields[:i], fields[i+1:]), " ")
			query := p.without()
			query.Set("q", rest)
			all[p.q.t("search.withoutWord", clipped(word, 40))] = query
		}
	}
	return all
}

func (p *searchPage) try(what string, query url.Values) error {
	sought, err := p.q.site.read.Seek(p.q.Context(), p.q.version, query)
	if _, isFault := err.(reading.Faults); isFault {
		return nil // a filter that needs the other
	}
	if err != nil {
		return err
	}
	found, err := sought.Find(p.q.Context())
	if err == nil && found.Total > 0 {
		p.Tries = append(p.Tries, try{what, found.Total, p.q.seeks(query)})
	}
	return err
}
