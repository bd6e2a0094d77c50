package flat

import (
	"cmp"
	"slices"
	"strings"
)

// pruneAt is how many places beyond those of the schema are gathered before those beyond the limits are let go.
const pruneAt = 4 * mostAdditional

// candidate is a cell or a list beyond those of the schema.
type candidate struct {
	*use
	number int64
	table  *use // the item in whose row it is
	list   bool
}

// prune lets go what is beyond the limits. What is let go stays beyond them whatever else is counted or added: it
// takes as many places that were used before as there may be, and none of these is let go but for others before.
func (u *Uses) prune() {
	var all []candidate
	u.root.candidates(u.root, &all)
	slices.SortFunc(all, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(a.number, b.number), strings.Compare(a.heading, b.heading), cmp.Compare(b2i(b.list), b2i(a.list)))
	})
	q := quota{columns: map[*use]int{}, refused: map[*use]bool{}}
	for _, c := range all {
		if !q.takes(c) {
			c.letGo()
		}
	}
	u.grown = 0
	u.root.tidy(u)
	u.allow = u.grown + pruneAt
}

// quota counts what was taken.
type quota struct {
	columns     map[*use]int // by item
	refused     map[*use]bool
	tables, all int
}

func (q *quota) takes(c candidate) bool {
	switch {
	case q.refused[c.table]:
	case c.list && q.tables < mostTables:
		q.tables++
		return true
	case c.list:
	case c.heading == c.table.heading+"/id":
		return true // it comes with its table
	case q.all < mostAdditional && q.columns[c.table] < mostColumns:
		q.columns[c.table]++
		q.all++
		return true
	}
	if c.list {
		q.refused[c.item] = true
	}
	return false
}

func (c candidate) letGo() {
	if c.list {
		c.use.list, c.use.item = never, nil
		return
	}
	c.use.cell = never
}

// candidates gathers what is beyond the schema, in the row of the item table and below.
func (at *use) candidates(table *use, all *[]candidate) {
	if at.additional() && at.cell != never {
		*all = append(*all, candidate{at, at.cell, table, false})
	}
	if at.item != nil {
		if at.additional() {
			*all = append(*all, candidate{at, at.list, table, true})
		}
		at.item.candidates(at.item, all)
	}
	for _, member := range at.members {
		member.candidates(table, all)
	}
}

// tidy takes out places that lead to no cell and no list, counts those that are beyond the schema, and forgets what
// came after what.
func (at *use) tidy(u *Uses) (used bool) {
	at.first, at.next = nil, nil
	for name, member := range at.members {
		if !member.tidy(u) {
			delete(at.members, name)
		}
	}
	if at.item != nil && at.list == never {
		at.item = nil
	}
	if at.item != nil {
		at.item.tidy(u)
	}
	used = at.cell != never || at.item != nil || len(at.members) > 0
	if used && at.additional() {
		u.grown++
	}
	return used
}

// resolve makes each place one thing, an object, a list of objects or a value: what was used first, of two in one release
// the first of these. It gives the number of the first release that uses anything in it.
func (at *use) resolve() int64 {
	below := int64(never)
	for _, member := range at.members {
		below = min(below, member.resolve())
	}
	if at.item != nil {
		at.item.resolve()
	}
	first := min(below, at.list, at.cell)
	if below > first {
		at.members = nil
	}
	if at.members != nil || at.list > first {
		at.item, at.list = nil, never
	}
	if at.members != nil || at.item != nil {
		at.cell = never
	}
	return first
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}
