// Package exporters writes rows and files, the same bytes every time from the same rows.
package exporters

import (
	"encoding/json"
	"io"
	"net/url"
	"sync"

	"github.com/klauspost/compress/gzip"
)

// Release is a release as files have it.
type Release struct {
	Seq           int64
	OCID, ID      string
	SHA256, Nonce string // SHA256 is the digest of Nonce, a line feed, and Line
	Line          []byte
}

// Record is a contracting process as files have it.
type Record struct {
	OCID     string
	Releases []Link // oldest first
	Compiled []byte
	Findings []Finding
}

// Link names a release of a record.
type Link struct {
	ID, Date string
	Tag      json.RawMessage
}

// Writer writes lines as one member of gzip. Members joined are one file (RFC 1952, section 2.2), so a file can
// be put together from parts without unpacking any.
type Writer struct {
	gz   *gzip.Writer
	Rows int64 // lines written by Line
}

// packers are used again: one takes more than a megabyte, and a version has many small files.
var packers = sync.Pool{New: func() any { return gzip.NewWriter(nil) }}

// NewWriter returns a Writer to w.
func NewWriter(w io.Writer) *Writer {
	gz := packers.Get().(*gzip.Writer)
	gz.Reset(w)
	return &Writer{gz: gz}
}

// Write writes a part of a line, or lines; they are not counted.
func (w *Writer) Write(text []byte) (int, error) { return w.gz.Write(text) }

// Line writes a line.
func (w *Writer) Line(line []byte) error {
	if _, err := w.gz.Write(line); err != nil {
		return err
	}
	_, err := w.gz.Write([]byte{'\n'})
	w.Rows++
	return err
}

// Close ends the member. Nothing can be written after it.
func (w *Writer) Close() error {
	if err := w.gz.Close(); err != nil {
		return err
	}
	packers.Put(w.gz)
	w.gz = nil
	return nil
}

// RecordLine is an OCDS record whose releases are linked by their permanent URLs (OCDS 1.1, "Records": the
// release's id is the fragment).
func RecordLine(r *Record, base string) []byte {
	line := append([]byte(`{"ocid":`), jsonText(r.OCID)...)
	line = append(line, `,"releases":[`...)
	for i, l := range r.Releases {
		if i > 0 {
			line = append(line, ',')
		}
		line = append(append(line, `{"url":`...), jsonText(ReleaseURL(base, r.OCID, l.ID)+"#"+url.PathEscape(l.ID))...)
		line = append(append(line, `,"date":`...), jsonText(l.Date)...)
		line = append(append(append(line, `,"tag":`...), l.Tag...), '}')
	}
	line = append(append(line, `],"compiledRelease":`...), r.Compiled...)
	return append(line, '}')
}

// WholeRecord is an OCDS record with its releases embedded; versioned may be nil.
func WholeRecord(ocid string, releases [][]byte, compiled, versioned []byte) []byte {
	const words = 128 // of a record beside what is in it, and then some
	size := words + len(ocid) + len(compiled) + len(versioned)
	for _, r := range releases {
		size += len(r) + 1
	}
	line := append(append(make([]byte, 0, size), `{"ocid":`...), jsonText(ocid)...)
	line = append(line, `,"releases":[`...)
	for i, r := range releases {
		if i > 0 {
			line = append(line, ',')
		}
		line = append(line, r...)
	}
	line = append(append(line, `],"compiledRelease":`...), compiled...)
	if versioned != nil {
		line = append(append(line, `,"versionedRelease":`...), versioned...)
	}
	return append(line, '}')
}

// ReleaseURL is the permanent address of a release.
func ReleaseURL(base, ocid, id string) string {
	return base + "/api/v1/releases/" + url.PathEscape(ocid) + "/" + url.PathEscape(id)
}

func jsonText(s string) []byte {
	text, _ := json.Marshal(s) // a string always encodes
	return text
}
