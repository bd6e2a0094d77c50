package flat

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"terang/exporters"
	"terang/schema"
)

func counted(t testing.TB, releases ...string) *Uses {
	t.Helper()
	uses := NewUses(schema.Default())
	for i, line := range releases {
		withTree(t, line, func(tree *schema.Value) { uses.Count(tree, int64(i)) })
	}
	return uses
}

// headings are the columns of all tables, each with its table's name before it.
func headings(u *Uses) (all []string) {
	for _, t := range NewLayout(schema.Default(), u).Tables() {
		for _, c := range t.Columns {
			if t.Name != RestTable && t.Name != PackagesTable {
				all = append(all, strings.TrimPrefix(t.Name, Folder)+":"+c.Name)
			}
		}
	}
	return all
}

func TestUses(t *testing.T) {
	for _, test := range []struct{ name, release, want string }{
		{"nothing", `{}`, ""},
		{"in the schema's order, the key first", `{"date":"x","tag":["a"],"id":"1","ocid":"o"}`, "date tag"},
		{"an id before the rest of its object", `{"tender":{"title":"x","id":"t"}}`, "tender/id tender/title"},
		{"translations beside their field", `{"tender":{"description":"x","title_fr":"x","title_en":"x"}}`, "tender/title_en tender/title_fr tender/description"},
		{"additional fields at the end, by name", `{"z":1,"a":"x","tender":{"local":true,"title":"x"},"b":{"c":"x"},"b2":"x"}`, "tender/title a b/c b2 tender/local z"},
		{"no empty values", `{"tender":{"title":"","value":{},"items":[],"amendments":[null],"tenderPeriod":null}}`, ""},
		{"no values that the schema has no room for", `{"tender":"x","tag":{"a":"b"},"awards":{"id":"x"},"buyer":["x"],"contracts":["x"]}`, ""},
		{"numbers where numbers are", `{"tender":{"numberOfTenderers":"3","hasEnquiries":"true","value":{"amount":"5"},"minValue":{"amount":5}}}`, "tender/minValue/amount"},
		{"no lists without ids", `{"awards":[{"title":"x"},{"id":null},{"id":""}],"rows":[{"a":"b"}]}`, ""},
		{"no names that cannot be headings", `{"a/b":"x","0":"x","tender":{"":"x"}}`, ""},
	} {
		got := headings(counted(t, test.release))[2:]
		if text := strings.ReplaceAll(strings.Join(got, " "), "releases:", ""); text != test.want {
			t.Errorf("%s: %s instead of %s", test.name, text, test.want)
		}
	}
}

func TestUsesOfLists(t *testing.T) {
	got := headings(counted(t, `{"rows":[{"id":"1","cells":[{"id":2}]}],"Rows":[{"id":"1"}],"awards":[{"id":"1","extra":[{"id":"1"}],"items":[{"id":"1","quantity":1}]}],"tender":{"id":"t","lots":[{"id":"1"}],"lot":{"id":"1","parts":[{"id":"1"}]}}}`))
	want := []string{"releases:ocid", "releases:id", "releases:tender/id", "releases:tender/lot/id",
		"awards:ocid", "awards:id", "awards:awards/0/id",
		"awards_items:ocid", "awards_items:id", "awards_items:awards/0/id", "awards_items:awards/0/items/0/id", "awards_items:awards/0/items/0/quantity",
		"Rows:ocid", "Rows:id", "Rows:Rows/0/id",
		"awards_extra:ocid", "awards_extra:id", "awards_extra:awards/0/id", "awards_extra:awards/0/extra/0/id",
		"rows~5b2e3a94:ocid", "rows~5b2e3a94:id", "rows~5b2e3a94:rows/0/id",
		"rows~5b2e3a94_cells:ocid", "rows_cells:id", "rows_cells:rows/0/id", "rows_cells:rows/0/cells/0/id",
		"tender_lot_parts:ocid", "tender_lot_parts:id", "tender_lot_parts:tender/id", "tender_lot_parts:tender/lot/id", "tender_lot_parts:tender/lot/parts/0/id",
		"tender_lots:ocid", "tender_lots:id", "tender_lots:tender/id", "tender_lots:tender/lots/0/id"}
	plain := func(all []string) (out []string) {
		for _, text := range all {
			table, heading, _ := strings.Cut(text, ":")
			name, _, _ := strings.Cut(table, "~")
			if strings.HasSuffix(table, "_cells") {
				name = "rows_cells"
			}
			out = append(out, name+":"+heading)
		}
		return out
	}
	if !slices.Equal(plain(got), plain(want)) {
		t.Errorf("\n%v\ninstead of\n%v", got, want)
	}
}

// A place is what the first release has there.
func TestUsesOfOneKind(t *testing.T) {
	text, object, list := `{"x":"a"}`, `{"x":{"a":"b"}}`, `{"x":[{"id":"1"}]}`
	for _, test := range []struct {
		releases []string
		want     string
	}{
		{[]string{text, object, list}, "releases:x"},
		{[]string{object, text, list}, "releases:x/a"},
		{[]string{list, object, text}, "x:ocid x:id x:x/0/id"},
		{[]string{`{"x":{"y":null}}`, text}, "releases:x"},
	} {
		if got := strings.Join(headings(counted(t, test.releases...))[2:], " "); got != test.want {
			t.Errorf("%v: %s", test.releases, got)
		}
	}
}

// However the releases are shared out among goroutines, and added up, the tables are the same.
func TestUsesInAnyOrder(t *testing.T) {
	dice := rand.New(rand.NewPCG(7, 8))
	m := randomMaker{dice}
	var releases []string
	for i := range 40 {
		releases = append(releases, m.release(i))
	}
	want := NewLayout(schema.Default(), counted(t, releases...)).Tables()
	for range 10 {
		parts := []*Uses{NewUses(schema.Default()), NewUses(schema.Default()), NewUses(schema.Default())}
		for _, i := range dice.Perm(len(releases)) {
			withTree(t, releases[i], func(tree *schema.Value) { parts[dice.IntN(3)].Count(tree, int64(i)) })
		}
		parts[1].Add(parts[0])
		parts[1].Add(parts[2])
		if got := NewLayout(schema.Default(), parts[1]).Tables(); !reflect.DeepEqual(got, want) {
			t.Fatal("other tables")
		}
	}
}

// What a former version has stays, in the same order as if it were used, and comes before all other where there is no room.
func TestFromTables(t *testing.T) {
	releases := []string{`{"z":"1","tender":{"id":"t","items":[{"id":"1","unit":{"name":"x"},"more":[{"id":"1","x":"y"}]}]},"x":"text"}`, `{"date":"x","a":"1"}`}
	before := headings(counted(t, releases...))
	u := NewUses(schema.Default())
	u.FromTables(NewLayout(schema.Default(), counted(t, releases...)).Tables())
	if got := headings(u); !slices.Equal(got, before) {
		t.Errorf("%v\ninstead of\n%v", got, before)
	}
	u = counted(t, `{"x":{"a":"b"},"tag":["a"]}`)
	u.FromTables([]*exporters.Table{{Name: Folder + "releases", Columns: []exporters.Column{{Name: "x"}, {Name: "tender/title/more"}, {Name: "awards/title"}, {Name: "tag/0/id"}, {Name: "tender"}, {Name: "0"}}},
		{Name: "tables/tenders", Columns: []exporters.Column{{Name: "no"}}}, Rest(), Packages()})
	if got := strings.Join(headings(u), " "); got != "releases:ocid releases:id releases:tag releases:x" {
		t.Error(got)
	}
}

// Uses that were counted before an extension was known are put right by the schema that knows it.
func TestUsesUnderAnotherSchema(t *testing.T) {
	lots := schema.Default().With([]string{"https://raw.githubusercontent.com/open-contracting-extensions/ocds_lots_extension/master/extension.json"}).Schema
	release := `{"tender":{"id":"t","lots":[{"id":"1","value":{"amount":1},"title":["x"]}],"lotDetails":"x"}}`
	known := NewUses(lots)
	withTree(t, release, func(tree *schema.Value) { known.Count(tree, 0) })
	before := counted(t, release)
	want := NewLayout(lots, known).Tables()
	if got := NewLayout(lots, before).Tables(); !reflect.DeepEqual(got, want) {
		t.Errorf("%+v\ninstead of\n%+v", got[1], want[1])
	}
	if got := headings(before); !slices.Contains(got, "tender_lots:tender/lots/0/value/amount") {
		t.Errorf("the uses were changed: %v", got)
	}
	for _, table := range want {
		for _, c := range table.Columns {
			if c.Additional || c.Name == "tender/lotDetails" {
				t.Errorf("%+v", c)
			}
		}
	}
}

// Beyond the limits what was used first stays, whoever counts it in whatever order.
func TestLimits(t *testing.T) {
	var releases []string
	for i := range 30 {
		var members []string
		for k := range 400 {
			members = append(members, fmt.Sprintf(`"m%d":"x"`, (i*150+k*7)%9000))
		}
		for k := range 80 {
			members = append(members, fmt.Sprintf(`"l%d":[{"id":"1","c%d":"x","below":[{"id":"1"}]}]`, (i*40+k)%3000, i))
		}
		releases = append(releases, "{"+strings.Join(members, ",")+"}")
	}
	want := NewLayout(schema.Default(), counted(t, releases...)).Tables()
	if len(want) != 1+mostTables+2 || len(want[0].Columns) != 2+mostColumns {
		t.Fatalf("%d tables, %d columns", len(want), len(want[0].Columns))
	}
	a, b := NewUses(schema.Default()), NewUses(schema.Default())
	a.allow, b.allow = 0, 1000 // so that they prune often
	for i := len(releases) - 1; i >= 0; i-- {
		u := a
		if i%3 == 0 {
			u = b
		}
		withTree(t, releases[i], func(tree *schema.Value) { u.Count(tree, int64(i)) })
		if i%3 > 0 {
			a.allow = 0
		}
	}
	a.Add(b)
	if got := NewLayout(schema.Default(), a).Tables(); !reflect.DeepEqual(got, want) {
		t.Error("other tables")
	}
}
