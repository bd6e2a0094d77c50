package site

import (
	"context"

	"terang/exporters"
	"terang/search"
	"terang/tables"
)

// row is a row of a table for people, by the names of its columns. What is empty is not there.
type row map[string]string

// label is what a code means in a language: the column's label, else the code itself.
func (r row) label(l language, name string) string {
	if text := r[name+"_label_id"]; l == indonesian && text != "" {
		return text
	}
	if text := r[name+"_label"]; text != "" {
		return text
	}
	return r[name]
}

// rowsOf are the rows of a table.
func rowsOf(t *exporters.Table, rows *exporters.Rows) []row {
	all := make([]row, rows.Len())
	for i := range all {
		all[i] = row{}
		for k, column := range t.Columns {
			if cell := rows.Cell(i, k); len(cell) > 0 {
				all[i][column.Name] = string(cell)
			}
		}
	}
	return all
}

// rows are a process's rows in the table of that name.
func (q *request) rows(name string, p *tables.Process) []row {
	k := q.site.read.Kind(name)
	made := exporters.NewRows(len(k.Table.Columns))
	k.Rows(p, made)
	return rowsOf(k.Table, made)
}

// found are the rows of what keys stand for: of processes, or of contracts.
func (q *request) found(ctx context.Context, name string, keys []search.Key) ([]row, error) {
	k := q.site.read.Kind(name)
	made, err := q.site.read.Rows(ctx, q.version, k, keys)
	if err != nil {
		return nil, err
	}
	return rowsOf(k.Table, made), nil
}
