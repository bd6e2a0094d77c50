package api

import (
	"context"
	"net/url"

	"github.com/labstack/echo/v4"

	"terang/exporters"
	"terang/schema"
	"terang/store"
)

// recordStep is how many records are read at once.
const recordStep = 50

func (v *server) listRecords(c echo.Context) error {
	if isSearch(c) || acceptedFormat(c) != "json" {
		return v.foundRecords(c)
	}
	p, err := v.page(c)
	if err != nil {
		return err
	}
	p.total = p.version.Records
	ctx := c.Request().Context()
	var lines [][]byte
	var extensions []string
	var last, size = p.after(), 0
	more := true
	// In small steps, since records are as large as their processes are long.
	for len(lines) < p.limit && size < maxPage {
		step := min(recordStep, p.limit-len(lines))
		records, err := v.store.Records(ctx, p.version, last, step+1)
		if err != nil {
			return err
		}
		more = len(records) > step
		texts, err := v.recordTexts(ctx, p.version, records[:min(len(records), step)], c.QueryParam("include") != "")
		if err != nil {
			return err
		}
		for i, text := range texts {
			lines, size = append(lines, text), size+len(text)
			last, extensions = records[i].First, append(extensions, records[i].Extensions...)
		}
		if !more {
			break
		}
	}
	e := p.describe(c, last, more)
	e.declare(extensions...)
	body, err := e.wrap("records", lines)
	if err != nil {
		return err
	}
	return answer(c, body, p.version.At)
}

// getRecord answers with the same bytes until a version changes the record: the package is dated by the version
// that last did.
func (v *server) getRecord(c echo.Context) error {
	version, err := v.version(c, c.QueryParam("version"))
	if err != nil {
		return err
	}
	ctx, ocid := c.Request().Context(), param(c, "ocid")
	record, err := v.store.Record(ctx, version, ocid)
	if err != nil {
		return missing(err, "Version "+version.ID+" has no process "+ocid+".")
	}
	since, err := v.store.ByNumber(ctx, record.Since)
	if err != nil {
		return err
	}
	versioned := c.QueryParam("include") != ""
	texts, err := v.recordTexts(ctx, version, []store.Record{*record}, versioned)
	if err != nil {
		return err
	}
	uri := since.Publication.BaseURL + "/api/v1/records/" + url.PathEscape(ocid)
	if versioned {
		uri += "?include=versioned"
	}
	e := newEnvelope(uri, since)
	e.declare(record.Extensions...)
	body, err := e.wrap("records", texts)
	if err != nil {
		return err
	}
	recordHeaders(c, version, ocid)
	return answer(c, body, since.At)
}

// recordTexts writes records with all their releases.
func (v *server) recordTexts(ctx context.Context, version *store.Version, records []store.Record, versioned bool) ([][]byte, error) {
	ocids := make([]string, len(records))
	for i, r := range records {
		ocids[i] = r.OCID
	}
	releases, err := v.store.ReleasesOf(ctx, version, ocids...)
	if err != nil {
		return nil, err
	}
	texts := make([][]byte, len(records))
	for i, r := range records {
		if texts[i], err = v.recordText(r, releases[r.OCID], versioned); err != nil {
			return nil, err
		}
	}
	return texts, nil
}

func (v *server) recordText(r store.Record, releases []store.Line, versioned bool) ([]byte, error) {
	byID := make(map[string][]byte, len(releases))
	merging := make([]*schema.Release, len(releases))
	for i, l := range releases {
		byID[l.ID] = l.Line
		if versioned {
			merging[i] = schema.NewRelease(l.Line)
		}
	}
	lines := make([][]byte, len(r.Releases)) // oldest first, as the record has them
	for i, link := range r.Releases {
		lines[i] = byID[link.ID]
	}
	if !versioned {
		return exporters.WholeRecord(r.OCID, lines, r.Compiled, nil), nil
	}
	merged, err := v.store.Schema.Merge(merging)
	if err != nil {
		return nil, err
	}
	return exporters.WholeRecord(r.OCID, lines, r.Compiled, merged.Versioned()), nil
}
