package catalog

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"net/url"
	"time"

	"terang/store"
)

// PageEntries is how many entries of the ledger a page of the sitemap covers: it has at most as many addresses, which is
// the protocol's limit (sitemaps.org, 0.9).
const PageEntries = 50000

// Pages is how many pages of processes the sitemap of a version has. Page n covers those whose first release is among
// the entries after (n-1) * PageEntries, up to n * PageEntries.
func Pages(v *store.Version) int64 { return (v.Entries() + PageEntries - 1) / PageEntries }

const sitemapSpace = "http://www.sitemaps.org/schemas/sitemap/0.9"

type place struct {
	Loc     string `xml:"loc"`
	LastMod string `xml:"lastmod,omitempty"`
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
		i.Places = append(i.Places, place{fmt.Sprintf("%s/sitemap/%d.xml", v.Publication.BaseURL, n), day(v.At)})
	}
	return writeXML(i)
}

// Sitemap writes page 0: what describes the dataset and the API, and the version's manifest.
func Sitemap(v *store.Version) ([]byte, error) {
	var all []place
	for _, path := range []string{"/", "/docs?lang=id", "/docs?lang=en", "/catalog.jsonld", "/dataset.jsonld", "/openapi.yaml", "/api/v1/versions",
		"/api/v1/versions/" + v.ID, "/api/v1/schema", "/api/v1/codelists", "/api/v1/quality", "/data/" + v.ID + "/manifest.json"} {
		all = append(all, place{v.Publication.BaseURL + path, day(v.At)})
	}
	return writeSitemap(all)
}

// SitemapOf writes a page of processes.
func SitemapOf(base string, processes []store.Dated) ([]byte, error) {
	all := make([]place, len(processes))
	for i, p := range processes {
		all[i] = place{base + "/api/v1/records/" + url.PathEscape(p.OCID), day(p.At)}
	}
	return writeSitemap(all)
}

func writeSitemap(places []place) ([]byte, error) {
	type set struct {
		XMLName xml.Name `xml:"urlset"`
		Space   string   `xml:"xmlns,attr"`
		Places  []place  `xml:"url"`
	}
	return writeXML(set{Space: sitemapSpace, Places: places})
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
