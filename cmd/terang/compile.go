package main

import (
	"bufio"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"terang/exporters"
	"terang/publish"
	"terang/schema"
)

func (a *app) compile() *cobra.Command {
	var form, out string
	var by judging
	cmd := &cobra.Command{
		Use:   a.t("compile FILE…", "compile BERKAS…"),
		Short: a.t("merge releases into records, without validating", "gabungkan rilis menjadi record, tanpa validasi"),
		Long: a.t(`Merges the releases of each contracting process, as the standard says, and writes
one line of JSON for each process, in the order in which they first appear:
its compiled release, its versioned release, or its record with both and with the
releases. Nothing is validated or stored.`,
			`Menggabungkan rilis tiap proses menurut standar dan menulis satu baris JSON per
proses, menurut urutan kemunculan: rilis terkompilasi, rilis berversi, atau record
dengan keduanya beserta rilisnya. Tidak ada yang divalidasi atau disimpan.`),
		Example: `  terang compile releases.jsonl.gz > compiled.jsonl
  terang compile --form versioned package.json`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			inputs, err := a.inputs(args)
			if err != nil {
				return err
			}
			s, err := a.loadSchema(&by, &publish.Config{})
			if err != nil {
				return err
			}
			write, ok := map[string]func(*schema.Record) []byte{
				"compiled": (*schema.Record).Compiled, "versioned": (*schema.Record).Versioned, "record": wholeRecord}[form]
			if !ok {
				return failure{exitUsage, fmt.Errorf("--form %s: %s", form, a.t("choose compiled, versioned or record", "pilih compiled, versioned atau record"))}
			}
			return a.compileInputs(inputs, s, write, out)
		},
	}
	cmd.Flags().StringVar(&form, "form", "compiled", a.t("compiled, versioned or record", "compiled, versioned atau record"))
	cmd.Flags().StringVar(&out, "out", "", a.t("write to this file", "tulis ke berkas ini"))
	a.schemaFlags(cmd, &by)
	return cmd
}

// processes groups the releases of inputs by ocid, in order of first appearance.
type processes struct {
	ocids    []string
	releases map[string][]*schema.Release
	refused  []schema.Finding
}

// Release implements schema.Sink.
func (p *processes) Release(r *schema.Release) error {
	if unfit := r.Unfit(); len(unfit) > 0 {
		p.refused = append(p.refused, unfit...)
		return nil
	}
	if p.releases[r.OCID] == nil {
		p.ocids = append(p.ocids, r.OCID)
	}
	p.releases[r.OCID] = append(p.releases[r.OCID], r)
	return nil
}

// Record implements schema.Sink.
func (p *processes) Record(w *schema.Wrapper) error {
	if w.Releases > 0 {
		return nil
	}
	return p.Release(w.Unfit())
}

// Package implements schema.Sink.
func (p *processes) Package(*schema.Package) error { return nil }

func (a *app) compileInputs(inputs []publish.Input, s *schema.Schema, write func(*schema.Record) []byte, out string) error {
	p := &processes{releases: map[string][]*schema.Release{}}
	for _, in := range inputs {
		if err := a.collect(in, p); err != nil {
			return err
		}
	}
	w, err := a.output(out)
	if err != nil {
		return err
	}
	defer w.Close()
	lines, notes := publish.Compile(s, p.ocids, p.releases, write)
	buffered := bufio.NewWriterSize(w, 1<<20)
	for line, err := range lines {
		if err != nil {
			return failure{exitRefused, err}
		}
		if _, err := buffered.Write(append(line, '\n')); err != nil {
			return err
		}
	}
	for _, f := range append(p.refused, *notes...) {
		fmt.Fprintf(a.stderr, "%s %s %s: %s\n", f.Where(), f.OCID, f.Pointer, f.Text(a.lang))
	}
	if len(p.refused) > 0 {
		a.status = max(a.status, exitRefused)
	}
	return buffered.Flush()
}

// collect reads one input; one that breaks off gives nothing.
func (a *app) collect(in publish.Input, p schema.Sink) error {
	f, err := in.Open()
	if err != nil {
		return failure{exitUsage, err}
	}
	defer f.Close()
	err = schema.Read(f, in.Name, p)
	var unreadable *schema.InputError
	if errors.As(err, &unreadable) {
		return failure{exitUsage, fmt.Errorf("%s:%d: %s", unreadable.File, unreadable.Line, unreadable.Text(a.lang))}
	}
	return err
}

func wholeRecord(r *schema.Record) []byte {
	return exporters.WholeRecord(r.Releases[0].OCID, r.Lines(), r.Compiled(), r.Versioned())
}
