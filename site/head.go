package site

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"terang/reading"
)

// head reads the first rows of a packed table, at most so many, and no more of the file than they take: what a file of
// gigabytes begins with costs what a small one does.
func (q *request) head(f offered, most int) ([]row, error) {
	read := reading.ReadCSV[row]
	if strings.HasSuffix(f.Path, ".jsonl.gz") {
		read = jsonRows
	}
	var rows []row
	err := q.site.read.Unpack(q.Context(), f.File, func(text io.Reader) (err error) {
		rows, err = read(text, most)
		return err
	})
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
