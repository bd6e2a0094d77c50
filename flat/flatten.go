package flat

import (
	"terang/exporters"
	"terang/schema"
)

// mostBytes is how much one release may come to as rows, with the keys that they repeat, and as much again as rows of
// rest. Lists beyond it stand in rest whole; with more than that in rest, the whole release does.
const mostBytes = 256 << 20

// Flattener writes releases as rows. It is for one goroutine.
type Flattener struct {
	root  *spot
	rows  []*exporters.Rows // by table
	width []int
	rest  rest

	cells   []byte // texts of cells that are not as they stand in the line
	written int    // bytes of the release's rows
}

// Flattener returns a new one, which has places and buffers of its own.
func (l *Layout) Flattener() *Flattener {
	f := &Flattener{root: l.root.own(), rows: make([]*exporters.Rows, len(l.tables))}
	for _, t := range l.tables {
		f.width = append(f.width, len(t.Columns))
	}
	f.rest.table = l.grids
	return f
}

// own copies a place and all below it.
func (s *spot) own() *spot {
	o := *s
	o.members = make(map[string]*spot, len(s.members))
	for name, member := range s.members {
		o.members[name] = member.own()
	}
	if s.id != nil {
		o.id = o.members["id"]
	}
	if s.grid == nil {
		return &o
	}
	g := *s.grid
	o.grid = &g
	g.row = make([][]byte, g.width)
	if g.item = &o; s.grid.item != s { // of the releases, what has the table is the row too
		g.item = s.grid.item.own()
	}
	if g.id != nil {
		g.id = g.item.members["id"]
	}
	return &o
}

// Take gives what was added since it was last called, by table; nil where there is nothing.
func (f *Flattener) Take() []*exporters.Rows {
	taken := make([]*exporters.Rows, len(f.rows))
	for i, rows := range f.rows {
		if rows != nil && rows.Len() > 0 {
			taken[i] = rows.Cut()
		}
	}
	return taken
}

func (f *Flattener) add(table int, row [][]byte) {
	if f.rows[table] == nil {
		f.rows[table] = exporters.NewRows(f.width[table])
	}
	f.rows[table].Append(row)
}

// Key gives the cells by which the rows of a release are joined; false where it has none, so that Whole must take it. (One
// that has the key of a release before must be given to Whole too.) They hold until the next release.
func (f *Flattener) Key(tree *schema.Value) (ocid, id []byte, ok bool) {
	ocid, first := f.key(f.root.members["ocid"], tree.Get("ocid"))
	id, second := f.key(f.root.members["id"], tree.Get("id"))
	return ocid, id, first && second
}

// Release adds a release: one row of releases, those of its lists, and what they cannot carry.
func (f *Flattener) Release(tree *schema.Value) {
	f.cells, f.written = f.cells[:0], 0
	ocid, id, ok := f.Key(tree)
	if !ok {
		f.Whole(tree)
		return
	}
	f.rest.begin(ocid, id)
	g := f.root.grid
	clear(g.row)
	g.row[f.root.members["ocid"].column], g.row[f.root.members["id"].column] = ocid, id
	f.object(f.root, g, tree)
	f.add(g.index, g.row)
	f.rest.end(f, tree)
}

// Whole adds a release that rows cannot be joined to: an empty row of releases, and the release in rest.
func (f *Flattener) Whole(tree *schema.Value) {
	g := f.root.grid
	clear(g.row)
	f.add(g.index, g.row)
	f.rest.begin(nil, nil)
	f.rest.value(tree)
	f.rest.end(f, tree)
}

// object takes the members of an object and says whether the tables show any of them.
func (f *Flattener) object(at *spot, g *grid, object *schema.Value) (shown bool) {
	var last *spot
	for name, value := range object.Members() {
		f.rest.path = append(f.rest.path, token{name, memberToken})
		if member := at.follow(last, name); member == nil {
			f.rest.value(value)
		} else {
			last = member
			shown = f.value(member, g, value) || shown
		}
		f.rest.path = f.rest.path[:len(f.rest.path)-1]
	}
	return shown
}

// follow finds a member, first where it was last time.
func (s *spot) follow(last *spot, name string) *spot {
	guess := &s.first
	if last != nil {
		guess = &last.next
	}
	if *guess != nil && (*guess).name == name {
		return *guess
	}
	found := s.members[name]
	if found != nil {
		*guess = found
	}
	return found
}

// value takes a value to its cell, the cells of its members, or the rows of its items; what these do not carry, to rest.
func (f *Flattener) value(at *spot, g *grid, value *schema.Value) (shown bool) {
	switch {
	case value.IsObject() && len(at.members) > 0:
		return f.nested(at, g, value)
	case at.grid != nil && hasObjects(value):
		return f.list(at, g, value)
	}
	if at.column < 0 {
		f.rest.value(value)
		return false
	}
	cell, exact := f.cell(at.kind, value)
	g.row[at.column] = cell
	if !exact {
		f.rest.value(value)
	}
	return len(cell) > 0
}

// nested takes an object within a row. One of which nothing is shown stands in rest whole, so that what is in rest always
// has a parent.
func (f *Flattener) nested(at *spot, g *grid, object *schema.Value) (shown bool) {
	if at.lists && at.id != nil { // the rows below repeat it, wherever it stands in the object
		if id := object.Get("id"); id != nil {
			g.row[at.id.column], _ = f.cell(at.id.kind, id)
		}
	}
	before := f.rest.mark()
	if f.object(at, g, object) {
		return true
	}
	f.rest.back(before)
	f.rest.value(object)
	return false
}

// list takes a list of objects, each to a row of its table; items that cannot have one stand in rest.
func (f *Flattener) list(at *spot, g *grid, list *schema.Value) (shown bool) {
	t := at.grid
	cost := list.Len() * t.cost(g)
	if f.written+cost > mostBytes {
		f.rest.value(list)
		return false
	}
	f.written += cost
	before := f.rest.mark()
	t.seen.forget()
	for i, item := range list.Items() {
		f.rest.path = append(f.rest.path, token{index: i})
		if id, ok := f.key(t.id, item.Get("id")); ok && t.seen.add(id) {
			f.row(t, g, id, item)
			shown = true
		} else {
			f.rest.value(item)
		}
		f.rest.path = f.rest.path[:len(f.rest.path)-1]
	}
	if !shown {
		f.rest.back(before)
		f.rest.value(list)
	}
	return shown
}

func (f *Flattener) row(t, above *grid, id []byte, item *schema.Value) {
	clear(t.row)
	for _, r := range t.repeated {
		t.row[r.to] = above.row[r.from]
	}
	t.row[t.id.column] = id
	f.object(t.item, t, item)
	f.add(t.index, t.row)
}

// cost is how many bytes a row has at least.
func (t *grid) cost(above *grid) int {
	n := 4 * t.width
	for _, r := range t.repeated {
		n += len(above.row[r.from])
	}
	return n
}
