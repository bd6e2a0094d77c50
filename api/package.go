package api

import (
	"bytes"
	"encoding/json"
	"net/url"
	"slices"
	"strconv"
	"time"

	"github.com/labstack/echo/v4"

	"terang/schema"
	"terang/store"
)

// paginationExtension describes the member `links` of packages.
const paginationExtension = "https://raw.githubusercontent.com/open-contracting-extensions/ocds_pagination_extension/master/extension.json"

// envelope is what an OCDS package says beside its content (OCDS 1.1, "Release package", "Record package").
type envelope struct {
	URI               string          `json:"uri"`
	Version           string          `json:"version"`
	PublishedDate     time.Time       `json:"publishedDate"`
	Publisher         store.Publisher `json:"publisher"`
	License           string          `json:"license,omitempty"`
	PublicationPolicy string          `json:"publicationPolicy,omitempty"`
	Extensions        []string        `json:"extensions,omitempty"`
	Links             *links          `json:"links,omitempty"`
	Total             *int64          `json:"total,omitempty"`
}

type links struct {
	Next  string `json:"next,omitempty"`
	First string `json:"first,omitempty"`
}

func newEnvelope(uri string, v *store.Version) *envelope {
	p := v.Publication
	return &envelope{URI: uri, Version: schema.Standard, PublishedDate: v.At.Truncate(time.Second), Publisher: p.Publisher,
		License: p.License, PublicationPolicy: p.Policy}
}

// declare adds extensions, each once, in order.
func (e *envelope) declare(extensions ...string) {
	for _, url := range extensions {
		if !slices.Contains(e.Extensions, url) {
			e.Extensions = append(e.Extensions, url)
		}
	}
}

// wrap writes the package: the envelope, and the lines as they are in the member of that name.
func (e *envelope) wrap(name string, lines [][]byte) ([]byte, error) {
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(e); err != nil {
		return nil, err
	}
	b.Truncate(b.Len() - len("}\n"))
	size := len(name) + len(`,"":[]}`)
	for _, line := range lines {
		size += len(line) + 1
	}
	b.Grow(size)
	b.WriteString(`,"` + name + `":[`)
	for i, line := range lines {
		if i > 0 {
			b.WriteByte(',')
		}
		b.Write(line)
	}
	b.WriteString("]}")
	return b.Bytes(), nil
}

// page is one page of a list in a version.
type page struct {
	version *store.Version
	bound   int64   // n of the version that cursors hold in; 0 where they hold in all
	cursor  []int64 // where it begins; nil for the first
	limit   int
	total   int64
	query   url.Values // of the request, with the version pinned
	path    string
}

// page reads what a request for a list says of paging.
func (v *server) page(c echo.Context) (*page, error) {
	version, err := v.version(c, c.QueryParam("version"))
	if err != nil {
		return nil, err
	}
	return v.pageIn(c, version, 1)
}

// pageIn reads what a request says of paging in a list whose cursors have so many numbers.
func (v *server) pageIn(c echo.Context, version *store.Version, numbers int) (p *page, err error) {
	p = &page{version: version, bound: version.N, limit: 100, query: url.Values{}, path: c.Request().URL.EscapedPath()}
	for name, values := range c.QueryParams() {
		p.query[name] = values
	}
	p.query.Set("version", version.ID)
	if text := c.QueryParam("limit"); text != "" {
		p.limit, _ = strconv.Atoi(text) // checked against the contract
	}
	if text := c.QueryParam("cursor"); text != "" {
		if p.cursor, err = decodeCursor(text, p.list(), p.bound, numbers); err != nil {
			return nil, err
		}
	}
	return p, nil
}

// after is where a list whose cursors have one number begins.
func (p *page) after() int64 {
	if p.cursor == nil {
		return 0
	}
	return p.cursor[0]
}

// list names the list, with what is sought in it.
func (p *page) list() string {
	query := url.Values{}
	for name, values := range p.query {
		if name != "cursor" && name != "limit" && name != "fields" && name != "version" && name != "include" {
			query[name] = values
		}
	}
	if len(query) == 0 {
		return p.path
	}
	return p.path + "?" + query.Encode()
}

// url is the address of this list's page at the cursor, the first where it is empty.
func (p *page) url(cursor string) string {
	query := url.Values{}
	for name, values := range p.query {
		query[name] = values
	}
	query.Del("cursor")
	if cursor != "" {
		query.Set("cursor", cursor)
	}
	address := p.version.Publication.BaseURL + p.path
	if len(query) == 0 {
		return address
	}
	return address + "?" + query.Encode()
}

// describe fills the envelope, and the headers, of a list of which last is the last one's place; more says
// whether others follow it.
func (p *page) describe(c echo.Context, last int64, more bool) *envelope {
	e := newEnvelope(p.url(c.QueryParam("cursor")), p.version)
	e.Links, e.Total = p.links(c, more, last), &p.total
	e.declare(paginationExtension)
	return e
}

// links are those to other pages, of a list of which last is the last one's place.
func (p *page) links(c echo.Context, more bool, last ...int64) *links {
	l := &links{First: p.url("")}
	header := "<" + l.First + `>; rel="first"`
	if more {
		l.Next = p.url(encodeCursor(p.list(), p.bound, last...))
		header += ", <" + l.Next + `>; rel="next"`
	}
	h := c.Response().Header()
	h.Set("Link", header)
	h.Set("X-Total-Count", strconv.FormatInt(p.total, 10))
	return l
}
