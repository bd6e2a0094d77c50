package store_test

import (
	"slices"
	"testing"
	"time"

	"terang/store"
	"terang/store/storetest"
)

// The pages of a version have each of its processes once, dated by the version that last changed it.
func TestDates(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		s := open(t, location)
		first := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
		s.Now = func() time.Time { return first }
		add(t, s, release("a", "1", ""), release("b", "1", ""), release("c", "1", "")) // entries 1 to 3
		one := commit(t, s, "2026-01-01.1")                                            // 4
		later := first.AddDate(0, 0, 1)
		s.Now = func() time.Time { return later }
		add(t, s, release("b", "2", ""), release("d", "1", "")) // 5, 6
		two := commit(t, s, "2026-01-02.1")
		r := reader(t, location)
		for _, c := range []struct {
			name        string
			version     *store.Version
			after, upTo int64
			want        []store.Dated
		}{
			{"all", two, 0, 50, []store.Dated{{OCID: "a", At: first}, {OCID: "b", At: later}, {OCID: "c", At: first}, {OCID: "d", At: later}}},
			{"all of the first version", one, 0, 50, []store.Dated{{OCID: "a", At: first}, {OCID: "b", At: first}, {OCID: "c", At: first}}},
			{"the first two", two, 0, 2, []store.Dated{{OCID: "a", At: first}, {OCID: "b", At: later}}},
			{"the next four", two, 2, 6, []store.Dated{{OCID: "c", At: first}, {OCID: "d", At: later}}},
			{"none", two, 6, 50, nil},
		} {
			got, err := r.Dates(ctx, c.version, c.after, c.upTo)
			if err != nil || !slices.Equal(got, c.want) {
				t.Errorf("%s: %v %v, want %v", c.name, got, err, c.want)
			}
		}
	})
}
