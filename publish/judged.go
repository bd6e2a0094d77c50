package publish

import (
	"slices"
	"strings"

	"terang/exporters"
	"terang/indicators"
	"terang/store"
	"terang/tables"
)

// keptLists are the tables whose rows the store keeps, too, so that they can be asked for one by one. Those of single
// contracts are the most by far, and follow from their process: of them what is flagged and does not is kept alone.
var keptLists = []string{"flags", "supplier_performance", "buyer_performance", "contractor_performance"}

// keptWidth is how many cells a result has while it waits: those of store.About, and its text.
const keptWidth = 7

// listOf is the list that a table's rows are kept in, empty where they are not.
func listOf(t *exporters.Table) string {
	if name := strings.TrimPrefix(t.Name, "tables/"); slices.Contains(keptLists, name) {
		return name
	}
	return ""
}

// keptRow adds a result to those that the store will keep. They wait as rows, since records are being read from it. A
// supplier's with each buyer, category and year are many times as many as suppliers: files alone have them.
func keptRow(list string, r *indicators.Result, out *exporters.Rows) {
	s := &r.Subject
	if strings.HasPrefix(string(s.Kind), string(indicators.OfSupplier)+"_") && list == "supplier_performance" {
		return
	}
	if list == "contractor_performance" && (r.State != indicators.Flagged || !indicators.Relative(r.Indicator)) {
		return
	}
	cells := [][]byte{nil, nil, nil, nil, nil, nil, tables.ResultText(r)}
	for i, text := range []string{list, r.Indicator, string(s.Kind), s.OCID, s.Supplier, s.Buyer} {
		cells[i] = []byte(text)
	}
	out.Append(cells)
}

// keep puts the results that wait into the store.
func (p *indicatorPass) keep() error {
	if err := p.flagging.keep(); err != nil {
		return err
	}
	if err := p.kept.Seal(); err != nil {
		return err
	}
	return p.build.Results(func(put func([]store.Result) error) error {
		return p.kept.Each(func(rows *exporters.Rows) error { return put(keptResults(rows)) })
	})
}

func keptResults(rows *exporters.Rows) []store.Result {
	all := make([]store.Result, rows.Len())
	for i := range all {
		cell := func(column int) string { return string(rows.Cell(i, column)) }
		all[i].About = store.About{List: cell(0), Indicator: cell(1), Subject: cell(2), OCID: cell(3), Supplier: cell(4), Buyer: cell(5)}
		all[i].Text = rows.Cell(i, 6)
	}
	return all
}
