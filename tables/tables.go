// Package tables makes rows for people of compiled releases: one row for each process, tender, bid, award, contract and so
// on, with what a reader wants to know of it beside it, so that nothing has to be joined.
//
// The columns are the same for every publisher, in every year. Headings are snake_case words; titles and descriptions in
// both languages are the schema's own where a column is a field of it. What a field holds that its column cannot, such
// as a text where there should be a number, is null: nothing is guessed.
//
// A number that says something of another thing than the row's own is named after that thing: award_value_amount in the
// table of contracts is the award's, and repeats where an award has several contracts.
package tables

import (
	"slices"

	"terang/exporters"
	"terang/schema"
)

// Kind is a table, and how a process becomes rows of it.
type Kind struct {
	Table *exporters.Table

	// Rows adds the rows of a process to out. It says how many of them hold an amount that was rounded to the digits that
	// its column has, or left out because it has more than 38. It may be called for many processes at once.
	Rows func(p *Process, out *exporters.Rows) (rounded int)
}

// All are the tables, with titles and descriptions from a schema and, for extensions' fields, from those bundled.
func All(s *schema.Schema) []*Kind {
	d := newDictionary(s)
	var kinds []*Kind
	for _, t := range []*table{
		processes, tenders, bids, awards, contracts, items, parties, buyers, suppliers, transactions, milestones,
		amendments, documents,
	} {
		kinds = append(kinds, t.kind(d))
	}
	return append(kinds, changes())
}

// table is the declaration of a table.
type table struct {
	name   string
	title  words      // its description is not used
	places []place    // where, beside the places that all tables have, the pointers of its facts begin
	facts  []fact     // in the order of their columns
	each   func(*row) // calls write for each row, with what the row is about
}

// place is a part of the release that pointers begin with, and the slot in which rows have it.
type place struct {
	pointer string
	slot    slot
	several bool // things of the same kind stand at other pointers too
}

// everywhere are the places that all tables have.
var everywhere = []place{{"planning", planning, false}, {"tender", tender, false}, {"parties", party, false}, {"", release, false}}

// kind makes the table ready to be filled.
func (t *table) kind(d *dictionary) *Kind {
	made := &exporters.Table{Name: "tables/" + t.name, Title: t.title.title, TitleID: t.title.titleID}
	places := slices.Concat(t.places, everywhere)
	var plan plan
	for _, f := range t.facts {
		filled := d.bind(f, places)
		filled.first, filled.end = len(made.Columns), len(made.Columns)+len(filled.columns)
		made.Columns = append(made.Columns, filled.columns...)
		if filled.slot <= lastSteady {
			plan.steady = append(plan.steady, filled)
		} else {
			plan.moving = append(plan.moving, filled)
		}
	}
	plan.width = len(made.Columns)
	return &Kind{Table: made, Rows: func(p *Process, out *exporters.Rows) int { return plan.rows(p, out, t.each) }}
}

// join puts facts and lists of facts one behind the other.
func join(parts ...[]fact) []fact { return slices.Concat(parts...) }
