package flat

import (
	"slices"

	"terang/exporters"
	"terang/schema"
)

// kind is what flatten-tool makes of a place by its schema.
type kind byte

const (
	ofAny     kind = iota // no schema says: whatever the data have; scalars are text
	ofObject              // an object: its members have columns of their own
	ofObjects             // a list of objects: a table
	ofTexts               // a list of texts, joined with ;
	ofNumbers             // a list of numbers, joined with ;
	ofText
	ofNumber  // a decimal
	ofInteger // within 64 bits
	ofBoolean
)

// shape is a place as the schema sees it.
type shape struct {
	kind        kind
	field       *schema.Field // nil where no schema names it
	translation bool          // of the field, such as title_es of title
	within      []string      // definitions that lead here: a schema that leads back to one of them is not followed
}

// rootShape is a release.
func rootShape(s *schema.Schema) shape { return shape{kind: ofObject, field: s.Release()} }

// member is the shape of an object's member.
func (s shape) member(name string) shape {
	if s.field == nil {
		return shape{}
	}
	if f := s.field.Properties[name]; f != nil {
		return s.of(f)
	}
	if base := s.field.TranslationOf(name); base != nil {
		return shape{kind: ofText, field: base, translation: true}
	}
	return shape{}
}

// item is the shape of the items of a list of objects.
func (s shape) item() shape {
	if s.field == nil || s.field.Items == nil {
		return shape{kind: ofObject}
	}
	item := s.of(s.field.Items)
	item.kind = ofObject
	return item
}

func (s shape) of(f *schema.Field) shape {
	within := s.within
	if f.Definition != "" {
		if slices.Contains(within, f.Definition) {
			return shape{}
		}
		within = append(slices.Clip(within), f.Definition)
	}
	return shape{kind: kindBy(f), field: f, within: within}
}

// kindBy chooses among several types as flatten-tool does.
func kindBy(f *schema.Field) kind {
	has := func(name string) bool { return slices.Contains(f.Types, name) }
	switch {
	case has("object"):
		return ofObject
	case has("array"):
		return listKind(f.Items)
	case has("string") || len(f.Types) == 0:
		return ofText
	case has("number"):
		return ofNumber
	case has("integer"):
		return ofInteger
	case has("boolean"):
		return ofBoolean
	}
	return ofAny
}

func listKind(items *schema.Field) kind {
	switch {
	case items == nil || len(items.Types) == 0 || slices.Contains(items.Types, "string"):
		return ofTexts
	case slices.Contains(items.Types, "number"):
		return ofNumbers
	case !slices.Contains(items.Types, "array") && slices.Contains(items.Types, "object"):
		return ofObjects
	}
	return ofTexts
}

// columnType is the type of the column of a place.
func (k kind) columnType() (exporters.Type, int) {
	switch k {
	case ofNumber:
		return exporters.Decimal, decimalScale
	case ofInteger:
		return exporters.Integer, 0
	case ofBoolean:
		return exporters.Boolean, 0
	}
	return exporters.Text, 0
}

// isMoment says whether the schema wants a date with its time and zone.
func (s shape) isMoment() bool {
	return s.field != nil && s.field.Format == "date-time" && s.kind == ofText
}

// hasCell says whether places of the kind can have a column.
func (k kind) hasCell() bool { return k != ofObject && k != ofObjects }
