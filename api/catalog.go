package api

import (
	"strconv"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"terang/catalog"
	"terang/store"
)

// described is how many versions the catalogue tells of; /api/v1/versions lists all.
const described = 100

// dataset gathers what the catalogue tells of a version.
func (v *server) dataset(c echo.Context) (*catalog.Dataset, error) {
	version, err := v.version(c, c.QueryParam("version"))
	if err != nil {
		return nil, err
	}
	m, err := v.store.Manifest(c.Request().Context(), version)
	if err != nil {
		return nil, err
	}
	d := &catalog.Dataset{Version: version, Manifest: m.Manifest}
	if version.N > 1 {
		d.Earlier, err = v.store.Versions(c.Request().Context(), version.N, described-1)
	}
	return d, err
}

// answerDataset answers with a document of linked data on a version.
func (v *server) answerDataset(c echo.Context, write func(*catalog.Dataset) ([]byte, error)) error {
	d, err := v.dataset(c)
	if err != nil {
		return err
	}
	body, err := write(d)
	if err != nil {
		return err
	}
	return answerAs(c, catalog.LinkedData, body, d.Version.At)
}

func (v *server) getCatalog(c echo.Context) error { return v.answerDataset(c, catalog.DCAT) }

func (v *server) getDataset(c echo.Context) error { return v.answerDataset(c, catalog.SchemaOrg) }

// answerLatest answers with a document on the latest version.
func (v *server) answerLatest(c echo.Context, mediaType string, write func(*store.Version) ([]byte, error)) error {
	latest, err := v.version(c, "")
	if err != nil {
		return err
	}
	body, err := write(latest)
	if err != nil {
		return err
	}
	return answerAs(c, mediaType, body, latest.At)
}

const (
	plainText = "text/plain; charset=utf-8"
	xmlText   = "application/xml"
)

func (v *server) getSitemap(c echo.Context) error {
	return v.answerLatest(c, xmlText, catalog.SitemapIndex)
}

// getSitemapPage answers with one page of the sitemap. Its processes are found by the place of their first releases in
// the ledger, so that no page costs more than another.
func (v *server) getSitemapPage(c echo.Context) error {
	page, _ := strconv.ParseInt(strings.TrimSuffix(param(c, "page"), ".xml"), 10, 64) // checked against the contract
	return v.answerLatest(c, xmlText, func(latest *store.Version) ([]byte, error) {
		switch pages := catalog.Pages(latest); {
		case page == 0:
			return catalog.Sitemap(latest)
		case page > pages:
			return nil, notFound("The sitemap has pages 0 to " + strconv.FormatInt(pages, 10) + "; /sitemap.xml lists them.")
		}
		processes, err := v.store.Dates(c.Request().Context(), latest, (page-1)*catalog.PageEntries, page*catalog.PageEntries)
		if err != nil {
			return nil, err
		}
		return catalog.SitemapOf(latest.Publication.BaseURL, processes)
	})
}

func (v *server) getRobots(c echo.Context) error {
	return v.answerLatest(c, plainText, func(latest *store.Version) ([]byte, error) {
		return catalog.Robots(latest.Publication.BaseURL), nil
	})
}

func (v *server) getSecurity(c echo.Context) error {
	return v.answerLatest(c, plainText, func(latest *store.Version) ([]byte, error) {
		text, ok := catalog.Security(latest)
		if !ok {
			return nil, notFound("The publisher has named no contact for security. It stands in contacts.security of terang.yaml, and is published with the next version.")
		}
		return text, nil
	})
}

func (v *server) getAPICatalog(c echo.Context) error {
	c.Response().Header().Set("Link", `</.well-known/api-catalog>; rel="api-catalog"`)
	return v.answerLatest(c, catalog.LinkSet, func(latest *store.Version) ([]byte, error) {
		return catalog.APICatalog(latest.Publication.BaseURL)
	})
}

// answerFixed answers with what belongs to the programme and not to a version.
func (v *server) answerFixed(c echo.Context, mediaType string, body []byte) error {
	c.Response().Header().Set("Cache-Control", "public, max-age="+strconv.Itoa(int((5*time.Minute).Seconds())))
	return answerAs(c, mediaType, body, v.started)
}
