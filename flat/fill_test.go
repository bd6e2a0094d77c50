package flat

import (
	"bytes"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"terang/schema"
)

// wib reads days as 31/12/2025, and times as workbooks show them, seven hours before UTC.
func wib(text string, end bool) (string, bool) {
	zone := time.FixedZone("WIB", 7*60*60)
	for _, layout := range []string{"02/01/2006", time.DateOnly, time.DateTime} {
		at, err := time.ParseInLocation(layout, text, zone)
		if err != nil {
			continue
		}
		if end && layout != time.DateTime {
			at = at.Add(24*time.Hour - time.Second)
		}
		return at.Format(time.RFC3339), true
	}
	return "", false
}

// fill reads tables that people filled in: what comes of them, and what is found, as code and cell.
func fill(t *testing.T, path string, how *Filled) (made string, found []string, report *Report) {
	t.Helper()
	sources, err := OpenFilled(path)
	must(t, err)
	defer closeAll(sources)
	how.Schema, how.Moment = schema.Default(), wib
	how.Found = func(f Found) {
		found = append(found, f.Code+" "+strings.TrimPrefix(f.Cell.String(), filepath.Dir(f.Cell.File)+"/"))
		if f.Text("en") == f.Text("id") || strings.Contains(f.Text("en")+f.Text("id"), "%") {
			t.Errorf("%s: %s", f.Text("en"), f.Text("id"))
		}
	}
	var out bytes.Buffer
	for _, s := range sources {
		report, err = how.Unflatten(s, &out)
		must(t, err)
	}
	for _, f := range report.Files {
		skipped := 0
		for _, s := range f.Skipped {
			skipped += s.Rows
		}
		if f.Rows != f.Used+skipped {
			t.Errorf("%s: %d rows are not %d used and %d skipped", f.File, f.Rows, f.Used, skipped)
		}
	}
	return strings.TrimSpace(out.String()), found, report
}

// fillCases are tables of people, what comes of them, what is found, and the rows that are used of all.
var fillCases = map[string]struct {
	files map[string]string
	want  string
	found []string
	rows  [2]int
}{
	"titles in both languages, in any letter case, with names between": {map[string]string{
		"a.csv": "ocid,id rilis,TANGGAL RILIS,tender:NAMA Tender,Tender:value:amount,Tender:Were questions asked?\no-1,1,31/12/2025,T,5,Ya\n",
	}, `{"ocid":"o-1","id":"1","date":"2025-12-31T00:00:00+07:00","tender":{"title":"T","value":{"amount":5},"hasEnquiries":true}}`, nil, [2]int{1, 1}},
	"paths with spaces, without indices, in any letter case": {map[string]string{
		"a.csv": "OCID,/ID,Tender/ tenderPeriod /EndDate,tender/items/id,tender/items/Description\no-1,1,2025-03-31,i,D\n",
	}, `{"ocid":"o-1","id":"1","tender":{"tenderPeriod":{"endDate":"2025-03-31T23:59:59+07:00"},"items":[{"id":"i","description":"D"}]}}`, nil, [2]int{1, 1}},
	"titles above, headings in other words beneath, comments": {map[string]string{
		"a.csv": "Daftar tender,,\n,,\nocid,id,tender/title\nOpen Contracting ID,Release ID,Tender title\n# contoh,,\no-1,1,T\n#o-2,1,U\n,,\n",
	}, `{"ocid":"o-1","id":"1","tender":{"title":"T"}}`, nil, [2]int{1, 3}},
	"a first row that says how the sheet is laid out": {map[string]string{
		"a.csv": "#,skipRows 1,headerRows 2,hashcomments,\nx\nocid,id,language,#remark\nx,x,x,x\no-1,1,id,no\n",
		"b.csv": "#,ignore\nocid,id,language\no-2,1,en\n",
	}, `{"ocid":"o-1","id":"1","language":"id"}`, nil, [2]int{1, 2}},
	"a layout that skips many rows": {map[string]string{
		"a.csv": "#,skipRows 40\n" + strings.Repeat("tender/title,x\n", 40) + "ocid,id\no-1,1\n",
	}, `{"ocid":"o-1","id":"1"}`, nil, [2]int{1, 1}},
	"headings that are not known": {map[string]string{
		"a.csv": "ocid,id,Nama Paket,tender/x_dana,tender_title,Tender-Value Amount,catatan,kosong\no-1,1,a,b,c,d,e,\n",
	}, `{"ocid":"o-1","id":"1","tender":{"x_dana":"b"},"tender_title":"c","catatan":"e"}`,
		[]string{"heading_missing a.csv:1 C (Nama Paket)", "heading_unknown a.csv:1 D (tender/x_dana)", "heading_unknown a.csv:1 E (tender_title)",
			"heading_unclear a.csv:1 F (Tender-Value Amount)", "heading_unknown a.csv:1 G (catatan)"}, [2]int{1, 1}},
	"rows and sheets without what they are joined by": {map[string]string{
		"a.csv": "ocid,id,language\n,1,id\no-1,,id\no-1,1,id\n",
		"b.csv": "ocid,awards/0/id,tender_title\no-1,a,T\no-1,b,T\n",
		"c.csv": "Nama,Alamat\nx,y\n",
	}, `{"ocid":"o-1","id":"1","language":"id"}`, []string{"sheet_without_keys b.csv:1", "heading_unclear b.csv:1 C (tender_title)", "sheet_without_fields c.csv",
		"row_without_key a.csv:2 A (ocid)", "row_without_key a.csv:3 B (id)"}, [2]int{1, 5}},
	"only rows without an ocid": {map[string]string{"a.csv": "ocid,id,language\n,1,id\n"}, ``, []string{"row_without_key a.csv:2 A (ocid)"}, [2]int{0, 1}},
	"nothing of OCDS":           {map[string]string{"a.csv": "Nama,Alamat\nx,y\n"}, ``, []string{"sheet_without_fields a.csv", "sheet_without_fields "}, [2]int{0, 0}},
	"dates": {map[string]string{
		"a.csv": "ocid,id,date,tender/awardPeriod/startDate,tender/awardPeriod/endDate,tender/tenderPeriod/startDate\no-1,1,2025-03-31T10:00:00Z,2025-03-31 10:00:00+08:00,31/12/2025,besok\n",
	}, `{"ocid":"o-1","id":"1","date":"2025-03-31T10:00:00Z","tender":{"awardPeriod":{"startDate":"2025-03-31T10:00:00+08:00","endDate":"2025-12-31T23:59:59+07:00"},"tenderPeriod":{"startDate":"besok"}}}`,
		[]string{"cell_type a.csv:2 F (tender/tenderPeriod/startDate)"}, [2]int{1, 1}},
	"numbers where decimals follow a comma": {map[string]string{
		"a.csv": "ocid;id;tender/value/amount;tender/minValue/amount;planning/budget/amount/amount;tag\no-1;1;\"Rp 1.000.000,00\";1,234;1.000;\"planning ; tender;\"\n",
	}, `{"ocid":"o-1","id":"1","tender":{"value":{"amount":1000000.00},"minValue":{"amount":1.234}},"planning":{"budget":{"amount":{"amount":"1.000"}}},"tag":["planning","tender"]}`,
		[]string{"cell_ambiguous a.csv:2 E (planning/budget/amount/amount)"}, [2]int{1, 1}},
	"formulas that came to nothing": {map[string]string{
		"a.csv": "ocid,id,tender/title\no-1,1,#REF!\n#N/A,1,x\n",
	}, `{"ocid":"o-1","id":"1"}`, []string{"cell_formula_error a.csv:2 C (tender/title)", "row_without_key a.csv:3 A (ocid)"}, [2]int{1, 2}},
	"the sheet Meta, across": {map[string]string{
		"a.csv":    "ocid,id\no-1,1\n",
		"Meta.csv": "Publisher / Name,version,publishedDate\nN,1.1,31/12/2025\n",
	}, `{"publisher":{"name":"N"},"version":"1.1","publishedDate":"2025-12-31T00:00:00+07:00","releases":[{"ocid":"o-1","id":"1"}]}`, nil, [2]int{1, 1}},
	"the sheet Meta, down, with remarks": {map[string]string{
		"a.csv":    "ocid,id\no-1,1\n",
		"Meta.csv": "# Paket,,\nversion,1.1,versi OCDS\npublisher/name,N,penerbit\n",
	}, `{"version":"1.1","publisher":{"name":"N"},"releases":[{"ocid":"o-1","id":"1"}]}`, nil, [2]int{1, 1}},
}

func TestFilled(t *testing.T) {
	for name, c := range fillCases {
		t.Run(name, func(t *testing.T) {
			got, found, report := fill(t, folderOf(t, c.files), &Filled{})
			want := c.want
			if !strings.Contains(want, `"releases"`) {
				want = `{"releases":[` + want + `]}`
			}
			if !schema.Equal([]byte(got), []byte(want)) {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
			if len(found) != len(c.found) || !slices.EqualFunc(found, c.found, strings.HasPrefix) {
				t.Errorf("found %q, want %q", found, c.found)
			}
			var rows [2]int
			for _, f := range report.Files {
				rows[0], rows[1] = rows[0]+f.Used, rows[1]+f.Rows
			}
			if rows != c.rows {
				t.Errorf("used and all rows are %v, want %v", rows, c.rows)
			}
		})
	}
}

// What the package does not say, the publisher's configuration does; each member is either's.
func TestFilledWords(t *testing.T) {
	dir := folderOf(t, map[string]string{"a.csv": "ocid,id\nocds-abc123-1,1\no-2,1\n", "Meta.csv": "publisher/name,N\nlicense,\n"})
	got, found, _ := fill(t, dir, &Filled{Prefix: "ocds-abc123", Words: map[string]any{"publisher": map[string]any{"name": "other", "uid": "u"}, "license": "L"}})
	if want := `{"publisher":{"name":"N"},"license":"L","releases":[{"ocid":"ocds-abc123-1","id":"1"},{"ocid":"o-2","id":"1"}]}`; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	if want := []string{"ocid_of_another_prefix a.csv:3 A (ocid)"}; !slices.Equal(found, want) {
		t.Errorf("found %q, want %q", found, want)
	}
}

// What is found in a release later names the cell of which the value was made; what is missing, the row.
func TestFilledCells(t *testing.T) {
	dir := folderOf(t, map[string]string{
		"releases.csv": "ocid,id,tag,tender/id,tender/numberOfTenderers,tender/value/currency\no-1,1,tender,t,lima,ZZZ\n",
		"items.csv":    "ocid,id,tender/id,tender/items/0/id,tender/items/0/unit/value/currency\no-1,1,t,i,IDR\no-1,1,t,j,YYY\n",
	})
	_, found, _ := fill(t, dir, &Filled{Judge: func(r *schema.Release) (all []schema.Finding) {
		for _, f := range schema.Default().ValidateRelease(r) {
			if f.Severity == schema.Error {
				all = append(all, f)
			}
		}
		return all
	}})
	slices.Sort(found)
	want := []string{"cell_type releases.csv:2 E (tender/numberOfTenderers)", "codelist_closed items.csv:3 E (tender/items/0/unit/value/currency)",
		"codelist_closed releases.csv:2 F (tender/value/currency)", "required releases.csv:2", "required releases.csv:2"}
	if !slices.Equal(found, want) {
		t.Errorf("found %q, want %q", found, want)
	}
}

// In workbooks a number is one, whatever its digits; text that looks like one may be two; days are the publisher's.
func TestFilledWorkbook(t *testing.T) {
	path := filepath.Join(t.TempDir(), "buku.xlsx")
	book := excelize.NewFile()
	defer book.Close()
	must(t, book.SetSheetName("Sheet1", "releases"))
	must(t, book.SetSheetRow("releases", "A1", &[]any{"Daftar paket 2025"}))
	must(t, book.SetSheetRow("releases", "A2", &[]any{"ocid", "id", "date", "tender/value/amount", "tender/minValue/amount", "tender/tenderPeriod/startDate", "tender/hasEnquiries"}))
	must(t, book.SetSheetRow("releases", "A3", &[]any{"o-1", 1, time.Date(2025, 3, 31, 14, 0, 0, 0, time.UTC), 1.125, "1.125", 45321, false}))
	must(t, book.SetSheetRow("releases", "A4", &[]any{"o-2", 1, "31/12/2025", "Rp 1.250.000,-", "1.000,5", 5, "tidak"}))
	_, err := book.NewSheet("Petunjuk")
	must(t, err)
	must(t, book.SetSheetRow("Petunjuk", "A1", &[]any{"Cara mengisi", "Keterangan"}))
	must(t, book.SaveAs(path))
	got, found, report := fill(t, path, &Filled{})
	want := `{"releases":[{"ocid":"o-1","id":"1","date":"2025-03-31T14:00:00+07:00","tender":{"value":{"amount":1.125},"minValue":{"amount":"1.125"},"tenderPeriod":{"startDate":"2024-01-30T00:00:00+07:00"},"hasEnquiries":false}},` +
		`{"ocid":"o-2","id":"1","date":"2025-12-31T00:00:00+07:00","tender":{"value":{"amount":1250000},"minValue":{"amount":1000.5},"tenderPeriod":{"startDate":"5"},"hasEnquiries":false}}]}`
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if want := []string{"sheet_without_fields buku.xlsx#Petunjuk", "cell_ambiguous buku.xlsx#releases!E3 (tender/minValue/amount)",
		"cell_type buku.xlsx#releases!F4 (tender/tenderPeriod/startDate)"}; !slices.Equal(found, want) {
		t.Errorf("found %q, want %q", found, want)
	}
	if want := map[string]int{NormalisedDates: 3, NormalisedNumbers: 2, NormalisedTruths: 1}; fmt.Sprint(report.Normalised) != fmt.Sprint(want) {
		t.Errorf("rewritten %v, want %v", report.Normalised, want)
	}
}

// Tables of our own making are read as they are.
func TestFilledOwnTables(t *testing.T) {
	dir := folderOf(t, map[string]string{
		"releases.csv":      "ocid,id,tender/value/amount,tender/title\no-1,1,1.125,#REF!\n",
		"rest/packages.csv": "package,form,releases,file,uri\n0,release package,1,a,u\n",
		"rest/rest.csv":     "ocid,id,pointer,json\no-1,1,/x,null\n",
	})
	got, found, report := fill(t, dir, &Filled{Words: map[string]any{"license": "L"}})
	if want := `{"uri":"u","releases":[{"ocid":"o-1","id":"1","tender":{"value":{"amount":1.125},"title":"#REF!"},"x":null}]}`; got != want || len(found) > 0 {
		t.Errorf("%s %q, want %s", got, found, want)
	}
	if len(report.Files) != 1 || report.Files[0].Used != 1 || report.Releases != 1 {
		t.Errorf("counted %+v", report)
	}
}

func TestNumeral(t *testing.T) {
	for text, want := range map[string]string{
		"1000": "1000", "1000.5": "1000.5", "0.125": "0.125", "1234.567": "1234.567", "1e3": "1e3", "-5": "-5",
		"1.000.000": "1000000", "1,000,000": "1000000", "1.000,50": "1000.50", "1,000.50": "1000.50", "1,5": "1.5", "-2,25": "-2.25",
		"Rp 1.000": "1000", "rp.1.000.000,00": "1000000.00", "IDR 2.500,-": "2500", "-Rp 1.000": "-1000", "Rp\u00a010.000": "10000",
		"1.000": "?", "1,000": "?", "-1.250": "?", "Rp 1,000": "?",
		"lima": "lima", "1.00.000": "1.00.000", "": "",
	} {
		got, why := numeral(text, false)
		if why == ambiguous {
			got = "?"
		}
		if got != want {
			t.Errorf("%q is %q, want %q", text, got, want)
		}
	}
	if got, why := numeral("1,234", true); got != "1.234" || why != fitting {
		t.Errorf("1,234 in a file of decimal commas is %s", got)
	}
	if a, b := readings("1.234"); a != "1234" || b != "1.2340" {
		t.Errorf("readings %s and %s", a, b)
	}
}
