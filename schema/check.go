package schema

import (
	"io"
	"runtime"
	"slices"
	"sync"
)

// Judged takes what was read together with everything found in it, in the order of the input.
type Judged interface {
	Release(*Release, []Finding) error
	Record(*Wrapper, []Finding) error
	Package(*Package, []Finding) error
}

// Checker reads inputs and judges all that is in them.
type Checker struct {
	Schema *Schema

	// Inspect finds more in a release, or in the compiled release of a record, than the schema does, with pointers
	// from it; nil for nothing. It is called from several goroutines, and may keep neither the tree nor parts of it.
	Inspect func(r *Release, tree *Value, s *Schema) []Finding

	// InspectWords finds more in what a package or record says beside its releases, of which words is the schema; nil
	// for nothing. It is called as Inspect is.
	InspectWords func(tree *Value, words *Field) []Finding
}

// Check reads an input as Read does and judges every release, record and package, on all cores, by the
// schema and the extensions that its package declares. What reading has refused is not judged further. Releases of
// OCDS 1.0 are upgraded first. late, from FindLate, may be nil. An error of the sink ends it and is returned.
func (c *Checker) Check(r io.Reader, name string, late Late, sink Judged) error {
	workers := runtime.GOMAXPROCS(0)
	work := make(chan *batch, workers)
	ordered := make(chan *batch, 2*workers)
	stopped := make(chan struct{})
	var pool sync.WaitGroup
	for range workers {
		pool.Go(func() {
			for b := range work {
				b.judge(c)
				close(b.done)
			}
		})
	}
	failed := make(chan error, 1)
	go func() { failed <- pass(ordered, sink, stopped) }()
	f := &feeder{schema: c.Schema, work: work, ordered: ordered, stopped: stopped}
	rd := &reader{name: name, sink: f, late: late, each: f.piece}
	readErr := rd.read(r, nil)
	_ = f.flush() // what was read before an error is judged too
	close(work)
	close(ordered)
	pool.Wait()
	if err := <-failed; err != nil {
		return err
	}
	return readErr
}

// Check is Checker.Check with nothing more than the schema.
func (s *Schema) Check(r io.Reader, name string, sink Judged) error {
	c := Checker{Schema: s}
	return c.Check(r, name, nil, sink)
}

// task is one release, record or package on its way through the workers.
type task struct {
	release  *Release
	record   *Wrapper
	pkg      *Package
	findings []Finding
}

// judge judges all of a batch.
func (b *batch) judge(c *Checker) {
	for i := range b.tasks {
		b.tasks[i].judge(c)
	}
	if b.piece != nil {
		j := &judging{c, b}
		b.err = b.piece.read(j.release, j)
	}
}

// judging makes tasks of what a piece turns out to have, and judges them at once.
type judging struct {
	checker *Checker
	batch   *batch
}

func (j *judging) release(r *Release, t *lineTree) {
	j.batch.tasks = append(j.batch.tasks, task{release: r, findings: j.checker.judge(r, t)})
}

// Release implements Sink.
func (j *judging) Release(r *Release) error {
	if p := j.batch.piece.Package; p != nil {
		r.Package = p
	}
	return j.add(task{release: r}, r.Package)
}

// Record implements Sink.
func (j *judging) Record(w *Wrapper) error { return j.add(task{record: w}, w.Package) }

// Package implements Sink.
func (j *judging) Package(p *Package) error { return j.add(task{pkg: p}, p) }

func (j *judging) add(t task, of *Package) error {
	j.checker.Schema.extend(of)
	t.judge(j.checker)
	j.batch.tasks = append(j.batch.tasks, t)
	return nil
}

func (t *task) judge(c *Checker) {
	switch {
	case t.release != nil:
		t.findings = c.release(t.release)
	case t.record != nil:
		t.findings = c.record(t.record)
	default:
		t.findings = c.pkg(t.pkg)
	}
}

func (t *task) pass(sink Judged) error {
	switch {
	case t.release != nil:
		if r := t.release; r.Came != nil && r.Package != nil {
			r.Package.upgraded = true
		}
		return sink.Release(t.release, t.findings)
	case t.record != nil:
		if c := t.record.Compiled; c != nil && c.Came != nil && c.Package != nil {
			c.Package.upgraded = true
		}
		return sink.Record(t.record, t.findings)
	}
	t.old()
	return sink.Package(t.pkg, t.findings)
}

// old adds to the findings of a package that its releases were upgraded from OCDS 1.0, which had no version to name.
func (t *task) old() {
	if !t.pkg.upgraded {
		return
	}
	t.findings = slices.DeleteFunc(t.findings, func(f Finding) bool {
		return f.Code == CodeRequired && len(f.Args) > 0 && f.Args[0] == "version"
	})
	note := []Finding{byCode[CodeUpgraded].Finding("")}
	placeIn(note, t.pkg.Line, t.pkg.marks, t.pkg.Place)
	t.findings = append(t.findings, note...)
}

// batch is tasks that stay together: to hand each over by itself would cost about as much as judging it.
type batch struct {
	tasks []task
	piece *Piece        // whose releases become tasks when they are judged
	err   error         // which the reading of the piece ended with, and so ends all reading
	size  int           // bytes of the tasks' lines
	done  chan struct{} // closed when all are judged
}

// fullBatch is the size from which a batch is handed on.
const fullBatch = 128 << 10

// feeder hands what the reader finds to the workers, and in order to what comes after them.
type feeder struct {
	schema        *Schema
	work, ordered chan<- *batch
	stopped       <-chan struct{}
	next          *batch // not yet handed on; nil for an empty one
}

// Release implements Sink.
func (f *feeder) Release(r *Release) error {
	f.schema.extend(r.Package)
	return f.feed(task{release: r}, len(r.Line))
}

// Record implements Sink.
func (f *feeder) Record(w *Wrapper) error {
	f.schema.extend(w.Package)
	size := len(w.Line)
	for _, r := range []*Release{w.Compiled, w.Versioned} {
		if r != nil {
			size += len(r.Line)
		}
	}
	return f.feed(task{record: w}, size)
}

// Package implements Sink.
func (f *feeder) Package(p *Package) error {
	f.schema.extend(p)
	return f.feed(task{pkg: p}, len(p.Line))
}

func (f *feeder) feed(t task, size int) error {
	if f.next == nil {
		f.next = &batch{done: make(chan struct{})}
	}
	const about = 500 // bytes of the envelope
	f.next.tasks, f.next.size = append(f.next.tasks, t), f.next.size+size+about
	if f.next.size < fullBatch {
		return nil
	}
	return f.flush()
}

// piece hands on a piece, behind what was read before it.
func (f *feeder) piece(p *Piece) error {
	f.schema.extend(p.Package)
	if err := f.flush(); err != nil {
		return err
	}
	return f.send(&batch{piece: p, done: make(chan struct{})})
}

func (f *feeder) flush() error {
	b := f.next
	f.next = nil
	if b == nil {
		return nil
	}
	return f.send(b)
}

func (f *feeder) send(b *batch) error {
	select {
	case <-f.stopped:
		return io.ErrClosedPipe // the sink's own error is what Check returns
	case f.ordered <- b:
	}
	f.work <- b
	return nil
}

// pass gives finished tasks to the sink in order; after the first error it only drains.
func pass(ordered <-chan *batch, sink Judged, stopped chan struct{}) (err error) {
	for b := range ordered {
		if <-b.done; err != nil {
			continue
		}
		if err = b.pass(sink); err != nil {
			close(stopped)
		}
	}
	return err
}

// pass gives a batch to the sink; a package that breaks off within a piece, too.
func (b *batch) pass(sink Judged) error {
	for i := range b.tasks {
		if err := b.tasks[i].pass(sink); err != nil {
			return err
		}
	}
	if b.err != nil && b.piece.Package != nil {
		if err := sink.Package(b.piece.broken(), nil); err != nil {
			return err
		}
	}
	return b.err
}
