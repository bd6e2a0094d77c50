package store

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// ErrNotKept says that the store has not the results of a version: it keeps those of the latest one alone, and an older
// programme kept none. The version's files have them.
var ErrNotKept = errors.New("the results of this version are not kept")

// Result is what an indicator says of a subject.
type Result struct {
	Place int64 // from 1, in the order of the version's files; given where it is put
	About
	Text []byte // JSON
}

// About is by what results are sought; what is empty is of any.
type About struct {
	List      string // the table that has the result as a row
	Indicator string
	Subject   string // what kind of thing
	OCID      string
	Supplier  string
	Buyer     string
}

// columns names what the members are in the table.
func (a *About) columns() (names, values []string) {
	return []string{"list", "indicator", "subject", "ocid", "supplier", "buyer"},
		[]string{a.List, a.Indicator, a.Subject, a.OCID, a.Supplier, a.Buyer}
}

// Results puts the version's results, in batches and in their order, in the place of those of the version before.
func (b *Build) Results(each func(put func([]Result) error) error) error {
	err := b.exec("delete from results")
	if err == nil {
		err = b.exec("delete from judged")
	}
	if err == nil {
		err = b.exec("insert into judged (n) values ($1)", b.N)
	}
	if err != nil {
		return fmt.Errorf("replace results: %w", err)
	}
	var place int64
	return each(func(batch []Result) error {
		for i := range batch {
			place++
			batch[i].Place = place
		}
		return b.putResults(batch)
	})
}

func (b *Build) putResults(batch []Result) error {
	packed := make([][]byte, len(batch))
	parallel(len(batch), func(i int) { packed[i] = pack(batch[i].Text) })
	var rows []any
	for i := range batch {
		rows = append(rows, batch[i].Place, b.N)
		_, values := batch[i].columns()
		rows = append(rows, anys(values)...)
		rows = append(rows, packed[i])
	}
	err := inserter{b.ctx, b.tx, b.store.dialect}.rows(
		"insert into results (place, n, list, indicator, subject, ocid, supplier, buyer, result) values ", 9, "", "", rows)
	if err != nil {
		return fmt.Errorf("put results: %w", err)
	}
	return nil
}

// where is the condition for a version's results about something, with its arguments.
func (a *About) where(v *Version) (condition string, args []any) {
	var b strings.Builder
	b.WriteString(" from results where n = $1")
	args = append(args, v.N)
	names, values := a.columns()
	for i, value := range values {
		if value != "" {
			args = append(args, value)
			if names[i] == "list" && a.OCID+a.Supplier+a.Buyer != "" { // else SQLite walks along the whole list
				b.WriteString(" and list || '' = $" + strconv.Itoa(len(args)))
				continue
			}
			b.WriteString(" and " + names[i] + " = $" + strconv.Itoa(len(args)) + " and " + names[i] + " <> ''") // as the indices have it
		}
	}
	return b.String(), args
}

// CountResults counts a version's results about something; ErrNotKept where they are not kept.
func (r *Reader) CountResults(ctx context.Context, v *Version, a About) (total int, err error) {
	condition, args := a.where(v)
	if err := r.db.QueryRowContext(ctx, "select count(*)"+condition, args...).Scan(&total); err != nil {
		return 0, fmt.Errorf("count results: %w", err)
	}
	return total, r.judged(ctx, v)
}

// Results lists a version's results about something, in their order, from the one after a place on; ErrNotKept where
// they are not kept. Of each only Place and Text are read.
func (r *Reader) Results(ctx context.Context, v *Version, a About, after int64, limit int) ([]Result, error) {
	condition, args := a.where(v)
	args = append(args, after, limit)
	n := len(args)
	rows, err := r.db.QueryContext(ctx, fmt.Sprintf("select place, result%s and place > $%d order by place limit $%d", condition, n-1, n), args...)
	all, err := collect(rows, err, "results", func(row scanner) (result Result, err error) {
		var packed []byte
		if err = row.Scan(&result.Place, &packed); err == nil {
			result.Text, err = unpack(packed)
		}
		return result, err
	})
	if err == nil {
		err = r.judged(ctx, v)
	}
	return all, err
}

// judged finds out whether a version's results are kept. It is asked after they were read: they may have gone meanwhile.
func (r *Reader) judged(ctx context.Context, v *Version) error {
	var kept int
	err := r.db.QueryRowContext(ctx, "select count(*) from judged where n = $1", v.N).Scan(&kept)
	if err == nil && kept == 0 {
		err = ErrNotKept
	}
	if err != nil {
		return fmt.Errorf("results of version %s: %w", v.ID, err)
	}
	return nil
}
