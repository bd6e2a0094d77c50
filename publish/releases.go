package publish

import (
	"fmt"
	"slices"

	"terang/exporters"
	"terang/flat"
	"terang/schema"
	"terang/store"
)

// releases makes what follows from the releases of the year's processes: all, or the tables that only names.
func (y *year) releases(only func(*exporters.Table) bool) error {
	p := &releasePass{year: y, flatteners: make([]*flat.Flattener, cap(y.slots))}
	if only == nil {
		p.lines = y.lineStream("releases.jsonl.gz", y.packages("releases"))
		p.digests = y.rowStream(exporters.Digests)
	}
	for _, t := range y.flat.Tables() {
		var s *stream
		if only == nil || only(t) {
			s = y.rowStream(t)
		}
		p.tables = append(p.tables, s)
	}
	err := inOrder(p.read, p.work, p.take)
	if err == nil {
		err = p.partition()
	}
	return y.sealed(err, append(slices.Clone(p.tables), p.lines, p.digests))
}

// partition says of the year's flat tables what makes them readable by themselves.
func (p *releasePass) partition() error {
	var extensions []string
	for _, e := range p.manifest.Extensions {
		extensions = append(extensions, e.URL)
	}
	rows, err := p.flat.Partition(p.number, p.count, extensions)
	if err != nil {
		return err
	}
	return p.takeRows(rows)
}

// lineBatch is about how many bytes of lines are worked on at once.
const lineBatch = 256 << 10

// releasePass makes chunks of releases.
type releasePass struct {
	*year
	lines, digests *stream
	tables         []*stream // by the flat tables' indices; nil for those that are not wanted
	flatteners     []*flat.Flattener
	count          int64 // of releases
}

func (p *releasePass) read(yield func([]store.Line) error) error {
	return batches(func(each func(store.Line) error) error { return p.build.Releases(p.number, each) },
		func(l store.Line) int { return len(l.Line) }, yield)
}

// batches puts what each passes together until it has about lineBatch bytes.
func batches[T any](all func(each func(T) error) error, size func(T) int, yield func([]T) error) error {
	var batch []T
	bytes := 0
	err := all(func(t T) error {
		batch, bytes = append(batch, t), bytes+size(t)
		if bytes < lineBatch {
			return nil
		}
		full := batch
		batch, bytes = nil, 0
		return yield(full)
	})
	if err == nil && len(batch) > 0 {
		err = yield(batch)
	}
	return err
}

// ofReleases is what is made of a batch of releases.
type ofReleases struct {
	lines, digests chunk
	tables         []*exporters.Rows
}

func (p *releasePass) work(worker int, batch []store.Line) (*ofReleases, error) {
	if p.flatteners[worker] == nil {
		p.flatteners[worker] = p.flat.Flattener()
	}
	f := p.flatteners[worker]
	out := &ofReleases{digests: chunk{rows: exporters.NewRows(len(exporters.Digests.Columns))}}
	for _, l := range batch {
		r := &exporters.Release{Seq: l.Seq, OCID: l.OCID, ID: l.ID, SHA256: l.SHA256, Nonce: l.Nonce, Line: l.Line}
		exporters.DigestRow(r, out.digests.rows)
		err := schema.WithTree(l.Line, func(tree *schema.Value) {
			out.lines.line(l.Line, tree, l.Extensions)
			f.Release(tree)
		})
		if err != nil {
			return nil, fmt.Errorf("release %s of %s: %w", l.ID, l.OCID, err)
		}
	}
	out.tables = f.Take()
	return out, nil
}

func (p *releasePass) take(out *ofReleases) (err error) {
	if p.lines != nil {
		if err = p.lines.take(&out.lines); err == nil {
			err = p.digests.take(&out.digests)
		}
	}
	p.count += int64(len(out.lines.lines))
	if err == nil {
		err = p.takeRows(out.tables)
	}
	return err
}

// takeRows hands on the rows of those flat tables that are wanted.
func (p *releasePass) takeRows(tables []*exporters.Rows) (err error) {
	for i, rows := range tables {
		if err == nil && rows != nil && p.tables[i] != nil {
			err = p.tables[i].take(&chunk{rows: rows})
		}
	}
	return err
}
