package checks

import (
	"slices"

	"terang/schema"
)

// Count is how often a rule could be asked, and how often it was passed.
type Count struct{ Applied, Passed int64 }

// Examiner asks the rules and counts what came of it. It is for one goroutine; what several have counted is added up
// with Add.
type Examiner struct {
	options *Options
	active  []*Rule // on processes
	plans   map[*schema.Field]*plan
	counts  []Count          // by the rules' indices
	room    []schema.Finding // where findings are gathered, those of one release or process after those of another

	processes int64
	coverage  map[string]*Coverage // by path
	dataset   *Dataset
}

// NewExaminer makes an examiner of data under the options.
func NewExaminer(o *Options) *Examiner {
	if o == nil {
		o = &Options{}
	}
	e := &Examiner{options: o, plans: map[*schema.Field]*plan{}, counts: make([]Count, len(rules)), coverage: map[string]*Coverage{}, dataset: NewDataset()}
	for _, r := range rules {
		if r.process != nil && (r.Profile == "" || slices.Contains(o.Profiles, r.Profile)) {
			e.active = append(e.active, r)
		}
	}
	return e
}

// Process asks the rules on a process of its compiled release, and adds it to the dataset. record may be nil. The
// findings' pointers are from the compiled release.
func (e *Examiner) Process(compiled *schema.Value, record *schema.Record, s *schema.Schema) []schema.Finding {
	p := e.ask(compiled, record)
	e.count(p, s)
	return e.list(&p.findings)
}

func (e *Examiner) ask(compiled *schema.Value, record *schema.Record) *Process {
	p := &Process{Value: compiled, Record: record, Options: e.options, examiner: e, findings: e.findings()}
	for _, r := range e.active {
		r.process(p, r)
	}
	return p
}

// count adds a process to the coverage and the dataset.
func (e *Examiner) count(p *Process, s *schema.Schema) {
	e.processes++
	e.cover(p.Value, s)
	e.dataset.add(p)
}

// History asks the rules on a process that was published before.
func (e *Examiner) History(before, now *schema.Value) []schema.Finding {
	p := &Process{Value: now, Options: e.options, examiner: e, findings: e.findings()}
	for _, r := range rules {
		if r.history != nil {
			r.history(&Process{Value: before, Options: e.options}, p, r)
		}
	}
	return e.list(&p.findings)
}
