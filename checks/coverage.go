package checks

import (
	"cmp"
	"slices"

	"terang/schema"
)

// Coverage is how often a field of the schema is there, per occurrence of the object that it belongs to (after
// Pelican's checks exists and non_empty).
type Coverage struct {
	Path   string `json:"path"`   // from the release, with slashes and without indices
	Of     int64  `json:"of"`     // objects that could have it
	Exists int64  `json:"exists"` // that name it
	Filled int64  `json:"filled"` // that give it a value: not null, "", [] or {}
}

// coverCounts are by the numbers of a plan's places.
type coverCounts []struct{ of, exists, filled int64 }

// cover counts the fields of a compiled release.
func (e *Examiner) cover(release *schema.Value, s *schema.Schema) {
	p := e.plan(s, s.Release())
	if p.counts == nil {
		p.counts = make(coverCounts, len(p.places))
	}
	p.counts.object(p.release, release)
}

func (c coverCounts) object(p *Place, v *schema.Value) {
	c[p.number].of++
	last := p
	for name, member := range v.Members() {
		place := p.member(last, name)
		if place == nil {
			continue
		}
		last = place
		c[place.number].exists++
		if member.Empty() {
			continue
		}
		c[place.number].filled++
		switch {
		case member.IsObject() && place.properties != nil:
			c.object(place, member)
		case member.IsList() && place.items != nil && place.items.properties != nil:
			for _, item := range member.Items() {
				if item.IsObject() {
					c.object(place.items, item)
				}
			}
		}
	}
}

// gather adds what the plans have counted to the coverage by path.
func (e *Examiner) gather() {
	for _, p := range e.plans {
		for i, count := range p.counts {
			place := p.places[i]
			if place.Parent == nil || place.Parent.items == place { // the release itself, or items
				continue
			}
			c := e.coverage[place.Path]
			if c == nil {
				c = &Coverage{Path: place.Path}
				e.coverage[place.Path] = c
			}
			c.Of += p.counts[place.Parent.number].of
			c.Exists += count.exists
			c.Filled += count.filled
		}
		p.counts = nil
	}
}

// sortedCoverage lists the coverage by path.
func sortedCoverage(all map[string]*Coverage) []*Coverage {
	list := make([]*Coverage, 0, len(all))
	for _, c := range all {
		list = append(list, c)
	}
	slices.SortFunc(list, func(a, b *Coverage) int { return cmp.Compare(a.Path, b.Path) })
	return list
}
