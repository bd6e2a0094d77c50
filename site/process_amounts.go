package site

import (
	"math/big"
	"slices"
	"strings"
)

// step is an amount on the way from the budget to the payments.
type step struct {
	Code             string // budget, tender, awarded, contracted, paid
	Amount, Currency string
	Of               string // the code of the amount that Share is a share of; empty for none
	Share            string // as a decimal ratio
	Width            string // of its bar, per cent of the largest
}

// steps are the columns of tables/processes that hold amounts, and what each is compared with.
var steps = []struct {
	code, column string
	of           []string // the first of these that is known
}{
	{"budget", "budget", nil}, {"tender", "tender_value", []string{"budget"}}, {"awarded", "awarded", []string{"tender", "budget"}},
	{"contracted", "contracted", []string{"tender", "budget"}}, {"paid", "paid", []string{"contracted"}},
}

// Amounts are the amounts that are published, from the budget to the payments, each compared with one before it where
// both are in one currency.
func (p *process) Amounts() (all []step) {
	known, largest := map[string]*big.Rat{}, new(big.Rat)
	for _, s := range steps {
		one := step{Code: s.code, Amount: p.Row[s.column+"_amount"], Currency: p.Row[s.column+"_currency"]}
		amount, ok := new(big.Rat).SetString(one.Amount)
		if !ok {
			continue
		}
		for _, of := range s.of {
			if before := known[of+" "+one.Currency]; one.Of == "" && before != nil && before.Sign() > 0 {
				one.Of, one.Share = of, new(big.Rat).Quo(amount, before).FloatString(6)
			}
		}
		known[s.code+" "+one.Currency] = amount
		if len(all) == 0 || all[0].Currency == one.Currency {
			largest = larger(largest, amount)
		}
		all = append(all, one)
	}
	for i := range all {
		if amount := known[all[i].Code+" "+all[0].Currency]; amount != nil && largest.Sign() > 0 && amount.Sign() > 0 {
			all[i].Width = new(big.Rat).Quo(new(big.Rat).Mul(amount, big.NewRat(100, 1)), largest).FloatString(2)
		}
	}
	return all
}

func larger(a, b *big.Rat) *big.Rat {
	if a.Cmp(b) < 0 {
		return b
	}
	return a
}

// namedParty is one that a row names.
type namedParty struct {
	ID, Name string
	Person   bool // who has no page
	Supplier bool // has a page among the suppliers
}

// Organizations are those that a row names in a role, in columns of one or of several.
func (p *process) Organizations(r row, role string) (all []namedParty) {
	ids, names := []string{r[role+"_id"]}, []string{r[role+"_name"]}
	if r[role+"_names"] != "" {
		ids, names = strings.Split(r[role+"_ids"], "; "), strings.Split(r[role+"_names"], "; ")
	}
	if len(ids) != len(names) { // a name has a semicolon of its own
		ids, names = []string{""}, []string{r[role+"_names"]}
	}
	for i, name := range names {
		if name == "" && ids[i] == "" {
			continue
		}
		person := p.parties[ids[i]]["scale"] == "selfEmployed"
		if name == "" {
			name = ids[i]
		}
		all = append(all, namedParty{ids[i], name, person, p.chosen[ids[i]] && !person && ids[i] != ""})
	}
	return all
}

// cut is the beginning of a list.
type cut[T any] struct {
	Rows []T
	Left int // how many there are besides
}

func firstOf[T any](all []T, most int) cut[T] {
	n := min(len(all), most)
	return cut[T]{all[:n], len(all) - n}
}

// Several says that there is more than one contract, so that each thing must say whose it is.
func (p *process) Several() bool { return len(p.Contracts) > 1 }

// Few are the first of results.
func (p *process) Few(all []result) cut[result] { return firstOf(all, mostResults) }

// Part are the first rows of a table.
func (p *process) Part(name string) cut[row] { return firstOf(p.Parts[name], mostRows[name]) }

// mostRows is how many rows of a table a page shows.
var mostRows = map[string]int{"items": 20, "bids": 40, "awards": 20, "amendments": 20, "transactions": 30, "milestones": 30, "documents": 30}

// Won says whether a bid is that of a chosen supplier.
func (p *process) Won(bid row) bool {
	return bid["award_id"] != "" && bid["award_status"] == "active" ||
		slices.ContainsFunc(p.Organizations(bid, "tenderer"), func(o namedParty) bool { return p.chosen[o.ID] })
}

// Any says whether a column of a table has anything in it.
func (p *process) Any(name string, columns ...string) bool {
	return slices.ContainsFunc(p.Parts[name], func(r row) bool {
		return slices.ContainsFunc(columns, func(column string) bool { return r[column] != "" })
	})
}

// FewContracts are the first contracts.
func (p *process) FewContracts() cut[contract] { return firstOf(p.Contracts, 20) }
