package site_test

import (
	"bytes"
	"fmt"
	"os"
	"strconv"
	"testing"

	"terang/sample"
)

// BenchmarkSearchPage asks for pages of a large sample: TERANG_BENCH_PROCESSES says how large. A parameter that nobody
// knows makes each address another, so that no answer is given again.
func BenchmarkSearchPage(b *testing.B) {
	processes, err := strconv.Atoi(os.Getenv("TERANG_BENCH_PROCESSES"))
	if err != nil {
		processes = 2000
	}
	folder := b.TempDir()
	w := newWorld(b, folder+"/ledger.db", folder, b.Cleanup)
	var text bytes.Buffer
	if err := sample.Write(&text, sample.Options{Seed: 1, Processes: processes}, 0); err != nil {
		b.Fatal(err)
	}
	v := w.Publish(b, sample.HandInDate(0), text.Bytes())
	for name, path := range map[string]string{
		"home": "/id/?", "everything": "/id/search?", "year": "/id/search?year=2025", "frequent word": "/id/search?q=contoh",
		"words": "/id/search?q=rehabilitasi+jalan", "period": "/id/search?tenderFrom=2025-01-01&sort=-value", "table": "/id/search?view=table&year=2025",
		"nothing": "/id/search?q=jalan+antahberantah&year=2025",
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportMetric(float64(v.Records), "processes")
			for i := 0; b.Loop(); i++ {
				w.ok(b, path+"&x="+fmt.Sprint(i))
			}
		})
	}
}
