package api

import (
	"cmp"
	"slices"

	"terang/exporters"
	"terang/tables"
)

// diffCell is a row of tables.Delta.
type diffCell struct {
	Table   string  `json:"table"`
	OCID    string  `json:"ocid"`
	Row     string  `json:"row"`
	Change  string  `json:"change"`
	Field   string  `json:"field"`
	Before  *string `json:"before"`
	After   *string `json:"after"`
	Release string  `json:"release_id"`
}

// gatheredDiff puts cells that differ together to rows.
type gatheredDiff struct {
	body  diffBody
	base  string
	cells int
	size  int
}

// rows adds the rows of tables.Delta.
func (g *gatheredDiff) rows(rows *exporters.Rows) error {
	for i := range rows.Len() {
		text := func(column int) string { return string(rows.Cell(i, column)) }
		filled := func(column int) *string {
			if cell := text(column); cell != "" {
				return &cell
			}
			return nil
		}
		err := g.add(diffCell{text(tables.DeltaTable), text(tables.DeltaOCID), text(tables.DeltaRow), text(tables.DeltaChange),
			text(tables.DeltaField), filled(tables.DeltaBefore), filled(tables.DeltaAfter), text(tables.DeltaRelease)})
		if err != nil {
			return err
		}
	}
	return nil
}

// add adds a cell, to the row before it where it is one of that.
func (g *gatheredDiff) add(c diffCell) error {
	g.cells++
	for _, text := range []*string{c.Before, c.After} {
		if text != nil {
			g.size += len(*text)
		}
	}
	if g.cells > maxDiffCells || g.size > maxPage {
		return errTooMuch
	}
	if n := len(g.body.Rows); n == 0 || !g.body.Rows[n-1].has(c) {
		g.begin(c)
	}
	last := &g.body.Rows[len(g.body.Rows)-1]
	last.Fields = append(last.Fields, diffField{c.Field, c.Before, c.After})
	return nil
}

func (r *diffRow) has(c diffCell) bool {
	return r.Table == c.Table && r.OCID == c.OCID && r.Row == c.Row && r.Change == c.Change
}

// begin adds a row, and counts it.
func (g *gatheredDiff) begin(c diffCell) {
	row := diffRow{Table: c.Table, OCID: c.OCID, Row: c.Row, Change: c.Change}
	if c.Release != "" {
		row.Release = &releaseLink{ID: c.Release, URL: exporters.ReleaseURL(g.base, c.OCID, c.Release)}
	}
	g.body.Rows = append(g.body.Rows, row)
	i, found := slices.BinarySearchFunc(g.body.Counts, c.Table, func(n diffCount, table string) int { return cmp.Compare(n.Table, table) })
	if !found {
		g.body.Counts = slices.Insert(g.body.Counts, i, diffCount{Table: c.Table})
	}
	switch n := &g.body.Counts[i]; c.Change {
	case tables.RowAdded:
		n.Added++
	case tables.RowWithdrawn:
		n.Withdrawn++
	default:
		n.Changed++
	}
}
