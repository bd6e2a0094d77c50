package api

import (
	"context"
	"net/http"
	"path"
	"strings"

	"github.com/labstack/echo/v4"
)

// guard puts the limits, and the headers that every answer has, before the routes.
func (v *server) guard(e *echo.Echo, o Options) {
	e.IPExtractor = addressOf(o.TrustedProxies)
	e.Use(v.watch.told, recovered(), v.commonHeaders)
	if o.RatePerSecond > 0 {
		e.Use(newPace(o.RatePerSecond, o.Burst).limit)
	}
	e.Use(short, v.again, inTurn(), inTime)
}

// short refuses a request whose line and headers are longer than any that is meant. What is far longer still does not come
// here: the server behind the listener cuts it off, with a bare answer that no reader of JSON understands.
func short(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		r := c.Request()
		length := len(r.Method) + len(r.RequestURI) + len(r.Proto) + len("Host: ") + len(r.Host)
		for name, values := range r.Header {
			for _, value := range values {
				length += len(name) + len(": ") + len(value)
			}
		}
		if length > maxHead {
			return newProblem(http.StatusRequestHeaderFieldsTooLarge, "too-long", "The request is too long",
				"Its address and headers have more than 16 KB. Give fewer or shorter parameters, or take the files: /data/latest.json.")
		}
		return next(c)
	}
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
			if isFile(c) || isResult(c) {
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

// inTime gives a query its time. A file, a result as one, or a stream may take long; its own deadline moves with every write.
func inTime(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		if isFile(c) || isResult(c) || isStream(c) {
			return next(c)
		}
		ctx, cancel := context.WithTimeout(c.Request().Context(), queryTime)
		defer cancel()
		c.SetRequest(c.Request().WithContext(ctx))
		return next(c)
	}
}

func isFile(c echo.Context) bool { return strings.HasPrefix(c.Request().URL.Path, "/data/") }

// isResult says whether a request wants a whole result as a file.
func isResult(c echo.Context) bool {
	r := c.Request()
	if !strings.HasPrefix(r.URL.Path, "/api/v1/") {
		return false
	}
	return mediaTypes[strings.TrimPrefix(path.Ext(r.URL.Path), ".")] != "" || formatOf(r.Header.Get("Accept")) != "json"
}

// isUnlimited says what does not count against the rate: files, and what those ask who watch over the server.
func isUnlimited(c echo.Context) bool {
	asked := c.Request().URL.Path
	return isFile(c) || asked == "/healthz" || asked == "/readyz"
}

// exposed are the headers that scripts of other sites may read.
const exposed = "Accept-Ranges, API-Version, Content-Disposition, Content-Encoding, Content-Length, Content-Range, Dataset-Profile, Dataset-Version, " +
	"Deprecation, ETag, Ledger-Seq, Link, RateLimit, RateLimit-Policy, Repr-Digest, Retry-After, Sunset, X-Total-Count"

// accepted are the headers that they may send.
const accepted = "Accept, If-Match, If-Modified-Since, If-None-Match, If-Range, If-Unmodified-Since, Last-Event-ID, Range"

// methods are all that there are, at every address.
const methods = "GET, HEAD, OPTIONS"

// commonHeaders lets any site's scripts read (CORS), answers OPTIONS everywhere, and refuses what would write.
func (v *server) commonHeaders(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		r, h := c.Request(), c.Response().Header()
		h.Set("Access-Control-Allow-Origin", "*")
		h.Set("Access-Control-Expose-Headers", exposed)
		h.Set("API-Version", v.contract.Info.Version)
		h.Set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
		h.Set("Cross-Origin-Resource-Policy", "cross-origin")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("X-Content-Type-Options", "nosniff")
		if r.ContentLength != 0 {
			h.Set("Connection", "close") // or the server would first take the body in
		}
		switch r.Method {
		case http.MethodGet, http.MethodHead:
			if r.ContentLength != 0 {
				return invalid(fault{"", "invalid", "send no body: all that is asked stands in the address"})
			}
			return next(c)
		case http.MethodOptions:
			h.Set("Access-Control-Allow-Methods", methods)
			h.Set("Access-Control-Allow-Headers", accepted)
			h.Set("Access-Control-Max-Age", "86400")
			h.Set("Allow", methods)
			return c.NoContent(http.StatusNoContent)
		}
		h.Set("Allow", methods)
		return echo.ErrMethodNotAllowed
	}
}
