package search

import (
	"slices"
	"strings"
)

// Naming is a text that may name what a code stands for.
type Naming struct{ words, identifiers []string }

// NewNaming takes a text apart.
func NewNaming(text string) *Naming {
	return &Naming{slices.Collect(words(text)), identifiers(text)}
}

// Of says whether the text names what the code stands for: all its words are words of the label, in any order, or it is
// the number of the value, with or without the scheme before it, in any punctuation. A text without words names nothing.
func (n *Naming) Of(c Code) bool { return n.inLabel(c.Label) || n.inValue(c.Value) }

func (n *Naming) inLabel(label string) bool {
	if len(n.words) == 0 || label == "" || !strings.Contains(fold(label), n.words[0]) { // which most have not
		return false
	}
	there := slices.Collect(words(label))
	return !slices.ContainsFunc(n.words, func(word string) bool { return !slices.Contains(there, word) })
}

// inValue compares numbers without punctuation; of the value, what stands behind any of its hyphens is enough.
func (n *Naming) inValue(value string) bool {
	if len(n.identifiers) == 0 {
		return false
	}
	for i := range value {
		isStart := i == 0 || value[i-1] == '-'
		if isStart && slices.ContainsFunc(identifiers(value[i:]), func(id string) bool { return slices.Contains(n.identifiers, id) }) {
			return true
		}
	}
	return false
}
