package site_test

import (
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"terang/publish/publishtest"
)

// mostPage is how many bytes a page may have, without pictures.
const mostPage = 100_000

// mostAlike is how many pages of one kind are looked at.
const mostAlike = 12

var varying = regexp.MustCompile(`[0-9]+`)

// kindOf names pages that are alike, so that not all of them need be looked at.
func kindOf(u *url.URL) string {
	parts := strings.Split(u.Path, "/")
	if len(parts) > 3 {
		parts = parts[:3]
	}
	names := []string{}
	for name := range u.Query() {
		names = append(names, name)
	}
	slices.Sort(names)
	if len(names) > 1 { // any filter goes with any other
		names = []string{fmt.Sprint(len(names))}
	}
	return varying.ReplaceAllString(strings.Join(parts, "/"), "0") + "?" + strings.Join(names, "&")
}

// TestEveryLinkAnswers walks from the home page along every link within the server, in both languages, and holds each
// page against what all pages keep.
func TestEveryLinkAnswers(t *testing.T) {
	w := theSample(t)
	queue, seen, alike, pages := []string{"/", "/en/", "/id/?version=2026-03-31.1"}, map[string]bool{}, map[string]int{}, 0
	for len(queue) > 0 {
		path := queue[0]
		queue = queue[1:]
		u := publishtest.Must[*url.URL](t)(url.Parse(path))
		if u.Fragment = ""; seen[u.String()] {
			continue
		}
		seen[u.String()] = true
		if alike[kindOf(u)]++; alike[kindOf(u)] > mostAlike {
			continue
		}
		p := w.get(t, u.RequestURI())
		if p.status != 200 {
			t.Errorf("%s: %d %.200s", path, p.status, p.body)
			continue
		}
		if p.root == nil || strings.HasPrefix(path, "/docs") {
			continue
		}
		pages++
		p.keeps(t)
		for _, link := range slices.Concat(p.attributes("a", "href"), p.attributes("link", "href"), p.attributes("img", "src"), p.attributes("form", "action"), p.metaPictures()) {
			if link = strings.TrimPrefix(link, base); strings.HasPrefix(link, "/") {
				queue = append(queue, link)
			}
		}
	}
	if pages < 2 {
		t.Errorf("only %d pages", pages)
	}
	t.Logf("%d pages, %d addresses", pages, len(seen))
}

func (p *page) metaPictures() (all []string) {
	for _, content := range p.attributes("meta", "content") {
		if strings.HasSuffix(content, "/card.png") {
			all = append(all, content)
		}
	}
	return all
}

// keeps holds a page against what all pages keep.
func (p *page) keeps(t *testing.T) {
	t.Helper()
	if len(p.body) > mostPage {
		t.Errorf("%s has %d bytes", p.path, len(p.body))
	}
	for _, bad := range []string{"<script", " style=", "%!", "ZgotmplZ", "<no value>", "javascript:"} {
		if strings.Contains(p.body, bad) {
			t.Errorf("%s has %s: %.120s", p.path, bad, p.body[strings.Index(p.body, bad):])
		}
	}
	ids, headings := map[string]bool{}, []int{}
	for n := range p.root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		if len(n.Data) == 2 && n.Data[0] == 'h' && n.Data[1] >= '1' && n.Data[1] <= '6' {
			headings = append(headings, int(n.Data[1]-'0'))
		}
		for _, a := range n.Attr {
			if a.Key == "id" && ids[a.Val] {
				t.Errorf("%s has the id %s twice", p.path, a.Val)
			}
			ids[a.Val] = ids[a.Val] || a.Key == "id"
			if (a.Key == "src" || a.Key == "action") && strings.Contains(a.Val, "//") {
				t.Errorf("%s has %s from elsewhere: %s", p.path, a.Key, a.Val)
			}
		}
	}
	for i, level := range headings {
		if i == 0 && level != 1 || i > 0 && (level > headings[i-1]+1 || level == 1) {
			t.Errorf("%s: headings go %v", p.path, headings)
			break
		}
	}
	if len(headings) == 0 || len(p.attributes("html", "lang")) != 1 {
		t.Errorf("%s has no heading or no language", p.path)
	}
	for _, href := range p.attributes("a", "href") {
		if id, ok := strings.CutPrefix(href, "#"); ok && !ids[id] {
			t.Errorf("%s leads to #%s, which is not there", p.path, id)
		}
	}
}

// TestAFaultIsAPage: who goes astray, or asks too often, is told so in a page; programmes are told as the contract says.
func TestAFaultIsAPage(t *testing.T) {
	w := theSample(t)
	for path, status := range map[string]int{"/id/nothing": 404, "/en/processes/none": 404, "/nothing": 404, "/id/?version=none": 404, "/assets/none.css": 404,
		"/id/" + strings.Repeat("x", 20_000): 431} {
		p := w.get(t, path)
		if p.status != status || p.root == nil || p.header.Get("Cache-Control") != "no-store" {
			t.Errorf("%.40s: %d %v", path, p.status, p.header)
			continue
		}
		p.keeps(t)
	}
	if p := w.get(t, "/api/nothing"); p.status != 404 || p.header.Get("Content-Type") != "application/problem+json" {
		t.Errorf("%d %v", p.status, p.header)
	}
}

// TestTextThatNoDatabaseTakes: what is no text leads nowhere, and breaks nothing.
func TestTextThatNoDatabaseTakes(t *testing.T) {
	eachWorld(t, func(t *testing.T, w *world) {
		w.Publish(t, time.Date(2026, 1, 1, 12, 0, 0, 0, time.UTC), []byte(`{"ocid":"ocds-contoh-1","id":"1","date":"2026-01-01T00:00:00Z","tag":["tender"],"initiationType":"tender","tender":{"id":"1","title":"Jalan"}}`))
		for _, bad := range []string{"%00", "%FF%FE", "a%00b", "%ed%a0%80"} {
			for _, path := range []string{"/id/processes/" + bad, "/id/processes/" + bad + "/card.png", "/id/suppliers/" + bad, "/id/buyers/" + bad, "/id/search?q=" + bad, "/id/search?buyer=" + bad,
				"/id/suppliers?q=" + bad, "/id/suppliers?region=" + bad, "/id/explore?buyer=" + bad, "/id/downloads/" + bad, "/id/downloads/tables/" + bad, "/id/methods/" + bad, "/id/?version=" + bad, "/id/search?q=" + bad + "&" + bad + "=1"} {
				if p := w.get(t, path); p.status >= 500 || p.status == 200 {
					t.Errorf("%s: %d", path, p.status)
				}
			}
		}
	})
}
