package schema

import (
	"io"
	"runtime"
	"strconv"
	"sync"
)

// ValidateRelease finds everything in which a release breaks the release schema, and numbers of persons in it; nil
// when there is nothing. A release that reading has refused gives the reasons for that: the schema has nothing to
// say of it.
func (s *Schema) ValidateRelease(r *Release) []Finding {
	if len(r.Findings) > 0 {
		return r.Findings
	}
	all := append(s.judge.findings(r.Line), personal(r.Line)...)
	place(all, r.Line, r.marks, r.Place)
	for i := range all {
		all[i].OCID, all[i].Release = r.OCID, r.ID
	}
	return all
}

// ValidatePackage finds everything in which what a package says beside its releases breaks the package schema.
func (s *Schema) ValidatePackage(p *Package) []Finding {
	if p.Broken { // what it lacks may stand in the part that is missing
		return nil
	}
	j := s.packageJudge
	if p.Records {
		j = s.recordJudge
	}
	all := j.findings(p.Line)
	if p.Releases < j.least { // every record gives a release, if only a refused one
		all = append(all, Finding{Code: CodeMinItems, Severity: Error, Pointer: "/" + j.list, Value: "[]", Args: []string{strconv.Itoa(j.least)}})
		sortFindings(all)
	}
	place(all, p.Line, p.marks, p.Place)
	return all
}

// place turns pointers that are relative to a line into places in its input.
func place(all []Finding, line []byte, marks []mark, at Place) {
	pointers := make([]string, len(all))
	for i, f := range all {
		pointers[i] = f.Pointer
	}
	if len(all) == 0 {
		return
	}
	lineOf := linesOf(line, marks, at.Line, pointers...)
	for i := range all {
		f := &all[i]
		f.Line, f.File, f.Pointer = lineOf(f.Pointer), at.File, at.Pointer+f.Pointer
	}
}

// Judged takes what was read together with everything found in it, in the order of the input.
type Judged interface {
	Release(*Release, []Finding) error
	Package(*Package, []Finding) error
}

// Check reads an input as Read does and judges every release and package, on all cores. What
// reading has refused is not judged further. An error of the sink ends it and is returned.
func (s *Schema) Check(r io.Reader, name string, sink Judged) error {
	workers := runtime.GOMAXPROCS(0)
	work := make(chan *task, workers)
	ordered := make(chan *task, 4*workers)
	stopped := make(chan struct{})
	var pool sync.WaitGroup
	for range workers {
		pool.Go(func() {
			for t := range work {
				t.judge(s)
				close(t.done)
			}
		})
	}
	failed := make(chan error, 1)
	go func() { failed <- pass(ordered, sink, stopped) }()
	readErr := Read(r, name, &feeder{work, ordered, stopped})
	close(work)
	close(ordered)
	pool.Wait()
	if err := <-failed; err != nil {
		return err
	}
	return readErr
}

// task is one release or package on its way through the workers.
type task struct {
	release  *Release
	pkg      *Package
	findings []Finding
	done     chan struct{}
}

func (t *task) judge(s *Schema) {
	if t.release == nil {
		t.findings = s.ValidatePackage(t.pkg)
		return
	}
	t.findings = s.ValidateRelease(t.release)
}

// feeder hands what the reader finds to the workers, and in order to what comes after them.
type feeder struct {
	work, ordered chan<- *task
	stopped       <-chan struct{}
}

func (f *feeder) Release(r *Release) error {
	return f.feed(&task{release: r, done: make(chan struct{})})
}
func (f *feeder) Package(p *Package) error { return f.feed(&task{pkg: p, done: make(chan struct{})}) }

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
		if t.release != nil {
			err = sink.Release(t.release, t.findings)
		} else {
			err = sink.Package(t.pkg, t.findings)
		}
		if err != nil {
			close(stopped)
		}
	}
	return err
}
