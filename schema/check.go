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
}

// Check reads an input as Read does and judges every release, record and package, on all cores, by the
// schema and the extensions that its package declares. What reading has refused is not judged further. Releases of
// OCDS 1.0 are upgraded first. late, from FindLate, may be nil. An error of the sink ends it and is returned.
func (c *Checker) Check(r io.Reader, name string, late Late, sink Judged) error {
	workers := runtime.GOMAXPROCS(0)
	work := make(chan *task, workers)
	ordered := make(chan *task, 4*workers)
	stopped := make(chan struct{})
	var pool sync.WaitGroup
	for range workers {
		pool.Go(func() {
			for t := range work {
				t.judge(c)
				close(t.done)
			}
		})
	}
	failed := make(chan error, 1)
	go func() { failed <- pass(ordered, sink, stopped) }()
	readErr := read(r, name, late, &feeder{c.Schema, work, ordered, stopped})
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
	done     chan struct{}
}

func (t *task) judge(c *Checker) {
	switch {
	case t.release != nil:
		t.findings = c.release(t.release)
	case t.record != nil:
		t.findings = c.record(t.record)
	default:
		t.findings = c.Schema.ValidatePackage(t.pkg)
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
	place(note, t.pkg.Line, t.pkg.marks, t.pkg.Place)
	t.findings = append(t.findings, note...)
}

// feeder hands what the reader finds to the workers, and in order to what comes after them.
type feeder struct {
	schema        *Schema
	work, ordered chan<- *task
	stopped       <-chan struct{}
}

// Release implements Sink.
func (f *feeder) Release(r *Release) error {
	f.extend(r.Package)
	return f.feed(&task{release: r, done: make(chan struct{})})
}

// Record implements Sink.
func (f *feeder) Record(w *Wrapper) error {
	f.extend(w.Package)
	return f.feed(&task{record: w, done: make(chan struct{})})
}

// Package implements Sink.
func (f *feeder) Package(p *Package) error {
	f.extend(p)
	return f.feed(&task{pkg: p, done: make(chan struct{})})
}

// extend finds the package's extensions before anything of it is judged.
func (f *feeder) extend(p *Package) {
	if p != nil && p.extended == nil {
		p.extended = f.schema.With(p.head.Extensions)
	}
}

func (f *feeder) feed(t *task) error {
	select {
	case <-f.stopped:
		return io.ErrClosedPipe // the sink's own error is what Check returns
	case f.ordered <- t:
	}
	f.work <- t
	return nil
}

// pass gives finished tasks to the sink in order; after the sink's first error it only drains.
func pass(ordered <-chan *task, sink Judged, stopped chan struct{}) (err error) {
	for t := range ordered {
		<-t.done
		if err != nil {
			continue
		}
		if err = t.pass(sink); err != nil {
			close(stopped)
		}
	}
	return err
}
