package api

import (
	"context"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"terang/exporters"
	"terang/reading"
	"terang/search"
	"terang/store"
)

// foundReleases answers with all releases of the processes that a request seeks, process by process; of a tag, with
// those that have it.
func (v *server) foundReleases(c echo.Context) error {
	f, result, err := v.find(c)
	if err != nil {
		return err
	}
	switch format := acceptedFormat(c); format {
	case "json":
		return v.releasePage(c, f, result)
	case "jsonl":
		if err := onlyIn(c, format, false); err != nil {
			return err
		}
		return v.exportFile(c, f, &exporters.Table{Name: "releases"}, format, result.Total, func(ctx context.Context, w io.Writer) error {
			return v.eachRelease(ctx, f, result.Page, func(_ *store.Record, l *store.Line) error { return writeLine(w, l.Line) })
		})
	default:
		return v.export(c, f, releasesTable, format, result.Total, v.releaseRows(f, result.Page))
	}
}

// releasePage answers with a page of releases: of as many processes as are asked for, or until it is full.
func (v *server) releasePage(c echo.Context, f *reading.Sought, result *search.Found) error {
	p, keys, more, err := v.keysOf(c, f, result.Total, result.Page)
	if err != nil {
		return err
	}
	ctx := c.Request().Context()
	docs, _ := reading.Distinct(keys)
	records, err := v.store.RecordsOf(ctx, f.Version, docs)
	if err != nil {
		return err
	}
	var texts [][]byte
	shown, size := 0, 0
	for part := range slices.Chunk(records, recordStep) {
		lists, err := v.releasesOf(ctx, f, part)
		if err != nil {
			return err
		}
		for _, l := range slices.Concat(lists...) {
			texts, size = append(texts, l.Line), size+len(l.Line)
		}
		if shown += len(part); size >= maxPage {
			break
		}
	}
	return v.foundPackage(c, p, "releases", texts, records[:shown], keys[:shown], more || shown < len(keys))
}

// releasesOf are the releases of each of some records, oldest first; of tags that are sought, those that have one.
func (v *server) releasesOf(ctx context.Context, f *reading.Sought, records []store.Record) ([][]store.Line, error) {
	ocids := make([]string, len(records))
	for i, r := range records {
		ocids[i] = r.OCID
	}
	all, err := v.store.ReleasesOf(ctx, f.Version, ocids...)
	if err != nil {
		return nil, err
	}
	lists := make([][]store.Line, len(records))
	for i := range records {
		lists[i] = wanted(&records[i], all[records[i].OCID], f.Query.Values[search.Tag])
	}
	return lists, nil
}

// wanted are the releases of a record, oldest first, that have one of the tags; all where there are none.
func wanted(r *store.Record, all []store.Line, tags []string) (lines []store.Line) {
	byID := make(map[string]store.Line, len(all))
	for _, l := range all {
		byID[l.ID] = l
	}
	for i, link := range r.Releases {
		if len(tags) == 0 || slices.ContainsFunc(tagsOf(r, i), func(tag string) bool {
			return slices.ContainsFunc(tags, func(one string) bool { return strings.EqualFold(one, tag) })
		}) {
			lines = append(lines, byID[link.ID])
		}
	}
	return lines
}

// tagsOf are the tags of one of a record's releases.
func tagsOf(r *store.Record, n int) []string {
	return (&store.Record{Releases: r.Releases[n : n+1]}).Tags()
}

// eachRelease passes all releases that are found, each with its record.
func (v *server) eachRelease(ctx context.Context, f *reading.Sought, pager pager, pass func(*store.Record, *store.Line) error) error {
	return v.eachBatch(ctx, f, pager, func(records []store.Record) error {
		lists, err := v.releasesOf(ctx, f, records)
		if err != nil {
			return err
		}
		for i, lines := range lists {
			for k := range lines {
				if err := pass(&records[i], &lines[k]); err != nil {
					return err
				}
			}
		}
		return nil
	})
}

// releasesTable is how releases are told as rows.
var releasesTable = &exporters.Table{Name: "releases", Title: "Releases", TitleID: "Rilis", Columns: []exporters.Column{
	{Name: "ocid", Type: exporters.Text, Title: "Open Contracting ID", TitleID: "ID Kontrak Terbuka (ocid)", Pointer: "ocid", Key: true},
	{Name: "release_id", Type: exporters.Text, Title: "Release ID", TitleID: "ID rilis", Pointer: "id", Key: true},
	{Name: "date", Type: exporters.Timestamp, Title: "Date (UTC)", TitleID: "Tanggal (UTC)", Pointer: "date"},
	{Name: "tag", Type: exporters.Text, Title: "Tags", TitleID: "Tag", Pointer: "tag"},
	{Name: "seq", Type: exporters.Integer, Title: "Number in the ledger", TitleID: "Nomor dalam buku besar"},
	{Name: "sha256", Type: exporters.Text, Title: "Digest", TitleID: "Digest (SHA-256)"},
	{Name: "url", Type: exporters.Text, Title: "Address", TitleID: "Alamat"},
}}

// releaseRows passes releases as rows.
func (v *server) releaseRows(f *reading.Sought, pager pager) filler {
	return func(ctx context.Context, pass func(*exporters.Rows) error) error {
		rows := exporters.NewRows(len(releasesTable.Columns))
		err := v.eachRelease(ctx, f, pager, func(r *store.Record, l *store.Line) error {
			if rows.Append(releaseCells(f, r, l)); rows.Len() < exportStep {
				return nil
			}
			full := rows
			rows = exporters.NewRows(len(releasesTable.Columns))
			return pass(full)
		})
		if err != nil {
			return err
		}
		return pass(rows)
	}
}

func releaseCells(f *reading.Sought, r *store.Record, l *store.Line) [][]byte {
	var date, tags string
	if i := slices.IndexFunc(r.Releases, func(link store.Link) bool { return link.ID == l.ID }); i >= 0 {
		if at, err := time.Parse(time.RFC3339, r.Releases[i].Date); err == nil {
			date = at.UTC().Truncate(time.Microsecond).Format(time.RFC3339Nano)
		}
		tags = strings.Join(tagsOf(r, i), "; ")
	}
	address := exporters.ReleaseURL(f.Version.Publication.BaseURL, l.OCID, l.ID)
	return [][]byte{[]byte(l.OCID), []byte(l.ID), []byte(date), []byte(tags), strconv.AppendInt(nil, l.Seq, 10), []byte(l.SHA256), []byte(address)}
}
