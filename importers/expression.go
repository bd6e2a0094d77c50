package importers

import (
	"fmt"
	"regexp"
	"strings"
)

// expression says how a value is made of a row: `nilai_negosiasi // nilai_penawaran | rupiah` is the first of the
// columns that is filled, made an amount of rupiah. What stands before a bar goes through what follows it, from left
// to right.
type expression struct {
	first   []term // the first of these that is not empty
	convert []conversion
}

// term is a column, a template of several, or words that are always the same.
type term struct {
	column   string
	template *template
	constant string
	fixed    bool // it is the constant
}

// conversion is one step: a name and its words.
type conversion struct {
	name string
	args []string
}

// template is text with expressions in braces: "t-{kd_lpse}-{kd_tender}". It is empty where one of them is.
type template struct {
	text  string
	parts []part
}

type part struct {
	text string
	of   *expression // nil for text
}

var column = regexp.MustCompile(`^_?[a-z0-9]+(_[a-z0-9]+)*$`)

func parseExpression(text string) (*expression, error) {
	pieces := splitOutside(text, " | ")
	e := &expression{}
	for _, alternative := range splitOutside(pieces[0], " // ") {
		t, err := parseTerm(strings.TrimSpace(alternative))
		if err != nil {
			return nil, err
		}
		e.first = append(e.first, t)
	}
	for _, piece := range pieces[1:] {
		words := strings.Fields(piece)
		if len(words) == 0 {
			return nil, fmt.Errorf("`%s`: a conversion is missing after |", text)
		}
		c := conversion{words[0], words[1:]}
		if rule, ok := conversions[c.name]; !ok || len(c.args) < rule.least || len(c.args) > rule.most {
			return nil, fmt.Errorf("`%s`: there is no conversion `%s`; there are %s", text, strings.TrimSpace(piece), conversionNames())
		}
		e.convert = append(e.convert, c)
	}
	return e, nil
}

// splitOutside cuts a text at a separator that stands outside braces.
func splitOutside(text, separator string) (pieces []string) {
	depth, from := 0, 0
	for i := 0; i < len(text); i++ {
		switch {
		case text[i] == '{':
			depth++
		case text[i] == '}':
			depth--
		case depth == 0 && strings.HasPrefix(text[i:], separator):
			pieces = append(pieces, text[from:i])
			i += len(separator) - 1
			from = i + 1
		}
	}
	return append(pieces, text[from:])
}

func parseTerm(text string) (term, error) {
	if words, ok := strings.CutPrefix(text, "="); ok {
		return term{constant: strings.TrimSpace(words), fixed: true}, nil
	}
	if strings.Contains(text, "{") {
		t, err := parseTemplate(text)
		return term{template: t}, err
	}
	if !column.MatchString(text) {
		return term{}, fmt.Errorf("`%s` is no column: write it in small letters, other signs as _ (`Nama Paket` is nama_paket), and words that are always the same after = ", text)
	}
	return term{column: text}, nil
}

func parseTemplate(text string) (*template, error) {
	t := &template{text: text}
	for rest := text; rest != ""; {
		words, after, found := strings.Cut(rest, "{")
		if words != "" {
			t.parts = append(t.parts, part{text: words})
		}
		if !found {
			break
		}
		inside, after, found := strings.Cut(after, "}")
		if !found {
			return nil, fmt.Errorf("`%s`: close the brace", text)
		}
		e, err := parseExpression(inside)
		if err != nil {
			return nil, err
		}
		t.parts = append(t.parts, part{of: e})
		rest = after
	}
	return t, nil
}

// check holds the names that an expression uses against the profile.
func (e *expression) check(p *Profile) error {
	for _, c := range e.convert {
		switch c.name {
		case "code":
			if p.Codes[c.args[0]] == nil {
				return fmt.Errorf("there is no `codes: %s:`", c.args[0])
			}
		case "find":
			if err := p.checkKey(c.args[0]); err != nil {
				return err
			}
		}
	}
	return nil
}

func (p *Profile) checkKey(name string) error {
	table, key, _ := strings.Cut(name, ".")
	for _, t := range p.Tables {
		if t.Name == table && t.Keys[key] != nil {
			return nil
		}
	}
	return fmt.Errorf("find %s: there is no table %s with `keys: %s:`", name, table, key)
}
