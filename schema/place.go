package schema

import (
	"sort"
	"strconv"
	"strings"
)

// placeIn turns pointers that are relative to a line into places in its input.
func placeIn(all []Finding, line []byte, marks []mark, at Place) {
	t := &lineTree{line: line}
	defer t.done()
	place(all, t, marks, at)
}

// place is the same where there may be a tree of the line already.
func place(all []Finding, t *lineTree, marks []mark, at Place) {
	placeLines(all, t, marks, at.Line)
	for i := range all {
		f := &all[i]
		f.File, f.Pointer = at.File, at.Pointer+f.Pointer
	}
}

// placeLines finds the lines of the input in which the values at the findings' pointers began; of one that is not there,
// that of the value which should have it.
func placeLines(all []Finding, t *lineTree, marks []mark, first int) {
	if len(marks) == 1 {
		first = marks[0].line
	}
	for i := range all {
		all[i].Line = first
	}
	if len(all) == 0 || len(marks) < 2 {
		return
	}
	tree, err := t.get()
	if err != nil { // of what is no tree, all is in the first line
		return
	}
	for i := range all {
		at := int(start(tree.reach(all[i].Pointer)) - start(tree))
		if k := sort.Search(len(marks), func(k int) bool { return marks[k].offset > at }); k > 0 {
			all[i].Line = marks[k-1].line
		}
	}
}

// reach follows a JSON Pointer as far as it leads.
func (v *Value) reach(pointer string) *Value {
	for pointer != "" {
		key, rest, _ := strings.Cut(pointer[1:], "/")
		if pointer = rest; rest != "" {
			pointer = "/" + rest
		}
		var next *Value
		if v.IsList() {
			if i, err := strconv.Atoi(key); err == nil && i < len(v.members) {
				next = &v.members[i].Value
			}
		} else if v.IsObject() {
			next = v.member(unescapePointer.Replace(key))
		}
		if next == nil {
			return v
		}
		v = next
	}
	return v
}

var unescapePointer = strings.NewReplacer("~1", "/", "~0", "~")
