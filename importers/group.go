package importers

import (
	"fmt"
	"strings"

	"go.yaml.in/yaml/v3"
)

// group is an object of a release: its fields, with what is written to each.
type group struct {
	when   []*condition // all must hold
	fields []*field
}

// field is one field of a group: exactly one of group, value, values and party is set.
type field struct {
	name string

	ids     *template   // of a list's items; nil where the field is no list of objects
	each    *expression // gives the items' ids, several for a row
	another bool        // each row is an item of its own, whatever its id
	many    bool        // a list of references

	group  *group
	value  *expression
	values []*expression // a list of texts
	party  string        // whom it refers to
}

func parseGroup(node *yaml.Node) (*group, error) {
	if node.Kind != yaml.MappingNode {
		return nil, at(node, fmt.Errorf("here stand fields, one a line, as in `title: nama_paket`"))
	}
	g := &group{}
	for key, value := range pairs(node) {
		if key.Value == "when" {
			var err error
			if g.when, err = parseConditions(value); err != nil {
				return nil, at(value, err)
			}
			continue
		}
		f, err := parseField(key.Value, value)
		if err != nil {
			return nil, at(key, fmt.Errorf("%s: %w", key.Value, err))
		}
		g.fields = append(g.fields, f)
	}
	return g, nil
}

// parseField reads `name`, `name[id]`, `name[+id]` (an item for each row), `name[each list]` or `name[]` (of parties). A
// remark may follow, so that a field can stand there twice: `tenderPeriod (upload)`.
func parseField(key string, value *yaml.Node) (f *field, err error) {
	key, _, _ = strings.Cut(key, " (")
	name, index, isList := strings.Cut(key, "[")
	f = &field{name: name}
	if isList {
		if index, isList = strings.CutSuffix(index, "]"); !isList {
			return nil, fmt.Errorf("close the bracket: %s[…]", name)
		}
		if f.many = index == ""; !f.many {
			err = f.parseIndex(index)
		}
		if err != nil {
			return nil, err
		}
	}
	switch {
	case value.Kind == yaml.MappingNode:
		f.group, err = parseGroup(value)
	case value.Kind == yaml.SequenceNode:
		for _, item := range value.Content {
			e, err := parseExpression(item.Value)
			if err != nil {
				return nil, err
			}
			f.values = append(f.values, e)
		}
	case strings.HasPrefix(value.Value, "party "):
		f.party = strings.TrimSpace(strings.TrimPrefix(value.Value, "party "))
	case value.Tag == "!!int" || value.Tag == "!!float" || value.Tag == "!!bool":
		f.value = &expression{first: []term{{constant: value.Value, fixed: true}}, convert: []conversion{{name: "raw"}}}
	default:
		f.value, err = parseExpression(value.Value)
	}
	if isList && f.group == nil && !f.many && err == nil {
		return nil, fmt.Errorf("below %s stand the fields of an item", key)
	}
	return f, err
}

func (f *field) parseIndex(index string) (err error) {
	if list, ok := strings.CutPrefix(index, "each "); ok {
		f.each, err = parseExpression(list)
		return err
	}
	index, f.another = strings.CutPrefix(index, "+")
	f.ids, err = parseTemplate(index)
	return err
}

// check holds the names that a group uses against the profile.
func (g *group) check(p *Profile) error {
	for _, f := range g.fields {
		switch {
		case f.group != nil:
			if err := f.group.check(p); err != nil {
				return fmt.Errorf("%s: %w", f.name, err)
			}
		case f.party != "":
			if p.Parties[f.party] == nil {
				return fmt.Errorf("%s: there is no `parties: %s:`", f.name, f.party)
			}
		case f.value != nil:
			if err := f.value.check(p); err != nil {
				return fmt.Errorf("%s: %w", f.name, err)
			}
		}
	}
	return nil
}
