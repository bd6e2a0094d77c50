package schema

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// explanation finds everything in which a value breaks a schema of which limits knows all keywords.
type explanation struct {
	path []string // to the value that is looked at
	all  []Finding
}

func (x *explanation) fail(code string, v *Value, args ...string) {
	f := Finding{Code: code, Severity: Error, Pointer: pointerOf(x.path), Args: args}
	if code != CodeRequired {
		f.Value = v.shown()
	}
	x.all = append(x.all, f)
}

// value looks at a value and all within it. Of one of a wrong type nothing more is to be said.
func (x *explanation) value(f *Field, v *Value) {
	if f == nil {
		return
	}
	if !v.isOf(f.Types) {
		x.fail(CodeType, v, typeArgs(fieldName(x.path), f.Types, v.decoded())...)
		return
	}
	if l := &f.limits; l.enum != nil && !l.allows(v) {
		x.fail(CodeEnum, v, v.plain(), codeList(l.enum))
	}
	switch {
	case v.IsObject():
		x.object(f, v)
	case v.IsList():
		x.list(f, v)
	case v.IsText():
		x.text(f, v)
	case v.IsNumber() && f.limits.minimum != nil && v.Number().Cmp(f.limits.minimum) < 0:
		x.fail(CodeMinimum, v, v.plain(), f.limits.least)
	}
}

func (x *explanation) object(f *Field, v *Value) {
	for _, name := range f.limits.required {
		if v.member(name) == nil {
			x.fail(CodeRequired, v, required(name, fieldName(x.path))...)
		}
	}
	if v.Len() < f.limits.minProperties {
		x.fail(CodeMinProperties, v, strconv.Itoa(f.limits.minProperties))
	}
	for i := range v.members {
		m := &v.members[i]
		name := string(m.name)
		x.path = append(x.path, name)
		x.value(f.Properties[name], &m.Value)
		for _, p := range f.languages {
			if strings.HasPrefix(name, p.prefix) && p.name.MatchString(name) && !m.isOf(p.types) {
				x.fail(CodeType, &m.Value, typeArgs(name, p.types, m.decoded())...)
			}
		}
		for _, p := range f.patterns {
			if p.name.MatchString(name) {
				x.value(p.Field, &m.Value)
			}
		}
		x.path = x.path[:len(x.path)-1]
	}
}

func (x *explanation) list(f *Field, v *Value) {
	if v.Len() < f.limits.minItems {
		x.fail(CodeMinItems, v, strconv.Itoa(f.limits.minItems))
	}
	if f.unique && v.Len() > 1 {
		x.unique(v)
	}
	if f.Items == nil {
		return
	}
	for i, item := range v.Items() {
		x.path = append(x.path, strconv.Itoa(i))
		x.value(f.Items, item)
		x.path = x.path[:len(x.path)-1]
	}
}

// unique finds items that are equal as JSON values: numbers by value, members in any order. Only those that look alike
// are compared.
func (x *explanation) unique(v *Value) {
	alike := make(map[string]int, v.Len())
	quick := true
	for _, item := range v.Items() {
		key := item.quickKey()
		quick = quick && key != ""
		alike[key]++
	}
	first := map[string]int{}
	for i, item := range v.Items() {
		if quick && alike[item.quickKey()] == 1 {
			continue
		}
		key := string(appendCanonical(nil, item))
		if k, there := first[key]; there {
			x.path = append(x.path, strconv.Itoa(i))
			x.fail(CodeUnique, item, strconv.Itoa(k), strconv.Itoa(i))
			x.path = x.path[:len(x.path)-1]
			continue
		}
		first[key] = i
	}
}

// quickKey is a text that is the same for equal values: a text, or an object's id; empty where there is none so quick.
func (v *Value) quickKey() string {
	id := v
	if v.IsObject() {
		id = v.member("id")
	}
	if !id.IsText() || bytes.IndexByte(id.raw, '\\') >= 0 {
		return ""
	}
	return string(id.raw)
}

func (x *explanation) text(f *Field, v *Value) {
	l := &f.limits
	if f.Format == "" && l.minLength == 0 && l.pattern == nil {
		return
	}
	s := v.Text()
	if utf8.RuneCountInString(s) < l.minLength {
		x.fail(CodeMinLength, v)
	}
	if l.pattern != nil && !l.pattern.MatchString(s) {
		x.fail(CodePattern, v, v.plain(), l.pattern.String())
	}
	switch {
	case f.Format == "date-time" && !isDate([]byte(s)):
		x.fail(CodeDate, v, v.plain(), f.Format)
	case f.Format == "uri" && !isURI([]byte(s)):
		x.fail(CodeURI, v, v.plain(), f.Format)
	}
}

// isOf says whether the value has one of the types; where none is named any will do.
func (v *Value) isOf(names []string) bool {
	if len(names) == 0 {
		return true
	}
	return slices.ContainsFunc(names, func(name string) bool {
		if name == "integer" { // to draft 4, 1.0 is none
			return v.IsNumber() && !bytes.ContainsAny(v.raw, ".eE")
		}
		return name == typeOf(v.decoded())
	})
}

// decoded is a value of the type that encoding/json would decode to, if not the value itself.
func (v *Value) decoded() any {
	switch {
	case v.IsObject():
		return map[string]any(nil)
	case v.IsList():
		return []any(nil)
	case v.IsText():
		return ""
	case v.IsBool():
		return true
	case v.IsNull():
		return nil
	}
	return 0
}

// shown is the value as JSON text, cut; plain is a text without its quotes.
func (v *Value) shown() string {
	if v.IsText() {
		return cut(string(quote(v.Text())))
	}
	return cut(string(v.raw))
}

func (v *Value) plain() string {
	if v.IsText() {
		return cut(v.Text())
	}
	return v.shown()
}

func (l *limits) allows(v *Value) bool {
	return slices.ContainsFunc(l.enum, func(one any) bool {
		text, isText := one.(string)
		return isText && v.IsText() && v.Text() == text || !isText && v.IsNull()
	})
}

func codeList(enum []any) string {
	all := make([]string, len(enum))
	for i, code := range enum {
		if all[i] = "null"; code != nil {
			all[i] = fmt.Sprint(code)
		}
	}
	return codes(strings.Join(all, ", "))
}
