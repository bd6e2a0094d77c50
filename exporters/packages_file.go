package exporters

import (
	"bytes"
	"encoding/json"
	"fmt"
	"hash"
	"hash/crc64"
	"io"
	"slices"
	"time"

	"github.com/klauspost/compress/gzip"

	"terang/schema"
)

var contentTable = crc64.MakeTable(crc64.ECMA)

// packageFile is one package.
type packageFile struct {
	out        io.WriteCloser
	gz         *gzip.Writer
	digest     hash.Hash64 // of what went in; it tells packages apart and proves nothing, so a quick one does
	uri        string
	newest     time.Time
	extensions []string

	packed, unflushed, plain int64 // bytes: that came out; that went in since all was out; that went in
	lines, awards, tail      int   // tail: bytes that the end will have at most
}

func newPackageFile(out io.WriteCloser, uri string, since time.Time) *packageFile {
	f := &packageFile{out: out, uri: uri, newest: since, digest: crc64.New(contentTable), tail: len(uri) + 200}
	f.gz = gzip.NewWriter(f)
	return f
}

// Write takes what comes out of the packer.
func (f *packageFile) Write(packed []byte) (int, error) {
	n, err := f.out.Write(packed)
	f.packed += int64(n)
	return n, err
}

func (f *packageFile) put(text []byte) error {
	_, _ = f.digest.Write(text) // never fails
	f.plain, f.unflushed = f.plain+int64(len(text)), f.unflushed+int64(len(text))
	_, err := f.gz.Write(text)
	return err
}

// begin writes what stands before the lines.
func (f *packageFile) begin(w *PackageWords) error {
	head, err := json.Marshal(struct {
		Version   string      `json:"version"`
		Publisher ocdsPartner `json:"publisher"`
		License   string      `json:"license,omitempty"`
		Policy    string      `json:"publicationPolicy,omitempty"`
	}{schema.Standard, ocdsPartner{w.Publisher, w.Scheme, w.UID, w.Words.URI}, w.License, w.Policy})
	if err != nil {
		return err
	}
	head = append(bytes.TrimSuffix(head, []byte("}")), `,"`+w.Member+`":[`...)
	return f.put(head)
}

// ocdsPartner is the publisher of a package.
type ocdsPartner struct {
	Name   string `json:"name"`
	Scheme string `json:"scheme,omitempty"`
	UID    string `json:"uid,omitempty"`
	URI    string `json:"uri,omitempty"`
}

// fits says whether the line can be added within the limits, however badly it packs. How much has been packed is known
// only when all is flushed; that is done when it may matter, which depends on the lines alone.
func (f *packageFile) fits(l *PackageLine, limits *Limits) (bool, error) {
	more := int64(len(l.Text)+f.tail) + 2
	for _, url := range l.Extensions {
		more += int64(len(jsonText(url))) + 1
	}
	if f.plain+more > limits.Plain || f.awards+l.Awards > limits.Awards {
		return false, nil
	}
	if f.packed+packedAtMost(f.unflushed+more) <= limits.Packed {
		return true, nil
	}
	if err := f.gz.Flush(); err != nil {
		return false, err
	}
	f.unflushed = 0
	return f.packed+packedAtMost(more) <= limits.Packed, nil
}

// packedAtMost is how many bytes n bytes that do not pack at all may take, with the file's head and end.
func packedAtMost(n int64) int64 { return n + n/1000 + 100 }

func (f *packageFile) add(l *PackageLine) error {
	between := []byte(",\n")
	if f.lines == 0 {
		between = []byte("\n")
	}
	if err := f.put(between); err != nil {
		return err
	}
	f.lines, f.awards = f.lines+1, f.awards+l.Awards
	if l.Date.After(f.newest) {
		f.newest = l.Date
	}
	for _, url := range l.Extensions {
		if !slices.Contains(f.extensions, url) {
			f.extensions = append(f.extensions, url)
			f.tail += len(jsonText(url)) + 1
		}
	}
	return f.put(l.Text)
}

// end writes what is known only after the lines.
func (f *packageFile) end() error {
	tail := []byte("\n]")
	if len(f.extensions) > 0 {
		list, err := json.Marshal(f.extensions)
		if err != nil {
			return err
		}
		tail = append(append(tail, `,"extensions":`...), list...)
	}
	tail = append(append(tail, `,"publishedDate":`...), jsonText(f.newest.UTC().Format(time.RFC3339))...)
	if err := f.put(tail); err != nil {
		return err
	}
	uri := fmt.Sprintf("%s%016x", f.uri, f.digest.Sum64())
	if err := f.put(append(append([]byte(`,"uri":`), jsonText(uri)...), "}\n"...)); err != nil {
		return err
	}
	return f.gz.Close()
}
