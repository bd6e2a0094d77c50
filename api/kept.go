package api

import (
	"bytes"
	"maps"
	"net/http"
	"strconv"
	"sync"
	"time"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/labstack/echo/v4"
)

// keptAnswers keeps the answers that were given last. An answer follows from its address and the latest version alone,
// so that it can be given again while that is the latest. There are two generations: when the young one is full it
// becomes the old one, and what is still asked for is young again. An answer is kept when it is asked for again: most
// never are.
type keptAnswers struct {
	lock       sync.Mutex
	young, old map[answerKey]*keptAnswer
	size       int // of the young ones
}

// Of kept answers: how many bytes a generation has, and a single one at most.
const (
	maxKept     = 32 << 20
	maxKeptBody = 1 << 20
)

type answerKey struct {
	latest  int64 // number of the latest version
	address string
	coding  string
}

type keptAnswer struct {
	header       http.Header
	last, length []string // two more headers
	body         []byte
	modified     time.Time
}

// get gives the answer, nil where there is none, and says whether it was asked for before.
func (k *keptAnswers) get(key answerKey) (a *keptAnswer, before bool) {
	k.lock.Lock()
	defer k.lock.Unlock()
	if a, before = k.young[key]; a != nil {
		return a, true
	}
	a, wasOld := k.old[key]
	k.put(key, a)
	return a, before || wasOld
}

func (k *keptAnswers) add(key answerKey, a *keptAnswer) {
	k.lock.Lock()
	defer k.lock.Unlock()
	k.put(key, a)
}

func (k *keptAnswers) put(key answerKey, a *keptAnswer) {
	const around = 512 // about what headers and address take
	if k.young == nil || k.size > maxKept {
		k.young, k.old, k.size = map[answerKey]*keptAnswer{}, k.young, 0
	}
	k.young[key] = a
	if k.size += around; a != nil {
		k.size += len(a.body)
	}
}

// isKept says whether an operation's answers follow from address and version. Files have places of their own.
func isKept(o *openapi3.Operation) bool {
	switch o.OperationID {
	case "getHealth", "getReadiness", "getFile", "streamChanges":
		return false
	}
	for _, p := range o.Parameters {
		if p.Value.Name == "format" {
			return false
		}
	}
	return true
}

// again answers with what was answered before. Where that was asked for but is not kept, it lets the answer be.
func (v *server) again(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		r := c.Request()
		latest, err := v.store.Latest(r.Context())
		if err != nil || formatOf(r.Header.Get("Accept")) != "json" {
			return next(c)
		}
		key := answerKey{latest.N, r.URL.RequestURI(), coding(r, "zstd", "gzip")}
		a, before := v.answers.get(key)
		if a != nil {
			return a.send(c)
		}
		if before {
			c.Set(toKeep, func(a *keptAnswer) { v.answers.add(key, a) })
		}
		return next(c)
	}
}

func (a *keptAnswer) send(c echo.Context) error {
	r, w := c.Request(), c.Response()
	h := w.Header()
	maps.Copy(h, a.header)
	r.Header.Del("Range")
	if r.Method != http.MethodGet || isConditional(r.Header) {
		return send(c, w, bytes.NewReader(a.body), a.modified)
	}
	h["Last-Modified"], h["Content-Length"] = a.last, a.length
	w.WriteHeader(http.StatusOK)
	_, err := w.Write(a.body)
	return err
}

// isConditional says whether a request has conditions (RFC 9110, 13.1).
func isConditional(h http.Header) bool {
	for _, name := range []string{"If-Match", "If-None-Match", "If-Modified-Since", "If-Unmodified-Since", "If-Range"} {
		if h[name] != nil {
			return true
		}
	}
	return false
}

// unkept takes back that an operation's answer may be kept.
func unkept(handler echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		c.Set(toKeep, nil)
		return handler(c)
	}
}

// toKeep is under which name a request has what keeps its answer.
const toKeep = "keep"

// keep keeps an answer whose headers are set, if it may be.
func keep(c echo.Context, body []byte, modified time.Time) {
	add, ok := c.Get(toKeep).(func(*keptAnswer))
	if !ok || len(body) > maxKeptBody {
		return
	}
	header := c.Response().Header().Clone()
	for _, name := range []string{"Ratelimit", "Ratelimit-Policy"} { // those of one client
		header.Del(name)
	}
	a := &keptAnswer{header: header, body: bytes.Clone(body), modified: modified}
	a.last, a.length = []string{modified.UTC().Format(http.TimeFormat)}, []string{strconv.Itoa(len(body))}
	add(a)
}
