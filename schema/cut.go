package schema

import (
	"bytes"
	"io"
	"slices"
)

// Cut cuts an input into pieces and leaves reading the releases to Piece.Check, which can be done on as many cores as
// there are. It is for release packages, and JSON Lines of releases, alone; of others it says ErrNotPlain, maybe after
// some pieces. It returns the package, which is complete only then; nil of JSON Lines.
//
// What was packed with gzip is written to unpacked as well, where the pieces then have their offsets.
func Cut(r io.Reader, name string, unpacked io.Writer, each func(*Piece) error) (*Package, error) {
	var failed error
	only := &onlyPieces{}
	rd := &reader{name: name, sink: only, each: func(p *Piece) error {
		if only.pkg != nil {
			return ErrNotPlain
		}
		only.some, only.lines = true, p.Package == nil
		failed = each(p)
		return failed
	}}
	err := rd.read(r, unpacked)
	switch {
	case failed != nil:
		return nil, failed
	case err != nil || only.pkg == nil && !only.some:
		return nil, ErrNotPlain
	}
	return only.pkg, nil
}

// onlyPieces takes what a reader passes that cuts: one package, or no package at all.
type onlyPieces struct {
	some  bool // pieces
	lines bool // of JSON Lines
	pkg   *Package
}

func (*onlyPieces) Release(*Release) error { return ErrNotPlain }
func (*onlyPieces) Record(*Wrapper) error  { return ErrNotPlain }

func (o *onlyPieces) Package(p *Package) error {
	if o.pkg != nil || o.lines || p.Records || p.Broken {
		return ErrNotPlain
	}
	o.pkg = p
	return nil
}

// cutter cuts the entries of a list, or lines, into pieces.
type cutter struct {
	in    io.Reader
	allow func() // lets in give more
	lines bool
	each  func(*Piece) error

	buf    []byte // read, but not handed on
	offset int64  // of buf in the input
	at     int    // what of it was looked at
	depth  int    // there
	whole  int    // where the last whole release ends, or its line
	count  int    // of whole releases
	after  after  // what stands there
	ended  bool   // the list is closed, by the bracket at at
	failed error  // of in; nil at its end
}

// after is what stood last between releases.
type after byte

const (
	afterNothing   after = iota
	afterRelease         // a separator must come, or the end
	afterSeparator       // a release must come
)

// cut hands on pieces as far as there are plainly releases, and gives what follows, which begins at k.offset.
func (k *cutter) cut() (rest io.Reader, err error) {
	for more := true; more && err == nil; {
		more = k.read()
		plain := k.scan()
		if k.lines && !more && k.failed == nil && k.at == len(k.buf) && k.depth == 0 {
			k.line(k.at) // the last one
		}
		more = more && plain && !k.ended
		err = k.hand()
	}
	return io.MultiReader(bytes.NewReader(k.buf), failing{k.failed}, k.in), err
}

// failing is an input that fails, unless its error is nil.
type failing struct{ err error }

func (f failing) Read([]byte) (int, error) {
	if f.err == nil {
		return 0, io.EOF
	}
	return 0, f.err
}

// read reads on; false at the end, and where a release is too large. How much it reads depends on the input alone, so
// that the pieces do.
func (k *cutter) read() (more bool) {
	have := len(k.buf)
	if have > mostPiece {
		return false
	}
	size := pieceSize
	for size <= have {
		size *= 2
	}
	if k.buf == nil {
		k.buf = room(0)
	}
	k.buf = slices.Grow(k.buf, size-have)[:size]
	k.allow()
	n, err := io.ReadFull(k.in, k.buf[have:])
	if k.buf = k.buf[:have+n]; err == nil {
		return true
	}
	if err != io.EOF && err != io.ErrUnexpectedEOF {
		k.failed = err
	}
	return false
}

// scan looks for the ends of releases in what was read; false where something else stands between them.
func (k *cutter) scan() (plain bool) {
	for k.at < len(k.buf) && !k.ended {
		if k.depth > 0 {
			if !k.within() {
				return true
			}
		} else if !k.between() {
			return false
		}
	}
	return true
}

// within goes to the end of a release; false where it is not there yet.
func (k *cutter) within() bool {
	buf, i := k.buf, k.at
	for i < len(buf) {
		switch buf[i] {
		case '"':
			n := stringLength(buf[i:])
			if i+n > len(buf) {
				k.at = i
				return false
			}
			i += n
			continue
		case '{', '[':
			k.depth++
		case '}', ']':
			if k.depth--; k.depth == 0 {
				k.at, k.after = i+1, afterRelease
				if !k.lines {
					k.whole, k.count = k.at, k.count+1
				}
				return true
			}
		}
		i++
	}
	k.at = i
	return false
}

// between looks at one byte outside of releases.
func (k *cutter) between() bool {
	b := k.buf[k.at]
	switch {
	case b == '{' && k.after != afterRelease:
		k.depth = 1
	case b == '\n' && k.lines:
		k.line(k.at + 1)
	case b == ' ' || b == '\t' || b == '\r' || b == '\n':
	case b == ',' && k.after == afterRelease && !k.lines:
		k.after = afterSeparator
	case b == ']' && k.after != afterSeparator && !k.lines:
		k.ended = true
		return true
	default:
		return false
	}
	k.at++
	return true
}

// line takes note of the end of a line.
func (k *cutter) line(end int) {
	if k.after == afterRelease {
		k.whole, k.count, k.after = end, k.count+1, afterNothing
	}
}

// hand hands on the releases that are whole.
func (k *cutter) hand() error {
	if k.count == 0 {
		return nil
	}
	p := &Piece{Text: k.buf[:k.whole:k.whole], Offset: k.offset, Releases: k.count, lines: k.lines, room: k.buf}
	k.buf = append(room(0), k.buf[k.whole:]...)
	k.offset += int64(k.whole)
	k.at -= k.whole
	k.whole, k.count = 0, 0
	return k.each(p)
}
