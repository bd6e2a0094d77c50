package flat

import (
	"slices"
	"strings"

	"terang/exporters"
	"terang/schema"
)

// Layout is which tables and columns there are, and which place of a release goes where.
type Layout struct {
	tables []*exporters.Table
	root   *spot
	grids  int // tables of releases; rest and packages follow
}

// spot is a place in releases that has a cell, or leads to one.
type spot struct {
	name    string
	kind    kind
	column  int // of the row that it is in; -1 where it has none
	members map[string]*spot
	id      *spot // of an object that is no row: its id, where that has a column
	lists   bool  // there are tables below it: their rows repeat its id
	grid    *grid // the table of a list of objects

	first, next *spot // what came first, and after it, last time
}

// grid is the table of a list of objects, or of the releases.
type grid struct {
	index, width int
	item         *spot // what a row is
	repeated     []repeated
	id           *spot // the item's own id; nil of a release

	row  [][]byte
	seen ids
}

// repeated says that a row repeats a cell of the row above it.
type repeated struct{ from, to int }

// NewLayout fixes the tables and columns for all releases that were counted. (A release that was not can be written too:
// what has no column stands in rest.) The uses stay as they are. They may have been counted under a schema that has fewer
// extensions: what it took for additional is then in its place.
func NewLayout(s *schema.Schema, uses *Uses) *Layout {
	own := NewUses(s)
	own.Add(uses)
	own.prune()
	own.root.resolve()
	l := &layouter{Layout: &Layout{}, taken: map[string]bool{"releases": true, "rest": true, "packages": true}}
	l.releases(own.root)
	slices.SortFunc(l.additional, func(a, b pending) int { return compareHeadings(a.list.heading, b.list.heading) })
	for i := 0; i < len(l.additional); i++ { // what these hold is made with them
		l.list(l.additional[i])
	}
	l.grids = len(l.tables)
	l.tables = append(l.tables, Rest(), Packages())
	return l.Layout
}

// Tables are the tables in the order of the schema, each after the one that its rows belong to; then those of lists that
// the schema does not name; then rest and packages. A Flattener has their rows in the same order.
func (l *Layout) Tables() []*exporters.Table { return l.tables }

// layouter makes a layout.
type layouter struct {
	*Layout
	taken      map[string]bool // names of tables
	additional []pending       // lists beyond the schema, whose tables come last
}

// rowPlan is a table in the making.
type rowPlan struct {
	*grid
	table *exporters.Table
	keys  []ancestor // the ids that its rows begin with
	path  []string   // of the members that lead to it
	late  []ancestor // additional fields, whose columns stand after those of the schema
	below []pending
}

// ancestor is a value and where its column is known.
type ancestor struct {
	*use
	*spot
}

// pending is a table that is made when the row that it hangs on is complete.
type pending struct {
	list *use
	spot *spot
	from *rowPlan
	ids  []ancestor // of the objects between the row and the list
	path []string
}

// releases makes the table of the releases, and all that the schema hangs on it.
func (l *layouter) releases(u *use) {
	p := l.begin("releases", u.shape.field)
	l.root = p.item
	l.root.grid = p.grid
	for _, name := range []string{"ocid", "id"} { // whether or not a release was counted
		key := u.members[name]
		if key == nil {
			key = &use{name: name, heading: name, shape: u.shape.member(name), list: never}
			u.members[name] = key
		}
		key.cell, key.item, key.members = former, nil, nil
		l.key(p, key)
	}
	l.row(p, u)
}

// list makes the table of a list, and all that the schema hangs on it.
func (l *layouter) list(at pending) {
	item := at.list.item
	id := item.members["id"]
	if id == nil || id.cell == never {
		return
	}
	p := l.begin(tableOf(at.path, l.taken), at.list.shape.field)
	p.path = at.path
	for i, key := range slices.Concat(at.from.keys, at.ids) {
		column := p.column(key.use, i < len(at.from.keys))
		p.repeated = append(p.repeated, repeated{key.column, column})
		p.keys = append(p.keys, ancestor{key.use, &spot{column: column}})
	}
	l.key(p, id)
	p.id = p.item.members["id"]
	at.spot.grid = p.grid
	l.row(p, item)
}

func (l *layouter) begin(name string, f *schema.Field) *rowPlan {
	t := &exporters.Table{Name: Folder + name}
	if f != nil {
		t.Title, t.TitleID = f.Title, f.TitleID
	}
	l.tables = append(l.tables, t)
	item := &spot{kind: ofObject, column: -1, members: map[string]*spot{}}
	return &rowPlan{grid: &grid{index: len(l.tables) - 1, item: item}, table: t}
}

// key adds the column of an id that names the row, or with others names it.
func (l *layouter) key(p *rowPlan, u *use) {
	s := &spot{name: u.name, kind: u.shape.kind, column: p.column(u, true), members: map[string]*spot{}}
	p.item.members[u.name] = s
	p.keys = append(p.keys, ancestor{u, s})
}

// row lays out what a row holds besides its keys, then the tables that hang on it.
func (l *layouter) row(p *rowPlan, item *use) {
	l.object(p, p.item, item, p.path, nil)
	slices.SortFunc(p.late, func(a, b ancestor) int { return compareHeadings(a.heading, b.heading) })
	for _, late := range p.late {
		late.spot.column = p.column(late.use, false)
	}
	for _, list := range p.below {
		if list.list.additional() && !item.additional() {
			l.additional = append(l.additional, list)
		} else {
			l.list(list)
		}
	}
}

// object lays out the members of an object. ids are those of the objects between it and the row.
func (l *layouter) object(p *rowPlan, at *spot, u *use, path []string, ids []ancestor) {
	for _, member := range u.ordered() {
		s := at.members[member.name]
		if s == nil {
			s = &spot{name: member.name, kind: member.shape.kind, column: -1, members: map[string]*spot{}}
			at.members[member.name] = s
			l.cell(p, s, member)
		}
		if member.name == "id" && at != p.item && member.cell != never {
			at.id = s
			ids = append(slices.Clip(ids), ancestor{member, s})
		}
		way := append(slices.Clip(path), member.name)
		before := len(p.below)
		if member.item != nil {
			p.below = append(p.below, pending{member, s, p, ids, way})
		}
		l.object(p, s, member, way, ids)
		s.lists = len(p.below) > before
	}
}

// cell gives a place its column, at once or after those of the schema.
func (l *layouter) cell(p *rowPlan, s *spot, u *use) {
	switch {
	case u.cell == never:
	case u.shape.field == nil:
		p.late = append(p.late, ancestor{u, s})
	default:
		s.column = p.column(u, false)
	}
}

// column adds a column and gives its number.
func (p *rowPlan) column(u *use, key bool) int {
	kind, scale := u.shape.kind.columnType()
	c := exporters.Column{Name: u.heading, Type: kind, Scale: scale, Pointer: generic(u.heading), Additional: u.shape.field == nil, Key: key, Sought: u.heading == "ocid"}
	if f := u.shape.field; f != nil {
		c.Title, c.TitleID, c.Description, c.DescriptionID = f.Title, f.TitleID, f.Description, f.DescriptionID
	}
	if u.shape.translation {
		language := " (" + u.name[strings.LastIndexByte(u.name, '_')+1:] + ")"
		c.Title, c.TitleID = c.Title+language, c.TitleID+language
	}
	p.table.Columns = append(p.table.Columns, c)
	p.width = len(p.table.Columns)
	return p.width - 1
}

// ordered gives the members of an object: its id, those that the schema names in its order, each with its
// translations, then the others by name.
func (u *use) ordered() (all []*use) {
	translations := map[*schema.Field][]*use{}
	var others []*use
	for _, member := range u.members {
		switch {
		case member.shape.translation:
			translations[member.shape.field] = append(translations[member.shape.field], member)
		case u.shape.field == nil || u.shape.field.Properties[member.name] == nil:
			others = append(others, member)
		}
	}
	byName := func(a, b *use) int { return strings.Compare(a.name, b.name) }
	if u.shape.field != nil {
		for _, name := range u.shape.field.Order {
			if member := u.members[name]; member != nil {
				all = append(all, member)
			}
			these := translations[u.shape.field.Properties[name]]
			slices.SortFunc(these, byName)
			all = append(all, these...)
		}
	}
	slices.SortFunc(others, byName)
	all = append(all, others...)
	slices.SortStableFunc(all, func(a, b *use) int { return b2i(b.name == "id") - b2i(a.name == "id") })
	return all
}

// compareHeadings orders headings member by member.
func compareHeadings(a, b string) int {
	return slices.Compare(strings.Split(a, "/"), strings.Split(b, "/"))
}
