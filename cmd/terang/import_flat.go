package main

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"time"

	"terang/checks"
	"terang/flat"
	"terang/importers"
	"terang/publish"
	"terang/schema"
	"terang/scratch"
)

// filledTables is the name of the profile for tables that people fill in with OCDS headings. It is no mapping: the
// headings are.
const filledTables = "ocds"

func (a *app) listFilled() {
	fmt.Fprintf(a.stdout, "%-12s %s\n%-12s %s\n", filledTables,
		a.t("Tables with OCDS headings, filled in by people", "Tabel berjudul kolom OCDS yang diisi orang"), "",
		a.t("workbooks and CSV; headings are paths (tender/title) or the fields' titles in English or Indonesian",
			"buku kerja dan CSV; judul kolom berupa alamat isian (tender/title) atau judul isian dalam bahasa Inggris atau Indonesia"))
}

// importFilled makes releases of tables that people filled in. They are written only when all is read, so that what is
// written is whole.
func (a *app) importFilled(paths []string, im *importing) error {
	config, err := a.config()
	if err != nil {
		return err
	}
	sources, err := flat.OpenFilled(paths...)
	if err != nil {
		return failure{exitUsage, errors.Unwrap(a.unreadableOr(err))}
	}
	defer func() {
		for _, source := range sources {
			_ = source.Close()
		}
	}()
	made, err := scratch.New("import")
	if err != nil {
		return failure{exitImpotence, err}
	}
	defer made.Close()
	told := newFilledReport(a)
	if err := a.fillSources(sources, made, told, &config, im); err != nil {
		return err
	}
	if err := told.write(im.report); err != nil {
		return err
	}
	return a.deliver(made, im.out)
}

// fillSources reads the sources one after the other; each comes to packages of its own.
func (a *app) fillSources(sources []*flat.Source, made io.Writer, told *filledReport, config *publish.Config, im *importing) error {
	how, err := a.filled(config, im)
	if err != nil {
		return err
	}
	how.Found = told.found
	for _, source := range sources {
		for _, f := range source.Found() {
			a.tell(f)
		}
		report, err := how.Unflatten(source, made)
		if err != nil {
			return a.unreadableOr(err)
		}
		told.add(report)
		if report.Words == nil {
			continue // packages of our own making
		}
		for _, f := range how.Schema.ValidatePackage(&schema.Package{Line: report.Words, Releases: report.Releases, Entries: report.Releases}) {
			told.found(flat.Found{Finding: f, Cell: flat.Cell{File: source.Name, Column: -1}})
		}
	}
	return nil
}

// filled says how the tables are read: by the publisher's time zone and words, judged by the schema and the rules on
// fields.
func (a *app) filled(config *publish.Config, im *importing) (*flat.Filled, error) {
	zone, err := time.LoadLocation(config.TimeZone)
	if err != nil {
		return nil, failure{exitUsage, err}
	}
	s, err := a.loadSchema(&im.by, config)
	if err != nil {
		return nil, err
	}
	options, err := a.options(&im.by, config)
	if err != nil {
		return nil, err
	}
	words := wordsOf(config)
	words["version"], words["publishedDate"] = "1.1", time.Now().In(zone).Format(time.RFC3339)
	return &flat.Filled{Schema: s, Words: words, Prefix: config.OCIDPrefix, Judge: judgeFilled(s, checks.NewAudit(s, options), config.OCIDPrefix != ""),
		Moment: func(text string, end bool) (string, bool) { return importers.ReadMoment(text, zone, end) }}, nil
}

// judgeFilled asks the schema and the rules on fields. That a field is none of OCDS is told once, of its heading, and that
// an ocid has no prefix of those who have registered theirs.
func judgeFilled(s *schema.Schema, audit *checks.Audit, registered bool) func(*schema.Release) []schema.Finding {
	return func(r *schema.Release) []schema.Finding {
		found := s.ValidateRelease(r)
		tree, err := schema.Parse(r.Line)
		if err != nil {
			return found
		}
		more := audit.Inspect(r, tree, s.With(r.Package.Extensions()).Schema)
		return append(found, slices.DeleteFunc(more, func(f schema.Finding) bool {
			return f.Code == "additional_field" || registered && f.Code == "ocid_prefix"
		})...)
	}
}
