package main

import (
	"runtime"
	"slices"
	"sync"
	"time"

	"terang/indicators"
	"terang/schema"
)

// examination gives processes to an examiner: a compiled release at once, releases when all of their process are read.
// Several are examined at the same time, and told in order.
type examination struct {
	schema   *schema.Schema
	examiner *indicators.Examiner
	zone     *time.Location
	told     *told
	refused  []schema.Finding

	seen     map[string]bool // ocids that came compiled
	releases releases
	batch    *portion
	queue    chan *portion
	workers  chan struct{}
	written  sync.WaitGroup
	failed   error // of writing; known once all is written
}

// portion is processes that are examined together.
type portion struct {
	compiled []*schema.Release
	groups   [][]*schema.Release
	out      []byte
	done     chan error
}

const portionSize = 64

func newExamination(s *schema.Schema, e *indicators.Examiner, zone *time.Location, t *told) *examination {
	x := &examination{schema: s, examiner: e, zone: zone, told: t, seen: map[string]bool{}, releases: releases{limit: releasesHeld}, batch: newPortion(),
		queue: make(chan *portion, 2*runtime.GOMAXPROCS(0)), workers: make(chan struct{}, runtime.GOMAXPROCS(0))}
	x.written.Go(func() {
		for p := range x.queue {
			err := <-p.done
			if x.failed == nil && err == nil {
				err = t.write(p.out)
			}
			if x.failed == nil {
				x.failed = err
			}
		}
	})
	return x
}

func newPortion() *portion { return &portion{done: make(chan error, 1)} }

// Release implements schema.Sink.
func (x *examination) Release(r *schema.Release) error {
	if r.Form == schema.FormCompiled && r.OCID != "" && len(r.Findings) == 0 {
		if r.Wrapper == nil && !x.seen[r.OCID] {
			x.compiled(r)
		}
		return nil
	}
	if unfit := r.Unfit(); len(unfit) > 0 {
		x.refused = append(x.refused, unfit...)
		return nil
	}
	return x.releases.add(r)
}

// Record implements schema.Sink. Of a record whose releases are not in it the compiled release is taken.
func (x *examination) Record(w *schema.Wrapper) error {
	switch {
	case w.Releases > w.Linked:
	case w.Compiled != nil && len(w.Compiled.Findings) == 0:
		if !x.seen[w.Compiled.OCID] {
			x.compiled(w.Compiled)
		}
	default:
		x.refused = append(x.refused, w.Unfit().Findings...)
	}
	return nil
}

// Package implements schema.Sink.
func (x *examination) Package(*schema.Package) error { return nil }

func (x *examination) compiled(r *schema.Release) {
	x.seen[r.OCID] = true
	if x.batch.compiled = append(x.batch.compiled, r); len(x.batch.compiled) == portionSize {
		x.send()
	}
}

// send lets the portion that was filled be examined.
func (x *examination) send() {
	p := x.batch
	x.batch = newPortion()
	x.workers <- struct{}{}
	x.queue <- p
	go func() {
		p.done <- x.examine(p)
		<-x.workers
	}()
}

// examine asks all indicators that need one process.
func (x *examination) examine(p *portion) error {
	emit := func(r *indicators.Result) { p.out = x.told.append(p.out, r) }
	for _, r := range p.compiled {
		err := schema.WithTree(r.Line, func(tree *schema.Value) {
			x.examiner.Process(&indicators.Process{OCID: r.OCID, Tree: tree, Zone: x.zone}, emit)
		})
		if err != nil {
			return err
		}
	}
	for _, group := range p.groups {
		if err := x.merge(group, emit); err != nil {
			return err
		}
	}
	return nil
}

func (x *examination) merge(group []*schema.Release, emit func(*indicators.Result)) error {
	s := x.schema.With(extensionsOf(group)).Schema
	record, err := s.Merge(once(group))
	if err != nil {
		return err
	}
	process := &indicators.Process{OCID: group[0].OCID, History: record.History(), Zone: x.zone}
	for _, r := range record.Releases {
		process.Releases = append(process.Releases, indicators.Release{ID: r.ID, Tags: r.Tags})
	}
	return schema.WithTree(record.Compiled(), func(tree *schema.Value) {
		process.Tree = tree
		x.examiner.Process(process, emit)
	})
}

// once leaves a release aside that came before under the same id.
func once(group []*schema.Release) []*schema.Release {
	ids := make(map[string]bool, len(group))
	return slices.DeleteFunc(group, func(r *schema.Release) bool {
		before := ids[r.ID] && r.ID != ""
		ids[r.ID] = true
		return before
	})
}

// finish examines what waited for the end of the inputs, and then what is relative to the dataset.
func (x *examination) finish() error {
	if len(x.batch.compiled) > 0 {
		x.send()
	}
	err := x.releases.each(func(group []*schema.Release) {
		if x.seen[group[0].OCID] {
			return
		}
		if x.batch.groups = append(x.batch.groups, group); len(x.batch.groups) == portionSize {
			x.send()
		}
	})
	if len(x.batch.groups) > 0 {
		x.send()
	}
	close(x.queue)
	x.written.Wait()
	if err != nil || x.failed != nil {
		return firstError(err, x.failed)
	}
	var out []byte
	x.examiner.Finish(func(r *indicators.Result) {
		if out = x.told.append(out[:0], r); err == nil {
			err = x.told.write(out)
		}
	})
	return err
}

func firstError(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// close gives back what was put aside.
func (x *examination) close() { x.releases.close() }
