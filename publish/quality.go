package publish

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"time"

	"terang/checks"
	"terang/exporters"
	"terang/report"
)

// The files of what was found in a version: of each year what can be added up, of the whole what people read.
const (
	summaryFile  = "quality.json.gz"
	rulesFile    = "rules.csv.gz"
	coverageFile = "coverage.csv.gz"
)

// lasting are the options by which versions are judged: what is found does not depend on the day.
func (p *Publisher) lasting() *checks.Options {
	if p.Options == nil {
		return nil
	}
	o := *p.Options
	o.Today = time.Time{}
	return &o
}

// addSummary keeps a year's sum, so that a version in which the year has not changed need not look at it again.
func (x *export) addSummary(folder string, sum *checks.Examiner) error {
	text, err := json.Marshal(sum)
	if err != nil {
		return fmt.Errorf("write %s%s: %w", folder, summaryFile, err)
	}
	x.sum.Add(sum)
	return x.document(folder+summaryFile, text, 1)
}

// reuseSummary takes a year's sum as the version before has it.
func (x *export) reuseSummary(folder string) bool {
	f, ok := x.previous.File(folder + summaryFile)
	if !ok {
		return false
	}
	sum := checks.NewExaminer(x.lasting())
	if x.readSummary(f.SHA256, sum) != nil { // made by a programme that counted otherwise: count anew
		return false
	}
	x.sum.Add(sum)
	x.manifest.Files = append(x.manifest.Files, f)
	return true
}

func (x *export) readSummary(sha256 string, sum *checks.Examiner) error {
	packed, err := x.Archive.Read(x.ctx, sha256)
	if err != nil {
		return err
	}
	text, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return err
	}
	return json.NewDecoder(text).Decode(sum)
}

// addQuality writes what was found in all years.
func (x *export) addQuality() error {
	q := x.sum.Quality()
	text, err := json.Marshal(q)
	if err != nil {
		return fmt.Errorf("write %s: %w", summaryFile, err)
	}
	if err := x.document(summaryFile, text, 1); err != nil {
		return err
	}
	rules, rows := report.RulesTable(q)
	if err := x.document(rulesFile, rules, rows); err != nil {
		return err
	}
	coverage, rows := report.CoverageTable(q)
	return x.document(coverageFile, coverage, rows)
}

// document adds a small file that is written at once.
func (x *export) document(path string, text []byte, rows int64) error {
	f, err := x.Archive.Put(x.ctx, func(w io.Writer) error {
		gz := exporters.NewWriter(w)
		if err := gz.Line(bytes.TrimSuffix(text, []byte("\n"))); err != nil {
			return err
		}
		return gz.Close()
	})
	if err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	_, err = x.file(exporters.File{Path: path, MediaType: mediaGzip, Parts: []exporters.Part{exporters.Part(f)}, Rows: rows}, nil)
	return err
}
