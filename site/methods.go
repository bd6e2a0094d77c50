package site

import (
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"terang/indicators"
	"terang/schema"
	"terang/store"
)

// method is how an indicator is computed in a version, and what came of it.
type method struct {
	Code, Version, Kind, Family, Source string
	Title, Formula, Caveat, Clear       string // in the page's language
	Thresholds                          []indicators.Threshold
	Needs                               []need
	Coverage                            []methodCoverage // by what kind of thing was asked about
}

// need is a field that a method needs, or several of which one is enough.
type need struct{ Fields []namedField }

// namedField is a field of OCDS by its path, with its title.
type namedField struct{ Path, Title string }

// methodCoverage is of how many things of a kind there was an answer, and which.
type methodCoverage struct {
	Subject                                             string
	Asked, Flagged, NotFlagged, Computed, NotComputable int
	Missing                                             []missingField
}

// missingField is a field, how many things lack it, and how many lack nothing else.
type missingField struct {
	namedField
	Count, Alone int
}

// Shown is what a list shows: of a red flag all that it was asked about; of performance the single things, contracts or
// processes, of which the rates of suppliers and buyers are made. They are not added up: each kind has its own answers.
func (m *method) Shown() []methodCoverage {
	if m.Kind == string(indicators.RedFlag) || len(m.Coverage) == 0 {
		return m.Coverage
	}
	for _, kind := range []indicators.SubjectKind{indicators.OfContract, indicators.OfProcess} {
		for _, c := range m.Coverage {
			if c.Subject == string(kind) {
				return []methodCoverage{c}
			}
		}
	}
	return m.Coverage[:1]
}

// Answered is of how many things there was an answer.
func (c methodCoverage) Answered() int { return c.Asked - c.NotComputable }

// Flags says whether the answers flag anything or not; figures do neither.
func (c methodCoverage) Flags() bool { return c.Flagged+c.NotFlagged > 0 || c.Computed == 0 }

// Share is the same, of one.
func (c methodCoverage) Share() string {
	if c.Asked == 0 {
		return ""
	}
	return strconv.FormatFloat(float64(c.Answered())/float64(c.Asked), 'f', 4, 64)
}

// mostMethods is how many rows the table of methods is read for; there are some hundred.
const mostMethods = 5000

// errNoMethods says that a version was published before there were indicators.
var errNoMethods = fmt.Errorf("the version has no indicators: %w", errNoPage)

// methods reads the version's methods, with what came of them: the file that the API reads, too.
func (q *request) methods() (all []*method, err error) {
	files, err := q.files(q.version)
	if err != nil {
		return nil, err
	}
	found := files.named("tables/methods.csv.gz")
	if len(found) == 0 {
		return nil, errNoMethods
	}
	rows, err := q.head(found[0], mostMethods)
	if err != nil {
		return nil, err
	}
	var urls []string
	for _, e := range files.Extensions {
		urls = append(urls, e.URL)
	}
	fields := fieldTitles{q, q.site.read.Schema.With(urls).Schema}
	for _, r := range rows {
		if len(all) == 0 || all[len(all)-1].Code != r["indicator"] {
			all = append(all, q.method(r, fields))
		}
		if r["subject"] != "" { // or nothing was asked
			one := all[len(all)-1]
			one.Coverage = append(one.Coverage, coverageOf(r, fields))
		}
	}
	return all, nil
}

func (q *request) method(r row, fields fieldTitles) *method {
	m := &method{Code: r["indicator"], Version: r["version"], Kind: r["kind"], Family: r["family"], Source: r["source"],
		Title: q.local(r["title"], r["title_id"]), Formula: q.local(r["formula"], r["formula_id"]), Caveat: q.local(r["caveat"], r["caveat_id"])}
	_ = json.Unmarshal([]byte(r["thresholds"]), &m.Thresholds) // as tables.MethodRows wrote them, or nothing
	for i := range m.Thresholds {
		m.Thresholds[i].Name = q.threshold(m.Thresholds[i].Name)
	}
	for one := range strings.SplitSeq(r["needs"], "; ") {
		var n need
		for path := range strings.SplitSeq(one, " | ") {
			if path != "" {
				n.Fields = append(n.Fields, fields.of(path))
			}
		}
		if len(n.Fields) > 0 {
			m.Needs = append(m.Needs, n)
		}
	}
	for _, known := range indicators.Methods(indicators.Config{}) {
		if known.Code == m.Code && strconv.Itoa(known.Version) == m.Version {
			m.Clear = q.local(known.Clear.EN, known.Clear.ID)
		}
	}
	return m
}

func coverageOf(r row, fields fieldTitles) methodCoverage {
	number := func(name string) int { n, _ := strconv.Atoi(r[name]); return n }
	c := methodCoverage{Subject: r["subject"], Asked: number("asked"), Flagged: number("flagged"), NotFlagged: number("not_flagged"),
		Computed: number("computed"), NotComputable: number("not_computable")}
	var missing []indicators.FieldCount
	_ = json.Unmarshal([]byte(r["missing"]), &missing) // as tables.MethodRows wrote them, or nothing
	for _, m := range missing {
		for i, path := range strings.Split(m.Field, " | ") {
			if i == 0 {
				c.Missing = append(c.Missing, missingField{fields.of(path), m.Count, m.Alone})
			}
		}
	}
	return c
}

// fieldTitles says what fields are called.
type fieldTitles struct {
	q *request
	s *schema.Schema
}

// of is the field at a path without indices; its title is empty where no schema names it.
func (t fieldTitles) of(path string) namedField {
	f, titles := t.s.Release(), []string{}
	for name := range strings.SplitSeq(path, "/") {
		if f.Items != nil {
			f = f.Items
		}
		if f = f.Properties[name]; f == nil {
			return namedField{Path: path}
		}
		titles = append(titles, t.q.local(f.Title, f.TitleID))
	}
	return namedField{path, strings.Join(titles, " › ")}
}

// threshold is what a threshold is called in the page's language, or in English where it is of a kind that is not known.
func (q *request) threshold(name string) string {
	words := strings.FieldsFunc(strings.ToLower(name), func(r rune) bool { return r < 'a' || r > 'z' })
	if text, ok := catalogues[q.lang]["methods.threshold."+strings.Join(words, "-")]; ok {
		return text
	}
	return name
}

// methodGroup is methods of one kind and family.
type methodGroup struct {
	Name    string // in the catalogue of words
	Methods []*method
}

// families are the names of methods' families in the catalogue of words.
var families = map[string]string{"contractor performance": "performance", "Cardinal": "cardinal", "ICW": "icw", "terang": "own"}

func (s *Site) methodList(q *request) (*view, error) {
	v := &view{template: "methods", Title: q.t("methods.title"), Description: q.t("methods.about"), JSON: q.api("/api/v1/indicators", nil)}
	all, err := q.methods()
	if err != nil && !errors.Is(err, errNoMethods) {
		return nil, err
	}
	groups := []methodGroup{}
	for _, m := range all {
		name := families[m.Family]
		if n := len(groups); n == 0 || groups[n-1].Name != name {
			groups = append(groups, methodGroup{Name: name})
		}
		last := &groups[len(groups)-1]
		last.Methods = append(last.Methods, m)
	}
	v.Data = groups
	return v, nil
}

// methodPage is a method, with the first of what it flagged.
type methodPage struct {
	*method
	Results []*indicators.Result
	Total   int
	Kept    bool // whether the store has the version's results
	Files   []tableFiles
	API     string
	CSV     string
}

// shownResults is how many results a method's page shows.
const shownResults = 20

func (s *Site) methodPage(q *request) (*view, error) {
	all, err := q.methods()
	if err != nil {
		return nil, err
	}
	p := &methodPage{}
	for _, m := range all {
		if strings.EqualFold(m.Code, q.PathValue("code")) {
			p.method = m
		}
	}
	if p.method == nil {
		return nil, errNoPage
	}
	if err := s.results(q, p); err != nil {
		return nil, err
	}
	return &view{template: "method", Title: p.Title, Description: p.Formula, JSON: q.api("/api/v1/indicators", nil), Data: p}, nil
}

// results reads what a red flag was raised on, of the one version of which the store keeps it, and finds its files.
func (s *Site) results(q *request, p *methodPage) error {
	files, err := q.files(q.version)
	if err != nil {
		return err
	}
	for _, t := range s.tableFiles(files) {
		if performs := strings.HasSuffix(t.Slug, "_performance"); t.Slug == "flags" && p.Kind == "red_flag" || performs && p.Kind == "performance" {
			p.Files = append(p.Files, t)
		}
	}
	if p.Kind != string(indicators.RedFlag) {
		return nil
	}
	query := map[string][]string{"indicator": {p.Code}}
	p.API, p.CSV = q.api("/api/v1/flags", query), q.api("/api/v1/flags.csv", query)
	about := store.About{List: "flags", Indicator: p.Code}
	p.Total, err = s.read.CountResults(q.Context(), q.version, about)
	if errors.Is(err, store.ErrNotKept) {
		return nil
	}
	if err != nil {
		return err
	}
	p.Kept = true
	found, err := s.read.Results(q.Context(), q.version, about, 0, shownResults)
	for _, one := range found {
		r := new(indicators.Result)
		if err := json.Unmarshal(one.Text, r); err != nil {
			return fmt.Errorf("read a flag of %s: %w", p.Code, err)
		}
		p.Results = append(p.Results, r)
	}
	return err
}
