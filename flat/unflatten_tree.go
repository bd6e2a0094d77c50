package flat

import (
	"bytes"
)

// node is a value of a release that is being made again from its rows.
type node struct {
	name  string // of a member
	id    []byte // of a list's item that has one: the cell by which rows are joined
	kind  nodeKind
	leaf  []byte // of a value: its JSON text
	cell  cellAt // of a value: where it stands, for findings
	bad   fault  // of a value: why the cell is not what the schema wants
	row   int    // the row, counted within the release, that made the node
	parts []*node

	byID map[string]*node // items of a long list
	last int              // of a list: the item that was asked for last
}

type nodeKind byte

const (
	leafNode nodeKind = iota
	objectNode
	listNode
)

// cellAt is where a value was read.
type cellAt struct {
	table  *table
	row    int
	column int
}

// tree is one release, or the words of one package, in the making. It is used again for the next.
type tree struct {
	root  *node
	slabs [][]node // where nodes are kept
	used  int      // nodes of them
	text  []byte   // where values are kept
	row   int      // how many rows there have been
	slots map[*table][]slot
	dense [][]byte // the cells of the row at hand, by column
	found func(Found)
	key   releaseKey // what findings are about
	fill  *filling   // nil for tables that programs wrote
}

// slot remembers what node a place stands for in a row.
type slot struct {
	row  int
	node *node
}

func newTree(found func(Found)) *tree {
	t := &tree{slots: map[*table][]slot{}, found: found}
	t.reset(releaseKey{})
	return t
}

// reset begins anew; nodes that were given out are used again.
func (t *tree) reset(key releaseKey) {
	t.key = key
	t.used, t.text = 0, t.text[:0]
	t.root = t.node("", objectNode)
	t.row++ // never begun anew, so that no slot remembers another release's row
}

const slabSize = 512

func (t *tree) node(name string, kind nodeKind) *node {
	if t.used == len(t.slabs)*slabSize {
		t.slabs = append(t.slabs, make([]node, slabSize))
	}
	n := &t.slabs[t.used/slabSize][t.used%slabSize]
	t.used++
	*n = node{name: name, kind: kind, row: t.row, parts: n.parts[:0]}
	return n
}

// add takes the cells of a row that are not empty.
func (t *tree) add(from *table, number int, cells []heldCell) {
	t.row++
	p := from.plan
	if t.slots[from] == nil {
		t.slots[from] = make([]slot, p.places)
	}
	slots := t.slots[from]
	slots[p.root.number] = slot{t.row, t.root}
	if len(t.dense) < len(p.columns) {
		t.dense = make([][]byte, len(p.columns))
	}
	for _, c := range cells {
		t.dense[c.column] = c.text
	}
	for _, c := range cells {
		at, where := p.columns[c.column], cellAt{from, number, c.column}
		if from.form != nil && isFormulaError(c.text) {
			t.problem(CodeFormula, where, c.text, from.heading(c.column), string(c.text))
		} else if owner := t.owner(at.parent, slots); owner == nil {
			t.problem(CodeHeading, where, c.text, from.heading(c.column))
		} else {
			t.set(owner, at, where, c)
		}
	}
	for _, c := range cells {
		t.dense[c.column] = nil
	}
}

// owner is the object or list of a place in the row at hand, made where it is not there; nil where something of another
// kind is there.
func (t *tree) owner(at *place, slots []slot) *node {
	if s := &slots[at.number]; s.row == t.row {
		return s.node
	}
	above := t.owner(at.parent, slots)
	var n *node
	switch {
	case above == nil:
	case at.parent.kind == listPlace:
		n = t.item(above, at)
	case at.kind == listPlace:
		n = t.member(above, at.name, listNode)
	default:
		n = t.member(above, at.name, objectNode)
	}
	slots[at.number] = slot{t.row, n}
	return n
}

func (n *node) part(name string) *node {
	for _, part := range n.parts {
		if part.name == name {
			return part
		}
	}
	return nil
}

func (t *tree) member(object *node, name string, kind nodeKind) *node {
	part := object.part(name)
	if part == nil {
		part = t.node(name, kind)
		object.parts = append(object.parts, part)
	}
	if part.kind != kind {
		return nil
	}
	return part
}

// longList is from how many items on they are found by an index.
const longList = 16

// item is the list's item with the id of the row; one without an id is always new.
func (t *tree) item(list *node, at *place) *node {
	var id []byte
	if at.id >= 0 {
		id = t.dense[at.id]
	}
	if len(id) > 0 {
		if n := list.find(id); n != nil {
			n.row = 0 // what this row says may be there
			return n
		}
	}
	n := t.node("", objectNode)
	n.id = t.keep(id)
	list.parts = append(list.parts, n)
	list.last = len(list.parts) - 1
	if list.byID != nil && len(id) > 0 {
		list.byID[string(id)] = n
	}
	return n
}

// find looks for an item, first where the rows of a table in order would have it.
func (n *node) find(id []byte) *node {
	for i := n.last; i < min(n.last+2, len(n.parts)); i++ {
		if bytes.Equal(n.parts[i].id, id) {
			n.last = i
			return n.parts[i]
		}
	}
	if len(n.parts) < longList {
		for i, part := range n.parts {
			if bytes.Equal(part.id, id) {
				n.last = i
				return part
			}
		}
		return nil
	}
	if n.byID == nil {
		n.byID = make(map[string]*node, 2*len(n.parts))
		for _, part := range n.parts {
			n.byID[string(part.id)] = part
		}
	}
	return n.byID[string(id)]
}

// keep copies bytes to where they hold as long as the tree.
func (t *tree) keep(text []byte) []byte {
	from := len(t.text)
	t.text = append(t.text, text...)
	return t.text[from:len(t.text):len(t.text)]
}

// appendJSON writes a node, and reports the cells in it that are not what the schema wants.
func (t *tree) appendJSON(out []byte, n *node) []byte {
	switch n.kind {
	case leafNode:
		if n.bad != fitting {
			t.misfit(n)
		}
		return append(out, n.leaf...)
	case listNode:
		out = append(out, '[')
		for i, part := range n.parts {
			if i > 0 {
				out = append(out, ',')
			}
			out = t.appendJSON(out, part)
		}
		return append(out, ']')
	}
	out = append(out, '{')
	for i, part := range n.parts {
		if i > 0 {
			out = append(out, ',')
		}
		out = append(appendText(out, []byte(part.name)), ':')
		out = t.appendJSON(out, part)
	}
	return append(out, '}')
}
