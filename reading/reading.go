// Package reading knows how what was published is read: which version is the latest, its manifest, its index in memory,
// what a query seeks in it, and which rows stand for what was found. The API and the site say what they read here.
package reading

import (
	"sync"
	"time"

	"terang/archive"
	"terang/schema"
	"terang/store"
	"terang/tables"
)

// Options say how to read.
type Options struct {
	Fresh    time.Duration // for how long it is not asked again which version is the latest
	TrialURL string        // takes the place of the base URL of trials whose publisher has set none; empty leaves it
}

// Reader reads the store, and keeps in memory what is asked for again and again. Versions that are trials, published
// under the untouched default base URL, it gives with this server's (Options.TrialURL), so that all links of answers
// lead to where the trial is served. Files keep what they were built with: the links in records, and the base URL in
// the manifest. It may be used by many at once.
type Reader struct {
	*store.Reader
	Archive *archive.Archive
	Schema  *schema.Schema
	Kinds   []*tables.Kind // the tables for people, under that schema
	options Options

	lock   sync.Mutex
	latest *store.Version
	asked  time.Time
	known  map[int64]*store.Version // by number: versions never change

	manifests manifests
	indices   indices
}

// New makes a reader of a store and of the archive that has its files.
func New(r *store.Reader, a *archive.Archive, s *schema.Schema, o Options) *Reader {
	return &Reader{Reader: r, Archive: a, Schema: s, Kinds: tables.All(s), options: o}
}

// Kind is the table of that name among tables/.
func (r *Reader) Kind(name string) *tables.Kind {
	for _, k := range r.Kinds {
		if k.Table.Name == "tables/"+name {
			return k
		}
	}
	panic("reading: there is no table " + name)
}
