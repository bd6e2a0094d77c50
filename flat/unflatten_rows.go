package flat

import (
	"bytes"
)

// releaseKey is what rows are joined to releases by.
type releaseKey struct{ ocid, id string }

// rowsOf are the rows of one release, held together.
type rowsOf struct {
	key   releaseKey
	rows  []heldRow
	rest  []restRow
	found []Found // in the headings and keys, by who read the rows
	text  int     // bytes of the cells
}

// heldRow is the cells of a row that are not empty, in the order in which the plan takes them.
type heldRow struct {
	table *table
	row   int
	cells []heldCell
}

type heldCell struct {
	column int
	number bool // a workbook keeps it as a number
	text   []byte
}

// restRow is a row of the table rest, or several that were one value.
type restRow struct {
	pointer string
	json    []byte
	row     int
}

// key is that of the row that comes next.
func (t *table) key() releaseKey {
	return releaseKey{string(t.cell(t.plan.ocid)), string(t.cell(t.plan.id))}
}

// isOf says whether the row that comes next has a key.
func (t *table) isOf(key releaseKey) bool {
	return string(t.cell(t.plan.ocid)) == key.ocid && string(t.cell(t.plan.id)) == key.id
}

// hold copies the row that comes next to those of a release.
func (r *rowsOf) hold(t *table) {
	size, n := 0, 0
	for _, cell := range t.cells {
		if size += len(cell); len(cell) > 0 {
			n++
		}
	}
	text, cells := make([]byte, 0, size), make([]heldCell, 0, n)
	for _, column := range t.plan.order {
		if cell := t.cell(column); len(cell) > 0 && !bytes.HasPrefix(cell, severalValues) {
			text = append(text, cell...)
			cells = append(cells, heldCell{column, t.form != nil && t.rows.IsNumber(column), text[len(text)-len(cell) : len(text) : len(text)]})
		}
	}
	if len(cells) > 0 {
		r.rows = append(r.rows, heldRow{t, t.row, cells})
		r.text += size + len(cells)*32
	}
	if n > len(cells) {
		r.blame(t)
	}
	r.found = t.form.tell(t, r.found)
}

// severalValues is what flatten-tool writes, when it rolls up lists, in place of values that stand in another table.
var severalValues = []byte("WARNING: More than one value supplied")

// blame tells, once for each column, that it has values but cannot be taken.
func (r *rowsOf) blame(t *table) {
	for i, cell := range t.cells {
		if len(cell) == 0 || i < len(t.plan.columns) && t.plan.columns[i] != nil || t.blamed[i] {
			continue
		}
		t.blamed[i] = true
		f := Found{Finding: rules[CodeNoHeading].Finding(t.heading(i), t.heading(i))}
		f.File, f.Line, f.Value, f.Cell = t.File, t.first, shortened(cell), t.cellAt(t.first, i)
		r.found = append(r.found, f)
	}
}
