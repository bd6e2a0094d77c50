package api

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"terang/search"
	"terang/store"
)

// filters are the parameters that say what is sought; with any of them a list is a search.
var filters = []string{"q", "currency", "minValue", "maxValue", "changedSince", "sort"}

// periods are the parameters for when something was, without From and To.
var periods = map[string]search.MomentKind{
	"published": search.Date, "tender": search.TenderStart, "closing": search.TenderEnd, "award": search.AwardDate,
	"signed": search.DateSigned, "due": search.Due,
}

func init() {
	for name := range periods {
		filters = append(filters, name+"From", name+"To")
	}
	for _, facet := range search.Facets {
		filters = append(filters, string(facet))
	}
}

// isSearch says whether a request seeks something.
func isSearch(c echo.Context) bool {
	return slices.ContainsFunc(filters, func(name string) bool { return c.QueryParams().Has(name) })
}

// isPursuit says whether a request for changes seeks something, beside a tag, which there is one of the release.
func isPursuit(c echo.Context) bool {
	return slices.ContainsFunc(filters, func(name string) bool { return name != string(search.Tag) && c.QueryParams().Has(name) })
}

// queryReader reads a query, and gathers what is wrong with it.
type queryReader struct {
	c      echo.Context
	zone   *time.Location
	query  search.Query
	faults []fault
}

// query reads what a request seeks in a version.
func (v *server) query(c echo.Context, version *store.Version, index *search.Index) (*search.Query, error) {
	zone, err := time.LoadLocation(version.Publication.TimeZone)
	if err != nil {
		return nil, fmt.Errorf("time zone of version %s: %w", version.ID, err)
	}
	r := &queryReader{c: c, zone: zone}
	r.text()
	r.values()
	r.periods()
	r.order()
	r.amounts(index.Currencies())
	if err := v.since(r, version); err != nil {
		return nil, err
	}
	if len(r.faults) > 0 {
		return nil, invalid(r.faults...)
	}
	return &r.query, nil
}

func (r *queryReader) fault(parameter, detail string) {
	r.faults = append(r.faults, fault{parameter, "invalid", detail})
}

func (r *queryReader) text() {
	if r.query.Text = r.c.QueryParam("q"); r.c.QueryParams().Has("q") && !search.IsText(r.query.Text) {
		r.fault("q", "give at least one word or number to look for")
	}
}

// values reads the facets; a | stands between values of which one is enough.
func (r *queryReader) values() {
	r.query.Values = map[search.Facet][]string{}
	for _, facet := range search.Facets {
		if text := r.c.QueryParam(string(facet)); text != "" {
			r.query.Values[facet] = strings.Split(text, "|")
			if slices.Contains(r.query.Values[facet], "") {
				r.fault(string(facet), "give a value before and behind each |")
			}
		}
	}
}

func (r *queryReader) periods() {
	for _, name := range slices.Sorted(maps.Keys(periods)) {
		from, to := r.c.QueryParam(name+"From"), r.c.QueryParam(name+"To")
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
	switch strings.TrimPrefix(r.c.QueryParam("sort"), "-") {
	case "value":
		r.query.Order = search.ByValue
	}
	r.query.Upwards = r.c.QueryParam("sort") != "" && !strings.HasPrefix(r.c.QueryParam("sort"), "-")
}

// amounts reads the range of values. Where the publisher uses one currency, that is meant.
func (r *queryReader) amounts(currencies []string) {
	low, high, currency := r.c.QueryParam("minValue"), r.c.QueryParam("maxValue"), r.c.QueryParam("currency")
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
func (v *server) since(r *queryReader, version *store.Version) error {
	text := r.c.QueryParam("changedSince")
	if text == "" {
		return nil
	}
	ctx := r.c.Request().Context()
	before, err := v.store.Version(ctx, text)
	if isMissing(err) {
		if _, notDay := time.Parse(time.DateOnly, text); notDay != nil {
			r.fault("changedSince", "there is no such version or day; /api/v1/versions lists all versions")
		}
		return nil // all is newer than a day before the first version
	}
	if err == nil && before.N >= version.N {
		r.query.After = 1 << 62
		return nil
	}
	if err == nil {
		r.query.After, err = v.store.LastDoc(ctx, before)
	}
	return err
}

// columns reads fields: the names of the columns that are wanted, in the table's order; all where it is missing.
func fieldsOf(c echo.Context, known []string) ([]string, error) {
	text := c.QueryParam("fields")
	if text == "" {
		return known, nil
	}
	var faults []fault
	wanted := strings.Split(text, ",")
	for _, name := range wanted {
		if !slices.Contains(known, name) {
			faults = append(faults, fault{"fields", "unknown", strconv.Quote(name) + " is no column here; there are " + strings.Join(known, ", ")})
		}
	}
	if len(faults) > 0 {
		return nil, invalid(faults...)
	}
	return slices.DeleteFunc(slices.Clone(known), func(name string) bool { return !slices.Contains(wanted, name) }), nil
}

// found is what a request seeks, and where.
type found struct {
	version *store.Version
	index   *search.Index
	query   *search.Query
}

// seek reads the version, its index and the query of a request.
func (v *server) seek(c echo.Context) (*found, error) {
	version, err := v.version(c, c.QueryParam("version"))
	if err != nil {
		return nil, err
	}
	return v.seekIn(c.Request().Context(), c, version)
}

func (v *server) seekIn(ctx context.Context, c echo.Context, version *store.Version) (*found, error) {
	index, err := v.finder.index(ctx, version)
	if err != nil {
		return nil, err
	}
	query, err := v.query(c, version, index)
	return &found{version, index, query}, err
}
