package schema

import (
	"cmp"
	"fmt"
	"io"
	"slices"
)

// Report counts findings by what they say, so that sixty thousand of one kind are one entry. Its size depends on
// the kinds of findings, not on their number.
type Report struct {
	Releases int64 // judged
	Refused  int64 // of them, with an error
	Packages int64
	Errors   int64 // findings, by severity
	Warnings int64
	Notes    int64

	groups map[groupKey]*Group
}

// Group is all findings with one code at one place of the schema.
type Group struct {
	Code     string    `json:"code"`
	Severity Severity  `json:"severity"`
	Pointer  string    `json:"pointer"` // without indices
	Count    int64     `json:"count"`
	Examples []Finding `json:"examples"` // the first few
}

// Clone copies the report, so that what is counted later can be undone.
func (r *Report) Clone() Report {
	c := *r
	c.groups = make(map[groupKey]*Group, len(r.groups))
	for key, g := range r.groups {
		copied := *g
		c.groups[key] = &copied
	}
	return c
}

type groupKey struct{ code, pointer, detail string }

const maxExamples = 3

// Add counts findings.
func (r *Report) Add(findings ...Finding) {
	for _, f := range findings {
		switch f.Severity {
		case Error:
			r.Errors++
		case Warning:
			r.Warnings++
		default:
			r.Notes++
		}
		r.group(f).add(f)
	}
}

func (r *Report) group(f Finding) *Group {
	key := groupKey{code: f.Code, pointer: GenericPointer(f.Pointer)}
	if f.Code == CodeRequired && len(f.Args) > 0 {
		key.detail = f.Args[0] // each missing field is a kind of its own
	}
	if r.groups == nil {
		r.groups = map[groupKey]*Group{}
	}
	g := r.groups[key]
	if g == nil {
		g = &Group{Code: f.Code, Severity: f.Severity, Pointer: key.pointer}
		r.groups[key] = g
	}
	return g
}

func (g *Group) add(f Finding) {
	g.Count++
	if len(g.Examples) < maxExamples {
		g.Examples = append(g.Examples, f)
	}
}

// Groups lists the kinds of findings: errors first, the most frequent first.
func (r *Report) Groups() []*Group {
	all := make([]*Group, 0, len(r.groups))
	for _, g := range r.groups {
		all = append(all, g)
	}
	rank := map[Severity]int{Error: 0, Warning: 1, Note: 2}
	slices.SortFunc(all, func(a, b *Group) int {
		return cmp.Or(rank[a.Severity]-rank[b.Severity], -cmp.Compare(a.Count, b.Count),
			cmp.Compare(a.Code, b.Code), cmp.Compare(a.Pointer, b.Pointer), cmp.Compare(a.Examples[0].Text("en"), b.Examples[0].Text("en")))
	})
	return all
}

// severities names the severities for people.
var severities = map[Severity][2]string{
	Error: {"error", "kesalahan"}, Warning: {"warning", "peringatan"}, Note: {"note", "catatan"},
}

// WriteText writes the groups for a person to read, in Indonesian ("id") or else English.
func (r *Report) WriteText(w io.Writer, lang string) error {
	l := 0
	more := "  … and %d more\n"
	if lang == "id" {
		l, more = 1, "  … dan %d lagi\n"
	}
	for _, g := range r.Groups() {
		if _, err := fmt.Fprintf(w, "%s × %d  %s  %s\n", severities[g.Severity][l], g.Count, g.Code, cmp.Or(g.Pointer, "/")); err != nil {
			return err
		}
		for _, f := range g.Examples {
			if _, err := fmt.Fprintf(w, "  %s %s\n      %s\n", f.Where(), f.Pointer, f.Text(lang)); err != nil {
				return err
			}
		}
		if rest := g.Count - int64(len(g.Examples)); rest > 0 {
			if _, err := fmt.Fprintf(w, more, rest); err != nil {
				return err
			}
		}
	}
	return nil
}

// Where is the finding's place in its input, as file:line.
func (f Finding) Where() string {
	if f.Line == 0 {
		return f.File
	}
	return fmt.Sprintf("%s:%d", f.File, f.Line)
}

// HasError says whether one of the findings is an error.
func HasError(findings []Finding) bool {
	return slices.ContainsFunc(findings, func(f Finding) bool { return f.Severity == Error })
}
