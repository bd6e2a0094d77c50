package importers

import (
	"slices"
	"strconv"
	"strings"
)

// Result is what an import came to.
type Result struct {
	*Report
	made map[[2]string]*node // releases, by ocid and id
}

// Origin is the cell of which the value at a pointer of a release was made, for people; of an object that of the first
// value in it. It is empty where no cell had it.
func (r *Result) Origin(ocid, id, pointer string) string {
	n := r.made[[2]string{ocid, id}]
	for token := range strings.SplitSeq(strings.Trim(pointer, "/"), "/") {
		next := n.step(token)
		if next == nil {
			break
		}
		n = next
	}
	return n.origin()
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
	if n == nil || n.from != "" || n.shape == isValue {
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
	return n.from
}
