package store

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"
)

// EntryType is what an entry of the ledger is.
type EntryType string

// The types.
const (
	ReleaseEntry    EntryType = "release"
	VersionEntry    EntryType = "version"
	WithdrawalEntry EntryType = "withdrawal"
	KeyEntry        EntryType = "key"
)

// Entry is an entry of the ledger without its line.
type Entry struct {
	Seq    int64
	Type   EntryType
	OCID   string // of a release or withdrawal, else empty
	ID     string // of the release, version or key
	SHA256 string // of a release its digest, of a version its manifest's
	At     time.Time
}

const entryColumns = "seq, type, ocid, id, sha256, at"

func scanEntry(row scanner) (e Entry, err error) {
	var at string
	if err = row.Scan(&e.Seq, &e.Type, &e.OCID, &e.ID, &e.SHA256, &at); err == nil {
		e.At, err = time.Parse(timeFormat, at)
	}
	return e, err
}

// Entries lists what the ledger has up to a version's own entry, in order and without gap, from the entry after the
// given one on. What was appended since is not published, and is not listed.
func (r *Reader) Entries(ctx context.Context, v *Version, after int64, limit int) ([]Entry, error) {
	rows, err := r.db.QueryContext(ctx, "select "+entryColumns+` from entries
		where seq > $1 and seq <= $2 order by seq limit $3`, after, v.Seq, limit)
	return collect(rows, err, "entries", scanEntry)
}

// EntriesBefore lists the same newest first, from the entry before the given one on.
func (r *Reader) EntriesBefore(ctx context.Context, v *Version, before int64, limit int) ([]Entry, error) {
	rows, err := r.db.QueryContext(ctx, "select "+entryColumns+` from entries
		where seq < $1 and seq <= $2 order by seq desc limit $3`, before, v.Seq, limit)
	return collect(rows, err, "entries", scanEntry)
}

// EntriesOf lists the entries of the processes of documents that a version has, in order; never nil.
func (r *Reader) EntriesOf(ctx context.Context, v *Version, docs []int64) ([]Entry, error) {
	all := []Entry{}
	const most = 50
	for part := range slices.Chunk(docs, most) {
		rows, err := r.db.QueryContext(ctx, "select "+entryColumns+` from entries
			where ocid in (select ocid from found where doc in `+parameters(2, len(part))+") and seq < $1", append([]any{v.Seq}, anys(part)...)...)
		entries, err := collect(rows, err, "entries of processes", scanEntry)
		if err != nil {
			return nil, err
		}
		all = append(all, entries...)
	}
	slices.SortFunc(all, func(a, b Entry) int { return cmp.Compare(a.Seq, b.Seq) })
	return all, nil
}

// Lines gives the releases that have the numbers, by number. What is no release, or was withdrawn, is left out, as is
// what the version does not make public.
func (r *Reader) Lines(ctx context.Context, v *Version, seqs ...int64) (map[int64]Line, error) {
	found := make(map[int64]Line, len(seqs))
	const most = 50 // as many as a page of changes is read in
	for part := range slices.Chunk(seqs, most) {
		args := append([]any{v.Seq}, anys(part)...)
		rows, err := r.db.QueryContext(ctx, `
			select `+lineColumns+` from entries e join lines l on l.seq = e.seq left join packages p on p.id = e.package
			where e.seq in `+parameters(2, len(part))+` and e.seq < $1 and e.type = 'release'`, args...)
		lines, err := collect(rows, err, "lines of entries", scanLine)
		if err != nil {
			return nil, err
		}
		for _, l := range lines {
			found[l.Seq] = l
		}
	}
	return found, nil
}

// Publishing lists, in order, the versions that first published the entries from one to another: the first of them
// whose own entry is not before the first, to the first whose own entry is not before the last.
func (r *Reader) Publishing(ctx context.Context, first, last int64) ([]*Version, error) {
	rows, err := r.db.QueryContext(ctx, "select "+versionColumns+` from versions
		where seq >= $1 and seq <= (select min(seq) from versions where seq >= $2) order by n`, first, last)
	all, err := collect(rows, err, "versions", scanVersion)
	if err == nil && len(all) == 0 {
		err = fmt.Errorf("versions of the entries %d to %d: %w", first, last, ErrNotFound)
	}
	return all, err
}
