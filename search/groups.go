package search

import (
	"cmp"
	"context"
	"math/big"
	"math/bits"
	"slices"
	"strings"
)

// Group is what the processes with one value of a facet add up to. Plans are no procurements and are not in it.
type Group struct {
	Code
	Processes int
	Contracts int
	Bidders   Bidders
	Sums      []Sums // by currency, in order of their codes
}

// Bidders says how many had one bidder alone.
type Bidders struct {
	Known  int // processes of which the number is known and not 0
	Single int // of those
}

// Sums are amounts of one currency.
type Sums struct {
	Currency string
	Of       [Paid + 1]Sum // by MoneyKind
	Median   *int64        // of the processes' contracted amounts, hundredths, half away from zero; nil where there is none
}

// Sum adds up hundredths, exactly.
type Sum struct {
	N       int
	Rounded int // amounts with more than two digits after the point
	high    int64
	low     uint64
}

func (s *Sum) add(m money) {
	var carry uint64
	s.low, carry = bits.Add64(s.low, uint64(m.hundredths), 0)
	s.high += m.hundredths>>63 + int64(carry)
	s.N++
	if m.rounded {
		s.Rounded++
	}
}

// Decimal writes the sum as units with at most two digits after the point.
func (s *Sum) Decimal() string {
	sum := new(big.Int).Lsh(big.NewInt(s.high), 64)
	return decimal(sum.Add(sum, new(big.Int).SetUint64(s.low)))
}

// Decimal writes hundredths as units with at most two digits after the point.
func Decimal(hundredths int64) string { return decimal(big.NewInt(hundredths)) }

func decimal(hundredths *big.Int) string {
	text := new(big.Rat).SetFrac(hundredths, big.NewInt(100)).FloatString(2)
	return strings.TrimSuffix(strings.TrimRight(text, "0"), ".")
}

// Groups adds up the found processes by a facet's values, in order of the values. A process with several values is in
// several groups; of suppliers, only their own contracts are added up. It is not ok if ctx ends before all are.
func (f *Found) Groups(ctx context.Context, facet Facet) ([]Group, bool) {
	return f.grouped(ctx, &grouping{Found: f, facet: facet, groups: map[uint32]*groupSums{}})
}

func (f *Found) grouped(ctx context.Context, g *grouping) ([]Group, bool) {
	n := 0
	for doc := range f.set.all() {
		if n++; n%checkEvery == 0 && ctx.Err() != nil {
			return nil, false
		}
		g.process(doc)
	}
	return g.all(), ctx.Err() == nil
}

// GroupsOf is Groups, in which of the contracts only those of one supplier are counted and added up: what it won year by
// year, or from each buyer.
func (f *Found) GroupsOf(ctx context.Context, facet Facet, supplier string) ([]Group, bool) {
	own := map[uint32]bool{}
	for _, code := range f.index.codes.find(Supplier, supplier) {
		own[code] = f.index.codes.list[code].Value == supplier
	}
	return f.grouped(ctx, &grouping{Found: f, facet: facet, own: own, groups: map[uint32]*groupSums{}})
}

// grouping is the work of Groups.
type grouping struct {
	*Found
	facet  Facet
	own    map[uint32]bool       // the codes of the supplier whose contracts alone are added up; nil for all contracts
	groups map[uint32]*groupSums // by codes.groups
	of     []uint32              // the groups of the process at hand
}

type groupSums struct {
	group  Group
	labels map[uint32]int // how often each code
	sums   map[uint8]*currencySums
}

type currencySums struct {
	of         [Paid + 1]Sum
	contracted []int64
}

func (g *grouping) process(doc uint32) {
	x := g.index
	codes := x.processes.codes.of(doc)
	if x.codes.has(codes, Plan, "true") || suppliersOnly[g.facet] && x.codes.has(codes, SelfManaged, "true") {
		return
	}
	g.of = g.of[:0]
	for _, code := range codes {
		if x.codes.list[code].Facet == g.facet {
			g.join(code, x.bidders[doc])
		}
	}
	first := uint32(0)
	if doc > 0 {
		first = x.ends[doc-1]
	}
	if g.facet == Supplier {
		for n := first; n < x.ends[doc]; n++ {
			g.contract(n)
		}
		return
	}
	if g.own != nil {
		for n := first; n < x.ends[doc]; n++ {
			g.ownContract(n)
		}
		return
	}
	for _, group := range g.of {
		g.groups[group].group.Contracts += int(x.ends[doc] - first)
		g.groups[group].add(x.processes.moneys.of(doc))
	}
}

// suppliersOnly are the facets to whose figures self-managed work does not belong.
var suppliersOnly = map[Facet]bool{Supplier: true, ProcurementMethod: true, ProcurementMethodDetails: true}

func (c *codes) has(list []uint32, facet Facet, value string) bool {
	return slices.ContainsFunc(list, func(n uint32) bool { return c.list[n].Facet == facet && c.list[n].Value == value })
}

// join counts the process at hand in the group of a code, once.
func (g *grouping) join(code uint32, bidders int16) {
	number := g.index.codes.groups[code]
	s := g.groups[number]
	if s == nil {
		s = &groupSums{labels: map[uint32]int{}, sums: map[uint8]*currencySums{}}
		g.groups[number] = s
	}
	s.labels[code]++
	if slices.Contains(g.of, number) {
		return
	}
	g.of = append(g.of, number)
	s.group.Processes++
	if bidders > 0 {
		s.group.Bidders.Known++
	}
	if bidders == 1 {
		s.group.Bidders.Single++
	}
}

// contract adds a contract to the groups of its suppliers.
func (g *grouping) contract(n uint32) {
	x := g.index
	g.of = g.of[:0]
	for _, code := range x.contracts.codes.of(n) {
		group := x.codes.groups[code]
		if s := g.groups[group]; s != nil && x.codes.list[code].Facet == g.facet && !slices.Contains(g.of, group) {
			g.of = append(g.of, group)
			s.group.Contracts++
			s.add(x.contracts.moneys.of(n))
		}
	}
}

// ownContract adds a contract, if it is the supplier's, to the groups of the process.
func (g *grouping) ownContract(n uint32) {
	all := &g.index.contracts
	if !slices.ContainsFunc(all.codes.of(n), func(code uint32) bool { return g.own[code] }) {
		return
	}
	for _, group := range g.of {
		g.groups[group].group.Contracts++
		g.groups[group].add(all.moneys.of(n))
	}
}

func (s *groupSums) add(moneys []money) {
	for _, m := range moneys {
		sums := s.sums[m.currency]
		if sums == nil {
			sums = &currencySums{}
			s.sums[m.currency] = sums
		}
		sums.of[m.kind].add(m)
		if m.kind == Contracted {
			sums.contracted = append(sums.contracted, m.hundredths)
		}
	}
}

// all are the groups in order of their values.
func (g *grouping) all() []Group {
	all := make([]Group, 0, len(g.groups))
	for _, s := range g.groups {
		s.group.Code = g.index.codes.mostFrequent(s.labels)
		for currency, sums := range s.sums {
			s.group.Sums = append(s.group.Sums, Sums{g.index.codes.currencies[currency], sums.of, median(sums.contracted)})
		}
		slices.SortFunc(s.group.Sums, func(a, b Sums) int { return strings.Compare(a.Currency, b.Currency) })
		all = append(all, s.group)
	}
	slices.SortFunc(all, func(a, b Group) int { return strings.Compare(a.Value, b.Value) })
	return all
}

// mostFrequent is the code that stands for all of a value.
func (c *codes) mostFrequent(counts map[uint32]int) (most Code) {
	best := 0
	for n, count := range counts {
		if code := c.list[n]; best == 0 || code.isBetter(count, most, best) {
			most, best = code, count
		}
	}
	return most
}

// Code is the code that the found processes have for a value of a facet; of values that differ in capital letters the one
// that is written so, else the most frequent. It is not ok where none has it.
func (f *Found) Code(facet Facet, value string) (code Code, ok bool) {
	wanted, exact, any := f.index.codes.find(facet, value), map[uint32]int{}, map[uint32]int{}
	for doc := range f.set.all() {
		for _, n := range f.index.processes.codes.of(doc) {
			if !slices.Contains(wanted, n) {
				continue
			}
			if any[n]++; f.index.codes.list[n].Value == value {
				exact[n]++
			}
		}
	}
	if len(exact) > 0 {
		any = exact
	}
	return f.index.codes.mostFrequent(any), len(any) > 0
}

// median is the middle one, or the mean of the two in the middle.
func median(amounts []int64) *int64 {
	if len(amounts) == 0 {
		return nil
	}
	slices.Sort(amounts)
	middle := amounts[len(amounts)/2]
	if len(amounts)%2 == 0 {
		sum := amounts[len(amounts)/2-1] + middle // Hundredths gives at most 18 digits
		middle = sum/2 + sum%2
	}
	return &middle
}

// Largest sorts groups by what they were contracted for in a currency, the largest first; those without come last.
func Largest(groups []Group, currency string) {
	slices.SortStableFunc(groups, func(a, b Group) int {
		x, y := a.contracted(currency), b.contracted(currency)
		return cmp.Or(cmp.Compare(min(y.N, 1), min(x.N, 1)), cmp.Compare(y.high, x.high), cmp.Compare(y.low, x.low), cmp.Compare(y.N, x.N))
	})
}

func (g *Group) contracted(currency string) Sum {
	for _, s := range g.Sums {
		if s.Currency == currency {
			return s.Of[Contracted]
		}
	}
	return Sum{}
}
