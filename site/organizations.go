package site

import (
	"net/url"
	"slices"
	"strconv"
	"strings"

	"terang/indicators"
	"terang/reading"
	"terang/search"
)

// organizationList is a page of a list of buyers or suppliers.
type organizationList struct {
	Buyers                                    bool
	Rows                                      []listedRow
	Total, All                                int // in this list, and without a name or villages sought
	First, Last                               int
	Q, Region, Year, Sort                     string
	Villages                                  bool
	VillageCount                              int
	Regions, Years                            []option
	Orders, Files                             []anchor
	Previous, Next                            string
	Persons                                   crowd
	Kept                                      bool // whether what indicators say of the version is
	Method                                    *indicators.Method
	Lead, Comparing, None, Column, NameColumn string
}

// listedRow is an organization, with the figure that the list shows beside it; nil where there is none.
type listedRow struct {
	*listed
	Figure *brief
}

// anchor leads somewhere.
type anchor struct {
	Text, Address string
	Here          bool
}

// mostListed is how many organizations a page has.
const mostListed = 50

func (s *Site) suppliers(q *request) (*view, error) {
	v, err := s.organizations(q, asSupplier)
	if err != nil {
		return nil, err
	}
	list := v.Data.(*organizationList)
	v.Title, v.Description = q.t("suppliers.title"), q.t("suppliers.lead")
	list.Lead, list.Comparing, list.None = v.Description, q.t("suppliers.comparing"), q.t("suppliers.none")
	list.Column, list.NameColumn = q.t("suppliers.onTimeColumn"), q.t("suppliers.one")
	return v, nil
}

func (s *Site) buyers(q *request) (*view, error) {
	v, err := s.organizations(q, asBuyer)
	if err != nil {
		return nil, err
	}
	list := v.Data.(*organizationList)
	v.Title, v.Description = q.t("buyers.title"), q.t("buyers.lead")
	list.Lead, list.Comparing, list.None = v.Description, q.t("buyers.comparing"), q.t("buyers.none")
	list.Column, list.NameColumn = q.t("buyers.singleColumn"), q.t("buyers.one")
	return v, nil
}

// organizations makes a list in a role.
func (s *Site) organizations(q *request, r role) (*view, error) {
	query := q.URL.Query()
	list := &organizationList{Buyers: r == asBuyer, Q: strings.TrimSpace(query.Get("q")), Region: query.Get("region"), Year: query.Get("year"),
		Sort: query.Get("sort"), Villages: r == asBuyer && query.Get("villages") != "", Method: methods[r.indicator]}
	b, err := s.board(q.Context(), r, q.version, list.sought())
	if err != nil {
		return nil, err
	}
	if list.Sort == "" || list.Sort != "amount" && b.orders[list.Sort] == nil {
		list.Sort = "amount"
	}
	list.All, list.VillageCount, list.Persons = len(b.all), b.villages, b.persons
	if err := list.turn(q, list.filter(b)); err != nil {
		return nil, err
	}
	if list.Kept, err = s.addFigures(q, r, list.Rows); err != nil {
		return nil, err
	}
	if err := s.offer(q, r, list); err != nil {
		return nil, err
	}
	return &view{template: "organizations", JSON: q.api("/api/v1/"+r.part, list.sought()), Plain: len(query) > 0, Data: list}, nil
}

// sought is what the API is asked for, too: the rest chooses among the organizations.
func (l *organizationList) sought() url.Values {
	sought := url.Values{}
	for name, value := range map[string]string{"region": l.Region, "year": l.Year} {
		if value != "" {
			sought.Set(name, value)
		}
	}
	return sought
}

// filter gives the organizations that are wanted, in the order that is.
func (l *organizationList) filter(b *board) []*listed {
	words := strings.Fields(strings.ToLower(l.Q))
	var kept []*listed
	for i := range b.all {
		one := &b.all[i]
		if order := b.orders[l.Sort]; order != nil {
			one = &b.all[order[i]]
		}
		if l.Villages && !one.Village || slices.ContainsFunc(words, func(w string) bool { return !strings.Contains(one.folded, w) }) {
			continue
		}
		kept = append(kept, one)
	}
	return kept
}

// turn turns to the page that is asked for.
func (l *organizationList) turn(q *request, all []*listed) error {
	page := 1
	if text := q.URL.Query().Get("page"); text != "" {
		var err error
		if page, err = strconv.Atoi(text); err != nil || page < 1 || page > 1+len(all)/mostListed {
			return reading.Faults{{Parameter: "page", Detail: q.t("suppliers.noPage")}}
		}
	}
	l.Total = len(all)
	first := min((page-1)*mostListed, len(all))
	shown := all[first:min(first+mostListed, len(all))]
	for _, one := range shown {
		l.Rows = append(l.Rows, listedRow{listed: one})
	}
	l.First, l.Last = first+1, first+len(shown)
	if page > 1 {
		l.Previous = q.with("page", strconv.Itoa(page-1))
	}
	if l.Last < len(all) {
		l.Next = q.with("page", strconv.Itoa(page+1))
	}
	return nil
}

// mostRegions is how many regions can be chosen from: the most frequent.
const mostRegions = 80

// offer adds what can be chosen, and where the list can be had as a file.
func (s *Site) offer(q *request, r role, l *organizationList) error {
	f, err := s.read.Seek(q.Context(), q.version, nil)
	if err != nil {
		return err
	}
	found, err := f.Find(q.Context())
	if err != nil {
		return err
	}
	counts, ok := found.Facets(q.Context(), []search.Facet{search.Region, search.Year}, mostRegions)
	if !ok {
		return q.Context().Err()
	}
	l.Regions, l.Years = choices(q, counts[search.Region], l.Region), choices(q, counts[search.Year], l.Year)
	slices.SortFunc(l.Years, func(a, b option) int { return strings.Compare(b.Value, a.Value) })
	for _, order := range []string{"amount", "contracts", "name"} {
		values := q.URL.Query()
		values.Del("page")
		values.Set("sort", order)
		l.Orders = append(l.Orders, anchor{q.t("suppliers.sort." + order), q.URL.EscapedPath() + "?" + values.Encode(), order == l.Sort})
	}
	l.Files = q.formats("/api/v1/"+r.part, l.sought())
	return nil
}

// formats are those of whole results, what most people want first.
var formats = []string{"xlsx", "csv", "jsonl", "parquet"}

// formats are the files that a list of the API can be had as.
func (q *request) formats(path string, query url.Values) (all []anchor) {
	for _, format := range formats {
		all = append(all, anchor{Text: q.t("search.format." + format), Address: q.api(path+"."+format, query)})
	}
	return all
}

// choices are values to choose from in order of their words; what is chosen is among them.
func choices(q *request, counts []search.Count, chosen string) (all []option) {
	found := chosen == ""
	for _, c := range counts {
		text := c.Value
		if label := q.local(c.Label, c.LabelID); label != "" {
			text = clipped(label, 60) + " (" + c.Value + ")"
		}
		found = found || c.Value == chosen
		all = append(all, option{c.Value, clipped(text, 80), c.Value == chosen})
	}
	if !found {
		all = append(all, option{chosen, clipped(chosen, 80), true})
	}
	slices.SortFunc(all, func(a, b option) int { return strings.Compare(a.Text, b.Text) })
	return all
}

func (s *Site) suppliersPicture(q *request) (*picture, error) {
	return &picture{Kind: q.publisher(), Title: q.t("suppliers.title"), Lines: []string{q.t("suppliers.lead")}}, nil
}

func (s *Site) buyersPicture(q *request) (*picture, error) {
	return &picture{Kind: q.publisher(), Title: q.t("buyers.title"), Lines: []string{q.t("buyers.lead")}}, nil
}
