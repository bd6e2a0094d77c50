package site

import (
	"compress/gzip"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
)

// head reads the first rows of a packed table, at most so many, and no more of the file than they take: what a file of
// gigabytes begins with costs what a small one does.
func (q *request) head(f offered, most int) ([]row, error) {
	packed := q.site.read.Open(q.Context(), f.File)
	defer packed.Close()
	text, err := gzip.NewReader(packed)
	if err != nil {
		return nil, fmt.Errorf("unpack %s: %w", f.Path, err)
	}
	read := csvRows
	if strings.HasSuffix(f.Path, ".jsonl.gz") {
		read = jsonRows
	}
	rows, err := read(text, most)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", f.Path, err)
	}
	return rows, nil
}

func csvRows(text io.Reader, most int) (rows []row, err error) {
	lines := csv.NewReader(text)
	heading, err := lines.Read()
	for err == nil && len(rows) < most {
		var cells []string
		if cells, err = lines.Read(); err == nil {
			one := row{}
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

// jsonRows reads rows that are objects, one on each line.
func jsonRows(text io.Reader, most int) (rows []row, err error) {
	for lines := json.NewDecoder(text); err == nil && len(rows) < most; {
		var cells map[string]any
		if err = lines.Decode(&cells); err == nil {
			one := row{}
			for name, cell := range cells {
				if cell != nil && cell != "" {
					one[name] = fmt.Sprint(cell)
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
