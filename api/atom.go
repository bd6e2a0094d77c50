package api

import (
	"encoding/xml"
	"time"

	"github.com/labstack/echo/v4"
)

// atomFeed is a feed (RFC 4287; its next page as RFC 5005, section 3, has it).
type atomFeed struct {
	XMLName xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
	Lang    string      `xml:"xml:lang,attr"`
	ID      string      `xml:"id"`
	Title   string      `xml:"title"`
	Updated string      `xml:"updated"`
	Author  atomPerson  `xml:"author"`
	Links   []atomLink  `xml:"link"`
	Rights  string      `xml:"rights,omitempty"`
	Made    string      `xml:"generator"`
	Entries []atomEntry `xml:"entry"`
}

type atomPerson struct {
	Name  string `xml:"name"`
	URI   string `xml:"uri,omitempty"`
	Email string `xml:"email,omitempty"`
}

type atomLink struct {
	Rel  string `xml:"rel,attr"`
	Type string `xml:"type,attr,omitempty"`
	Href string `xml:"href,attr"`
}

type atomEntry struct {
	ID         string         `xml:"id"`
	Title      string         `xml:"title"`
	Published  string         `xml:"published"`
	Updated    string         `xml:"updated"`
	Links      []atomLink     `xml:"link"`
	Categories []atomCategory `xml:"category"`
	Summary    string         `xml:"summary"`
}

type atomCategory struct {
	Term   string `xml:"term,attr"`
	Scheme string `xml:"scheme,attr"`
	Label  string `xml:"label,attr"`
}

const (
	atomType     = "application/atom+xml"
	jsonFeedType = "application/feed+json"
	releaseTags  = "https://standard.open-contracting.org/1.1/en/schema/codelists/#release-tag"
)

func (v *server) getAtomFeed(c echo.Context) error {
	f, err := v.feed(c)
	if err != nil {
		return err
	}
	body, err := xml.MarshalIndent(f.atom(), "", " ")
	if err != nil {
		return err
	}
	return answerAs(c, atomType, append([]byte(xml.Header), append(body, '\n')...), f.version.At)
}

func (f *feed) atom() *atomFeed {
	p := f.version.Publication
	a := &atomFeed{Lang: "id", ID: f.id(), Title: f.title, Updated: instant(f.updated), Rights: p.License, Made: "terang",
		Author: atomPerson{p.Publisher.Name, p.Publisher.URI, p.Contact.Email}}
	a.Links = []atomLink{{"self", atomType, f.self}, {"first", atomType, f.start}, {Rel: "alternate", Href: p.BaseURL + "/"},
		{"alternate", jsonFeedType, f.address("/api/v1/changes.json", without(f.query, "before"))},
		{"alternate", "application/json", f.address("/api/v1/changes", without(f.query, "before"))}}
	if f.next != "" {
		a.Links = append(a.Links, atomLink{"next", atomType, f.next})
	}
	for _, i := range f.items {
		a.Entries = append(a.Entries, f.atomEntry(i))
	}
	return a
}

func (f *feed) atomEntry(i item) atomEntry {
	at := instant(i.version.At)
	e := atomEntry{ID: f.idOf(i.Entry), Title: i.title, Published: at, Updated: at, Summary: i.summary.id + "\n" + i.summary.en}
	// Without its type: where one is given, readers open only what is HTML.
	e.Links = []atomLink{{Rel: "alternate", Href: first(f.urlOf(i.Entry), f.entryURL(i.Entry))}}
	for _, t := range i.tags {
		e.Categories = append(e.Categories, atomCategory{t.code, releaseTags, t.id + " / " + t.en})
	}
	return e
}

// instant writes a time as feeds want it (RFC 3339).
func instant(t time.Time) string { return t.UTC().Truncate(time.Second).Format(time.RFC3339) }
