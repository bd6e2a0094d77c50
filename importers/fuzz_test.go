package importers

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"terang/sheets"
)

// FuzzProfile: whatever somebody writes is a profile or an error that says so, and what is a profile can be used.
func FuzzProfile(f *testing.F) {
	f.Add(small + "      tender: {tender: {title: nama}}\n")
	f.Add("profile: x\nsource: {id: x}\nstages: [a]\ntables: {t: {files: [x], process: p, releases: {a: {\"b[each c | list]\": {d: =e}}}}}\n")
	for _, e := range []string{"a // b | rupiah", "{a}/{b | minus 1} | find lots.k c", "=x | default y", "a | | b", "{{a}}", "| code", "a = b", "nama | raw", "{no}e9 | raw"} {
		f.Add(small + "      tender:\n        tender: {title: \"" + e + "\", when: \"" + e + "\"}\n")
	}
	path := filepath.Join(f.TempDir(), "lots.csv")
	if err := os.WriteFile(path, []byte("no,nama,nilai\n1,A,2\n2,B,x\n"), 0o644); err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text string) {
		p, err := ParseProfile("my.yaml", []byte(text))
		if err != nil {
			return
		}
		sources, err := sheets.Any.Open(path)
		if err != nil {
			t.Fatal(err)
		}
		var out strings.Builder
		if _, err := Import(context.Background(), p, sources, &out, testOptions()); err != nil {
			t.Errorf("%v", err)
		}
		if !json.Valid([]byte(out.String())) {
			t.Errorf("no JSON: %s", out.String())
		}
	})
}

// BenchmarkImport imports 20,000 rows of two tables into 10,000 processes.
func BenchmarkImport(b *testing.B) {
	const processes = 10000
	announced := []byte("kd_klpd,nama_klpd,kd_satker_str,nama_satker,kd_lpse,kd_nontender,kd_rup,nama_paket,pagu,hps,mak,jenis_pengadaan,mtd_pemilihan,status_nontender,versi_nontender,tgl_pengumuman_nontender,nip_nama_ppk\n")
	awarded := []byte("kd_klpd,nama_klpd,kd_lpse,kd_nontender,nilai_negosiasi,tgl_selesai_nontender,kd_penyedia,nama_penyedia,npwp_penyedia\n")
	for i := range processes {
		announced = fmt.Appendf(announced, "D999,Kab. Contoh,1.03.01,DINAS CONTOH,999,%d,%d,Belanja contoh %d,80000000,79000000,1.03.01.5.1,Jasa Lainnya,Pengadaan Langsung,Selesai,1,2025-01-10 14:00:00,1999 X\n", i, 50000000+i, i)
		awarded = fmt.Appendf(awarded, "D999,Kab. Contoh,999,%d,77000000,2025-01-20 16:00:00,%d,CV Contoh %d,01.%03d.%03d.1-999.000\n", i, i, i, i/1000, i%1000)
	}
	folder := b.TempDir()
	for name, text := range map[string][]byte{"SPSE-NonTenderPengumuman.csv": announced, "SPSE-NonTenderSelesai.csv": awarded} {
		if err := os.WriteFile(filepath.Join(folder, name), text, 0o644); err != nil {
			b.Fatal(err)
		}
	}
	p, err := FindProfile("spse")
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(announced) + len(awarded)))
	for b.Loop() {
		sources, err := sheets.Any.Open(folder)
		if err != nil {
			b.Fatal(err)
		}
		if _, err := Import(context.Background(), p, sources, io.Discard, testOptions()); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(2*processes)*float64(b.N)/b.Elapsed().Seconds()*60, "rows/min")
}
