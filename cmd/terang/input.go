package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/schollz/progressbar/v3"

	"terang/publish"
)

// inputs opens the files named on the command line; - is standard input. A file that is not there is wrong usage.
func (a *app) inputs(names []string) ([]publish.Input, error) {
	var all []publish.Input
	for _, name := range names {
		if name == "-" {
			all = append(all, publish.Input{Name: "-", Open: a.spooled()})
			continue
		}
		info, err := os.Stat(name)
		if err != nil {
			return nil, failure{exitUsage, fmt.Errorf("%w: %s", err, a.t("give the path of a file, or - for standard input", "beri alamat berkas, atau - untuk masukan standar"))}
		}
		if info.IsDir() {
			return nil, failure{exitUsage, fmt.Errorf("%s: %s %s", name, a.t("is a directory; give its files:", "adalah direktori; sebutkan berkasnya:"), filepath.Join(name, "*"))}
		}
		all = append(all, publish.Input{Name: name, Size: info.Size(), Open: func() (io.ReadCloser, error) { return os.Open(name) }})
	}
	return all, nil
}

// spooled opens standard input as often as it is asked to, by way of a temporary file.
func (a *app) spooled() func() (io.ReadCloser, error) {
	path := sync.OnceValues(func() (string, error) {
		f, err := os.CreateTemp("", "terang-stdin-")
		if err != nil {
			return "", fmt.Errorf("standard input: %w", err)
		}
		a.cleanUps = append(a.cleanUps, func() { _ = os.Remove(f.Name()) })
		_, err = io.Copy(f, a.stdin)
		return f.Name(), errors.Join(err, f.Close())
	})
	return func() (io.ReadCloser, error) {
		name, err := path()
		if err != nil {
			return nil, err
		}
		return os.Open(name)
	}
}

// output opens --out for writing, standard output where it was not given.
func (a *app) output(path string) (io.WriteCloser, error) {
	if path == "" {
		return nopCloser{a.stdout}, nil
	}
	f, err := os.Create(path)
	if err != nil {
		return nil, failure{exitUsage, err}
	}
	return f, nil
}

type nopCloser struct{ io.Writer }

func (nopCloser) Close() error { return nil }

// progress draws a bar on standard error if that is a terminal, and nothing otherwise.
func (a *app) progress() (step func(stage string, done, total int64), finish func()) {
	f, ok := a.stderr.(*os.File)
	if !ok {
		return nil, func() {}
	}
	if info, err := f.Stat(); err != nil || info.Mode()&os.ModeCharDevice == 0 {
		return nil, func() {}
	}
	names := map[string]string{
		"read": a.t("reading and checking", "membaca dan memeriksa"), "merge": a.t("merging", "menggabungkan"),
		"export": a.t("writing files", "menulis berkas"),
	}
	var bar *progressbar.ProgressBar
	current := ""
	step = func(stage string, done, total int64) {
		if stage != current {
			current = stage
			if total == 0 {
				total = -1
			}
			bar = progressbar.NewOptions64(total, progressbar.OptionSetWriter(f), progressbar.OptionSetDescription(names[stage]),
				progressbar.OptionSetWidth(30), progressbar.OptionThrottle(100*time.Millisecond), progressbar.OptionClearOnFinish())
		}
		_ = bar.Set64(done)
	}
	return step, func() {
		if bar != nil {
			_ = bar.Clear()
		}
	}
}
