package checks

import (
	"math/big"
	"time"
)

// inOneCurrency gives two amounts in the currency of the second, the first converted as of the date where that is
// needed; false where they cannot be compared. Amounts of one process that both name no currency are in the same.
func inOneCurrency(o *Options, a, b money, date time.Time) (x, y *big.Rat, ok bool) {
	if a.currency == b.currency {
		return a.amount, b.amount, true
	}
	if o == nil || o.Rates == nil {
		return nil, nil, false
	}
	converted, ok := o.Rates.convert(a, date, b.currency)
	return converted.amount, b.amount, ok
}

// released is when the release is dated, for rates of exchange; zero where it is not known, or no rates are.
func (p *Process) released() time.Time {
	if p.Options == nil || p.Options.Rates == nil {
		return time.Time{}
	}
	date, _ := p.Get("date").Date()
	return date
}
