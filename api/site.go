package api

import (
	"bytes"
	"maps"
	"net/http"
	"strings"
	"time"

	"github.com/labstack/echo/v4"
)

// mountSite hands what is at no address of the contract to the site, behind the same guard. Below /api, /data and /log
// all is the contract's: who goes astray there is answered as programmes are.
func mountSite(e *echo.Echo, site http.Handler) {
	if site == nil {
		return
	}
	handler := func(c echo.Context) error {
		first, _, _ := strings.Cut(strings.TrimPrefix(c.Request().URL.Path, "/"), "/")
		switch first {
		case "api", "data", "log", ".well-known":
			return echo.ErrNotFound
		}
		return answerPage(c, site)
	}
	e.GET("/*", handler)
	e.HEAD("/*", handler)
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
