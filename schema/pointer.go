package schema

import (
	"cmp"
	"strconv"
	"strings"
)

var pointerEscapes = strings.NewReplacer("~", "~0", "/", "~1")

// pointerOf writes a path as a JSON Pointer (RFC 6901).
func pointerOf(path []string) string {
	var room [96]byte // of most pointers
	pointer := room[:0]
	for _, key := range path {
		pointer = appendEscaped(append(pointer, '/'), key)
	}
	return string(pointer)
}

// appendEscaped appends a member's name as a pointer has it.
func appendEscaped(pointer []byte, name string) []byte {
	if strings.IndexByte(name, '/') < 0 && strings.IndexByte(name, '~') < 0 {
		return append(pointer, name...)
	}
	return append(pointer, pointerEscapes.Replace(name)...)
}

// fieldName is the last member name of a path, past the indices.
func fieldName(path []string) string {
	for i := len(path) - 1; i >= 0; i-- {
		if !isIndex(path[i]) {
			return path[i]
		}
	}
	return ""
}

// GenericPointer is a pointer without its indices: the place in the schema rather than in the data.
func GenericPointer(pointer string) string { return string(AppendGenericPointer(nil, pointer)) }

// AppendGenericPointer appends it to bytes.
func AppendGenericPointer(out []byte, pointer string) []byte {
	for len(pointer) > 0 {
		key := strings.TrimPrefix(pointer, "/")
		n := strings.IndexByte(key, '/')
		if n < 0 {
			n = len(key)
		}
		if key, pointer = key[:n], key[n:]; key != "" && !isIndex(key) {
			out = append(append(out, '/'), key...)
		}
	}
	return out
}

func isIndex(key string) bool {
	if key == "" {
		return false
	}
	for i := range len(key) {
		if key[i] < '0' || key[i] > '9' {
			return false
		}
	}
	return true
}

// comparePointers orders pointers as a reader would look for them: indices by number.
func comparePointers(a, b string) int {
	for {
		x, restA, deeperA := strings.Cut(a, "/")
		y, restB, deeperB := strings.Cut(b, "/")
		switch {
		case x != y:
			return compareKeys(x, y)
		case !deeperB && deeperA:
			return 1
		case !deeperB:
			return 0
		case !deeperA:
			return -1
		}
		a, b = restA, restB
	}
}

// compareKeys orders indices by number, before names.
func compareKeys(a, b string) int {
	if !isIndex(a) && !isIndex(b) {
		return strings.Compare(a, b)
	}
	x, errX := strconv.Atoi(a)
	y, errY := strconv.Atoi(b)
	switch {
	case isIndex(a) && isIndex(b) && errX == nil && errY == nil:
		return cmp.Or(cmp.Compare(x, y), strings.Compare(a, b))
	case isIndex(a) && errX == nil:
		return -1
	case isIndex(b) && errY == nil:
		return 1
	}
	return strings.Compare(a, b)
}
