package api

import (
	"context"

	"terang/store"
)

// reader reads the store. Versions that are trials, published under the untouched default base URL, it gives with
// this server's (Options.TrialURL), so that all links of answers lead to where the trial is served. Files keep what
// they were built with: the links in records, and the base URL in the manifest.
type reader struct {
	*store.Reader
	trialURL string
}

// here puts this server's address into a version that was read.
func (r *reader) here(v *store.Version, err error) (*store.Version, error) {
	if err == nil && r.trialURL != "" && v.Publication.Trial && v.Publication.BaseURL == store.TrialBaseURL {
		v.Publication.BaseURL = r.trialURL
	}
	return v, err
}

// Latest is store.Reader's.
func (r *reader) Latest(ctx context.Context) (*store.Version, error) {
	return r.here(r.Reader.Latest(ctx))
}

// Version is store.Reader's.
func (r *reader) Version(ctx context.Context, ref string) (*store.Version, error) {
	return r.here(r.Reader.Version(ctx, ref))
}

// ByNumber is store.Reader's.
func (r *reader) ByNumber(ctx context.Context, n int64) (*store.Version, error) {
	return r.here(r.Reader.ByNumber(ctx, n))
}

// Covering is store.Reader's.
func (r *reader) Covering(ctx context.Context, seq int64) (*store.Version, error) {
	return r.here(r.Reader.Covering(ctx, seq))
}

// Versions is store.Reader's.
func (r *reader) Versions(ctx context.Context, before int64, limit int) ([]*store.Version, error) {
	all, err := r.Reader.Versions(ctx, before, limit)
	for _, v := range all {
		_, _ = r.here(v, nil)
	}
	return all, err
}
