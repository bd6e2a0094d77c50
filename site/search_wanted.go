package site

import (
	"net/url"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"terang/reading"
	"terang/search"
)

// wanted is what the page of a search is asked for: what is sought, as the API has it, and how that is shown.
type wanted struct {
	filters url.Values // the API's, each once, none of them empty
	table   bool       // rows, not cards
	cursor  string
	tidy    bool // the address says so in the one way in which pages do
}

// isFacet says whether a filter is one on values, of which several may be given.
func isFacet(name string) bool { return slices.Contains(search.Facets, search.Facet(name)) }

// wants reads what a request asks for. What forms send is tidied up: empty fields go, a facet's values are joined as the
// API has them, amounts and days become what they were understood as. Parameters that nobody knows are left alone.
func (q *request) wants() *wanted {
	given := q.URL.Query()
	a := &wanted{filters: url.Values{}, table: given.Get("view") == "table", cursor: given.Get("cursor"), tidy: true}
	for _, name := range reading.Filters {
		values := given[name]
		if len(values) == 0 {
			continue
		}
		value := q.tidied(name, values)
		if value != "" {
			a.filters.Set(name, value)
		}
		a.tidy = a.tidy && len(values) == 1 && values[0] == value && value != ""
	}
	return a
}

// tidied is the one value of a filter.
func (q *request) tidied(name string, values []string) string {
	var all []string
	for _, value := range values {
		if value = strings.TrimSpace(strings.ToValidUTF8(value, "")); value != "" && !slices.Contains(all, value) {
			all = append(all, value)
		}
	}
	switch {
	case len(all) == 0:
		return ""
	case isFacet(name):
		return strings.Join(all, "|")
	case name == "minValue" || name == "maxValue":
		if plain, ok := q.lang.amount(all[0]); ok {
			return plain
		}
	case isDay(name):
		if day, err := time.Parse("2/1/2006", all[0]); err == nil {
			return day.Format(time.DateOnly)
		}
	}
	return all[0]
}

// isDay says whether a filter is a day.
func isDay(name string) bool {
	return name == "changedSince" || !isFacet(name) && (strings.HasSuffix(name, "From") || strings.HasSuffix(name, "To"))
}

// What the API's contract takes, where that is less than can be read.
const mostText, mostValue = 500, 1000

var (
	sorts      = []string{"-date", "date", "-value", "value"}
	isCurrency = regexp.MustCompile(`^[A-Z]{3}$`)
	isSince    = regexp.MustCompile(`^[0-9]{4}-[0-9]{2}-[0-9]{2}(\.[1-9][0-9]{0,5})?$`)
)

// faults are what the API's contract would refuse before it is read.
func (a *wanted) faults() (all reading.Faults) {
	for name := range a.filters {
		value, bad := a.filters.Get(name), false
		switch {
		case name == "q":
			bad = utf8.RuneCountInString(value) > mostText
		case name == "sort":
			bad = !slices.Contains(sorts, value)
		case name == "currency":
			bad = !isCurrency.MatchString(value)
		case name == "changedSince":
			bad = !isSince.MatchString(value)
		case name == string(search.Plan) || name == string(search.SelfManaged):
			bad = value != "true" && value != "false"
		case isFacet(name):
			bad = utf8.RuneCountInString(value) > mostValue
		case name == "minValue" || name == "maxValue":
			bad = !plainAmount.MatchString(value)
		}
		if bad {
			all = append(all, reading.Fault{Parameter: name})
		}
	}
	return all
}

// query is what is asked for as the query of an address of pages, with some of it changed: an empty value takes away.
func (a *wanted) query(changes ...string) url.Values {
	query := url.Values{}
	for name, values := range a.filters {
		query[name] = values
	}
	if a.table {
		query.Set("view", "table")
	}
	for i := 0; i+1 < len(changes); i += 2 {
		if query.Del(changes[i]); changes[i+1] != "" {
			query.Set(changes[i], changes[i+1])
		}
	}
	return query
}

// without are the filters without some, for the API.
func (a *wanted) without(names ...string) url.Values {
	query := url.Values{}
	for name, values := range a.filters {
		if !slices.Contains(names, name) {
			query[name] = values
		}
	}
	return query
}

// seeks is the address of a search.
func (q *request) seeks(query url.Values) string { return q.to("search", "?"+query.Encode()) }
