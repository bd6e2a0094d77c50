package schema

import (
	"encoding/binary"
	"errors"
)

// AppendTo appends the release to bytes in which it can wait, with its place but without its package, record and
// findings; Kept reads it back, but for its date and tags, which Fill reads.
func (r *Release) AppendTo(out []byte) []byte {
	line, marks := r.Line, r.marks
	if r.Came != nil {
		marks = nil // they are of the line that came in
	}
	for _, text := range []string{string(r.Form), r.OCID, r.ID, r.Place.File, r.Place.Pointer} {
		out = append(binary.AppendUvarint(out, uint64(len(text))), text...)
	}
	out = binary.AppendUvarint(out, uint64(r.Place.Line))
	out = binary.AppendUvarint(out, uint64(len(marks)))
	last := mark{}
	for _, m := range marks {
		out = binary.AppendVarint(out, int64(m.offset-last.offset))
		out = binary.AppendVarint(out, int64(m.line-last.line))
		last = m
	}
	return append(out, line...)
}

var errKept = errors.New("not a release that was kept")

// Kept reads a release that AppendTo has written. It shares the bytes.
func Kept(data []byte) (*Release, error) {
	k := kept{data: data}
	form, ocid, id, file, pointer := k.text(), k.text(), k.text(), k.text(), k.text()
	line := int(k.number())
	marks := make([]mark, min(k.number(), uint64(len(k.data))))
	last := mark{}
	for i := range marks {
		marks[i] = mark{last.offset + int(k.signed()), last.line + int(k.signed())}
		last = marks[i]
	}
	if k.broken || len(k.data) == 0 {
		return nil, errKept
	}
	return &Release{OCID: ocid, ID: id, Form: Form(form), Line: k.data, marks: marks, Place: Place{File: file, Pointer: pointer, Line: line}}, nil
}

// Fill reads the rest of the envelope of a release that was kept, which merging needs.
func (r *Release) Fill() { r.head() }

// kept reads one part after the other.
type kept struct {
	data   []byte
	broken bool
}

func (k *kept) text() string {
	n := k.number()
	if k.broken || n > uint64(len(k.data)) {
		k.broken = true
		return ""
	}
	s := string(k.data[:n])
	k.data = k.data[n:]
	return s
}

func (k *kept) number() uint64 {
	v, n := binary.Uvarint(k.data)
	k.take(n)
	return v
}

func (k *kept) signed() int64 {
	v, n := binary.Varint(k.data)
	k.take(n)
	return v
}

func (k *kept) take(n int) {
	if n <= 0 {
		k.broken, n = true, 0
	}
	k.data = k.data[n:]
}

// Locate turns findings whose pointers are from the release into findings with their places in the input.
func (r *Release) Locate(findings []Finding) {
	t := &lineTree{line: r.Line}
	defer t.done()
	r.place(findings, t)
}
