// Package schema knows OCDS: what a release is, whether it is valid, and how releases merge.
//
// Its source of truth is the JSON Schema of OCDS 1.1.5, in the project's own words under ocds/1.1; validation
// and merge rules are both read from it.
package schema

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io/fs"
	"sync"
)

// Standard is the version of OCDS that packages name: "1.1" stands for every patch of it (OCDS 1.1, "Package metadata").
const Standard = "1.1"

// The official names of the schema files.
const (
	ReleaseFile          = "release-schema.json"
	ReleasePackageFile   = "release-package-schema.json"
	RecordPackageFile    = "record-package-schema.json"
	VersionedReleaseFile = "versioned-release-validation-schema.json"
)

//go:embed ocds
var embedded embed.FS

// Files gives the embedded schema files and codelists, under their official names.
func Files() fs.FS {
	files, err := fs.Sub(embedded, "ocds/1.1")
	if err != nil {
		panic(err) // the folder is compiled in
	}
	return files
}

// Schema is one version or profile of OCDS, ready to judge and to merge. It is safe for concurrent use.
type Schema struct {
	release *Field // the release schema, references followed
	digest  string

	judge        *judge // of releases
	packageJudge *judge // of what a release package says beside its releases
	recordJudge  *judge // of what a record package says beside its records
}

// Default is the embedded OCDS 1.1.5.
var Default = sync.OnceValue(func() *Schema {
	s, err := Load(Files())
	if err != nil {
		panic(err) // the files are compiled in and tested
	}
	return s
})

// Load reads the schema files under their official names from files: the embedded ones, an official copy,
// or a local profile. References outside a file are refused; nothing is fetched.
func Load(files fs.FS) (*Schema, error) {
	release, err := document(files, ReleaseFile)
	if err != nil {
		return nil, err
	}
	s := &Schema{}
	if s.digest, err = digestOf(files); err != nil {
		return nil, err
	}
	if s.release, err = newField(release); err != nil {
		return nil, fmt.Errorf("%s: %w", ReleaseFile, err)
	}
	if s.judge, err = newJudge(release); err != nil {
		return nil, fmt.Errorf("%s: %w", ReleaseFile, err)
	}
	if s.packageJudge, err = loadPackage(files, ReleasePackageFile, "releases"); err != nil {
		return nil, err
	}
	if s.recordJudge, err = loadPackage(files, RecordPackageFile, "records"); err != nil {
		return nil, err
	}
	return s, nil
}

// Digest is the SHA-256, in hex, over the schema files' digests: it names the rules that judged and merged.
func (s *Schema) Digest() string { return s.digest }

func digestOf(files fs.FS) (string, error) {
	all := sha256.New()
	for _, name := range []string{ReleaseFile, ReleasePackageFile, RecordPackageFile} {
		text, err := fs.ReadFile(files, name)
		if err != nil {
			return "", fmt.Errorf("read schema: %w", err)
		}
		one := sha256.Sum256(text)
		all.Write(one[:])
	}
	return hex.EncodeToString(all.Sum(nil)), nil
}

// loadPackage makes a judge of a package without its list, whose elements are judged one by one.
func loadPackage(files fs.FS, name, list string) (*judge, error) {
	doc, err := document(files, name)
	if err != nil {
		return nil, err
	}
	properties, _ := doc["properties"].(map[string]any)
	entries, _ := properties[list].(map[string]any)
	least, _ := entries["minItems"].(float64)
	delete(properties, list)
	delete(doc, "definitions")
	required, _ := doc["required"].([]any)
	kept := []any{}
	for _, r := range required {
		if r != list {
			kept = append(kept, r)
		}
	}
	doc["required"] = kept
	j, err := newJudge(doc)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	j.list, j.least = list, int(least)
	return j, nil
}

func document(files fs.FS, name string) (map[string]any, error) {
	data, err := fs.ReadFile(files, name)
	if err != nil {
		return nil, fmt.Errorf("read schema: %w", err)
	}
	var doc map[string]any
	if err := json.Unmarshal(data, &doc); err != nil {
		return nil, fmt.Errorf("read schema %s: %w", name, err)
	}
	return doc, nil
}
