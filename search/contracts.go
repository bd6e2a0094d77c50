package search

import (
	"context"
	"slices"
)

// Contracts are the contracts, of the found processes, that keep the query's conditions themselves: on the supplier, the
// contract's status, when it was signed and is due, and its value.
type Contracts struct {
	found  *Found
	query  Query
	within *within
	codes  []map[uint32]bool
	Total  int
}

// FindContracts finds contracts: of the processes that keep the other conditions.
func (x *Index) FindContracts(ctx context.Context, q *Query, finder Finder) (*Contracts, error) {
	wide, own := *q, *q
	wide.Amount, wide.Periods, own.Periods = nil, nil, nil
	for _, p := range q.Periods {
		if p.Kind == DateSigned || p.Kind == Due {
			own.Periods = append(own.Periods, p)
		} else {
			wide.Periods = append(wide.Periods, p)
		}
	}
	found, err := x.Find(ctx, &wide, finder)
	if err != nil {
		return nil, err
	}
	c := &Contracts{found: found, query: own, within: x.within(q.Amount)}
	for _, facet := range []Facet{Supplier, ContractStatus} {
		if values := q.Values[facet]; len(values) > 0 {
			c.codes = append(c.codes, x.numbers(facet, values))
		}
	}
	c.each(func(Key) { c.Total++ })
	return c, nil
}

// numbers are the codes of the values.
func (x *Index) numbers(facet Facet, values []string) map[uint32]bool {
	all := map[uint32]bool{}
	for _, value := range values {
		for _, n := range x.codes.find(facet, value) {
			all[n] = true
		}
	}
	return all
}

// Page lists at most limit contracts, those behind after in the query's order, or the first.
func (c *Contracts) Page(after *Key, limit int) []Key { return c.found.first(after, limit, c.each) }

// each passes the contracts in order of their processes' documents.
func (c *Contracts) each(pass func(Key)) {
	x := c.found.index
	for doc := range c.found.set.all() {
		first := uint32(0)
		if doc > 0 {
			first = x.ends[doc-1]
		}
		for n := first; n < x.ends[doc]; n++ {
			if by, ok := c.by(n); ok {
				pass(Key{By: by, Doc: int64(doc), Contract: int64(n - first)})
			}
		}
	}
}

// by is what a contract is sorted by; not ok where it does not keep the conditions.
func (c *Contracts) by(n uint32) (int64, bool) {
	all := &c.found.index.contracts
	for _, wanted := range c.codes {
		if !slices.ContainsFunc(all.codes.of(n), func(code uint32) bool { return wanted[code] }) {
			return 0, false
		}
	}
	moments := all.moments.of(n)
	if !inPeriods(moments, c.query.Periods) {
		return 0, false
	}
	var v value
	for _, m := range all.moneys.of(n) {
		v = value{m.hundredths, m.currency}
	}
	if c.within != nil && !c.within.has(v) {
		return 0, false
	}
	if c.query.Order == ByValue {
		return v.hundredths, true
	}
	for _, m := range moments {
		if m.kind == DateSigned {
			return int64(m.at), true
		}
	}
	return 0, true
}
