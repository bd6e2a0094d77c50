package flat

import (
	"fmt"
	"runtime"
	"strings"
	"testing"
	"time"

	"terang/schema"
)

// sameAgain writes releases as tables and reads them again.
func sameAgain(t *testing.T, lines ...string) *written {
	t.Helper()
	s := schema.Default()
	uses := counted(t, lines...)
	l := NewLayout(s, uses)
	w := write(t, l, lines...).lone(l, len(lines))
	got := w.again(t, s)
	for i := range lines {
		if i >= len(got) || !schema.Equal([]byte(lines[i]), []byte(got[i])) {
			t.Errorf("release %d came back otherwise", i)
		}
	}
	return w
}

// count counts the rows of a table, by its name.
func (w *written) count(name string) (n int) {
	for i, t := range w.tables {
		if t.Name == name {
			for _, taken := range w.rows {
				if taken[i] != nil {
					n += taken[i].Len()
				}
			}
		}
	}
	return n
}

func TestDeepRelease(t *testing.T) {
	objects := `{"ocid":"o","id":"1","x":` + strings.Repeat(`{"a":`, 98) + `"b"` + strings.Repeat("}", 98) + "}"
	if w := sameAgain(t, objects); w.count(RestTable) != 0 {
		t.Errorf("%s", w.text())
	}
	lists := `{"ocid":"o","id":"1","x":` + strings.Repeat(`[{"id":"1","x":`, 49) + `"b"` + strings.Repeat("}]", 49) + "}"
	if w := sameAgain(t, lists); len(w.tables) != 1+deepestList+2 || w.count(RestTable) != 1 {
		t.Errorf("%d tables, %d in rest", len(w.tables), w.count(RestTable))
	}
	names := `{"ocid":"o","id":"1","x":` + strings.Repeat(`{"`+strings.Repeat("n", 200)+`":`, 90) + `"b"` + strings.Repeat("}", 90) + "}"
	if w := sameAgain(t, names); w.count(RestTable) != 1 {
		t.Errorf("%s", w.text())
	}
}

func TestManyNames(t *testing.T) {
	var b strings.Builder
	b.WriteString(`{"ocid":"o","id":"1"`)
	for i := range 100_000 {
		fmt.Fprintf(&b, `,"name%d":"x"`, i)
	}
	b.WriteString(`,"tag":["a"]}`)
	w := flatten(t, schema.Default(), b.String())
	if n := len(w.tables[0].Columns); n != 3+mostColumns || w.count(RestTable) != 100_000-mostColumns {
		t.Errorf("%d columns, %d in rest", n, w.count(RestTable))
	}
}

// Every release brings names of its own; what is kept of them does not grow.
func TestNamesWithoutEnd(t *testing.T) {
	u := NewUses(schema.Default())
	for i := range 100 {
		var b strings.Builder
		fmt.Fprintf(&b, `{"ocid":"o","id":"%d"`, i)
		for k := range 2000 {
			fmt.Fprintf(&b, `,"n%d_%d":{"x":"y"}`, i, k)
		}
		b.WriteString("}")
		withTree(t, b.String(), func(tree *schema.Value) { u.Count(tree, int64(i)) })
	}
	if u.grown > 2*pruneAt {
		t.Errorf("%d places are kept", u.grown)
	}
}

func TestHugeList(t *testing.T) {
	var b strings.Builder
	b.WriteString(`{"ocid":"o","id":"1","awards":[`)
	for i := range 200_000 {
		fmt.Fprintf(&b, `{"id":"%d"},`, i)
	}
	b.WriteString(`{"id":"199999"},{}]}`)
	begun := time.Now()
	w := sameAgain(t, b.String())
	if w.count(Folder+"awards") != 200_000 || w.count(RestTable) != 2 {
		t.Errorf("%d rows, %d in rest", w.count(Folder+"awards"), w.count(RestTable))
	}
	if took := time.Since(begun); took > 30*time.Second {
		t.Errorf("it took %v", took)
	}
}

// Rows that would repeat long keys and many empty cells beyond all measure stand in rest.
func TestRowsBeyondMeasure(t *testing.T) {
	var b, wide strings.Builder
	wide.WriteString(`{"ocid":"o","id":"0","rows":[{"id":"1"`)
	for i := range mostColumns {
		fmt.Fprintf(&wide, `,"c%d":"x"`, i)
	}
	wide.WriteString(`}]}`)
	b.WriteString(`{"ocid":"o","id":"1","rows":[{"id":"0"}`)
	for i := range 50_000 {
		fmt.Fprintf(&b, `,{"id":"%d"}`, i+1)
	}
	b.WriteString(`]}`)
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	w := sameAgain(t, wide.String(), b.String())
	runtime.ReadMemStats(&after)
	if w.count(Folder+"rows") != 1 || w.count(RestTable) < 1 {
		t.Errorf("%d rows, %d in rest", w.count(Folder+"rows"), w.count(RestTable))
	}
	if grown := after.TotalAlloc - before.TotalAlloc; grown > 1<<30 {
		t.Errorf("%d MB for %d", grown>>20, b.Len()>>20)
	}
}

// A release of which rest would be beyond all measure stands in it whole.
func TestRestBeyondMeasure(t *testing.T) {
	var b strings.Builder
	fmt.Fprintf(&b, `{"ocid":"%s","id":"%s","%s":{"x":"y"`, strings.Repeat("o", 255), strings.Repeat("i", 255), strings.Repeat("n", 250))
	for i := range 400_000 {
		fmt.Fprintf(&b, `,"%d":0`, i)
	}
	b.WriteString(`}}`)
	w := sameAgain(t, b.String())
	if n := w.count(RestTable); n != (b.Len()+Longest-1)/Longest {
		t.Errorf("%d rows in rest", n)
	}
}

// Long values are cut between characters, and joined again.
func TestLongValues(t *testing.T) {
	long := strings.Repeat("é", Longest) + "x"
	sameAgain(t, `{"ocid":"o","id":"1","title":"`+long+`","x":["`+strings.Repeat("\U0001F600", Longest)+`"],"tender":{"id":"t","title":"x`+long+`"}}`,
		`{"ocid":"`+long+`","id":"1"}`, `{"ocid":"o","id":"3","awards":[{"id":"`+long+`"}]}`)
}

// Ids are compared within their own list, however large one before was.
func TestManyIds(t *testing.T) {
	var lists []string
	for _, n := range []int{40, 3, 17, 16, 40} {
		var items []string
		for i := range n {
			items = append(items, fmt.Sprintf(`{"id":"%d"}`, i))
		}
		lists = append(lists, fmt.Sprintf(`{"id":"a%d","items":[%s,{"id":%d}]}`, len(lists), strings.Join(items, ","), n-1))
	}
	w := sameAgain(t, `{"ocid":"o","id":"1","awards":[`+strings.Join(lists, ",")+`]}`)
	if w.count(Folder+"awards_items") != 40+3+17+16+40 || w.count(RestTable) != len(lists) {
		t.Errorf("%d rows, %d in rest", w.count(Folder+"awards_items"), w.count(RestTable))
	}
}
