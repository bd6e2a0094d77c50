package checks

import (
	"cmp"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"math/big"
	"slices"
	"strings"
	"time"
)

// Rates are rates of exchange: what one unit of a currency was worth in the base currency from a day on. A nil *Rates
// knows none.
type Rates struct {
	base   string
	series map[string][]rate // by currency; each in the order of the days
}

// rate holds from its day until the day of the next.
type rate struct {
	day   string // YYYY-MM-DD
	value *big.Rat
	line  int
}

// ReadRates reads rates of exchange from CSV in UTF-8 with the columns currency (ISO 4217), date (YYYY-MM-DD) and rate: the
// value of one unit of the currency in the base currency, with a decimal point. A fourth column base names the base
// currency; without it the base is the currency whose rates are all 1. Errors name the line and the remedy.
func ReadRates(r io.Reader) (*Rates, error) {
	in := csv.NewReader(r)
	head, err := in.Read()
	if err != nil {
		return nil, fmt.Errorf("read rates: %w; the first line must be currency,date,rate or currency,date,rate,base", err)
	}
	head[0] = strings.TrimPrefix(head[0], "\ufeff")
	if names := strings.Join(head, ","); names != "currency,date,rate" && names != "currency,date,rate,base" {
		return nil, fmt.Errorf("read rates: line 1 is %q; it must be currency,date,rate or currency,date,rate,base, with commas between", shorten(names))
	}
	rates := &Rates{series: map[string][]rate{}}
	for {
		row, err := in.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, fmt.Errorf("read rates: %w; give each line as many columns as the first, with commas between", err)
		}
		line, _ := in.FieldPos(0)
		if err := rates.row(row, line); err != nil {
			return nil, fmt.Errorf("read rates: line %d: %w", line, err)
		}
	}
	return rates, rates.finish()
}

func (r *Rates) row(row []string, line int) error {
	currency, day := row[0], row[1]
	if !isCurrency(currency) {
		return fmt.Errorf("%q is not a currency; write its three capital letters, such as IDR", shorten(currency))
	}
	if _, err := time.Parse(time.DateOnly, day); err != nil {
		return fmt.Errorf("%q is not a date; write year, month and day as 2025-03-31", shorten(day))
	}
	value := decimal(row[2])
	if value == nil {
		return fmt.Errorf("%q is not a rate; write a number above 0 with digits and a decimal point, such as 0.0000613", shorten(row[2]))
	}
	if len(row) == 4 {
		if !isCurrency(row[3]) || r.base != "" && r.base != row[3] {
			return fmt.Errorf("the base is %q; name one and the same currency in every line, by its three capital letters", shorten(row[3]))
		}
		r.base = row[3]
	}
	r.series[currency] = append(r.series[currency], rate{day, value, line})
	return nil
}

// finish orders the rates and finds the base.
func (r *Rates) finish() error {
	for currency, list := range r.series {
		slices.SortStableFunc(list, func(a, b rate) int { return cmp.Compare(a.day, b.day) })
		for i := 1; i < len(list); i++ {
			if list[i].day == list[i-1].day {
				return fmt.Errorf("read rates: line %d: %s has a rate of %s in line %d already; remove one of the two", list[i].line, currency, list[i].day, list[i-1].line)
			}
		}
	}
	if r.base != "" {
		return r.checkBase()
	}
	bases := r.ones()
	if len(bases) != 1 {
		return fmt.Errorf("read rates: which currency is the base cannot be told, since %d have the rate 1 alone; add a column base that names it in every line", len(bases))
	}
	r.base = bases[0]
	return nil
}

// checkBase makes sure that the base, where it has rates, is worth 1 of itself.
func (r *Rates) checkBase() error {
	for _, own := range r.series[r.base] {
		if own.value.Cmp(one) != 0 {
			return fmt.Errorf("read rates: line %d: the base %s has the rate %s; it must be 1, or the column base must name another currency", own.line, r.base, own.value.FloatString(6))
		}
	}
	return nil
}

var one = big.NewRat(1, 1)

// ones lists the currencies that have no rate other than 1.
func (r *Rates) ones() (bases []string) {
	for currency, list := range r.series {
		if !slices.ContainsFunc(list, func(x rate) bool { return x.value.Cmp(one) != 0 }) {
			bases = append(bases, currency)
		}
	}
	return bases
}

// isCurrency says whether a text has the form of an ISO 4217 code.
func isCurrency(text string) bool {
	return len(text) == 3 && strings.Trim(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == ""
}

// decimal reads digits with at most one point between them; nil where there is anything else, or no more than zero.
func decimal(text string) *big.Rat {
	const longest = 40
	whole, part, point := strings.Cut(text, ".")
	if len(text) > longest || whole == "" || point && part == "" || strings.Trim(whole+part, "0123456789") != "" {
		return nil
	}
	if value, ok := new(big.Rat).SetString(text); ok && value.Sign() > 0 {
		return value
	}
	return nil
}

// convert gives an amount in another currency by the rates of a day (that of date in its own zone). It is false where a
// rate is not known; without rates only what is in that currency already converts.
func (r *Rates) convert(m money, date time.Time, to string) (money, bool) {
	if m.currency == to {
		return m, to != ""
	}
	if r == nil {
		return money{}, false
	}
	day := date.Format(time.DateOnly)
	from, into := r.on(m.currency, day), r.on(to, day)
	if from == nil || into == nil {
		return money{}, false
	}
	value := new(big.Rat).Mul(m.amount, from)
	if into != one {
		value.Quo(value, into)
	}
	return money{value, to}, true
}

// on is the latest rate of a currency on a day or before it; nil where there is none.
func (r *Rates) on(currency, day string) *big.Rat {
	if currency == r.base {
		return one
	}
	list := r.series[currency]
	i, exact := slices.BinarySearchFunc(list, day, func(x rate, day string) int { return cmp.Compare(x.day, day) })
	switch {
	case exact:
		return list[i].value
	case i > 0:
		return list[i-1].value
	}
	return nil
}
