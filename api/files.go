package api

import (
	"encoding/hex"
	"io"
	"net/http"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"terang/exporters"
)

// getFile answers with a file of a version. Nothing is served under a name that means another file tomorrow.
func (v *server) getFile(c echo.Context) error {
	ref, path := param(c, "version"), param(c, "*")
	version, err := v.version(c, ref)
	if err != nil {
		return err
	}
	if version.ID != ref {
		return notFound("Files are served under a version's id; that of " + ref + " is " + version.ID + ".")
	}
	m, err := v.store.Manifest(c.Request().Context(), version)
	if err != nil {
		return err
	}
	if c.QueryParam("profile") != "" { // there is but one
		return v.serveExcel(c, m, path)
	}
	switch path {
	case "manifest.json":
		return answer(c, m.Text, version.At)
	case "SHA256SUMS":
		return answerAs(c, "text/plain; charset=utf-8", m.Sums(version.Manifest), version.At)
	}
	if f, ok := m.File(path); ok {
		return v.serveFile(c, f, f.MediaType)
	}
	if f, ok := m.File(path + ".gz"); ok {
		return v.serveUnpacked(c, f, path)
	}
	return notFound("Version " + version.ID + " has no file " + path + ". Its manifest.json lists all.")
}

// serveFile answers with a file as it is archived, with ranges.
func (v *server) serveFile(c echo.Context, f exporters.File, mediaType string) error {
	modified, err := v.fileHeaders(c, f, mediaType)
	if err != nil {
		return err
	}
	content := v.store.Open(c.Request().Context(), f)
	defer content.Close()
	return send(c, &patientWriter{c.Response(), v.patience}, content, modified)
}

func (v *server) fileHeaders(c echo.Context, f exporters.File, mediaType string) (modified time.Time, err error) {
	since, err := v.store.Version(c.Request().Context(), f.Since)
	if err != nil {
		return modified, err
	}
	h := c.Response().Header()
	h.Set("Content-Type", mediaType)
	h.Set("ETag", `"sha256-`+f.SHA256+`"`)
	if digest, err := hex.DecodeString(f.SHA256); err == nil {
		h.Set("Repr-Digest", reprDigest(digest))
	}
	return since.At, nil
}

// serveUnpacked answers with a packed file under its name without .gz: as it is, marked as packed, to clients that
// unpack by themselves, and unpacked to others. A file joined from parts is always unpacked here: of several members
// of gzip under Content-Encoding, curl and browsers take the first for the whole.
func (v *server) serveUnpacked(c echo.Context, f exporters.File, path string) error {
	mediaType := "application/x-ndjson"
	switch {
	case strings.HasSuffix(path, ".csv"):
		mediaType = "text/csv; charset=utf-8"
	case strings.HasSuffix(path, ".json"):
		mediaType = "application/json"
	}
	h := c.Response().Header()
	h.Set("Vary", "Accept-Encoding")
	if len(f.Parts) == 1 && coding(c.Request(), "gzip") != "" {
		h.Set("Content-Encoding", "gzip")
		return v.serveFile(c, f, mediaType)
	}
	return v.serveMade(c, f, mediaType, "unpacked", func(w io.Writer, unpacked io.Reader) error {
		_, err := io.Copy(w, unpacked)
		return err
	})
}

// serveMade answers with what write makes of an unpacked file: whole, under an ETag of that variant.
func (v *server) serveMade(c echo.Context, f exporters.File, mediaType, variant string, write func(w io.Writer, unpacked io.Reader) error) error {
	modified, err := v.fileHeaders(c, f, mediaType)
	if err != nil {
		return err
	}
	h := c.Response().Header()
	h.Del("Repr-Digest") // it would be that of the packed bytes
	h.Set("ETag", `"sha256-`+f.SHA256+"-"+variant+`"`)
	c.Request().Header.Del("Range") // there are none
	if done, err := decided(c, modified); done {
		return err
	}
	if c.Request().Method == http.MethodHead {
		return c.NoContent(http.StatusOK)
	}
	return v.make(c, f, write)
}

// make sends what write makes of the unpacked bytes. When it fails midway the connection is broken (writeProblem).
func (v *server) make(c echo.Context, f exporters.File, write func(w io.Writer, unpacked io.Reader) error) error {
	return v.store.Unpack(c.Request().Context(), f, func(unpacked io.Reader) error {
		w := &patientWriter{c.Response(), v.patience}
		w.WriteHeader(http.StatusOK)
		return write(w, unpacked)
	})
}
