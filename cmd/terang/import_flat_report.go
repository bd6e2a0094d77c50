package main

import (
	"fmt"
	"maps"
	"regexp"
	"slices"

	"terang/flat"
	"terang/importers"
	"terang/schema"
	"terang/sheets"
)

// filledReport tells findings by their cells, the first of each kind and column one by one, and counts all.
type filledReport struct {
	importers.Report
	Found  []*filledFinding `json:"findings,omitempty"`
	Values map[string]int   `json:"rewritten,omitempty"` // values that were written in another form than the standard's

	app   *app
	kinds map[findingKind]*filledFinding
}

// findingKind is what findings are counted by.
type findingKind struct {
	code, file string
	column     int
	pointer    string // of a whole row, without indices
}

// filledFinding is what was found of one kind in one column.
type filledFinding struct {
	Code      string          `json:"code"`
	Severity  schema.Severity `json:"severity"`
	Cell      string          `json:"cell"` // the first
	Sheet     string          `json:"sheet"`
	Column    string          `json:"column,omitempty"` // its letter
	Heading   string          `json:"heading,omitempty"`
	Pointer   string          `json:"pointer,omitempty"` // the first, from the release
	Value     string          `json:"value,omitempty"`   // the first
	Message   string          `json:"message"`
	MessageID string          `json:"message_id"`
	Count     int             `json:"count"`
	Rows      []int           `json:"rows,omitempty"` // all of them
}

var indices = regexp.MustCompile(`/\d+`)

// mostTold is how many findings of a kind are told one by one.
const mostTold = 5

func newFilledReport(a *app) *filledReport {
	return &filledReport{app: a, Report: importers.Report{Profile: filledTables, Releases: map[string]int{}},
		Values: map[string]int{}, kinds: map[findingKind]*filledFinding{}}
}

// found tells a finding, and counts it.
func (r *filledReport) found(f flat.Found) {
	if f.Severity == schema.Note {
		return
	}
	if f.Severity == schema.Error {
		r.app.status = max(r.app.status, exitRefused)
	}
	if f.Cell.File == "" {
		f.Cell = flat.Cell{File: f.File, Row: f.Line, Column: -1}
	}
	kind := findingKind{code: f.Code, file: f.Cell.File, column: f.Cell.Column}
	if kind.column < 0 {
		kind.pointer = indices.ReplaceAllString(f.Pointer, "/0")
	}
	one := r.kinds[kind]
	if one == nil {
		one = newFilledFinding(f)
		r.kinds[kind] = one
		r.Found = append(r.Found, one)
	}
	if one.Count++; one.Count <= mostTold {
		f.File, f.Line = f.Cell.String(), 0
		if f.Pointer == f.Cell.Heading {
			f.Pointer = ""
		}
		r.app.tell(f.Finding)
	}
	if f.Cell.Row > 0 {
		one.Rows = append(one.Rows, f.Cell.Row)
	}
}

func newFilledFinding(f flat.Found) *filledFinding {
	one := &filledFinding{Code: f.Code, Severity: f.Severity, Cell: f.Cell.String(), Sheet: f.Cell.File, Heading: f.Cell.Heading,
		Pointer: f.Pointer, Value: f.Value, Message: f.Text("en"), MessageID: f.Text("id")}
	if f.Cell.Column >= 0 {
		one.Column = sheets.ColumnName(f.Cell.Column)
	}
	return one
}

// add takes what became of the rows of a source.
func (r *filledReport) add(one *flat.Report) {
	for _, f := range one.Files {
		c := &importers.FileCounts{File: f.File, Table: f.Table, Rows: f.Rows, Mapped: f.Used, Unused: f.Unused}
		for _, s := range f.Skipped {
			c.Skipped = append(c.Skipped, importers.SkippedCount{Reason: importers.Words{EN: s.English, ID: s.Indonesian}, Rows: s.Rows})
		}
		r.Files = append(r.Files, c)
	}
	r.Unknown = append(r.Unknown, one.Passed...)
	r.Processes += one.Processes
	for tag, n := range one.Tags {
		r.Releases[tag] += n
	}
	for kind, n := range one.Normalised {
		r.Values[kind] += n
	}
}

// write writes the report to standard error, and to a file where one is named.
func (r *filledReport) write(path string) error {
	for _, one := range r.Found {
		if more := one.Count - mostTold; more > 0 {
			fmt.Fprintf(r.app.stderr, r.app.t("%s %s: %d more of the same: %s\n", "%s %s: %d lagi yang sama: %s\n"),
				one.Cell, one.Code, more, firstRows(one.Rows[mostTold:], r.app.t("rows", "baris")))
		}
	}
	if err := r.WriteText(r.app.stderr, r.app.lang); err != nil {
		return err
	}
	for _, kind := range slices.Sorted(maps.Keys(r.Values)) {
		fmt.Fprintf(r.app.stderr, "%8d × %s\n", r.Values[kind], rewritten[kind].In(r.app.lang))
	}
	return writeReport(path, r)
}

// rewritten says what was written in another form than the standard's.
var rewritten = map[string]importers.Words{
	flat.NormalisedDates:   {EN: "dates written as people do, day before month, in the publisher's time zone", ID: "tanggal ditulis seperti biasa, hari sebelum bulan, dibaca menurut zona waktu penerbit"},
	flat.NormalisedNumbers: {EN: "numbers written with Rp, a decimal comma or marks of thousands", ID: "angka yang ditulis dengan Rp, koma desimal atau tanda ribuan"},
	flat.NormalisedTruths:  {EN: "ya and tidak, taken as true and false", ID: "ya dan tidak, dibaca sebagai true dan false"},
}

// firstRows names a few rows.
func firstRows(rows []int, word string) string {
	const most = 10
	text := word
	for i, row := range rows {
		if i == most {
			return text + " …"
		}
		text += fmt.Sprintf(" %d", row)
	}
	return text
}
