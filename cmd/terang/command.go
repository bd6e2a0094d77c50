package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// Exit statuses (DESIGN.md, "The command line"); the highest wins.
const (
	exitFine      = 0
	exitRefused   = 1 // a release was refused or has errors
	exitUsage     = 2 // wrong usage, or a file that cannot be read as JSON at all
	exitImpotence = 3 // nothing could be attempted: lock, store schema, keys
)

// version is set by make dist.
var version = "dev"

// app is one run of the programme.
type app struct {
	ctx            context.Context
	stdin          io.Reader
	stdout, stderr io.Writer
	lang           string
	data           string // --data
	store, archive string // --store and --archive, empty for those in the data directory
	status         int
	cleanUps       []func() // at the end
}

// failure is an error with its exit status.
type failure struct {
	status int
	err    error
}

func (f failure) Error() string { return f.err.Error() }
func (f failure) Unwrap() error { return f.err }

func run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	a := &app{ctx: ctx, stdin: stdin, stdout: stdout, stderr: stderr}
	a.lang = languageOf(args)
	defer func() {
		for _, cleanUp := range a.cleanUps {
			cleanUp()
		}
	}()
	root := a.root()
	root.SetArgs(args)
	if err := root.ExecuteContext(ctx); err != nil {
		fmt.Fprintf(stderr, "terang: %v\n", err)
		var f failure
		if errors.As(err, &f) {
			return max(f.status, a.status)
		}
		return max(exitUsage, a.status)
	}
	return a.status
}

// languageOf finds the language before the commands are made, since their help is written in it.
func languageOf(args []string) string {
	lang := os.Getenv("TERANG_LANG")
	for i, arg := range args {
		if value, ok := strings.CutPrefix(arg, "--lang="); ok {
			lang = value
		}
		if arg == "--lang" && i+1 < len(args) {
			lang = args[i+1]
		}
	}
	if lang == "" && strings.HasPrefix(os.Getenv("LANG"), "id") {
		lang = "id"
	}
	if lang != "id" {
		lang = "en"
	}
	return lang
}

// t gives the text in the language of this run.
func (a *app) t(en, id string) string {
	if a.lang == "id" {
		return id
	}
	return en
}

func (a *app) root() *cobra.Command {
	root := &cobra.Command{
		Use: "terang",
		Short: a.t("Publish open contracting data: validated, versioned, verifiable.",
			"Terbitkan data kontrak terbuka: tervalidasi, berversi, dapat diperiksa."),
		Long: a.t(`terang publishes procurement data in the Open Contracting Data Standard (OCDS 1.1):
it checks releases, keeps them in a ledger that is never edited, and publishes
versions of them as files, behind a read-only API.

  terang demo                      see it all on invented data
  terang validate releases.json    what must be mended, and where
  terang publish releases.json     a new version of the dataset
  terang serve                     the public API`,
			`terang menerbitkan data pengadaan dalam Open Contracting Data Standard (OCDS 1.1):
rilis diperiksa, disimpan di buku besar yang tidak pernah diubah, lalu diterbitkan
sebagai versi berupa berkas dan API publik yang hanya dapat dibaca.

  terang demo                      lihat semuanya dengan data contoh
  terang validate rilis.json       apa yang harus diperbaiki, dan di mana
  terang publish rilis.json        versi baru dari dataset
  terang serve                     API publik`),
		Version:       version,
		SilenceErrors: true,
		SilenceUsage:  true,
		PersistentPreRunE: func(cmd *cobra.Command, _ []string) error {
			return fromEnvironment(cmd.Flags())
		},
	}
	flags := root.PersistentFlags()
	flags.StringVar(&a.lang, "lang", a.lang, a.t("language of help and reports: id or en", "bahasa bantuan dan laporan: id atau en"))
	flags.StringVar(&a.data, "data", "terang-data", a.t("data directory: terang.yaml, ledger.db, archive", "direktori data: terang.yaml, ledger.db, archive"))
	flags.StringVar(&a.store, "store", "", a.t("store in place of DATA/ledger.db: postgres://… or a file", "penyimpanan pengganti DATA/ledger.db: postgres://… atau berkas"))
	flags.StringVar(&a.archive, "archive", "", a.t("archive in place of DATA/archive: s3://… or a directory", "arsip pengganti DATA/archive: s3://… atau direktori"))
	root.SetOut(a.stdout)
	root.SetErr(a.stderr)
	root.CompletionOptions.HiddenDefaultCmd = true
	root.SetUsageTemplate(a.usage(root.UsageTemplate()))
	root.AddCommand(a.demo(), a.init(), a.validate(), a.publish(), a.compile(), a.upgrade(), a.flatten(), a.unflatten(), a.importCommand(), a.indicators(), a.versions(), a.diff(), a.export(), a.serve())
	a.translateHelp(root)
	return root
}

// fromEnvironment sets each flag that was not given from its variable: TERANG_DATA for --data.
func fromEnvironment(flags *pflag.FlagSet) (err error) {
	flags.VisitAll(func(f *pflag.Flag) {
		name := "TERANG_" + strings.ToUpper(strings.ReplaceAll(f.Name, "-", "_"))
		value, ok := os.LookupEnv(name)
		if !ok || f.Changed || err != nil {
			return
		}
		if setErr := flags.Set(f.Name, value); setErr != nil {
			err = fmt.Errorf("%s: %w", name, setErr)
		}
	})
	return err
}

// usage puts the library's headings into the language of this run.
func (a *app) usage(template string) string {
	if a.lang != "id" {
		return template
	}
	return strings.NewReplacer(
		"Usage:", "Cara pakai:", "Available Commands:", "Perintah:", "Global Flags:", "Opsi umum:", "Flags:", "Opsi:",
		"Examples:", "Contoh:", "[command]", "[perintah]",
		`Use "{{.CommandPath}} [perintah] --help" for more information about a command.`,
		`Ketik "{{.CommandPath}} [perintah] --help" untuk keterangan tiap perintah.`,
		`Use "{{.CommandPath}} [command] --help" for more information about a command.`,
		`Ketik "{{.CommandPath}} [perintah] --help" untuk keterangan tiap perintah.`,
	).Replace(template)
}

// translateHelp puts the library's own command and flag texts into the language of this run.
func (a *app) translateHelp(root *cobra.Command) {
	root.InitDefaultHelpCmd()
	for _, c := range append(root.Commands(), root) {
		c.InitDefaultHelpFlag()
		c.Flags().Lookup("help").Usage = a.t("this help", "bantuan ini")
		if c.Name() == "help" {
			c.Short = a.t("help on a command", "bantuan untuk suatu perintah")
		}
	}
	root.InitDefaultVersionFlag()
	root.Flags().Lookup("version").Usage = a.t("the version of the programme", "versi program")
}
