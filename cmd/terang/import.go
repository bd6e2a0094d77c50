package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"terang/importers"
	"terang/publish"
	"terang/scratch"
	"terang/sheets"
)

// importing is what terang import was asked for.
type importing struct {
	out, report string
	all         bool
	show        bool
	example     string
	by          judging
}

func (a *app) importCommand() *cobra.Command {
	var im importing
	var list bool
	cmd := &cobra.Command{
		Use:   a.t("import PROFILE PATH…", "import PROFIL ALAMAT…"),
		Short: a.t("make releases of what other systems export", "jadikan rilis dari ekspor sistem lain"),
		Long: a.t(`Makes OCDS releases of exports of other systems, or of your own tables. PROFILE is one
of --list, or a mapping file (YAML) of your own. Each PATH is a folder, a zip, a workbook
(XLSX), a CSV or a JSON file, plain or gzipped; files that the profile does not know are
named and passed over. Rows of all files are joined: one process across tender, award,
contract and payment, each stage a release of its own.

Numbers of persons, bank accounts and staff numbers never get into a release; persons
stand there under a pseudonym. The report says of every row whether it was taken, or why
not. With a store in --data only what changed since is written, so that the same
command serves every week.

Exit status: 0 fine, 1 a release has errors, 2 a file cannot be read, or wrong usage.`,
			`Menjadikan rilis OCDS dari ekspor sistem lain, atau dari tabel Anda sendiri. PROFIL adalah
salah satu dari --list, atau berkas pemetaan (YAML) buatan sendiri. Setiap ALAMAT adalah
folder, zip, buku kerja (XLSX), berkas CSV atau JSON, boleh dikompresi gzip; berkas yang tidak
dikenal profil disebutkan lalu dilewati. Baris dari semua berkas digabungkan: satu proses
dari tender, penetapan, kontrak sampai pembayaran, setiap tahap menjadi satu rilis.

Nomor pribadi, rekening bank, dan NIP tidak pernah masuk ke rilis; perorangan ditulis
dengan nama samaran. Laporan menyebut untuk setiap baris apakah diambil, atau mengapa tidak.
Bila --data sudah berisi, hanya yang berubah yang ditulis, sehingga perintah yang sama dapat
dijalankan setiap minggu.

Status keluar: 0 baik, 1 ada rilis yang salah, 2 ada berkas yang tidak terbaca atau salah pakai.`),
		Example: `  terang import --list
  terang import spse exports/2025 --out releases.json
  terang import spse exports/2025 | terang publish -
  terang import mapping.yaml data.csv --out releases.json
  terang import ocds workbook.xlsx --out releases.json`,
		Args: func(_ *cobra.Command, args []string) error {
			if list || len(args) >= 2 || len(args) == 1 && (im.show || im.example != "") {
				return nil
			}
			return failure{exitUsage, errors.New(a.t("name a profile and what to read: terang import spse FOLDER; terang import --list lists the profiles",
				"sebutkan profil dan yang dibaca: terang import spse FOLDER; daftar profil: terang import --list"))}
		},
		RunE: func(_ *cobra.Command, args []string) error {
			if list {
				return a.listProfiles()
			}
			if im.show || im.example != "" {
				return a.showProfile(args[0], &im)
			}
			if args[0] == filledTables {
				return a.importFilled(args[1:], &im)
			}
			return a.importPaths(args[0], args[1:], &im)
		},
	}
	cmd.Flags().BoolVar(&list, "list", false, a.t("list the profiles", "daftar profil"))
	cmd.Flags().StringVar(&im.out, "out", "", a.t("write the releases to this file", "tulis rilis ke berkas ini"))
	cmd.Flags().StringVar(&im.report, "report", "", a.t("write the report to this file, as JSON", "tulis laporan ke berkas ini sebagai JSON"))
	cmd.Flags().BoolVar(&im.all, "all", false, a.t("write everything, published before or not", "tulis semuanya, sudah terbit atau belum"))
	cmd.Flags().BoolVar(&im.show, "show", false, a.t("print the profile, to copy from", "tampilkan profil, untuk disalin"))
	cmd.Flags().StringVar(&im.example, "example", "", a.t("write the filled tables of a layout of terang's own into this new directory", "tulis contoh tabel terisi dari tata letak buatan terang ke direktori baru ini"))
	a.schemaFlags(cmd, &im.by)
	return cmd
}

// showProfile prints a profile, or writes its example.
func (a *app) showProfile(name string, im *importing) error {
	if im.show {
		text, ok := importers.ProfileText(name)
		if !ok {
			return failure{exitUsage, fmt.Errorf(a.t("%s has no mapping to show: terang import --list lists the profiles", "%s tidak punya pemetaan: lihat terang import --list"), name)}
		}
		_, err := a.stdout.Write(text)
		return err
	}
	if !slices.Contains(importers.Examples(), name) {
		return failure{exitUsage, fmt.Errorf(a.t("there is no example of %s; there are: %s", "tidak ada contoh %s; yang ada: %s"), name, strings.Join(importers.Examples(), ", "))}
	}
	if err := importers.WriteExample(name, im.example); err != nil {
		return failure{exitUsage, err}
	}
	return nil
}

func (a *app) listProfiles() error {
	all, err := importers.Profiles()
	if err != nil {
		return err
	}
	a.listFilled()
	for _, p := range all {
		fmt.Fprintf(a.stdout, "%-12s %s\n%-12s %s\n", p.Name, p.Title.In(a.lang), "", p.Help.In(a.lang))
	}
	return nil
}

// profile is one that comes with terang, or a file.
func (a *app) profile(name string) (*importers.Profile, error) {
	if strings.HasSuffix(name, ".yaml") || strings.HasSuffix(name, ".yml") {
		text, err := os.ReadFile(name)
		if err != nil {
			return nil, failure{exitUsage, err}
		}
		p, err := importers.ParseProfile(name, text)
		if err != nil {
			return nil, failure{exitUsage, err}
		}
		return p, nil
	}
	p, err := importers.FindProfile(name)
	if err == nil && p == nil {
		err = failure{exitUsage, fmt.Errorf(a.t("there is no profile %s: terang import --list lists them", "tidak ada profil %s: lihat terang import --list"), name)}
	}
	return p, err
}

func (a *app) importPaths(name string, paths []string, im *importing) error {
	p, err := a.profile(name)
	if err != nil {
		return err
	}
	config, err := a.config()
	if err != nil {
		return err
	}
	if p.Repairs() {
		return a.repairPaths(p, paths, &config, im)
	}
	sources, err := sheets.Any.Open(paths...)
	if err != nil {
		return failure{exitUsage, errors.Unwrap(a.unreadableOr(err))}
	}
	defer func() {
		for _, source := range sources {
			_ = source.Close()
		}
	}()
	return a.importWith(p, &config, im, func(w io.Writer, o importers.Options) (*importers.Result, error) {
		result, err := importers.Import(a.ctx, p, sources, w, o)
		if err == nil {
			a.tellSources(sources)
		}
		return result, err
	})
}

// repairPaths imports what is OCDS nearly.
func (a *app) repairPaths(p *importers.Profile, paths []string, config *publish.Config, im *importing) error {
	inputs, err := a.inputs(paths)
	if err != nil {
		return err
	}
	files := make([]importers.File, len(inputs))
	for i, in := range inputs {
		files[i] = importers.File{Name: in.Name, Open: in.Open}
	}
	return a.importWith(p, config, im, func(w io.Writer, o importers.Options) (*importers.Result, error) {
		return importers.Repair(a.ctx, p, files, w, o)
	})
}

// importWith writes the releases only when all is read, so that what is written is whole.
func (a *app) importWith(p *importers.Profile, config *publish.Config, im *importing, read func(io.Writer, importers.Options) (*importers.Result, error)) error {
	made, err := scratch.New("import")
	if err != nil {
		return failure{exitImpotence, err}
	}
	defer made.Close()
	options, done, err := a.importOptions(config, im)
	if err != nil {
		return err
	}
	defer done()
	result, err := read(made, options)
	if err != nil {
		if errors.Is(err, importers.ErrTooMuch) {
			return failure{exitUsage, fmt.Errorf("%w: %s", err, a.t("give one year at a time", "berikan satu tahun setiap kali"))}
		}
		return a.unreadableOr(err)
	}
	if len(result.Files) == 0 {
		return failure{exitUsage, fmt.Errorf(a.t("nothing here is a table of the profile %s, which knows files by their names or columns: terang import --list says what to give",
			"tidak ada tabel profil %s di sini; berkas dikenali dari nama atau kolomnya: lihat terang import --list"), p.Name)}
	}
	if err := a.judgeImport(made, result, config, im); err != nil {
		return err
	}
	if err := a.tellImport(result.Report, im.report); err != nil {
		return err
	}
	return a.deliver(made, im.out)
}
