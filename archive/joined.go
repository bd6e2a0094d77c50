package archive

import (
	"context"
	"errors"
	"fmt"
	"io"
)

// Joined reads several files of the archive, one after the other, as one. It is how whole files are served that
// are kept in parts.
type Joined struct {
	ctx     context.Context
	archive *Archive
	parts   []File
	size    int64
	offset  int64 // where the next Read begins
	open    io.ReadSeekCloser
	at      int   // the part that is open
	within  int64 // offset in it
}

// Join opens the parts for reading as one file; they must all be there.
func (a *Archive) Join(ctx context.Context, parts []File) *Joined {
	j := &Joined{ctx: ctx, archive: a, parts: parts, at: -1}
	for _, p := range parts {
		j.size += p.Bytes
	}
	return j
}

// Size is the length of the whole.
func (j *Joined) Size() int64 { return j.size }

// Seek sets where the next Read begins.
func (j *Joined) Seek(offset int64, whence int) (int64, error) {
	switch whence {
	case io.SeekCurrent:
		offset += j.offset
	case io.SeekEnd:
		offset += j.size
	}
	if offset < 0 {
		return 0, errors.New("seek before the start")
	}
	j.offset = offset
	return offset, nil
}

// Read reads on from the offset.
func (j *Joined) Read(p []byte) (int, error) {
	if len(p) == 0 {
		return 0, nil
	}
	for j.offset < j.size {
		if err := j.find(); err != nil {
			return 0, err
		}
		n, err := j.open.Read(p)
		j.offset += int64(n)
		j.within += int64(n)
		if n > 0 {
			return n, nil
		}
		if err == io.EOF { // the offset lies within this part, so it is shorter than the manifest says
			return 0, fmt.Errorf("archive %s: %w", j.parts[j.at].SHA256, io.ErrUnexpectedEOF)
		}
		if err != nil {
			return 0, err
		}
	}
	return 0, io.EOF
}

// find opens the part that holds the offset, and goes there in it.
func (j *Joined) find() error {
	i, start := 0, int64(0)
	for j.offset >= start+j.parts[i].Bytes {
		start += j.parts[i].Bytes
		i++
	}
	if i != j.at {
		if err := j.Close(); err != nil {
			return err
		}
		open, err := j.archive.Open(j.ctx, j.parts[i].SHA256)
		if err != nil {
			return err
		}
		j.open, j.at, j.within = open, i, 0
	}
	if want := j.offset - start; want != j.within {
		if _, err := j.open.Seek(want, io.SeekStart); err != nil {
			return err
		}
		j.within = want
	}
	return nil
}

// Close closes the part that is open.
func (j *Joined) Close() error {
	if j.open == nil {
		return nil
	}
	open := j.open
	j.open, j.at = nil, -1
	return open.Close()
}
