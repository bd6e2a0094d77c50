package api

import (
	"io"
	"path"
	"strings"

	"github.com/labstack/echo/v4"

	"terang/exporters"
	"terang/reading"
)

// excelVariant names the bytes of the profile in ETags. Its number rises when the same table is written otherwise.
const excelVariant = "excel1"

// serveExcel answers with the CSV of a table as spreadsheets under Indonesian settings open it.
func (v *server) serveExcel(c echo.Context, m *reading.Manifest, name string) error {
	f, ok := m.File(name + ".gz")
	table := m.Table(f.Table)
	switch {
	case !strings.HasSuffix(name, ".csv") || ok && table == nil:
		return invalid(fault{"profile", "invalid", "excel is for CSV, unpacked (its address ends with .csv), whose table manifest.json names; ask for this file without it"})
	case !ok:
		return notFound("There is no file " + name + " in this version. Its manifest.json lists all.")
	}
	h := c.Response().Header()
	h.Set("Dataset-Profile", "excel")
	h.Set("Content-Disposition", `attachment; filename="`+downloadName(name)+`"`)
	h.Set("Vary", "Accept-Encoding") // as of the same address without the profile
	err := v.serveMade(c, f, "text/csv; charset=utf-8", excelVariant, func(w io.Writer, csv io.Reader) error {
		return exporters.ToExcelCSV(w, table, csv)
	})
	if err != nil { // a problem is no file to be kept
		h.Del("Dataset-Profile")
		h.Del("Content-Disposition")
	}
	return err
}

// downloadName is under which name a browser keeps the file: year=2025/tables/contracts.csv is contracts-2025.csv. What
// a quoted name cannot have becomes an underscore.
func downloadName(name string) string {
	base := strings.TrimSuffix(path.Base(name), ".csv")
	if year, _, ok := strings.Cut(strings.TrimPrefix(name, "year="), "/"); ok && strings.HasPrefix(name, "year=") {
		base += "-" + year
	}
	return strings.Map(func(r rune) rune {
		if r <= ' ' || r >= 0x7f || strings.ContainsRune(`"\%/`, r) {
			return '_'
		}
		return r
	}, base) + ".csv"
}
