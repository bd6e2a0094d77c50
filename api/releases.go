package api

import (
	"github.com/labstack/echo/v4"

	"terang/exporters"
)

func (v *server) listReleases(c echo.Context) error {
	if isSearch(c) || acceptedFormat(c) != "json" {
		return v.foundReleases(c)
	}
	p, err := v.page(c)
	if err != nil {
		return err
	}
	p.total = p.version.Releases
	releases, err := v.store.Releases(c.Request().Context(), p.version, p.after(), p.limit+1)
	if err != nil {
		return err
	}
	more := len(releases) > p.limit
	releases = releases[:min(len(releases), p.limit)]
	var last int64
	var lines [][]byte
	var extensions []string
	for _, r := range releases {
		last, lines, extensions = r.Seq, append(lines, r.Line), append(extensions, r.Extensions...)
	}
	e := p.describe(c, last, more)
	e.declare(extensions...)
	body, err := e.wrap("releases", lines)
	if err != nil {
		return err
	}
	return answer(c, body, p.version.At)
}

// getRelease answers with the same bytes from every version that has the release: the package is dated and named
// by the version that published it first.
func (v *server) getRelease(c echo.Context) error {
	version, err := v.version(c, c.QueryParam("version"))
	if err != nil {
		return err
	}
	ctx, ocid, id := c.Request().Context(), param(c, "ocid"), param(c, "id")
	release, err := v.store.Release(ctx, version, ocid, id)
	if err != nil {
		return missing(err, "Version "+version.ID+" has no release "+id+" of the process "+ocid+".")
	}
	first, err := v.store.Covering(ctx, release.Seq)
	if err != nil {
		return err
	}
	e := newEnvelope(exporters.ReleaseURL(first.Publication.BaseURL, ocid, id), first)
	e.declare(release.Extensions...)
	body, err := e.wrap("releases", [][]byte{release.Line})
	if err != nil {
		return err
	}
	return answer(c, body, first.At)
}
