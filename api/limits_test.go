package api_test

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"
	"time"

	"terang/api"
	"terang/publish/publishtest"
	"terang/store/storetest"
)

// from sends a GET as from an address, with X-Forwarded-For if it is not empty.
func from(t testing.TB, h http.Handler, remote, forwarded, address string) *answer {
	t.Helper()
	r := httptest.NewRequest(http.MethodGet, base+address, nil)
	r.RemoteAddr = remote + ":1234"
	if forwarded != "" {
		r.Header.Set("X-Forwarded-For", forwarded)
		r.Header.Set("X-Real-IP", forwarded)
	}
	return send(t, h, r)
}

// quick sends a GET as from an address without checking the answer, and gives its status.
func quick(h http.Handler, remote, address string) int {
	r := httptest.NewRequest(http.MethodGet, base+address, nil)
	r.RemoteAddr = remote + ":1234"
	recorder := httptest.NewRecorder()
	h.ServeHTTP(recorder, r)
	return recorder.Code
}

// testLongRequest: of an address and headers together 16 KB are taken, and more has an answer like any other fault.
func testLongRequest(t *testing.T, w *world) {
	h := w.serve(t, api.Options{})
	for _, c := range []struct {
		query, cookie, want int
	}{{0, 16000, 200}, {0, 17000, 431}, {16000, 0, 400}, {17000, 0, 431}, {9000, 9000, 431}} {
		r := httptest.NewRequest(http.MethodGet, base+"/api/v1/versions?limit=1"+strings.Repeat("0", c.query), nil)
		r.Header.Set("Cookie", strings.Repeat("a", c.cookie))
		a := send(t, h, r)
		if a.status != c.want || a.status == 431 && !strings.Contains(string(a.body), problemTypes+"too-long") {
			t.Errorf("an address of %d bytes and a cookie of %d: %d %s, want %d", c.query, c.cookie, a.status, a.body, c.want)
		}
	}
}

func testRateLimit(t *testing.T, w *world) {
	file := "/data/" + w.latest(t) + "/SHA256SUMS"
	h := w.serve(t, api.Options{RatePerSecond: 0.01, Burst: 3})
	for i := range 5 { // whatever it says of itself, it is one address
		a := from(t, h, "10.0.0.1", fmt.Sprintf("198.51.100.%d", i), "/api/v1/versions")
		if want := map[bool]int{true: 200, false: 429}[i < 3]; a.status != want {
			t.Errorf("request %d: %d, want %d", i, a.status, want)
		}
		if a.status == http.StatusTooManyRequests && a.header.Get("Retry-After") != "100" {
			t.Errorf("Retry-After: %s", a.header.Get("Retry-After"))
		}
	}
	for range 20 { // files, and those who watch over the server
		for _, address := range []string{file, "/healthz", "/readyz"} {
			if a := from(t, h, "10.0.0.1", "", address); a.status != http.StatusOK {
				t.Fatalf("%s: %d", address, a.status)
			}
		}
	}
	if a := from(t, h, "192.0.2.2", "", "/api/v1/versions"); a.status != http.StatusOK {
		t.Errorf("another address: %d", a.status)
	}
	if a := from(t, h, "10.0.0.1", "", "/nothing"); a.status != http.StatusTooManyRequests {
		t.Errorf("an unknown address: %d", a.status)
	}
	behind := w.serve(t, api.Options{RatePerSecond: 0.01, Burst: 1, TrustedProxies: networks(t, "10.0.0.0/24")})
	for i, c := range []struct {
		forwarded string
		want      int
	}{{"198.51.100.1", 200}, {"198.51.100.1", 429}, {"198.51.100.2", 200}, {"203.0.113.9, 198.51.100.2", 429}, {"203.0.113.9", 200}} {
		if a := from(t, behind, "10.0.0.1", c.forwarded, "/api/v1/versions"); a.status != c.want {
			t.Errorf("behind a proxy, request %d for %s: %d, want %d", i, c.forwarded, a.status, c.want)
		}
	}
	burst := w.serve(t, api.Options{})
	for range 300 {
		if a := from(t, burst, "192.0.2.1", "", "/openapi.yaml"); a.status != http.StatusOK {
			t.Fatalf("without a limit: %d", a.status)
		}
	}
}

// testTimeBudget: a query whose time is over is told so, and a reader's leaving is nothing that failed.
func testTimeBudget(t *testing.T, w *world) {
	late, cancel := context.WithDeadline(ctx, time.Now().Add(-time.Second))
	defer cancel()
	gone, leave := context.WithCancel(ctx)
	leave()
	ocid, id := w.anyRelease(t)
	for _, address := range []string{"/api/v1", "/api/v1/records", "/api/v1/releases", at(ocid), at(ocid, id), "/api/v1/versions", "/data/latest.json", "/readyz"} {
		r := httptest.NewRequest(http.MethodGet, base+address, nil)
		if a := send(t, w.handler, r.WithContext(late)); a.status != http.StatusServiceUnavailable || a.header.Get("Retry-After") == "" {
			t.Errorf("%s: %d %s", address, a.status, a.body)
		}
		if a := send(t, w.handler, r.WithContext(gone)); a.status != 499 && a.status != http.StatusServiceUnavailable {
			t.Errorf("%s, left: %d %s", address, a.status, a.body)
		}
	}
	for i := range 60 { // the time ends somewhere within the query
		short, cancel := context.WithTimeout(ctx, time.Duration(i)*300*time.Microsecond)
		a := send(t, w.handler, httptest.NewRequest(http.MethodGet, base+"/api/v1/records?limit=1000&include=versioned", nil).WithContext(short))
		cancel()
		if a.status != http.StatusOK && a.status != http.StatusServiceUnavailable {
			t.Errorf("after %d steps: %d %s", i, a.status, a.body)
		}
	}
}

// TestSlowReaders: readers who take a file and do not read on fill the places for files, and no others.
func TestSlowReaders(t *testing.T) {
	t.Parallel()
	w, folder := damaged(t)
	server := httptest.NewUnstartedServer(w.handler)
	server.Config.ConnContext = smallBuffers
	server.Start()
	defer server.Close()
	address := folder + "releases.jsonl"
	status := func(path string) int {
		response := publishtest.Must[*http.Response](t)(http.Get(server.URL + path))
		defer response.Body.Close()
		_, _ = io.Copy(io.Discard, response.Body)
		return response.StatusCode
	}
	var slow []net.Conn
	defer func() {
		for _, c := range slow {
			_ = c.Close()
		}
	}()
	busy := false
	for len(slow) < 400 && !busy {
		for range 64 {
			slow = append(slow, slowReader(t, server.Listener.Addr().String(), address))
		}
		for try := 0; try < 20 && !busy; try++ { // they arrive in their own time
			busy = status(address) == http.StatusServiceUnavailable
		}
	}
	if !busy {
		t.Fatalf("%d slow readers, and files still answer", len(slow))
	}
	if got := status("/api/v1/versions"); got != http.StatusOK {
		t.Errorf("queries: %d", got)
	}
}

// smallBuffers make the server wait for its readers.
func smallBuffers(c context.Context, conn net.Conn) context.Context {
	_ = conn.(*net.TCPConn).SetWriteBuffer(4 << 10)
	return c
}

// slowReader asks for a file and reads nothing.
func slowReader(t *testing.T, server, address string) net.Conn {
	t.Helper()
	conn := publishtest.Must[net.Conn](t)(net.Dial("tcp", server))
	if err := conn.(*net.TCPConn).SetReadBuffer(4 << 10); err != nil {
		t.Fatal(err)
	}
	if _, err := fmt.Fprintf(conn, "GET %s HTTP/1.1\r\nHost: x\r\n\r\n", address); err != nil {
		t.Fatal(err)
	}
	return conn
}

// TestAnEmptyStore: with nothing published there is no data, and the service is well.
func TestAnEmptyStore(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, location string) {
		t.Parallel()
		w := newWorld(t, location)
		for _, address := range []string{"/api/v1", "/api/v1/releases", "/api/v1/records", "/api/v1/records/x", "/api/v1/releases/x/y", "/api/v1/versions",
			"/api/v1/versions/2025-01-01", "/data/latest.json", "/data/2025-01-01.1/manifest.json", "/api/v1/records?version=2025-01-01.1"} {
			if a := w.get(t, address); a.status != http.StatusNotFound {
				t.Errorf("%s: %d %s", address, a.status, a.body)
			}
		}
		for _, address := range []string{"/healthz", "/readyz", "/openapi.yaml"} {
			w.ok(t, address)
		}
		v := w.Publish(t, day(t, "2025-01-01"), lines(release("ocds-contoh-1", "1", "2025-01-01T00:00:00Z")))
		if got := w.latest(t); got != v.ID {
			t.Errorf("after the first version: %s", got)
		}
	})
}

// TestALostStore: without its store the server says that it is not ready, and nothing internal.
func TestALostStore(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, location string) {
		t.Parallel()
		w := newWorld(t, location)
		w.Publish(t, day(t, "2025-01-01"), lines(release("ocds-contoh-1", "1", "2025-01-01T00:00:00Z")))
		if err := w.Reader.Close(); err != nil {
			t.Fatal(err)
		}
		if a := w.get(t, "/readyz"); a.status != http.StatusServiceUnavailable || a.header.Get("Retry-After") == "" {
			t.Errorf("readyz: %d", a.status)
		}
		w.ok(t, "/healthz")
		for _, address := range []string{"/api/v1", "/api/v1/releases", "/api/v1/records/ocds-contoh-1", "/api/v1/versions", "/data/latest.json", "/data/2025-01-01.1/releases.jsonl"} {
			if a := w.get(t, address); a.status != http.StatusInternalServerError {
				t.Errorf("%s: %d %s", address, a.status, a.body)
			}
		}
		if a := w.get(t, "/api/v1/records?limit=x"); len(a.faults(t)) != 1 {
			t.Errorf("a fault of the request: %s", a.body)
		}
	})
}

// TestManyAtOnce asks much at once while versions are published; every answer is of one version.
func TestManyAtOnce(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, location string) {
		t.Parallel()
		w := newWorld(t, location)
		add := func(n int) {
			w.Publish(t, day(t, "2025-01-01"), lines(release(fmt.Sprintf("ocds-contoh-%d", n), "1", "2025-01-01T00:00:00Z")))
		}
		add(1)
		done := make(chan struct{})
		finished := make(chan int)
		for range 4 {
			go func() {
				n := 0
				defer func() { finished <- n }()
				for {
					select {
					case <-done:
						return
					default:
						n++
						checkOneVersion(t, w)
					}
				}
			}()
		}
		for n := 2; n <= 9; n++ {
			add(n)
		}
		close(done)
		for range 4 {
			if n := <-finished; n == 0 {
				t.Error("a reader got no turn")
			}
		}
	})
}

// checkOneVersion: of version N of this test's store, N releases and records are all there is.
func checkOneVersion(t *testing.T, w *world) {
	for _, list := range []string{"releases", "records"} {
		a := w.get(t, "/api/v1/"+list+"?limit=1000")
		var p pageBody
		a.value(t, &p)
		_, number, _ := strings.Cut(a.header.Get("Dataset-Version"), ".")
		n, err := strconv.Atoi(number)
		if err != nil || len(p.Releases)+len(p.Records) != n || p.Total != n {
			t.Errorf("%s of version %s: %d of %d", list, number, len(p.Releases)+len(p.Records), p.Total)
		}
	}
}
