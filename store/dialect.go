package store

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/gofrs/flock"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/stdlib"
	"modernc.org/sqlite" // the embedded database
)

// This file holds all that the two databases disagree about.

//go:embed migrations
var migrations embed.FS

// dialect is what one database wants said otherwise than the other.
type dialect struct {
	name  string
	types *strings.Replacer // of what migrations say in braces

	prepares bool // the driver keeps prepared queries by itself

	// parameters is how many a statement should have at most: the time that the SQLite driver takes to bind them
	// grows with their square, while each statement is a journey to PostgreSQL.
	parameters int

	// lockWriter, if any, is run first in a writing transaction, so that one writer at a time gives numbers.
	lockWriter string

	// lockPublisher waits until no other process publishes; it calls waiting once if it has to.
	lockPublisher func(ctx context.Context, s *Store, waiting func()) (unlock func(), err error)
}

var embeddedSQLite = &dialect{
	name:          "sqlite",
	parameters:    64,
	types:         strings.NewReplacer("{integer}", "integer", "{text}", "text", "{blob}", "blob", "{clustered}", "without rowid"),
	lockPublisher: lockFile,
}

// advisoryWriter and advisoryPublisher are the keys of PostgreSQL's advisory locks ("terang" in ASCII, and two numbers).
const (
	advisoryWriter    = 0x746572616e670001
	advisoryPublisher = 0x746572616e670002
)

var postgres = &dialect{
	name:          "postgres",
	prepares:      true,
	parameters:    3000,
	types:         strings.NewReplacer("{integer}", "bigint", "{text}", `text collate "C"`, "{blob}", "bytea", "{clustered}", ""),
	lockWriter:    fmt.Sprintf("select pg_advisory_xact_lock(%d)", int64(advisoryWriter)),
	lockPublisher: lockAdvisory,
}

// dial opens the database that location names: postgres://…, or else the path of a SQLite file. A reader's
// connections cannot write, by the database's own refusal.
func dial(location string, readOnly bool) (*sql.DB, *dialect, error) {
	dialect, open := embeddedSQLite, dialSQLite
	if strings.HasPrefix(location, "postgres://") || strings.HasPrefix(location, "postgresql://") {
		dialect, open = postgres, dialPostgres
	}
	db, err := open(location, readOnly)
	if err != nil {
		return nil, nil, err
	}
	// As many stay open as may be: a new connection is dearer than most queries.
	db.SetMaxOpenConns(maxConnections)
	db.SetMaxIdleConns(maxConnections)
	return db, dialect, nil
}

// maxConnections is how many queries run at once; the others wait their turn.
const maxConnections = 16

func dialPostgres(location string, readOnly bool) (*sql.DB, error) {
	config, err := pgx.ParseConfig(location)
	if err != nil {
		return nil, fmt.Errorf("open store: %w", err)
	}
	if readOnly {
		config.RuntimeParams["default_transaction_read_only"] = "on"
	}
	return stdlib.OpenDB(*config), nil
}

func dialSQLite(path string, readOnly bool) (*sql.DB, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return nil, fmt.Errorf("open store: %w", err)
	}
	options := url.Values{"_pragma": {"busy_timeout(60000)", "foreign_keys(1)"}}
	if readOnly {
		if _, err := os.Stat(path); err != nil {
			return nil, fmt.Errorf("open store: %w", ErrNoStore)
		}
		options.Set("mode", "ro")
		options.Add("_pragma", "query_only(1)")
	} else {
		// FULL: an entry that was acknowledged survives a power cut.
		options.Add("_pragma", "journal_mode(wal)")
		options.Add("_pragma", "synchronous(full)")
		options.Set("_txlock", "immediate")
	}
	file := url.URL{Scheme: "file", Path: filepath.ToSlash(path), RawQuery: options.Encode()}
	return sql.Open("sqlite", file.String())
}

// explainOpening says what to do about an error of the first look into a store.
func explainOpening(err error) error {
	var lite *sqlite.Error
	var post *pgconn.PgError
	const readOnly, undefinedTable = 8, "42P01" // SQLITE_READONLY, undefined_table
	switch {
	case errors.As(err, &lite) && lite.Code()&0xff == readOnly:
		return fmt.Errorf("SQLite has to write beside its file even to read it: let this user write in its folder, or keep the store in PostgreSQL (%w)", err)
	case errors.As(err, &lite) && strings.Contains(err.Error(), "no such table"), errors.As(err, &post) && post.Code == undefinedTable:
		return ErrNoStore
	}
	return err
}

// lockFile locks a file beside the SQLite database; the system frees it when its process ends.
func lockFile(ctx context.Context, s *Store, waiting func()) (func(), error) {
	lock := flock.New(s.location + ".lock")
	locked, err := lock.TryLock()
	if err == nil && !locked {
		waiting()
		_, err = lock.TryLockContext(ctx, 100*time.Millisecond)
	}
	if err != nil {
		return nil, fmt.Errorf("wait for the other publisher: %w", err)
	}
	return func() { _ = lock.Unlock() }, nil
}

// lockAdvisory locks on a connection of its own; the server frees it when the connection ends.
func lockAdvisory(ctx context.Context, s *Store, waiting func()) (func(), error) {
	conn, err := s.db.Conn(ctx)
	if err != nil {
		return nil, fmt.Errorf("lock store: %w", err)
	}
	var locked bool
	err = conn.QueryRowContext(ctx, "select pg_try_advisory_lock($1)", int64(advisoryPublisher)).Scan(&locked)
	if err == nil && !locked {
		waiting()
		_, err = conn.ExecContext(ctx, "select pg_advisory_lock($1)", int64(advisoryPublisher))
	}
	if err != nil {
		_ = conn.Close()
		return nil, fmt.Errorf("wait for the other publisher: %w", err)
	}
	return func() {
		_, _ = conn.ExecContext(context.WithoutCancel(ctx), "select pg_advisory_unlock($1)", int64(advisoryPublisher))
		_ = conn.Close()
	}, nil
}
