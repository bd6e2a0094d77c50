package flat

import (
	"bytes"
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"terang/schema"
)

// table is a sheet whose headings have been read. Its cursor stands on the row that comes next.
type table struct {
	*sheet
	headings []string
	skip     int // rows that come after the headings and before the values
	first    int // row of the headings
	plan     *plan
	blamed   map[int]bool // columns of which it was said that they are left out

	parts []*sheet  // where the table goes on, in a workbook
	part  int       // of them that were opened
	rows  rowReader // nil where it is not open
	cells [][]byte
	row   int
	done  bool
}

// layout is what the first row of a sheet says of it where it begins with # (flatten-tool, "Configuration properties").
type layout struct {
	skip, headings  int
	ignore, comment bool
}

func layoutOf(cells [][]byte) layout {
	l := layout{headings: 1}
	for _, cell := range cells[1:] {
		name, number, _ := strings.Cut(strings.ToLower(strings.TrimSpace(string(cell))), " ")
		n, err := strconv.Atoi(strings.TrimSpace(number))
		switch {
		case name == "skiprows" && err == nil && n >= 0:
			l.skip = n
		case name == "headerrows" && err == nil && n >= 1:
			l.headings = n
		case name == "ignore":
			l.ignore = true
		case name == "hashcomments" || name == "hashcomment":
			l.comment = true
		}
	}
	return l
}

// openTable reads the headings of a sheet; nil for one that has none, or that is not to be read.
func openTable(s *sheet) (*table, error) {
	t := &table{sheet: s, blamed: map[int]bool{}}
	var err error
	if t.rows, err = s.open(); err != nil {
		return nil, err
	}
	wanted, err := t.begun()
	if err = errors.Join(err, t.close()); err != nil || !wanted {
		return nil, err
	}
	return t, t.separated()
}

// begun reads up to the headings. rest and packages are read though they may say that they are to be ignored, which is
// for flatten-tool.
func (t *table) begun() (wanted bool, err error) {
	cells, err := t.read()
	l := layout{headings: 1}
	if err == nil && len(cells) > 0 && string(cells[0]) == "#" {
		l = layoutOf(cells)
		for n := 0; err == nil && n <= l.skip; n++ {
			cells, err = t.read()
		}
	}
	if err != nil {
		return false, ended(err)
	}
	t.first, t.skip = t.row, l.headings-1
	for i, cell := range cells {
		t.headings = append(t.headings, string(cell))
		if l.comment && bytes.HasPrefix(cell, []byte("#")) {
			t.headings[i], t.blamed[i] = "", true
		}
	}
	if l.comment && strings.HasPrefix(t.name, "#") {
		return false, nil
	}
	return !l.ignore || t.isRest() || t.isPackages(), nil
}

// separated finds the form that Excel writes where commas stand before decimals.
func (t *table) separated() error {
	if len(t.headings) == 1 && strings.ContainsAny(t.headings[0], ";\t") {
		return unreadable(codeSeparator, t.file, t.first)
	}
	return nil
}

func (t *table) isRest() bool { return t.has("rest", Rest().Columns[0].Name, "id", "pointer", "json") }

func (t *table) isPackages() bool { return t.has("packages", "package", "form", "releases", "file") }

func (t *table) has(name string, headings ...string) bool {
	if t.name != name || len(t.headings) < len(headings) {
		return false
	}
	for i, heading := range headings {
		if t.headings[i] != heading {
			return false
		}
	}
	return true
}

// begin opens the table and reads its first row of values.
func (t *table) begin() (err error) {
	t.done, t.part = false, 0
	if t.rows, err = t.open(); err != nil {
		return err
	}
	for t.row = 0; t.row < t.first+t.skip; {
		if _, err := t.read(); err != nil {
			t.done = true
			return ended(err)
		}
	}
	return t.next()
}

// next moves the cursor on.
func (t *table) next() (err error) {
	t.cells, err = t.read()
	for err == io.EOF && t.part < len(t.parts) {
		err = t.goOn()
	}
	if err != nil {
		t.done, t.cells = true, nil
	}
	return ended(err)
}

// goOn opens the next of the sheets that a long table is spread over, each of which repeats the headings.
func (t *table) goOn() (err error) {
	if err = t.close(); err != nil {
		return err
	}
	t.part++
	if t.rows, err = t.parts[t.part-1].open(); err == nil {
		if _, err = t.read(); err == nil {
			t.cells, err = t.read()
		}
	}
	return err
}

// takes makes a sheet part of the table that it goes on with, as our workbooks name it: awards (2).
func (t *table) takes(other *table) bool {
	number, ok := strings.CutPrefix(other.name, t.name+" (")
	_, index := indexOf(strings.TrimSuffix(number, ")"))
	if !ok || !index || !t.workbook || !slices.Equal(t.headings, other.headings) {
		return false
	}
	t.parts = append(t.parts, other.sheet)
	return true
}

func ended(err error) error {
	if err == io.EOF {
		return nil
	}
	return err
}

func (t *table) read() ([][]byte, error) {
	cells, row, err := t.rows.next()
	t.row = row
	var wrong *cellError
	switch {
	case errors.As(err, &wrong):
		return nil, unreadable(wrong.code, t.file, wrong.row, columnName(wrong.column-1))
	case err != nil && err != io.EOF:
		return nil, unreadable(t.broken(), t.file, row, err.Error())
	}
	return cells, err
}

// broken is what an error of the file's packing is.
func (t *table) broken() string {
	if t.workbook {
		return codeWorkbook
	}
	return schema.CodeGzip
}

func (t *table) close() error {
	if t.rows == nil {
		return nil
	}
	rows := t.rows
	t.rows = nil
	return rows.close()
}

// cell is a cell of the row that comes next, empty where the row is too short.
func (t *table) cell(column int) []byte {
	if column < 0 || column >= len(t.cells) {
		return nil
	}
	return t.cells[column]
}

// blank says whether nothing stands in the row that comes next.
func (t *table) blank() bool {
	for _, cell := range t.cells {
		if len(cell) > 0 {
			return false
		}
	}
	return true
}

// heading names a column for people.
func (t *table) heading(column int) string {
	if column < len(t.headings) && t.headings[column] != "" {
		return t.headings[column]
	}
	return columnName(column)
}

// columnName is a column's letter, as spreadsheets show it: A, B, … AA.
func columnName(column int) string {
	name, err := excelize.ColumnNumberToName(column + 1)
	if err != nil {
		return strconv.Itoa(column + 1)
	}
	return name
}
