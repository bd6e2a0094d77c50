package store

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"

	"terang/schema"
)

// State is what became of a release that was handed in.
type State string

// The states.
const (
	Appended State = "appended" // a new entry of the ledger
	Present  State = "present"  // the ledger has it, with an equal value
	Conflict State = "conflict" // the ledger has another value under its ocid and id
)

// Outcome is what became of one release.
type Outcome struct {
	State  State
	Seq    int64  // of its entry, new or old
	SHA256 string // its digest; of a conflict, under the nonce of the entry that is there
	There  string // of a conflict: the digest of the entry that is there
}

// BatchSize is how many releases Add takes at once at most.
const BatchSize = 500

// Appender adds releases to the ledger within one transaction.
type Appender struct {
	ctx      context.Context
	tx       *sql.Tx
	store    *Store
	seq      int64                     // of the last entry
	packages map[*schema.Package]int64 // numbers of packages, given at their first release
	next     int64                     // number of the next package
}

// Append runs f in one transaction under the writer's lock: all that it adds becomes part of the ledger, or, if
// it fails, nothing does.
func (s *Store) Append(ctx context.Context, f func(*Appender) error) error {
	return s.write(ctx, func(tx *sql.Tx) error {
		a := &Appender{ctx: ctx, tx: tx, store: s, packages: map[*schema.Package]int64{}}
		var err error
		if a.seq, err = lastSeq(ctx, tx); err != nil {
			return fmt.Errorf("append: %w", err)
		}
		err = tx.QueryRowContext(ctx, "select coalesce(max(id), 0) + 1 from packages").Scan(&a.next)
		if err != nil {
			return fmt.Errorf("append: %w", err)
		}
		return f(a)
	})
}

// Add adds releases, at most BatchSize, in order, and says what became of each.
func (a *Appender) Add(releases []*schema.Release) ([]Outcome, error) {
	there, err := a.lookup(releases)
	if err != nil {
		return nil, fmt.Errorf("append: %w", err)
	}
	outcomes := make([]Outcome, len(releases))
	var fresh []*pending
	for i, r := range releases {
		key := [2]string{r.OCID, r.ID}
		if known, ok := there[key]; ok {
			outcomes[i] = known.compare(r)
			continue
		}
		p := newPending(a.seq+int64(len(fresh))+1, r, a.number(r.Package))
		fresh = append(fresh, p)
		there[key] = &p.Line
		outcomes[i] = Outcome{State: Appended, Seq: p.Seq, SHA256: p.SHA256}
	}
	if err := a.insert(fresh); err != nil {
		return nil, fmt.Errorf("append: %w", err)
	}
	a.seq += int64(len(fresh))
	return outcomes, nil
}

// Nested runs f so that, if it fails, nothing that it added remains, while what was added before it does.
func (a *Appender) Nested(f func() error) error {
	if _, err := a.tx.ExecContext(a.ctx, "savepoint nested"); err != nil {
		return fmt.Errorf("append: %w", err)
	}
	seq, next, packages := a.seq, a.next, maps.Clone(a.packages)
	failure := f()
	end := "release savepoint nested"
	if failure != nil {
		a.seq, a.next, a.packages = seq, next, packages
		end = "rollback to savepoint nested; release savepoint nested"
	}
	if _, err := a.tx.ExecContext(a.ctx, end); err != nil {
		return errors.Join(failure, fmt.Errorf("append: %w", err))
	}
	return failure
}

// ClosePackage keeps what a package says beside its releases, if any of them was added.
func (a *Appender) ClosePackage(p *schema.Package) error {
	id, ok := a.packages[p]
	if !ok {
		return nil
	}
	extensions, err := json.Marshal(append([]string{}, p.Extensions()...))
	if err == nil {
		_, err = a.tx.ExecContext(a.ctx, "insert into packages (id, line, extensions, at) values ($1, $2, $3, $4)",
			id, string(p.Line), string(extensions), a.store.now())
	}
	if err != nil {
		return fmt.Errorf("append package: %w", err)
	}
	return nil
}

func (a *Appender) number(p *schema.Package) *int64 {
	if p == nil {
		return nil
	}
	id, ok := a.packages[p]
	if !ok {
		id = a.next
		a.next++
		a.packages[p] = id
	}
	return &id
}

// pending is a release on its way into the ledger.
type pending struct {
	Line
	pkg    *int64
	packed []byte
}

func newPending(seq int64, r *schema.Release, pkg *int64) *pending {
	nonce := make([]byte, 16)
	_, _ = rand.Read(nonce) // never fails
	p := &pending{pkg: pkg}
	p.Seq, p.OCID, p.ID, p.Line.Line, p.Nonce = seq, r.OCID, r.ID, r.Line, hex.EncodeToString(nonce)
	p.SHA256 = Digest(p.Nonce, r.Line)
	return p
}

// Digest is what the ledger says of a release: the SHA-256, in hex, of the nonce in hex, a line feed, and the line.
func Digest(nonce string, line []byte) string {
	h := sha256.New()
	h.Write([]byte(nonce))
	h.Write([]byte{'\n'})
	h.Write(line)
	return hex.EncodeToString(h.Sum(nil))
}

// compare tells an equal release from a conflicting one.
func (l *Line) compare(r *schema.Release) Outcome {
	if schema.Equal(l.Line, r.Line) {
		return Outcome{State: Present, Seq: l.Seq, SHA256: l.SHA256}
	}
	return Outcome{State: Conflict, Seq: l.Seq, SHA256: Digest(l.Nonce, r.Line), There: l.SHA256}
}

// lookup finds the entries that have the ocid and id of one of the releases.
func (a *Appender) lookup(releases []*schema.Release) (map[[2]string]*Line, error) {
	found := map[[2]string]*Line{}
	for part := range slices.Chunk(releases, a.store.dialect.parameters/2) {
		args := make([]any, 0, 2*len(part))
		for _, r := range part {
			args = append(args, r.OCID, r.ID)
		}
		rows, err := a.tx.QueryContext(a.ctx, `
			select `+lineColumns+` from entries e join lines l on l.seq = e.seq left join packages p on p.id = e.package
			where e.type = 'release' and (e.ocid, e.id) in (values `+tuples(len(part), 2, "")+`)`, args...)
		lines, err := collect(rows, err, "releases that are there", scanLine)
		if err != nil {
			return nil, err
		}
		for _, l := range lines {
			found[[2]string{l.OCID, l.ID}] = &l
		}
	}
	return found, nil
}

func (a *Appender) insert(fresh []*pending) error {
	parallel(len(fresh), func(i int) { fresh[i].packed = pack(fresh[i].Line.Line) })
	at := a.store.now()
	var entries, lines []any
	for _, p := range fresh {
		entries = append(entries, p.Seq, p.OCID, p.ID, p.SHA256, p.pkg, at)
		lines = append(lines, p.Seq, p.Nonce, p.packed)
	}
	insert := inserter{a.ctx, a.tx, a.store.dialect}
	err := insert.rows("insert into entries (type, seq, ocid, id, sha256, package, at) values ", 6, "'release',", "", entries)
	if err != nil {
		return err
	}
	return insert.rows("insert into lines (seq, nonce, line) values ", 3, "", "", lines)
}

// inserter inserts many rows with few statements.
type inserter struct {
	ctx     context.Context
	tx      *sql.Tx
	dialect *dialect
}

// rows inserts rows of width cells, each row begun with a literal; tail ends the statement.
func (i inserter) rows(head string, width int, literal, tail string, cells []any) error {
	for part := range slices.Chunk(cells, max(1, i.dialect.parameters/width)*width) {
		if _, err := i.tx.ExecContext(i.ctx, head+tuples(len(part)/width, width, literal)+tail, part...); err != nil {
			return err
		}
	}
	return nil
}

// tuples writes rows of numbered parameters, each begun with a literal: ($1,$2),($3,$4) for two rows of two and none.
func tuples(rows, width int, literal string) string {
	var b strings.Builder
	for r := range rows {
		if r > 0 {
			b.WriteByte(',')
		}
		b.WriteString("(" + literal)
		for c := range width {
			if c > 0 {
				b.WriteByte(',')
			}
			b.WriteByte('$')
			b.WriteString(strconv.Itoa(r*width + c + 1))
		}
		b.WriteByte(')')
	}
	return b.String()
}

// parallel calls f for 0 to n-1 on all cores and returns when all are done.
func parallel(n int, f func(i int)) {
	var pool sync.WaitGroup
	workers := runtime.GOMAXPROCS(0)
	for w := range workers {
		pool.Go(func() {
			for i := w; i < n; i += workers {
				f(i)
			}
		})
	}
	pool.Wait()
}
