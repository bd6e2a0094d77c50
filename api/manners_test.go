package api_test

import (
	"bufio"
	"crypto/rand"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"terang/api"
	"terang/publish/publishtest"
	"terang/store/storetest"
)

// TestPatience: a reader of a file who takes nothing is disconnected after some time, and its place is free again; one
// who takes little is served to the end.
func TestPatience(t *testing.T) {
	t.Parallel()
	w := newWorld(t, storetest.SQLite(t))
	var all []string
	for i := range 20 { // so much that it does not fit into the network's buffers, packed neither
		noise := make([]byte, 60<<10)
		_, _ = rand.Read(noise)
		for i := range noise {
			noise[i] = 'a' + noise[i]%16 // letters: digits might be those of a person
		}
		all = append(all, release(fmt.Sprintf("ocds-contoh-%d", i), "1", "2025-01-01T00:00:00Z", fmt.Sprintf(`,"language":"%s"`, noise)))
	}
	folder := "/data/" + w.Publish(t, day(t, "2025-01-01"), lines(all...)).ID + "/"
	metrics := api.NewMetrics()
	const patience = 3 * time.Second
	server := httptest.NewUnstartedServer(w.serve(t, api.Options{Patience: patience, Metrics: metrics}))
	server.Config.ConnContext = smallBuffers
	server.Start()
	defer server.Close()
	t.Run("readers", func(t *testing.T) {
		for _, path := range []string{"releases.jsonl", "releases.jsonl.gz"} { // made for the reader, and as it is stored
			whole := int64(len(w.ok(t, folder+path).raw))
			t.Run("slow, of "+path, func(t *testing.T) {
				t.Parallel()
				conn := slowReader(t, server.Listener.Addr().String(), folder+path)
				defer conn.Close()
				_ = conn.(*net.TCPConn).SetReadBuffer(32 << 10) // less, and the network itself is slower than the reader
				takeSlowly(t, conn, whole, patience)
			})
			t.Run("stalled, of "+path, func(t *testing.T) {
				t.Parallel()
				conn := slowReader(t, server.Listener.Addr().String(), folder+path)
				defer conn.Close()
				time.Sleep(2 * patience)
				_ = conn.SetReadDeadline(time.Now().Add(20 * time.Second))
				if n, err := io.Copy(io.Discard, conn); n >= whole || isTimeout(err) {
					t.Errorf("gets %d of %d bytes, then %v", n, whole, err)
				}
			})
		}
	})
	text := scrape(t, metrics)
	if !strings.Contains(text, `terang_requests_total{method="GET",operation="getFile",status="broken"} 2`) || !strings.Contains(text, "terang_requests_in_flight 0\n") {
		t.Errorf("%s", only(text, "terang_requests"))
	}
}

// takeSlowly takes the whole body in steps that are small, as a slow line gives it, and all of them beyond the patience.
func takeSlowly(t *testing.T, conn net.Conn, whole int64, patience time.Duration) {
	t.Helper()
	const steps = 100
	response := publishtest.Must[*http.Response](t)(http.ReadResponse(bufio.NewReaderSize(conn, 4<<10), nil))
	for taken := int64(0); taken < whole; {
		n, err := io.CopyN(io.Discard, response.Body, min(whole/steps+1, whole-taken))
		if taken += n; err != nil {
			t.Fatalf("gets %d of %d bytes: %v", taken, whole, err)
		}
		time.Sleep(patience / 60)
	}
}

func isTimeout(err error) bool {
	timeout, ok := err.(net.Error)
	return ok && timeout.Timeout()
}

// TestBodiesAreNotRead: a request with a body is refused without taking it in, and the connection closed.
func TestBodiesAreNotRead(t *testing.T) {
	t.Parallel()
	w := newWorld(t, storetest.SQLite(t))
	server := httptest.NewUnstartedServer(w.handler)
	server.Config.ReadTimeout = time.Second // for what is announced and does not come
	server.Start()
	defer server.Close()
	for _, c := range []struct {
		method, headers string
		status          int
	}{
		{"GET", "Content-Length: 1000000000", 400},
		{"GET", "Transfer-Encoding: chunked", 400},
		{"HEAD", "Content-Length: 5", 400},
		{"POST", "Content-Length: 1000000000", 405},
		{"PUT", "Transfer-Encoding: chunked", 405},
		{"OPTIONS", "Content-Length: 1000000000", 204},
		{"GET", "Content-Length: 0", 200},
		{"GET", "X-Filler: " + strings.Repeat("x", 10<<10), 200},
	} {
		conn := publishtest.Must[net.Conn](t)(net.Dial("tcp", server.Listener.Addr().String()))
		_ = conn.SetDeadline(time.Now().Add(20 * time.Second))
		fmt.Fprintf(conn, "%s /openapi.yaml HTTP/1.1\r\nHost: x\r\n%s\r\n\r\n", c.method, c.headers)
		r := bufio.NewReader(conn)
		response := publishtest.Must[*http.Response](t)(http.ReadResponse(r, &http.Request{Method: c.method}))
		closes := response.StatusCode != http.StatusOK
		if response.StatusCode != c.status || response.Close != closes {
			t.Errorf("%s with %.40s: %s, closed: %t", c.method, c.headers, response.Status, response.Close)
		}
		if closes { // and is so indeed
			if _, err := io.Copy(io.Discard, r); isTimeout(err) {
				t.Errorf("%s with %.40s: stays open", c.method, c.headers)
			}
		}
		_ = conn.Close()
	}
}

// TestOnlyWithTLS: browsers are told to come by https alone where the publisher's base URL is such.
func TestOnlyWithTLS(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ baseURL, want string }{{"https://data.example.go.id", "max-age=31536000"}, {"http://data.example.go.id", ""}} {
		w := newWorld(t, storetest.SQLite(t))
		w.Config.BaseURL = c.baseURL
		v := w.Publish(t, day(t, "2025-01-01"), lines(release("ocds-contoh-1", "1", "2025-01-01T00:00:00Z")))
		for _, address := range []string{"/api/v1", "/api/v1/records", "/data/" + v.ID + "/manifest.json"} {
			if got := w.ok(t, address).header.Get("Strict-Transport-Security"); got != c.want {
				t.Errorf("%s%s: %q, want %q", c.baseURL, address, got, c.want)
			}
		}
	}
}
