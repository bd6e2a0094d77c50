package checks

import (
	"encoding/json"
	"fmt"
	"slices"

	"terang/schema"
)

// Judgement is what the rules found in one process, as it is kept with the process.
type Judgement struct {
	Findings []schema.Finding // with pointers from the compiled release
	Counts   map[string]Count // by code, of the rules that applied

	fields int // how many findings, the first ones, are on fields
}

// OfProcess are the findings but for those on fields, which the releases have had already. Of a judgement that was
// kept it does not know which they are.
func (j *Judgement) OfProcess() []schema.Finding { return j.Findings[j.fields:] }

// Judge asks all rules on one process: on the fields of its compiled release, and on the process; record may be nil.
// Nothing is added up; Count does that.
func (e *Examiner) Judge(compiled *schema.Value, record *schema.Record, s *schema.Schema) *Judgement {
	clear(e.counts)
	j := &Judgement{Findings: e.Release(compiled, s), Counts: map[string]Count{}}
	j.fields = len(j.Findings)
	j.Findings = append(j.Findings, e.list(&e.ask(compiled, record).findings)...)
	for i, c := range e.counts {
		if c.Applied > 0 {
			j.Counts[rules[i].Code] = c
		}
	}
	return j
}

// Count adds a process that has been judged to what is added up.
func (e *Examiner) Count(j *Judgement, compiled *schema.Value, s *schema.Schema) {
	for code, c := range j.Counts {
		if i := slices.IndexFunc(rules, func(r *Rule) bool { return r.Code == code }); i >= 0 {
			e.counts[i].Applied += c.Applied
			e.counts[i].Passed += c.Passed
		}
	}
	e.count(&Process{Value: compiled, Options: e.options, examiner: e}, s)
}

// storedFinding is a finding as it is kept: its words are the rule's.
type storedFinding struct {
	Code    string   `json:"code"`
	Pointer string   `json:"pointer"`
	Value   string   `json:"value,omitempty"`
	Args    []string `json:"args,omitempty"`
}

type storedJudgement struct {
	Findings []storedFinding     `json:"findings"`
	Counts   map[string][2]int64 `json:"counts"` // applied, passed
}

// MarshalJSON writes it without the words of the rules.
func (j *Judgement) MarshalJSON() ([]byte, error) {
	s := storedJudgement{Findings: []storedFinding{}, Counts: make(map[string][2]int64, len(j.Counts))}
	for _, f := range j.Findings {
		s.Findings = append(s.Findings, storedFinding{f.Code, f.Pointer, f.Value, f.Args})
	}
	for code, c := range j.Counts {
		s.Counts[code] = [2]int64{c.Applied, c.Passed}
	}
	return json.Marshal(s)
}

// UnmarshalJSON reads it; of a rule that is no longer there a finding keeps its code alone.
func (j *Judgement) UnmarshalJSON(data []byte) error {
	var s storedJudgement
	if err := json.Unmarshal(data, &s); err != nil {
		return fmt.Errorf("read what was found in a process: %w", err)
	}
	*j = Judgement{Counts: make(map[string]Count, len(s.Counts))}
	for _, f := range s.Findings {
		found := schema.Finding{Code: f.Code, Severity: schema.Note, Pointer: f.Pointer, Args: f.Args}
		if r := RuleOf(f.Code); r != nil {
			found = r.Finding(f.Pointer, f.Args...)
		}
		found.Value = f.Value
		j.Findings = append(j.Findings, found)
	}
	for code, c := range s.Counts {
		j.Counts[code] = Count{c[0], c[1]}
	}
	return nil
}

// RuleOf finds a rule of this room or of the schema by its code; nil where there is none.
func RuleOf(code string) *schema.Rule {
	for _, r := range rules {
		if r.Code == code {
			return &r.Rule
		}
	}
	for i := range schema.Rules {
		if schema.Rules[i].Code == code {
			return &schema.Rules[i]
		}
	}
	return nil
}

// Refusable says whether a publisher may add the code to those that refuse a release: it is one that a release
// alone can be found to break.
func Refusable(code string) bool {
	for _, r := range rules {
		if r.Code == code {
			return r.Level == OfField
		}
	}
	return RuleOf(code) != nil
}
