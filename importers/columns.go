package importers

import "regexp"

var digits = regexp.MustCompile(`[0-9]+`)

// columnsOf are the columns that a profile reads of a table.
func (p *Profile) columnsOf(t *Table) map[string]bool {
	read := columnSet{}
	read.expression(t.Process)
	read.expression(t.Zone)
	for _, key := range t.Keys {
		read.template(key)
	}
	for _, s := range t.Skip {
		read.conditions(s.when)
	}
	for _, r := range t.Release {
		read.template(r.stage)
		read.expression(r.date)
		read.group(r.group, p)
	}
	for _, other := range p.Tables { // columns that others find in it
		for _, r := range other.Release {
			read.found(r.group, t)
		}
	}
	return read
}

type columnSet map[string]bool

func (c columnSet) template(t *template) {
	if t == nil {
		return
	}
	for _, p := range t.parts {
		c.expression(p.of)
	}
}

func (c columnSet) expression(e *expression) {
	if e == nil {
		return
	}
	for _, t := range e.first {
		c[t.column] = true
		c.template(t.template)
	}
}

func (c columnSet) conditions(all []*condition) {
	for _, one := range all {
		c.expression(one.left)
	}
}

func (c columnSet) group(g *group, p *Profile) {
	c.conditions(g.when)
	for _, f := range g.fields {
		c.template(f.ids)
		c.expression(f.each)
		c.expression(f.value)
		for _, e := range f.values {
			c.expression(e)
		}
		if f.group != nil {
			c.group(f.group, p)
		}
		if f.party != "" {
			c.party(p.Parties[f.party])
		}
	}
}

func (c columnSet) party(r *partyRule) {
	for _, e := range append([]*expression{r.id, r.name, r.address, r.vendor, r.form, r.scale}, r.npwp...) {
		c.expression(e)
	}
}

// found adds what a group's expressions find in a table.
func (c columnSet) found(g *group, t *Table) {
	for _, f := range g.fields {
		if f.value != nil {
			for _, step := range f.value.convert {
				if step.name == "find" && len(step.args[0]) > len(t.Name) && step.args[0][:len(t.Name)+1] == t.Name+"." {
					c[step.args[1]] = true
				}
			}
		}
		if f.group != nil {
			c.found(f.group, t)
		}
	}
}
