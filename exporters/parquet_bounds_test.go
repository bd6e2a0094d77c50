package exporters_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/parquet-go/parquet-go"

	"terang/exporters"
)

// oneColumn is the first group of a file with one column.
func oneColumn(t *testing.T, c exporters.Column, cells ...string) (*parquet.File, *parquet.FileColumnChunk) {
	t.Helper()
	c.Name = "cell"
	f := openParquet(t, parquetBytes(t, &exporters.Table{Name: "x", Columns: []exporters.Column{c}}, rowsOf(cells...)))
	return f, f.RowGroups()[0].ColumnChunks()[0].(*parquet.FileColumnChunk)
}

func TestParquetBoundsHoldTheColumn(t *testing.T) {
	e, u := strings.Repeat("e", 100), strings.Repeat("ü", 50)
	for _, test := range []struct {
		column       exporters.Column
		cells        []string
		least, great string
	}{
		{exporters.Column{Type: exporters.Decimal, Scale: 2}, []string{"5", "-7.25", "", "3"}, "-7.25", "5.00"},
		{exporters.Column{Type: exporters.Decimal, Scale: 2}, []string{"-5", "-7.25", "-5.01"}, "-7.25", "-5.00"},
		{exporters.Column{Type: exporters.Integer}, []string{"5", "-7", ""}, "-7", "5"},
		{exporters.Column{Type: exporters.Date}, []string{"1969-01-01", "2025-01-01", ""}, "1969-01-01", "2025-01-01"},
		{exporters.Column{Type: exporters.Timestamp}, []string{"1969-01-01T00:00:00Z", "2025-01-01T00:00:00Z"}, "1969-01-01T00:00:00Z", "2025-01-01T00:00:00Z"},
		{exporters.Column{Type: exporters.Text}, []string{"b", "a", "", "c", "a", "a", "a"}, "a", "c"},
		{exporters.Column{Type: exporters.Text}, []string{e[:64]}, e[:64], e[:64]},
		{exporters.Column{Type: exporters.Text}, []string{e}, e[:64], e[:63] + "f"},
		{exporters.Column{Type: exporters.Text}, []string{e, e, e, e}, e[:64], e[:63] + "f"}, // in a dictionary
		{exporters.Column{Type: exporters.Text}, []string{"e" + u}, "e" + u[:62], "e" + u[:60] + "ý"},
		{exporters.Column{Type: exporters.Text}, []string{e[:61] + "\uD7FF" + e}, e[:61] + "\uD7FF", e[:61] + "\uE000"},
		{exporters.Column{Type: exporters.Text}, []string{"a" + strings.Repeat("\U0010FFFF", 99)}, "a" + strings.Repeat("\U0010FFFF", 15), "b"},
	} {
		_, chunk := oneColumn(t, test.column, test.cells...)
		least, great, ok := chunk.Bounds()
		if got := canonical(least, test.column); !ok || got != test.least {
			t.Errorf("%.300q: least %q, want %q", test.cells, got, test.least)
		}
		if got := canonical(great, test.column); got != test.great {
			t.Errorf("%.300q: greatest %q, want %q", test.cells, got, test.great)
		}
	}
}

// Nothing that is short is above a text of nothing but the last character there is.
func TestParquetBoundOfTheLastText(t *testing.T) {
	last := strings.Repeat("\U0010FFFF", 99)
	_, chunk := oneColumn(t, exporters.Column{Type: exporters.Text}, last)
	if _, great, ok := chunk.Bounds(); !ok || string(great.ByteArray()) < last {
		t.Errorf("greatest %.300q", great.ByteArray())
	}
}

// Page by page: 20,480 rows of negative numbers, then of nothing, then of positive ones.
func TestParquetPageIndexOfDecimals(t *testing.T) {
	var cells []string
	for i := range 3 * 20_480 {
		cells = append(cells, [...]string{fmt.Sprintf("-%d.5", i), "", fmt.Sprint(i)}[i/20_480])
	}
	column := exporters.Column{Type: exporters.Decimal, Scale: 4}
	_, chunk := oneColumn(t, column, cells...)
	index, err := chunk.ColumnIndex()
	if err != nil || index.NumPages() != 3 {
		t.Fatal(index.NumPages(), err)
	}
	if !index.NullPage(1) || index.NullPage(0) || index.NullPage(2) || index.NullCount(1) != 20_480 {
		t.Error("the second page, and it alone, has no values")
	}
	for page, want := range map[int][2]string{0: {"-20479.5000", "-0.5000"}, 2: {"40960.0000", "61439.0000"}} {
		if got := [2]string{canonical(index.MinValue(page), column), canonical(index.MaxValue(page), column)}; got != want {
			t.Errorf("page %d: %s, want %s", page, got, want)
		}
	}
}

func TestParquetPageIndexOfTextsIsCut(t *testing.T) {
	_, chunk := oneColumn(t, exporters.Column{Type: exporters.Text}, strings.Repeat("x", 1<<20), strings.Repeat("y", 10_000))
	index, err := chunk.ColumnIndex()
	if err != nil || index.NumPages() != 2 {
		t.Fatal(index.NumPages(), err)
	}
	for page, want := range []string{strings.Repeat("x", 63) + "y", strings.Repeat("y", 63) + "z"} {
		if got := index.MaxValue(page).ByteArray(); string(got) != want {
			t.Errorf("page %d: %.100q", page, got)
		}
	}
}

// What is there is found; of what is not there, little is looked for in vain.
func TestParquetBloomFilters(t *testing.T) {
	rows := manyRows()
	f := openParquet(t, parquetBytes(t, everyType, rows))
	for c, column := range everyType.Columns {
		first := 0
		for _, group := range f.RowGroups() {
			filter := group.ColumnChunks()[c].BloomFilter()
			if (filter != nil) != (column.Sought && column.Name != "never") {
				t.Errorf("%s: filter %v", column.Name, filter)
			}
			if filter != nil {
				checkFilter(t, filter, rows, c, first, first+int(group.NumRows()))
			}
			first += int(group.NumRows())
		}
	}
}

func checkFilter(t *testing.T, filter parquet.BloomFilter, rows *exporters.Rows, c, from, to int) {
	t.Helper()
	vain := 0
	for row := from; row < to; row++ {
		cell := rows.Cell(row, c)
		if found, err := filter.Check(parquet.ByteArrayValue(cell)); len(cell) > 0 && (!found || err != nil) {
			t.Fatalf("%s is there and not found: %v", cell, err)
		}
		if found, _ := filter.Check(parquet.ByteArrayValue(fmt.Appendf(nil, "not %d", row))); found {
			vain++
		}
	}
	if vain > (to-from)/20 {
		t.Errorf("%s: %d of %d are looked for in vain", everyType.Columns[c].Name, vain, to-from)
	}
}

// A dictionary is for few values, and its filter knows also those that come late.
func TestParquetDictionaries(t *testing.T) {
	const n = 60_000
	for name, test := range map[string]struct {
		cell func(i int) string
		want bool
	}{
		"few":            {func(i int) string { return fmt.Sprint(i % 100) }, true},
		"all different":  {func(i int) string { return fmt.Sprint(i) }, false},
		"few, then many": {func(i int) string { return fmt.Sprint(max(i%100, i-30_000)) }, true},
		"none":           {func(int) string { return "" }, false},
	} {
		var cells []string
		for i := range n {
			cells = append(cells, test.cell(i))
		}
		f, _ := oneColumn(t, exporters.Column{Type: exporters.Text}, cells...)
		meta := f.Metadata().RowGroups[0].Columns[0].MetaData
		if (meta.DictionaryPageOffset > 0) != test.want {
			t.Errorf("%s: dictionary at %d", name, meta.DictionaryPageOffset)
		}
		_, sought := oneColumn(t, exporters.Column{Type: exporters.Text, Sought: true}, cells...)
		for _, cell := range cells {
			if cell == "" {
				continue
			}
			if found, err := sought.BloomFilter().Check(parquet.ByteArrayValue([]byte(cell))); !found || err != nil {
				t.Fatalf("%s: %s is not found: %v", name, cell, err)
			}
		}
	}
}

// The end of a file stays small also where texts are large.
func TestParquetFooterHasNoLongTexts(t *testing.T) {
	table := &exporters.Table{Name: "x", Columns: []exporters.Column{{Name: "text", Type: exporters.Text}}}
	file := parquetBytes(t, table, rowsOf(strings.Repeat("panjang", 100_000)))
	if n := bytes.Count(file, bytes.Repeat([]byte("panjang"), 10)); n > 1 || len(file) > 5000 {
		t.Errorf("%d bytes, the text %d times", len(file), n)
	}
}
