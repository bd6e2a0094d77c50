package reading

import (
	"context"
	"errors"
	"maps"
	"net/url"
	"slices"
	"strings"
	"time"

	"terang/search"
	"terang/store"
)

// Filters are the parameters that say what is sought; with any of them a list is a search.
var Filters = []string{"q", "currency", "minValue", "maxValue", "changedSince", "sort", flagState}

// periods are the parameters for when something was, without From and To.
var periods = map[string]search.MomentKind{
	"published": search.Date, "tender": search.TenderStart, "closing": search.TenderEnd, "award": search.AwardDate,
	"signed": search.DateSigned, "due": search.Due,
}

func init() {
	for name := range periods {
		Filters = append(Filters, name+"From", name+"To")
	}
	for _, facet := range search.Facets {
		Filters = append(Filters, string(facet))
	}
}

// IsQuery says whether any parameter says what is sought.
func IsQuery(query url.Values) bool { return slices.ContainsFunc(Filters, query.Has) }

// queryReader reads a query, and gathers what is wrong with it.
type queryReader struct {
	given  url.Values
	zone   *time.Location
	query  search.Query
	faults Faults
}

// Fault is one thing that is wrong with a query.
type Fault struct{ Parameter, Detail string }

// Faults are all things that are wrong with a query.
type Faults []Fault

// Error implements error.
func (all Faults) Error() string {
	var texts []string
	for _, f := range all {
		texts = append(texts, f.Parameter+": "+f.Detail)
	}
	return strings.Join(texts, "; ")
}

// query reads what a request seeks in a version.
func (r *Reader) query(ctx context.Context, given url.Values, v *store.Version, index *search.Index) (*search.Query, error) {
	zone, err := Zone(v)
	if err != nil {
		return nil, err
	}
	q := &queryReader{given: given, zone: zone}
	q.text()
	q.values()
	q.periods()
	q.order()
	q.amounts(index.Currencies())
	if err := q.flags(v, index); err != nil {
		return nil, err
	}
	if err := r.since(ctx, q, v); err != nil {
		return nil, err
	}
	if len(q.faults) > 0 {
		return nil, q.faults
	}
	return &q.query, nil
}

func (r *queryReader) fault(parameter, detail string) {
	r.faults = append(r.faults, Fault{parameter, detail})
}

func (r *queryReader) text() {
	if r.query.Text = r.given.Get("q"); r.given.Has("q") && !search.IsText(r.query.Text) {
		r.fault("q", "give at least one word or number to look for")
	}
}

// values reads the facets; a | stands between values of which one is enough.
func (r *queryReader) values() {
	r.query.Values = map[search.Facet][]string{}
	for _, facet := range search.Facets {
		if text := r.given.Get(string(facet)); text != "" {
			r.query.Values[facet] = strings.Split(text, "|")
			if slices.Contains(r.query.Values[facet], "") {
				r.fault(string(facet), "give a value before and behind each |")
			}
		}
	}
}

func (r *queryReader) periods() {
	for _, name := range slices.Sorted(maps.Keys(periods)) {
		from, to := r.given.Get(name+"From"), r.given.Get(name+"To")
		if from == "" && to == "" {
			continue
		}
		p, before := search.Period{Kind: periods[name], From: 0, To: 1 << 40}, len(r.faults)
		if from != "" {
			p.From = r.instant(name+"From", from, 0)
		}
		if to != "" {
			p.To = r.instant(name+"To", to, 1)
		}
		if p.From > p.To && len(r.faults) == before {
			r.fault(name+"To", "ends before "+name+"From begins")
		}
		r.query.Periods = append(r.query.Periods, p)
	}
}

// instant reads a day of the publisher's, or an instant; of a day, its begin or, days later, the second before that.
func (r *queryReader) instant(parameter, text string, days int) int64 {
	if day, err := time.ParseInLocation(time.DateOnly, text, r.zone); err == nil {
		return day.AddDate(0, 0, days).Unix() - int64(days)
	}
	at, err := time.Parse(time.RFC3339, text)
	if err != nil {
		r.fault(parameter, "give a day as 2026-03-31, or an instant with its zone as 2026-03-31T08:00:00+07:00")
	}
	return at.Unix()
}

func (r *queryReader) order() {
	switch strings.TrimPrefix(r.given.Get("sort"), "-") {
	case "value":
		r.query.Order = search.ByValue
	}
	r.query.Upwards = r.given.Get("sort") != "" && !strings.HasPrefix(r.given.Get("sort"), "-")
}

// amounts reads the range of values. Where the publisher uses one currency, that is meant.
func (r *queryReader) amounts(currencies []string) {
	low, high, currency := r.given.Get("minValue"), r.given.Get("maxValue"), r.given.Get("currency")
	if low == "" && high == "" && currency == "" && r.query.Order != search.ByValue {
		return
	}
	if currency == "" && len(currencies) == 1 {
		currency = currencies[0]
	}
	if currency == "" {
		r.fault("currency", "say in which currency; there are "+strings.Join(currencies, ", "))
		return
	}
	a, before := search.AllAmounts(currency), len(r.faults)
	if low != "" {
		a.Min = r.amount("minValue", low)
	}
	if high != "" {
		a.Max = r.amount("maxValue", high)
	}
	if a.Min > a.Max && len(r.faults) == before {
		r.fault("maxValue", "is less than minValue")
	}
	r.query.Amount = a
}

func (r *queryReader) amount(parameter, text string) int64 {
	amount, exact, ok := search.Hundredths(text)
	if !ok || !exact {
		r.fault(parameter, "give an amount in whole units or with two digits after a point, as 200000000 or 1500.50")
	}
	return amount
}

// since reads changedSince: what the last version of or before that day, or that version, had is not sought.
func (r *Reader) since(ctx context.Context, q *queryReader, v *store.Version) error {
	text := q.given.Get("changedSince")
	if text == "" {
		return nil
	}
	before, err := r.Version(ctx, text)
	if errors.Is(err, store.ErrNotFound) {
		if _, notDay := time.Parse(time.DateOnly, text); notDay != nil {
			q.fault("changedSince", "there is no such version or day; /api/v1/versions lists all versions")
		}
		return nil // all is newer than a day before the first version
	}
	if err == nil && before.N >= v.N {
		q.query.After = 1 << 62
		return nil
	}
	if err == nil {
		q.query.After, err = r.LastDoc(ctx, before)
	}
	return err
}
