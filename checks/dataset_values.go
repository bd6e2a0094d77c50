package checks

import (
	"slices"
	"strconv"
	"strings"

	"terang/schema"
)

// stage names the values that are looked at together.
type stage string

// The stages that have values.
const (
	tenderStage   stage = "tender"
	awardStage    stage = "awards"
	contractStage stage = "contracts"
)

var stages = []stage{tenderStage, awardStage, contractStage}

// stageValues is what is remembered of the values of a stage. With rates all are in their base currency.
type stageValues struct {
	Currencies []string   `json:"currencies"` // in which Histogram is; while more than one, it has nothing
	Histogram  *histogram `json:"histogram,omitempty"`
	Unrated    int64      `json:"unrated,omitempty"` // amounts of whose currency no rate was known
	Pairs      *frequent  `json:"pairs"`             // amount and currency as they were written
}

func newStageValues() *stageValues {
	return &stageValues{Histogram: newHistogram(), Pairs: newFrequent()}
}

// value takes in a value of a process. One without a currency, or below zero, cannot be judged.
func (d *Dataset) value(s stage, t *staged, v *schema.Value) {
	m, ok := moneyOf(v)
	if m.currency == "" {
		return
	}
	d.seen.Codes[currencies].add(m.currency)
	if !ok || m.amount.Sign() < 0 {
		return
	}
	a := d.seen.Values[s]
	a.Pairs.add(exactText(m))
	if rates := t.Options.Rates; rates != nil {
		if m, ok = rates.convert(m, t.date, rates.base); !ok {
			a.Unrated++
			return
		}
	}
	a.know(m.currency)
	if a.Histogram != nil {
		a.Histogram.add(m.amount)
	}
}

// know remembers a currency. Sums over several have no meaning, so that the histogram ends with the second.
func (a *stageValues) know(currency string) {
	const most = 10
	if len(a.Currencies) == 1 && a.Currencies[0] == currency {
		return
	}
	i, known := slices.BinarySearch(a.Currencies, bounded(currency))
	if known {
		return
	}
	a.Currencies = slices.Insert(a.Currencies, i, bounded(currency))
	a.Currencies = a.Currencies[:min(most, len(a.Currencies))]
	if len(a.Currencies) > 1 {
		a.Histogram = nil
	}
}

func (a *stageValues) merge(other *stageValues) {
	if other == nil {
		return
	}
	for _, currency := range other.Currencies {
		a.know(currency)
	}
	if a.Histogram != nil {
		a.Histogram.merge(other.Histogram)
	}
	a.Unrated += other.Unrated
	a.Pairs.merge(other.Pairs)
}

// exactText writes an amount with the decimals that it has, and its currency.
func exactText(m money) string {
	n := m.amount.Num()
	switch {
	case m.amount.IsInt() && n.IsInt64():
		return strconv.FormatInt(n.Int64(), 10) + " " + m.currency
	case m.amount.IsInt():
		return n.String() + " " + m.currency
	}
	return strings.TrimRight(strings.TrimRight(m.amount.FloatString(4), "0"), ".") + " " + m.currency
}
