package schema

import (
	"slices"
	"strconv"
	"strings"
)

// thing is what changes belong to: the process, a member of it that is an object, or an item of a list.
type thing struct {
	node   *node
	within *thing // nil of the process
	number int    // of an item, among all that its list ever had
	moves  []move

	path, pointer string // once they were asked for
}

// members looks for changes in the members of an object.
func (w *historian) members(n *node, t *thing) {
	root := n.parent == nil
	for _, part := range n.parts {
		switch name := string(part.name); {
		case root && (name == "ocid" || name == "id" || name == "date"): // the record has its own
		case part.kind == object && root:
			w.thing(&thing{node: part, within: t})
		case part.kind == object:
			w.members(part, t)
		case part.kind == list:
			for i, item := range part.parts {
				w.thing(&thing{node: item, within: t, number: i})
			}
		default:
			w.leaf(part, t)
		}
	}
}

// thing looks for changes of a thing and in it. What no release after the first has touched has none.
func (w *historian) thing(t *thing) {
	if t.node.touched == w.first {
		return
	}
	t.moves = w.moves(t.node)
	for _, m := range t.moves {
		if t.within.moved(m.release) {
			continue
		}
		c := Change{Kind: Added}
		if m.gone {
			c.Kind = Removed
			c.From, _ = w.asOf(t.node, nil, m.release-1)
		}
		w.add(t, t.node, m.release, c)
	}
	w.members(t.node, t)
}

func (w *historian) leaf(n *node, t *thing) {
	if n.touched == w.first {
		return
	}
	var before []byte
	for _, e := range n.history {
		now := e.raw
		if isNull(now) {
			now = nil
		}
		k := w.places[e.release]
		if k > 0 && (before != nil || now != nil) && !t.moved(k) {
			w.add(t, n, k, Change{Kind: kindOfChange(before, now), From: before, To: now})
		}
		before = now
	}
}

func kindOfChange(before, now []byte) ChangeKind {
	switch {
	case before == nil:
		return Added
	case now == nil:
		return Removed
	}
	return Changed
}

func (w *historian) add(t *thing, n *node, release int, c Change) {
	t.locate()
	below := t.below(n)
	c.Path, c.Pointer = strings.TrimPrefix(t.path+below, "/"), t.pointer+below
	c.Thing, c.ThingID = strings.TrimPrefix(t.path, "/"), t.id()
	if t.within != nil {
		c.WithinID = t.within.id()
	}
	c.ReleaseID, c.Date, c.release = w.history.releases[release].ID, w.dates[release], release
	w.found = append(w.found, c)
}

// moved says whether the thing, or one that it is in, came or went with the release.
func (t *thing) moved(release int) bool {
	for ; t != nil; t = t.within {
		if _, ok := slices.BinarySearchFunc(t.moves, release, func(m move, release int) int { return m.release - release }); ok {
			return true
		}
	}
	return false
}

// locate finds where the thing is, once.
func (t *thing) locate() {
	if t.within == nil || t.path != "" {
		return
	}
	t.within.locate()
	below := t.within.below(t.node)
	t.path, t.pointer = t.within.path+below, t.within.pointer+below
	if t.node.name != nil {
		return
	}
	key := t.id()
	if key == "" {
		key = strconv.Itoa(t.number)
	}
	t.pointer += "/" + pointerEscapes.Replace(key)
}

// below is the pointer from the thing to a node in it that is in no other thing.
func (t *thing) below(n *node) string {
	switch {
	case n == t.node:
		return ""
	case n.name == nil: // an item
		return t.below(n.parent)
	}
	return t.below(n.parent) + "/" + pointerEscapes.Replace(string(n.name))
}

// id is the thing's id as text, the latest that it had.
func (t *thing) id() string {
	if t.node.id != nil {
		return text(t.node.id)
	}
	part := t.node.find([]byte("id"), 0)
	if t.within == nil || part == nil || part.kind != leaf {
		return ""
	}
	for _, e := range slices.Backward(part.history) {
		if value := (&Value{raw: e.raw}).ID(); value != "" {
			return value
		}
	}
	return ""
}

// asOf appends what a node was with a release, without what was null or empty then.
func (w *historian) asOf(n *node, out []byte, release int) (_ []byte, existed bool) {
	value := func(n *node, out []byte) ([]byte, bool) { return w.asOf(n, out, release) }
	switch n.kind {
	case object:
		return n.nested(out, '{', '}', func(n *node, out []byte) ([]byte, bool) { return n.named(out, value) })
	case list:
		return n.nested(out, '[', ']', func(n *node, out []byte) ([]byte, bool) { return n.separated(out, value) })
	}
	later, _ := slices.BinarySearchFunc(n.history, release+1, func(e entry, place int) int { return w.places[e.release] - place })
	if later == 0 || isNull(n.history[later-1].raw) {
		return out, false
	}
	return append(out, n.history[later-1].raw...), true
}
