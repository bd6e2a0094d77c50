package schema

import (
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
)

// profile is the schema files with one release schema in place of ours.
func profile(release string) fstest.MapFS {
	return fstest.MapFS{
		ReleaseFile:        {Data: []byte(release)},
		ReleasePackageFile: {Data: []byte(`{"type":"object","properties":{"releases":{"type":"array"}}}`)},
		RecordPackageFile:  {Data: []byte(`{"type":"object","properties":{"records":{"type":"array"}}}`)},
	}
}

// A local profile's names may hold anything: pointers and merging keep them apart.
func TestProfileNames(t *testing.T) {
	s, err := Load(profile(`{"properties":{
		"a/b.c~d": {"type":"array","items":{"properties":{"x.y":{"type":"string"},"0":{"type":"string","minLength":1}}}},
		"":        {"type":"boolean"},
		"uniqueItems": {"type":"string"}, "patternProperties": {"type":"string"}, "id": {"type":"string"}, "enum": {"type":"string"}, "$ref": {"type":"string"}}}`))
	if err != nil {
		t.Fatal(err)
	}
	found := judgeText(t, s, `{"ocid":"o","a/b.c~d":[{},
{"x.y":1,
"0":""}],"":
0,"uniqueItems":1,"patternProperties":1,"id":1,"enum":1,"$ref":1}`)
	want := "//4 //$ref4 //a~1b.c~0d/1/03 //a~1b.c~0d/1/x.y2 //enum4 //id4 //patternProperties4 //uniqueItems4"
	var got []string
	for _, f := range found {
		got = append(got, fmt.Sprint("/", f.Pointer, f.Line))
	}
	if all := strings.Join(got, " "); all != want {
		t.Errorf("got  %s\nwant %s", all, want)
	}
}

// Patterns that are no translations, as some extensions have them, count as the schema says.
func TestProfilePatterns(t *testing.T) {
	s, err := Load(profile(`{"properties":{
		"any":   {"patternProperties":{"^.*":{"type":["string","null"],"minLength":1}}},
		"some":  {"patternProperties":{"[0-9]":{"type":["number","null"]},"^(name_(en|id))$":{"type":"string"}}},
		"whole": {"patternProperties":{"^n_":{"type":"integer"}, "^(o_(.))$":{}}},
		"list":  {"patternProperties":{"x":{"type":"array","items":{"$ref":"#/definitions/T"}}}}},
		"definitions":{"T":{"$ref":"#/definitions/U"},"U":{"type":"array","uniqueItems":true,"items":{"type":"string"}}}}`))
	if err != nil {
		t.Fatal(err)
	}
	for input, want := range map[string]string{
		`"any":{"a":"","b_":5,"c":null}`:                               "min_length /any/a type /any/b_",
		`"some":{"a":"x","a1":"x","b":true,"name_en":5,"name_fr":5}`:   "type /some/a1 type /some/name_en",
		`"whole":{"n_a":1,"n_b":1.5,"n_c":"1","o_x":[1],"m_":"1"}`:     "type /whole/n_b type /whole/n_c",
		`"list":{"ax":[["a"],"b"],"b":["c"]}`:                          "type /list/ax/1",
		`"any":{},"some":{},"whole":{"n_z":10},"list":{"x":[],"y":[]}`: "",
	} {
		var got []string
		for _, f := range judgeText(t, s, `{"ocid":"o",`+input+`}`) {
			got = append(got, f.Code+" "+f.Pointer)
		}
		if all := strings.Join(got, " "); all != want {
			t.Errorf("%s: %s, want %s", input, all, want)
		}
	}
}

// Keywords within values are values, and merge keywords beside a reference count.
func TestProfileValues(t *testing.T) {
	s, err := Load(profile(`{"properties":{
		"e": {"enum":[{"id":"a","uniqueItems":true}]},
		"gone": {"$ref":"#/definitions/T","omitWhenMerged":true},
		"kept": {"$ref":"#/definitions/T"}},
		"definitions":{"T":{"type":"object","properties":{"a":{"type":"string"}}}}}`))
	if err != nil {
		t.Fatal(err)
	}
	good := `{"ocid":"o","e":{"uniqueItems":true,"id":"a"},"gone":{"a":"x"},"kept":{"a":"x"}}`
	if found := judgeText(t, s, good); len(found) > 0 {
		t.Errorf("%+v", found)
	}
	if found := judgeText(t, s, `{"ocid":"o","e":{}}`); len(found) != 1 || found[0].Code != CodeEnum {
		t.Errorf("%+v", found)
	}
	record, err := s.Merge([]*Release{NewRelease([]byte(good))})
	if want := `{"ocid":"o","id":"o-","tag":["compiled"],"e":{"uniqueItems":true,"id":"a"},"kept":{"a":"x"}}`; err != nil || string(record.Compiled()) != want {
		t.Errorf("%s, want %s", record.Compiled(), want)
	}
}

// listening is a transport that notes what would have been fetched, and refuses it.
type listening struct{ asked []string }

func (l *listening) RoundTrip(r *http.Request) (*http.Response, error) {
	l.asked = append(l.asked, r.URL.String())
	return nil, errors.New("no network in tests")
}

// No schema makes us open an address or a file, whatever it says; nor does data.
func TestLoadOpensNothing(t *testing.T) {
	spy := &listening{}
	old := http.DefaultTransport
	http.DefaultTransport = spy
	defer func() { http.DefaultTransport = old }()

	local := filepath.Join(t.TempDir(), "x.json")
	if err := os.WriteFile(local, []byte(`{"type":"string"}`), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, schema := range []string{
		`{"properties":{"x":{"$ref":"http://evil.example/x.json"}}}`,
		`{"properties":{"x":{"$ref":"file://` + local + `"}}}`,
		`{"properties":{"x":{"$ref":"` + local + `"}}}`,
		`{"properties":{"x":{"$ref":"x.json#/definitions/y"}}}`,
		`{"properties":{"x":{"items":[{"allOf":[{"$ref":"//evil.example/x"}]}]}}}`,
		`{"properties":{"x":{"$ref":"#/definitions/gone"}}}`,
		`{"properties":{"x":{"$ref":"#/definitions/a"}},"definitions":{"a":{"$ref":"#/definitions/b"},"b":{"$ref":"#/definitions/a"}}}`,
		`{"properties":{"x":{"$ref":"#/definitions/a"}},"definitions":{"a":{"$ref":"#/definitions/a"}}}`,
		`{"properties":{"x":{"patternProperties":{"x":{"$ref":"http://evil.example/x.json"}}}}}`,
	} {
		if _, err := Load(profile(schema)); err == nil || !strings.Contains(err.Error(), ReleaseFile) {
			t.Errorf("%s: %v", schema, err)
		}
	}
	for _, schema := range []string{
		`{"id":"http://evil.example/a.json","$schema":"http://evil.example/schema#","properties":{"x":{"$ref":"#/definitions/T"}},"definitions":{"T":{"type":"string"}}}`,
		`{"properties":{"x":{"id":"http://evil.example/b.json","properties":{"y":{"$ref":"#/definitions/T"}}},"y":{"$id":"http://evil.example/c.json","items":{"$ref":"#/definitions/T"}}},"definitions":{"T":{"type":"string"}}}`,
		`{"properties":{"x":{"id":"http://evil.example/d.json"},"y":{"id":"http://evil.example/d.json"}}}`,
	} {
		s, err := Load(profile(schema))
		if err != nil {
			t.Errorf("%s: %v", schema, err)
			continue
		}
		judgeText(t, s, `{"ocid":"o","x":{"$ref":"http://evil.example/e.json","y":1},"$schema":"http://evil.example/f.json"}`)
	}
	judgeText(t, Default(), around(`"$ref":"http://evil.example/g.json","tender":{"$ref":"http://evil.example/h.json"}`))
	if len(spy.asked) > 0 {
		t.Errorf("asked for %q", spy.asked)
	}
}

// Files that are no schema are refused with their name.
func TestLoadErrors(t *testing.T) {
	for name, data := range map[string]string{ReleaseFile: "{", ReleasePackageFile: "[]", RecordPackageFile: `{"type":5}`} {
		files := profile(`{}`)
		files[name] = &fstest.MapFile{Data: []byte(data)}
		if _, err := Load(files); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("%s: %v", name, err)
		}
		delete(files, name)
		if _, err := Load(files); !errors.Is(err, os.ErrNotExist) {
			t.Errorf("without %s: %v", name, err)
		}
	}
	if _, err := Load(profile(`{"patternProperties":{"(":{}}}`)); err == nil {
		t.Error("a broken pattern was taken")
	}
}
