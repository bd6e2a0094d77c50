package schema

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

const (
	bidsURL    = "https://raw.githubusercontent.com/open-contracting-extensions/ocds_bid_extension/v1.1.5/extension.json"
	statusURL  = "https://extensions.example/status/extension.json"
	unknownURL = "https://nowhere.example/none/extension.json"
)

// statusFolder is an extension that changes a closed list in each of the three ways, brings one, and removes a field.
func statusFolder() fstest.MapFS {
	return fstest.MapFS{
		"status/extension.json": {Data: []byte(`{"name":{"en":"Status"}}`)},
		"status/release-schema.json": {Data: []byte(`{"properties":{"mood":{"type":["string","null"],"codelist":"mood.csv","openCodelist":false},
			"price":{"type":"string","codelist":"currency.csv","openCodelist":false}},
			"definitions":{"Tender":{"properties":{"rating":{"type":"integer"},"submissionMethodDetails":null}}}}`)},
		"status/codelists/mood.csv":                 {Data: []byte("Code,Title\ngood,Good\n")},
		"status/codelists/+tenderStatus.csv":        {Data: []byte("Code,Title\nsleeping,Sleeping\n")},
		"status/codelists/-procurementCategory.csv": {Data: []byte("Code\nworks\n")},
	}
}

func validRelease(members string) string {
	return `{"ocid":"ocds-x-1","id":"1","date":"2025-01-01T00:00:00Z","tag":["tender"],"initiationType":"tender",` + members + `}`
}

func extendedPackage(urls []string, members string) string {
	return `{"uri":"https://a.example/p.json","version":"1.1","publishedDate":"2025-01-01T00:00:00Z","publisher":{"name":"p"},` +
		`"extensions":["` + strings.Join(urls, `","`) + `"],"releases":[` + validRelease(members) + `]}`
}

func TestExtended(t *testing.T) {
	s, err := Load(Files(), Folder(statusFolder()), Bundled)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name, members string
		urls, want    []string
	}{
		{"bundled", `"bids":{"details":[{"id":1}]}`, []string{bidsURL}, []string{"type /releases/0/bids/details/0/id"}},
		{"not declared", `"bids":{"details":[{"id":1}]}`, []string{statusURL}, nil},
		{"of a folder", `"tender":{"id":"1","rating":"x"}`, []string{statusURL}, []string{"type /releases/0/tender/rating"}},
		{"code added", `"tender":{"id":"1","status":"sleeping"}`, []string{statusURL}, nil},
		{"code not added", `"tender":{"id":"1","status":"sleeping"}`, []string{bidsURL}, []string{"codelist_closed /releases/0/tender/status"}},
		{"code taken away", `"tender":{"id":"1","mainProcurementCategory":"works"}`, []string{statusURL}, []string{"codelist_closed /releases/0/tender/mainProcurementCategory"}},
		{"new closed list", `"mood":"bad"`, []string{statusURL}, []string{"codelist_closed /releases/0/mood"}},
		{"new closed list, null", `"mood":null`, []string{statusURL}, nil},
		{"closed list of the core", `"price":"Rp"`, []string{statusURL}, []string{"codelist_closed /releases/0/price"}},
		{"unavailable", `"mood":"bad","bids":{"details":[{"id":1}]}`, []string{unknownURL, bidsURL},
			[]string{"type /releases/0/bids/details/0/id", "extension_unavailable /extensions/0"}},
		{"an empty text", `"language":"id"`, []string{"", bidsURL}, []string{"uri_format /extensions/0"}},
		{"another version", `"language":"id"`, []string{strings.Replace(bidsURL, "v1.1.5", "v1.1.3", 1)}, []string{"extension_version /extensions/0"}},
	} {
		var got []string
		for _, f := range judgeText(t, s, extendedPackage(c.urls, c.members)) {
			got = append(got, f.Code+" "+f.Pointer)
			checkWords(t, f)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

// Merging obeys the extended schema: what an extension says is replaced whole is.
func TestExtendedMerge(t *testing.T) {
	url := "https://raw.githubusercontent.com/open-contracting-extensions/ocds_organizationClassification_extension/master/extension.json"
	line := func(id, date, codes string) *Release {
		return NewRelease([]byte(`{"ocid":"o","id":"` + id + `","date":"` + date + `","tag":["tender"],"parties":[{"id":"p","details":{"classifications":[` + codes + `]}}]}`))
	}
	releases := []*Release{line("1", "2025-01-01T00:00:00Z", `{"id":"a"}`), line("2", "2025-01-02T00:00:00Z", `{"id":"b"}`)}
	for urls, want := range map[string]string{"": `[{"id":"a"},{"id":"b"}]`, url: `[{"id":"b"}]`} {
		record, err := Default().With(strings.Fields(urls)).Merge(releases)
		if err != nil || !strings.Contains(string(record.Compiled()), `"classifications":`+want) {
			t.Errorf("with %q: %s %v", urls, record.Compiled(), err)
		}
	}
}

// An extension that cannot be used is left out with its reason, and those after it are not.
func TestBrokenExtensions(t *testing.T) {
	for name, files := range map[string]fstest.MapFS{
		"points nowhere":   {"release-schema.json": {Data: []byte(`{"properties":{"x":{"$ref":"#/definitions/Nowhere"}}}`)}},
		"leaves":           {"release-schema.json": {Data: []byte(`{"properties":{"x":{"$ref":"https://evil.example/x.json"}}}`)}},
		"no column":        {"codelists/a.csv": {Data: []byte("Kode\nx\n")}},
		"unexpected end":   {"release-schema.json": {Data: []byte(`{`)}},
		"cannot unmarshal": {"release-schema.json": {Data: []byte(`[]`)}},
		"type":             {"release-schema.json": {Data: []byte(`{"properties":{"x":{"type":5}}}`)}},
	} {
		folder := fstest.MapFS{"broken/extension.json": {Data: []byte(`{}`)}}
		for file, data := range files {
			folder["broken/"+file] = data
		}
		s, err := Load(Files(), Folder(folder), Bundled)
		if err != nil {
			t.Fatal(err)
		}
		x := s.With([]string{"https://a.example/broken/extension.json", bidsURL})
		if len(x.Findings) != 1 || x.Findings[0].Code != CodeExtensionBroken || !strings.Contains(x.Findings[0].Text("en"), name) {
			t.Errorf("%s: %+v", name, x.Findings)
		}
		if x.Release().property("bids") == nil {
			t.Errorf("%s: the extension after it is gone too", name)
		}
	}
}

// What a package declares only after its releases is found beforehand.
func TestLate(t *testing.T) {
	body := `"releases":[` + validRelease(`"bids":{"details":[{"id":1}]}`) + `]`
	meta := `"uri":"https://a.example/p.json","version":"1.1","publishedDate":"2025-01-01T00:00:00Z","publisher":{"name":"p"}`
	extensions := `"extensions":["` + bidsURL + `"]`
	for name, c := range map[string]struct {
		input string
		late  int
		want  []string
	}{
		"before": {"{" + meta + "," + extensions + "," + body + "}", 0, []string{"type"}},
		"after":  {"{" + meta + "," + body + "," + extensions + "}", 1, []string{"type"}},
		"lines":  {"{" + meta + "," + body + "}\n{" + meta + "," + body + "," + extensions + "}\n", 1, []string{"type"}},
		"none":   {"{" + meta + "," + body + "}", 0, nil},
		"far":    {`{"note":"` + strings.Repeat("x", 3*pieceSize) + `",` + meta + "," + body + "," + extensions + "}", 1, []string{"type"}},
		"within": {strings.Repeat(validRelease(`"x":1`)+"\n", 3000) + validRelease(`"x":{"version":"1","extensions":[]}`) + "\n", 0, nil},
	} {
		late, err := FindLate(opener(c.input))
		if err != nil || len(late) != c.late {
			t.Errorf("%s: %v %v", name, late, err)
		}
		var sink judgedLog
		checker := Checker{Schema: Default()}
		if err := checker.Check(strings.NewReader(c.input), "in", late, &sink); err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, f := range sink.findings {
			got = append(got, f.Code)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
	found := judgeText(t, Default(), "{"+meta+","+body+","+extensions+"}") // nobody looked beforehand
	if len(found) != 1 || found[0].Code != CodeExtensionsLate {
		t.Errorf("%+v", found)
	}
}

// An extension's digest follows its contents.
func TestExtensionDigest(t *testing.T) {
	digest := func(folder fstest.MapFS) string {
		s, err := Load(Files(), Folder(folder), Bundled)
		if err != nil {
			t.Fatal(err)
		}
		return s.ExtensionDigest(statusURL)
	}
	changed := statusFolder()
	changed["status/codelists/mood.csv"] = &fstest.MapFile{Data: []byte("Code,Title\nbad,Bad\n")}
	one, other, none := digest(statusFolder()), digest(changed), digest(fstest.MapFS{})
	if one != digest(statusFolder()) || one == other || none != "" || len(one) != 64 {
		t.Errorf("%q %q %q", one, other, none)
	}
	if a, b := Default().ExtensionDigest(bidsURL), Default().ExtensionDigest(strings.Replace(bidsURL, "bid", "lots", 1)); a == b || a == "" {
		t.Errorf("%q %q", a, b)
	}
}

// What was upgraded says so, and what it was.
func TestUpgradedPackage(t *testing.T) {
	for line, want := range map[string]string{
		`{}`:                          `{"upgraded":{"from":"1.0","sha256":"00ff"}}`,
		`{"uri":"x","version":"1.0"}`: `{"uri":"x","version":"1.0","upgraded":{"from":"1.0","sha256":"00ff"}}`,
	} {
		if p := (&Package{Line: []byte(line)}); string(p.UpgradedFrom("00ff").Line) != want {
			t.Errorf("%s", p.Line)
		}
	}
	for line, want := range map[string]string{
		`{"version":"1.0","uri":"x"}`: `{"uri":"x","version":"1.1"}`,
		`{"version":"1.1","uri":"x"}`: `{"version":"1.1","uri":"x"}`,
		`{"version":"1.2","uri":"x"}`: `{"version":"1.2","uri":"x"}`,
		`{"uri":"x"}`:                 `{"uri":"x","version":"1.1"}`,
	} {
		if got := string((&Package{Line: []byte(line)}).UpgradedWords(true)); got != want {
			t.Error(got)
		}
	}
	if got := string((&Package{Line: []byte(`{"uri":"x"}`)}).UpgradedWords(false)); got != `{"uri":"x"}` {
		t.Error(got)
	}
}
