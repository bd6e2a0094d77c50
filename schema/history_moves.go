package schema

import (
	"cmp"
	"math"
	"slices"
)

// This file finds out when things came and went, from when their values did.

// move says that a thing came or went with a release.
type move struct {
	release int
	gone    bool
}

// span is the time in which something stood: from one release to before another.
type span struct{ from, until int }

const forever = math.MaxInt

// moves lists when a thing came, but for the first release, and when it went. It is there while any value in it is.
func (w *historian) moves(n *node) (all []move) {
	w.spans = w.spans[:0]
	if !w.gather(n) {
		return nil
	}
	slices.SortFunc(w.spans, func(a, b span) int { return cmp.Compare(a.from, b.from) })
	for i := 0; i < len(w.spans); {
		whole := w.spans[i]
		for i++; i < len(w.spans) && w.spans[i].from <= whole.until; i++ {
			whole.until = max(whole.until, w.spans[i].until)
		}
		if whole.from > 0 {
			all = append(all, move{whole.from, false})
		}
		if whole.until != forever {
			all = append(all, move{whole.until, true})
		}
	}
	return all
}

// gather notes when the values in a node stood, and gives up with false where one always did. The id of an item
// that has one stands as long as the item.
func (w *historian) gather(n *node) bool {
	if n.kind == leaf {
		return w.spansOf(n.history)
	}
	if n.id != nil {
		if id := n.find([]byte("id"), 0); id != nil && len(id.history) > 0 {
			return w.spansOf(id.history)
		}
	}
	for _, part := range n.parts {
		if !w.gather(part) {
			return false
		}
	}
	return true
}

func (w *historian) spansOf(history []entry) bool {
	from := -1
	for _, e := range history {
		switch null := isNull(e.raw); {
		case null && from >= 0:
			w.spans = append(w.spans, span{from, w.places[e.release]})
			from = -1
		case !null && from < 0:
			from = w.places[e.release]
		}
	}
	if from >= 0 {
		w.spans = append(w.spans, span{from, forever})
	}
	return from != 0
}
