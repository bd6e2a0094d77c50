package flat

import (
	"errors"
	"slices"
	"strconv"
	"strings"
)

// deepest is how many steps a heading may have, as values of a release may.
const deepest = 100

// place is a node of the tree that a table's headings draw: where the cells of its columns go.
type place struct {
	name   string // of a member
	index  int    // of an item: it only orders siblings
	kind   placeKind
	column int   // of a value: whose cells it takes
	shape  shape // of a value: what the cells are to be
	id     int   // of an item: the column of its id, -1 without
	again  bool  // of a value: another column is for the same member

	number int // among the places of the table
	parent *place
	parts  []*place
}

type placeKind byte

const (
	objectPlace placeKind = iota
	listPlace
	valuePlace
)

// plan is how the rows of one table are read.
type plan struct {
	root     *place
	columns  []*place // of each column, nil where none of its cells can be used
	order    []int    // columns that are used, in the order in which siblings stand
	places   int      // how many there are
	ocid, id int      // columns of the release's key, -1 without
	depth    int      // how many lists its deepest rows stand in
}

// newPlan reads headings, the shape being that of what the rows are parts of. With strict they are as our own files have
// them; else spaces around names, a leading slash and trailing brackets are passed over, where the schema does not have
// the name as it stands.
func newPlan(headings []string, whole shape, strict bool) *plan {
	paths := make([][]string, len(headings))
	for i, heading := range headings {
		if heading != "" {
			paths[i] = tokens(heading, whole, strict)
		}
	}
	return planOf(paths, whole)
}

// planOf is the plan of columns by their names and indices; none where a column's cells cannot be used.
func planOf(paths [][]string, whole shape) *plan {
	p := &plan{columns: make([]*place, len(paths)), ocid: -1, id: -1}
	p.root = p.place(nil, objectPlace)
	for i, path := range paths {
		if len(path) > 0 {
			p.columns[i] = p.add(path, whole, i)
		}
	}
	p.finish(p.root, 0)
	p.ocid, p.id = p.root.columnOf("ocid"), p.root.columnOf("id")
	return p
}

// tokens cuts a heading into names and indices.
func tokens(heading string, at shape, strict bool) []string {
	if !strict {
		heading = strings.TrimPrefix(heading, "/")
	}
	path := strings.Split(heading, "/")
	for i, token := range path {
		token = unescape.Replace(token)
		next := at.member(token)
		if !strict && next.field == nil {
			token = strings.TrimRight(strings.TrimSpace(token), "[]")
			next = at.member(token)
		}
		path[i] = token
		if _, index := indexOf(token); !index {
			at = next
		} else if at.kind == ofObjects {
			at = at.item()
		}
	}
	return path
}

var unescape = strings.NewReplacer("~1", "/", "~0", "~")

// indexOf reads a token that is a number.
func indexOf(token string) (int, bool) {
	for i := range len(token) {
		if token[i] < '0' || token[i] > '9' {
			return 0, false
		}
	}
	n, err := strconv.Atoi(token)
	return n, token != "" && !errors.Is(err, strconv.ErrSyntax) // one too large stays one
}

// add makes the places of a heading; nil where no field can have such a name, or where it makes scalars of a list of
// which another heading makes objects.
func (p *plan) add(path []string, is shape, column int) *place {
	at := p.root
	for i := 0; i < len(path) && at != nil; i++ {
		name := path[i]
		if _, index := indexOf(name); index || name == "" || i > deepest {
			return nil
		}
		is = is.member(name)
		n, last := -1, i+1 == len(path)
		list := !last && is.kind == ofObjects // though the heading has no index
		if !last {
			if index, ok := indexOf(path[i+1]); ok {
				n, list, i = index, true, i+1
				last = i+1 == len(path)
			}
		}
		switch {
		case list:
			at = p.item(p.member(at, name, listPlace), n, last)
			is = is.entry(last)
		case last:
			at = p.value(at, name)
		default:
			at = p.member(at, name, objectPlace)
		}
	}
	if at != nil {
		at.column, at.shape = column, is
	}
	return at
}

// entry is the shape of a list's item: a scalar, or else an object.
func (s shape) entry(scalar bool) shape {
	if !scalar {
		return s.item()
	}
	if s.kind == ofNumbers {
		return shape{kind: ofNumber}
	}
	return shape{kind: ofText}
}

func (p *plan) place(parent *place, kind placeKind) *place {
	at := &place{parent: parent, kind: kind, column: -1, id: -1, number: p.places}
	p.places++
	if parent != nil {
		parent.parts = append(parent.parts, at)
	}
	return at
}

// member gives an object's member that is an object or a list. Another heading may have something of another kind at its
// place: what a row has is known only from its cells.
func (p *plan) member(object *place, name string, kind placeKind) *place {
	for _, part := range object.parts {
		if part.name == name && part.kind == kind {
			return part
		}
	}
	part := p.place(object, kind)
	part.name = name
	return part
}

func (p *plan) value(object *place, name string) *place {
	again := slices.ContainsFunc(object.parts, func(part *place) bool { return part.name == name })
	part := p.place(object, valuePlace)
	part.name, part.again = name, again
	return part
}

// item gives a list's item, which is an object or, of a list of scalars, a value.
func (p *plan) item(list *place, index int, scalar bool) *place {
	kind := objectPlace
	if scalar {
		kind = valuePlace
	}
	for _, part := range list.parts {
		if part.kind != kind {
			return nil
		}
		if part.index == index && !scalar {
			return part
		}
	}
	part := p.place(list, kind)
	part.index = index
	return part
}

// finish orders siblings, finds the columns of ids, and notes in which order the cells of a row are taken.
func (p *plan) finish(at *place, depth int) {
	p.depth = max(p.depth, depth)
	if at.kind == valuePlace {
		p.order = append(p.order, at.column)
		return
	}
	if at.kind == listPlace {
		depth++
		slices.SortStableFunc(at.parts, func(a, b *place) int { return a.index - b.index })
	} else if at.parent != nil && at.parent.kind == listPlace {
		at.id = at.columnOf("id")
	}
	for _, part := range at.parts {
		p.finish(part, depth)
	}
}

// columnOf is the column of an object's own value, -1 where no heading has it.
func (at *place) columnOf(name string) int {
	for _, part := range at.parts {
		if part.name == name && part.kind == valuePlace {
			return part.column
		}
	}
	return -1
}
