package store

import (
	"context"
	"fmt"
	"time"
)

// Dated is a process, and when the version was published that last changed its record.
type Dated struct {
	OCID string
	At   time.Time
}

// Dates lists the processes of a version whose First is above after and at most upTo, in that order, without reading
// their records: at most upTo - after of them.
func (r *Reader) Dates(ctx context.Context, v *Version, after, upTo int64) ([]Dated, error) {
	rows, err := r.db.QueryContext(ctx, `
		select r.ocid, v.at from processes p join records r on r.ocid = p.ocid join versions v on v.n = r.since
		where p.first > $1 and p.first <= $2 and p.first < $3 and r.since <= $4 and r.until > $4 order by p.first`,
		after, upTo, v.Seq, v.N)
	return collect(rows, err, "dates of records", scanDated)
}

func scanDated(row scanner) (d Dated, err error) {
	var at string
	if err = row.Scan(&d.OCID, &at); err == nil {
		if d.At, err = time.Parse(timeFormat, at); err != nil {
			err = fmt.Errorf("record %s: %w", d.OCID, err)
		}
	}
	return d, err
}
