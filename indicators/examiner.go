package indicators

import (
	"slices"
	"sync"
)

// Examiner asks the indicators. Process may be called from any number of goroutines; Finish comes once after all of
// them, and Coverage last.
type Examiner struct {
	config Config
	active []*Indicator
	data   *dataset

	pool    sync.Mutex
	idle    []*Case
	tellers []*teller
}

// NewExaminer makes an examiner. Codes in Only that no indicator has are left aside; see Known.
func NewExaminer(c Config) *Examiner {
	e := &Examiner{config: c}
	e.data = newDataset(&e.config)
	for _, i := range list {
		if len(c.Only) == 0 || slices.Contains(c.Only, i.Code) {
			e.active = append(e.active, i)
			e.data.contracts = e.data.contracts || i.Family != cardinalFamily
		}
	}
	return e
}

// Known says whether there is an indicator of the code.
func Known(code string) bool {
	return slices.ContainsFunc(list, func(i *Indicator) bool { return i.Code == code })
}

// Relative says whether all that the indicator of the code says rests on more than one process.
func Relative(code string) bool {
	return slices.ContainsFunc(list, func(i *Indicator) bool { return i.Code == code && i.process == nil })
}

// Process passes on what follows from one process, in the order of the list, and remembers what Finish needs of it. A
// result is good until emit returns. Each ocid may come once.
func (e *Examiner) Process(p *Process, emit func(*Result)) {
	c := e.take()
	defer e.give(c)
	c.Process, c.tell.emit = p, emit
	c.look()
	if e.data.add(c); !c.isProcurement() {
		return
	}
	for _, i := range e.active {
		if i.process != nil {
			i.process(c, i)
		}
	}
}

// Of passes on what follows from one process alone, in the order of the list, and remembers nothing: so what is relative
// to the dataset is not among it. A result is good until emit returns.
func Of(p *Process, c Config, emit func(*Result)) { NewExaminer(c).Process(p, emit) }

// take gives a case that nobody uses.
func (e *Examiner) take() *Case {
	e.pool.Lock()
	defer e.pool.Unlock()
	if n := len(e.idle); n > 0 {
		c := e.idle[n-1]
		e.idle = e.idle[:n-1]
		return c
	}
	return &Case{parties: map[string]*organization{}, own: map[*organization]own{}, config: &e.config, data: e.data, asOf: dayOf(e.config.AsOf), tell: e.teller(nil)}
}

func (e *Examiner) give(c *Case) {
	c.Process, c.tender, c.origin = nil, nil, nil
	e.pool.Lock()
	defer e.pool.Unlock()
	e.idle = append(e.idle, c)
}

func (e *Examiner) teller(emit func(*Result)) *teller {
	t := newTeller(&e.config, emit)
	e.tellers = append(e.tellers, t)
	return t
}

// Finish passes on what is relative to the dataset, in the order of the list, and within it of the subjects.
func (e *Examiner) Finish(emit func(*Result)) {
	e.data.sort()
	t := e.teller(emit)
	for _, i := range e.active {
		if i.dataset != nil {
			i.dataset(e.data, i, t)
		}
	}
}

// Counts says what the processes were.
func (e *Examiner) Counts() Counts { return e.data.counts }
