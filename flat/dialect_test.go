package flat

import (
	"slices"
	"strings"
	"testing"

	"terang/exporters"
	"terang/schema"
)

func TestFits(t *testing.T) {
	for _, name := range []string{"id", "title_en", "a b", "é", "x-1", "1a", "a[0]x", "№", strings.Repeat("x", longestName)} {
		if !fits(name) {
			t.Errorf("%q does not fit", name)
		}
	}
	for _, name := range []string{"", "0", "12", "-1", "+1", "1_000", "٣", " 1", " a", "a\t", "a/b", "a~b", "a[]", "a]", "a[", "a\nb", "a\x7f", "\ufffe", strings.Repeat("x", longestName+1)} {
		if fits(name) {
			t.Errorf("%q fits", name)
		}
	}
}

func TestSteps(t *testing.T) {
	for heading, want := range map[string][]step{
		"ocid":                       {{"ocid", false}},
		"tender/value/amount":        {{"tender", false}, {"value", false}, {"amount", false}},
		"awards/0/items/0/unit/name": {{"awards", true}, {"items", true}, {"unit", false}, {"name", false}},
		"":                           nil,
		"awards/0":                   nil,
		"0/id":                       nil,
		"awards/1/id":                nil,
		"awards/0/0/id":              nil,
		"a//b":                       nil,
	} {
		got, ok := steps(heading)
		if ok != (want != nil) || ok && !slices.Equal(got, want) {
			t.Errorf("%s: %v", heading, got)
		}
	}
}

func TestTableOf(t *testing.T) {
	taken := map[string]bool{"releases": true}
	for _, test := range []struct{ path, want string }{
		{"awards", "awards"},
		{"awards items", "awards_items"},
		{"awards_items", "awards__items"},
		{"Awards", "Awards~e34df1bf"},
		{"releases", "releases~"},
		{"é x.y", "%C3%A9_x%2Ey"},
		{strings.Repeat("a", 200), strings.Repeat("a", 111) + "~"},
	} {
		got := tableOf(strings.Fields(test.path), taken)
		if strings.Contains(test.want, "~") {
			got = got[:strings.Index(got, "~")+1]
			test.want = test.want[:strings.Index(test.want, "~")+1]
		}
		if got != test.want {
			t.Errorf("%s: %s instead of %s", test.path, got, test.want)
		}
	}
	if first, second := tableOf([]string{"awards"}, taken), tableOf([]string{"awards"}, taken); first == second || len(first) != len("awards~")+8 {
		t.Errorf("%s and %s", first, second)
	}
}

// Each place of the standard has the type that flatten-tool gives it.
func TestShape(t *testing.T) {
	location := "https://raw.githubusercontent.com/open-contracting-extensions/ocds_location_extension/master/extension.json"
	root := rootShape(schema.Default().With([]string{location}).Schema)
	for heading, want := range map[string]kind{
		"ocid": ofText, "tag": ofTexts, "tender": ofObject, "awards": ofObjects, "tender/value/amount": ofNumber, "tender/numberOfTenderers": ofInteger,
		"tender/hasEnquiries": ofBoolean, "tender/title_en": ofText, "tender/local": ofAny, "parties/0/details": ofObject, "parties/0/details/x": ofAny,
		"awards/0/items/0/id": ofText, "tender/items/0/deliveryLocation/geometry/coordinates": ofNumbers, "tender/items/0/deliveryLocation/gazetteer/identifiers": ofTexts, "tender/amendment/changes/0/former_value": ofObject, // among others
	} {
		at := root
		for name := range strings.SplitSeq(heading, "/") {
			if name == "0" {
				at = at.item()
			} else {
				at = at.member(name)
			}
		}
		if at.kind != want {
			t.Errorf("%s: %d instead of %d", heading, at.kind, want)
		}
	}
}

// A schema that leads back into itself is followed once.
func TestShapeOfCircle(t *testing.T) {
	part := &schema.Field{Types: []string{"object"}, Definition: "Part"}
	part.Properties = map[string]*schema.Field{"part": part, "parts": {Types: []string{"array"}, Items: part}}
	root := shape{kind: ofObject, field: &schema.Field{Properties: map[string]*schema.Field{"part": part}}}
	first := root.member("part")
	if first.kind != ofObject || first.member("part").kind != ofAny || first.member("parts").kind != ofObjects || first.member("parts").item().field != nil {
		t.Errorf("%+v", first)
	}
}

func TestKindBy(t *testing.T) {
	list := func(types ...string) *schema.Field {
		return &schema.Field{Types: []string{"array"}, Items: &schema.Field{Types: types}}
	}
	for _, test := range []struct {
		field *schema.Field
		want  kind
	}{
		{&schema.Field{Types: []string{"string", "integer", "null"}}, ofText}, {&schema.Field{Types: []string{"integer", "number"}}, ofNumber}, {&schema.Field{}, ofText},
		{&schema.Field{Types: []string{"null"}}, ofAny}, {&schema.Field{Types: []string{"string", "object"}}, ofObject}, {&schema.Field{Types: []string{"array"}}, ofTexts},
		{list("string", "number"), ofTexts}, {list("number", "array"), ofNumbers}, {list("array"), ofTexts}, {list("object", "null"), ofObjects}, {list("object", "array"), ofTexts}, {list(), ofTexts}, {list("boolean"), ofTexts},
	} {
		if got := kindBy(test.field); got != test.want {
			t.Errorf("%v: %d instead of %d", test.field.Types, got, test.want)
		}
	}
}

func TestColumnType(t *testing.T) {
	for kind, want := range map[kind]exporters.Type{ofNumber: exporters.Decimal, ofInteger: exporters.Integer, ofBoolean: exporters.Boolean, ofText: exporters.Text, ofTexts: exporters.Text, ofNumbers: exporters.Text, ofAny: exporters.Text} {
		if got, scale := kind.columnType(); got != want || (scale == decimalScale) != (kind == ofNumber) {
			t.Errorf("%d: %s %d", kind, got, scale)
		}
	}
}
