package api

import (
	"bufio"
	"context"

	"encoding/hex"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/labstack/echo/v4"
	"github.com/minio/sha256-simd" // the tag purego takes the processor's own from Go's: a fifth of reading a record

	"terang/exporters"
	"terang/reading"
	"terang/scratch"
	"terang/search"
	"terang/tables"
)

// Limits of a result that is asked for as a file.
const (
	exportStep  = 500 // that are read at once
	exportTime  = 2 * time.Minute
	exportTurns = 2
)

// mediaTypes are the formats of whole results, by their endings.
var mediaTypes = map[string]string{
	"csv": "text/csv; charset=utf-8", "jsonl": "application/x-ndjson", "parquet": "application/vnd.apache.parquet",
	"xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}

// acceptedFormat is the one that the address ends in, else the first of Accept that there is, else json.
func acceptedFormat(c echo.Context) string {
	if format := param(c, "format"); format != "" {
		return format
	}
	c.Response().Header().Set("Vary", "Accept")
	return formatOf(c.Request().Header.Get("Accept"))
}

// formatOf is the first of an Accept header that there is, else json.
func formatOf(accept string) string {
	for part := range strings.SplitSeq(accept, ",") {
		wanted, _, _ := strings.Cut(strings.TrimSpace(part), ";")
		for format, mediaType := range mediaTypes {
			if name, _, _ := strings.Cut(mediaType, ";"); strings.EqualFold(wanted, name) {
				return format
			}
		}
		if strings.EqualFold(wanted, "application/json") {
			break
		}
	}
	return "json"
}

// onlyIn finds parameters that say nothing in the format: fields of what is no row, and a profile of what is not CSV.
func onlyIn(c echo.Context, format string, isRows bool) error {
	var faults []fault
	if !isRows && c.QueryParam("fields") != "" {
		faults = append(faults, fault{"fields", "invalid", "there are no columns in JSON Lines of records and releases; ask for csv, parquet or xlsx, or leave it out"})
	}
	if format != "csv" && c.QueryParam("profile") != "" {
		faults = append(faults, fault{"profile", "invalid", "it is of csv alone; ask for that, or leave it out"})
	}
	if len(faults) > 0 {
		return invalid(faults...)
	}
	return nil
}

// filler passes all rows of a result, in batches.
type filler func(ctx context.Context, pass func(*exporters.Rows) error) error

// eachRow passes the rows that all keys stand for.
func (v *server) eachRow(f *reading.Sought, k *tables.Kind, pager pager) filler {
	return func(ctx context.Context, pass func(*exporters.Rows) error) error {
		for part := range slices.Chunk(pager(nil, v.maxExport), exportStep) {
			rows, err := v.store.Rows(ctx, f.Version, k, part)
			if err == nil {
				err = pass(rows)
			}
			if err != nil {
				return err
			}
		}
		return nil
	}
}

// export answers with a whole result as a file. It is made before the first byte is sent, so that what arrives is
// whole, with its length and digest, or is an error.
func (v *server) export(c echo.Context, f *reading.Sought, t *exporters.Table, format string, total int, fill filler) error {
	names, err := fieldsOf(c, columnNames(t))
	if err == nil {
		err = onlyIn(c, format, true)
	}
	if err != nil {
		return err
	}
	narrow, _ := narrowed(t, names, exporters.NewRows(len(t.Columns)))
	return v.exportFile(c, f, t, format, total, func(ctx context.Context, w io.Writer) error {
		return v.writeRows(c, f, w, format, narrow, func(pass func(*exporters.Rows) error) error {
			return fill(ctx, func(rows *exporters.Rows) error {
				_, rows = narrowed(t, names, rows)
				return pass(rows)
			})
		})
	})
}

// writeRows writes rows in a format.
func (v *server) writeRows(c echo.Context, f *reading.Sought, w io.Writer, format string, t *exporters.Table, each func(func(*exporters.Rows) error) error) error {
	writer, end, err := v.rowWriter(c, f, w, format, t)
	if err != nil {
		return err
	}
	err = each(writer.Write)
	if err == nil {
		err = writer.Close()
	}
	return end(err)
}

// rowWriter is that of the format. end ends the file, or gives it up if there was an error.
func (v *server) rowWriter(c echo.Context, f *reading.Sought, w io.Writer, format string, t *exporters.Table) (exporters.RowWriter, func(error) error, error) {
	end := func(err error) error { return err }
	switch format {
	case "csv":
		if c.QueryParam("profile") == "excel" {
			return exporters.NewExcelCSV(w, t), end, nil
		}
		_, err := w.Write(exporters.Heading(t))
		return exporters.NewCSV(w, t), end, err
	case "jsonl":
		return exporters.NewJSONRows(w, t), end, nil
	case "parquet":
		p, err := exporters.NewParquet(w, t)
		return p, end, err
	}
	book, err := exporters.NewWorkbook(w, []*exporters.Table{t}, aboutResult(c, f))
	if err != nil {
		return nil, nil, err
	}
	return book.Sheet(t), func(err error) error {
		if err != nil {
			book.Discard()
			return err
		}
		return book.Close()
	}, nil
}

// aboutResult is what a workbook's first page says.
func aboutResult(c echo.Context, f *reading.Sought) *exporters.About {
	p := f.Version.Publication
	a := &exporters.About{Title: "Search result, version " + f.Version.ID, TitleID: "Hasil pencarian, versi " + f.Version.ID,
		Publisher: p.Publisher.Name, License: p.License, Email: p.Contact.Email, ContactURL: p.Contact.URL, BaseURL: p.BaseURL}
	if p.Trial {
		a.Notice = "This is a trial: the publisher has no registered ocid prefix yet."
		a.NoticeID = "Ini uji coba: penerbit belum mempunyai awalan ocid yang terdaftar."
	}
	return a
}

// exportFile makes a file and sends it.
func (v *server) exportFile(c echo.Context, f *reading.Sought, t *exporters.Table, format string, total int, write func(context.Context, io.Writer) error) error {
	if total > v.maxExport {
		return v.tooLarge(c, f, t, total)
	}
	file, err := scratch.New("result")
	if err != nil {
		return fmt.Errorf("write a result: %w", err)
	}
	defer file.Close()
	sum, err := v.makeFile(c.Request().Context(), f, file, write)
	if err != nil {
		return fmt.Errorf("write a result as %s: %w", format, err)
	}
	h := c.Response().Header()
	h.Set("Content-Type", mediaTypes[format])
	h.Set("Content-Disposition", `attachment; filename="terang-`+f.Version.ID+"-"+strings.TrimPrefix(t.Name, "tables/")+"."+format+`"`)
	h.Set("ETag", `"sha256-`+hex.EncodeToString(sum)+`"`)
	h.Set("Repr-Digest", reprDigest(sum))
	h.Set("X-Total-Count", fmt.Sprint(total))
	return send(c, &patientWriter{c.Response(), v.patience}, file, f.Version.At)
}

// makeFile writes a file when it has its turn, and gives its digest. The turn ends before the file is sent, so that slow
// readers do not keep others from theirs.
func (v *server) makeFile(asked context.Context, f *reading.Sought, file io.Writer, write func(context.Context, io.Writer) error) ([]byte, error) {
	select {
	case v.exports <- struct{}{}:
		defer func() { <-v.exports }()
	case <-asked.Done():
		return nil, asked.Err()
	case <-time.After(queryTime):
		return nil, busy("Other results are being written. Try again in a moment, or take the files: /data/" + f.Version.ID + "/manifest.json.")
	}
	ctx, cancel := context.WithTimeout(asked, exportTime)
	defer cancel()
	digest := sha256.New()
	buffered := bufio.NewWriterSize(io.MultiWriter(file, digest), 256<<10)
	if err := write(ctx, buffered); err != nil {
		return nil, err
	}
	err := buffered.Flush()
	return digest.Sum(nil), err
}

// tooLarge names the files that have a result which is too large to be made.
func (v *server) tooLarge(c echo.Context, f *reading.Sought, t *exporters.Table, total int) error {
	m, err := v.store.Manifest(c.Request().Context(), f.Version)
	if err != nil {
		return err
	}
	years, name := f.Query.Values[search.Year], strings.TrimPrefix(t.Name, "tables/")
	if name == "statistics" {
		name = "processes" // which they add up
	}
	var files []string
	for _, file := range m.Files {
		isTable := strings.Contains(file.Path, "tables/"+name+".") || strings.HasPrefix(file.Path, name+".") || strings.Contains(file.Path, "/"+name+".jsonl")
		rest, inYear := strings.CutPrefix(file.Path, "year=")
		year, _, _ := strings.Cut(rest, "/")
		if isTable && inYear == (len(years) > 0) && (!inYear || slices.Contains(years, year)) {
			files = append(files, f.Version.Publication.BaseURL+"/data/"+f.Version.ID+"/"+file.Path)
		}
	}
	p := newProblem(http.StatusRequestEntityTooLarge, "too-large", "The result is too large to be made into a file",
		fmt.Sprintf("It has %d rows; at most %d are written on demand. These files have all of them, and more: filter them where you read them.", total, v.maxExport))
	p.Files = files
	return p
}
