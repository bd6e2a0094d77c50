package api

import (
	"bytes"
	"maps"
	"net/http"
	"strings"
	"time"

	"github.com/labstack/echo/v4"
)

// Pages is a site: it answers what the contract has no address for.
type Pages interface {
	http.Handler
	Fault(w http.ResponseWriter, r *http.Request, status int) // a page that says what went wrong before the site was asked
}

// mountSite hands what is at no address of the contract to the site, behind the same guard.
func (v *server) mountSite(e *echo.Echo) {
	if v.site == nil {
		return
	}
	handler := func(c echo.Context) error {
		if !v.isPage(c) {
			return echo.ErrNotFound
		}
		return answerPage(c, v.site)
	}
	e.GET("/*", handler)
	e.HEAD("/*", handler)
}

// isPage says whether an address is the site's. Below /api, /data and /log all is the contract's: who goes astray there
// is answered as programmes are.
func (v *server) isPage(c echo.Context) bool {
	first, _, _ := strings.Cut(strings.TrimPrefix(c.Request().URL.Path, "/"), "/")
	switch first {
	case "api", "data", "log", ".well-known":
		return false
	}
	return v.site != nil && (c.Path() == "" || c.Path() == "/*") // what has a route of its own is the contract's too
}

// answerPage answers with a page of the site: packed, with an ETag, and kept as other answers are, but for what is not
// the same for all who ask.
func answerPage(c echo.Context, site http.Handler) error {
	page := &pageWriter{header: http.Header{}, status: http.StatusOK}
	get := c.Request().Clone(c.Request().Context())
	get.Method = http.MethodGet
	site.ServeHTTP(page, get)
	h := c.Response().Header()
	maps.Copy(h, page.header)
	if page.status != http.StatusOK || h.Get("Vary") != "" || h.Get("Cache-Control") == "no-store" {
		c.Set(toKeep, nil)
	}
	if page.status != http.StatusOK {
		return c.Blob(page.status, h.Get("Content-Type"), page.Bytes())
	}
	modified, _ := time.Parse(http.TimeFormat, h.Get("Last-Modified"))
	return answerAs(c, h.Get("Content-Type"), page.Bytes(), modified)
}

// pageWriter takes a page in.
type pageWriter struct {
	bytes.Buffer
	header http.Header
	status int
}

// Header implements http.ResponseWriter.
func (p *pageWriter) Header() http.Header { return p.header }

// WriteHeader implements http.ResponseWriter.
func (p *pageWriter) WriteHeader(status int) { p.status = status }
