package importers

import (
	"cmp"
	"fmt"
	"math/big"
	"path"
	"strings"

	"go.yaml.in/yaml/v3"
)

// condition holds or does not of a row: `mtd_pemilihan = Tender, Seleksi`, `hps > 0`, `no_bast is filled`.
type condition struct {
	left  *expression
	sign  string
	right []string // any of which it may be; * stands for anything
}

// signs are what conditions ask, each with spaces around it.
var signs = []string{" is filled", " is empty", " != ", " = ", " > "}

// parseConditions reads one condition, or a list of which all must hold.
func parseConditions(n *yaml.Node) (all []*condition, err error) {
	texts := []*yaml.Node{n}
	if n.Kind == yaml.SequenceNode {
		texts = n.Content
	}
	for _, text := range texts {
		c, err := parseCondition(text.Value)
		if err != nil {
			return nil, at(text, err)
		}
		all = append(all, c)
	}
	return all, nil
}

func parseCondition(text string) (*condition, error) {
	for _, sign := range signs {
		left, right, found := strings.Cut(text, sign)
		if !found {
			continue
		}
		e, err := parseExpression(strings.TrimSpace(left))
		if err != nil {
			return nil, err
		}
		c := &condition{left: e, sign: strings.TrimSpace(sign)}
		for item := range strings.SplitSeq(right, ",") {
			c.right = append(c.right, strings.ToLower(strings.TrimSpace(item)))
		}
		return c, nil
	}
	return nil, fmt.Errorf("`%s` is no condition: write `column = one, another`, `!=`, `> 0`, `is filled` or `is empty`", text)
}

func (c *condition) holds(s *scope) bool {
	v := s.evaluate(c.left)
	switch c.sign {
	case "is filled":
		return !v.empty()
	case "is empty":
		return v.empty()
	case ">":
		return greater(cmp.Or(v.text, string(v.json)), c.right[0])
	}
	return c.isAny(v) == (c.sign == "=")
}

func (c *condition) isAny(v value) bool {
	text := strings.ToLower(v.text)
	for _, pattern := range c.right {
		if match(pattern, text) {
			return true
		}
	}
	return false
}

// match compares with a pattern in which * stands for anything, slashes too.
func match(pattern, text string) bool {
	if !strings.Contains(pattern, "*") {
		return pattern == text
	}
	const slash = "\x00"
	ok, err := path.Match(strings.ReplaceAll(pattern, "/", slash), strings.ReplaceAll(text, "/", slash))
	return ok && err == nil
}

func greater(a, b string) bool {
	x, ok := new(big.Rat).SetString(a)
	y, fine := new(big.Rat).SetString(b)
	return ok && fine && x.Cmp(y) > 0
}
