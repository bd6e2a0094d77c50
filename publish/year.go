package publish

import (
	"fmt"
	"slices"
	"strings"
	"sync"

	"terang/checks"
	"terang/exporters"
	"terang/flat"
)

// year is the making of one year's files.
type year struct {
	*export
	number  int
	folder  string
	remade  map[string]bool // tables that are made although nothing of the year has changed: they have a new column
	streams []*stream
	sum     *checks.Examiner

	reused []exporters.File // as the version before has them

	jobs sync.WaitGroup // that make files from kept rows
	lock sync.Mutex
	made []made
	err  error
}

func (y *year) add(m made) {
	y.lock.Lock()
	defer y.lock.Unlock()
	y.made = append(y.made, m)
}

// run does a job beside others, as many at once as there are cores.
func (y *year) run(job func() (made, error)) {
	y.jobs.Go(func() {
		y.slots <- struct{}{}
		defer func() { <-y.slots }()
		m, err := job()
		if err == nil {
			y.add(m)
			return
		}
		y.lock.Lock()
		defer y.lock.Unlock()
		if y.err == nil {
			y.err = err
		}
	})
}

// make reads what the year has and sets out to write its files; finish waits for them.
func (y *year) make(changed bool) error {
	if !changed && y.anew == "" && y.reuse() {
		if len(y.remade) == 0 {
			return nil
		}
		return y.releases(func(t *exporters.Table) bool { return y.remade[t.Name] })
	}
	y.sum = checks.NewExaminer(y.lasting())
	if err := y.releases(nil); err != nil {
		return fmt.Errorf("export %s: %w", y.folder, err)
	}
	if err := y.records(); err != nil {
		return fmt.Errorf("export %s: %w", y.folder, err)
	}
	return nil
}

// reuse takes the files of a year as the version before has them, but for those of tables with other columns.
func (y *year) reuse() bool {
	y.remade = map[string]bool{}
	for _, t := range y.flat.Tables() {
		if !sameColumns(t, y.previous.Table(t.Name)) {
			y.remade[t.Name] = true
		}
	}
	if !slices.Equal(y.manifest.Extensions, y.previous.Extensions) { // which it names
		y.remade[flat.PackagesTable] = true
	}
	if !y.reuseSummary(y.folder) {
		return false
	}
	for _, f := range y.previous.Files {
		if strings.HasPrefix(f.Path, y.folder) && f.Path != y.folder+summaryFile && !y.remade[f.Table] {
			y.reused = append(y.reused, f)
		}
	}
	return true
}

// sameColumns says whether a table's files may stay as they are: a former version has it with the same columns.
func sameColumns(now, before *exporters.Table) bool {
	return before != nil && slices.EqualFunc(now.Columns, before.Columns, func(a, b exporters.Column) bool {
		a.Sought = b.Sought // which no manifest tells
		return a == b
	})
}

// sealed ends the streams, and writes files of their rows unless something failed.
func (y *year) sealed(err error, streams []*stream) error {
	for _, s := range streams {
		if s == nil {
			continue
		}
		if sealErr := s.seal(); err == nil {
			err = sealErr
		}
	}
	for _, s := range streams {
		if err == nil && s != nil && s.rows != nil {
			y.tableFiles(s)
		}
	}
	return err
}

func (y *year) rowStream(t *exporters.Table) *stream {
	s := rowStream(t)
	y.streams = append(y.streams, s)
	return s
}

func (y *year) lineStream(name string, more ...*lineFile) *stream {
	s := &stream{files: append(more, y.jsonLines(name))}
	y.streams = append(y.streams, s)
	return s
}

// finish waits for the year's files and adds them to the manifest.
func (y *year) finish() error {
	y.jobs.Wait()
	defer y.close()
	if y.err != nil {
		return fmt.Errorf("export %s: %w", y.folder, y.err)
	}
	for _, f := range y.reused {
		y.manifest.Files = append(y.manifest.Files, f)
		y.wholeOf(f)
	}
	for _, m := range y.made {
		if err := y.addMade(m); err != nil {
			return err
		}
	}
	if y.sum != nil {
		return y.addSummary(y.folder, y.sum)
	}
	return nil
}

func (y *year) close() {
	y.jobs.Wait()
	for _, s := range y.streams {
		s.close()
	}
	y.streams = nil
}

// tableFiles writes the kept rows of a stream; digests only as what sums are checked with.
func (y *year) tableFiles(s *stream) {
	formats := []tableFormat{parquetFormat, csvFormat}
	if s.table == exporters.Digests {
		formats = formats[1:]
	}
	for _, f := range formats {
		y.run(func() (made, error) { return y.tableFile(s, f, y.folder+s.table.Name+f.ending) })
	}
}
