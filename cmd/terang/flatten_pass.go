package main

import (
	"io"
	"runtime"
	"sync"

	"terang/exporters"
	"terang/flat"
	"terang/publish"
	"terang/schema"
)

// flattening makes tables of inputs.
type flattening struct {
	*app
	inputs []publish.Input
	schema *schema.Schema

	urls     []string       // of the extensions that packages declare, in the order of first mention
	uses     *flat.Uses     // of all releases
	again    map[int64]bool // releases with the ocid and id of one before
	cut      *cutInputs     // nil where the inputs are not plainly releases
	kept     *keptReleases  // nil where the inputs are to be read again
	releases int64
}

// extended is the schema with all extensions: columns are the same for all packages.
func (f *flattening) extended() *schema.Schema { return f.schema.With(f.urls).Schema }

// item is one thing that was read: a release, a piece of them, a record, or a package.
type item struct {
	release *schema.Release
	piece   *schema.Piece
	number  int64 // of the release, the first of the piece, from 0
	record  *schema.Wrapper
	pkg     *schema.Package
}

// bunch is items that stay together on their way through the workers.
type bunch struct {
	items []item
	size  int               // bytes of their lines
	rows  []*exporters.Rows // made of the releases, by table
	err   error
	done  chan struct{}
}

// fullBunch is the size from which items are handed on.
const fullBunch = 256 << 10

// inputPass is one pass over the inputs: one goroutine reads, workers look at the releases, and what they have made is
// taken in the order of the input.
type inputPass struct {
	f             *flattening
	quiet         bool // what is refused was told before
	look          func(item) (wanted bool)
	work, ordered chan *bunch
	stopped       chan struct{}
	next          *bunch
	number        int64
	refused       int // of the record that is being read
}

// read passes over all inputs. look sees each item first, in the reader's goroutine, and says whether the workers are to
// have it; worker makes one of them; take gets what they have finished, in order.
func (f *flattening) read(quiet bool, look func(item) bool, worker func() func(*bunch) error, take func(*bunch) error) error {
	workers := runtime.GOMAXPROCS(0)
	r := &inputPass{f: f, quiet: quiet, look: look, work: make(chan *bunch, workers), ordered: make(chan *bunch, 2*workers), stopped: make(chan struct{})}
	var pool sync.WaitGroup
	for range workers {
		do := worker()
		pool.Go(func() {
			for b := range r.work {
				b.err = do(b)
				close(b.done)
			}
		})
	}
	failed := make(chan error, 1)
	go func() { failed <- r.take(take) }()
	err := r.inputs()
	if err == nil {
		err = r.flush()
	}
	close(r.work)
	close(r.ordered)
	pool.Wait()
	if failure := <-failed; failure != nil {
		return failure
	}
	f.releases = r.number
	return err
}

func (r *inputPass) inputs() error {
	stage, total, done := "read", int64(0), int64(0)
	if r.quiet {
		stage = "export"
	}
	step, finish := r.f.progress()
	defer finish()
	for _, in := range r.f.inputs {
		total += in.Size
	}
	if c := r.f.cut; c != nil {
		return c.pass(r, func(n int64) {
			if step != nil {
				step(stage, min(n, total), total)
			}
		})
	}
	if k := r.f.kept; k != nil && k.whole {
		return k.pass(r, func(n int64) {
			if step != nil {
				step(stage, min(n, total), total)
			}
		})
	}
	for _, in := range r.f.inputs {
		err := r.input(in, func(n int64) {
			if step != nil {
				step(stage, done+n, total)
			}
		})
		if done += in.Size; err != nil {
			return err
		}
	}
	return nil
}

func (r *inputPass) input(in publish.Input, seen func(int64)) error {
	f, err := in.Open()
	if err != nil {
		return failure{exitUsage, err}
	}
	defer f.Close()
	return schema.Read(publish.Counted(f, seen), in.Name, r)
}

// take passes on finished bunches; after the first error it only drains.
func (r *inputPass) take(take func(*bunch) error) (err error) {
	for b := range r.ordered {
		<-b.done
		if err != nil {
			continue
		}
		if err = b.err; err == nil {
			err = take(b)
		}
		if err != nil {
			close(r.stopped)
		}
	}
	return err
}

// piece takes one that was cut off.
func (r *inputPass) piece(p *schema.Piece) error {
	i := item{piece: p, number: r.number}
	r.number += int64(p.Releases)
	return r.add(i, fullBunch)
}

// Release implements schema.Sink.
func (r *inputPass) Release(release *schema.Release) error {
	if len(release.Findings) > 0 {
		r.refused++
		if !r.quiet {
			r.f.refuse(release.Findings[0])
		}
		return nil
	}
	i := item{release: release, number: r.number}
	r.number++
	return r.add(i, len(release.Line))
}

// Record implements schema.Sink. Releases that were refused are no longer its own.
func (r *inputPass) Record(w *schema.Wrapper) error {
	w.Releases -= r.refused
	r.refused = 0
	return r.add(item{record: w}, len(w.Line))
}

// Package implements schema.Sink.
func (r *inputPass) Package(p *schema.Package) error {
	r.refused = 0
	return r.add(item{pkg: p}, len(p.Line))
}

func (r *inputPass) add(i item, size int) error {
	if !r.look(i) {
		if i.piece != nil {
			i.piece.Free()
		}
		return nil
	}
	if r.next == nil {
		r.next = &bunch{done: make(chan struct{})}
	}
	const about = 500 // bytes of the envelope
	r.next.items, r.next.size = append(r.next.items, i), r.next.size+size+about
	if r.next.size < fullBunch {
		return nil
	}
	return r.flush()
}

func (r *inputPass) flush() error {
	b := r.next
	r.next = nil
	if b == nil {
		return nil
	}
	select {
	case <-r.stopped:
		return io.ErrClosedPipe // the error that stopped it is what read returns
	case r.ordered <- b:
	}
	r.work <- b
	return nil
}

// refuse tells of a release that cannot be read.
func (f *flattening) refuse(found schema.Finding) {
	f.tell(found)
	f.status = max(f.status, exitRefused)
}
