package search

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"
)

// someFlags is what two indicators say of documents 1 to 6; of document 6 nothing.
func someFlags() []*Flags {
	a, b := NewFlags("R003", "Short", "Singkat", 6), NewFlags("R018", "Single", "Tunggal", 6)
	for doc, states := range map[int64][]State{1: {NotFlagged, Flagged, NotComputable}, 2: {NotFlagged, NotComputable}, 3: {NotFlagged, NotFlagged}, 4: {Flagged}, 5: {NotComputable}} {
		for _, state := range states {
			a.Put(doc, state)
		}
	}
	b.Put(4, Flagged)
	b.Put(3, Flagged)
	b.Put(1, NotFlagged)
	return []*Flags{a, b}
}

// flagged is an index of documents 1 to 6, the odd ones of 2025, with flags.
func flagged(t testing.TB, flags ...*Flags) *Index {
	t.Helper()
	x, err := New().Next(1, nil, func(pass func(Document) error) error {
		for doc := int64(1); doc <= 6; doc++ {
			f := &Facts{Process: Thing{Codes: []Code{{Facet: Year, Value: fmt.Sprint(2024 + doc%2)}}, Moments: []Moment{{Date, doc}}}}
			if err := pass(Document{doc, f.Encode()}); err != nil {
				return err
			}
		}
		return nil
	})
	for _, f := range flags {
		if err == nil {
			err = x.AddFlags(f.code.Value, f.Encode())
		}
	}
	if err != nil {
		t.Fatal(err)
	}
	return x
}

func TestFindByFlag(t *testing.T) {
	x := flagged(t, someFlags()...)
	for _, c := range []struct {
		indicators []string
		state      State
		years      []string
		want       string
	}{
		{[]string{"R003"}, Flagged, nil, "[1 4]"},
		{[]string{"R003"}, NotComputable, nil, "[2 5]"}, // but not 1, which is flagged
		{[]string{"R003"}, NotFlagged, nil, "[3]"},      // but not 2, of which something could not be computed
		{[]string{"R018"}, Flagged, nil, "[3 4]"},
		{[]string{"R003", "R018"}, Flagged, nil, "[1 3 4]"},
		{[]string{"R003", "R018"}, NotComputable, nil, "[2 5]"},
		{[]string{"R003", "R018"}, NotFlagged, nil, "[]"}, // 3 is not flagged by the one, but by the other
		{[]string{"R018"}, NotFlagged, nil, "[1]"},
		{nil, Flagged, nil, "[1 3 4]"},
		{nil, NotComputable, []string{"2024"}, "[2]"},
		{nil, NotFlagged, nil, "[]"},
		{[]string{"R003", "none"}, Flagged, []string{"2025"}, "[1]"},
		{[]string{"R003"}, Flagged, []string{"2023"}, "[]"},
		{[]string{"r003"}, Flagged, nil, "[]"},
	} {
		q := &Query{Values: map[Facet][]string{Flag: c.indicators}, State: c.state, Upwards: true}
		if c.years != nil {
			q.Values[Year] = c.years
		}
		found, err := x.Find(t.Context(), q, nil)
		if err != nil {
			t.Fatal(err)
		}
		docs := []int64{}
		for _, key := range found.Page(nil, 10) {
			docs = append(docs, key.Doc)
		}
		if got := fmt.Sprint(docs); got != c.want || found.Total != len(docs) {
			t.Errorf("%v %d %v: %s (%d), want %s", c.indicators, c.state, c.years, got, found.Total, c.want)
		}
	}
}

// The facet counts what is flagged, whatever state is asked for, and names each indicator.
func TestFacetOfFlags(t *testing.T) {
	x := flagged(t, someFlags()...)
	for _, c := range []struct {
		query *Query
		want  string
	}{
		{&Query{}, "[{{flag R003 Short Singkat} 2} {{flag R018 Single Tunggal} 2}]"},
		{&Query{Values: map[Facet][]string{Year: {"2025"}}}, "[{{flag R003 Short Singkat} 1} {{flag R018 Single Tunggal} 1}]"},
		{&Query{Values: map[Facet][]string{Flag: {"R003"}}}, "[{{flag R003 Short Singkat} 2} {{flag R018 Single Tunggal} 1}]"},
		{&Query{Values: map[Facet][]string{Flag: {"R003"}}, State: NotFlagged}, "[{{flag R018 Single Tunggal} 1}]"},
		{&Query{Values: map[Facet][]string{Flag: {"R003"}}, State: NotComputable}, "[]"},
	} {
		found, err := x.Find(t.Context(), c.query, nil)
		if err != nil {
			t.Fatal(err)
		}
		for range 2 { // the second time from what is kept
			counts, ok := found.Facets(t.Context(), Facets, 10)
			if got := fmt.Sprint(counts[Flag]); !ok || got != c.want {
				t.Errorf("%+v: %s, want %s", c.query, got, c.want)
			}
		}
	}
}

// Flags are of one version: the next has its own, or none.
func TestFlagsAreOfOneVersion(t *testing.T) {
	x := flagged(t, someFlags()...)
	next, err := x.Next(2, []int64{4}, func(func(Document) error) error { return nil })
	if err != nil {
		t.Fatal(err)
	}
	if !x.HasFlags() || next.HasFlags() {
		t.Errorf("%v %v", x.HasFlags(), next.HasFlags())
	}
	if err := next.AddFlags("R003", someFlags()[0].Encode()); err != nil {
		t.Fatal(err)
	}
	for want, index := range map[int]*Index{2: x, 1: next} { // document 4 is no more
		found, err := index.Find(t.Context(), &Query{Values: map[Facet][]string{Flag: {"R003"}}}, nil)
		if err != nil || found.Total != want {
			t.Errorf("%d, want %d: %v", found.Total, want, err)
		}
	}
}

// Whoever puts, and in whatever order, the bytes are the same; a document beyond the last is left out.
func TestFlagsArePutByMany(t *testing.T) {
	const last = 5000
	one, many := NewFlags("R003", "", "", last), NewFlags("R003", "", "", last)
	var pool sync.WaitGroup
	for worker := range int64(4) {
		pool.Go(func() {
			for doc := worker; doc <= last; doc += 4 {
				many.Put(doc, State(doc%7%3))
			}
		})
	}
	for doc := int64(last); doc >= 0; doc-- {
		one.Put(doc, State(doc%7%3))
	}
	one.Put(-1, Flagged)
	one.Put(last+wordBits, Flagged)
	pool.Wait()
	if !bytes.Equal(one.Encode(), many.Encode()) {
		t.Error("the bytes differ")
	}
}

func TestDamagedFlags(t *testing.T) {
	whole := someFlags()[0].Encode()
	for n := range whole {
		if err := New().AddFlags("R003", whole[:n]); !errors.Is(err, ErrFlags) {
			t.Errorf("cut after %d of %d bytes: %v", n, len(whole), err)
		}
	}
	other := slices.Clone(whole)
	other[0]++
	for name, b := range map[string][]byte{"another form": other, "more behind": append(slices.Clone(whole), 0),
		"a set without end": {flagsForm, 0, 0, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1}} {
		if err := New().AddFlags("R003", b); !errors.Is(err, ErrFlags) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := New().AddFlags("R003", whole); err != nil {
		t.Error(err)
	}
}

func TestStateOf(t *testing.T) {
	for name, want := range map[string]State{"flagged": Flagged, "not_computable": NotComputable, "not_flagged": NotFlagged} {
		if got, ok := StateOf(name); got != want || !ok {
			t.Errorf("%s: %d %v", name, got, ok)
		}
	}
	for _, name := range []string{"computed", "", "Flagged"} {
		if _, ok := StateOf(name); ok {
			t.Errorf("%q is a state", name)
		}
	}
}

// BenchmarkFlags finds by flag, and counts the facet, among a million processes with twenty indicators.
func BenchmarkFlags(b *testing.B) {
	const processes = 1_000_000
	encoded := (&Facts{Process: Thing{Codes: []Code{{Facet: Year, Value: "2025"}}}}).Encode()
	x, err := New().Next(1, nil, func(pass func(Document) error) error {
		for doc := int64(1); doc <= processes; doc++ {
			if err := pass(Document{doc, encoded}); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		b.Fatal(err)
	}
	for i := range int64(20) {
		f := NewFlags(fmt.Sprint("R", i), "", "", processes)
		for doc := i; doc <= processes; doc += 7 {
			f.Put(doc, State(doc%3))
		}
		if err := x.AddFlags(f.code.Value, f.Encode()); err != nil {
			b.Fatal(err)
		}
	}
	q := &Query{Values: map[Facet][]string{Flag: {"R3", "R8"}}}
	b.Run("find", func(b *testing.B) {
		for b.Loop() {
			found, err := x.Find(b.Context(), q, nil)
			if err != nil || len(found.Page(nil, 20)) != 20 {
				b.Fatal(err)
			}
		}
	})
	b.Run("count", func(b *testing.B) {
		found, _ := x.Find(b.Context(), &Query{}, nil)
		for b.Loop() {
			if len(found.countFlags()) != 20 {
				b.Fatal("flags are missing")
			}
		}
	})
}
