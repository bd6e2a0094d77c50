package reading

import (
	"context"
	"fmt"
	"runtime"
	"slices"
	"sync"

	"terang/exporters"
	"terang/search"
	"terang/store"
	"terang/tables"
)

// Rows makes the rows that keys stand for, in their order: of processes, the first row that each has in the table; of
// contracts, the one that the key names.
func (r *Reader) Rows(ctx context.Context, v *store.Version, k *tables.Kind, keys []search.Key) (*exporters.Rows, error) {
	zone, err := Zone(v)
	if err != nil {
		return nil, err
	}
	docs, places := Distinct(keys)
	records, err := r.RecordsOf(ctx, v, docs, store.WithHistory)
	if err != nil {
		return nil, err
	}
	made := make([]*exporters.Rows, len(records))
	err = inParallel(len(records), func(i int) error {
		p, err := r.Process(&records[i], zone)
		if err == nil {
			made[i] = exporters.NewRows(len(k.Table.Columns))
			k.Rows(p, made[i])
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	rows := exporters.NewRows(len(k.Table.Columns))
	for i, key := range keys {
		if from := made[places[i]]; int(key.Contract) < from.Len() {
			rows.Append(CellsOf(from, int(key.Contract)))
		}
	}
	return rows, nil
}

// Party is the row of an organization among the parties of the process that a key stands for; no row where it is none of
// them.
func (r *Reader) Party(ctx context.Context, v *store.Version, key search.Key, id string) (*exporters.Table, *exporters.Rows, error) {
	k := r.Kind("parties")
	one := exporters.NewRows(len(k.Table.Columns))
	records, err := r.RecordsOf(ctx, v, []int64{key.Doc})
	if err != nil {
		return nil, nil, err
	}
	p, err := r.ProcessIn(&records[0], v)
	if err != nil {
		return nil, nil, err
	}
	all := exporters.NewRows(len(k.Table.Columns))
	k.Rows(p, all)
	at := slices.IndexFunc(k.Table.Columns, func(c exporters.Column) bool { return c.Name == "organization_id" })
	for row := range all.Len() {
		if string(all.Cell(row, at)) == id {
			one.Append(CellsOf(all, row))
			break
		}
	}
	return k.Table, one, nil
}

// RecordsOf are the records of documents; one that is missing is a fault, or a list would be short.
func (r *Reader) RecordsOf(ctx context.Context, v *store.Version, docs []int64, parts ...store.Part) ([]store.Record, error) {
	records, err := r.Documents(ctx, docs, parts...)
	if err == nil && len(records) != len(docs) {
		err = fmt.Errorf("version %s: %d documents have no record", v.ID, len(docs)-len(records))
	}
	return records, err
}

// Distinct lists the documents of keys once, and for each key the place of its own.
func Distinct(keys []search.Key) (docs []int64, places []int) {
	seen := make(map[int64]int, len(keys))
	for _, key := range keys {
		place, ok := seen[key.Doc]
		if !ok {
			place = len(docs)
			seen[key.Doc] = place
			docs = append(docs, key.Doc)
		}
		places = append(places, place)
	}
	return docs, places
}

// CellsOf are the cells of a row.
func CellsOf(rows *exporters.Rows, row int) [][]byte {
	cells := make([][]byte, rows.Width())
	for i := range cells {
		cells[i] = rows.Cell(row, i)
	}
	return cells
}

// inParallel calls f for 0 to n-1 on all cores, and gives the first error by number.
func inParallel(n int, f func(i int) error) error {
	errs := make([]error, n)
	var pool sync.WaitGroup
	workers := min(n, runtime.GOMAXPROCS(0))
	for w := range workers {
		pool.Go(func() {
			for i := w; i < n; i += workers {
				errs[i] = f(i)
			}
		})
	}
	pool.Wait()
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}
