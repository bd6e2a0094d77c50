package site

import (
	"context"
	"errors"
	"net/url"
	"slices"
	"strings"

	"terang/reading"
	"terang/search"
	"terang/store"
	"terang/tables"
)

// partsShown are the tables whose rows the page shows.
var partsShown = []string{"items", "bids", "awards", "contracts", "amendments", "transactions", "milestones", "documents", "parties"}

// readProcess reads the process that the address names.
func (s *Site) readProcess(q *request) (*process, error) {
	ctx := q.Context()
	record, err := s.read.Record(ctx, q.version, q.PathValue("ocid"), store.WithHistory)
	if err != nil {
		return nil, err
	}
	p := &process{q: q, record: record, Parts: map[string][]row{}}
	if p.judged, err = s.read.Judge(ctx, q.version, record); err != nil {
		return nil, err
	}
	p.readRows()
	if err = p.readPlans(ctx); err == nil {
		err = p.readFollowers(ctx)
	}
	if err == nil {
		var lines map[string][]store.Line
		lines, err = s.read.ReleasesOf(ctx, q.version, record.OCID)
		p.Lines = lines[record.OCID]
	}
	p.Contracts = p.contracts()
	return p, err
}

func (p *process) readRows() {
	of := p.judged.Process
	p.Row = p.q.rows("processes", of)[0]
	if rows := p.q.rows("tenders", of); len(rows) > 0 {
		p.Tender = rows[0]
	}
	p.Buyers = p.q.rows("buyers", of)
	for _, name := range partsShown {
		p.Parts[name] = p.q.rows(name, of)
	}
	p.parties, p.chosen = map[string]row{}, map[string]bool{}
	for _, r := range p.Parts["parties"] {
		p.parties[r["organization_id"]] = r
	}
	for _, one := range tables.Suppliers(of) {
		p.chosen[one.ID] = p.chosen[one.ID] || one.Chosen
	}
}

// mostRelated is how many related processes a page reads.
const mostRelated = 20

func (p *process) readPlans(ctx context.Context) error {
	for _, ocid := range tables.Plans(p.judged.Process) {
		one := plan{OCID: ocid}
		if len(p.Plans) < mostRelated {
			record, err := p.q.site.read.Record(ctx, p.q.version, ocid)
			if err != nil && !errors.Is(err, store.ErrNotFound) {
				return err
			}
			if err == nil {
				if err := one.read(p.q, record); err != nil {
					return err
				}
			}
		}
		p.Plans = append(p.Plans, one)
	}
	return nil
}

func (p *plan) read(q *request, record *store.Record) error {
	of, err := q.site.read.ProcessIn(record, q.version)
	if err != nil {
		return err
	}
	p.Row, p.parts = q.rows("processes", of)[0], map[string][]row{}
	for _, name := range []string{"tenders", "milestones", "documents"} {
		p.parts[name] = q.rows(name, of)
	}
	return nil
}

// readFollowers looks for what became of a plan. Where nothing can be sought at the moment, nothing is said of it.
func (p *process) readFollowers(ctx context.Context) error {
	ocid := p.record.OCID
	if p.Row["is_plan"] != "true" || !search.IsText(ocid) {
		return nil
	}
	sought, err := p.q.site.read.Seek(ctx, p.q.version, url.Values{"q": {ocid}})
	var not *reading.NotSearchable
	if errors.As(err, &not) || errors.Is(err, reading.ErrBeingRead) {
		return nil
	}
	if err != nil {
		return err
	}
	found, err := sought.Find(ctx)
	if err != nil {
		return err
	}
	rows, err := p.q.found(ctx, "processes", found.Page(nil, mostRelated+1))
	for _, r := range rows {
		if slices.Contains(strings.Split(r["plan_ocids"], "; "), ocid) {
			p.Followers = append(p.Followers, r)
		}
	}
	return err
}
