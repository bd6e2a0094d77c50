package flat

import (
	"errors"
	"strings"

	"terang/sheets"
)

// form is what is known beyond its headings of a table that people filled in.
type form struct {
	fill    *filling
	table   *table
	layout  layout   // what the first row says
	hints   []string // of each column, what may have been meant by a heading that is not known
	unknown []*Found // of each column whose heading is not known, until it is told
	untold  int
	again   map[int]int // columns of ocid and id that are there once more, with those that count
	pending []Found     // in rows, until a release takes them along
}

// mostPending is how many findings wait for a release: of rows beyond that, that none has, the counts tell.
const mostPending = 1000

// reset begins anew: tables may be read more than once.
func (f *form) reset() {
	if f != nil {
		f.pending = nil
	}
}

// open reads the headings of a sheet; nil where it has none of OCDS, or lacks those by which rows are joined.
func (f *filling) open(s *sheets.Sheet) (*table, error) {
	t := &table{Sheet: s, blamed: map[int]bool{}}
	t.form = &form{fill: f, table: t}
	found, err := t.form.headings()
	switch {
	case err != nil:
		return nil, err
	case !found:
		f.report.Passed = append(f.report.Passed, s.File)
		f.Found(t.finding(CodeNoFields, Cell{File: s.File, Column: -1}))
		return nil, nil
	}
	t.counts = f.report.file(t)
	paths := t.form.plan()
	t.plan = planOf(paths, f.naming.whole)
	t.form.repeated(t.plan)
	for i, at := range t.plan.columns {
		if at == nil && t.headings[i] != "" {
			t.counts.Unused = append(t.counts.Unused, t.headings[i])
		}
	}
	if keys := t.missingKeys(); t.form.ignored() || len(keys) > 0 {
		return nil, t.form.passOver(keys)
	}
	return t, nil
}

// fold moves ocid and id to the column that counts from others of the same name: flatten-tool writes them under their
// names and their titles, and fills one of both.
func (f *form) fold(cells [][]byte) {
	for from, to := range f.again {
		if from < len(cells) && len(cells[to]) == 0 {
			cells[from], cells[to] = cells[to], cells[from]
		}
	}
}

// repeated finds the columns of ocid and id that are there again.
func (f *form) repeated(p *plan) {
	f.again = map[int]int{}
	for i, at := range p.columns {
		for _, key := range [2]int{p.ocid, p.id} {
			if key >= 0 && i > key && at != nil && at.parent == p.root && at.name == p.columns[key].name {
				f.again[i] = key
			}
		}
	}
}

// finding is one about a cell of the table.
func (t *table) finding(code string, at Cell, args ...string) Found {
	f := Found{Finding: rules[code].Finding(at.Heading, args...), Cell: at}
	f.File, f.Line = at.File, at.Row
	return f
}

func (t *table) missingKeys() (names []string) {
	if t.plan.ocid < 0 {
		names = append(names, "ocid")
	}
	if t.plan.id < 0 {
		names = append(names, "id")
	}
	return names
}

// plan reads the headings; of those that are not known it keeps what is to be told.
func (f *form) plan() (paths [][]string) {
	t := f.table
	paths, f.unknown, f.hints = make([][]string, len(t.headings)), make([]*Found, len(t.headings)), make([]string, len(t.headings))
	for i, text := range t.headings {
		h := f.fill.naming.read(text)
		paths[i], f.hints[i] = h.path, h.hint
		if h.known || strings.TrimSpace(text) == "" || len(h.path) == 0 && h.hint == "" {
			continue // what cannot be a field, with nothing to guess, is told by rowsOf.blame
		}
		code, args := CodeUnknownHeading, []string{text, f.fill.naming.advice(h, false), f.fill.naming.advice(h, true)}
		if len(h.path) == 0 {
			code, args = CodeNoHeadingHint, []string{text, h.hint}
			t.blamed[i] = true
		}
		found := t.finding(code, t.cellAt(t.first, i), args...)
		f.unknown[i] = &found
		f.untold++
	}
	return paths
}

// advice says what to do about a heading that the schema does not have.
func (n *naming) advice(h heading, indonesian bool) string {
	switch {
	case h.hint != "" && indonesian:
		return "apakah maksudnya " + h.hint + "?"
	case h.hint != "":
		return "did you mean " + h.hint + "?"
	case indonesian:
		return "bila berasal dari ekstensi, sebutkan ekstensinya di lembar Meta"
	}
	return "if it comes from an extension, declare that in the sheet Meta"
}

// tell adds what waits for a release: what was found in rows, and unknown headings that have a value for the first time.
func (f *form) tell(t *table, found []Found) []Found {
	if f == nil {
		return found
	}
	found = append(found, f.pending...)
	f.pending = f.pending[:0]
	for i := 0; f.untold > 0 && i < min(len(t.cells), len(f.unknown)); i++ {
		if f.unknown[i] != nil && len(t.cells[i]) > 0 {
			f.unknown[i].Value = shortened(t.cells[i])
			found = append(found, *f.unknown[i])
			f.unknown[i] = nil
			f.untold--
		}
	}
	return found
}

// untold is what was found in rows after which no release came.
func (j *joined) untold() (found []Found) {
	for _, t := range j.tables() {
		if t.form != nil {
			found = append(found, t.form.pending...)
			t.form.pending = nil
		}
	}
	return found
}

// takes says whether the row at hand is one of values, and counts it.
func (f *form) takes(t *table) bool {
	switch {
	case f == nil:
		return true
	case t.blank():
		return false
	case t.isComment():
		t.counts.skip(skippedComment)
		return false
	}
	for _, key := range [2]struct {
		name   string
		column int
	}{{"ocid", t.plan.ocid}, {"id", t.plan.id}} {
		if cell := t.cell(key.column); len(cell) == 0 || isFormulaError(cell) {
			f.wait(t.finding(CodeNoKey, t.cellAt(t.row, key.column), key.name))
			t.counts.skip(skippedKey)
			return false
		}
	}
	if ocid := string(t.cell(t.plan.ocid)); f.fill.Prefix != "" && !strings.HasPrefix(ocid, f.fill.Prefix+"-") {
		f.wait(t.finding(CodePrefix, t.cellAt(t.row, t.plan.ocid), ocid, f.fill.Prefix))
	}
	t.counts.row()
	return true
}

func (f *form) wait(found Found) {
	if len(f.pending) < mostPending {
		f.pending = append(f.pending, found)
	}
}

// isComment says whether the row at hand begins with # where an identifier, or nothing else, would stand.
func (t *table) isComment() bool {
	first := t.cell(0)
	if len(first) == 0 || first[0] != '#' || isFormulaError(first) {
		return false
	}
	return t.plan.ocid <= 0 || t.plan.id == 0 || len(filled(t.cells)) == 1
}

// passOver counts the rows of a sheet that is not read, and tells why.
func (f *form) passOver(keys []string) (err error) {
	t, reason := f.table, skippedIgnored
	if !f.ignored() {
		reason = skippedSheet
		f.fill.Found(t.finding(CodeNoKeys, t.cellAt(t.first, -1), strings.Join(keys, ", ")))
		for i, hint := range f.hints {
			if hint != "" {
				f.fill.Found(t.finding(CodeNoHeadingHint, t.cellAt(t.first, i), t.headings[i], hint))
			}
		}
	}
	if t.rows, err = t.reader(); err != nil {
		return err
	}
	for err == nil {
		if t.cells, err = t.read(); err == nil && t.row > t.first+t.skip && !t.blank() {
			t.counts.skip(reason)
		}
	}
	return errors.Join(ended(err), t.close())
}
