package schema

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
)

func orderTestField(t *testing.T, base string, patches ...string) *Field {
	t.Helper()
	read := func(text string) (doc map[string]any) {
		if err := json.Unmarshal([]byte(text), &doc); err != nil {
			t.Fatal(err)
		}
		noteOrder(doc, []byte(text))
		return doc
	}
	doc := any(read(base))
	for _, patch := range patches {
		doc = mergePatch(doc, read(patch))
	}
	f, err := newField(doc.(map[string]any))
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func TestOrder(t *testing.T) {
	base := `{"properties":{"z":{"type":"string"},"properties":{"properties":{"y":{},"b":{}}},"a":{"$ref":"#/definitions/T"}},
		"definitions":{"T":{"properties":{"q":{},"p":{}}}}}`
	for _, test := range []struct {
		name, base, want string
		patches          []string
		at               []string
	}{
		{name: "as the file has them", want: "z properties a"},
		{name: "of a member that is called properties", at: []string{"properties"}, want: "y b"},
		{name: "behind a reference", at: []string{"a"}, want: "q p"},
		{name: "what extensions add comes after", patches: []string{`{"properties":{"y":{},"z":{"title":"Z"},"c":{}}}`, `{"properties":{"b":{}}}`}, want: "z properties a y c b"},
		{name: "what they take away is gone", patches: []string{`{"properties":{"properties":null,"b":{}}}`}, want: "z a b"},
		{name: "behind a reference too", patches: []string{`{"definitions":{"T":{"properties":{"a":{},"p":null}}}}`}, at: []string{"a"}, want: "q a"},
		{name: "a remark of the same name", patches: []string{`{"x-order-of-properties":[1,"a","z"]}`}, want: "z properties a"},
	} {
		f := orderTestField(t, base, test.patches...)
		for _, name := range test.at {
			f = f.Properties[name]
		}
		if got := strings.Join(f.Order, " "); got != test.want {
			t.Errorf("%s: %s instead of %s", test.name, got, test.want)
		}
	}
}

// Every field of the standard and of all bundled extensions has its properties in an order.
func TestOrderOfTheStandard(t *testing.T) {
	order := Default().Release().Order
	if got := strings.Join(order[:5], " "); got != "ocid id date tag initiationType" {
		t.Errorf("the release begins with %s", got)
	}
	lots := "https://raw.githubusercontent.com/open-contracting-extensions/ocds_lots_extension/master/extension.json"
	tender := Default().With([]string{lots}).Release().Properties["tender"]
	before := Default().Release().Properties["tender"].Order
	if !slices.Equal(tender.Order, slices.Concat(before, []string{"lots", "lotDetails", "lotGroups"})) {
		t.Errorf("with lots the tender has %v", tender.Order)
	}
}

func TestTranslationOf(t *testing.T) {
	tender := Default().Release().Properties["tender"]
	for name, want := range map[string]*Field{"title_es": tender.Properties["title"], "title": nil, "id_es": nil, "title_": nil} {
		if got := tender.TranslationOf(name); got != want {
			t.Errorf("%s is a translation of %+v", name, got)
		}
	}
}
