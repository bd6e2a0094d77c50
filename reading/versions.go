package reading

import (
	"cmp"
	"context"
	"time"

	"terang/store"
)

// TrialURL is the address at which trials are served whose publisher has set none.
func (r *Reader) TrialURL() string { return cmp.Or(r.options.TrialURL, store.TrialBaseURL) }

// here puts this server's address into a version that was read.
func (r *Reader) here(v *store.Version, err error) (*store.Version, error) {
	if err == nil && r.options.TrialURL != "" && v.Publication.Trial && v.Publication.BaseURL == store.TrialBaseURL {
		v.Publication.BaseURL = r.options.TrialURL
	}
	return v, err
}

// Latest is store.Reader's, as it was at most so long ago as may be.
func (r *Reader) Latest(ctx context.Context) (*store.Version, error) {
	r.lock.Lock()
	latest, asked := r.latest, r.asked
	r.lock.Unlock()
	now := time.Now()
	if latest != nil && now.Sub(asked) < r.options.Fresh {
		return latest, nil
	}
	latest, err := r.here(r.Reader.Latest(ctx))
	if err != nil {
		return nil, err
	}
	r.lock.Lock()
	defer r.lock.Unlock()
	if r.latest == nil || latest.N >= r.latest.N { // else another asked later and was answered sooner
		r.latest, r.asked = latest, now
	}
	return r.latest, nil
}

// Version is store.Reader's.
func (r *Reader) Version(ctx context.Context, ref string) (*store.Version, error) {
	return r.here(r.Reader.Version(ctx, ref))
}

// ByNumber is store.Reader's, asked once.
func (r *Reader) ByNumber(ctx context.Context, n int64) (*store.Version, error) {
	r.lock.Lock()
	known := r.known[n]
	r.lock.Unlock()
	if known != nil {
		return known, nil
	}
	v, err := r.here(r.Reader.ByNumber(ctx, n))
	if err != nil {
		return nil, err
	}
	r.lock.Lock()
	defer r.lock.Unlock()
	if r.known == nil || len(r.known) >= mostKnown {
		r.known = map[int64]*store.Version{}
	}
	r.known[n] = v
	return v, nil
}

// mostKnown is how many versions are kept.
const mostKnown = 1000

// Covering is store.Reader's.
func (r *Reader) Covering(ctx context.Context, seq int64) (*store.Version, error) {
	return r.here(r.Reader.Covering(ctx, seq))
}

// Versions is store.Reader's.
func (r *Reader) Versions(ctx context.Context, before int64, limit int) ([]*store.Version, error) {
	all, err := r.Reader.Versions(ctx, before, limit)
	for _, v := range all {
		_, _ = r.here(v, nil)
	}
	return all, err
}
