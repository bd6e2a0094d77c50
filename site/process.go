package site

import (
	"cmp"
	"net/url"
	"slices"

	"terang/reading"
	"terang/search"
	"terang/store"
)

// process is a contracting process as its page shows it. The rows are those of the tables for people, which the API and
// the files have, too.
type process struct {
	q      *request
	record *store.Record
	judged *reading.Judged

	Row    row // of tables/processes
	Tender row // of tables/tenders; nil where there is none
	Buyers []row
	Parts  map[string][]row // the rows of other tables, by the table's name

	Plans     []plan
	Followers []row // of a plan: the processes that name it as theirs
	Lines     []store.Line
	Contracts []contract

	parties map[string]row // by organization_id
	chosen  map[string]bool
}

// plan is a process that is the plan of another.
type plan struct {
	OCID  string
	Row   row // nil where the version has no such process
	parts map[string][]row
}

// showProcess makes the page of a contracting process.
func (s *Site) showProcess(q *request) (*view, error) {
	p, err := s.readProcess(q)
	if err != nil {
		return nil, err
	}
	ocid := p.record.OCID
	return &view{template: "process", Title: p.Title(120), Description: p.summary(),
		JSON:  q.api("/api/v1/records/"+url.PathEscape(ocid), nil),
		Card:  q.to("processes", ocid, "card.png"),
		Feeds: p.feeds(), Data: p}, nil
}

// Title is what the process is called, of at most so many characters.
func (p *process) Title(most int) string {
	return clipped(plain(cmp.Or(p.Row["tender_title"], p.Row["title"], p.record.OCID)), most)
}

// OCID names the process.
func (p *process) OCID() string { return p.record.OCID }

// IsPlan says that the process is an announced plan, and no procurement.
func (p *process) IsPlan() bool { return p.Row["is_plan"] == "true" }

// Own says that the work is self-managed (swakelola).
func (p *process) Own() bool { return p.Row["is_self_managed"] == "true" }

// Sections are the parts of the page; a plan has neither bidders nor contracts.
func (p *process) Sections() []string {
	all := []string{"flags", "stages", "chart", "bids", "contracts", "documents", "changes", "missing", "complain", "proof"}
	return slices.DeleteFunc(all, func(name string) bool { return p.IsPlan() && (name == "bids" || name == "contracts") })
}

// Judged says whether indicators judge the process at all.
func (p *process) Judged() bool { return len(p.judged.Results)+len(p.judged.Relative) > 0 }

// feeds are where the process is followed: what is new in it, found by its ocid.
func (p *process) feeds() []feed {
	query := "?q=" + url.QueryEscape(p.record.OCID)
	if !search.IsText(p.record.OCID) {
		return nil
	}
	title := p.q.t("process.feed")
	return []feed{{"application/atom+xml", title, "/api/v1/changes.atom" + query}, {"application/feed+json", title, "/api/v1/changes.json" + query}}
}

// processPicture is what a link to the page shows.
func (s *Site) processPicture(q *request) (*picture, error) {
	p, err := s.readProcess(q)
	if err != nil {
		return nil, err
	}
	lines := []string{plain(cmp.Or(p.Row["procuring_entity_name"], p.Row["buyer_name"])), ""}
	for _, last := range p.Amounts() {
		if last.Code == "paid" {
			break // what was agreed on says more of a process than what is paid so far
		}
		lines[1] = q.t("process.amount."+last.Code) + ": " + q.lang.short(last.Amount, last.Currency)
	}
	return &picture{Kind: q.local(p.Row["stage_label"], p.Row["stage_label_id"]), Title: p.Title(110), Lines: append(lines, p.stateInWords())}, nil
}

// API is an address of the API about the process.
func (p *process) API(parts ...string) string {
	address := "/api/v1/records/" + url.PathEscape(p.record.OCID)
	for _, one := range parts {
		address += "/" + url.PathEscape(one)
	}
	return p.q.api(address, nil)
}

// ReleaseAPI is the address of a release.
func (p *process) ReleaseAPI(ocid, id string) string {
	return p.q.api("/api/v1/releases/"+url.PathEscape(ocid)+"/"+url.PathEscape(id), nil)
}
