package reference

import (
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
)

const small = `
openapi: 3.1.0
info: {title: x, version: "1", description: "All is **plain**, as ` + "`<b>`" + ` shows.\n\nTwo parts.", x-description-id: "Semuanya **polos**."}
tags: [{name: one, description: One, x-description-id: Satu}, {name: none, description: Nothing}]
x-guides:
  - id: all
    title: {en: For all, id: Untuk semua}
    steps:
      - {en: Read <this>., id: Baca <ini>., address: "/things/{id}"}
      - {en: Ask., id: Tanya., address: "/files/{path}?a=1&b=2", curl: true}
      - {en: Not there., id: Tidak ada., address: "/other/{missing}", curl: true}
paths:
  /things/{id}:
    get:
      operationId: getThing
      tags: [one]
      summary: A thing
      x-summary-id: Suatu hal
      x-try: ["deep=yes&at={version}"]
      parameters:
        - {name: id, in: path, required: true, description: Which., schema: {type: string}, example: "it's a/b"}
        - {name: deep, in: query, description: How deep., schema: {type: string, enum: ["yes", "no"], default: "no"}}
        - {name: limit, in: query, description: How many., schema: {type: integer, minimum: 1, maximum: 9}}
      responses:
        "200": {description: The thing, content: {application/json: {schema: {type: object}, example: {a: "<&>"}}}}
        "400": {description: Wrong}
        default: {description: Wrong}
  /files/{path}:
    parameters: &shared [{name: q, in: query, description: Words., x-description-id: Kata., schema: {type: string}, example: road}]
    get:
      operationId: getFile
      tags: [one]
      summary: A file
      parameters: [{name: path, in: path, required: true, schema: {type: string}, example: x/y z.gz}]
      responses: {"200": {description: It}}
  /stream:
    parameters: *shared
    get:
      operationId: getStream
      tags: [one]
      summary: What never ends
      responses: {"200": {description: Events, content: {text/event-stream: {schema: {type: string}}}}}
components:
  x-problems:
    wrong: {title: {en: Wrong, id: Salah}, remedy: {en: "Mend ` + "`it`" + `.", id: Perbaiki.}}
`

func write(t *testing.T, lang Language, s *Setting) string {
	t.Helper()
	doc, err := openapi3.NewLoader().LoadFromData([]byte(small))
	if err != nil {
		t.Fatal(err)
	}
	c, err := New(doc)
	if err != nil {
		t.Fatal(err)
	}
	text, err := c.Page(lang, s)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestPage(t *testing.T) {
	samples := map[string]string{"id": "s1", "getThing.id": "it's a/b", "path": "x/y z.gz"}
	none := &Setting{Base: "https://x.example", Version: "2026-01-01.1", Samples: map[string]string{"getThing.id": "", "getStream": ""}}
	full := &Setting{Base: "https://x.example", Publisher: "Kab. <X>", Version: "2026-01-01.1", Samples: samples}
	empty := &Setting{Base: "https://x.example"}
	for _, c := range []struct {
		name     string
		lang     Language
		setting  *Setting
		has, not []string
	}{
		{"english", English, full, []string{`<html lang="en">`, "Kab. &lt;X&gt;", "All is <strong>plain</strong>, as <code>&lt;b&gt;</code> shows.</p>\n<p>Two parts.", "Read &lt;this&gt;.",
			`<a href="https://x.example/things/s1">https://x.example/things/s1</a>`, "Not there.</li>", "Mend <code>it</code>.",
			"curl &#39;https://x.example/things/it%27s%20a%2Fb&#39;", "curl &#39;https://x.example/things/it%27s%20a%2Fb?deep=yes&amp;at=2026-01-01.1&#39;",
			"curl -O &#39;https://x.example/files/x/y%20z.gz&#39;", "curl -O &#39;https://x.example/files/x/y%20z.gz?a=1&amp;b=2&#39;", "curl -N &#39;https://x.example/stream&#39;",
			"<h2>Filters</h2>", "<code>road</code>", `And all <a href="#filters">filters</a>.`, "yes | no; without it no", "1 … 9", "<code>400</code> <code>4xx 5xx</code>", `&#34;a&#34;: &#34;&lt;&amp;&gt;&#34;`}, []string{"Suatu hal", "missing", "Nothing", "ZgotmplZ"}},
		{"indonesian", Indonesian, full, []string{`<html lang="id">`, "Semuanya <strong>polos</strong>.", "Suatu hal", `<h3 lang="en">A file</h3>`, "Salah.</strong> Perbaiki.", "bila kosong no", "Satu</h2>"},
			[]string{"A thing", "Two parts"}},
		{"nothing of the kind", English, none, []string{"A thing", "curl -O"}, []string{"curl -N", "curl &#39;https://x.example/things"}},
		{"nothing published", English, empty, []string{"curl &#39;https://x.example/things/it%27s%20a%2Fb&#39;", "Read &lt;this&gt;.</li>"}, []string{"examples use version", "deep=yes&amp;at"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			text := write(t, c.lang, c.setting)
			for _, want := range c.has {
				if !strings.Contains(text, want) {
					t.Errorf("it does not have %s", want)
				}
			}
			for _, no := range c.not {
				if strings.Contains(text, no) {
					t.Errorf("it has %s", no)
				}
			}
		})
	}
}

// What several addresses share is told once.
func TestFiltersAreToldOnce(t *testing.T) {
	text := write(t, Indonesian, &Setting{Base: "https://x.example"})
	if strings.Count(text, "<span>Kata.</span>") != 1 || strings.Count(text, "Ditambah semua") != 2 {
		t.Error("not once")
	}
}

func TestNewRefusesWhatItCannotRead(t *testing.T) {
	for _, c := range []struct{ old, broken, want string }{
		{"x-guides:\n", "x-guides: 5\nx-others:\n", "x-guides"},
		{"  x-problems:\n", "  x-problems: [1]\n  x-others:\n", "x-problems"},
	} {
		doc, err := openapi3.NewLoader().LoadFromData([]byte(strings.Replace(small, c.old, c.broken, 1)))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := New(doc); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%v, want one with %s", err, c.want)
		}
	}
}
