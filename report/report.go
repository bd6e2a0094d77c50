// Package report tells people and programs what was found: as text, JSON, JSON Lines, or one page of HTML.
package report

import (
	"cmp"
	"slices"

	"terang/checks"
	"terang/schema"
)

// Report counts findings by what they say, so that five million of one kind are one entry. Its size depends on the
// kinds of findings, not on their number.
type Report struct {
	Releases int64 // judged
	Refused  int64 // of them, with an error
	Records  int64 // that releases came in
	Packages int64
	Errors   int64 // findings, by severity
	Warnings int64
	Notes    int64

	// Quality is what was found by the rules on processes and on all of them together; nil where they were not asked.
	Quality *checks.Quality

	groups  map[groupKey]*Group
	pointer []byte // of the finding that is counted; its memory is used again
}

// Group is all findings with one code at one place of the schema.
type Group struct {
	Code     string           `json:"code"`
	Severity schema.Severity  `json:"severity"`
	Pointer  string           `json:"pointer"` // without indices
	Count    int64            `json:"count"`
	Examples []schema.Finding `json:"examples"` // the first few
}

type groupKey struct{ code, pointer, detail string }

const (
	maxExamples = 3
	maxGroups   = 10_000 // further kinds are counted by their code alone
)

// Clone copies the report, so that what is counted later can be undone.
func (r *Report) Clone() Report {
	c := *r
	c.pointer = nil
	c.groups = make(map[groupKey]*Group, len(r.groups))
	for key, g := range r.groups {
		copied := *g
		c.groups[key] = &copied
	}
	return c
}

// Add counts findings.
func (r *Report) Add(findings ...schema.Finding) {
	for i := range findings {
		f := &findings[i]
		switch f.Severity {
		case schema.Error:
			r.Errors++
		case schema.Warning:
			r.Warnings++
		default:
			r.Notes++
		}
		r.group(f).add(f)
	}
}

func (r *Report) group(f *schema.Finding) *Group {
	detail := ""
	if f.Code == schema.CodeRequired && len(f.Args) > 0 {
		detail = f.Args[0] // each missing field is a kind of its own
	}
	r.pointer = schema.AppendGenericPointer(r.pointer[:0], f.Pointer)
	if g := r.groups[groupKey{f.Code, string(r.pointer), detail}]; g != nil {
		return g
	}
	return r.newGroup(f, groupKey{f.Code, string(r.pointer), detail})
}

// newGroup begins a group, or gives that of the code alone where there are too many.
func (r *Report) newGroup(f *schema.Finding, key groupKey) *Group {
	if r.groups == nil {
		r.groups = map[groupKey]*Group{}
	}
	var g *Group
	if len(r.groups) >= maxGroups {
		key = groupKey{code: f.Code}
		g = r.groups[key]
	}
	if g == nil {
		g = &Group{Code: f.Code, Severity: f.Severity, Pointer: key.pointer}
		r.groups[key] = g
	}
	return g
}

func (g *Group) add(f *schema.Finding) {
	g.Count++
	if len(g.Examples) < maxExamples {
		g.Examples = append(g.Examples, *f)
	}
}

// Groups lists the kinds of findings: errors first, the most frequent first.
func (r *Report) Groups() []*Group {
	all := make([]*Group, 0, len(r.groups))
	for _, g := range r.groups {
		all = append(all, g)
	}
	rank := map[schema.Severity]int{schema.Error: 0, schema.Warning: 1, schema.Note: 2}
	slices.SortFunc(all, func(a, b *Group) int {
		order := cmp.Or(rank[a.Severity]-rank[b.Severity], -cmp.Compare(a.Count, b.Count), cmp.Compare(a.Code, b.Code), cmp.Compare(a.Pointer, b.Pointer))
		if order == 0 {
			order = cmp.Compare(a.Examples[0].Text("en"), b.Examples[0].Text("en"))
		}
		return order
	})
	return all
}
