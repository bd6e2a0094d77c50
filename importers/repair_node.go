package importers

import (
	"bytes"
	"encoding/json"
	"slices"

	"terang/schema"
)

// nodeOf makes a tree of a value. Numbers keep their text.
func nodeOf(v *schema.Value) *node {
	n := &node{}
	switch {
	case v.IsObject():
		for name, value := range v.Members() {
			n.members = append(n.members, member{name, nodeOf(value)})
		}
	case v.IsList() && areObjects(v):
		n.shape = isItems
		for _, item := range v.Items() {
			n.add(item.Get("id").ID(), nodeOf(item))
		}
	default:
		n.shape, n.json = isValue, bytes.Clone(v.Raw())
	}
	return n
}

func areObjects(list *schema.Value) bool {
	for _, item := range list.Items() {
		if !item.IsObject() {
			return false
		}
	}
	return true
}

// text is the text of a value, decoded; empty where it is none.
func (n *node) text() (text string) {
	switch {
	case n == nil || n.shape != isValue || len(n.json) < 2 || n.json[0] != '"':
		return ""
	case bytes.IndexByte(n.json, '\\') < 0:
		return string(n.json[1 : len(n.json)-1])
	}
	_ = json.Unmarshal(n.json, &text) // it was read before
	return text
}

// texts are those of a list of texts.
func (n *node) texts() (all []string) {
	if n != nil && n.shape == isValue && len(n.json) > 0 && n.json[0] == '[' {
		_ = json.Unmarshal(n.json, &all) // a list of others gives none
	}
	return all
}

// list are the items of a list; none of anything else.
func (n *node) list(path ...string) []*node {
	if n = n.get(path...); n == nil || n.shape != isItems {
		return nil
	}
	return n.items
}

// isZero says whether an amount is nothing, or is not said.
func (n *node) isZero() bool {
	amount := n.get("amount")
	return amount == nil || bytes.Equal(amount.json, []byte("0")) || bytes.Equal(amount.json, []byte("null"))
}

// walk visits every member beneath an object, before its own members. A visited member may be removed from its owner. The
// path is without the positions of items: /awards/date.
func (n *node) walk(path string, visit func(path string, owner *node, m member)) {
	for _, m := range slices.Clone(n.members) {
		visit(path+"/"+m.name, n, m)
	}
	for _, m := range n.members {
		m.value.walk(path+"/"+m.name, visit)
	}
	for _, item := range n.items {
		item.walk(path, visit)
	}
}

// rename gives a member another name.
func (n *node) rename(from, to string) {
	for i := range n.members {
		if n.members[i].name == from {
			n.members[i].name = to
		}
	}
}
