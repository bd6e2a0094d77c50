package flat

import (
	"encoding/json"
	"fmt"
	"hash/maphash"
	"io"
	"maps"
	"slices"
	"strings"
	"sync"

	"terang/schema"
	"terang/sheets"
)

// Filled says how tables are read that people fill in, and whom to ask.
type Filled struct {
	Schema *schema.Schema
	Words  map[string]any // of the package, by member, where the sheet Meta says nothing
	Prefix string         // with which every ocid begins; empty where none is registered

	// Moment reads a date in other forms than RFC 3339, and writes it as that; end says that a day alone is to be its last
	// second. nil for no other forms. It is called from several goroutines, as Judge is.
	Moment func(text string, end bool) (date string, ok bool)

	// Judge finds what is wrong with a release, with pointers from it; nil for nothing.
	Judge func(*schema.Release) []schema.Finding

	// Found takes what is found, each with the cell that it is about.
	Found func(Found)
}

// Found is a fault and where in the tables it is.
type Found struct {
	schema.Finding
	Cell Cell // without a file where no cell of the tables has it
}

// people is what they keep tables in.
var people = sheets.Choice{Endings: []string{".csv", ".tsv", ".tab", ".txt", ".xlsx", ".xlsm"}, Folders: []string{"rest"}, Formats: "CSV, XLSX"}

// OpenFilled is Open for tables that people fill in: whatever parts the cells of text, and whatever stands above the
// headings.
func OpenFilled(paths ...string) ([]*Source, error) { return openTables(&people, paths) }

// Unflatten makes releases of tables that people filled in, as the function Unflatten does, and says what became of each
// row. It reads more than that: titles above the headings, and comments; headings in any letter case, with spaces, or as
// the titles of the fields in English or Indonesian, joined by colons (flatten-tool, --use-titles); days and numbers as
// they are written in Indonesia. A value that could be read in two ways is never guessed. Rows without an ocid or id are
// left out. Tables that have a table packages are our own, and are read as those.
//
// Each finding that is made of a release, here or by Judge, names the cell that it is about: releases are judged while
// their cells are at hand.
func (f *Filled) Unflatten(src *Source, w io.Writer) (*Report, error) {
	u := newUnflattener(w, f.Found)
	u.fill = &filling{Filled: f, report: newReport(), seed: maphash.MakeSeed()}
	if err := u.open(src, f.Schema); err != nil {
		return nil, err
	}
	if len(u.fill.report.Files) == 0 && u.tables.rest == nil {
		found := Found{Finding: rules[CodeNoFields].Finding("")}
		found.Severity, found.File, found.Cell = schema.Error, src.Name, Cell{File: src.Name, Column: -1}
		f.Found(found)
	}
	err := u.run(src)
	u.fill.finish()
	return u.fill.report, err
}

// filling reads the tables of one source that people filled in.
type filling struct {
	*Filled
	naming *naming
	report *Report
	pkg    *schema.Package // by which releases are judged
	days   counter         // dates that were written in another form
	amount counter         // numbers likewise
	truth  counter

	lock sync.Mutex // of what follows
	seed maphash.Seed
	seen []uint64 // hashes of ocids
}

// meta makes dates of what people write in the sheet Meta.
func (f *filling) meta(headings []string, values [][]byte) {
	if f == nil || f.Moment == nil {
		return
	}
	for i := range min(len(headings), len(values)) {
		if headings[i] != "publishedDate" {
			continue
		}
		if _, err := schema.ParseDate(string(values[i])); err == nil {
			continue
		}
		if date, ok := f.Moment(string(values[i]), false); ok {
			values[i] = []byte(date)
		}
	}
}

// words adds what the package does not say of itself.
func (f *filling) words(said []byte) ([]byte, error) {
	if f == nil || len(f.Words) == 0 {
		return said, nil
	}
	var there map[string]json.RawMessage
	if err := json.Unmarshal(said, &there); err != nil {
		return nil, fmt.Errorf("read the words of the package: %w", err)
	}
	words := said[: len(said)-1 : len(said)-1]
	for _, name := range slices.Sorted(maps.Keys(f.Words)) {
		if _, has := there[name]; has {
			continue
		}
		value, err := json.Marshal(f.Words[name])
		if err != nil {
			return nil, fmt.Errorf("write the package's %s: %w", name, err)
		}
		if len(words) > 1 {
			words = append(words, ',')
		}
		words = append(append(append(words, appendText(nil, []byte(name))...), ':'), value...)
	}
	return append(words, '}'), nil
}

// begin notes what the releases' package declares.
func (f *filling) begin(alone *packageRow, extensions []string) {
	if f == nil {
		return
	}
	if f.pkg = (&schema.Package{}); alone != nil {
		f.pkg.Line, f.report.Words = alone.words, alone.words
		return
	}
	f.pkg.Line, _ = json.Marshal(map[string]any{"version": "1.1", "extensions": extensions}) // texts alone
}

// count begins to count the rows of a table of our own.
func (f *filling) count(t *table) *FileCounts {
	if f == nil {
		return nil
	}
	return f.report.file(t)
}

// judged adds what is found in a release whose cells are in the tree. What was told of a cell already is not told again.
func (f *filling) judged(found []Found, before int, t *tree, line []byte) []Found {
	r := schema.NewRelease(line)
	f.tally(r)
	if f.Judge == nil {
		return found
	}
	r.Package = f.pkg
	told := found[before:]
	for _, finding := range f.Judge(r) {
		cell := t.cellOf(finding.Pointer)
		if finding.Severity == schema.Error && slices.ContainsFunc(told, func(one Found) bool { return one.Cell == cell }) {
			continue
		}
		finding.File, finding.Line = cell.File, cell.Row
		found = append(found, Found{finding, cell})
	}
	return found
}

// tally counts a release.
func (f *filling) tally(r *schema.Release) {
	hash := maphash.String(f.seed, r.OCID)
	f.lock.Lock()
	defer f.lock.Unlock()
	f.seen = append(f.seen, hash)
	for _, tag := range r.Tags {
		f.report.Tags[tag]++
	}
}

func (f *filling) finish() {
	f.report.Releases = len(f.seen)
	slices.Sort(f.seen)
	f.report.Processes = len(slices.Compact(f.seen))
	for kind, n := range map[string]int64{NormalisedDates: f.days.Load(), NormalisedNumbers: f.amount.Load(), NormalisedTruths: f.truth.Load()} {
		if n > 0 {
			f.report.Normalised[kind] = int(n)
		}
	}
}

// tables reads the headings of all sheets that have OCDS in them.
func (f *filling) tables(src *Source, whole shape, rest *table) (all []*table, err error) {
	f.naming = newNaming(whole)
	for _, sheet := range src.Sheets {
		switch {
		case strings.EqualFold(sheet.Name, "meta"), rest != nil && rest.Sheet == sheet:
			continue
		case isAside(sheet), strings.HasPrefix(sheet.Name, "#"):
			f.report.Passed = append(f.report.Passed, sheet.File)
			continue
		}
		t, err := f.open(sheet)
		if err != nil {
			return nil, err
		}
		if t != nil {
			all = append(all, t)
		}
	}
	return all, nil
}
