package search

import (
	"cmp"
	"context"
	"slices"
)

// Count says how many of the found processes have a value.
type Count struct {
	Code
	Count int
}

// checkEvery is after how many processes the clock is looked at.
const checkEvery = 1 << 13

// Facets counts, of each facet, the values that the found processes have: the most frequent first, at most limit of
// them. It is not ok if ctx ends before all are counted.
func (f *Found) Facets(ctx context.Context, facets []Facet, limit int) (map[Facet][]Count, bool) {
	if f.query.isEverything() {
		if kept, ok := f.index.unfiltered.Load("facets"); ok {
			return pick(kept.(map[Facet][]Count), facets, limit), true
		}
	}
	counts, ok := f.counts(ctx)
	if !ok {
		return nil, false
	}
	all := f.index.codes.merge(counts)
	if f.query.isEverything() {
		f.index.unfiltered.Store("facets", all)
	}
	return pick(all, facets, limit), true
}

// pick takes the most frequent values of some facets.
func pick(all map[Facet][]Count, facets []Facet, limit int) map[Facet][]Count {
	picked := make(map[Facet][]Count, len(facets))
	for _, facet := range facets {
		picked[facet] = all[facet][:min(limit, len(all[facet]))]
	}
	return picked
}

// counts counts by code.
func (f *Found) counts(ctx context.Context) ([]uint32, bool) {
	counts, n := make([]uint32, len(f.index.codes.list)), 0
	for doc := range f.set.all() {
		if n++; n%checkEvery == 0 && ctx.Err() != nil {
			return nil, false
		}
		for _, code := range f.index.processes.codes.of(doc) {
			counts[code]++
		}
	}
	return counts, ctx.Err() == nil
}

// merge adds up the codes of one value, which differ in their labels: the most frequent is taken.
func (c *codes) merge(counts []uint32) map[Facet][]Count {
	all := map[Facet][]Count{}
	for facet, codes := range c.byValue {
		var list []Count
		most, group := uint32(0), uint32(0)
		for _, n := range codes {
			switch last := len(list) - 1; {
			case counts[n] == 0:
			case last >= 0 && group == c.groups[n]:
				list[last].Count += int(counts[n])
				if counts[n] > most || counts[n] == most && c.list[n].Label < list[last].Label {
					most, list[last].Code = counts[n], c.list[n]
				}
			default:
				list, most, group = append(list, Count{c.list[n], int(counts[n])}), counts[n], c.groups[n]
			}
		}
		slices.SortFunc(list, func(a, b Count) int { return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Value, b.Value)) })
		all[facet] = list
	}
	return all
}
