package exporters

import (
	"encoding/json"
	"fmt"
	"path"
	"strconv"
	"strings"
	"time"
)

// dataPackage is a Frictionless Data Package (specification 1.0). A member NAME@id is NAME in Indonesian (pattern
// "Language Support").
type dataPackage struct {
	Profile      string        `json:"profile"`
	Name         string        `json:"name"`
	ID           string        `json:"id,omitempty"`
	Version      string        `json:"version,omitempty"`
	Title        string        `json:"title"`
	TitleID      string        `json:"title@id"`
	Languages    []string      `json:"languages"`
	Homepage     string        `json:"homepage,omitempty"`
	Created      string        `json:"created,omitempty"`
	Keywords     []string      `json:"keywords"`
	Licenses     []license     `json:"licenses,omitempty"`
	Sources      []contributor `json:"sources,omitempty"`
	Contributors []contributor `json:"contributors,omitempty"`
	Resources    []resource    `json:"resources"`
}

type license struct {
	Name  string `json:"name,omitempty"`
	Path  string `json:"path,omitempty"`
	Title string `json:"title"`
}

type contributor struct {
	Title string `json:"title"`
	Path  string `json:"path,omitempty"`
	Email string `json:"email,omitempty"`
	Role  string `json:"role,omitempty"`
}

// resource is one file; Type, which is the next specification's, keeps readers of this one from taking JSON Lines
// for a table.
type resource struct {
	Profile     string       `json:"profile"`
	Type        string       `json:"type"`
	Name        string       `json:"name"`
	Path        string       `json:"path"`
	Title       string       `json:"title,omitempty"`
	TitleID     string       `json:"title@id,omitempty"`
	Format      string       `json:"format"`
	MediaType   string       `json:"mediatype"`
	Encoding    string       `json:"encoding,omitempty"`
	Compression string       `json:"compression,omitempty"`
	Bytes       int64        `json:"bytes"`
	Hash        string       `json:"hash,omitempty"`
	Dialect     *dialect     `json:"dialect,omitempty"`
	Schema      *tableSchema `json:"schema,omitempty"`
}

// dialect says how CSV is written (RFC 4180, but for the line end).
type dialect struct {
	Delimiter        string `json:"delimiter"`
	LineTerminator   string `json:"lineTerminator"`
	QuoteChar        string `json:"quoteChar"`
	DoubleQuote      bool   `json:"doubleQuote"`
	SkipInitialSpace bool   `json:"skipInitialSpace"`
	Header           bool   `json:"header"`
}

var csvDialect = &dialect{Delimiter: ",", LineTerminator: "\n", QuoteChar: `"`, DoubleQuote: true, Header: true}

// DataPackage writes the version's datapackage.json: a tabular resource of each whole CSV file whose table is known,
// and a plain one of each other CSV, JSON Lines and Parquet file, of whatever year.
func DataPackage(m *Manifest, w *Words) ([]byte, error) {
	p := &dataPackage{
		Profile: "data-package", Name: names{}.give(w.Publisher, "data"), ID: w.folder(m), Version: m.Version,
		Title: "Open contracting data of " + w.Publisher, TitleID: "Data pengadaan terbuka " + w.Publisher,
		Homepage: w.BaseURL, Created: m.Published.UTC().Format(time.RFC3339), Licenses: licenses(w.License),
		Sources: []contributor{{Title: w.Publisher, Path: webAddress(w.URI), Email: w.Email}},
		Contributors: []contributor{
			{Title: w.Publisher, Path: webAddress(w.URI), Email: w.Email, Role: "publisher"}},
	}
	return p.describe(m.Files, m.Tables)
}

// TablesPackage writes a datapackage.json for tables by themselves, which are no version of anything.
func TablesPackage(files []File, tables []*Table) ([]byte, error) {
	p := &dataPackage{Profile: "data-package", Name: "tables", Title: "Open contracting data as tables", TitleID: "Data pengadaan terbuka sebagai tabel"}
	return p.describe(files, tables)
}

// describe adds the resources and writes the package.
func (p *dataPackage) describe(files []File, tables []*Table) ([]byte, error) {
	p.Languages, p.Keywords = []string{"en", "id"}, []string{"ocds", "open contracting", "procurement", "pengadaan"}
	p.Resources = []resource{}
	m := &Manifest{Tables: tables}
	taken := names{}
	for _, f := range files {
		if r, ok := newResource(f, m.Table(f.Table)); ok {
			r.Name = taken.give(strings.TrimSuffix(strings.TrimSuffix(f.Path, ".gz"), ".csv"), "file")
			p.Resources = append(p.Resources, r)
		}
	}
	text, err := json.MarshalIndent(p, "", " ")
	if err != nil {
		return nil, fmt.Errorf("encode datapackage.json: %w", err)
	}
	return append(text, '\n'), nil
}

// mediaTypes are those of the formats that a data package lists, by their ending.
var mediaTypes = map[string]string{
	"csv": "text/csv", "jsonl": "application/x-ndjson", "parquet": "application/vnd.apache.parquet",
}

// newResource describes a file, but for the resource's name; ok says whether the package lists it. t may be nil.
func newResource(f File, t *Table) (r resource, ok bool) {
	plain, packed := strings.CutSuffix(f.Path, ".gz")
	format := strings.TrimPrefix(path.Ext(plain), ".")
	inYear := strings.HasPrefix(f.Path, "year=")
	if mediaTypes[format] == "" || format == "csv" && inYear {
		return r, false
	}
	r = resource{Profile: "data-resource", Type: "file", Path: f.Path, Format: format, MediaType: mediaTypes[format],
		Bytes: f.Bytes}
	if f.SHA256 != "" {
		r.Hash = "sha256:" + f.SHA256
	}
	if packed {
		r.Compression = "gz"
	}
	if format != "parquet" {
		r.Encoding = "utf-8"
	}
	if t != nil {
		r.Title, r.TitleID = t.Title, t.TitleID
	}
	if format == "csv" && t != nil {
		r.Profile, r.Type, r.Dialect, r.Schema = "tabular-data-resource", "table", csvDialect, newTableSchema(t)
	}
	return r, true
}

// licenses names the licence by its address, or by its name where it has none.
func licenses(text string) []license {
	switch {
	case text == "":
		return nil
	case webAddress(text) != "":
		return []license{{Path: text, Title: text}}
	}
	return []license{{Name: names{}.give(text, "license"), Title: text}}
}

// webAddress is the text where it is one, else empty: a `path` of the specification takes nothing else of what a
// publisher may have for a URI.
func webAddress(text string) string {
	if strings.HasPrefix(text, "https://") || strings.HasPrefix(text, "http://") {
		return text
	}
	return ""
}

// names are those that were given.
type names map[string]bool

// give makes of the text a name as the specification wants it (small ASCII letters, digits, `.`, `_`, `-`), which
// nothing else has; of a text without any of these it is instead.
func (n names) give(text, instead string) string {
	text = strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r == '.' || r == '_' {
			return r
		}
		return '-'
	}, strings.ToLower(text))
	for strings.Contains(text, "--") {
		text = strings.ReplaceAll(text, "--", "-")
	}
	if text = strings.Trim(text, "-."); text == "" {
		text = instead
	}
	name := text
	for i := 2; n[name]; i++ {
		name = text + "-" + strconv.Itoa(i)
	}
	n[name] = true
	return name
}
