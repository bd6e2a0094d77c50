package site

import (
	"context"
	"math/big"
	"slices"
	"strings"
	"sync"

	"terang/reading"
	"terang/search"
)

// organizationSums is what the processes of an organization add up to; of a supplier, its own contracts in them.
type organizationSums struct {
	Code                 search.Code // its id as the data write it, and its name
	Total                int         // processes, plans too
	Processes, Contracts int         // without plans
	ByCurrency           []currencySums
	Contracted           []amount
	Years, Partners      []line
	Methods, Categories  []line
	PartnerCount         int
	Persons              crowd // among the suppliers of a buyer
	Flags                []search.Count
	Newest               []search.Key

	contracts []search.Key // the newest, for the first page
	signed    int          // how many contracts there are to list

	lock    sync.Mutex // held while what follows is read
	judged  bool
	kept    bool // whether what indicators say of the version is
	figures []*figure
	flags   []*flagged
	files   []anchor
}

// currencySums are amounts of one currency, those that there are.
type currencySums struct {
	Currency                           string
	Budget, Tender, Contracted, Paid   string
	BudgetN, TenderN, ContractN, Paids int
	Median                             string
}

// line is what the processes with one value of something add up to.
type line struct {
	Value, Label         string
	LabelID              string
	Processes, Contracts int
	Contracted           []amount
}

// manyProcesses is from how many processes on an organization's sums are kept.
const manyProcesses = 5_000

// sums adds up the processes of an organization; errNoPage where it has none.
func (s *Site) sums(q *request, r role, id string) (*organizationSums, error) {
	f, err := s.read.SeekValue(q.Context(), q.version, r.facet, id)
	if err != nil {
		return nil, err
	}
	found, err := f.Find(q.Context())
	if err != nil {
		return nil, err
	}
	code, ok := found.Code(r.facet, id)
	if !ok {
		return nil, errNoPage
	}
	add := func(ctx context.Context) (*organizationSums, error) {
		o := &organizationSums{Code: code, Total: found.Total, Newest: found.Page(nil, 1)}
		return o, o.add(ctx, r, f, found)
	}
	if found.Total < manyProcesses {
		return add(q.Context())
	}
	return keep(q.Context(), &s.kept, "sums "+q.version.ID+" "+r.part+" "+id, add)
}

// add adds up what was found.
func (o *organizationSums) add(ctx context.Context, r role, f *reading.Sought, found *search.Found) error {
	currency := mainCurrency(f)
	by := func(facet search.Facet) []search.Group {
		var groups []search.Group
		if r == asSupplier {
			groups, _ = found.GroupsOf(ctx, facet, o.Code.Value)
		} else {
			groups, _ = found.Groups(ctx, facet)
		}
		return groups
	}
	own, _ := found.Groups(ctx, r.facet) // a process may have several suppliers
	for i := range own {
		if own[i].Value == o.Code.Value {
			o.own(&own[i], currency)
		}
	}
	o.Years, o.Methods = linesOf(by(search.Year), currency), linesOf(by(search.ProcurementMethodDetails), currency)
	o.Categories = linesOf(by(search.MainProcurementCategory), currency)
	partner := search.Buyer
	if r == asBuyer {
		partner = search.Supplier
	}
	o.partners(by(partner), currency)
	flags, _ := found.Facets(ctx, []search.Facet{search.Flag}, mostFlagKinds)
	o.Flags = flags[search.Flag]
	contracts, err := f.FindContracts(ctx)
	if err != nil {
		return err
	}
	o.signed, o.contracts = contracts.Total, contracts.Page(nil, mostContracts+1)
	return ctx.Err()
}

// mostFlagKinds is more than there are kinds of flags.
const mostFlagKinds = 100

func (o *organizationSums) own(g *search.Group, currency string) {
	o.Processes, o.Contracts, o.Contracted = g.Processes, g.Contracts, contracted(g, currency)
	for i := range g.Sums {
		s := &g.Sums[i]
		of := func(kind search.MoneyKind) (string, int) {
			if sum := &s.Of[kind]; sum.N > 0 {
				return sum.Decimal(), sum.N
			}
			return "", 0
		}
		c := currencySums{Currency: s.Currency}
		c.Budget, c.BudgetN = of(search.Budget)
		c.Tender, c.TenderN = of(search.Tender)
		c.Contracted, c.ContractN = of(search.Contracted)
		c.Paid, c.Paids = of(search.Paid)
		if s.Median != nil {
			c.Median = search.Decimal(*s.Median)
		}
		o.ByCurrency = append(o.ByCurrency, c)
	}
	slices.SortStableFunc(o.ByCurrency, func(a, b currencySums) int { return rank(a.Currency == currency) - rank(b.Currency == currency) })
}

// mostPartners is how many of the other side are shown.
const mostPartners = 12

// partners keeps those with the largest amounts. Individuals are told together.
func (o *organizationSums) partners(groups []search.Group, currency string) {
	search.Largest(groups, currency)
	persons := crowding{}
	groups = slices.DeleteFunc(groups, func(g search.Group) bool {
		if isPerson(g.Value) {
			persons.add(&g)
		}
		return isPerson(g.Value)
	})
	o.Persons, o.PartnerCount = persons.crowd(currency), len(groups)
	o.Partners = linesOf(groups[:min(len(groups), mostPartners)], currency)
}

func linesOf(groups []search.Group, currency string) (all []line) {
	for i := range groups {
		g := &groups[i]
		all = append(all, line{g.Value, g.Label, g.LabelID, g.Processes, g.Contracts, contracted(g, currency)})
	}
	return all
}

// bar is a year's amount in one currency, with how long it is beside the others of that currency.
type bar struct {
	line
	amount
	First bool // of the year's bars
	Rows  int  // how many bars the year has
	Width int  // of 1000
}

// barsOf are the bars of years, in their order.
func barsOf(years []line) (all []bar) {
	largest := map[string]*big.Rat{}
	for _, y := range years {
		for _, a := range y.Contracted {
			if n := decimalOf(a.Amount); largest[a.Currency] == nil || n.Cmp(largest[a.Currency]) > 0 {
				largest[a.Currency] = n
			}
		}
	}
	years = slices.Clone(years)
	slices.SortFunc(years, func(a, b line) int { return strings.Compare(a.Value, b.Value) })
	for _, y := range years {
		all = append(all, bar{line: y, First: true, Rows: max(1, len(y.Contracted))})
		for i, a := range y.Contracted {
			one := bar{y, a, i == 0, len(y.Contracted), widthOf(decimalOf(a.Amount), largest[a.Currency])}
			if i == 0 {
				all[len(all)-1] = one
			} else {
				all = append(all, one)
			}
		}
	}
	return all
}

func widthOf(n, largest *big.Rat) int {
	if largest.Sign() <= 0 || n.Sign() <= 0 {
		return 0
	}
	width, _ := new(big.Rat).Mul(new(big.Rat).Quo(n, largest), big.NewRat(1000, 1)).Float64()
	return max(1, int(width))
}

func decimalOf(text string) *big.Rat {
	if n, ok := new(big.Rat).SetString(text); ok {
		return n
	}
	return new(big.Rat)
}
