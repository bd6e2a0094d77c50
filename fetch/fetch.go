// Package fetch gets OCDS extensions from allow-listed hosts into a cache (OCDS 1.1, "Extensions").
//
// The addresses come from data that anyone may hand in, so they are held to narrow rules: https alone, hosts that the
// publisher listed alone, public network addresses alone, and little of everything.
package fetch

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"net/url"
	"strconv"
	"sync"
	"time"
)

// What is asked for and taken at most. The largest official extension has five files and 30 kB.
const (
	maxAddress    = 2000     // bytes of an address
	maxRedirects  = 3        // of one request
	maxExtension  = 64 << 10 // bytes of an extension.json
	maxFile       = 1 << 20  // bytes of any other file, unpacked
	maxAll        = 8 << 20  // bytes of an extension
	maxSchemas    = 10       // of an extension
	maxCodelists  = 200      // of an extension
	maxName       = 200      // bytes of a file's name
	maxExtensions = 200      // asked for in the life of a Fetcher

	requestTime = 10 * time.Second // for one file, redirects included
	totalTime   = 30 * time.Second // for one extension
)

// Fetcher gets extensions, and keeps them in a directory. It remembers its failures as long as it lives, so that ten
// thousand packages which name a dead address ask once. It is safe for concurrent use once its fields are set, and
// must not be copied.
type Fetcher struct {
	Hosts []string // the names of hosts (HOST, or HOST:PORT for another port than 443) that may be asked; empty: none
	Cache string   // the directory of the cache; made when needed

	network network // what tests replace

	once   sync.Once
	client *http.Client

	mu    sync.Mutex
	known map[string]*extension
	asked int // extensions that the network was asked for
}

// extension is what a Fetcher knows of one address.
type extension struct {
	turn   chan struct{} // holds one token while somebody fetches
	failed error         // for good
}

// Extension gives the files of the extension whose extension.json lies at address: extension.json itself, the schemas
// that it names beside it and the codelists that it names under codelists/. They come from the cache if they are
// there whole, or else over HTTPS. What is cached is never asked for again: to have an extension anew, delete the
// cache. The list of hosts rules over the cache too, so that what is given depends on the configuration and not on
// what an earlier run left.
//
// What is wrong with the address, the server or its files is an *Error; other errors are the cache's own, or those of
// a ctx that is over, which alone are not remembered.
func (f *Fetcher) Extension(ctx context.Context, address string) (fs.FS, error) {
	u, err := f.parse(address)
	if err != nil {
		return nil, err
	}
	x := f.extension(u.String())
	if err := x.enter(ctx); err != nil {
		return nil, fmt.Errorf("fetch %s: %w", u, err)
	}
	defer x.leave()
	if x.failed != nil {
		return nil, x.failed
	}
	files, err := f.give(ctx, u)
	if err != nil && ctx.Err() != nil { // the caller gave up; this says nothing of the address
		return nil, fmt.Errorf("fetch %s: %w", u, ctx.Err())
	}
	x.failed = err
	return files, err
}

// give is Extension with nobody else at the same address.
func (f *Fetcher) give(ctx context.Context, u *url.URL) (fs.FS, error) {
	if f.Cache == "" {
		return nil, errors.New("fetch: no directory for the cache: set Fetcher.Cache")
	}
	if files, err := f.cached(u.String()); err == nil {
		return files, nil
	}
	if !f.mayAsk() {
		return nil, &Error{Reason: TooManyExtensions, URL: u.String(), Detail: strconv.Itoa(maxExtensions)}
	}
	f.once.Do(f.connect)
	ctx, cancel := context.WithTimeout(ctx, f.network.total)
	defer cancel()
	files, err := f.download(ctx, u)
	if err != nil {
		return nil, err
	}
	return f.keep(u.String(), files)
}

func (f *Fetcher) extension(address string) *extension {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.known == nil {
		f.known = map[string]*extension{}
	}
	x := f.known[address]
	if x == nil {
		x = &extension{turn: make(chan struct{}, 1)}
		f.known[address] = x
	}
	return x
}

// mayAsk counts the extensions that are not in the cache: data can name any number of them on a listed host.
func (f *Fetcher) mayAsk() bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.asked++
	return f.asked <= maxExtensions
}

// enter waits for the turn; a mutex would let nobody give up waiting.
func (x *extension) enter(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	select {
	case x.turn <- struct{}{}:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (x *extension) leave() { <-x.turn }
