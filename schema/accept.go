package schema

import (
	"bytes"
	"slices"
	"strings"
	"unicode/utf8"
)

// This file walks a line along a verdict: from its bytes to yes or no, without a tree.

// walk is a place in a line that is being judged.
type walk struct {
	parser
	follows []uint16 // by the number of a member, that of the one which came after it the last time; see member
	keys    [][]byte // of the items of lists that are not passed yet, whose items must differ
	id      []byte   // text of the id of the object that was passed last; nil where it has none
}

// accepts says whether the value is surely valid by the whole schema. It looks at nothing but the value's text, which a
// reader has let through: of text that is no JSON it may say either.
func (v *verdict) accepts(x *Value) (yes bool) {
	v = v.later()
	w := v.walks.Get().(*walk)
	defer func() {
		_ = recover() // at the end of text that ends too early
		v.walks.Put(w)
	}()
	w.text, w.at, w.keys = x.raw, 0, w.keys[:0]
	if !w.value(v) {
		return false
	}
	w.space()
	return w.at == len(w.text)
}

// value passes over the next value and says whether it is surely valid.
func (w *walk) value(v *verdict) bool {
	if v == nil {
		w.skip()
		return true
	}
	if v.unsure {
		return false
	}
	w.space()
	switch w.text[w.at] {
	case '{':
		return v.types&objectType != 0 && v.enum == nil && w.object(v)
	case '[':
		return v.types&arrayType != 0 && v.enum == nil && w.list(v)
	case '"':
		return v.types&stringType != 0 && v.acceptsText(w.quoted())
	}
	return v.acceptsScalar(w.scalar())
}

func (w *walk) object(v *verdict) bool {
	w.at++
	var there uint64
	var id []byte
	count, last := 0, v.first
	for ; w.more('}'); count++ {
		i, name := w.member(v, last)
		start, ok := w.at, false
		if i < 0 {
			ok = w.unnamed(v, name)
		} else {
			m := &v.members[i]
			ok, last, there = w.value(m.verdict), v.first+i+1, there|m.bit
		}
		if !ok {
			return false
		}
		if i == v.id && (i >= 0 || string(name) == "id") {
			id = w.text[start:w.at]
		}
	}
	w.at++
	w.id = id
	return there&v.required == v.required && count >= v.minProperties
}

// more goes to the next member or item, if one comes before the end.
func (w *walk) more(end byte) bool {
	w.space()
	if w.text[w.at] == ',' {
		w.at++
		w.space()
	}
	return w.text[w.at] != end
}

// member passes over a member's name and gives its place in the schema; where the schema does not name it, -1 and the
// name. Members come in the same order again and again: the one that came after the last is tried before any is sought.
func (w *walk) member(v *verdict, last int) (i int, name []byte) {
	rest := w.text[w.at:]
	if i = int(w.follows[last]); i < len(v.members) {
		if begins := v.members[i].begins; len(begins) < len(rest) && string(rest[:len(begins)]) == begins {
			w.at += len(begins)
			return i, nil
		}
	}
	quoted := w.quoted()
	w.space()
	w.at++ // the colon
	name = quoted[1 : len(quoted)-1]
	if bytes.IndexByte(name, '\\') >= 0 {
		name = []byte(text(quoted))
	}
	if i = v.names.find(name); i >= 0 {
		w.follows[last] = uint16(i)
	}
	return i, name
}

// unnamed passes over the value of a member that the schema does not name, but may know as a translation.
func (w *walk) unnamed(v *verdict, name []byte) bool {
	w.space()
	kind := w.text[w.at]
	w.skip()
	return v.languages == nil || bytes.IndexByte(name, '_') < 0 || v.acceptsLanguage(name, kind)
}

func (v *verdict) acceptsLanguage(name []byte, kind byte) bool {
	for _, p := range v.languages {
		if strings.HasPrefix(string(name), p.prefix) && p.name.Match(name) {
			kind := map[byte]string{'"': "string", 'n': "null"}[kind]
			if !slices.Contains(p.types, kind) {
				return false
			}
		}
	}
	return true
}

func (w *walk) list(v *verdict) bool {
	base, start, count, keyed := len(w.keys), w.at, 0, v.unique
	w.at++
	for ; w.more(']'); count++ {
		w.id = nil
		from := w.at
		if !w.value(v.items) {
			return false
		}
		if keyed {
			key := w.key(w.text[from:w.at])
			w.keys, keyed = append(w.keys, key), key != nil
		}
	}
	w.at++
	keys := w.keys[base:]
	w.keys = w.keys[:base]
	return count >= v.minItems && (!v.unique || count < 2 || keyed && allDiffer(keys) || distinct(w.text[start:w.at]))
}

// acceptsScalar judges a number, true, false or null.
func (v *verdict) acceptsScalar(raw []byte) bool {
	switch raw[0] {
	case 'n':
		return v.types&nullType != 0 && (v.enum == nil || v.enumNull)
	case 't', 'f':
		return v.types&booleanType != 0 && v.enum == nil
	}
	if v.notNegative && raw[0] == '-' || v.enum != nil {
		return false
	}
	// To draft 4, 1.0 and 1e2 are no whole numbers.
	return v.types&numberType != 0 || v.types&integerType != 0 && !bytes.ContainsAny(raw, ".eE")
}

func (v *verdict) acceptsText(raw []byte) bool {
	if v.enum == nil && v.format == "" && v.pattern == nil && v.minLength < 2 {
		return v.minLength == 0 || len(raw) > len(`""`)
	}
	s := raw[1 : len(raw)-1]
	if bytes.IndexByte(s, '\\') >= 0 {
		s = []byte(text(raw))
	}
	switch {
	case v.enum != nil && v.enum.find(s) < 0, v.minLength > 0 && utf8.RuneCount(s) < v.minLength,
		v.pattern != nil && !v.pattern.Match(s):
		return false
	case v.format == "date-time":
		return isDate(s)
	case v.format == "uri":
		return isURI(s)
	}
	return true
}
