package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/schollz/progressbar/v3"

	"terang/publish"
	"terang/scratch"
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
		if errors.Is(err, fs.ErrNotExist) {
			return nil, a.missing(name)
		}
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

// missing says that a file is not there.
func (a *app) missing(name string) error {
	return failure{exitUsage, errors.New(name + ": " + a.t("there is no such file: give the path of one that is there", "berkas ini tidak ada: beri alamat berkas yang ada"))}
}

// spooled opens standard input as often as it is asked to, by way of a temporary file.
func (a *app) spooled() func() (io.ReadCloser, error) {
	copied := sync.OnceValues(func() (*io.SectionReader, error) {
		f, err := scratch.New("stdin")
		if err != nil {
			return nil, fmt.Errorf("standard input: %w", err)
		}
		a.cleanUps = append(a.cleanUps, func() { _ = f.Close() })
		n, err := io.Copy(f, a.stdin)
		return io.NewSectionReader(f, 0, n), err
	})
	return func() (io.ReadCloser, error) {
		all, err := copied()
		if err != nil {
			return nil, err
		}
		return io.NopCloser(io.NewSectionReader(all, 0, all.Size())), nil
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
