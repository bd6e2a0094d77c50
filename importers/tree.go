package importers

import (
	"bytes"
	"slices"
)

// node is a value of a release in the making: an object, a list of objects with ids, or a finished value.
type node struct {
	members []member       // of an object, in the order of first mention
	items   []*node        // of a list
	ids     []string       // of the items
	byID    map[string]int // of many
	times   map[string]int // how often an id was asked for anew
	json    []byte         // of a finished value
	from    cell           // where it stood in the source
	shape   shape
}

// cell is a place in the source; the zero one is none.
type cell struct {
	row    *row
	column string
}

// String names the place for people.
func (c cell) String() string {
	if c.row == nil {
		return ""
	}
	return c.row.place(c.column)
}

type shape byte

const (
	isObject shape = iota
	isItems
	isValue
)

type member struct {
	name  string
	value *node
}

// get gives a member of an object; nil where it has none.
func (n *node) get(path ...string) *node {
	for _, name := range path {
		if n == nil || n.shape != isObject {
			return nil
		}
		var next *node
		for _, m := range n.members {
			if m.name == name {
				next = m.value
			}
		}
		n = next
	}
	return n
}

// child gives a member, made where there is none. It has the shape it was first made with.
func (n *node) child(name string, s shape) *node {
	if c := n.get(name); c != nil {
		return c
	}
	c := &node{shape: s}
	n.members = append(n.members, member{name, c})
	return c
}

func (n *node) remove(name string) {
	for i, m := range n.members {
		if m.name == name {
			n.members = append(n.members[:i:i], n.members[i+1:]...)
			return
		}
	}
}

// set writes a finished value, and gives the other one that was there.
func (n *node) set(name string, json []byte, from cell) (other *node) {
	c := n.child(name, isValue)
	if c.json != nil && !bytes.Equal(c.json, json) {
		before := *c
		other = &before
	}
	c.shape, c.json, c.from = isValue, json, from
	return other
}

func (n *node) setText(name, text string) { n.set(name, quote(text), cell{}) }

// item gives the item of a list by its id, made where there is none.
func (n *node) item(id string) *node {
	if i := n.find(id); i >= 0 {
		return n.items[i]
	}
	item := &node{}
	item.setText("id", id)
	n.add(id, item)
	return item
}

// few is up to how many items are looked through; more have an index.
const few = 8

func (n *node) find(id string) int {
	if n.byID == nil {
		return slices.Index(n.ids, id)
	}
	if i, ok := n.byID[id]; ok {
		return i
	}
	return -1
}

func (n *node) add(id string, item *node) {
	n.items, n.ids = append(n.items, item), append(n.ids, id)
	if n.byID == nil && len(n.ids) > few {
		n.byID = map[string]int{}
		for i, known := range n.ids {
			n.byID[known] = i
		}
	} else if n.byID != nil {
		n.byID[id] = len(n.ids) - 1
	}
}

// free gives an id like the one asked for that no item has: id, id-2, id-3.
func (n *node) free(id string) string {
	if n.find(id) < 0 {
		return id
	}
	if n.times == nil {
		n.times = map[string]int{}
	}
	for n.times[id] = max(1, n.times[id]); ; {
		n.times[id]++
		name := id + "-" + itoa(n.times[id])
		if n.find(name) < 0 {
			return name
		}
	}
}

// empty says whether a node says nothing: an object whose only member is its id counts as something.
func (n *node) empty() bool {
	switch n.shape {
	case isValue:
		return n.json == nil
	case isItems:
		return len(n.items) == 0
	}
	for _, m := range n.members {
		if m.name[0] != '_' && !m.value.empty() {
			return false
		}
	}
	return true
}

// append writes a node as JSON, without what is empty.
func (n *node) append(out []byte) []byte {
	switch n.shape {
	case isValue:
		return append(out, n.json...)
	case isItems:
		out = append(out, '[')
		for i, item := range n.items {
			if i > 0 {
				out = append(out, ',')
			}
			out = item.append(out)
		}
		return append(out, ']')
	}
	out = append(out, '{')
	first := true
	for _, m := range n.members {
		if m.name[0] == '_' || m.value.empty() {
			continue
		}
		if !first {
			out = append(out, ',')
		}
		first = false
		out = append(append(out, quote(m.name)...), ':')
		out = m.value.append(out)
	}
	return append(out, '}')
}
