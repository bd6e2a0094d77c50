package main

import (
	"fmt"
	"net"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"terang/publish"
	"terang/sample"
)

func (a *app) demo() *cobra.Command {
	var listen string
	o := sample.Options{Seed: 1}
	cmd := &cobra.Command{
		Use:   "demo",
		Short: a.t("publish invented regencies and serve them", "terbitkan kabupaten rekaan lalu sajikan"),
		Long: a.t(`Invents five regencies and cities and their procurement, publishes it as three
successive versions into a temporary directory, and serves it until you press
Ctrl-C. The last one has tables of officers' own, too: progress, scores, findings. Places, companies and people are invented: DATA CONTOH / SAMPLE.`,
			`Mereka lima kabupaten dan kota beserta pengadaannya, menerbitkannya sebagai tiga
versi berturut-turut ke direktori sementara, lalu menyajikannya sampai Anda
menekan Ctrl-C. Versi terakhir juga memuat tabel buatan petugas: kemajuan, skor, temuan. Tempat, perusahaan, dan orang adalah rekaan: DATA CONTOH / SAMPLE.`),
		Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error { return a.runDemo(listen, o) },
	}
	cmd.Flags().StringVar(&listen, "listen", "127.0.0.1:8080", a.t("address to listen on; another free port if it is taken", "alamat untuk melayani; porta lain bila sudah terpakai"))
	cmd.Flags().IntVar(&o.Processes, "processes", 300, a.t("how many procurements to invent", "berapa pengadaan yang direka"))
	return cmd
}

func (a *app) runDemo(listen string, o sample.Options) error {
	dir, err := os.MkdirTemp("", "terang-demo-")
	if err != nil {
		return failure{exitImpotence, err}
	}
	defer func() { _ = os.RemoveAll(dir) }()
	listener, err := net.Listen("tcp", listen)
	if err != nil {
		host, _, splitErr := net.SplitHostPort(listen)
		if splitErr != nil {
			return failure{exitUsage, splitErr}
		}
		if listener, err = net.Listen("tcp", net.JoinHostPort(host, "0")); err != nil {
			return failure{exitImpotence, err}
		}
	}
	a.data, a.store, a.archive = dir, "", ""
	base := urlOf(listener.Addr())
	if err := a.publishSample(o, base); err != nil {
		return err
	}
	return a.serveOn(listener, serving{grace: grace}, func() { a.tour(base) })
}

// publishSample publishes each hand-in on its day.
func (a *app) publishSample(o sample.Options, base string) error {
	p, closeAll, err := a.publisher(&judging{})
	if err != nil {
		return err
	}
	defer closeAll()
	p.Config.Publisher.Name, p.Config.BaseURL = sample.Publisher, base
	p.Config.License = "https://creativecommons.org/licenses/by/4.0/"
	step, finish := a.progress()
	p.Progress = step
	for i := range sample.HandIns {
		path := filepath.Join(a.data, fmt.Sprintf("hand-in-%d.json", i+1))
		if err := writeSample(path, o, i); err != nil {
			return failure{exitImpotence, err}
		}
		paths := []string{path}
		if i == sample.HandIns-1 && o.Processes >= examplesNeed {
			more, err := a.importExamples(&p.Config, sample.HandInDate(i))
			if err != nil {
				return err
			}
			paths = append(paths, more...)
		}
		inputs, err := a.inputs(paths)
		if err != nil {
			return err
		}
		p.Store.Now = func() time.Time { return sample.HandInDate(i) }
		result, err := p.Publish(a.ctx, inputs, publish.Options{})
		finish()
		if err != nil {
			return failure{exitImpotence, err}
		}
		if v := result.Version; v != nil {
			fmt.Fprintf(a.stdout, a.t("version %s: %d releases, %d records\n", "versi %s: %d rilis, %d record\n"), v.ID, v.Releases, v.Records)
		}
	}
	return nil
}

func writeSample(path string, o sample.Options, handIn int) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	defer f.Close()
	if err := sample.Write(f, o, handIn); err != nil {
		return err
	}
	return f.Close()
}

// tour prints where to look.
func (a *app) tour(base string) {
	lines := []struct{ what, url string }{
		{a.t("the website", "situs web"), "/" + a.lang + "/"},
		{a.t("a contract with its progress and an audit finding", "kontrak dengan kemajuan dan temuan audit"), "/" + a.lang + "/processes/" + sample.Prefix + "-9901-2025-000019"},
		{a.t("where everything is, for programmes", "daftar alamat, untuk program"), "/api/v1"},
		{a.t("records: every process with its history", "record: tiap proses dengan riwayatnya"), "/api/v1/records?limit=5"},
		{a.t("as of a day", "keadaan pada suatu hari"), "/api/v1/records?limit=5&version=2025-12-31"},
		{a.t("red flags: questions, with evidence", "tanda bahaya: pertanyaan, dengan buktinya"), "/api/v1/flags?limit=5"},
		{a.t("versions", "versi"), "/api/v1/versions"},
		{a.t("files of the latest version", "berkas versi terbaru"), "/data/latest.json"},
		{a.t("the contract of the API", "kontrak API"), "/openapi.yaml"},
	}
	fmt.Fprintln(a.stdout)
	for _, l := range lines {
		fmt.Fprintf(a.stdout, "%-50s %s%s\n", l.what, base, l.url)
	}
	fmt.Fprintf(a.stdout, "\n%s\n", a.t("Press Ctrl-C to stop.", "Tekan Ctrl-C untuk berhenti."))
}
