package api

import (
	"context"
	"io"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"terang/exporters"
	"terang/search"
	"terang/store"
)

// foundRecords answers with the records that a request seeks: a package, or the whole result as a file, of which tables
// have the rows of tables/processes.
func (v *server) foundRecords(c echo.Context) error {
	f, result, err := v.find(c)
	if err != nil {
		return err
	}
	ctx, k := c.Request().Context(), v.kind("processes")
	switch format := acceptedFormat(c); format {
	case "json":
	case "jsonl":
		if err := onlyIn(c, format, false); err != nil {
			return err
		}
		t := &exporters.Table{Name: "records"}
		return v.exportFile(c, f, t, format, result.Total, v.eachRecord(f, result.Page, func(_ context.Context, w io.Writer, r *store.Record) error {
			line := &exporters.Record{OCID: r.OCID, Compiled: r.Compiled}
			for _, l := range r.Releases {
				line.Releases = append(line.Releases, exporters.Link(l))
			}
			return writeLine(w, exporters.RecordLine(line, f.version.Publication.BaseURL))
		}))
	default:
		return v.export(c, f, k.Table, format, result.Total, v.eachRow(f, k, result.Page))
	}
	p, keys, more, err := v.keysOf(c, f, result.Total, result.Page)
	if err != nil {
		return err
	}
	docs, _ := distinct(keys)
	records, err := v.documents(ctx, f.version, docs)
	if err != nil {
		return err
	}
	texts, shown, err := v.recordsWithin(ctx, f.version, records, c.QueryParam("include") != "")
	if err != nil {
		return err
	}
	return v.foundPackage(c, p, "records", texts, records[:shown], keys[:shown], more || shown < len(keys))
}

// recordsWithin writes records until a page is full.
func (v *server) recordsWithin(ctx context.Context, version *store.Version, records []store.Record, versioned bool) (texts [][]byte, shown int, err error) {
	size := 0
	for part := range slices.Chunk(records, recordStep) {
		step, err := v.recordTexts(ctx, version, part, versioned)
		if err != nil {
			return nil, 0, err
		}
		for _, text := range step {
			size += len(text)
		}
		texts = append(texts, step...)
		if size >= maxPage {
			break
		}
	}
	return texts, len(texts), nil
}

// foundReleases answers with all releases of the processes that a request seeks, process by process; of a tag, with
// those that have it.
func (v *server) foundReleases(c echo.Context) error {
	f, result, err := v.find(c)
	if err != nil {
		return err
	}
	switch format := acceptedFormat(c); format {
	case "json":
	case "jsonl":
		if err := onlyIn(c, format, false); err != nil {
			return err
		}
		t := &exporters.Table{Name: "releases"}
		return v.exportFile(c, f, t, format, result.Total, v.eachRecord(f, result.Page, func(ctx context.Context, w io.Writer, r *store.Record) error {
			lines, err := v.releasesOf(ctx, f, r)
			for i := range lines {
				if err == nil {
					err = writeLine(w, lines[i].Line)
				}
			}
			return err
		}))
	default:
		return v.export(c, f, releasesTable, format, result.Total, v.eachRelease(f, result.Page))
	}
	p, keys, more, err := v.keysOf(c, f, result.Total, result.Page)
	if err != nil {
		return err
	}
	docs, _ := distinct(keys)
	ctx := c.Request().Context()
	records, err := v.documents(ctx, f.version, docs)
	if err != nil {
		return err
	}
	var texts [][]byte
	shown, size := 0, 0
	for i := range records {
		if size >= maxPage {
			break
		}
		lines, err := v.releasesOf(ctx, f, &records[i])
		if err != nil {
			return err
		}
		for _, l := range lines {
			texts, size = append(texts, l.Line), size+len(l.Line)
		}
		shown++
	}
	return v.foundPackage(c, p, "releases", texts, records[:shown], keys[:shown], more || shown < len(keys))
}

// find finds the processes that a request seeks.
func (v *server) find(c echo.Context) (*found, *search.Found, error) {
	f, err := v.seek(c)
	if err != nil {
		return nil, nil, err
	}
	result, err := f.index.Find(c.Request().Context(), f.query, v.finder.words)
	return f, result, err
}

// foundPackage answers with a page of what was found as an OCDS package. Its total counts processes.
func (v *server) foundPackage(c echo.Context, p *page, name string, texts [][]byte, records []store.Record, keys []search.Key, more bool) error {
	e := newEnvelope(p.url(c.QueryParam("cursor")), p.version)
	e.Links, e.Total = p.links(c, more, lastOf(keys)...), &p.total
	e.declare(paginationExtension)
	for _, r := range records {
		e.declare(r.Extensions...)
	}
	body, err := e.wrap(name, texts)
	if err != nil {
		return err
	}
	return answer(c, body, p.version.At)
}

// releasesOf are the releases of a record, oldest first; of tags that are sought, those that have one.
func (v *server) releasesOf(ctx context.Context, f *found, r *store.Record) (lines []store.Line, err error) {
	all, err := v.store.ReleasesOf(ctx, f.version, r.OCID)
	if err != nil {
		return nil, err
	}
	byID := make(map[string]store.Line, len(all[r.OCID]))
	for _, l := range all[r.OCID] {
		byID[l.ID] = l
	}
	wanted := f.query.Values[search.Tag]
	for i, link := range r.Releases {
		one := store.Record{Releases: r.Releases[i : i+1]}
		if len(wanted) == 0 || slices.ContainsFunc(one.Tags(), func(tag string) bool {
			return slices.ContainsFunc(wanted, func(one string) bool { return strings.EqualFold(one, tag) })
		}) {
			lines = append(lines, byID[link.ID])
		}
	}
	return lines, nil
}

// eachRecord writes what write makes of each record.
func (v *server) eachRecord(f *found, pager pager, write func(context.Context, io.Writer, *store.Record) error) func(context.Context, io.Writer) error {
	return func(ctx context.Context, w io.Writer) error {
		for part := range slices.Chunk(pager(nil, v.maxExport), exportStep) {
			docs, _ := distinct(part)
			records, err := v.documents(ctx, f.version, docs)
			if err != nil {
				return err
			}
			for i := range records {
				if err := write(ctx, w, &records[i]); err != nil {
					return err
				}
			}
		}
		return nil
	}
}

func writeLine(w io.Writer, line []byte) error {
	_, err := w.Write(append(line[:len(line):len(line)], '\n'))
	return err
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

// eachRelease passes releases as rows.
func (v *server) eachRelease(f *found, pager pager) filler {
	return func(ctx context.Context, pass func(*exporters.Rows) error) error {
		rows := exporters.NewRows(len(releasesTable.Columns))
		err := v.eachRecord(f, pager, func(ctx context.Context, _ io.Writer, r *store.Record) error {
			lines, err := v.releasesOf(ctx, f, r)
			for _, l := range lines {
				rows.Append(releaseCells(f, r, &l))
			}
			return err
		})(ctx, nil)
		if err != nil {
			return err
		}
		return pass(rows)
	}
}

func releaseCells(f *found, r *store.Record, l *store.Line) [][]byte {
	date, tags := "", ""
	for i, link := range r.Releases {
		if link.ID != l.ID {
			continue
		}
		if at, err := time.Parse(time.RFC3339, link.Date); err == nil {
			date = at.UTC().Truncate(time.Microsecond).Format(time.RFC3339Nano)
		}
		for k, tag := range (&store.Record{Releases: r.Releases[i : i+1]}).Tags() {
			if k > 0 {
				tags += "; "
			}
			tags += tag
		}
	}
	address := exporters.ReleaseURL(f.version.Publication.BaseURL, l.OCID, l.ID)
	return [][]byte{[]byte(l.OCID), []byte(l.ID), []byte(date), []byte(tags), strconv.AppendInt(nil, l.Seq, 10), []byte(l.SHA256), []byte(address)}
}

// formats are the addresses of the whole result, by format.
func (p *page) formats() map[string]string {
	all := map[string]string{}
	for format := range mediaTypes {
		all[format] = p.elsewhere(p.path+"."+format, "limit", "cursor", "facets", "facetLimit")
	}
	return all
}

// feeds are the addresses at which the same search is followed.
func (p *page) feeds() map[string]string {
	feed := func(path string) string {
		return p.elsewhere(path, "limit", "cursor", "facets", "facetLimit", "fields", "sort", "version", "changedSince")
	}
	return map[string]string{"atom": feed("/api/v1/changes.atom"), "json": feed("/api/v1/changes.json")}
}

// elsewhere is another address with the same query, without some parameters.
func (p *page) elsewhere(path string, without ...string) string {
	query := url.Values{}
	for name, values := range p.query {
		if !slices.Contains(without, name) {
			query[name] = values
		}
	}
	if len(query) == 0 {
		return p.version.Publication.BaseURL + path
	}
	return p.version.Publication.BaseURL + path + "?" + query.Encode()
}
