// Package site shows people what was published: pages in Indonesian and in English, made here, that need no script, set
// no cookie and ask nothing of any other server. It says what the API says, from the same reader.
package site

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"log/slog"
	"net/http"

	"terang/reading"
	"terang/store"
)

// Site answers with pages.
type Site struct {
	read   *reading.Reader
	pages  map[language]pages
	assets assets
	log    *slog.Logger
	mux    *http.ServeMux
	kept   kept // what takes long and is small
	large  kept // what has something of each organization
}

// New makes the site of what a reader reads. Every template and every text is looked at here, so that what is wrong
// with them fails at start.
func New(r *reading.Reader, log *slog.Logger) (*Site, error) {
	s := &Site{read: r, pages: map[language]pages{}, log: log, kept: kept{most: mostKept}, large: kept{most: mostLarge}}
	var err error
	if s.assets, err = readAssets(); err != nil {
		return nil, fmt.Errorf("site: %w", err)
	}
	for _, l := range languages {
		if s.pages[l], err = s.readPages(l); err != nil {
			return nil, fmt.Errorf("site in %s: %w", l, err)
		}
	}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{$}", s.front)
	mux.HandleFunc("GET /assets/{name}", s.asset)
	for _, l := range languages {
		for path, make := range s.routes() {
			mux.HandleFunc("GET /"+string(l)+path, s.page(make))
		}
		for path, draw := range s.cards() {
			mux.HandleFunc("GET /"+string(l)+path+"/card.png", s.card(draw))
		}
	}
	mux.HandleFunc("GET /", func(w http.ResponseWriter, r *http.Request) { s.fail(w, s.request(r), errNoPage) })
	s.mux = mux
	return s, nil
}

// ServeHTTP implements http.Handler.
func (s *Site) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.mux.ServeHTTP(w, r) }

// Fault answers with a page that says what went wrong before the site was asked.
func (s *Site) Fault(w http.ResponseWriter, r *http.Request, status int) {
	q := s.request(r)
	switch status {
	case http.StatusTooManyRequests, http.StatusServiceUnavailable:
		s.tell(w, q, status, "busy", nil)
	case http.StatusNotFound:
		s.tell(w, q, status, "missing", nil)
	case http.StatusInternalServerError:
		s.tell(w, q, status, "broken", nil)
	default:
		s.tell(w, q, status, "misasked", nil)
	}
}

// maker makes a page.
type maker func(*request) (*view, error)

// routes are the pages, by their address behind the language.
func (s *Site) routes() map[string]maker {
	return map[string]maker{
		"/{$}":                      s.home,
		"/explore":                  s.explore,
		"/quality":                  s.quality,
		"/search":                   s.search,
		"/suppliers":                s.suppliers,
		"/suppliers/{id}":           s.supplier,
		"/buyers":                   s.buyers,
		"/buyers/{id}":              s.buyer,
		"/processes/{ocid}":         s.showProcess,
		"/downloads":                s.downloads,
		"/downloads/versions":       s.versionList,
		"/downloads/{version}":      s.versionPage,
		"/downloads/tables/{table}": s.dictionary,
		"/methods":                  s.methodList,
		"/methods/{code}":           s.methodPage,
		"/glossary":                 s.glossary,
		"/about":                    s.about,
	}
}

// front is the home page in Indonesian, for who comes without a language; it suggests the other to whose browser does.
func (s *Site) front(w http.ResponseWriter, r *http.Request) {
	q := s.request(r)
	q.suggest = prefers(r.Header.Get("Accept-Language"))
	w.Header().Set("Vary", "Accept-Language")
	s.show(w, q, s.home)
}

func (s *Site) page(make maker) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		s.show(w, s.request(r), make)
	}
}

// show answers with a page, or with what went wrong.
func (s *Site) show(w http.ResponseWriter, q *request, make maker) {
	err := q.find()
	if err == nil {
		var v *view
		if v, err = make(q); err == nil {
			var body []byte
			if body, err = s.render(q, v); err == nil {
				s.send(w, q, cmp.Or(v.status, http.StatusOK), body)
				return
			}
		}
	}
	s.fail(w, q, err)
}

// Errors of pages.
var (
	errNoPage  = errors.New("there is no such page")
	errNothing = errors.New("nothing has been published yet")
)

// leads is given in place of a page by who knows a better address.
type leads struct{ to string }

// Error implements error.
func (l leads) Error() string { return "this is at " + l.to }

// fail answers with a page that says what went wrong and where to go on.
func (s *Site) fail(w http.ResponseWriter, q *request, err error) {
	if to, ok := errors.AsType[leads](err); ok {
		w.Header().Set("Location", to.to)
		s.send(w, q, http.StatusFound, nil)
		return
	}
	status, name := http.StatusInternalServerError, "broken"
	var faults reading.Faults
	var unsearchable *reading.NotSearchable
	switch {
	case errors.Is(err, errNothing):
		status, name = http.StatusOK, "nothing"
	case errors.Is(err, errNoPage), errors.Is(err, store.ErrNotFound):
		status, name = http.StatusNotFound, "missing"
	case errors.As(err, &faults):
		status, name = http.StatusBadRequest, "misasked"
	case errors.As(err, &unsearchable):
		status, name = http.StatusNotImplemented, "unsearchable"
	case errors.Is(err, reading.ErrBeingRead), errors.Is(err, q.Context().Err()):
		status, name = http.StatusServiceUnavailable, "busy"
		w.Header().Set("Retry-After", "2")
	default:
		s.log.Error("page failed", "path", q.Pattern, "error", err)
	}
	s.tell(w, q, status, name, faults)
}

// tell answers with a page that says what went wrong.
func (s *Site) tell(w http.ResponseWriter, q *request, status int, name string, faults reading.Faults) {
	v := &view{template: "fault", Plain: true, Astray: true, Title: q.t("fault." + name + ".title"), Data: map[string]any{"Name": name, "Faults": faults}}
	body, err := s.render(q, v)
	if err != nil { // then nothing can be said in a page
		s.log.Error("page of a fault failed", "fault", name, "error", err)
		http.Error(w, http.StatusText(status), status)
		return
	}
	w.Header().Set("Cache-Control", "no-store")
	s.send(w, q, status, body)
}

// policy lets pages have what is from here alone: style sheets, pictures, forms that lead here.
const policy = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

func (s *Site) send(w http.ResponseWriter, q *request, status int, body []byte) {
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Content-Language", string(q.lang))
	h.Set("Content-Security-Policy", policy)
	if h.Get("Cache-Control") == "" {
		h.Set("Cache-Control", "public, max-age=60")
	}
	if q.version != nil {
		h.Set("Dataset-Version", q.version.ID)
		h.Set("Last-Modified", q.version.At.UTC().Format(http.TimeFormat))
	}
	w.WriteHeader(status)
	_, _ = bytes.NewReader(body).WriteTo(w)
}
