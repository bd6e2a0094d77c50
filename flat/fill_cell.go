package flat

import (
	"fmt"
	"strings"

	"terang/sheets"
)

// Cell is where in a table a value stands.
type Cell struct {
	File    string // the file, and the sheet of a workbook: book.xlsx#Sheet1
	Row     int    // as a spreadsheet shows it, from 1; 0 for all rows
	Column  int    // from 0; -1 for the row as a whole
	Heading string // as it is written
	Book    bool   // it is a workbook's
}

// String is the cell as people find it: book.xlsx#Sheet1!F12 (tender/title), or data.csv:12 F (tender/title).
func (c Cell) String() string {
	if c.Row == 0 {
		return c.File
	}
	var place string
	switch {
	case c.Column < 0 && c.Book:
		place = fmt.Sprintf("%s!%d", c.File, c.Row)
	case c.Column < 0:
		place = fmt.Sprintf("%s:%d", c.File, c.Row)
	case c.Book:
		place = fmt.Sprintf("%s!%s%d", c.File, sheets.ColumnName(c.Column), c.Row)
	default:
		place = fmt.Sprintf("%s:%d %s", c.File, c.Row, sheets.ColumnName(c.Column))
	}
	if c.Heading != "" {
		place += " (" + strings.Join(strings.Fields(c.Heading), " ") + ")"
	}
	return place
}

// cellAt is a cell of the table; a column of -1 is the whole row.
func (t *table) cellAt(row, column int) Cell {
	c := Cell{File: t.File, Row: row, Column: column, Book: t.Kind == sheets.Workbook}
	if column >= 0 && column < len(t.headings) {
		c.Heading = t.headings[column]
	}
	return c
}

// cellOf is the cell of which the value at a pointer was made; where nothing is there, or more than a value, the row of
// the first value in what is nearest to it.
func (t *tree) cellOf(pointer string) Cell {
	n, exact := t.root, true
	for token := range strings.SplitSeq(strings.Trim(pointer, "/"), "/") {
		if n.kind == leafNode {
			break // an item of a list of texts: the cell has the list
		}
		next := n.child(unescape.Replace(token))
		if next == nil {
			exact = false
			break
		}
		n = next
	}
	at, ok := n.firstCell()
	switch {
	case !ok:
		return Cell{}
	case !exact || n.kind != leafNode:
		return at.table.cellAt(at.row, -1)
	}
	return at.table.cellAt(at.row, at.column)
}

// firstCell is where the first value in a node was read; false where rest has it.
func (n *node) firstCell() (cellAt, bool) {
	if n.kind == leafNode {
		return n.cell, n.cell.table != nil
	}
	for _, part := range n.parts {
		if at, ok := part.firstCell(); ok {
			return at, true
		}
	}
	return cellAt{}, false
}
