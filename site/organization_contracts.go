package site

import (
	"fmt"
	"net/url"
	"slices"
	"strings"

	"terang/indicators"
	"terang/reading"
	"terang/search"
)

// contractPage is a page of an organization's contracts.
type contractPage struct {
	Total int
	Rows  []contractRow
	First string // the first page, where this is another
	Next  string
	Files []anchor // all of them
}

// contractRow is a contract with how it stands.
type contractRow struct {
	Row       row // of tables/contracts
	Suppliers []partner
	State     string // of words: suppliers.state
	Kind      string // of badges
	Days      string // how late
}

// partner is another organization; without an address where it has no page.
type partner struct{ ID, Name string }

// mostContracts is how many contracts a page has: the process of each is read and judged.
const mostContracts = 25

// contractsOf lists the contracts of an organization, the last signed first.
func (s *Site) contractsOf(q *request, r role, id string, o *organizationSums) (*contractPage, error) {
	page := &contractPage{Total: o.signed, Files: q.formats("/api/v1/contracts", url.Values{string(r.facet): {id}})}
	keys := o.contracts
	if cursor := q.URL.Query().Get("cursor"); cursor != "" {
		after, ok := decodeKey(cursor)
		if !ok {
			return nil, reading.Faults{{Parameter: "cursor", Detail: q.t("suppliers.noCursor")}}
		}
		f, err := s.read.SeekValue(q.Context(), q.version, r.facet, id)
		if err != nil {
			return nil, err
		}
		contracts, err := f.FindContracts(q.Context())
		if err != nil {
			return nil, err
		}
		keys, page.First = contracts.Page(&after, mostContracts+1), q.with("cursor", "")+"#contracts"
	}
	if len(keys) > mostContracts {
		keys = keys[:mostContracts]
		page.Next = q.with("cursor", encodeKey(keys[mostContracts-1])) + "#contracts"
	}
	var err error
	page.Rows, err = s.judgedContracts(q, keys)
	return page, err
}

// judgedContracts reads the contracts of keys, and how each stands.
func (s *Site) judgedContracts(q *request, keys []search.Key) (all []contractRow, err error) {
	docs, places := reading.Distinct(keys)
	judged, err := s.read.JudgeAlone(q.Context(), q.version, docs)
	if err != nil {
		return nil, err
	}
	rows := make([][]row, len(judged))
	for i, j := range judged {
		rows[i] = q.rows("contracts", j.Process)
	}
	for i, key := range keys {
		if own := rows[places[i]]; int(key.Contract) < len(own) {
			c := contractRow{Row: own[key.Contract]}
			c.stand(judged[places[i]])
			c.Suppliers = suppliersOf(c.Row, judged[places[i]])
			all = append(all, c)
		}
	}
	return all, nil
}

// stand finds out how the contract stands by what indicators say of it.
func (c *contractRow) stand(j *reading.Judged) {
	of := func(indicator, variant string) *indicators.Result {
		for i := range j.Results {
			r := &j.Results[i]
			if r.Subject.Kind == indicators.OfContract && r.Subject.Contract == c.Row["contract_id"] && r.Indicator == indicator && r.Variant == variant {
				return r
			}
		}
		return &indicators.Result{}
	}
	onTime, late := of("on_time", "amended"), of("days_late", "amended")
	switch status := c.Row["status"]; {
	case status == "pending" || status == "cancelled":
		c.State, c.Kind = status, ""
	case of("terminated", "fault").Value == "1":
		c.State, c.Kind = "fault", "bad"
	case of("terminated", "other").Value == "1":
		c.State = "stopped"
	case onTime.State == indicators.Computed && onTime.Value == "1":
		c.State, c.Kind = "onTime", "good"
	case onTime.State == indicators.Computed:
		c.State, c.Kind, c.Days = "late", "bad", late.Value
	case of("open_past_end", "").State == indicators.Flagged:
		c.State, c.Kind = "pastEnd", "warn"
	case slices.Contains(onTime.Missing, "contracts/period/endDate"):
		c.State = "noEnd"
	case onTime.State == indicators.NotComputable:
		c.State = "open"
	}
}

// suppliersOf are a contract's suppliers; individuals have neither name nor page, and nor has who does the work itself.
func suppliersOf(c row, j *reading.Judged) (all []partner) {
	ids, names := strings.Split(c["supplier_ids"], "; "), strings.Split(c["supplier_names"], "; ")
	persons := map[string]bool{}
	for _, p := range j.Process.Tree.Get("parties").Items() {
		if p.Get("details", "scale").Text() == "selfEmployed" {
			persons[p.Get("name").Text()] = true
		}
	}
	for i, id := range ids {
		one := partner{ID: id, Name: id}
		if len(names) == len(ids) && names[i] != "" {
			one.Name = names[i]
		}
		if isPerson(id) || persons[one.Name] {
			one = partner{}
		}
		if c["is_self_managed"] == "true" {
			one.ID = ""
		}
		all = append(all, one)
	}
	return all
}

// A key in an address.
func encodeKey(k search.Key) string { return fmt.Sprintf("%d.%d.%d", k.By, k.Doc, k.Contract) }

func decodeKey(text string) (k search.Key, ok bool) {
	n, err := fmt.Sscanf(text, "%d.%d.%d", &k.By, &k.Doc, &k.Contract)
	return k, err == nil && n == 3 && encodeKey(k) == text
}
