package schema

import (
	"strconv"
	"strings"
)

// IDPointer writes a JSON Pointer into a tree with ids in place of the indices of items that have one, as changes are
// pointed to: it stays the same when items before it come or go. What the pointer does not lead to stays as it is.
func IDPointer(tree *Value, pointer string) string {
	var b strings.Builder
	rest := strings.TrimPrefix(pointer, "/")
	for more := pointer != ""; more; {
		var key string
		key, rest, more = strings.Cut(rest, "/")
		if tree.IsList() {
			i, err := strconv.Atoi(key)
			if err != nil || i < 0 || i >= len(tree.members) {
				tree = nil
			} else if tree = &tree.members[i].Value; tree.Get("id").ID() != "" {
				key = pointerEscapes.Replace(tree.Get("id").ID())
			}
		} else {
			tree = tree.Get(pointerUnescapes.Replace(key))
		}
		b.WriteString("/" + key)
	}
	return b.String()
}

var pointerUnescapes = strings.NewReplacer("~1", "/", "~0", "~")
