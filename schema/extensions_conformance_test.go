package schema

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

// Every bundled extension is whole in itself: its lists name what is in its folder, its texts are in both languages.
func TestExtensions(t *testing.T) {
	for id, files := range bundled(t) {
		for _, fault := range extensionFaults(t, files) {
			t.Errorf("%s: %s", id, fault)
		}
	}
}

// Every bundled extension but our own says what the official one says, in other words.
func TestExtensionsConformance(t *testing.T) {
	official := os.DirFS(shared(t, "ocds/extensions"))
	entries := map[any]any{}
	for _, entry := range decodeFile(t, official, "index.json").([]any) {
		entries[entry.(map[string]any)["id"]] = entry
	}
	for id, files := range bundled(t) {
		if id == "indonesia" {
			continue
		}
		theirs, err := fs.Sub(official, id)
		if err != nil || entries[id] == nil {
			t.Errorf("%s is no official extension (%v)", id, err)
			continue
		}
		for _, fault := range officialFaults(t, files, theirs, entries[id].(map[string]any)) {
			t.Errorf("%s: %s", id, fault)
		}
	}
}

// bundled gives the folders of the embedded extensions by their id.
func bundled(t *testing.T) map[string]fs.FS {
	t.Helper()
	folders, err := fs.ReadDir(embedded, "ocds/extensions")
	if err != nil || len(folders) < 14 {
		t.Fatalf("%d extensions, %v", len(folders), err)
	}
	out := map[string]fs.FS{}
	for _, folder := range folders {
		if out[folder.Name()], err = fs.Sub(embedded, path.Join("ocds/extensions", folder.Name())); err != nil {
			t.Fatal(err)
		}
	}
	return out
}

// extensionFaults lists what an extension lacks in itself.
func extensionFaults(t *testing.T, files fs.FS) (out []string) {
	t.Helper()
	if _, err := fs.Stat(files, "extension.json"); err != nil {
		return []string{"no extension.json"}
	}
	meta, _ := decodeFile(t, files, "extension.json").(map[string]any)
	for list, pattern := range map[string]string{"schemas": "*-schema.json", "codelists": "codelists/*.csv"} {
		named, _ := meta[list].([]any)
		if there := namesOf(t, files, pattern); sorted(named) != sorted(there) {
			out = append(out, fmt.Sprintf("%s are %q, named are %q", list, there, named))
		}
	}
	words := wordsOf(t, files)
	for place, text := range words {
		switch {
		case strings.TrimSpace(text) == "":
			out = append(out, fmt.Sprintf("%s: no %s in %q", place.at, place.kind, place.lang))
		case place.lang == "en" && place.kind == "description" && text == words[place.twin()]:
			out = append(out, place.at+": description not translated")
		}
	}
	slices.Sort(out)
	return out
}

// officialFaults lists where ours is not the official extension in other words; entry is its line of index.json.
func officialFaults(t *testing.T, ours, theirs fs.FS, entry map[string]any) (out []string) {
	t.Helper()
	out = metaFaults(t, ours, theirs, entry)
	for _, name := range namesOf(t, theirs, "*-schema.json") {
		out = append(out, differences(decodeFile(t, ours, name.(string)), decodeFile(t, theirs, name.(string)), name.(string), false)...)
	}
	for _, name := range namesOf(t, theirs, "codelists/*.csv") {
		name := "codelists/" + name.(string)
		if a, b := factsOf(rowsOf(t, ours, name)), factsOf(rowsOf(t, theirs, name)); !slices.Equal(a, b) {
			out = append(out, fmt.Sprintf("%s: %q instead of %q", name, a, b))
		}
	}
	words := wordsOf(t, ours)
	for place, text := range wordsOf(t, theirs) {
		switch {
		case text != "" && words[place] == "":
			out = append(out, fmt.Sprintf("%s: no %s", place.at, place.kind))
		case text != "" && words[place] == text && !isName(place, text):
			out = append(out, fmt.Sprintf("%s: the official %s", place.at, place.kind))
		}
	}
	slices.Sort(out)
	return out
}

// isName tells a text that can be put no other way: the name of a code, or a title of up to three words.
func isName(place wording, text string) bool {
	return place.kind != "description" && (strings.HasPrefix(place.at, "codelists/") || len(strings.Fields(text)) <= 3)
}

// metaFaults compares what extension.json says as facts.
func metaFaults(t *testing.T, ours, theirs fs.FS, entry map[string]any) (out []string) {
	t.Helper()
	a, _ := decodeFile(t, ours, "extension.json").(map[string]any)
	b, _ := decodeFile(t, theirs, "extension.json").(map[string]any)
	for _, key := range []string{"compatibility", "schemas", "codelists", "dependencies", "documentationUrl"} {
		if !reflect.DeepEqual(a[key], b[key]) {
			out = append(out, fmt.Sprintf("extension.json: %s %v instead of %v", key, a[key], b[key]))
		}
	}
	for _, key := range []string{"id", "repository", "version"} {
		if a[key] != entry[key] {
			out = append(out, fmt.Sprintf("extension.json: %s %v instead of %v", key, a[key], entry[key]))
		}
	}
	return out
}

// namesOf gives the base names of the files that match, as a list of JSON would.
func namesOf(t *testing.T, files fs.FS, pattern string) []any {
	t.Helper()
	found, err := fs.Glob(files, pattern)
	if err != nil {
		t.Fatal(err)
	}
	names := []any{}
	for _, name := range found {
		names = append(names, path.Base(name))
	}
	return names
}

// wording is where a text stands: file and field, title or description, language.
type wording struct{ at, kind, lang string }

// twin is the same place in the other language.
func (w wording) twin() wording {
	return wording{w.at, w.kind, map[string]string{"en": "id", "id": "en"}[w.lang]}
}

// wordings are texts by place. A text that has to be there and is not is an empty one.
type wordings map[wording]string

// put keeps a text and asks for its twin.
func (w wordings) put(at wording, text string) {
	w[at] = text
	w[at.twin()] += ""
}

// textPlaces are the members of a schema and the columns of a codelist that hold texts.
var textPlaces = map[string]wording{
	"title": {"", "title", "en"}, "x-title-id": {"", "title", "id"},
	"description": {"", "description", "en"}, "x-description-id": {"", "description", "id"},
	"Title": {"", "title", "en"}, "Title_id": {"", "title", "id"},
	"Description": {"", "description", "en"}, "Description_id": {"", "description", "id"},
}

// wordsOf gathers the texts of an extension from all its files.
func wordsOf(t *testing.T, files fs.FS) wordings {
	t.Helper()
	words := wordings{}
	meta, _ := decodeFile(t, files, "extension.json").(map[string]any)
	for _, kind := range []string{"name", "description"} {
		texts, _ := meta[kind].(map[string]any)
		for _, lang := range []string{"en", "id"} {
			text, _ := texts[lang].(string)
			words.put(wording{"extension.json", kind, lang}, text)
		}
	}
	for _, name := range namesOf(t, files, "*-schema.json") {
		words.schema(decodeFile(t, files, name.(string)), name.(string), "")
	}
	for _, name := range namesOf(t, files, "codelists/*.csv") {
		words.codelist(rowsOf(t, files, "codelists/"+name.(string)), "codelists/"+name.(string))
	}
	return words
}

// schema gathers the texts below a part of a schema; parent is the keyword or field that holds it. Every field that the
// extension brings, and does not only touch, has to have its texts.
func (w wordings) schema(node any, at, parent string) {
	list, _ := node.([]any)
	for i, element := range list {
		w.schema(element, fmt.Sprint(at, "/", i), "")
	}
	object, _ := node.(map[string]any)
	names := slices.Contains([]string{"properties", "patternProperties", "definitions"}, parent)
	for key, value := range object {
		text, isText := value.(string)
		below := at + "/" + key
		switch place, known := textPlaces[key]; {
		case names:
			if parent == "properties" {
				w.expect(value, below)
			}
			w.schema(value, below, "")
		case known && isText:
			w.put(wording{at, place.kind, place.lang}, text)
		default:
			w.schema(value, below, key)
		}
	}
}

// expect asks for the texts of a field that has a type. One that is nothing but a reference has those of its definition.
func (w wordings) expect(field any, at string) {
	object, _ := field.(map[string]any)
	if object["type"] == nil && (object["$ref"] == nil || len(object) == 1) {
		return
	}
	for _, kind := range []string{"title", "description"} {
		w[wording{at, kind, "en"}] += ""
		w[wording{at, kind, "id"}] += ""
	}
}

// codelist gathers the texts of the codes.
func (w wordings) codelist(rows []map[string]string, at string) {
	for _, row := range rows {
		w[wording{at + "/" + row["Code"], "title", "en"}] += ""
		for column, text := range row {
			if place, known := textPlaces[column]; known {
				w.put(wording{at + "/" + row["Code"], place.kind, place.lang}, text)
			}
		}
	}
}

// rowsOf reads a codelist: its rows in order, each by column.
func rowsOf(t *testing.T, files fs.FS, name string) (out []map[string]string) {
	t.Helper()
	data, err := fs.ReadFile(files, name)
	if err != nil {
		t.Error(err)
		return nil
	}
	rows, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(data, []byte("\xef\xbb\xbf")))).ReadAll()
	if err != nil || len(rows) < 2 {
		t.Fatalf("%s: %d rows, %v", name, len(rows), err)
	}
	for _, cells := range rows[1:] {
		row := map[string]string{}
		for i, column := range rows[0] {
			row[column] = cells[i]
		}
		out = append(out, row)
	}
	return out
}

// factsOf gives what a codelist says beside its texts, row by row: codes, categories, sources.
func factsOf(rows []map[string]string) (out []string) {
	for _, row := range rows {
		facts := maps.Clone(row)
		maps.DeleteFunc(facts, func(column, _ string) bool { _, isText := textPlaces[column]; return isText })
		out = append(out, fmt.Sprint(facts))
	}
	return out
}

// A whole extension and its official original, for the tests of the tests.
var (
	wholeExtension = map[string]string{
		"extension.json": `{"id":"a","version":"v1","name":{"en":"A","id":"A saja"},"description":{"en":"Our B.","id":"B kita."},
			"compatibility":["1.1"],"schemas":["release-schema.json"],"codelists":["+c.csv"]}`,
		"release-schema.json": `{"definitions":{"D":{"title":"Our D","x-title-id":"D","properties":{"touched":{"deprecated":null},"d":{"$ref":"#"},
			"title":{"title":"Our T of a field","x-title-id":"T","description":"Our U.","x-description-id":"U.","type":"string"}}}}}`,
		"codelists/+c.csv": "Code,Title,Description,Source,Title_id,Description_id\nx,X,Our x.,s,X,X kita.\ny,Y,Our y.,,Y,Y kita.\n",
	}
	originalExtension = map[string]string{
		"extension.json": `{"name":{"en":"A"},"description":{"en":"B."},"compatibility":["1.1"],"schemas":["release-schema.json"],"codelists":["+c.csv"]}`,
		"release-schema.json": `{"definitions":{"D":{"title":"D","properties":{"touched":{"deprecated":null},"d":{"$ref":"#"},
			"title":{"title":"T of a field","description":"U.","type":"string"}}}}}`,
		"codelists/+c.csv": "Code,Title,Description,Source\nx,X,x.,s\ny,Y,y.,\n",
	}
)

// extensionWith is a folder of files after one replacement, or without the file when there is nothing to replace.
func extensionWith(t *testing.T, files map[string]string, name, old, replacement string) fs.FS {
	t.Helper()
	out := fstest.MapFS{}
	for key, text := range files {
		if key == name && !strings.Contains(text, old) {
			t.Fatalf("%s: no %q to change", name, old)
		}
		if key == name {
			text = strings.Replace(text, old, replacement, 1)
		}
		if key != name || old != "" {
			out[key] = &fstest.MapFile{Data: []byte(text)}
		}
	}
	return out
}

// The two checks find each kind of fault, and none in a whole extension.
func TestExtensionFaults(t *testing.T) {
	entry := map[string]any{"id": "a", "version": "v1"}
	for _, c := range []struct{ name, old, replacement, itself, official string }{
		{"none", "", "", "", ""},
		{"extension.json", "", "", "no extension.json", "-"},
		{"extension.json", `"v1"`, `"v2"`, "", "version v2 instead of v1"},
		{"extension.json", `"1.1"`, `"1.2"`, "", "compatibility [1.2] instead of [1.1]"},
		{"extension.json", `"B kita."`, `""`, `extension.json: no description in "id"`, ""},
		{"extension.json", `"Our B."`, `"B."`, "", "extension.json: the official description"},
		{"extension.json", `"schemas"`, `"x"`, "schemas are", "extension.json: schemas"},
		{"release-schema.json", `"x-title-id":"T",`, ``, `/D/properties/title: no title in "id"`, ""},
		{"release-schema.json", `"x-title-id":"D",`, ``, `/D: no title in "id"`, ""},
		{"release-schema.json", `"title":"Our D","x-title-id":"D",`, ``, "", "/D: no title"},
		{"release-schema.json", `"description":"Our U.","x-description-id":"U.",`, ``, `no description in "en"`, "no description"},
		{"release-schema.json", `Our U.`, `U.`, "description not translated", "the official description"},
		{"release-schema.json", `Our T of`, `T of`, "", "the official title"},
		{"release-schema.json", `Our D`, `D`, "", ""},
		{"release-schema.json", `"$ref":"#"`, `"$ref":"#","minItems":1`, `/D/properties/d: no title in "id"`, "d/minItems"},
		{"release-schema.json", `null`, `true`, "", "touched/deprecated"},
		{"codelists/+c.csv", "X kita.", "", `c.csv/x: no description in "id"`, ""},
		{"codelists/+c.csv", "Our y.", "y.", "", "+c.csv/y: the official description"},
		{"codelists/+c.csv", "s,X", "z,X", "", "codelists/+c.csv: "},
		{"codelists/+c.csv", "y,Y", "z,Y", "", "codelists/+c.csv: "},
	} {
		ours := extensionWith(t, wholeExtension, c.name, c.old, c.replacement)
		if got := strings.Join(extensionFaults(t, ours), "\n"); !strings.Contains(got, c.itself) || got != "" && c.itself == "" {
			t.Errorf("%s, %s: in itself %q, want %q", c.name, c.old, got, c.itself)
		}
		if c.official == "-" {
			continue
		}
		got := strings.Join(officialFaults(t, ours, extensionWith(t, originalExtension, "none", "", ""), entry), "\n")
		if !strings.Contains(got, c.official) || got != "" && c.official == "" {
			t.Errorf("%s, %s: beside the official %q, want %q", c.name, c.old, got, c.official)
		}
	}
}
