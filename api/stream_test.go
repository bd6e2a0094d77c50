package api_test

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"slices"
	"strconv"
	"strings"
	"terang"
	"testing"
	"time"

	"terang/api"
	"terang/publish/publishtest"
	"terang/store"
	"terang/store/storetest"
)

// event is an event, or what only moves the last id, as the living standard has a browser read it.
type event struct{ id, name, data string }

// events reads a stream until it ends, passing on each block; comments are counted.
func events(body *bufio.Scanner, each func(event) bool) (comments int) {
	var e event
	said := false
	for body.Scan() {
		line := body.Text()
		if line == "" {
			if said && !each(e) {
				return comments
			}
			e, said = event{id: e.id}, false
			continue
		}
		if strings.HasPrefix(line, ":") {
			comments++
			continue
		}
		name, value, _ := strings.Cut(line, ":")
		value = strings.TrimPrefix(value, " ")
		switch name {
		case "id":
			e.id, said = value, true
		case "event":
			e.name = value
		case "data":
			e.data += value
		}
	}
	return comments
}

// until reads a stream up to the id, however long the server takes for it.
func (w *world) until(t testing.TB, last int64, query string, headers ...string) (all []event, header http.Header) {
	t.Helper()
	server, _ := w.listen(t, api.StreamTest{}, api.Options{}, nil)
	response, stream, lost := connect(t, server, query, headers...)
	defer lost()
	events(stream, func(e event) bool {
		all = append(all, e)
		id, err := strconv.ParseInt(e.id, 10, 64)
		return err == nil && id < last
	})
	return all, response.Header
}

// testStream: the events are the list, from where one asks.
func testStream(t *testing.T, w *world) {
	latest := publishtest.Must[*store.Version](t)(w.Reader.Latest(ctx))
	var all []json.RawMessage
	for address := "/api/v1/changes?limit=1000"; address != ""; {
		var p struct {
			Changes []json.RawMessage
			Links   struct{ Next string }
		}
		w.ok(t, address).value(t, &p)
		all, address = append(all, p.Changes...), p.Links.Next
	}
	for _, c := range []struct {
		name, query string
		headers     []string
		from        int64
	}{
		{"from the first", "?since=0", nil, 0},
		{"from one", "?since=40", nil, 40},
		{"after the connection was lost", "?since=0", []string{"Last-Event-ID: 50"}, 50},
		{"by the header alone", "", []string{fmt.Sprintf("Last-Event-ID: %d", latest.Seq-1)}, latest.Seq - 1},
		{"what comes", "", nil, latest.Seq},
		{"beyond the end", "?since=9999", nil, 9999},
	} {
		got, _ := w.until(t, latest.Seq, c.query, c.headers...)
		if got[0] != (event{id: fmt.Sprint(c.from)}) {
			t.Errorf("%s: begins with %+v", c.name, got[0])
		}
		want := all[min(c.from, latest.Seq):]
		if len(got)-1 != len(want) {
			t.Fatalf("%s: %d events, want %d", c.name, len(got)-1, len(want))
		}
		for i, e := range got[1:] {
			var one changed
			if err := json.Unmarshal([]byte(e.data), &one); err != nil || e.data != string(want[i]) || e.name != one.Type || e.id != fmt.Sprint(one.Seq) {
				t.Fatalf("%s: %+v, want %s", c.name, e, want[i])
			}
		}
	}
	got, h := w.until(t, latest.Seq, "?since=0&tag=award&include=release")
	for _, e := range got {
		if e.data != "" && (!strings.Contains(e.data, `"award"`) || !strings.Contains(e.data, `"release":{"ocid"`)) {
			t.Errorf("under a filter: %+v", e)
		}
	}
	if last := got[len(got)-1]; last.id != fmt.Sprint(latest.Seq) || last.data != "" || len(got) < 5 {
		t.Errorf("under a filter, the last is %+v of %d", last, len(got))
	}
	if h.Get("Content-Type") != "text/event-stream" || h.Get("Cache-Control") != "no-store" || h.Get("Content-Encoding") != "" {
		t.Errorf("%v", h)
	}
	if a := w.ok(t, "/api/v1/changes/stream?since=40"); !strings.HasPrefix(string(a.body), "retry: 5000\nid: 40\n\n") {
		t.Errorf("begins with %.100s", a.body)
	}
	if head := ask(t, w.handler, http.MethodHead, "/api/v1/changes/stream"); head.status != http.StatusOK || head.header.Get("Content-Type") != "text/event-stream" {
		t.Errorf("HEAD: %d %v", head.status, head.header)
	}
}

// listen serves with streams as given, on a real connection, until the test ends or stop is called.
func (w *world) listen(t testing.TB, s api.StreamTest, o api.Options, mend func(*http.Server)) (server *httptest.Server, stop func()) {
	t.Helper()
	running, stop := context.WithCancel(ctx)
	h := publishtest.Must[http.Handler](t)(api.New(running, terang.Contract, w.reading(), s.Streams(o)))
	server = httptest.NewUnstartedServer(h)
	if mend != nil {
		mend(server.Config)
	}
	server.Start()
	t.Cleanup(func() { stop(); server.Close() })
	return server, stop
}

// connect opens a stream; lost ends it from the reader's side.
func connect(t testing.TB, server *httptest.Server, query string, headers ...string) (response *http.Response, lines *bufio.Scanner, lost func()) {
	t.Helper()
	connected, lost := context.WithCancel(ctx)
	r := publishtest.Must[*http.Request](t)(http.NewRequestWithContext(connected, http.MethodGet, server.URL+"/api/v1/changes/stream"+query, nil))
	for _, one := range headers {
		name, value, _ := strings.Cut(one, ": ")
		r.Header.Set(name, value)
	}
	response, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { lost(); _ = response.Body.Close() })
	lines = bufio.NewScanner(response.Body)
	lines.Buffer(nil, 1<<20)
	return response, lines, lost
}

func someReleases(n, from int) []byte {
	var all []string
	for i := range n {
		all = append(all, release(fmt.Sprintf("ocds-contoh-%d", from+i), "1", "2025-01-01T00:00:00Z", fmt.Sprintf(`,"language":%q`, strings.Repeat("x", 2000))))
	}
	return lines(all...)
}

// TestStreamOfWhatComes: with a server that gives requests little time, a reader who waits longer than any query may
// take still hears of the next version, and of the heartbeat meanwhile.
func TestStreamOfWhatComes(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, location string) {
		t.Parallel()
		w := newWorld(t, location)
		w.Publish(t, day(t, "2025-01-01"), someReleases(3, 0))
		server, _ := w.listen(t, api.StreamTest{Heartbeat: 100 * time.Millisecond, Poll: 20 * time.Millisecond}, api.Options{}, func(s *http.Server) {
			s.ReadTimeout, s.WriteTimeout = 300*time.Millisecond, 500*time.Millisecond
		})
		_, stream, _ := connect(t, server, "")
		time.AfterFunc(11*time.Second, func() { w.Publish(t, day(t, "2025-02-01"), someReleases(2, 10)) })
		var got []string
		comments := events(stream, func(e event) bool { got = append(got, e.id+e.name); return e.name != "version" })
		if !slices.Equal(got, []string{"4", "5release", "6release", "7version"}) || comments < 50 {
			t.Errorf("%v after %d heartbeats", got, comments)
		}
	})
}

// TestStreamsEnd: by their time, and by the server's end, which they do not delay.
func TestStreamsEnd(t *testing.T) {
	t.Parallel()
	w := newWorld(t, storetest.SQLite(t))
	w.Publish(t, day(t, "2025-01-01"), someReleases(3, 0))
	server, _ := w.listen(t, api.StreamTest{Life: 200 * time.Millisecond}, api.Options{}, nil)
	begun := time.Now()
	_, stream, _ := connect(t, server, "?since=0")
	events(stream, func(event) bool { return true })
	if took := time.Since(begun); stream.Err() != nil || took < 200*time.Millisecond || took > 5*time.Second {
		t.Errorf("after %s: %v", took, stream.Err())
	}

	server, stop := w.listen(t, api.StreamTest{}, api.Options{}, nil)
	_, first, _ := connect(t, server, "?since=0")
	_, second, _ := connect(t, server, "")
	time.AfterFunc(100*time.Millisecond, stop)
	events(first, func(event) bool { return true })
	events(second, func(event) bool { return true })
	within, cancel := context.WithTimeout(ctx, 5*time.Second)
	defer cancel()
	if err := server.Config.Shutdown(within); err != nil || first.Err() != nil || second.Err() != nil {
		t.Errorf("%v %v %v", err, first.Err(), second.Err())
	}
}

// TestLimitsOfStreams: so many in all, so many of an address; who leaves makes room, and streams take no turns of
// other requests.
func TestLimitsOfStreams(t *testing.T) {
	t.Parallel()
	w := newWorld(t, storetest.SQLite(t))
	w.Publish(t, day(t, "2025-01-01"), someReleases(1, 0))
	server, stop := w.listen(t, api.StreamTest{All: 3, Each: 2, Heartbeat: 20 * time.Millisecond}, api.Options{TrustedProxies: networks(t, "127.0.0.0/8 10.0.0.0/8")}, nil)
	try := func(address string) (int, http.Header, func()) {
		r, _, lost := connect(t, server, "", "X-Forwarded-For: "+address)
		return r.StatusCode, r.Header, lost
	}
	var leave []func()
	for i, c := range []struct {
		address string
		want    int
	}{{"192.0.2.1", 200}, {"192.0.2.1", 200}, {"192.0.2.1", 429}, {"192.0.2.2", 200}, {"192.0.2.2", 503}, {"192.0.2.3", 503}, {"192.0.2.1", 429}} {
		status, h, lost := try(c.address)
		if status != c.want || status != 200 && (h.Get("Retry-After") == "" || h.Get("Content-Type") != "application/problem+json") {
			t.Errorf("%d, %s: %d %v", i, c.address, status, h)
		}
		leave = append(leave, lost)
	}
	for address, want := range map[string]int{"192.0.2.1": 429, "192.0.2.3": 503} { // and the problems keep the contract
		if a := from(t, server.Config.Handler, "10.0.0.1", address, "/api/v1/changes/stream"); a.status != want {
			t.Errorf("%s: %d %s", address, a.status, a.body)
		}
	}
	leave[0]()
	eventually(t, "a place is free", func() bool { status, _, _ := try("192.0.2.1"); return status == 200 })
	stop()
	if status, _, _ := try("192.0.2.9"); status != 503 {
		t.Errorf("while stopping: %d", status)
	}
}

func eventually(t *testing.T, what string, holds func() bool) {
	t.Helper()
	for range 500 {
		if holds() {
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
	t.Errorf("never: %s", what)
}

// TestSlowReadersOfStreams: who takes nothing is cut off, and makes room.
func TestSlowReadersOfStreams(t *testing.T) {
	t.Parallel()
	w := newWorld(t, storetest.SQLite(t))
	w.Publish(t, day(t, "2025-01-01"), someReleases(2000, 0)) // 4 MB
	server, _ := w.listen(t, api.StreamTest{All: 1, Patience: 1500 * time.Millisecond}, api.Options{}, func(s *http.Server) {
		s.ConnContext = func(c context.Context, conn net.Conn) context.Context {
			_ = conn.(*net.TCPConn).SetWriteBuffer(4 << 10)
			return c
		}
	})
	slow := slowReader(t, server.Listener.Addr().String(), "/api/v1/changes/stream?since=0&include=release")
	defer slow.Close()
	start := make([]byte, len("HTTP/1.1 200"))
	if _, err := io.ReadFull(slow, start); err != nil || string(start) != "HTTP/1.1 200" { // who asked before would take the place
		t.Fatalf("the slow reader is told %q, %v", start, err)
	}
	status := func() int { r, _, lost := connect(t, server, ""); defer lost(); return r.StatusCode }
	if s := status(); s != http.StatusServiceUnavailable {
		t.Errorf("while the slow reader has the place: %d", s)
	}
	eventually(t, "it is cut off", func() bool { return status() == http.StatusOK })
}

// TestOnePollerForAll: nobody looks for versions without a reader, and however many there are the store is asked as often.
func TestOnePollerForAll(t *testing.T) {
	t.Parallel()
	w := newWorld(t, storetest.SQLite(t))
	w.Publish(t, day(t, "2025-01-01"), someReleases(1, 0))
	looks, join := api.CountedStreams(ctx, w.Reader.Latest, 50*time.Millisecond)
	pause := func() int64 { before := looks(); time.Sleep(500 * time.Millisecond); return looks() - before }
	if n := pause(); n != 0 {
		t.Errorf("%d looks without a reader", n)
	}
	for round := range 2 {
		var leave []func()
		for i := range 5 {
			leave = append(leave, publishtest.Must[func()](t)(join(fmt.Sprint(i))))
		}
		if n := pause(); n < 3 || n > 11 {
			t.Errorf("round %d: %d looks for five readers in ten intervals", round, n)
		}
		for _, one := range leave {
			one()
		}
		time.Sleep(100 * time.Millisecond)
		if n := pause(); n != 0 {
			t.Errorf("round %d: %d looks after all have left", round, n)
		}
	}
}
