package search

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// someFacts have of everything something.
func someFacts() *Facts {
	return &Facts{Bidders: 3,
		Process: Thing{Codes: []Code{{Buyer, "ID-1", "Dinas PU", ""}, {Stage, "award", "Award", "Penetapan"}, {Year, "2025", "", ""}},
			Moments: []Moment{{Date, 1750000000}, {TenderEnd, lastMoment}, {Due, 0}},
			Moneys:  []Money{{Tender, false, "IDR", 5e17}, {Awarded, true, "USD", -12345}}},
		Contracts: []Thing{{}, {Codes: []Code{{ContractStatus, "active", "", ""}}, Moneys: []Money{{Contracted, false, "IDR", 1}}}}}
}

// indexOf reads facts as one document.
func indexOf(facts []byte) (*Index, error) {
	return New().Next(1, nil, func(pass func(Document) error) error { return pass(Document{Doc: 1, Facts: facts}) })
}

// facts are what an index knows of a document.
func (x *Index) facts(doc uint32) *Facts {
	thing := func(c *columns, n uint32) (t Thing) {
		for _, code := range c.codes.of(n) {
			t.Codes = append(t.Codes, x.codes.list[code])
		}
		for _, m := range c.moments.of(n) {
			t.Moments = append(t.Moments, Moment{m.kind, int64(m.at)})
		}
		for _, m := range c.moneys.of(n) {
			t.Moneys = append(t.Moneys, Money{m.kind, m.rounded, x.codes.currencies[m.currency], m.hundredths})
		}
		return t
	}
	f := &Facts{Bidders: int(x.bidders[doc]), Process: thing(&x.processes, doc)}
	for n := x.ends[doc-1]; n < x.ends[doc]; n++ {
		f.Contracts = append(f.Contracts, thing(&x.contracts, n))
	}
	return f
}

func TestFactsAreReadAsTheyWereWritten(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 6))
	all := []*Facts{someFacts(), {Bidders: -1, Process: Thing{Codes: []Code{{Year, "2025", "", ""}}}}}
	for range 200 {
		all = append(all, randomFacts(random))
	}
	for _, f := range all {
		x, err := indexOf(f.Encode())
		if err != nil {
			t.Fatalf("%+v: %v", f, err)
		}
		if got, want := fmt.Sprintf("%+v", x.facts(1)), fmt.Sprintf("%+v", f); got != want {
			t.Errorf("%s\nwant %s", got, want)
		}
	}
}

func TestFactsHoldAnyNumberOfBidders(t *testing.T) {
	for n, want := range map[int]int16{-1: -1, 0: 0, 1: 1, 32767: 32767, 32768: 32767, 1 << 40: 32767, -2: -1, -65535: -1, -1 << 40: -1} {
		f := someFacts()
		f.Bidders = n
		x, err := indexOf(f.Encode())
		if err != nil || x.bidders[1] != want {
			t.Errorf("%d: %v %v", n, x.bidders, err)
		}
	}
}

// Facts that are cut short are told, wherever they are cut, and those of another terang.
func TestDamagedFacts(t *testing.T) {
	whole := someFacts().Encode()
	for n := range whole {
		if _, err := indexOf(whole[:n]); !errors.Is(err, ErrFacts) {
			t.Errorf("cut after %d of %d bytes: %v", n, len(whole), err)
		}
	}
	other := slices.Clone(whole)
	other[0]++
	if _, err := indexOf(other); !errors.Is(err, ErrFacts) {
		t.Errorf("another form: %v", err)
	}
}

// FuzzFacts: damaged facts are told or read, without panics and without more memory than they are long.
func FuzzFacts(f *testing.F) {
	f.Add([]byte{})
	f.Add(someFacts().Encode())
	f.Add((&Facts{}).Encode())
	f.Add([]byte{factsForm, 0, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1})
	f.Add(append([]byte{factsForm, 0, 0, 0, 0}, []byte(strings.Repeat("\x80", 20))...))
	f.Fuzz(func(t *testing.T, facts []byte) {
		x, err := indexOf(facts)
		if err != nil {
			if !errors.Is(err, ErrFacts) {
				t.Errorf("%v", err)
			}
			return
		}
		if n := len(x.processes.codes.all) + len(x.contracts.codes.ends) + len(x.processes.moments.all) + len(x.processes.moneys.all); n > len(facts) {
			t.Errorf("%d things in %d bytes", n, len(facts))
		}
		found, err := x.Find(t.Context(), &Query{Values: map[Facet][]string{Buyer: {"x"}}, Order: ByValue}, nil)
		if err != nil {
			t.Error(err)
		}
		found.Page(nil, 10)
		for _, facet := range Facets {
			found.Groups(t.Context(), facet)
		}
		found.Facets(t.Context(), Facets, 10)
	})
}
