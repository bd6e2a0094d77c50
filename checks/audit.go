package checks

import (
	"encoding/binary"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"sync"

	"terang/schema"
)

// Audit asks every rule of whatever is handed in: of each release while it is read, of each process when all of its
// releases have been, of all processes at the end. Its memory does not grow with what is handed in: what it cannot
// hold waits in temporary files, until Close.
type Audit struct {
	schema    *schema.Schema
	options   *Options
	processes *gathering
	sets      []string // of extensions, as packages declare them, one URL a line
	records   int
	kept      []byte // the release that is put aside; its memory is used again

	crew []*Examiner // of processes, each of which is always the same one's: what sketches keep depends on it

	lock sync.Mutex
	free []*Examiner // of fields, at rest
}

// NewAudit begins an audit under a schema.
func NewAudit(s *schema.Schema, o *Options) *Audit {
	a := &Audit{schema: s, options: o, processes: newGathering(), sets: []string{""}}
	for range runtime.GOMAXPROCS(0) {
		a.crew = append(a.crew, NewExaminer(o))
	}
	return a
}

// Close removes what was put aside.
func (a *Audit) Close() { a.processes.close() }

// examiner takes one that is at rest; rest gives it back.
func (a *Audit) examiner() *Examiner {
	a.lock.Lock()
	defer a.lock.Unlock()
	if n := len(a.free); n > 0 {
		e := a.free[n-1]
		a.free = a.free[:n-1]
		return e
	}
	return NewExaminer(a.options)
}

func (a *Audit) rest(e *Examiner) {
	a.lock.Lock()
	defer a.lock.Unlock()
	a.free = append(a.free, e)
}

// Inspect asks the rules on the fields of a release; it is for schema.Checker.
func (a *Audit) Inspect(_ *schema.Release, tree *schema.Value, s *schema.Schema) []schema.Finding {
	e := a.examiner()
	defer a.rest(e)
	return e.Release(tree, s)
}

// InspectWords asks the rules on the fields of a package's or record's own words; it is for schema.Checker.
func (a *Audit) InspectWords(tree *schema.Value, words *schema.Field) []schema.Finding {
	e := a.examiner()
	defer a.rest(e)
	return e.Words(tree, words)
}

// Add keeps a release, for the rules on its process. One that reading has refused is passed over.
func (a *Audit) Add(r *schema.Release) error {
	record := 0
	if r.Wrapper != nil {
		record = a.records + 1
	}
	return a.keep(r, record)
}

// Record keeps the compiled release of a record, for a process of which there are no releases to compile.
func (a *Audit) Record(w *schema.Wrapper) error {
	a.records++
	if w.Compiled == nil {
		return nil
	}
	return a.keep(w.Compiled, a.records)
}

func (a *Audit) keep(r *schema.Release, record int) error {
	if len(r.Findings) > 0 || r.OCID == "" || r.Form == schema.FormLinked || r.Form == schema.FormVersioned {
		return nil
	}
	a.kept = binary.AppendUvarint(a.kept[:0], uint64(a.set(r.Package)))
	a.kept = binary.AppendUvarint(a.kept, uint64(record))
	a.kept = r.AppendTo(a.kept)
	return a.processes.add(r.OCID, a.kept)
}

// set numbers the extensions that a package declares.
func (a *Audit) set(p *schema.Package) int {
	urls := strings.Join(p.Declared(), "\n")
	i := slices.Index(a.sets, urls)
	if i < 0 {
		i = len(a.sets)
		a.sets = append(a.sets, urls)
	}
	return i
}

// Finish asks the rules on processes and on all of them together, passing what is found to found, process by process.
func (a *Audit) Finish(found func([]schema.Finding) error) (*Quality, error) {
	err := a.processes.each(func(groups []group) error {
		const batch = 2048
		for part := range slices.Chunk(groups, batch) {
			if err := a.examine(part, found); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("check processes: %w", err)
	}
	sum := NewExaminer(a.options)
	for _, e := range slices.Concat(a.crew, a.free) {
		sum.Add(e)
	}
	q := sum.Quality()
	return q, found(q.findings())
}

// examine asks the rules on some processes, on all cores, and passes what is found in their order.
func (a *Audit) examine(groups []group, found func([]schema.Finding) error) error {
	findings, errs := make([][]schema.Finding, len(groups)), make([]error, len(groups))
	var pool sync.WaitGroup
	for first, e := range a.crew {
		pool.Go(func() {
			for i := first; i < len(groups); i += len(a.crew) {
				findings[i], errs[i] = a.process(e, groups[i])
			}
		})
	}
	pool.Wait()
	if err := errors.Join(errs...); err != nil {
		return err
	}
	for _, all := range findings {
		if err := found(all); err != nil {
			return err
		}
	}
	return nil
}
