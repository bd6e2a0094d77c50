package main

import (
	"bufio"
	"fmt"
	"io"

	"terang/publish"
	"terang/schema"
	"terang/scratch"
)

// cutInputs are inputs that hold nothing but releases, in packages or as JSON Lines. They are cut into pieces of some
// hundred kilobytes, which takes one goroutine little time; reading the pieces is for all cores. The second pass reads
// them again, from the inputs themselves, or as they were unpacked.
type cutInputs struct {
	inputs  []publish.Input
	done    []cutInput // by the last pass
	checked bool       // all were cut and looked at
}

// cutInput is what was made of one input.
type cutInput struct {
	pieces   []*schema.Piece
	pkg      *schema.Package // nil of JSON Lines
	unpacked *unpacked
}

// unpacked is a temporary file for what was packed, made when something is written to it.
type unpacked struct {
	file *scratch.File
	out  *bufio.Writer
}

func (u *unpacked) Write(p []byte) (int, error) {
	if u.file == nil {
		f, err := scratch.New("unpacked")
		if err != nil {
			return 0, err
		}
		u.file, u.out = f, bufio.NewWriterSize(f, 256<<10)
	}
	return u.out.Write(p)
}

func (u *unpacked) remove() {
	if u.file != nil {
		_ = u.file.Close()
	}
}

// keep says that all inputs were cut, so that the next pass can take the same pieces.
func (c *cutInputs) keep() {
	if c != nil {
		c.checked = true
	}
}

func (c *cutInputs) remove() {
	for _, in := range c.done {
		in.unpacked.remove()
	}
	c.done = nil
}

// pass hands on pieces and packages, in order.
func (c *cutInputs) pass(r *inputPass, seen func(int64)) error {
	base := int64(0)
	for n, in := range c.inputs {
		var err error
		if c.checked {
			err = c.again(r, n, func(n int64) { seen(base + n) })
		} else {
			err = c.first(r, in, func(n int64) { seen(base + n) })
		}
		if err != nil {
			return err
		}
		base += in.Size
	}
	return nil
}

// first cuts an input.
func (c *cutInputs) first(r *inputPass, in publish.Input, seen func(int64)) error {
	f, err := in.Open()
	if err != nil {
		return failure{exitUsage, err}
	}
	defer f.Close()
	made := cutInput{unpacked: &unpacked{}}
	defer func() { c.done = append(c.done, made) }()
	made.pkg, err = schema.Cut(publish.Counted(f, seen), in.Name, made.unpacked, func(p *schema.Piece) error {
		made.pieces = append(made.pieces, p)
		return r.piece(p)
	})
	if err != nil || made.pkg == nil {
		return err
	}
	return r.Package(made.pkg)
}

// again reads the pieces of an input again.
func (c *cutInputs) again(r *inputPass, n int, seen func(int64)) error {
	made := c.done[n]
	f, err := c.open(n)
	if err != nil {
		return err
	}
	defer f.Close()
	for i, p := range made.pieces {
		if i == 0 {
			_, err = io.CopyN(io.Discard, f, p.Offset)
		}
		if err == nil {
			err = p.Fill(f)
		}
		if err != nil {
			return fmt.Errorf("read %s again: %w", c.inputs[n].Name, err)
		}
		seen(p.Offset)
		if err := r.piece(p); err != nil {
			return err
		}
	}
	if made.pkg == nil {
		return nil
	}
	return r.Package(made.pkg)
}

// open opens what the pieces of an input are read from.
func (c *cutInputs) open(n int) (io.ReadCloser, error) {
	u := c.done[n].unpacked
	if u.file == nil {
		return c.inputs[n].Open()
	}
	if err := u.out.Flush(); err != nil {
		return nil, err
	}
	_, err := u.file.Seek(0, io.SeekStart)
	return io.NopCloser(u.file), err
}
