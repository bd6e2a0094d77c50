package schema

import (
	"errors"
	"io"
	"runtime"
	"sync"
)

// Piece is the text of some releases of one input that stand one after the other there.
type Piece struct {
	Text     []byte // as it came, with what stands between the releases
	File     string
	Offset   int64 // bytes of the unpacked input before it
	Releases int
	Package  *Package // nil of JSON Lines. It is complete only when Cut is done

	lines  bool   // the releases are lines
	said   []byte // of a list, what stands before it in its object
	first  int    // of a list, number of the first release
	line   int    // in which the text begins
	late   Late   // of the input
	size   int    // of the text
	room   []byte // that has it
	spaced bool   // white space stands within a release: Check has seen it
}

// pieceSize is how much of an input is read in one, and mostPiece what a piece may grow to for a large release.
const (
	pieceSize = 256 << 10
	mostPiece = 16 << 20
)

var pieceRooms sync.Pool

// room gives room for so many bytes at least.
func room(size int) []byte {
	if kept, ok := pieceRooms.Get().(*[]byte); ok && cap(*kept) >= size {
		return *kept
	}
	return make([]byte, 0, max(size, pieceSize))
}

func free(text []byte) {
	if text = text[:0]; cap(text) >= pieceSize && cap(text) <= 2*pieceSize {
		pieceRooms.Put(&text)
	}
}

// Free gives the room of the text back, at which nobody may look any more.
func (p *Piece) Free() {
	free(p.room)
	p.size, p.Text, p.room = len(p.Text), nil, nil
}

// Fill reads the text again, from an input that stands at the piece's offset.
func (p *Piece) Fill(r io.Reader) error {
	p.room = room(p.size)[:p.size]
	p.Text = p.room
	_, err := io.ReadFull(r, p.Text)
	return err
}

// Check reads the releases of a piece and passes the tree of each on; it must not be kept. It fails with ErrNotPlain where
// Read would find anything to say.
func (p *Piece) Check(each func(*Value)) (err error) {
	c := checkers.Get().(*checker)
	defer checkers.Put(c)
	defer func() {
		if failure := recover(); failure != nil {
			err = notPlain(failure)
		}
	}()
	c.begin(p)
	p.spaced = false
	for range p.Releases {
		v := c.following()
		p.spaced = p.spaced || c.spaced
		each(&v)
	}
	return nil
}

var checkers = sync.Pool{New: func() any { return new(checker) }}

// notPlain is what reading beyond the end of the text comes to as well; other panics go on.
func notPlain(failure any) error {
	err, ok := failure.(error)
	if _, beyond := failure.(runtime.Error); !beyond && (!ok || !errors.Is(err, ErrNotPlain)) {
		panic(failure)
	}
	return ErrNotPlain
}

// between passes over what stands before a release.
func (p *parser) between() {
	for p.text[p.at] != '{' {
		p.at++
	}
}

// Each passes the trees of the releases of a piece that has been checked before, as WithTree does.
func (p *Piece) Each(f func(*Value)) (err error) {
	line := p.Text
	if p.spaced {
		c := compactor{line: room(0)}
		c.add(p.Text, 0)
		line = c.line
		defer free(line)
	}
	tree := parsers.Get().(*parser)
	defer parsers.Put(tree)
	defer func() {
		if _, beyond := recover().(runtime.Error); beyond {
			err = errNotJSON
		}
	}()
	tree.text, tree.at = line, 0
	for range p.Releases {
		tree.between()
		tree.stack, tree.slab = tree.stack[:0], tree.slab[:0]
		v := tree.value()
		f(&v)
	}
	return nil
}
