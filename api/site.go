package api

import (
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"
)

// mountSite hands what is at no address of the contract to the site, behind the same guard. Below /api, /data and /log
// all is the contract's: who goes astray there is answered as programmes are.
func mountSite(e *echo.Echo, site http.Handler) {
	if site == nil {
		return
	}
	handler := unkept(func(c echo.Context) error {
		first, _, _ := strings.Cut(strings.TrimPrefix(c.Request().URL.Path, "/"), "/")
		switch first {
		case "api", "data", "log", ".well-known":
			return echo.ErrNotFound
		}
		site.ServeHTTP(c.Response(), c.Request())
		return nil
	})
	e.GET("/*", handler)
	e.HEAD("/*", handler)
}
