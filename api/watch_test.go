package api_test

import (
	"bytes"
	"encoding/json"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"slices"
	"strings"
	"testing"

	"terang/api"
	"terang/store/storetest"
)

// scrape gets the metrics as Prometheus does.
func scrape(t testing.TB, m *api.Metrics) string {
	t.Helper()
	recorder := httptest.NewRecorder()
	m.Handler().ServeHTTP(recorder, httptest.NewRequest(http.MethodGet, "/metrics", nil))
	if recorder.Code != http.StatusOK {
		t.Fatalf("metrics: %d %s", recorder.Code, recorder.Body)
	}
	return recorder.Body.String()
}

// only are the lines that begin so.
func only(text, prefix string) string {
	lines := slices.DeleteFunc(strings.SplitAfter(text, "\n"), func(line string) bool { return !strings.HasPrefix(line, prefix) })
	return strings.Join(lines, "")
}

// strange asks for what nothing may tell of, from an address that nothing may tell of, and gives the words of both.
func strange(t testing.TB, h http.Handler) (secrets []string) {
	t.Helper()
	for _, address := range []string{"/api/v1/records/ocds-SECRET", "/api/v1/records?limit=SECRET", "/api/v1/records?SECRET=1", "/SECRET",
		"/data/2001-01-01.1/SECRET", "/api/v1/versions/SECRET"} {
		from(t, h, "203.0.113.77", "198.51.100.88", address)
	}
	for _, method := range []string{"SECRET", "POST", "OPTIONS", "HEAD"} {
		r := httptest.NewRequest(method, base+"/api/v1/records?limit=SECRET", nil)
		r.RemoteAddr = "203.0.113.77:1"
		r.Header.Set("User-Agent", "SECRET")
		r.Header.Set("Referer", "https://SECRET.example")
		send(t, h, r)
	}
	return []string{"SECRET", "203.0.113", "198.51.100"}
}

func TestMetrics(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, location string) {
		t.Parallel()
		w := newWorld(t, location)
		m := api.NewMetrics()
		h := w.serve(t, api.Options{RatePerSecond: 0.001, Burst: 1, Metrics: m})
		if text := scrape(t, m); !strings.Contains(text, "terang_store_up 1\n") || strings.Contains(text, "terang_latest_version") {
			t.Errorf("with nothing published:\n%s", only(text, "terang_"))
		}
		v := w.Publish(t, day(t, "2025-01-01"), lines(release("ocds-contoh-1", "1", "2025-01-01T00:00:00Z")))
		from(t, h, "192.0.2.1", "", "/api/v1/records")
		from(t, h, "192.0.2.1", "", "/api/v1/records")
		file := from(t, h, "192.0.2.1", "", "/data/"+v.ID+"/year=2025/releases.jsonl.gz")
		from(t, h, "192.0.2.2", "", "/nothing")
		secrets := strange(t, h)
		text := scrape(t, m)
		for _, line := range []string{
			`terang_requests_total{method="GET",operation="listRecords",status="2xx"} 1`,
			`terang_requests_total{method="GET",operation="getFile",status="2xx"} 1`,
			`terang_requests_total{method="GET",operation="none",status="4xx"} 2`,
			`terang_requests_total{method="other",operation="listRecords",status="4xx"} 2`,
			`terang_requests_total{method="OPTIONS",operation="listRecords",status="2xx"} 1`,
			`terang_response_bytes_total{operation="getFile"} `,
			`terang_request_duration_seconds_count{operation="getRecord"} 1`,
			`terang_requests_in_flight 0`,
			`terang_latest_version_number 1`,
			`terang_latest_version_age_seconds `,
			`terang_store_up 1`,
			`go_goroutines `,
		} {
			if !strings.Contains(text, "\n"+line) {
				t.Errorf("no %s in\n%s", line, only(text, "terang_"))
			}
		}
		if len(file.raw) == 0 || strings.Contains(text, "terang_requests_limited_total 0") {
			t.Errorf("%s", only(text, "terang_requests_limited"))
		}
		for _, secret := range append(secrets, "contoh") {
			if strings.Contains(text, secret) {
				t.Errorf("the metrics have %s", secret)
			}
		}
		if err := w.Reader.Close(); err != nil {
			t.Fatal(err)
		}
		if text := scrape(t, m); !strings.Contains(text, "terang_store_up 0\n") || strings.Contains(text, "terang_latest_version") {
			t.Errorf("without a store:\n%s", only(text, "terang_"))
		}
		for _, path := range []string{"/debug/pprof/", "/debug/pprof/heap", "/debug/pprof/cmdline"} {
			recorder := httptest.NewRecorder()
			if m.Handler().ServeHTTP(recorder, httptest.NewRequest(http.MethodGet, path, nil)); recorder.Code != http.StatusOK || recorder.Body.Len() == 0 {
				t.Errorf("%s: %d", path, recorder.Code)
			}
		}
	})
}

// logged is one line of a log.
type logged struct {
	Level, Msg, Operation, Method, ID, Error string
	Status                                   int
	Bytes, Duration                          int64
	Whole                                    bool
}

func linesOf(t testing.TB, log *bytes.Buffer) (all []logged) {
	t.Helper()
	for line := range strings.Lines(log.String()) {
		var l logged
		if err := json.Unmarshal([]byte(line), &l); err != nil {
			t.Fatal(err)
		}
		all = append(all, l)
	}
	return all
}

// TestRequestLog: each request is one line, without what was asked or who asked; problems share their id with it.
func TestRequestLog(t *testing.T) {
	t.Parallel()
	w := newWorld(t, storetest.SQLite(t))
	w.Publish(t, day(t, "2025-01-01"), lines(release("ocds-contoh-1", "1", "2025-01-01T00:00:00Z")))
	var log bytes.Buffer
	h := w.serve(t, api.Options{Log: slog.New(slog.NewJSONHandler(&log, nil)), LogRequests: true})
	fine, wrong := ask(t, h, "GET", "/api/v1/records/ocds-contoh-1"), ask(t, h, "GET", "/api/v1/records?limit=0")
	all := linesOf(t, &log)
	if len(all) != 2 {
		t.Fatalf("%d lines of 2 requests: %s", len(all), &log)
	}
	if l := all[0]; l.Msg != "request" || l.Operation != "getRecord" || l.Method != "GET" || l.Status != 200 || l.Bytes != int64(len(fine.raw)) || l.Duration <= 0 || !l.Whole || l.ID != "" {
		t.Errorf("%+v", l)
	}
	if l := all[1]; l.Operation != "listRecords" || l.Status != 400 || l.ID != wrong.instance(t) || l.Level != "INFO" {
		t.Errorf("%+v", l)
	}
	for _, secret := range append(strange(t, h), "ocds-") {
		if strings.Contains(log.String(), secret) {
			t.Errorf("the log has %s: %s", secret, &log)
		}
	}
}

func (a *answer) instance(t testing.TB) string {
	t.Helper()
	var p struct{ Instance string }
	a.value(t, &p)
	return p.Instance
}

// TestErrorLog: what fails is logged once, by its operation and the id that the reader gets; requests are not.
func TestErrorLog(t *testing.T) {
	t.Parallel()
	w, folder := damaged(t)
	var log bytes.Buffer
	server := httptest.NewServer(w.serve(t, api.Options{Log: slog.New(slog.NewJSONHandler(&log, nil))}))
	defer server.Close()
	part := w.part(t, "year=2025/releases.jsonl.gz", 0)
	if err := os.Truncate(w.archived(part.SHA256), part.Bytes-100); err != nil { // fails midway
		t.Fatal(err)
	}
	for _, path := range []string{"year=2025/releases.jsonl", "year=2025/releases.jsonl.gz", "nothing"} {
		if response, err := http.Get(server.URL + folder + path); err == nil {
			_, _ = new(bytes.Buffer).ReadFrom(response.Body)
			_ = response.Body.Close()
		}
	}
	if err := w.Reader.Close(); err != nil {
		t.Fatal(err)
	}
	failed := ask(t, server.Config.Handler, "GET", "/api/v1/records/ocds-contoh-1")
	server.Close() // no request is under way
	all := linesOf(t, &log)
	if len(all) != 3 {
		t.Fatalf("%d lines: %s", len(all), &log)
	}
	for i, operation := range []string{"getFile", "getFile", "getRecord"} {
		if l := all[i]; l.Level != "ERROR" || l.Operation != operation || l.Error == "" || !instances.MatchString(l.ID) {
			t.Errorf("%+v", l)
		}
	}
	if failed.instance(t) != all[2].ID {
		t.Errorf("the reader is told %s, the log %s", failed.instance(t), all[2].ID)
	}
}
