// Package scratch knows files that nobody has to clear away: they have no name, so that nothing is left of them even
// if this programme is killed.
package scratch

import "os"

// File is a temporary file. Close gives it up.
type File struct {
	*os.File
	named bool // where the system cannot do without
}

// New makes an empty file in the folder for temporary files (TMPDIR). The hint begins its name where it needs one.
func New(hint string) (*File, error) {
	if f, err := unnamed(os.TempDir()); err == nil {
		return &File{f, false}, nil
	}
	f, err := os.CreateTemp("", "terang-"+hint+"-")
	if err != nil {
		return nil, err
	}
	return &File{f, os.Remove(f.Name()) != nil}, nil
}

// Close gives the file up; a second time it says that it is closed.
func (f *File) Close() error {
	err := f.File.Close()
	if f.named {
		_ = os.Remove(f.Name())
	}
	return err
}
