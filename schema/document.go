package schema

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Document writes a schema file, named as the constants of this package name them, as it judges: patched with the
// extensions where there are any. Properties stand in the order in which their files have them; what more says is
// added to the top.
func (s *Schema) Document(name string, more map[string]any) ([]byte, error) {
	doc := maps.Clone(s.docs[name])
	if len(doc) == 0 {
		return nil, fmt.Errorf("write schema %s: there is none", name)
	}
	maps.Copy(doc, more)
	text, err := appendNode(nil, doc, false)
	if err != nil {
		return nil, fmt.Errorf("write schema %s: %w", name, err)
	}
	return text, nil
}

// appendNode writes a part of a schema; named says that its members are names, not keywords.
func appendNode(out []byte, node any, named bool) (_ []byte, err error) {
	switch node := node.(type) {
	case map[string]any:
		return appendObject(out, node, named)
	case []any:
		out = append(out, '[')
		for i, item := range node {
			if i > 0 {
				out = append(out, ',')
			}
			if out, err = appendNode(out, item, false); err != nil {
				return nil, err
			}
		}
		return append(out, ']'), nil
	}
	text, err := json.Marshal(node)
	return append(out, text...), err
}

func appendObject(out []byte, object map[string]any, named bool) (_ []byte, err error) {
	keys := slices.DeleteFunc(slices.Sorted(maps.Keys(object)), func(key string) bool { return key == orderKeyword && !named })
	out = append(out, '{')
	for i, key := range keys {
		if i > 0 {
			out = append(out, ',')
		}
		if properties, ok := object[key].(map[string]any); ok && key == "properties" && !named {
			out, err = appendProperties(out, properties, orderOf(object))
		} else {
			out, err = appendNode(appendName(out, key), object[key], !named && key == "definitions")
		}
		if err != nil {
			return nil, err
		}
	}
	return append(out, '}'), nil
}

func appendProperties(out []byte, properties map[string]any, order []string) (_ []byte, err error) {
	out = append(appendName(out, "properties"), '{')
	for i, name := range order {
		if i > 0 {
			out = append(out, ',')
		}
		if out, err = appendNode(appendName(out, name), properties[name], false); err != nil {
			return nil, err
		}
	}
	return append(out, '}'), nil
}

func appendName(out []byte, name string) []byte {
	text, _ := json.Marshal(name) // a string always encodes
	return append(append(out, text...), ':')
}

// Codelists are all codelists, by name.
func (s *Schema) Codelists() []*Codelist {
	return slices.SortedFunc(maps.Values(s.lists), func(a, b *Codelist) int { return strings.Compare(a.Name, b.Name) })
}
