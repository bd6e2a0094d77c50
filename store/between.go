package store

import (
	"context"
	"fmt"
)

// Between passes the processes to f that two versions do not have alike, in order of First, with their histories: as a
// has them, and as b has them; nil where one has not the process. Either version may be the later. One process is held
// at a time.
func (r *Reader) Between(ctx context.Context, a, b *Version, f func(before, after *Record) error) error {
	old, late := min(a.N, b.N), max(a.N, b.N)
	columns, scan := reading([]Part{WithHistory})
	// What the older version has and the later has no more; then what the later has and the older had not yet.
	rows, err := r.db.QueryContext(ctx, `
		select `+columns+` from processes p join records r on r.ocid = p.ocid
		where r.since <= $1 and r.until > $1 and r.until <= $2 or r.since > $1 and r.since <= $2 and r.until > $2
		order by p.first, r.since`, old, late)
	if err != nil {
		return fmt.Errorf("compare versions %s and %s: %w", a.ID, b.ID, err)
	}
	defer rows.Close()
	p := pair{old: old, reversed: a.N > b.N, pass: f}
	for rows.Next() {
		record, err := scan(rows)
		if err == nil {
			err = p.add(&record)
		}
		if err != nil {
			return fmt.Errorf("compare versions %s and %s: %w", a.ID, b.ID, err)
		}
	}
	if err := rows.Err(); err != nil {
		return fmt.Errorf("compare versions %s and %s: %w", a.ID, b.ID, err)
	}
	return p.end()
}

// pair gathers the one or two records of a process.
type pair struct {
	old           int64 // number of the older version
	reversed      bool  // the later version is the first of the two
	before, after *Record
	pass          func(before, after *Record) error
}

func (p *pair) add(r *Record) error {
	var err error
	if former := p.before; former == nil || p.after != nil || former.OCID != r.OCID {
		err = p.end()
	}
	if r.Since <= p.old {
		p.before = r
	} else {
		p.after = r
	}
	return err
}

// end passes on what was gathered.
func (p *pair) end() error {
	before, after := p.before, p.after
	if p.before, p.after = nil, nil; before == nil && after == nil {
		return nil
	}
	if p.reversed {
		before, after = after, before
	}
	return p.pass(before, after)
}
