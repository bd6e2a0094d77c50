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
	m := &merger{record: &Record{root: &node{}}, noted: map[string]bool{}}
	ordered, undated := inOrder(releases)
	if undated != nil {
		m.note(CodeUndated, undated, "", "")
	}
	m.record.Releases = ordered
	for _, r := range ordered {
		if err := m.add(r, s.release); err != nil {
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

	history []entry // of a leaf: its values, each differing from the one before

	names    []string // of an object: members in order of first appearance
	children map[string]*node

	items []*item // of a list: items in order of first appearance
	byID  map[string]*item

	touched *Release // the latest release that had anything here
	gone    bool     // a null came over the whole object, list or item, and nothing since
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

// item is an entry of a list whose items are matched by id.
type item struct {
	node
	id []byte // as first written; nil for an item without id or with null for one
}

// merger adds releases to a record.
type merger struct {
	record  *Record
	release *Release
	noted   map[string]bool // findings made, by code and path
}

func (m *merger) add(r *Release, f *Field) error {
	v, err := parse(r.Line)
	if err != nil {
		return err
	}
	if m.record.last != nil && r.OCID != m.record.last.OCID {
		return ErrMixedProcesses
	}
	m.release, m.record.last = r, r
	m.record.root.kind = object
	for i, name := range v.names {
		if name != "tag" { // its own in the compiled release, whatever the schema says
			m.member(m.record.root, name, v.items[i], f, "")
		}
	}
	return nil
}

func (m *merger) member(n *node, name string, v value, f *Field, path string) {
	child := f.property(name)
	if child.mergeRule() == mergeOmit || vanishes(v, child) {
		return
	}
	m.value(n.child(name), v, child, path+"/"+pointerEscapes.Replace(name))
}

// vanishes says whether the value has nothing to merge: an empty object, or an empty list merged by its items.
func vanishes(v value, f *Field) bool {
	return f.mergeRule() != mergeWhole && len(v.items) == 0 && (v.isObject() || v.isList())
}

// kindOf says how a value merges at its place.
func kindOf(v value, f *Field) kind {
	switch {
	case f.mergeRule() == mergeWhole:
		return leaf
	case v.isObject():
		return object
	case v.isList():
		for _, i := range v.items {
			if !i.isObject() {
				return leaf
			}
		}
		return list
	}
	return leaf
}

func (m *merger) value(n *node, v value, f *Field, path string) {
	k := kindOf(v, f)
	switch {
	case n.kind == unknown || n.kind == k:
	case v.isNull():
		m.remove(n)
		return
	case n.kind == leaf && n.onlyNull():
		n.history = nil // nothing stood here that a null could have removed
	default:
		m.mixed(n, path)
		k = leaf
	}
	n.kind, n.touched, n.gone = k, m.release, false
	switch k {
	case object:
		for i, name := range v.names {
			m.member(n, name, v.items[i], f, path)
		}
	case list:
		m.list(n, v, f, path)
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
	n.history = append(n.history, entry{m.release, raw})
}

func (m *merger) list(n *node, v value, f *Field, path string) {
	for _, element := range v.items {
		if len(element.items) == 0 {
			continue
		}
		it := n.item(element)
		if it.touched == m.release {
			id, _ := element.member("id")
			m.note(CodeRepeatedID, m.release, path, string(id.raw))
		}
		it.kind, it.touched, it.gone = object, m.release, false
		for i, name := range element.names {
			m.member(&it.node, name, element.items[i], f.items(), path)
		}
	}
}

// remove records a null over an object or list: everything below is null from this release on. (The ids of items
// too, but they are not versioned, and come back with the item.)
func (m *merger) remove(n *node) {
	if n.gone {
		return
	}
	n.touched, n.gone = m.release, n.kind != leaf
	switch n.kind {
	case leaf:
		m.leaf(n, []byte("null"))
	case object:
		for _, name := range n.names {
			m.remove(n.children[name])
		}
	case list:
		for _, it := range n.items {
			m.remove(&it.node)
		}
	}
}

// mixed turns a place into a leaf whose former state is one value.
func (m *merger) mixed(n *node, path string) {
	m.note(CodeMixedType, m.release, path, "")
	if n.kind == leaf {
		return
	}
	var b bytes.Buffer
	n.writeCompiled(&b)
	former := n.touched
	*n = node{kind: leaf}
	if b.Len() > 0 {
		n.history = []entry{{former, b.Bytes()}}
	}
}

// note makes a finding, once for each place in the schema: the path has no indices.
func (m *merger) note(code string, r *Release, path, arg string) {
	if m.noted[code+path] {
		return
	}
	m.noted[code+path] = true
	m.record.Findings = append(m.record.Findings, Finding{Code: code, Severity: Warning, Pointer: path, OCID: r.OCID,
		Release: r.ID, File: r.Place.File, Line: r.Place.Line, Args: []string{arg}})
}

func (n *node) onlyNull() bool {
	return len(n.history) == 1 && isNull(n.history[0].raw)
}

// child gives the member's node, new if need be.
func (n *node) child(name string) *node {
	c, ok := n.children[name]
	if !ok {
		if n.children == nil {
			n.children = map[string]*node{}
		}
		c = &node{}
		n.names, n.children[name] = append(n.names, name), c
	}
	return c
}

// item gives the list's item with the element's id; an element without id, or whose id is an object or list,
// matches none and is a new item.
func (n *node) item(element value) *item {
	id, ok := element.member("id")
	if !ok || id.isObject() || id.isList() {
		it := &item{}
		n.items = append(n.items, it)
		return it
	}
	key, err := canonical(id.raw)
	if err != nil {
		key = id.raw
	}
	it, ok := n.byID[string(key)]
	if !ok {
		if n.byID == nil {
			n.byID = map[string]*item{}
		}
		it = &item{}
		if !id.isNull() {
			it.id = id.raw
		}
		n.items, n.byID[string(key)] = append(n.items, it), it
	}
	return it
}
