package importers

import (
	"regexp"
	"strings"
)

var digits = regexp.MustCompile(`[0-9]+`)

// columnsOf are the columns that a profile reads of a table: in its own rules, and where others find something in it.
func (p *Profile) columnsOf(t *Table) map[string]bool {
	read := columnSet{}
	t.visit(p, read.expression)
	for _, other := range p.Tables {
		other.visit(p, func(e *expression) { read.found(e, t) })
	}
	return read
}

type columnSet map[string]bool

func (c columnSet) expression(e *expression) {
	for _, t := range e.first {
		c[t.column] = true
	}
}

// found adds what an expression finds in a table.
func (c columnSet) found(e *expression, t *Table) {
	for _, step := range e.convert {
		if step.name != "find" {
			continue
		}
		if name, _, _ := strings.Cut(step.args[0], "."); name == t.Name {
			c[step.args[1]] = true
		}
	}
}

// visit passes every expression of a table's rules.
func (t *Table) visit(p *Profile, each func(*expression)) {
	t.Process.visit(each)
	t.Zone.visit(each)
	for _, key := range t.Keys {
		key.visit(each)
	}
	for _, s := range t.Skip {
		visitConditions(s.when, each)
	}
	for _, r := range t.Release {
		r.stage.visit(each)
		r.date.visit(each)
		r.group.visit(p, each)
	}
}

func (g *group) visit(p *Profile, each func(*expression)) {
	visitConditions(g.when, each)
	for _, f := range g.fields {
		f.ids.visit(each)
		f.each.visit(each)
		f.value.visit(each)
		for _, e := range f.values {
			e.visit(each)
		}
		if f.group != nil {
			f.group.visit(p, each)
		}
		if rule := p.Parties[f.party]; rule != nil {
			rule.visit(each)
		}
	}
}

func (r *partyRule) visit(each func(*expression)) {
	for _, e := range append([]*expression{r.id, r.name, r.unnamed, r.address, r.vendor, r.form, r.scale}, r.npwp...) {
		e.visit(each)
	}
}

func visitConditions(all []*condition, each func(*expression)) {
	for _, one := range all {
		one.left.visit(each)
	}
}

// visit passes an expression and those within its templates; none where there is no expression.
func (e *expression) visit(each func(*expression)) {
	if e == nil {
		return
	}
	each(e)
	for _, t := range e.first {
		t.template.visit(each)
	}
}

func (t *template) visit(each func(*expression)) {
	if t == nil {
		return
	}
	for _, p := range t.parts {
		p.of.visit(each)
	}
}
