// Package publish is the road itself: from files that are handed in to a version that is read.
//
//	ingest -> merge -> export -> commit
package publish

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"strings"
	"syscall"

	"terang/archive"
	"terang/checks"
	"terang/report"
	"terang/schema"
	"terang/store"
)

// ErrRefused says that releases were refused or files could not be read and so, without KeepGoing, nothing was
// stored. The Result that comes with it says which.
var ErrRefused = errors.New("releases are refused or files cannot be read, so nothing was stored: mend them, or publish the accepted ones with --keep-going")

// errDryRun undoes an append that was only to be looked at.
var errDryRun = errors.New("dry run")

// Publisher publishes into one store and one archive.
type Publisher struct {
	Store   *store.Store
	Archive *archive.Archive
	Schema  *schema.Schema
	Config  Config
	Options *checks.Options // by which what is published is checked
	Builder string          // names this programme in manifests

	// Each of these may be nil.
	Progress func(stage string, done, total int64)   // total is 0 where it is not known
	Waiting  func()                                  // another publisher is at work; called once
	Refused  func(*schema.Release, []schema.Finding) // each refused release, in order
}

// Input is a file handed in.
type Input struct {
	Name string
	Size int64                         // bytes as they lie, 0 where it is not known
	Open func() (io.ReadCloser, error) // from its beginning, as often as it is called
}

// sha256 is the digest of the file as it lies, in hex.
func (in *Input) sha256() (string, error) {
	f, err := in.Open()
	if err != nil {
		return "", fmt.Errorf("open %s: %w", in.Name, err)
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return "", fmt.Errorf("read %s: %w", in.Name, err)
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

// Options say how to publish.
type Options struct {
	KeepGoing bool // publish the accepted releases though others are refused
	DryRun    bool // store nothing
}

// Result is what became of what was handed in. Read = New + Present + Refused, of the files that could be read.
type Result struct {
	Read       int64 // releases in the inputs
	New        int64 // appended to the ledger; where nothing was stored, that would have been
	Present    int64 // in the ledger already, with an equal value
	Refused    int64
	Processes  int64 // that have new releases
	Unreadable []*schema.InputError
	Report     report.Report // on what was handed in, then on the processes that it changed

	Version *store.Version // the version made; nil if there was nothing new, or nothing was stored
}

// Stops says whether something was not taken in that, with these options, keeps all the rest out.
func (r *Result) Stops(o Options) bool {
	return !o.KeepGoing && (r.Refused > 0 || len(r.Unreadable) > 0)
}

// Publish judges the inputs, appends what is accepted to the ledger in one transaction, and makes a version of all
// that the ledger has, in another. If it is cut short between the two, the next Publish takes in what was appended.
func (p *Publisher) Publish(ctx context.Context, inputs []Input, o Options) (*Result, error) {
	unlock, err := p.Store.Lock(ctx, p.waiting)
	if err != nil {
		return nil, err
	}
	defer unlock()
	result := &Result{}
	err = p.ingest(ctx, inputs, o, result)
	if errors.Is(err, errDryRun) {
		return result, nil
	}
	if err != nil {
		return result, fmt.Errorf("publish: %w", withRemedy(err))
	}
	if result.Version, err = p.version(ctx, result); err != nil {
		return result, fmt.Errorf("publish: %w", withRemedy(err))
	}
	return result, nil
}

// withRemedy says what to do when there is no room; the databases have words of their own for it.
func withRemedy(err error) error {
	if errors.Is(err, syscall.ENOSPC) || strings.Contains(err.Error(), "disk is full") || strings.Contains(err.Error(), "No space left") {
		return fmt.Errorf("%w: make room there (temporary files go to TMPDIR) and publish again; no version was made, and nothing that was published is lost", err)
	}
	return err
}

func (p *Publisher) waiting() {
	if p.Waiting != nil {
		p.Waiting()
	}
}

func (p *Publisher) progress(stage string, done, total int64) {
	if p.Progress != nil {
		p.Progress(stage, done, total)
	}
}
