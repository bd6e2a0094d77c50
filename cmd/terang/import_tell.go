package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"terang/importers"
	"terang/publish"
	"terang/schema"
	"terang/scratch"
	"terang/sheets"
)

// tellSources tells what was found while files were read: that one is no table, or is in an old encoding.
func (a *app) tellSources(sources []*sheets.Source) {
	for _, source := range sources {
		found := source.Found()
		for _, sheet := range source.Sheets {
			found = append(found, sheet.Found()...)
		}
		for _, f := range found {
			a.tell(f)
		}
	}
}

// judgeImport asks the schema of what was made, and tells what it finds by the cell that it came from.
func (a *app) judgeImport(made *scratch.File, result *importers.Result, c *publish.Config, im *importing) error {
	if len(result.Releases) == 0 { // nothing is news
		return nil
	}
	if _, err := made.Seek(0, io.SeekStart); err != nil {
		return failure{exitImpotence, err}
	}
	s, err := a.loadSchema(&im.by, c)
	if err != nil {
		return err
	}
	checker := schema.Checker{Schema: s}
	return checker.Check(made, "", nil, &cellFindings{app: a, result: result})
}

// cellFindings tells findings by the cells of the source.
type cellFindings struct {
	app    *app
	result *importers.Result
}

// Release implements schema.Judged.
func (c *cellFindings) Release(r *schema.Release, findings []schema.Finding) error {
	for _, f := range findings {
		if f.Severity == schema.Error {
			c.app.status = max(c.app.status, exitRefused)
			f.File, f.Line = c.result.Origin(r.OCID, r.ID, strings.TrimPrefix(f.Pointer, r.Place.Pointer)), 0
			c.app.tell(f)
		}
	}
	return nil
}

// Record implements schema.Judged.
func (c *cellFindings) Record(*schema.Wrapper, []schema.Finding) error { return nil }

// Package implements schema.Judged.
func (c *cellFindings) Package(_ *schema.Package, findings []schema.Finding) error {
	for _, f := range findings {
		if f.Severity == schema.Error {
			c.app.tell(f)
		}
	}
	return nil
}

// tellImport writes the report to standard error, and to a file where one is named.
func (a *app) tellImport(r *importers.Report, path string) error {
	if err := r.WriteText(a.stderr, a.lang); err != nil {
		return err
	}
	if r.Persons > 0 {
		fmt.Fprintf(a.stderr, a.t("The secret of pseudonyms is %s: keep it, and show it to nobody.\n", "Rahasia nama samaran ada di %s: simpan, dan jangan diperlihatkan.\n"),
			filepath.Join(a.data, "keys", "persons.key"))
	}
	return writeReport(path, r)
}

// deliver copies what was made to where it was asked for, now that it is whole.
func (a *app) deliver(made *scratch.File, out string) error {
	w, err := a.output(out)
	if err != nil {
		return err
	}
	if _, err := made.Seek(0, io.SeekStart); err != nil {
		return failure{exitImpotence, err}
	}
	_, err = io.Copy(w, made)
	return errors.Join(err, w.Close())
}

// writeReport writes a report as JSON to a file, if one is named.
func writeReport(path string, report any) error {
	if path == "" {
		return nil
	}
	text, err := json.MarshalIndent(report, "", "  ")
	if err == nil {
		err = os.WriteFile(path, append(text, '\n'), 0o644)
	}
	if err != nil {
		return failure{exitImpotence, err}
	}
	return nil
}
