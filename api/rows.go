package api

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"runtime"
	"sync"
	"time"

	"terang/exporters"
	"terang/schema"
	"terang/search"
	"terang/store"
	"terang/tables"
)

// kind is the table of that name among tables/.
func (v *server) kind(name string) *tables.Kind {
	for _, k := range v.kinds {
		if k.Table.Name == "tables/"+name {
			return k
		}
	}
	panic("api: there is no table " + name)
}

// process reads a record as tables do.
func (v *server) process(r *store.Record, zone *time.Location) (*tables.Process, error) {
	compiled, err := schema.Parse(r.Compiled)
	if err != nil {
		return nil, fmt.Errorf("record %s: %w", r.OCID, err)
	}
	p := &tables.Process{OCID: r.OCID, Tree: compiled, Schema: v.schema.With(r.Extensions).Schema, Zone: zone, Tags: r.Tags()}
	if r.History != nil {
		if p.History, err = schema.DecodeHistory(r.History); err != nil {
			return nil, fmt.Errorf("history of %s: %w", r.OCID, err)
		}
	}
	return p, nil
}

// rowsOf makes the rows that keys stand for, in their order: of processes, the first row that each has in the table; of
// contracts, the one that the key names.
func (v *server) rowsOf(ctx context.Context, f *found, k *tables.Kind, keys []search.Key) (*exporters.Rows, error) {
	zone, err := time.LoadLocation(f.version.Publication.TimeZone)
	if err != nil {
		return nil, fmt.Errorf("time zone of version %s: %w", f.version.ID, err)
	}
	docs, places := distinct(keys)
	records, err := v.documents(ctx, f.version, docs, store.WithHistory)
	if err != nil {
		return nil, err
	}
	made := make([]*exporters.Rows, len(records))
	err = inParallel(len(records), func(i int) error {
		p, err := v.process(&records[i], zone)
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
			rows.Append(cellsOf(from, int(key.Contract)))
		}
	}
	return rows, nil
}

// documents are the records of documents; one that is missing is a fault, or a list would be short.
func (v *server) documents(ctx context.Context, version *store.Version, docs []int64, parts ...store.Part) ([]store.Record, error) {
	records, err := v.store.Documents(ctx, docs, parts...)
	if err == nil && len(records) != len(docs) {
		err = fmt.Errorf("version %s: %d documents have no record", version.ID, len(docs)-len(records))
	}
	return records, err
}

// distinct lists the documents of keys once, and for each key the place of its own.
func distinct(keys []search.Key) (docs []int64, places []int) {
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

func cellsOf(rows *exporters.Rows, row int) [][]byte {
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

// narrowed is the table with only the columns of those names, and its rows.
func narrowed(t *exporters.Table, names []string, rows *exporters.Rows) (*exporters.Table, *exporters.Rows) {
	if len(names) == len(t.Columns) {
		return t, rows
	}
	narrow, places := *t, []int{}
	narrow.Columns = nil
	for i, c := range t.Columns {
		for _, name := range names {
			if c.Name == name {
				narrow.Columns, places = append(narrow.Columns, c), append(places, i)
			}
		}
	}
	out, cells := exporters.NewRows(len(places)), make([][]byte, len(places))
	for row := range rows.Len() {
		for k, place := range places {
			cells[k] = rows.Cell(row, place)
		}
		out.Append(cells)
	}
	return &narrow, out
}

func columnNames(t *exporters.Table) []string {
	names := make([]string, len(t.Columns))
	for i, c := range t.Columns {
		names[i] = c.Name
	}
	return names
}

// objects writes rows as JSON objects.
func objects(t *exporters.Table, rows *exporters.Rows) []json.RawMessage {
	var b bytes.Buffer
	_ = exporters.NewJSONRows(&b, t).Write(rows) // to a buffer, never fails
	all := make([]json.RawMessage, 0, rows.Len())
	for line := range bytes.Lines(b.Bytes()) {
		all = append(all, bytes.TrimSuffix(line, []byte{'\n'}))
	}
	return all
}
