package schema

import (
	"bufio"
	"bytes"
	"io"
	"math"
	"strconv"
	"strings"
)

// This file lets a reader hand releases on unread, in pieces, and read behind them.

// pieces hands on the releases of a list as far as they are plain, and says how many. The decoder has read the list's
// bracket; said is what stands before the list in its object.
func (rd *reader) pieces(said []byte) (n int, err error) {
	said = bytes.Clone(said)
	k := &cutter{in: rd.unread(), allow: rd.allow, offset: rd.offset()}
	k.each = func(p *Piece) error {
		p.Package, p.said, p.first = rd.pkg, said, n
		n += p.Releases
		rd.pkg.Entries, rd.pkg.Releases = n, n
		return rd.hand(p)
	}
	rest, err := k.cut()
	if err == nil {
		rd.behind(said, n, rest, k.offset)
	}
	return n, err
}

// lines is the same for JSON Lines. It gives what follows, and its offset.
func (rd *reader) lines(in io.Reader, offset int64) (*bufio.Reader, int64, error) {
	k := &cutter{in: in, allow: rd.allow, offset: offset, lines: true, each: rd.hand}
	rest, err := k.cut()
	return bufio.NewReaderSize(rest, peekSize), k.offset, err
}

func (rd *reader) hand(p *Piece) error {
	p.File, p.line, p.late = rd.name, rd.src.lineAt(p.Offset), rd.late
	return rd.each(p)
}

// behind goes on with a decoder that is within the list of an object, behind n of its entries.
func (rd *reader) behind(said []byte, n int, rest io.Reader, offset int64) {
	text := bytes.Clone(said)
	if len(text) > len("{") {
		text = append(text, ',')
	}
	if text = append(text, `"releases":[`...); n > 0 {
		text = append(text, `""`...) // stands for all of them
	}
	rd.decode(io.MultiReader(bytes.NewReader(text), rest), offset-int64(len(text)))
	for err := error(nil); err == nil && rd.dec.InputOffset() < int64(len(text)); {
		_, err = rd.dec.ReadToken()
	}
}

// read passes the releases of a piece on, each with its tree, which lasts until the next. From the first on that is not
// plain all goes to the sink, as Read would have it.
func (p *Piece) read(each func(*Release, *lineTree), sink Sink) error {
	c := checkers.Get().(*checker)
	defer checkers.Put(c)
	c.begin(p)
	for n := range p.Releases {
		at, line, counted := c.at, c.line, c.counted
		r, t, err := c.next(p, n)
		if err != nil {
			return p.readSlowly(n, at, line+bytes.Count(p.Text[counted:at], newline), sink)
		}
		each(r, t)
	}
	return nil
}

// next reads and checks the n-th release of a piece.
func (c *checker) next(p *Piece, n int) (r *Release, t *lineTree, err error) {
	defer func() {
		if failure := recover(); failure != nil {
			err = notPlain(failure)
		}
	}()
	tree := c.following()
	r = &Release{Package: p.Package, Place: p.place(n, c.line, c.at-len(tree.raw))}
	if !c.spaced {
		r.Line = tree.raw
		r.recognise(tree.texts)
		return r, &lineTree{line: r.Line, root: tree}, nil
	}
	_, _ = r.compact(tree.raw, &c.compactor) // nothing is wrong with what was checked
	r.recognise(c.compactor.members)
	return r, &lineTree{line: r.Line, spaced: &tree}, nil
}

func (p *Piece) place(n, line, at int) Place {
	place := Place{File: p.File, Line: line, Offset: p.Offset + int64(at)}
	if !p.lines {
		place.Pointer = "/releases/" + strconv.Itoa(p.first+n)
	}
	return place
}

// readSlowly reads the releases from the n-th on, behind so much of the text, in the given line of the input.
func (p *Piece) readSlowly(n, at, line int, sink Sink) error {
	offset := p.Offset + int64(at)
	src := &source{r: bytes.NewReader(p.Text[at:]), read: offset, line: line, allowed: math.MaxInt64}
	rd := &reader{name: p.File, src: src, sink: sink, late: p.late}
	if p.lines {
		return rd.explain(rd.linesFrom(bufio.NewReader(src), offset))
	}
	rd.pkg = &Package{head: p.Package.head} // the piece's own is being read further
	rd.behind(p.said, p.first+n, io.MultiReader(src, strings.NewReader("]")), offset)
	return rd.explain(rd.entries("/releases", p.first+n, rd.element))
}

// broken is the package of a piece as far as it was read when its releases turned out to be broken.
func (p *Piece) broken() *Package {
	return &Package{Line: append(bytes.Clone(p.said), '}'), Place: p.Package.Place, Broken: true, head: p.Package.head, extended: p.Package.extended}
}
