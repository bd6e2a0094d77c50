package api

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"time"

	"github.com/labstack/echo/v4"
)

// streamChanges sends changes as they are published, as server-sent events (WHATWG HTML, section 9.2), until the
// reader leaves, its hour is over or the server stops.
func (v *server) streamChanges(c echo.Context) error {
	h := c.Response().Header()
	leave, err := v.streams.join(c.RealIP())
	if err != nil {
		h.Set("Retry-After", "60")
		return err
	}
	defer leave()
	ctx, cancel := context.WithTimeout(c.Request().Context(), v.streams.limits.life)
	defer cancel()
	defer context.AfterFunc(v.streams.stopping, cancel)()
	s, err := v.newStream(ctx, c)
	if err != nil {
		return err
	}
	defer context.AfterFunc(ctx, s.out.hurry)()
	h.Set("Content-Type", "text/event-stream")
	h.Set("Cache-Control", "no-store")
	h.Set("X-Accel-Buffering", "no") // or nginx would gather events before it passes them on
	c.Response().WriteHeader(http.StatusOK)
	if isHead(c) {
		return nil
	}
	err = s.run(ctx)
	var lost *lostReader
	if err != nil && ctx.Err() == nil && !errors.As(err, &lost) {
		slog.Error("stream failed", "error", err) // the reader connects again, from where it is
	}
	return nil
}

// stream is one that is open.
type stream struct {
	*span
	server *server
	at     int64 // the last entry sent or passed over
	out    *eventWriter
}

// newStream reads where a stream begins: behind Last-Event-ID, which browsers send when they connect again, behind
// since, or behind what is published now.
func (v *server) newStream(ctx context.Context, c echo.Context) (*stream, error) {
	within, cancel := context.WithTimeout(ctx, queryTime)
	defer cancel()
	request := c.Request()
	c.SetRequest(request.WithContext(within))
	span, err := v.span(c)
	c.SetRequest(request)
	if err != nil {
		return nil, err
	}
	s := &stream{span: span, server: v, out: &eventWriter{http.NewResponseController(c.Response()), c.Response(), v.streams.limits.patience}}
	if s.at, err = sequence(c, "since", span.version.Seq); err == nil {
		s.at, err = sequenceIn("Last-Event-ID", request.Header.Get("Last-Event-ID"), s.at)
	}
	return s, err
}

// run sends what there is, and then what comes.
func (s *stream) run(ctx context.Context) error {
	if err := s.out.begin(ctx, s.at); err != nil {
		return err
	}
	heartbeat := time.NewTicker(s.server.streams.limits.heartbeat)
	defer heartbeat.Stop()
	for {
		latest, changed := s.server.streams.news()
		if latest != nil && latest.N > s.version.N {
			s.version = latest
		}
		for s.at < s.version.Seq {
			if err := s.sendSome(ctx); err != nil {
				return err
			}
		}
		select {
		case <-ctx.Done():
			return nil
		case <-changed:
		case <-heartbeat.C:
			if err := s.out.write(ctx, []byte(":\n\n")); err != nil {
				return err
			}
		}
	}
}

// sendSome sends the next changes, a page at most.
func (s *stream) sendSome(ctx context.Context) error {
	done, err := s.server.streams.turn(ctx)
	if err != nil {
		return err
	}
	within, cancel := context.WithTimeout(ctx, queryTime)
	found, told, err := s.server.changesAfter(within, s.span, s.at)
	cancel()
	done()
	if err != nil {
		return err
	}
	var events bytes.Buffer
	for _, one := range changesOf(s.span, told) {
		if err := writeEvent(&events, one); err != nil {
			return err
		}
	}
	if len(told) == 0 || told[len(told)-1].Seq < found.last {
		// An id without data moves the place from which the reader will ask, and is no event.
		fmt.Fprintf(&events, "id: %d\n\n", found.last)
	}
	s.at = found.last
	return s.out.write(ctx, events.Bytes())
}

// writeEvent writes a change as an event. Its JSON is one line: line feeds within texts are escaped.
func writeEvent(b *bytes.Buffer, one change) error {
	fmt.Fprintf(b, "id: %d\nevent: %s\ndata: ", one.Seq, one.Type)
	e := json.NewEncoder(b)
	e.SetEscapeHTML(false)
	if err := e.Encode(one); err != nil {
		return err
	}
	b.WriteByte('\n')
	return nil
}

// eventWriter writes to a reader who must keep reading.
type eventWriter struct {
	control  *http.ResponseController
	response http.ResponseWriter
	patience time.Duration
}

// lostReader is why writing failed.
type lostReader struct{ error }

// begin sends where the stream begins, and how many milliseconds after its end to connect again.
func (w *eventWriter) begin(ctx context.Context, at int64) error {
	return w.write(ctx, fmt.Appendf(nil, "retry: 5000\nid: %d\n\n", at))
}

// write sends all of it, in pieces that each have their time.
func (w *eventWriter) write(ctx context.Context, text []byte) error {
	const piece = 64 << 10
	for len(text) > 0 {
		n := min(piece, len(text))
		err := w.control.SetWriteDeadline(time.Now().Add(w.patience))
		if err != nil && !errors.Is(err, http.ErrNotSupported) {
			return &lostReader{err}
		}
		if ctx.Err() != nil { // asked after the time is set, so that hurry is not undone
			return ctx.Err()
		}
		if _, err := w.response.Write(text[:n]); err != nil {
			return &lostReader{err}
		}
		if err := w.control.Flush(); err != nil {
			return &lostReader{err}
		}
		text = text[n:]
	}
	return nil
}

// hurry leaves a write that is under way one more second, so that a reader who does not read keeps no server from
// stopping.
func (w *eventWriter) hurry() { _ = w.control.SetWriteDeadline(time.Now().Add(time.Second)) }
