package reading

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"sync"
	"sync/atomic"

	"terang/search"
	"terang/store"
)

// indices keeps the indices of versions in memory: the latest, and the older one that was asked for last.
type indices struct {
	latest, older atomic.Pointer[search.Index]

	reading sync.Mutex // held while an index is read, so that each is read once
}

// ErrBeingRead says that the index of a version is still being read.
var ErrBeingRead = errors.New("what can be sought is still being read")

// NotSearchable says that a version cannot be searched: an older terang made it, and nothing was published since.
type NotSearchable struct{ Version *store.Version }

// Error implements error.
func (e *NotSearchable) Error() string {
	return "version " + e.Version.ID + " cannot be searched until the next publish"
}

// Index gives the index of a version; the first to ask waits until it is read.
func (r *Reader) Index(ctx context.Context, v *store.Version) (*search.Index, error) {
	if kept := r.keptIndex(v); kept != nil {
		return kept, nil
	}
	type read struct {
		index *search.Index
		err   error
	}
	done := make(chan read, 1)
	go func() { // which goes on for the next who ask, also when this one has gone away
		index, err := r.readIndex(context.WithoutCancel(ctx), v)
		done <- read{index, err}
	}()
	select {
	case one := <-done:
		return one.index, one.err
	case <-ctx.Done():
		if errors.Is(ctx.Err(), context.DeadlineExceeded) {
			return nil, fmt.Errorf("version %s: %w", v.ID, ErrBeingRead)
		}
		return nil, ctx.Err()
	}
}

// manyRecords is from how many on reading an index takes enough memory to give some back.
const manyRecords = 100_000

// kept is the index of a version if it is in memory.
func (r *Reader) keptIndex(v *store.Version) *search.Index {
	for _, kept := range []*search.Index{r.indices.latest.Load(), r.indices.older.Load()} {
		if kept != nil && kept.N == v.N {
			return kept
		}
	}
	return nil
}

func (r *Reader) readIndex(ctx context.Context, v *store.Version) (*search.Index, error) {
	r.indices.reading.Lock()
	defer r.indices.reading.Unlock()
	if kept := r.keptIndex(v); kept != nil {
		return kept, nil
	}
	index, isLatest, err := r.nextIndex(ctx, v)
	if err != nil {
		return nil, fmt.Errorf("index of version %s: %w", v.ID, err)
	}
	if int64(index.Count()) != v.Records {
		return nil, &NotSearchable{v}
	}
	if v.Records > manyRecords {
		debug.FreeOSMemory() // reading made as much garbage as there is index
	}
	if isLatest {
		r.indices.latest.Store(index)
	} else {
		r.indices.older.Store(index)
	}
	return index, nil
}

// next reads the index of a version: of a later one than the latest, what it has more than that.
func (r *Reader) nextIndex(ctx context.Context, v *store.Version) (index *search.Index, isLatest bool, err error) {
	base := r.indices.latest.Load()
	isLatest = base == nil || v.N > base.N
	var ended []int64
	if base == nil || !isLatest || base.IsSparse() || !base.Claim() {
		base = search.New()
	} else if ended, err = r.Ended(ctx, base.N, v.N); err != nil {
		return nil, false, err
	}
	index, err = base.Next(v.N, ended, func(pass func(search.Document) error) error {
		return r.eachDocument(ctx, v, base.Last(), pass)
	})
	if err == nil {
		err = r.addFlags(ctx, v, index)
	}
	return index, isLatest, err
}

// documents passes the documents of a version behind the given one. They are read ahead while others are passed on.
func (r *Reader) eachDocument(ctx context.Context, v *store.Version, after int64, pass func(search.Document) error) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	const batchSize, ahead = 1 << 10, 4
	batches, failed := make(chan []search.Document, ahead), make(chan error, 1)
	go func() {
		defer close(batches)
		batch := make([]search.Document, 0, batchSize)
		err := r.Found(ctx, v, after, func(doc int64, facts []byte) error {
			if batch = append(batch, search.Document{Doc: doc, Facts: bytes.Clone(facts)}); len(batch) == batchSize {
				batches <- batch
				batch = make([]search.Document, 0, batchSize)
			}
			return nil
		})
		batches <- batch
		failed <- err
	}()
	var err error
	for batch := range batches { // to the end also after an error, so that nobody waits to send
		for _, d := range batch {
			if err == nil {
				if err = pass(d); err != nil {
					cancel()
				}
			}
		}
	}
	return cmp.Or(err, <-failed)
}

// words asks the store for words.
func (r *Reader) words(ctx context.Context, words []string) ([]search.Posting, error) {
	found, err := r.Words(ctx, words)
	postings := make([]search.Posting, len(found))
	for i, w := range found {
		postings[i] = search.Posting(w)
	}
	return postings, err
}
