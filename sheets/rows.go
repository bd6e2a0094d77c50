package sheets

import (
	"bytes"
	"io"
	"iter"
	"strconv"
	"strings"
)

// Row is one row of a sheet under its headings, or one item of a list in JSON. It may be kept.
type Row struct {
	Sheet  *Sheet
	Number int // as a spreadsheet shows it, where headings above the values are 1; of JSON the item, from 1

	columns *columns
	values  []string // by column; empty where there is none
}

// Get gives the value of a column by its normalised heading; false where the column is not there, or the cell is empty,
// null or only spaces. A value is text as the file has it, without spaces around it: a number keeps its digits, truth is
// true or false, a workbook's day is 2025-03-31 or 2025-03-31 14:00:00, objects and lists within JSON are JSON.
func (r *Row) Get(column string) (value string, ok bool) {
	i, ok := r.columns.at[column]
	if !ok || i >= len(r.values) || r.values[i] == "" {
		return "", false
	}
	return r.values[i], true
}

// Columns gives normalised headings and values in the order of the file, of the columns that are filled.
func (r *Row) Columns() iter.Seq2[string, string] {
	return func(yield func(string, string) bool) {
		for i, value := range r.values {
			if value != "" && i < len(r.columns.names) && r.columns.names[i] != "" && !yield(r.columns.names[i], value) {
				return
			}
		}
	}
}

// Place says for people where a value stands: book.xlsx#Sheet1!F12 (HPS), data.csv:17 column 6 (hps), or
// tender.json /data/16/hps. Of a column that is not there it is the row's place.
func (r *Row) Place(column string) string {
	i, known := r.columns.at[column]
	s, number := r.Sheet, strconv.Itoa(r.Number)
	switch {
	case s.Kind == JSON:
		place := s.File + " " + s.list.pointer() + "/" + strconv.Itoa(r.Number-1)
		if known && s.list.lists {
			return place + "/" + strconv.Itoa(i)
		} else if known {
			place += "/" + strings.NewReplacer("~", "~0", "/", "~1").Replace(r.columns.words[i])
		}
		return place
	case !known && s.Kind == Workbook:
		return s.File + "!" + number
	case !known:
		return s.File + ":" + number
	case s.Kind == Workbook:
		return s.File + "!" + ColumnName(i) + number + " (" + tidy(r.columns.words[i]) + ")"
	}
	return s.File + ":" + number + " column " + strconv.Itoa(i+1) + " (" + tidy(r.columns.words[i]) + ")"
}

// tidy puts a heading onto one line.
func tidy(heading string) string { return strings.Join(strings.Fields(heading), " ") }

// Rows reads the rows of a sheet under their headings; rows that are empty are passed over, and so are those that begin
// with # above the first value. Headings stand in one row, with up to 20 others above it. A sheet that has none has no
// rows, and a warning. An error of each ends the reading and is returned; else it is a *schema.InputError.
func (s *Sheet) Rows(each func(*Row) error) error {
	if s.Kind == JSON {
		return s.items(each)
	}
	in, err := s.open(true)
	if err != nil {
		return err
	}
	defer in.Close()
	first, at, err := in.begin()
	if err != nil || at < 0 {
		return err
	}
	columns := newColumns(first[at].cells, false)
	for _, p := range first[at+1:] {
		if p.filled() == 0 || p.isComment() {
			continue
		}
		row := newRow(s, columns, p.row, len(p.cells), func(i int) []byte { return []byte(p.cells[i]) })
		if row != nil {
			if err := each(row); err != nil {
				return err
			}
		}
	}
	for {
		cells, number, err := in.Next()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		if row := newRow(s, columns, number, len(cells), func(i int) []byte { return cells[i] }); row != nil {
			if err := each(row); err != nil {
				return err
			}
		}
	}
}

// begin reads the first rows, and says which has the headings.
func (r *Reader) begin() (first []peeked, at int, err error) {
	size := 0
	for len(first) < peekedRows && size < longestRow {
		cells, row, err := r.Next()
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, -1, err
		}
		if p := peek(cells, row); p.filled() > 0 {
			for _, cell := range p.cells {
				size += len(cell)
			}
			first = append(first, p)
		}
	}
	if at, _ = headingRow(first); at < 0 {
		r.sheet.warn(CodeNoHeadings, 0)
	}
	return first, at, nil
}

// newRow copies a row's values; nil for a row without any.
func newRow(s *Sheet, c *columns, number, width int, cell func(int) []byte) *Row {
	width = min(width, len(c.names))
	var small [64]int
	ends, size := small[:0], 0
	var text strings.Builder
	for i := range width {
		if c.names[i] != "" {
			size += len(cell(i))
		}
	}
	text.Grow(size)
	for i := range width {
		if c.names[i] != "" {
			text.Write(trimmed(cell(i)))
		}
		ends = append(ends, text.Len())
	}
	if text.Len() == 0 {
		return nil
	}
	all, values, from := text.String(), make([]string, width), 0
	for i, end := range ends {
		values[i], from = all[from:end], end
	}
	return &Row{Sheet: s, Number: number, columns: c, values: values}
}

// Headings are the sheet's columns, normalised, in their order; of JSON those of the first 50 rows. None where it has no
// headings.
func (s *Sheet) Headings() (names []string, err error) {
	if s.Kind == JSON {
		return s.members()
	}
	in, err := s.open(true)
	if err != nil {
		return nil, err
	}
	defer in.Close()
	first, at, err := in.begin()
	if err != nil || at < 0 {
		return nil, err
	}
	for _, name := range newColumns(first[at].cells, false).names {
		if name != "" {
			names = append(names, name)
		}
	}
	return names, nil
}

// trimmed is a cell without the spaces around it, those that do not break among them.
func trimmed(cell []byte) []byte { return bytes.TrimSpace(cell) }
