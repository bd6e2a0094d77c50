package exporters_test

import (
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/parquet-go/parquet-go"

	"terang/exporters"
)

// roundTrip writes cells as one column and reads them back.
func roundTrip(t *testing.T, c exporters.Column, cells ...string) (got []string) {
	t.Helper()
	c.Name = "cell"
	f := openParquet(t, parquetBytes(t, &exporters.Table{Name: "x", Columns: []exporters.Column{c}}, rowsOf(cells...)))
	values := make([]parquet.Value, len(cells))
	reader := f.RowGroups()[0].ColumnChunks()[0].Pages()
	defer reader.Close()
	for len(got) < len(cells) {
		page, err := reader.ReadPage()
		if err != nil {
			t.Fatal(err)
		}
		n, err := page.Values().ReadValues(values)
		if err != nil && err != io.EOF {
			t.Fatal(err)
		}
		for _, v := range values[:n] {
			got = append(got, canonical(v, c))
		}
	}
	return got
}

func TestParquetValues(t *testing.T) {
	nines := strings.Repeat("9", 38)
	for _, test := range []struct {
		column exporters.Column
		cells  []string
	}{
		{exporters.Column{Type: exporters.Text}, []string{"a", "", "日本語", "\x00", "\U0010FFFF", " x\r\n\t", strings.Repeat("ü", 100_000), "true"}},
		{exporters.Column{Type: exporters.Integer}, []string{"0", "-1", "9223372036854775807", "-9223372036854775808", ""}},
		{exporters.Column{Type: exporters.Boolean}, []string{"true", "", "false", "true"}},
		{exporters.Column{Type: exporters.Decimal, Scale: 2}, []string{"-12.50", "0.00", "", "0.01", "-0.01", nines[:36] + ".99", "-" + nines[:36] + ".99"}},
		{exporters.Column{Type: exporters.Decimal}, []string{nines, "-" + nines, "18446744073709551615", "18446744073709551616", "-18446744073709551616", "1"}},
		{exporters.Column{Type: exporters.Decimal, Scale: 38}, []string{"0." + nines, "-0." + nines, "0." + strings.Repeat("0", 37) + "1"}},
		{exporters.Column{Type: exporters.Date}, []string{"1970-01-01", "1969-12-31", "0001-01-01", "9999-12-31", "2000-02-29", "1900-02-28", "2024-02-29", ""}},
		{exporters.Column{Type: exporters.Timestamp}, []string{"1970-01-01T00:00:00Z", "1969-12-31T23:59:59.999999Z", "0001-01-01T00:00:00.000001Z", "9999-12-31T23:59:59Z", "2025-01-31T17:00:00.5Z"}},
	} {
		if got := roundTrip(t, test.column, test.cells...); fmt.Sprint(got) != fmt.Sprint(test.cells) {
			t.Errorf("%s: %.300q, want %.300q", test.column.Type, got, test.cells)
		}
	}
}

// Shorter forms of a number are the same number.
func TestParquetDecimalsAreFilledUp(t *testing.T) {
	got := roundTrip(t, exporters.Column{Type: exporters.Decimal, Scale: 25}, "1", "-1.5", "0", "-0", "007.25", "1234567890123")
	zeros := strings.Repeat("0", 23)
	want := []string{"1." + zeros + "00", "-1.5" + zeros + "0", "0." + zeros + "00", "0." + zeros + "00", "7.25" + zeros, "1234567890123." + zeros + "00"}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestParquetDaysAreThoseOfTheCalendar(t *testing.T) {
	var days []string
	for day := time.Date(1895, 1, 1, 0, 0, 0, 0, time.UTC); day.Year() < 2105; day = day.AddDate(0, 0, 1) {
		days = append(days, day.Format(time.DateOnly))
	}
	if got := roundTrip(t, exporters.Column{Type: exporters.Date}, days...); fmt.Sprint(got) != fmt.Sprint(days) {
		t.Error("a day is another")
	}
}

func TestCellsThatAreNotOfTheirType(t *testing.T) {
	long := strings.Repeat("1", 39)
	for typ, test := range map[exporters.Type]struct {
		says  string
		cells []string
	}{
		exporters.Text:    {"is not UTF-8", []string{"\xff", "a\xc3", "\xed\xa0\x80"}},
		exporters.Integer: {"is not an integer of 64 bits", []string{"+1", "1.0", "1e3", "0x1", "1_000", " 1", "9223372036854775808", "-", "satu"}},
		exporters.Boolean: {"is neither true nor false", []string{"TRUE", "1", "0", "yes", " true"}},
		exporters.Date: {"is not a date like 2025-01-31", []string{"2025-02-29", "1900-02-29", "2025-1-31", "2025-13-01", "2025-00-10",
			"2025-04-31", "2025-01-00", "2025-01-32", "20250131", "2025-01-31T00:00:00Z", "-025-01-01", "2025/01/31", "2025-01-3x"}},
		exporters.Timestamp: {"is not a timestamp in UTC like 2025-01-31T17:00:00Z, with at most 6 digits of a second", []string{
			"2025-01-31T17:00:00+07:00", "2025-01-31T17:00:00", "2025-01-31 17:00:00Z", "2025-01-31", "2025-01-31T24:00:00Z",
			"2025-01-31T17:60:00Z", "2025-01-31T17:00:60Z", "2025-01-31T17:00:00.Z", "2025-01-31T17:00:00.1234567Z",
			"2025-01-31T17:00:00.12+1Z", "2025-02-30T17:00:00Z", "2025-01-31T17:00:00z", "2025-01-31T17:00Z", "2025-01-31T17:00:00,5Z", "2025-01-31T17:00:001Z"}},
		exporters.Decimal: {"is not a decimal like -12.50", []string{"12,5", "1e3", "+1", ".5", "5.", "-", "--1", ".", "1.2.3", "1.-2", "NaN", " 1", "0x1", "1.x", long + "x"}},
	} {
		for _, cell := range test.cells {
			expectFault(t, exporters.Column{Name: "cell", Type: typ, Scale: 4}, cell, test.says)
		}
	}
}

func TestDecimalsWithTooManyDigits(t *testing.T) {
	const says = "has more digits than its column: 38 in all, with those after the point that the column has"
	for scale, cells := range map[int][]string{
		0:  {strings.Repeat("9", 39), "1.0", "1" + strings.Repeat("0", 38)},
		4:  {"0.12345", strings.Repeat("9", 35), "-" + strings.Repeat("9", 35) + ".1", "0.00000"},
		38: {"1", "-1.5"},
	} {
		for _, cell := range cells {
			expectFault(t, exporters.Column{Name: "cell", Type: exporters.Decimal, Scale: scale}, cell, says)
		}
	}
}

// expectFault writes a bad cell as the third of three rows.
func expectFault(t *testing.T, c exporters.Column, cell, says string) {
	t.Helper()
	expectFaultAfter(t, 2, c, cell, says)
}

func expectFaultAfter(t *testing.T, before int, c exporters.Column, cell, says string) {
	t.Helper()
	p, err := exporters.NewParquet(io.Discard, &exporters.Table{Name: "tables/x", Columns: []exporters.Column{c}})
	if err != nil {
		t.Fatal(err)
	}
	err = p.Write(rowsOf(append(make([]string, before), cell)...))
	if closed := p.Close(); err == nil {
		err = closed
	}
	want := fmt.Sprintf("table tables/x, row %d, column cell: %q %s", before+1, cell, says)
	if err == nil || err.Error() != want {
		t.Errorf("%v, want %s", err, want)
	}
}

// Rows are counted through all steps, blocks and groups.
func TestBadCellsAfterManyRows(t *testing.T) {
	for _, before := range []int{511, 512, 20_479, 20_480, 130_000} {
		expectFaultAfter(t, before, exporters.Column{Name: "cell", Type: exporters.Integer}, "satu", "is not an integer of 64 bits")
	}
}

func TestLongBadCellsAreCut(t *testing.T) {
	p, err := exporters.NewParquet(io.Discard, &exporters.Table{Name: "x", Columns: []exporters.Column{{Name: "n", Type: exporters.Integer}}})
	if err != nil {
		t.Fatal(err)
	}
	if err := p.Write(rowsOf(strings.Repeat("x", 1<<20))); err != nil {
		t.Fatal(err)
	}
	want := `table x, row 1, column n: "` + strings.Repeat("x", 100) + `…" is not an integer of 64 bits`
	if err := p.Close(); err == nil || err.Error() != want {
		t.Errorf("%.300v", err)
	}
}
