package flat

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
)

var errNoParent = errors.New("the object or list that the pointer leads into is not there")

// apply puts a row of rest into the tree (see the package's words, "Reading rest").
func (t *tree) apply(pointer string, value []byte) error {
	if !jsontext.Value(value).IsValid() {
		return errors.New("the value is no whole JSON")
	}
	if pointer == "" {
		t.root.kind, t.root.leaf = leafNode, value
		return nil
	}
	path := strings.Split(pointer, "/")
	if path[0] != "" {
		return errors.New("the pointer does not begin with a slash")
	}
	n := t.root
	for _, token := range path[1 : len(path)-1] {
		if n = n.child(unescape.Replace(token)); n == nil || n.kind == leafNode {
			return errNoParent
		}
	}
	return t.put(n, unescape.Replace(path[len(path)-1]), value)
}

// child follows one token of a pointer.
func (n *node) child(token string) *node {
	if n.kind == objectNode {
		return n.part(token)
	}
	if i, ok := indexOf(token); ok && n.kind == listNode && i < len(n.parts) {
		return n.parts[i]
	}
	return nil
}

func (t *tree) put(parent *node, token string, value []byte) error {
	if parent.kind == objectNode {
		part := parent.part(token)
		if part == nil {
			part = t.node(token, leafNode)
			parent.parts = append(parent.parts, part)
		}
		part.kind, part.leaf, part.bad = leafNode, value, fitting
		return nil
	}
	i, err := strconv.Atoi(token)
	if err != nil || i < 0 || i > len(parent.parts) || parent.kind != listNode {
		return fmt.Errorf("the list has no place %s", token)
	}
	n := t.node("", leafNode)
	n.leaf = value
	parent.parts = append(parent.parts, nil)
	copy(parent.parts[i+1:], parent.parts[i:])
	parent.parts[i] = n
	return nil
}
