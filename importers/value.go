package importers

import (
	"encoding/json"
	"strings"
)

// value is what an expression comes to: a text, a list of texts, or finished JSON.
type value struct {
	text   string
	list   []string
	isList bool
	json   []byte // an object or a number; nil while it is text
	exact  bool   // a code, a date, an identifier: not words in which a person could be named
}

func textValue(text string) value { return value{text: text} }

func (v value) empty() bool { return v.json == nil && v.text == "" && len(v.list) == 0 }

// texts are the items of a list, or the text alone.
func (v value) texts() []string {
	if v.isList || v.text == "" {
		return v.list
	}
	return []string{v.text}
}

// encode gives the JSON of a value that is not empty.
func (v value) encode() []byte {
	switch {
	case v.json != nil:
		return v.json
	case v.isList:
		return quoteAll(v.list)
	}
	return quote(v.text)
}

// quote writes a text as JSON. Most texts are plain, and need no encoder.
func quote(text string) []byte {
	if isPlain(text) {
		out := make([]byte, 0, len(text)+2)
		return append(append(append(out, '"'), text...), '"')
	}
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	_ = e.Encode(text) // a string has no errors
	return []byte(strings.TrimSuffix(b.String(), "\n"))
}

func isPlain(text string) bool {
	for i := range len(text) {
		if c := text[i]; c < ' ' || c > '~' || c == '"' || c == '\\' {
			return false
		}
	}
	return true
}

func quoteAll(texts []string) []byte {
	out := []byte{'['}
	for i, text := range texts {
		if i > 0 {
			out = append(out, ',')
		}
		out = append(out, quote(text)...)
	}
	return append(out, ']')
}
