package schema

import (
	"bytes"
	"hash/maphash"
	"slices"
)

// This file finds the items of a list that are equal as JSON values.

// twins passes the places of each item that equals one before it, and of that one. Only what has the same print is
// compared.
func (v *Value) twins(each func(i, first int)) {
	if v.printsDiffer() {
		return
	}
	alike := make(map[uint64]int, len(v.members))
	for i := range v.members {
		alike[v.members[i].print()]++
	}
	firsts := map[string]int{}
	for i := range v.members {
		if item := &v.members[i].Value; alike[item.print()] > 1 {
			key := string(appendCanonical(nil, item))
			if first, again := firsts[key]; again {
				each(i, first)
			} else {
				firsts[key] = i
			}
		}
	}
}

// printsDiffer compares the items' prints, each with each as long as they are few.
func (v *Value) printsDiffer() bool {
	var room [16]uint64
	prints := room[:0]
	for i := range v.members {
		one := v.members[i].print()
		if len(prints) < len(room) && slices.Contains(prints, one) {
			return false
		}
		prints = append(prints, one)
	}
	if len(prints) > len(room) {
		slices.Sort(prints)
	}
	return len(prints) <= len(room) || len(slices.Compact(prints)) == len(v.members)
}

var seed = maphash.MakeSeed()

// print is a number that is the same for values that are equal, and hardly ever for others: of objects with an id, that of
// the id.
func (v *Value) print() uint64 {
	switch v.kind() {
	case '{':
		if id := v.member("id"); id != nil {
			return id.print()
		}
		sum := uint64(len(v.members))
		for i := range v.members { // in any order
			m := &v.members[i]
			sum += mixed(maphash.String(seed, m.name), m.print())
		}
		return sum
	case '[':
		sum := uint64(len(v.members)) ^ 1<<63
		for i := range v.members {
			sum = mixed(sum, v.members[i].print())
		}
		return sum
	case '"':
		if bytes.IndexByte(v.raw, '\\') < 0 {
			return maphash.Bytes(seed, v.raw)
		}
		return maphash.Bytes(seed, quote(v.Text()))
	}
	var room [32]byte
	return maphash.Bytes(seed, appendScalar(room[:0], view(v.raw)))
}

func mixed(a, b uint64) uint64 { return (a ^ b>>31 ^ b<<33) * 0x9e3779b97f4a7c15 }
