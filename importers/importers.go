// Package importers turns what publishers have into OCDS releases: exports of the systems of Indonesian e-government,
// and tables of one's own.
//
// What becomes of which column stands in a profile, a YAML file that shows the release as it will be, with the columns
// in it (see profiles/, and docs/import.md for the language). A profile has tables; a row of a table belongs to
// a contracting process and adds to one or more of its releases, of which each stage has one. Rows of all files are
// read first, then joined:
//
//	file ─► sheets ─► row ── private columns taken away, the same row twice passed over
//	                   │
//	                profile: which process, which stage, which field, by which conversion
//	                   │
//	                process ─► release of each stage: date, tag, parties with all their roles, an id of its content
//
// Every row is either mapped or skipped for a reason, and every change of meaning is counted in the report.
package importers

import (
	"context"
	"crypto/sha256"
	"errors"
	"io"
	"time"

	"terang/schema"
	"terang/sheets"
)

// Options say how something is imported.
type Options struct {
	Prefix  string         // of ocids, as the registry gave it: ocds-abc123
	BaseURL string         // where the publisher's data is served, with our own extension
	Zone    *time.Location // in which the source's times are
	Now     time.Time      // when the import is made: no release is dated later
	Words   map[string]any // what the package says beside its releases: uri, publisher, license, …

	// Key gives the secret of which pseudonyms of persons are made; it is asked for at the first person. Pseudonyms stay
	// the same as long as it does. Where it is nil they hold for this import alone.
	Key func() ([]byte, error)

	// Known gives the releases of a process that were published before, oldest first; nil where nothing is known. With it
	// only what changed is written.
	Known func(ctx context.Context, ocid string) ([]*schema.Release, error)

	// Room is how many bytes of memory rows may take; 2 GiB where it is 0.
	Room int64

	// Published passes all processes that were published before, with the year of each; nil where nothing is known.
	Published func(ctx context.Context, each func(ocid string, year int)) error
}

// ErrTooMuch says that the rows would take more memory than there is room for.
var ErrTooMuch = errors.New("too many rows to join at once")

// standardRoom holds some 1.5 million rows.
const standardRoom = 2 << 30

// Import reads sources by a profile and writes one release package, each release on a line of its own. Stages come in
// the order of the profile, processes in that in which rows first name them. The error is that of w, of Known, or
// a *schema.InputError where a source cannot be read at all, or ErrTooMuch.
func Import(ctx context.Context, p *Profile, sources []*sheets.Source, w io.Writer, o Options) (*Result, error) {
	im := &importer{profile: p, Options: o, report: newReport(), silent: newReport(), private: columnRules{}, processes: map[string]*process{}}
	result := &Result{Report: im.report, of: im}
	if err := im.read(ctx, sources); err != nil {
		return result, err
	}
	im.index()
	im.gather()
	if err := im.write(ctx, w); err != nil {
		return result, err
	}
	err := im.missing(ctx)
	im.report.finish()
	return result, err
}

// importer is one import under way.
type importer struct {
	Options
	profile *Profile
	report  *Report
	silent  *Report                    // of what is told elsewhere
	rows    []*row                     // of all tables, in their order
	size    int64                      // of the rows, about
	seen    map[[sha256.Size]byte]bool // fingerprints of rows, while they are read
	indexes map[string]map[string]*row
	persons persons
	private columnRules
	key     []byte // nil before the first person
	keyErr  error

	processes map[string]*process // by ocid
	order     []*process
}
