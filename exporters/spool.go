package exporters

import (
	"bufio"
	"encoding/binary"
	"fmt"
	"io"

	"terang/scratch"
)

// Spool keeps rows of one table in a temporary file, so that the files of many tables are made one after the other
// from it and none waits in memory.
type Spool struct {
	Rows    int64 // in it
	width   int
	pending *Rows // not yet in the file
	file    *scratch.File
	out     *bufio.Writer
	size    int64 // of the file
}

// spoolBytes is about how much is written, and read, at once.
const spoolBytes = 256 << 10

// NewSpool makes an empty spool for rows of width cells. Close removes it.
func NewSpool(width int) *Spool { return &Spool{width: width, pending: NewRows(width)} }

// Add adds rows.
func (s *Spool) Add(rows *Rows) error {
	s.Rows += int64(rows.Len())
	s.pending.join(rows)
	if s.pending.Size()+4*len(s.pending.ends) < spoolBytes {
		return nil
	}
	return s.flush()
}

func (s *Spool) flush() (err error) {
	if s.file == nil {
		if s.file, err = scratch.New("rows"); err != nil {
			return fmt.Errorf("keep rows: %w", err)
		}
		s.out = bufio.NewWriterSize(s.file, spoolBytes)
	}
	head := binary.LittleEndian.AppendUint32(nil, uint32(len(s.pending.ends)))
	for _, end := range s.pending.ends {
		head = binary.LittleEndian.AppendUint32(head, end)
	}
	if _, err = s.out.Write(head); err == nil {
		_, err = s.out.Write(s.pending.text)
	}
	if err != nil {
		return fmt.Errorf("keep rows: %w", err)
	}
	s.size += int64(len(head) + len(s.pending.text))
	s.pending = &Rows{width: s.width, text: s.pending.text[:0], ends: s.pending.ends[:0]}
	return nil
}

// Seal ends adding.
func (s *Spool) Seal() error {
	if s.file == nil {
		return nil
	}
	if err := s.out.Flush(); err != nil {
		return fmt.Errorf("keep rows: %w", err)
	}
	return nil
}

// Each passes all rows of a sealed spool, in order, in batches. Several may read at once.
func (s *Spool) Each(f func(*Rows) error) error {
	if s.file != nil {
		in := bufio.NewReaderSize(io.NewSectionReader(s.file, 0, s.size), spoolBytes)
		if err := s.kept(in, f); err != nil {
			return err
		}
	}
	if s.pending.Len() == 0 {
		return nil
	}
	return f(s.pending)
}

func (s *Spool) kept(in io.Reader, f func(*Rows) error) error {
	for {
		rows, err := s.read(in)
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return fmt.Errorf("read kept rows: %w", err)
		}
		if err := f(rows); err != nil {
			return err
		}
	}
}

func (s *Spool) read(in io.Reader) (*Rows, error) {
	var count [4]byte
	if _, err := io.ReadFull(in, count[:]); err != nil {
		return nil, err
	}
	packed := make([]byte, 4*binary.LittleEndian.Uint32(count[:]))
	if _, err := io.ReadFull(in, packed); err != nil {
		return nil, io.ErrUnexpectedEOF
	}
	rows := &Rows{width: s.width, ends: make([]uint32, len(packed)/4)}
	for i := range rows.ends {
		rows.ends[i] = binary.LittleEndian.Uint32(packed[4*i:])
	}
	rows.text = make([]byte, rows.ends[len(rows.ends)-1])
	if _, err := io.ReadFull(in, rows.text); err != nil {
		return nil, io.ErrUnexpectedEOF
	}
	return rows, nil
}

// Close removes what was kept.
func (s *Spool) Close() {
	if s.file != nil {
		_ = s.file.Close()
	}
}
