package publish

import (
	"context"
	"fmt"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"terang/schema"
	"terang/store"
)

// version makes a version of the whole ledger; nil when no entry is new.
func (p *Publisher) version(ctx context.Context, result *Result) (made *store.Version, err error) {
	err = p.Store.Build(ctx, func(b *store.Build) error {
		if b.New() == 0 {
			return nil
		}
		if result.Merge, err = p.merge(b); err != nil {
			return err
		}
		v := &store.Version{ID: nextID(b.Previous, b.At.In(p.Config.location())), Publication: p.Config.Publication()}
		if v.Releases, v.Records, err = b.Totals(); err != nil {
			return err
		}
		if v.Manifest, err = p.export(ctx, b, v); err != nil {
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

// merge makes the record of every process that has new entries.
func (p *Publisher) merge(b *store.Build) (findings []schema.Finding, err error) {
	var done int64
	err = b.Changed(store.BatchSize, func(batch []store.Process, total int) error {
		records := make([]store.Record, len(batch))
		noted := make([][]schema.Finding, len(batch))
		err := inParallel(len(batch), func(i int) (err error) {
			records[i], noted[i], err = p.record(&batch[i])
			return err
		})
		if err != nil {
			return err
		}
		findings = append(findings, slices.Concat(noted...)...)
		done += int64(len(batch))
		p.progress("merge", done, int64(total))
		return b.PutRecords(records)
	})
	return findings, err
}

// record merges the releases of one process.
func (p *Publisher) record(process *store.Process) (store.Record, []schema.Finding, error) {
	releases := make([]*schema.Release, len(process.Releases))
	var extensions []string
	for i, l := range process.Releases {
		releases[i] = schema.NewRelease(l.Line)
		for _, e := range l.Extensions {
			if !slices.Contains(extensions, e) {
				extensions = append(extensions, e)
			}
		}
	}
	merged, err := p.Schema.Merge(releases)
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
	return record, merged.Findings, nil
}

// inParallel calls f for 0 to n-1 on all cores and returns the first error by number.
func inParallel(n int, f func(i int) error) error {
	errs := make([]error, n)
	var pool sync.WaitGroup
	workers := runtime.GOMAXPROCS(0)
	for w := range workers {
		pool.Go(func() {
			for i := w; i < n; i += workers {
				errs[i] = f(i)
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
