package flat

import (
	"strconv"
	"unicode/utf8"

	"terang/schema"
)

// rest gathers the values of one release that its rows cannot carry.
type rest struct {
	table    int     // its number
	path     []token // to the value that is being looked at
	top      int     // how much of the path leads to what the rows are of: 0 of a release, 1 of a package
	ocid, id []byte
	values   []restValue
	pointers []byte
	size     int // bytes of the rows, but for the values
	over     bool
	row      [restWidth][]byte
}

// token is a step of a pointer: the index of an item, or a member, whose index is memberToken.
type token struct {
	name  string
	index int
}

// restValue is a value and where its pointer ends; it begins where that of the value before ends.
type restValue struct {
	pointer int
	json    []byte
}

// memberToken marks the index of members, whose names may be empty.
const memberToken = -1

// begin begins a release, or, where the pointers begin with something, a package.
func (r *rest) begin(ocid, id []byte, top ...token) {
	r.ocid, r.id, r.top = ocid, id, len(top)
	r.values, r.pointers, r.path, r.size, r.over = r.values[:0], r.pointers[:0], append(r.path[:0], top...), 0, false
}

// value takes the value that the path leads to.
func (r *rest) value(value *schema.Value) {
	if r.over {
		return
	}
	before := len(r.pointers)
	r.pointers = appendPointer(r.pointers, r.path)
	r.values = append(r.values, restValue{len(r.pointers), value.Raw()})
	r.size += len(r.ocid) + len(r.id) + len(r.pointers) - before + 64
	r.over = r.size > mostBytes
}

func appendPointer(out []byte, path []token) []byte {
	for _, t := range path {
		out = append(out, '/')
		if t.index == memberToken {
			out = appendToken(out, t.name)
		} else {
			out = strconv.AppendInt(out, int64(t.index), 10)
		}
	}
	return out
}

// appendToken escapes a name as in a JSON Pointer (RFC 6901).
func appendToken(out []byte, name string) []byte {
	for i := range len(name) {
		switch name[i] {
		case '~':
			out = append(out, "~0"...)
		case '/':
			out = append(out, "~1"...)
		default:
			out = append(out, name[i])
		}
	}
	return out
}

// mark is how far rest has come; back returns to it.
func (r *rest) mark() int { return len(r.values) }

func (r *rest) back(to int) {
	if r.over {
		return
	}
	r.values = r.values[:to]
	end := 0
	if to > 0 {
		end = r.values[to-1].pointer
	}
	r.pointers = r.pointers[:end]
}

// end writes the rows of a release; one row with all of it, if there are too many.
func (r *rest) end(f *Flattener, tree *schema.Value) {
	if r.over {
		r.write(f, appendPointer(nil, r.path[:r.top]), tree.Raw())
		return
	}
	begin := 0
	for _, v := range r.values {
		r.write(f, r.pointers[begin:v.pointer], v.json)
		begin = v.pointer
	}
}

// write adds a value, cut where it is longer than a cell may be.
func (r *rest) write(f *Flattener, pointer, json []byte) {
	r.row[restOCID], r.row[restID], r.row[restPointer] = r.ocid, r.id, pointer
	for {
		n := len(json)
		if n > Longest {
			for n = Longest; !utf8.RuneStart(json[n]); n-- {
			}
		}
		r.row[restJSON] = json[:n]
		f.add(r.table, r.row[:])
		if json = json[n:]; len(json) == 0 {
			return
		}
	}
}
