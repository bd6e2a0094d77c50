package store_test

import (
	"errors"
	"fmt"
	"slices"
	"testing"

	"terang/store"
	"terang/store/storetest"
)

// put makes a version in which the processes have one release more, with the id as their history.
func put(t *testing.T, s *store.Store, id string, history []byte, ocids ...string) *store.Version {
	t.Helper()
	for _, ocid := range ocids {
		add(t, s, release(ocid, id, ""))
	}
	v := &store.Version{ID: id}
	err := s.Build(ctx, func(b *store.Build) error {
		err := b.Changed(10, func(batch []store.Process, _ int) error {
			var records []store.Record
			for _, p := range batch {
				records = append(records, store.Record{OCID: p.OCID, First: p.Releases[0].Seq, Year: 2025, Compiled: []byte(id), History: history})
			}
			return b.PutRecords(records)
		})
		if err != nil {
			return err
		}
		return b.Commit(v)
	})
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func TestHistoryIsKept(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		s := open(t, location)
		put(t, s, "2025-01-01.1", []byte("x"), "a")
		v := put(t, s, "2025-01-01.2", nil, "b")
		r := reader(t, location)
		all, err := r.Records(ctx, v, 0, 10, store.WithHistory)
		if err != nil || len(all) != 2 || string(all[0].History) != "x" || all[1].History != nil {
			t.Fatalf("%+v %v", all, err)
		}
		one, err := r.Record(ctx, v, "a", store.WithHistory)
		if err != nil || string(one.History) != "x" {
			t.Errorf("%+v %v", one, err)
		}
		without, err := r.Record(ctx, v, "a")
		if err != nil || without.History != nil || string(without.Compiled) != "2025-01-01.1" {
			t.Errorf("not asked for: %+v %v", without, err)
		}
		put(t, s, "2025-01-01.3", []byte("y"), "b")
		err = s.Build(ctx, func(b *store.Build) error {
			var histories []string
			err := b.Records(2025, func(r store.Record) error { histories = append(histories, string(r.History)); return nil })
			if !slices.Equal(histories, []string{"x", "y"}) {
				t.Errorf("building: %q", histories)
			}
			return err
		})
		if err != nil {
			t.Error(err)
		}
	})
}

func TestBetween(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		s := open(t, location)
		one := put(t, s, "2025-01-01.1", []byte("1"), "c", "b", "d")
		two := put(t, s, "2025-01-01.2", nil, "c", "a")
		three := put(t, s, "2025-01-01.3", []byte("3"), "d", "c", "e")
		r := reader(t, location)
		for _, c := range []struct {
			a, b *store.Version
			want []string
		}{
			{one, one, nil},
			{one, two, []string{"c 1>2", "a ->2"}},
			{two, one, []string{"c 2>1", "a 2>-"}},
			{one, three, []string{"c 1>3", "d 1>3", "a ->2", "e ->3"}},
			{two, three, []string{"c 2>3", "d 1>3", "e ->3"}},
			{three, one, []string{"c 3>1", "d 3>1", "a 2>-", "e 3>-"}},
		} {
			var got []string
			err := r.Between(ctx, c.a, c.b, func(before, after *store.Record) error {
				got = append(got, told(before, after))
				return nil
			})
			if err != nil || !slices.Equal(got, c.want) {
				t.Errorf("%s to %s: %q (%v), want %q", c.a.ID, c.b.ID, got, err, c.want)
			}
		}
		enough := errors.New("enough")
		calls := 0
		err := r.Between(ctx, one, three, func(_, after *store.Record) error {
			if string(after.History) != "3" {
				t.Errorf("history %q", after.History)
			}
			calls++
			return enough
		})
		if !errors.Is(err, enough) || calls != 1 {
			t.Errorf("%d calls: %v", calls, err)
		}
	})
}

// told is the ocid, and the last digit of what the record was made as, before and after.
func told(before, after *store.Record) string {
	ocid, states := "", [2]string{"-", "-"}
	for i, r := range []*store.Record{before, after} {
		if r != nil {
			ocid, states[i] = r.OCID, string(r.Compiled[len(r.Compiled)-1:])
		}
	}
	return fmt.Sprintf("%s %s>%s", ocid, states[0], states[1])
}

func TestTagsOfARecord(t *testing.T) {
	r := store.Record{Releases: []store.Link{{Tag: []byte(`["planning","tender"]`)}, {Tag: []byte(`["tender","award"]`)}, {Tag: []byte(`"x"`)}, {}}}
	if got := r.Tags(); !slices.Equal(got, []string{"planning", "tender", "award"}) {
		t.Errorf("%q", got)
	}
}

// A store that an older programme made has no histories until its processes change.
func TestAnOlderStoreIsMigrated(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		s := open(t, location)
		put(t, s, "2025-01-01.1", []byte("x"), "a")
		db := raw(t, location)
		for _, query := range []string{"alter table records drop column history", "drop table found", "drop table words", "drop table results", "drop table judged", "drop table flags",
			"delete from migrations where number > 2"} {
			if _, err := db.Exec(query); err != nil {
				t.Fatal(err)
			}
		}
		_ = s.Close()
		v := put(t, open(t, location), "2025-01-01.2", []byte("y"), "b")
		all, err := reader(t, location).Records(ctx, v, 0, 10, store.WithHistory)
		if err != nil || len(all) != 2 || all[0].History != nil || string(all[1].History) != "y" {
			t.Errorf("%+v %v", all, err)
		}
	})
}
