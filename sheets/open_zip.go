package sheets

import (
	"archive/zip"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"

	"terang/schema"
)

// Limits of a zip or workbook. Entries are read as they are unpacked, never written to the disk, whatever their names.
const (
	mostEntries  = 100_000
	mostUnpacked = 8 << 30 // all entries together
	mostEntry    = 4 << 30
)

func isZipFault(err error) bool {
	return errors.Is(err, zip.ErrFormat) || errors.Is(err, zip.ErrChecksum) || errors.Is(err, zip.ErrAlgorithm)
}

// addZip adds the tables of a zip, or of a workbook, which is a zip too.
func (c *Choice) addZip(s *Source, file string) error {
	z, err := zip.OpenReader(file)
	if err != nil {
		return unreadable(CodeZip, file, 0, err.Error())
	}
	s.closer = append(s.closer, z)
	if err := measured(&z.Reader, file); err != nil {
		return err
	}
	names := map[string]*zip.File{}
	for _, entry := range z.File {
		names[strings.ToLower(entry.Name)] = entry
	}
	switch {
	case names["xl/workbook.xml"] != nil:
		return s.addWorkbook(&z.Reader, file)
	case names["xl/workbook.bin"] != nil:
		return unreadable(CodeXLSB, file, 0)
	case names["content.xml"] != nil && names["meta-inf/manifest.xml"] != nil:
		return unreadable(CodeODS, file, 0)
	}
	for _, entry := range z.File {
		if err := c.addZipped(s, file, entry); err != nil {
			return err
		}
	}
	if len(s.Sheets) == 0 {
		return c.noTables(file)
	}
	return nil
}

// measured refuses what would be too large unpacked. What an entry says of its size is held to when it is read.
func measured(z *zip.Reader, file string) error {
	if len(z.File) > mostEntries {
		return unreadable(CodeZipLimit, file, 0, fmt.Sprintf("%d > %d", len(z.File), mostEntries))
	}
	var all uint64
	for _, entry := range z.File {
		size, packed := entry.UncompressedSize64, entry.CompressedSize64
		if all += min(size, 1<<40); all > mostUnpacked || size > mostEntry {
			return unreadable(CodeZipLimit, file, 0, fmt.Sprintf("%s: > %d GB", entry.Name, min(all, size)>>30))
		}
		if size > suspicious && size/mostRatio > packed {
			return unreadable(CodeZipLimit, file, 0, fmt.Sprintf("%s: %d MB, 1:%d", entry.Name, size>>20, size/max(packed, 1)))
		}
		if entry.Flags&1 != 0 {
			return unreadable(CodeZipLocked, file, 0)
		}
	}
	return nil
}

// addZipped adds an entry of a zip that is a table, or says why not.
func (c *Choice) addZipped(s *Source, file string, entry *zip.File) error {
	at := file + "#" + entry.Name
	if strings.HasSuffix(entry.Name, "/") || strings.HasPrefix(entry.Name, "__MACOSX/") || path.Base(entry.Name) == ".DS_Store" {
		return nil
	}
	k, err := kindOfEntry(entry)
	if err != nil {
		return unreadable(CodeZip, at, 0, err.Error())
	}
	switch {
	case k == isZip:
		return unreadable(CodeZipInZip, at, 0)
	case !c.takes(entry.Name):
		s.passOver(at, finding(CodeNoTables, at, 0, c.Formats, c.Formats))
	case k == isCSV || k == isJSON:
		s.Sheets = append(s.Sheets, c.text(entry.Name, at, k, func() (io.ReadCloser, error) { return openEntry(entry, at) }))
	case passable(string(k)):
		s.passOver(at, finding(string(k), at, 0))
	default:
		return unreadable(string(k), at, 0)
	}
	return nil
}

func kindOfEntry(entry *zip.File) (kind, error) {
	in, err := entry.Open()
	if err != nil {
		return "", err
	}
	defer in.Close()
	head, err := headOf(in)
	if err != nil {
		return "", err
	}
	return kindOf(entry.Name, head), nil
}

func openEntry(entry *zip.File, at string) (io.ReadCloser, error) {
	in, err := entry.Open()
	if err != nil {
		return nil, &schema.InputError{Finding: finding(CodeZip, at, 0, err.Error())}
	}
	return in, nil
}
