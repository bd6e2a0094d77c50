package schema

import (
	"bytes"
	"slices"
	"strings"
	"unicode/utf8"
)

// This file walks a tree along a verdict.

// walk is what judging learns.
type walk struct {
	follows []uint16 // by the number of a member, that of the one which came after it the last time; see member
}

// accepts says whether the value is surely valid by the whole schema.
func (v *verdict) accepts(x *Value) (yes bool) {
	v = v.later()
	w := v.walks.Get().(*walk)
	defer v.walks.Put(w)
	return w.value(v, x)
}

func (w *walk) value(v *verdict, x *Value) bool {
	if v == nil {
		return true
	}
	if v.unsure {
		return false
	}
	switch x.raw[0] {
	case '{':
		return v.types&objectType != 0 && v.enum == nil && w.object(v, x)
	case '[':
		return v.types&arrayType != 0 && v.enum == nil && w.list(v, x)
	case '"':
		return v.types&stringType != 0 && v.acceptsText(x.raw)
	}
	return v.acceptsScalar(x.raw)
}

func (w *walk) object(v *verdict, x *Value) bool {
	var there uint64
	last := v.first
	for k := range x.members {
		m := &x.members[k]
		i := w.member(v, last, m.name)
		if i < 0 {
			if !v.acceptsUnnamed(m) {
				return false
			}
			continue
		}
		expected := &v.members[i]
		if !w.value(expected.verdict, &m.Value) {
			return false
		}
		last, there = v.first+i+1, there|expected.bit
	}
	return there&v.required == v.required && len(x.members) >= v.minProperties
}

// member gives a member's place in the schema, -1 where the schema does not name it. Members come in the same order again
// and again: the one that came after the last is tried before any is sought.
func (w *walk) member(v *verdict, last int, name string) int {
	if i := int(w.follows[last]); i < len(v.members) && v.members[i].name == name {
		return i
	}
	i := v.names.find(name)
	if i >= 0 {
		w.follows[last] = uint16(i)
	}
	return i
}

// acceptsUnnamed judges a member that the schema does not name, but may know as a translation.
func (v *verdict) acceptsUnnamed(m *Member) bool {
	return v.languages == nil || strings.IndexByte(m.name, '_') < 0 || v.acceptsLanguage(m.name, m.raw[0])
}

func (v *verdict) acceptsLanguage(name string, kind byte) bool {
	for _, p := range v.languages {
		if strings.HasPrefix(name, p.prefix) && p.name.MatchString(name) {
			kind := map[byte]string{'"': "string", 'n': "null"}[kind]
			if !slices.Contains(p.types, kind) {
				return false
			}
		}
	}
	return true
}

func (w *walk) list(v *verdict, x *Value) bool {
	for k := range x.members {
		if !w.value(v.items, &x.members[k].Value) {
			return false
		}
	}
	unique := true
	if v.unique {
		x.twins(func(int, int) { unique = false })
	}
	return unique && len(x.members) >= v.minItems
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
	case v.enum != nil && v.enum.find(view(s)) < 0, v.minLength > 0 && utf8.RuneCount(s) < v.minLength,
		v.pattern != nil && !v.pattern.Match(s):
		return false
	case v.format == "date-time":
		return isDate(s)
	case v.format == "uri":
		return isURI(s)
	}
	return true
}
