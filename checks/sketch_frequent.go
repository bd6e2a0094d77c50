package checks

import (
	"cmp"
	"maps"
	"slices"
)

// frequent counts keys in bounded memory: exactly while few of them differ, afterwards those that are frequent. A key
// occurred Counts[key] times at least, and Missed times more at most; Missed is never over Total / (counters + 1).
// (Misra and Gries, 1982, pruned in batches; added up as in Agarwal et al., "Mergeable Summaries", 2012. It promises what
// Space-Saving does.)
type frequent struct {
	Counts map[string]int64 `json:"counts"`
	Total  int64            `json:"total"`
	Missed int64            `json:"missed,omitempty"`
}

// counters is how many keys survive when there are more than twice as many.
const counters = 1000

func newFrequent() *frequent { return &frequent{Counts: map[string]int64{}} }

func (f *frequent) add(key string) {
	f.Total++
	f.Counts[bounded(key)]++
	f.prune()
}

// prune takes from every counter what the first one too many has.
func (f *frequent) prune() {
	if len(f.Counts) <= 2*counters {
		return
	}
	counts := slices.Sorted(maps.Values(f.Counts))
	cut := counts[len(counts)-counters-1]
	f.Missed += cut
	for key, n := range f.Counts {
		if n <= cut {
			delete(f.Counts, key)
		} else {
			f.Counts[key] = n - cut
		}
	}
}

// merge adds what another has counted.
func (f *frequent) merge(other *frequent) {
	if other == nil {
		return
	}
	for key, n := range other.Counts {
		f.Counts[key] += n
	}
	f.Total += other.Total
	f.Missed += other.Missed
	f.prune()
}

// counted is a key and how often it occurred.
type counted struct {
	key string
	n   int64
}

// top gives the most frequent keys, at most n of them; among equals those that come first by their letters.
func (f *frequent) top(n int) []counted {
	all := make([]counted, 0, len(f.Counts))
	for key, n := range f.Counts {
		all = append(all, counted{key, n})
	}
	slices.SortFunc(all, func(a, b counted) int { return cmp.Or(cmp.Compare(b.n, a.n), cmp.Compare(a.key, b.key)) })
	return all[:min(n, len(all))]
}
