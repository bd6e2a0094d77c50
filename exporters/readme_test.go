package exporters_test

import (
	"strings"
	"testing"
	"time"

	"terang/exporters"
)

func TestReadmeTellsWhatIsThere(t *testing.T) {
	changes := []exporters.TableChanges{{Table: "contracts", Added: 1200, Changed: 34, Withdrawn: 5}}
	text := string(exporters.Readme(folderManifest(), changes, words))
	indonesian, english, ok := strings.Cut(text, `<a id="english"></a>`)
	if !ok {
		t.Fatal("no English half")
	}
	both := []string{words.Publisher, words.URI, words.License, words.Policy, words.Email, "2026-03-31.2", "2024–2026",
		"https://data.example.go.id/data/2026-03-31.2/\n", "SELECT * FROM 'https://data.example.go.id/data/2026-03-31.2/year=2026/tables/contracts.parquet' LIMIT 10;",
		"`year=2026/terang-2026.xlsx`", "`year=2026/packages/`", "`flat/`", "?profile=excel", "`delta.jsonl.gz`", "`delta.parquet`", "`findings.csv.gz`",
		"`rules.csv.gz`", "`coverage.csv.gz`", "`datapackage.json`", "sha256sum --ignore-missing -c SHA256SUMS", "`digests.csv`", "2026-03-31.1"}
	for _, c := range []struct {
		half string
		own  []string
	}{
		{indonesian, []string{"1.234.567 rilis", "89.012 proses", "1 April 2026", "| contracts | 1.200 | 34 | 5 |"}}, // 03.00 WIB
		{english, []string{"1,234,567 releases", "89,012 contracting processes", "1 April 2026", "| contracts | 1,200 | 34 | 5 |"}},
	} {
		for _, part := range append(c.own, both...) {
			if !strings.Contains(c.half, part) {
				t.Errorf("%q is not in %s", part, c.half)
			}
		}
		for _, part := range []string{"TRIAL", "UJI COBA", "<no value>", "\n\n\n"} {
			if strings.Contains(c.half, part) {
				t.Errorf("%q is in %s", part, c.half)
			}
		}
	}
}

func TestReadmeLeavesOutWhatIsNotThere(t *testing.T) {
	m := &exporters.Manifest{Version: "2026-01-01.1", Published: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)}
	text := string(exporters.Readme(m, nil, &exporters.Words{Publisher: "A | *B* <script> [c](d)\n# e", TimeZone: "Nowhere/None", Trial: true}))
	for _, part := range []string{"parquet", "xlsx", "flat/", "packages/", "delta", "digests.csv", "findings.csv", "tahun", "years", "2024", "\n\n\n", "Pertanyaan", "Policy"} {
		if strings.Contains(text, part) && part != "tahun" || strings.Contains(text, ", tahun ") {
			t.Errorf("%q is in %s", part, text)
		}
	}
	for _, part := range []string{"**UJI COBA.**", "**TRIAL.**", "Ini versi pertama.", "This is the first version.", "belum menyatakan lisensi",
		"has not stated a licence", "1 Januari 2026", "1 January 2026", `# Open contracting data: A \| \*B\* \<script> \[c](d) \# e` + "\n"} {
		if !strings.Contains(text, part) {
			t.Errorf("%q is not in %s", part, text)
		}
	}
}

func TestReadmeOfChangesNotCounted(t *testing.T) {
	m := folderManifest()
	text := string(exporters.Readme(m, nil, words))
	if !strings.Contains(text, "Versi sebelumnya: 2026-03-31.1.") || !strings.Contains(text, "The version before: 2026-03-31.1.") || strings.Contains(text, "|---") {
		t.Error(text)
	}
	m.Files = m.Files[:1]
	if text = string(exporters.Readme(m, nil, words)); strings.Contains(text, "tahun 2") || strings.Contains(text, "years 2") {
		t.Error(text)
	}
}
