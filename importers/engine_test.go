package importers

import (
	"context"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"terang/schema"
	"terang/sheets"
)

// small is the beginning of a profile whose table is given by a test.
const small = `
profile: small
source: {id: small, name: Small}
stages: [tender, award, contract, contractAmendment]
parties:
  buyer: {role: buyer, kind: office, scheme: X-K, id: office, name: office_name}
  supplier: {role: supplier, kind: company, name: winner, npwp: [npwp], vendor: vendor, form: form}
codes:
  method: {"Tender/*": open, "Langsung/*": direct, "Lain/*": }
tables:
  lots:
    files: [lots]
    process: "x-{no}"
    releases:
`

// try imports one CSV by a small profile, of which releases is the rest.
func try(t *testing.T, releases, csv string) (all []map[string]any, result *Result) {
	t.Helper()
	return tryWith(t, testOptions(), releases, csv)
}

func tryWith(t *testing.T, o Options, releases, csv string) (all []map[string]any, result *Result) {
	t.Helper()
	p, err := ParseProfile("small.yaml", []byte(small+releases))
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "lots.csv")
	if err := os.WriteFile(path, []byte(csv), 0o644); err != nil {
		t.Fatal(err)
	}
	made, result := importPaths(t, p, o, path)
	var pkg struct{ Releases []map[string]any }
	d := json.NewDecoder(strings.NewReader(string(made)))
	d.UseNumber()
	if err := d.Decode(&pkg); err != nil {
		t.Fatalf("%v in %s", err, made)
	}
	return pkg.Releases, result
}

// at follows a path of member names and indices, as "awards 0 id".
func within(v any, path string) any {
	for _, name := range strings.Fields(path) {
		switch holder := v.(type) {
		case map[string]any:
			v = holder[name]
		case []any:
			i := slices.Index([]string{"0", "1", "2", "3"}, name)
			if i < 0 || i >= len(holder) {
				return nil
			}
			v = holder[i]
		default:
			return nil
		}
	}
	return v
}

func text(v any) string {
	if s, ok := v.(string); ok {
		return s
	}
	out, _ := json.Marshal(v)
	return string(out)
}

func TestFields(t *testing.T) {
	for _, c := range []struct{ name, fields, head, row, path, want string }{
		{"a column", "title: nama", "no,Nama", "1, A &amp; B ", "tender title", "A & B"},
		{"the first that is filled", "title: nama // lain", "no,nama,lain", "1,-,Z", "tender title", "Z"},
		{"a template", `title: "{nama}/{lain}"`, "no,nama,lain", "1,A,B", "tender title", "A/B"},
		{"a template of which a part is missing", `title: "{nama}/{lain}"`, "no,nama,lain", "1,A,", "tender title", "null"},
		{"a default within a template", `title: "{nama}/{lain | default tidak ada}"`, "no,nama,lain", "1,A,", "tender title", "A/tidak ada"},
		{"words that are always the same", "title: =Tetap", "no,nama", "1,A", "tender title", "Tetap"},
		{"a number as it stands", "quantity: 3", "no,nama", "1,A", "tender quantity", "3"},
		{"an amount", "value: nilai | rupiah", "no,nilai", `1,"Rp 1.000.000,50"`, "tender value", `{"amount":1000000.5,"currency":"IDR"}`},
		{"an amount that the source rounds", "value: nilai | rupiah", "no,nilai", "1,325 Jt", "tender value", "null"},
		{"a day's beginning", "date: hari | date", "no,hari", "1,2025-03-31", "tender date", "2025-03-31T00:00:00+07:00"},
		{"a day's end", "date: hari | date end", "no,hari", "1,2025-03-31", "tender date", "2025-03-31T23:59:59+07:00"},
		{"month first", "date: hari | date month-first", "no,hari", "1,9/30/2015", "tender date", "2015-09-30T00:00:00+07:00"},
		{"a code", `m: "{cara}/{k | default -} | code method"`, "no,cara,k", "1,Tender,", "tender m", "open"},
		{"words known to have no code", `m: "{cara}/{k | default -} | code method"`, "no,cara,k", "1,Lain,", "tender m", "null"},
		{"a list", "all: rup | list", "no,rup", `1,"a;b, a"`, "tender all", `["a","b"]`},
		{"constants as a list", "roles: [=a, nama]", "no,nama", "1,B", "tender roles", `["a","B"]`},
		{"an item for each of a list", "items[each rup | list]: {quantity: 1}", "no,rup", "1,a;b", "tender items", `[{"id":"a","quantity":1},{"id":"b","quantity":1}]`},
		{"an item by its id", "items[{kode}]: {title: nama}", "no,kode,nama", "1,k,N", "tender items 0", `{"id":"k","title":"N"}`},
		{"no item without an id", "items[{kode}]: {title: nama}", "no,kode,nama", "1,,N", "tender items", "null"},
		{"where a condition holds", "period: {when: nilai > 10, startDate: hari | date}", "no,nilai,hari", "1,11,2025-03-31", "tender period startDate", "2025-03-31T00:00:00+07:00"},
		{"where it does not", "period: {when: nilai > 10, startDate: hari | date}", "no,nilai,hari", "1,9,2025-03-31", "tender period", "null"},
		{"a party", "buyer: party buyer", "no,office,office_name", "1,D1,Kab. Contoh", "tender buyer", `{"id":"X-K-D1","name":"Kab. Contoh"}`},
		{"a list of parties", "suppliers[]: party supplier", "no,winner,npwp", "1,CV Contoh,010000001999000", "tender suppliers 0 id", "ID-DJP-0010000001999000"},
		{"a person", "suppliers[]: party supplier", "no,winner,npwp,form", "1,Budi Contoh,3204010101900000,Orang Perseorangan", "tender suppliers 0 name", "Perseorangan C283AE"},
		{"a process", "other: \"y-{no} | ocid\"", "no,x", "1,x", "tender other", "ocds-contoh-y-1"},
		{"an identifier", "id: no_surat | id", "no,no_surat", "1,000.3/ 12 /X", "tender id", "000.3/12/X"},
		{"an identifier with a person's number", "id: no_surat | id", "no,no_surat", "1,K 3204010101900000", "tender id", "Kx"},
		{"before words", "c: jenis | cut - TA", "no,jenis", "1,Pengadaan Barang - TA 2020", "tender c", "Pengadaan Barang"},
		{"a title", "title: nama | title", "no,nama", "1,<span class='x'>Tender Ulang</span> Jalan", "tender title", "Jalan"},
		{"no address", "url: alamat | url", "no,alamat", "1,javascript:alert(1)", "tender url", "null"},
	} {
		t.Run(c.name, func(t *testing.T) {
			all, _ := try(t, "      tender:\n        tender:\n          always: =ada\n          "+c.fields+"\n", c.head+"\n"+c.row+"\n")
			if len(all) != 1 {
				t.Fatalf("%d releases", len(all))
			}
			if got := text(within(all[0], c.path)); got != c.want {
				t.Errorf("%s is %s, not %s", c.path, got, c.want)
			}
		})
	}
}

func TestRowsOfAProcess(t *testing.T) {
	all, result := try(t, `
      tender:
        date: hari
        tender:
          title: nama
      "contractAmendment {versi}":
        when: versi > 0
        date: hari
        contracts[+{surat}]: {title: each}
      contract:
        tag: contract, implementation
        when: versi = 0
        contracts[+{surat}]: {title: each}
`, "no,nama,hari,versi,surat\n1,A,2025-01-05,0,S\n1,A,2025-01-05,0,S\n1,A,2025-01-07,0,S\n1,B,2025-02-01,1,T\n,tanpa nomor,,,\n2,,,,\n")
	var got []string
	for _, r := range all {
		got = append(got, text(r["ocid"])+" "+text(r["tag"])+" "+text(r["date"])+" "+text(within(r, "tender title"))+text(within(r, "contracts")))
	}
	want := []string{
		`ocds-contoh-x-1 ["tender"] 2025-02-01T00:00:00+07:00 Bnull`,
		`ocds-contoh-x-1 ["contract","implementation"] 2025-02-01T00:00:00+07:00 null[{"id":"S","title":"S"},{"id":"S-2","title":"S-2"}]`,
		`ocds-contoh-x-1 ["contractAmendment"] 2025-02-01T00:00:00+07:00 null[{"id":"T","title":"T"}]`,
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	skipped := map[string]int{}
	for _, s := range result.Files[0].Skipped {
		skipped[s.Reason.EN] = s.Rows
	}
	if skipped[twice.EN] != 1 || skipped[noKey.EN] != 1 || skipped[nothing.EN] != 1 {
		t.Errorf("skipped %v", skipped)
	}
	if len(result.Conflicts) != 1 || !strings.Contains(result.Conflicts[0].Former, "lots.csv") {
		t.Errorf("two rows name the tender differently, but the conflicts are %v", result.Conflicts)
	}
}

func TestRolesGrowFromStageToStage(t *testing.T) {
	all, _ := try(t, `
      tender: {buyer: party buyer, tender: {title: nama}}
      award: {date: hari, "awards[1]": {"suppliers[]": party supplier}}
      contract: {buyer: party buyer, "contracts[1]": {title: nama}}
`, "no,nama,hari,office,office_name,winner,npwp\n1,A,2025-01-05,D1,Kab. Contoh,CV Contoh,010000001999000\n")
	if len(all) != 3 || text(within(all[2], "parties 0 roles")) != `["buyer"]` || text(within(all[1], "parties 0 roles")) != `["supplier"]` {
		t.Errorf("%v", all)
	}
}

func TestFaultsSayWhere(t *testing.T) {
	_, result := try(t, "      tender:\n        tender:\n          title: nama\n          value: nilai | rupiah\n          m: cara | code method\n",
		"no,nama,nilai,cara\n1,A,banyak,Entah\n2,B,lima,Entah\n")
	if len(result.Faults) != 1 || result.Faults[0].Count != 2 || !strings.Contains(result.Faults[0].Place, "lots.csv:2") || result.Faults[0].Text != "banyak" {
		t.Errorf("faults %+v", result.Faults)
	}
	if len(result.Codes) != 1 || result.Codes[0] != (UnknownCode{"method", "Entah", 2}) {
		t.Errorf("codes %+v", result.Codes)
	}
}

func TestProfilesThatAreWrong(t *testing.T) {
	rest := func(fields string) string { return small + "      tender:\n" + fields }
	for _, c := range []struct{ name, text, want string }{
		{"no name", "source: {id: x}\n", "`profile:`"},
		{"an unknown key", "profile: x\nprofil: y\n", "profil"},
		{"an unknown key of a table", strings.Replace(small, "files:", "berkas:", 1), "`berkas:` is not known"},
		{"a stage that is not listed", small + "      tenderan: {tender: {title: a}}\n", "tenderan is not among `stages:`"},
		{"a column with spaces", rest("        tender: {title: Nama Paket}\n"), "nama_paket"},
		{"an unknown conversion", rest("        tender: {title: a | upperr}\n"), "there is no conversion `upperr`"},
		{"an unknown list of codes", rest("        tender: {m: a | code cara}\n"), "`codes: cara:`"},
		{"an unknown party", rest("        buyer: party pembeli\n"), "`parties: pembeli:`"},
		{"an unknown table", rest("        tender: {m: a | find lain.kode b}\n"), "find lain.kode"},
		{"a brace that stays open", rest("        tender: {title: \"{a\"}\n"), "close the brace"},
		{"a bracket that stays open", rest("        tender: {\"items[{a}\": {title: a}}\n"), "close the bracket"},
		{"no condition", rest("        tender: {when: a, title: a}\n"), "is no condition"},
		{"an unknown extension", strings.Replace(small, "stages:", "extensions: [lain]\nstages:", 1), "there is none named lain"},
		{"an unknown step", strings.Replace(small, "stages:", "steps: [lain]\nstages:", 1), "there is none named lain"},
		{"no YAML", "profile: [", "line 1"},
	} {
		if _, err := ParseProfile("my.yaml", []byte(c.text)); err == nil || !strings.Contains(err.Error(), c.want) || !strings.HasPrefix(err.Error(), "my.yaml: ") {
			t.Errorf("%s: %v, not a word of %q", c.name, err, c.want)
		}
	}
}

// weekly imports what lies there week after week, each time with what the weeks before published.
type weekly struct {
	t     *testing.T
	o     Options
	known map[string][]*schema.Release
}

func (w *weekly) week(csv string) (all []map[string]any, r *Result) {
	w.o.Now = w.o.Now.AddDate(0, 0, 7)
	w.o.Known = func(_ context.Context, ocid string) ([]*schema.Release, error) { return w.known[ocid], nil }
	w.o.Published = func(_ context.Context, each func(string, int)) error {
		for ocid, releases := range w.known {
			each(ocid, releases[0].Date.Year())
		}
		return nil
	}
	all, r = tryWith(w.t, w.o, "      tender:\n        date: hari\n        tender: {title: nama, status: status, value: nilai | rupiah, \"items[{kode}]\": {description: ket}}\n", csv)
	for _, release := range all {
		line, err := json.Marshal(release)
		if err != nil {
			w.t.Fatal(err)
		}
		ocid := text(release["ocid"])
		w.known[ocid] = append(w.known[ocid], schema.NewRelease(line))
	}
	return all, r
}

func TestOnlyWhatChangedIsNews(t *testing.T) {
	const head = "no,hari,nama,status,nilai,kode,ket\n"
	w := &weekly{t: t, o: testOptions(), known: map[string][]*schema.Release{}}
	first, _ := w.week(head + "1,2025-01-05,A,active,5,k,K\n2,2025-01-06,B,active,6,,\n")
	if len(first) != 2 || text(first[0]["date"]) != "2025-01-05T00:00:00+07:00" {
		t.Fatalf("first week: %v", first)
	}
	if same, r := w.week(head + "2,2025-01-06,B,active,6,,\n1,2025-01-05,A,active,5,k,K\n"); len(same) != 0 || r.Unchanged != 2 {
		t.Errorf("the same rows in another order are news: %v", same)
	}
	changed, r := w.week(head + "1,2025-01-05,A,complete,,k,\n")
	if len(changed) != 1 || text(changed[0]["tag"]) != `["tenderUpdate"]` || !strings.HasPrefix(text(changed[0]["date"]), "2025-10-24") {
		t.Fatalf("third week: %v", changed)
	}
	if got := text(changed[0]["tender"]); got != `{"items":[{"description":null,"id":"k"}],"status":"complete","title":"A","value":{"amount":null,"currency":null}}` {
		t.Errorf("what is no longer said is not taken back: %s", got)
	}
	if !slices.Equal(r.Gone, []string{"ocds-contoh-x-2"}) {
		t.Errorf("gone: %v", r.Gone)
	}
	again, _ := w.week(head + "1,2025-01-05,A,active,5,k,K\n2,2025-01-06,B,active,6,,\n")
	if len(again) != 1 || again[0]["id"] == first[0]["id"] {
		t.Errorf("what is again as it was is no news: %v", again)
	}
	if last, _ := w.week(head + "1,2025-01-05,A,active,5,k,K\n"); len(last) != 0 {
		t.Errorf("and then it stays so: %v", last)
	}
}

func TestNoReleaseIsDatedLaterThanNow(t *testing.T) {
	o := testOptions()
	all, _ := tryWith(t, o, "      tender: {date: hari, tender: {title: nama}}\n      award: {\"awards[1]\": {title: nama}}\n", "no,hari,nama\n1,2026-01-01,A\n2,1999-01-01,B\n")
	for _, r := range all {
		if date, err := time.Parse(time.RFC3339, text(r["date"])); err != nil || date.After(o.Now) {
			t.Errorf("%v: %v", r, err)
		}
	}
	if len(all) != 4 {
		t.Errorf("%d releases", len(all))
	}
}

func TestRowsBeyondTheRoom(t *testing.T) {
	o := testOptions()
	o.Room = 1000
	p, err := ParseProfile("small.yaml", []byte(small+"      tender: {tender: {title: nama}}\n"))
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "lots.csv")
	if err := os.WriteFile(path, []byte("no,nama\n"+strings.Repeat("1,A\n", 50)+"2,B\n3,C\n4,D\n5,E\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	sources, err := sheets.Any.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	if _, err = Import(context.Background(), p, sources, &out, o); !errors.Is(err, ErrTooMuch) || out.Len() > 0 || !strings.Contains(err.Error(), "lots.csv, row 54") {
		t.Errorf("%v, and %d bytes written", err, out.Len())
	}
}
