package store_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"terang/store"
	"terang/store/storetest"
)

// commitResults makes a version of what is appended, with the results; without any where they are nil.
func commitResults(t *testing.T, s *store.Store, id string, batches [][]store.Result) *store.Version {
	t.Helper()
	v := &store.Version{ID: id, Manifest: strings.Repeat("0", 64)}
	err := s.Build(ctx, func(b *store.Build) error {
		if batches != nil {
			err := b.Results(func(put func([]store.Result) error) error {
				for _, batch := range batches {
					if err := put(batch); err != nil {
						return err
					}
				}
				return nil
			})
			if err != nil {
				return err
			}
		}
		return b.Commit(v)
	})
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func result(list, indicator, ocid, supplier, buyer, text string) store.Result {
	return store.Result{About: store.About{List: list, Indicator: indicator, Subject: "process", OCID: ocid, Supplier: supplier, Buyer: buyer}, Text: []byte(text)}
}

func TestResults(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, location string) {
		s := open(t, location)
		r := reader(t, location)
		first := commitResults(t, s, "2026-01-01.1", nil)
		if _, err := r.CountResults(ctx, first, store.About{}); !errors.Is(err, store.ErrNotKept) {
			t.Errorf("a version without results: %v", err)
		}
		second := commitResults(t, s, "2026-01-01.2", [][]store.Result{
			{result("flags", "R003", "a", "", "", "1"), result("flags", "R018", "a", "s", "", "2")},
			{result("supplier_performance", "on_time", "", "s", "b", "3")}, {}, {result("flags", "R003", "b", "s", "b", "4")}})
		cases := []struct {
			about store.About
			want  string
		}{
			{store.About{}, "1234"},
			{store.About{List: "flags"}, "124"},
			{store.About{List: "flags", Indicator: "R003"}, "14"},
			{store.About{OCID: "a"}, "12"},
			{store.About{Supplier: "s"}, "234"},
			{store.About{Supplier: "s", Buyer: "b", List: "flags"}, "4"},
			{store.About{Subject: "contract"}, ""},
			{store.About{Indicator: "r003"}, ""},
		}
		for _, c := range cases {
			for _, limit := range []int{1, 2, 100} {
				if got := walkResults(t, r, second, c.about, limit); got != c.want {
					t.Errorf("%+v by %d: %q, want %q", c.about, limit, got, c.want)
				}
			}
		}
		third := commitResults(t, s, "2026-01-01.3", [][]store.Result{})
		if total, err := r.CountResults(ctx, third, store.About{}); err != nil || total != 0 {
			t.Errorf("a version with no result: %d, %v", total, err)
		}
		if _, err := r.Results(ctx, second, store.About{}, 0, 10); !errors.Is(err, store.ErrNotKept) {
			t.Errorf("a former version: %v", err)
		}
	})
}

// walkResults joins the texts of all pages, and sees that there are as many as are counted.
func walkResults(t *testing.T, r *store.Reader, v *store.Version, about store.About, limit int) (texts string) {
	t.Helper()
	var after int64
	for {
		page, err := r.Results(ctx, v, about, after, limit)
		if err != nil {
			t.Fatal(err)
		}
		for _, one := range page {
			texts += string(one.Text)
			after = one.Place
		}
		if len(page) < limit {
			break
		}
	}
	if total, err := r.CountResults(ctx, v, about); err != nil || total != len(texts) {
		t.Errorf("%+v: %d in %q, %v", about, total, texts, err)
	}
	return texts
}

// TestResultsOfAFailedBuild: what was kept before stays.
func TestResultsOfAFailedBuild(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, location string) {
		s := open(t, location)
		v := commitResults(t, s, "2026-01-01.1", [][]store.Result{{result("flags", "R003", "a", "", "", "1")}})
		err := s.Build(ctx, func(b *store.Build) error {
			return b.Results(func(func([]store.Result) error) error { return fmt.Errorf("no room") })
		})
		if err == nil || walkResults(t, reader(t, location), v, store.About{}, 10) != "1" {
			t.Errorf("%v", err)
		}
	})
}
