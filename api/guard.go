package api

import (
	"context"
	"math"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/labstack/echo/v4"
	"github.com/labstack/echo/v4/middleware"
	"golang.org/x/time/rate"
)

// guard puts the limits, and the headers that every answer has, before the routes.
func (v *server) guard(e *echo.Echo, o Options) {
	e.Use(middleware.RecoverWithConfig(middleware.RecoverConfig{DisablePrintStack: true}))
	e.Use(commonHeaders)
	e.Use(inTurn())
	if o.RatePerSecond > 0 {
		e.Use(limiter(o))
	}
	e.Use(inTime)
}

// inTurn lets so many requests at once through; files have turns of their own, so that their slow readers do not
// keep others from asking.
func inTurn() echo.MiddlewareFunc {
	queries, files := make(chan struct{}, maxInFlight), make(chan struct{}, maxInFlight)
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error {
			if isStream(c) {
				return next(c)
			}
			turns := queries
			if isFile(c) {
				turns = files
			}
			select {
			case turns <- struct{}{}:
				defer func() { <-turns }()
				return next(c)
			default:
				return busy("Too many requests are under way. Try again in a moment.")
			}
		}
	}
}

// inTime gives a query its time. A file or a stream may take long; its own deadline moves with every write.
func inTime(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		if isFile(c) || isStream(c) {
			return next(c)
		}
		ctx, cancel := context.WithTimeout(c.Request().Context(), queryTime)
		defer cancel()
		c.SetRequest(c.Request().WithContext(ctx))
		return next(c)
	}
}

func isFile(c echo.Context) bool { return strings.HasPrefix(c.Request().URL.Path, "/data/") }

// isUnlimited says what does not count against the rate: files, and what those ask who watch over the server.
func isUnlimited(c echo.Context) bool {
	path := c.Request().URL.Path
	return isFile(c) || path == "/healthz" || path == "/readyz"
}

// exposed are the headers that scripts of other sites may read.
const exposed = "Accept-Ranges, Content-Disposition, Content-Length, Content-Range, Dataset-Profile, Dataset-Version, ETag, Ledger-Seq, Link, Repr-Digest, Retry-After, X-Total-Count"

// methods are all that there are, at every address.
const methods = "GET, HEAD, OPTIONS"

// commonHeaders lets any site's scripts read (CORS), answers OPTIONS everywhere, and refuses what would write.
func commonHeaders(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		h := c.Response().Header()
		h.Set("Access-Control-Allow-Origin", "*")
		h.Set("Access-Control-Expose-Headers", exposed)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
		switch c.Request().Method {
		case http.MethodGet, http.MethodHead:
			return next(c)
		case http.MethodOptions:
			h.Set("Access-Control-Allow-Methods", methods)
			h.Set("Access-Control-Allow-Headers", "Range, If-None-Match, If-Modified-Since, If-Range, Accept, Last-Event-ID")
			h.Set("Access-Control-Max-Age", "86400")
			h.Set("Allow", methods)
			return c.NoContent(http.StatusNoContent)
		}
		h.Set("Allow", methods)
		return echo.ErrMethodNotAllowed
	}
}

// limiter says to whom asks too fast when there is room for one more.
func limiter(o Options) echo.MiddlewareFunc {
	wait := strconv.Itoa(int(math.Ceil(1 / o.RatePerSecond)))
	return middleware.RateLimiterWithConfig(middleware.RateLimiterConfig{
		Skipper: isUnlimited,
		Store: middleware.NewRateLimiterMemoryStoreWithConfig(middleware.RateLimiterMemoryStoreConfig{
			Rate: rate.Limit(o.RatePerSecond), Burst: o.Burst, ExpiresIn: time.Minute}),
		DenyHandler: func(c echo.Context, _ string, _ error) error {
			c.Response().Header().Set("Retry-After", wait)
			return echo.ErrTooManyRequests
		},
	})
}
