package site

import (
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"terang/indicators"
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
