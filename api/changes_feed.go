package api

import (
	"context"
	"fmt"
	"math"
	"net/url"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"terang/store"
)

// feed is a page of changes for feed readers, newest first; a filter in its address is the subscription.
type feed struct {
	*span
	items   []item
	minted  string    // what the ids of this ledger begin with
	title   string    // in both languages
	self    string    // address of this page
	start   string    // address of its first page
	next    string    // address of the page with older ones; empty on the last
	updated time.Time // publication of the newest on it
}

// feed reads the page that a request asks for.
func (v *server) feed(c echo.Context) (*feed, error) {
	s, err := v.span(c)
	if err != nil {
		return nil, err
	}
	before, err := sequence(c, "before", math.MaxInt64)
	if err != nil {
		return nil, err
	}
	ctx := c.Request().Context()
	found, told, err := v.changesBefore(ctx, s, before)
	if err != nil {
		return nil, err
	}
	f := &feed{span: s, updated: s.version.At, self: s.address(s.path, s.query)}
	f.start = s.address(s.path, without(s.query, "before"))
	f.title = "Perubahan data pengadaan / Procurement data changes: " + s.version.Publication.Publisher.Name
	if filters := s.filters(); len(filters) > 0 {
		f.title += " (" + strings.ReplaceAll(filters.Encode(), "&", ", ") + ")"
	}
	if len(told) > 0 {
		f.updated = told[0].version.At
	}
	if found.last > 1 && found.last <= s.version.Seq {
		f.next = s.url("before", found.last)
	}
	for _, p := range told {
		one, err := v.item(ctx, p)
		if err != nil {
			return nil, err
		}
		f.items = append(f.items, one)
	}
	f.minted, err = v.minted(ctx)
	return f, err
}

// minted is what the ids of this ledger's feeds begin with (RFC 4151). It is made of the first version, which never
// changes, so that ids stay when the server moves.
func (v *server) minted(ctx context.Context) (string, error) {
	version, err := v.store.Reader.ByNumber(ctx, 1)
	if err != nil {
		return "", fmt.Errorf("ids of the feed: %w", err)
	}
	base, err := url.Parse(version.Publication.BaseURL)
	if err != nil {
		return "", fmt.Errorf("ids of the feed: %w", err)
	}
	return "tag:" + strings.ToLower(base.Hostname()) + "," + version.ID[:len(time.DateOnly)] + ":", nil
}

// id is the feed's own: another for each filter, the same on all pages.
func (f *feed) id() string {
	id := f.minted + "changes"
	if filters := f.filters(); len(filters) > 0 {
		id += "?" + filters.Encode()
	}
	return id
}

func (f *feed) idOf(e store.Entry) string { return fmt.Sprintf("%sledger/%d", f.minted, e.Seq) }

// filters are what of the query chooses among the changes.
func (s *span) filters() url.Values {
	return without(s.query, "before", "since", "limit", "version", "include")
}

// address is that of a path of this server.
func (s *span) address(path string, query url.Values) string {
	address := s.version.Publication.BaseURL + path
	if len(query) == 0 {
		return address
	}
	return address + "?" + query.Encode()
}

func without(query url.Values, names ...string) url.Values {
	rest := url.Values{}
	for name, values := range query {
		rest[name] = values
	}
	for _, name := range names {
		rest.Del(name)
	}
	return rest
}
