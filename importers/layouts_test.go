package importers

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"terang/schema"
	"terang/sheets"
)

// layouts are the profiles whose tables are our own.
var layouts = []string{"daftarhitam", "eaudit", "emonev", "musrenbang", "sikap", "siskeudes"}

// lateOptions are those of tests on a day after all that the examples tell.
func lateOptions() Options {
	o := testOptions()
	o.Now = time.Date(2026, 11, 22, 8, 0, 0, 0, o.Zone)
	return o
}

// TestLayouts holds each filled example against its golden file. All its columns are taken or private, and nothing of
// the private ones is anywhere in releases or report.
func TestLayouts(t *testing.T) {
	for _, name := range layouts {
		t.Run(name, func(t *testing.T) {
			checkGoldenWith(t, name, lateOptions())
			made, result := importFolder(t, name, lateOptions(), filepath.Join("testdata", name))
			for _, f := range result.Files {
				if len(f.Unused)+len(f.Missing) > 0 {
					t.Errorf("%s: columns not taken: %s; missing: %s", f.File, f.Unused, f.Missing)
				}
			}
			var report strings.Builder
			if err := result.WriteText(&report, "id"); err != nil {
				t.Fatal(err)
			}
			count := 0
			for _, secret := range privateCells(t, filepath.Join("testdata", name)) {
				if count++; strings.Contains(string(made)+report.String(), secret) {
					t.Errorf("what is private got out: %s", secret)
				}
			}
			if count == 0 {
				t.Error("the example has no private column")
			}
			if !strings.Contains(string(made), "DATA CONTOH") {
				t.Error("the example does not say that it is invented")
			}
		})
	}
}

// privateCells are the filled cells of private columns.
func privateCells(t *testing.T, folder string) (all []string) {
	t.Helper()
	sources, err := sheets.Any.Open(folder)
	if err != nil {
		t.Fatal(err)
	}
	for _, source := range sources {
		defer source.Close()
		for _, sheet := range source.Sheets {
			if err := sheet.Rows(func(r *sheets.Row) error {
				for column, text := range r.Columns() {
					if columnRule(column) != "" {
						all = append(all, text)
					}
				}
				return nil
			}); err != nil {
				t.Fatal(err)
			}
		}
	}
	return all
}

// layout imports one table, given as CSV, and gives its releases and the report.
func layout(t *testing.T, profile, table, csv string) (releases []map[string]any, result *Result) {
	t.Helper()
	path := filepath.Join(t.TempDir(), table+".csv")
	if err := os.WriteFile(path, []byte(csv), 0o644); err != nil {
		t.Fatal(err)
	}
	made, result := importFolder(t, profile, lateOptions(), path)
	if len(result.Releases) > 0 {
		judge(t, made, result)
	}
	var pkg struct{ Releases []map[string]any }
	if err := json.Unmarshal(made, &pkg); err != nil {
		t.Fatal(err)
	}
	return pkg.Releases, result
}

// TestLayoutsJoinSPSE tells progress, a score, a sanction and a finding by the codes of SPSE: all land on the contract that
// the profile spse makes of its own exports.
func TestLayoutsJoinSPSE(t *testing.T) {
	made, _ := importFolder(t, "spse", lateOptions(), filepath.Join("testdata", "spse"))
	const ocid, contract = "ocds-contoh-t-999-9001000", "9001000-SPPBJ/1/2025"
	for _, part := range []string{`"` + ocid + `"`, `{"id":"` + contract + `",`, `"awardID":"9001000"`} {
		if !strings.Contains(string(made), part) {
			t.Fatalf("spse makes no %s", part)
		}
	}
	const keys, row = "kode_tender,kode_lpse,nomor_sppbj,", "9001000,999,SPPBJ/1/2025,"
	for _, test := range []struct{ profile, table, columns, cells string }{
		{"emonev", "progres", "tanggal,progres_fisik", "2025-06-30,40"},
		{"sikap", "penilaian", "total_skor", "3"},
		{"daftarhitam", "sanksi", "nomor_sk,pelanggaran", "SK/1,Wanprestasi"},
		{"eaudit", "temuan", "nomor_lhp,dasar_publikasi", "LHP/1,SK PPID 1"},
	} {
		releases, _ := layout(t, test.profile, test.table, keys+test.columns+"\n"+row+test.cells+"\n")
		if len(releases) != 1 || releases[0]["ocid"] != ocid || within(releases[0], "contracts 0 id") != contract || within(releases[0], "contracts 0 awardID") != "9001000" {
			t.Errorf("%s: %v", test.profile, releases)
		}
	}
	releases, _ := layout(t, "sikap", "SIKaP-PenilaianKinerjaPenyedia-Tender",
		"kd_tender,kd_lpse,no_sppbj,indikator_penilaian,nilai_indikator,total_skors\n9001000,999,SPPBJ/1/2025,Waktu,2,\"2,7\"\n9001000,999,SPPBJ/1/2025,Biaya,3,\"2,7\"\n")
	metrics := "contracts 0 implementation metrics "
	if len(releases) != 1 || within(releases[0], metrics+"0 id") != "kinerja-waktu" || within(releases[0], metrics+"0 observations 0 dimensions weight") != "0.30" ||
		within(releases[0], metrics+"1 observations 0 measure") != 2.7 || within(releases[0], metrics+"2 id") != "kinerja-biaya" {
		t.Errorf("the feed's rows: %v", releases)
	}
}

// TestLayoutsSkip counts the reason of each row that is not taken.
func TestLayoutsSkip(t *testing.T) {
	for _, test := range []struct{ profile, table, csv, reason string }{
		{"musrenbang", "usulan", "id_usulan,judul_usulan,kode_rup\nU1,Jalan,\n", "the proposal joins no plan"},
		{"musrenbang", "usulan", "id_usulan,judul_usulan,ocid\nU1,Jalan,50001\n", "what stands in the column ocid is no ocid"},
		{"musrenbang", "usulan", "id_usulan,judul_usulan,kode_rup\n,Jalan,1\n", "the proposal has no number"},
		{"emonev", "progres", "ocid,tanggal,progres_fisik\nocds-contoh-1,kapan-kapan,1\n", "the report has no date that can be read"},
		{"emonev", "progres", "ocid,tanggal,progres_fisik,id_kontrak\nocds-contoh-1,2026-01-01,1,k\n", "no award is named (id_penetapan or kode_tender)"},
		{"sikap", "penilaian", "ocid,id_kontrak,id_penetapan,total_skor\nocds-contoh-1,k,p,\"3,01\"\n", "the total is not on the scale from 0 to 3"},
		{"daftarhitam", "sanksi", "kode_tender,kode_lpse,nomor_sk,pelanggaran\n1,9,,x\n", "the decision has no number"},
		{"eaudit", "temuan", "kode_tender,kode_lpse,nomor_lhp,dasar_publikasi\n1,9,L,\n", "not declared public (dasar_publikasi is empty)"},
		{"eaudit", "temuan", "kode_tender,kode_lpse,nomor_lhp\n1,9,L\n", "not declared public (dasar_publikasi is empty)"},
		{"siskeudes", "kegiatan", "kode_desa,tahun,kode_kegiatan,nama_kegiatan\n32.04.05,2026,1,Jalan\n", "the village's code is not ten digits of a regency that exists"},
		{"siskeudes", "pembayaran", "kode_desa,tahun,kode_kegiatan,nomor_bukti,jumlah\n3204052001,2026,1,B1,5\n", "the table kegiatan has no such activity as self-managed work"},
	} {
		releases, result := layout(t, test.profile, test.table, test.csv)
		if len(releases) > 0 || len(result.Files) != 1 || len(result.Files[0].Skipped) != 1 || result.Files[0].Skipped[0].Reason.EN != test.reason {
			t.Errorf("%s %q: %v, %v", test.profile, test.csv, releases, result.Files[0].Skipped)
		}
	}
}

// TestDebarredProvider: a whole identifier names the provider, nothing else does, and never a person.
func TestDebarredProvider(t *testing.T) {
	for _, test := range []struct{ columns, cells, id, name string }{
		{"npwp_penyedia", "01.999.999.1-999.000", "ID-DJP-0019999991999000", "PT Contoh"},
		{"npwp_penyedia", "01.***.***.*-***.000", "", ""},
		{"npwp_penyedia", "", "", ""},
		{"kode_penyedia", "7001", "X-ID-SPSE-PENYEDIA-7001", "PT Contoh"},
		{"id_penyedia", "CONTOH-000004", "CONTOH-000004", "PT Contoh"},
	} {
		releases, _ := layout(t, "daftarhitam", "sanksi", "kode_tender,kode_lpse,nomor_sk,pelanggaran,nama_penyedia,"+test.columns+"\n1,9,SK/1,Wanprestasi,PT Contoh,"+test.cells+"\n")
		about := "tender documents 0 relatedOrganization "
		if text(within(releases[0], about+"id")) != test.id && within(releases[0], about+"id") != nil || within(releases[0], about+"id") == nil != (test.id == "") {
			t.Errorf("%s %q: %v", test.columns, test.cells, releases[0])
		}
		if releases[0]["parties"] != nil {
			t.Errorf("a debarment changes the process's parties: %v", releases[0]["parties"])
		}
	}
	releases, result := layout(t, "daftarhitam", "sanksi", "kode_tender,kode_lpse,nomor_sk,pelanggaran,nama_penyedia,kode_penyedia\n1,9,SK/1,Wanprestasi,Orang KANARI,7001\n")
	if name := text(within(releases[0], "tender documents 0 relatedOrganization name")); !strings.HasPrefix(name, "Perseorangan ") || result.Persons != 1 {
		t.Errorf("a person is named: %s", name)
	}
	releases, _ = layout(t, "daftarhitam", "sanksi", "kode_tender,kode_lpse,nomor_sk,pelanggaran,nama_penyedia,id_penyedia\n1,9,SK/1,Wanprestasi,Orang KANARI,CONTOH-7\n")
	if id := within(releases[0], "tender documents 0 relatedOrganization id"); id != "CONTOH-7" {
		t.Errorf("a person whom the process has by an id is %v", id)
	}
}

// TestDebarredReview: who is named without an identifier stands in the report alone; a name that may be a person's, nowhere.
func TestDebarredReview(t *testing.T) {
	const columns = "kode_tender,kode_lpse,nomor_sk,pelanggaran,nama_penyedia,npwp_penyedia,status\n"
	releases, result := layout(t, "daftarhitam", "sanksi", columns+"1,9,SK/1,Wanprestasi,PT Contoh,01.***.***.*-***.000,PUBLISHED\n"+
		"2,9,SK/2,Wanprestasi,Orang KANARI,,PUBLISHED\n3,9,SK/3,Wanprestasi,PT Contoh,01.999.999.1-999.000,PUBLISHED\n4,9,SK/4,Wanprestasi,,,PUBLISHED\n")
	if len(releases) != 4 || len(result.Review) != 2 || result.Review[0].Name != "PT Contoh" || result.Review[1].Name != "" ||
		!strings.Contains(result.Review[0].Place, "nama_penyedia") || result.Review[0].Place == result.Review[1].Place {
		t.Errorf("%+v", result.Review)
	}
	for lang, words := range map[string]string{"en": "2 × named without an identifier", "id": "2 × disebut tanpa nomor pengenal"} {
		var report strings.Builder
		if err := result.WriteText(&report, lang); err != nil || !strings.Contains(report.String(), words) || strings.Contains(report.String(), "KANARI") {
			t.Errorf("%s: %s %v", lang, report.String(), err)
		}
	}
}

// TestDebarmentsNotInForce name nobody.
func TestDebarmentsNotInForce(t *testing.T) {
	for status, named := range map[string]bool{"": true, "PUBLISHED": true, "DICABUT": false, "Dibatalkan": false, "PENUNDAAN SANKSI": false} {
		for columns, path := range map[string]string{"": "tender documents 0 ", ",nomor_sppbj": "contracts 0 implementation documents 0 "} {
			releases, result := layout(t, "daftarhitam", "sanksi", "kode_tender,kode_lpse,nomor_sk,pelanggaran,npwp_penyedia,status"+columns+
				"\n1,9,SK/1,Wanprestasi,01.999.999.1-999.000,"+status+strings.Repeat(",S", strings.Count(columns, ","))+"\n")
			if got := within(releases[0], path+"relatedOrganization") != nil; got != named || len(result.Review) > 0 || within(releases[0], path+"documentType") != "debarments" {
				t.Errorf("%q: %v", status, releases)
			}
		}
	}
}

// TestLateOnlyAsTheSourceSays: behind plan, but the source does not say late.
func TestLateOnlyAsTheSourceSays(t *testing.T) {
	for status, want := range map[string]any{"": nil, "Dalam pelaksanaan": nil, "Terlambat 14 hari": "notMet", "KRITIS": "notMet", "Sesuai jadwal": "met"} {
		releases, _ := layout(t, "emonev", "progres", "ocid,id_kontrak,id_penetapan,tanggal,progres_fisik,rencana_fisik,status_kemajuan\nocds-contoh-1,k,p,2026-05-01,10,60,"+status+"\n")
		milestone := within(releases[0], "contracts 0 implementation milestones 0")
		if got := within(milestone, "status"); got != want {
			t.Errorf("%q: status %v, want %v", status, got, want)
		}
		if met := within(milestone, "dateMet"); (met != nil) != (want == "met") {
			t.Errorf("%q: met on %v", status, met)
		}
	}
}

// TestWholeOCID: a process may be named by a whole ocid, also of another prefix, and a related one too.
func TestWholeOCID(t *testing.T) {
	im := &importer{Options: Options{Prefix: "ocds-abc123"}}
	for name, want := range map[string]string{"t-9-1": "ocds-abc123-t-9-1", "ocds-xyz789-b-1": "ocds-xyz789-b-1", "ocdsx": "ocds-abc123-ocdsx"} {
		if got := im.ocid(name); got != want {
			t.Errorf("%s is %s, want %s", name, got, want)
		}
	}
}

func TestVillageOf(t *testing.T) {
	for code, want := range map[string]string{
		"32.04.05.2001": "3204052001", "3204052001": "3204052001", " 3204052001 ": "3204052001",
		"9901012001": "9901012001", // an invented place
		"3204":       "", "32.04.05": "", "3299052001": "", "0004052001": "", "320405200a": "", "": "",
	} {
		if got, ok := villageOf(code); got != want || ok != (want != "") {
			t.Errorf("%q is %q, %t, want %q", code, got, ok, want)
		}
	}
}

// TestAddingMissesNothing: of processes to which a profile only adds it misses those alone of which it spoke before.
func TestAddingMissesNothing(t *testing.T) {
	o := lateOptions()
	releases := map[string]string{"ocds-contoh-t-9-2": "tender-0123456789abcdef", "ocds-contoh-t-9-3": "monev-2026-01-31-0123456789abcdef"}
	o.Known = func(_ context.Context, ocid string) ([]*schema.Release, error) {
		if releases[ocid] == "" {
			return nil, nil
		}
		return []*schema.Release{schema.NewRelease([]byte(`{"ocid":"` + ocid + `","id":"` + releases[ocid] + `","date":"2026-02-01T00:00:00Z"}`))}, nil
	}
	o.Published = func(_ context.Context, each func(string, int)) error {
		for ocid := range releases {
			each(ocid, 2026)
		}
		return nil
	}
	path := filepath.Join(t.TempDir(), "progres.csv")
	row := "kode_tender,kode_lpse,nomor_sppbj,tanggal,progres_fisik\n1,9,S,2026-03-01,5\n"
	if err := os.WriteFile(path, []byte(row), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, result := importFolder(t, "emonev", o, path); len(result.Gone) != 1 || result.Gone[0] != "ocds-contoh-t-9-3" {
		t.Errorf("gone: %v", result.Gone)
	}
}

// TestExamples: the examples that come with the programme are those of the tests, each for a profile.
func TestExamples(t *testing.T) {
	for _, name := range layouts {
		files, err := filepath.Glob(filepath.Join("testdata", name, "*"))
		if err != nil || len(files) == 0 {
			t.Fatal(name, err)
		}
		for _, file := range files {
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			got, err := examples.ReadFile(filepath.ToSlash(file))
			if err != nil || !bytes.Equal(got, want) {
				t.Errorf("%s: %v", file, err)
			}
		}
	}
	if got := strings.Join(Examples(), " "); got != strings.Join(layouts, " ") {
		t.Errorf("examples of %s", got)
	}
}
