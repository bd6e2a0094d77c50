package search

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"
)

var someWords = []string{"jalan", "gedung", "aspal", "semen", "#12345012", "#02712spk2025"}

// factual are the facets that facts have.
var factual = slices.DeleteFunc(slices.Clone(Facets), func(f Facet) bool { return f == Flag })

// randomFacts are what a process may have: few values, so that queries find some, with labels that differ.
func randomFacts(r *rand.Rand) *Facts {
	f := &Facts{Bidders: r.IntN(5) - 1, Process: randomThing(r, append([]Facet{Year}, factual...))}
	f.Process.add(Code{Facet: Year, Value: fmt.Sprint(2024 + r.IntN(3))})
	for range r.IntN(3) {
		c := randomThing(r, []Facet{Supplier, Supplier, ContractStatus})
		f.Contracts = append(f.Contracts, c)
		for _, code := range c.Codes {
			f.Process.add(code)
		}
	}
	return f
}

func randomThing(r *rand.Rand, facets []Facet) (t Thing) {
	for _, facet := range facets {
		for range r.IntN(3) {
			value := []string{"a", "B", "b", "35", "3522", "true", "éa"}[r.IntN(7)]
			t.add(Code{facet, value, []string{"", "One", "Two"}[r.IntN(3)], []string{"Satu", "Dua"}[r.IntN(2)]})
		}
	}
	for kind := range Due + 1 {
		if r.IntN(3) > 0 {
			t.Moments = append(t.Moments, Moment{kind, 1700000000 + r.Int64N(20)})
		}
	}
	for kind := range Paid + 1 {
		if r.IntN(3) > 0 {
			t.Moneys = append(t.Moneys, Money{kind, r.IntN(4) == 0, []string{"IDR", "IDR", "IDR", "USD", "EUR"}[r.IntN(5)], r.Int64N(2000) - 500})
		}
	}
	return t
}

// history is documents of versions, as a store has them.
type history struct {
	facts        [][]byte
	since, until []int64
	words        [][]string
	kept         blocks
}

const never = 1 << 31

// grow adds a version: new documents, some of them in the place of others.
func (h *history) grow(r *rand.Rand, n int64, size int) (ended []int64) {
	if len(h.facts) == 0 {
		*h = history{[][]byte{nil}, []int64{never}, []int64{0}, [][]string{nil}, blocks{}}
	}
	before := len(h.facts)
	var p Postings
	for range size {
		if old := r.IntN(before); old > 0 && h.until[old] == never && r.IntN(2) == 0 {
			h.until[old] = n
			ended = append(ended, int64(old))
		}
		var words []string
		for _, word := range someWords {
			if r.IntN(3) == 0 {
				words = append(words, word)
			}
		}
		p.Add(int64(len(h.facts)), words)
		h.facts, h.words = append(h.facts, randomFacts(r).Encode()), append(h.words, words)
		h.since, h.until = append(h.since, n), append(h.until, never)
	}
	taken, _ := p.Take(h.kept.words) // never fails
	for _, one := range taken {
		if h.kept[one.Block] == nil {
			h.kept[one.Block] = map[string][]byte{}
		}
		h.kept[one.Block][one.Word] = one.Docs
	}
	return ended
}

// index makes the index of version n of base.
func (h *history) index(t testing.TB, base *Index, n int64, ended []int64) *Index {
	t.Helper()
	last := base.Last()
	x, err := base.Next(n, ended, func(pass func(Document) error) error {
		for doc := last + 1; doc < int64(len(h.facts)); doc++ {
			if h.since[doc] <= n && h.until[doc] > n {
				if err := pass(Document{doc, h.facts[doc]}); err != nil {
					return err
				}
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, indicator := range []string{"a", "b"} {
		if err := x.AddFlags(indicator, h.flags(indicator, n).Encode()); err != nil {
			t.Fatal(err)
		}
	}
	return x
}

// flags are what an indicator says in a version: other things in each, and also of documents that it has not.
func (h *history) flags(indicator string, n int64) *Flags {
	r, f := rand.New(rand.NewPCG(uint64(n), uint64(indicator[0]))), NewFlags(indicator, "One", "Satu", int64(len(h.facts)))
	for doc := range h.facts {
		for range r.IntN(3) {
			f.Put(int64(doc), State(r.IntN(3)))
		}
	}
	return f
}

func (h *history) finder(_ context.Context, words []string) (all []Posting, err error) {
	for block, there := range h.kept {
		for _, word := range words {
			if docs, ok := there[word]; ok {
				all = append(all, Posting{word, block, docs})
			}
		}
	}
	return all, nil
}

// randomQuery combines some conditions.
func randomQuery(r *rand.Rand) *Query {
	q := &Query{Values: map[Facet][]string{}, State: State(r.IntN(3)), Order: Order(r.IntN(2)), Upwards: r.IntN(2) == 0}
	for range r.IntN(4) {
		switch r.IntN(5) {
		case 0:
			q.Text = []string{"jalan", "JALAN aspal", "12.345.012", "027/12.SPK/2025", "jalan 12345012", "unknown"}[r.IntN(6)]
		case 1:
			from := 1700000000 + r.Int64N(20)
			q.Periods = append(q.Periods, Period{MomentKind(r.IntN(int(Due) + 1)), from, from + r.Int64N(10)})
		case 2:
			q.Amount = &Amounts{[]string{"IDR", "USD", "SGD"}[r.IntN(3)], r.Int64N(500) - 500, r.Int64N(1500)}
		case 3:
			q.After = r.Int64N(60)
		default:
			q.Values[Facets[r.IntN(len(Facets))]] = [][]string{{"a"}, {"b"}, {"35"}, {"3522", "A"}, {"none"}, {"TRUE", "2025"}}[r.IntN(6)]
		}
	}
	return q
}

// answers is all that an index says to a query.
func answers(t testing.TB, x *Index, h *history, q *Query) string {
	t.Helper()
	found, err := x.Find(t.Context(), q, h.finder)
	if err != nil {
		t.Fatal(err)
	}
	contracts, err := x.FindContracts(t.Context(), q, h.finder)
	if err != nil {
		t.Fatal(err)
	}
	var text strings.Builder
	fmt.Fprintln(&text, found.Total, found.Page(nil, 1000), contracts.Total, contracts.Page(nil, 1000), x.Currencies(), x.Count())
	counts, ok := found.Facets(t.Context(), Facets, 100)
	for i, facet := range Facets {
		fmt.Fprintln(&text, facet, counts[facet])
		if facet != Supplier && (i+found.Total)%5 > 0 { // the others another time
			continue
		}
		groups, ok2 := found.Groups(t.Context(), facet)
		if !ok || !ok2 {
			t.Error("no time")
		}
		for _, g := range groups {
			fmt.Fprint(&text, g.Code, g.Processes, g.Contracts, g.Bidders)
			for _, s := range g.Sums {
				fmt.Fprint(&text, s.Currency, s.Of)
				if s.Median != nil {
					fmt.Fprint(&text, *s.Median)
				}
			}
			fmt.Fprintln(&text)
		}
	}
	return text.String()
}

// An index that was made version by version answers like one that is read anew; the older ones go on answering as they did.
func TestAnIndexIsTheSameHoweverItWasMade(t *testing.T) {
	for seed := range uint64(6) {
		r, h := rand.New(rand.NewPCG(seed, 7)), &history{}
		x := New()
		var olds []*Index
		var queries []*Query
		var former []string
		for n := int64(1); n <= 5; n++ {
			var ended []int64
			for range 1 + r.IntN(2) { // sometimes two versions at once
				ended = append(ended, h.grow(r, n, 5+r.IntN(30))...)
			}
			x = h.index(t, x, n, ended)
			fresh := h.index(t, New(), n, nil)
			for range 8 {
				q := randomQuery(r)
				got, want := answers(t, x, h, q), answers(t, fresh, h, q)
				if got != want {
					t.Fatalf("seed %d, version %d, %+v:\n%s\nread anew:\n%s", seed, n, q, got, want)
				}
				olds, queries, former = append(olds, x), append(queries, q), append(former, got)
			}
		}
		for i, old := range olds {
			if got := answers(t, old, h, queries[i]); got != former[i] {
				t.Fatalf("seed %d, version %d, %+v:\n%s\nbefore:\n%s", seed, old.N, queries[i], got, former[i])
			}
		}
	}
}

// While the next index is made the one before answers.
func TestReadersOfAnIndexSeeNothingOfTheNext(t *testing.T) {
	r, h := rand.New(rand.NewPCG(9, 9)), &history{}
	h.grow(r, 1, 50)
	x := h.index(t, New(), 1, nil)
	q := &Query{Values: map[Facet][]string{Region: {"35"}}}
	want := answers(t, x, &history{}, q)
	for n := int64(2); n < 8; n++ {
		ended := h.grow(r, n, 30)
		var readers sync.WaitGroup
		old := x
		readers.Go(func() {
			for range 2 {
				if got := answers(t, old, &history{}, q); got != want {
					t.Error("an index changed")
				}
			}
		})
		x = h.index(t, x, n, ended)
		readers.Wait()
		want = answers(t, x, &history{}, q)
	}
}

// Pages of any size hold all, each once, in order.
func TestPages(t *testing.T) {
	r, h := rand.New(rand.NewPCG(10, 7)), &history{}
	h.grow(r, 1, 200)
	x := h.index(t, New(), 1, nil)
	for range 60 {
		q := randomQuery(r)
		found, err := x.Find(t.Context(), q, h.finder)
		if err != nil {
			t.Fatal(err)
		}
		contracts, err := x.FindContracts(t.Context(), q, h.finder)
		if err != nil {
			t.Fatal(err)
		}
		for _, list := range []struct {
			page  func(*Key, int) []Key
			total int
		}{{found.Page, found.Total}, {contracts.Page, contracts.Total}} {
			whole := list.page(nil, 10000)
			if q.Order == ByDate && len(whole) != list.total {
				t.Errorf("%+v: %d of %d", q, len(whole), list.total)
			}
			if !slices.IsSortedFunc(whole, found.compare) {
				t.Errorf("%+v: not in order", q)
			}
			for _, size := range []int{1, 2, 7, 64} {
				var all []Key
				for after := (*Key)(nil); ; after = &all[len(all)-1] {
					page := list.page(after, size)
					if len(page) == 0 {
						break
					}
					all = append(all, page...)
				}
				if !slices.Equal(all, whole) {
					t.Errorf("%+v: pages of %d hold %d, all are %d", q, size, len(all), len(whole))
				}
			}
		}
	}
}

// A count is one of processes, also where a process has the value under two labels.
func TestCountsAreOfProcesses(t *testing.T) {
	r, h := rand.New(rand.NewPCG(11, 7)), &history{}
	h.grow(r, 1, 100)
	x := h.index(t, New(), 1, nil)
	all, err := x.Find(t.Context(), &Query{Values: map[Facet][]string{Stage: {"a", "b"}}}, h.finder)
	if err != nil {
		t.Fatal(err)
	}
	counts, _ := all.Facets(t.Context(), Facets, 100)
	for facet, values := range counts {
		for _, value := range values {
			want := 0
			for doc := range all.set.all() {
				if x.codes.has(x.processes.codes.of(doc), facet, value.Value) || facet == Flag && x.flagged([]string{value.Value}, Flagged).has(doc) {
					want++
				}
			}
			if value.Count != want {
				t.Errorf("%s %s: %d, want %d", facet, value.Value, value.Count, want)
			}
		}
	}
}

// What takes too long says so.
func TestCountingEnds(t *testing.T) {
	r, h := rand.New(rand.NewPCG(12, 7)), &history{}
	h.grow(r, 1, 10)
	x := h.index(t, New(), 1, nil)
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	found, err := x.Find(t.Context(), &Query{Values: map[Facet][]string{Year: {"2025"}}}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if _, ok := found.Facets(ended, Facets, 10); ok {
		t.Error("facets had time")
	}
	if _, ok := found.Groups(ended, Year); ok {
		t.Error("groups had time")
	}
}

// What cannot be compared with anything begins nothing.
func TestAPrefixOfNothingFindsNothing(t *testing.T) {
	f := &Facts{Process: Thing{Codes: []Code{{Region, "3522", "", ""}, {Classification, "72", "", ""}}}}
	x, err := indexOf(f.Encode())
	if err != nil {
		t.Fatal(err)
	}
	for value, want := range map[string]int{"": 0, ".": 0, "\u0301": 0, "3": 1, "35.2": 1, "3522": 1, "35221": 0, "53": 0} {
		for facet, want := range map[Facet]int{Region: want, Classification: 0} {
			found, err := x.Find(t.Context(), &Query{Values: map[Facet][]string{facet: {value}}}, nil)
			if err != nil || found.Total != want {
				t.Errorf("%s %q: %d, want %d", facet, value, found.Total, want)
			}
		}
	}
}

// A value is told as it is written: as it was asked for, else as most write it.
func TestCodeOfAValue(t *testing.T) {
	x := New()
	x, err := x.Next(1, nil, func(pass func(Document) error) error {
		for i, code := range []Code{{Buyer, "ID-a", "Aa", ""}, {Buyer, "ID-A", "Big", ""}, {Buyer, "ID-A", "Big", ""}, {Buyer, "ID-a", "", ""}, {Buyer, "ID-a", "", ""}, {Buyer, "b", "B", ""}} {
			f := &Facts{Process: Thing{Codes: []Code{code}}}
			if err := pass(Document{int64(i + 1), f.Encode()}); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	all, err := x.Find(t.Context(), &Query{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	for value, want := range map[string]string{"ID-a": "ID-a Aa", "ID-A": "ID-A Big", "id-a": "ID-A Big", "B": "b B", "id": " ", "": " "} {
		code, ok := all.Code(Buyer, value)
		if got := code.Value + " " + code.Label; got != want || ok != (want != " ") {
			t.Errorf("%q: %q %v, want %q", value, got, ok, want)
		}
	}
	if _, ok := all.Code(Supplier, "b"); ok {
		t.Error("a buyer is no supplier")
	}
}
