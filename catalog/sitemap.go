package catalog

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"net/url"
	"time"

	"terang/store"
)

// PageEntries is how many entries of the ledger a page of the sitemap covers: at most as many processes, each of which has
// a page in either language, so that there are never more than 50,000 addresses, which is the protocol's limit
// (sitemaps.org, 0.9).
const PageEntries = 50000 / 2

// Pages is how many pages of processes the sitemap of a version has. Page n covers those whose first release is among
// the entries after (n-1) * PageEntries, up to n * PageEntries.
func Pages(v *store.Version) int64 { return (v.Entries() + PageEntries - 1) / PageEntries }

const (
	sitemapSpace = "http://www.sitemaps.org/schemas/sitemap/0.9"
	xhtmlSpace   = "http://www.w3.org/1999/xhtml" // of links to the same page in other languages
)

type place struct {
	Loc        string      `xml:"loc"`
	LastMod    string      `xml:"lastmod,omitempty"`
	Alternates []alternate `xml:"xhtml:link"`
}

// alternate is the same page in a language.
type alternate struct {
	Rel  string `xml:"rel,attr"`
	Lang string `xml:"hreflang,attr"`
	Href string `xml:"href,attr"`
}

// inBoth are the places of a page in Indonesian and in English, each with links to both.
func inBoth(id, en string, at time.Time) []place {
	both := []alternate{{"alternate", "id", id}, {"alternate", "en", en}}
	return []place{{id, day(at), both}, {en, day(at), both}}
}

// SitemapIndex writes sitemap.xml: the pages of the sitemap. Page 0 has what describes the dataset.
func SitemapIndex(v *store.Version) ([]byte, error) {
	type index struct {
		XMLName xml.Name `xml:"sitemapindex"`
		Space   string   `xml:"xmlns,attr"`
		Places  []place  `xml:"sitemap"`
	}
	i := index{Space: sitemapSpace}
	for n := range Pages(v) + 1 {
		i.Places = append(i.Places, place{Loc: fmt.Sprintf("%s/sitemap/%d.xml", v.Publication.BaseURL, n), LastMod: day(v.At)})
	}
	return writeXML(i)
}

// sitePages are the pages of the site that are always there, by their address behind the language.
var sitePages = []string{"/", "/search", "/suppliers", "/buyers", "/explore", "/downloads", "/downloads/versions", "/quality",
	"/methods", "/glossary", "/about"}

// Sitemap writes page 0: the pages of the site in both languages, what explains the API, and what describes the dataset.
func Sitemap(v *store.Version) ([]byte, error) {
	base := v.Publication.BaseURL
	var all []place
	for _, path := range sitePages {
		all = append(all, inBoth(base+"/id"+path, base+"/en"+path, v.At)...)
	}
	all = append(all, inBoth(base+"/docs?lang=id", base+"/docs?lang=en", v.At)...)
	for _, path := range []string{"/catalog.jsonld", "/dataset.jsonld", "/openapi.yaml", "/data/" + v.ID + "/manifest.json"} {
		all = append(all, place{Loc: base + path, LastMod: day(v.At)})
	}
	return writeSitemap(all)
}

// SitemapOf writes a page of processes: the pages of the site on them.
func SitemapOf(base string, processes []store.Dated) ([]byte, error) {
	all := make([]place, 0, 2*len(processes))
	for _, p := range processes {
		path := "/processes/" + url.PathEscape(p.OCID)
		all = append(all, inBoth(base+"/id"+path, base+"/en"+path, p.At)...)
	}
	return writeSitemap(all)
}

func writeSitemap(places []place) ([]byte, error) {
	type set struct {
		XMLName xml.Name `xml:"urlset"`
		Space   string   `xml:"xmlns,attr"`
		XHTML   string   `xml:"xmlns:xhtml,attr"`
		Places  []place  `xml:"url"`
	}
	return writeXML(set{Space: sitemapSpace, XHTML: xhtmlSpace, Places: places})
}

func writeXML(value any) ([]byte, error) {
	var b bytes.Buffer
	b.WriteString(xml.Header)
	if err := xml.NewEncoder(&b).Encode(value); err != nil {
		return nil, fmt.Errorf("write the sitemap: %w", err)
	}
	b.WriteByte('\n')
	return b.Bytes(), nil
}

func day(t time.Time) string { return t.UTC().Format(time.RFC3339) }
