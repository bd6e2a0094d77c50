package search

import (
	"errors"
	"fmt"
	"slices"
	"testing"
)

// Of one supplier, each facet's groups add up to its own contracts; what others have in its processes is not in them.
func TestGroupsOfASupplierHaveItsContractsAlone(t *testing.T) {
	process := func(buyer string, contracts ...Thing) Document {
		f := &Facts{Bidders: -1, Contracts: contracts}
		f.Process.add(Code{Facet: Buyer, Value: buyer})
		for _, c := range contracts {
			for _, code := range c.Codes {
				f.Process.add(code)
			}
		}
		return Document{Facts: f.Encode()}
	}
	contract := func(amount int64, suppliers ...string) (c Thing) {
		for _, s := range suppliers {
			c.add(Code{Facet: Supplier, Value: s})
		}
		c.Moneys = []Money{{Contracted, false, "IDR", amount}}
		return c
	}
	documents := []Document{process("x", contract(1000, "a"), contract(500, "b")), process("x", contract(2000, "b", "a")),
		process("y", contract(500, "a"), contract(700, "A")), process("z", contract(900, "b"))}
	x, err := New().Next(1, nil, func(pass func(Document) error) (err error) {
		for i, d := range documents {
			d.Doc = int64(i + 1)
			err = errors.Join(err, pass(d))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	found, err := x.Find(t.Context(), &Query{Values: map[Facet][]string{Supplier: {"a"}}}, nil)
	if err != nil {
		t.Fatal(err)
	}
	groups, ok := found.GroupsOf(t.Context(), Buyer, "a")
	var got []string
	for _, g := range groups {
		got = append(got, fmt.Sprintf("%s %d %d %s", g.Value, g.Processes, g.Contracts, g.Sums[0].Of[Contracted].Decimal()))
	}
	if !ok || !slices.Equal(got, []string{"x 2 2 30", "y 1 1 5"}) {
		t.Error(got)
	}
}
