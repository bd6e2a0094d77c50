package flat

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"terang/schema"
)

// randomMaker writes releases in which everything happens, many of their members at places of the schema, with values
// that belong there and others.
type randomMaker struct{ dice *rand.Rand }

func (m randomMaker) one(of ...string) string { return of[m.dice.IntN(len(of))] }

func (m randomMaker) once(in int) bool { return m.dice.IntN(in) == 0 }

// names are of members, of any kind; some cannot be headings.
var names = []string{"id", "title", "title_en", "description", "value", "amount", "currency", "items", "documents", "quantity", "unit", "tags", "tag",
	"numberOfTenderers", "hasEnquiries", "submissionMethod", "tender", "awards", "parties", "details", "x", "x_y", "X", "rows", "a/b", "~", "", "0", "-1", "b[]", " c", "é", "a b",
	"geometry", "coordinates", "releases", "rest", "location", "amendments", "changes"}

// usual are values of members as the schema has them.
var usual = map[string][]string{
	"amount": {`1`, `12.50`, `1e3`, `-0`, `0.12345678901234`, `100000000000000000000000`}, "quantity": {`1`, `2.0`, `1.5E-3`},
	"numberOfTenderers": {`3`, `3.0`, `1e2`, `9223372036854775807`}, "hasEnquiries": {`true`, `false`}, "submissionMethod": {`["a","b"]`, `["a"]`, `["",""]`},
	"tag": {`["tender"]`, `["award","contract"]`}, "title": {`"a"`, `"\u00e9 \"x\""`}, "currency": {`"IDR"`}, "coordinates": {`[1,2.5]`, `[1e2]`},
}

func (m randomMaker) release(number int) string {
	head := fmt.Sprintf(`"ocid":"o%d","id":"%d"`, m.dice.IntN(3), number)
	switch m.dice.IntN(12) {
	case 0:
		head = m.one(`"ocid":"o1"`, `"id":"1"`, `"id":5,"ocid":"o2"`, `"id":null,"ocid":"o2"`, `"ocid":"","id":"1"`, `"ocid":["o"],"id":{"a":1}`, `"ocid":"o1","id":"1"`)
	}
	var members []string
	for _, name := range []string{"tag", "tender", "awards", "parties", "contracts", "planning", "buyer", "bids", "x", "rows", "date"} {
		if m.once(2) {
			members = append(members, `"`+name+`":`+m.value(name, 4))
		}
	}
	m.dice.Shuffle(len(members), func(i, j int) { members[i], members[j] = members[j], members[i] })
	all := append(members, head)
	if m.once(2) {
		all = append([]string{head}, members...)
	}
	return "{" + strings.Join(all, ",") + "}"
}

func (m randomMaker) value(name string, depth int) string {
	if of := usual[name]; of != nil && m.once(2) {
		return m.one(of...)
	}
	kind := m.dice.IntN(8)
	if depth > 0 && !m.once(5) { // what often belongs there
		switch {
		case slices.Contains([]string{"items", "documents", "awards", "parties", "contracts", "rows", "amendments", "changes"}, name):
			return m.list(depth)
		case slices.Contains([]string{"tender", "value", "unit", "details", "planning", "buyer", "bids", "x", "location", "geometry"}, name):
			return m.object(depth)
		}
		kind = 7
	}
	switch {
	case kind == 0 && depth > 0:
		return m.object(depth - 1)
	case kind == 1 && depth > 0:
		return m.list(depth - 1)
	case kind == 2 || name == "tag" || name == "coordinates":
		return m.one(`["a"]`, `["a","b"]`, `["a,b"]`, `["a;b"]`, `[""]`, `["",""]`, `[1,2.5]`, `[1e2]`, `[[1,2],[3]]`, `[true]`, `[null]`, `["a",{"id":"1"}]`, `["\n","\u0007"]`, `[]`)
	}
	return m.scalar()
}

func (m randomMaker) object(depth int) string {
	var members []string
	for range m.dice.IntN(6) {
		if name := names[m.dice.IntN(len(names))]; !slices.ContainsFunc(members, func(s string) bool { return strings.HasPrefix(s, `"`+name+`":`) }) {
			members = append(members, `"`+name+`":`+m.value(name, depth-1))
		}
	}
	return "{" + strings.Join(members, ",") + "}"
}

func (m randomMaker) list(depth int) string {
	var items []string
	for range m.dice.IntN(5) {
		item := m.object(depth)
		if !strings.Contains(item, `"id"`) && !m.once(6) {
			id := `"id":` + m.one(`"1"`, `1`, `"2"`, `"3"`, `"4"`, `"\u0031"`, `1.0`, `""`, `"`+strings.Repeat("x", 256)+`"`)
			if item = strings.Replace(item, "{", "{"+id+",", 1); m.once(2) {
				item = strings.Replace("{"+item[len(id)+2:], "}", ","+id+"}", 1)
			}
			item = strings.NewReplacer(",}", "}", "{,", "{").Replace(item)
		}
		if m.once(20) {
			item = m.scalar()
		}
		items = append(items, item)
	}
	return "[" + strings.Join(items, ",") + "]"
}

func (m randomMaker) scalar() string {
	return m.one(`1`, `1.0`, `-0`, `12.50`, `1e3`, `1.5E-3`, `1e-15`, `12345678901234567890123456`, `9223372036854775807`, `9223372036854775808`, `0.123456789012345`, `1.00000000000000000000`,
		`"1"`, `"a"`, `"a;b"`, `"a, \"b\""`, `""`, `" a "`, `"\n"`, `"a\r\nb"`, `"\t"`, `"\u0000"`, `"\ud83d\ude00 \u00e9"`, `"é"`, `"=1+1"`, `"\u001f"`, `"\ufffe"`, `"\/"`, `"_x000D_"`,
		`true`, `false`, `null`, `{}`, `[]`, `"true"`, `"1.50"`, `"2025-01-01T00:00:00Z"`, `"`+strings.Repeat("é", 10)+`"`)
}

// again reads the tables and gives the releases in their order.
func (w *written) again(t *testing.T, s *schema.Schema) []string {
	t.Helper()
	all, err := Open(w.folder(t, t.TempDir()))
	if err != nil {
		t.Fatal(err)
	}
	defer all[0].Close()
	var out bytes.Buffer
	if err := Unflatten(all[0], s, &out, func(f schema.Finding) { t.Errorf("found %+v", f) }); err != nil {
		t.Fatal(err)
	}
	return strings.Split(strings.TrimSuffix(out.String(), "\n"), "\n")
}

// lone notes the releases as having come in no package.
func (w *written) lone(l *Layout, n int) *written {
	p := l.Packer()
	for range n {
		p.Release(&schema.Release{})
	}
	p.End()
	w.rows = append(w.rows, p.Take())
	return w
}

// Whatever the releases are, the tables give the same values again.
func TestRandomAgain(t *testing.T) {
	rounds := 300
	if testing.Short() {
		rounds = 60
	}
	s := schema.Default()
	for round := range rounds {
		m := randomMaker{rand.New(rand.NewPCG(uint64(round), 4))}
		var lines []string
		for i := range 1 + m.dice.IntN(8) {
			lines = append(lines, m.release(i))
		}
		uses := NewUses(s)
		for i, line := range lines {
			if i == 0 || !m.once(4) { // what was not counted is not lost either
				withTree(t, line, func(tree *schema.Value) { uses.Count(tree, int64(i)) })
			}
		}
		l := NewLayout(s, uses)
		w := write(t, l, lines...).lone(l, len(lines))
		got := w.again(t, s)
		for i := range lines {
			if i >= len(got) || !schema.Equal([]byte(lines[i]), []byte(got[i])) {
				t.Errorf("round %d, release %d\n%s\ncame back as\n%s\nby\n%s", round, i, lines[i], append(got, "")[min(i, len(got))], w.text())
				break
			}
		}
		if t.Failed() {
			return
		}
	}
}
