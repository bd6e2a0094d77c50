package checks

import (
	"bytes"

	"terang/schema"
)

// lookup finds the objects that have an id. Few questions are answered by going through them, more from an index:
// processes are small, but one with ten thousand tenderers must not take the square of that.
type lookup struct {
	among  []*schema.Value
	member string // that holds the id: id, or awardID
	asked  int
	index  map[string][]*schema.Value // by text
}

// scans is how many questions are answered without an index.
const scans = 16

// match is what an id leads to.
type match struct {
	first *schema.Value
	same  int // how many objects have the id
	alike int // how many have it in another type: 1 for "1"
}

// one gives the object that the id leads to where it is one alone, whatever the id's type.
func (m match) one() *schema.Value {
	if m.same+m.alike == 1 {
		return m.first
	}
	return nil
}

func (m match) count(object, id, own *schema.Value) match {
	if m.first == nil {
		m.first = object
	}
	if own.IsText() == id.IsText() {
		m.same++
	} else {
		m.alike++
	}
	return m
}

// find tells what an id leads to; nothing where it is empty.
func (l *lookup) find(id *schema.Value) (m match) {
	if id.Empty() {
		return m
	}
	if l.asked++; l.asked > scans {
		for _, object := range l.indexed()[id.ID()] {
			m = m.count(object, id, object.Get(l.member))
		}
		return m
	}
	for _, object := range l.among {
		if own := object.Get(l.member); sameText(own, id) {
			m = m.count(object, id, own)
		}
	}
	return m
}

// all gives every object that has the id, whatever its type.
func (l *lookup) all(id *schema.Value) (found []*schema.Value) {
	if id.Empty() {
		return nil
	}
	if l.asked++; l.asked > scans {
		return l.indexed()[id.ID()]
	}
	for _, object := range l.among {
		if sameText(object.Get(l.member), id) {
			found = append(found, object)
		}
	}
	return found
}

func (l *lookup) indexed() map[string][]*schema.Value {
	if l.index == nil {
		l.index = map[string][]*schema.Value{}
		for _, object := range l.among {
			if id := object.Get(l.member).ID(); id != "" {
				l.index[id] = append(l.index[id], object)
			}
		}
	}
	return l.index
}

// sameText says whether two ids are written alike, be they texts or numbers. Their bytes are compared: to make
// strings of them would cost most of what looking up takes.
func sameText(a, b *schema.Value) bool {
	if !isID(a) || !isID(b) {
		return false
	}
	x, y := unquoted(a), unquoted(b)
	return bytes.Equal(x, y) || (bytes.IndexByte(x, '\\') >= 0 || bytes.IndexByte(y, '\\') >= 0) && a.ID() == b.ID()
}

func unquoted(v *schema.Value) []byte {
	if raw := v.Raw(); raw[0] == '"' {
		return raw[1 : len(raw)-1]
	}
	return v.Raw()
}

// objects adds the objects at a path of member names that are not empty; it goes into every list on the way.
func objects(found []*schema.Value, v *schema.Value, path ...string) []*schema.Value {
	switch {
	case v.IsList():
		for _, item := range v.Items() {
			found = objects(found, item, path...)
		}
	case len(path) > 0:
		return objects(found, v.Get(path[0]), path[1:]...)
	case v.IsObject() && v.Len() > 0:
		found = append(found, v)
	}
	return found
}

func (p *Process) objects(path ...string) []*schema.Value {
	return objects(nil, p.Get(path[0]), path[1:]...)
}

func isID(v *schema.Value) bool { return v.IsText() || v.IsNumber() }
