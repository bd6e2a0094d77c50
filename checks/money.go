package checks

import (
	"math/big"

	"terang/schema"
)

// money is an amount in a currency. Amounts are exact.
type money struct {
	amount   *big.Rat
	currency string // empty where the data does not say
}

// moneyOf reads a Value of OCDS; false where it has no amount.
func moneyOf(v *schema.Value) (money, bool) {
	amount := v.Get("amount").Number()
	return money{amount, v.Get("currency").Text()}, amount != nil
}

// text writes an amount for people: digits with a point, and the currency.
func (m money) text() string {
	digits := m.amount.FloatString(2)
	if m.amount.IsInt() {
		digits = m.amount.Num().String()
	}
	if m.currency == "" {
		return digits
	}
	return digits + " " + m.currency
}
