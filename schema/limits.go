package schema

import (
	"math/big"
	"regexp"
	"strconv"
)

// limits are what a schema demands of a value beside its type.
type limits struct {
	required      []string // in the order of the schema
	enum          []any    // texts and null; nil where any value is allowed
	pattern       *regexp.Regexp
	minLength     int
	minItems      int
	minProperties int
	minimum       *big.Rat
	least         string // the same for people
}

// read reads the keywords of a schema and says whether it knows all of them.
func (l *limits) read(node map[string]any) (known bool) {
	known = true
	for keyword, value := range node {
		known = (isRemark(keyword) || l.keyword(keyword, value)) && known
	}
	return known
}

func (l *limits) keyword(keyword string, value any) (known bool) {
	switch value := value.(type) {
	case float64:
		return l.number(keyword, value)
	case string:
		return l.text(keyword, value)
	case []any:
		return l.list(keyword, value)
	case map[string]any:
		return keyword == "properties" || keyword == "items" || keyword == "patternProperties"
	}
	return keyword == "uniqueItems"
}

func (l *limits) number(keyword string, value float64) (known bool) {
	switch keyword {
	case "minLength":
		l.minLength = int(value)
	case "minItems":
		l.minItems = int(value)
	case "minProperties":
		l.minProperties = int(value)
	case "minimum":
		l.minimum, l.least = new(big.Rat).SetFloat64(value), strconv.FormatFloat(value, 'f', -1, 64)
	default:
		return false
	}
	return true
}

func (l *limits) text(keyword, value string) (known bool) {
	switch keyword {
	case "type":
		return typeNames[value] != 0
	case "format":
		return value == "date-time" || value == "uri"
	case "pattern":
		pattern, err := regexp.Compile(value)
		l.pattern = pattern
		return err == nil
	}
	return keyword == "$ref"
}

func (l *limits) list(keyword string, values []any) (known bool) {
	known = keyword == "type" || keyword == "required" || keyword == "enum"
	for _, value := range values {
		text, isText := value.(string)
		switch {
		case keyword == "type":
			known = known && typeNames[text] != 0
		case keyword == "required" && isText:
			l.required = append(l.required, text)
		case keyword == "enum" && (isText || value == nil):
			l.enum = append(l.enum, value)
		default:
			known = false
		}
	}
	return known
}
