package report

import (
	"cmp"
	"html/template"
	"slices"

	"terang/checks"
)

// ruleTable is how the rules beyond the schema fared: those that something failed, the worst first, and those that
// everything passed.
type ruleTable struct{ Failing, Passed []*ruleRow }

type ruleRow struct {
	checks.RuleResult
	Gist, LevelName template.HTML
}

// Failed is how often the rule was not passed.
func (r *ruleRow) Failed() int64 { return r.Applied - r.Passed }

func newRuleTable(q *checks.Quality) ruleTable {
	t := ruleTable{Failing: failing(q)}
	for _, r := range q.Rules {
		if r.Applied == r.Passed {
			t.Passed = append(t.Passed, newRuleRow(r))
		}
	}
	return t
}

func newRuleRow(r *checks.RuleResult) *ruleRow {
	level := levels[r.Level]
	return &ruleRow{RuleResult: *r, Gist: gist(r.Code), LevelName: say(level[0], level[1])}
}

// failing lists the rules that something failed, by the share that did.
func failing(q *checks.Quality) (rows []*ruleRow) {
	for _, r := range q.Rules {
		if r.Passed < r.Applied {
			rows = append(rows, newRuleRow(r))
		}
	}
	slices.SortStableFunc(rows, func(a, b *ruleRow) int {
		return cmp.Or(-cmp.Compare(float64(a.Failed())/float64(a.Applied), float64(b.Failed())/float64(b.Applied)), cmp.Compare(a.Code, b.Code))
	})
	return rows
}
