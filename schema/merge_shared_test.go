package schema

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// The cases of the reference implementation: X.json merges to X-compiled.json and X-versioned.json.
func TestMergeSuite(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(shared(t, "ocds/merge-suite"), "1.1", "*-compiled.json"))
	if err != nil || len(files) != 9 {
		t.Fatalf("%d cases, %v", len(files), err)
	}
	for _, compiled := range files {
		base := strings.TrimSuffix(compiled, "-compiled.json")
		t.Run(filepath.Base(base), func(t *testing.T) {
			record := mergeFile(t, base+".json")
			sameJSON(t, "compiled", record.Compiled(), slurp(t, compiled))
			sameJSON(t, "versioned", record.Versioned(), slurp(t, base+"-versioned.json"))
		})
	}
}

func mergeFile(t *testing.T, path string) *Record {
	t.Helper()
	var raws []json.RawMessage
	if err := json.Unmarshal(slurp(t, path), &raws); err != nil {
		t.Fatal(err)
	}
	return mergeRaw(t, raws)
}

func mergeRaw(t *testing.T, raws []json.RawMessage) *Record {
	t.Helper()
	var releases []*Release
	for _, raw := range raws {
		releases = append(releases, NewRelease(raw))
	}
	record, err := Default().Merge(releases)
	if err != nil {
		t.Fatal(err)
	}
	return record
}

// Every record of the standard's examples but two that were written by hand. Linked releases are looked up by
// their id among the packages that the records were made from.
func TestMergeExamples(t *testing.T) {
	root := shared(t, "ocds/examples")
	sources := map[string][]string{
		"fictional-example-1.1": {"fictional-example-1.1/*.json"},
		"standard-docs/merging": {"standard-docs/merging/merge-*.json"},
		"standard-docs/records": {},
	}
	for _, tag := range []string{"planning", "tender", "tenderUpdate", "award", "contract", "implementation", "contractAmendment"} {
		sources["standard-docs/records"] = append(sources["standard-docs/records"], "standard-docs/"+tag+".json")
	}
	compared := 0
	for example, patterns := range sources {
		known := map[string]json.RawMessage{}
		for _, pattern := range patterns {
			paths, _ := filepath.Glob(filepath.Join(root, pattern))
			for _, path := range paths {
				c, err := readFile(t, path)
				if err != nil {
					t.Fatal(err)
				}
				for _, r := range c.releases {
					known[r.ID] = r.Line
				}
			}
		}
		walkJSON(t, filepath.Join(root, example), func(path string) { compared += compareRecords(t, path, known) })
	}
	if compared < 24 {
		t.Errorf("only %d compiled and versioned releases compared", compared)
	}
}

func walkJSON(t *testing.T, root string, visit func(path string)) {
	t.Helper()
	err := filepath.WalkDir(root, func(path string, _ os.DirEntry, err error) error {
		if err == nil && filepath.Ext(path) == ".json" {
			visit(path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func compareRecords(t *testing.T, path string, known map[string]json.RawMessage) (compared int) {
	var pkg struct {
		Records []struct {
			Releases                          []json.RawMessage
			CompiledRelease, VersionedRelease json.RawMessage
		}
	}
	if json.Unmarshal(slurp(t, path), &pkg) != nil {
		return 0
	}
	for _, r := range pkg.Records {
		for i, raw := range r.Releases {
			var link struct{ URL string }
			_ = json.Unmarshal(raw, &link)
			if _, id, ok := strings.Cut(link.URL, "#"); ok {
				r.Releases[i] = known[id]
			}
		}
		record := mergeRaw(t, r.Releases)
		for what, pair := range map[string][2][]byte{
			"compiled":  {record.Compiled(), r.CompiledRelease},
			"versioned": {record.Versioned(), r.VersionedRelease},
		} {
			if pair[1] != nil {
				sameJSON(t, filepath.Base(path)+" "+what, pair[0], pair[1])
				compared++
			}
		}
	}
	return compared
}

func sameJSON(t *testing.T, what string, got, want []byte) {
	t.Helper()
	if !Equal(got, want) {
		t.Errorf("%s\n got %s\nwant %s", what, tidy(got), tidy(want))
	}
}

func tidy(raw []byte) string {
	var tree any
	if err := json.Unmarshal(raw, &tree); err != nil {
		return string(raw)
	}
	out, _ := json.MarshalIndent(tree, "", " ")
	return string(out)
}

func slurp(t testing.TB, path string) []byte {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}
