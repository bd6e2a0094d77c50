package site

import (
	"errors"
	"strings"

	"terang/indicators"
	"terang/store"
)

// methodPage is a method, with the first of what it flagged.
type methodPage struct {
	*method
	Results []indicators.Result
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
	if err := s.flaggedBy(q, p); err != nil {
		return nil, err
	}
	return &view{template: "method", Title: p.Title, Description: p.Formula, JSON: q.api("/api/v1/indicators", nil), Data: p}, nil
}

// flaggedBy reads what a red flag was raised on, of the one version of which the store keeps it, and finds its files.
func (s *Site) flaggedBy(q *request, p *methodPage) error {
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
	p.Results, err = s.results(q, about, shownResults)
	return err
}
