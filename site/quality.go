package site

import (
	"context"
	"errors"
	"math/big"
	"slices"
	"strconv"
	"strings"

	"terang/store"
)

// judgement is what the page on the data's quality shows.
type judgement struct {
	*counted
	Version  *store.Version
	Files    []dataFile
	Fields   *drawing // those without which the data are of little use
	Sections []fieldSection
	Criteria []criterion
	History  []past
	Worst    string // the severity of the gravest finding; empty for none
}

// Asked is how many rules applied to the data.
func (j *judgement) Asked() int { return j.Passed + len(j.Rules) }

// Colours are the badges of severities, states and standings.
func (j *judgement) Colours() map[string]string {
	return map[string]string{"error": "bad", "warning": "warn", "note": "", "passed": "good", "failed": "warn", "met": "good", "missed": "warn"}
}

// States are what states are called in the catalogue.
func (j *judgement) States() map[string]string {
	return map[string]string{"passed": "passed", "failed": "failed", "not_applicable": "notApplicable"}
}

// dataFile is a file with all of it.
type dataFile struct {
	Path, Address string
	Bytes         int64
}

// past is what was found in a version.
type past struct {
	*store.Version
	Processes, Findings int64
	PerThousand         string // findings for 1,000 processes; empty without processes
}

// mostPast is how many versions stand beside each other.
const mostPast = 5

// quality shows what the rules found in the data, how full they are, and where the publisher stands.
func (s *Site) quality(q *request) (*view, error) {
	v := &view{template: "quality", Title: q.t("quality.title"), Description: q.t("quality.lead"), JSON: q.api("/api/v1/quality", nil),
		Card: link(q.lang, "", "quality", "card.png")}
	j := &judgement{Version: q.version, counted: &counted{}}
	v.Data = j
	c, err := s.counted(q.Context(), q.version)
	if errors.Is(err, errUncounted) {
		v.JSON = ""
		return v, nil
	}
	if err != nil {
		return nil, err
	}
	j.counted = c
	for _, path := range []string{"findings.csv", "rules.csv", "coverage.csv", "quality.json"} {
		if f, ok := j.manifest.File(path + ".gz"); ok {
			j.Files = append(j.Files, dataFile{path, "/data/" + q.version.ID + "/" + path, f.Bytes})
		}
	}
	if j.Fields, err = q.drawFields(j.counted); err != nil {
		return nil, err
	}
	j.Sections = sectionsOf(j.Coverage)
	if j.Criteria, err = s.criteria(q, j.counted); err != nil {
		return nil, err
	}
	j.History, err = s.history(q.Context(), q.version)
	return v, err
}

// qualityPicture says how many findings there are.
func (s *Site) qualityPicture(q *request) (*picture, error) {
	p := &picture{Title: q.t("quality.title"), Lines: []string{q.t("quality.lead")}}
	c, err := s.counted(q.Context(), q.version)
	if errors.Is(err, errUncounted) {
		return p, nil
	}
	if err != nil {
		return nil, err
	}
	p.Lines = []string{q.t("quality.findings") + ": " + q.lang.decimal(strconv.FormatInt(c.Findings, 10)), q.t("quality.lead")}
	return p, nil
}

// history is the version with those before it, the latest first.
func (s *Site) history(ctx context.Context, v *store.Version) (all []past, err error) {
	versions, err := s.read.Versions(ctx, v.N+1, mostPast)
	if err != nil {
		return nil, err
	}
	for _, one := range versions {
		c, err := s.counted(ctx, one)
		if errors.Is(err, errUncounted) {
			continue
		}
		if err != nil {
			return nil, err
		}
		p := past{Version: one, Processes: c.Processes, Findings: c.Findings}
		if c.Processes > 0 {
			p.PerThousand = new(big.Rat).SetFrac64(c.Findings*1000, c.Processes).FloatString(1)
		}
		all = append(all, p)
	}
	return all, nil
}

// usefulFields are those that most questions need: what was sought, who bought, for how much, from whom, until when.
var usefulFields = []struct{ path, name string }{
	{"tender/title", "tenderTitle"}, {"tender/value", "tenderValue"}, {"tender/tenderPeriod", "tenderPeriod"}, {"buyer/name", "buyerName"},
	{"awards/date", "awardDate"}, {"awards/value", "awardValue"}, {"awards/suppliers", "suppliers"},
	{"contracts/value", "contractValue"}, {"contracts/period", "contractPeriod"}, {"contracts/implementation", "implementation"},
}

func (q *request) drawFields(c *counted) (*drawing, error) {
	filled := series{Name: q.t("quality.fields.filled")}
	drawn := chart{ID: "fields", Title: q.t("quality.fields.chart"), Of: percents, CSV: "/data/" + q.version.ID + "/coverage.csv"}
	for _, f := range usefulFields {
		drawn.Labels = append(drawn.Labels, q.t("quality.field."+f.name))
		filled.Values = append(filled.Values, c.field(f.path).Share())
	}
	drawn.Series = []series{filled}
	return drawn.draw(q.lang)
}

// field is how full a field is; of none where the data could not have it.
func (c *counted) field(path string) coverage {
	i, ok := slices.BinarySearchFunc(c.Coverage, path, func(one coverage, path string) int { return strings.Compare(one.Path, path) })
	if !ok {
		return coverage{Path: path}
	}
	return c.Coverage[i]
}

// Share is which part of those that could have the field have it filled in; empty where none could.
func (c coverage) Share() string {
	if c.Of == 0 {
		return ""
	}
	return new(big.Rat).SetFrac64(c.Filled, c.Of).FloatString(4)
}

// fieldSection are the fields of a part of a process.
type fieldSection struct {
	Name        string
	Used, Known int
	Fields      []coverage // some of those in use
	More        int
}

// mostFields is how many fields of a section are listed.
const mostFields = 40

// sectionsOf groups fields by what they begin with: implementation stands apart from contracts.
func sectionsOf(all []coverage) (sections []fieldSection) {
	places := map[string]int{}
	for _, c := range all {
		name, _, nested := strings.Cut(c.Path, "/")
		switch {
		case strings.HasPrefix(c.Path, "contracts/implementation/"):
			name = "contracts/implementation"
		case !nested:
			name = "process"
		}
		place, ok := places[name]
		if !ok {
			place = len(sections)
			places[name] = place
			sections = append(sections, fieldSection{Name: name})
		}
		s := &sections[place]
		if s.Known++; c.Filled > 0 {
			if s.Used++; len(s.Fields) < mostFields {
				s.Fields = append(s.Fields, c)
			} else {
				s.More++
			}
		}
	}
	return slices.DeleteFunc(sections, func(s fieldSection) bool { return s.Used == 0 })
}

func whole(text string) int64 {
	n, _ := strconv.ParseInt(text, 10, 64) // as it was written by the publish
	return n
}
