package reading

import (
	"context"
	"fmt"
	"sync"

	"terang/archive"
	"terang/exporters"
	"terang/store"
)

// manifests keeps the manifests that were read last; they never change.
type manifests struct {
	sync.Mutex
	kept map[string]*Manifest // by digest
}

// Manifest is a version's manifest, and its text as published.
type Manifest struct {
	*exporters.Manifest
	Text []byte
}

// mostManifests is how many manifests are kept.
const mostManifests = 64

// Manifest gives a version's manifest.
func (r *Reader) Manifest(ctx context.Context, v *store.Version) (*Manifest, error) {
	all := &r.manifests
	all.Lock()
	m, ok := all.kept[v.Manifest]
	all.Unlock()
	if ok {
		return m, nil
	}
	m, err := r.readManifest(ctx, v)
	if err != nil {
		return nil, fmt.Errorf("manifest of %s: %w", v.ID, err)
	}
	all.Lock()
	defer all.Unlock()
	if len(all.kept) >= mostManifests || all.kept == nil {
		all.kept = map[string]*Manifest{}
	}
	all.kept[v.Manifest] = m
	return m, nil
}

func (r *Reader) readManifest(ctx context.Context, v *store.Version) (*Manifest, error) {
	text, err := r.Archive.Read(ctx, v.Manifest)
	if err != nil {
		return nil, err
	}
	m, err := exporters.DecodeManifest(text)
	return &Manifest{m, text}, err
}

// Open opens a file of a manifest; what is wrong with its parts shows when they are read.
func (r *Reader) Open(ctx context.Context, f exporters.File) *archive.Joined {
	parts := make([]archive.File, len(f.Parts))
	for i, p := range f.Parts {
		parts[i] = archive.File(p)
	}
	return r.Archive.Join(ctx, parts)
}
