package api

import (
	"context"
	"io"
	"net/url"
	"slices"

	"github.com/labstack/echo/v4"

	"terang/exporters"
	"terang/reading"
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
	ctx, k := c.Request().Context(), v.store.Kind("processes")
	switch format := acceptedFormat(c); format {
	case "json":
	case "jsonl":
		if err := onlyIn(c, format, false); err != nil {
			return err
		}
		t := &exporters.Table{Name: "records"}
		return v.exportFile(c, f, t, format, result.Total, func(ctx context.Context, w io.Writer) error {
			return v.eachBatch(ctx, f, result.Page, func(records []store.Record) error { return writeRecords(w, f.Version, records) })
		})
	default:
		return v.export(c, f, k.Table, format, result.Total, v.eachRow(f, k, result.Page))
	}
	p, keys, more, err := v.keysOf(c, f, result.Total, result.Page)
	if err != nil {
		return err
	}
	docs, _ := reading.Distinct(keys)
	records, err := v.store.RecordsOf(ctx, f.Version, docs)
	if err != nil {
		return err
	}
	texts, shown, err := v.recordsWithin(ctx, f.Version, records, c.QueryParam("include") != "")
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

// find finds the processes that a request seeks.
func (v *server) find(c echo.Context) (*reading.Sought, *search.Found, error) {
	f, err := v.seek(c)
	if err != nil {
		return nil, nil, err
	}
	result, err := f.Find(c.Request().Context())
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

// eachBatch passes the records that keys stand for, some at a time.
func (v *server) eachBatch(ctx context.Context, f *reading.Sought, pager pager, pass func([]store.Record) error) error {
	for part := range slices.Chunk(pager(nil, v.maxExport), recordStep) {
		docs, _ := reading.Distinct(part)
		records, err := v.store.RecordsOf(ctx, f.Version, docs)
		if err == nil {
			err = pass(records)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// writeRecords writes records as JSON Lines, with linked releases.
func writeRecords(w io.Writer, version *store.Version, records []store.Record) error {
	for _, r := range records {
		line := &exporters.Record{OCID: r.OCID, Compiled: r.Compiled}
		for _, l := range r.Releases {
			line.Releases = append(line.Releases, exporters.Link{ID: l.ID, Date: l.Date, Tag: l.Tag})
		}
		if err := writeLine(w, exporters.RecordLine(line, version.Publication.BaseURL)); err != nil {
			return err
		}
	}
	return nil
}

func writeLine(w io.Writer, line []byte) error {
	_, err := w.Write(append(line[:len(line):len(line)], '\n'))
	return err
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
