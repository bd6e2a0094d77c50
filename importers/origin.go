package importers

import (
	"slices"
	"strconv"
	"strings"
)

// Result is what an import came to.
type Result struct {
	*Report
	of   *importer
	last *process // that was asked for last, made anew
}

// Origin is the cell of which the value at a pointer of a release was made, for people; of an object that of the first
// value in it. It is empty where no cell had it.
func (r *Result) Origin(ocid, id, pointer string) string {
	n := r.content(ocid, id)
	for token := range strings.SplitSeq(strings.Trim(pointer, "/"), "/") {
		next := n.step(token)
		if next == nil {
			break
		}
		n = next
	}
	if where := n.origin(); where != "" {
		return where
	}
	return r.of.cameFrom(ocid)
}

// content makes a release again of its rows.
func (r *Result) content(ocid, id string) *node {
	p := r.of.processes[ocid]
	if p == nil {
		return nil
	}
	quiet := *r.of
	quiet.report = r.of.silent
	if r.last != p {
		if r.last != nil {
			r.last.stages = nil
		}
		r.last = p
		_ = quiet.build(p) // it was built before
	}
	for i, s := range p.stages {
		if strings.HasPrefix(id, s.id()) && len(id) == len(s.id())+hashLength {
			return quiet.release(p, i).content
		}
	}
	return nil
}

func (n *node) step(token string) *node {
	if n == nil || n.shape == isObject {
		return n.get(token)
	}
	if i, err := strconv.Atoi(token); err == nil && i < len(n.items) {
		return n.items[i]
	}
	return nil
}

func (n *node) origin() string {
	if n == nil || n.from.row != nil || n.shape == isValue {
		return fromOf(n)
	}
	for _, m := range n.members {
		if from := m.value.origin(); from != "" {
			return from
		}
	}
	i := slices.IndexFunc(n.items, func(item *node) bool { return item.origin() != "" })
	if i < 0 {
		return ""
	}
	return n.items[i].origin()
}

func fromOf(n *node) string {
	if n == nil {
		return ""
	}
	return n.from.String()
}
