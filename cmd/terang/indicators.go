package main

import (
	"bufio"
	"errors"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"terang/indicators"
	"terang/publish"
)

// indication is how indicators are asked, and how told.
type indication struct {
	format, asOf, out string
	only              []string
	all, methods      bool
	by                judging
}

func (a *app) indicators() *cobra.Command {
	o := &indication{}
	cmd := &cobra.Command{
		Use:   a.t("indicators FILE…", "indicators BERKAS…"),
		Short: a.t("contractors' performance and red flags, with their evidence", "kinerja penyedia dan tanda bahaya, beserta buktinya"),
		Long: a.t(`Computes how contractors performed and what looks wrong, on any OCDS data: releases,
records or compiled releases. Each result says what it rests on; what cannot be
computed is told apart from what is not flagged. At the end stands on how much each
indicator could be computed, and which missing fields would unlock the rest. What
depends on history (cost growth, extensions) needs releases, not only compiled ones.
A flag is a question, not a finding of wrongdoing. Nothing is validated or stored.`,
			`Menghitung kinerja penyedia dan apa yang tampak janggal pada data OCDS apa pun: rilis,
record, atau rilis terkompilasi. Setiap hasil menyebutkan dasarnya; yang tidak dapat
dihitung dibedakan dari yang tidak ditandai. Di akhir disebutkan berapa banyak yang
dapat dihitung untuk tiap indikator, dan field mana yang perlu diisi agar sisanya dapat
dihitung. Yang bergantung pada riwayat (kenaikan nilai, perpanjangan) memerlukan rilis.
Tanda bahaya adalah pertanyaan, bukan kesimpulan. Tidak ada yang divalidasi atau disimpan.`),
		Example: `  terang indicators releases.jsonl.gz
  terang indicators --indicator R018,on_time --format csv --out results.csv *.json
  terang indicators --as-of 2026-10-31 --all --format jsonl compiled.jsonl > results.jsonl
  terang indicators --methods`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 && !o.methods {
				return errors.New(a.t("give the files to compute on, or - for standard input", "beri berkas yang dihitung, atau - untuk masukan standar"))
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error { return a.indicate(o, args) },
	}
	cmd.Flags().StringVar(&o.format, "format", "text", a.t("text, json, jsonl or csv", "text, json, jsonl atau csv"))
	cmd.Flags().StringVar(&o.asOf, "as-of", "", a.t("the day from which things are seen, YYYY-MM-DD (today)", "tanggal acuan, YYYY-MM-DD (hari ini)"))
	cmd.Flags().StringSliceVar(&o.only, "indicator", nil, a.t("only these, by their codes", "hanya indikator ini, menurut kodenya"))
	cmd.Flags().BoolVar(&o.all, "all", false, a.t("also what is not flagged and what cannot be computed", "juga yang tidak ditandai dan yang tidak dapat dihitung"))
	cmd.Flags().BoolVar(&o.methods, "methods", false, a.t("list all indicators: formula, thresholds with their sources, caveats", "sebutkan semua indikator: rumus, ambang beserta sumbernya, catatan"))
	cmd.Flags().StringVar(&o.out, "out", "", a.t("write to this file", "tulis ke berkas ini"))
	a.schemaFlags(cmd, &o.by)
	return cmd
}

func (a *app) indicate(o *indication, args []string) error {
	c, zone, err := a.indicatorConfig(o)
	if err != nil {
		return err
	}
	inputs, err := a.inputs(args)
	if err != nil {
		return err
	}
	out, err := a.output(o.out)
	if err != nil {
		return err
	}
	defer out.Close()
	w := bufio.NewWriterSize(out, 1<<20)
	told, err := newTold(w, o.format, a.lang, c)
	if err != nil {
		return failure{exitUsage, fmt.Errorf("--format %s: %s", o.format, a.t("choose text, json, jsonl or csv", "pilih text, json, jsonl atau csv"))}
	}
	if o.methods {
		err = told.methods()
	} else {
		err = a.examine(o, inputs, indicators.NewExaminer(c), zone, told)
	}
	if flushErr := w.Flush(); err == nil {
		err = flushErr
	}
	return err
}

// indicatorConfig takes the defaults, as seen from the day that was asked for in the publisher's zone.
func (a *app) indicatorConfig(o *indication) (c indicators.Config, zone *time.Location, err error) {
	config, err := a.config()
	if err != nil {
		return c, nil, err
	}
	if zone, err = time.LoadLocation(config.TimeZone); err != nil {
		return c, nil, failure{exitUsage, err}
	}
	asOf := time.Now().In(zone)
	if o.asOf != "" {
		if asOf, err = time.ParseInLocation(time.DateOnly, o.asOf, zone); err != nil {
			return c, nil, failure{exitUsage, fmt.Errorf("--as-of %s: %s", o.asOf, a.t("write the day as 2026-10-31", "tulis tanggal seperti 2026-10-31"))}
		}
	}
	if c, err = config.Indicators(asOf); err != nil {
		return c, nil, failure{exitUsage, err}
	}
	c.Only, c.Notable = o.only, !o.all
	for _, code := range o.only {
		if !indicators.Known(code) {
			return c, nil, failure{exitUsage, fmt.Errorf("--indicator %s: %s", code, a.t("there is none of this code; terang indicators --methods lists them", "tidak ada kode ini; terang indicators --methods menyebutkan semuanya"))}
		}
	}
	return c, zone, nil
}

// examine reads the inputs and tells what comes of them.
func (a *app) examine(o *indication, inputs []publish.Input, e *indicators.Examiner, zone *time.Location, told *told) error {
	collectGarbage(100, 900<<20)
	s, err := a.loadSchema(&o.by, &publish.Config{})
	if err != nil {
		return err
	}
	run := newExamination(s, e, zone, told)
	a.cleanUps = append(a.cleanUps, run.close)
	for _, in := range inputs {
		if err := a.collect(in, run); err != nil {
			return err
		}
	}
	if err := run.finish(); err != nil {
		return err
	}
	for _, f := range run.refused {
		fmt.Fprintf(a.stderr, "%s %s %s: %s\n", f.Where(), f.OCID, f.Pointer, f.Text(a.lang))
	}
	if len(run.refused) > 0 {
		a.status = max(a.status, exitRefused)
	}
	return told.end(e)
}
