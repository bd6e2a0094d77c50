package store

import (
	"context"
	"fmt"
)

// Flags are which processes of a version an indicator flags, and which not (search/ knows what the bytes say).
type Flags struct {
	Indicator string
	Sets      []byte
}

// Docs gives the document that the version has of each process, by ocid, and the number of the newest document. It is
// asked once all records are put.
func (b *Build) Docs() (docs map[string]int64, last int64, err error) {
	rows, err := b.tx.QueryContext(b.ctx, "select ocid, doc from found where until > $1", b.N)
	if err != nil {
		return nil, 0, fmt.Errorf("read documents: %w", err)
	}
	defer rows.Close()
	docs = map[string]int64{}
	for rows.Next() {
		var ocid string
		var doc int64
		if err := rows.Scan(&ocid, &doc); err != nil {
			return nil, 0, fmt.Errorf("read documents: %w", err)
		}
		docs[ocid] = doc
	}
	if err := rows.Err(); err != nil {
		return nil, 0, fmt.Errorf("read documents: %w", err)
	}
	return docs, b.doc, nil
}

// PutFlags keeps the version's flags, one of each indicator. Unlike results they stay when other versions come.
func (b *Build) PutFlags(flags []Flags) error {
	packed := make([][]byte, len(flags))
	parallel(len(flags), func(i int) { packed[i] = pack(flags[i].Sets) })
	rows := make([]any, 0, 3*len(flags))
	for i, f := range flags {
		rows = append(rows, b.N, f.Indicator, packed[i])
	}
	err := inserter{b.ctx, b.tx, b.store.dialect}.rows("insert into flags (n, indicator, sets) values ", 3, "", "", rows)
	if err != nil {
		return fmt.Errorf("put flags: %w", err)
	}
	return nil
}

// Flags lists a version's flags in order of their indicators: none where an older programme published it.
func (r *Reader) Flags(ctx context.Context, v *Version) ([]Flags, error) {
	rows, err := r.db.QueryContext(ctx, "select indicator, sets from flags where n = $1 order by indicator", v.N)
	return collect(rows, err, "flags of version "+v.ID, func(row scanner) (f Flags, err error) {
		var packed []byte
		if err = row.Scan(&f.Indicator, &packed); err == nil {
			f.Sets, err = unpack(packed)
		}
		return f, err
	})
}
