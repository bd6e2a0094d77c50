package flat

import (
	"math"
	"strings"

	"terang/exporters"
	"terang/schema"
)

// Uses are the places that releases use, which decide what tables and columns there are. Fill one in each goroutine and
// add them up: the result is the same in whatever order that is done.
type Uses struct {
	root   *use
	number int64 // of the release that is being counted
	turn   int   // counts releases
	used   int   // places that this one uses and the schema does not name
	grown  int   // places that the schema does not name, since the last pruning
	allow  int   // of them before the next
}

// use is a place in releases, with the number of the first release that has a cell or a list of objects there.
type use struct {
	name    string
	heading string // of the place; of an item, with its index
	shape   shape
	lists   int // above it
	cell    int64
	list    int64
	members map[string]*use
	item    *use // of a list of objects
	turn    int  // in which it was used last

	first, next *use // what came first, and after it, last time
}

// Numbers of uses that are not there, and of those that a former version had.
const (
	never  = math.MaxInt64
	former = math.MinInt64
)

// NewUses returns no uses. The schema is the one that has all extensions which the data declare.
func NewUses(s *schema.Schema) *Uses {
	root := &use{shape: rootShape(s), cell: never, list: never, members: map[string]*use{}}
	return &Uses{root: root, allow: pruneAt}
}

// Count adds the places that a release uses. Its number says where it stands among all: where there are more places
// than the dialect's limits allow, those stay that were used first.
func (u *Uses) Count(tree *schema.Value, number int64) {
	u.number, u.used = number, 0
	u.turn++
	u.object(u.root, tree)
	if u.grown > u.allow {
		u.prune()
	}
}

func (u *Uses) object(at *use, object *schema.Value) {
	var last *use
	for name, value := range object.Members() {
		member := u.member(at, last, name)
		if member == nil {
			continue
		}
		if last = member; !member.additional() || !u.enough(member) {
			u.value(member, value)
		}
	}
}

func (u *Uses) value(at *use, value *schema.Value) {
	switch kind := at.shape.kind; {
	case value.IsObject():
		if kind == ofObject || kind == ofAny {
			u.object(at, value)
		}
	case (kind == ofObjects || kind == ofAny) && hasObjects(value):
		u.items(at, value)
	case shows(kind, value):
		at.cell = min(at.cell, u.number)
	}
}

func (u *Uses) items(at *use, list *schema.Value) {
	for _, item := range list.Items() {
		if id := item.Get("id"); !(id.IsText() && !id.Empty() || id.IsNumber()) {
			continue
		}
		if at.item == nil && !at.begin() {
			return
		}
		at.list = min(at.list, u.number)
		u.object(at.item, item)
	}
}

// begin makes the place of a list's items, unless lists are too deep.
func (at *use) begin() bool {
	if at.lists == deepestList || len(at.heading)+2 > longestHeading {
		return false
	}
	at.item = &use{heading: at.heading + "/0", shape: at.shape.item(), lists: at.lists + 1, cell: never, list: never}
	return true
}

// member is the place of an object's member; nil where it can have none.
func (u *Uses) member(at, last *use, name string) *use {
	guess := &at.first
	if last != nil {
		guess = &last.next
	}
	if *guess != nil && (*guess).name == name {
		return *guess
	}
	found := at.members[name]
	if found == nil {
		found = u.add(at, name)
	}
	if found != nil {
		*guess = found
	}
	return found
}

// enough says whether the release uses more places beyond the schema, this one among them, than are counted of one.
func (u *Uses) enough(at *use) bool {
	if at.turn != u.turn {
		at.turn = u.turn
		u.used++
	}
	return u.used > pruneAt
}

func (u *Uses) add(at *use, name string) *use {
	if !fits(name) || len(at.heading)+1+len(name) > longestHeading {
		return nil
	}
	name = strings.Clone(name) // the tree is not kept
	member := &use{name: name, heading: headingOf(at.heading, name), shape: at.shape.member(name), lists: at.lists, cell: never, list: never}
	if member.additional() {
		u.grown++
	}
	if at.members == nil {
		at.members = map[string]*use{}
	}
	at.members[name] = member
	return member
}

// additional says whether the schema does not name the place, so that it counts towards the limits.
func (at *use) additional() bool { return at.shape.field == nil || at.shape.translation }

// hasObjects says whether the value is a list in which an object stands.
func hasObjects(value *schema.Value) bool {
	for _, item := range value.Items() {
		if item.IsObject() {
			return true
		}
	}
	return false
}

// shows says whether a value that is neither an object nor a list with objects may show in a cell.
func shows(kind kind, value *schema.Value) bool {
	switch {
	case value.IsText() && len(value.Raw()) == 2, value.IsNull(), value.IsList() && value.Len() == 0:
		return false
	}
	switch kind {
	case ofObject, ofObjects:
		return false
	case ofNumber, ofInteger:
		return value.IsNumber()
	case ofBoolean:
		return value.IsBool()
	}
	return true
}

// Add adds the uses that another goroutine has counted, which stay as they are.
func (u *Uses) Add(other *Uses) {
	u.join(u.root, other.root)
	if u.grown > u.allow {
		u.prune()
	}
}

// join takes what the schema here has room for: the other may have been counted under another schema.
func (u *Uses) join(at, other *use) {
	kind := at.shape.kind
	if kind.hasCell() {
		at.cell = min(at.cell, other.cell)
	}
	if kind == ofObject || kind == ofAny {
		for name, member := range other.members {
			here := at.members[name]
			if here == nil {
				here = u.add(at, name)
			}
			u.join(here, member)
		}
	}
	if other.item != nil && (kind == ofObjects || kind == ofAny) && (at.item != nil || at.begin()) {
		at.list = min(at.list, other.list)
		u.join(at.item, other.item)
	}
}

// FromTables adds the columns that a former version has, so that they stay whether or not a release still uses them. A
// column at a place that the schema has made into something else is left out.
func (u *Uses) FromTables(tables []*exporters.Table) {
	for _, t := range tables {
		if !strings.HasPrefix(t.Name, Folder) || t.Name == RestTable || t.Name == PackagesTable {
			continue
		}
		for _, column := range t.Columns {
			if way, ok := steps(column.Name); ok {
				u.former(way)
			}
		}
	}
}

func (u *Uses) former(way []step) {
	at := u.root
	for i, s := range way {
		if at = u.member(at, nil, s.name); at == nil {
			return
		}
		last, kind := i == len(way)-1, at.shape.kind
		switch {
		case last && kind.hasCell():
			at.cell = former
		case !last && s.list && (kind == ofObjects || kind == ofAny) && (at.item != nil || at.begin()):
			at.list = former
			at = at.item
		case last, s.list, kind != ofObject && kind != ofAny:
			return
		}
	}
}
