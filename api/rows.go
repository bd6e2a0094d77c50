package api

import (
	"bytes"
	"encoding/json"

	"terang/exporters"
)

// narrowed is the table with only the columns of those names, and its rows.
func narrowed(t *exporters.Table, names []string, rows *exporters.Rows) (*exporters.Table, *exporters.Rows) {
	if len(names) == len(t.Columns) {
		return t, rows
	}
	narrow, places := *t, []int{}
	narrow.Columns = nil
	for i, c := range t.Columns {
		for _, name := range names {
			if c.Name == name {
				narrow.Columns, places = append(narrow.Columns, c), append(places, i)
			}
		}
	}
	out, cells := exporters.NewRows(len(places)), make([][]byte, len(places))
	for row := range rows.Len() {
		for k, place := range places {
			cells[k] = rows.Cell(row, place)
		}
		out.Append(cells)
	}
	return &narrow, out
}

func columnNames(t *exporters.Table) []string {
	names := make([]string, len(t.Columns))
	for i, c := range t.Columns {
		names[i] = c.Name
	}
	return names
}

// objects writes rows as JSON objects.
func objects(t *exporters.Table, rows *exporters.Rows) []json.RawMessage {
	var b bytes.Buffer
	_ = exporters.NewJSONRows(&b, t).Write(rows) // to a buffer, never fails
	all := make([]json.RawMessage, 0, rows.Len())
	for line := range bytes.Lines(b.Bytes()) {
		all = append(all, bytes.TrimSuffix(line, []byte{'\n'}))
	}
	return all
}
