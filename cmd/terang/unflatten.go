package main

import (
	"bufio"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"terang/flat"
	"terang/publish"
	"terang/schema"
)

func (a *app) unflatten() *cobra.Command {
	var out string
	var by judging
	cmd := &cobra.Command{
		Use:   a.t("unflatten PATH…", "unflatten ALAMAT…"),
		Short: a.t("make releases of tables", "ubah tabel menjadi rilis"),
		Long: a.t(`Makes releases of the tables of flatten, of flatten-tool, or of people who fill in a
workbook with the fields' paths as headings. Each PATH is a folder or zip of CSV files,
plain or gzipped, or an XLSX workbook; CSV files that are named one by one belong
together. Rows belong together by their ids; numbers in headings only order siblings.
What cannot be taken over is told with file, row, column and remedy.

The tables of flatten give the same packages and releases again, each package on a line
of its own; other tables give one release package.

Exit status: 0 all was taken over, 1 something was not, 2 a file cannot be read.`,
			`Menjadikan rilis dari tabel buatan flatten, flatten-tool, atau buku kerja yang diisi orang
dengan alamat isian sebagai judul kolom. Setiap ALAMAT adalah folder atau zip berisi berkas
CSV, boleh dikompresi gzip, atau buku kerja XLSX; berkas CSV yang disebut satu per satu
dianggap satu kumpulan. Baris digabungkan menurut id; angka di judul hanya mengurutkan.
Yang tidak dapat diambil disebutkan dengan berkas, baris, kolom dan cara memperbaikinya.

Tabel buatan flatten kembali menjadi paket dan rilis yang sama, satu paket per baris;
tabel lain menjadi satu paket rilis.

Status keluar: 0 semua terambil, 1 ada yang tidak, 2 ada berkas yang tidak terbaca.`),
		Example: `  terang unflatten tables > releases.json
  terang unflatten workbook.xlsx --out releases.json`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			s, err := a.loadSchema(&by, &publish.Config{})
			if err != nil {
				return err
			}
			sources, err := flat.Open(args...)
			if err != nil {
				return failure{exitUsage, errors.Unwrap(a.unreadableOr(err))}
			}
			defer func() {
				for _, source := range sources {
					_ = source.Close()
				}
			}()
			return a.unflattenSources(sources, s, out)
		},
	}
	cmd.Flags().StringVar(&out, "out", "", a.t("write to this file", "tulis ke berkas ini"))
	a.schemaFlags(cmd, &by)
	return cmd
}

// unflattenSources writes what sources hold. A file has its name only when it is whole; a device, a pipe or a link is
// written to as it is, never replaced.
func (a *app) unflattenSources(sources []*flat.Source, s *schema.Schema, out string) error {
	there, err := os.Lstat(out)
	if out == "" || err == nil && !there.Mode().IsRegular() {
		w, err := a.output(out)
		if err != nil {
			return err
		}
		return errors.Join(a.unflattenTo(bufio.NewWriterSize(w, 1<<20), sources, s), w.Close())
	}
	part, err := os.CreateTemp(filepath.Dir(out), ".part-")
	if err != nil {
		return failure{exitUsage, err}
	}
	defer os.Remove(part.Name())
	defer part.Close()
	if err := a.unflattenTo(bufio.NewWriterSize(part, 1<<20), sources, s); err != nil {
		return err
	}
	if err := part.Chmod(0o644); err != nil {
		return failure{exitImpotence, err}
	}
	if err := part.Close(); err != nil {
		return failure{exitImpotence, err}
	}
	if err := os.Rename(part.Name(), out); err != nil {
		return failure{exitImpotence, err}
	}
	return nil
}

func (a *app) unflattenTo(w *bufio.Writer, sources []*flat.Source, s *schema.Schema) error {
	restGarbageCollector()
	for _, source := range sources {
		err := flat.Unflatten(source, s, w, func(f schema.Finding) {
			a.tell(f)
			if f.Severity == schema.Error {
				a.status = max(a.status, exitRefused)
			}
		})
		if err != nil {
			return a.unreadableOr(err)
		}
	}
	if err := w.Flush(); err != nil {
		return failure{exitImpotence, err}
	}
	return nil
}

// tell writes a finding to standard error.
func (a *app) tell(f schema.Finding) {
	fmt.Fprintf(a.stderr, "%s: %s\n", strings.TrimSpace(f.Where()+" "+f.Pointer), f.Text(a.lang))
}
