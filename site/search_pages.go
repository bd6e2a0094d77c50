package site

import (
	"fmt"
	"slices"
	"strings"

	"terang/search"
)

// How many are on a page.
const cardsAPage, rowsAPage = 20, 50

// place is where a page begins or ends: in which version, behind or before which key.
type place struct {
	version  int64
	key      search.Key
	backward bool // the page ends before the key
}

// String writes a place as addresses have it.
func (p place) String() string {
	direction := "-"
	if p.backward {
		direction = "~"
	}
	return fmt.Sprintf("%d%s%d.%d", p.version, direction, p.key.By, p.key.Doc)
}

// placeOf reads a place; not ok where it is none.
func placeOf(text string) (p place, ok bool) {
	p.backward = strings.Contains(text, "~")
	_, err := fmt.Sscanf(strings.Replace(text, "~", "-", 1), "%d-%d.%d", &p.version, &p.key.By, &p.key.Doc)
	return p, err == nil && p.String() == text
}

// page gives the rows of the page that is asked for, and where the pages beside it are.
func (p *searchPage) page(found *search.Found) error {
	limit := cardsAPage
	if p.table {
		limit = rowsAPage
	}
	from, ok := placeOf(p.cursor)
	if p.Restarted = ok && from.version != p.q.version.N; p.Restarted {
		ok = false
	}
	var keys []search.Key
	var before, behind bool
	switch {
	case !ok:
		keys = found.Page(nil, limit+1)
		behind = len(keys) > limit
		keys = keys[:min(limit, len(keys))]
	case !from.backward:
		keys = found.Page(&from.key, limit+1)
		before, behind = true, len(keys) > limit
		keys = keys[:min(limit, len(keys))]
	default:
		back, err := p.backwards()
		if err != nil {
			return err
		}
		keys = back.Page(&from.key, limit+1)
		before, behind = len(keys) > limit, true
		keys = keys[:min(limit, len(keys))]
		slices.Reverse(keys)
	}
	if len(keys) > 0 && before {
		p.Newer = p.at(place{p.q.version.N, keys[0], true})
	}
	if len(keys) > 0 && behind {
		p.Older = p.at(place{p.q.version.N, keys[len(keys)-1], false})
	}
	var err error
	p.Rows, err = p.q.found(p.q.Context(), "processes", keys)
	return err
}

// backwards finds the same the other way round.
func (p *searchPage) backwards() (*search.Found, error) {
	query, back := *p.sought.Query, *p.sought
	query.Upwards = !query.Upwards
	back.Query = &query
	return back.Find(p.q.Context())
}

func (p *searchPage) at(here place) string { return p.q.seeks(p.query("cursor", here.String())) }
