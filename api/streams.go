package api

import (
	"context"
	"log/slog"
	"net/http"
	"sync"
	"time"

	"github.com/labstack/echo/v4"

	"terang/store"
)

// streamLimits bound what streams take.
type streamLimits struct {
	all, each int           // at once: in all, of one address
	life      time.Duration // after which a stream ends, and its reader connects again
	heartbeat time.Duration // between comments, by which both ends see that the other is there
	poll      time.Duration // between looks for a new version
	patience  time.Duration // for a reader to take a piece of what it is sent
}

var usualStreams = streamLimits{all: 200, each: 8, life: time.Hour, heartbeat: 15 * time.Second, poll: time.Second, patience: 20 * time.Second}

// streamReaders is how many streams read the store at once, so that they leave connections to others.
const streamReaders = 4

// streams are all that are open. One look for new versions serves them all; where none is open nobody looks. Of
// readers nothing is known but how many streams an address has now.
type streams struct {
	limits   streamLimits
	stopping context.Context // done when the server stops
	look     func(context.Context) (*store.Version, error)
	turns    chan struct{} // to read the store

	mutex   sync.Mutex
	open    map[string]int // by address
	total   int
	stop    context.CancelFunc // ends the looking
	version *store.Version     // the latest seen; nil before the first look
	changed chan struct{}      // closed when there is a later one
}

func newStreams(ctx context.Context, limits streamLimits, look func(context.Context) (*store.Version, error)) *streams {
	if limits == (streamLimits{}) {
		limits = usualStreams
	}
	return &streams{limits: limits, stopping: ctx, look: look, turns: make(chan struct{}, streamReaders),
		open: map[string]int{}, changed: make(chan struct{})}
}

// isStream says whether a request is for a stream, which has limits of its own.
func isStream(c echo.Context) bool {
	return c.Request().URL.Path == streamPath
}

const streamPath = "/api/v1/changes/stream"

// join opens a stream for an address, until leave.
func (s *streams) join(address string) (leave func(), err error) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	switch {
	case s.stopping.Err() != nil:
		return nil, busy("The server is stopping. Connect again in a moment.")
	case s.open[address] >= s.limits.each:
		return nil, newProblem(http.StatusTooManyRequests, "too-many-requests", "Too many requests",
			"This address has as many streams open as it may. Close one, or ask /api/v1/changes from time to time.")
	case s.total >= s.limits.all:
		return nil, busy("As many streams are open as there may be. Ask /api/v1/changes from time to time, or connect again later.")
	}
	s.open[address]++
	if s.total++; s.total == 1 {
		var ctx context.Context
		ctx, s.stop = context.WithCancel(s.stopping)
		go s.poll(ctx)
	}
	return func() { s.leave(address) }, nil
}

func (s *streams) leave(address string) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if s.open[address]--; s.open[address] == 0 {
		delete(s.open, address)
	}
	if s.total--; s.total == 0 {
		s.stop()
	}
}

// poll looks for new versions until ctx is done. A store that does not answer is logged once.
func (s *streams) poll(ctx context.Context) {
	ticks := time.NewTicker(s.limits.poll)
	defer ticks.Stop()
	for failing := false; ; {
		select {
		case <-ctx.Done():
			return
		case <-ticks.C:
		}
		within, cancel := context.WithTimeout(ctx, queryTime)
		version, err := s.look(within)
		cancel()
		if err == nil {
			s.see(version)
		} else if !failing && ctx.Err() == nil {
			slog.Error("streams cannot look for new versions", "error", err)
		}
		failing = err != nil
	}
}

// see tells all streams of a version, if it is later than those before.
func (s *streams) see(version *store.Version) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if s.version == nil || version.N > s.version.N {
		s.version = version
		close(s.changed)
		s.changed = make(chan struct{})
	}
}

// news gives the latest version seen, nil before the first, and what is closed when there is a later one.
func (s *streams) news() (*store.Version, <-chan struct{}) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	return s.version, s.changed
}

// turn waits until the store may be read.
func (s *streams) turn(ctx context.Context) (done func(), err error) {
	select {
	case s.turns <- struct{}{}:
		return func() { <-s.turns }, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}
