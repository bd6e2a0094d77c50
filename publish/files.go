package publish

import (
	"fmt"
	"io"

	"terang/archive"
	"terang/exporters"
)

// Media types of a version's files.
const (
	mediaGzip    = "application/gzip"
	mediaParquet = "application/vnd.apache.parquet"
	mediaXLSX    = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
)

// made is a file that is in the archive, but not yet in the manifest.
type made struct {
	path      string
	mediaType string
	part      archive.File
	table     *exporters.Table
	rows      int64
	rounded   int64
}

// addMade adds a file to the manifest and, if it is a year's, to the one of all years.
func (x *export) addMade(m made) error {
	parts, err := x.withHead(m.path, m.table, []exporters.Part{exporters.Part(m.part)})
	if err != nil {
		return err
	}
	f, err := x.file(exporters.File{Path: m.path, MediaType: m.mediaType, Parts: parts, Rows: m.rows, Rounded: m.rounded}, m.table)
	if err == nil {
		x.wholeOf(f)
	}
	return err
}

// tableFormat is how kept rows are written. The heading of CSV is a part of its own.
type tableFormat struct {
	ending    string
	mediaType string
	open      func(io.Writer, *exporters.Table) (exporters.RowWriter, error)
}

var (
	csvFormat      = tableFormat{".csv.gz", mediaGzip, packed(func(w io.Writer, t *exporters.Table) exporters.RowWriter { return exporters.NewCSV(w, t) })}
	jsonRowsFormat = tableFormat{".jsonl.gz", mediaGzip, packed(func(w io.Writer, t *exporters.Table) exporters.RowWriter { return exporters.NewJSONRows(w, t) })}
	parquetFormat  = tableFormat{".parquet", mediaParquet, func(w io.Writer, t *exporters.Table) (exporters.RowWriter, error) { return exporters.NewParquet(w, t) }}
)

// packed packs what a format writes with gzip.
func packed(open func(io.Writer, *exporters.Table) exporters.RowWriter) func(io.Writer, *exporters.Table) (exporters.RowWriter, error) {
	return func(w io.Writer, t *exporters.Table) (exporters.RowWriter, error) {
		gz := exporters.NewWriter(w)
		return packedRows{open(gz, t), gz}, nil
	}
}

type packedRows struct {
	exporters.RowWriter
	gz *exporters.Writer
}

func (p packedRows) Close() error {
	if err := p.RowWriter.Close(); err != nil {
		return err
	}
	return p.gz.Close()
}

// tableFile writes one file of a stream's rows.
func (x *export) tableFile(s *stream, format tableFormat, path string) (made, error) {
	f, err := x.Archive.Put(x.ctx, func(w io.Writer) error {
		to, err := format.open(w, s.table)
		if err == nil {
			err = s.rows.Each(to.Write)
		}
		if err == nil {
			err = to.Close()
		}
		return err
	})
	if err != nil {
		return made{}, fmt.Errorf("write %s: %w", path, err)
	}
	return made{path, format.mediaType, f, s.table, s.rows.Rows, s.rounded}, nil
}
