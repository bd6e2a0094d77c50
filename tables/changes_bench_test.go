package tables

import (
	"testing"

	"terang/exporters"
	"terang/schema"
)

// BenchmarkChanges makes the rows of what releases changed, of histories that are decoded.
func BenchmarkChanges(b *testing.B) {
	processes, _ := sampled(b, 300)
	kind := changes()
	for _, p := range processes {
		history, err := schema.DecodeHistory(p.History.Encode())
		if err != nil {
			b.Fatal(err)
		}
		p.History = history
	}
	b.ReportAllocs()
	rows := 0
	for b.Loop() {
		out := exporters.NewRows(len(kind.Table.Columns))
		for _, p := range processes {
			kind.Rows(p, out)
		}
		rows = out.Len()
	}
	b.ReportMetric(float64(rows), "rows/op")
}
