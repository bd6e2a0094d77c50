package api

import (
	"context"
	"net/http"
	"strings"
	"time"

	"github.com/labstack/echo/v4"
	"github.com/labstack/echo/v4/middleware"
	"golang.org/x/time/rate"
)

// guard puts the limits, and the headers that every answer has, before the routes.
func (v *server) guard(e *echo.Echo, o Options) {
	slots := make(chan struct{}, maxInFlight)
	e.Use(middleware.RecoverWithConfig(middleware.RecoverConfig{DisablePrintStack: true}))
	e.Use(commonHeaders)
	e.Use(func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error {
			select {
			case slots <- struct{}{}:
				defer func() { <-slots }()
				return next(c)
			default:
				return busy("Too many requests are under way. Try again in a moment.")
			}
		}
	})
	if o.RatePerSecond > 0 {
		e.Use(limiter(o))
	}
	e.Use(func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error {
			if isFile(c) { // a file may take long; its own deadline moves with every write
				return next(c)
			}
			ctx, cancel := context.WithTimeout(c.Request().Context(), queryTime)
			defer cancel()
			c.SetRequest(c.Request().WithContext(ctx))
			return next(c)
		}
	})
}

func isFile(c echo.Context) bool { return strings.HasPrefix(c.Request().URL.Path, "/data/") }

// exposed are the headers that scripts of other sites may read.
const exposed = "Accept-Ranges, Content-Length, Content-Range, Dataset-Version, ETag, Ledger-Seq, Link, Repr-Digest, Retry-After, X-Total-Count"

// commonHeaders lets any site's scripts read (CORS) and answers OPTIONS everywhere.
func commonHeaders(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		h := c.Response().Header()
		h.Set("Access-Control-Allow-Origin", "*")
		h.Set("Access-Control-Expose-Headers", exposed)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
		if c.Request().Method == http.MethodOptions {
			h.Set("Access-Control-Allow-Methods", "GET, HEAD, OPTIONS")
			h.Set("Access-Control-Allow-Headers", "Range, If-None-Match, If-Modified-Since, If-Range, Accept")
			h.Set("Access-Control-Max-Age", "86400")
			h.Set("Allow", "GET, HEAD, OPTIONS")
			return c.NoContent(http.StatusNoContent)
		}
		return next(c)
	}
}

func limiter(o Options) echo.MiddlewareFunc {
	return middleware.RateLimiterWithConfig(middleware.RateLimiterConfig{
		Skipper: isFile,
		Store: middleware.NewRateLimiterMemoryStoreWithConfig(middleware.RateLimiterMemoryStoreConfig{
			Rate: rate.Limit(o.RatePerSecond), Burst: o.Burst, ExpiresIn: time.Minute}),
		DenyHandler: func(echo.Context, string, error) error { return echo.ErrTooManyRequests },
	})
}
