package sheets

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"

	"terang/schema"
)

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// fileOf writes a file.
func fileOf(t testing.TB, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	must(t, os.WriteFile(path, []byte(text), 0o600))
	return path
}

func gzipped(t testing.TB, text string) string {
	t.Helper()
	var out bytes.Buffer
	w := gzip.NewWriter(&out)
	_, err := w.Write([]byte(text))
	must(t, errors.Join(err, w.Close()))
	return out.String()
}

// zipped makes a zip of pairs of a name and a content.
func zipped(t testing.TB, files ...string) string {
	t.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for i := 0; i < len(files); i += 2 {
		w, err := z.Create(files[i])
		must(t, err)
		_, err = w.Write([]byte(files[i+1]))
		must(t, err)
	}
	must(t, z.Close())
	return out.String()
}

func utf16le(text string) string {
	out := []byte("\xff\xfe")
	for _, unit := range utf16.Encode([]rune(text)) {
		out = append(out, byte(unit), byte(unit>>8))
	}
	return string(out)
}

// read opens a path and reads all rows of all sheets, each as number: name=value …
func read(t testing.TB, paths ...string) (rows []string, found []schema.Finding, err error) {
	t.Helper()
	sources, err := Open(paths...)
	defer closeAll(sources)
	for _, source := range sources {
		found = append(found, source.Found()...)
		for _, s := range source.Sheets {
			err = errors.Join(err, s.Rows(func(r *Row) error {
				words := []string{fmt.Sprintf("%d:", r.Number)}
				for name, value := range r.Columns() {
					words = append(words, name+"="+value)
				}
				rows = append(rows, strings.Join(words, " "))
				return nil
			}))
			found = append(found, s.Found()...)
		}
	}
	return rows, found, err
}

func codes(found []schema.Finding) (all []string) {
	for _, f := range found {
		all = append(all, f.Code)
	}
	return all
}

func mustBeBilingual(t testing.TB, f schema.Finding) {
	t.Helper()
	if f.Text("en") == f.Text("id") || strings.Contains(f.Text("en")+f.Text("id"), "%[") || f.File == "" {
		t.Errorf("%s: %s / %s", f.File, f.Text("en"), f.Text("id"))
	}
}

var textCases = map[string]struct {
	name, text string
	want       []string
	found      []string
}{
	"plain":               {"a.csv", "a,b\n1,2\n,\n3,\n", []string{"2: a=1 b=2", "4: a=3"}, nil},
	"packed":              {"a.csv.gz", "", []string{"2: a=1 b=2"}, nil},
	"byte order mark":     {"a.csv", "\xef\xbb\xbfa,b\n1,2\n", []string{"2: a=1 b=2"}, nil},
	"UTF-16":              {"a.txt", utf16le("nama\tnilai\nKué\t5\n"), []string{"2: nama=Kué nilai=5"}, nil},
	"Windows-1252":        {"a.csv", "nama,nilai\nKu\xe9,5\n", []string{"2: nama=Kué nilai=5"}, []string{CodeWindows}},
	"NUL":                 {"a.csv", "nama,nilai\nKu\x00e,5\n", []string{"2: nama=Kue nilai=5"}, []string{CodeNul}},
	"semicolons":          {"a.csv", "nama;nilai\nA, B, C;1,5\nD, E, F;2,5\n", []string{"2: nama=A, B, C nilai=1,5", "3: nama=D, E, F nilai=2,5"}, nil},
	"tabs":                {"a.csv", "nama\tnilai;x\nA\t1\n", []string{"2: nama=A nilai_x=1"}, nil},
	"bars":                {"a.csv", "nama|nilai\nA|1\n", []string{"2: nama=A nilai=1"}, nil},
	"sep=":                {"a.csv", "sep=;\nnama,x;nilai\nA;1\n", []string{"3: nama_x=A nilai=1"}, nil},
	"separator quoted":    {"a.csv", "\"a;b;c;d\",e\n1,2\n", []string{"2: a_b_c_d=1 e=2"}, nil},
	"digits kept as text": {"a.csv", "kode;nama\n=\"007\";x\n", []string{"2: kode=007 nama=x"}, nil},
	"titles above": {"a.csv", "LAPORAN PENGADAAN, TAHUN 2025\nSatker;Dinas PU\nTahun;2025\n\n# dibuat otomatis\nNo;Nama Paket;Pagu (Rp);Lokasi\n1;Jalan;1.000;Sampit\n2;Jembatan;2.000;Sampit\n",
		[]string{"7: no=1 nama_paket=Jalan pagu_rp=1.000 lokasi=Sampit", "8: no=2 nama_paket=Jembatan pagu_rp=2.000 lokasi=Sampit"}, nil},
	"comment above the headings": {"a.csv", "# sumber: X, Y\na,b\n1,2\n# 3,4\n#5,6\n", []string{"3: a=1 b=2"}, nil},
	"the same heading twice":     {"a.csv", "Nilai,nilai,NILAI,%\n1,2,3,4\n", []string{"2: nilai=1 nilai_2=2 nilai_3=3 column_d=4"}, nil},
	"one value in each row":      {"a.csv", "Nama,Nilai\nA,\nB,\n", []string{"2: nama=A", "3: nama=B"}, nil},
	"headings alone":             {"a.csv", "Nama,Nilai\n", nil, nil},
	"no headings":                {"a.csv", "1,2\n3,4\n", nil, []string{CodeNoHeadings}},
	"an empty file":              {"a.csv", "", nil, []string{CodeNoHeadings}},
	"cells beside the headings":  {"a.csv", "a,b\n1,2\n1,2,3\n1,2\n", []string{"2: a=1 b=2", "3: a=1 b=2", "4: a=1 b=2"}, nil},

	"a list":                  {"a.json", "\xef\xbb\xbf" + ` [{"Nama Paket":"A","hps":999995334.78,"n":1e3,"b":true,"z":null,"o":{"x": [1, 2.50]}},{"hps":10040319000},{}]`, []string{`1: nama_paket=A hps=999995334.78 n=1e3 b=true o={"x":[1,2.50]}`, "2: hps=10040319000"}, nil},
	"an envelope":             {"a.json", `{"success":true,"errors":[],"data":[{"a":"1"}],"meta":{"data":[{"x":1}]}}`, []string{"1: a=1"}, nil},
	"the only list":           {"a.json", `{"success":true,"paket":[{"a":"1"}],"tags":["x"]}`, []string{"1: a=1"}, nil},
	"CKAN":                    {"a.json", `{"help":"h","success":true,"result":{"fields":[{"id":"a"}],"records":[{"_id":1,"a":"1"}],"total":1}}`, []string{"1: _id=1 a=1"}, nil},
	"DataTables":              {"a.json", `{"draw":1,"recordsTotal":2,"data":[["x",1,null],[" ",2]]}`, []string{"1: c0=x c1=1", "2: c1=2"}, nil},
	"lists":                   {"a.json", `[[1,"b"],[[2],{"a": 1}]]`, []string{"1: c0=1 c1=b", `2: c0=[2] c1={"a":1}`}, nil},
	"JSON Lines":              {"a.jsonl", "{\"a\":1,\"data\":[{\"x\":1}]}\n\n{\"b\":false}\n", []string{`1: a=1 data=[{"x":1}]`, "2: b=false"}, nil},
	"JSON Lines, of one":      {"a.ndjson.gz", "", []string{"1: a=1"}, nil},
	"JSON in UTF-16":          {"a.json", utf16le(`[{"a":"é"}]`), []string{"1: a=é"}, nil},
	"JSON named CSV":          {"a.csv", `[{"a":"é"}]`, []string{"1: a=é"}, nil},
	"CSV like JSON":           {"a.csv", "[No],b\n1,x\n", []string{"2: no=1 b=x"}, nil},
	"NUL in JSON":             {"a.json", `[{"a":"x\u0000y"}]`, []string{"1: a=xy"}, []string{CodeNul}},
	"an empty list":           {"a.json", `{"data":[]}`, nil, nil},
	"a member without a name": {"a.json", `[{"":1}]`, []string{"1: column_a=1"}, nil},
	"names that are alike":    {"a.json", `[{"A":1,"a":2}]`, []string{"1: a=1 a_2=2"}, nil},
}

func TestRows(t *testing.T) {
	for name, c := range textCases {
		t.Run(name, func(t *testing.T) {
			switch name {
			case "packed":
				c.text = gzipped(t, "a,b\n1,2\n")
			case "JSON Lines, of one":
				c.text = gzipped(t, "{\"a\":1}\n")
			}
			got, found, err := read(t, fileOf(t, c.name, c.text))
			if err != nil || !slices.Equal(got, c.want) || !slices.Equal(codes(found), c.found) {
				t.Errorf("%q, %v %v, want %q", got, codes(found), err, c.want)
			}
			for _, f := range found {
				mustBeBilingual(t, f)
			}
		})
	}
}

// workbook makes a workbook as people have them.
func workbook(t testing.TB, options *excelize.WorkbookPropsOptions) string {
	t.Helper()
	book := excelize.NewFile()
	defer book.Close()
	must(t, book.SetWorkbookProps(options))
	set := func(cell string, value any) { t.Helper(); must(t, book.SetCellValue("Sheet1", cell, value)) }
	set("A1", "LAPORAN TAHUN 2025")
	for i, heading := range []string{"No", "Nama", "Tanggal", "Waktu", "HPS", "Selesai", "Kode", "Jumlah", "Jam"} {
		set(string(rune('A'+i))+"3", heading)
	}
	formats := map[string]excelize.Style{"C": {NumFmt: 14}, "D": {CustomNumFmt: format(`[$-421]dd mmmm yyyy "pukul" hh:mm;@`)}, "E": {CustomNumFmt: format(`"Rp"#,##0.00;[Red]-"Rp"#,##0.00`)}, "I": {CustomNumFmt: format("[h]:mm")}}
	for row := 4; row <= 6; row += 2 {
		for column, value := range map[string]any{"A": row, "B": "Jalan & <jembatan>", "C": 45747, "D": 45747.583333333336, "E": 999995334.78, "F": true, "G": "007", "I": 1.5} {
			cell := fmt.Sprint(column, row)
			set(cell, value)
			if style, ok := formats[column]; ok {
				id, err := book.NewStyle(&style)
				must(t, errors.Join(err, book.SetCellStyle("Sheet1", cell, cell, id)))
			}
		}
		must(t, book.SetCellFormula("Sheet1", fmt.Sprint("H", row), "1+1"))
	}
	_, err := book.NewSheet("Rahasia")
	must(t, err)
	must(t, book.SetSheetRow("Rahasia", "A1", &[]any{"a", "b"}))
	must(t, book.SetSheetRow("Rahasia", "A2", &[]any{"x", "y"}))
	must(t, book.SetSheetVisible("Rahasia", false))
	_, err = book.NewSheet("Kosong")
	must(t, err)
	path := filepath.Join(t.TempDir(), "book.xlsx")
	must(t, book.SaveAs(path))
	return path
}

func format(s string) *string { return &s }

func TestRowsOfWorkbook(t *testing.T) {
	for name, c := range map[string]struct {
		from1904  bool
		date, day string
	}{"1900": {false, "2025-03-31", "2025-03-31 14:00:00"}, "1904": {true, "2029-04-01", "2029-04-01 14:00:00"}} {
		t.Run(name, func(t *testing.T) {
			path := workbook(t, &excelize.WorkbookPropsOptions{Date1904: &c.from1904})
			got, found, err := read(t, path)
			row := "%d: no=%d nama=Jalan & <jembatan> tanggal=%s waktu=%s hps=999995334.78 selesai=true kode=007 jam=1.5"
			want := []string{fmt.Sprintf(row, 4, 4, c.date, c.day), fmt.Sprintf(row, 6, 6, c.date, c.day), "2: a=x b=y"}
			if err != nil || !slices.Equal(got, want) || !slices.Equal(codes(found), []string{CodeNoHeadings}) {
				t.Errorf("%q, %v %v", got, codes(found), err)
			}
		})
	}
}

// Cells are those that excelize reads, of which flat's workbooks are proof.
func TestCellsAsExcelizeReadsThem(t *testing.T) {
	path := workbook(t, &excelize.WorkbookPropsOptions{})
	book, err := excelize.OpenFile(path)
	must(t, err)
	defer book.Close()
	sources, err := Open(path)
	must(t, err)
	defer closeAll(sources)
	for _, s := range sources[0].Sheets {
		want, err := book.GetRows(s.Name, excelize.Options{RawCellValue: true})
		must(t, err)
		r, err := s.Open()
		must(t, err)
		for i := range want {
			cells, row, err := r.Next()
			must(t, err)
			var got []string
			for _, cell := range cells {
				got = append(got, string(cell))
			}
			if row != i+1 || strings.TrimRight(strings.Join(got, "|"), "|") != strings.Join(want[i], "|") {
				t.Errorf("row %d: %q, want %q", row, got, want[i])
			}
		}
		must(t, r.Close())
	}
}

func TestPlace(t *testing.T) {
	book := workbook(t, &excelize.WorkbookPropsOptions{})
	for _, c := range []struct{ path, column, want string }{
		{fileOf(t, "data.csv", "x\na,b,c,d,e,hps\n1,2,3,4,5,6\n"), "hps", "data.csv:3 column 6 (hps)"},
		{fileOf(t, "data.csv", "x\na,b\n1,2\n"), "none", "data.csv:3"},
		{book, "hps", "book.xlsx#Sheet1!E4 (HPS)"},
		{book, "none", "book.xlsx#Sheet1!4"},
		{fileOf(t, "tender.json", `{"data":[{"H/P~S":1}]}`), "h_p_s", "tender.json /data/0/H~1P~0S"},
		{fileOf(t, "tender.json", `{"data":[[5,6]]}`), "c1", "tender.json /data/0/1"},
		{fileOf(t, "tender.json", `[{"a":1}]`), "b", "tender.json /0"},
	} {
		sources, err := Open(c.path)
		must(t, err)
		var row *Row
		must(t, sources[0].Sheets[0].Rows(func(r *Row) error {
			if row == nil {
				row = r
			}
			return nil
		}))
		if got := strings.TrimPrefix(row.Place(c.column), filepath.Dir(c.path)+string(filepath.Separator)); got != c.want {
			t.Errorf("%s, want %s", got, c.want)
		}
		if _, ok := row.Get(c.column); ok != (c.column != "none" && c.column != "b") {
			t.Errorf("%s: %t", c.column, ok)
		}
		closeAll(sources)
	}
}

func TestNormal(t *testing.T) {
	for heading, want := range map[string]string{
		"Nama Paket (Kegiatan)": "nama_paket_kegiatan", " _event_date ": "_event_date", "__x": "_x", "É à  ﬁ": "e_a_fi", "%": "", "": "", "_": "",
		"No.": "no", "a--b": "a_b", "Total\nPagu": "total_pagu", "标题 1": "标题_1", "\xff": "", "HPS²": "hps2",
	} {
		if got := Normal(heading); got != want {
			t.Errorf("%q is %q, want %q", heading, got, want)
		}
	}
}

func TestHeadings(t *testing.T) {
	for path, want := range map[string][]string{
		fileOf(t, "a.csv", "x\nNama Paket,,HPS\nA,,1\n"):          {"nama_paket", "hps"},
		fileOf(t, "a.json", `[{"a":1},{"b":null,"a":2},{"C":3}]`): {"a", "b", "c"},
		fileOf(t, "b.csv", "1,2\n"):                               nil,
	} {
		sources, err := Open(path)
		must(t, err)
		if got, err := sources[0].Sheets[0].Headings(); err != nil || !slices.Equal(got, want) {
			t.Errorf("%q %v, want %q", got, err, want)
		}
		closeAll(sources)
	}
}

// Rows of one sheet are kept after they were passed, and an error of the caller's comes back as it is.
func TestRowsAreKept(t *testing.T) {
	for name, content := range map[string]string{"a.csv": "a,b\n1,2\n3,4\n", "a.json": `[{"a":1,"b":2},{"a":3,"b":4}]`} {
		sources, err := Open(fileOf(t, name, content))
		must(t, err)
		var rows []*Row
		must(t, sources[0].Sheets[0].Rows(func(r *Row) error { rows = append(rows, r); return nil }))
		first, _ := rows[0].Get("b")
		if second, _ := rows[1].Get("b"); first != "2" || second != "4" {
			t.Errorf("%s, %s", first, second)
		}
		if err := sources[0].Sheets[0].Rows(func(*Row) error { return os.ErrClosed }); err != os.ErrClosed {
			t.Error(err)
		}
		closeAll(sources)
	}
}
