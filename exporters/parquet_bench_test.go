package exporters_test

import (
	"fmt"
	"io"
	"math/rand/v2"
	"testing"
	"time"

	"terang/exporters"
)

// contractColumns are such as tables for people have.
var contractColumns = []exporters.Column{
	{Name: "ocid", Type: exporters.Text, Sought: true}, {Name: "release_id", Type: exporters.Text},
	{Name: "pointer", Type: exporters.Text}, {Name: "id", Type: exporters.Text}, {Name: "award_id", Type: exporters.Text},
	{Name: "title", Type: exporters.Text}, {Name: "status", Type: exporters.Text}, {Name: "status_label", Type: exporters.Text},
	{Name: "status_label_id", Type: exporters.Text}, {Name: "status_details", Type: exporters.Text},
	{Name: "amount", Type: exporters.Decimal, Scale: 4}, {Name: "currency", Type: exporters.Text},
	{Name: "date_signed", Type: exporters.Timestamp}, {Name: "date_signed_local", Type: exporters.Date},
	{Name: "start", Type: exporters.Timestamp}, {Name: "start_local", Type: exporters.Date},
	{Name: "buyer_id", Type: exporters.Text, Sought: true}, {Name: "buyer_name", Type: exporters.Text},
	{Name: "supplier_id", Type: exporters.Text, Sought: true}, {Name: "supplier_name", Type: exporters.Text},
	{Name: "items", Type: exporters.Integer}, {Name: "has_amendments", Type: exporters.Boolean},
}

var contractsTable = &exporters.Table{Name: "tables/contracts", Columns: contractColumns}

func one(r *rand.Rand, of ...string) string { return of[r.IntN(len(of))] }

// contractRow makes up a contract that is signed at the time.
func contractRow(r *rand.Rand, i int, at time.Time) []string {
	status := one(r, "active", "active", "terminated", "cancelled", "pending")
	buyer, supplier := r.IntN(400), int(r.Float64()*r.Float64()*20_000)
	start := at.AddDate(0, 0, r.IntN(20))
	title := fmt.Sprintf("%s %s %s %d", one(r, "Pembangunan", "Pengadaan", "Rehabilitasi", "Belanja", "Jasa Konsultansi"),
		one(r, "jalan", "gedung sekolah", "jembatan", "alat kesehatan", "komputer", "irigasi", "drainase", "kendaraan dinas"),
		one(r, "Kecamatan Suka Maju", "Desa Mekar Jaya", "Kelurahan Contoh", "Dusun Tiga", "RSUD", "SDN"), r.IntN(50))
	return []string{
		fmt.Sprintf("ocds-contoh-2025-%07d", i*3/2), fmt.Sprintf("%016x", r.Uint64()), fmt.Sprintf("/contracts/%d", i%3),
		fmt.Sprintf("K-%d", 500_000+i), fmt.Sprintf("A-%d", 700_000+i), title, status, "Label " + status, "Label Indonesia " + status, "Kontrak " + status,
		fmt.Sprintf("%d.%02d", r.Int64N(50_000)*100_000, r.IntN(2)*50), "IDR",
		at.Format(time.RFC3339), at.Add(7 * time.Hour).Format(time.DateOnly), start.Format(time.RFC3339), start.Format(time.DateOnly),
		fmt.Sprintf("ID-KEM-%05d", buyer), fmt.Sprintf("Dinas Contoh Nomor %d Kabupaten Suka", buyer),
		fmt.Sprintf("ID-NIB-%013d", supplier*7919), fmt.Sprintf("PT Contoh Karya %d", supplier),
		fmt.Sprint(1 + r.IntN(9)), fmt.Sprint(r.IntN(4) == 0),
	}
}

func contractRows(n int) *exporters.Rows {
	r := rand.New(rand.NewPCG(1, 2))
	rows := exporters.NewRows(len(contractColumns))
	cells := make([][]byte, len(contractColumns))
	at := time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC)
	for i := range n {
		at = at.Add(time.Duration(r.IntN(200)) * time.Second)
		for c, text := range contractRow(r, i, at) {
			cells[c] = []byte(text)
		}
		rows.Append(cells)
	}
	return rows
}

type size int64

func (s *size) Write(b []byte) (int, error) { *s += size(len(b)); return len(b), nil }

func BenchmarkParquet(b *testing.B) {
	rows := contractRows(150_000)
	b.ReportAllocs()
	b.SetBytes(int64(rows.Size()))
	var file size
	for b.Loop() {
		file = 0
		writeParquet(b, io.Writer(&file), contractsTable, rows)
	}
	cells := float64(rows.Len() * rows.Width() * b.N)
	b.ReportMetric(cells/b.Elapsed().Seconds()/1e6, "Mcells/s")
	b.ReportMetric(float64(file), "bytes")
}
