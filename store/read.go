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

// Reader reads what versions commit to. It has no method that writes, and its connections refuse to.
type Reader struct {
	db *prepared
}

// OpenReader opens the store at location for reading.
func OpenReader(ctx context.Context, location string) (*Reader, error) {
	db, dialect, err := dial(location, true)
	if err != nil {
		return nil, err
	}
	if err := checkSchema(ctx, db); err != nil {
		_ = db.Close()
		return nil, err
	}
	return &Reader{&prepared{db: db, itself: dialect.prepares}}, nil
}

// Close closes the database.
func (r *Reader) Close() error { return r.db.Close() }

// querier is a database or a transaction.
type querier interface {
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

type scanner interface{ Scan(...any) error }

const versionColumns = "n, id, seq, at, releases, records, manifest, publication"

func scanVersion(row scanner) (*Version, error) {
	var v Version
	var at, publication string
	err := row.Scan(&v.N, &v.ID, &v.Seq, &at, &v.Releases, &v.Records, &v.Manifest, &publication)
	if err == nil {
		v.At, err = time.Parse(timeFormat, at)
	}
	if err == nil {
		err = json.Unmarshal([]byte(publication), &v.Publication)
	}
	return &v, err
}

// latest gives the latest version, nil where there is none.
func latest(ctx context.Context, q querier) (*Version, error) {
	v, err := scanVersion(q.QueryRowContext(ctx, "select "+versionColumns+" from versions order by n desc limit 1"))
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	return v, err
}

// Latest gives the latest version; ErrNotFound before the first.
func (r *Reader) Latest(ctx context.Context) (*Version, error) {
	v, err := latest(ctx, r.db)
	if err == nil && v == nil {
		err = ErrNotFound
	}
	if err != nil {
		return nil, fmt.Errorf("latest version: %w", err)
	}
	return v, nil
}

// Version finds a version by its id, or by a day (YYYY-MM-DD): the last one of or before that day.
func (r *Reader) Version(ctx context.Context, ref string) (*Version, error) {
	query := "select " + versionColumns + " from versions where id = $1"
	if _, err := time.Parse(time.DateOnly, ref); err == nil {
		// An id begins with its day, and ids never go backwards, so the last id below the day's end is the one.
		query = "select " + versionColumns + " from versions where substr(id, 1, 10) <= $1 order by n desc limit 1"
	}
	v, err := scanVersion(r.db.QueryRowContext(ctx, query, ref))
	if errors.Is(err, sql.ErrNoRows) {
		err = ErrNotFound
	}
	if err != nil {
		return nil, fmt.Errorf("version %s: %w", ref, err)
	}
	return v, nil
}

// Versions lists versions, newest first, from the one before n on; a before of 0 starts at the newest.
func (r *Reader) Versions(ctx context.Context, before int64, limit int) ([]*Version, error) {
	if before == 0 {
		before = forever
	}
	rows, err := r.db.QueryContext(ctx, "select "+versionColumns+" from versions where n < $1 order by n desc limit $2", before, limit)
	return collect(rows, err, "versions", scanVersion)
}

const lineColumns = "e.seq, e.ocid, e.id, e.sha256, l.nonce, l.line, coalesce(p.extensions, '[]')"

func scanLine(row scanner) (l Line, err error) {
	var packed []byte
	var extensions string
	if err = row.Scan(&l.Seq, &l.OCID, &l.ID, &l.SHA256, &l.Nonce, &packed, &extensions); err != nil {
		return l, err
	}
	if l.Line, err = unpack(packed); err != nil {
		return l, fmt.Errorf("entry %d: %w", l.Seq, err)
	}
	return l, json.Unmarshal([]byte(extensions), &l.Extensions)
}

// Releases lists the releases of a version in ledger order, from the entry after the given one on.
func (r *Reader) Releases(ctx context.Context, v *Version, after int64, limit int) ([]Line, error) {
	rows, err := r.db.QueryContext(ctx, `
		select `+lineColumns+` from entries e join lines l on l.seq = e.seq left join packages p on p.id = e.package
		where e.seq > $1 and e.seq < $2 and e.type = 'release' order by e.seq limit $3`, after, v.Seq, limit)
	return collect(rows, err, "releases", scanLine)
}

// Release gives one release of a version.
func (r *Reader) Release(ctx context.Context, v *Version, ocid, id string) (*Line, error) {
	l, err := scanLine(r.db.QueryRowContext(ctx, `
		select `+lineColumns+` from entries e join lines l on l.seq = e.seq left join packages p on p.id = e.package
		where e.ocid = $1 and e.id = $2 and e.type = 'release' and e.seq < $3`, ocid, id, v.Seq))
	if errors.Is(err, sql.ErrNoRows) {
		err = ErrNotFound
	}
	if err != nil {
		return nil, fmt.Errorf("release %s of %s: %w", id, ocid, err)
	}
	return &l, nil
}

// ReleasesOf lists all releases that a version has of the processes, by ocid, each in ledger order.
func (r *Reader) ReleasesOf(ctx context.Context, v *Version, ocids ...string) (map[string][]Line, error) {
	all := make(map[string][]Line, len(ocids))
	const most = 50 // as many as a page of records is read in
	for part := range slices.Chunk(ocids, most) {
		args := append([]any{v.Seq}, anys(part)...)
		rows, err := r.db.QueryContext(ctx, `
			select `+lineColumns+` from entries e join lines l on l.seq = e.seq left join packages p on p.id = e.package
			where e.ocid in `+parameters(2, len(part))+` and e.seq < $1 and e.type = 'release' order by e.seq`, args...)
		lines, err := collect(rows, err, "releases of records", scanLine)
		if err != nil {
			return nil, err
		}
		for _, l := range lines {
			all[l.OCID] = append(all[l.OCID], l)
		}
	}
	return all, nil
}

const recordColumns = "r.ocid, p.first, r.since, p.year, r.releases, r.extensions, r.compiled"

func scanRecord(row scanner) (Record, error) { return scanRecordAnd(row) }

// scanWhole scans a record's columns, what the rules found, and its history.
func scanWhole(row scanner) (Record, error) {
	var checks []byte
	r, err := scanHistory(row, &checks)
	if err == nil {
		r.Checks, err = unpackAny(checks)
	}
	return r, err
}

// scanHistory scans a record's columns, more of them, and its history.
func scanHistory(row scanner, more ...any) (Record, error) {
	var history []byte
	r, err := scanRecordAnd(row, append(more, &history)...)
	if err == nil {
		r.History, err = unpackAny(history)
	}
	return r, err
}

func scanRecordAnd(row scanner, more ...any) (r Record, err error) {
	var releases, extensions string
	var packed []byte
	columns := []any{&r.OCID, &r.First, &r.Since, &r.Year, &releases, &extensions, &packed}
	if err = row.Scan(append(columns, more...)...); err != nil {
		return r, err
	}
	if r.Compiled, err = unpack(packed); err != nil {
		return r, fmt.Errorf("record %s: %w", r.OCID, err)
	}
	if err = json.Unmarshal([]byte(releases), &r.Releases); err != nil {
		return r, err
	}
	return r, json.Unmarshal([]byte(extensions), &r.Extensions)
}

// Part names what a record has that not every reader wants.
type Part string

// WithHistory asks for Record.History.
const WithHistory Part = "history"

// reading gives the columns to ask for, and how to scan them.
func reading(parts []Part) (columns string, scan func(scanner) (Record, error)) {
	if slices.Contains(parts, WithHistory) {
		return recordColumns + ", r.history", func(row scanner) (Record, error) { return scanHistory(row) }
	}
	return recordColumns, scanRecord
}

// Records lists the records of a version in order of First, from the one after the given First on.
func (r *Reader) Records(ctx context.Context, v *Version, after int64, limit int, parts ...Part) ([]Record, error) {
	columns, scan := reading(parts)
	rows, err := r.db.QueryContext(ctx, `
		select `+columns+` from processes p join records r on r.ocid = p.ocid
		where p.first > $1 and p.first < $2 and r.since <= $3 and r.until > $3 order by p.first limit $4`,
		after, v.Seq, v.N, limit)
	return collect(rows, err, "records", scan)
}

// Record gives one record of a version.
func (r *Reader) Record(ctx context.Context, v *Version, ocid string, parts ...Part) (*Record, error) {
	columns, scan := reading(parts)
	record, err := scan(r.db.QueryRowContext(ctx, `
		select `+columns+` from processes p join records r on r.ocid = p.ocid
		where r.ocid = $1 and r.since <= $2 and r.until > $2`, ocid, v.N))
	if errors.Is(err, sql.ErrNoRows) {
		err = ErrNotFound
	}
	if err != nil {
		return nil, fmt.Errorf("record %s: %w", ocid, err)
	}
	return &record, nil
}

// ByNumber gives the version with the number n.
func (r *Reader) ByNumber(ctx context.Context, n int64) (*Version, error) {
	v, err := scanVersion(r.db.QueryRowContext(ctx, "select "+versionColumns+" from versions where n = $1", n))
	if errors.Is(err, sql.ErrNoRows) {
		err = ErrNotFound
	}
	if err != nil {
		return nil, fmt.Errorf("version number %d: %w", n, err)
	}
	return v, nil
}

// Covering gives the first version that covers the entry seq.
func (r *Reader) Covering(ctx context.Context, seq int64) (*Version, error) {
	v, err := scanVersion(r.db.QueryRowContext(ctx, "select "+versionColumns+" from versions where seq > $1 order by n limit 1", seq))
	if errors.Is(err, sql.ErrNoRows) {
		err = ErrNotFound
	}
	if err != nil {
		return nil, fmt.Errorf("version of entry %d: %w", seq, err)
	}
	return v, nil
}

// collect scans all rows of a query that may have failed.
func collect[T any](rows *sql.Rows, err error, what string, scan func(scanner) (T, error)) ([]T, error) {
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", what, err)
	}
	defer rows.Close()
	var all []T
	for rows.Next() {
		one, err := scan(rows)
		if err != nil {
			return nil, fmt.Errorf("read %s: %w", what, err)
		}
		all = append(all, one)
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("read %s: %w", what, err)
	}
	return all, nil
}

func anys[T any](list []T) []any {
	all := make([]any, len(list))
	for i, one := range list {
		all[i] = one
	}
	return all
}

// parameters writes a list of n numbered parameters, from first on: ($2,$3) for 2 and 2.
func parameters(first, n int) string {
	b := []byte{'('}
	for i := range n {
		if i > 0 {
			b = append(b, ',')
		}
		b = fmt.Appendf(b, "$%d", first+i)
	}
	return string(append(b, ')'))
}
