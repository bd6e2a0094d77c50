package api

import (
	"context"
	"net/url"
	"slices"
	"strconv"

	"github.com/labstack/echo/v4"

	"terang/store"
)

// span is what a request asks of the changes: up to which version, which of them, how many.
type span struct {
	version *store.Version
	pinned  bool          // to the id of the version, so that the answer never changes
	match   matcher       // nil keeps all
	known   []store.Entry // all that a search finds, where they are few; else nil
	whole   bool          // with the releases themselves
	limit   int
	query   url.Values // of the request, with a version pinned to its id
	path    string
}

// span reads what all requests of changes have in common.
func (v *server) span(c echo.Context) (*span, error) {
	ref := c.QueryParam("version")
	version, err := v.version(c, ref)
	if err != nil {
		return nil, err
	}
	s := &span{version: version, pinned: ref == version.ID, whole: c.QueryParam("include") != "", limit: 100,
		query: url.Values{}, path: c.Request().URL.Path}
	for name, values := range c.QueryParams() {
		s.query[name] = values
	}
	if ref != "" {
		s.query.Set("version", version.ID)
	}
	if text := c.QueryParam("limit"); text != "" {
		s.limit, _ = strconv.Atoi(text) // checked against the contract
	}
	var search *pursuit
	if s.match, search = v.matcher(c); search != nil {
		s.known, err = search.entries(c.Request().Context(), version)
	}
	return s, err
}

// url is the address of this list from the entry on, which the parameter since or before names.
func (s *span) url(parameter string, seq int64) string {
	query := url.Values{}
	for name, values := range s.query {
		query[name] = values
	}
	query.Set(parameter, strconv.FormatInt(seq, 10))
	return s.version.Publication.BaseURL + s.path + "?" + query.Encode()
}

// passage is what a walk along the entries of a version found.
type passage struct {
	kept    []store.Entry
	skipped [][2]int64 // ranges of those that were not kept, in the walk's order
	last    int64      // the last one looked at; where the walk began if there was none
}

// Bounds of a walk along the entries.
const (
	maxScan  = 5000 // entries looked at for one page under a filter
	scanStep = 500  // of them at once
)

// walk looks at entries from one on, in the order in which next reads them, until it has kept as many as are asked
// for, has looked at its share, or has come to the end.
func (s *span) walk(ctx context.Context, from int64, next entryReader) (*passage, error) {
	f := &passage{last: from}
	for seen := 0; seen < maxScan && len(f.kept) < s.limit; {
		step := scanStep
		if s.match == nil {
			step = s.limit - len(f.kept)
		}
		entries, err := next(ctx, s.version, f.last, step)
		if err != nil {
			return nil, err
		}
		if len(entries) == 0 {
			break
		}
		keep := slices.Repeat([]bool{true}, len(entries))
		if s.match != nil {
			if keep, err = s.match(ctx, s.version, entries); err != nil {
				return nil, err
			}
		}
		for i := 0; i < len(entries) && len(f.kept) < s.limit; i++ {
			f.add(entries[i], keep[i])
		}
		seen += len(entries)
	}
	return f, nil
}

func (f *passage) add(e store.Entry, keep bool) {
	f.last = e.Seq
	if keep {
		f.kept = append(f.kept, e)
		return
	}
	if n := len(f.skipped); n > 0 && (f.skipped[n-1][1] == e.Seq-1 || f.skipped[n-1][1] == e.Seq+1) {
		f.skipped[n-1][1] = e.Seq
		return
	}
	f.skipped = append(f.skipped, [2]int64{e.Seq, e.Seq})
}

// cut leaves the first n of those kept, and what was passed over before the last of them, for a page that ends there.
func (f *passage) cut(n int) {
	behind := f.kept[n].Seq
	f.kept, f.last = f.kept[:n], f.kept[n-1].Seq
	forwards := behind > f.last
	f.skipped = slices.DeleteFunc(f.skipped, func(r [2]int64) bool { return (r[0] > f.last) == forwards })
}
