package exporters

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"io/fs"
	"maps"
	"slices"

	"terang/scratch"

	"github.com/klauspost/compress/flate"
)

// packLevel packs sheets about as fast as their rows are made.
const packLevel = 5

// zipEntry is a file of a zip archive, packed into a temporary file while it is written.
type zipEntry struct {
	file   *scratch.File
	packer *flate.Writer // nil when the entry is whole
	crc    uint32
	size   uint64
}

func newZipEntry() (*zipEntry, error) {
	file, err := scratch.New("sheet")
	if err != nil {
		return nil, fmt.Errorf("make a workbook: %w", err)
	}
	packer, err := flate.NewWriter(file, packLevel)
	return &zipEntry{file: file, packer: packer}, err
}

func (e *zipEntry) Write(p []byte) (int, error) {
	e.crc = crc32.Update(e.crc, crc32.IEEETable, p)
	e.size += uint64(len(p))
	return e.packer.Write(p)
}

func (e *zipEntry) end() error {
	if e.packer == nil {
		return nil
	}
	err := e.packer.Close()
	e.packer = nil
	return err
}

// remove gives up the temporary file; a second time it does nothing.
func (e *zipEntry) remove() {
	_ = e.file.Close()
}

// copyTo adds the entry, which must be whole, to an archive.
func (e *zipEntry) copyTo(z *zip.Writer, name string) error {
	length, err := e.file.Seek(0, io.SeekCurrent)
	if err != nil {
		return err
	}
	out, err := z.CreateRaw(&zip.FileHeader{Name: name, Method: zip.Deflate, CRC32: e.crc,
		CompressedSize64: uint64(length), UncompressedSize64: e.size})
	if err == nil {
		_, err = io.Copy(out, io.NewSectionReader(e.file, 0, length))
	}
	return err
}

// archiver takes the files of a workbook from excelize, which gives them in no certain order, and writes them by name and
// without dates; in place of the sheets named in entries, which excelize knows as empty ones, it writes the entries.
type archiver struct {
	w       io.Writer
	entries map[string]*zipEntry
	files   map[string]*bytes.Buffer
}

// Create takes a file of the workbook.
func (a *archiver) Create(name string) (io.Writer, error) {
	if a.entries[name] != nil {
		return io.Discard, nil
	}
	a.files[name] = new(bytes.Buffer)
	return a.files[name], nil
}

// AddFS is not asked for by excelize.
func (a *archiver) AddFS(fs.FS) error { return errors.ErrUnsupported }

// Close writes the archive: "[Content_Types].xml" first, as its first letter has it, which programs look at to know the format.
func (a *archiver) Close() error {
	z := zip.NewWriter(a.w)
	z.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) { return flate.NewWriter(w, packLevel) })
	names := slices.Collect(maps.Keys(a.files))
	names = slices.AppendSeq(names, maps.Keys(a.entries))
	for _, name := range slices.Sorted(slices.Values(names)) {
		if err := a.add(z, name); err != nil {
			return err
		}
	}
	return z.Close()
}

func (a *archiver) add(z *zip.Writer, name string) error {
	if e := a.entries[name]; e != nil {
		return e.copyTo(z, name)
	}
	out, err := z.Create(name)
	if err == nil {
		_, err = a.files[name].WriteTo(out)
	}
	return err
}
