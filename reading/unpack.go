package reading

import (
	"compress/gzip"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"

	"terang/exporters"
)

// Unpack has a packed file of a manifest read, as far as read likes.
func (r *Reader) Unpack(ctx context.Context, f exporters.File, read func(io.Reader) error) error {
	packed := r.Open(ctx, f)
	defer packed.Close()
	text, err := gzip.NewReader(packed)
	if err == nil {
		err = read(text)
	}
	if err != nil {
		return fmt.Errorf("unpack %s: %w", f.Path, err)
	}
	return nil
}

// All is how many rows ReadCSV is to read of a table that is known to be small.
const All = 1 << 20

// ReadCSV reads the first rows of a table, at most so many, by the names of its columns. What is empty is not there.
func ReadCSV[Row ~map[string]string](text io.Reader, most int) (rows []Row, err error) {
	lines := csv.NewReader(text)
	heading, err := lines.Read()
	for err == nil && len(rows) < most {
		var cells []string
		if cells, err = lines.Read(); err == nil {
			one := Row{}
			for i, cell := range cells {
				if cell != "" {
					one[heading[i]] = cell
				}
			}
			rows = append(rows, one)
		}
	}
	if errors.Is(err, io.EOF) {
		err = nil
	}
	return rows, err
}
