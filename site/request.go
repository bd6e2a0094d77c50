package site

import (
	"errors"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"terang/reading"
	"terang/store"
)

// request is what is asked for: which page of which version, in which language.
type request struct {
	*http.Request
	site    *Site
	lang    language
	suggest language // another language, that the reader's browser prefers; empty for none

	version *store.Version // that the page is of
	latest  *store.Version
	pinned  bool           // the version was asked for
	zone    *time.Location // the publisher's
}

// request reads a request; its version is not looked for yet.
func (s *Site) request(r *http.Request) *request {
	q := &request{Request: r, site: s, lang: languages[0]}
	if first, _, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, "/"), "/"); language(first).known() {
		q.lang = language(first)
	}
	return q
}

// strange says what of the address is no text that a database takes: then nothing is asked of one.
func (q *request) strange() error {
	isText := func(text string) bool { return utf8.ValidString(text) && !strings.ContainsRune(text, 0) }
	if !isText(q.URL.Path) {
		return errNoPage
	}
	var faults reading.Faults
	given := q.URL.Query()
	for _, name := range slices.Sorted(maps.Keys(given)) {
		if !isText(name) || !isText(strings.Join(given[name], "")) {
			faults = append(faults, reading.Fault{Parameter: name, Detail: q.t("fault.noText")})
		}
	}
	if len(faults) > 0 {
		return faults
	}
	return nil
}

// find finds the version: the latest, or the one that version names.
func (q *request) find() (err error) {
	if err := q.strange(); err != nil {
		return err
	}
	ctx, read := q.Context(), q.site.read
	if q.latest, err = read.Latest(ctx); errors.Is(err, store.ErrNotFound) {
		return errNothing
	} else if err != nil {
		return err
	}
	q.version = q.latest
	if ref := q.URL.Query().Get("version"); ref != "" {
		if q.version, err = read.Version(ctx, ref); err != nil {
			return err
		}
		q.pinned = q.version.N != q.latest.N
	}
	q.zone, err = reading.Zone(q.version)
	return err
}

// t is a text in the page's language; what stands for % in it are the arguments.
func (q *request) t(key string, arguments ...any) string {
	return catalogues[q.lang].text(key, arguments...)
}

// local is a text of which the data has both languages; one stands for the other where that is missing.
func (q *request) local(en, id string) string { return q.lang.local(en, id) }

// to is the address of a page in this language, pinned as this page is. Its parts are escaped; a last part that begins
// with ? is a query.
func (q *request) to(parts ...string) string {
	return link(q.lang, q.pinnedTo(), parts...)
}

// pinnedTo is the version that links lead on to; empty for the latest.
func (q *request) pinnedTo() string {
	if q.version == nil || q.URL.Query().Get("version") == "" {
		return ""
	}
	return q.version.ID
}

func link(l language, version string, parts ...string) string {
	query := url.Values{}
	if n := len(parts); n > 0 && strings.HasPrefix(parts[n-1], "?") {
		query, _ = url.ParseQuery(parts[n-1][1:])
		parts = parts[:n-1]
	}
	if version != "" {
		query.Set("version", version)
	}
	escaped := []string{"", string(l)}
	for _, p := range parts {
		escaped = append(escaped, url.PathEscape(p))
	}
	address := strings.Join(escaped, "/")
	if len(parts) == 0 {
		address += "/"
	}
	if len(query) > 0 {
		address += "?" + query.Encode()
	}
	return address
}

// elsewhere is this very page in another language.
func (q *request) elsewhere(l language) string {
	path := q.URL.EscapedPath()
	if path == "/" {
		path = "/" + string(languages[0]) + "/"
	}
	path = "/" + string(l) + strings.TrimPrefix(path, "/"+string(q.lang))
	if q.URL.RawQuery != "" {
		path += "?" + q.URL.RawQuery
	}
	return path
}

// with is this page's address with a parameter set, or without it where the value is empty. Cursors are of the former
// list, and go.
func (q *request) with(name, value string) string {
	query := q.URL.Query()
	query.Del("cursor")
	if query.Del(name); value != "" {
		query.Set(name, value)
	}
	if len(query) == 0 {
		return q.URL.EscapedPath()
	}
	return q.URL.EscapedPath() + "?" + query.Encode()
}

// api is an address of the API, for the version of the page where that was asked for.
func (q *request) api(path string, query url.Values) string {
	all := url.Values{}
	for name, values := range query {
		all[name] = slices.Clone(values)
	}
	if pinned := q.pinnedTo(); pinned != "" {
		all.Set("version", pinned)
	}
	if len(all) == 0 {
		return path
	}
	return path + "?" + all.Encode()
}

// trialMark is what the name of a publisher says whose data are a trial; on pages a banner says so.
const trialMark = " (UJI COBA / TRIAL)"

// publisher is the publisher's name; empty before anything was published.
func (q *request) publisher() string {
	if q.version == nil {
		return ""
	}
	return strings.TrimSuffix(q.version.Publication.Publisher.Name, trialMark)
}
