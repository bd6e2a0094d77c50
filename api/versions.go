package api

import (
	"net/url"
	"strconv"
	"time"

	"github.com/labstack/echo/v4"

	"terang/store"
)

// versionBody is a version as readers get it.
type versionBody struct {
	ID            string    `json:"id"`
	PublishedDate time.Time `json:"publishedDate"`
	Entries       int64     `json:"entries"`
	Releases      int64     `json:"releases"`
	Records       int64     `json:"records"`
	Manifest      string    `json:"manifest"`
	SHA256        string    `json:"sha256"`
	Sums          string    `json:"sums"`
	Trial         bool      `json:"trial,omitempty"`
}

func newVersionBody(v *store.Version) versionBody {
	folder := v.Publication.BaseURL + "/data/" + v.ID
	return versionBody{ID: v.ID, PublishedDate: v.At.Truncate(time.Second), Entries: v.Entries(), Releases: v.Releases,
		Records: v.Records, Manifest: folder + "/manifest.json", SHA256: v.Manifest, Sums: folder + "/SHA256SUMS",
		Trial: v.Publication.Trial}
}

func (v *server) listVersions(c echo.Context) error {
	latest, err := v.version(c, "")
	if err != nil {
		return err
	}
	p := &page{version: latest, limit: 100, total: latest.N, path: c.Request().URL.Path, query: url.Values{}}
	if text := c.QueryParam("limit"); text != "" {
		p.limit, _ = strconv.Atoi(text) // checked against the contract
		p.query.Set("limit", text)
	}
	if text := c.QueryParam("cursor"); text != "" {
		// The list only grows at its head, so a cursor holds whichever version is the latest.
		if p.cursor, err = decodeCursor(text, p.list(), p.bound, 1); err != nil {
			return err
		}
	}
	all, err := v.store.Versions(c.Request().Context(), p.after(), p.limit+1)
	if err != nil {
		return err
	}
	more := len(all) > p.limit
	bodies := []versionBody{}
	var last int64
	for _, one := range all[:min(len(all), p.limit)] {
		bodies, last = append(bodies, newVersionBody(one)), one.N
	}
	return answerValue(c, map[string]any{"versions": bodies, "total": p.total, "links": p.links(c, more, last)}, latest.At)
}

func (v *server) getVersion(c echo.Context) error {
	found, err := v.version(c, param(c, "version"))
	if err != nil {
		return err
	}
	return answerValue(c, newVersionBody(found), found.At)
}

func (v *server) getLatest(c echo.Context) error {
	latest, err := v.version(c, "")
	if err != nil {
		return err
	}
	return answerValue(c, newVersionBody(latest), latest.At)
}
