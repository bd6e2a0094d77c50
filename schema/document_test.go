package schema

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// A document is its file, whatever the order of its members.
func TestDocument(t *testing.T) {
	for _, name := range []string{ReleaseFile, ReleasePackageFile, RecordPackageFile} {
		file, err := fs.ReadFile(Files(), name)
		if err != nil {
			t.Fatal(err)
		}
		text, err := Default().Document(name, map[string]any{"x-more": "1"})
		if err != nil {
			t.Fatal(err)
		}
		var want, got map[string]any
		if err := json.Unmarshal(file, &want); err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(text, &got); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		want["x-more"] = "1"
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%s: other than its file", name)
		}
	}
	if _, err := Default().Document("other.json", nil); err == nil {
		t.Error("a document that there is not")
	}
}

// Properties stand in their order, and with the extensions.
func TestDocumentOfExtension(t *testing.T) {
	const lots = "https://x.example/open-contracting-extensions/ocds_lots_extension/v1.1.5/extension.json"
	text, err := Default().With([]string{lots}).Document(ReleaseFile, nil)
	if err != nil {
		t.Fatal(err)
	}
	var doc struct {
		Properties  json.RawMessage
		Definitions map[string]struct {
			Properties map[string]any
		}
	}
	if err := json.Unmarshal(text, &doc); err != nil {
		t.Fatal(err)
	}
	tree, err := Parse(doc.Properties)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for name := range tree.Members() {
		names = append(names, name)
	}
	if !slices.Equal(names, Default().Release().Order) {
		t.Errorf("order of properties: %v", names)
	}
	if doc.Definitions["Tender"].Properties["lots"] == nil || bytes.Contains(text, []byte(orderKeyword)) {
		t.Error("without the extension, or with notes of our own")
	}
}

func TestCodelists(t *testing.T) {
	all := Default().Codelists()
	if len(all) != 19 || all[0].Name != "awardCriteria.csv" || !slices.IsSortedFunc(all, func(a, b *Codelist) int { return strings.Compare(a.Name, b.Name) }) {
		t.Errorf("%d codelists", len(all))
	}
}

// The project's own extension is known by where servers of ours serve it.
func TestServedExtension(t *testing.T) {
	for url, want := range map[string]bool{
		"https://data.contoh.go.id/extensions/indonesia/v1/extension.json":                 true,
		"https://data.contoh.go.id/data/extensions/indonesia/v1/extension.json":            true,
		"https://raw.githubusercontent.com/terang/indonesia/v1/extension.json":             true,
		"https://data.contoh.go.id/extensions/malaysia/extension.json":                     false,
		"https://data.contoh.go.id/indonesia/extension.json":                               false,
		"https://data.contoh.go.id/extensions/bids/extension.json":                         false,
		"https://raw.githubusercontent.com/someone/extensions-indonesia/v1/extension.json": false,
	} {
		if _, err := Bundled(url); (err == nil) != want {
			t.Errorf("%s: %v", url, err)
		}
		if x := Default().With([]string{url}); (len(x.Findings) == 0) != want {
			t.Errorf("%s: %+v", url, x.Findings)
		}
	}
}
