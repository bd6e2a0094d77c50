package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"time"

	"github.com/spf13/cobra"

	"terang"
	"terang/api"
	"terang/archive"
	"terang/schema"
	"terang/store"
)

func (a *app) serve() *cobra.Command {
	var listen string
	var o api.Options
	cmd := &cobra.Command{
		Use:   "serve",
		Short: a.t("serve the public API", "sajikan API publik"),
		Long: a.t(`Serves what has been published, read-only: it opens the store and the archive for
reading and has no way to write. Put a web server with TLS before it, with
--behind-proxy, so that limits count readers and not the proxy. The links of a trial
whose base URL was never set lead to the address that is listened on.`,
			`Menyajikan apa yang sudah diterbitkan, hanya untuk dibaca: penyimpanan dan arsip
dibuka untuk membaca saja. Pasang web server dengan TLS di depannya, dengan
--behind-proxy, agar batas dihitung per pembaca, bukan per proksi. Tautan uji coba
yang URL dasarnya belum diatur menuju alamat layanan ini.`),
		Example: "  terang serve\n  terang serve --listen :8080 --store postgres://terang@localhost/terang",
		Args:    cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			listener, err := net.Listen("tcp", listen)
			if err != nil {
				return failure{exitImpotence, err}
			}
			o.TrialURL = urlOf(listener.Addr())
			return a.serveOn(listener, o, func() {
				fmt.Fprintf(a.stderr, "http://%s\n", listener.Addr())
			})
		},
	}
	cmd.Flags().StringVar(&listen, "listen", "127.0.0.1:8080", a.t("address to listen on", "alamat untuk melayani"))
	cmd.Flags().Float64Var(&o.RatePerSecond, "rate", 20, a.t("requests a second of one address, files and health checks not counted; 0 is no limit", "permintaan per detik dari satu alamat, tanpa berkas dan pemeriksaan kesehatan; 0 berarti tanpa batas"))
	cmd.Flags().IntVar(&o.Burst, "burst", 100, a.t("requests of one address that may come at once", "permintaan dari satu alamat yang boleh datang sekaligus"))
	cmd.Flags().BoolVar(&o.BehindProxy, "behind-proxy", false, a.t("take the reader's address from X-Forwarded-For", "ambil alamat pembaca dari X-Forwarded-For"))
	return cmd
}

// urlOf is where a browser on this machine reaches the address; one that means every interface is reached by the
// loopback one.
func urlOf(address net.Addr) string {
	tcp, ok := address.(*net.TCPAddr)
	if ok && tcp.IP.IsUnspecified() {
		return fmt.Sprintf("http://127.0.0.1:%d", tcp.Port)
	}
	return "http://" + address.String()
}

// serveOn serves until the programme is told to stop; ready is called once requests are taken.
func (a *app) serveOn(listener net.Listener, o api.Options, ready func()) error {
	handler, closeAll, err := a.handler(o)
	if err != nil {
		_ = listener.Close()
		return err
	}
	defer closeAll()
	server := &http.Server{
		Handler:           handler,
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       10 * time.Second,
		WriteTimeout:      60 * time.Second, // of files it moves with every write
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    16 << 10,
	}
	stopped := make(chan error, 1)
	go func() {
		<-a.ctx.Done()
		ctx, cancel := context.WithTimeout(context.WithoutCancel(a.ctx), 10*time.Second)
		defer cancel()
		stopped <- server.Shutdown(ctx)
	}()
	ready()
	if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
		return failure{exitImpotence, err}
	}
	return <-stopped
}

// handler opens the store and the archive for reading, and mounts the contract on them.
func (a *app) handler(o api.Options) (http.Handler, func(), error) {
	r, files, closeAll, err := a.readers()
	if err != nil {
		return nil, nil, err
	}
	handler, err := api.New(a.ctx, terang.Contract, r, files, schema.Default(), o)
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
