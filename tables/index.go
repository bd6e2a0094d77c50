package tables

import "terang/schema"

// index finds items of a list by a member. Short lists are gone through, of long ones a map is made.
type index struct {
	list   *schema.Value
	member string
	long   *long // nil while the list is short
}

// long is the index of a long list.
type long struct {
	items []*schema.Value
	first map[string]int32 // of the items with a key
	next  []int32          // the next item with the same key; 0 where there is none
}

// few is how many items are gone through without a map.
const few = 16

func newIndex(list *schema.Value, member string) index {
	x := index{list: list, member: member}
	if n := list.Len(); list.IsList() && n > few {
		x.long = &long{make([]*schema.Value, n), make(map[string]int32, n), make([]int32, n)}
		for i, item := range list.Items() {
			x.long.items[i] = item
		}
		x.long.chain(member)
	}
	return x
}

// chain links the items with the same key, from the last to the first.
func (x *long) chain(member string) {
	for i := len(x.items) - 1; i >= 0; i-- {
		key := idOf(x.items[i].Get(member))
		x.next[i] = x.first[string(key)]
		x.first[string(key)] = int32(i)
	}
}

// find gives the first item with the key; nil where there is none, and for an empty key.
func (x *index) find(key []byte) (item *schema.Value) {
	x.each(key, func(found *schema.Value) bool {
		item = found
		return false
	})
	return item
}

// each passes the items with the key in the order of the list, until one is enough.
func (x *index) each(key []byte, pass func(*schema.Value) (more bool)) {
	if len(key) == 0 {
		return
	}
	if x.long != nil {
		i, ok := x.long.first[string(key)]
		for ok && pass(x.long.items[i]) {
			i, ok = x.long.next[i], x.long.next[i] != 0
		}
		return
	}
	for _, item := range x.list.Items() {
		if string(idOf(item.Get(x.member))) == string(key) && !pass(item) {
			return
		}
	}
}
