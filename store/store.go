// Package store keeps the ledger and the versions published from it. It is the only room with SQL, and writes it
// once for both databases, SQLite and PostgreSQL.
//
// Store writes: Append adds entries to the ledger, Build makes a version of them. Reader reads versions, and only
// what a version commits to.
package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"
)

// Errors that callers tell apart.
var (
	ErrNoStore  = errors.New("there is no store here yet; make one with: terang init, or terang publish")
	ErrNotFound = errors.New("not found")
)

// TrialBaseURL is the base URL where the publisher has set none.
const TrialBaseURL = "http://127.0.0.1:8080"

// timeFormat is how times are kept: UTC, fixed width, so that text order is time order.
const timeFormat = "2006-01-02T15:04:05.000000Z"

// Publication is what a publisher says of itself and of its data. It is kept with each version, so that a version
// answers alike for ever.
type Publication struct {
	Publisher  Publisher `json:"publisher"`
	BaseURL    string    `json:"baseURL"` // without a slash at its end
	Contact    Contact   `json:"contact,omitzero"`
	Contacts   Contacts  `json:"contacts,omitzero"`
	License    string    `json:"license,omitempty"`
	Policy     string    `json:"publicationPolicy,omitempty"`
	TimeZone   string    `json:"timeZone"` // IANA name
	OCIDPrefix string    `json:"ocidPrefix,omitempty"`
	Trial      bool      `json:"trial"`               // no registered ocid prefix yet
	Confirmed  []string  `json:"confirmed,omitempty"` // CODE:POINTER of findings that the publisher named harmless

	Complaints []Complaint `json:"complaints,omitempty"` // where reports and complaints about a process go

	Indicators json.RawMessage `json:"indicators,omitempty"` // what indicators compared with, as their Config encodes it; absent: their defaults
}

// Publisher is the `publisher` of an OCDS package.
type Publisher struct {
	Name   string `json:"name"`
	Scheme string `json:"scheme,omitempty"`
	UID    string `json:"uid,omitempty"`
	URI    string `json:"uri,omitempty"`
}

// Contact is where readers may ask.
type Contact struct {
	Email     string `json:"email,omitempty"`
	URL       string `json:"url,omitempty"`
	Telephone string `json:"telephone,omitempty"` // in the international form, as +62 21 1234567
}

// Contacts are those for particular matters.
type Contacts struct {
	Security       Contact `json:"security,omitzero"`       // of who finds a weakness of the server
	DataProtection Contact `json:"dataProtection,omitzero"` // of who finds data about themselves
	PPID           Contact `json:"ppid,omitzero"`           // the officer for public information (UU 14/2008)
}

// Complaint is a channel of the publisher's for reports and complaints about a process. URL is an address in which
// ComplaintPlaceholders are filled in, percent-encoded.
type Complaint struct {
	Name   string `json:"name"`
	NameEN string `json:"nameEN,omitempty"` // empty for the same
	URL    string `json:"url"`
}

// ComplaintPlaceholders are what may stand in the address of a channel for complaints: the process's ocid, its title, its
// number in the procurement system, the address of its page, and a text that holds all of these.
var ComplaintPlaceholders = []string{"{ocid}", "{title}", "{tenderID}", "{link}", "{text}"}

// Version is one published state of the dataset: the ledger's first Seq-1 entries, and the files made from them.
type Version struct {
	N           int64 // order
	ID          string
	Seq         int64 // of the version's own entry
	At          time.Time
	Releases    int64
	Records     int64
	Manifest    string // SHA-256 of its manifest.json
	Publication Publication
}

// Entries is the size of the ledger's prefix that the version covers.
func (v *Version) Entries() int64 { return v.Seq - 1 }

// Line is a release in the ledger.
type Line struct {
	Seq        int64
	OCID, ID   string
	SHA256     string // digest of Nonce, line feed and Line
	Nonce      string
	Line       []byte
	Extensions []string // that its package declares
}

// Record is a contracting process as one version has it.
type Record struct {
	OCID       string
	First      int64 // seq of its first release; lists are in this order
	Since      int64 // n of the version that last changed it
	Year       int
	Releases   []Link
	Extensions []string // that the packages of its releases declare
	Compiled   []byte
	Checks     []byte // what the rules found in it, JSON; nil where nothing was asked
	Facts      []byte // by which it is found; only written here
	Doc        int64  // number of the document that is found for it; 0 where that was not asked for
	History    []byte // what became of it, as schema.History encodes it; nil where it was not asked for, or never made

	until int64 // n of the version that has it otherwise
}

// Tags are the release's.
func (l *Link) Tags() (tags []string) {
	_ = json.Unmarshal(l.Tag, &tags) // what is no list of texts is no tag
	return tags
}

// Link names a release of a record.
type Link struct {
	ID   string          `json:"id"`
	Date string          `json:"date"`
	Tag  json.RawMessage `json:"tag"`
	Seq  int64           `json:"seq,omitempty"` // in the ledger; 0 of what was merged before it was kept
}

// Tags lists the tags of all its releases, each once.
func (r *Record) Tags() (all []string) {
	for _, l := range r.Releases {
		for _, tag := range l.Tags() {
			if !slices.Contains(all, tag) {
				all = append(all, tag)
			}
		}
	}
	return all
}

// Store is the ledger, open for writing.
type Store struct {
	db       *sql.DB
	dialect  *dialect
	location string

	// Now is the clock.
	Now func() time.Time
}

// Open opens the store at location for writing, makes it where there is none, and migrates it. A location is
// postgres://…, or else the path of a SQLite file.
func Open(ctx context.Context, location string) (*Store, error) {
	db, d, err := dial(location, false)
	if err != nil {
		return nil, err
	}
	s := &Store{db: db, dialect: d, location: location, Now: time.Now}
	if err := s.migrate(ctx); err != nil {
		_ = db.Close()
		return nil, err
	}
	return s, nil
}

// Close closes the database.
func (s *Store) Close() error { return s.db.Close() }

// Lock waits until no other process publishes into this store, and keeps others waiting until unlock. If it has
// to wait it calls waiting first, once.
func (s *Store) Lock(ctx context.Context, waiting func()) (unlock func(), err error) {
	return s.dialect.lockPublisher(ctx, s, waiting)
}

// write runs f in a transaction under the writer's lock: numbers that it gives are in order and without gap.
func (s *Store) write(ctx context.Context, f func(tx *sql.Tx) error) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("begin: %w", err)
	}
	defer func() { _ = tx.Rollback() }() // nothing after a commit
	if s.dialect.lockWriter != "" {
		if _, err := tx.ExecContext(ctx, s.dialect.lockWriter); err != nil {
			return fmt.Errorf("lock: %w", err)
		}
	}
	if err := f(tx); err != nil {
		return err
	}
	if err := tx.Commit(); err != nil {
		return fmt.Errorf("commit: %w", err)
	}
	return nil
}

// lastSeq is the number of the ledger's last entry, 0 for an empty ledger.
func lastSeq(ctx context.Context, tx *sql.Tx) (seq int64, err error) {
	err = tx.QueryRowContext(ctx, "select coalesce(max(seq), 0) from entries").Scan(&seq)
	return seq, err
}

func (s *Store) now() string { return s.Now().UTC().Format(timeFormat) }
