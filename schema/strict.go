package schema

import (
	"encoding/json"
	"math/big"
	"slices"
	"strconv"
	"strings"
)

// check finds in a decoded tree what the library is kept away from; path leads to the tree.
func (f *Field) check(tree any, path []string, all *[]Finding) {
	if f == nil {
		return
	}
	switch v := tree.(type) {
	case map[string]any:
		for name, value := range v {
			f.Properties[name].check(value, append(path, name), all)
			f.checkLanguage(name, value, path, all)
		}
	case []any:
		if f.unique && len(v) > 1 {
			checkUnique(v, path, all)
		}
		if f.Items == nil {
			return
		}
		for i, item := range v {
			f.Items.check(item, append(path, strconv.Itoa(i)), all)
		}
	case json.Number:
		f.checkWhole(v, path, all)
	}
}

// checkWhole finds whole numbers that are written as others are, such as 3.0: to draft 4 they are not whole.
func (f *Field) checkWhole(n json.Number, path []string, all *[]Finding) {
	text := n.String()
	if !slices.Contains(f.Types, "integer") || slices.Contains(f.Types, "number") || !strings.ContainsAny(text, ".eE") {
		return
	}
	if r, ok := new(big.Rat).SetString(text); !ok || !r.IsInt() { // which the library finds
		return
	}
	*all = append(*all, Finding{Code: CodeType, Severity: Error, Pointer: pointerOf(path), Value: text,
		Args: typeArgs(fieldName(path), f.Types, n)})
}

// checkLanguage checks a translated text, such as title_es.
func (f *Field) checkLanguage(name string, value any, path []string, all *[]Finding) {
	for _, p := range f.languages {
		if !strings.HasPrefix(name, p.prefix) || !p.name.MatchString(name) || slices.Contains(p.types, typeOf(value)) {
			continue
		}
		*all = append(*all, Finding{Code: CodeType, Severity: Error, Pointer: pointerOf(append(path, name)),
			Value: valueText(value), Args: typeArgs(name, p.types, value)})
	}
}

// checkUnique finds items that are equal as JSON values: numbers by value, members in any order.
func checkUnique(items []any, path []string, all *[]Finding) {
	if distinctIDs(items) {
		return
	}
	first := make(map[string]int, len(items))
	for i, item := range items {
		key := string(appendCanonicalTree(nil, item))
		if j, ok := first[key]; ok {
			*all = append(*all, Finding{Code: CodeUnique, Severity: Error, Pointer: pointerOf(append(path, strconv.Itoa(i))),
				Value: valueText(item), Args: []string{strconv.Itoa(j), strconv.Itoa(i)}})
			continue
		}
		first[key] = i
	}
}

// distinctIDs is the quick way to know that items differ.
func distinctIDs(items []any) bool {
	seen := make(map[string]bool, len(items))
	for _, item := range items {
		object, _ := item.(map[string]any)
		id, ok := object["id"].(string)
		if !ok || seen[id] {
			return false
		}
		seen[id] = true
	}
	return true
}

// words names the JSON types in English and Indonesian, with what to write.
var words = map[string]struct{ en, id, adviceEN, adviceID string }{
	"string":  {"a text", "teks", "it in quotes", "di dalam tanda kutip"},
	"number":  {"a number", "angka", "digits without quotes, with a point for decimals", "angka tanpa tanda kutip, titik untuk desimal"},
	"integer": {"a whole number", "bilangan bulat", "digits alone, without quotes or decimals", "angka saja, tanpa tanda kutip atau desimal"},
	"object":  {"an object", "objek", "it as an object in {}", "sebagai objek di dalam {}"},
	"array":   {"a list", "daftar", "it as a list in []", "sebagai daftar di dalam []"},
	"boolean": {"true or false", "true atau false", "true or false without quotes", "true atau false tanpa tanda kutip"},
	"null":    {"null", "null", "null", "null"},
}

// typeArgs fills the blanks of the message on a wrong type.
func typeArgs(name string, expected []string, value any) []string {
	given := words[typeOf(value)]
	if name == "" {
		name = "$"
	}
	var en, id []string
	var advice = words["null"]
	for _, t := range expected {
		t = strings.TrimSpace(t)
		if w, ok := words[t]; ok && t != "null" {
			en, id, advice = append(en, w.en), append(id, w.id), w
		}
	}
	return []string{name, strings.Join(en, " or "), given.en, advice.adviceEN,
		strings.Join(id, " atau "), given.id, advice.adviceID}
}

// typeOf is the JSON type of a value decoded with json.Number.
func typeOf(v any) string {
	switch v.(type) {
	case nil:
		return "null"
	case string:
		return "string"
	case bool:
		return "boolean"
	case map[string]any:
		return "object"
	case []any:
		return "array"
	}
	return "number"
}
