package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"
)

// TestStop: told to stop, a server takes no more requests; a download under way ends whole within the grace, and is
// broken off beyond it.
func TestStop(t *testing.T) {
	t.Parallel()
	const size = 8 << 20 // far beyond what the network's buffers hold
	for _, c := range []struct {
		name  string
		grace time.Duration
		takes bool // the reader goes on reading
		whole bool
	}{
		{"a download within the grace", time.Minute, true, true},
		{"a reader that takes nothing", 300 * time.Millisecond, false, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			listener, err := net.Listen("tcp", "127.0.0.1:0")
			if err != nil {
				t.Fatal(err)
			}
			begun := make(chan struct{})
			server := &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
				w.Header().Set("Content-Length", fmt.Sprint(size))
				_, _ = w.Write(make([]byte, 1))
				close(begun)
				_, _ = io.CopyN(w, zeroes{}, size-1)
			})}
			go func() { _ = server.Serve(listener) }()
			conn, err := net.Dial("tcp", listener.Addr().String())
			if err != nil {
				t.Fatal(err)
			}
			defer conn.Close()
			fmt.Fprint(conn, "GET / HTTP/1.1\r\nHost: x\r\n\r\n")
			<-begun
			stopped := make(chan error, 1)
			go func() { stopped <- stop(server, c.grace) }()
			refuses(t, listener.Addr().String())
			if !c.takes {
				stopsWithout(t, stopped)
			}
			response, err := http.ReadResponse(bufio.NewReader(conn), nil)
			if err != nil {
				t.Fatal(err)
			}
			n, err := io.Copy(io.Discard, response.Body)
			if whole := err == nil && n == size; whole != c.whole {
				t.Errorf("%d of %d bytes, then %v", n, size, err)
			}
			if c.takes {
				stopsWithout(t, stopped)
			}
		})
	}
}

// zeroes never ends.
type zeroes struct{}

// Read implements io.Reader.
func (zeroes) Read(p []byte) (int, error) { clear(p); return len(p), nil }

// stopsWithout waits until a server has stopped, without an error.
func stopsWithout(t *testing.T, stopped chan error) {
	t.Helper()
	select {
	case err := <-stopped:
		if err != nil {
			t.Error(err)
		}
	case <-time.After(20 * time.Second):
		t.Fatal("it does not stop")
	}
}

// refuses waits until nobody answers at the address.
func refuses(t *testing.T, address string) {
	t.Helper()
	for deadline := time.Now().Add(10 * time.Second); time.Now().Before(deadline); time.Sleep(10 * time.Millisecond) {
		conn, err := net.Dial("tcp", address)
		if err != nil {
			return
		}
		_ = conn.Close()
	}
	t.Error("new requests are taken still")
}

// TestServeFlags: what cannot be is refused before anything is served.
func TestServeFlags(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		flag, want string
		status     int
	}{
		{"--log=all", "errors or requests", exitUsage},
		{"--trusted-proxy=10.0.0.1", "10.0.0.1", exitUsage},
		{"--trusted-proxy=10.0.0.0/8,nothing", "nothing", exitUsage},
		{"--metrics=nowhere", "--metrics", exitImpotence},
		{"--behind-proxy", "behind-proxy", exitUsage},
		{"--grace=soon", "soon", exitUsage},
	} {
		var out strings.Builder
		status := run(context.Background(), []string{"serve", "--listen", "127.0.0.1:0", "--data", t.TempDir(), c.flag}, nil, io.Discard, &out)
		if status != c.status || !strings.Contains(out.String(), c.want) {
			t.Errorf("%s: status %d, want %d: %s", c.flag, status, c.status, &out)
		}
	}
}
