package exporters

import (
	"encoding/json"
	"fmt"
	"strings"
	"time"
)

// Manifest says what a version holds: every file with its size and digest, and what the files were made from. It
// is manifest.json of the version's folder.
type Manifest struct {
	Version     string      `json:"version"`
	Previous    string      `json:"previous,omitempty"` // id of the version before
	Published   time.Time   `json:"publishedDate"`
	Entries     int64       `json:"entries"` // the ledger's prefix that the version covers
	Releases    int64       `json:"releases"`
	Records     int64       `json:"records"`
	Publication any         `json:"publication"` // what the publisher says of itself and of the data
	Builder     string      `json:"builder"`     // the programme that made the files
	Schema      string      `json:"schema"`      // SHA-256 over the OCDS schema files
	Extensions  []Extension `json:"extensions"`  // that the releases' packages declare
	Tables      []*Table    `json:"tables"`      // what the columns of CSV, Parquet and workbooks are
	Files       []File      `json:"files"`
}

// Extension is one by which releases were judged and merged.
type Extension struct {
	URL    string `json:"url"`
	SHA256 string `json:"sha256,omitempty"` // over its files; absent where it could not be had, so that nothing was known of its fields
}

// UnmarshalJSON takes a URL alone too, as the manifests of the first versions have it.
func (e *Extension) UnmarshalJSON(data []byte) error {
	if json.Unmarshal(data, &e.URL) == nil {
		return nil
	}
	type plain Extension
	return json.Unmarshal(data, (*plain)(e))
}

// File is one file of a version.
type File struct {
	Path      string `json:"path"` // in the version's folder
	MediaType string `json:"mediaType"`
	Bytes     int64  `json:"bytes"`
	Rows      int64  `json:"rows"`
	SHA256    string `json:"sha256"`
	Since     string `json:"since"`             // the version in which its bytes were first these
	Reason    string `json:"reason"`            // why they changed then
	Builder   string `json:"builder"`           // the programme that made them
	Table     string `json:"table,omitempty"`   // the name of the table whose rows they are
	Rounded   int64  `json:"rounded,omitempty"` // rows with an amount that had to be rounded to the column's scale
	Parts     []Part `json:"parts"`             // the archived files that it is the sequence of
}

// Part is an archived file.
type Part struct {
	SHA256 string `json:"sha256"`
	Bytes  int64  `json:"bytes"`
}

// File finds a file by its path.
func (m *Manifest) File(path string) (File, bool) {
	if m != nil {
		for _, f := range m.Files {
			if f.Path == path {
				return f, true
			}
		}
	}
	return File{}, false
}

// Table finds a table by its name, nil where there is none.
func (m *Manifest) Table(name string) *Table {
	if m != nil {
		for _, t := range m.Tables {
			if t.Name == name {
				return t
			}
		}
	}
	return nil
}

// Encode writes the manifest as it is archived and served.
func (m *Manifest) Encode() ([]byte, error) {
	text, err := json.MarshalIndent(m, "", " ")
	if err != nil {
		return nil, fmt.Errorf("encode manifest: %w", err)
	}
	return append(text, '\n'), nil
}

// DecodeManifest reads what Encode wrote.
func DecodeManifest(text []byte) (*Manifest, error) {
	var m Manifest
	if err := json.Unmarshal(text, &m); err != nil {
		return nil, fmt.Errorf("decode manifest: %w", err)
	}
	return &m, nil
}

// Sums is the version's SHA256SUMS, as sha256sum -c reads it. digest is that of manifest.json.
func (m *Manifest) Sums(digest string) []byte {
	var b strings.Builder
	for _, f := range m.Files {
		fmt.Fprintf(&b, "%s  %s\n", f.SHA256, f.Path)
	}
	fmt.Fprintf(&b, "%s  manifest.json\n", digest)
	return []byte(b.String())
}
