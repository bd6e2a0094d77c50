package site

import (
	"context"
	"net/url"
	"path"
	"strconv"
	"strings"

	"terang/exporters"
	"terang/search"
	"terang/store"
)

// homePage is what the first page shows.
type homePage struct {
	*figures
	q     *request
	Files []exporters.File // what people take first
}

// home is the first page: what is published, by whom, how fresh, and what is new in it.
func (s *Site) home(q *request) (*view, error) {
	f, err := keep(q.Context(), &s.kept, "home "+q.version.ID, func(ctx context.Context) (*figures, error) { return figuresOf(ctx, q) })
	if err != nil {
		return nil, err
	}
	p := &homePage{figures: f, q: q}
	if p.Files, err = s.whole(q, f.years); err != nil {
		return nil, err
	}
	v := &view{template: "home", Title: q.t("home.claim"), JSON: "/api/v1", Data: p}
	v.Description = q.t("home.description", q.publisher(), q.lang.decimal(strconv.Itoa(f.Processes)), q.lang.decimal(strconv.Itoa(f.Contracts)))
	v.Feeds = []feed{
		{"application/atom+xml", q.t("home.news") + " (Atom)", "/api/v1/changes.atom"},
		{"application/feed+json", q.t("home.news") + " (JSON Feed)", "/api/v1/changes.json"},
	}
	return v, nil
}

// whole are the files of all years that people take first: the latest year's workbook, and the tables of processes and
// contracts.
func (s *Site) whole(q *request, years []string) (files []exporters.File, err error) {
	m, err := s.read.Manifest(q.Context(), q.version)
	if err != nil {
		return nil, err
	}
	paths := []string{"tables/processes.csv.gz", "tables/contracts.csv.gz", "releases.jsonl.gz"}
	for _, year := range years[:min(1, len(years))] {
		paths = append([]string{"year=" + year + "/terang-" + year + ".xlsx"}, paths...)
	}
	for _, name := range paths {
		if f, ok := m.File(name); ok {
			files = append(files, f)
		}
	}
	return files, nil
}

// Processes that people seek from the first page.
var (
	seekProcesses = url.Values{"plan": {"false"}}
	seekPlans     = url.Values{"plan": {"true"}}
	seekContracts = url.Values{"stage": {"contract|implementation"}}
	seekFlagged   = url.Values{"flagState": {"flagged"}}
)

// changedSince seeks what is new or other than in a version, the largest first.
func changedSince(v *store.Version, currency string) url.Values {
	query := url.Values{"sort": {"-value"}, "currency": {currency}}
	if v != nil {
		query.Set("changedSince", v.ID)
	}
	return query
}

// ProcessesAt is where the processes are, without plans.
func (p *homePage) ProcessesAt() string { return p.q.seeks(seekProcesses) }

// PlansAt is where the announced plans are.
func (p *homePage) PlansAt() string { return p.q.seeks(seekPlans) }

// ContractsAt is where the processes are that came to a contract.
func (p *homePage) ContractsAt() string { return p.q.seeks(seekContracts) }

// FlaggedAt is where the processes with red flags are.
func (p *homePage) FlaggedAt() string { return p.q.seeks(seekFlagged) }

// FlagAt is where the processes are that an indicator flags.
func (p *homePage) FlagAt(code string) string { return p.q.seeks(url.Values{"flag": {code}}) }

// FlagName is what an indicator is called.
func (p *homePage) FlagName(c search.Count) string { return p.q.codeName(c.Code) }

// NewestAt is where the tenders are that opened last.
func (p *homePage) NewestAt() string { return p.q.seeks(p.NewestSeek) }

// OpenedAt is where the tenders are that close next.
func (p *homePage) OpenedAt() string { return p.q.seeks(p.OpenedSeek) }

// ChangedAt is where the new and changed processes are.
func (p *homePage) ChangedAt() string { return p.q.seeks(p.ChangedSeek) }

// FileAt is the address of a file of the version.
func (p *homePage) FileAt(path string) string { return "/data/" + p.q.version.ID + "/" + path }

// MostFlags are the indicators that flag most.
func (p *homePage) MostFlags() []search.Count { return p.Flags[:min(mostNews, len(p.Flags))] }

// FileName is what a file is called.
func (p *homePage) FileName(f exporters.File) string {
	if year, ok := strings.CutPrefix(f.Path, "year="); ok {
		return p.q.t("home.file.workbook", year[:strings.IndexByte(year, '/')])
	}
	name, _, _ := strings.Cut(path.Base(f.Path), ".")
	return p.q.t("home.file." + name)
}
