package api

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strconv"

	"github.com/labstack/echo/v4"

	"terang/reading"
	"terang/store"
)

// problem is an error as readers get it (RFC 9457).
type problem struct {
	Type     string   `json:"type"`
	Title    string   `json:"title"`
	Status   int      `json:"status"`
	Detail   string   `json:"detail,omitempty"`
	Instance string   `json:"instance"` // names the request
	Errors   []fault  `json:"errors,omitempty"`
	Files    []string `json:"files,omitempty"` // that have what was asked for
}

// fault is one thing that is wrong with a request.
type fault struct {
	Parameter string `json:"parameter,omitempty"`
	Code      string `json:"code"`
	Detail    string `json:"detail"`
}

func (p *problem) Error() string { return fmt.Sprintf("%d %s: %s", p.Status, p.Title, p.Detail) }

// newProblem makes a problem; the contract explains its name, with this title, in components.x-problems.
func newProblem(status int, name, title, detail string) *problem {
	return &problem{Type: "/openapi.yaml#/components/x-problems/" + name, Title: title, Status: status, Detail: detail}
}

func invalid(faults ...fault) *problem {
	p := newProblem(http.StatusBadRequest, "invalid-request", "The request is not valid", "1 fault was found.")
	if len(faults) > 1 {
		p.Detail = fmt.Sprintf("%d faults were found.", len(faults))
	}
	p.Errors = faults
	return p
}

// invalidQuery tells what is wrong with what is sought.
func invalidQuery(faults reading.Faults) *problem {
	all := make([]fault, len(faults))
	for i, f := range faults {
		all[i] = fault{f.Parameter, "invalid", f.Detail}
	}
	return invalid(all...)
}

func notFound(detail string) *problem {
	return newProblem(http.StatusNotFound, "not-found", "There is no such thing here", detail)
}

func busy(detail string) *problem {
	return newProblem(http.StatusServiceUnavailable, "busy", "The server is busy", detail)
}

// notSearchable says that a version cannot be searched: an older terang made it, and nothing was published since.
func notSearchable(v *store.Version) *problem {
	return newProblem(http.StatusNotImplemented, "not-searchable", "This version cannot be searched yet",
		"An older programme published version "+v.ID+". The next publish makes all versions searchable; until then take the files: /data/"+v.ID+"/manifest.json.")
}

// missing turns the store's ErrNotFound into a problem that says what is missing, and leaves other errors.
func missing(err error, detail string) error {
	if errors.Is(err, store.ErrNotFound) {
		return notFound(detail)
	}
	return err
}

// problemOf names the problem behind any error. What is not the reader's fault is logged, and told without
// anything internal.
func (v *server) problemOf(c echo.Context, err error) *problem {
	var p *problem
	var e *echo.HTTPError
	var faults reading.Faults
	var unsearchable *reading.NotSearchable
	var unflagged *reading.NoFlags
	switch {
	case errors.As(err, &p):
		return p
	case errors.As(err, &faults):
		return invalidQuery(faults)
	case errors.As(err, &unsearchable):
		return notSearchable(unsearchable.Version)
	case errors.As(err, &unflagged):
		return v.problemOf(c, v.notKept(c, unflagged.Version, store.About{List: "flags"}, store.ErrNotKept))
	case errors.Is(err, reading.ErrBeingRead):
		return busy("What can be sought is still being read. Try again in a moment.")
	case errors.As(err, &e) && e.Code == http.StatusNotFound:
		return notFound("There is nothing at this address. The index at /api/v1 and /openapi.yaml list all addresses.")
	case errors.As(err, &e) && e.Code == http.StatusMethodNotAllowed:
		return newProblem(e.Code, "read-only", "Only reading is possible here", "Use GET, HEAD or OPTIONS.")
	case errors.As(err, &e) && e.Code == http.StatusTooManyRequests:
		return newProblem(e.Code, "too-many-requests", "Too many requests",
			"Wait as long as Retry-After says. For bulk, take the files: /data/latest.json; they are not limited.")
	case errors.Is(err, context.DeadlineExceeded):
		return busy("The answer took too long. Ask for less at once, or take the files: /data/latest.json.")
	case errors.Is(err, context.Canceled):
		return newProblem(499, "cancelled", "The request was cancelled", "Whoever asked went away.")
	}
	v.watch.failed(c, err)
	return newProblem(http.StatusInternalServerError, "internal", "The server failed",
		"The fault is on our side and has been logged. Try again later.")
}

// writeProblem is echo's error handler. What fails midway is logged, and breaks the connection, so that no reader takes
// a part for the whole.
func (v *server) writeProblem(err error, c echo.Context) {
	if c.Response().Committed {
		if !errors.Is(err, errGone) && !errors.Is(err, context.Canceled) {
			v.watch.failed(c, err)
		}
		panic(http.ErrAbortHandler)
	}
	p := *v.problemOf(c, err)
	if v.isPage(c) && c.Request().Method == http.MethodGet {
		v.site.Fault(c.Response(), c.Request(), p.Status)
		return
	}
	p.Instance = idOf(c)
	body, _ := json.Marshal(p) // plain fields always encode
	h := c.Response().Header()
	for _, name := range []string{"ETag", "Last-Modified", "Content-Encoding", "Content-Length", "Accept-Ranges", "Repr-Digest", "Link", "X-Total-Count"} {
		h.Del(name)
	}
	if p.Status != http.StatusRequestedRangeNotSatisfiable {
		h.Del("Content-Range")
	}
	h.Set("Content-Type", problemType) // echo leaves one that is there
	h.Set("Cache-Control", "no-store")
	if p.Status == http.StatusServiceUnavailable {
		h.Set("Retry-After", "2")
	}
	h.Set("Content-Length", strconv.Itoa(len(body)))
	if c.Request().Method == http.MethodHead {
		_ = c.NoContent(p.Status)
		return
	}
	_ = c.Blob(p.Status, problemType, body)
}

const problemType = "application/problem+json"
