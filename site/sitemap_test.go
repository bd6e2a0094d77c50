package site_test

import (
	"encoding/xml"
	"net/url"
	"strings"
	"testing"

	"terang/publish/publishtest"
)

// TestSitemapLeadsToPages: every address that search engines are given answers, and names its twin in the other language
// as the page itself does.
func TestSitemapLeadsToPages(t *testing.T) {
	w := theSample(t)
	var set struct {
		URLs []struct {
			Loc   string `xml:"loc"`
			Links []struct {
				Lang string `xml:"hreflang,attr"`
				Href string `xml:"href,attr"`
			} `xml:"link"`
		} `xml:"url"`
	}
	for _, page := range []string{"/sitemap/0.xml", "/sitemap/1.xml"} {
		if err := xml.Unmarshal([]byte(w.ok(t, page).body), &set); err != nil {
			t.Fatal(err)
		}
	}
	processes := 0
	for _, u := range set.URLs {
		address := publishtest.Must[*url.URL](t)(url.Parse(strings.TrimPrefix(u.Loc, base))).RequestURI()
		if strings.Contains(address, "/processes/") {
			if processes++; processes > mostAlike {
				continue
			}
		}
		p := w.get(t, address)
		if p.status != 200 {
			t.Errorf("%s: %d", address, p.status)
			continue
		}
		if !strings.HasPrefix(address, "/id/") && !strings.HasPrefix(address, "/en/") {
			continue
		}
		links := map[string]string{}
		for _, one := range all(p.root, "link") {
			if attribute(one, "rel") == "alternate" && attribute(one, "hreflang") != "" {
				links[attribute(one, "hreflang")] = attribute(one, "href")
			}
		}
		for _, l := range u.Links {
			if links[l.Lang] != l.Href {
				t.Errorf("%s: in %s it is %s here and %s on the page", address, l.Lang, l.Href, links[l.Lang])
			}
		}
		if len(u.Links) != 2 {
			t.Errorf("%s has %d alternates", address, len(u.Links))
		}
	}
	if processes < 2*mostAlike {
		t.Errorf("only %d pages of processes", processes)
	}
}
