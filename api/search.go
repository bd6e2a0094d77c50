package api

import (
	"context"
	"encoding/json"
	"strconv"
	"time"

	"github.com/labstack/echo/v4"

	"terang/exporters"
	"terang/reading"
	"terang/search"
)

// facetTime is how long the values of facets are counted before the answer says that there was no time.
const facetTime = 200 * time.Millisecond

// found things of one page are told as the rows of a table.
type rowPage struct {
	Version string                 `json:"version"`
	Total   int                    `json:"total"`
	Results []json.RawMessage      `json:"results"`
	Facets  map[string]facetCounts `json:"facets,omitempty"`
	Files   map[string]string      `json:"files,omitempty"` // the whole result, by format
	Feeds   map[string]string      `json:"feeds,omitempty"`
	Links   *links                 `json:"links"`
}

type facetCounts struct {
	Values   []facetValue `json:"values"`
	TimedOut bool         `json:"timedOut,omitempty"`
}

type facetValue struct {
	Value   string `json:"value"`
	Label   string `json:"label,omitempty"`
	LabelID string `json:"labelID,omitempty"`
	Count   int    `json:"count"`
}

func (v *server) search(c echo.Context) error {
	f, err := v.seek(c)
	if err != nil {
		return err
	}
	found, err := f.Find(c.Request().Context())
	if err != nil {
		return err
	}
	k := v.store.Kind("processes")
	if format := acceptedFormat(c); format != "json" {
		return v.export(c, f, k.Table, format, found.Total, v.eachRow(f, k, found.Page))
	}
	p, err := v.resultPage(c, f, found.Total, found.Page, k.Table, func(keys []search.Key) (*exporters.Rows, error) {
		return v.store.Rows(c.Request().Context(), f.Version, k, keys)
	})
	if err != nil {
		return err
	}
	if c.QueryParam("facets") != "none" {
		p.Facets = facetsOf(c, f.Index, found)
	}
	return answerValue(c, p, f.Version.At)
}

func (v *server) listContracts(c echo.Context) error {
	f, err := v.seek(c)
	if err != nil {
		return err
	}
	found, err := f.FindContracts(c.Request().Context())
	if err != nil {
		return err
	}
	k := v.store.Kind("contracts")
	if format := acceptedFormat(c); format != "json" {
		return v.export(c, f, k.Table, format, found.Total, v.eachRow(f, k, found.Page))
	}
	p, err := v.resultPage(c, f, found.Total, found.Page, k.Table, func(keys []search.Key) (*exporters.Rows, error) {
		return v.store.Rows(c.Request().Context(), f.Version, k, keys)
	})
	if err != nil {
		return err
	}
	return answerValue(c, p, f.Version.At)
}

// pager gives keys of what was found, behind one of them or from the first.
type pager func(after *search.Key, limit int) []search.Key

// resultPage makes a page of rows.
func (v *server) resultPage(c echo.Context, f *reading.Sought, total int, pager pager, t *exporters.Table, rows func([]search.Key) (*exporters.Rows, error)) (*rowPage, error) {
	p, keys, more, err := v.keysOf(c, f, total, pager)
	if err != nil {
		return nil, err
	}
	names, err := fieldsOf(c, columnNames(t))
	if err != nil {
		return nil, err
	}
	made, err := rows(keys)
	if err != nil {
		return nil, err
	}
	result := &rowPage{Version: f.Version.ID, Total: total, Results: objects(narrowed(t, names, made))}
	result.Links = p.links(c, more, lastOf(keys)...)
	result.Files, result.Feeds = p.formats(), p.feeds()
	return result, nil
}

// keysOf reads what a request says of paging, and gives the keys of its page.
func (v *server) keysOf(c echo.Context, f *reading.Sought, total int, pager pager) (p *page, keys []search.Key, more bool, err error) {
	if p, err = v.pageIn(c, f.Version, 3); err != nil {
		return nil, nil, false, err
	}
	p.total = int64(total)
	var after *search.Key
	if p.cursor != nil {
		after = &search.Key{By: p.cursor[0], Doc: p.cursor[1], Contract: p.cursor[2]}
	}
	keys = pager(after, p.limit+1)
	more = len(keys) > p.limit
	return p, keys[:min(len(keys), p.limit)], more, nil
}

// lastOf is the last key as a cursor has it.
func lastOf(keys []search.Key) []int64 {
	if len(keys) == 0 {
		return nil
	}
	last := keys[len(keys)-1]
	return []int64{last.By, last.Doc, last.Contract}
}

// facetsOf counts the values of the facets; red flags are left out where they are not kept, since nobody counted none.
func facetsOf(c echo.Context, index *search.Index, found *search.Found) map[string]facetCounts {
	ctx, cancel := context.WithTimeout(c.Request().Context(), facetTime)
	defer cancel()
	limit, _ := strconv.Atoi(c.QueryParam("facetLimit")) // checked against the contract
	if limit == 0 {
		limit = 10
	}
	counts, inTime := found.Facets(ctx, search.Facets, limit)
	if !inTime { // another time there may be time: a pinned answer would be kept for ever
		c.Response().Header().Set("Cache-Control", "no-store")
	}
	all := make(map[string]facetCounts, len(search.Facets))
	for _, facet := range search.Facets {
		if facet == search.Flag && !index.HasFlags() {
			continue
		}
		one := facetCounts{Values: []facetValue{}, TimedOut: !inTime}
		for _, n := range counts[facet] {
			one.Values = append(one.Values, facetValue{n.Value, n.Label, n.LabelID, n.Count})
		}
		all[string(facet)] = one
	}
	return all
}
