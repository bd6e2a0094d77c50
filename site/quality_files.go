package site

import (
	"cmp"
	"context"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"terang/reading"
	"terang/store"
)

// counted is what the publish counted of a version: see the files quality.json.gz, rules.csv.gz and findings.csv.gz.
type counted struct {
	Processes int64
	Coverage  []coverage // in order of their paths
	Dataset   []together
	Rules     []ruleCount `json:"-"` // those that were not always passed: the gravest first, of these the most frequent
	Passed    int         `json:"-"` // rules that were always passed
	Findings  int64       `json:"-"` // times that a rule was not passed

	manifest *reading.Manifest
}

// coverage is how often a field is there and filled in, of the objects that could have it.
type coverage struct {
	Path       string
	Of, Filled int64
}

// together is what a rule says of all processes together.
type together struct {
	Code, State, Value, Limit string
	N                         int64
	Reason, Measure           *struct{ EN, ID string }
}

// ruleCount is a rule that was not always passed.
type ruleCount struct {
	Code, Severity      string
	Applied, Missed     int64
	English, Indonesian string // what it says, without what it fills in
	Example             string // the ocid of a process in which it was not passed; empty where none is at hand
}

// Share is which part of what the rule was asked of did not pass.
func (r ruleCount) Share() string { return coverage{Of: r.Applied, Filled: r.Missed}.Share() }

// IsRare says that the share, as it is written, would be none.
func (r ruleCount) IsRare() bool { return r.Missed > 0 && r.Missed*2000 < r.Applied }

// errUncounted says that the programme that published a version did not count its quality.
var errUncounted = errors.New("the quality of this version was not counted")

// counted reads what was counted of a version, once.
func (s *Site) counted(ctx context.Context, v *store.Version) (*counted, error) {
	return keep(ctx, &s.kept, "quality "+v.ID, func(ctx context.Context) (*counted, error) {
		c, err := s.readCounted(ctx, v)
		if err != nil {
			return nil, fmt.Errorf("quality of version %s: %w", v.ID, err)
		}
		return c, nil
	})
}

func (s *Site) readCounted(ctx context.Context, v *store.Version) (c *counted, err error) {
	c = &counted{}
	if c.manifest, err = s.read.Manifest(ctx, v); err != nil {
		return nil, err
	}
	err = s.unpack(ctx, c.manifest, "quality.json.gz", func(text io.Reader) error { return json.NewDecoder(text).Decode(c) })
	if err != nil {
		return nil, err
	}
	slices.SortFunc(c.Coverage, func(a, b coverage) int { return strings.Compare(a.Path, b.Path) })
	var rules []row
	err = s.unpack(ctx, c.manifest, "rules.csv.gz", func(text io.Reader) (err error) {
		rules, err = reading.ReadCSV[row](text, reading.All)
		return err
	})
	if err != nil {
		return nil, err
	}
	examples := map[string]string{}
	err = s.unpack(ctx, c.manifest, "findings.csv.gz", func(text io.Reader) error { return readExamples(text, examples) })
	if err != nil && !errors.Is(err, errUncounted) {
		return nil, err
	}
	c.rules(rules, examples)
	return c, nil
}

// unpack reads a file of a version.
func (s *Site) unpack(ctx context.Context, m *reading.Manifest, path string, read func(io.Reader) error) error {
	f, ok := m.File(path)
	if !ok {
		return errUncounted
	}
	return s.read.Unpack(ctx, f, read)
}

// mostLooked is in how many findings an example of each rule is looked for: there may be millions.
const mostLooked = 20_000

// readExamples notes the process of the first finding of each rule.
func readExamples(text io.Reader, examples map[string]string) error {
	in := csv.NewReader(text)
	in.ReuseRecord = true
	heading, err := in.Read()
	if err != nil {
		return err
	}
	ocid, code := slices.Index(heading, "ocid"), slices.Index(heading, "code")
	for range mostLooked {
		cells, err := in.Read()
		if err == io.EOF || ocid < 0 || code < 0 {
			return nil
		}
		if err != nil {
			return err
		}
		if _, ok := examples[cells[code]]; !ok {
			examples[strings.Clone(cells[code])] = strings.Clone(cells[ocid])
		}
	}
	return nil
}

func (c *counted) rules(rows []row, examples map[string]string) {
	for _, r := range rows {
		rule := ruleCount{Code: r["code"], Severity: r["severity"], Applied: whole(r["applied"]), Missed: whole(r["applied"]) - whole(r["passed"]),
			English: unfilled(r["words"]), Indonesian: unfilled(r["words_id"]), Example: examples[r["code"]]}
		if rule.Missed == 0 {
			c.Passed++
			continue
		}
		c.Findings += rule.Missed
		c.Rules = append(c.Rules, rule)
	}
	grave := []string{"error", "warning", "note"}
	slices.SortStableFunc(c.Rules, func(a, b ruleCount) int {
		return cmp.Or(cmp.Compare(slices.Index(grave, a.Severity), slices.Index(grave, b.Severity)), cmp.Compare(b.Missed, a.Missed), strings.Compare(a.Code, b.Code))
	})
}

// unfilled is what a rule says with … for what it fills in.
func unfilled(words string) string {
	var b strings.Builder
	for {
		before, after, found := strings.Cut(words, "%[")
		b.WriteString(before)
		if !found {
			return strings.ReplaceAll(b.String(), "'…'", "…")
		}
		b.WriteString("…")
		_, words, _ = strings.Cut(after, "]s")
	}
}
