package api_test

import (
	"encoding/json"
	"encoding/xml"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"terang/publish/publishtest"
	"terang/schema"
	"terang/store/storetest"
)

// testCatalogue: the files that the catalogue names are there, with that size and digest, and a pinned catalogue stays.
func testCatalogue(t *testing.T, w *world) {
	var c struct {
		Dataset struct {
			Version  string           `json:"dcat:version"`
			Versions []map[string]any `json:"dcat:hasVersion"`
			Current  struct {
				ID string `json:"@id"`
			} `json:"dcat:hasCurrentVersion"`
			Distribution []struct {
				URL struct {
					ID string `json:"@id"`
				} `json:"dcat:downloadURL"`
				Bytes struct {
					Value string `json:"@value"`
				} `json:"dcat:byteSize"`
				Checksum struct {
					Value struct {
						Value string `json:"@value"`
					} `json:"spdx:checksumValue"`
				} `json:"spdx:checksum"`
			} `json:"dcat:distribution"`
		} `json:"dcat:dataset"`
	}
	w.ok(t, "/catalog.jsonld").value(t, &c)
	if c.Dataset.Version != w.latest(t) || len(c.Dataset.Versions) != 3 || len(c.Dataset.Distribution) < 10 {
		t.Fatalf("version %s, %d versions, %d files", c.Dataset.Version, len(c.Dataset.Versions), len(c.Dataset.Distribution))
	}
	w.ok(t, c.Dataset.Current.ID)
	for _, d := range c.Dataset.Distribution {
		head := ask(t, w.handler, http.MethodHead, d.URL.ID)
		if head.header.Get("ETag") != `"sha256-`+d.Checksum.Value.Value+`"` || head.header.Get("Content-Length") != d.Bytes.Value {
			t.Errorf("%s is other than the catalogue says: %v", d.URL.ID, head.header)
		}
	}
	var list struct{ Versions []struct{ ID string } }
	w.ok(t, "/api/v1/versions").value(t, &list)
	oldest := list.Versions[len(list.Versions)-1].ID
	for _, address := range []string{"/catalog.jsonld?version=", "/dataset.jsonld?version="} {
		if a := w.ok(t, address+oldest); !strings.Contains(string(a.body), oldest) || strings.Contains(string(a.body), w.latest(t)) {
			t.Errorf("%s%s tells of another version", address, oldest)
		}
	}
}

// testSitemap: the sitemap leads to every process, and to nothing that is not there.
func testSitemap(t *testing.T, w *world) {
	type places struct {
		Locs []string `xml:"sitemap>loc"`
		URLs []string `xml:"url>loc"`
	}
	var index places
	if err := xml.Unmarshal(w.ok(t, "/sitemap.xml").body, &index); err != nil || len(index.Locs) != 2 {
		t.Fatalf("%v %v", index, err)
	}
	found := map[string]bool{}
	for _, address := range index.Locs {
		var page places
		if err := xml.Unmarshal(w.ok(t, address).body, &page); err != nil {
			t.Fatal(err)
		}
		for _, one := range page.URLs {
			if found[one] = true; !strings.HasPrefix(one, base+"/id/") && !strings.HasPrefix(one, base+"/en/") { // which are the site's
				w.ok(t, publishtest.Must[*url.URL](t)(url.Parse(one)).RequestURI())
			}
		}
	}
	var records struct {
		Records []struct{ OCID string }
	}
	w.ok(t, "/api/v1/records?limit=1000").value(t, &records)
	for _, r := range records.Records {
		for _, language := range []string{"/id", "/en"} {
			if !found[base+language+"/processes/"+url.PathEscape(r.OCID)] {
				t.Errorf("the sitemap does not have %s in %s", r.OCID, language)
			}
		}
	}
	if others := 28; len(found) != 2*len(records.Records)+others {
		t.Errorf("%d addresses for %d processes", len(found), len(records.Records))
	}
	if a := w.get(t, "/sitemap/2.xml"); a.status != http.StatusNotFound {
		t.Errorf("a page too many: %d", a.status)
	}
}

func testWellKnown(t *testing.T, w *world) {
	security := string(w.ok(t, "/.well-known/security.txt").body)
	if !strings.Contains(security, "Contact: mailto:data@data.example.go.id\n") || !strings.Contains(security, "\nExpires: ") {
		t.Error(security)
	}
	if robots := string(w.ok(t, "/robots.txt").body); !strings.Contains(robots, "Sitemap: "+base+"/sitemap.xml\n") {
		t.Error(robots)
	}
	a := w.ok(t, "/.well-known/api-catalog")
	if kind := a.header.Get("Content-Type"); !strings.HasPrefix(kind, "application/linkset+json; profile=") || !strings.Contains(a.header.Get("Link"), `rel="api-catalog"`) {
		t.Errorf("%s %s", kind, a.header.Get("Link"))
	}
	var set struct {
		Linkset []map[string]any
	}
	a.value(t, &set)
	for _, one := range set.Linkset {
		for relation, value := range one {
			if links, ok := value.([]any); ok {
				for _, l := range links {
					if href := l.(map[string]any)["href"].(string); href != base+"/" { // which is the site's
						w.ok(t, href)
					}
				}
			} else if relation != "anchor" {
				t.Errorf("%s: %v", relation, value)
			}
		}
	}
}

// TestNoContact: without a contact there is no security.txt, and the answer says why.
func TestNoContact(t *testing.T) {
	t.Parallel()
	w := newWorld(t, storetest.SQLite(t))
	w.Config.Contact.Email = ""
	w.Publish(t, day(t, "2025-01-01"), lines(release("ocds-contoh-1", "1", "2025-01-01T00:00:00Z")))
	if a := w.get(t, "/.well-known/security.txt"); a.status != http.StatusNotFound || !strings.Contains(string(a.body), "contacts.security") {
		t.Errorf("%d %s", a.status, a.body)
	}
	testExamples(t, w) // nor does the reference page show how to ask for it
	w.Config.Contacts.Security.URL = "https://contoh.go.id/aman"
	w.Publish(t, day(t, "2025-01-02"), lines(release("ocds-contoh-2", "1", "2025-01-01T00:00:00Z")))
	if a := w.ok(t, "/.well-known/security.txt"); !strings.HasPrefix(string(a.body), "Contact: https://contoh.go.id/aman\nExpires: 2026-01-02T05:00:00Z\n") {
		t.Errorf("%s", a.body)
	}
}

func testSchema(t *testing.T, w *world) {
	var doc struct {
		Version    string `json:"x-version"`
		Same       bool   `json:"x-same-as-published"`
		Extensions []struct {
			URL     string
			Applied bool
		} `json:"x-extensions"`
		Properties  map[string]map[string]any
		Definitions map[string]json.RawMessage
	}
	a := w.ok(t, "/api/v1/schema?version="+w.latest(t))
	a.value(t, &doc)
	if doc.Version != w.latest(t) || !doc.Same || len(doc.Extensions) < 3 || !doc.Extensions[0].Applied || doc.Definitions["Bid"] == nil {
		t.Errorf("%s %t %v", doc.Version, doc.Same, doc.Extensions)
	}
	if ocid := doc.Properties["ocid"]; ocid["title"] == nil || ocid["x-title-id"] == nil {
		t.Errorf("%v", ocid)
	}
	if got := a.header.Get("Cache-Control"); !strings.Contains(got, "immutable") {
		t.Error(got)
	}
}

// TestSchemaOfAnotherProgramme: what was published under an extension that the server does not have is said, and its
// answer is not for ever.
func TestSchemaOfAnotherProgramme(t *testing.T) {
	t.Parallel()
	w := newWorld(t, storetest.SQLite(t))
	v := w.Publish(t, day(t, "2025-01-01"), []byte(`{"uri":"https://x.example/1","version":"1.1","publishedDate":"2025-01-01T00:00:00Z","publisher":{"name":"x"},
		"extensions":["https://x.example/own/extension.json"],"releases":[`+release("ocds-contoh-1", "1", "2025-01-01T00:00:00Z")+`]}`))
	for _, address := range []string{"/api/v1/schema?version=", "/api/v1/codelists?version="} {
		if got := w.ok(t, address+v.ID).header.Get("Cache-Control"); strings.Contains(got, "immutable") {
			t.Errorf("%s: %s", address, got)
		}
	}
	if body := string(w.ok(t, "/api/v1/schema").body); !strings.Contains(body, `"x-extensions":[{"url":"https://x.example/own/extension.json","applied":false}]`) || !strings.Contains(body, `"x-same-as-published":false`) {
		t.Errorf("%.200s", body[max(0, len(body)-200):])
	}
}

func testCodelists(t *testing.T, w *world) {
	var all struct {
		Codelists []struct {
			Name, URL, CSV string
			Count          int
		}
	}
	w.ok(t, "/api/v1/codelists").value(t, &all)
	if len(all.Codelists) < 19 {
		t.Errorf("%d codelists", len(all.Codelists))
	}
	for _, l := range all.Codelists {
		var one struct {
			Name  string
			Codes []struct {
				Code, Title string
				TitleID     string `json:"title_id"`
			}
		}
		w.ok(t, l.URL).value(t, &one)
		csv := string(w.ok(t, l.CSV).body)
		if one.Name != l.Name || len(one.Codes) != l.Count || one.Codes[0].TitleID == "" || !strings.HasPrefix(csv, "Code,Title,Title_id,") ||
			!strings.Contains(csv, one.Codes[0].Title) {
			t.Errorf("%s: %+.100v %.100s", l.Name, one, csv)
		}
	}
	for address, want := range map[string]int{"none": 404, "method.xml": 400, "method.csv.csv": 400} {
		if a := w.get(t, "/api/v1/codelists/"+address); a.status != want {
			t.Errorf("%s: %d, want %d", address, a.status, want)
		}
	}
}

// testExtension: the address of the project's own extension leads to its files, and a package may name it.
func testExtension(t *testing.T, w *world) {
	const folder = "/extensions/indonesia/v1/"
	var e struct{ Schemas, Codelists []string }
	w.ok(t, folder+"extension.json").value(t, &e)
	names := append([]string{"README.md"}, e.Schemas...)
	for _, name := range e.Codelists {
		names = append(names, "codelists/"+name)
	}
	for _, name := range names {
		if a := w.ok(t, folder+name); len(a.body) == 0 {
			t.Errorf("%s is empty", name)
		}
	}
	if len(names) != 6 {
		t.Errorf("%v", names)
	}
	if x := schema.Default().With([]string{base + folder + "extension.json"}); len(x.Findings) > 0 || x.Release().Properties["withheldFields"] == nil {
		t.Errorf("%+v", x.Findings)
	}
	for _, name := range []string{"codelists", "none.json", "../bids/extension.json", "codelists/../extension.json", "..%2fbids%2fextension.json"} {
		if a := w.get(t, folder+name); a.status != http.StatusNotFound {
			t.Errorf("%s: %d", name, a.status)
		}
	}
}

func testQuality(t *testing.T, w *world) {
	v := w.latest(t)
	a := w.ok(t, "/api/v1/quality?version="+v)
	if file := w.ok(t, "/data/"+v+"/quality.json"); string(file.body) != string(a.body) || !strings.Contains(a.header.Get("Cache-Control"), "immutable") {
		t.Error("other than its file")
	}
	var q struct {
		Processes int64
		Rules     []any
	}
	a.value(t, &q)
	if q.Processes < 40 || len(q.Rules) < 20 {
		t.Errorf("%d processes, %d rules", q.Processes, len(q.Rules))
	}
}
