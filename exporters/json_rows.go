package exporters

import (
	"io"

	"github.com/go-json-experiment/json/jsontext"
)

// JSONRows writes rows as JSON Lines: an object for each row, with the columns' names as members. Numbers are written as
// their digits stand, and null is left out.
type JSONRows struct {
	to    io.Writer
	table *Table
	names [][]byte // quoted, with the colon
	line  []byte
}

// NewJSONRows writes rows of t to w.
func NewJSONRows(w io.Writer, t *Table) *JSONRows {
	j := &JSONRows{to: w, table: t}
	for _, c := range t.Columns {
		name, _ := jsontext.AppendQuote(nil, c.Name) // headings are UTF-8
		j.names = append(j.names, append(name, ':'))
	}
	return j
}

// Write writes the rows.
func (j *JSONRows) Write(rows *Rows) error {
	for row := range rows.Len() {
		j.line = append(j.line[:0], '{')
		for i, c := range j.table.Columns {
			if cell := rows.Cell(row, i); len(cell) > 0 {
				j.member(j.names[i], c.Type, cell)
			}
		}
		if _, err := j.to.Write(append(j.line, '}', '\n')); err != nil {
			return err
		}
	}
	return nil
}

func (j *JSONRows) member(name []byte, t Type, cell []byte) {
	if j.line[len(j.line)-1] != '{' {
		j.line = append(j.line, ',')
	}
	j.line = append(j.line, name...)
	switch t {
	case Integer, Decimal, Boolean:
		j.line = append(j.line, cell...)
	default:
		j.line, _ = jsontext.AppendQuote(j.line, cell) // cells are UTF-8
	}
}

// Close does nothing: JSON Lines have no end.
func (j *JSONRows) Close() error { return nil }
