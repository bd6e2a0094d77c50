package site

import (
	"strconv"
	"strings"
	"time"
)

// criterion is one by which Open Contracting Partnership tells good publications, with where this one stands.
type criterion struct {
	Name     string // of its texts
	Standing string // met, missed, or open: cannot be judged from the data
	Evidence string
}

// criteria hold the version against the criteria, each with what it rests on. What only people elsewhere can know is
// left open.
func (s *Site) criteria(q *request, c *counted) (all []criterion, err error) {
	newest, err := s.newest(q)
	if err != nil {
		return nil, err
	}
	v, p := q.version, &q.version.Publication
	add := func(name string, met bool, evidence string) {
		standing := "missed"
		if met {
			standing = "met"
		}
		all = append(all, criterion{name, standing, evidence})
	}
	open := func(name string) {
		all = append(all, criterion{name, "open", q.t("quality.criterion." + name + ".open")})
	}
	add("prefix", p.OCIDPrefix != "" && !p.Trial, evidenceOf(q, "prefix", p.OCIDPrefix))
	open("discoverable")
	add("retrievable", len(c.manifest.Files) > 0, q.t("quality.criterion.retrievable.evidence", q.lang.decimal(strconv.Itoa(len(c.manifest.Files)))))
	add("reviewable", c.Rules == nil || c.Rules[0].Severity != "error", q.t("quality.criterion.reviewable.evidence", q.lang.decimal(strconv.FormatInt(v.Releases, 10))))
	tender, award, contract := c.field("tender"), c.field("awards"), c.field("contracts")
	count := func(n int64) string { return q.lang.decimal(strconv.FormatInt(n, 10)) }
	add("appropriate", tender.Filled+award.Filled+contract.Filled > 0,
		q.t("quality.criterion.appropriate.evidence", count(tender.Filled), count(award.Filled), count(contract.Filled), count(c.Processes)))
	add("active", !newest.IsZero() && time.Since(newest) < 366*24*time.Hour, evidenceOf(q, "active", dayOf(q, newest)))
	open("parity")
	add("useful", len(q.unused(c)) == 0, evidenceOf(q, "useful", strings.Join(q.unused(c), ", ")))
	open("representative")
	add("history", v.Releases > v.Records, q.t("quality.criterion.history.evidence", count(v.Releases), count(v.Records)))
	add("licence", isOpen(p.License), evidenceOf(q, "licence", p.License))
	add("policy", p.Policy != "", evidenceOf(q, "policy", p.Policy))
	add("compiled", v.Records > 0, q.t("quality.criterion.compiled.evidence"))
	return all, nil
}

// evidenceOf is the evidence with what it is about, or that there is none.
func evidenceOf(q *request, name, what string) string {
	if what == "" {
		return q.t("quality.criterion." + name + ".none")
	}
	return q.t("quality.criterion."+name+".evidence", what)
}

func dayOf(q *request, t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return q.lang.day(t.In(q.zone))
}

// newest is when the newest release is dated.
func (s *Site) newest(q *request) (time.Time, error) {
	sought, err := s.read.Seek(q.Context(), q.version, nil)
	if err != nil {
		return time.Time{}, err
	}
	found, err := sought.Find(q.Context())
	if err != nil {
		return time.Time{}, err
	}
	for _, key := range found.Page(nil, 1) {
		return time.Unix(key.By, 0), nil
	}
	return time.Time{}, nil
}

// unused are the useful fields that are filled in nowhere.
func (q *request) unused(c *counted) (all []string) {
	for _, f := range usefulFields {
		if c.field(f.path).Filled == 0 {
			all = append(all, q.t("quality.field."+f.name))
		}
	}
	return all
}

// isOpen says whether a licence is known as one that asks for no more than naming the source.
func isOpen(licence string) bool {
	for _, known := range []string{"creativecommons.org/licenses/by/", "creativecommons.org/publicdomain/", "opendatacommons.org/licenses/by/", "opendatacommons.org/licenses/pddl/"} {
		if strings.Contains(licence, "://"+known) || strings.Contains(licence, "://www."+known) {
			return true
		}
	}
	return false
}
