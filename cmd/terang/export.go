package main

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"terang/publish"
)

func (a *app) export() *cobra.Command {
	var ref, out string
	cmd := &cobra.Command{
		Use:   "export",
		Short: a.t("write the files of a version to a directory", "tulis berkas suatu versi ke direktori"),
		Long: a.t(`Writes exactly what /data/VERSION/ serves: the files of all years and the whole
ones, manifest.json and SHA256SUMS. Every file's digest is checked as it is written.`,
			`Menulis persis apa yang disajikan di /data/VERSI/: berkas tiap tahun dan berkas
utuh, manifest.json dan SHA256SUMS. Sidik setiap berkas diperiksa saat ditulis.`),
		Example: "  terang export --out files\n  terang export --version 2026-03-31.1 --out files && cd files && sha256sum -c SHA256SUMS",
		Args:    cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			if out == "" {
				return failure{exitUsage, errors.New(a.t("--out is missing: name the directory to write to", "--out belum diisi: sebutkan direktori tujuan"))}
			}
			return a.exportVersion(ref, out)
		},
	}
	cmd.Flags().StringVar(&ref, "version", "", a.t("version's id, or a day (default: the latest)", "id versi, atau tanggal (bawaan: yang terbaru)"))
	cmd.Flags().StringVar(&out, "out", "", a.t("directory to write to; it must be empty or new", "direktori tujuan; harus kosong atau baru"))
	return cmd
}

func (a *app) exportVersion(ref, out string) error {
	r, files, closeAll, err := a.readers()
	if err != nil {
		return err
	}
	defer closeAll()
	v, err := a.versionOf(r, ref)
	if err != nil {
		return err
	}
	count, err := publish.WriteVersion(a.ctx, files, v, out)
	if err != nil {
		return failure{exitImpotence, err}
	}
	fmt.Fprintf(a.stdout, a.t("version %s: %d files in %s\n", "versi %s: %d berkas di %s\n"), v.ID, count, out)
	return nil
}
