package checks

import (
	"encoding/json"
	"fmt"
)

// state is what an examiner has counted, as it is kept to be added to later.
type state struct {
	Processes int64               `json:"processes"`
	Counts    map[string][2]int64 `json:"counts"` // by code: applied, passed
	Coverage  []*Coverage         `json:"coverage"`
	Dataset   *Dataset            `json:"dataset"`
}

// MarshalJSON writes what was counted, so that it can be added up with what is counted elsewhere.
func (e *Examiner) MarshalJSON() ([]byte, error) {
	e.gather()
	s := state{Processes: e.processes, Counts: map[string][2]int64{}, Coverage: sortedCoverage(e.coverage), Dataset: e.dataset}
	for i, c := range e.counts {
		if c.Applied > 0 {
			s.Counts[rules[i].Code] = [2]int64{c.Applied, c.Passed}
		}
	}
	return json.Marshal(s)
}

// UnmarshalJSON reads what MarshalJSON wrote; of rules that are no longer there it is left out.
func (e *Examiner) UnmarshalJSON(data []byte) error {
	s := state{Dataset: NewDataset()}
	if err := json.Unmarshal(data, &s); err != nil {
		return fmt.Errorf("read what was counted: %w", err)
	}
	e.processes, e.dataset = s.Processes, s.Dataset
	for i, r := range rules {
		e.counts[i] = Count{s.Counts[r.Code][0], s.Counts[r.Code][1]}
	}
	for _, c := range s.Coverage {
		e.coverage[c.Path] = c
	}
	return nil
}
