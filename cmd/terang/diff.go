package main

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/spf13/cobra"

	"terang/exporters"
	"terang/schema"
	"terang/store"
	"terang/tables"
)

func (a *app) diff() *cobra.Command {
	var format, out string
	var by judging
	cmd := &cobra.Command{
		Use:   "diff A [B]",
		Short: a.t("what differs between two versions, field by field", "apa yang berbeda antara dua versi, isian demi isian"),
		Long: a.t(`Compares the tables of two versions: which rows came, went or changed, in which
field, from what to what, and by which release. A version is named by its id, or by
a day: the last one of or before that day. Without B, A is compared with the latest.
B may also be the older of the two; then it shows how to get back.

As text each process that differs stands with its rows. A value that stands in
several tables is told once, without labels and local days; csv, jsonl and json
have every cell.`,
			`Membandingkan tabel dari dua versi: baris mana yang baru, ditarik, atau berubah, pada
isian apa, dari apa menjadi apa, dan oleh rilis yang mana. Versi disebut dengan id-nya
atau dengan tanggal: versi terakhir pada atau sebelum tanggal itu. Tanpa B, A
dibandingkan dengan versi terbaru. B boleh juga yang lebih lama; hasilnya lalu
menunjukkan perubahan sebaliknya.

Sebagai teks, tiap proses yang berbeda ditulis beserta barisnya. Nilai yang ada di
beberapa tabel disebut sekali, tanpa label dan tanggal setempat; csv, jsonl, dan json
memuat setiap sel.`),
		Example: "  terang diff 2026-03-31\n  terang diff 2026-03-31.1 2026-04-30.1\n  terang diff 2026-03-31 2026-04-30 --format csv --out changes.csv",
		Args:    cobra.RangeArgs(1, 2),
		RunE: func(_ *cobra.Command, refs []string) error {
			newWriter, ok := map[string]func(io.Writer, []*tables.Kind) exporters.RowWriter{
				"text": a.newDiffText, "csv": newDiffCSV, "jsonl": newDiffLines, "json": newDiffArray}[format]
			if !ok {
				return failure{exitUsage, fmt.Errorf("--format %s: %s", format, a.t("choose text, csv, jsonl or json", "pilih text, csv, jsonl atau json"))}
			}
			return a.diffVersions(append(refs, "")[:2], &by, newWriter, out)
		},
	}
	cmd.Flags().StringVar(&format, "format", "text", a.t("text, csv, jsonl or json", "text, csv, jsonl atau json"))
	cmd.Flags().StringVar(&out, "out", "", a.t("write to this file", "tulis ke berkas ini"))
	a.schemaFlags(cmd, &by)
	return cmd
}

func (a *app) diffVersions(refs []string, by *judging, newWriter func(io.Writer, []*tables.Kind) exporters.RowWriter, out string) error {
	config, err := a.config()
	if err != nil {
		return err
	}
	s, err := a.loadSchema(by, &config)
	if err != nil {
		return err
	}
	r, err := store.OpenReader(a.ctx, a.storeLocation())
	if err != nil {
		return failure{exitImpotence, err}
	}
	defer r.Close()
	var versions [2]*store.Version
	for i, ref := range refs {
		if versions[i], err = a.versionOf(r, ref); err != nil {
			return err
		}
	}
	to, err := a.output(out)
	if err != nil {
		return err
	}
	buffered := bufio.NewWriterSize(to, 1<<16)
	kinds := tables.All(s)
	w := newWriter(buffered, kinds)
	err = r.Between(a.ctx, versions[0], versions[1], func(before, after *store.Record) error {
		return compareRecords(w, kinds, s, versions, before, after)
	})
	if err == nil {
		err = errors.Join(w.Close(), buffered.Flush())
	}
	if err = errors.Join(err, to.Close()); err != nil {
		return failure{exitImpotence, err}
	}
	return nil
}

// versionOf finds the version that was named on the command line; the latest where none was.
func (a *app) versionOf(r *store.Reader, ref string) (v *store.Version, err error) {
	if ref == "" {
		v, err = r.Latest(a.ctx)
	} else {
		v, err = r.Version(a.ctx, ref)
	}
	if errors.Is(err, store.ErrNotFound) {
		return nil, failure{exitUsage, fmt.Errorf("%w: %s", err, a.t("terang versions lists what there is", "terang versions menampilkan yang ada"))}
	}
	if err != nil {
		return nil, failure{exitImpotence, err}
	}
	return v, nil
}

// compareRecords writes what differs in one process.
func compareRecords(w exporters.RowWriter, kinds []*tables.Kind, s *schema.Schema, versions [2]*store.Version, before, after *store.Record) error {
	var sides [2]*tables.Process
	for i, record := range []*store.Record{before, after} {
		var err error
		if sides[i], err = processOf(record, s, versions[i]); err != nil {
			return err
		}
	}
	rows := exporters.NewRows(len(tables.Delta.Columns))
	tables.Diff(kinds, sides[0], sides[1], rows)
	return w.Write(rows)
}

// processOf is a record as tables see it, in the time zone that its publisher named for the version; nil of none.
func processOf(r *store.Record, s *schema.Schema, v *store.Version) (*tables.Process, error) {
	if r == nil {
		return nil, nil
	}
	tree, err := schema.Parse(r.Compiled)
	if err != nil {
		return nil, fmt.Errorf("record %s: %w", r.OCID, err)
	}
	history, err := schema.DecodeHistory(r.History)
	if err != nil {
		return nil, fmt.Errorf("record %s: %w", r.OCID, err)
	}
	zone, err := time.LoadLocation(v.Publication.TimeZone)
	if err != nil {
		return nil, fmt.Errorf("version %s: %w", v.ID, err)
	}
	return &tables.Process{OCID: r.OCID, Tree: tree, History: history, Schema: s.With(r.Extensions).Schema, Zone: zone, Tags: r.Tags()}, nil
}

func newDiffCSV(w io.Writer, _ []*tables.Kind) exporters.RowWriter {
	_, _ = w.Write(exporters.Heading(tables.Delta)) // a buffer keeps its first error
	return exporters.NewCSV(w, tables.Delta)
}

func newDiffLines(w io.Writer, _ []*tables.Kind) exporters.RowWriter {
	return exporters.NewJSONRows(w, tables.Delta)
}

// diffArray writes rows as one list of objects.
type diffArray struct {
	to    io.Writer
	lines *exporters.JSONRows
	text  bytes.Buffer
	begun bool
}

func newDiffArray(w io.Writer, _ []*tables.Kind) exporters.RowWriter {
	d := &diffArray{to: w}
	d.lines = exporters.NewJSONRows(&d.text, tables.Delta)
	return d
}

// Write writes the rows.
func (d *diffArray) Write(rows *exporters.Rows) error {
	d.text.Reset()
	if err := d.lines.Write(rows); err != nil {
		return err
	}
	for line := range bytes.Lines(d.text.Bytes()) {
		before := ",\n"
		if !d.begun {
			before, d.begun = "[", true
		}
		if _, err := fmt.Fprintf(d.to, "%s%s", before, bytes.TrimSuffix(line, []byte{'\n'})); err != nil {
			return err
		}
	}
	return nil
}

// Close ends the list.
func (d *diffArray) Close() error {
	end := "]\n"
	if !d.begun {
		end = "[]\n"
	}
	_, err := io.WriteString(d.to, end)
	return err
}
