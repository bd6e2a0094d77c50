package sheets

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"terang/schema"
)

// ole is what a compound file of Office looks like to us: with the name of a stream.
func ole(stream string) string {
	return "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + strings.Repeat("\x00", 3<<20) + utf16le(stream)[2:] + strings.Repeat("\x00", 100)
}

// bookOf is a workbook with one sheet of this XML, and shared texts of that.
func bookOf(t testing.TB, sheet, texts string, more ...string) string {
	t.Helper()
	const head = `<?xml version="1.0" encoding="UTF-8"?>`
	return zipped(t, append([]string{
		"xl/workbook.xml", head + `<workbook xmlns="m" xmlns:r="r"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels", head + `<Relationships><Relationship Id="rId1" Type="x/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="x/sharedStrings" Target="/xl/sharedStrings.xml"/></Relationships>`,
		"xl/worksheets/sheet1.xml", head + `<x:worksheet xmlns:x="m"><x:sheetData>` + sheet,
		"xl/sharedStrings.xml", head + "<sst>" + texts + "</sst>"}, more...)...)
}

const sheetEnd = `</x:sheetData></x:worksheet>`

// encrypted is a zip of which the entry has the flag for a password.
func encrypted(t testing.TB) string {
	z := []byte(zipped(t, "a.csv", "a,b\n"))
	z[6] |= 1
	z[bytes.Index(z, []byte("PK\x01\x02"))+8] |= 1
	return string(z)
}

func TestHostileFiles(t *testing.T) {
	locked := filepath.Join(t.TempDir(), "x.xlsx")
	book := excelize.NewFile()
	must(t, book.SaveAs(locked, excelize.Options{Password: "rahasia"}))
	lockedText, err := os.ReadFile(locked)
	must(t, err)
	cell := `<row r="1"><c r="A1" t="inlineStr"><is><t>a</t></is></c><c r="B1"><v>`
	deep := `[{"a":` + strings.Repeat("[", 70) + strings.Repeat("]", 70) + `}]`
	for name, c := range map[string]struct{ file, text, code string }{
		"a zip within a zip":       {"a.zip", zipped(t, "b.zip", zipped(t, "c.csv", "a,b\n")), CodeZipInZip},
		"a zip called CSV":         {"a.zip", zipped(t, "b.csv", zipped(t, "c.csv", "a,b\n")), CodeZipInZip},
		"a zip with a password":    {"a.zip", encrypted(t), CodeZipLocked},
		"a zip that is cut":        {"a.zip", zipped(t, "b.csv", "a,b\n")[:40], CodeZip},
		"an empty zip":             {"a.zip", zipped(t), CodeNoTables},
		"a workbook with password": {"a.xlsx", string(lockedText), CodeLocked},
		"another with password":    {"a.xlsx", ole("EncryptedPackage"), CodeLocked},
		"an old workbook":          {"a.xls", ole("Workbook"), CodeOldExcel},
		"OpenDocument":             {"a.ods", zipped(t, "mimetype", "application/vnd.oasis.opendocument.spreadsheet", "content.xml", "<a/>", "META-INF/manifest.xml", "<a/>"), CodeODS},
		"a binary workbook":        {"a.xlsb", zipped(t, "xl/workbook.bin", "x"), CodeXLSB},
		"a PDF":                    {"a.pdf", "%PDF-1.7", CodePDF},
		"a web page":               {"a.xls", "\xef\xbb\xbf\r\n<html><table><tr><td>1</td></tr></table></html>", CodeMarkup},
		"XML of Excel 2003":        {"a.xls", "<?xml version=\"1.0\"?><Workbook/>", CodeMarkup},
		"RAR":                      {"a.rar", "Rar!\x1a\x07", CodeArchive},
		"Parquet":                  {"a.parquet", "PAR1", CodeParquet},
		"a picture":                {"a.csv", "\x89PNG\r\n\x1a\n" + strings.Repeat("\x00\x01\x02", 100), CodeBinary},
		"gzip that is cut":         {"a.csv.gz", gzipped(t, "a,b\n1,2\n"+strings.Repeat("x,y\n", 9))[:24], schema.CodeGzip},
		"JSON in gzip that is cut": {"a.json.gz", gzipped(t, `[{"a":1},{"b":2},{"c":[1,2,3,4,5,6,7,8]}]`)[:40], schema.CodeGzip},
		"JSON that is cut":         {"a.json", `[{"a":1},{"b":`, CodeJSON},
		"an envelope that is cut":  {"a.json", `{"data":[{"a":1}]`, CodeJSON},
		"JSON with more behind it": {"a.json", `[{"a":1}]]`, CodeJSON},
		"not UTF-8 in JSON":        {"a.json", "[{\"a\":\"\xff\"}]", CodeJSON},
		"a member twice":           {"a.json", `[{"a":1,"a":2}]`, CodeJSON},
		"deep JSON":                {"a.json", deep, CodeJSONDepth},
		"JSON without bottom":      {"a.json", strings.Repeat(`[`, 1<<20), CodeJSONDepth},
		"JSON objects without end": {"a.json", strings.Repeat(`{"data":`, 1<<18), CodeJSONDepth},
		"JSON without rows":        {"a.json", `{"success":false,"message":"Token kedaluwarsa"}`, CodeJSONRows},
		"two lists of equal right": {"a.json", `{"a":[{}],"b":[{}]}`, CodeJSONRows},
		"a list of numbers":        {"a.json", `[1,2]`, CodeJSONRows},
		"rows and numbers":         {"a.json", `[{"a":1},2]`, CodeJSONRows},
		"a million columns":        {"a.csv", strings.Repeat("a,", 1_000_000) + "\n", CodeRowTooLong},
		"a million members":        {"a.json", `[{` + manyMembers(1_000_000) + `}]`, CodeRowTooLong},
		"a row of 100 MB":          {"a.csv", "a,b\n1,\"" + strings.Repeat("x", 100<<20) + "\"\n", CodeRowTooLong},
		"an item of 100 MB":        {"a.json", `[{"a":"` + strings.Repeat("x", 100<<20) + `"}]`, CodeRowTooLong},
		"a member of 100 MB":       {"a.json", `{"x":"` + strings.Repeat("x", 100<<20) + `","data":[]}`, CodeRowTooLong},
		"quotes not closed":        {"a.csv", "a,b\n1,\"2\n", CodeQuote},
		"a sheet that is cut":      {"a.xlsx", bookOf(t, cell+"1</v></c></row>", ""), CodeWorkbook},
		"a sheet cut in a cell":    {"a.xlsx", bookOf(t, cell, ""), CodeWorkbook},
		"a text that is not there": {"a.xlsx", bookOf(t, `<row><c t="s"><v>7</v></c></row>`+sheetEnd, ""), CodeWorkbook},
		"a document type":          {"a.xlsx", bookOf(t, `<!DOCTYPE a [<!ENTITY b "c">]>`+sheetEnd, ""), CodeWorkbook},
		"rows in no order":         {"a.xlsx", bookOf(t, `<row r="2"/><row r="1"/>`+sheetEnd, ""), CodeWorkbook},
		"a row beyond the last":    {"a.xlsx", bookOf(t, `<row r="99999999"/>`+sheetEnd, ""), CodeWorkbook},
		"a cell beyond the last":   {"a.xlsx", bookOf(t, `<row r="1"><c r="XFE1"><v>1</v></c></row>`+sheetEnd, ""), CodeRowTooLong},
		"cells that are not UTF-8": {"a.xlsx", bookOf(t, `<row r="1"><c t="str"><v>`+"\xff"+`</v></c></row>`+sheetEnd, ""), CodeEncoding},
		"a workbook without parts": {"a.xlsx", zipped(t, "xl/workbook.xml", "<a/>"), CodeWorkbook},
		"gzip beyond measure":      {"a.csv.gz", bomb(t, 300<<20), CodeZipLimit},
		"a zip beyond measure":     {"a.zip", bombZip(t, "a.csv", 300<<20), CodeZipLimit},
	} {
		t.Run(name, func(t *testing.T) {
			_, _, err := read(t, fileOf(t, c.file, c.text))
			var unreadable *schema.InputError
			if !errors.As(err, &unreadable) || unreadable.Code != c.code {
				t.Fatalf("%v, want %s", err, c.code)
			}
			mustBeBilingual(t, unreadable.Finding)
		})
	}
}

func manyMembers(n int) string {
	var out strings.Builder
	for i := range n {
		fmt.Fprintf(&out, `"m%d":1,`, i)
	}
	return strings.TrimSuffix(out.String(), ",")
}

// bomb is gzip of many cells of spaces.
func bomb(t testing.TB, size int64) string {
	t.Helper()
	var out bytes.Buffer
	w := gzip.NewWriter(&out)
	_, err := io.Copy(w, io.LimitReader(repeated(strings.Repeat(" ", 4094)+",\n"), size))
	must(t, errors.Join(err, w.Close()))
	return out.String()
}

func bombZip(t testing.TB, name string, size int64) string {
	t.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	w, err := z.Create(name)
	must(t, err)
	_, err = io.Copy(w, io.LimitReader(repeated(strings.Repeat(" ", 4094)+",\n"), size))
	must(t, errors.Join(err, z.Close()))
	return out.String()
}

// repeated is a text without end; its length divides what is read of it.
type repeated string

func (r repeated) Read(p []byte) (int, error) {
	n := 0
	for n+len(r) <= len(p) {
		n += copy(p[n:], r)
	}
	return n, nil
}

// What a zip says of its sizes is not believed: here 20 bytes become many more.
func TestZipThatLies(t *testing.T) {
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	packed := []byte(gzipped(t, strings.Repeat("a,b\n", 1<<20)))
	packed = packed[10 : len(packed)-8]
	w, err := z.CreateRaw(&zip.FileHeader{Name: "a.csv", Method: zip.Deflate, UncompressedSize64: 20, CompressedSize64: uint64(len(packed)), CRC32: crc32.ChecksumIEEE(nil)})
	must(t, err)
	_, err = w.Write(packed)
	must(t, errors.Join(err, z.Close()))
	rows, _, err := read(t, fileOf(t, "a.zip", out.String()))
	var unreadable *schema.InputError
	if !errors.As(err, &unreadable) || len(rows) > 0 {
		t.Errorf("%d rows, %v", len(rows), err)
	}
}

// Entries are never written, so that their names do not matter; what is no table is named.
func TestZipNames(t *testing.T) {
	rows, found, err := read(t, fileOf(t, "a.zip", zipped(t, "../../x.csv", "a,b\n1,2\n", "/etc/y.json", `[{"a":1}]`, "C:\\z.csv", "c,d\n3,4\n", "README.md", "x", "surat.pdf", "%PDF", "__MACOSX/._x.csv", "\x00")))
	if err != nil || len(rows) != 3 || !slices.Equal(codes(found), []string{CodePassedOver, CodePassedOver}) {
		t.Errorf("%q %v %v", rows, found, err)
	}
}

func TestFolder(t *testing.T) {
	dir := t.TempDir()
	for name, content := range map[string]string{"b.csv": "a,b\n1,2\n", "a.json": `[{"a":1}]`, "README.md": "x", "surat.pdf": "%PDF", "c.txt": "%PDF"} {
		must(t, os.WriteFile(filepath.Join(dir, name), []byte(content), 0o600))
	}
	must(t, os.Mkdir(filepath.Join(dir, "sub.csv"), 0o700))
	want := 3
	if runtime.GOOS != "windows" {
		must(t, os.Symlink("loop.csv", filepath.Join(dir, "loop.csv")))
		must(t, os.Symlink("/dev/zero", filepath.Join(dir, "zero.csv")))
		must(t, os.Symlink("b.csv", filepath.Join(dir, "link.csv")))
		want += 2
	}
	rows, found, err := read(t, dir)
	if err != nil || len(rows) != 3 || rows[0] != "1: a=1" || len(found) != want {
		t.Errorf("%q %v %v", rows, codes(found), err)
	}
	for _, f := range found {
		mustBeBilingual(t, f)
		if f.Code != CodePassedOver {
			t.Errorf("%s: %s", f.File, f.Code)
		}
	}
	must(t, os.WriteFile(filepath.Join(dir, "broken.xls"), []byte("<html>"), 0o600)) // by its name no table that is read
	must(t, os.WriteFile(filepath.Join(dir, "old.xlsx"), []byte(ole("Workbook")), 0o600))
	var unreadable *schema.InputError
	if _, err := Open(dir); !errors.As(err, &unreadable) || unreadable.Code != CodeOldExcel {
		t.Errorf("a table that cannot be read must not be passed over: %v", err)
	}
	if _, err := Open("/dev/zero"); runtime.GOOS != "windows" && (!errors.As(err, &unreadable) || unreadable.Code != CodeNotFile) {
		t.Error(err)
	}
	if _, err := Open(t.TempDir()); !errors.As(err, &unreadable) || unreadable.Code != CodeNoTables {
		t.Error(err)
	}
	if _, err := Open(filepath.Join(dir, "none")); !errors.Is(err, os.ErrNotExist) {
		t.Error(err)
	}
}

func TestMacros(t *testing.T) {
	rows, found, err := read(t, fileOf(t, "a.xlsm", bookOf(t,
		`<row><c t="s"><v>0</v></c><c t="inlineStr"><is><r><t>b</t></r><rPh><t>zz</t></rPh></is></c></row><!-- > --><row r="3"><c r="B3" t="b"><v>1</v></c><c r="C3"/></row>`+sheetEnd,
		`<si><r><t>a&amp;</t></r><r><t xml:space="preserve"> &#x62;_x000D__x005F_x</t></r><rPh><t>zz</t></rPh></si>`, "xl/vbaProject.bin", "x")))
	if want := []string{"3: b=true"}; err != nil || !slices.Equal(rows, want) || !slices.Equal(codes(found), []string{CodeMacros}) {
		t.Errorf("%q %v %v", rows, codes(found), err)
	}
}

// TestMemory reads what is made to be large, and holds what is alive to a bound.
func TestMemory(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	row := "<row>" + strings.Repeat(`<c t="s"><v>0</v></c>`, 20) + "</row>"
	heading := `<row><c t="str"><v>a</v></c><c t="str"><v>b</v></c></row><row><c><v>1</v></c><c><v>2</v></c></row>`
	for name, c := range map[string]struct {
		file string
		text func() string // not held meanwhile
		most uint64        // MB
	}{
		"an item of 60 MB":   {"a.json", func() string { return `[{"a":1,"b":"` + strings.Repeat("é", 30<<20) + `"}]` }, 500},
		"a row of 60 MB":     {"a.csv", func() string { return "a,b\n1," + strings.Repeat("é", 30<<20) + "\n" }, 500},
		"small objects":      {"a.json", func() string { return "[" + strings.TrimSuffix(strings.Repeat(`{"a":1},`, 1<<21), ",") + "]" }, 20},
		"all members differ": {"a.jsonl", func() string { return differing(50_000) }, 30},
		"a cell of much text": {"a.xlsx", func() string {
			return bookOf(t, heading+strings.Repeat(row, 1000)+sheetEnd, "<si><t>"+strings.Repeat("x", 1<<20)+"</t></si>")
		}, 400},
		"many texts": {"a.xlsx", func() string { return bookOf(t, heading+sheetEnd, strings.Repeat("<si/>", 1<<23)) }, 250},
		"texts of 200 MB": {"a.xlsx", func() string {
			return bookOf(t, heading+sheetEnd, strings.Repeat("<si><t>"+strings.Repeat("abcdefgh", 1<<10)+"</t></si>", 25<<10))
		}, 120},
		"gzip of 250 MB": {"a.csv.gz", func() string { return bomb(t, 250<<20) }, 10},
	} {
		t.Run(name, func(t *testing.T) {
			path := fileOf(t, c.file, c.text())
			peak := peakOf(t, func() {
				sources, err := Open(path)
				must(t, err)
				defer closeAll(sources)
				must(t, sources[0].Sheets[0].Rows(func(*Row) error { return nil }))
			})
			if t.Logf("%d MB", peak>>20); peak>>20 > c.most {
				t.Errorf("%d MB were alive, at most %d", peak>>20, c.most)
			}
		})
	}
}

func differing(n int) string {
	var out strings.Builder
	for i := range n {
		fmt.Fprintf(&out, "{\"x%d\":1,\"%s%d\":2}\n", i, strings.Repeat("y", 200), i)
	}
	return out.String()
}

// peakOf is what the heap grows by while f runs, looked at many times.
func peakOf(t *testing.T, f func()) (peak uint64) {
	t.Helper()
	runtime.GC()
	var before, now runtime.MemStats
	runtime.ReadMemStats(&before)
	stop, done := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(done)
		for {
			runtime.ReadMemStats(&now)
			if now.HeapAlloc > before.HeapAlloc {
				peak = max(peak, now.HeapAlloc-before.HeapAlloc)
			}
			select {
			case <-stop:
				return
			case <-time.After(5 * time.Millisecond):
			}
		}
	}()
	f()
	close(stop)
	<-done
	return peak
}
