package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"time"

	"terang/api"
	"terang/reading"
)

// serving is how to serve.
type serving struct {
	api.Options
	read    reading.Options
	metrics string        // address to answer metrics and profiles at; empty is nowhere
	log     string        // errors or requests
	grace   time.Duration // of requests under way, when told to stop
}

// grace is what requests under way are given unless told otherwise.
const grace = 10 * time.Second

// serveOn serves until the programme is told to stop; ready is called once requests are taken.
func (a *app) serveOn(listener net.Listener, o serving, ready func()) error {
	o.Log, o.LogRequests = slog.New(slog.NewJSONHandler(a.stderr, nil)), o.log == "requests"
	stopMetrics, err := a.serveMetrics(&o)
	if err != nil {
		_ = listener.Close()
		return err
	}
	defer stopMetrics()
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
		MaxHeaderBytes:    64 << 10, // api tells in its own words that more than 16 KB is too long
		ErrorLog:          slog.NewLogLogger(o.Log.Handler(), slog.LevelError),
	}
	stopped := make(chan error, 1)
	go func() {
		<-a.ctx.Done()
		stopped <- stop(server, o.grace)
	}()
	ready()
	if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
		return failure{exitImpotence, err}
	}
	return <-stopped
}

// stop takes no more requests, waits for those under way, and breaks off what is not done within the grace: a reader
// sees that a part is not the whole.
func stop(server *http.Server, grace time.Duration) error {
	ctx, cancel := context.WithTimeout(context.Background(), grace)
	defer cancel()
	err := server.Shutdown(ctx)
	if errors.Is(err, context.DeadlineExceeded) {
		return server.Close()
	}
	return err
}

// serveMetrics answers metrics at an address of their own, if there is one, until it is told to stop.
func (a *app) serveMetrics(o *serving) (stop func(), err error) {
	if o.metrics == "" {
		return func() {}, nil
	}
	listener, err := net.Listen("tcp", o.metrics)
	if err != nil {
		return nil, failure{exitImpotence, fmt.Errorf("--metrics: %w", err)}
	}
	o.Metrics = api.NewMetrics()
	server := &http.Server{Handler: o.Metrics.Handler(), ReadHeaderTimeout: 5 * time.Second}
	go func() { _ = server.Serve(listener) }() // until it is closed
	fmt.Fprintf(a.stderr, "http://%s/metrics\n", listener.Addr())
	return func() { _ = server.Close() }, nil
}
