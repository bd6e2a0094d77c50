package site

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
	"unicode"

	"terang/reading"
	"terang/search"
	"terang/store"
)

// searchPage is what the page of a search shows.
type searchPage struct {
	*wanted
	q      *request
	sought *reading.Sought
	codes  codes // of the version

	Total     int
	Rows      []row
	Named     []named
	Facets    []facetBlock
	Uncounted bool // there was no time to count
	Chips     []chip
	Controls  []control
	Opened    bool // the form: there is something to mend in it
	Files     []resultFile
	Feeds     []feed
	Tries     []try

	Newer, Older string
	Restarted    bool // the page was one of another version
	faulty       map[string]string
}

// facetTime is how long values are counted; then the page does without.
const facetTime = 200 * time.Millisecond

// search finds processes: the API's filters, in people's words.
func (s *Site) search(q *request) (*view, error) {
	p := &searchPage{wanted: q.wants(), q: q}
	if !p.tidy {
		return nil, leads{q.seeks(p.query())}
	}
	if err := p.direct(); err != nil {
		return nil, err
	}
	err := p.seek()
	if faults, ok := errors.AsType[reading.Faults](err); ok {
		return p.mend(p.kindsOf(faults))
	}
	if _, ok := errors.AsType[*reading.NoFlags](err); ok {
		return p.mend(map[string]string{string(search.Flag): "noFlags"})
	}
	if err == nil {
		err = p.find()
	}
	if err != nil {
		return nil, err
	}
	return p.view(), nil
}

func (p *searchPage) view() *view {
	v := &view{template: "search", Title: p.title(), Plain: len(p.query()) > 0 || p.cursor != "", Data: p}
	v.Description = p.q.t("search.found", p.q.lang.decimal(strconv.Itoa(p.Total))) + " " + p.q.publisher()
	v.JSON, v.Feeds = p.q.api("/api/v1/search", p.filters), p.Feeds
	return v
}

func (p *searchPage) title() string {
	if text := p.filters.Get("q"); text != "" {
		return p.q.t("search.titleOf", clipped(text, 80))
	}
	return p.q.t("search.title")
}

// direct leads to the process whose ocid was asked for, and nothing else.
func (p *searchPage) direct() error {
	text := p.filters.Get("q")
	if len(p.filters) != 1 || text == "" || len(text) > 2000 || strings.ContainsFunc(text, unicode.IsControl) {
		return nil
	}
	_, err := p.q.site.read.Record(p.q.Context(), p.q.version, text)
	if err == nil {
		return leads{p.q.to("processes", text)}
	}
	if errors.Is(err, store.ErrNotFound) {
		return nil
	}
	return err
}

// seek reads what is sought, and gathers all that is wrong with it. Where amounts are compared and the publisher has
// several currencies, the most frequent is meant, and the address says so.
func (p *searchPage) seek() error {
	ctx, read := p.q.Context(), p.q.site.read
	index, err := read.Index(ctx, p.q.version)
	if err != nil {
		return err
	}
	ofMoney := p.filters.Has("minValue") || p.filters.Has("maxValue") || strings.HasSuffix(p.filters.Get("sort"), "value")
	if all := index.Currencies(); ofMoney && !p.filters.Has("currency") && len(all) > 1 {
		return leads{p.q.seeks(p.query("currency", all[0]))}
	}
	refused := p.faults()
	var names []string
	for _, f := range refused {
		names = append(names, f.Parameter)
	}
	p.sought, err = read.Seek(ctx, p.q.version, p.without(names...))
	if faults, ok := errors.AsType[reading.Faults](err); ok || err == nil && refused != nil {
		return append(refused, faults...)
	}
	return err
}

// find finds, and makes all that the page says of it.
func (p *searchPage) find() error {
	ctx := p.q.Context()
	found, err := p.sought.Find(ctx)
	if err != nil {
		return err
	}
	p.Total = found.Total
	if p.codes, err = p.q.codes(ctx); err != nil {
		return err
	}
	counting, cancel := context.WithTimeout(ctx, facetTime)
	defer cancel()
	counts, inTime := found.Facets(counting, search.Facets, allValues)
	p.Uncounted = !inTime
	p.name(counts)
	if err := p.page(found); err != nil {
		return err
	}
	if len(p.filters) == 1 && p.Total == 1 && len(p.Named) == 0 && isNumber(p.filters.Get("q")) {
		return leads{p.q.to("processes", p.Rows[0]["ocid"])}
	}
	p.facets(counts)
	p.chips()
	p.controls()
	p.files()
	p.feeds()
	if p.Total == 0 {
		return p.tries()
	}
	return nil
}

// fewDigits is how many a number has that names a thing rather than a year or an amount.
const fewDigits = 5

// isNumber says whether a text is a number by which a thing is known, in any punctuation.
func isNumber(text string) bool {
	digits, letters := 0, false
	for _, r := range text {
		if unicode.IsDigit(r) {
			digits++
		}
		letters = letters || unicode.IsLetter(r)
	}
	return digits >= fewDigits && (!letters || len(strings.Fields(text)) == 1)
}

// mend shows the form alone, with what is wrong beside each field, by its kind, and what was typed kept.
func (p *searchPage) mend(kinds map[string]string) (*view, error) {
	p.faulty, p.Opened = map[string]string{}, true
	for name, kind := range kinds {
		p.faulty[name] = p.q.t("search.mend." + kind)
	}
	var err error
	if p.codes, err = p.q.codes(p.q.Context()); err != nil {
		return nil, err
	}
	p.chips()
	p.controls()
	return &view{template: "search", status: http.StatusBadRequest, Title: p.title(), Plain: true, Data: p}, nil
}

func (p *searchPage) kindsOf(faults reading.Faults) map[string]string {
	kinds := map[string]string{}
	for _, f := range faults {
		kinds[f.Parameter] = p.kindOf(f)
	}
	return kinds
}

// kindOf is the kind of a fault, by the filter that has it.
func (p *searchPage) kindOf(f reading.Fault) string {
	value := p.filters.Get(f.Parameter)
	switch name := f.Parameter; {
	case name == "q" && search.IsText(value):
		return "long"
	case name == "q", name == "sort", name == "currency", name == "changedSince", name == "flagState":
		return name
	case name == string(search.Flag):
		return "flag"
	case name == "minValue", name == "maxValue":
		if plainAmount.MatchString(value) {
			return "order"
		}
		return "amount"
	case isDay(name):
		if isSince.MatchString(value) {
			return "order"
		}
		return "day"
	}
	return "value"
}

// Faults are all things to mend, for who comes by.
func (p *searchPage) Faults() []string {
	var all []string
	for _, name := range reading.Filters {
		if text := p.faulty[name]; text != "" {
			all = append(all, p.q.filterName(name)+": "+text)
		}
	}
	return all
}

// FaultOf is what is to be mended in a field.
func (p *searchPage) FaultOf(name string) string { return p.faulty[name] }

// Text is what is sought by words.
func (p *searchPage) Text() string { return p.filters.Get("q") }

// Table says whether rows are shown, not cards.
func (p *searchPage) Table() bool { return p.table }

// Without is this search without a filter.
func (p *searchPage) Without(name string) string { return p.q.seeks(p.query(name, "")) }

// All is the search for everything.
func (p *searchPage) All() string { return p.q.seeks(url.Values{}) }
