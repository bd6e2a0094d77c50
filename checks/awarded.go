package checks

import (
	"math/big"

	"terang/schema"
)

// awardOf is the award that a contract follows from; nil where there is none.
func (p *Process) awardOf(contract *schema.Value) *schema.Value {
	return p.awards().find(contract.Get("awardID")).first
}

// find is the object of a list that has an id; nil where there is none.
func find(list, id *schema.Value) *schema.Value {
	for object := range each(list) {
		if sameID(object.Get("id"), id) {
			return object
		}
	}
	return nil
}

// sameID says whether both are ids, and the same; 1 and "1" are.
func sameID(a, b *schema.Value) bool { return sameText(a, b) && !a.Empty() }

// standing says whether an award or a contract was not given up again.
func standing(v *schema.Value) bool {
	status := v.Get("status")
	return !is(status, "cancelled") && !is(status, "unsuccessful")
}

// The factors by which amounts are compared.
var (
	once         = big.NewRat(1, 1)
	tenfold      = big.NewRat(10, 1)
	elevenTenths = big.NewRat(11, 10)
)

// over says whether an amount is more than so many times another.
func (m money) over(factor *big.Rat, other money) bool {
	if factor == once {
		return m.amount.Cmp(other.amount) > 0
	}
	return m.amount.Cmp(new(big.Rat).Mul(other.amount, factor)) > 0
}

// positive says whether there is an amount above zero.
func (m money) positive() bool { return m.amount != nil && m.amount.Sign() > 0 }

// alike reads two amounts that can be compared: both there, above zero and not known to be of different currencies.
func alike(a, b *schema.Value) (x, y money, ok bool) {
	x, okA := moneyOf(a)
	y, okB := moneyOf(b)
	return x, y, okA && okB && x.positive() && y.positive() && oneCurrency(x, y)
}

func oneCurrency(x, y money) bool {
	return x.currency == y.currency || x.currency == "" || y.currency == ""
}

// paid adds up the payments of a contract; false where there are none, or one cannot be added.
func paid(contract *schema.Value) (sum money, ok bool) {
	sum.amount = new(big.Rat)
	for payment := range each(contract, "implementation", "transactions") {
		one, known := moneyOf(payment.Get("value"))
		if !known || ok && !oneCurrency(one, sum) {
			return money{}, false
		}
		sum.amount.Add(sum.amount, one.amount)
		sum.currency, ok = one.currency, true
	}
	return sum, ok
}

// unless gives amounts as words where something is not as it should be, and spares the trouble where it is.
func unless(ok bool, amounts ...money) (words []string) {
	for _, m := range amounts {
		if !ok {
			words = append(words, m.text())
		}
	}
	return words
}
