package api

import (
	"context"
	"errors"
	"fmt"
	"sync"

	"terang/search"
	"terang/store"
)

// finder keeps the indices of versions in memory: the latest, and the older one that was asked for last.
type finder struct {
	store *reader

	lock   sync.Mutex // held while an index is read, so that it is read once
	latest *search.Index
	older  *search.Index
}

// index gives the index of a version; the first to ask waits until it is read.
func (f *finder) index(ctx context.Context, v *store.Version) (*search.Index, error) {
	type read struct {
		index *search.Index
		err   error
	}
	done := make(chan read, 1)
	go func() { // which goes on for the next who ask, also when this one has gone away
		index, err := f.read(context.WithoutCancel(ctx), v)
		done <- read{index, err}
	}()
	select {
	case r := <-done:
		return r.index, r.err
	case <-ctx.Done():
		if errors.Is(ctx.Err(), context.DeadlineExceeded) {
			return nil, busy("What can be sought in version " + v.ID + " is still being read. Try again in a moment.")
		}
		return nil, ctx.Err()
	}
}

func (f *finder) read(ctx context.Context, v *store.Version) (*search.Index, error) {
	f.lock.Lock()
	defer f.lock.Unlock()
	for _, kept := range []*search.Index{f.latest, f.older} {
		if kept != nil && kept.N == v.N {
			return kept, nil
		}
	}
	index, err := f.next(ctx, v)
	if err != nil {
		return nil, fmt.Errorf("index of version %s: %w", v.ID, err)
	}
	if int64(index.Count()) != v.Records {
		return nil, notSearchable(v)
	}
	return index, nil
}

// next reads the index of a version: of the latest, what it has more than the one before.
func (f *finder) next(ctx context.Context, v *store.Version) (*search.Index, error) {
	isOlder := f.latest != nil && v.N < f.latest.N
	base, from := search.New(), int64(0)
	var ended []int64
	if f.latest != nil && !isOlder && !f.latest.IsSparse() {
		base, from = f.latest, f.latest.N
		f.latest = nil // until all went well: a base is good for one next
		var err error
		if ended, err = f.store.Ended(ctx, from, v.N); err != nil {
			return nil, err
		}
	}
	index, err := base.Next(v.N, ended, func(pass func(search.Document) error) error {
		return f.store.Found(ctx, v, base.Last(), func(doc int64, facts []byte) error {
			return pass(search.Document{Doc: doc, Facts: facts})
		})
	})
	if err != nil {
		return nil, err
	}
	if isOlder {
		f.older = index
	} else {
		f.latest = index
	}
	return index, nil
}

// words asks the store for words.
func (f *finder) words(ctx context.Context, words []string) ([]search.Posting, error) {
	found, err := f.store.Words(ctx, words)
	postings := make([]search.Posting, len(found))
	for i, w := range found {
		postings[i] = search.Posting(w)
	}
	return postings, err
}
