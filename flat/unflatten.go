package flat

import (
	"errors"
	"io"
	"runtime"
	"slices"
	"strings"
	"sync"

	"terang/schema"
	"terang/sheets"
)

// Unflatten makes releases of a source's tables again, and writes them to w: each package of the table packages on a
// line of its own, releases that came in no package each on a line, and one release package where there is no such
// table. Columns have the types of the schema with the extensions that the packages declare.
//
// Rows join on the ids of all that is above them; rows without an id are things of their own. Of values that do not
// agree the first counts. What is found is passed on as it comes, with file, row and heading. The error is a
// *schema.InputError where a table cannot be read, or that of w.
//
// Tables whose releases stand in the order of the table releases, as ours do, are read side by side, a few releases at a
// time; any others are held in memory. The work is spread over all cores.
func Unflatten(src *Source, s *schema.Schema, w io.Writer, found func(schema.Finding)) error {
	u := newUnflattener(w, func(f Found) { found(f.Finding) })
	if err := u.open(src, s); err != nil {
		return err
	}
	return u.run(src)
}

func newUnflattener(w io.Writer, found func(Found)) *unflattener {
	return &unflattener{out: &packagesWriter{w: w, found: found}, found: found}
}

// run reads all tables, after they have been opened.
func (u *unflattener) run(src *Source) error {
	ordered, err := u.tables.inOrder()
	if err != nil {
		return err
	}
	read := u.tables.fromMemory
	if ordered {
		read = u.tables.sideBySide
	}
	if err := u.out.begin(); err != nil {
		return err
	}
	defer u.out.close()
	if err := u.each(read); err != nil {
		return err
	}
	for _, sheet := range src.Sheets {
		for _, f := range sheet.Found() {
			u.found(Found{Finding: f})
		}
	}
	return u.out.finish()
}

// unflattener reads one source.
type unflattener struct {
	tables joined
	out    *packagesWriter
	found  func(Found)
	fill   *filling // nil for tables that programs wrote
}

// isAside says whether a sheet of a workbook is for its readers alone.
func isAside(s *sheets.Sheet) bool {
	return s.Kind == sheets.Workbook && (strings.EqualFold(s.Name, "readme") || strings.EqualFold(s.Name, "dictionary"))
}

// opened is what a source's sheets are.
type opened struct {
	tables         []*table
	packages, rest *table // nil where there are none
	words          []byte // of the sheet Meta; nil where there is none
}

// sheets finds out what the sheets of a source are.
func (u *unflattener) sheets(src *Source) (o opened, err error) {
	var last *table
	for _, sheet := range src.Sheets {
		if isAside(sheet) {
			continue
		}
		if strings.EqualFold(sheet.Name, "meta") {
			if o.words, err = metaWords(sheet, u.fill, u.found); err != nil {
				return o, err
			}
			continue
		}
		t, err := openTable(sheet)
		switch {
		case err != nil:
			return o, err
		case t == nil, last != nil && last.takes(t):
			continue
		case t.isRest():
			o.rest = t
		case t.isPackages():
			o.packages = t
		default:
			o.tables = append(o.tables, t)
		}
		last = t
	}
	return o, nil
}

// open plans how the tables are read.
func (u *unflattener) open(src *Source, s *schema.Schema) error {
	o, err := u.sheets(src)
	if err != nil {
		return err
	}
	if err := u.openPackages(o); err != nil {
		return err
	}
	urls, err := u.out.packages.extensions()
	if err != nil {
		return err
	}
	whole := rootShape(s.With(urls).Schema)
	u.fill.begin(u.out.packages.alone, urls)
	if o.packages == nil && u.fill != nil {
		if o.tables, err = u.fill.tables(src, whole, o.rest); err != nil {
			return err
		}
	} else {
		for _, t := range o.tables {
			t.plan, t.counts = newPlan(t.headings, whole, o.packages != nil), u.fill.count(t)
		}
	}
	u.sort(o.tables)
	return nil
}

// openPackages takes what is said of the packages, and what rest has.
func (u *unflattener) openPackages(o opened) (err error) {
	if u.out.packages, err = newPackages(o.packages, o.rest, u.found); err != nil {
		return err
	}
	if o.packages == nil {
		if o.words == nil {
			o.words = []byte("{}")
		}
		if o.words, err = u.fill.words(o.words); err != nil {
			return err
		}
		u.out.packages.alone = &packageRow{form: FormReleasePackage, releases: -1, words: o.words}
	}
	if o.rest != nil {
		u.tables.rest = &restReader{table: o.rest, of: ofRelease}
		again := *o.rest // with a cursor of its own
		u.out.records = &restReader{table: &again, of: ofRecord}
	}
	return nil
}

// sort decides in which order the tables are read: that of the releases first, then the others, lists after what they
// belong to.
func (u *unflattener) sort(tables []*table) {
	slices.SortStableFunc(tables, func(a, b *table) int { return a.plan.depth - b.plan.depth })
	for i, t := range tables {
		if name := strings.ToLower(t.Name); name == "releases" || name == "release" || name == "main" {
			u.tables.root = t
			tables = slices.Delete(tables, i, i+1)
			break
		}
	}
	u.tables.others = tables
}

// made is releases on their way through the workers.
type made struct {
	rows  []*rowsOf
	size  int
	lines [][]byte
	found [][]Found // of each release
	late  []Found   // in rows that are of no release
	done  chan struct{}
}

// fullMade is the size from which releases are handed on together.
const fullMade = 256 << 10

var errStopped = errors.New("stopped")

// each makes releases of rows on all cores, and writes them in the order in which they are read.
func (u *unflattener) each(read func(func(*rowsOf) error) error) error {
	workers := runtime.GOMAXPROCS(0)
	work, ordered := make(chan *made, workers), make(chan *made, 2*workers)
	stopped, failed := make(chan struct{}), make(chan error, 1)
	var pool sync.WaitGroup
	for range workers {
		pool.Go(func() {
			for t := newMaker(u.tables.rest, u.fill); ; {
				m, ok := <-work
				if !ok {
					return
				}
				t.make(m)
			}
		})
	}
	go func() { failed <- u.write(ordered, stopped) }()
	next := &made{done: make(chan struct{})}
	hand := func() error {
		select {
		case <-stopped:
			return errStopped
		case ordered <- next:
			work <- next
			next = &made{done: make(chan struct{})}
			return nil
		}
	}
	err := read(func(r *rowsOf) error {
		const about = 500
		next.rows, next.size = append(next.rows, r), next.size+r.text+about
		if next.size < fullMade {
			return nil
		}
		return hand()
	})
	if err == nil {
		next.late = u.tables.untold()
		err = hand()
	}
	close(work)
	close(ordered)
	pool.Wait()
	if failure := <-failed; failure != nil {
		return failure
	}
	return err
}

// write passes on what the workers have made; after the first error it only drains.
func (u *unflattener) write(ordered <-chan *made, stopped chan struct{}) (err error) {
	for m := range ordered {
		<-m.done
		for i := 0; i < len(m.lines) && err == nil; i++ {
			for _, f := range m.found[i] {
				u.found(f)
			}
			if err = u.out.release(m.lines[i]); err != nil {
				close(stopped)
			}
		}
		for _, f := range m.late {
			u.found(f)
		}
	}
	return err
}

// maker makes releases of their rows; each worker has one.
type maker struct {
	tree  *tree
	found []Found
	rest  string // where the table rest is, for findings
	fill  *filling
}

func newMaker(rest *restReader, fill *filling) *maker {
	m := &maker{fill: fill}
	if rest != nil {
		m.rest = rest.table.File
	}
	m.tree = newTree(func(f Found) { m.found = append(m.found, f) })
	m.tree.fill = fill
	return m
}

func (m *maker) make(all *made) {
	defer close(all.done)
	for i, r := range all.rows {
		m.found = r.found
		all.lines = append(all.lines, m.release(r))
		all.found = append(all.found, m.found)
		all.rows[i] = nil
	}
}

func (m *maker) release(r *rowsOf) []byte {
	m.tree.reset(r.key)
	for _, row := range r.rows {
		m.tree.add(row.table, row.row, row.cells)
	}
	for _, rest := range r.rest {
		if err := m.tree.apply(rest.pointer, rest.json); err != nil {
			f := Found{Finding: rules[CodeRestRow].Finding(rest.pointer, err.Error())}
			f.File, f.Line, f.Value, f.OCID, f.Release = m.rest, rest.row, shortened(rest.json), r.key.ocid, r.key.id
			m.found = append(m.found, f)
		}
	}
	before := len(m.found)
	line := m.tree.appendJSON(make([]byte, 0, r.text+r.text/4), m.tree.root)
	if m.fill != nil {
		m.found = m.fill.judged(m.found, before, m.tree, line)
	}
	return line
}
