package tables

import (
	"strings"

	"terang/schema"
)

// fieldName is what people call a field, and the list that its codes come from.
type fieldName struct {
	title, titleID string // within its thing: "Value: Amount"
	above, aboveID string // of what the field is a part of: "Value"; empty where that is the thing
	list           *schema.Codelist
}

// label is what a code means; empty where no list has it.
func (f *fieldName) label(code []byte, language int) string {
	if c := f.list.Find(view(code)); c != nil {
		return [2]string{c.Title, c.TitleID}[language]
	}
	return ""
}

// fieldNames keeps the names that were sought, since processes change in the same places.
type fieldNames struct {
	schema *schema.Schema
	kept   map[[2]string]*fieldName // by thing and path
}

// mostFieldNames bounds what is kept: releases may have fields of any name.
const mostFieldNames = 1000

// of names the field of a change.
func (n *fieldNames) of(s *schema.Schema, c *schema.Change) *fieldName {
	if s == nil {
		s = schema.Default()
	}
	if n.schema != s || len(n.kept) >= mostFieldNames {
		n.schema, n.kept = s, map[[2]string]*fieldName{}
	}
	key := [2]string{c.Thing, c.Path}
	f := n.kept[key]
	if f == nil {
		f = nameField(s, c)
		n.kept[[2]string{strings.Clone(c.Thing), strings.Clone(c.Path)}] = f
	}
	return f
}

// nameField finds what people call a changed field within its thing; of a thing that came or went, what they call such
// things. A place that no schema names is called what it is.
func nameField(s *schema.Schema, c *schema.Change) *fieldName {
	fields, names := fieldsAt(s, c.Path), strings.Split(c.Path, "/")
	first := len(names) - 1
	if c.Path != c.Thing && c.Thing != "" {
		first = strings.Count(c.Thing, "/") + 1
	}
	f := &fieldName{}
	var titles, titlesID []string
	for i := first; i < len(names); i++ {
		one, oneID := names[i], names[i]
		if i < len(fields) {
			one = either(fields[i].Title, one)
			oneID = either(fields[i].TitleID, one)
			f.list = s.Codelist(fields[i].Codelist)
		}
		if titles, titlesID = append(titles, one), append(titlesID, oneID); i == len(names)-2 {
			f.above, f.aboveID = one, oneID
		}
	}
	if len(fields) < len(names) {
		f.list = nil
	}
	f.title, f.titleID = strings.Join(titles, ": "), strings.Join(titlesID, ": ")
	return f
}
