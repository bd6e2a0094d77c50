package publish

import (
	"fmt"

	"terang/exporters"
	"terang/indicators"
	"terang/schema"
	"terang/store"
	"terang/tables"
)

// addIndicators writes how contractors performed and what looks wrong, as seen on the version's day: files of all years
// together, since much of it depends on that day and on all other processes.
func (x *export) addIndicators() error {
	config, err := x.Config.Indicators(x.build.At.In(x.Config.location()))
	if err != nil {
		return err
	}
	flagging, err := newFlagging(x.build)
	if err != nil {
		return err
	}
	p := &indicatorPass{export: x, examiner: indicators.NewExaminer(config), kinds: tables.IndicatedTables(), kept: exporters.NewSpool(keptWidth), flagging: flagging}
	defer p.kept.Close()
	for _, k := range p.kinds {
		p.streams = append(p.streams, rowStream(k.Table))
	}
	defer func() {
		for _, s := range p.streams {
			s.close()
		}
	}()
	if err := p.processes(); err != nil {
		return fmt.Errorf("indicators: %w", err)
	}
	if err := p.finish(); err != nil {
		return err
	}
	methods := rowStream(tables.MethodsTable)
	defer methods.close()
	told := exporters.NewRows(len(tables.MethodsTable.Columns))
	tables.MethodRows(indicators.Methods(config), p.examiner.Coverage(), told)
	if err := methods.rows.Add(told); err != nil {
		return err
	}
	if err := p.write(append(p.streams, methods)); err != nil {
		return err
	}
	return p.keep()
}

// indicatorPass asks the indicators about every process.
type indicatorPass struct {
	*export
	examiner *indicators.Examiner
	kinds    []tables.Indicated
	streams  []*stream // by the kinds' indices
	kept     *exporters.Spool
	flagging *flagging
}

func (p *indicatorPass) processes() error {
	years, _, err := p.build.Years()
	for _, year := range years {
		if err == nil {
			err = inOrder(func(yield func([]store.Record) error) error {
				return batches(func(each func(store.Record) error) error { return p.build.Records(year, each) },
					func(r store.Record) int { return len(r.Compiled) }, yield)
			}, p.work, p.take)
		}
	}
	return err
}

// finish takes what is relative to all processes, in batches: results on debarments alone are as many as contracts.
func (p *indicatorPass) finish() (err error) {
	rows, n := p.room(), 0
	p.examiner.Finish(func(r *indicators.Result) {
		p.add(r, rows)
		if n++; n%10_000 == 0 && err == nil {
			err = p.take(rows)
			rows = p.room()
		}
	})
	if err != nil {
		return err
	}
	return p.take(rows)
}

// room is for the rows of each kind, and for those that are kept.
func (p *indicatorPass) room() (rows []*exporters.Rows) {
	for _, k := range p.kinds {
		rows = append(rows, exporters.NewRows(len(k.Table.Columns)))
	}
	return append(rows, exporters.NewRows(keptWidth))
}

func (p *indicatorPass) work(_ int, batch []store.Record) ([]*exporters.Rows, error) {
	rows := p.room()
	for i := range batch {
		if err := p.examine(&batch[i], rows); err != nil {
			return nil, fmt.Errorf("record %s: %w", batch[i].OCID, err)
		}
	}
	return rows, nil
}

func (p *indicatorPass) examine(s *store.Record, rows []*exporters.Rows) error {
	history, err := schema.DecodeHistory(s.History)
	if err != nil {
		return err
	}
	tree, err := schema.Parse(s.Compiled)
	if err != nil {
		return err
	}
	process := &indicators.Process{OCID: s.OCID, Tree: tree, History: history, Zone: p.Config.location()}
	for _, l := range s.Releases {
		process.Releases = append(process.Releases, indicators.Release{ID: l.ID, Tags: l.Tags(), Seq: l.Seq})
	}
	p.examiner.Process(process, func(r *indicators.Result) { p.add(r, rows) })
	return nil
}

func (p *indicatorPass) add(r *indicators.Result, rows []*exporters.Rows) {
	p.flagging.add(r)
	for i, k := range p.kinds {
		if !k.Holds(r) {
			continue
		}
		tables.IndicatedRow(r, rows[i])
		if list := listOf(k.Table); list != "" {
			keptRow(list, r, rows[len(p.kinds)])
		}
	}
}

func (p *indicatorPass) take(rows []*exporters.Rows) error {
	for i := range p.streams {
		if err := p.streams[i].rows.Add(rows[i]); err != nil {
			return err
		}
	}
	return p.kept.Add(rows[len(p.kinds)])
}

// write makes the files of all tables, and a workbook of those that a person can look through.
func (p *indicatorPass) write(streams []*stream) error {
	var sheets []*stream
	for _, s := range streams {
		if err := s.seal(); err != nil {
			return err
		}
		p.manifest.Tables = append(p.manifest.Tables, s.table)
		for _, f := range []tableFormat{csvFormat, parquetFormat} {
			m, err := p.tableFile(s, f, s.table.Name+f.ending)
			if err != nil {
				return err
			}
			if err := p.addMade(m); err != nil {
				return err
			}
		}
		if s.rows.Rows <= mostInBook {
			sheets = append(sheets, s)
		}
	}
	m, err := p.book("performance.xlsx", p.about("Contractor performance and red flags", "Kinerja penyedia dan tanda bahaya pada data"), sheets)
	if err != nil {
		return err
	}
	return p.addMade(m)
}

// mostInBook is how many rows a table may have to stand in the workbook: nobody looks through more, and its other files have them.
const mostInBook = 100_000
