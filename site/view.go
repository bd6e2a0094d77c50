package site

import (
	"bytes"
	"embed"
	"fmt"
	"html/template"
	"path"
	"strings"
	"time"

	"terang/store"
)

//go:embed templates
var templateFiles embed.FS

// view is what a page shows.
type view struct {
	template string // its name in templates/

	Title       string // of the page; the publisher's name follows in the browser's tab
	Description string // for who sees only a link to it
	JSON        string // where the same stands as JSON
	Card        string // its picture, for links in messages; empty for the publisher's
	Feeds       []feed
	Plain       bool // nothing for search engines to keep: filtered lists
	Astray      bool // there is no such page: its address leads nowhere
	Data        any
}

// feed is where a page is followed.
type feed struct{ Type, Title, Address string }

// shell is a view with what stands around it on every page.
type shell struct {
	*view
	q *request
}

// Lang is the page's language.
func (s shell) Lang() language { return s.q.lang }

// Other is the other language.
func (s shell) Other() language { return s.q.lang.other() }

// Elsewhere is this page in a language.
func (s shell) Elsewhere(l language) string {
	if s.Astray {
		return link(l, "")
	}
	return s.q.elsewhere(l)
}

// Canonical is the page's one address, absolute.
func (s shell) Canonical(l language) string { return s.base() + s.Elsewhere(l) }

func (s shell) base() string {
	if s.q.version == nil {
		return s.q.site.read.TrialURL()
	}
	return s.q.version.Publication.BaseURL
}

// Picture is the address of the page's picture, absolute.
func (s shell) Picture() string {
	if s.Card != "" {
		return s.base() + s.Card
	}
	return s.base() + link(s.q.lang, "", "card.png")
}

// Suggest is a language that the reader may prefer; empty for none.
func (s shell) Suggest() language { return s.q.suggest }

// Version is what the page is of; nil before anything was published.
func (s shell) Version() *store.Version { return s.q.version }

// Latest is the latest version.
func (s shell) Latest() *store.Version { return s.q.latest }

// Pinned says that the page is of a version that is not the latest.
func (s shell) Pinned() bool { return s.q.pinned }

// Unpinned is the page of the latest version.
func (s shell) Unpinned() string { return s.q.with("version", "") }

// Cite is the page's address for ever: of its version.
func (s shell) Cite() string {
	if s.q.version == nil || s.Astray {
		return s.Canonical(s.q.lang)
	}
	address := s.q.with("version", s.q.version.ID)
	if strings.HasPrefix(address, "/?") {
		address = "/" + string(s.q.lang) + address
	}
	return s.base() + address
}

// Asset is the address of an asset, which changes with its content.
func (s shell) Asset(name string) string { return s.q.site.assets.address(name) }

// To is the address of a page; see request.to.
func (s shell) To(parts ...string) string { return s.q.to(parts...) }

// At says whether the page is in a part of the site.
func (s shell) At(part string) bool {
	rest := strings.TrimPrefix(s.q.URL.Path, "/"+string(s.q.lang)+"/")
	first, _, _ := strings.Cut(rest, "/")
	return first == part
}

// pages are the templates of one language, by name.
type pages map[string]*template.Template

// readPages reads all templates: each page with the layout and the parts that all share.
func (s *Site) readPages(l language) (pages, error) {
	shared, err := template.New("").Option("missingkey=zero").Funcs(functions(l)).ParseFS(templateFiles, "templates/shared/*.html")
	if err != nil {
		return nil, err
	}
	files, err := templateFiles.ReadDir("templates")
	if err != nil {
		return nil, err
	}
	all := pages{}
	for _, f := range files {
		if f.IsDir() {
			continue
		}
		page, err := shared.Clone()
		if err == nil {
			page, err = page.ParseFS(templateFiles, path.Join("templates", f.Name()))
		}
		if err != nil {
			return nil, err
		}
		all[strings.TrimSuffix(f.Name(), ".html")] = page
	}
	return all, nil
}

// render writes a page.
func (s *Site) render(q *request, v *view) ([]byte, error) {
	page := s.pages[q.lang][v.template]
	if page == nil {
		return nil, fmt.Errorf("there is no template %s", v.template)
	}
	var b bytes.Buffer
	if err := page.ExecuteTemplate(&b, "layout.html", shell{v, q}); err != nil {
		return nil, fmt.Errorf("page %s: %w", v.template, err)
	}
	return b.Bytes(), nil
}

// Local is an instant in the publisher's zone.
func (s shell) Local(t time.Time) time.Time { return t.In(s.q.zone) }

// PinnedTo is the version that links lead on to; empty for the latest.
func (s shell) PinnedTo() string { return s.q.pinnedTo() }

// Licence is the licence as people call it; where that is not known, its address.
func (s shell) Licence() string {
	address := s.q.version.Publication.License
	rest, ok := strings.CutPrefix(address, "https://creativecommons.org/licenses/")
	if parts := strings.Split(strings.Trim(rest, "/"), "/"); ok && len(parts) == 2 {
		return "CC " + strings.ToUpper(parts[0]) + " " + parts[1]
	}
	return address
}

// Publisher is who publishes; empty before anything was published.
func (s shell) Publisher() string { return s.q.publisher() }
