package reference

import (
	"html/template"
	"maps"
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"
)

// view is what the template shows.
type view struct {
	*writer
	Title, API string
	About      said
	Guides     []guideView
	Filters    []parameter // that whole addresses share
	Groups     []group
	Problems   []problemView
}

type guideView struct {
	ID, Title string
	Steps     []step
}

type step struct{ Text, Link, Curl string }

type group struct {
	Name       string
	About      said
	Operations []operation
}

type problemView struct {
	Name, Title string
	Remedy      template.HTML
}

// Other is the language that the page is not in.
func (v *view) Other() Language {
	if v.ID() {
		return English
	}
	return Indonesian
}

func (c *Contract) view(w *writer) *view {
	info := c.doc.Info
	return &view{writer: w, Title: w.Publisher, API: info.Version, About: w.text(info.Description, info.Extensions, "description"),
		Guides: c.guidesIn(w), Filters: c.filters(w), Groups: c.groups(w), Problems: c.problemsIn(w)}
}

func (c *Contract) guidesIn(w *writer) (all []guideView) {
	for _, g := range c.guides {
		v := guideView{ID: g.ID, Title: w.pick(g.Title)}
		for _, s := range g.Steps {
			one := step{Text: w.pick(words{s.En, s.ID})}
			address, ok := fill(s.Address, func(name string) (string, bool) { return w.sample("", name) })
			switch {
			case s.Address == "" || !ok: // nothing like it is published
			case s.Curl:
				one.Curl = curl(w.Base+address, isText(address), false)
			default:
				one.Link = w.Base + address
			}
			v.Steps = append(v.Steps, one)
		}
		all = append(all, v)
	}
	return all
}

func (c *Contract) problemsIn(w *writer) (all []problemView) {
	for _, name := range slices.Sorted(maps.Keys(c.problems)) {
		p := c.problems[name]
		all = append(all, problemView{name, w.pick(p.Title), marked(w.pick(p.Remedy))})
	}
	return all
}

// groups are the operations by their first tags, in the order in which the contract names the tags.
func (c *Contract) groups(w *writer) (all []group) {
	for _, tag := range c.doc.Tags {
		g := group{Name: tag.Name, About: w.text(tag.Description, tag.Extensions, "description")}
		for _, path := range slices.SortedFunc(maps.Keys(c.doc.Paths.Map()), comparePaths) {
			if o := c.doc.Paths.Value(path).Get; o != nil && len(o.Tags) > 0 && o.Tags[0] == tag.Name {
				one := w.operation(path, o)
				one.Filtered = len(c.doc.Paths.Value(path).Parameters) > 0
				g.Operations = append(g.Operations, one)
			}
		}
		if len(g.Operations) > 0 {
			all = append(all, g)
		}
	}
	return all
}

// filters are the parameters that the contract gives to addresses as a whole, each told once: many addresses share them.
func (c *Contract) filters(w *writer) (all []parameter) {
	for _, path := range slices.SortedFunc(maps.Keys(c.doc.Paths.Map()), comparePaths) {
		for _, one := range w.parameters("", c.doc.Paths.Value(path).Parameters) {
			if !slices.ContainsFunc(all, func(p parameter) bool { return p.Name == one.Name }) {
				all = append(all, one)
			}
		}
	}
	return all
}

// comparePaths puts what leads to many before what leads to one.
func comparePaths(a, b string) int {
	return strings.Compare(strings.ReplaceAll(a, "{", "~"), strings.ReplaceAll(b, "{", "~"))
}

// exampleOf is an answer's example: its own, or that of its schema.
func exampleOf(m *openapi3.MediaType) any {
	switch {
	case m.Example != nil:
		return m.Example
	case m.Schema != nil && m.Schema.Value != nil:
		return m.Schema.Value.Example
	}
	return nil
}
