package api

import (
	"crypto/rand"
	"fmt"
	"log/slog"
	"net/http"
	"strconv"
	"time"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/labstack/echo/v4"
	"github.com/labstack/echo/v4/middleware"
)

// watch counts requests and logs them. It knows them by their operation, and never looks at addresses of readers or
// at what was asked for: neither metrics nor logs have personal data.
type watch struct {
	metrics    *Metrics
	log        *slog.Logger
	requests   bool              // are logged, and not errors alone
	operations map[string]string // their ids, by echo's path
}

func newWatch(contract *openapi3.T, o Options) *watch {
	w := &watch{metrics: o.Metrics, log: o.Log, requests: o.LogRequests, operations: map[string]string{}}
	if w.log == nil {
		w.log = slog.Default()
	}
	for path, item := range contract.Paths.Map() {
		for _, operation := range item.Operations() {
			w.operations[echoPath(path)] = operation.OperationID
		}
	}
	return w
}

// told has each request told once it is answered, or broken off.
func (w *watch) told(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		start, whole := time.Now(), false
		w.metrics.begin()
		defer func() { w.tell(c, time.Since(start), whole) }()
		if err := next(c); err != nil {
			c.Error(err)
		}
		whole = true
		return nil
	}
}

func (w *watch) tell(c echo.Context, took time.Duration, whole bool) {
	operation, method, sent := w.operation(c), methodOf(c.Request()), c.Response()
	outcome := "broken" // the connection, since the answer could not be made or taken to its end
	if whole {
		outcome = strconv.Itoa(sent.Status/100) + "xx"
	}
	w.metrics.end(operation, method, outcome, took, sent)
	if !w.requests {
		return
	}
	told := []slog.Attr{slog.String("operation", operation), slog.String("method", method), slog.Int("status", sent.Status),
		slog.Int64("bytes", sent.Size), slog.Duration("duration", took), slog.Bool("whole", whole)}
	if id, ok := c.Get(requestID).(string); ok {
		told = append(told, slog.String("id", id))
	}
	w.log.LogAttrs(c.Request().Context(), slog.LevelInfo, "request", told...)
}

// failed logs what is no reader's fault, under the id that the reader is told.
func (w *watch) failed(c echo.Context, err error) {
	w.log.Error("request failed", "operation", w.operation(c), "id", idOf(c), "error", err)
}

// operation is the id of the operation that was asked, none where there is none at the address.
func (w *watch) operation(c echo.Context) string {
	if id, ok := w.operations[c.Path()]; ok {
		return id
	}
	return "none"
}

// methodOf keeps what readers invent out of the metrics.
func methodOf(r *http.Request) string {
	switch r.Method {
	case http.MethodGet, http.MethodHead, http.MethodOptions:
		return r.Method
	}
	return "other"
}

// requestID is where the id is kept in the request's context.
const requestID = "request-id"

// idOf names a request, by which a reader who tells of a problem and the log are brought together: a random UUID (RFC
// 9562, version 4) as a URN, made when it is first asked for.
func idOf(c echo.Context) string {
	if id, ok := c.Get(requestID).(string); ok {
		return id
	}
	var b [16]byte
	_, _ = rand.Read(b[:]) // never fails
	b[6], b[8] = b[6]&0x0f|0x40, b[8]&0x3f|0x80
	id := fmt.Sprintf("urn:uuid:%x-%x-%x-%x-%x", b[:4], b[4:6], b[6:8], b[8:10], b[10:])
	c.Set(requestID, id)
	return id
}

// recovered makes an error, with the place in the code, of what panics. http.ErrAbortHandler it lets through.
func recovered() echo.MiddlewareFunc {
	return middleware.RecoverWithConfig(middleware.RecoverConfig{DisableStackAll: true,
		LogErrorFunc: func(_ echo.Context, err error, stack []byte) error { return fmt.Errorf("panic: %w\n%s", err, stack) }})
}
