package catalog

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"terang/store"
)

func TestSecurity(t *testing.T) {
	const tail = "Expires: 2027-03-31T10:00:00Z\nPreferred-Languages: id, en\n"
	for _, c := range []struct {
		name, base        string
		security, contact store.Contact
		want              string
	}{
		{"none", "https://x.example", store.Contact{}, store.Contact{}, ""},
		{"its own", "https://x.example", store.Contact{Email: "a@x.example"}, store.Contact{Email: "b@x.example"},
			"Contact: mailto:a@x.example\n" + tail + "Canonical: https://x.example/.well-known/security.txt\n"},
		{"that of all questions", "http://x.example", store.Contact{}, store.Contact{URL: "https://x.example/b", Telephone: "+62 21 1"},
			"Contact: https://x.example/b\nContact: tel:+62211\n" + tail},
		{"an address without TLS", "http://x.example", store.Contact{URL: "http://x.example/b"}, store.Contact{}, ""},
		{"a line within", "http://x.example", store.Contact{Email: "a@x.example\nExpires: 2099-01-01T00:00:00Z"}, store.Contact{}, ""},
	} {
		v := &store.Version{At: at, Publication: store.Publication{BaseURL: c.base, Contact: c.contact, Contacts: store.Contacts{Security: c.security}}}
		if text, ok := Security(v); string(text) != c.want || ok != (c.want != "") {
			t.Errorf("%s: %t %s", c.name, ok, text)
		}
	}
}

func TestRobots(t *testing.T) {
	text := string(Robots("https://x.example"))
	if !strings.HasPrefix(text, "User-agent: *\n") || !strings.HasSuffix(text, "\nSitemap: https://x.example/sitemap.xml\n") {
		t.Error(text)
	}
}

func TestAPICatalog(t *testing.T) {
	text, err := APICatalog("https://x.example")
	if err != nil {
		t.Fatal(err)
	}
	var doc any
	if err := json.Unmarshal(text, &doc); err != nil {
		t.Fatal(err)
	}
	for _, e := range []expectation{
		{[]any{"linkset", 0, "item", 0, "href"}, "https://x.example/"},
		{[]any{"linkset", 1, "anchor"}, "https://x.example/"},
		{[]any{"linkset", 1, "service-desc", 0, "href"}, "https://x.example/openapi.yaml"},
		{[]any{"linkset", 1, "service-doc", 0, "type"}, "text/html"},
		{[]any{"linkset", 1, "item"}, nil},
	} {
		e.check(t, doc)
	}
}

func TestSitemaps(t *testing.T) {
	for entries, want := range map[int64]int64{0: 0, 1: 1, 25000: 1, 25001: 2, 50001: 3} {
		if got := Pages(&store.Version{Seq: entries + 1}); got != want {
			t.Errorf("%d entries: %d pages, want %d", entries, got, want)
		}
	}
	index, err := SitemapIndex(full().Version)
	if err != nil || strings.Count(string(index), "<sitemap>") != 6 || !strings.Contains(string(index), "<loc>https://data.contoh.go.id/sitemap/5.xml</loc>") {
		t.Errorf("%v %s", err, index)
	}
	page, err := Sitemap(full().Version)
	if err != nil || !strings.Contains(string(page), "<loc>https://data.contoh.go.id/data/2026-03-31.1/manifest.json</loc><lastmod>2026-03-31T10:00:00Z</lastmod>") {
		t.Errorf("%v %s", err, page)
	}
	page, err = SitemapOf("https://x.example", []store.Dated{{OCID: `a/b&"c"<é>`, At: at}})
	if err != nil || !strings.Contains(string(page), "<loc>https://x.example/id/processes/a%2Fb&amp;%22c%22%3C%C3%A9%3E</loc>") ||
		strings.Count(string(page), `<xhtml:link rel="alternate" hreflang="en" href="https://x.example/en/processes/a%2Fb&amp;%22c%22%3C%C3%A9%3E"></xhtml:link>`) != 2 {
		t.Errorf("%v %s", err, page)
	}
}

// A page as large as it can be stays below the 50 MB that the protocol allows.
func TestLargestSitemap(t *testing.T) {
	processes := make([]store.Dated, PageEntries)
	for i := range processes {
		processes[i] = store.Dated{OCID: fmt.Sprintf("ocds-abc123-%040d", i), At: at.Add(time.Duration(i) * time.Second)}
	}
	page, err := SitemapOf("https://data.pengadaan.kabupaten-contoh.go.id", processes)
	if err != nil || len(page) > 50<<20 || strings.Count(string(page), "<url>") != 50000 {
		t.Errorf("%v, %d bytes", err, len(page))
	}
}
