package indicators

import (
	"cmp"
	"slices"
	"strings"
)

// Coverage is on how many subjects an indicator could be computed.
type Coverage struct {
	Indicator string         `json:"indicator"`
	Kinds     []KindCoverage `json:"kinds"`
}

// KindCoverage is that of one kind of subjects.
type KindCoverage struct {
	Kind          SubjectKind   `json:"kind"`
	Asked         int           `json:"asked"` // subjects to which the indicator applies
	Flagged       int           `json:"flagged"`
	NotFlagged    int           `json:"notFlagged"`
	Computed      int           `json:"computed"`
	NotComputable int           `json:"notComputable"`
	Reasons       []ReasonCount `json:"reasons,omitempty"` // of what is not computable
	Missing       []FieldCount  `json:"missing,omitempty"` // the fields that would unlock it, the most useful first

	lacking map[string]*FieldCount
	reasons map[Reason]int
}

// ReasonCount is how often a reason stood in the way.
type ReasonCount struct {
	Reason Reason `json:"reason"`
	Count  int    `json:"count"`
}

// FieldCount is how many subjects lack a field, and how many lack nothing else.
type FieldCount struct {
	Field string `json:"field"`
	Count int    `json:"count"`
	Alone int    `json:"alone"` // would be unlocked by this field alone
}

// asked is an indicator and a kind of subjects.
type asked struct {
	indicator *Indicator
	kind      SubjectKind
}

func newKindCoverage(kind SubjectKind) *KindCoverage {
	return &KindCoverage{Kind: kind, lacking: map[string]*FieldCount{}, reasons: map[Reason]int{}}
}

func (k *KindCoverage) add(r *Result) {
	k.Asked++
	switch r.State {
	case Flagged:
		k.Flagged++
	case NotFlagged:
		k.NotFlagged++
	case Computed:
		k.Computed++
	case NotComputable:
		k.NotComputable++
		k.reasons[r.Reason]++
	}
	for _, name := range r.Missing {
		f := k.field(name)
		if f.Count++; len(r.Missing) == 1 {
			f.Alone++
		}
	}
}

func (k *KindCoverage) field(name string) *FieldCount {
	f := k.lacking[name]
	if f == nil {
		f = &FieldCount{Field: name}
		k.lacking[name] = f
	}
	return f
}

func (k *KindCoverage) merge(other *KindCoverage) {
	k.Asked += other.Asked
	k.Flagged += other.Flagged
	k.NotFlagged += other.NotFlagged
	k.Computed += other.Computed
	k.NotComputable += other.NotComputable
	for why, n := range other.reasons {
		k.reasons[why] += n
	}
	for name, f := range other.lacking {
		into := k.field(name)
		into.Count += f.Count
		into.Alone += f.Alone
	}
}

// told lists what was counted: the fields that unlock most by themselves first.
func (k *KindCoverage) told() KindCoverage {
	out := *k
	for why, n := range k.reasons {
		out.Reasons = append(out.Reasons, ReasonCount{why, n})
	}
	slices.SortFunc(out.Reasons, func(a, b ReasonCount) int {
		return cmp.Or(b.Count-a.Count, strings.Compare(string(a.Reason), string(b.Reason)))
	})
	for _, f := range k.lacking {
		out.Missing = append(out.Missing, *f)
	}
	slices.SortFunc(out.Missing, func(a, b FieldCount) int {
		return cmp.Or(b.Alone-a.Alone, b.Count-a.Count, strings.Compare(a.Field, b.Field))
	})
	return out
}

// Coverage tells, in the order of the list, on how many subjects each indicator that was asked could be computed. It
// comes after all else.
func (e *Examiner) Coverage() []Coverage {
	total := map[asked]*KindCoverage{}
	for _, t := range e.tellers {
		for key, k := range t.counts {
			if total[key] == nil {
				total[key] = newKindCoverage(key.kind)
			}
			total[key].merge(k)
		}
	}
	all := make([]Coverage, len(e.active))
	for n, i := range e.active {
		all[n].Indicator = i.Code
		for key, k := range total {
			if key.indicator == i {
				all[n].Kinds = append(all[n].Kinds, k.told())
			}
		}
		slices.SortFunc(all[n].Kinds, func(a, b KindCoverage) int { return strings.Compare(string(a.Kind), string(b.Kind)) })
	}
	return all
}
