package report

import (
	"cmp"
	"html/template"
	"slices"

	"terang/schema"
)

const maxKinds = 15 // in the chart

// kind is all findings of one rule.
type kind struct {
	Code     string
	Severity schema.Severity
	Count    int64
	Most     int64 // of the most frequent kind
	Listed   bool  // a group of it is on the page
	Gist     template.HTML
}

// kinds counts findings by rule, the worst first, and says how many kinds were left out. The sections say which of
// them are on the page.
func kinds(groups []*Group, sections []*section) (shown []*kind, more int) {
	byCode := map[string]*kind{}
	var all []*kind
	for _, g := range groups {
		k := byCode[g.Code]
		if k == nil {
			k = &kind{Code: g.Code, Severity: g.Severity, Gist: gist(g.Code)}
			byCode[g.Code] = k
			all = append(all, k)
		}
		k.Count += g.Count
	}
	slices.SortStableFunc(all, func(a, b *kind) int {
		return cmp.Or(cmp.Compare(rank[a.Severity], rank[b.Severity]), -cmp.Compare(a.Count, b.Count))
	})
	shown = all[:min(len(all), maxKinds)]
	var most int64
	for _, k := range shown {
		most = max(most, k.Count)
	}
	for _, k := range shown {
		k.Most = most
		k.Listed = slices.ContainsFunc(sections, func(s *section) bool { return s.listed[k.Code] })
	}
	return shown, len(all) - len(shown)
}
