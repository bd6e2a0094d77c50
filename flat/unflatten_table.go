package flat

import (
	"bytes"
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"

	"terang/sheets"
)

// table is a sheet whose headings have been read. Its cursor stands on the row that comes next.
type table struct {
	*sheets.Sheet
	headings []string
	skip     int // rows that come after the headings and before the values
	first    int // row of the headings
	plan     *plan
	blamed   map[int]bool // columns of which it was said that they are left out
	counts   *FileCounts  // what became of the rows; nil where nobody asks
	form     *form        // of a table that people filled in

	parts []*sheets.Sheet // where the table goes on, in a workbook
	part  int             // of them that were opened
	rows  *sheets.Reader  // nil where it is not open
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
func openTable(s *sheets.Sheet) (*table, error) {
	t := &table{Sheet: s, blamed: map[int]bool{}}
	var err error
	if t.rows, err = s.Open(); err != nil {
		return nil, err
	}
	wanted, err := t.begun()
	if err = errors.Join(err, t.close()); err != nil || !wanted {
		return nil, err
	}
	return t, nil
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
	if l.comment && strings.HasPrefix(t.Name, "#") {
		return false, nil
	}
	return !l.ignore || t.isRest() || t.isPackages(), nil
}

func (t *table) isRest() bool { return t.has("rest", Rest().Columns[0].Name, "id", "pointer", "json") }

func (t *table) isPackages() bool { return t.has("packages", "package", "form", "releases", "file") }

func (t *table) has(name string, headings ...string) bool {
	if t.Name != name || len(t.headings) < len(headings) {
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
	if t.rows, err = t.reader(); err != nil {
		return err
	}
	t.counts.reset()
	t.form.reset()
	for t.row = 0; t.row < t.first+t.skip; {
		if _, err := t.read(); err != nil {
			t.done = true
			return ended(err)
		}
	}
	return t.next()
}

// reader opens the sheet: as people see it where people filled it in.
func (t *table) reader() (*sheets.Reader, error) {
	if t.form != nil {
		return t.OpenShown()
	}
	return t.Open()
}

// next moves the cursor on, past what is no row of values.
func (t *table) next() (err error) {
	for more := true; more; {
		t.cells, err = t.read()
		for err == io.EOF && t.part < len(t.parts) {
			err = t.goOn()
		}
		if err != nil {
			t.done, t.cells = true, nil
		}
		more = err == nil && !t.form.takes(t)
	}
	if err == nil && t.form == nil && !t.blank() {
		t.counts.row()
	}
	return ended(err)
}

// goOn opens the next of the sheets that a long table is spread over, each of which repeats the headings.
func (t *table) goOn() (err error) {
	if err = t.close(); err != nil {
		return err
	}
	t.part++
	if t.rows, err = t.parts[t.part-1].Open(); err == nil {
		if _, err = t.read(); err == nil {
			t.cells, err = t.read()
		}
	}
	return err
}

// takes makes a sheet part of the table that it goes on with, as our workbooks name it: awards (2).
func (t *table) takes(other *table) bool {
	number, ok := strings.CutPrefix(other.Name, t.Name+" (")
	_, index := indexOf(strings.TrimSuffix(number, ")"))
	if !ok || !index || t.Kind != sheets.Workbook || !slices.Equal(t.headings, other.headings) {
		return false
	}
	t.parts = append(t.parts, other.Sheet)
	return true
}

func ended(err error) error {
	if err == io.EOF {
		return nil
	}
	return err
}

func (t *table) read() (cells [][]byte, err error) {
	cells, t.row, err = t.rows.Next()
	if t.form != nil {
		for i := range cells {
			cells[i] = bytes.TrimSpace(cells[i])
		}
		t.form.fold(cells)
	}
	return cells, err
}

func (t *table) close() error {
	if t.rows == nil {
		return nil
	}
	rows := t.rows
	t.rows = nil
	return rows.Close()
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
	return sheets.ColumnName(column)
}
