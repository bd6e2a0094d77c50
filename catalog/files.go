package catalog

import (
	"path"
	"strings"

	"terang/exporters"
)

// offer is a file that the catalogue names. A portal shows each, so it is those that people look for; the manifest has all.
type offer struct {
	exporters.File
	name, nameID string
	format       string // as portals show it
	mediaType    string // of the file unpacked; empty where IANA has registered none
}

// packed says whether the file is gzip.
func (o *offer) packed() bool { return strings.HasSuffix(o.Path, ".gz") }

// wholeFiles are the JSON Lines that the catalogue names.
var wholeFiles = map[string][2]string{
	"releases.jsonl.gz": {"All releases, one on each line", "Semua rilis, satu pada setiap baris"},
	"records.jsonl.gz":  {"All processes with links to their releases, one on each line", "Semua proses dengan tautan ke rilisnya, satu pada setiap baris"},
	"compiled.jsonl.gz": {"The latest state of each process, one on each line", "Keadaan terbaru setiap proses, satu pada setiap baris"},
}

const spreadsheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

// offers picks the files that the catalogue names: the whole JSON Lines, the whole table of each kind, a workbook of
// each year, and the description of all columns.
func (d *Dataset) offers() (all []offer) {
	for _, f := range d.Manifest.Files {
		if o, ok := d.offer(f); ok {
			all = append(all, o)
		}
	}
	return all
}

func (d *Dataset) offer(f exporters.File) (o offer, ok bool) {
	o.File = f
	folder, base := path.Split(f.Path)
	year, inYear := strings.CutPrefix(strings.TrimSuffix(folder, "/"), "year=")
	words, whole := wholeFiles[f.Path]
	switch {
	case whole:
		o.name, o.nameID, o.format = words[0], words[1], "JSONL"
	case folder == "tables/" && strings.HasSuffix(base, ".csv.gz"):
		o.name, o.nameID = d.tableTitles(f)
		o.format, o.mediaType = "CSV", "text/csv"
	case inYear && path.Ext(base) == ".xlsx":
		o.name, o.nameID = "Workbook of the tables, "+year, "Buku kerja semua tabel, "+year
		o.format, o.mediaType = "XLSX", spreadsheet
	case f.Path == "datapackage.json":
		o.name, o.nameID = "What every file and column means (Data Package)", "Arti setiap berkas dan kolom (Data Package)"
		o.format, o.mediaType = "JSON", "application/json"
	default:
		return o, false
	}
	return o, true
}

// tableTitles are what people call a table, or its name where the manifest does not say.
func (d *Dataset) tableTitles(f exporters.File) (name, nameID string) {
	if t := d.Manifest.Table(f.Table); t != nil && t.Title != "" && t.TitleID != "" {
		return t.Title, t.TitleID
	}
	base := strings.TrimSuffix(path.Base(f.Path), ".csv.gz")
	return base, base
}
