package exporters

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"os"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/xuri/excelize/v2"
)

var about = &About{Title: "Procurement of Kabupaten Contoh, 2025", TitleID: "Pengadaan Kabupaten Contoh, 2025", Publisher: "Kabupaten Contoh",
	License: "https://creativecommons.org/licenses/by/4.0/", Email: "data@contoh.example", BaseURL: "https://data.contoh.example",
	Notice: "SAMPLE", NoticeID: "DATA CONTOH"}

var bookTable = &Table{Name: "tables/contracts", Title: "Contracts", TitleID: "Kontrak", Columns: []Column{
	{Name: "ocid", Type: Text, Title: "Process", TitleID: "Proses", Description: "The process.", DescriptionID: "Prosesnya.", Pointer: "ocid", Key: true},
	{Name: "n", Type: Integer}, {Name: "value", Type: Decimal, Scale: 4}, {Name: "ok", Type: Boolean},
	{Name: "signed_local", Type: Date}, {Name: "signed", Type: Timestamp},
}}

// book writes a workbook of tables with the same rows each, in batches of n, with at most limit rows a sheet.
func book(t *testing.T, tables []*Table, n, limit int, rows [][]string) []byte {
	t.Helper()
	var b bytes.Buffer
	w, err := NewWorkbook(&b, tables, about)
	if err != nil {
		t.Fatal(err)
	}
	w.rows = limit
	for batch := range slices.Chunk(rows, n) { // the tables take turns
		for _, table := range tables {
			if err := w.Sheet(table).Write(rowsOf(len(table.Columns), batch...)); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func opened(t *testing.T, text []byte) *excelize.File {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(text), excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// sheetXML is the text of the workbook's nth sheet.
func sheetXML(t *testing.T, text []byte, n int) string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(text), int64(len(text)))
	if err != nil {
		t.Fatal(err)
	}
	f, err := z.Open("xl/worksheets/sheet" + strconv.Itoa(n) + ".xml")
	if err != nil {
		t.Fatal(err)
	}
	xml, err := io.ReadAll(f)
	if err != nil {
		t.Fatal(err)
	}
	return string(xml)
}

func TestCells(t *testing.T) {
	inline := func(text string) string { return `<c r="B2" t="inlineStr"><is><t>` + text + `</t></is></c>` }
	kept := func(text string) string {
		return `<c r="B2" t="inlineStr"><is><t xml:space="preserve">` + text + `</t></is></c>`
	}
	number := func(style, text string) string { return `<c r="B2" s="` + style + `"><v>` + text + `</v></c>` }
	for _, test := range []struct {
		kind       Type
		cell, want string
	}{
		{Text, "", ""},
		{Text, "1234567890123456", inline("1234567890123456")},
		{Text, "=1+1", inline("=1+1")},
		{Text, "a & b <c>", inline("a &amp; b &lt;c&gt;")},
		{Text, " a", kept(" a")},
		{Text, "a\n", kept("a\n")},
		{Text, "a\r\nb\tc", inline("a&#13;\nb\tc")},
		{Text, "a\x00\x01\x1f\x7fz", inline("a_x0000__x0001__x001F_\x7fz")},
		{Text, "a_x0041_b_X00e9_", inline("a_x005F_x0041_b_x005F_X00e9_")},
		{Text, "_x004_ _x004G_ _x0041", inline("_x004_ _x004G_ _x0041")},
		{Text, "\uFFFE\uFFFF\uFEFFé\U0001F600", inline("_xFFFE__xFFFF_\uFEFFé\U0001F600")},
		{Text, "a\xffz", inline("a\uFFFDz")},
		{Integer, "-12", number("2", "-12")},
		{Integer, "1234567890123456", `<c r="B2" s="7" t="inlineStr"><is><t>1234567890123456</t></is></c>`},
		{Integer, "9000000000000000000", number("2", "9000000000000000000")},
		{Decimal, "-1250000.5", number("3", "-1250000.5")},
		{Decimal, "123456789012.345", number("3", "123456789012.345")},
		{Decimal, "123456789012.3456", `<c r="B2" s="7" t="inlineStr"><is><t>123456789012.3456</t></is></c>`},
		{Decimal, "123456789012345.0000", number("3", "123456789012345.0000")},
		{Boolean, "true", `<c r="B2" s="8" t="b"><v>1</v></c>`},
		{Boolean, "false", `<c r="B2" s="8" t="b"><v>0</v></c>`},
		{Date, "2025-01-31", number("4", "45688")},
		{Date, "2024-02-29", number("4", "45351")},
		{Date, "1900-03-01", number("4", "61")},
		{Date, "1900-02-28", inline("1900-02-28")},
		{Date, "9999-12-31", number("4", "2958465")},
		{Timestamp, "2025-01-31T00:00:00Z", number("5", "45688")},
		{Timestamp, "2025-01-31T18:00:00Z", number("5", "45688.75")},
		{Timestamp, "2025-01-31T17:00:00Z", number("5", "45688.708333333333")},
		{Timestamp, "2025-01-31T23:59:59.999999Z", number("6", "45688.999999988426")},
		{Timestamp, "2025-01-31T00:00:00.5Z", number("6", "45688.000005787037")},
		{Timestamp, "0001-01-31T00:00:00Z", inline("0001-01-31T00:00:00Z")},
	} {
		if got := string(appendCell(nil, []byte("B"), []byte("2"), []byte(test.cell), test.kind)); got != test.want {
			t.Errorf("%s %q:\n %s, want\n %s", test.kind, test.cell, got, test.want)
		}
	}
}

func TestLongTextsAreToldNotCut(t *testing.T) {
	fits, wide, long := strings.Repeat("x", cellLimit), strings.Repeat("\U0001F600", 16_384), strings.Repeat("é", cellLimit+1)
	f := opened(t, book(t, []*Table{tableOf("a")}, 1, 100, [][]string{{fits}, {wide}, {long}}))
	rows, err := f.GetRows("contoh")
	if err != nil || rows[1][0] != fits {
		t.Fatalf("%v: what fits is not whole", err)
	}
	if rows[2][0] != string(longNotice([]byte(wide))) || !strings.Contains(rows[3][0], "32.768 karakter") || !strings.Contains(rows[3][0], "32,768 characters") {
		t.Errorf("%.200q %.200q", rows[2][0], rows[3][0])
	}
	if readme := sheetText(t, f, "README"); !strings.Contains(readme, "32,767 characters): 2.") || !strings.Contains(readme, "32.767 karakter): 2.") {
		t.Error(readme)
	}
}

func sheetText(t *testing.T, f *excelize.File, sheet string) string {
	t.Helper()
	rows, err := f.GetRows(sheet)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, row := range rows {
		b.WriteString(strings.Join(row, "|") + "\n")
	}
	return b.String()
}

var bookRows = [][]string{
	{"ocds-contoh-1", "1", "-12.5", "true", "2025-01-31", "2025-01-31T17:00:00Z"},
	{"3201234567890123", "", "12345678901234567.25", "false", "", ""},
	{"=HYPERLINK(\"x\")", "3", "", "", "0001-01-01", ""},
}

func TestWorkbookIsReadBack(t *testing.T) {
	text := book(t, []*Table{bookTable}, 2, sheetRows, bookRows)
	f := opened(t, text)
	if got := f.GetSheetList(); !slices.Equal(got, []string{"README", "dictionary", "contracts"}) {
		t.Fatal(got)
	}
	want := "ocid|n|value|ok|signed_local|signed\nocds-contoh-1|1|-12.5|1|45688|45688.708333333333\n" +
		"3201234567890123||12345678901234567.25|0\n=HYPERLINK(\"x\")|3|||0001-01-01\n"
	if got := sheetText(t, f, "contracts"); got != want {
		t.Errorf("%s, want\n%s", got, want)
	}
	if formula, _ := f.GetCellFormula("contracts", "A4"); formula != "" {
		t.Errorf("formula %s", formula)
	}
	panes, err := f.GetPanes("contracts")
	if err != nil || !panes.Freeze || panes.YSplit != 1 {
		t.Errorf("%v %+v", err, panes)
	}
	if xml := sheetXML(t, text, 3); !strings.Contains(xml, `<autoFilter ref="A1:F4"/>`) {
		t.Error("no filter: " + xml)
	}
}

func TestWorkbookTellsWhatItIs(t *testing.T) {
	f := opened(t, book(t, []*Table{bookTable, tableOf("a")}, 2, 3, nil))
	readme := sheetText(t, f, "README")
	for _, want := range []string{about.TitleID, about.Title, "DATA CONTOH|SAMPLE", about.License, about.Email, about.BaseURL, "manifest.json", "contracts|Kontrak|Contracts|0\n", "contoh|||0\n"} {
		if !strings.Contains(readme, want) {
			t.Errorf("README has no %q:\n%s", want, readme)
		}
	}
	if strings.Contains(readme, "Long texts") {
		t.Error("README counts long texts where there are none")
	}
	if got, want := sheetText(t, f, "dictionary"), "contracts|ocid|text|Proses|Process|Prosesnya.|The process.|ocid\n"; !strings.Contains(got, want) {
		t.Errorf("%s has not %s", got, want)
	}
	if link, target, err := f.GetCellHyperLink("README", "A"+lineOf(readme, "contracts|")); err != nil || !link || target != "'contracts'!A1" {
		t.Errorf("link to %q: %v", target, err)
	}
}

// A row cannot be as high as a long description.
func TestLongDescriptionsStand(t *testing.T) {
	table, long := *bookTable, strings.Repeat("panjang sekali ", 1000)
	table.Columns = slices.Clone(table.Columns)
	table.Columns[1].Description = long
	if got := sheetText(t, opened(t, book(t, []*Table{&table}, 2, 3, nil)), "dictionary"); !strings.Contains(got, long) {
		t.Errorf("%.500s", got)
	}
}

func lineOf(text, start string) string {
	before, _, _ := strings.Cut("\n"+text, "\n"+start)
	return strconv.Itoa(strings.Count(before, "\n") + 1)
}

func TestSheetsGoOn(t *testing.T) {
	other := *bookTable
	other.Name = "tables/contracts (2)" // the name that the second sheet would have
	text := book(t, []*Table{bookTable, &other}, 2, 3, slices.Concat(bookRows, bookRows[:2]))
	f := opened(t, text)
	if got, want := f.GetSheetList(), []string{"README", "dictionary", "contracts", "contracts (2)~2", "contracts (3)", "contracts (2)", "contracts (2) (2)", "contracts (2) (3)"}; !slices.Equal(got, want) {
		t.Fatal(got)
	}
	for sheet, rows := range map[string]int{"contracts": 3, "contracts (2)~2": 3, "contracts (3)": 2} {
		got, err := f.GetRows(sheet)
		if err != nil || len(got) != rows || got[0][0] != "ocid" {
			t.Errorf("%s: %v %q", sheet, err, got)
		}
	}
	if readme := sheetText(t, f, "README"); !strings.Contains(readme, "contracts (3)|Kontrak (lanjutan)|Contracts (continued)|1\n") {
		t.Error(readme)
	}
}

func TestSheetsGoOnWhereTheyGrowTooLarge(t *testing.T) {
	var b bytes.Buffer
	w, err := NewWorkbook(&b, []*Table{tableOf("a")}, about)
	if err != nil {
		t.Fatal(err)
	}
	w.bytes = flushAt
	written(t, w.sheets[0], 10, 1, slices.Repeat([][]string{{strings.Repeat("x", 1000)}}, 200))
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	f, total := opened(t, b.Bytes()), 0
	for _, sheet := range f.GetSheetList()[2:] {
		rows, err := f.GetRows(sheet)
		if err != nil || len(rows) < 2 || len(rows) > 130 {
			t.Errorf("%s: %d rows, %v", sheet, len(rows), err)
		}
		total += len(rows) - 1
	}
	if total != 200 {
		t.Errorf("%d rows of 200", total)
	}
}

func TestSheetNames(t *testing.T) {
	n := newSheetNames("README")
	for _, test := range [][2]string{{"contracts", "contracts"}, {"Contracts", "Contracts~2"}, {"readme", "readme~2"}, {"a/b:c'd", "a_b_c_d"}, {"History", "History~2"},
		{"awards_items_additionalClassifications", "awards_items_additionalClassifi"}, {"awards_items_additionalClassificationsX", "awards_items_additionalClassi~2"}} {
		if got := n.add(test[0], ""); got != test[1] || len(got) > 31 {
			t.Errorf("%s: %s, want %s", test[0], got, test[1])
		}
	}
}

func TestWorkbookHasTheSameBytes(t *testing.T) {
	other, rows := *bookTable, slices.Repeat(bookRows, 2_000)
	other.Name = "tables/items"
	tables := []*Table{bookTable, &other}
	want := book(t, tables, len(rows), 4_000, rows)
	for _, n := range []int{1, 7, 1000} {
		if !bytes.Equal(want, book(t, tables, n, 4_000, rows)) {
			t.Errorf("other bytes in batches of %d", n)
		}
	}
	if !bytes.Equal(want, together(t, tables, 4_000, rows)) {
		t.Error("other bytes where tables are written at the same time")
	}
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	if !bytes.Equal(want, book(t, tables, 5, 4_000, rows)) {
		t.Error("other bytes on one core")
	}
}

// together is book, each table written by a goroutine of its own.
func together(t *testing.T, tables []*Table, limit int, rows [][]string) []byte {
	t.Helper()
	var b bytes.Buffer
	w, err := NewWorkbook(&b, tables, about)
	if err != nil {
		t.Fatal(err)
	}
	w.rows = limit
	var all sync.WaitGroup
	for _, table := range tables {
		all.Go(func() {
			if err := w.Sheet(table).Write(rowsOf(len(table.Columns), rows...)); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestWorkbookLeavesNothingBehind(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	book(t, []*Table{bookTable}, 2, 3, bookRows)
	w, err := NewWorkbook(full{}, []*Table{bookTable}, about)
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); !errors.Is(err, errFull) {
		t.Errorf("a full disk is not told: %v", err)
	}
	if w, err = NewWorkbook(full{}, []*Table{bookTable}, about); err != nil {
		t.Fatal(err)
	}
	w.Discard()
	w.Discard()
	if left, err := os.ReadDir(os.TempDir()); err != nil || len(left) > 0 {
		t.Errorf("%v %v", err, left)
	}
	if err := w.Sheet(bookTable).Close(); err == nil {
		t.Error("a discarded workbook takes rows")
	}
}

func TestWorkbookRefusesTooManyColumns(t *testing.T) {
	if _, err := NewWorkbook(io.Discard, []*Table{{Name: "tables/wide", Columns: make([]Column, sheetColumns+1)}}, about); err == nil || !strings.Contains(err.Error(), "tables/wide") {
		t.Error(err)
	}
}

func BenchmarkWorkbook(b *testing.B) {
	table, rows := benchmarkRows()
	b.SetBytes(int64(rows.Size()))
	w, err := NewWorkbook(io.Discard, []*Table{table}, about)
	if err != nil {
		b.Fatal(err)
	}
	defer w.Discard()
	for b.Loop() {
		if err := w.Sheet(table).Write(rows); err != nil {
			b.Fatal(err)
		}
	}
}
