package site

import (
	"context"
	"math/big"
	"net/url"
	"slices"

	"terang/search"
)

// section is what was published, added up by one facet.
type section struct {
	By      search.Facet
	Drawing *drawing
	Rows    []groupRow
	More    int // values that are not shown
	CSV     string
}

// groupRow is a value with its sums in one currency, as a row of the API's statistics.
type groupRow struct {
	Label, Link string
	*search.Group
	Currency    string
	Money       []string // by search.MoneyKind; empty where there is none
	SingleShare string
}

// sectionsBy are the facets that the page adds up by, but for regions.
var sectionsBy = []search.Facet{search.Year, search.MainProcurementCategory, search.ProcurementMethodDetails, search.ProcurementMethod, search.Buyer}

// mostBars is how many values a section shows.
const mostBars = 10

func (s *Site) sections(q *request, e *exploring, filters url.Values, amount search.MoneyKind) error {
	for _, by := range sectionsBy {
		groups, err := s.groups(q, filters, by)
		if err != nil {
			return err
		}
		rows := q.groupRows(groups, filters)
		if by == search.Year {
			rows = rows[max(0, len(rows)-mostBars):]
		} else {
			largestFirst(rows, e.Currency, amount)
		}
		part := &section{By: by, More: max(0, len(rows)-mostBars), CSV: q.statistics("csv", filters, by)}
		part.Rows = rows[:min(len(rows), mostBars)]
		if part.Drawing, err = q.drawSection(part, e.Currency, amount); err != nil {
			return err
		}
		e.Sections = append(e.Sections, part)
	}
	return nil
}

// statistics is where the API says the same in a format.
func (q *request) statistics(format string, filters url.Values, by search.Facet) string {
	query := url.Values{"by": {string(by)}}
	for name, values := range filters {
		query[name] = values
	}
	return q.api("/api/v1/statistics."+format, query)
}

// groups are what the found processes add up to by a facet. They are kept where only a year or a buyer is asked for,
// as links of the page do.
func (s *Site) groups(q *request, filters url.Values, by search.Facet) ([]search.Group, error) {
	produce := func(ctx context.Context) ([]search.Group, error) {
		sought, err := s.read.Seek(ctx, q.version, filters)
		if err != nil {
			return nil, err
		}
		return sought.Groups(ctx, by)
	}
	for name := range filters {
		if name != string(search.Year) && name != string(search.Buyer) {
			return produce(q.Context())
		}
	}
	return keep(q.Context(), &s.kept, q.ofFilters(string(by), filters), produce)
}

// groupRows are the rows of groups, one for each currency.
func (q *request) groupRows(groups []search.Group, filters url.Values) (rows []groupRow) {
	for i := range groups {
		g := &groups[i]
		row := groupRow{Label: q.named(&g.Code), Link: q.seeking(filters, g.Facet, g.Value), Group: g, Money: make([]string, search.Paid+1)}
		if g.Bidders.Known > 0 {
			row.SingleShare = big.NewRat(int64(g.Bidders.Single), int64(g.Bidders.Known)).FloatString(4)
		}
		if g.Facet == search.Buyer {
			row.Link = q.to("buyers", g.Value)
		}
		if len(g.Sums) == 0 {
			rows = append(rows, row)
		}
		for _, sums := range g.Sums {
			row.Currency, row.Money = sums.Currency, make([]string, search.Paid+1)
			for kind := range sums.Of {
				if sums.Of[kind].N > 0 {
					row.Money[kind] = sums.Of[kind].Decimal()
				}
			}
			rows = append(rows, row)
		}
	}
	return rows
}

// seeking is the search for what a row adds up.
func (q *request) seeking(filters url.Values, by search.Facet, value string) string {
	query := url.Values{string(search.Plan): {"false"}}
	for name, values := range filters {
		query[name] = values
	}
	query.Set(string(by), value)
	return q.to("search", "?"+query.Encode())
}

// largestFirst puts the largest amounts in a currency first; rows in other currencies, and without an amount, come last.
func largestFirst(rows []groupRow, currency string, amount search.MoneyKind) {
	sizes := map[*search.Group]*big.Rat{} // of groups in that currency
	for i := range rows {
		if size, ok := new(big.Rat).SetString(rows[i].Money[amount]); ok && rows[i].Currency == currency {
			sizes[rows[i].Group] = size
		}
	}
	none := big.NewRat(-1, 1)
	of := func(r groupRow) *big.Rat {
		if size := sizes[r.Group]; size != nil && r.Currency == currency {
			return size
		}
		return none
	}
	slices.SortStableFunc(rows, func(a, b groupRow) int { return of(b).Cmp(of(a)) })
}

// drawSection draws the rows of the currency that most amounts are in: years as columns, contracts beside budgets,
// others as bars of the chosen amount.
func (q *request) drawSection(part *section, currency string, amount search.MoneyKind) (*drawing, error) {
	kinds := []search.MoneyKind{amount}
	c := chart{ID: "by-" + string(part.By), Title: q.t("explore.by." + string(part.By)), Of: unit{currency: currency}, CSV: part.CSV}
	if part.By == search.Year {
		c.Form = columns
		if amount == search.Contracted {
			kinds = []search.MoneyKind{search.Contracted, search.Budget}
		}
	}
	for _, kind := range kinds {
		one := series{Name: q.t("explore.amount." + amountNames[kind])}
		for _, row := range part.Rows {
			if row.Currency == currency || row.Currency == "" {
				one.Values = append(one.Values, row.Money[kind])
			}
		}
		c.Series = append(c.Series, one)
	}
	for _, row := range part.Rows {
		if row.Currency == currency || row.Currency == "" {
			c.Labels = append(c.Labels, row.Label)
		}
	}
	return c.draw(q.lang)
}
