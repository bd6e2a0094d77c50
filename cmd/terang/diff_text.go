package main

import (
	"fmt"
	"io"
	"strings"
	"unicode"

	"terang/exporters"
	"terang/tables"
)

// diffText writes what differs for people: the ocid of a process, and below it a line for each row and field.
type diffText struct {
	*app
	to        io.Writer
	columns   map[[2]string]exporters.Column // by table and name
	processes int
}

func (a *app) newDiffText(w io.Writer, kinds []*tables.Kind) exporters.RowWriter {
	d := &diffText{app: a, to: w, columns: map[[2]string]exporters.Column{}}
	for _, k := range kinds {
		for _, c := range k.Table.Columns {
			d.columns[[2]string{k.Table.Name[strings.LastIndexByte(k.Table.Name, '/')+1:], c.Name}] = c
		}
	}
	return d
}

// Write writes the rows of one process.
func (d *diffText) Write(rows *exporters.Rows) error {
	if rows.Len() == 0 {
		return nil
	}
	d.processes++
	lines := []string{string(rows.Cell(0, tables.DeltaOCID))}
	told := map[string]string{} // values with their place in the release: the table that told them
	for i := range rows.Len() {
		if line := d.line(rows, i, told); line != "" && line != lines[len(lines)-1] {
			lines = append(lines, line)
		}
	}
	_, err := fmt.Fprintln(d.to, strings.Join(lines, "\n"))
	return err
}

// line tells of a field; of a row that came or went as a whole it says that alone. Empty where there is nothing to tell.
func (d *diffText) line(rows *exporters.Rows, i int, told map[string]string) string {
	cell := func(column int) string { return string(rows.Cell(i, column)) }
	table, field, before, after := cell(tables.DeltaTable), cell(tables.DeltaField), cell(tables.DeltaBefore), cell(tables.DeltaAfter)
	row := "  " + strings.TrimSpace(table+" "+d.shown(cell(tables.DeltaRow)))
	switch cell(tables.DeltaChange) {
	case tables.RowAdded:
		return row + ": " + d.t("added", "ditambahkan")
	case tables.RowWithdrawn:
		return row + ": " + d.t("withdrawn", "ditarik")
	}
	if place := d.columns[[2]string{table, field}].Pointer; place != "" {
		value := place + "\n" + before + "\n" + after
		if told[value] == "" {
			told[value] = table
		}
		if told[value] != table {
			return ""
		}
	}
	if d.follows(table, field) {
		return ""
	}
	return fmt.Sprintf("%s: %s %s -> %s", row, field, d.value(before), d.value(after))
}

// follows says whether a column only says in other words what another one says.
func (d *diffText) follows(table, field string) bool {
	for _, suffix := range []string{"_label", "_label_id", "_local"} {
		if name, ok := strings.CutSuffix(field, suffix); ok {
			if _, ok := d.columns[[2]string{table, name}]; ok {
				return true
			}
		}
	}
	return false
}

func (d *diffText) value(cell string) string {
	if cell == "" {
		return d.t("(empty)", "(kosong)")
	}
	return d.shown(cell)
}

// shown is a value on one line, cut where it is long.
func (d *diffText) shown(text string) string {
	const most = 80
	text = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return ' '
		}
		return r
	}, text)
	if letters := []rune(text); len(letters) > most {
		text = string(letters[:most]) + "…"
	}
	return text
}

// Close tells how many processes differ.
func (d *diffText) Close() error {
	if d.processes == 0 {
		_, err := fmt.Fprintln(d.to, d.t("Nothing differs.", "Tidak ada yang berbeda."))
		return err
	}
	_, err := fmt.Fprintf(d.to, d.t("%d processes differ.\n", "%d proses berbeda.\n"), d.processes)
	return err
}
