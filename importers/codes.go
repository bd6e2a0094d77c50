package importers

import (
	"fmt"
	"strings"

	"go.yaml.in/yaml/v3"
)

// codes translate the words of a source to codes: the first pattern that fits counts, whatever its case.
type codes struct {
	patterns []string
	codes    []string // empty where the words are known to have none
}

func parseCodes(n *yaml.Node) (*codes, error) {
	c := &codes{}
	for key, value := range pairs(n) {
		code := value.Value
		if value.Tag == "!!null" {
			code = ""
		}
		c.patterns, c.codes = append(c.patterns, strings.ToLower(key.Value)), append(c.codes, code)
	}
	if len(c.patterns) == 0 {
		return nil, fmt.Errorf("line %d: here stand the words of the source with their codes, one a line, as in `Pengadaan Langsung: direct`", n.Line)
	}
	return c, nil
}

func (c *codes) find(text string) (code string, known bool) {
	text = strings.ToLower(text)
	for i, pattern := range c.patterns {
		if match(pattern, text) {
			return c.codes[i], true
		}
	}
	return "", false
}
