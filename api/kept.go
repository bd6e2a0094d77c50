package api

import (
	"bytes"
	"net/http"
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
	header   http.Header
	body     []byte
	modified time.Time
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

// keeping answers with what was answered before, or lets answers be kept.
func (v *server) keeping(handler echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		latest, err := v.store.Latest(c.Request().Context())
		if err != nil || formatOf(c.Request().Header.Get("Accept")) != "json" {
			return handler(c)
		}
		key := answerKey{latest.N, c.Request().URL.RequestURI(), coding(c.Request(), "zstd", "gzip")}
		a, before := v.answers.get(key)
		if a == nil {
			if before {
				c.Set(toKeep, func(a *keptAnswer) { v.answers.add(key, a) })
			}
			return handler(c)
		}
		h := c.Response().Header()
		for name, values := range a.header {
			h[name] = values
		}
		c.Request().Header.Del("Range")
		return send(c, c.Response(), bytes.NewReader(a.body), a.modified)
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
	add(&keptAnswer{header, bytes.Clone(body), modified})
}
