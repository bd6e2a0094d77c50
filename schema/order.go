package schema

import (
	"slices"
	"strings"
)

// orderKeyword is where a schema that has been read notes the order of its properties, which a map does not keep. It is
// patched with the rest, so that what an extension adds comes after.
const orderKeyword = "x-order-of-properties"

// noteOrder notes the order of all properties in doc, which was read from data.
func noteOrder(doc map[string]any, data []byte) {
	_ = WithTree(data, func(tree *Value) { noteOrders(doc, tree) })
}

// noteOrders goes through a schema, and the schemas within it.
func noteOrders(node any, tree *Value) {
	switch node := node.(type) {
	case map[string]any:
		for name, value := range tree.Members() {
			if name == "properties" || name == "definitions" || name == "patternProperties" {
				named, _ := node[name].(map[string]any)
				for name, value := range value.Members() {
					noteOrders(named[name], value)
				}
				continue
			}
			noteOrders(node[name], value)
		}
		if properties := tree.Get("properties"); properties.IsObject() {
			node[orderKeyword] = propertyNames(properties)
		}
	case []any:
		for i, item := range tree.Items() {
			noteOrders(node[i], item)
		}
	}
}

func propertyNames(object *Value) (names []any) {
	for name := range object.Members() {
		names = append(names, strings.Clone(name)) // the tree is not kept
	}
	return names
}

// joinOrders adds the names of a patch to those that are there.
func joinOrders(before, patch any) any {
	names, _ := before.([]any)
	more, _ := patch.([]any)
	names = slices.Clip(names)
	for _, name := range more {
		if !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return names
}

// orderOf gives the names of a node's properties in their order; those of a schema that was not read from a file, by name.
func orderOf(node map[string]any) (names []string) {
	properties := at(node, "properties")
	noted, _ := node[orderKeyword].([]any)
	for _, name := range noted {
		if name, ok := name.(string); ok && properties[name] != nil && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	if len(names) == len(properties) {
		return names
	}
	var rest []string
	for name := range properties {
		if !slices.Contains(names, name) {
			rest = append(rest, name)
		}
	}
	slices.Sort(rest)
	return append(names, rest...)
}
