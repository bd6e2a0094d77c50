package exporters_test

import (
	"bytes"
	"encoding/json"
	"regexp"
	"slices"
	"testing"
	"time"

	"terang/exporters"
)

// folderManifest is of a version with a file of each kind, of two years.
func folderManifest() *exporters.Manifest {
	contracts := &exporters.Table{Name: "tables/contracts", Title: "Contracts", TitleID: "Kontrak", Columns: []exporters.Column{
		{Name: "ocid", Type: exporters.Text, Key: true, Title: "Process", TitleID: "Proses", Description: "What it is about.", DescriptionID: "Tentang apa."},
		{Name: "pointer", Type: exporters.Text, Key: true},
		{Name: "amount", Type: exporters.Decimal, Scale: 4},
		{Name: "days", Type: exporters.Integer},
		{Name: "electronic", Type: exporters.Boolean},
		{Name: "signed", Type: exporters.Timestamp},
		{Name: "signed_local", Type: exporters.Date},
	}}
	lots := &exporters.Table{Name: "flat/tender_Lots", Columns: []exporters.Column{{Name: "ocid", Type: exporters.Text}}}
	m := &exporters.Manifest{Version: "2026-03-31.2", Previous: "2026-03-31.1", Releases: 1234567, Records: 89012, Tables: []*exporters.Table{contracts, lots},
		Published: time.Date(2026, 3, 31, 20, 0, 0, 0, time.UTC)}
	for _, f := range []struct{ path, table string }{
		{"releases.jsonl.gz", ""}, {"year=2024/releases.jsonl.gz", ""}, {"year=2026/releases.jsonl.gz", ""}, {"digests.csv.gz", ""},
		{"findings.csv.gz", ""}, {"rules.csv.gz", ""}, {"coverage.csv.gz", ""}, {"quality.json.gz", ""}, {"year=2026/quality.json.gz", ""},
		{"tables/contracts.csv.gz", contracts.Name}, {"year=2026/tables/contracts.csv.gz", contracts.Name},
		{"year=2026/tables/contracts.parquet", contracts.Name}, {"year=2026/terang-2026.xlsx", ""},
		{"flat/tender_Lots.csv.gz", lots.Name}, {"flat/tender_lots.csv.gz", lots.Name}, {"flat/%C3%A9~0123abcd.csv.gz", lots.Name},
		{"year=2026/packages/releases-0001.json.gz", ""}, {"delta.jsonl.gz", ""}, {"delta.parquet", ""},
	} {
		m.Files = append(m.Files, exporters.File{Path: f.path, Table: f.table, Bytes: 7, SHA256: "00ff"})
	}
	return m
}

type resourceBody struct {
	Profile, Type, Name, Path, Title, Format, Encoding, Compression, Hash string
	Bytes                                                                 int
	Dialect                                                               struct{ Delimiter string }
	Schema                                                                *struct {
		Fields     []map[string]any
		PrimaryKey []string
	}
}

type dataPackageBody struct {
	Name, ID, Version, Created, Title string
	Licenses                          []map[string]string
	Sources, Contributors             []map[string]string
	Resources                         []resourceBody
}

func dataPackage(t *testing.T, m *exporters.Manifest, w *exporters.Words) (p dataPackageBody) {
	t.Helper()
	text, err := exporters.DataPackage(m, w)
	if err != nil {
		t.Fatal(err)
	}
	if again, err := exporters.DataPackage(m, w); err != nil || !bytes.Equal(again, text) {
		t.Errorf("other bytes the second time, %v", err)
	}
	if err := json.Unmarshal(text, &p); err != nil {
		t.Fatal(err)
	}
	return p
}

func TestDataPackageListsWhatItShould(t *testing.T) {
	p := dataPackage(t, folderManifest(), words)
	want := []string{"releases.jsonl releases.jsonl.gz file", "year-2024-releases.jsonl year=2024/releases.jsonl.gz file",
		"year-2026-releases.jsonl year=2026/releases.jsonl.gz file", "digests digests.csv.gz file", "findings findings.csv.gz file",
		"rules rules.csv.gz file", "coverage coverage.csv.gz file", "tables-contracts tables/contracts.csv.gz table",
		"year-2026-tables-contracts.parquet year=2026/tables/contracts.parquet file", "flat-tender_lots flat/tender_Lots.csv.gz table",
		"flat-tender_lots-2 flat/tender_lots.csv.gz table", "flat-c3-a9-0123abcd flat/%C3%A9~0123abcd.csv.gz table",
		"delta.jsonl delta.jsonl.gz file", "delta.parquet delta.parquet file"}
	var got []string
	for _, r := range p.Resources {
		got = append(got, r.Name+" "+r.Path+" "+r.Type)
		if r.Hash != "sha256:00ff" || r.Bytes != 7 || (r.Type == "table") != (r.Schema != nil && r.Profile == "tabular-data-resource" && r.Dialect.Delimiter == ",") {
			t.Errorf("%+v", r)
		}
		if parquet := r.Format == "parquet"; parquet == (r.Compression == "gz") || parquet == (r.Encoding == "utf-8") {
			t.Errorf("%+v", r)
		}
	}
	if !slices.Equal(got, want) {
		t.Errorf("%q\nwant %q", got, want)
	}
	if p.Version != "2026-03-31.2" || p.ID != "https://data.example.go.id/data/2026-03-31.2/" || p.Created != "2026-03-31T20:00:00Z" || p.Name != "ukpbj-contoh" {
		t.Errorf("%+v", p)
	}
}

func TestDataPackageTypesColumns(t *testing.T) {
	schema := dataPackage(t, folderManifest(), words).Resources[7].Schema
	want := []string{"string", "string", "number", "integer", "boolean", "datetime", "date"}
	for i, f := range schema.Fields {
		if f["type"] != want[i] {
			t.Errorf("%v, want %s", f, want[i])
		}
	}
	if first := schema.Fields[0]; first["title"] != "Process" || first["title@id"] != "Proses" || first["description"] != "What it is about." || first["description@id"] != "Tentang apa." {
		t.Errorf("%v", first)
	}
	if !slices.Equal(schema.PrimaryKey, []string{"ocid", "pointer"}) {
		t.Errorf("key %v", schema.PrimaryKey)
	}
	if keyless := dataPackage(t, folderManifest(), words).Resources[9].Schema; keyless.PrimaryKey != nil {
		t.Errorf("a table without a key has %v", keyless.PrimaryKey)
	}
}

// Whatever a publisher calls itself and its licence, the package keeps the specification's forms.
func TestDataPackageOfAnyPublisher(t *testing.T) {
	form := regexp.MustCompile(`^[a-z0-9._-]+$`)
	cases := []struct {
		words                       exporters.Words
		name, license, path, source string
	}{
		{exporters.Words{Publisher: "Kab. Contoh (UJI COBA / TRIAL)", License: "https://a.example/by", URI: "https://a.example"}, "kab.-contoh-uji-coba-trial", "", "https://a.example/by", "https://a.example"},
		{exporters.Words{Publisher: "市", License: "CC-BY 4.0", URI: "urn:x"}, "data", "cc-by-4.0", "", ""},
		{exporters.Words{Publisher: "../.."}, "data", "", "", ""},
	}
	for _, c := range cases {
		p := dataPackage(t, &exporters.Manifest{}, &c.words)
		if p.Name != c.name || !form.MatchString(p.Name) || p.Sources[0]["path"] != c.source || p.Contributors[0]["title"] != c.words.Publisher || p.Resources == nil {
			t.Errorf("%+v", p)
		}
		if c.words.License == "" {
			if p.Licenses != nil {
				t.Errorf("no licence: %v", p.Licenses)
			}
		} else if l := p.Licenses[0]; l["path"] != c.path || l["name"] != c.license || l["title"] != c.words.License {
			t.Errorf("%v", l)
		}
	}
}
