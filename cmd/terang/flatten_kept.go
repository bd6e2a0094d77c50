package main

import (
	"bufio"
	"encoding/binary"
	"fmt"
	"io"

	"terang/schema"
	"terang/scratch"
)

// keptReleases are what the first pass has read, in a temporary file, so that the second need not look at the JSON again:
// reading is done by one goroutine, and takes as long as all else on two cores. Inputs with records are read again
// instead, as they are where there is no room for the file.
type keptReleases struct {
	file     *scratch.File
	out      *bufio.Writer
	packages []*schema.Package
	numbers  map[*schema.Package]uint64 // of packages, from 1; 0 is none
	files    []string
	whole    bool // all was kept
}

// Each entry begins with one of these.
const (
	keptRelease = iota
	keptPackage
)

// keep begins keeping; nil where there is no room.
func keep() *keptReleases {
	f, err := scratch.New("releases")
	if err != nil {
		return nil
	}
	return &keptReleases{file: f, out: bufio.NewWriterSize(f, 1<<20), numbers: map[*schema.Package]uint64{nil: 0}}
}

// add keeps an item; false where it cannot.
func (k *keptReleases) add(i item) bool {
	var head []byte
	switch {
	case i.release != nil:
		head = append(head, keptRelease)
		head = binary.AppendUvarint(head, k.number(i.release.Package))
		head = binary.AppendUvarint(head, k.fileOf(i.release.Place.File))
		head = binary.AppendUvarint(head, uint64(len(i.release.Line)))
	case i.pkg != nil:
		head = binary.AppendUvarint([]byte{keptPackage}, k.number(i.pkg))
	default:
		return false
	}
	if _, err := k.out.Write(head); err != nil {
		return false
	}
	if i.release == nil {
		return true
	}
	_, err := k.out.Write(i.release.Line)
	return err == nil
}

func (k *keptReleases) number(p *schema.Package) uint64 {
	n, ok := k.numbers[p]
	if !ok {
		k.packages = append(k.packages, p)
		n = uint64(len(k.packages))
		k.numbers[p] = n
	}
	return n
}

// fileOf numbers the files, which come one after the other.
func (k *keptReleases) fileOf(name string) uint64 {
	if n := len(k.files); n == 0 || k.files[n-1] != name {
		k.files = append(k.files, name)
	}
	return uint64(len(k.files) - 1)
}

// remove removes the file.
func (k *keptReleases) remove() {
	_ = k.file.Close()
}

// pass hands on what was kept, in order.
func (k *keptReleases) pass(sink schema.Sink, seen func(int64)) error {
	if _, err := k.file.Seek(0, io.SeekStart); err != nil {
		return fmt.Errorf("read kept releases: %w", err)
	}
	in := bufio.NewReaderSize(k.file, 1<<20)
	for done := int64(0); ; seen(done) {
		kind, err := in.ReadByte()
		if err == io.EOF {
			return nil
		}
		number, numberErr := binary.ReadUvarint(in)
		if err != nil || numberErr != nil {
			return fmt.Errorf("read kept releases: %w", io.ErrUnexpectedEOF)
		}
		if kind == keptPackage {
			if err := sink.Package(k.packages[number-1]); err != nil {
				return err
			}
			continue
		}
		r, err := k.release(in, number)
		if err != nil {
			return fmt.Errorf("read kept releases: %w", err)
		}
		done += int64(len(r.Line))
		if err := sink.Release(r); err != nil {
			return err
		}
	}
}

func (k *keptReleases) release(in *bufio.Reader, number uint64) (*schema.Release, error) {
	file, err := binary.ReadUvarint(in)
	if err != nil {
		return nil, err
	}
	size, err := binary.ReadUvarint(in)
	if err != nil {
		return nil, err
	}
	r := &schema.Release{Line: make([]byte, size), Place: schema.Place{File: k.files[file]}}
	if number > 0 {
		r.Package = k.packages[number-1]
	}
	_, err = io.ReadFull(in, r.Line)
	return r, err
}
