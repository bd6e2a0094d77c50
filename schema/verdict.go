package schema

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"sync"
)

// verdict says quickly that a value is valid. It never says so of one that the judge would find fault with; where it
// is not sure (a keyword or a form of number that it does not know) it says no, and the judge decides.
type verdict struct {
	later         func() *verdict // of a whole schema, which is compiled when it is first asked
	walks         *sync.Pool      // of a whole schema: walks to be used again, since they learn
	unsure        bool            // the schema has a keyword that is not known here
	types         types
	names         *texts     // of the members that the schema names
	members       []expected // in the order of names
	first         int        // number of the first member among all of the schema's
	required      uint64     // bits of the members that must be there
	languages     []languagePattern
	minProperties int
	items         *verdict
	enum          *texts // nil where any is allowed
	enumNull      bool
	format        string
	pattern       *regexp.Regexp
	minLength     int
	minItems      int
	unique        bool
	notNegative   bool
}

// expected is what a schema says of a member.
type expected struct {
	*verdict // nil where any value will do
	name     string
	bit      uint64 // of a member that is required
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

func typesNamed(names []string) (all types) {
	for _, name := range names {
		all |= typeNames[name]
	}
	return all
}

// remarks are keywords that decide nothing about validity.
var remarks = []string{"$schema", "codelist", "default", "definitions", "deprecated", "description", "id", "mergeStrategy",
	"omitWhenMerged", "openCodelist", "propertyOrder", "title", "versionId", "wholeListMerge"}

// newVerdict is the verdict of a schema document. It is compiled when it is first asked: of the schemas that are made by
// patching in one extension after the other, only the last is.
func newVerdict(doc map[string]any) *verdict {
	return &verdict{later: sync.OnceValue(func() *verdict {
		c := verdictCompiler{doc: doc, named: map[string]*verdict{}}
		v := c.compile(doc)
		v.walks = &sync.Pool{New: func() any { return &walk{follows: make([]uint16, c.members)} }}
		return v
	})}
}

type verdictCompiler struct {
	doc     map[string]any
	named   map[string]*verdict // by reference; also ends recursion
	members int                 // counted, each object's end among them
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
	c.object(v, node)
}

// object reads what a schema says of an object's members.
func (c *verdictCompiler) object(v *verdict, node map[string]any) {
	properties, _ := node["properties"].(map[string]any)
	required := textsOf(node["required"])
	names := slices.Concat(slices.Collect(maps.Keys(properties)), required)
	slices.Sort(names)
	names = slices.Compact(names)
	v.unsure = v.unsure || len(required) > 64
	for _, name := range names {
		m := expected{name: name}
		if schema, named := properties[name]; named {
			inner, ok := schema.(map[string]any)
			v.unsure = v.unsure || !ok
			m.verdict = c.compile(inner)
		}
		if i := slices.Index(required, name); i >= 0 {
			m.bit = 1 << i
		}
		if v.isTranslation(name) { // what two schemas say of one member, the judge may say
			m.verdict = &verdict{unsure: true}
		}
		v.members, v.required = append(v.members, m), v.required|m.bit
	}
	v.names, v.first = newTexts(names), c.members
	c.members += len(names) + 1
}

func (v *verdict) isTranslation(name string) bool {
	return slices.ContainsFunc(v.languages, func(p languagePattern) bool { return p.name.MatchString(name) })
}

// textsOf gives the texts of a list.
func textsOf(list any) (all []string) {
	values, _ := list.([]any)
	for _, value := range values {
		all = append(all, fmt.Sprint(value))
	}
	return all
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
	case "minProperties":
		v.minProperties = int(value)
	case "minimum":
		v.notNegative = true
		return value == 0
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
	case "required": // see object
	case "enum":
		var allowed []string
		for _, value := range values {
			text, isText := value.(string)
			if !isText && value != nil {
				return false
			}
			if v.enumNull = v.enumNull || !isText; isText {
				allowed = append(allowed, text)
			}
		}
		v.enum = newTexts(allowed)
	default:
		return false
	}
	return true
}

func (c *verdictCompiler) nested(v *verdict, keyword string, value map[string]any) (known bool) {
	switch keyword {
	case "properties": // see object
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
