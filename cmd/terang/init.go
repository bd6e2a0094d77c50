package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"terang/publish"
	"terang/store"
)

func (a *app) init() *cobra.Command {
	c := publish.Trial()
	c.Publisher.Name = ""
	cmd := &cobra.Command{
		Use:   "init",
		Short: a.t("set up a data directory", "siapkan direktori data"),
		Long: a.t(`Writes DATA/terang.yaml and an empty store; where there is a store already, it is
migrated. Everything works without init, too, as a trial.

An ocid prefix is registered, free of charge, with the Open Contracting
Partnership: write to data@open-contracting.org. Until then leave --ocid-prefix
out; everything works and is marked as a trial.

terang.yaml may name further: contact and contacts (security, dataProtection,
ppid), each with email, url, telephone; and complaints, where reports about a
contracting process go, with the placeholders {ocid} {title} {tenderID} {link}
{text}:

  complaints:
    - {name: SMS Bupati, nameEN: SMS to the Regent, url: "sms:1708?body={text}"}
    - {name: WhatsApp, url: "https://wa.me/6281234567890?text={text}"}`,
			`Menulis DATA/terang.yaml dan penyimpanan kosong; bila penyimpanan sudah ada, ia
dimutakhirkan. Semua perintah juga jalan tanpa init, sebagai uji coba.

Prefiks ocid didaftarkan tanpa biaya ke Open Contracting Partnership: tulis ke
data@open-contracting.org. Sebelum ada, kosongkan --ocid-prefix; semuanya tetap
jalan dan ditandai sebagai uji coba.

terang.yaml juga dapat memuat: contact dan contacts (security, dataProtection,
ppid), masing-masing dengan email, url, telephone; serta complaints, yaitu
saluran laporan tentang suatu proses, dengan isian {ocid} {title} {tenderID}
{link} {text}:

  complaints:
    - {name: SMS Bupati, nameEN: SMS to the Regent, url: "sms:1708?body={text}"}
    - {name: WhatsApp, url: "https://wa.me/6281234567890?text={text}"}`),
		Example: `  terang init --publisher "Pemerintah Kabupaten Tirtamulya" --base-url https://data.tirtamulya.example`,
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.setUp(c)
		},
	}
	f := cmd.Flags()
	f.StringVar(&c.Publisher.Name, "publisher", "", a.t("name of the publishing organization (required)", "nama lembaga penerbit (wajib)"))
	f.StringVar(&c.OCIDPrefix, "ocid-prefix", "", a.t("registered prefix, as ocds-abc123", "prefiks terdaftar, seperti ocds-abc123"))
	f.StringVar(&c.BaseURL, "base-url", c.BaseURL, a.t("public address of the server", "alamat publik server"))
	f.StringVar(&c.TimeZone, "time-zone", c.TimeZone, a.t("IANA time zone", "zona waktu IANA"))
	f.StringVar(&c.License, "license", "https://creativecommons.org/licenses/by/4.0/", a.t("URL of the licence", "URL lisensi"))
	f.StringVar(&c.PublicationPolicy, "policy", "", a.t("URL of the publication policy", "URL kebijakan publikasi"))
	return cmd
}

func (a *app) setUp(c publish.Config) error {
	path := filepath.Join(a.data, publish.ConfigFile)
	_, err := os.Stat(path)
	if errors.Is(err, os.ErrNotExist) {
		if err := a.writeConfig(path, c); err != nil {
			return err
		}
	} else if err != nil {
		return failure{exitImpotence, err}
	} else {
		fmt.Fprintf(a.stdout, "%s: %s\n", path, a.t("is there already and was left as it is", "sudah ada dan dibiarkan apa adanya"))
	}
	s, err := store.Open(a.ctx, a.storeLocation())
	if err != nil {
		return failure{exitImpotence, err}
	}
	if err := s.Close(); err != nil {
		return failure{exitImpotence, err}
	}
	fmt.Fprintf(a.stdout, "%s\n", a.t("The store is ready.", "Penyimpanan siap."))
	return nil
}

func (a *app) writeConfig(path string, c publish.Config) error {
	if err := c.Check(); err != nil {
		return failure{exitUsage, err}
	}
	text, err := c.Encode()
	if err != nil {
		return err
	}
	if err := os.MkdirAll(a.data, 0o755); err != nil {
		return failure{exitImpotence, err}
	}
	if err := os.WriteFile(path, text, 0o644); err != nil {
		return failure{exitImpotence, err}
	}
	fmt.Fprintf(a.stdout, "%s: %s\n", path, a.t("written", "ditulis"))
	if c.OCIDPrefix == "" {
		fmt.Fprintln(a.stdout, a.t("No registered ocid prefix yet: everything is marked as a trial. Ask for one at data@open-contracting.org.",
			"Belum ada prefiks ocid terdaftar: semuanya ditandai uji coba. Mintalah di data@open-contracting.org."))
	}
	return nil
}
