package store_test

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"terang/store"
	"terang/store/storetest"
)

// buildFlags makes a version in which some processes are put anew, with the flags; it gives the documents that there are.
func buildFlags(t *testing.T, s *store.Store, id string, ocids []string, flags ...store.Flags) (v *store.Version, docs map[string]int64, last int64) {
	t.Helper()
	v = &store.Version{ID: id, Manifest: strings.Repeat("0", 64)}
	err := s.Build(ctx, func(b *store.Build) error {
		var records []store.Record
		for i, ocid := range ocids {
			records = append(records, store.Record{OCID: ocid, First: b.N*100 + int64(i), Year: 2026, Compiled: []byte("{}")})
		}
		err := b.PutRecords(records)
		if err == nil {
			docs, last, err = b.Docs()
		}
		if err == nil {
			err = b.PutFlags(flags)
		}
		if err != nil {
			return err
		}
		return b.Commit(v)
	})
	if err != nil {
		t.Fatal(err)
	}
	return v, docs, last
}

// Flags of every version stay, whatever comes later.
func TestFlags(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, location string) {
		s := open(t, location)
		r := reader(t, location)
		large := bytes.Repeat([]byte("abcdefg\x00"), 20_000)
		var many []store.Flags
		for i := range 70 { // more than one statement takes
			many = append(many, store.Flags{Indicator: fmt.Sprintf("R%03d", i), Sets: fmt.Appendf(nil, "sets %d", i)})
		}
		none, _, _ := buildFlags(t, s, "2026-01-01.1", []string{"a"})
		first, _, _ := buildFlags(t, s, "2026-01-01.2", nil, store.Flags{Indicator: "split", Sets: large}, store.Flags{Indicator: "R018", Sets: []byte{}})
		second, _, _ := buildFlags(t, s, "2026-01-01.3", nil, many...)
		cases := []struct {
			version *store.Version
			want    []store.Flags
		}{
			{none, nil},
			{first, []store.Flags{{Indicator: "R018", Sets: []byte{}}, {Indicator: "split", Sets: large}}},
			{second, many},
		}
		for _, c := range cases {
			got, err := r.Flags(ctx, c.version)
			if err != nil || !slices.EqualFunc(got, c.want, func(a, b store.Flags) bool { return a.Indicator == b.Indicator && bytes.Equal(a.Sets, b.Sets) }) {
				t.Errorf("version %s: %d of %d: %v", c.version.ID, len(got), len(c.want), err)
			}
		}
	})
}

// A version's documents are those that it has, each process once, and their numbers are those that readers see.
func TestDocs(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, location string) {
		s := open(t, location)
		r := reader(t, location)
		former, docs, last := buildFlags(t, s, "2026-01-01.1", []string{"a", "b", "c"})
		if want := map[string]int64{"a": 1, "b": 2, "c": 3}; !maps.Equal(docs, want) || last != 3 {
			t.Errorf("%v to %d, want %v", docs, last, want)
		}
		v, docs, last := buildFlags(t, s, "2026-01-01.2", []string{"b", "d"})
		if want := map[string]int64{"a": 1, "b": 4, "c": 3, "d": 5}; !maps.Equal(docs, want) || last != 5 {
			t.Errorf("%v to %d, want %v", docs, last, want)
		}
		read, err := r.DocsOf(ctx, v, []string{"a", "b", "c", "d"})
		if err != nil || !maps.Equal(read, docs) {
			t.Errorf("readers see %v, not %v: %v", read, docs, err)
		}
		if read, err = r.DocsOf(ctx, former, []string{"b", "d"}); err != nil || !maps.Equal(read, map[string]int64{"b": 2}) {
			t.Errorf("of the former version readers see %v: %v", read, err)
		}
	})
}
