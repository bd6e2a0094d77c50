package site

import (
	"cmp"
	"context"
	"math/big"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"terang/reading"
	"terang/search"
	"terang/store"
)

// role is what organizations do in a procurement: they buy, or they supply.
type role struct {
	facet     search.Facet
	part      string // of addresses, here and in the API
	list      string // of store.About, and the name of the table with all results
	indicator string // the one whose figure the list shows
}

var (
	asSupplier = role{search.Supplier, "suppliers", "supplier_performance", "on_time"}
	asBuyer    = role{search.Buyer, "buyers", "buyer_performance", "single_bid"}
)

// about asks the store for what indicators say of an organization in the role.
func (r role) about(list, id string) store.About {
	if r == asBuyer {
		return store.About{List: list, Buyer: id}
	}
	return store.About{List: list, Supplier: id}
}

// amount is money as a decimal.
type amount struct{ Currency, Amount string }

// listed is an organization in a list: few bytes, since there may be hundreds of thousands.
type listed struct {
	ID, Name             string
	folded               string // name and id, for who seeks either
	Village              bool
	Processes, Contracts int
	Contracted           []amount // the list's currency first
}

// board is a list of organizations that is the same for all who ask: each order is made once.
type board struct {
	all      []listed // by what was contracted in the most frequent currency, the largest first, as the API has it
	orders   map[string][]int32
	villages int
	persons  crowd
}

// crowd is what individuals come to together; none of them is listed.
type crowd struct {
	Count, Contracts int
	Contracted       []amount
}

// newBoard makes the list of groups.
func newBoard(groups []search.Group, currency string) *board {
	b := &board{all: make([]listed, 0, len(groups)), orders: map[string][]int32{}}
	persons := crowding{}
	for i := range groups {
		if g := &groups[i]; isPerson(g.Value) {
			persons.add(g)
		} else {
			b.add(g, currency)
		}
	}
	b.persons = persons.crowd(currency)
	b.sort("contracts", func(x, y *listed) int { return cmp.Compare(y.Contracts, x.Contracts) })
	b.sort("name", func(x, y *listed) int {
		return cmp.Or(strings.Compare(x.folded, y.folded), strings.Compare(x.ID, y.ID))
	})
	return b
}

func (b *board) add(g *search.Group, currency string) {
	one := listed{ID: g.Value, Name: g.Label, folded: strings.ToLower(g.Label + " " + g.Value), Village: isVillage(g.Value, g.Label),
		Processes: g.Processes, Contracts: g.Contracts, Contracted: contracted(g, currency)}
	if one.Village {
		b.villages++
	}
	b.all = append(b.all, one)
}

func (b *board) sort(name string, compare func(x, y *listed) int) {
	order := make([]int32, len(b.all))
	for i := range order {
		order[i] = int32(i)
	}
	slices.SortStableFunc(order, func(x, y int32) int { return compare(&b.all[x], &b.all[y]) })
	b.orders[name] = order
}

// contracted is what a group was contracted for, a currency first.
func contracted(g *search.Group, first string) (all []amount) {
	for i := range g.Sums {
		if sum := &g.Sums[i].Of[search.Contracted]; sum.N > 0 {
			all = append(all, amount{g.Sums[i].Currency, sum.Decimal()})
		}
	}
	return put(all, first)
}

// put puts the amount in a currency before the others.
func put(all []amount, first string) []amount {
	slices.SortStableFunc(all, func(a, b amount) int { return rank(a.Currency == first) - rank(b.Currency == first) })
	return all
}

func rank(first bool) int {
	if first {
		return 0
	}
	return 1
}

// crowding adds up individuals.
type crowding struct {
	count, contracts int
	sums             map[string]*big.Rat
}

func (c *crowding) add(g *search.Group) {
	c.count++
	c.contracts += g.Contracts
	for _, a := range contracted(g, "") {
		if c.sums == nil {
			c.sums = map[string]*big.Rat{}
		}
		if c.sums[a.Currency] == nil {
			c.sums[a.Currency] = new(big.Rat)
		}
		if number, ok := new(big.Rat).SetString(a.Amount); ok {
			c.sums[a.Currency].Add(c.sums[a.Currency], number)
		}
	}
}

func (c *crowding) crowd(currency string) crowd {
	done := crowd{Count: c.count, Contracts: c.contracts}
	for name, sum := range c.sums {
		done.Contracted = append(done.Contracted, amount{name, sum.FloatString(2)})
	}
	slices.SortFunc(done.Contracted, func(a, b amount) int { return strings.Compare(a.Currency, b.Currency) })
	done.Contracted = put(done.Contracted, currency)
	return done
}

// personID begins the ids under which individuals are published: pseudonyms.
const personID = "perseorangan-"

func isPerson(id string) bool { return strings.HasPrefix(id, personID) }

var (
	villageID   = regexp.MustCompile(`ID-KEMENDAGRI-[0-9]{2}\.?[0-9]{2}\.?[0-9]{2}\.?[0-9]{4}$`)
	villageName = regexp.MustCompile(`(?i)^(pemerintah(an)? )?desa `)
)

// isVillage says whether an organization is a village: by its Kemendagri code of ten digits, or by its name.
func isVillage(id, name string) bool {
	return villageID.MatchString(id) || villageName.MatchString(name)
}

// board gives the list of all organizations in a role that took part in the processes that are sought.
func (s *Site) board(ctx context.Context, r role, v *store.Version, sought url.Values) (*board, error) {
	return keep(ctx, &s.large, "board "+v.ID+" "+r.part+" "+sought.Encode(), func(ctx context.Context) (*board, error) {
		f, err := s.read.Seek(ctx, v, sought)
		if err != nil {
			return nil, err
		}
		groups, err := f.Groups(ctx, r.facet)
		if err != nil {
			return nil, err
		}
		return newBoard(groups, mainCurrency(f)), nil
	})
}

// mainCurrency is the most frequent one.
func mainCurrency(f *reading.Sought) string {
	if all := f.Index.Currencies(); len(all) > 0 {
		return all[0]
	}
	return ""
}
