package flat

import (
	"bytes"
	"regexp"
	"strings"
)

// restReader reads the rows of rest that are of releases, putting together what was cut.
type restReader struct {
	table *table
	of    func(releaseKey, string) bool // which rows are read, by key and pointer
	key   releaseKey
	value restRow
	done  bool
}

// ofRelease says whether a row of rest is a release's.
func ofRelease(key releaseKey, pointer string) bool {
	return key.ocid != "" && key.id != "" || pointer == ""
}

var recordPointer = regexp.MustCompile(`^/[0-9]+/records/[0-9]+(/releases)?$`)

// ofRecord says whether it is a record's own.
func ofRecord(key releaseKey, pointer string) bool {
	return !ofRelease(key, pointer) && recordPointer.MatchString(pointer)
}

// ofPackage says whether it is a package's own.
func ofPackage(key releaseKey, pointer string) bool {
	return !ofRelease(key, pointer) && !recordPointer.MatchString(pointer)
}

func (r *restReader) begin() error {
	if err := r.table.begin(); err != nil {
		return err
	}
	r.done = false
	return r.next()
}

// isWhole says whether the row that comes next is a whole release that has no key of its own.
func (r *restReader) isWhole() bool {
	return !r.done && r.key == releaseKey{} && r.value.pointer == ""
}

// next reads the next value, from as many rows as it has.
func (r *restReader) next() error {
	for t := r.table; !t.done; {
		r.key = releaseKey{string(t.cell(restOCID)), string(t.cell(restID))}
		r.value = restRow{pointer: string(t.cell(restPointer)), json: bytes.Clone(t.cell(restJSON)), row: t.row}
		var b brackets
		b.scan(r.value.json)
		if err := t.next(); err != nil {
			return err
		}
		for !b.closed() && !t.done && r.goesOn() {
			part := t.cell(restJSON)
			b.scan(part)
			r.value.json = append(r.value.json, part...)
			if err := t.next(); err != nil {
				return err
			}
		}
		if len(r.value.json) > 0 && r.of(r.key, r.value.pointer) {
			return nil
		}
	}
	r.done = true
	return nil
}

// goesOn says whether the row that comes next is of the same place.
func (r *restReader) goesOn() bool {
	t := r.table
	return string(t.cell(restOCID)) == r.key.ocid && string(t.cell(restID)) == r.key.id && string(t.cell(restPointer)) == r.value.pointer
}

// brackets follows JSON text that comes in pieces, to know whether it is whole.
type brackets struct {
	depth            int
	quoted, escaping bool
}

func (b *brackets) scan(text []byte) {
	for _, c := range text {
		switch {
		case b.escaping:
			b.escaping = false
		case b.quoted && c == '\\':
			b.escaping = true
		case c == '"':
			b.quoted = !b.quoted
		case b.quoted:
		case c == '{' || c == '[':
			b.depth++
		case c == '}' || c == ']':
			b.depth--
		}
	}
}

func (b *brackets) closed() bool { return !b.quoted && b.depth <= 0 }

// within takes the first token, a package's number, from a pointer.
func within(pointer string) (number, rest string) {
	number, rest, more := strings.Cut(strings.TrimPrefix(pointer, "/"), "/")
	if more {
		rest = "/" + rest
	}
	return number, rest
}
