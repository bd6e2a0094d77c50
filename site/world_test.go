package site_test

import (
	"bytes"
	"context"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"sync"
	"terang"
	"testing"

	"golang.org/x/net/html"

	"terang/api"
	"terang/publish/publishtest"
	"terang/reading"
	"terang/sample"
	"terang/schema"
	"terang/site"
	"terang/store/storetest"
)

var ctx = context.Background()

// base is where the tests' data says that it is published.
const base = "https://data.example.go.id"

// world is a publisher, and a server of what it publishes: the API with the site.
type world struct {
	*publishtest.World
	handler http.Handler
}

func newWorld(t testing.TB, location, folder string, closing func(func())) *world {
	t.Helper()
	w := &world{World: publishtest.New(t, location, folder, base, closing)}
	w.Config.Contacts.PPID.Email = "ppid@data.example.go.id"
	read := reading.New(w.Reader, w.Files, schema.Default(), reading.Options{})
	pages := publishtest.Must[*site.Site](t)(site.New(read, slog.New(slog.NewTextHandler(os.Stderr, nil))))
	w.handler = publishtest.Must[http.Handler](t)(api.New(ctx, terang.Contract, read, api.Options{Site: pages}))
	return w
}

// page is an answer, read as HTML.
type page struct {
	path   string
	status int
	header http.Header
	body   string
	root   *html.Node
}

func (w *world) get(t testing.TB, path string) *page {
	t.Helper()
	recorded := httptest.NewRecorder()
	w.handler.ServeHTTP(recorded, httptest.NewRequest(http.MethodGet, path, nil))
	p := &page{path: path, status: recorded.Code, header: recorded.Header(), body: recorded.Body.String()}
	if strings.HasPrefix(p.header.Get("Content-Type"), "text/html") {
		p.root = publishtest.Must[*html.Node](t)(html.Parse(strings.NewReader(p.body)))
	}
	return p
}

// ok gets a page that must be there.
func (w *world) ok(t testing.TB, path string) *page {
	t.Helper()
	p := w.get(t, path)
	if p.status != http.StatusOK {
		t.Fatalf("%s: %d %.500s", path, p.status, p.body)
	}
	return p
}

// has says whether the page shows all texts, by the words that a reader sees.
func (p *page) has(t testing.TB, texts ...string) {
	t.Helper()
	shown := p.text()
	for _, text := range texts {
		if !strings.Contains(shown, text) {
			t.Errorf("%s does not show %q", p.path, text)
		}
	}
}

// text is what a reader sees, with single spaces.
func (p *page) text() string {
	var b strings.Builder
	for n := range p.root.Descendants() {
		if n.Type == html.TextNode && n.Parent.Data != "style" && n.Parent.Data != "script" {
			b.WriteString(n.Data + " ")
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// attributes are the values of an attribute of all elements of a name.
func (p *page) attributes(element, name string) (all []string) {
	for n := range p.root.Descendants() {
		if n.Type == html.ElementNode && n.Data == element {
			for _, a := range n.Attr {
				if a.Key == name {
					all = append(all, a.Val)
				}
			}
		}
	}
	return all
}

var published struct {
	sync.Once
	world *world
}

// theSample is a world with the sample, published once for all tests that change nothing.
func theSample(t testing.TB) *world {
	t.Helper()
	published.Do(func() {
		folder := publishtest.Must[string](t)(os.MkdirTemp("", "terang-site-"))
		closers = append(closers, func() { _ = os.RemoveAll(folder) })
		w := newWorld(t, folder+"/ledger.db", folder, func(f func()) { closers = append(closers, f) })
		for i := range sample.HandIns {
			var text bytes.Buffer
			if err := sample.Write(&text, sample.Options{Seed: 1, Processes: 60}, i); err != nil {
				t.Fatal(err)
			}
			w.Publish(t, sample.HandInDate(i), text.Bytes())
		}
		published.world = w
	})
	if published.world == nil {
		t.Fatal("the sample could not be published")
	}
	return published.world
}

var closers []func()

func TestMain(m *testing.M) {
	code := m.Run()
	for i := len(closers) - 1; i >= 0; i-- {
		closers[i]()
	}
	os.Exit(code)
}

// eachWorld runs a test on both databases, each with an empty world.
func eachWorld(t *testing.T, f func(t *testing.T, w *world)) {
	storetest.Each(t, func(t *testing.T, location string) { f(t, newWorld(t, location, t.TempDir(), t.Cleanup)) })
}
