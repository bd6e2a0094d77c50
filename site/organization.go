package site

import (
	"errors"
	"net/url"
	"strconv"
	"strings"

	"terang/search"
	"terang/store"
)

// organization is the page of a buyer or supplier.
type organization struct {
	Buyer     bool
	ID, Name  string
	Village   bool
	Party     row  // as the newest process has it
	Known     bool // by an official number
	Roles     []string
	Also      string // its page in the other role
	Sums      *organizationSums
	Years     []bar
	Figures   []*figure
	Kept      bool // whether what indicators say of the version is
	Files     []anchor
	Flags     []*flagged
	InProcess []flagCount
	Contracts *contractPage
	Search    string // all its processes
	Results   string // all its figures, as JSON
}

func (s *Site) supplier(q *request) (*view, error) { return s.organization(q, asSupplier) }
func (s *Site) buyer(q *request) (*view, error)    { return s.organization(q, asBuyer) }

// organization makes the page of the organization that the address names, in a role.
func (s *Site) organization(q *request, r role) (*view, error) {
	o, party, err := s.knownAs(q, r, q.PathValue("id"))
	if err != nil {
		return nil, err
	}
	v := &view{Title: o.Code.Label, JSON: q.api("/api/v1/"+r.part+"/"+url.PathEscape(o.Code.Value), nil)}
	if v.Title == "" {
		v.Title = o.Code.Value
	}
	v.Title = clipped(v.Title, 160)
	if r == asSupplier && isIndividual(o.Code.Value, party) {
		v.template, v.Title, v.Plain, v.Data = "person", q.t("suppliers.person.title"), true, o
		return v, nil
	}
	page := &organization{Buyer: r == asBuyer, ID: o.Code.Value, Name: v.Title, Party: party, Sums: o,
		Village: isVillage(o.Code.Value, o.Code.Label), Known: party["identifier_id"] != "", Years: barsOf(o.Years)}
	page.Roles = rolesOf(q, party)
	page.Search = q.to("search", "?"+url.Values{string(r.facet): {page.ID}}.Encode())
	page.Results = q.api("/api/v1/"+r.part+"/"+url.PathEscape(page.ID)+"/performance", nil)
	if err := s.fill(q, r, page); err != nil {
		return nil, err
	}
	v.template, v.Data, v.Description = "organization", page, s.brief(q, page)
	v.Card = link(q.lang, "", r.part, page.ID, "card.png")
	changes := url.Values{string(r.facet): {page.ID}}.Encode()
	v.Feeds = []feed{{"application/atom+xml", v.Title, "/api/v1/changes.atom?" + changes}, {"application/feed+json", v.Title, "/api/v1/changes.json?" + changes}}
	return v, nil
}

// fill adds what is asked anew for each page.
func (s *Site) fill(q *request, r role, page *organization) (err error) {
	if page.Also, err = s.also(q, r, page.ID); err != nil {
		return err
	}
	if err = s.judge(q, r, page.Sums); err != nil {
		return err
	}
	page.Kept, page.Figures, page.Flags, page.Files = page.Sums.kept, page.Sums.figures, page.Sums.flags, page.Sums.files
	page.InProcess = flagCounts(q, r, page.ID, page.Sums.Flags)
	page.Contracts, err = s.contractsOf(q, r, page.ID, page.Sums)
	return err
}

// judge adds what indicators say of an organization, unless that was done for the sums that are kept.
func (s *Site) judge(q *request, r role, o *organizationSums) (err error) {
	o.lock.Lock()
	defer o.lock.Unlock()
	if o.judged {
		return nil
	}
	if o.figures, err = s.figures(q, r, o.Code.Value); err == nil {
		o.flags, err = s.flagsAbout(q, r, o.Code.Value)
	}
	if o.kept = err == nil; errors.Is(err, store.ErrNotKept) {
		o.files, err = s.resultFiles(q, r)
	}
	o.judged = err == nil
	return err
}

// also is the address of an organization's page in the other role, empty where it has none.
func (s *Site) also(q *request, r role, id string) (string, error) {
	other := asBuyer
	if r == asBuyer {
		other = asSupplier
	}
	f, err := s.read.SeekValue(q.Context(), q.version, other.facet, id)
	if err != nil {
		return "", err
	}
	found, err := f.Find(q.Context())
	if err != nil || found.Total == 0 {
		return "", err
	}
	return q.to(other.part, id), nil
}

// isIndividual says whether a supplier is a person, of whom no figures are made: by the pseudonym, or as the newest
// process has it.
func isIndividual(id string, party row) bool { return isPerson(id) || party["scale"] == "selfEmployed" }

// rolesOf are the roles of a party in words.
func rolesOf(q *request, party row) (all []string) {
	for code := range strings.SplitSeq(party["roles"], "; ") {
		if text, ok := catalogues[q.lang]["suppliers.role."+code]; ok {
			code = text
		}
		if code != "" {
			all = append(all, code)
		}
	}
	return all
}

// party is the organization's row among the parties of its newest process, as the API gives it.
func (s *Site) party(q *request, keys []search.Key, id string) (row, error) {
	if len(keys) == 0 {
		return row{}, nil
	}
	t, one, err := s.read.Party(q.Context(), q.version, keys[0], id)
	if err != nil || one.Len() == 0 {
		return row{}, err
	}
	return rowsOf(t, one)[0], nil
}

// knownAs finds an organization in a role: what its processes add up to, and its row among the parties.
func (s *Site) knownAs(q *request, r role, id string) (*organizationSums, row, error) {
	o, err := s.sums(q, r, id)
	if err != nil {
		return nil, nil, err
	}
	party, err := s.party(q, o.Newest, o.Code.Value)
	return o, party, err
}

// brief says the most in a sentence.
func (s *Site) brief(q *request, page *organization) string {
	text := q.t("suppliers.brief", q.lang.decimal(strconv.Itoa(page.Sums.Contracts)), q.lang.decimal(strconv.Itoa(page.Sums.Processes)))
	if len(page.Sums.Contracted) > 0 {
		text += " " + q.lang.short(page.Sums.Contracted[0].Amount, page.Sums.Contracted[0].Currency) + "."
	}
	return text
}

func (s *Site) supplierPicture(q *request) (*picture, error) {
	return s.organizationPicture(q, asSupplier, q.t("suppliers.one"))
}

func (s *Site) buyerPicture(q *request) (*picture, error) {
	return s.organizationPicture(q, asBuyer, q.t("buyers.one"))
}

func (s *Site) organizationPicture(q *request, r role, kind string) (*picture, error) {
	o, party, err := s.knownAs(q, r, q.PathValue("id"))
	if err != nil {
		return nil, err
	}
	if r == asSupplier && isIndividual(o.Code.Value, party) {
		return &picture{Kind: kind, Title: q.t("suppliers.person.title")}, nil
	}
	title := o.Code.Label
	if title == "" {
		title = o.Code.Value
	}
	return &picture{Kind: kind, Title: title, Lines: []string{s.brief(q, &organization{Sums: o})}}, nil
}
