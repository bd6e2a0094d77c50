package schema

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// Our files say in our own words what the official ones say: wording aside, they are the same, keyword for keyword.
func TestConformance(t *testing.T) {
	official := os.DirFS(shared(t, "ocds/1.1"))
	for _, name := range []string{ReleaseFile, ReleasePackageFile, RecordPackageFile, VersionedReleaseFile} {
		ours, theirs := decodeFile(t, Files(), name), decodeFile(t, official, name)
		for _, difference := range differences(ours, theirs, name, false) {
			t.Error(difference)
		}
	}
	lists, err := fs.Glob(official, "codelists/*.csv")
	if err != nil || len(lists) < 19 {
		t.Fatalf("%d codelists, %v", len(lists), err)
	}
	for _, name := range lists {
		if ours, theirs := codesOf(t, Files(), name), codesOf(t, official, name); !slices.Equal(ours, theirs) || len(ours) == 0 {
			t.Errorf("%s: %q instead of %q", name, ours, theirs)
		}
	}
}

// The comparison sees what decides and passes over what does not.
func TestDifferences(t *testing.T) {
	theirs := `{"title":"A","type":["string","null"],"properties":{"title":{"minLength":1},"description":{"title":"B"}},"enum":["a","b"],"items":[1]}`
	for ours, want := range map[string]string{
		theirs: "",
		`{"title":"X","x-title-id":"Y","type":["null","string"],"properties":{"title":{"minLength":1},"description":{}},"enum":["b","a"],"items":[1]}`: "",
		`{"type":"string","properties":{"description":{},"x-a":{}},"enum":["a"],"items":[1,2]}`:                                                        "[/enum /items /properties/title /properties/x-a /type]",
		`{"type":["string","null"],"properties":{"title":{"minLength":1.5},"description":[]},"enum":["a","b"],"items":[true]}`:                         "[/items/0 /properties/description /properties/title/minLength]",
	} {
		var a, b any
		if err := json.Unmarshal([]byte(ours), &a); err != nil {
			t.Fatal(err)
		}
		_ = json.Unmarshal([]byte(theirs), &b)
		var places []string
		for _, d := range differences(a, b, "", false) {
			place, _, _ := strings.Cut(d, ":")
			places = append(places, place)
		}
		if got := fmt.Sprint(places); got != want && len(places)+len(want) > 0 {
			t.Errorf("%s: %s, want %s", ours, got, want)
		}
	}
}

// differences lists where two schemas differ in what is valid or how releases merge; names says that the keys are
// not keywords.
func differences(ours, theirs any, at string, names bool) []string {
	switch a := ours.(type) {
	case map[string]any:
		if b, ok := theirs.(map[string]any); ok {
			return objectDifferences(a, b, at, names)
		}
	case []any:
		if b, ok := theirs.([]any); ok && len(a) == len(b) {
			var out []string
			for i := range a {
				out = append(out, differences(a[i], b[i], fmt.Sprint(at, "/", i), false)...)
			}
			return out
		}
	}
	if !reflect.DeepEqual(ours, theirs) {
		return []string{fmt.Sprintf("%s: %.90v instead of %.90v", at, ours, theirs)}
	}
	return nil
}

func objectDifferences(a, b map[string]any, at string, names bool) (out []string) {
	keys := map[string]bool{}
	for key := range a {
		keys[key] = true
	}
	for key := range b {
		keys[key] = true
	}
	for key := range keys {
		x, here := a[key]
		y, there := b[key]
		place := at + "/" + key
		switch {
		case !names && (slices.Contains([]string{"title", "description", "$comment", "propertyOrder"}, key) || strings.HasPrefix(key, "x-")):
		case !here:
			out = append(out, place+": missing")
		case !there:
			out = append(out, place+": not in the standard")
		case !names && (key == "required" || key == "enum" || key == "type"):
			out = append(out, differences(sorted(x), sorted(y), place, false)...)
		default:
			out = append(out, differences(x, y, place, !names && (key == "properties" || key == "patternProperties" || key == "definitions"))...)
		}
	}
	slices.Sort(out)
	return out
}

// sorted puts a list whose order means nothing in order, as text; other values come back as they are.
func sorted(v any) any {
	list, ok := v.([]any)
	if !ok {
		return v
	}
	texts := make([]string, len(list))
	for i, item := range list {
		texts[i] = fmt.Sprintf("%T %v", item, item)
	}
	slices.Sort(texts)
	return strings.Join(texts, ", ")
}

func decodeFile(t *testing.T, files fs.FS, name string) (tree any) {
	t.Helper()
	data, err := fs.ReadFile(files, name)
	if err == nil {
		err = json.Unmarshal(data, &tree)
	}
	if err != nil {
		t.Fatal(err)
	}
	return tree
}

func codesOf(t *testing.T, files fs.FS, name string) (codes []string) {
	t.Helper()
	data, err := fs.ReadFile(files, name)
	if err != nil {
		t.Error(err)
		return nil
	}
	rows, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(data, []byte("\xef\xbb\xbf")))).ReadAll()
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	column := slices.Index(rows[0], "Code")
	for _, row := range rows[1:] {
		codes = append(codes, row[column])
	}
	slices.Sort(codes)
	return codes
}

// Every place in our schema is explained in both languages, and every closed list of a field stands in its codelist.
func TestSchemaWords(t *testing.T) {
	tree := decodeFile(t, Files(), ReleaseFile)
	explained := 0
	var walk func(node any, at string)
	walk = func(node any, at string) {
		object, ok := node.(map[string]any)
		if !ok {
			return
		}
		properties, _ := object["properties"].(map[string]any)
		for name, p := range properties {
			field, _ := p.(map[string]any)
			for _, keyword := range []string{"title", "x-title-id", "description", "x-description-id"} {
				if words, _ := field[keyword].(string); words == "" {
					t.Errorf("%s/%s has no %s", at, name, keyword)
				}
			}
			explained++
			closedAsListed(t, field, at+"/"+name)
			walk(p, at+"/"+name)
		}
		definitions, _ := object["definitions"].(map[string]any)
		for name, d := range definitions {
			walk(d, at+"/"+name)
		}
		walk(object["items"], at)
	}
	walk(tree, "")
	if explained < 170 {
		t.Errorf("only %d fields", explained)
	}
}

func closedAsListed(t *testing.T, field map[string]any, at string) {
	enum, _ := field["enum"].([]any)
	if items, ok := field["items"].(map[string]any); ok && enum == nil {
		enum, _ = items["enum"].([]any)
	}
	list, _ := field["codelist"].(string)
	if list == "" || enum == nil {
		if list != "" && field["openCodelist"] != true {
			t.Errorf("%s: closed, but without its codes", at)
		}
		return
	}
	var codes []string
	for _, code := range enum {
		if text, ok := code.(string); ok {
			codes = append(codes, text)
		}
	}
	slices.Sort(codes)
	if listed := codesOf(t, Files(), "codelists/"+list); !slices.Equal(codes, listed) {
		t.Errorf("%s: %q, but %s has %q", at, codes, list, listed)
	}
}
