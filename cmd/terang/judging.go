package main

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime/debug"
	"time"

	"github.com/spf13/cobra"

	"terang/checks"
	"terang/fetch"
	"terang/publish"
	"terang/schema"
)

// judging says by what data is judged: flags, and terang.yaml where there is one.
type judging struct {
	schema, extensions, rates string
	profiles                  []string
}

func (a *app) judgingFlags(cmd *cobra.Command, j *judging) {
	a.schemaFlags(cmd, j)
	cmd.Flags().StringVar(&j.rates, "rates", "", a.t("CSV file with rates of exchange (currency,date,rate), to compare and add up amounts", "berkas CSV kurs (currency,date,rate) untuk membandingkan dan menjumlahkan nilai"))
	cmd.Flags().StringSliceVar(&j.profiles, "profile", nil, a.t("further rules: indonesia", "aturan tambahan: indonesia"))
}

func (a *app) schemaFlags(cmd *cobra.Command, j *judging) {
	cmd.Flags().StringVar(&j.schema, "schema", "", a.t("directory with other schema files under the official names", "direktori berisi skema lain dengan nama berkas resmi"))
	cmd.Flags().StringVar(&j.extensions, "extensions", "", a.t("directory with extensions, each in a folder named as a part of its URL", "direktori berisi ekstensi, masing-masing dalam folder bernama seperti bagian URL-nya"))
}

// loadSchema reads the schema, and says where its extensions are found: in the directory, among the bundled, or on the
// hosts that terang.yaml allows.
func (a *app) loadSchema(j *judging, c *publish.Config) (*schema.Schema, error) {
	files := schema.Files()
	if j.schema != "" {
		files = os.DirFS(j.schema)
	}
	var sources []schema.Source
	if j.extensions != "" {
		if info, err := os.Stat(j.extensions); err != nil || !info.IsDir() {
			return nil, failure{exitUsage, fmt.Errorf("--extensions %s: %s", j.extensions, a.t("give a directory", "beri sebuah direktori"))}
		}
		sources = append(sources, schema.Folder(os.DirFS(j.extensions)))
	}
	sources = append(sources, schema.Bundled)
	if len(c.ExtensionHosts) > 0 {
		sources = append(sources, fetched(a.ctx, &fetch.Fetcher{Hosts: c.ExtensionHosts, Cache: filepath.Join(a.data, "extensions")}))
	}
	s, err := schema.Load(files, sources...)
	if err != nil {
		return nil, failure{exitUsage, err}
	}
	return s, nil
}

func fetched(ctx context.Context, f *fetch.Fetcher) schema.Source {
	return func(url string) (fs.FS, error) { return f.Extension(ctx, url) }
}

// options says by what more than the schema data is judged.
func (a *app) options(j *judging, c *publish.Config) (*checks.Options, error) {
	o := &checks.Options{Today: time.Now(), Profiles: append(c.Profiles, j.profiles...)}
	for _, profile := range o.Profiles {
		if profile != checks.Indonesia {
			return nil, failure{exitUsage, fmt.Errorf("--profile %s: %s %s", profile, a.t("there is only", "hanya ada"), checks.Indonesia)}
		}
	}
	path := j.rates
	if path == "" && c.Rates != "" {
		path = filepath.Join(a.data, c.Rates)
	}
	if path == "" {
		return o, nil
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, failure{exitUsage, err}
	}
	defer f.Close()
	if o.Rates, err = checks.ReadRates(f); err != nil {
		return nil, failure{exitUsage, fmt.Errorf("%s: %w", path, err)}
	}
	return o, nil
}

// config reads terang.yaml of the data directory, if there is one.
func (a *app) config() (publish.Config, error) {
	c, err := publish.LoadConfig(filepath.Join(a.data, publish.ConfigFile))
	if err != nil {
		return c, failure{exitUsage, err}
	}
	return c, nil
}

// restGarbageCollector lets the collector of garbage rest while there is room: what lives at a time is little, what is
// made is much. Validating takes less than 150 MB with it, whatever the size of the inputs.
func restGarbageCollector() { collectGarbage(400, 95<<20) }

func collectGarbage(percent int, limit int64) {
	if os.Getenv("GOGC") == "" && os.Getenv("GOMEMLIMIT") == "" {
		debug.SetGCPercent(percent)
		debug.SetMemoryLimit(limit)
	}
}
