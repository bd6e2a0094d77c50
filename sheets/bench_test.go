package sheets

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

const benchRows = 100_000

// inventedRow is a row as an officer's export has it: 12 columns.
func inventedRow(i int) []any {
	return []any{i, fmt.Sprintf("3.01.0%d", i), "Rehabilitasi Jalan Lingkungan, Kelurahan Contoh", "Dinas Pekerjaan Umum", 199995334.78 + float64(i), "Tender", "APBD", 2025, "2025-03-31", "CV Contoh Karya", "Jalan Merdeka \"12\"", "selesai"}
}

var benchHeadings = []any{"No", "Kode RUP", "Nama Paket", "Satuan Kerja", "HPS (Rp)", "Metode", "Sumber Dana", "Tahun", "Tanggal", "Penyedia", "Alamat", "Status"}

func benchmarkRows(b *testing.B, path string) {
	b.Helper()
	sources, err := Open(path)
	must(b, err)
	defer closeAll(sources)
	b.ReportAllocs()
	for b.Loop() {
		n := 0
		must(b, sources[0].Sheets[0].Rows(func(r *Row) error {
			if _, ok := r.Get("hps_rp"); ok {
				n++
			}
			return nil
		}))
		if n != benchRows {
			b.Fatal(n)
		}
	}
	b.ReportMetric(benchRows*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
}

func BenchmarkRowsOfCSV(b *testing.B) {
	var out strings.Builder
	for i := range benchRows + 1 {
		row := benchHeadings
		if i > 0 {
			row = inventedRow(i)
		}
		for _, cell := range row {
			fmt.Fprintf(&out, "\"%s\";", strings.ReplaceAll(fmt.Sprint(cell), `"`, `""`))
		}
		out.WriteString("\r\n")
	}
	benchmarkRows(b, fileOf(b, "a.csv", out.String()))
}

func BenchmarkRowsOfJSON(b *testing.B) {
	var out strings.Builder
	out.WriteString(`{"success":true,"data":[`)
	for i := range benchRows {
		if i > 0 {
			out.WriteByte(',')
		}
		for k, cell := range inventedRow(i) {
			fmt.Fprintf(&out, `%s%q:%q`, map[bool]string{true: "{", false: ","}[k == 0], benchHeadings[k], fmt.Sprint(cell))
		}
		out.WriteString("}")
	}
	out.WriteString(`]}`)
	benchmarkRows(b, fileOf(b, "a.json", out.String()))
}

func BenchmarkRowsOfWorkbook(b *testing.B) {
	book := excelize.NewFile()
	w, err := book.NewStreamWriter("Sheet1")
	must(b, err)
	must(b, w.SetRow("A1", benchHeadings))
	for i := range benchRows {
		must(b, w.SetRow(fmt.Sprintf("A%d", i+2), inventedRow(i)))
	}
	must(b, w.Flush())
	path := filepath.Join(b.TempDir(), "a.xlsx")
	must(b, book.SaveAs(path))
	benchmarkRows(b, path)
}
