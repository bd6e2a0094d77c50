package api

import (
	"context"
	"slices"

	"terang/store"
)

// published is an entry with what is public of it.
type published struct {
	store.Entry
	line    []byte         // of a release that was not withdrawn, else nil
	version *store.Version // that published it first
}

// lineStep is how many releases are read at once.
const lineStep = 50

// changesAfter walks forwards from the entry after the given one.
func (v *server) changesAfter(ctx context.Context, s *span, since int64) (*passage, []published, error) {
	return v.changes(ctx, s, since, true)
}

// changesBefore walks backwards from the entry before the given one.
func (v *server) changesBefore(ctx context.Context, s *span, before int64) (*passage, []published, error) {
	return v.changes(ctx, s, before, false)
}

// entryReader reads entries of a version in one direction, from the one behind the given on.
type entryReader func(ctx context.Context, version *store.Version, from int64, limit int) ([]store.Entry, error)

// changes walks from an entry on, and tells of what it keeps. Where releases are large it ends early.
func (v *server) changes(ctx context.Context, s *span, from int64, forwards bool) (*passage, []published, error) {
	next := v.store.EntriesBefore
	if forwards {
		next = v.store.Entries
	}
	walk := func() (*passage, error) { return s.walk(ctx, from, next) }
	if s.known != nil {
		walk = func() (*passage, error) { return s.walkKnown(ctx, from, s.known, forwards) }
	}
	f, err := walk()
	if err != nil {
		return nil, nil, err
	}
	told, err := v.published(ctx, s.version, f.kept)
	if err == nil && len(told) < len(f.kept) {
		f.cut(len(told))
	}
	return f, told, err
}

// published reads what is public of entries, which are in either order: of all of them, or of the first, until the
// releases have the size of a page.
func (v *server) published(ctx context.Context, version *store.Version, entries []store.Entry) (told []published, err error) {
	if len(entries) == 0 {
		return nil, nil
	}
	first, last := entries[0].Seq, entries[len(entries)-1].Seq
	versions, err := v.store.Publishing(ctx, min(first, last), max(first, last))
	if err != nil {
		return nil, err
	}
	size := 0
	for step := range slices.Chunk(entries, lineStep) {
		lines, err := v.store.Lines(ctx, version, releasesOf(step)...)
		if err != nil {
			return nil, err
		}
		for _, e := range step {
			told = append(told, published{e, lines[e.Seq].Line, publisherOf(versions, e.Seq)})
			size += len(lines[e.Seq].Line)
		}
		if size >= maxPage {
			break
		}
	}
	return told, nil
}

// releasesOf gives the numbers of those entries that are releases.
func releasesOf(entries []store.Entry) (seqs []int64) {
	for _, e := range entries {
		if e.Type == store.ReleaseEntry {
			seqs = append(seqs, e.Seq)
		}
	}
	return seqs
}

// publisherOf finds the first version whose own entry is not before the entry; the versions are in order, and there
// is one.
func publisherOf(versions []*store.Version, seq int64) *store.Version {
	i, _ := slices.BinarySearchFunc(versions, seq, func(v *store.Version, seq int64) int { return int(v.Seq - seq) })
	return versions[i]
}
