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
	line := func(format string, args ...any) { all = append(all, fmt.Sprintf(format, args...)) }
	for _, u := range r.Unreadable {
		line("%s:%d: %s", u.File, u.Line, u.Text(a.lang))
	}
	if n := len(r.Merge); n > 0 {
		line(a.t("%d remarks on merging; the first: %s %s: %s", "%d catatan penggabungan; yang pertama: %s %s: %s"),
			n, r.Merge[0].OCID, r.Merge[0].Pointer, r.Merge[0].Text(a.lang))
	}
	line(a.t("%d releases read = %d new, in %d processes + %d already there + %d refused",
		"%d rilis dibaca = %d baru, dalam %d proses + %d sudah ada + %d ditolak"), r.Read, r.New, r.Processes, r.Present, r.Refused)
	switch {
	case o.DryRun:
		line("%s", a.t("This was a dry run: nothing was stored.", "Ini hanya percobaan: tidak ada yang disimpan."))
	case r.Version != nil:
		line(a.t("version %s: %d releases, %d records", "versi %s: %d rilis, %d record"), r.Version.ID, r.Version.Releases, r.Version.Records)
	case !(r.Refused > 0 && !o.KeepGoing):
		line("%s", a.t("Nothing is new, so no version was made.", "Tidak ada yang baru, maka tidak dibuat versi."))
	}
	for _, l := range all {
		if _, err := fmt.Fprintln(w, l); err != nil {
			return err
		}
	}
	return nil
}
