package importers

import (
	"fmt"
	"iter"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
)

// pairs are the members of a YAML mapping in their order, what it takes over from others (<<) last; none of anything else.
func pairs(n *yaml.Node) iter.Seq2[*yaml.Node, *yaml.Node] {
	return func(yield func(key, value *yaml.Node) bool) {
		own := map[string]bool{}
		for key, value := range ownPairs(n) {
			own[key.Value] = true
			if key.Tag != "!!merge" && !yield(key, value) {
				return
			}
		}
		for key, value := range ownPairs(n) {
			if key.Tag != "!!merge" {
				continue
			}
			for key, value := range pairs(value) {
				if !own[key.Value] && !yield(key, value) {
					return
				}
			}
		}
	}
}

func ownPairs(n *yaml.Node) iter.Seq2[*yaml.Node, *yaml.Node] {
	return func(yield func(key, value *yaml.Node) bool) {
		if n = followed(n); n.Kind != yaml.MappingNode {
			return
		}
		for i := 0; i+1 < len(n.Content); i += 2 {
			if !yield(n.Content[i], followed(n.Content[i+1])) {
				return
			}
		}
	}
}

func followed(n *yaml.Node) *yaml.Node {
	if n.Kind == yaml.AliasNode {
		return n.Alias
	}
	return n
}

// decode decodes a mapping of which every key must be known.
func decode(n *yaml.Node, into any, known ...string) error {
	for key := range pairs(n) {
		if !slices.Contains(known, key.Value) {
			return at(key, fmt.Errorf("`%s:` is not known here; there are %s", key.Value, strings.Join(known, ", ")))
		}
	}
	return n.Decode(into)
}

// at adds a line to what is wrong there.
func at(n *yaml.Node, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("line %d: %w", n.Line, err)
}
