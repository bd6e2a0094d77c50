package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"terang/publish"
	"terang/schema"
)

func (a *app) validate() *cobra.Command {
	var format, out, profile string
	cmd := &cobra.Command{
		Use:   a.t("validate FILE…", "validate BERKAS…"),
		Short: a.t("check OCDS data against the standard", "periksa data OCDS terhadap standar"),
		Long: a.t(`Checks releases against the schema of OCDS 1.1.5 and lists what must be mended,
with the place and the remedy. Each FILE may be a release package, a record
package, a release, a list of any of them, or JSON Lines; also gzipped; - is
standard input. What it is is recognised by its content, not its name.

Exit status: 0 all is valid, 1 something has errors, 2 a file cannot be read.`,
			`Memeriksa rilis terhadap skema OCDS 1.1.5 dan menyebutkan apa yang harus
diperbaiki, di mana, dan bagaimana. BERKAS boleh berupa paket rilis, paket record,
rilis, daftar dari semuanya, atau JSON Lines; boleh dikompresi gzip; - berarti
masukan standar. Jenisnya dikenali dari isinya, bukan namanya.

Status keluar: 0 semua sah, 1 ada kesalahan, 2 ada berkas yang tidak terbaca.`),
		Example: `  terang validate releases.json
  terang validate --format jsonl *.json.gz > findings.jsonl
  cat package.json | terang validate -`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			inputs, s, err := a.filesAndSchema(args, profile)
			if err != nil {
				return err
			}
			return a.report(inputs, s, format, out)
		},
	}
	cmd.Flags().StringVar(&format, "format", "text", a.t("text, json (summary and groups) or jsonl (every finding)", "text, json (ringkasan dan kelompok) atau jsonl (semua temuan)"))
	cmd.Flags().StringVar(&out, "out", "", a.t("write the report to this file", "tulis laporan ke berkas ini"))
	a.schemaFlag(cmd, &profile)
	return cmd
}

// validation judges inputs and writes their report.
type validation struct {
	report     schema.Report
	unreadable []*schema.InputError
	each       *json.Encoder // of every finding; nil where only the report is wanted
}

func (a *app) report(inputs []publish.Input, s *schema.Schema, format, out string) error {
	w, err := a.output(out)
	if err != nil {
		return err
	}
	defer w.Close()
	buffered := bufio.NewWriter(w)
	v := &validation{}
	switch format {
	case "jsonl":
		v.each = json.NewEncoder(buffered)
		v.each.SetEscapeHTML(false)
	case "text", "json":
	default:
		return failure{exitUsage, fmt.Errorf("--format %s: %s", format, a.t("choose text, json or jsonl", "pilih text, json atau jsonl"))}
	}
	if err := a.judge(inputs, s, v); err != nil {
		return err
	}
	switch format {
	case "text":
		err = a.writeText(buffered, v)
	case "json":
		err = v.writeJSON(buffered)
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

func (a *app) judge(inputs []publish.Input, s *schema.Schema, v *validation) error {
	step, finish := a.progress()
	defer finish()
	var total, done int64
	for _, in := range inputs {
		total += in.Size
	}
	for _, in := range inputs {
		f, err := in.Open()
		if err != nil {
			return failure{exitUsage, err}
		}
		tick := func(n int64) {
			if step != nil {
				step("read", done+n, total)
			}
		}
		err = s.Check(publish.Counted(f, tick), in.Name, v)
		_ = f.Close()
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
	return nil
}

// Release implements schema.Judged.
func (v *validation) Release(_ *schema.Release, findings []schema.Finding) error {
	v.report.Releases++
	if schema.HasError(findings) {
		v.report.Refused++
	}
	return v.add(findings...)
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

func (v *validation) writeJSON(w io.Writer) error {
	r := &v.report
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", " ")
	return e.Encode(map[string]any{
		"releases": r.Releases, "packages": r.Packages, "valid": r.Releases - r.Refused, "withErrors": r.Refused,
		"errors": r.Errors, "warnings": r.Warnings, "notes": r.Notes, "groups": r.Groups(),
	})
}
