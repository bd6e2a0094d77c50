package schema

import (
	"slices"
	"strconv"
	"strings"
)

// History is what became of a process over its releases: which of them each object of its compiled release comes from,
// and every field that changed after the first. A nil History knows nothing, and says so.
type History struct {
	// Changes stand in the order of the releases that brought them, those of one release as in the compiled release.
	// The first release of a process changes nothing.
	Changes []Change

	releases []*Release // oldest first; of a decoded history with id and date alone
	stood    []stay     // by pointer, only what differs from what it stands in
}

// Change is a field that a release changed, or a thing that it brought or removed.
//
// A thing is a member of the release that is an object, such as the tender, or an item of a list that merges by ids,
// such as a contract. One that appears or goes is one change, whatever it holds: an added thing has no To, since the
// release that brought it has that; a removed one has all that was removed as From. Values such as contracts/value are
// no things: their fields change.
type Change struct {
	Path      string // where in the schema: contracts/value/amount
	Thing     string // what it belongs to: contracts; empty where that is the process
	ThingID   string // the thing's id; empty where it has none
	WithinID  string // of the thing that the thing is in, such as a transaction's contract
	Pointer   string // with ids in place of indices: /contracts/C-1/value/amount; an item without id has its number
	Kind      ChangeKind
	From, To  []byte // JSON, nil where there was or is nothing
	ReleaseID string
	Date      string // of the release, as its publisher wrote it

	release int // its place among the releases
}

// ChangeKind is what happened to a field or thing.
type ChangeKind string

// The kinds of changes.
const (
	Added   ChangeKind = "added"
	Changed ChangeKind = "changed"
	Removed ChangeKind = "removed" // by null
)

// stay says in which release something stood last.
type stay struct {
	pointer string
	release int
}

// History tells what became of the process. Its time is linear in the record's size; with one release there is nothing
// to look for.
func (r *Record) History() *History {
	h := &History{releases: r.Releases}
	if len(r.Releases) < 2 {
		return h
	}
	w := &historian{first: r.Releases[0], places: make(map[*Release]int, len(r.Releases)), history: h}
	for i, release := range r.Releases {
		w.places[release] = i
		w.dates = append(w.dates, release.DateText())
	}
	w.stays(r.root, r.last)
	slices.SortFunc(h.stood, stay.compare)
	w.members(r.root, &thing{node: r.root})
	h.Changes = byRelease(w.found, len(r.Releases))
	return h
}

// byRelease puts changes in the order of releases, those of one release as they are. (Sorting moves such large things too
// often.)
func byRelease(found []Change, releases int) []Change {
	places := make([]int, releases+1)
	for i := range found {
		places[found[i].release+1]++
	}
	for i := range releases {
		places[i+1] += places[i]
	}
	ordered := make([]Change, len(found))
	for i := range found {
		place := &places[found[i].release]
		ordered[*place] = found[i]
		*place++
	}
	return ordered
}

func (s stay) compare(other stay) int { return strings.Compare(s.pointer, other.pointer) }

// ReleaseOf is the id of the latest release in which the object stood that a JSON Pointer into the compiled release
// leads to. Of what is no object of its own it is that of the nearest one around it; empty where nothing is known.
func (h *History) ReleaseOf(pointer string) string {
	if h == nil || len(h.releases) == 0 {
		return ""
	}
	for len(h.stood) > 0 && pointer != "" {
		if i, ok := slices.BinarySearchFunc(h.stood, stay{pointer: pointer}, stay.compare); ok {
			return h.releases[h.stood[i].release].ID
		}
		pointer = pointer[:max(strings.LastIndexByte(pointer, '/'), 0)]
	}
	return h.releases[len(h.releases)-1].ID
}

// historian reads histories from a record's nodes.
type historian struct {
	first   *Release
	places  map[*Release]int // in the order of releases
	dates   []string         // of the releases
	history *History
	pointer []byte // of the node that stays is at
	spans   []span
	found   []Change
}

// stays notes, of all that stands below a node in the compiled release, the release where it is not the node's own.
func (w *historian) stays(n *node, touched *Release) {
	if touched == w.first {
		return // and so is all below
	}
	length, index := len(w.pointer), 0
	for _, part := range n.parts {
		if !part.stands() || part.kind == leaf && !part.holdsObjects() {
			continue
		}
		if w.pointer = append(w.pointer, '/'); n.kind == list {
			w.pointer = strconv.AppendInt(w.pointer, int64(index), 10)
			index++
		} else {
			w.pointer = append(w.pointer, pointerEscapes.Replace(string(part.name))...)
		}
		if part.touched != touched {
			w.history.stood = append(w.history.stood, stay{string(w.pointer), w.places[part.touched]})
		}
		w.stays(part, part.touched)
		w.pointer = w.pointer[:length]
	}
}

// stands says whether the compiled release has the node.
func (n *node) stands() bool {
	return !n.gone && n.existed() && (n.kind != leaf || !isNull(n.history[len(n.history)-1].raw))
}

// existed says whether there ever was a value in the node, if only a null.
func (n *node) existed() bool {
	return n.gone || len(n.history) > 0 || slices.ContainsFunc(n.parts, (*node).existed)
}

// holdsObjects says whether a leaf's value is a list of objects, or an object.
func (n *node) holdsObjects() bool {
	raw := n.history[len(n.history)-1].raw
	return raw[0] == '{' || raw[0] == '[' && len(raw) > 1 && raw[1] == '{'
}
