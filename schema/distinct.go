package schema

import "bytes"

// This file says of the items of a list that surely no two are equal.

// key is a text that differs only where the values do, of a value just passed: that of its id, or its own; nil where
// there is none that is quick to see.
func (w *walk) key(raw []byte) []byte {
	if raw[0] == '{' {
		raw = w.id
	}
	if len(raw) > 0 && (raw[0] == '"' && bytes.IndexByte(raw, '\\') < 0 || isPlainNumber(raw)) {
		return raw
	}
	return nil
}

// isPlainNumber says whether a number can be written in one way only.
func isPlainNumber(raw []byte) bool {
	for _, b := range raw {
		if !isDigit(b) {
			return false
		}
	}
	return true
}

// allDiffer compares texts, each with each as long as they are few.
func allDiffer(keys [][]byte) bool {
	const few = 16
	if len(keys) > few {
		return allDifferByMap(keys)
	}
	for i, key := range keys {
		for _, other := range keys[:i] {
			if bytes.Equal(key, other) {
				return false
			}
		}
	}
	return true
}

func allDifferByMap(keys [][]byte) bool {
	seen := make(map[string]bool, len(keys))
	for _, key := range keys {
		if seen[string(key)] {
			return false
		}
		seen[string(key)] = true
	}
	return true
}

// distinct compares the items of a list by their values.
func distinct(list []byte) bool {
	tree, err := parse(list)
	if err != nil {
		return false
	}
	keys := make([][]byte, len(tree.members))
	for i := range keys {
		keys[i] = appendCanonical(nil, &tree.members[i].Value)
	}
	return allDiffer(keys)
}
