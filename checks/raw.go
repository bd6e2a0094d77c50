package checks

import (
	"bytes"
	"iter"
)

// This file finds its way in a release's line without parsing it: lines have no white space outside strings, and were
// read before. On other text it finds something or nothing, and ends.

// rawItems passes the items of the list that a text begins with; what follows the list is not looked at.
func rawItems(text []byte) iter.Seq[[]byte] {
	return func(yield func([]byte) bool) {
		if len(text) == 0 || text[0] != '[' {
			return
		}
		for i := 1; i < len(text) && text[i] != ']'; {
			end := rawEnd(text, i)
			if !yield(text[i:end]) || end == len(text) || text[end] != ',' {
				return
			}
			i = end + 1
		}
	}
}

// rawMembers passes the members of an object with their names as they are written.
func rawMembers(text []byte) iter.Seq2[string, []byte] {
	return func(yield func(string, []byte) bool) {
		for i := 1; i < len(text) && text[0] == '{' && text[i] == '"'; {
			colon := rawEnd(text, i)
			if colon == len(text) {
				return
			}
			end := rawEnd(text, colon+1)
			if end == len(text) || !yield(string(text[i+1:colon-1]), text[colon+1:end]) {
				return
			}
			i = end + 1
		}
	}
}

// rawEnd is where the value ends that begins at a place.
func rawEnd(text []byte, i int) int {
	for depth := 0; i < len(text); i++ {
		switch text[i] {
		case '"':
			i = rawQuote(text, i+1)
			if depth == 0 {
				return min(i+1, len(text))
			}
		case '{', '[':
			depth++
		case '}', ']':
			if depth--; depth == 0 {
				return i + 1
			} else if depth < 0 {
				return i
			}
		case ',':
			if depth == 0 {
				return i
			}
		}
	}
	return len(text)
}

// rawQuote is where the quotation mark stands that ends a string.
func rawQuote(text []byte, i int) int {
	for {
		next := bytes.IndexByte(text[min(i, len(text)):], '"')
		if next < 0 {
			return len(text)
		}
		i += next
		escapes := 0
		for text[i-1-escapes] == '\\' {
			escapes++
		}
		if escapes%2 == 0 {
			return i
		}
		i++
	}
}
