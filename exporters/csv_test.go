package exporters

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
)

// tableOf is a table of text columns, but where a name says another type: "value decimal".
func tableOf(columns ...string) *Table {
	t := &Table{Name: "tables/contoh"}
	for _, c := range columns {
		name, kind, typed := strings.Cut(c, " ")
		if !typed {
			kind = string(Text)
		}
		t.Columns = append(t.Columns, Column{Name: name, Type: Type(kind), Scale: 4})
	}
	return t
}

func rowsOf(width int, rows ...[]string) *Rows {
	r := NewRows(width)
	for _, row := range rows {
		cells := make([][]byte, len(row))
		for i, c := range row {
			cells[i] = []byte(c)
		}
		r.Append(cells)
	}
	return r
}

// written is what a writer makes of the rows, given in batches of n.
func written(t *testing.T, w RowWriter, n int, width int, rows [][]string) {
	t.Helper()
	for batch := range slices.Chunk(rows, n) {
		if err := w.Write(rowsOf(width, batch...)); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
}

func TestCSVQuotesOnlyWhereNeeded(t *testing.T) {
	for cell, want := range map[string]string{
		"":             "",
		"Jalan 1":      "Jalan 1",
		"a,b":          `"a,b"`,
		"a;b":          "a;b",
		`a "b"`:        `"a ""b"""`,
		`"`:            `""""`,
		"a\nb":         "\"a\nb\"",
		"a\r\nb":       "\"a\r\nb\"",
		"a\r":          "\"a\r\"",
		" a":           `" a"`,
		"a ":           `"a "`,
		"\ta":          "\"\ta\"",
		"=1+1":         "=1+1",
		"é\u0085\x00z": "é\u0085\x00z",
	} {
		var b bytes.Buffer
		written(t, NewCSV(&b, tableOf("a", "b")), 1, 2, [][]string{{cell, "x"}})
		if got := b.String(); got != want+",x\n" {
			t.Errorf("%q is written %q, want %q", cell, got, want+",x\n")
		}
	}
}

func TestCSVOfOneColumnHasNoEmptyLines(t *testing.T) {
	var b bytes.Buffer
	written(t, NewCSV(&b, tableOf("a")), 1, 1, [][]string{{""}, {"x"}, {""}})
	if got := b.String(); got != "\"\"\nx\n\"\"\n" {
		t.Errorf("%q", got)
	}
}

func TestHeading(t *testing.T) {
	if got := string(Heading(tableOf("ocid", "a,b", `c"d`))); got != "ocid,\"a,b\",\"c\"\"d\"\n" {
		t.Errorf("%q", got)
	}
}

// nasty is what is hard to carry through CSV.
var nasty = [][]string{
	{"", "", ""}, {"a\r\nb", "\r", "\n"}, {`"`, `""`, `"",""`}, {",", " ", "\t"},
	{"=1+1", "0123", "é 漢\U0001F600"}, {strings.Repeat(`x"y,`, 40_000), "\n\n", "z"}, {"", "\"\r\n\"", ""},
}

func TestCSVIsReadBackAsItWas(t *testing.T) {
	table := tableOf("a", "b", "c")
	var b bytes.Buffer
	b.Write(Heading(table))
	written(t, NewCSV(&b, table), 2, 3, nasty)
	for name, in := range map[string]io.Reader{"whole": bytes.NewReader(b.Bytes()), "byte by byte": iotest.OneByteReader(bytes.NewReader(b.Bytes()))} {
		var got [][]string
		err := readCSV(in, table, func(rows *Rows) error {
			for r := range rows.Len() {
				got = append(got, []string{string(rows.Cell(r, 0)), string(rows.Cell(r, 1)), string(rows.Cell(r, 2))})
			}
			return nil
		})
		if err != nil || !slices.EqualFunc(got, nasty, slices.Equal) {
			t.Errorf("%s: %v %.300q", name, err, got)
		}
	}
}

// The standard library's reader agrees, but for the carriage returns that it takes out.
func TestCSVIsReadAlikeElsewhere(t *testing.T) {
	var b bytes.Buffer
	written(t, NewCSV(&b, tableOf("a", "b", "c")), 3, 3, nasty)
	got, err := csv.NewReader(&b).ReadAll()
	if err != nil || len(got) != len(nasty) {
		t.Fatalf("%v, %d rows", err, len(got))
	}
	for i, row := range nasty {
		for j := range row {
			if want := strings.ReplaceAll(row[j], "\r\n", "\n"); got[i][j] != want {
				t.Errorf("row %d: %.40q, want %.40q", i, got[i][j], want)
			}
		}
	}
}

func TestReadCSVRefusesWhatIsNotWhole(t *testing.T) {
	for text, want := range map[string]string{
		"":                  "heading",
		"a,c\n":             "heading",
		"a,b":               "breaks off",
		"a,b\n1":            "row 2 breaks off",
		"a,b\n1,\"2\n":      "row 2 breaks off",
		"a,b\n1\n":          "row 2 has 1 cells, not 2",
		"a,b\n1,2\n\n":      "row 3 has 1 cells",
		"a,b\n1,2,3\n":      "3 cells",
		"a,b\n1\"x\",2\n":   "quotes",
		"a,b\n\"1\"x,2\n":   "quotes",
		"a,b\n\"1\"\"\",\n": "",
	} {
		err := readCSV(strings.NewReader(text), tableOf("a", "b"), func(*Rows) error { return nil })
		if (err == nil) != (want == "") || err != nil && !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", text, err, want)
		}
	}
}

type full struct{}

var errFull = errors.New("no room")

func (full) Write([]byte) (int, error) { return 0, errFull }

func TestCSVTellsOfAFullDisk(t *testing.T) {
	table := tableOf("a")
	for _, w := range []RowWriter{NewCSV(full{}, table), NewExcelCSV(full{}, table)} {
		if err := w.Write(rowsOf(1, slices.Repeat([][]string{{strings.Repeat("x", 1000)}}, 100)...)); !errors.Is(err, errFull) {
			t.Errorf("%T: %v", w, err)
		}
	}
}

// A row and its heading must not part silently.
func TestCSVRefusesRowsOfAnotherTable(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("rows of two cells are taken for a table of one column")
		}
	}()
	_ = NewCSV(io.Discard, tableOf("a")).Write(rowsOf(2, []string{"1", "2"}))
}

func benchmarkRows() (*Table, *Rows) {
	table := tableOf("ocid", "title", "code", "value decimal", "signed date", "at timestamp", "name", "id", "n integer", "ok boolean")
	rows := NewRows(len(table.Columns))
	for range 1000 {
		row := rowsOf(len(table.Columns), []string{"ocds-contoh-2025-0001", "Pengadaan alat tulis, tahap 1", "goods", "1250000.50",
			"2025-01-31", "2025-01-31T17:00:00Z", "CV Maju Jaya Sentosa", "0312345678901234", "12", "true"})
		cells := make([][]byte, len(table.Columns))
		for c := range cells {
			cells[c] = row.Cell(0, c)
		}
		rows.Append(cells)
	}
	return table, rows
}

func BenchmarkCSV(b *testing.B) {
	table, rows := benchmarkRows()
	for name, w := range map[string]RowWriter{"plain": NewCSV(io.Discard, table), "excel": NewExcelCSV(io.Discard, table)} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(rows.Size()))
			for b.Loop() {
				if err := w.Write(rows); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
