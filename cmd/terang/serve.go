package main

import (
	"errors"
	"fmt"
	"net"
	"net/http"
	"time"

	"github.com/spf13/cobra"

	"terang"
	"terang/api"
	"terang/archive"
	"terang/reading"
	"terang/schema"
	"terang/site"
	"terang/store"
)

func (a *app) serve() *cobra.Command {
	var listen string
	o := serving{grace: grace}
	cmd := &cobra.Command{
		Use:   "serve",
		Short: a.t("serve the public API", "sajikan API publik"),
		Long: a.t(`Serves what has been published, read-only: it opens the store and the archive for
reading and has no way to write. Put a web server with TLS before it, and name its
network with --trusted-proxy, so that limits count readers and not the proxy. The
links of a trial whose base URL was never set lead to the address that is listened on.

Told to stop (SIGINT, SIGTERM), it takes no more requests, and gives those under way
the time of --grace. Logs are JSON on stderr; neither they nor the metrics have
addresses of readers, or what was asked for.`,
			`Menyajikan apa yang sudah diterbitkan, hanya untuk dibaca: penyimpanan dan arsip
dibuka untuk membaca saja. Pasang web server dengan TLS di depannya, dan sebutkan
jaringannya dengan --trusted-proxy, agar batas dihitung per pembaca, bukan per
proksi. Tautan uji coba yang URL dasarnya belum diatur menuju alamat layanan ini.

Bila diminta berhenti (SIGINT, SIGTERM), permintaan baru tidak diterima lagi, dan
yang sedang berjalan diberi waktu selama --grace. Log berupa JSON di stderr; log dan
metrik tidak memuat alamat pembaca maupun apa yang diminta.`),
		Example: "  terang serve\n  terang serve --listen :8080 --store postgres://terang@localhost/terang\n  terang serve --trusted-proxy 10.0.0.0/24 --metrics 127.0.0.1:9090 --log requests",
		Args:    cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			if o.log != "errors" && o.log != "requests" {
				return failure{exitUsage, errors.New(a.t("--log is errors or requests", "--log adalah errors atau requests"))}
			}
			listener, err := net.Listen("tcp", listen)
			if err != nil {
				return failure{exitImpotence, err}
			}
			o.read = reading.Options{TrialURL: urlOf(listener.Addr()), Fresh: latestFor}
			return a.serveOn(listener, o, func() {
				fmt.Fprintf(a.stderr, "http://%s\n", listener.Addr())
			})
		},
	}
	cmd.Flags().StringVar(&listen, "listen", "127.0.0.1:8080", a.t("address to listen on", "alamat untuk melayani"))
	cmd.Flags().Float64Var(&o.RatePerSecond, "rate", 20, a.t("requests a second of one client (an IPv4 address, a /64 of IPv6), files and health checks not counted; 0 is no limit", "permintaan per detik dari satu klien (satu alamat IPv4, satu /64 IPv6), tanpa berkas dan pemeriksaan kesehatan; 0 berarti tanpa batas"))
	cmd.Flags().IntVar(&o.Burst, "burst", 100, a.t("requests of one client that may come at once", "permintaan dari satu klien yang boleh datang sekaligus"))
	cmd.Flags().IPNetSliceVar(&o.TrustedProxies, "trusted-proxy", nil, a.t("network of proxies whose X-Forwarded-For is believed, as 10.0.0.0/24 or 127.0.0.1/32; repeatable", "jaringan proksi yang X-Forwarded-For-nya dipercaya, misalnya 10.0.0.0/24 atau 127.0.0.1/32; dapat diulang"))
	cmd.Flags().StringVar(&o.metrics, "metrics", "", a.t("address for Prometheus (/metrics) and profiles (/debug/pprof/); never one that the public reaches", "alamat untuk Prometheus (/metrics) dan profil (/debug/pprof/); jangan yang terjangkau publik"))
	cmd.Flags().StringVar(&o.log, "log", "errors", a.t("what to log: errors, or requests too", "yang dicatat: errors (kesalahan), atau requests (permintaan juga)"))
	cmd.Flags().DurationVar(&o.grace, "grace", o.grace, a.t("time that requests under way have when told to stop", "waktu bagi permintaan yang sedang berjalan ketika diminta berhenti"))
	return cmd
}

// latestFor is how long a request may go on answering from the version before the latest.
const latestFor = 200 * time.Millisecond

// urlOf is where a browser on this machine reaches the address; one that means every interface is reached by the
// loopback one.
func urlOf(address net.Addr) string {
	tcp, ok := address.(*net.TCPAddr)
	if ok && tcp.IP.IsUnspecified() {
		return fmt.Sprintf("http://127.0.0.1:%d", tcp.Port)
	}
	return "http://" + address.String()
}

// handler opens the store and the archive for reading, and mounts the contract on them.
func (a *app) handler(o serving) (http.Handler, func(), error) {
	r, files, closeAll, err := a.readers()
	if err != nil {
		return nil, nil, err
	}
	read := reading.New(r, files, schema.Default(), o.read)
	var handler http.Handler
	if o.Site, err = site.New(read, o.Log); err == nil {
		handler, err = api.New(a.ctx, terang.Contract, read, o.Options)
	}
	if err != nil {
		closeAll()
		return nil, nil, failure{exitImpotence, err}
	}
	return handler, closeAll, nil
}

// readers opens the store and the archive for reading.
func (a *app) readers() (*store.Reader, *archive.Archive, func(), error) {
	r, err := store.OpenReader(a.ctx, a.storeLocation())
	if err != nil {
		return nil, nil, nil, failure{exitImpotence, err}
	}
	files, err := archive.Open(a.ctx, a.archiveLocation())
	if err != nil {
		_ = r.Close()
		return nil, nil, nil, failure{exitImpotence, err}
	}
	return r, files, func() { _, _ = files.Close(), r.Close() }, nil
}
