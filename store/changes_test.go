package store_test

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"testing"

	"terang/store"
	"terang/store/storetest"
)

// numbers writes entries as "1 release", in their order.
func numbers(entries []store.Entry) (all []string) {
	for _, e := range entries {
		all = append(all, fmt.Sprint(e.Seq, " ", e.Type))
	}
	return all
}

func TestEntries(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		s := open(t, location)
		outcomes := add(t, s, release("a", "1", ""), release("b", "1", ""))
		one := commit(t, s, "2026-01-31.1")
		add(t, s, release("a", "2", ""))
		db := raw(t, location)
		for _, query := range []string{
			"insert into entries (seq, type, ocid, id, sha256, at) values (5, 'withdrawal', 'b', '1', 'x', '2026-02-01T00:00:00.000000Z')",
			"insert into entries (seq, type, ocid, id, sha256, at) values (6, 'key', '', 'k', 'x', '2026-02-01T00:00:00.000000Z')",
			"delete from lines where seq = 2",
		} {
			if _, err := db.Exec(query); err != nil {
				t.Fatal(err)
			}
		}
		r := reader(t, location)
		appended, err := r.Entries(ctx, one, 0, 100)
		if want := []string{"1 release", "2 release", "3 version"}; err != nil || !slices.Equal(numbers(appended), want) {
			t.Errorf("before the second version: %v (%v), want %v", numbers(appended), err, want)
		}
		if e := appended[0]; e.OCID != "a" || e.ID != "1" || e.SHA256 != outcomes[0].SHA256 || e.At.IsZero() {
			t.Errorf("%+v", e)
		}
		if e := appended[2]; e.OCID != "" || e.ID != one.ID || e.SHA256 != one.Manifest || !e.At.Equal(one.At) {
			t.Errorf("%+v", e)
		}
		two := commit(t, s, "2026-03-01.1")
		for _, c := range []struct {
			after  int64
			limit  int
			before bool
			want   []string
		}{
			{0, 2, false, []string{"1 release", "2 release"}},
			{2, 100, false, []string{"3 version", "4 release", "5 withdrawal", "6 key", "7 version"}},
			{7, 100, false, nil},
			{math.MaxInt64, 100, false, nil},
			{math.MaxInt64, 3, true, []string{"7 version", "6 key", "5 withdrawal"}},
			{3, 100, true, []string{"2 release", "1 release"}},
			{1, 100, true, nil},
			{0, 100, true, nil},
		} {
			read := r.Entries
			if c.before {
				read = r.EntriesBefore
			}
			got, err := read(ctx, two, c.after, c.limit)
			if err != nil || !slices.Equal(numbers(got), c.want) {
				t.Errorf("%+v: %v (%v)", c, numbers(got), err)
			}
		}
		testLines(t, r, one, two)
	})
}

// testLines: the second release was withdrawn, the fourth came with the second version.
func testLines(t *testing.T, r *store.Reader, one, two *store.Version) {
	t.Helper()
	lines, err := r.Lines(ctx, one, 1, 2, 3, 4, 99)
	if err != nil || len(lines) != 1 || string(lines[1].Line) != string(release("a", "1", "").Line) {
		t.Errorf("%v (%v)", lines, err)
	}
	if lines, err = r.Lines(ctx, two, 1, 2, 3, 4, 5, 6, 7); err != nil || len(lines) != 2 || lines[4].ID != "2" {
		t.Errorf("%v (%v)", lines, err)
	}
	if lines, err = r.Lines(ctx, two); err != nil || len(lines) != 0 {
		t.Errorf("of nothing: %v (%v)", lines, err)
	}
}

func TestPublishing(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		s := open(t, location)
		for i := range 4 { // two entries each: versions at 2, 4, 6, 8
			add(t, s, release("a", fmt.Sprint(i), ""))
			commit(t, s, fmt.Sprintf("2026-01-0%d.1", i+1))
		}
		add(t, s, release("a", "9", ""))
		r := reader(t, location)
		for _, c := range []struct {
			first, last int64
			want        []int64
		}{{1, 1, []int64{1}}, {1, 2, []int64{1}}, {2, 2, []int64{1}}, {2, 3, []int64{1, 2}}, {1, 8, []int64{1, 2, 3, 4}}, {5, 7, []int64{3, 4}}, {9, 9, nil}, {3, 9, nil}} {
			versions, err := r.Publishing(ctx, c.first, c.last)
			var got []int64
			for _, v := range versions {
				got = append(got, v.N)
			}
			if !slices.Equal(got, c.want) || errors.Is(err, store.ErrNotFound) != (c.want == nil) {
				t.Errorf("%d to %d: %v (%v), want %v", c.first, c.last, got, err, c.want)
			}
		}
	})
}
