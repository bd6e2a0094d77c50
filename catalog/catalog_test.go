package catalog

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"terang/exporters"
	"terang/store"
)

// at is when the tests' versions are published.
var at = time.Date(2026, 3, 31, 10, 0, 0, 0, time.UTC)

// full is a dataset of a publisher that says everything of itself.
func full() *Dataset {
	v := &store.Version{N: 3, ID: "2026-03-31.1", Seq: 100002, At: at, Releases: 99999, Records: 400, Publication: store.Publication{
		Publisher: store.Publisher{Name: "Kabupaten <Contoh> & Kota", Scheme: "ID-KD", UID: "99.01", URI: "https://contoh.go.id"},
		BaseURL:   "https://data.contoh.go.id", License: "https://creativecommons.org/licenses/by/4.0/", Policy: "https://contoh.go.id/kebijakan",
		Contact: store.Contact{Email: "data@contoh.go.id", URL: "https://contoh.go.id/tanya", Telephone: "+62 (21) 123-4567"}}}
	m := &exporters.Manifest{Version: v.ID, Tables: []*exporters.Table{{Name: "tables/contracts", Title: "Contracts", TitleID: "Kontrak"}}}
	for _, path := range []string{"releases.jsonl.gz", "digests.csv.gz", "tables/contracts.csv.gz", "tables/odd.csv.gz", "flat/awards.csv.gz", "datapackage.json", "README.md",
		"year=2024/releases.jsonl.gz", "year=2024/terang-2024.xlsx", "year=2024/tables/contracts.csv.gz", "year=2026/terang-2026.xlsx"} {
		f := exporters.File{Path: path, Bytes: 7, SHA256: strings.Repeat("ab", 32)}
		if path == "tables/contracts.csv.gz" {
			f.Table = "tables/contracts"
		}
		m.Files = append(m.Files, f)
	}
	return &Dataset{v, []*store.Version{{N: 2, ID: "2026-02-28.1", At: at}, {N: 1, ID: "2026-01-31.1", At: at.AddDate(0, -2, 0)}}, m}
}

// bare is one of a publisher that says nothing of itself and has published nothing yet.
func bare() *Dataset {
	return &Dataset{Version: &store.Version{N: 1, ID: "2026-01-01.1", Seq: 1, At: at, Publication: store.Publication{
		Publisher: store.Publisher{Name: "x"}, BaseURL: "http://127.0.0.1:8080", License: "CC-BY", Trial: true}}, Manifest: &exporters.Manifest{}}
}

// read gives a document as it was written, twice the same.
func read(t *testing.T, write func(*Dataset) ([]byte, error), d *Dataset) (doc map[string]any) {
	t.Helper()
	text, err := write(d)
	again, _ := write(d)
	if err != nil || string(text) != string(again) {
		t.Fatalf("%v, or other bytes the second time", err)
	}
	if err := json.Unmarshal(text, &doc); err != nil {
		t.Fatal(err)
	}
	return doc
}

// get follows members and places in lists; nil where there is none.
func get(doc any, path ...any) any {
	for _, step := range path {
		switch step := step.(type) {
		case string:
			object, _ := doc.(map[string]any)
			doc = object[step]
		case int:
			list, _ := doc.([]any)
			if step >= len(list) {
				return nil
			}
			doc = list[step]
		}
	}
	return doc
}

type expectation struct {
	path []any
	want any
}

func (e expectation) check(t *testing.T, doc any) {
	t.Helper()
	got, _ := json.Marshal(get(doc, e.path...))
	want, _ := json.Marshal(e.want)
	if string(got) != string(want) {
		t.Errorf("%v: %s, want %s", e.path, got, want)
	}
}

func TestDCAT(t *testing.T) {
	const base = "https://data.contoh.go.id"
	doc := read(t, DCAT, full())
	const set, file, older = "dcat:dataset", "dcat:distribution", "dcat:hasVersion"
	for _, e := range []expectation{
		{[]any{"@id"}, base + "/catalog.jsonld"}, {[]any{"@type"}, "dcat:Catalog"}, {[]any{"@context", "dcat"}, "http://www.w3.org/ns/dcat#"},
		{[]any{set, "@type"}, "dcat:Dataset"}, {[]any{set, "dcat:version"}, "2026-03-31.1"},
		{[]any{set, "dct:title", 0, "@value"}, "Open contracting data of Kabupaten <Contoh> & Kota"}, {[]any{set, "dct:title", 1, "@language"}, "id"},
		{[]any{set, "dct:license", "@id"}, "https://creativecommons.org/licenses/by/4.0/"},
		{[]any{set, "dct:publisher", "dct:identifier"}, "ID-KD-99.01"},
		{[]any{set, "dcat:contactPoint", "vcard:hasEmail", "@id"}, "mailto:data@contoh.go.id"},
		{[]any{set, "dcat:contactPoint", "vcard:hasTelephone", "@id"}, "tel:+62211234567"},
		{[]any{set, "dct:temporal", "dcat:startDate", "@value"}, "2024"}, {[]any{set, "dct:temporal", "dcat:endDate", "@value"}, "2026"},
		{[]any{set, "dct:issued", "@value"}, "2026-01-31T10:00:00Z"}, {[]any{set, "dct:modified", "@value"}, "2026-03-31T10:00:00Z"},
		{[]any{set, "dct:conformsTo", 0, "@id"}, "https://standard.open-contracting.org/1.1/en/"},
		{[]any{set, "dcat:hasCurrentVersion", "@id"}, base + "/api/v1/versions/2026-03-31.1"},
		{[]any{set, older, 0, "dcat:previousVersion", "@id"}, base + "/api/v1/versions/2026-02-28.1"},
		{[]any{set, older, 1, "dcat:version"}, "2026-02-28.1"}, {[]any{set, older, 1, "@type"}, "dcat:Resource"},
		{[]any{set, older, 2, "dcat:previousVersion"}, nil}, {[]any{set, older, 3}, nil},
		{[]any{set, file, 0, "dcat:downloadURL", "@id"}, base + "/data/2026-03-31.1/releases.jsonl.gz"},
		{[]any{set, file, 0, "dcat:mediaType"}, nil}, {[]any{set, file, 0, "dct:format"}, "JSONL"},
		{[]any{set, file, 1, "dcat:mediaType", "@id"}, "https://www.iana.org/assignments/media-types/text/csv"},
		{[]any{set, file, 1, "dcat:compressFormat", "@id"}, "https://www.iana.org/assignments/media-types/application/gzip"},
		{[]any{set, file, 1, "dct:title", 1, "@value"}, "Kontrak"}, {[]any{set, file, 1, "dcat:byteSize", "@value"}, "7"},
		{[]any{set, file, 1, "spdx:checksum", "spdx:checksumValue", "@value"}, strings.Repeat("ab", 32)},
		{[]any{set, file, 2, "dct:title", 0, "@value"}, "odd"}, {[]any{set, file, 3, "dct:format"}, "JSON"},
		{[]any{set, file, 4, "dct:title", 0, "@value"}, "Workbook of the tables, 2024"}, {[]any{set, file, 4, "dcat:compressFormat"}, nil},
		{[]any{set, file, 5, "@id"}, base + "/catalog.jsonld#year=2026%2Fterang-2026.xlsx"}, {[]any{set, file, 6}, nil},
		{[]any{"dcat:service", "dcat:endpointDescription", "@id"}, base + "/openapi.yaml"},
		{[]any{"dcat:service", "dcat:servesDataset", "@id"}, base + "/catalog.jsonld#dataset"},
	} {
		e.check(t, doc)
	}
	doc = read(t, DCAT, bare())
	for _, e := range []expectation{
		{[]any{set, "dct:license", "rdfs:label"}, "CC-BY"}, {[]any{set, "dcat:contactPoint"}, nil}, {[]any{set, "dct:temporal"}, nil},
		{[]any{set, file}, nil}, {[]any{set, older, 1}, nil}, {[]any{set, "dct:publisher", "foaf:homepage"}, nil},
	} {
		e.check(t, doc)
	}
	if text, _ := get(doc, set, "dct:description", 1, "@value").(string); !strings.Contains(text, "uji coba") {
		t.Errorf("a trial that does not say so: %s", text)
	}
}

// Of a dataset with more versions than are told of it is not known when it first appeared.
func TestIssued(t *testing.T) {
	d := full()
	d.Earlier = d.Earlier[:1]
	expectation{[]any{"dcat:dataset", "dct:issued"}, nil}.check(t, read(t, DCAT, d))
}

// The officer for public information answers where no other contact is named.
func TestContactOfPPID(t *testing.T) {
	d := bare()
	d.Version.Publication.Contacts.PPID.URL = "https://contoh.go.id/ppid"
	expectation{[]any{"dcat:dataset", "dcat:contactPoint", "vcard:hasURL", "@id"}, "https://contoh.go.id/ppid"}.check(t, read(t, DCAT, d))
}

// What Google Dataset Search requires and recommends.
func TestSchemaOrg(t *testing.T) {
	doc := read(t, SchemaOrg, full())
	for _, e := range []expectation{
		{[]any{"@type"}, "Dataset"}, {[]any{"@context"}, "https://schema.org/"}, {[]any{"isAccessibleForFree"}, true}, {[]any{"version"}, "2026-03-31.1"},
		{[]any{"license"}, "https://creativecommons.org/licenses/by/4.0/"}, {[]any{"temporalCoverage"}, "2024/2026"},
		{[]any{"creator", "name"}, "Kabupaten <Contoh> & Kota"}, {[]any{"creator", "contactPoint", "email"}, "data@contoh.go.id"},
		{[]any{"distribution", 0, "encodingFormat"}, "application/gzip"}, {[]any{"distribution", 3, "encodingFormat"}, "application/json"},
		{[]any{"distribution", 0, "contentUrl"}, "https://data.contoh.go.id/data/2026-03-31.1/releases.jsonl.gz"}, {[]any{"distribution", 6}, nil},
	} {
		e.check(t, doc)
	}
	for _, d := range []*Dataset{full(), bare()} {
		if text, _ := read(t, SchemaOrg, d)["description"].(string); len(text) < 50 || len(text) > 5000 {
			t.Errorf("a description of %d characters; 50 to 5,000 are taken", len(text))
		}
	}
	expectation{[]any{"temporalCoverage"}, nil}.check(t, read(t, SchemaOrg, bare()))
}
