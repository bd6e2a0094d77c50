package flat

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"encoding/csv"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"terang/schema"
	"terang/sheets"
)

// folderOf writes files, by name.
func folderOf(t testing.TB, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		must(t, os.MkdirAll(filepath.Dir(path), 0o755))
		must(t, os.WriteFile(path, []byte(text), 0o600))
	}
	return dir
}

// releases is what a package with them looks like.
func releases(all ...string) string { return `{"releases":[` + strings.Join(all, ",") + "]}\n" }

// unflattenCases are tables, what comes of them, and what is found: code, file, row and heading.
var unflattenCases = map[string]struct {
	files map[string]string
	want  string
	found []string // code, file, row and heading
}{
	"rows merge by the ids of all above them": {map[string]string{
		"releases.csv":    "ocid,id,tag,tender/id,tender/value/amount\no-1,1,award;contract,t,10.50\n",
		"awards.csv":      "ocid,id,awards/0/id,awards/0/title\no-1,1,a,A\no-1,1,b,B\n",
		"award_items.csv": "ocid,id,awards/0/id,awards/0/items/0/id,awards/0/items/0/quantity\no-1,1,b,1,2\no-1,1,a,1,3\no-1,1,b,2,4\n",
	}, releases(`{"ocid":"o-1","id":"1","tag":["award","contract"],"tender":{"id":"t","value":{"amount":10.50}},"awards":[` +
		`{"id":"a","title":"A","items":[{"id":"1","quantity":3}]},{"id":"b","title":"B","items":[{"id":"1","quantity":2},{"id":"2","quantity":4}]}]}`), nil},
	"numbers only order siblings": {map[string]string{
		"releases.csv": "ocid,id,parties/7/id,parties/2/id,tender/items/id,tag/1,tag/0\no-1,1,late,early,i,b,a\n",
	}, releases(`{"ocid":"o-1","id":"1","parties":[{"id":"early"},{"id":"late"}],"tender":{"items":[{"id":"i"}]},"tag":["a","b"]}`), nil},
	"an id twice in a row is one thing": {map[string]string{
		"releases.csv": "ocid,id,parties/0/id,parties/0/name,parties/1/id,parties/1/name\no-1,1,p,A,p,A\n",
	}, releases(`{"ocid":"o-1","id":"1","parties":[{"id":"p","name":"A"}]}`), nil},
	"things without an id are their own": {map[string]string{
		"releases.csv":  "ocid,id\no-1,1\n",
		"documents.csv": "ocid,id,planning/documents/0/title\no-1,1,A\no-1,1,A\n",
	}, releases(`{"ocid":"o-1","id":"1","planning":{"documents":[{"title":"A"},{"title":"A"}]}}`), nil},
	"releases in any order are held": {map[string]string{
		"releases.csv": "ocid,id,language\no-1,1,id\no-2,1,en\n",
		"awards.csv":   "ocid,id,awards/0/id\no-2,1,b\no-1,1,a\n",
	}, releases(`{"ocid":"o-1","id":"1","language":"id","awards":[{"id":"a"}]}`, `{"ocid":"o-2","id":"1","language":"en","awards":[{"id":"b"}]}`), nil},
	"a release of which the rows are apart is one": {map[string]string{
		"releases.csv": "ocid,id,language,date\no-1,1,id,\no-2,1,en,\no-1,1,,d\n",
	}, releases(`{"ocid":"o-1","id":"1","language":"id","date":"d"}`, `{"ocid":"o-2","id":"1","language":"en"}`), nil},
	"a row without its release makes one": {map[string]string{
		"releases.csv": "ocid,id\no-1,1\n",
		"awards.csv":   "ocid,id,awards/0/id\no-1,2,a\n",
	}, releases(`{"ocid":"o-1","id":"1"}`, `{"ocid":"o-1","id":"2","awards":[{"id":"a"}]}`), []string{"row_without_release awards.csv:2 "}},
	"releases without an id stay apart": {map[string]string{
		"releases.csv": "ocid,id\no-1,\no-1,\n",
	}, releases(`{"ocid":"o-1"}`, `{"ocid":"o-1"}`), nil},
	"the first value counts": {map[string]string{
		"releases.csv": "ocid,id,tender/id,tender/title\no-1,1,t,A\n",
		"tender.csv":   "ocid,id,tender/id,tender/title,tender/value/amount\no-1,1,t,B,1\no-1,1,t,A,1.0\n",
	}, releases(`{"ocid":"o-1","id":"1","tender":{"id":"t","title":"A","value":{"amount":1}}}`), []string{"cell_conflict tender.csv:2 tender/title"}},
	"what is not of its type is kept as text": {map[string]string{
		"releases.csv": "ocid,id,tender/value/amount,tender/hasEnquiries,tender/tenderPeriod/durationInDays,tender/numberOfTenderers,tender/items,tender/value\n" +
			"o-1,1,\"1.000,50\",ya,12.0,1.5,x,\no-2,1, +007.50 ,TRUE,-1,1e2,,\no-3,1,NaN,0,,,,\n",
	}, releases(`{"ocid":"o-1","id":"1","tender":{"value":{"amount":"1.000,50"},"hasEnquiries":"ya","tenderPeriod":{"durationInDays":12},"numberOfTenderers":"1.5","items":"x"}}`,
		`{"ocid":"o-2","id":"1","tender":{"value":{"amount":7.50},"hasEnquiries":true,"tenderPeriod":{"durationInDays":-1},"numberOfTenderers":100}}`,
		`{"ocid":"o-3","id":"1","tender":{"value":{"amount":"NaN"},"hasEnquiries":false}}`),
		[]string{"cell_type releases.csv:2 tender/value/amount", "cell_type releases.csv:2 tender/hasEnquiries", "cell_type releases.csv:2 tender/numberOfTenderers",
			"cell_type releases.csv:2 tender/items", "cell_type releases.csv:4 tender/value/amount"}},
	"what no schema names is text": {map[string]string{
		"releases.csv": "ocid,id,x_number,tender/title_id,x/y\no-1,1,5,7,true\n",
	}, releases(`{"ocid":"o-1","id":"1","x_number":"5","tender":{"title_id":"7"},"x":{"y":"true"}}`), nil},
	"a place has one kind in a release": {map[string]string{
		"releases.csv": "ocid,id,x,x/y,x/0/id\no-1,1,a,b,\no-2,1,,b,\no-3,1,,,c\n",
	}, releases(`{"ocid":"o-1","id":"1","x":"a"}`, `{"ocid":"o-2","id":"1","x":{"y":"b"}}`, `{"ocid":"o-3","id":"1","x":[{"id":"c"}]}`), []string{"heading_conflict releases.csv:2 x/y"}},
	"columns that cannot be a field are told once": {map[string]string{
		"releases.csv": "ocid,id,,0/a,0\no-1,1,x,,\no-1,2,y,z,,more\n",
	}, releases(`{"ocid":"o-1","id":"1"}`, `{"ocid":"o-1","id":"2"}`),
		[]string{"heading_missing releases.csv:1 C", "heading_missing releases.csv:1 0/a", "heading_missing releases.csv:1 F"}},
	"spaces, a slash before and brackets in headings": {map[string]string{
		"releases.csv": "/ocid,id,tender/ title,parties[]/0/id\no-1,1,T,p\n",
	}, releases(`{"ocid":"o-1","id":"1","tender":{"title":"T"},"parties":[{"id":"p"}]}`), nil},
	"rows that say how the sheet is laid out": {map[string]string{
		"releases.csv": "#,skipRows 1,headerRows 2\nwritten by hand\nocid,id,language\nOCID,ID,Bahasa\no-1,1,id\n",
		"notes.csv":    "#,ignore\nocid,id,language\no-1,1,en\n",
	}, releases(`{"ocid":"o-1","id":"1","language":"id"}`), nil},
	"what was rolled up stands elsewhere": {map[string]string{
		"releases.csv": "ocid,id,parties/0/id,parties/0/name\no-1,1,WARNING: More than one value supplied,\"WARNING: More than one value supplied, consult the relevant sub-sheet for the data.\"\n",
		"parties.csv":  "ocid,id,parties/0/id\no-1,1,a\no-1,1,b\n",
	}, releases(`{"ocid":"o-1","id":"1","parties":[{"id":"a"},{"id":"b"}]}`), nil},
	"headings alone": {map[string]string{"releases.csv": "ocid,id\n", "awards.csv": ""}, releases(), nil},
	"a spreadsheet's own form, where decimals follow a comma": {map[string]string{
		"releases.csv": "\xef\xbb\xbfocid;id;tag;tender/id;tender/value/amount;tender/minValue/amount;tender/title\r\no-1;1;\"planning;tender\";=\"007\";1.000,50;-2,5;1,5\r\no-1;2;;1;1000;1.000.000;\r\no-1;3;;1;1.000;1.5;\r\n",
	}, releases(`{"ocid":"o-1","id":"1","tag":["planning","tender"],"tender":{"id":"007","value":{"amount":1000.50},"minValue":{"amount":-2.5},"title":"1,5"}}`,
		`{"ocid":"o-1","id":"2","tender":{"id":"1","value":{"amount":1000},"minValue":{"amount":1000000}}}`,
		`{"ocid":"o-1","id":"3","tender":{"id":"1","value":{"amount":"1.000"},"minValue":{"amount":1.5}}}`),
		[]string{"cell_type releases.csv:4 tender/value/amount"}},
	"UTF-16, as a spreadsheet writes Unicode text": {map[string]string{
		"releases.csv": "\xff\xfe" + strings.Join(strings.Split("ocid\tid\no-1\t1\n", ""), "\x00") + "\x00",
	}, releases(`{"ocid":"o-1","id":"1"}`), nil},
	"Windows-1252": {map[string]string{
		"releases.csv": "ocid,id,tender/id,tender/title\no-1,1,t,Caf\xe9\n",
	}, releases(`{"ocid":"o-1","id":"1","tender":{"id":"t","title":"Café"}}`), []string{"table_windows_1252 releases.csv:2 "}},
	"commas come first": {map[string]string{
		"releases.csv": "ocid,id,a;b;c;d\no-1,1,x\n",
	}, releases(`{"ocid":"o-1","id":"1","a;b;c;d":"x"}`), nil},
	"what the package says": {map[string]string{
		"releases.csv": "ocid,id\no-1,1\n",
		"Meta.csv":     "version,1.1\npublisher/name,N\nextensions,https://x.example/a;https://x.example/b\n",
	}, `{"version":"1.1","publisher":{"name":"N"},"extensions":["https://x.example/a","https://x.example/b"],"releases":[{"ocid":"o-1","id":"1"}]}` + "\n", nil},
	"rows of rest that cannot be used": {map[string]string{
		"releases.csv":  "ocid,id\no-1,1\n",
		"rest/rest.csv": "ocid,id,pointer,json\no-1,1,/tender/title,null\no-1,1,/x,{\no-1,1,x,1\no-1,1,/y,2\n",
	}, releases(`{"ocid":"o-1","id":"1","y":2}`), []string{"rest_row rest.csv:2 /tender/title", "rest_row rest.csv:3 /x", "rest_row rest.csv:4 x"}},
}

func TestUnflatten(t *testing.T) {
	for name, c := range unflattenCases {
		t.Run(name, func(t *testing.T) {
			got, found := unflattened(t, folderOf(t, c.files))
			if a, b := asLines(got), asLines(c.want); len(a) != len(b) || !slices.EqualFunc(a, b, func(x, y string) bool { return schema.Equal([]byte(x), []byte(y)) }) {
				t.Errorf("got\n%s\nwant\n%s", got, c.want)
			}
			var all []string
			for _, f := range found {
				all = append(all, fmt.Sprintf("%s %s:%d %s", f.Code, filepath.Base(f.File), f.Line, f.Pointer))
				if f.Text("en") == f.Text("id") || strings.Contains(f.Text("en")+f.Text("id"), "%[") {
					t.Errorf("%s: %s", f.Text("en"), f.Text("id"))
				}
			}
			if !slices.Equal(all, c.found) {
				t.Errorf("found %q, want %q", all, c.found)
			}
		})
	}
}

func asLines(text string) []string { return strings.Split(strings.TrimSpace(text), "\n") }

// The columns' types are those of the schema with the extensions that the packages declare.
func TestUnflattenExtensions(t *testing.T) {
	const lots = "https://raw.githubusercontent.com/open-contracting-extensions/ocds_lots_extension/v1.1.5/extension.json"
	files := map[string]string{
		"releases.csv": "ocid,id,tender/lots/0/id,tender/lots/0/value/amount\no-1,1,l,5\n",
		"Meta.csv":     "uri,u\nextensions," + lots + "\n",
	}
	got, _ := unflattened(t, folderOf(t, files))
	if want := `"lots":[{"id":"l","value":{"amount":5}}]`; !strings.Contains(got, want) {
		t.Errorf("%s, want %s", got, want)
	}
	delete(files, "Meta.csv")
	if got, _ = unflattened(t, folderOf(t, files)); !strings.Contains(got, `"amount":"5"`) {
		t.Errorf("without the extension %s", got)
	}
}

func TestOpen(t *testing.T) {
	const releasesCSV, awardsCSV = "ocid,id\no-1,1\n", "ocid,id,awards/0/id\no-1,1,a\n"
	want := releases(`{"ocid":"o-1","id":"1","awards":[{"id":"a"}]}`)
	dir := folderOf(t, map[string]string{"releases.csv": releasesCSV, "awards.csv": awardsCSV})
	packed := filepath.Join(t.TempDir(), "tables.zip")
	writeZip(t, packed, map[string]string{"flat/releases.csv": releasesCSV, "flat/awards.csv.gz": gzipped(t, awardsCSV), "README.md": "x"})
	book := filepath.Join(t.TempDir(), "book.xlsx")
	writeSheets(t, book, "releases", releasesCSV, "awards", awardsCSV, "README", "made by hand\n")
	gz := folderOf(t, map[string]string{"releases.csv.gz": gzipped(t, releasesCSV), "awards.csv": awardsCSV})
	for name, paths := range map[string][]string{
		"a folder": {dir}, "a folder with packed files": {gz}, "a zip": {packed}, "a workbook": {book},
		"files one by one": {filepath.Join(dir, "awards.csv"), filepath.Join(dir, "releases.csv")},
	} {
		t.Run(name, func(t *testing.T) {
			sources, err := Open(paths...)
			must(t, err)
			defer closeAll(sources)
			var out bytes.Buffer
			for _, s := range sources {
				must(t, Unflatten(s, schema.Default(), &out, func(f schema.Finding) { t.Error(f.Text("en")) }))
			}
			if out.String() != want {
				t.Errorf("%s, want %s", out.String(), want)
			}
		})
	}
}

func gzipped(t testing.TB, text string) string {
	t.Helper()
	var out bytes.Buffer
	w := gzip.NewWriter(&out)
	_, err := w.Write([]byte(text))
	must(t, errors.Join(err, w.Close()))
	return out.String()
}

func writeZip(t testing.TB, path string, files map[string]string) {
	t.Helper()
	f, err := os.Create(path)
	must(t, err)
	defer f.Close()
	z := zip.NewWriter(f)
	for name, text := range files {
		w, err := z.Create(name)
		must(t, err)
		_, err = w.Write([]byte(text))
		must(t, err)
	}
	must(t, z.Close())
}

// writeSheets writes pairs of a sheet's name and its cells as CSV.
func writeSheets(t testing.TB, path string, sheets ...string) {
	t.Helper()
	book := excelize.NewFile()
	defer book.Close()
	for i := 0; i < len(sheets); i += 2 {
		_, err := book.NewSheet(sheets[i])
		must(t, err)
		rows, err := csv.NewReader(strings.NewReader(sheets[i+1])).ReadAll()
		must(t, err)
		for k, row := range rows {
			must(t, book.SetSheetRow(sheets[i], fmt.Sprintf("A%d", k+1), &row))
		}
	}
	must(t, book.DeleteSheet("Sheet1"))
	must(t, book.SaveAs(path))
}

func TestUnreadableTables(t *testing.T) {
	for name, c := range map[string]struct {
		files map[string]string
		path  string
		code  string
	}{
		"a folder of others": {map[string]string{"a.txt": "x"}, "", sheets.CodeNoTables},
		"a zip of others":    {map[string]string{"a.zip": "PK\x03\x04"}, "a.zip", sheets.CodeZip},
		"Parquet":            {map[string]string{"a.parquet": "PAR1"}, "a.parquet", sheets.CodeParquet},
		"JSON":               {map[string]string{"a.json": "{}"}, "a.json", codeJSON},
		"a table twice":      {map[string]string{"a.csv": "ocid\n", "a.csv.gz": ""}, "", codeTwice},
		"broken gzip":        {map[string]string{"a.csv.gz": "\x1f\x8b\x08"}, "", schema.CodeGzip},
		"cut gzip":           {map[string]string{"a.csv.gz": gzipped(t, "ocid,id\n")[:20]}, "", schema.CodeGzip},
		"broken quotes":      {map[string]string{"a.csv": "ocid\n\"x"}, "", sheets.CodeQuote},
	} {
		t.Run(name, func(t *testing.T) {
			sources, err := Open(filepath.Join(folderOf(t, c.files), c.path))
			for _, s := range sources {
				err = Unflatten(s, schema.Default(), &bytes.Buffer{}, func(schema.Finding) {})
			}
			var unreadable *schema.InputError
			if !errors.As(err, &unreadable) || unreadable.Code != c.code {
				t.Errorf("%v, want %s", err, c.code)
			}
		})
	}
	if _, err := Open(filepath.Join(t.TempDir(), "none")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a path that is not there: %v", err)
	}
}

// In a workbook days are numbers, and a long table goes on in another sheet.
func TestWorkbook(t *testing.T) {
	path := filepath.Join(t.TempDir(), "book.xlsx")
	writeSheets(t, path, "releases", "ocid,id,date,language\no-1,1,45321.75,45321\no-2,1,2024-01-30,\n",
		"releases (2)", "ocid,id,date,language\no-3,1,5,\n", "rest", "ocid,id,pointer,json\no-3,1,/x,null\n")
	got, found := unflattened(t, path)
	want := releases(`{"ocid":"o-1","id":"1","date":"2024-01-30T18:00:00Z","language":"45321"}`, `{"ocid":"o-2","id":"1","date":"2024-01-30"}`, `{"ocid":"o-3","id":"1","date":"5","x":null}`)
	if got != want || len(found) > 0 {
		t.Errorf("%s%v, want %s", got, found, want)
	}
}

// The standard's template of tables, filled in, is read as its headings say.
func TestTemplate(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(shared(t, "ocds/examples/flat-template"), "*.csv"))
	must(t, err)
	filled := map[string]string{}
	for _, file := range files {
		text, err := os.ReadFile(file)
		must(t, err)
		row, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(text, []byte("\xef\xbb\xbf")))).Read()
		must(t, err)
		var cells []string
		for _, heading := range row {
			cells = append(cells, map[string]string{"amount": "1.5", "quantity": "2", "hasEnquiries": "true", "durationInDays": "30",
				"numberOfTenderers": "3"}[heading[strings.LastIndex(heading, "/")+1:]])
			if last := len(cells) - 1; cells[last] == "" {
				cells[last] = "1"
			}
		}
		filled[filepath.Base(file)] = strings.Join(row, ",") + "\n" + strings.Join(cells, ",") + "\n"
	}
	got, found := unflattened(t, folderOf(t, filled))
	for _, want := range []string{`"contracts":[{"id":"1","awardID":"1"`, `"transactions":[{"id":"1"`, `"additionalClassifications":[{"scheme":"1","id":"1"`, `"hasEnquiries":true`, `"unit":{"scheme":"1","id":"1","name":"1","value":{"amount":1.5`} {
		if !strings.Contains(got, want) {
			t.Errorf("%s is not in %s", want, got)
		}
	}
	if len(found) > 0 || strings.Count(got, `"ocid"`) != 1 {
		t.Errorf("%v: %s", found, got)
	}
}

// FuzzUnflatten: whatever the tables are, reading them ends, and what comes of them is JSON.
func FuzzUnflatten(f *testing.F) {
	f.Add([]byte("ocid,id,tag\no-1,1,a;b\n,,\n"), []byte("ocid,id,awards/0/id,awards/0/value/amount\no-1,1,a,x\n"),
		[]byte("ocid,id,pointer,json\no-1,1,/awards/0/x,null\n,,,{}\no-1,,/0/records/0,{}\no-1,,/0/records/0/releases,1\n"), []byte("package,form,releases,file,uri\n0,record package,1,a,u\n"))
	f.Add([]byte("ocid,id\n"), []byte("x,x/y,x/0/y,x/0\n1,2,3,4\n"), []byte("ocid,id,pointer,json\n,,/0/uri,5\n"), []byte("package,form,releases,file\n0,releases,-1,\n1,?,x\n"))
	f.Add([]byte("ocid,id\na,1\n"), []byte("ocid,id\na,2\n"), []byte(""), []byte(""))
	f.Fuzz(func(t *testing.T, root, child, rest, packages []byte) {
		dir := folderOf(t, map[string]string{"releases.csv": string(root), "child.csv": string(child), "rest/rest.csv": string(rest), "rest/packages.csv": string(packages)})
		sources, err := Open(dir)
		must(t, err)
		defer closeAll(sources)
		var out bytes.Buffer
		if err := Unflatten(sources[0], schema.Default(), &out, func(schema.Finding) {}); err != nil {
			var unreadable *schema.InputError
			if !errors.As(err, &unreadable) {
				t.Fatal(err)
			}
			return
		}
		for _, line := range asLines(out.String()) {
			if line != "" && !schema.Equal([]byte(line), append([]byte(line), ' ')) {
				t.Fatalf("%s is not JSON", line)
			}
		}
	})
}
