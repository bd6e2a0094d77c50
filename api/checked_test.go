package api_test

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"terang"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/getkin/kin-openapi/routers"
	"github.com/klauspost/compress/zstd"

	"terang/publish/publishtest"
)

// answer is what the server answered, checked against the contract.
type answer struct {
	status int
	header http.Header
	raw    []byte // as sent
	body   []byte // unpacked
}

// ask sends a request, with headers written "Name: value", to the handler, and checks what any answer must be. The
// address is a path, or begins with base.
func ask(t testing.TB, h http.Handler, method, address string, headers ...string) *answer {
	t.Helper()
	r := httptest.NewRequest(method, base+strings.TrimPrefix(address, base), nil)
	for _, one := range headers {
		name, value, _ := strings.Cut(one, ": ")
		r.Header.Add(name, value)
	}
	return send(t, h, r)
}

func send(t testing.TB, h http.Handler, r *http.Request) *answer {
	t.Helper()
	method, address := r.Method, r.URL.String()
	recorder := httptest.NewRecorder()
	h.ServeHTTP(recorder, r)
	response := recorder.Result()
	a := &answer{status: response.StatusCode, header: response.Header, raw: recorder.Body.Bytes(), body: recorder.Body.Bytes()}
	if len(a.raw) > 0 && a.status == http.StatusOK {
		a.body = unpack(t, a.header.Get("Content-Encoding"), a.raw)
	}
	a.checkHeaders(t, method, address)
	a.checkContract(t, method, address, r.URL.EscapedPath())
	return a
}

func (w *world) get(t testing.TB, address string, headers ...string) *answer {
	t.Helper()
	return ask(t, w.handler, http.MethodGet, address, headers...)
}

// ok gets an address that must answer 200.
func (w *world) ok(t testing.TB, address string, headers ...string) *answer {
	t.Helper()
	a := w.get(t, address, headers...)
	if a.status != http.StatusOK {
		t.Fatalf("%s: %d %s", address, a.status, a.body)
	}
	return a
}

// value decodes the body.
func (a *answer) value(t testing.TB, into any) {
	t.Helper()
	if err := json.Unmarshal(a.body, into); err != nil {
		t.Fatalf("%v in %.200s", err, a.body)
	}
}

// unpack takes a content coding away.
func unpack(t testing.TB, coding string, packed []byte) []byte {
	t.Helper()
	switch coding {
	case "gzip":
		return gunzipOne(t, packed)
	case "zstd":
		r := publishtest.Must[*zstd.Decoder](t)(zstd.NewReader(nil, zstd.WithDecoderMaxWindow(8<<20))) // as RFC 9659 allows
		defer r.Close()
		return publishtest.Must[[]byte](t)(r.DecodeAll(packed, nil))
	}
	return packed
}

// gunzipOne unpacks as curl and browsers do what is packed under Content-Encoding: the first member is all there is.
func gunzipOne(t testing.TB, packed []byte) []byte {
	t.Helper()
	r := publishtest.Must[*gzip.Reader](t)(gzip.NewReader(bytes.NewReader(packed)))
	r.Multistream(false)
	return publishtest.Must[[]byte](t)(io.ReadAll(r))
}

func gunzip(t testing.TB, packed []byte) []byte {
	t.Helper()
	r := publishtest.Must[*gzip.Reader](t)(gzip.NewReader(bytes.NewReader(packed)))
	return publishtest.Must[[]byte](t)(io.ReadAll(r))
}

// internal are words that no reader should meet in an error.
var internal = regexp.MustCompile(`(?i)sql|pgx|postgres|database|goroutine|panic|\.go\b|/tmp/|sha256|archive|no such file|0x[0-9a-f]{4}|context|deadline`)

// checkHeaders checks what holds of every answer.
func (a *answer) checkHeaders(t testing.TB, method, address string) {
	t.Helper()
	for name, want := range map[string]string{"Access-Control-Allow-Origin": "*", "X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer",
		"Cross-Origin-Resource-Policy": "cross-origin", "API-Version": contract().Info.Version} {
		if got := a.header.Get(name); got != want {
			t.Errorf("%s %s: %s: %q, want %q", method, address, name, got, want)
		}
	}
	if !strings.Contains(a.header.Get("Content-Security-Policy"), "default-src 'none'") {
		t.Errorf("%s %s: Content-Security-Policy: %s", method, address, a.header.Get("Content-Security-Policy"))
	}
	if length := a.header.Get("Content-Length"); method != http.MethodHead && length != "" && length != strconv.Itoa(len(a.raw)) {
		t.Errorf("%s %s: Content-Length: %s, of %d bytes", method, address, length, len(a.raw))
	}
	empty := method == http.MethodHead || a.status == http.StatusNotModified || a.status == http.StatusNoContent
	if empty && len(a.raw) > 0 {
		t.Errorf("%s %s: %d with a body: %.100s", method, address, a.status, a.raw)
	}
	if a.status >= 400 {
		a.checkProblem(t, method, address)
	}
}

// instances are names of requests: random UUIDs.
var instances = regexp.MustCompile(`^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$`)

// checkProblem checks what holds of every error.
func (a *answer) checkProblem(t testing.TB, method, address string) {
	t.Helper()
	if a.header.Get("Content-Type") != "application/problem+json" || a.header.Get("Cache-Control") != "no-store" || a.header.Get("ETag") != "" {
		t.Errorf("%s %s: %d of type %s", method, address, a.status, a.header.Get("Content-Type"))
	}
	if method == http.MethodHead {
		return
	}
	var p struct {
		Type, Title, Detail, Instance string
		Status                        int
		Errors                        []struct{ Parameter, Code, Detail string }
	}
	a.value(t, &p)
	if p.Type == "" || p.Title == "" || p.Detail == "" || p.Status != a.status || !instances.MatchString(p.Instance) {
		t.Errorf("%s %s: %s", method, address, a.body)
	}
	if name, ok := strings.CutPrefix(p.Type, problemTypes); !ok || explained(t)[name].Title.En != p.Title {
		t.Errorf("%s %s: its type %s does not lead to %q in the contract", method, address, p.Type, p.Title)
	}
	if (a.status == http.StatusBadRequest) != (len(p.Errors) > 0) {
		t.Errorf("%s %s: faults: %s", method, address, a.body)
	}
	if a.status >= 500 && internal.Match(a.body) {
		t.Errorf("%s %s: tells what is internal: %s", method, address, a.body)
	}
}

var contract = sync.OnceValue(func() *openapi3.T {
	doc, err := openapi3.NewLoader().LoadFromData(terang.Contract)
	if err != nil {
		panic(err)
	}
	doc.OpenAPI = "3.0.3" // kin-openapi has a validator of its own for that, much faster than compiling each schema for each answer
	for _, mediaType := range []string{"application/gzip", "application/x-ndjson", "text/csv", "text/markdown", "text/html", "application/xml", "application/yaml",
		"application/vnd.apache.parquet", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"} {
		openapi3filter.RegisterBodyDecoder(mediaType, openapi3filter.FileBodyDecoder)
	}
	for _, mediaType := range []string{"application/schema+json", "application/linkset+json"} {
		openapi3filter.RegisterBodyDecoder(mediaType, openapi3filter.JSONBodyDecoder)
	}
	openapi3filter.RegisterBodyDecoder("application/atom+xml", openapi3filter.FileBodyDecoder)
	openapi3filter.RegisterBodyDecoder("text/event-stream", openapi3filter.FileBodyDecoder)
	openapi3filter.RegisterBodyDecoder("application/feed+json", openapi3filter.JSONBodyDecoder)
	return doc
})

// checkContract checks the answer against what the contract says of its address and status.
func (a *answer) checkContract(t testing.TB, method, address, escaped string) {
	t.Helper()
	route := routeOf(escaped)
	if method == http.MethodOptions {
		return
	}
	if route == nil || method != http.MethodGet && method != http.MethodHead {
		if a.status < 400 {
			t.Errorf("%s %s: %d at an address that the contract does not have", method, address, a.status)
		}
		return
	}
	err := openapi3filter.ValidateResponse(ctx, &openapi3filter.ResponseValidationInput{
		RequestValidationInput: &openapi3filter.RequestValidationInput{Request: httptest.NewRequest(http.MethodGet, base, nil), Route: route},
		Status:                 a.status, Header: a.header, Body: io.NopCloser(bytes.NewReader(a.body)),
		Options: &openapi3filter.Options{IncludeResponseStatus: true, MultiError: true, ExcludeResponseBody: method == http.MethodHead},
	})
	if err != nil {
		t.Errorf("%s %s: %d breaks the contract: %.500v", method, address, a.status, err)
	}
}

// routeOf finds the operation of an escaped path: the address with the fewest parameters that fits.
func routeOf(escaped string) *routers.Route {
	var best *routers.Route
	fewest := 100
	for path, item := range contract().Paths.Map() {
		if n := strings.Count(path, "{"); n < fewest && pathPattern(path).MatchString(escaped) {
			best, fewest = &routers.Route{Spec: contract(), Path: path, PathItem: item, Method: http.MethodGet, Operation: item.Get}, n
		}
	}
	return best
}

var pathPattern = func() func(string) *regexp.Regexp {
	var kept sync.Map
	return func(path string) *regexp.Regexp {
		if p, ok := kept.Load(path); ok {
			return p.(*regexp.Regexp)
		}
		text := strings.ReplaceAll(regexp.QuoteMeta(path), `\{path\}`, `.+`)
		p := regexp.MustCompile("^" + regexp.MustCompile(`\\\{[a-z]+\\\}`).ReplaceAllString(text, `[^/]+`) + "$")
		kept.Store(path, p)
		return p
	}
}()
