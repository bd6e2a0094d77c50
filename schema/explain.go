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

// failType says of which types the value at a name should be. Names in the path share the line's bytes.
func (x *explanation) failType(name string, v *Value, expected []string) {
	x.fail(CodeType, v, typeArgs(strings.Clone(name), expected, v.decoded())...)
}

// value looks at a value and all within it. Of one of a wrong type nothing more is to be said.
func (x *explanation) value(f *Field, v *Value) {
	if f == nil {
		return
	}
	if !v.isOf(f.types) {
		x.failType(fieldName(x.path), v, f.Types)
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
	for name, member := range v.Members() {
		x.path = append(x.path, name)
		x.value(f.Properties[name], member)
		for _, p := range f.languages {
			if strings.HasPrefix(name, p.prefix) && p.name.MatchString(name) && !member.isOf(typesNamed(p.types)) {
				x.failType(name, member, p.types)
			}
		}
		for _, p := range f.patterns {
			if p.name.MatchString(name) {
				x.value(p.Field, member)
			}
		}
		x.path = x.path[:len(x.path)-1]
	}
}

func (x *explanation) list(f *Field, v *Value) {
	if v.Len() < f.limits.minItems {
		x.fail(CodeMinItems, v, strconv.Itoa(f.limits.minItems))
	}
	if f.unique {
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

// unique finds items that are equal as JSON values: numbers by value, members in any order.
func (x *explanation) unique(v *Value) {
	v.twins(func(i, k int) {
		x.path = append(x.path, strconv.Itoa(i))
		x.fail(CodeUnique, &v.members[i].Value, strconv.Itoa(k), strconv.Itoa(i))
		x.path = x.path[:len(x.path)-1]
	})
}

func (x *explanation) text(f *Field, v *Value) {
	l := &f.limits
	if f.Format == "" && l.minLength == 0 && l.pattern == nil {
		return
	}
	s := v.Bytes()
	if l.minLength > 0 && utf8.RuneCount(s) < l.minLength {
		x.fail(CodeMinLength, v)
	}
	if l.pattern != nil && !l.pattern.Match(s) {
		x.fail(CodePattern, v, v.plain(), l.pattern.String())
	}
	switch {
	case f.Format == "date-time" && !isDate(s):
		x.fail(CodeDate, v, v.plain(), f.Format)
	case f.Format == "uri" && !isURI(s):
		x.fail(CodeURI, v, v.plain(), f.Format)
	}
}

// isOf says whether the value has one of the types; where none is named any will do.
func (v *Value) isOf(allowed types) bool {
	return allowed == 0 || allowed&v.types() != 0
}

// types are those that the value has: a whole number two. To draft 4, 1.0 is none.
func (v *Value) types() types {
	switch v.kind() {
	case '{':
		return objectType
	case '[':
		return arrayType
	case '"':
		return stringType
	case 't', 'f':
		return booleanType
	case 'n':
		return nullType
	}
	if bytes.ContainsAny(v.raw, ".eE") {
		return numberType
	}
	return numberType | integerType
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
	if v.IsText() && bytes.IndexByte(v.raw, '\\') >= 0 { // which may have been needless
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
	code := v.Bytes()
	return slices.ContainsFunc(l.enum, func(one any) bool {
		text, isText := one.(string)
		return isText && v.IsText() && string(code) == text || !isText && v.IsNull()
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
