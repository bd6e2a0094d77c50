package schema

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"math"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
)

// InputError says that an input cannot be read on: a fault of the file as a whole, with its place.
type InputError struct{ Finding }

// Error names the place, the fault and the remedy.
func (e *InputError) Error() string {
	return fmt.Sprintf("%s:%d: %s", e.File, e.Line, e.Text("en"))
}

var errTooLarge = errors.New("value too large")

// gzipError marks a fault of the packing, apart from those of the JSON within.
type gzipError struct{ err error }

func (e gzipError) Error() string { return e.err.Error() }

// source hands an input's bytes on, unpacked, and knows in which line each byte stands.
type source struct {
	r        io.Reader
	packed   bool
	read     int64   // bytes handed on
	allowed  int64   // bytes that may be handed on before the value under the reader's eye is too large
	newlines []int64 // offsets of the newlines from line on
	line     int     // line in which the bytes before newlines[0] stand
	failed   error   // what the disk or the network said
}

// peekSize is how far the reader looks ahead to tell JSON Lines from one document.
const peekSize = 1 << 20

// openSource unpacks gzip, recognised by its first bytes, and drops a UTF-8 byte order mark. What was packed is written to
// unpacked too, unless that is nil.
func openSource(r io.Reader, unpacked io.Writer) (*source, *bufio.Reader, error) {
	s := &source{r: r, line: 1, allowed: math.MaxInt64}
	var err error
	if s.r, s.packed, err = open(r); err != nil {
		return s, nil, err
	}
	if s.packed && unpacked != nil {
		s.r = io.TeeReader(s.r, unpacked)
	}
	in := bufio.NewReaderSize(s, peekSize)
	head, err := in.Peek(3)
	if err != nil && err != io.EOF {
		return s, nil, err
	}
	if string(head) == byteOrderMark {
		_, _ = in.Discard(len(byteOrderMark))
	}
	return s, in, nil
}

const byteOrderMark = "\xef\xbb\xbf"

// open unpacks what is packed with gzip.
func open(r io.Reader) (_ io.Reader, packed bool, err error) {
	plain := bufio.NewReaderSize(r, 64<<10)
	if head, _ := plain.Peek(2); !bytes.Equal(head, []byte{0x1f, 0x8b}) {
		return plain, false, nil
	}
	unpacked, err := gzip.NewReader(plain)
	if err != nil {
		return nil, true, gzipError{err}
	}
	return unpacked, true, nil
}

// Read counts bytes and lines, and fails when one value grows past its limit.
func (s *source) Read(p []byte) (int, error) {
	if s.read > s.allowed {
		return 0, errTooLarge
	}
	n, err := s.r.Read(p)
	for i := 0; ; {
		k := bytes.IndexByte(p[i:n], '\n')
		if k < 0 {
			break
		}
		i += k + 1
		s.newlines = append(s.newlines, s.read+int64(i)-1)
	}
	s.read += int64(n)
	switch {
	case err == nil || err == io.EOF:
	case s.packed:
		err = gzipError{err}
	default:
		s.failed = err
	}
	return n, err
}

// lineAt is the line, from 1, of the byte at offset. Offsets must not decrease from call to call.
func (s *source) lineAt(offset int64) int {
	i := 0
	for i < len(s.newlines) && s.newlines[i] < offset {
		i++
	}
	s.line += i
	s.newlines = s.newlines[i:]
	return s.line
}

// looksLikeLines tells JSON Lines by the first two lines that are not empty: a whole object or list, then the start of
// another; or, since any line may be broken, one of the two whole and the text no document. after says that a
// value came before, alone on a line longer than the look-ahead; that line must have ended.
func looksLikeLines(in *bufio.Reader, after bool) bool {
	head, err := in.Peek(peekSize)
	trimmed := bytes.TrimLeft(head, whiteSpace)
	if len(trimmed) == 0 || after && !bytes.Contains(head[:len(head)-len(trimmed)], []byte("\n")) {
		return false
	}
	first, next, found := bytes.Cut(trimmed, []byte("\n"))
	next = bytes.TrimLeft(next, whiteSpace)
	if !found || len(next) == 0 {
		return after
	}
	if looksWhole(first) {
		return after || next[0] == '{' || next[0] == '[' || jsontext.Value(first).IsValid()
	}
	second, _, _ := bytes.Cut(next, []byte("\n"))
	return looksWhole(second) && !opensList(first) && jsontext.Value(second).IsValid() && noDocument(trimmed, after && err == io.EOF)
}

// What may stand between tokens.
const (
	whiteSpace = " \t\r\n"
	blankBytes = whiteSpace + ",:" // separators included
)

// looksWhole says whether a line begins and ends as an object or list does.
func looksWhole(line []byte) bool {
	line = bytes.TrimSpace(line)
	return len(line) > 1 && (line[0] == '{' || line[0] == '[') && (line[len(line)-1] == '}' || line[len(line)-1] == ']')
}

// opensList says whether a line ends where the entries of a list go on.
func opensList(line []byte) bool {
	line = bytes.TrimSpace(line)
	return line[len(line)-1] == '[' || line[len(line)-1] == ','
}

// noDocument says whether text that begins a document is broken; being cut off counts only where it is all there is.
func noDocument(text []byte, all bool) bool {
	err := jsontext.NewDecoder(bytes.NewBuffer(text), options).SkipValue()
	return err != nil && (all || !errors.Is(err, io.ErrUnexpectedEOF))
}

// oneLine reads up to the end of a line and then reports the end of the input.
type oneLine struct {
	in   *bufio.Reader
	n    int64 // bytes read, the newline included
	done bool
}

func (l *oneLine) Read(p []byte) (int, error) {
	if l.done {
		return 0, io.EOF
	}
	head, err := l.in.Peek(min(len(p), max(l.in.Buffered(), 1)))
	if len(head) == 0 {
		l.done = true
		return 0, err
	}
	if k := bytes.IndexByte(head, '\n'); k >= 0 {
		head, l.done = head[:k+1], true
	}
	n := copy(p, head)
	_, _ = l.in.Discard(n)
	l.n += int64(n)
	return n, nil
}

// skip reads what is left of the line.
func (l *oneLine) skip() error {
	_, err := io.Copy(io.Discard, l)
	return err
}

// otherKind names what a file is that by its first bytes cannot be JSON; empty for all others.
func otherKind(head []byte) string {
	switch text := string(head); {
	case isUTF16(head):
		return CodeUTF16
	case strings.HasPrefix(strings.TrimLeft(text, " \t\r\n"), "<"):
		return CodeMarkup
	case text == "PK\x03\x04":
		return CodeZip
	}
	return ""
}

// isUTF16 knows UTF-16 by its byte order mark, or by the zero half of its first character.
func isUTF16(head []byte) bool {
	if len(head) < 2 {
		return false
	}
	mark := string(head[:2])
	return mark == "\xff\xfe" || mark == "\xfe\xff" || head[0] == 0 || head[1] == 0
}
