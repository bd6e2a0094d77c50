package checks

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/fnv"
	"io"

	"terang/scratch"
)

// gathering brings together what was added under one key. A little it holds in memory; more waits in temporary files,
// divided by the keys' hashes, of which one at a time is read back.
type gathering struct {
	limit int // bytes held in memory
	depth int // of division; each takes other bits of the hash

	size  int64
	entry []byte   // the one that is added; its memory is used again
	held  [][]byte // entries: length of the key, key, data
	parts []*part  // nil while everything is held
}

const (
	gatherLimit = 16 << 20
	gatherParts = 64
	gatherBits  = 6
	gatherDepth = 5 // more division would not help: it is one key that is large
)

// part is a temporary file with the entries whose keys' hashes share some bits.
type part struct {
	file *scratch.File
	out  *bufio.Writer
	size int64
}

func newGathering() *gathering { return &gathering{limit: gatherLimit} }

// add adds data under a key; the data is copied.
func (g *gathering) add(key string, data []byte) error {
	g.entry = append(binary.AppendUvarint(g.entry[:0], uint64(len(key))), key...)
	g.entry = append(g.entry, data...)
	return g.put(key, g.entry)
}

// put keeps a copy of an entry, or writes it.
func (g *gathering) put(key string, entry []byte) error {
	g.size += int64(len(entry))
	if g.parts == nil && g.size <= int64(g.limit) {
		g.held = append(g.held, bytes.Clone(entry))
		return nil
	}
	if g.parts == nil {
		if err := g.divide(); err != nil {
			return err
		}
	}
	return g.parts[g.partOf(key)].write(entry)
}

// divide opens the files and moves into them what was held.
func (g *gathering) divide() error {
	g.parts = make([]*part, gatherParts)
	for i := range g.parts {
		f, err := scratch.New("check")
		if err != nil {
			return fmt.Errorf("put releases aside: %w: give TMPDIR a directory with room for the data", err)
		}
		g.parts[i] = &part{file: f, out: bufio.NewWriterSize(f, 16<<10)}
	}
	for _, entry := range g.held {
		key, _ := splitEntry(entry)
		if err := g.parts[g.partOf(key)].write(entry); err != nil {
			return err
		}
	}
	g.held = nil
	return nil
}

func (g *gathering) partOf(key string) int {
	h := fnv.New64a()
	_, _ = io.WriteString(h, key) // of a hash, never fails
	mixed := h.Sum64() * 0x9e3779b97f4a7c15
	return int(mixed>>(64-gatherBits*(g.depth+1))) % gatherParts
}

func (p *part) write(entry []byte) error {
	n, err := p.out.Write(binary.AppendUvarint(nil, uint64(len(entry))))
	if err == nil {
		_, err = p.out.Write(entry)
	}
	p.size += int64(n + len(entry))
	if err != nil {
		return fmt.Errorf("put releases aside: %w: give TMPDIR a directory with room for the data", err)
	}
	return nil
}

// group is all data added under one key, in the order of adding.
type group struct {
	key  string
	data [][]byte
}

// each passes all groups, some at a time, in order of their first data as far as they were held together.
func (g *gathering) each(f func([]group) error) error {
	if g.parts == nil {
		return g.readAll(f)
	}
	ahead := make(chan []group) // the next file is read while the groups of the one before are looked at
	failed := make(chan error, 1)
	stop := make(chan struct{})
	go func() {
		defer close(ahead)
		failed <- g.readAll(func(groups []group) error {
			select {
			case ahead <- groups:
				return nil
			case <-stop:
				return errStopped
			}
		})
	}()
	for groups := range ahead {
		if err := f(groups); err != nil {
			close(stop)
			for range ahead { // until the files are let go of
			}
			return err
		}
	}
	return <-failed
}

var errStopped = errors.New("no more is wanted")

func (g *gathering) readAll(f func([]group) error) error {
	if g.parts == nil {
		return f(grouped(g.held))
	}
	for _, p := range g.parts {
		if err := g.part(p, f); err != nil {
			return err
		}
	}
	return nil
}

// part passes the groups of one file, dividing it again if it is too large to be held.
func (g *gathering) part(p *part, f func([]group) error) error {
	if p.size > 2*int64(g.limit) && g.depth < gatherDepth {
		inner := &gathering{limit: g.limit, depth: g.depth + 1}
		defer inner.close()
		err := p.read(func(entry []byte) error {
			key, _ := splitEntry(entry)
			return inner.put(key, entry)
		})
		if err != nil {
			return err
		}
		return inner.readAll(f)
	}
	var entries [][]byte
	err := p.read(func(entry []byte) error { entries = append(entries, entry); return nil })
	if err != nil {
		return err
	}
	return f(grouped(entries))
}

func (p *part) read(each func(entry []byte) error) error {
	err := p.out.Flush()
	if err == nil {
		_, err = p.file.Seek(0, io.SeekStart)
	}
	in := bufio.NewReaderSize(p.file, 64<<10)
	var room []byte // for many entries
	for err == nil {
		var n uint64
		if n, err = binary.ReadUvarint(in); err == io.EOF {
			return nil
		}
		if err == nil {
			if uint64(len(room)) < n {
				room = make([]byte, max(n, 256<<10))
			}
			entry := room[:n:n]
			room = room[n:]
			if _, err = io.ReadFull(in, entry); err == nil {
				err = each(entry)
			}
		}
	}
	return fmt.Errorf("read releases that were put aside: %w", err)
}

// close removes the files.
func (g *gathering) close() {
	for _, p := range g.parts {
		if p != nil {
			_ = p.file.Close()
		}
	}
	g.parts, g.held = nil, nil
}

func splitEntry(entry []byte) (key string, data []byte) {
	n, k := binary.Uvarint(entry)
	return string(entry[k : k+int(n)]), entry[k+int(n):]
}

func grouped(entries [][]byte) []group {
	var all []group
	places := make(map[string]int, len(entries))
	for _, entry := range entries {
		key, data := splitEntry(entry)
		i, seen := places[key]
		if !seen {
			i = len(all)
			places[key], all = i, append(all, group{key: key})
		}
		all[i].data = append(all[i].data, data)
	}
	return all
}
