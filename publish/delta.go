package publish

import (
	"fmt"
	"maps"
	"slices"

	"terang/exporters"
	"terang/schema"
	"terang/store"
	"terang/tables"
)

// delta keeps what is otherwise than in the version before, row by row and field by field.
type delta struct {
	rows    *exporters.Spool // nil for the first version, to which there is no before
	changes map[string]*exporters.TableChanges
}

func newDelta(b *store.Build) *delta {
	d := &delta{changes: map[string]*exporters.TableChanges{}}
	if b.Previous != nil {
		d.rows = exporters.NewSpool(len(tables.Delta.Columns))
	}
	return d
}

// of compares a process with what the version before has of it. It may be called for several at once.
func (d *delta) of(kinds []*tables.Kind, process *store.Process, now *tables.Process) (*exporters.Rows, error) {
	if d.rows == nil {
		return nil, nil
	}
	var before *tables.Process
	if process.Before != nil {
		tree, err := schema.Parse(process.Before)
		if err != nil {
			return nil, fmt.Errorf("%s in the version before: %w", process.OCID, err)
		}
		before = &tables.Process{OCID: process.OCID, Tree: tree, Schema: now.Schema, Zone: now.Zone, Tags: now.Tags}
	}
	rows := exporters.NewRows(len(tables.Delta.Columns))
	tables.Diff(kinds, before, now, rows)
	return rows, nil
}

// add keeps the changes of one process, whose rows of one thing stand together.
func (d *delta) add(rows *exporters.Rows) error {
	if rows == nil {
		return nil
	}
	last := ""
	for i := range rows.Len() {
		table, change := string(rows.Cell(i, tables.DeltaTable)), string(rows.Cell(i, tables.DeltaChange))
		if thing := table + "\n" + change + "\n" + string(rows.Cell(i, tables.DeltaRow)); thing != last {
			d.count("tables/"+table, change)
			last = thing
		}
	}
	return d.rows.Add(rows)
}

func (d *delta) count(table, change string) {
	c := d.changes[table]
	if c == nil {
		c = &exporters.TableChanges{Table: table}
		d.changes[table] = c
	}
	switch change {
	case tables.RowAdded:
		c.Added++
	case tables.RowWithdrawn:
		c.Withdrawn++
	default:
		c.Changed++
	}
}

// counts are the changes by table, by its name.
func (d *delta) counts() (all []exporters.TableChanges) {
	for _, name := range slices.Sorted(maps.Keys(d.changes)) {
		all = append(all, *d.changes[name])
	}
	return all
}

func (d *delta) close() {
	if d.rows != nil {
		d.rows.Close()
	}
}

// addDelta writes what is otherwise than in the version before.
func (x *export) addDelta(d *delta) error {
	if d.rows == nil {
		return nil
	}
	if err := d.rows.Seal(); err != nil {
		return err
	}
	x.manifest.Tables = append(x.manifest.Tables, tables.Delta)
	s := &stream{table: tables.Delta, rows: d.rows}
	for _, f := range []tableFormat{jsonRowsFormat, parquetFormat} {
		m, err := x.tableFile(s, f, tables.Delta.Name+f.ending)
		if err != nil {
			return err
		}
		if err := x.addMade(m); err != nil {
			return err
		}
	}
	return nil
}
