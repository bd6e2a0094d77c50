package exporters_test

import (
	"bytes"
	"fmt"
	"io"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"terang/exporters"
)

// everyType is a table with a column of each type, and columns of text of each kind.
var everyType = &exporters.Table{Name: "tables/contoh", Title: "Sample", TitleID: "Contoh", Columns: []exporters.Column{
	{Name: "zeta/ocid", Type: exporters.Text, Key: true, Sought: true, Title: "Process", TitleID: "Proses"},
	{Name: "buyer", Type: exporters.Text, Sought: true, Description: "who buys <&>", DescriptionID: "siapa yang membeli"},
	{Name: "title", Type: exporters.Text},
	{Name: "rare", Type: exporters.Text, Sought: true},
	{Name: "never", Type: exporters.Text, Sought: true},
	{Name: "count", Type: exporters.Integer},
	{Name: "amount", Type: exporters.Decimal, Scale: 4},
	{Name: "whole", Type: exporters.Decimal},
	{Name: "small", Type: exporters.Decimal, Scale: 38},
	{Name: "signed", Type: exporters.Boolean},
	{Name: "at", Type: exporters.Timestamp},
	{Name: "day", Type: exporters.Date},
	{Name: "empty", Type: exporters.Decimal, Scale: 14},
}}

const nines = "99999999999999999999999999999999999999"

// sampleRow makes up a row; the same number always gives the same.
func sampleRow(i int) []string {
	r := rand.New(rand.NewPCG(4, uint64(i)))
	row := []string{
		fmt.Sprintf("ocds-contoh-%08d", i), fmt.Sprintf("ID-KEM-%03d", r.IntN(300)), sampleTitle(r, i), "", "",
		fmt.Sprint(int64(r.Uint64())), sampleAmount(r), sampleEdge(r, nines, ""), sampleEdge(r, "0."+nines, "."),
		fmt.Sprint(r.IntN(2) == 0),
		time.UnixMicro(r.Int64N(8e15) - 4e15).UTC().Format("2006-01-02T15:04:05.999999Z"),
		time.Unix(r.Int64N(8e9)-4e9, 0).UTC().Format("2006-01-02"), "",
	}
	if i%1000 == 0 {
		row[3] = fmt.Sprintf("rare-%d", i)
	}
	for c := 1; c < len(row); c++ {
		if r.IntN(8) == 0 {
			row[c] = ""
		}
	}
	return row
}

func sampleTitle(r *rand.Rand, i int) string {
	words := []string{"Pengadaan", "jalan", "“Jembatan”", "gedung — sekolah", "日本語", "𝔘nicode", "línea\n2", `"kutip", koma`, "\U0010FFFF"}
	var b strings.Builder
	for range 2 + r.IntN(7) {
		b.WriteString(words[r.IntN(len(words))])
		b.WriteByte(' ')
	}
	fmt.Fprint(&b, i)
	if r.IntN(5000) == 0 {
		b.WriteString(strings.Repeat("panjang ", 20_000))
	}
	return b.String()
}

func sampleAmount(r *rand.Rand) string {
	amount := fmt.Sprintf("%d.%04d", r.Int64N(1e12), r.IntN(10_000))
	if r.IntN(10) == 0 {
		amount = "-" + amount
	}
	return amount
}

// sampleEdge is the largest number, the smallest, or one between.
func sampleEdge(r *rand.Rand, most, point string) string {
	switch r.IntN(20) {
	case 0:
		return most
	case 1:
		return "-" + most
	case 2:
		return "0"
	}
	if point == "" {
		return fmt.Sprint(int64(r.Uint64()))
	}
	return fmt.Sprintf("-0.%019d", r.Int64())
}

// sampleRows are the rows from number from to before number to.
func sampleRows(from, to int) *exporters.Rows {
	rows := exporters.NewRows(len(everyType.Columns))
	cells := make([][]byte, len(everyType.Columns))
	for i := from; i < to; i++ {
		for c, text := range sampleRow(i) {
			cells[c] = []byte(text)
		}
		rows.Append(cells)
	}
	return rows
}

// rowsOf are rows of one column.
func rowsOf(cells ...string) *exporters.Rows {
	rows := exporters.NewRows(1)
	for _, cell := range cells {
		rows.Append([][]byte{[]byte(cell)})
	}
	return rows
}

func writeParquet(t testing.TB, w io.Writer, table *exporters.Table, batches ...*exporters.Rows) {
	t.Helper()
	p, err := exporters.NewParquet(w, table)
	if err != nil {
		t.Fatal(err)
	}
	for _, rows := range batches {
		if err := p.Write(rows); err != nil {
			t.Fatal(err)
		}
	}
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
}

func parquetBytes(t testing.TB, table *exporters.Table, batches ...*exporters.Rows) []byte {
	t.Helper()
	var file bytes.Buffer
	writeParquet(t, &file, table, batches...)
	return file.Bytes()
}
