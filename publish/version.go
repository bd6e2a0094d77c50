package publish

import (
	"context"
	"encoding/json"
	"fmt"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"terang/checks"
	"terang/report"
	"terang/schema"
	"terang/store"
)

// version makes a version of the whole ledger; nil when no entry is new.
func (p *Publisher) version(ctx context.Context, result *Result) (made *store.Version, err error) {
	err = p.Store.Build(ctx, func(b *store.Build) error {
		if b.New() == 0 {
			return nil
		}
		history, err := p.merge(b, &result.Report)
		if err != nil {
			return err
		}
		v := &store.Version{ID: nextID(b.Previous, b.At.In(p.Config.location())), Publication: p.Config.Publication()}
		if v.Releases, v.Records, err = b.Totals(); err != nil {
			return err
		}
		if v.Manifest, err = p.export(ctx, b, v, history); err != nil {
			return err
		}
		if err := b.Commit(v); err != nil {
			return err
		}
		made = v
		return nil
	})
	return made, err
}

// nextID names a version by its local day, and its place among that day's. If the clock stands behind the version
// before, that version's day goes on.
func nextID(previous *store.Version, now time.Time) string {
	day := now.Format(time.DateOnly)
	if previous == nil {
		return day + ".1"
	}
	last, number, _ := strings.Cut(previous.ID, ".")
	if day > last {
		return day + ".1"
	}
	n, _ := strconv.Atoi(number) // the store holds only ids that were made here
	return last + "." + strconv.Itoa(n+1)
}

// merge makes the record of every process that has new entries, and asks the rules on it. It gives what was counted of
// the rules on history.
func (p *Publisher) merge(b *store.Build, r *report.Report) (*checks.Examiner, error) {
	var done int64
	workers := make([]*merging, runtime.GOMAXPROCS(0))
	for i := range workers {
		workers[i] = &merging{checks.NewExaminer(p.lasting()), checks.NewExaminer(p.lasting())}
	}
	err := b.Changed(store.BatchSize, func(batch []store.Process, total int) error {
		records := make([]store.Record, len(batch))
		found := make([][]schema.Finding, len(batch))
		err := inParallel(len(batch), func(worker, i int) (err error) {
			records[i], found[i], err = p.record(&batch[i], workers[worker])
			return err
		})
		if err != nil {
			return err
		}
		for _, findings := range found {
			r.Add(findings...)
		}
		done += int64(len(batch))
		p.progress("merge", done, int64(total))
		return b.PutRecords(records)
	})
	history := checks.NewExaminer(p.lasting())
	for _, w := range workers {
		history.Add(w.history)
	}
	return history, err
}

// merging is what one worker needs.
type merging struct {
	processes *checks.Examiner
	history   *checks.Examiner // counts what the rules on history say, which is of this version alone
}

// record merges the releases of one process under the extensions that its packages declare, and asks the rules on it.
func (p *Publisher) record(process *store.Process, w *merging) (store.Record, []schema.Finding, error) {
	releases := make([]*schema.Release, len(process.Releases))
	var extensions []string
	for i, l := range process.Releases {
		releases[i] = schema.NewRelease(l.Line)
		for _, url := range l.Extensions {
			if !slices.Contains(extensions, url) {
				extensions = append(extensions, url)
			}
		}
	}
	s := p.Schema.With(extensions).Schema
	merged, err := s.Merge(releases)
	if err != nil {
		return store.Record{}, nil, err
	}
	record := store.Record{OCID: process.OCID, First: process.Releases[0].Seq, Extensions: extensions, Compiled: merged.Compiled()}
	year, _, _ := strings.Cut(releases[0].DateText(), "-")
	if record.Year, err = strconv.Atoi(year); err != nil {
		return store.Record{}, nil, fmt.Errorf("year of %s: its first release has no date: %w", process.OCID, err)
	}
	for _, r := range merged.Releases {
		record.Releases = append(record.Releases, store.Link{ID: r.ID, Date: r.DateText(), Tag: r.TagsText()})
	}
	judgement, history, err := w.judge(merged, record.Compiled, process.Before, s)
	if err != nil {
		return store.Record{}, nil, fmt.Errorf("check %s: %w", record.OCID, err)
	}
	judgement.Findings = append(judgement.Findings, merged.Findings...)
	if record.Checks, err = json.Marshal(judgement); err != nil {
		return store.Record{}, nil, fmt.Errorf("check %s: %w", record.OCID, err)
	}
	found := append(slices.Clip(judgement.OfProcess()), history...)
	for i := range found {
		found[i].OCID = record.OCID // they stand in no file that was handed in
	}
	return record, found, nil
}

// judge asks the rules on a process, and those on what became of it since the version before, if that had it.
func (w *merging) judge(merged *schema.Record, compiled, before []byte, s *schema.Schema) (j *checks.Judgement, history []schema.Finding, err error) {
	err = schema.WithTree(compiled, func(now *schema.Value) {
		j = w.processes.Judge(now, merged, s)
		if before == nil {
			return
		}
		if former, failed := schema.Parse(before); failed == nil {
			history = w.history.History(former, now)
		} else {
			err = failed
		}
	})
	return j, history, err
}

// inParallel calls f for 0 to n-1 on all cores and returns the first error by number. worker is from 0 to the number
// of cores; one is at work once at a time.
func inParallel(n int, f func(worker, i int) error) error {
	errs := make([]error, n)
	var pool sync.WaitGroup
	workers := runtime.GOMAXPROCS(0)
	for w := range workers {
		pool.Go(func() {
			for i := w; i < n; i += workers {
				errs[i] = f(w, i)
			}
		})
	}
	pool.Wait()
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}
