package flat

import (
	"bytes"

	"github.com/go-json-experiment/json/jsontext"

	"terang/schema"
	"terang/sheets"
)

// set gives a place its value, unless it has one; the first counts.
func (t *tree) set(owner *node, at *place, where cellAt, cell heldCell) {
	from := len(t.text)
	var bad fault
	if where.table.form != nil {
		t.text, bad = t.fill.value(t.text, at, where.table, cell)
	} else {
		t.text, bad = asWritten(t.text, at, where.table, cell.text)
	}
	value := t.text[from:len(t.text):len(t.text)]
	if owner.kind == listNode {
		t.scalar(owner, value, where, bad)
		return
	}
	if owner.row != t.row || at.again {
		if part := owner.part(at.name); part != nil {
			t.again(part, value, where)
			return
		}
	}
	n := t.node(at.name, leafNode)
	n.leaf, n.cell, n.bad = value, where, bad
	owner.parts = append(owner.parts, n)
}

// asWritten appends what a cell comes to that a program wrote.
func asWritten(out []byte, at *place, from *table, cell []byte) ([]byte, fault) {
	if at.shape.isMoment() && from.Kind == sheets.Workbook {
		if m, ok := moment(cell); ok {
			cell = m
		}
	}
	kind := at.shape.kind
	if (kind == ofNumber || kind == ofInteger) && from.DecimalComma() {
		pointed, ok := decimalPoint(cell)
		if !ok {
			kind = noNumber
		}
		cell = pointed
	}
	out, ok := appendCell(out, cell, kind)
	if !ok {
		return out, misfit
	}
	return out, fitting
}

// scalar adds an item to a list of scalars, which rows repeat.
func (t *tree) scalar(list *node, value []byte, where cellAt, bad fault) {
	for _, part := range list.parts {
		if part.row != t.row && bytes.Equal(part.leaf, value) {
			return
		}
	}
	n := t.node("", leafNode)
	n.leaf, n.cell, n.bad = value, where, bad
	list.parts = append(list.parts, n)
}

// again compares a value with the one that is there.
func (t *tree) again(part *node, value []byte, where cellAt) {
	switch {
	case part.kind != leafNode:
		t.problem(CodeHeading, where, value, where.table.heading(where.column))
	case !bytes.Equal(part.leaf, value) && !schema.Equal(part.leaf, value):
		t.problem(CodeCellConflict, where, value, where.table.heading(where.column), shortened(value), shortened(part.leaf))
	}
}

// problem reports what is wrong with a cell.
func (t *tree) problem(code string, where cellAt, value []byte, args ...string) {
	f := Found{Finding: rules[code].Finding(where.table.heading(where.column), args...)}
	f.File, f.Line, f.Value = where.table.File, where.row, shortened(value)
	f.OCID, f.Release, f.Cell = t.key.ocid, t.key.id, where.table.cellAt(where.row, where.column)
	t.found(f)
}

// shortened cuts a value for a report.
func shortened(value []byte) string {
	const most = 80
	if text := []rune(string(value[:min(len(value), 4*most)])); len(text) > most {
		return string(text[:most-1]) + "…"
	}
	return string(value)
}

// misfit reports a cell that was kept as text.
func (t *tree) misfit(n *node) {
	cell := n.leaf
	if text, err := jsontext.AppendUnquote(nil, n.leaf); err == nil {
		cell = text
	}
	heading, is := n.cell.table.heading(n.cell.column), n.cell.table.plan.columns[n.cell.column].shape
	if n.bad == ambiguous {
		a, b := readings(string(cell))
		t.problem(CodeAmbiguous, n.cell, n.leaf, heading, shortened(cell), a, b)
		return
	}
	k := is.kind
	if is.isMoment() {
		k = ofMoment
	}
	w := wanted[k]
	t.problem(CodeCellType, n.cell, n.leaf, heading, shortened(cell), w[0], w[1], w[2], w[3])
}

// wanted says what cells of a kind are, and how to write them: in English, then in Indonesian.
var wanted = map[kind][4]string{
	ofNumber:  {"number", "digits with a point before decimals and nothing else, such as 1250000.50", "angka", "angka saja dengan titik sebelum desimal, misalnya 1250000.50"},
	ofInteger: {"whole number", "digits alone, such as 30", "bilangan bulat", "angka saja, misalnya 30"},
	ofMoment:  {"date", "a day and the time with its zone, such as 2025-03-31T14:00:00+07:00, or the day alone, such as 2025-03-31", "tanggal", "hari dan jam dengan zona waktunya, misalnya 2025-03-31T14:00:00+07:00, atau harinya saja, misalnya 2025-03-31"},
	ofBoolean: {"truth value", "true or false", "nilai benar/salah", "true atau false"},
	ofNumbers: {"list of numbers", "numbers separated by semicolons", "daftar angka", "angka dipisahkan titik koma"},
	ofObject:  {"object", "its parts in columns of their own, such as value/amount", "objek", "bagian-bagiannya di kolom sendiri, misalnya value/amount"},
	ofObjects: {"list of objects", "its items in a table of their own, such as items/0/id", "daftar objek", "butir-butirnya di tabel sendiri, misalnya items/0/id"},
}
