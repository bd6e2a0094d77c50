package main

import (
	"bufio"
	"encoding/binary"
	"fmt"
	"hash/fnv"
	"io"
	"slices"

	"terang/schema"
	"terang/scratch"
)

// releases waits for all releases of each process: a little in memory, more in temporary files, divided by the ocids'
// hashes, of which one at a time is read back.
type releases struct {
	limit int      // bytes held in memory
	held  [][]byte // as schema.Release.AppendTo writes them, after the number of their package
	size  int
	parts []*releasePart // nil while all is held

	packages []*schema.Package // whose words are complete when all is read
	numbers  map[*schema.Package]int
}

const (
	releasesHeld  = 64 << 20
	releasesParts = 256
)

type releasePart struct {
	file *scratch.File
	out  *bufio.Writer
}

func (g *releases) add(r *schema.Release) error {
	entry := r.AppendTo(binary.AppendUvarint(nil, uint64(g.number(r.Package))))
	if g.parts == nil {
		if g.size += len(entry); g.size <= g.limit {
			g.held = append(g.held, entry)
			return nil
		}
		if err := g.divide(); err != nil {
			return err
		}
	}
	return g.write(r.OCID, entry)
}

// number numbers a package.
func (g *releases) number(p *schema.Package) int {
	n, known := g.numbers[p]
	if !known {
		if g.numbers == nil {
			g.numbers = map[*schema.Package]int{}
		}
		n = len(g.packages)
		g.numbers[p], g.packages = n, append(g.packages, p)
	}
	return n
}

// divide opens the files and moves into them what was held.
func (g *releases) divide() error {
	for range releasesParts {
		f, err := scratch.New("indicators")
		if err != nil {
			return putAside(err)
		}
		g.parts = append(g.parts, &releasePart{f, bufio.NewWriterSize(f, 16<<10)})
	}
	for _, entry := range g.held {
		r, err := g.kept(entry)
		if err == nil {
			err = g.write(r.OCID, entry)
		}
		if err != nil {
			return err
		}
	}
	g.held = nil
	return nil
}

func putAside(err error) error {
	return fmt.Errorf("put releases aside: %w: give TMPDIR a directory with room for the data", err)
}

func (g *releases) write(ocid string, entry []byte) error {
	h := fnv.New32a()
	_, _ = io.WriteString(h, ocid) // of a hash, never fails
	out := g.parts[h.Sum32()%releasesParts].out
	_, err := out.Write(binary.AppendUvarint(nil, uint64(len(entry))))
	if err == nil {
		_, err = out.Write(entry)
	}
	if err != nil {
		return putAside(err)
	}
	return nil
}

func (g *releases) kept(entry []byte) (*schema.Release, error) {
	number, n := binary.Uvarint(entry)
	r, err := schema.Kept(entry[n:])
	if err == nil {
		r.Package = g.packages[number]
	}
	return r, err
}

// each passes the releases of each process, processes in the order of their first release as far as they were held
// together.
func (g *releases) each(pass func([]*schema.Release)) error {
	if g.parts == nil {
		return g.pass(g.held, pass)
	}
	for _, p := range g.parts {
		entries, err := p.read()
		if err == nil {
			err = g.pass(entries, pass)
		}
		if err != nil {
			return fmt.Errorf("read releases that were put aside: %w", err)
		}
	}
	return nil
}

// read reads a file back.
func (p *releasePart) read() (entries [][]byte, err error) {
	if err = p.out.Flush(); err == nil {
		_, err = p.file.Seek(0, io.SeekStart)
	}
	in := bufio.NewReaderSize(p.file, 1<<20)
	for err == nil {
		var n uint64
		if n, err = binary.ReadUvarint(in); err == nil {
			entry := make([]byte, n)
			if _, err = io.ReadFull(in, entry); err == nil {
				entries = append(entries, entry)
			}
		} else if err == io.EOF {
			return entries, nil
		}
	}
	return nil, err
}

func (g *releases) pass(entries [][]byte, pass func([]*schema.Release)) error {
	by := map[string][]*schema.Release{}
	var ocids []string
	for _, entry := range entries {
		r, err := g.kept(entry)
		if err != nil {
			return err
		}
		r.Fill()
		if by[r.OCID] == nil {
			ocids = append(ocids, r.OCID)
		}
		by[r.OCID] = append(by[r.OCID], r)
	}
	for _, ocid := range ocids {
		pass(by[ocid])
	}
	return nil
}

// extensionsOf are those that the packages of releases declare, in their order.
func extensionsOf(group []*schema.Release) (urls []string) {
	for _, r := range group {
		for _, url := range r.Package.Extensions() {
			if !slices.Contains(urls, url) {
				urls = append(urls, url)
			}
		}
	}
	return urls
}

func (g *releases) close() {
	for _, p := range g.parts {
		_ = p.file.Close()
	}
}
