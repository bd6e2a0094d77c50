package schema

import (
	"bufio"
	"errors"
	"io"
)

// This file reads JSON Lines.

// linesFrom reads JSON Lines.
func (rd *reader) linesFrom(in *bufio.Reader, offset int64) error {
	rd.byLine = true
	if rd.each != nil {
		var err error
		if in, offset, err = rd.lines(in, offset); err != nil {
			return sinkError{err}
		}
	}
	line := &oneLine{in: in}
	rd.decode(line, offset)
	for {
		if _, err := in.Peek(1); err == io.EOF {
			return nil
		}
		place := Place{File: rd.name, Line: rd.src.lineAt(rd.base), Offset: rd.base}
		*line = oneLine{in: in}
		rd.dec.Reset(line, options) // its buffer stays as long as the longest line
		if err := rd.brokenLine(place, rd.oneLine()); err != nil {
			return err
		}
		rd.src.allowed = 1<<63 - 1
		if err := line.skip(); err != nil {
			return err
		}
		rd.base += line.n
	}
}

// brokenLine makes one refused release of what is wrong with a line, so that reading can go on; other errors come back.
func (rd *reader) brokenLine(place Place, err error) error {
	var sink sinkError
	if err == nil || errors.As(err, &sink) {
		return err
	}
	var in *InputError
	if !errors.As(rd.explain(err), &in) || in.Code == CodeGzip || in.Code == CodeTooLarge {
		return err
	}
	rd.held = nil
	in.Finding.Line = place.Line
	return rd.pass(&Release{Place: place, Findings: []Finding{in.Finding}})
}

func (rd *reader) oneLine() error {
	rd.allow()
	if rd.peek() == 0 {
		if _, err := rd.dec.ReadToken(); err != io.EOF {
			return err
		}
		return nil // an empty line
	}
	if err := rd.any(""); err != nil {
		return err
	}
	if _, err := rd.dec.ReadToken(); err != io.EOF {
		if err == nil {
			return rd.faultArgs(CodeSyntax, rd.offset(), "more follows after the value on this line")
		}
		return err
	}
	if r := rd.held; r != nil {
		rd.held = nil
		return rd.pass(r)
	}
	return nil
}
