package search

import (
	"cmp"
	"container/heap"
	"slices"
)

// Key is where a thing stands in the order of what was found.
type Key struct {
	By       int64 // the date in seconds, or the value in hundredths
	Doc      int64
	Contract int64 // which of the process's contracts, from 0
}

// Page lists at most limit of the found processes, those behind after in the query's order, or the first.
func (f *Found) Page(after *Key, limit int) []Key {
	if f.Total > f.index.count/64 {
		return f.walk(after, limit)
	}
	return f.first(after, limit, func(pass func(Key)) {
		for doc := range f.set.all() {
			if by, ok := f.by(doc); ok {
				pass(Key{By: by, Doc: int64(doc)})
			}
		}
	})
}

// by is what the process is sorted by; not ok where it has none of it.
func (f *Found) by(doc uint32) (int64, bool) {
	if f.query.Order == ByDate {
		return int64(f.index.date[doc]), true
	}
	v := f.index.value[doc]
	return v.hundredths, f.within == nil || f.within.has(v)
}

// walk goes through all processes in their order, which is quick where many of them were found.
func (f *Found) walk(after *Key, limit int) (page []Key) {
	all := f.index.sorted[f.query.Order]
	at, step := 0, 1
	if !f.query.Upwards {
		at, step = len(all)-1, -1
	}
	if after != nil {
		at = f.behind(all, *after)
	}
	for ; at >= 0 && at < len(all) && len(page) < limit; at += step {
		if by, ok := f.by(all[at]); ok && f.set.has(all[at]) {
			page = append(page, Key{By: by, Doc: int64(all[at])})
		}
	}
	return page
}

// behind is the place of the first process behind a key, in the query's direction.
func (f *Found) behind(all []uint32, after Key) int {
	place, there := slices.BinarySearchFunc(all, after, func(doc uint32, k Key) int {
		by := f.index.value[doc].hundredths
		if f.query.Order == ByDate {
			by = int64(f.index.date[doc])
		}
		return cmp.Or(cmp.Compare(by, k.By), cmp.Compare(int64(doc), k.Doc))
	})
	switch {
	case !f.query.Upwards:
		return place - 1
	case there:
		return place + 1
	}
	return place
}

// compare says which stands first in the query's order.
func (f *Found) compare(a, b Key) int {
	order := cmp.Or(cmp.Compare(a.By, b.By), cmp.Compare(a.Doc, b.Doc), cmp.Compare(a.Contract, b.Contract))
	if f.query.Upwards {
		return order
	}
	return -order
}

// first keeps the first of those that are passed, in a heap whose top is the last of them.
func (f *Found) first(after *Key, limit int, each func(pass func(Key))) []Key {
	kept := &keys{compare: f.compare}
	each(func(k Key) {
		switch {
		case after != nil && f.compare(k, *after) <= 0:
		case len(kept.list) < limit:
			heap.Push(kept, k)
		case f.compare(k, kept.list[0]) < 0:
			kept.list[0] = k
			heap.Fix(kept, 0)
		}
	})
	slices.SortFunc(kept.list, f.compare)
	return kept.list
}

// keys is a heap of keys, the last in order on top.
type keys struct {
	list    []Key
	compare func(a, b Key) int
}

// Len implements heap.Interface.
func (k *keys) Len() int { return len(k.list) }

// Less implements heap.Interface.
func (k *keys) Less(i, j int) bool { return k.compare(k.list[i], k.list[j]) > 0 }

// Swap implements heap.Interface.
func (k *keys) Swap(i, j int) { k.list[i], k.list[j] = k.list[j], k.list[i] }

// Push implements heap.Interface.
func (k *keys) Push(key any) { k.list = append(k.list, key.(Key)) }

// Pop implements heap.Interface.
func (k *keys) Pop() any {
	last := k.list[len(k.list)-1]
	k.list = k.list[:len(k.list)-1]
	return last
}

// Has says whether a process was found.
func (f *Found) Has(doc int64) bool { return doc >= 0 && f.set.has(uint32(doc)) }
