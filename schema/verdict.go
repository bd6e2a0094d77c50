package schema

import (
	"bytes"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/xeipuuv/gojsonschema"
)

// verdict says quickly that a value is valid. It never says so of one that the judge would find fault with; where it
// is not sure (a keyword or a form of number that it does not know) it says no, and the judge decides.
type verdict struct {
	unsure     bool // the schema has a keyword that is not known here
	types      types
	required   []string
	properties map[string]*verdict
	languages  []languagePattern
	items      *verdict
	enum       map[string]bool // texts; nil where any is allowed
	enumNull   bool
	format     string
	pattern    *regexp.Regexp
	minLength  int
	minItems   int
	unique     bool
}

// types is a set of JSON types.
type types byte

const (
	objectType types = 1 << iota
	arrayType
	stringType
	numberType
	integerType
	booleanType
	nullType
	anyType = 0xff
)

var typeNames = map[string]types{"object": objectType, "array": arrayType, "string": stringType,
	"number": numberType | integerType, "integer": integerType, "boolean": booleanType, "null": nullType}

// remarks are keywords that decide nothing about validity.
var remarks = []string{"$schema", "codelist", "default", "definitions", "deprecated", "description", "id", "mergeStrategy",
	"omitWhenMerged", "openCodelist", "propertyOrder", "title", "versionId", "wholeListMerge"}

// newVerdict compiles a schema document.
func newVerdict(doc map[string]any) *verdict {
	c := verdictCompiler{doc: doc, named: map[string]*verdict{}}
	return c.compile(doc)
}

type verdictCompiler struct {
	doc   map[string]any
	named map[string]*verdict // by reference; also ends recursion
}

func (c *verdictCompiler) compile(node map[string]any) *verdict {
	ref, ok := node["$ref"].(string)
	if !ok {
		v := &verdict{types: anyType}
		c.fill(v, node)
		return v
	}
	if v, ok := c.named[ref]; ok {
		return v
	}
	v := &verdict{types: anyType}
	c.named[ref] = v
	if target, err := resolve(c.doc, ref); err == nil {
		c.fill(v, target)
	} else {
		v.unsure = true
	}
	return v
}

// fill reads the keywords of a schema; one that it does not know makes the verdict unsure.
func (c *verdictCompiler) fill(v *verdict, node map[string]any) {
	if _, chained := node["$ref"]; chained {
		v.unsure = true
		return
	}
	for keyword, value := range node {
		known := isRemark(keyword)
		switch value := value.(type) {
		case string:
			known = known || v.text(keyword, value)
		case float64:
			known = known || v.number(keyword, value)
		case []any:
			known = known || v.list(keyword, value)
		case map[string]any:
			known = known || c.nested(v, keyword, value)
		case bool:
			known = known || keyword == "uniqueItems"
			v.unique = v.unique || keyword == "uniqueItems" && value
		}
		v.unsure = v.unsure || !known
	}
}

func isRemark(keyword string) bool {
	return slices.Contains(remarks, keyword) || strings.HasPrefix(keyword, "x-")
}

func (v *verdict) text(keyword, value string) (known bool) {
	switch keyword {
	case "type":
		v.types, known = typeNames[value]
		return known
	case "format":
		v.format = value
		return value == "date-time" || value == "uri"
	case "pattern":
		pattern, err := regexp.Compile(value)
		v.pattern = pattern
		return err == nil
	}
	return false
}

func (v *verdict) number(keyword string, value float64) (known bool) {
	switch keyword {
	case "minLength":
		v.minLength = int(value)
	case "minItems":
		v.minItems = int(value)
	default:
		return false
	}
	return true
}

func (v *verdict) list(keyword string, values []any) (known bool) {
	switch keyword {
	case "type":
		v.types = 0
		for _, value := range values {
			t := typeNames[fmt.Sprint(value)]
			if v.types |= t; t == 0 {
				return false
			}
		}
	case "required":
		for _, value := range values {
			v.required = append(v.required, fmt.Sprint(value))
		}
	case "enum":
		v.enum = make(map[string]bool, len(values))
		for _, value := range values {
			text, isText := value.(string)
			if !isText && value != nil {
				return false
			}
			v.enum[text], v.enumNull = v.enum[text] || isText, v.enumNull || value == nil
		}
	default:
		return false
	}
	return true
}

func (c *verdictCompiler) nested(v *verdict, keyword string, value map[string]any) (known bool) {
	switch keyword {
	case "properties":
		v.properties = make(map[string]*verdict, len(value))
		for name, schema := range value {
			node, ok := schema.(map[string]any)
			if !ok {
				return false
			}
			v.properties[name] = c.compile(node)
		}
	case "items":
		v.items = c.compile(value)
	case "patternProperties":
		for pattern, schema := range value {
			if _, types := translation(pattern, schema); types == nil {
				return false
			}
		}
		var err error
		v.languages, err = languagePatterns(map[string]any{"patternProperties": maps.Clone(value)})
		return err == nil
	default:
		return false
	}
	return true
}

// accepts says whether the value is surely valid.
func (v *verdict) accepts(x *Value) bool {
	if v.unsure {
		return false
	}
	switch x.raw[0] {
	case '{':
		return v.types&objectType != 0 && v.acceptsObject(x)
	case '[':
		return v.types&arrayType != 0 && v.acceptsList(x)
	case '"':
		return v.types&stringType != 0 && v.acceptsText(x.raw)
	case 'n':
		return v.types&nullType != 0 && (v.enum == nil || v.enumNull)
	case 't', 'f':
		return v.types&booleanType != 0 && v.enum == nil
	}
	// 1.0 and 1e2 are whole numbers too, which the judge knows how to see.
	whole := !bytes.ContainsAny(x.raw, ".eE")
	return (v.types&numberType != 0 || v.types&integerType != 0 && whole) && v.enum == nil
}

func (v *verdict) acceptsObject(x *Value) bool {
	if v.enum != nil {
		return false
	}
	for _, name := range v.required {
		if x.member(name) == nil {
			return false
		}
	}
	if v.properties == nil && v.languages == nil {
		return true
	}
	for i := range x.members {
		m := &x.members[i]
		if p := v.properties[string(m.name)]; p != nil {
			if !p.accepts(&m.Value) {
				return false
			}
		} else if v.languages != nil && bytes.IndexByte(m.name, '_') >= 0 && !v.acceptsLanguage(m) {
			return false
		}
	}
	return true
}

func (v *verdict) acceptsLanguage(m *Member) bool {
	for _, p := range v.languages {
		if strings.HasPrefix(string(m.name), p.prefix) && p.name.Match(m.name) {
			kind := map[byte]string{'"': "string", 'n': "null"}[m.raw[0]]
			if !slices.Contains(p.types, kind) {
				return false
			}
		}
	}
	return true
}

func (v *verdict) acceptsList(x *Value) bool {
	if len(x.members) < v.minItems || v.enum != nil || v.unique && !surelyDistinct(x.members) {
		return false
	}
	if v.items == nil {
		return true
	}
	for i := range x.members {
		if !v.items.accepts(&x.members[i].Value) {
			return false
		}
	}
	return true
}

// surelyDistinct says that no two items are equal: by their ids where all have one, else by their values.
func surelyDistinct(items []Member) bool {
	if len(items) < 2 {
		return true
	}
	const few = 8
	keys := make([][]byte, len(items))
	for i := range items {
		if keys[i] = distinctKey(&items[i].Value); keys[i] == nil {
			return distinctValues(items)
		}
		for k := 0; len(items) <= few && k < i; k++ {
			if bytes.Equal(keys[k], keys[i]) {
				return distinctValues(items)
			}
		}
	}
	return len(items) <= few || allDiffer(keys) || distinctValues(items)
}

// distinctKey is a text that differs only where the values do; nil where there is none that is quick to see.
func distinctKey(x *Value) []byte {
	raw := x.raw
	if x.IsObject() {
		id := x.member("id")
		if id == nil {
			return nil
		}
		raw = id.raw
	}
	if raw[0] != '"' || bytes.IndexByte(raw, '\\') >= 0 {
		return nil
	}
	return raw
}

func distinctValues(items []Member) bool {
	keys := make([][]byte, len(items))
	for i := range items {
		key, err := canonical(items[i].raw)
		if err != nil {
			return false
		}
		keys[i] = key
	}
	return allDiffer(keys)
}

func allDiffer(keys [][]byte) bool {
	seen := make(map[string]bool, len(keys))
	for _, key := range keys {
		if seen[string(key)] {
			return false
		}
		seen[string(key)] = true
	}
	return true
}

func (v *verdict) acceptsText(raw []byte) bool {
	if v.enum == nil && v.format == "" && v.pattern == nil && v.minLength < 2 {
		return v.minLength == 0 || len(raw) > len(`""`)
	}
	s := text(raw)
	switch {
	case v.enum != nil && !v.enum[s], v.minLength > 0 && utf8.RuneCountInString(s) < v.minLength,
		v.pattern != nil && !v.pattern.MatchString(s):
		return false
	case v.format == "date-time":
		_, err := ParseDate(s)
		return err == nil
	case v.format == "uri":
		return gojsonschema.URIFormatChecker{}.IsFormat(s)
	}
	return true
}
