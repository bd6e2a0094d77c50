package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"slices"
	"time"
)

// Build makes a version of the ledger, within one transaction: readers see all of it or nothing.
type Build struct {
	ctx   context.Context
	tx    *sql.Tx
	store *Store

	Previous *Version     // the latest version; nil for the first
	touched  map[int]bool // years of the records that were put
	doc      int64        // number of the newest document

	N       int64     // the number of the version that is being made
	Entries int64     // the ledger's size: the version covers all of it
	At      time.Time // of this build, for everything in it
}

// Build runs f in a transaction that sees the whole ledger. What f puts becomes public if f commits a version and
// returns no error.
func (s *Store) Build(ctx context.Context, f func(*Build) error) error {
	return s.write(ctx, func(tx *sql.Tx) error {
		b := &Build{ctx: ctx, tx: tx, store: s, touched: map[int]bool{}, N: 1, At: s.Now().UTC().Truncate(time.Microsecond)}
		var err error
		if b.Entries, err = lastSeq(ctx, tx); err != nil {
			return fmt.Errorf("build: %w", err)
		}
		if b.Previous, err = latest(ctx, tx); err != nil {
			return fmt.Errorf("build: %w", err)
		}
		if b.Previous != nil {
			b.N = b.Previous.N + 1
		}
		if b.doc, err = lastDoc(ctx, tx); err != nil {
			return fmt.Errorf("build: %w", err)
		}
		return f(b)
	})
}

// from is the last entry that is published already: the ledger's state at the version before.
func (b *Build) from() int64 {
	if b.Previous == nil {
		return 0
	}
	return b.Previous.Seq
}

// New counts the entries that no version covers yet.
func (b *Build) New() int64 { return b.Entries - b.from() }

// Process is a contracting process with all its releases, in ledger order.
type Process struct {
	OCID     string
	Releases []Line
	Before   []byte // the compiled release of the version before; nil where that did not have the process
}

// Changed gives the processes that have new entries, in order of ocid, in batches of at most size; f may write,
// since each batch is read whole before it is passed on.
func (b *Build) Changed(size int, f func(batch []Process, total int) error) error {
	// Sorted here: asked to sort, a database walks the index on ocid, through all that was ever published.
	rows, err := b.tx.QueryContext(b.ctx, "select ocid from entries where seq > $1 and type = 'release'", b.from())
	ocids, err := collect(rows, err, "changed processes", func(row scanner) (ocid string, err error) { return ocid, row.Scan(&ocid) })
	if err != nil {
		return err
	}
	slices.Sort(ocids)
	ocids = slices.Compact(ocids)
	for batch := range slices.Chunk(ocids, size) {
		processes, err := b.processes(batch)
		if err != nil {
			return err
		}
		if err := f(processes, len(ocids)); err != nil {
			return err
		}
	}
	return nil
}

func (b *Build) processes(ocids []string) (batch []Process, err error) {
	for part := range slices.Chunk(ocids, b.store.dialect.parameters) {
		rows, err := b.tx.QueryContext(b.ctx, `
			select `+lineColumns+` from entries e join lines l on l.seq = e.seq left join packages p on p.id = e.package
			where e.ocid in `+parameters(1, len(part))+` and e.type = 'release' order by e.ocid, e.seq`, anys(part)...)
		lines, err := collect(rows, err, "releases of changed processes", scanLine)
		if err != nil {
			return nil, err
		}
		for _, l := range lines {
			if k := len(batch); k == 0 || batch[k-1].OCID != l.OCID {
				batch = append(batch, Process{OCID: l.OCID})
			}
			p := &batch[len(batch)-1]
			p.Releases = append(p.Releases, l)
		}
	}
	return batch, b.before(batch)
}

// before adds what the version before has of the processes.
func (b *Build) before(batch []Process) error {
	if b.Previous == nil {
		return nil
	}
	places := make(map[string]int, len(batch))
	ocids := make([]string, len(batch))
	for i, p := range batch {
		places[p.OCID], ocids[i] = i, p.OCID
	}
	for part := range slices.Chunk(ocids, b.store.dialect.parameters-1) {
		rows, err := b.tx.QueryContext(b.ctx, "select ocid, compiled from records where until > $1 and ocid in "+parameters(2, len(part)),
			append([]any{b.N}, anys(part)...)...)
		_, err = collect(rows, err, "records before", func(row scanner) (_ struct{}, err error) {
			var ocid string
			var packed []byte
			if err = row.Scan(&ocid, &packed); err == nil {
				batch[places[ocid]].Before, err = unpack(packed)
			}
			return struct{}{}, err
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// PutRecords makes the records, at most BatchSize, those of this version and of the ones after it, until one puts
// another, and sets their Doc: numbers in their order.
func (b *Build) PutRecords(records []Record) error {
	packed := make([][3][]byte, len(records))
	parallel(len(records), func(i int) {
		packed[i] = [3][]byte{pack(records[i].Compiled), packAny(records[i].Checks), packAny(records[i].History)}
	})
	var ocids, processes, rows []any
	for i, r := range records {
		releases, err := json.Marshal(r.Releases)
		if err != nil {
			return fmt.Errorf("put record %s: %w", r.OCID, err)
		}
		extensions, _ := json.Marshal(append([]string{}, r.Extensions...)) // strings always encode
		b.touched[r.Year] = true
		records[i].Since, records[i].until = b.N, forever
		ocids = append(ocids, r.OCID)
		processes = append(processes, r.OCID, r.First, r.Year)
		rows = append(rows, r.OCID, b.N, int64(forever), string(releases), string(extensions), packed[i][0], packed[i][1], packed[i][2])
	}
	insert := inserter{b.ctx, b.tx, b.store.dialect}
	err := insert.rows("insert into processes (ocid, first, year) values ", 3, "", " on conflict (ocid) do nothing", processes)
	if err == nil {
		err = b.endRecords(ocids)
	}
	if err == nil {
		err = insert.rows("insert into records (ocid, since, until, releases, extensions, compiled, checks, history) values ", 8, "", "", rows)
	}
	if err == nil {
		err = b.putFound(records)
	}
	if err != nil {
		return fmt.Errorf("put records: %w", err)
	}
	return nil
}

// endRecords ends what earlier versions have of the processes.
func (b *Build) endRecords(ocids []any) error {
	for part := range slices.Chunk(ocids, b.store.dialect.parameters) {
		err := b.exec("update records set until = $1 where until > $1 and ocid in "+parameters(2, len(part)), append([]any{b.N}, part...)...)
		if err == nil {
			err = b.exec("update found set until = $1 where until > $1 and ocid in "+parameters(2, len(part)), append([]any{b.N}, part...)...)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (b *Build) exec(query string, args ...any) error {
	_, err := b.tx.ExecContext(b.ctx, query, args...)
	return err
}

// forever is the `until` of what the latest version still has.
const forever = 1 << 31

// Years lists the partitions, and of each whether this version changes it: whether records of it were put.
func (b *Build) Years() (years []int, changed map[int]bool, err error) {
	rows, err := b.tx.QueryContext(b.ctx, "select distinct year from processes order by year")
	years, err = collect(rows, err, "years", func(row scanner) (year int, err error) { return year, row.Scan(&year) })
	return years, b.touched, err
}

// Releases passes the releases of a year's processes to f, in ledger order.
func (b *Build) Releases(year int, f func(Line) error) error {
	rows, err := b.tx.QueryContext(b.ctx, `
		select `+lineColumns+` from processes y join entries e on e.ocid = y.ocid and e.type = 'release'
		join lines l on l.seq = e.seq left join packages p on p.id = e.package
		where y.year = $1 order by e.seq`, year)
	if err != nil {
		return fmt.Errorf("read releases of %d: %w", year, err)
	}
	defer rows.Close()
	for rows.Next() {
		l, err := scanLine(rows)
		if err != nil {
			return fmt.Errorf("read releases of %d: %w", year, err)
		}
		if err := f(l); err != nil {
			return err
		}
	}
	return rows.Err()
}

// Records passes the records of a year to f, in order of their first release's seq.
func (b *Build) Records(year int, f func(Record) error) error {
	rows, err := b.tx.QueryContext(b.ctx, `
		select `+recordColumns+`, r.checks, r.history from processes p join records r on r.ocid = p.ocid
		where p.year = $1 and r.until > $2 order by p.first`, year, b.N)
	if err != nil {
		return fmt.Errorf("read records of %d: %w", year, err)
	}
	defer rows.Close()
	for rows.Next() {
		r, err := scanWhole(rows)
		if err != nil {
			return fmt.Errorf("read records of %d: %w", year, err)
		}
		if err := f(r); err != nil {
			return err
		}
	}
	return rows.Err()
}

// Totals counts the releases and records that the version has: those of the version before are known.
func (b *Build) Totals() (releases, records int64, err error) {
	err = b.tx.QueryRowContext(b.ctx, `select (select count(*) from entries where seq > $1 and type = 'release'),
		(select count(*) from processes)`, b.from()).Scan(&releases, &records)
	if b.Previous != nil {
		releases += b.Previous.Releases
	}
	return releases, records, err
}

// Extensions lists, sorted, the extensions that packages of the ledger declare.
func (b *Build) Extensions() ([]string, error) {
	rows, err := b.tx.QueryContext(b.ctx, "select distinct extensions from packages")
	lists, err := collect(rows, err, "extensions", func(row scanner) (list []string, err error) {
		var text string
		if err = row.Scan(&text); err != nil {
			return nil, err
		}
		return list, json.Unmarshal([]byte(text), &list)
	})
	all := slices.Concat(lists...)
	slices.Sort(all)
	return append([]string{}, slices.Compact(all)...), err
}

// Commit appends the version's entry to the ledger and makes the version public with the end of Build.
func (b *Build) Commit(v *Version) error {
	v.N, v.Seq, v.At = b.N, b.Entries+1, b.At
	publication, err := json.Marshal(v.Publication)
	if err != nil {
		return fmt.Errorf("commit version: %w", err)
	}
	at := v.At.Format(timeFormat)
	err = b.exec("insert into entries (seq, type, ocid, id, sha256, at) values ($1, 'version', '', $2, $3, $4)",
		v.Seq, v.ID, v.Manifest, at)
	if err == nil {
		err = b.exec(`insert into versions (n, id, seq, at, releases, records, manifest, publication)
			values ($1, $2, $3, $4, $5, $6, $7, $8)`,
			v.N, v.ID, v.Seq, at, v.Releases, v.Records, v.Manifest, string(publication))
	}
	if err != nil {
		return fmt.Errorf("commit version %s: %w", v.ID, err)
	}
	return nil
}
