package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/spf13/cobra"

	"terang/archive"
	"terang/exporters"
	"terang/publish"
	"terang/schema"
	"terang/store"
)

func (a *app) publish() *cobra.Command {
	var o publish.Options
	var confirm []string
	var out string
	var by judging
	cmd := &cobra.Command{
		Use:   a.t("publish FILE…", "publish BERKAS…"),
		Short: a.t("publish releases as a new version", "terbitkan rilis sebagai versi baru"),
		Long: a.t(`Checks the releases in the files, appends what is accepted to the ledger, merges
the releases of each contracting process into its record, writes the files, and
makes a new version of the dataset: all of it or nothing.

Without --keep-going one refused release stops all: nothing is stored. With it
the accepted releases are published, and each refused one is listed.
Releases that the ledger already has count as already there; handing in the same
file twice is harmless. Releases counted in = published + already there + refused.

Exit status: 0 fine, 1 a release was refused or has errors, 2 a file cannot be
read (nothing of it is stored), 3 the store or the archive cannot be used.`,
			`Memeriksa rilis di dalam berkas, menambahkan yang diterima ke buku besar,
menggabungkan rilis tiap proses menjadi record, menulis berkas, dan membuat versi
baru dari dataset: seluruhnya atau tidak sama sekali.

Tanpa --keep-going satu rilis yang ditolak menghentikan semuanya: tidak ada yang
disimpan. Dengan opsi itu rilis yang diterima diterbitkan dan yang ditolak
disebutkan satu per satu. Rilis yang sudah ada dihitung sebagai sudah ada;
menyerahkan berkas yang sama dua kali tidak berbahaya.

Status keluar: 0 baik, 1 ada rilis yang ditolak atau salah, 2 ada berkas yang tidak
terbaca (tidak disimpan), 3 penyimpanan atau arsip tidak dapat dipakai.`),
		Example: `  terang publish --dry-run releases.json
  terang publish releases.json
  terang publish --keep-going 2024/*.json.gz`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			inputs, err := a.inputs(args)
			if err != nil {
				return err
			}
			return a.publishInputs(inputs, o, &by, confirm, out)
		},
	}
	cmd.Flags().BoolVar(&o.KeepGoing, "keep-going", false, a.t("publish the accepted releases though others are refused", "terbitkan rilis yang diterima walau ada yang ditolak"))
	cmd.Flags().BoolVar(&o.DryRun, "dry-run", false, a.t("show what would happen and store nothing", "tunjukkan apa yang akan terjadi tanpa menyimpan"))
	cmd.Flags().StringArrayVar(&confirm, "confirm", nil, a.t("CODE:POINTER of findings on personal numbers that are harmless", "CODE:POINTER temuan nomor pribadi yang dinyatakan aman"))
	cmd.Flags().StringVar(&by.extensions, "extensions", "", a.t("directory with extensions, each in a folder named as a part of its URL", "direktori berisi ekstensi, masing-masing dalam folder bernama seperti bagian URL-nya"))
	cmd.Flags().StringVar(&out, "out", "", a.t("write the report to this file", "tulis laporan ke berkas ini"))
	return cmd
}

func (a *app) publishInputs(inputs []publish.Input, o publish.Options, by *judging, confirm []string, out string) error {
	w, err := a.output(out)
	if err != nil {
		return err
	}
	defer w.Close()
	if o.DryRun {
		cleanUp, err := a.standIn()
		if err != nil {
			return err
		}
		defer cleanUp()
	}
	p, closeAll, err := a.publisher(by)
	if err != nil {
		return err
	}
	defer closeAll()
	p.Config.Confirm = append(p.Config.Confirm, confirm...)
	if err := p.Config.Check(); err != nil {
		return failure{exitUsage, err}
	}
	step, finish := a.progress()
	p.Progress = step
	if o.KeepGoing || o.DryRun {
		p.Refused = func(r *schema.Release, findings []schema.Finding) {
			fmt.Fprintln(w, a.refusal(r, findings))
		}
	}
	collectGarbage(150, 384<<20) // what lives while files are written are their buffers, up to 150 MB
	result, err := p.Publish(a.ctx, inputs, o)
	finish()
	if errors.Is(err, publish.ErrRefused) {
		fmt.Fprintf(a.stderr, "terang: %s\n", a.t("nothing was stored; the report says why", "tidak ada yang disimpan; sebabnya ada di laporan"))
	} else if err != nil { // what was counted was undone, or is not published yet
		return failure{exitImpotence, err}
	}
	a.conclude(result)
	return a.writeResult(w, result, o)
}

// conclude sets the exit status.
func (a *app) conclude(result *publish.Result) {
	if result.Refused > 0 || result.Report.Errors > 0 {
		a.status = max(a.status, exitRefused)
	}
	if len(result.Unreadable) > 0 {
		a.status = max(a.status, exitUsage)
	}
}

// refusal is the line on a refused release.
func (a *app) refusal(r *schema.Release, findings []schema.Finding) string {
	reasons := make([]string, len(findings))
	for i, f := range findings {
		reasons[i] = strings.TrimSpace(f.Code + " " + f.Pointer)
	}
	words := []string{a.t("refused", "ditolak"), fmt.Sprintf("%s:%d", r.Place.File, r.Place.Line)}
	for _, name := range []string{r.OCID, r.ID} {
		if name != "" { // of broken JSON neither is known
			words = append(words, name)
		}
	}
	return strings.Join(words, " ") + ": " + strings.Join(reasons, "; ")
}

// standIn puts a temporary store and archive in the place of local ones that do not exist, so that a dry run leaves
// nothing behind where there was nothing. cleanUp removes them.
func (a *app) standIn() (cleanUp func(), err error) {
	dir, err := os.MkdirTemp("", "terang-dry-run-")
	if err != nil {
		return nil, failure{exitImpotence, err}
	}
	if absent(a.storeLocation()) {
		a.store = filepath.Join(dir, "ledger.db")
	}
	if absent(a.archiveLocation()) {
		a.archive = filepath.Join(dir, "archive")
	}
	return func() { _ = os.RemoveAll(dir) }, nil
}

// absent says whether the location is a path, not a URL, at which nothing is.
func absent(location string) bool {
	_, err := os.Stat(location)
	return !strings.Contains(location, "://") && errors.Is(err, os.ErrNotExist)
}

// publisher opens the store and the archive for publishing.
func (a *app) publisher(by *judging) (p *publish.Publisher, closeAll func(), err error) {
	config, err := a.config()
	if err != nil {
		return nil, nil, err
	}
	rules, err := a.loadSchema(by, &config)
	if err != nil {
		return nil, nil, err
	}
	options, err := a.options(by, &config)
	if err != nil {
		return nil, nil, err
	}
	if a.store == "" || a.archive == "" { // they lie in it
		if err := os.MkdirAll(a.data, 0o755); err != nil {
			return nil, nil, failure{exitImpotence, err}
		}
	}
	s, err := store.Open(a.ctx, a.storeLocation())
	if err != nil {
		return nil, nil, failure{exitImpotence, err}
	}
	files, err := archive.Open(a.ctx, a.archiveLocation())
	if err != nil {
		_ = s.Close()
		return nil, nil, failure{exitImpotence, err}
	}
	p = &publish.Publisher{Store: s, Archive: files, Schema: rules, Config: config, Options: options,
		Builder: builder(),
		Waiting: func() {
			fmt.Fprintln(a.stderr, a.t("another terang is publishing into this store; waiting for it …", "terang lain sedang menerbitkan ke penyimpanan ini; menunggu …"))
		}}
	return p, func() { _, _ = files.Close(), s.Close() }, nil
}

func (a *app) storeLocation() string {
	if a.store != "" {
		return a.store
	}
	return filepath.Join(a.data, "ledger.db")
}

func (a *app) archiveLocation() string {
	if a.archive != "" {
		return a.archive
	}
	return filepath.Join(a.data, "archive")
}

// builder names this programme in manifests. One that was built without the tag purego is another: its Parquet files may
// have other bytes.
func builder() string {
	name := "terang " + version + " " + runtime.Version()
	if !exporters.Portable {
		name += " " + runtime.GOARCH
	}
	return name
}
