package main

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"terang/flat"
	"terang/publish"
	"terang/schema"
)

func (a *app) flatten() *cobra.Command {
	o := tableOptions{}
	var by judging
	cmd := &cobra.Command{
		Use:   a.t("flatten FILE…", "flatten BERKAS…"),
		Short: a.t("make tables of releases, from which unflatten makes the same again", "ubah rilis menjadi tabel, yang dapat dikembalikan oleh unflatten"),
		Long: a.t(`Writes releases as tables: one of the releases and one of each list of objects, such
as awards_items. Headings are the fields' paths; rows repeat the ids of all that they
belong to. What a cell cannot carry stands in rest/rest, and what packages and records
say beside their releases in rest/packages, so that nothing is lost. flatten-tool reads
the tables too. Nothing is validated, and OCDS 1.0 stays as it is.

Exit status: 0 all was written, 1 without releases that cannot be read, 2 a file cannot
be read, and nothing was written.`,
			`Menulis rilis sebagai tabel: satu untuk rilis dan satu untuk tiap daftar objek, misalnya
awards_items. Judul kolom adalah alamat isian; baris mengulang id dari semua induknya. Yang
tidak dapat dimuat sel ada di rest/rest, dan kata paket serta record di samping rilisnya
ada di rest/packages, sehingga tidak ada yang hilang. flatten-tool juga dapat membacanya.
Tidak ada yang divalidasi, dan OCDS 1.0 dibiarkan apa adanya.

Status keluar: 0 semua ditulis, 1 tanpa rilis yang tidak terbaca, 2 ada berkas yang tidak
terbaca, dan tidak ada yang ditulis.`),
		Example: `  terang flatten releases.json --out tables
  terang flatten --format csv,xlsx,parquet --out tables *.json.gz
  terang flatten --excel --out tables releases.json`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			if err := a.checkTables(&o); err != nil {
				return err
			}
			inputs, err := a.inputs(args)
			if err != nil {
				return err
			}
			s, err := a.loadSchema(&by, &publish.Config{})
			if err != nil {
				return err
			}
			return a.flattenInputs(&flattening{app: a, inputs: inputs, schema: s}, o)
		},
	}
	cmd.Flags().StringVar(&o.out, "out", "", a.t("directory to write to; it must be empty or new", "direktori tujuan; harus kosong atau baru"))
	cmd.Flags().StringSliceVar(&o.formats, "format", []string{formatCSV}, a.t("csv, xlsx or parquet; several with commas", "csv, xlsx atau parquet; beberapa dipisahkan koma"))
	cmd.Flags().BoolVar(&o.gzip, "gzip", false, a.t("pack CSV files with gzip", "kompresi berkas CSV dengan gzip"))
	cmd.Flags().BoolVar(&o.excel, "excel", false, a.t("CSV that Indonesian Excel opens: semicolons, decimal commas; for reading only", "CSV yang dibuka Excel Indonesia: titik koma, koma desimal; hanya untuk dibaca"))
	a.schemaFlags(cmd, &by)
	return cmd
}

// The formats of tables.
const (
	formatCSV     = "csv"
	formatXLSX    = "xlsx"
	formatParquet = "parquet"
)

func (a *app) checkTables(o *tableOptions) error {
	if o.out == "" {
		return failure{exitUsage, errors.New(a.t("--out is missing: name the directory to write to", "--out belum diisi: sebutkan direktori tujuan"))}
	}
	for _, format := range o.formats {
		if !slices.Contains([]string{formatCSV, formatXLSX, formatParquet}, format) {
			return failure{exitUsage, fmt.Errorf("--format %s: %s", format, a.t("choose csv, xlsx or parquet", "pilih csv, xlsx atau parquet"))}
		}
	}
	if (o.gzip || o.excel) && !slices.Contains(o.formats, formatCSV) {
		return failure{exitUsage, errors.New(a.t("--gzip and --excel are for --format csv", "--gzip dan --excel hanya untuk --format csv"))}
	}
	return nil
}

// flattenInputs reads the inputs twice: first for the tables and columns that they need, then for the rows.
func (a *app) flattenInputs(f *flattening, o tableOptions) error {
	if restGarbageCollector(); o.onlyCSV() { // little garbage is made, so that more room would not be quicker
		collectGarbage(200, 50<<20)
	}
	if err := f.count(); err != nil {
		return a.unreadableOr(err)
	}
	layout := flat.NewLayout(f.extended(), f.uses)
	files, err := newTableFiles(o, layout.Tables())
	if err != nil {
		return failure{exitUsage, err}
	}
	defer files.discard()
	if err := f.write(layout, files); err != nil {
		return a.unreadableOr(err)
	}
	if err := files.keep(); err != nil {
		return failure{exitImpotence, err}
	}
	fmt.Fprintf(a.stdout, a.t("%d releases: %d tables in %s\n", "%d rilis: %d tabel di %s\n"), f.releases, len(layout.Tables()), o.out)
	return nil
}

// unreadableOr gives an error its exit status: a file that cannot be read is told with its place.
func (a *app) unreadableOr(err error) error {
	var unreadable *schema.InputError
	if errors.As(err, &unreadable) {
		return failure{exitUsage, errors.New(strings.TrimPrefix(unreadable.Where()+": "+unreadable.Text(a.lang), ": "))}
	}
	var disk *fs.PathError
	if errors.As(err, &disk) && errors.Is(err, fs.ErrNotExist) {
		return a.missing(disk.Path)
	}
	return failure{exitImpotence, err}
}
