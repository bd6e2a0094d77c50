package importers

import (
	"cmp"
	"slices"
)

// RepairCount says how often a fault of one kind was mended, or found.
type RepairCount struct {
	Repair string `json:"repair"`
	Words  Words  `json:"words"`
	Count  int    `json:"count"`
	Place  string `json:"place,omitempty"` // of the first, where the repair changes what the data says
	Before string `json:"before,omitempty"`
}

func (r *Report) repaired(what *repair, place, before string) {
	i := slices.IndexFunc(r.Repairs, func(c RepairCount) bool { return c.Repair == what.name })
	if i < 0 {
		c := RepairCount{Repair: what.name, Words: what.words}
		if what.tells {
			clean, _ := redact(before)
			c.Place, c.Before = place, shortened(clean)
		}
		r.Repairs, i = append(r.Repairs, c), len(r.Repairs)
	}
	r.Repairs[i].Count++
}

// sortRepairs puts them in the order of the profile.
func (r *Report) sortRepairs(order []repair) {
	place := func(c RepairCount) int {
		return slices.IndexFunc(order, func(one repair) bool { return one.name == c.Repair })
	}
	slices.SortStableFunc(r.Repairs, func(a, b RepairCount) int { return cmp.Compare(place(a), place(b)) })
}

func (t *reportText) repairs(all []RepairCount) {
	for _, c := range all {
		if c.Place == "" {
			t.line("%8d × %s", "%8d × %s", c.Count, c.Words.In(t.lang))
			continue
		}
		t.line("%8d × %s; the first: %s: %s", "%8d × %s; yang pertama: %s: %s", c.Count, c.Words.In(t.lang), c.Place, c.Before)
	}
}
