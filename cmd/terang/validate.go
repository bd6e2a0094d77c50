package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/spf13/cobra"

	"terang/checks"
	"terang/publish"
	"terang/report"
	"terang/schema"
)

func (a *app) validate() *cobra.Command {
	v := &validation{}
	var by judging
	var out string
	var list bool
	cmd := &cobra.Command{
		Use:   a.t("validate FILE…", "validate BERKAS…"),
		Short: a.t("check OCDS data against the standard", "periksa data OCDS terhadap standar"),
		Long: a.t(`Checks releases and records against the schema of OCDS 1.1.5, with the extensions
that their packages declare, and against more than 160 further rules (--rules lists
them): on each release, on each contracting process when all its releases have been
read, and on all processes together. What must be mended is listed with the place
and the remedy. OCDS 1.0 is upgraded first. Each FILE may be a release package, a
record package, a release, a list of any of them, or JSON Lines; also gzipped; - is
standard input. What it is is recognised by its content, not its name.

Exit status: 0 all is valid, 1 something has errors, 2 a file cannot be read.`,
			`Memeriksa rilis dan record terhadap skema OCDS 1.1.5, dengan ekstensi yang
dicantumkan paketnya, dan terhadap lebih dari 160 aturan lain (--rules menyebutkannya):
pada tiap rilis, pada tiap proses setelah semua rilisnya terbaca, dan pada semua
proses bersama-sama. Disebutkan apa yang harus diperbaiki, di mana, dan bagaimana.
OCDS 1.0 dinaikkan dulu. BERKAS boleh berupa paket rilis, paket record, rilis,
daftar dari semuanya, atau JSON Lines; boleh dikompresi gzip; - berarti masukan
standar. Jenisnya dikenali dari isinya, bukan namanya.

Status keluar: 0 semua sah, 1 ada kesalahan, 2 ada berkas yang tidak terbaca.`),
		Example: `  terang validate releases.json
  terang validate --format html --out report.html *.json.gz
  terang validate --format jsonl *.json.gz > findings.jsonl
  cat package.json | terang validate -`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 && !list {
				return errors.New(a.t("give the files to check, or - for standard input", "beri berkas yang diperiksa, atau - untuk masukan standar"))
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error {
			if list {
				return report.WriteRules(a.stdout, a.lang)
			}
			return a.report(v, args, &by, out)
		},
	}
	cmd.Flags().StringVar(&v.format, "format", "text", a.t("text, json (summary and groups), jsonl (every finding) or html (one page)", "text, json (ringkasan dan kelompok), jsonl (semua temuan) atau html (satu halaman)"))
	cmd.Flags().BoolVar(&v.schemaOnly, "schema-only", false, a.t("only the schema and personal numbers, not the further rules", "hanya skema dan nomor pribadi, tanpa aturan lain"))
	cmd.Flags().BoolVar(&list, "rules", false, a.t("list all rules with their sources", "sebutkan semua aturan dengan sumbernya"))
	cmd.Flags().StringVar(&out, "out", "", a.t("write the report to this file", "tulis laporan ke berkas ini"))
	a.judgingFlags(cmd, &by)
	return cmd
}

// validation judges inputs and writes their report.
type validation struct {
	format     string
	schemaOnly bool

	checker    schema.Checker
	audit      *checks.Audit // nil where only the schema is asked
	report     report.Report
	unreadable []*schema.InputError
	each       *json.Encoder // of every finding; nil where only the report is wanted
}

func (a *app) report(v *validation, args []string, by *judging, out string) error {
	inputs, err := a.inputs(args)
	if err != nil {
		return err
	}
	if err := a.prepare(v, by); err != nil {
		return err
	}
	w, err := a.output(out)
	if err != nil {
		return err
	}
	defer w.Close()
	buffered := bufio.NewWriter(w)
	if v.format == "jsonl" {
		v.each = json.NewEncoder(buffered)
		v.each.SetEscapeHTML(false)
	}
	err = a.judge(inputs, v)
	if err == nil {
		err = a.write(buffered, v, args)
	}
	if flushErr := buffered.Flush(); err == nil {
		err = flushErr
	}
	if v.report.Errors > 0 {
		a.status = max(a.status, exitRefused)
	}
	if len(v.unreadable) > 0 {
		a.status = max(a.status, exitUsage)
	}
	return err
}

// prepare reads what data is judged by.
func (a *app) prepare(v *validation, by *judging) error {
	switch v.format {
	case "text", "json", "jsonl", "html":
	default:
		return failure{exitUsage, fmt.Errorf("--format %s: %s", v.format, a.t("choose text, json, jsonl or html", "pilih text, json, jsonl atau html"))}
	}
	config, err := a.config()
	if err != nil {
		return err
	}
	if v.checker.Schema, err = a.loadSchema(by, &config); err != nil {
		return err
	}
	options, err := a.options(by, &config)
	if err == nil && !v.schemaOnly {
		v.audit = checks.NewAudit(v.checker.Schema, options)
		v.checker.Inspect, v.checker.InspectWords = v.audit.Inspect, v.audit.InspectWords
		a.cleanUps = append(a.cleanUps, v.audit.Close)
	}
	return err
}

func (a *app) judge(inputs []publish.Input, v *validation) error {
	restGarbageCollector()
	step, finish := a.progress()
	defer finish()
	var total, done int64
	for _, in := range inputs {
		total += in.Size
	}
	for _, in := range inputs {
		err := publish.Check(&v.checker, in, func(n int64) {
			if step != nil {
				step("read", done+n, total)
			}
		}, v)
		done += in.Size
		var unreadable *schema.InputError
		if errors.As(err, &unreadable) {
			v.unreadable = append(v.unreadable, unreadable)
			err = v.add(unreadable.Finding)
		}
		if err != nil {
			return err
		}
	}
	return v.finish()
}

// finish asks the rules on processes, and on all of them together.
func (v *validation) finish() (err error) {
	if v.audit != nil {
		v.report.Quality, err = v.audit.Finish(func(found []schema.Finding) error { return v.add(found...) })
	}
	return err
}

// Release implements schema.Judged.
func (v *validation) Release(r *schema.Release, findings []schema.Finding) error {
	v.report.Releases++
	if schema.HasError(findings) {
		v.report.Refused++
	}
	if err := v.add(findings...); err != nil || v.audit == nil {
		return err
	}
	return v.audit.Add(r)
}

// Record implements schema.Judged.
func (v *validation) Record(w *schema.Wrapper, findings []schema.Finding) error {
	v.report.Records++
	if err := v.add(findings...); err != nil || v.audit == nil {
		return err
	}
	return v.audit.Record(w)
}

// Package implements schema.Judged.
func (v *validation) Package(_ *schema.Package, findings []schema.Finding) error {
	v.report.Packages++
	return v.add(findings...)
}

func (v *validation) add(findings ...schema.Finding) error {
	v.report.Add(findings...)
	if v.each == nil {
		return nil
	}
	for _, f := range findings {
		if err := v.each.Encode(f); err != nil {
			return err
		}
	}
	return nil
}

func (a *app) write(w io.Writer, v *validation, files []string) error {
	switch v.format {
	case "text":
		return a.writeText(w, v)
	case "json":
		return v.report.WriteJSON(w)
	case "html":
		return v.report.WriteHTML(w, report.About{Files: files, Made: time.Now(), Version: version, Lang: a.lang})
	}
	return nil
}

func (a *app) writeText(w io.Writer, v *validation) error {
	if err := v.report.WriteText(w, a.lang); err != nil {
		return err
	}
	r := &v.report
	summary := a.t("%d releases in %d packages: %d valid, %d with errors. %d errors, %d warnings, %d notes.\n",
		"%d rilis dalam %d paket: %d sah, %d dengan kesalahan. %d kesalahan, %d peringatan, %d catatan.\n")
	_, err := fmt.Fprintf(w, summary, r.Releases, r.Packages, r.Releases-r.Refused, r.Refused, r.Errors, r.Warnings, r.Notes)
	return err
}
