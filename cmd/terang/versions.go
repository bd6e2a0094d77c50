package main

import (
	"encoding/json"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"terang/store"
)

func (a *app) versions() *cobra.Command {
	var format string
	cmd := &cobra.Command{
		Use:     "versions",
		Short:   a.t("list the published versions, newest first", "daftar versi yang diterbitkan, terbaru dulu"),
		Example: "  terang versions\n  terang versions --format json",
		Args:    cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			r, err := store.OpenReader(a.ctx, a.storeLocation())
			if err != nil {
				return failure{exitImpotence, err}
			}
			defer r.Close()
			return a.listVersions(r, format)
		},
	}
	cmd.Flags().StringVar(&format, "format", "text", a.t("text or json", "text atau json"))
	return cmd
}

func (a *app) listVersions(r *store.Reader, format string) error {
	if format != "text" && format != "json" {
		return failure{exitUsage, fmt.Errorf("--format %s: %s", format, a.t("choose text or json", "pilih text atau json"))}
	}
	encoder := json.NewEncoder(a.stdout)
	for before := int64(0); ; {
		page, err := r.Versions(a.ctx, before, 100)
		if err != nil {
			return failure{exitImpotence, err}
		}
		for _, v := range page {
			if format == "json" {
				err = encoder.Encode(map[string]any{"id": v.ID, "publishedDate": v.At, "entries": v.Entries(),
					"releases": v.Releases, "records": v.Records, "manifest": v.Manifest})
			} else {
				_, err = fmt.Fprintf(a.stdout, "%s  %s  %d %s  %d records\n", v.ID, v.At.Format(time.RFC3339), v.Releases, a.t("releases", "rilis"), v.Records)
			}
			if err != nil {
				return err
			}
			before = v.N
		}
		if len(page) == 0 {
			return nil
		}
	}
}
