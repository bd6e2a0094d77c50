package api

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"strings"

	"github.com/labstack/echo/v4"

	"terang/exporters"
	"terang/indicators"
	"terang/reading"
	"terang/search"
	"terang/store"
	"terang/tables"
)

// resultList is a page of what indicators say.
type resultList struct {
	Version string            `json:"version"`
	Total   int               `json:"total"`
	Results []json.RawMessage `json:"results"` // as tables.ResultText writes them
	Files   map[string]string `json:"files,omitempty"`
	Links   *links            `json:"links"`
}

func (v *server) listFlags(c echo.Context) error {
	version, err := v.version(c, c.QueryParam("version"))
	if err != nil {
		return err
	}
	return v.listResults(c, version, store.About{List: "flags", Indicator: c.QueryParam("indicator"), Subject: c.QueryParam("subject"),
		OCID: c.QueryParam("ocid"), Supplier: c.QueryParam("supplier"), Buyer: c.QueryParam("buyer")})
}

func (v *server) getSupplierPerformance(c echo.Context) error {
	return v.performance(c, search.Supplier, func(id string) store.About { return store.About{List: "supplier_performance", Supplier: id} })
}

func (v *server) getBuyerPerformance(c echo.Context) error {
	return v.performance(c, search.Buyer, func(id string) store.About { return store.About{List: "buyer_performance", Buyer: id} })
}

// performance answers with how an organization performed in a role.
func (v *server) performance(c echo.Context, role search.Facet, of func(id string) store.About) error {
	version, err := v.version(c, c.QueryParam("version"))
	if err != nil {
		return err
	}
	about := of(param(c, "id"))
	if _, err := v.store.CountResults(c.Request().Context(), version, about); err != nil { // before an older version's index is read
		return v.notKept(c, version, about, err)
	}
	_, _, code, err := v.findOrganization(c, version, role)
	if err != nil {
		return err
	}
	about = of(code.Value)
	about.Indicator, about.Subject = c.QueryParam("indicator"), c.QueryParam("subject")
	return v.listResults(c, version, about)
}

// listResults answers with results: a page, or all of them as a file with the rows of their table. What the store keeps
// goes with the next version, so not even a pinned answer may be taken for one that stays.
func (v *server) listResults(c echo.Context, version *store.Version, about store.About) error {
	if about.Indicator != "" && !indicators.Known(about.Indicator) { // an empty list would say that nothing is flagged
		return invalid(fault{"indicator", "invalid", "there is no indicator of the code " + about.Indicator + "; /api/v1/indicators lists them"})
	}
	c.Response().Header().Set("Cache-Control", cacheMoving)
	ctx := c.Request().Context()
	total, err := v.store.CountResults(ctx, version, about)
	if err != nil {
		return v.notKept(c, version, about, err)
	}
	if format := acceptedFormat(c); format != "json" {
		f := &reading.Sought{Version: version, Query: &search.Query{}}
		err := v.export(c, f, tables.IndicatedTable(about.List), format, total, v.eachResult(version, about))
		return v.notKept(c, version, about, err)
	}
	p, err := v.pageIn(c, version, 1)
	if err != nil {
		return err
	}
	p.total = int64(total)
	results, err := v.store.Results(ctx, version, about, p.after(), p.limit+1)
	if err != nil {
		return v.notKept(c, version, about, err)
	}
	return answerValue(c, resultsPage(c, p, results), version.At)
}

// resultsPage is a page of results, of which one more than the page has says that others follow.
func resultsPage(c echo.Context, p *page, results []store.Result) *resultList {
	list := &resultList{Version: p.version.ID, Total: int(p.total), Results: []json.RawMessage{}}
	shown, last := results[:min(len(results), p.limit)], int64(0)
	for _, r := range shown {
		list.Results, last = append(list.Results, r.Text), r.Place
	}
	list.Links = p.links(c, len(results) > len(shown), last)
	if strings.HasSuffix(p.path, "/flags") {
		list.Files = p.formats()
	}
	return list
}

// eachResult passes the rows of results.
func (v *server) eachResult(version *store.Version, about store.About) filler {
	return func(ctx context.Context, pass func(*exporters.Rows) error) error {
		table := tables.IndicatedTable(about.List)
		for after := int64(0); ; {
			results, err := v.store.Results(ctx, version, about, after, exportStep)
			if err != nil || len(results) == 0 {
				return err
			}
			rows := exporters.NewRows(len(table.Columns))
			for _, r := range results {
				if err := tables.ResultRow(r.Text, rows); err != nil {
					return err
				}
				after = r.Place
			}
			if err := pass(rows); err != nil {
				return err
			}
		}
	}
}

// notKept turns the store's ErrNotKept into a problem that names the files with the results, and leaves other errors.
func (v *server) notKept(c echo.Context, version *store.Version, about store.About, err error) error {
	if !errors.Is(err, store.ErrNotKept) {
		return err
	}
	m, err := v.store.Manifest(c.Request().Context(), version)
	if err != nil {
		return err
	}
	var files []string
	for _, f := range m.Files {
		if strings.HasPrefix(f.Path, "tables/"+about.List+".") {
			files = append(files, version.Publication.BaseURL+"/data/"+version.ID+"/"+f.Path)
		}
	}
	if len(files) == 0 {
		return notFound("Version " + version.ID + " was published by a programme that knew no indicators; ask for a later one.")
	}
	p := newProblem(http.StatusGone, "not-kept", "The results of this version are in its files alone",
		"Single results can be asked for of the latest version. Version "+version.ID+" has all of its results in these files: filter them where you read them.")
	p.Files = files
	return p
}

// resultLinks lead from an organization to what indicators say of it.
func resultLinks(base string, role search.Facet, id string) (performance, flags string) {
	return base + "/api/v1/" + string(role) + "s/" + url.PathEscape(id) + "/performance",
		base + "/api/v1/flags?" + url.Values{string(role): {id}}.Encode()
}
