package api_test

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"terang/store/storetest"
)

// difference is what differs between two versions.
type difference struct {
	Version, From string
	Counts        []struct {
		Table                     string
		Added, Changed, Withdrawn int
	}
	Rows []differingRow
}

type differingRow struct {
	Table, OCID, Row, Change string
	Release                  *struct{ ID, URL string }
	Fields                   []struct {
		Field         string
		Before, After *string
	}
}

func (w *world) diff(t testing.TB, version, from string) (d difference) {
	t.Helper()
	query := ""
	if from != "" {
		query = "?from=" + from
	}
	w.ok(t, "/api/v1/versions/"+version+"/diff"+query).value(t, &d)
	return d
}

// cells are all cells that differ, sorted; turned says them of the other way round.
func (d *difference) cells(turned bool) (all []string) {
	text := func(cell *string) string {
		if cell == nil {
			return ""
		}
		return *cell
	}
	for _, r := range d.Rows {
		change := r.Change
		if turned {
			change = map[string]string{"added": "withdrawn", "withdrawn": "added", "changed": "changed"}[change]
		}
		for _, f := range r.Fields {
			before, after := text(f.Before), text(f.After)
			if turned {
				before, after = after, before
			}
			if f.Field != "release_tags" { // which a version's delta does not compare
				all = append(all, strings.Join([]string{r.Table, r.OCID, r.Row, change, f.Field, before, after}, "|"))
			}
		}
	}
	slices.Sort(all)
	return all
}

// testDiff compares with the version before, by what that version's file says.
func testDiff(t *testing.T, w *world) {
	v := w.versions(t)
	d := w.diff(t, v[0], "")
	if named := w.diff(t, v[0], v[1]); !slices.Equal(d.cells(false), named.cells(false)) || d.From != v[1] || d.Version != v[0] || len(d.Rows) == 0 {
		t.Errorf("from %s to %s, or by name from %s: %d rows", d.From, d.Version, named.From, len(d.Rows))
	}
	cells, counted := 0, 0
	for _, r := range d.Rows {
		cells += len(r.Fields)
	}
	if lines := w.fileLines(t, v[0], "delta.jsonl.gz"); cells != len(lines) {
		t.Errorf("%d cells, %d in the file", cells, len(lines))
	}
	for _, c := range d.Counts {
		counted += c.Added + c.Changed + c.Withdrawn
	}
	if counted != len(d.Rows) || !slices.IsSortedFunc(d.Counts, func(a, b struct {
		Table                     string
		Added, Changed, Withdrawn int
	}) int {
		return strings.Compare(a.Table, b.Table)
	}) {
		t.Errorf("%d rows, counted %v", len(d.Rows), d.Counts)
	}
	for _, r := range d.Rows[:10] {
		if r.Release != nil {
			w.ok(t, r.Release.URL)
		}
	}
}

// testDiffBothWays compares versions as they are kept: what one way adds the other takes back, and two steps are one.
func testDiffBothWays(t *testing.T, w *world) {
	v := w.versions(t)
	forth, back := w.diff(t, v[0], v[1]), w.diff(t, v[1], v[0])
	if a, b := forth.cells(false), back.cells(true); !slices.Equal(a, b) {
		t.Errorf("%d cells forth, %d back; first difference: %v", len(a), len(b), firstDifference(a, b))
	}
	two, back := w.diff(t, v[0], v[2]), w.diff(t, v[2], v[0])
	if a, b := two.cells(false), back.cells(true); !slices.Equal(a, b) || len(a) <= len(forth.cells(false)) {
		t.Errorf("%d cells over two versions, %d back; first difference: %v", len(a), len(b), firstDifference(a, b))
	}
	if none := w.diff(t, v[1], v[1]); len(none.Rows)+len(none.Counts) > 0 {
		t.Errorf("a version differs from itself: %v", none)
	}
}

func firstDifference(a, b []string) string {
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			return a[i] + " / " + b[i]
		}
	}
	return "at the end"
}

func testDiffFaults(t *testing.T, w *world) {
	v := w.versions(t)
	for _, c := range []struct {
		address string
		status  int
	}{
		{v[2] + "/diff", http.StatusNotFound}, // the first
		{v[0] + "/diff?from=2001-01-01", http.StatusNotFound},
		{v[0] + "/diff?from=2001-01-01.1", http.StatusNotFound},
		{v[0] + "/diff?from=2025-02-30", http.StatusBadRequest},
		{v[0] + "/diff?from=x", http.StatusBadRequest},
		{v[0] + "/diff?version=" + v[1], http.StatusBadRequest},
		{"2025-02-30/diff", http.StatusBadRequest},
		{"2001-01-01/diff", http.StatusNotFound},
	} {
		if a := w.get(t, "/api/v1/versions/"+c.address); a.status != c.status {
			t.Errorf("%s: %d %s", c.address, a.status, a.body)
		}
	}
	pinned, day := w.ok(t, "/api/v1/versions/"+v[0]+"/diff?from="+v[1]), w.ok(t, "/api/v1/versions/"+v[0]+"/diff?from="+v[1][:10])
	if a, b := pinned.header.Get("Cache-Control"), day.header.Get("Cache-Control"); !strings.Contains(a, "immutable") || strings.Contains(b, "immutable") {
		t.Errorf("%s; by day: %s", a, b)
	}
}

// What is too much for one answer is told as such, with the files that have it.
func TestLargeDiff(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, location string) {
		t.Parallel()
		w := newWorld(t, location)
		first := w.Publish(t, day(t, "2026-01-01"), lines(release("ocds-contoh-first", "1", "2025-01-01T00:00:00Z")))
		var many []string
		for i := range 2100 {
			many = append(many, release(fmt.Sprintf("ocds-contoh-%d", i), "1", "2025-01-01T00:00:00Z", `,"tender":{"id":"T","title":"x","status":"active"}`))
		}
		second := w.Publish(t, day(t, "2026-01-02"), lines(many...))
		third := w.Publish(t, day(t, "2026-01-03"), lines(release("ocds-contoh-first", "2", "2025-01-02T00:00:00Z", `,"tender":{"id":"T"}`)))
		for _, address := range []string{second.ID + "/diff", third.ID + "/diff?from=" + first.ID} {
			a := w.get(t, "/api/v1/versions/"+address)
			if a.status != http.StatusRequestEntityTooLarge || !strings.Contains(string(a.body), "delta.jsonl.gz") || !strings.Contains(string(a.body), "terang diff") {
				t.Errorf("%s: %d %.300s", address, a.status, a.body)
			}
		}
		if d := w.diff(t, third.ID, ""); len(d.Rows) == 0 || d.From != second.ID {
			t.Errorf("%+v", d)
		}
	})
}
