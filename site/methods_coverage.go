package site

import (
	"encoding/json"
	"strconv"
	"strings"

	"terang/indicators"
	"terang/schema"
)

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
