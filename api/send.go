package api

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/labstack/echo/v4"
)

// send answers with the content, its validators and its length, and with a range of it unless Accept-Ranges says
// none, by http.ServeContent. What fails before the first byte is told as a problem; what fails after it breaks the
// connection (writeProblem), so that no reader takes a part for the whole.
func send(c echo.Context, w http.ResponseWriter, content io.ReadSeeker, modified time.Time) error {
	r, whole := c.Request(), w.Header().Get("Accept-Ranges") == "none"
	if whole || strings.Contains(r.Header.Get("Range"), ",") { // or several at once (RFC 9110, 14.2: a server may ignore them)
		r.Header.Del("Range")
	}
	size, err := content.Seek(0, io.SeekEnd)
	if err != nil {
		return err
	}
	conform(r, size)
	watched := &watchedReader{ReadSeeker: content}
	s := &sender{ResponseWriter: w, size: size, whole: whole}
	http.ServeContent(s, r, "", modified, watched)
	switch {
	case watched.err != nil:
		return watched.err
	case s.gone:
		return errGone
	case s.status == http.StatusRequestedRangeNotSatisfiable:
		return newProblem(s.status, "range", "The range lies outside the file", "Content-Range says how long the file is.")
	case s.status == http.StatusPreconditionFailed:
		return changed()
	case s.status >= http.StatusBadRequest:
		return errors.New("http.ServeContent failed")
	}
	s.sendHeader()
	return nil
}

// conform makes up for what http.ServeContent does not know: that lists of tags may come in several headers (RFC 9110,
// 5.3), and that the last no bytes are no range (14.1.2), of which it makes one that ends before it begins.
func conform(r *http.Request, size int64) {
	for _, name := range []string{"If-Match", "If-None-Match"} {
		if several := r.Header.Values(name); len(several) > 1 {
			r.Header.Set(name, strings.Join(several, ", "))
		}
	}
	last, isSuffix := strings.CutPrefix(r.Header.Get("Range"), "bytes=-")
	if isSuffix && last != "" && strings.Trim(last, "0") == "" {
		r.Header.Set("Range", "bytes="+strconv.FormatInt(size, 10)+"-")
	}
}

// decided answers by the request's conditions alone where they decide (RFC 9110, 13.2.2), so that what nobody needs is
// not made. It asks http.ServeContent, for one reading of the conditions.
func decided(c echo.Context, modified time.Time) (done bool, err error) {
	h := c.Response().Header()
	s := &sender{ResponseWriter: c.Response()}
	conform(c.Request(), 0)
	http.ServeContent(s, c.Request(), "", modified, strings.NewReader(""))
	h.Del("Content-Length") // that of nothing
	h.Set("Accept-Ranges", "none")
	switch s.status {
	case http.StatusNotModified:
		return true, c.NoContent(s.status)
	case http.StatusPreconditionFailed:
		return true, changed()
	}
	return false, nil
}

func changed() *problem {
	return newProblem(http.StatusPreconditionFailed, "changed", "This is not what you have", "It has changed since; ask without If-Match and If-Unmodified-Since.")
}

// sender holds the status back until the first byte.
type sender struct {
	http.ResponseWriter
	size   int64 // of the content
	whole  bool  // it has no ranges
	status int
	sent   bool
	gone   bool // is the reader, or it reads no more
}

// WriteHeader keeps the status.
func (s *sender) WriteHeader(status int) { s.status = status }

// Write implements io.Writer. The text of an error goes nowhere: a problem says it.
func (s *sender) Write(p []byte) (int, error) {
	if s.status >= http.StatusBadRequest {
		return len(p), nil
	}
	s.sendHeader()
	n, err := s.ResponseWriter.Write(p)
	s.gone = s.gone || err != nil
	return n, err
}

func (s *sender) sendHeader() {
	if s.sent {
		return
	}
	s.sent = true
	if s.status == http.StatusOK { // http.ServeContent leaves it out where the content is packed
		s.Header().Set("Content-Length", strconv.FormatInt(s.size, 10))
	}
	if s.whole {
		s.Header().Set("Accept-Ranges", "none")
	}
	s.ResponseWriter.WriteHeader(s.status)
}

// watchedReader remembers why reading failed, which http.ServeContent does not tell.
type watchedReader struct {
	io.ReadSeeker
	err error
}

// Read implements io.Reader.
func (w *watchedReader) Read(p []byte) (int, error) {
	n, err := w.ReadSeeker.Read(p)
	if err != nil && err != io.EOF {
		w.err = err
	}
	return n, err
}

// Seek implements io.Seeker.
func (w *watchedReader) Seek(offset int64, whence int) (int64, error) {
	at, err := w.ReadSeeker.Seek(offset, whence)
	if err != nil {
		w.err = err
	}
	return at, err
}

// patientWriter lets a slow reader take its time as long as it reads: each write moves the deadline.
type patientWriter struct {
	http.ResponseWriter
	patience time.Duration // with one write
}

// Write implements io.Writer.
func (w *patientWriter) Write(p []byte) (int, error) {
	err := http.NewResponseController(w.ResponseWriter).SetWriteDeadline(time.Now().Add(w.patience))
	if err != nil && !errors.Is(err, http.ErrNotSupported) {
		return 0, err
	}
	n, err := w.ResponseWriter.Write(p)
	if err != nil {
		err = fmt.Errorf("%w: %w", errGone, err)
	}
	return n, err
}

// errGone is nothing that failed here: the reader left, or takes nothing any more.
var errGone = errors.New("the reader is gone")

// Unwrap lets http.ResponseController through.
func (w *patientWriter) Unwrap() http.ResponseWriter { return w.ResponseWriter }
