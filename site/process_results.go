package site

import (
	"slices"

	"terang/indicators"
)

// result is what an indicator says, in the page's language.
type result struct {
	*indicators.Result
	Title, Says, Caveat string
	Evidence            []indicators.Evidence
	Methods             []methodLink // of all results that say the same, where they are told together
}

// methodLink leads to how a result was computed.
type methodLink struct{ Code, Title, Variant string }

// mostResults and mostEvidence are how much of one kind a page shows.
const mostResults, mostPointers = 40, 5

func (p *process) result(r *indicators.Result) result {
	m, local := methods[r.Indicator], p.q.local
	return result{r, local(m.Title.EN, m.Title.ID), local(r.Sentence.EN, r.Sentence.ID), local(r.Caveat.EN, r.Caveat.ID), r.Evidence[:min(len(r.Evidence), mostPointers)], nil}
}

// results are those that fit: of this process alone, then those that rest on others.
func (p *process) results(fits func(*indicators.Result) bool) (all []result) {
	for _, list := range [][]indicators.Result{p.judged.Results, p.judged.Relative} {
		for i := range list {
			if fits(&list[i]) {
				all = append(all, p.result(&list[i]))
			}
		}
	}
	return all
}

// Flags are what is flagged.
func (p *process) Flags() []result {
	return p.results(func(r *indicators.Result) bool { return r.State == indicators.Flagged })
}

// Figures are what was computed of how the contractor performed. Of several that say the same of one contract, the first
// has the methods of all.
func (p *process) Figures() (all []result) {
	for _, r := range p.results(func(r *indicators.Result) bool { return r.State == indicators.Computed }) {
		i := slices.IndexFunc(all, func(known result) bool { return known.Says == r.Says && known.Subject.Contract == r.Subject.Contract })
		if i < 0 {
			i, all = len(all), append(all, r)
		}
		all[i].Methods = append(all[i].Methods, methodLink{r.Indicator, r.Title, r.Variant})
	}
	return all
}

// Clear is what was looked at and is not flagged.
func (p *process) Clear() []result {
	return p.results(func(r *indicators.Result) bool { return r.State == indicators.NotFlagged })
}

// Unknown is what could not be computed.
func (p *process) Unknown() []result {
	return p.results(func(r *indicators.Result) bool { return r.State == indicators.NotComputable })
}

// RelativeKnown says whether flags that rest on other processes are known of the version.
func (p *process) RelativeKnown() bool { return p.judged.Kept }
