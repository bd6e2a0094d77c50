package schema

import (
	"bufio"
	"bytes"
	"io"
	"reflect"
	"slices"
)

// Cut cuts an input into pieces and leaves reading the releases to Piece.Check, which can be done on as many cores as
// there are. It is for release packages, and JSON Lines of releases, alone; of others it says ErrNotPlain, maybe after
// some pieces. It returns the package, which is complete only then; nil of JSON Lines.
//
// What was packed with gzip is written to unpacked as well, where the pieces then have their offsets.
func Cut(r io.Reader, name string, unpacked io.Writer, each func(*Piece) error) (*Package, error) {
	plain, packed, err := open(r)
	if err != nil {
		return nil, ErrNotPlain
	}
	if packed {
		plain = io.TeeReader(plain, unpacked)
	}
	in := bufio.NewReaderSize(plain, peekSize)
	k := &cutter{in: in, name: name, each: each, buf: room(0)}
	head, err := in.Peek(peekSize)
	if err != nil && err != io.EOF || otherKind(head[:min(len(head), 4)]) != "" {
		return nil, ErrNotPlain
	}
	if bytes.HasPrefix(head, []byte(byteOrderMark)) {
		k.passOver(len(byteOrderMark))
	}
	if k.lines = looksLikeLines(in, false); k.lines {
		return nil, k.cut()
	}
	return k.document()
}

// cutter cuts one input.
type cutter struct {
	in     *bufio.Reader
	name   string
	each   func(*Piece) error
	lines  bool // the input is JSON Lines
	pkg    *Package
	all    int   // releases handed on
	offset int64 // of buf in the input

	buf   []byte // read, but not handed on
	at    int    // what of it was looked at
	depth int    // there
	whole int    // where the last whole release ends
	count int    // of whole releases
	after after  // what stands there
	ended bool   // the list is closed, by the bracket at at
}

// after is what stood last between releases.
type after byte

const (
	afterNothing   after = iota
	afterRelease         // a separator must come, or the end
	afterSeparator       // a release must come
)

// passOver passes over bytes that have been peeked at.
func (k *cutter) passOver(n int) {
	_, _ = k.in.Discard(n)
	k.offset += int64(n)
}

// document cuts a release package. Its words are read as if its list were empty.
func (k *cutter) document() (_ *Package, err error) {
	text, _ := k.in.Peek(peekSize)
	n := headOf(text)
	if n < 0 {
		return nil, ErrNotPlain
	}
	head := bytes.Clone(text[:n])
	k.passOver(n)
	if k.pkg, err = k.words(head, []byte("]}")); err != nil {
		return nil, err
	}
	if err := k.cut(); err != nil {
		return nil, err
	}
	tail, err := io.ReadAll(io.LimitReader(k.in, peekSize+1))
	if err != nil || len(tail) > peekSize {
		return nil, ErrNotPlain
	}
	complete, err := k.words(head, append(k.buf[k.at:], tail...))
	if err != nil || !reflect.DeepEqual(complete.head, k.pkg.head) {
		return nil, ErrNotPlain
	}
	complete.Releases, complete.Entries = k.all, k.all
	*k.pkg = *complete
	return k.pkg, nil
}

// headOf is where in text the entries of a document's releases begin; less than 0 where they are not found.
func headOf(text []byte) (n int) {
	defer func() {
		if recover() != nil {
			n = -1
		}
	}()
	p := parser{text: text}
	p.space()
	for p.text[p.at] == '{' || p.text[p.at] == ',' {
		p.at++
		p.space()
		name, _ := p.name()
		p.space()
		switch {
		case string(name) == "releases" && p.text[p.at] == '[':
			return p.at + 1
		case string(name) == "records":
			return -1
		}
		p.skip()
		p.space()
	}
	return -1
}

// words reads what a package says beside its releases.
func (k *cutter) words(head, tail []byte) (*Package, error) {
	var w onlyPackages
	if err := Read(io.MultiReader(bytes.NewReader(head), bytes.NewReader(tail)), k.name, &w); err != nil || len(w) != 1 {
		return nil, ErrNotPlain
	}
	return w[0], nil
}

// onlyPackages takes packages alone.
type onlyPackages []*Package

func (*onlyPackages) Release(*Release) error { return ErrNotPlain }
func (*onlyPackages) Record(*Wrapper) error  { return ErrNotPlain }

func (w *onlyPackages) Package(p *Package) error {
	*w = append(*w, p)
	return nil
}

// cut hands on pieces up to the end of the list, or of the lines.
func (k *cutter) cut() error {
	for {
		more, err := k.read()
		if err != nil {
			return err
		}
		if !k.scan() || !more && !k.ended && (!k.lines || k.depth > 0) || k.ended && k.lines {
			return ErrNotPlain
		}
		if err := k.hand(); err != nil || !more || k.ended {
			return err
		}
	}
}

// read reads on; false at the end. How much it reads depends on the input alone, so that the pieces do.
func (k *cutter) read() (more bool, err error) {
	have := len(k.buf)
	if have > mostPiece {
		return false, ErrNotPlain
	}
	size := pieceSize
	for size <= have {
		size *= 2
	}
	k.buf = slices.Grow(k.buf, size-have)[:size]
	n, err := io.ReadFull(k.in, k.buf[have:])
	k.buf = k.buf[:have+n]
	if err == nil || err == io.EOF || err == io.ErrUnexpectedEOF {
		return err == nil, nil
	}
	return false, ErrNotPlain // Read says what it was
}

// scan looks for the ends of releases in what was read; false where something else stands between them.
func (k *cutter) scan() bool {
	for k.at < len(k.buf) && !k.ended {
		if k.depth == 0 {
			if !k.between() {
				return false
			}
			continue
		}
		if !k.within() {
			return true
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
				k.at = i + 1
				k.whole, k.count, k.after = k.at, k.count+1, afterRelease
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
		k.after = afterNothing
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

// hand hands on the releases that are whole.
func (k *cutter) hand() error {
	if k.count == 0 {
		return nil
	}
	p := &Piece{Text: k.buf[:k.whole:k.whole], File: k.name, Offset: k.offset, Releases: k.count, Package: k.pkg, size: k.whole, room: k.buf}
	k.buf = append(room(0), k.buf[k.whole:]...)
	k.offset += int64(k.whole)
	k.at -= k.whole
	k.all += k.count
	k.whole, k.count = 0, 0
	return k.each(p)
}
