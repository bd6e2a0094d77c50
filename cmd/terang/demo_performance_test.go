package main

import (
	"bytes"
	"cmp"
	"compress/gzip"
	"context"
	"encoding/csv"
	"encoding/json"
	"io"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"terang/archive"
	"terang/indicators"
	"terang/publish"
	"terang/store"
)

// toldOfExamples is what the version tells of scores and debarments: by indicator, contract or supplier, and variant, the state, the value, and the sentences.
var toldOfExamples = map[string][]string{
	"official_score 9901-2025-000019-kontrak-1 ":     {"computed", "2.6", "The official scored the contract 2.6 of 3 (Baik).", "PPK memberi nilai 2,6 dari 3 (Baik)."},
	"official_score 9901-2025-000019-kontrak-1 cost": {"computed", "2", "The official scored cost (20%) 2 of 3.", "PPK memberi nilai biaya (20%) 2 dari 3."},
	"official_score 9902-2025-000116-kontrak-1 ":     {"computed", "0", "The official scored the contract 0 of 3 (Buruk).", "PPK memberi nilai 0 dari 3 (Buruk)."},
	"official_score 9902-2026-000002-kontrak-1 ":     {"computed", "3", "The official scored the contract 3 of 3 (Sangat Baik).", "PPK memberi nilai 3 dari 3 (Sangat Baik)."},
	"official_score 9902-2026-000002-kontrak-1 cost": nil, // only the total was scored
	"official_score 9902-2024-000007-kontrak-1 ": {"not_computable", "", "This cannot be computed; not published: contracts/implementation/metrics (kinerja-total).",
		"Ini tidak dapat dihitung; belum dipublikasikan: contracts/implementation/metrics (kinerja-total)."}, // on another scale
	"official_score XE-EXAMPLE-CONTOH-000004 ": {"not_computable", "", "PT Mitra Contoh Mandiri: 1 case, 0 together, fewer than the 5 for which a mean is given.",
		"PT Mitra Contoh Mandiri: 1 kasus, jumlahnya 0, kurang dari 5 yang diperlukan untuk menyebut rata-rata."},
	"debarred 9971-2026-000092-kontrak-1 ": {"flagged", "1",
		"PT Mitra Contoh Mandiri was debarred from 16 February 2026 to 15 February 2027 (Keputusan sanksi daftar hitam Nomor 900/012/SK-DH/CONTOH/2026) when the award was made on 20 April 2026.",
		"PT Mitra Contoh Mandiri masuk Daftar Hitam dari 16 Februari 2026 sampai 15 Februari 2027 (Keputusan sanksi daftar hitam Nomor 900/012/SK-DH/CONTOH/2026) ketika ditetapkan pada 20 April 2026."},
	"debarred 9902-2025-000116-kontrak-1 ": {"not_flagged", "0", "By the debarments in this data, no supplier was debarred on the day of the award.",
		"Menurut sanksi Daftar Hitam dalam data ini, tidak ada penyedia yang terkena sanksi pada hari penetapan."}, // it is the cause, and was awarded before
	"debarred XE-EXAMPLE-CONTOH-000004 ": {"computed", "1", "Of 5 contracts of PT Mitra Contoh Mandiri, 1 were awarded while a supplier was debarred.",
		"Dari 5 kontrak PT Mitra Contoh Mandiri, 1 ditetapkan saat penyedianya masuk Daftar Hitam."},
	"debarred XE-EXAMPLE-CONTOH-000013 ": {"computed", "0", "Of 7 contracts of PT Jaya Contoh Gemilang, 0 were awarded while a supplier was debarred.",
		"Dari 7 kontrak PT Jaya Contoh Gemilang, 0 ditetapkan saat penyedianya masuk Daftar Hitam."}, // a sanction names it, without an identifier
}

// TestScoresAndDebarments follows what the layouts sikap and daftarhitam tell all the road: imported, published with the
// processes that it is about, computed, and told in the version's tables; and computed of the same files by themselves.
func TestScoresAndDebarments(t *testing.T) {
	a, r, version := publishedDemo(t)
	rows := slices.Concat(a.publishedTable(t, version, "contractor_performance"), a.publishedTable(t, version, "supplier_performance"))
	told := map[string][]string{}
	for _, row := range rows {
		checkEvidence(t, r, version, row)
		if subject := row["subject"]; subject == "contract" || subject == "supplier" {
			about := cmp.Or(row["contract_id"], row["supplier_id"])
			told[row["indicator"]+" "+about+" "+row["variant"]] = []string{row["state"], row["value"], row["sentence"], row["sentence_id"]}
		}
	}
	for what, want := range toldOfExamples {
		if got := told[what]; !slices.Equal(got, want) {
			t.Errorf("%s\n got %q\nwant %q", what, got, want)
		}
	}
	a.checkSameOfFiles(t, rows)
}

// publishedTable reads the rows of scores and debarments in a table of a version.
func (a *app) publishedTable(t *testing.T, v *store.Version, name string) (all []map[string]string) {
	t.Helper()
	files, err := archive.Open(a.ctx, a.archiveLocation())
	if err != nil {
		t.Fatal(err)
	}
	defer files.Close()
	m, err := publish.ReadManifest(a.ctx, files, v)
	if err != nil {
		t.Fatal(err)
	}
	f, ok := m.File("tables/" + name + ".csv.gz")
	if !ok {
		t.Fatalf("no table %s", name)
	}
	var parts []archive.File
	for _, part := range f.Parts {
		parts = append(parts, archive.File(part))
	}
	joined := files.Join(a.ctx, parts)
	defer joined.Close()
	unpacked, err := gzip.NewReader(joined)
	if err != nil {
		t.Fatal(err)
	}
	return rowsOf(t, unpacked)
}

func rowsOf(t *testing.T, in io.Reader) (all []map[string]string) {
	t.Helper()
	rows, err := csv.NewReader(in).ReadAll()
	if err != nil || len(rows) < 2 {
		t.Fatalf("%d rows: %v", len(rows), err)
	}
	for _, cells := range rows[1:] {
		row := map[string]string{}
		for i, cell := range cells {
			row[rows[0][i]] = cell
		}
		if row["indicator"] == "official_score" || row["indicator"] == "debarred" {
			all = append(all, row)
		}
	}
	return all
}

// checkEvidence follows the evidence of a row to where it stands: of a contract awarded to the debarred, to the award and to the debarment.
func checkEvidence(t *testing.T, r *store.Reader, v *store.Version, row map[string]string) {
	t.Helper()
	var evidence []indicators.Evidence
	if err := json.Unmarshal([]byte(cmp.Or(row["evidence"], "[]")), &evidence); err != nil {
		t.Fatal(err)
	}
	var led []byte
	for _, e := range evidence {
		record, err := r.Record(context.Background(), v, e.OCID)
		if err != nil {
			t.Fatal(err)
		}
		found := pointed(t, record.Compiled, e.Pointer)
		if len(found) == 0 || e.Release == "" {
			t.Errorf("%s: evidence %+v leads nowhere", row["indicator"], e)
		}
		led = append(led, found...)
	}
	if row["state"] == "flagged" && !(bytes.Contains(led, []byte(`"suppliers"`)) && bytes.Contains(led, []byte(`"documentType":"debarments"`))) {
		t.Errorf("evidence is %s", led)
	}
}

// pointed is what stands at a JSON Pointer without escapes; nil where nothing does.
func pointed(t *testing.T, text json.RawMessage, pointer string) json.RawMessage {
	t.Helper()
	for key := range strings.SplitSeq(strings.TrimPrefix(pointer, "/"), "/") {
		var list []json.RawMessage
		if index, err := strconv.Atoi(key); err == nil && json.Unmarshal(text, &list) == nil && index < len(list) {
			text = list[index]
			continue
		}
		var object map[string]json.RawMessage
		if err := json.Unmarshal(text, &object); err != nil {
			t.Fatalf("%s: %v", pointer, err)
		}
		text = object[key]
	}
	return text
}

// checkSameOfFiles asks the command for the same of the files that were handed in, as seen on the version's day.
func (a *app) checkSameOfFiles(t *testing.T, published []map[string]string) {
	t.Helper()
	handIns, _ := filepath.Glob(filepath.Join(a.data, "hand-in-*.json"))
	layouts, _ := filepath.Glob(filepath.Join(a.data, "contoh", "*.json"))
	args := []string{"--data", t.TempDir(), "indicators", "--as-of", published[0]["as_of"], "--all", "--format", "csv", "--indicator", "official_score,debarred"}
	var out, faults bytes.Buffer
	if status := run(a.ctx, slices.Concat(args, handIns, layouts), nil, &out, &faults); status != 0 {
		t.Fatalf("%d: %s", status, faults.String())
	}
	count := map[string]int{}
	add := func(row map[string]string, n int) {
		if what := cmp.Or(row["subject"], row["subject_kind"]); what != "buyer" {
			count[strings.Join([]string{row["indicator"], what, row["ocid"], row["contract_id"], row["supplier_id"], row["buyer_id"], row["year"], row["state"], row["sentence"]}, " | ")] += n
		}
	}
	for _, row := range rowsOf(t, &out) {
		add(row, 1)
	}
	for _, row := range published {
		add(row, -1)
	}
	for what, n := range count {
		if n != 0 {
			t.Errorf("%s: %d more by the command than published", what, n)
		}
	}
}
