package importers

import (
	"strings"
	"time"
)

// scope is what expressions are made of: a row, and within `[each …]` the item.
type scope struct {
	*importer
	table *Table
	row   *row
	each  string
	zone  *time.Location

	origin string // the column that was read last, for people
}

func (s *scope) column(name string) string {
	if name == "each" {
		return s.each
	}
	text, ok := s.row.get(name)
	if ok {
		s.origin = name
	}
	return text
}

func (s *scope) term(t term) value {
	switch {
	case t.fixed:
		return textValue(t.constant)
	case t.template != nil:
		return textValue(s.template(t.template))
	}
	return textValue(s.column(t.column))
}

// evaluate gives an expression's value, empty where the row has nothing for it.
func (s *scope) evaluate(e *expression) value {
	var v value
	for _, t := range e.first {
		if v = s.term(t); !v.empty() {
			break
		}
	}
	for _, c := range e.convert {
		if v.empty() && c.name != "default" {
			return value{}
		}
		v = s.convert(c, v)
	}
	return v
}

// text evaluates to one text.
func (s *scope) text(e *expression) string {
	if v := s.evaluate(e); v.json == nil {
		return v.text
	}
	return ""
}

func (s *scope) template(t *template) string {
	var b strings.Builder
	for _, p := range t.parts {
		text := p.text
		if p.of != nil {
			if text = s.text(p.of); text == "" {
				return ""
			}
		}
		b.WriteString(text)
	}
	return b.String()
}

// holds says whether all conditions do.
func (s *scope) holds(all []*condition) bool {
	for _, c := range all {
		if !c.holds(s) {
			return false
		}
	}
	return true
}
