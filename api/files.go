package api

import (
	"compress/gzip"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/labstack/echo/v4"

	"terang/archive"
	"terang/exporters"
	"terang/store"
)

// manifests keeps the manifests that were read last; they never change.
type manifests struct {
	sync.Mutex
	kept map[string]*exporters.Manifest // by digest
}

const maxManifests = 64

// manifest reads a version's manifest.
func (v *server) manifest(c echo.Context, version *store.Version) (*exporters.Manifest, error) {
	v.manifests.Lock()
	m, ok := v.manifests.kept[version.Manifest]
	v.manifests.Unlock()
	if ok {
		return m, nil
	}
	r, err := v.archive.Open(c.Request().Context(), version.Manifest)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	text, err := io.ReadAll(r)
	if err != nil {
		return nil, fmt.Errorf("read manifest of %s: %w", version.ID, err)
	}
	if m, err = exporters.DecodeManifest(text); err != nil {
		return nil, err
	}
	v.manifests.Lock()
	defer v.manifests.Unlock()
	if len(v.manifests.kept) >= maxManifests || v.manifests.kept == nil {
		v.manifests.kept = map[string]*exporters.Manifest{}
	}
	v.manifests.kept[version.Manifest] = m
	return m, nil
}

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
	if path == "manifest.json" {
		f := exporters.File{MediaType: "application/json", SHA256: version.Manifest, Since: version.ID}
		return v.serveFile(c, f, []archive.File{{SHA256: version.Manifest, Bytes: -1}})
	}
	m, err := v.manifest(c, version)
	if err != nil {
		return err
	}
	if path == "SHA256SUMS" {
		return answerAs(c, "text/plain; charset=utf-8", m.Sums(version.Manifest), version.At)
	}
	if f, ok := m.File(path); ok {
		return v.serveFile(c, f, partsOf(f))
	}
	if f, ok := m.File(path + ".gz"); ok {
		return v.serveUnpacked(c, f, path)
	}
	return notFound("Version " + version.ID + " has no file " + path + ". Its manifest.json lists all.")
}

func partsOf(f exporters.File) []archive.File {
	parts := make([]archive.File, len(f.Parts))
	for i, p := range f.Parts {
		parts[i] = archive.File(p)
	}
	return parts
}

// serveFile answers with a file as it is archived, with ranges.
func (v *server) serveFile(c echo.Context, f exporters.File, parts []archive.File) error {
	var content io.ReadSeekCloser = v.archive.Join(c.Request().Context(), parts)
	if len(parts) == 1 {
		var err error
		if content, err = v.archive.Open(c.Request().Context(), parts[0].SHA256); err != nil {
			return err
		}
	}
	defer content.Close()
	modified, err := v.fileHeaders(c, f, f.MediaType)
	if err != nil {
		return err
	}
	w := &patientWriter{ResponseWriter: c.Response()}
	http.ServeContent(w, c.Request(), "", modified, content)
	return nil
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
// unpack by themselves, and unpacked to others.
func (v *server) serveUnpacked(c echo.Context, f exporters.File, path string) error {
	mediaType := "application/x-ndjson"
	if strings.HasSuffix(path, ".csv") {
		mediaType = "text/csv; charset=utf-8"
	}
	h := c.Response().Header()
	h.Set("Vary", "Accept-Encoding")
	if takesGzip(c.Request()) {
		packed := f
		packed.MediaType = mediaType
		h.Set("Content-Encoding", "gzip")
		return v.serveFile(c, packed, partsOf(f))
	}
	modified, err := v.fileHeaders(c, f, mediaType)
	if err != nil {
		return err
	}
	h.Del("Repr-Digest") // it would be that of the packed bytes
	h.Set("ETag", `"sha256-`+f.SHA256+`-unpacked"`)
	h.Set("Last-Modified", modified.Format(http.TimeFormat))
	h.Set("Accept-Ranges", "none")
	if c.Request().Header.Get("If-None-Match") == h.Get("ETag") {
		return c.NoContent(http.StatusNotModified)
	}
	if c.Request().Method == http.MethodHead {
		return c.NoContent(http.StatusOK)
	}
	return v.unpack(c, f)
}

// unpack sends the unpacked bytes. When it fails midway it breaks the connection, so that no reader takes a part
// for the whole.
func (v *server) unpack(c echo.Context, f exporters.File) error {
	joined := v.archive.Join(c.Request().Context(), partsOf(f))
	defer joined.Close()
	unpacked, err := gzip.NewReader(joined)
	if err != nil {
		return fmt.Errorf("unpack %s: %w", f.Path, err)
	}
	w := &patientWriter{ResponseWriter: c.Response()}
	w.WriteHeader(http.StatusOK)
	if _, err := io.Copy(w, unpacked); err != nil {
		panic(http.ErrAbortHandler)
	}
	return nil
}

// patientWriter lets a slow reader take its time as long as it reads: each write moves the deadline.
type patientWriter struct{ http.ResponseWriter }

const patience = time.Minute

// Write implements io.Writer.
func (w *patientWriter) Write(p []byte) (int, error) {
	err := http.NewResponseController(w.ResponseWriter).SetWriteDeadline(time.Now().Add(patience))
	if err != nil && !errors.Is(err, http.ErrNotSupported) {
		return 0, err
	}
	return w.ResponseWriter.Write(p)
}

// Unwrap lets http.ResponseController through.
func (w *patientWriter) Unwrap() http.ResponseWriter { return w.ResponseWriter }
