package site

import (
	"context"
	"maps"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"terang/reading"
	"terang/search"
)

// exploring is what the page shows that adds up what was published.
type exploring struct {
	Years, Buyers, Amounts []choice
	Filtered               bool
	Plans, Processes       int
	Currency               string
	Others                 []string // currencies that pictures do not show
	Sections               []*section
	Regions                []*regionLevel
	RegionsCSV             string
	OnTime                 *punctuality // nil where the page is filtered, or the version's results are not kept
}

// choice is what a field of a form offers.
type choice struct {
	Value, Text string
	Count       int
	Chosen      bool
}

// amountNames are what amounts are called in addresses, by search.MoneyKind.
var amountNames = []string{search.Budget: "budget", search.Tender: "tender", search.Awarded: "awarded", search.Contracted: "contracted", search.Paid: "paid"}

// explore adds up what was published: by year, category, method, buyer and region, with how work was handed over.
func (s *Site) explore(q *request) (*view, error) {
	filters, e := q.filters(), &exploring{}
	amount := slices.Index(amountNames, q.URL.Query().Get("amount"))
	if amount < 0 {
		amount = int(search.Contracted)
	}
	e.Filtered = len(filters) > 0
	for _, fill := range []func() error{
		func() error { return s.countExplored(q, e, filters) },
		func() error { return s.choices(q, e, amount) },
		func() error { return s.sections(q, e, filters, search.MoneyKind(amount)) },
		func() error { return s.regions(q, e, filters, search.MoneyKind(amount)) },
		func() error { return s.punctuality(q, e) },
	} {
		if err := fill(); err != nil {
			return nil, err
		}
	}
	return &view{template: "explore", Title: q.t("explore.title"), Description: q.t("explore.lead"), Plain: e.Filtered,
		Card: link(q.lang, "", "explore", "card.png"),
		JSON: q.api("/api/v1/statistics", filters), Data: e}, nil
}

// explorePicture says how much there is.
func (s *Site) explorePicture(q *request) (*picture, error) {
	e := &exploring{}
	if err := s.countExplored(q, e, nil); err != nil {
		return nil, err
	}
	return &picture{Title: q.t("explore.title"), Lines: []string{
		q.lang.decimal(strconv.Itoa(e.Processes)) + " " + q.t("explore.counted"), q.t("explore.lead")}}, nil
}

// filters are the parameters of the page that say what is sought, as the API has them.
func (q *request) filters() url.Values {
	given, all := q.URL.Query(), url.Values{}
	for _, name := range reading.Filters {
		if value := strings.TrimSpace(given.Get(name)); value != "" {
			all.Set(name, value)
		}
	}
	return all
}

// ofFilters is a key for what is the same for all who ask for the same of a version.
func (q *request) ofFilters(what string, filters url.Values) string {
	return what + " " + q.version.ID + " " + filters.Encode()
}

// countExplored counts plans and what are none.
func (s *Site) countExplored(q *request, e *exploring, filters url.Values) error {
	type counted struct {
		all, plans int
		currencies []string
	}
	n, err := keep(q.Context(), &s.kept, q.ofFilters("counts", filters), func(ctx context.Context) (n counted, err error) {
		for of, plans := range map[*int]bool{&n.all: false, &n.plans: true} {
			given := url.Values{}
			maps.Copy(given, filters)
			if plans {
				given.Set(string(search.Plan), "true")
			}
			sought, err := s.read.Seek(ctx, q.version, given)
			if err != nil {
				return n, err
			}
			found, err := sought.Find(ctx)
			if err != nil {
				return n, err
			}
			*of, n.currencies = found.Total, sought.Index.Currencies()
		}
		return n, nil
	})
	e.Plans, e.Processes = n.plans, n.all-n.plans
	if len(n.currencies) > 0 {
		e.Currency, e.Others = n.currencies[0], n.currencies[1:]
	}
	return err
}

// mostChoices is how many buyers a form offers.
const mostChoices = 60

// choices are what the form offers: years, the buyers with the most processes, and which amounts are drawn.
func (s *Site) choices(q *request, e *exploring, amount int) error {
	sought, err := s.read.Seek(q.Context(), q.version, nil)
	if err != nil {
		return err
	}
	found, err := sought.Find(q.Context())
	if err != nil {
		return err
	}
	counts, ok := found.Facets(q.Context(), []search.Facet{search.Year, search.Buyer}, mostChoices)
	if !ok {
		return q.Context().Err()
	}
	e.Years = q.offered(counts[search.Year])
	e.Buyers = q.offered(counts[search.Buyer])
	slices.SortFunc(e.Years, func(a, b choice) int { return strings.Compare(b.Value, a.Value) })
	slices.SortFunc(e.Buyers, func(a, b choice) int { return strings.Compare(a.Text, b.Text) })
	for i, name := range amountNames {
		e.Amounts = append(e.Amounts, choice{Value: name, Text: q.t("explore.amount." + name), Chosen: i == amount})
	}
	return nil
}

// offered are values of a facet, with the one that was asked for among them.
func (q *request) offered(counts []search.Count) (all []choice) {
	chosen := ""
	for _, c := range counts {
		chosen = q.URL.Query().Get(string(c.Facet))
		all = append(all, choice{c.Value, q.named(&c.Code), c.Count, c.Value == chosen})
	}
	if chosen != "" && !slices.ContainsFunc(all, func(c choice) bool { return c.Chosen }) {
		all = append(all, choice{Value: chosen, Text: chosen, Chosen: true})
	}
	return all
}

// named is what a code is called.
func (q *request) named(c *search.Code) string {
	if text := q.local(c.Label, c.LabelID); text != "" {
		return text
	}
	return c.Value
}
