package exporters

import (
	"bytes"
	"slices"
	"strings"
	"testing"
)

func TestExcelCell(t *testing.T) {
	for _, test := range []struct {
		kind       Type
		cell, want string
	}{
		{Text, "", ""},
		{Text, "Jalan Merdeka 1", "Jalan Merdeka 1"},
		{Text, "3 unit laptop", "3 unit laptop"},
		{Text, "a;b", `"a;b"`},
		{Text, "a,b", "a,b"},
		{Text, `a "b"`, `"a ""b"""`},
		{Text, "a\r\nb", "\"a\r\nb\""},
		{Text, "ocds-contoh-2025-0001", "ocds-contoh-2025-0001"},

		{Text, "0312345678901234", `="0312345678901234"`},
		{Text, "1234567890123456", `="1234567890123456"`},
		{Text, "3", `="3"`},
		{Text, "1e5", `="1e5"`},
		{Text, "1.250.000,50", `="1.250.000,50"`},
		{Text, "Rp 5.000", `="Rp 5.000"`},
		{Text, "\u20ac5", "=\"\u20ac5\""},
		{Text, "50%", `="50%"`},
		{Text, "(5)", `="(5)"`},
		{Text, "-5", `="-5"`},
		{Text, "+6281234567", `="+6281234567"`},
		{Text, " 0123", `=" 0123"`},
		{Text, "1 1/2", `="1 1/2"`},
		{Text, "1/2", `="1/2"`},
		{Text, "2025-01-31", `="2025-01-31"`},
		{Text, "12:30", `="12:30"`},
		{Text, "9 AM", `="9 AM"`},
		{Text, "1 Mei 2025", `="1 Mei 2025"`},
		{Text, "Agustus 2025", `="Agustus 2025"`},
		{Text, "5.2.02.01", `="5.2.02.01"`},
		{Text, "true", `="true"`},
		{Text, "#N/A", `="#N/A"`},
		{Text, "Mei", "Mei"},
		{Text, "TRUE GRIT", "TRUE GRIT"},
		{Text, "2 Mei lewat", "2 Mei lewat"},
		{Text, strings.Repeat("7", 300), "'" + strings.Repeat("7", 300)},

		{Text, "=1+1", "'=1+1"},
		{Text, "=SUM(A1;A2)", `"'=SUM(A1;A2)"`},
		{Text, "+a", "'+a"},
		{Text, "-", "'-"},
		{Text, "- barang", "'- barang"},
		{Text, "@sum", "'@sum"},
		{Text, "  =cmd", "'  =cmd"},
		{Text, "\u00a0=cmd", "'\u00a0=cmd"},
		{Text, "\tcmd", "'\tcmd"},
		{Text, "\r=cmd", "\"'\r=cmd\""},
		{Text, "a=b", "a=b"},
		{Text, strings.Repeat("x", cellLimit), strings.Repeat("x", cellLimit)},
		{Text, strings.Repeat("x", cellLimit+1), "[Teks ini terlalu panjang untuk satu sel: 32.768 karakter. Selengkapnya ada di berkas CSV dan Parquet. / " +
			"This text is too long for a cell: 32,768 characters. It stands in full in the CSV and Parquet files.]"},

		{Integer, "-12", "-12"},
		{Integer, "123456789012345", "123456789012345"},
		{Integer, "1234567890123456", `="1234567890123456"`},
		{Integer, "1000000000000000000", "1000000000000000000"},
		{Decimal, "-1234567.2500", "-1234567,2500"},
		{Decimal, "0.0001", "0,0001"},
		{Decimal, "123456789012345.67", `="123456789012345,67"`},
		{Decimal, "0.00000000000000012345", "0,00000000000000012345"},
		{Boolean, "true", "TRUE"},
		{Boolean, "false", "FALSE"},
		{Date, "2025-01-31", "31/01/2025"},
		{Date, "0001-01-31", `="0001-01-31"`},
		{Timestamp, "2025-01-31T17:00:00Z", "31/01/2025 17:00:00"},
		{Timestamp, "2025-01-31T17:00:00.5Z", "31/01/2025 17:00:00,5"},
		{Timestamp, "0001-01-31T17:00:00Z", `="0001-01-31T17:00:00Z"`},
		{Timestamp, "", ""},
	} {
		if got := string(appendExcelCell(nil, []byte(test.cell), test.kind)); got != test.want {
			t.Errorf("%s %.60q: %.200q, want %.200q", test.kind, test.cell, got, test.want)
		}
	}
}

var excelTable = tableOf("ocid", "nilai decimal", "tanggal date", "catatan")

const excelText = "\uFEFFocid;nilai;tanggal;catatan\r\nocds-contoh-1;-12,5;31/01/2025;\"a;\r\nb\"\r\n=\"0123\";;;'=1\r\n"

func TestExcelCSV(t *testing.T) {
	var b bytes.Buffer
	written(t, NewExcelCSV(&b, excelTable), 1, 4, [][]string{{"ocds-contoh-1", "-12.5", "2025-01-31", "a;\r\nb"}, {"0123", "", "", "=1"}})
	if b.String() != excelText {
		t.Errorf("%q", b.String())
	}
	b.Reset()
	written(t, NewExcelCSV(&b, excelTable), 1, 4, nil)
	if want, _, _ := strings.Cut(excelText, "ocds-"); b.String() != want {
		t.Errorf("without rows: %q, want %q", b.String(), want)
	}
}

func TestToExcelCSV(t *testing.T) {
	var b bytes.Buffer
	plain := "ocid,nilai,tanggal,catatan\nocds-contoh-1,-12.5,2025-01-31,\"a;\r\nb\"\n0123,,,=1\n"
	if err := ToExcelCSV(&b, excelTable, strings.NewReader(plain)); err != nil || b.String() != excelText {
		t.Errorf("%v %q", err, b.String())
	}
	for _, broken := range []string{plain[:len(plain)-3], strings.Replace(plain, "ocid,", "id,", 1), plain + "1,2\n"} {
		if err := ToExcelCSV(&b, excelTable, strings.NewReader(broken)); err == nil || !strings.Contains(err.Error(), excelTable.Name) {
			t.Errorf("%q: %v", broken, err)
		}
	}
	if err := ToExcelCSV(full{}, excelTable, strings.NewReader(plain)); err == nil {
		t.Error("a full disk is not told")
	}
}

// The way by plain CSV and the straight one end at the same bytes.
func TestToExcelCSVIsExcelCSV(t *testing.T) {
	table, rows := tableOf("a", "b", "c"), slices.Repeat(nasty, 3)
	var plain, straight, converted bytes.Buffer
	plain.Write(Heading(table))
	written(t, NewCSV(&plain, table), 4, 3, rows)
	written(t, NewExcelCSV(&straight, table), 5, 3, rows)
	if err := ToExcelCSV(&converted, table, &plain); err != nil || !bytes.Equal(straight.Bytes(), converted.Bytes()) {
		t.Errorf("%v: %d bytes, %d straight", err, converted.Len(), straight.Len())
	}
}
