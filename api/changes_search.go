package api

import (
	"cmp"
	"context"
	"slices"
	"sync"

	"github.com/labstack/echo/v4"

	"terang/search"
	"terang/store"
)

// fewProcesses is how many processes are looked up one by one; of more, entries are walked along.
const fewProcesses = 2000

// pursuit is a search whose results are followed: which processes it finds in each version.
type pursuit struct {
	server *server
	c      echo.Context

	lock  sync.Mutex
	n     int64 // of the version
	found *search.Found
}

// in finds the processes in a version, once.
func (p *pursuit) in(ctx context.Context, version *store.Version) (*search.Found, error) {
	p.lock.Lock()
	defer p.lock.Unlock()
	if p.found != nil && p.n == version.N {
		return p.found, nil
	}
	f, err := p.server.store.Seek(ctx, version, p.c.QueryParams())
	if err != nil {
		return nil, err
	}
	delete(f.Query.Values, search.Tag) // here it is of the release, not of its process
	found, err := f.Find(ctx)
	p.n, p.found = version.N, found
	return found, err
}

// keep is a matcher: what concerns processes that are found in the version.
func (p *pursuit) keep(ctx context.Context, version *store.Version, entries []store.Entry) ([]bool, error) {
	found, err := p.in(ctx, version)
	if err != nil {
		return nil, err
	}
	ocids := make([]string, 0, len(entries))
	for _, e := range entries {
		if e.OCID != "" {
			ocids = append(ocids, e.OCID)
		}
	}
	slices.Sort(ocids)
	docs, err := p.server.store.DocsOf(ctx, version, slices.Compact(ocids))
	keep := make([]bool, len(entries))
	for i, e := range entries {
		doc, ok := docs[e.OCID]
		keep[i] = ok && found.Has(doc)
	}
	return keep, err
}

// entries reads the entries of the found processes alone, where these are few: then what lies between them need not be
// looked at. It is nil where they are many.
func (p *pursuit) entries(ctx context.Context, version *store.Version) ([]store.Entry, error) {
	found, err := p.in(ctx, version)
	if err != nil || found.Total > fewProcesses {
		return nil, err
	}
	var docs []int64
	for _, key := range found.Page(nil, fewProcesses) {
		docs = append(docs, key.Doc)
	}
	return p.server.store.EntriesOf(ctx, version, docs)
}

// walkKnown walks along entries that are known to be all that there are for the search, forwards or backwards.
func (s *span) walkKnown(ctx context.Context, from int64, known []store.Entry, forwards bool) (*passage, error) {
	f := &passage{last: from}
	order := func(e store.Entry, from int64) int { return cmp.Compare(e.Seq, from) }
	end := s.version.Seq + 1
	if !forwards {
		known, end = slices.Clone(known), 0
		slices.Reverse(known)
		order = func(e store.Entry, from int64) int { return cmp.Compare(from, e.Seq) }
	}
	first, there := slices.BinarySearchFunc(known, from, order)
	if there {
		first++
	}
	for step := range slices.Chunk(known[first:], scanStep) {
		keep, err := s.match(ctx, s.version, step)
		if err != nil {
			return nil, err
		}
		for i, e := range step {
			f.skipTo(e.Seq, s.version.Seq)
			if f.add(e, keep[i]); len(f.kept) == s.limit {
				return f, nil
			}
		}
	}
	f.skipTo(end, s.version.Seq)
	return f, nil
}

// skipTo passes over what lies between the last entry and another, which may be before or after it.
func (f *passage) skipTo(seq, latest int64) {
	from, to := min(f.last, latest+1)-1, seq+1
	if seq > f.last {
		from, to = f.last+1, seq-1
	}
	if seq > f.last && from > to || seq <= f.last && from < to {
		return
	}
	if n := len(f.skipped); n > 0 && (f.skipped[n-1][1] == from-1 || f.skipped[n-1][1] == from+1) {
		f.skipped[n-1][1] = to
	} else {
		f.skipped = append(f.skipped, [2]int64{from, to})
	}
	f.last = to
}
