package checks

import "terang/schema"

// Quality is what came of asking the rules: of each how often it applied and was passed, how often each field is
// there, and what all processes together show.
type Quality struct {
	Processes int64         `json:"processes"`
	Rules     []*RuleResult `json:"rules"` // those that applied at least once
	Coverage  []*Coverage   `json:"coverage"`
	Dataset   []*Result     `json:"dataset"`
}

// RuleResult is how often a rule could be asked, and how often it was passed.
type RuleResult struct {
	Code     string          `json:"code"`
	Level    Level           `json:"level"`
	Severity schema.Severity `json:"severity"`
	Applied  int64           `json:"applied"`
	Passed   int64           `json:"passed"`
}

// Add adds what another examiner has counted; the other is of no use afterwards.
func (e *Examiner) Add(other *Examiner) {
	e.gather()
	other.gather()
	for i, c := range other.counts {
		e.counts[i].Applied += c.Applied
		e.counts[i].Passed += c.Passed
	}
	for path, c := range other.coverage {
		if mine := e.coverage[path]; mine != nil {
			mine.Of, mine.Exists, mine.Filled = mine.Of+c.Of, mine.Exists+c.Exists, mine.Filled+c.Filled
		} else {
			e.coverage[path] = c
		}
	}
	e.processes += other.processes
	e.dataset.Merge(other.dataset)
}

// Quality asks the rules on all processes together, and sums up.
func (e *Examiner) Quality() *Quality {
	e.gather()
	q := &Quality{Processes: e.processes, Coverage: sortedCoverage(e.coverage)}
	for i, r := range rules {
		if c := e.counts[i]; c.Applied > 0 {
			q.Rules = append(q.Rules, &RuleResult{r.Code, r.Level, r.Severity, c.Applied, c.Passed})
		}
	}
	q.Dataset = e.dataset.Results(e.options)
	return q
}

// findings are on all processes together; they have no place.
func (q *Quality) findings() (found []schema.Finding) {
	for _, r := range q.Dataset {
		if f, failed := r.Finding(); failed {
			found = append(found, f)
		}
	}
	return found
}
