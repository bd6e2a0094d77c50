package exporters_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"math/big"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/parquet-go/parquet-go"

	"terang/exporters"
)

func openParquet(t *testing.T, file []byte) *parquet.File {
	t.Helper()
	f, err := parquet.OpenFile(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// canonical is a value as a cell has it.
func canonical(v parquet.Value, c exporters.Column) string {
	if v.IsNull() {
		return ""
	}
	switch c.Type {
	case exporters.Integer:
		return fmt.Sprint(v.Int64())
	case exporters.Boolean:
		return fmt.Sprint(v.Boolean())
	case exporters.Timestamp:
		return time.UnixMicro(v.Int64()).UTC().Format("2006-01-02T15:04:05.999999Z")
	case exporters.Date:
		return time.Unix(86400*int64(v.Int32()), 0).UTC().Format(time.DateOnly)
	case exporters.Decimal:
		return decimalText(v.ByteArray(), c.Scale)
	}
	return string(v.ByteArray())
}

func decimalText(b []byte, scale int) string {
	n := new(big.Int).SetBytes(b)
	if b[0] >= 0x80 {
		n.Sub(n, new(big.Int).Lsh(big.NewInt(1), 128))
	}
	r := new(big.Rat).SetFrac(n, new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(scale)), nil))
	return r.FloatString(scale)
}

// sameCell compares numbers by value and anything else as text.
func sameCell(a, b string, typ exporters.Type) bool {
	if typ != exporters.Decimal || a == "" || b == "" {
		return a == b
	}
	x, _ := new(big.Rat).SetString(a)
	y, _ := new(big.Rat).SetString(b)
	return x.Cmp(y) == 0
}

func TestParquetHasEveryCell(t *testing.T) {
	const n = portableRows
	rows := manyRows()
	f := openParquet(t, parquetBytes(t, everyType, rows))
	if f.NumRows() != n || len(f.RowGroups()) != 2 || f.RowGroups()[0].NumRows() != 122_880 {
		t.Fatalf("%d rows in %d groups", f.NumRows(), len(f.RowGroups()))
	}
	row := 0
	for _, group := range f.RowGroups() {
		row += compareGroup(t, group, rows, row)
	}
	if row != n {
		t.Errorf("%d rows read", row)
	}
}

func compareGroup(t *testing.T, group parquet.RowGroup, rows *exporters.Rows, first int) (read int) {
	t.Helper()
	reader := group.Rows()
	defer reader.Close()
	buffer := make([]parquet.Row, 1000)
	for {
		n, err := reader.ReadRows(buffer)
		for _, values := range buffer[:n] {
			for c, v := range values {
				want := string(rows.Cell(first+read, c))
				if got := canonical(v, everyType.Columns[c]); !sameCell(got, want, everyType.Columns[c].Type) {
					t.Fatalf("row %d, %s: %.100q, want %.100q", first+read, everyType.Columns[c].Name, got, want)
				}
			}
			read++
		}
		if errors.Is(err, io.EOF) {
			return read
		}
		if err != nil {
			t.Fatal(err)
		}
	}
}

func TestParquetSaysWhatItIs(t *testing.T) {
	f := openParquet(t, parquetBytes(t, everyType, sampleRows(0, 10)))
	for i, c := range f.Schema().Columns() {
		if c[0] != everyType.Columns[i].Name {
			t.Errorf("column %d is %s", i, c)
		}
	}
	want := strings.Join([]string{"message table {", "	optional binary zeta/ocid (STRING);"}, "\n")
	if got := f.Schema().String(); !strings.HasPrefix(got, want) ||
		!strings.Contains(got, "optional fixed_len_byte_array(16) amount (DECIMAL(38,4));") ||
		!strings.Contains(got, "optional int64 at (TIMESTAMP(isAdjustedToUTC=true,unit=MICROS));") ||
		!strings.Contains(got, "optional int32 day (DATE);") {
		t.Error(got)
	}
	columns, _ := f.Lookup("terang.columns")
	for _, text := range []string{`{"name":"zeta/ocid","type":"text","title":"Process","title_id":"Proses","key":true}`, `"description":"who buys <&>"`} {
		if !strings.Contains(columns, text) {
			t.Errorf("no %s in %s", text, columns)
		}
	}
	if name, _ := f.Lookup("terang.table"); name != "tables/contoh" {
		t.Errorf("table %q", name)
	}
	if version, _ := f.Lookup("ocds:version"); version != "1.1" {
		t.Errorf("OCDS %q", version)
	}
}

func TestParquetOfNoRows(t *testing.T) {
	for _, batches := range [][]*exporters.Rows{nil, {exporters.NewRows(len(everyType.Columns))}} {
		f := openParquet(t, parquetBytes(t, everyType, batches...))
		if f.NumRows() != 0 || len(f.RowGroups()) != 0 || len(f.Schema().Columns()) != len(everyType.Columns) {
			t.Errorf("%d rows, %d groups", f.NumRows(), len(f.RowGroups()))
		}
	}
}

// Much text ends a group before its rows do.
func TestParquetGroupsEndByText(t *testing.T) {
	rows := exporters.NewRows(1)
	for i := range 70 {
		rows.Append([][]byte{bytes.Repeat([]byte{'a' + byte(i%26)}, 1<<20)})
	}
	table := &exporters.Table{Name: "big", Columns: []exporters.Column{{Name: "text", Type: exporters.Text}}}
	var sizes []int64
	for _, g := range openParquet(t, parquetBytes(t, table, rows)).RowGroups() {
		sizes = append(sizes, g.NumRows())
	}
	if !slices.Equal(sizes, []int64{64, 6}) {
		t.Errorf("groups of %v rows", sizes)
	}
}

func TestTablesThatParquetCannotHave(t *testing.T) {
	for want, columns := range map[string][]exporters.Column{
		"table x: a Parquet file needs a column":                                  nil,
		"table x: two columns are named a":                                        {{Name: "a", Type: exporters.Text}, {Name: "b", Type: exporters.Date}, {Name: "a", Type: exporters.Text}},
		`table x: column a: Parquet has no type for "money"`:                      {{Name: "a", Type: "money"}},
		"table x: column a: a decimal has 0 to 38 digits after the point, not 39": {{Name: "a", Type: exporters.Decimal, Scale: 39}},
		"table x: column a: a decimal has 0 to 38 digits after the point, not -1": {{Name: "a", Type: exporters.Decimal, Scale: -1}},
	} {
		if _, err := exporters.NewParquet(io.Discard, &exporters.Table{Name: "x", Columns: columns}); err == nil || err.Error() != want {
			t.Errorf("%v, want %s", err, want)
		}
	}
}

func TestParquetRowsHaveTheTablesWidth(t *testing.T) {
	p, err := exporters.NewParquet(io.Discard, everyType)
	if err != nil {
		t.Fatal(err)
	}
	if err := p.Write(rowsOf("x")); err == nil || err.Error() != "table tables/contoh has 13 columns, rows have 1 cells" {
		t.Error(err)
	}
	if p.Close() == nil {
		t.Error("the file is ended after an error")
	}
}

type broken struct{ room int }

var errFull = errors.New("disk full")

func (b *broken) Write(p []byte) (int, error) {
	if b.room -= len(p); b.room < 0 {
		return 0, errFull
	}
	return len(p), nil
}

func TestParquetTellsThatItCouldNotBeWritten(t *testing.T) {
	rows := contractRows(1000)
	for _, room := range []int{0, 1000, 20_000} {
		p, err := exporters.NewParquet(&broken{room}, contractsTable)
		if err == nil {
			err = p.Write(rows)
		}
		if closed := p.Close(); err == nil {
			err = closed
		}
		if !errors.Is(err, errFull) || !strings.HasPrefix(err.Error(), "writing table tables/contracts as Parquet: ") {
			t.Errorf("room for %d: %v", room, err)
		}
	}
}
