package main

import (
	"fmt"
	"io"

	"terang/publish"
)

// writeResult writes what became of what was handed in.
func (a *app) writeResult(w io.Writer, r *publish.Result, o publish.Options) error {
	if err := r.Report.WriteText(w, a.lang); err != nil {
		return err
	}
	var all []string
	for _, u := range r.Unreadable {
		all = append(all, fmt.Sprintf("%s:%d: %s", u.File, u.Line, u.Text(a.lang)))
	}
	all = append(all, a.counts(r, o), a.outcome(r, o))
	for _, l := range all {
		if _, err := fmt.Fprintln(w, l); err != nil {
			return err
		}
	}
	return nil
}

// counts accounts for every release that was read. Only what was stored is called new.
func (a *app) counts(r *publish.Result, o publish.Options) string {
	if r.Stops(o) && !o.DryRun {
		return fmt.Sprintf(a.t("%d releases read = %d accepted + %d already there + %d refused",
			"%d rilis dibaca = %d diterima + %d sudah ada + %d ditolak"), r.Read, r.New, r.Present, r.Refused)
	}
	isNew := a.t("new", "baru")
	if o.DryRun {
		isNew = a.t("would be new", "akan baru")
	}
	return fmt.Sprintf(a.t("%d releases read = %d %s, in %d processes + %d already there + %d refused",
		"%d rilis dibaca = %d %s, dalam %d proses + %d sudah ada + %d ditolak"), r.Read, r.New, isNew, r.Processes, r.Present, r.Refused)
}

// outcome says what was made, or why nothing was and what to do.
func (a *app) outcome(r *publish.Result, o publish.Options) string {
	dry := a.t("This was a dry run: nothing was stored.", "Ini hanya percobaan: tidak ada yang disimpan.")
	switch {
	case o.DryRun && r.Stops(o):
		return dry + a.t(" To publish, ", " Untuk menerbitkan, ") + a.remedy(r)
	case o.DryRun:
		return dry
	case r.Stops(o):
		return a.t("Nothing was stored: ", "Tidak ada yang disimpan: ") + a.remedy(r)
	case r.Version == nil:
		return a.t("Nothing is new, so no version was made.", "Tidak ada yang baru, maka tidak dibuat versi.")
	}
	return fmt.Sprintf(a.t("version %s: %d releases, %d records", "versi %s: %d rilis, %d record"), r.Version.ID, r.Version.Releases, r.Version.Records)
}

// remedy says what to do about what stops all.
func (a *app) remedy(r *publish.Result) string {
	if r.Refused == 0 {
		return a.t("mend each file that cannot be read, or publish the others with --keep-going.",
			"perbaiki setiap berkas yang tidak terbaca, atau terbitkan yang lain dengan --keep-going.")
	}
	return a.t("mend what is listed, or publish the accepted ones with --keep-going.",
		"perbaiki yang disebutkan, atau terbitkan yang diterima dengan --keep-going.")
}
