package search

import (
	"cmp"
	"context"
	"runtime"
	"slices"
	"sync"
)

// Count says how many of the found processes have a value.
type Count struct {
	Code
	Count int
}

// compare puts the most frequent first.
func (a Count) compare(b Count) int {
	return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Value, b.Value))
}

// isBetter says whether a code of count processes speaks for its value rather than another: one with a label, the more
// frequent one, the first label.
func (c Code) isBetter(count int, other Code, otherCount int) bool {
	if (c.Label == "") != (other.Label == "") {
		return c.Label != ""
	}
	return cmp.Or(cmp.Compare(count, otherCount), cmp.Compare(other.Label, c.Label), cmp.Compare(other.LabelID, c.LabelID)) > 0
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
	all[Flag] = f.countFlags()
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

// codeCounts say in how many processes each code is, and each group of codes: a process may have a value under several
// labels, and is still one.
type codeCounts struct{ of, ofGroup, last []uint32 } // last is the process that was counted last for a group

// counts counts by code; where there is much to count, on all cores: each counts what is between two numbers.
func (f *Found) counts(ctx context.Context) (*codeCounts, bool) {
	parts := 1
	if f.Total > checkEvery {
		parts = min(runtime.GOMAXPROCS(0), len(f.set))
	}
	each := make([]*codeCounts, parts)
	var pool sync.WaitGroup
	for i := range parts {
		pool.Go(func() { each[i] = f.countsBetween(ctx, i*len(f.set)/parts, (i+1)*len(f.set)/parts) })
	}
	pool.Wait()
	for _, more := range each[1:] {
		for code := range more.of {
			each[0].of[code] += more.of[code]
			each[0].ofGroup[code] += more.ofGroup[code]
		}
	}
	return each[0], ctx.Err() == nil
}

// countsBetween counts among the documents of some words of the set; not to the end where ctx ends before.
func (f *Found) countsBetween(ctx context.Context, from, to int) *codeCounts {
	size, n := len(f.index.codes.list), 0
	counts := &codeCounts{make([]uint32, size), make([]uint32, size), make([]uint32, size)}
	for doc := range f.set.between(from, to) {
		if n++; n%checkEvery == 0 && ctx.Err() != nil {
			return counts
		}
		for _, code := range f.index.processes.codes.of(doc) {
			counts.of[code]++
			if group := f.index.codes.groups[code]; counts.last[group] != doc { // no document has the number 0
				counts.last[group] = doc
				counts.ofGroup[group]++
			}
		}
	}
	return counts
}

// merge makes one of the codes of one value, which differ in their labels: the most frequent is taken.
func (c *codes) merge(counts *codeCounts) map[Facet][]Count {
	all := map[Facet][]Count{}
	for facet, codes := range c.byValue {
		var list []Count
		most, group := uint32(0), uint32(0)
		for _, n := range codes {
			count := counts.of[n]
			switch last := len(list) - 1; {
			case count == 0:
			case last < 0 || group != c.groups[n]:
				group = c.groups[n]
				list, most = append(list, Count{c.list[n], int(counts.ofGroup[group])}), count
			case c.list[n].isBetter(int(count), list[last].Code, int(most)):
				most, list[last].Code = count, c.list[n]
			}
		}
		slices.SortFunc(list, Count.compare)
		all[facet] = list
	}
	return all
}
