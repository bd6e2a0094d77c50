package publish

import (
	"encoding/json"
	"fmt"

	"terang/checks"
	"terang/exporters"
	"terang/schema"
	"terang/store"
	"terang/tables"
)

// records makes what follows from the year's records: JSON Lines, packages, what was found, the tables, the workbook.
func (y *year) records() error {
	p := &recordPass{year: y, base: y.version.Publication.BaseURL, rows: make([][]*exporters.Rows, cap(y.slots))}
	p.lines = y.lineStream("records.jsonl.gz", y.packages("records"))
	p.compiled = y.lineStream("compiled.jsonl.gz")
	p.findings = y.rowStream(exporters.Findings)
	for _, k := range y.kinds {
		p.tables = append(p.tables, y.rowStream(k.Table))
	}
	err := y.sealed(inOrder(p.read, p.work, p.take), append([]*stream{p.lines, p.compiled, p.findings}, p.tables...))
	if err == nil {
		y.run(func() (made, error) { return y.workbook(p.tables) })
	}
	return err
}

// recordPass makes chunks of records.
type recordPass struct {
	*year
	base                      string
	lines, compiled, findings *stream
	tables                    []*stream           // by the kinds' indices
	rows                      [][]*exporters.Rows // by worker, likewise: room that is used again
}

func (p *recordPass) read(yield func([]store.Record) error) error {
	return batches(func(each func(store.Record) error) error { return p.build.Records(p.number, each) },
		func(r store.Record) int { return len(r.Compiled) }, yield)
}

// ofRecords is what is made of a batch of records.
type ofRecords struct {
	lines, compiled, findings chunk
	tables                    []chunk
	summands                  []summand
}

// summand is what the year's summary counts of a record.
type summand struct {
	judgement *checks.Judgement
	compiled  []byte
	under     *schema.Schema
}

func (p *recordPass) work(worker int, batch []store.Record) (*ofRecords, error) {
	out := &ofRecords{findings: chunk{rows: exporters.NewRows(len(exporters.Findings.Columns))}, tables: make([]chunk, len(p.kinds))}
	rows := p.room(worker)
	for i := range batch {
		if err := p.record(&batch[i], rows, out); err != nil {
			return nil, fmt.Errorf("record %s: %w", batch[i].OCID, err)
		}
	}
	for i := range rows {
		out.tables[i].rows = rows[i].Cut()
	}
	return out, nil
}

// room gives a worker's rows, empty.
func (p *recordPass) room(worker int) []*exporters.Rows {
	if p.rows[worker] == nil {
		for _, k := range p.kinds {
			p.rows[worker] = append(p.rows[worker], exporters.NewRows(len(k.Table.Columns)))
		}
	}
	return p.rows[worker]
}

func (p *recordPass) record(s *store.Record, rows []*exporters.Rows, out *ofRecords) error {
	history, err := schema.DecodeHistory(s.History)
	if err != nil {
		return err
	}
	tree, err := schema.Parse(s.Compiled)
	if err != nil {
		return err
	}
	under := p.Schema.With(s.Extensions).Schema
	judgement, err := p.judgement(s, tree, under)
	if err != nil {
		return err
	}
	r := exported(s, judgement)
	out.lines.line(exporters.RecordLine(r, p.base), tree, s.Extensions)
	out.compiled.line(s.Compiled, tree, s.Extensions)
	out.summands = append(out.summands, summand{judgement, s.Compiled, under})
	exporters.FindingRows(r, out.findings.rows)
	process := &tables.Process{OCID: s.OCID, Tree: tree, History: history, Schema: under, Zone: p.Config.location(), Tags: s.Tags()}
	for i, k := range p.kinds {
		out.tables[i].rounded += int64(k.Rows(process, rows[i]))
	}
	return nil
}

// exported makes of a stored record one for files.
func exported(s *store.Record, j *checks.Judgement) *exporters.Record {
	r := &exporters.Record{OCID: s.OCID, Compiled: s.Compiled}
	for _, l := range s.Releases {
		r.Releases = append(r.Releases, exporters.Link{ID: l.ID, Date: l.Date, Tag: l.Tag})
	}
	for _, f := range j.Findings {
		r.Findings = append(r.Findings, exporters.Finding{Code: f.Code, Severity: string(f.Severity), Pointer: f.Pointer,
			Value: f.Value, English: f.Text("en"), Indonesian: f.Text("id")})
	}
	return r
}

// judgement is what was found in a process when it was merged; of one that was merged before there were rules, what is
// found in its compiled release now.
func (x *export) judgement(s *store.Record, compiled *schema.Value, under *schema.Schema) (*checks.Judgement, error) {
	if s.Checks == nil {
		return checks.NewExaminer(x.lasting()).Judge(compiled, nil, under), nil
	}
	j := &checks.Judgement{}
	return j, json.Unmarshal(s.Checks, j)
}

// take hands the chunks on, and counts in one place, so that the sum does not depend on how many cores there are.
func (p *recordPass) take(out *ofRecords) error {
	for _, c := range out.summands {
		err := schema.WithTree(c.compiled, func(tree *schema.Value) { p.sum.Count(c.judgement, tree, c.under) })
		if err != nil {
			return err
		}
	}
	for s, c := range map[*stream]*chunk{p.lines: &out.lines, p.compiled: &out.compiled, p.findings: &out.findings} {
		if err := s.take(c); err != nil {
			return err
		}
	}
	for i, s := range p.tables {
		if err := s.take(&out.tables[i]); err != nil {
			return err
		}
	}
	return nil
}
