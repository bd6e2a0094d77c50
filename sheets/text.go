package sheets

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"fmt"
	"io"

	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// What is unpacked at most: beyond suspicious bytes a file may not be more than mostRatio times what it was packed.
const (
	suspicious = 256 << 20
	mostRatio  = 400
)

// tooLarge says that a packed file is beyond all measure.
type tooLarge struct{ what string }

func (e *tooLarge) Error() string { return e.what }

// text is a file's content as text in UTF-8: unpacked, without a byte order mark.
type text struct {
	*bufio.Reader
	file  io.Closer
	utf16 bool
}

func (t *text) Close() error { return t.file.Close() }

// textOf unpacks gzip and turns UTF-16 into UTF-8, both recognised by their first bytes.
func textOf(file io.ReadCloser) (*text, error) {
	t := &text{Reader: bufio.NewReaderSize(file, 64<<10), file: file}
	head, err := t.peek(2)
	if err != nil {
		return nil, closing(file, err)
	}
	if string(head) == "\x1f\x8b" {
		if err := t.unpack(); err != nil {
			return nil, closing(file, err)
		}
	}
	if head, err = t.peek(3); err != nil {
		return nil, closing(file, err)
	}
	switch {
	case bytes.HasPrefix(head, []byte("\xff\xfe")), bytes.HasPrefix(head, []byte("\xfe\xff")):
		t.utf16 = true
		t.Reader = bufio.NewReaderSize(transform.NewReader(t.Reader, unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM).NewDecoder()), 64<<10)
	case bytes.HasPrefix(head, []byte("\xef\xbb\xbf")):
		_, _ = t.Discard(3)
	}
	return t, nil
}

// peek looks at the first bytes, of which there may be fewer.
func (t *text) peek(n int) ([]byte, error) {
	head, err := t.Peek(n)
	if err == io.EOF {
		err = nil
	}
	return head, err
}

func (t *text) unpack() error {
	packed := &counted{in: t.Reader}
	// a reader of bytes of its own would read ahead, and be counted for it: that is little
	unpacked, err := gzip.NewReader(bufio.NewReaderSize(packed, 32<<10))
	if err == io.EOF {
		err = io.ErrUnexpectedEOF
	}
	if err != nil {
		return err
	}
	t.Reader = bufio.NewReaderSize(&bounded{in: unpacked, packed: func() int64 { return packed.n }}, 64<<10)
	return nil
}

func closing(file io.Closer, err error) error {
	_ = file.Close()
	return err
}

// counted counts what is read.
type counted struct {
	in io.Reader
	n  int64
}

func (c *counted) Read(p []byte) (int, error) {
	n, err := c.in.Read(p)
	c.n += int64(n)
	return n, err
}

// bounded refuses to unpack what is made to be too large.
type bounded struct {
	in     io.Reader
	n      int64
	packed func() int64
}

func (b *bounded) Read(p []byte) (int, error) {
	n, err := b.in.Read(p)
	b.n += int64(n)
	if b.n > suspicious && b.n/mostRatio > b.packed() {
		return 0, &tooLarge{fmt.Sprintf("> %d MB, 1:%d", b.n>>20, mostRatio)}
	}
	return n, err
}
