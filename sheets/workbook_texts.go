package sheets

import (
	"fmt"
	"io"

	"terang/scratch"
)

// Limits of the texts that cells share: up to the first they are held in memory, beyond it in a temporary file.
const (
	textsMemory = 32 << 20
	mostTexts   = 1 << 24
)

// sharedTexts are the texts that a workbook's cells refer to by number.
type sharedTexts struct {
	ends   []int64
	memory []byte // all of them, or those after the file's
	kept   int64  // bytes in the file
	file   *scratch.File
	buf    []byte
}

// readTexts reads the shared texts (ISO/IEC 29500-1, 18.4.9): of rich text the runs, without what only helps to pronounce it.
func (b *book) readTexts() (err error) {
	texts := &sharedTexts{}
	if b.textPart == "" || b.parts[b.textPart] == nil {
		b.texts = texts
		return nil
	}
	in, err := b.part(b.textPart)
	if err != nil {
		return err
	}
	defer in.Close()
	if err := texts.read(newScanner(in)); err != nil {
		_ = texts.close()
		return err
	}
	b.texts = texts
	return nil
}

func (t *sharedTexts) read(x *scanner) error {
	within, aside := false, false
	for {
		err := x.next()
		if err == io.EOF && !within {
			return nil
		}
		if err != nil {
			return err
		}
		switch {
		case x.ends("si"):
			within = false
			if err := t.add(); err != nil {
				return err
			}
		case x.is("si"):
			within = true
		case string(x.local) == "rPh":
			aside = !x.end && !x.empty
		case x.end && string(x.local) == "t" && within && !aside:
			t.memory = unescape(t.memory, x.text)
		}
	}
}

// add ends a text.
func (t *sharedTexts) add() (err error) {
	if len(t.ends) == mostTexts {
		return &tooLarge{fmt.Sprintf("sharedStrings > %d", mostTexts)}
	}
	end := t.kept + int64(len(t.memory))
	if t.ends = append(t.ends, end); len(t.memory) < textsMemory {
		return nil
	}
	if t.file == nil {
		if t.file, err = scratch.New("sheets"); err != nil {
			return err
		}
	}
	if _, err = t.file.Write(t.memory); err != nil {
		return fmt.Errorf("put shared texts aside (is the disk full?): %w", err)
	}
	t.kept, t.memory = end, t.memory[:0]
	return nil
}

// get gives a text, which holds until the next call.
func (t *sharedTexts) get(i int) ([]byte, error) {
	if i < 0 || i >= len(t.ends) {
		return nil, fmt.Errorf("%w: text %d of %d", errBook, i, len(t.ends))
	}
	from, to := int64(0), t.ends[i]
	if i > 0 {
		from = t.ends[i-1]
	}
	if from >= t.kept {
		return t.memory[from-t.kept : to-t.kept], nil
	}
	if int64(cap(t.buf)) < to-from {
		t.buf = make([]byte, to-from)
	}
	t.buf = t.buf[:to-from]
	_, err := t.file.ReadAt(t.buf, from)
	return t.buf, err
}

func (t *sharedTexts) close() error {
	if t.file == nil {
		return nil
	}
	return t.file.Close()
}
