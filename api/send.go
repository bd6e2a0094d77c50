package api

import (
	"errors"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/labstack/echo/v4"
)

// send answers with the content, its validators and its length, and with a range of it unless Accept-Ranges says
// none, by http.ServeContent. What fails before the first byte is told as a problem; what fails after it breaks the
// connection, so that no reader takes a part for the whole.
func send(c echo.Context, w http.ResponseWriter, content io.ReadSeeker, modified time.Time) error {
	r, whole := c.Request(), w.Header().Get("Accept-Ranges") == "none"
	if whole || strings.Contains(r.Header.Get("Range"), ",") { // or several at once (RFC 9110, 14.2: a server may ignore them)
		r.Header.Del("Range")
	}
	size, err := content.Seek(0, io.SeekEnd)
	if err != nil {
		return err
	}
	watched := &watchedReader{ReadSeeker: content}
	s := &sender{ResponseWriter: w, size: size, whole: whole}
	http.ServeContent(s, r, "", modified, watched)
	switch {
	case watched.err != nil && s.sent:
		panic(http.ErrAbortHandler)
	case watched.err != nil:
		return watched.err
	case s.status == http.StatusRequestedRangeNotSatisfiable:
		return newProblem(s.status, "range", "The range lies outside the file", "Content-Range says how long the file is.")
	case s.status == http.StatusPreconditionFailed:
		return newProblem(s.status, "changed", "This is not what you have", "It has changed since; ask without If-Match and If-Unmodified-Since.")
	case s.status >= http.StatusBadRequest:
		return errors.New("http.ServeContent failed")
	}
	s.sendHeader()
	return nil
}

// sender holds the status back until the first byte.
type sender struct {
	http.ResponseWriter
	size   int64 // of the content
	whole  bool  // it has no ranges
	status int
	sent   bool
}

// WriteHeader keeps the status.
func (s *sender) WriteHeader(status int) { s.status = status }

// Write implements io.Writer. The text of an error goes nowhere: a problem says it.
func (s *sender) Write(p []byte) (int, error) {
	if s.status >= http.StatusBadRequest {
		return len(p), nil
	}
	s.sendHeader()
	return s.ResponseWriter.Write(p)
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
