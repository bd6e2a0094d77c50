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
	"terang/exporters"
	"terang/flat"
	"terang/report"
	"terang/schema"
	"terang/store"
	"terang/tables"
)

// version makes a version of the whole ledger; nil when no entry is new.
func (p *Publisher) version(ctx context.Context, result *Result) (made *store.Version, err error) {
	err = p.Store.Build(ctx, func(b *store.Build) error {
		if b.New() == 0 {
			return nil
		}
		m, err := p.merge(b, &result.Report)
		if err != nil {
			return err
		}
		defer m.delta.close()
		v := &store.Version{ID: nextID(b.Previous, b.At.In(p.Config.location())), Publication: p.Config.Publication()}
		if v.Releases, v.Records, err = b.Totals(); err != nil {
			return err
		}
		if v.Manifest, err = p.export(ctx, b, v, m); err != nil {
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

// merged is what merging tells the export.
type merged struct {
	schema  *schema.Schema // with every extension that the ledger's packages declare
	kinds   []*tables.Kind
	history *checks.Examiner // counts what the rules on history say, which is of this version alone
	uses    *flat.Uses       // by the processes that have new releases
	delta   *delta
	finding *finding
}

// merge makes the record of every process that has new entries, and asks the rules on it.
func (p *Publisher) merge(b *store.Build, r *report.Report) (*merged, error) {
	urls, err := b.Extensions()
	if err != nil {
		return nil, err
	}
	m := &merged{schema: p.Schema.With(urls).Schema, kinds: tables.All(p.Schema), history: checks.NewExaminer(p.lasting()), delta: newDelta(b)}
	m.finding = newFinding(b, m.kinds)
	m.uses = flat.NewUses(m.schema)
	workers := make([]*merging, runtime.GOMAXPROCS(0))
	for i := range workers {
		workers[i] = &merging{checks.NewExaminer(p.lasting()), checks.NewExaminer(p.lasting()), flat.NewUses(m.schema)}
	}
	if err := p.findOld(m); err != nil {
		return nil, err
	}
	var done int64
	err = b.Changed(store.BatchSize, func(batch []store.Process, total int) error {
		results := make([]mergedProcess, len(batch))
		err := inParallel(len(batch), func(worker, i int) (err error) {
			results[i], err = p.record(&batch[i], workers[worker], m)
			return err
		})
		if err != nil {
			return err
		}
		records, words := make([]store.Record, len(batch)), make([][]string, len(batch))
		for i, one := range results {
			records[i], words[i] = one.record, one.words
			r.Add(one.findings...)
			if err := m.delta.add(one.delta); err != nil {
				return err
			}
		}
		done += int64(len(batch))
		p.progress("merge", done, int64(total))
		if err := b.PutRecords(records); err != nil {
			return err
		}
		return m.finding.add(records, words)
	})
	if err == nil {
		err = m.finding.flush()
	}
	for _, w := range workers {
		m.history.Add(w.history)
		m.uses.Add(w.uses)
	}
	if err != nil {
		m.delta.close()
	}
	return m, err
}

// merging is what one worker needs.
type merging struct {
	processes *checks.Examiner
	history   *checks.Examiner
	uses      *flat.Uses
}

// mergedProcess is what merging makes of one process.
type mergedProcess struct {
	record   store.Record
	words    []string // by which it is found
	findings []schema.Finding
	delta    *exporters.Rows
}

// record merges the releases of one process under the extensions that its packages declare, asks the rules on it, and
// tells what is otherwise than in the version before.
func (p *Publisher) record(process *store.Process, w *merging, m *merged) (made mergedProcess, err error) {
	releases, extensions, err := w.releases(process)
	if err != nil {
		return made, err
	}
	s := p.Schema.With(extensions).Schema
	merged, err := s.Merge(releases)
	if err != nil {
		return made, err
	}
	record := store.Record{OCID: process.OCID, First: process.Releases[0].Seq, Extensions: extensions, Compiled: merged.Compiled()}
	year, _, _ := strings.Cut(releases[0].DateText(), "-")
	if record.Year, err = strconv.Atoi(year); err != nil {
		return made, fmt.Errorf("year of %s: its first release has no date: %w", process.OCID, err)
	}
	record.Releases = links(process, merged.Releases)
	history := merged.History()
	record.History = history.Encode()
	compiled, err := schema.Parse(record.Compiled)
	if err != nil {
		return made, fmt.Errorf("merge %s: %w", record.OCID, err)
	}
	judgement, overTime, err := w.judge(merged, compiled, process.Before, s)
	if err != nil {
		return made, fmt.Errorf("check %s: %w", record.OCID, err)
	}
	judgement.Findings = append(judgement.Findings, merged.Findings...)
	if record.Checks, err = json.Marshal(judgement); err != nil {
		return made, fmt.Errorf("check %s: %w", record.OCID, err)
	}
	found := append(slices.Clip(judgement.OfProcess()), overTime...)
	for i := range found {
		found[i].OCID = record.OCID // they stand in no file that was handed in
	}
	now := &tables.Process{OCID: record.OCID, Tree: compiled, History: history, Schema: s, Zone: p.Config.location(), Tags: record.Tags()}
	var words []string
	record.Facts, words = m.finding.describe(now, record.Year)
	changes, err := m.delta.of(m.kinds, process, now)
	return mergedProcess{record, words, found, changes}, err
}

// links names the releases of a process in the order in which they counted.
func links(process *store.Process, ordered []*schema.Release) []store.Link {
	seqs := make(map[string]int64, len(process.Releases))
	for _, l := range process.Releases {
		seqs[l.ID] = l.Seq
	}
	all := make([]store.Link, len(ordered))
	for i, r := range ordered {
		all[i] = store.Link{ID: r.ID, Date: r.DateText(), Tag: r.TagsText(), Seq: seqs[r.ID]}
	}
	return all
}

// releases reads the releases of a process, counts what they use, and lists the extensions that their packages declare.
func (w *merging) releases(process *store.Process) (releases []*schema.Release, extensions []string, err error) {
	releases = make([]*schema.Release, len(process.Releases))
	for i, l := range process.Releases {
		releases[i] = schema.NewRelease(l.Line)
		for _, url := range l.Extensions {
			if !slices.Contains(extensions, url) {
				extensions = append(extensions, url)
			}
		}
		if err = schema.WithTree(l.Line, func(tree *schema.Value) { w.uses.Count(tree, l.Seq) }); err != nil {
			return nil, nil, fmt.Errorf("release %s of %s: %w", l.ID, l.OCID, err)
		}
	}
	return releases, extensions, nil
}

// judge asks the rules on a process, and those on what became of it since the version before, if that had it.
func (w *merging) judge(merged *schema.Record, now *schema.Value, before []byte, s *schema.Schema) (j *checks.Judgement, history []schema.Finding, err error) {
	j = w.processes.Judge(now, merged, s)
	if before != nil {
		err = schema.WithTree(before, func(former *schema.Value) { history = w.history.History(former, now) })
	}
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
