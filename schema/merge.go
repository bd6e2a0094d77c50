package schema

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"slices"
)

// ErrMixedProcesses says that releases of different processes were given to one merge.
var ErrMixedProcesses = errors.New("releases of different processes cannot be merged; group them by ocid")

// Merge folds the releases of one contracting process, given in ledger order, into its record, by the rules of
// the schema (OCDS 1.1, "Merging"). Releases count in the order of their dates as instants; equal dates keep
// ledger order. Its time is linear in the releases' size. The releases are not changed.
//
// Where the standard's text and its reference implementation disagree:
//   - null over a populated object or list removes it, as the text says: every value below gets a null entry
//     in the versioned release, and the compiled release has neither the values nor the emptied items;
//   - items with the ids 1 and "1" are two items;
//   - an object over another kind of value (or the reverse) replaces it whole, with a finding, where the
//     reference implementation gives up;
//   - true is not equal to 1.
func (s *Schema) Merge(releases []*Release) (*Record, error) {
	m := &merger{record: &Record{root: &node{kind: object, field: s.release}}}
	ordered, undated := inOrder(releases)
	if undated != nil {
		m.note(CodeUndated, undated, "", "")
	}
	m.record.Releases = ordered
	for _, r := range ordered {
		if err := m.add(r); err != nil {
			return nil, fmt.Errorf("merge %s: release %s: %w", r.OCID, r.ID, err)
		}
	}
	return m.record, nil
}

// inOrder sorts by instant. If a release has no readable date the text of the dates decides for all, as in the
// reference implementation; that release is returned too.
func inOrder(releases []*Release) (ordered []*Release, undated *Release) {
	ordered = slices.Clone(releases)
	for _, r := range releases {
		if r.Date.IsZero() && len(releases) > 1 {
			undated = r
		}
	}
	slices.SortStableFunc(ordered, func(a, b *Release) int {
		if undated != nil {
			return cmp.Compare(text(a.rawDate), text(b.rawDate))
		}
		return a.Date.Compare(b.Date)
	})
	return ordered, undated
}

// node is a place of the record that grows as releases are added: a leaf, an object or a list.
type node struct {
	kind kind
	gone bool // a null came over the whole object, list or item, and nothing since

	parent *node
	field  *Field // of the schema; nil where the schema does not name the place
	name   []byte // of an object's member
	id     []byte // of an item, as first written; nil for an item without id, or with null for one

	history []entry          // of a leaf: its values, each differing from the one before
	parts   []*node          // of an object its members, of a list its items, in order of first appearance
	index   map[string]*node // of the parts, once they are many: by name or by canonical id
	key     []byte           // of an item: its canonical id; nil for an item that matches no other

	touched *Release // the latest release that had anything here
}

type kind byte

const (
	unknown kind = iota
	leaf
	object
	list
)

// entry is a value of a leaf, with the release that brought it.
type entry struct {
	release *Release
	raw     []byte
}

// merger adds releases to a record.
type merger struct {
	record  *Record
	release *Release
	noted   map[string]bool // findings made, by code and path
	nodes   []node          // not yet used: many to an allocation
	entries []entry
}

func (m *merger) add(r *Release) error {
	p := parsers.Get().(*parser)
	defer parsers.Put(p) // the record keeps bytes of the line, not the tree
	v, err := p.parse(r.Line)
	if err != nil {
		return err
	}
	if m.record.last != nil && r.OCID != m.record.last.OCID {
		return ErrMixedProcesses
	}
	m.release, m.record.last = r, r
	m.members(m.record.root, &v)
	return nil
}

// members merges the members of an object, but for the release's tag: the record has its own, whatever the schema says.
func (m *merger) members(n *node, v *Value) {
	root := n.parent == nil
	for i := range v.members {
		part := &v.members[i]
		if !(root && part.name == "tag") {
			m.member(n, part, i)
		}
	}
}

// member merges one member of an object. It is likely to stand where it stood in the release before.
func (m *merger) member(n *node, part *Member, likely int) {
	name := bytesOf(part.name)
	child := n.find(name, likely)
	if child == nil {
		field := n.field.property(part.name)
		if field.mergeRule() == mergeOmit || vanishes(&part.Value, field) {
			return
		}
		child = m.node(n, field)
		child.name = name
		n.add(child, name)
	} else if vanishes(&part.Value, child.field) {
		return
	}
	m.value(child, &part.Value)
}

// vanishes says whether the value has nothing to merge: an empty object, or an empty list merged by its items.
func vanishes(v *Value, f *Field) bool {
	return len(v.members) == 0 && (v.IsObject() || v.IsList()) && f.mergeRule() != mergeWhole
}

// kindOf says how a value merges at its place.
func kindOf(v *Value, f *Field) kind {
	switch {
	case v.IsObject() && f.mergeRule() != mergeWhole:
		return object
	case v.IsList() && f.mergeRule() != mergeWhole:
		for i := range v.members {
			if !v.members[i].IsObject() {
				return leaf
			}
		}
		return list
	}
	return leaf
}

func (m *merger) value(n *node, v *Value) {
	k := kindOf(v, n.field)
	switch {
	case n.kind == unknown || n.kind == k:
	case v.IsNull():
		m.remove(n)
		return
	case n.kind == leaf && n.onlyNull():
		n.history = nil // nothing stood here that a null could have removed
	default:
		m.mixed(n)
		k = leaf
	}
	n.kind, n.touched, n.gone = k, m.release, false
	switch k {
	case object:
		m.members(n, v)
	case list:
		m.list(n, v)
	default:
		m.leaf(n, v.raw)
	}
}

// leaf adds a value that differs from the one before. A release has one value at a place: the last, should two items
// of one list have the same id.
func (m *merger) leaf(n *node, raw []byte) {
	for k := len(n.history); k > 0; k-- {
		if Equal(n.history[k-1].raw, raw) {
			return
		}
		if n.history[k-1].release != m.release {
			break
		}
		n.history = n.history[:k-1]
	}
	if n.history == nil {
		n.history = m.entry()
	}
	n.history = append(n.history, entry{m.release, raw})
}

func (m *merger) list(n *node, v *Value) {
	for i := range v.members {
		element := &v.members[i].Value
		if len(element.members) == 0 {
			continue
		}
		it := m.item(n, element, i)
		if it.touched == m.release {
			m.note(CodeRepeatedID, m.release, n.path(), string(element.member("id").raw))
		}
		it.kind, it.touched, it.gone = object, m.release, false
		m.members(it, element)
	}
}

// item gives the list's item with the element's id; an element without id, or whose id is an object or list,
// matches none and is a new item.
func (m *merger) item(n *node, element *Value, likely int) *node {
	id := element.member("id")
	if id == nil || id.IsObject() || id.IsList() {
		it := m.node(n, n.field.items())
		n.parts = append(n.parts, it)
		return it
	}
	key := idKey(id.raw)
	it := n.find(key, likely)
	if it == nil {
		it = m.node(n, n.field.items())
		if it.key = key; !id.IsNull() {
			it.id = id.raw
		}
		n.add(it, key)
	}
	return it
}

// idKey is the same for ids that are equal values.
func idKey(raw []byte) []byte {
	if raw[0] == '"' && bytes.IndexByte(raw, '\\') < 0 {
		return raw
	}
	if raw[0] == '"' {
		return quote(text(raw))
	}
	key, err := canonical(raw)
	if err != nil {
		return raw
	}
	return key
}

// remove records a null over an object or list: everything below is null from this release on. (The ids of items
// too, but they are not versioned, and come back with the item.)
func (m *merger) remove(n *node) {
	if n.gone {
		return
	}
	n.touched, n.gone = m.release, n.kind != leaf
	if n.kind == leaf {
		m.leaf(n, []byte("null"))
	}
	for _, part := range n.parts {
		m.remove(part)
	}
}

// mixed turns a place into a leaf whose former state is one value.
func (m *merger) mixed(n *node) {
	m.note(CodeMixedType, m.release, n.path(), "")
	if n.kind == leaf {
		return
	}
	if former, _ := n.compiled(nil); len(former) > 0 {
		n.history = []entry{{n.touched, former}}
	}
	n.kind, n.gone, n.parts, n.index = leaf, false, nil, nil
}

// note makes a finding, once for each place in the schema: the path has no indices.
func (m *merger) note(code string, r *Release, path, arg string) {
	if m.noted[code+path] {
		return
	}
	if m.noted == nil {
		m.noted = map[string]bool{}
	}
	m.noted[code+path] = true
	m.record.Findings = append(m.record.Findings, Finding{Code: code, Severity: Warning, Pointer: path, OCID: r.OCID,
		Release: r.ID, File: r.Place.File, Line: r.Place.Line, Args: []string{arg}})
}

const slab = 128

func (m *merger) node(parent *node, field *Field) *node {
	if len(m.nodes) == 0 {
		m.nodes = make([]node, slab)
	}
	n := &m.nodes[0]
	m.nodes = m.nodes[1:]
	n.parent, n.field = parent, field
	return n
}

// entry gives an empty history with room for one value, which is all that most places ever have.
func (m *merger) entry() []entry {
	if len(m.entries) == 0 {
		m.entries = make([]entry, slab)
	}
	history := m.entries[0:0:1]
	m.entries = m.entries[1:]
	return history
}

func (n *node) onlyNull() bool {
	return len(n.history) == 1 && isNull(n.history[0].raw)
}

// path is the place's JSON Pointer without indices.
func (n *node) path() string {
	if n.parent == nil {
		return ""
	}
	if n.name == nil { // an item
		return n.parent.path()
	}
	return n.parent.path() + "/" + pointerEscapes.Replace(string(n.name))
}

// manyParts is from how many on parts are found by an index.
const manyParts = 12

// find gives the member of that name, or the item of that key, nil where there is none.
func (n *node) find(key []byte, likely int) *node {
	if likely < len(n.parts) && n.parts[likely].is(key) {
		return n.parts[likely]
	}
	if n.index != nil {
		return n.index[string(key)]
	}
	for _, part := range n.parts {
		if part.is(key) {
			return part
		}
	}
	return nil
}

func (n *node) is(key []byte) bool {
	if n.name != nil {
		return bytes.Equal(n.name, key)
	}
	return n.key != nil && bytes.Equal(n.key, key)
}

// add adds a part that find then finds.
func (n *node) add(part *node, key []byte) {
	n.parts = append(n.parts, part)
	switch {
	case n.index != nil:
		n.index[string(key)] = part
	case len(n.parts) > manyParts:
		n.index = make(map[string]*node, 2*manyParts)
		for _, p := range n.parts {
			if k := cmp.Or(string(p.name), string(p.key)); p.name != nil || p.key != nil {
				n.index[k] = p
			}
		}
	}
}
