package importers

import (
	"context"
	"encoding/json"
	"fmt"
	"math/big"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"terang/schema"
)

func TestEKatalog(t *testing.T)   { checkGolden(t, "ekatalog") }
func TestTokoDaring(t *testing.T) { checkGolden(t, "tokodaring") }
func TestEBudgeting(t *testing.T) { checkGolden(t, "ebudgeting") }

// treesOf are releases as trees, by tag; a release of several tags stands under each.
func treesOf(t *testing.T, releases []*schema.Release) map[string][]*schema.Value {
	t.Helper()
	all := map[string][]*schema.Value{}
	for _, r := range releases {
		tree, err := schema.Parse(r.Line)
		if err != nil {
			t.Fatal(err)
		}
		for _, tag := range r.Tags {
			all[tag] = append(all[tag], tree)
		}
	}
	return all
}

// firstOf is a list's first item; nil where it has none.
func firstOf(list *schema.Value) *schema.Value {
	for _, item := range list.Items() {
		return item
	}
	return nil
}

// tally counts what was made, or what the source has, by what it is.
type tally map[string]int

func (a tally) compare(t *testing.T, source tally) {
	t.Helper()
	for what, want := range source {
		if a[what] != want || want == 0 {
			t.Errorf("%s: %d were made, and the source has %d", what, a[what], want)
		}
	}
	for what, n := range a {
		if _, known := source[what]; !known {
			t.Errorf("%s: %d were made of nothing", what, n)
		}
	}
}

// add adds an amount to a sum.
func add(sum *big.Rat, amount any) {
	if n, ok := new(big.Rat).SetString(fmt.Sprint(amount)); ok {
		sum.Add(sum, n)
	}
}

// TestKabBandungCatalogue holds what becomes of the packages of e-purchasing against the rows, counted on their own.
func TestKabBandungCatalogue(t *testing.T) {
	folder := shared(t, "data/indonesia-isb-kab-bandung-2025")
	made, result := importFolder(t, "ekatalog", testOptions(), folder)
	trees := treesOf(t, judge(t, made, result))
	got, want := tally{"implementation": len(trees["implementation"]), "awards": len(trees["award"])}, tally{}
	gotSum, wantSum := new(big.Rat), new(big.Rat)
	suppliers, codes := map[string]bool{}, map[string]bool{}
	for _, r := range trees["contract"] {
		c := firstOf(r.Get("contracts"))
		got["contracts"]++
		got["status "+c.Get("status").Text()]++
		got["said "+c.Get("statusDetails").Text()]++
		got["items"] += c.Get("items").Len()
		got["budget lines"] += r.Get("planning", "budget", "budgetBreakdown").Len()
		for _, related := range r.Get("relatedProcesses").Items() {
			got["plans"]++
			if link := string(related.Raw()); !strings.Contains(link, `"planning"`) || !strings.Contains(link, "ocds-contoh-r-") {
				t.Errorf("a link that the source does not give: %s", link)
			}
		}
		add(gotSum, c.Get("value", "amount").Number().RatString())
		supplier := firstOf(firstOf(r.Get("awards")).Get("suppliers"))
		suppliers[supplier.Get("id").Text()] = true
		if !strings.HasPrefix(supplier.Get("name").Text(), "nama tidak ada di sumber (kode ") {
			t.Errorf("no row names a supplier, and here is %s", supplier.Raw())
		}
	}
	for _, row := range exported(t, "Ecat-PaketEPurchasingV6") {
		want["awards"]++
		want["contracts"]++
		want["said "+row["status_pkt"].(string)]++
		want["status "+map[string]string{"ON_PROCESS": "active", "ON_ADDENDUM": "active", "COMPLETED": "terminated", "PAYMENT_OUTSIDE_SYSTEM": "terminated"}[row["status_pkt"].(string)]]++
		if row["status_pengiriman"] != "DRAFT" {
			want["implementation"]++
		}
		want["items"] += different(row["product_ids"])
		if fmt.Sprint(row["ongkir"]) != "0" {
			want["items"]++
		}
		want["budget lines"] += different(row["mak"])
		want["plans"] += different(row["kd_rup"])
		add(wantSum, row["total_harga"])
		codes[row["kd_penyedia_v6"].(string)] = true
	}
	got.compare(t, want)
	if gotSum.Cmp(wantSum) != 0 || len(suppliers) != len(codes) || len(codes) == 0 {
		t.Errorf("%s from %d suppliers, and in the source %s from %d", gotSum.RatString(), len(suppliers), wantSum.RatString(), len(codes))
	}
	noPrivate(t, made, "Ecat-PenyediaDetail", "Ecat-PenyediaDistributorDetail")
}

// different counts the different items of a list in a cell.
func different(cell any) int {
	items := strings.FieldsFunc(fmt.Sprint(cell), func(r rune) bool { return strings.ContainsRune(",; ", r) })
	slices.Sort(items)
	return len(slices.Compact(items))
}

// noPrivate looks for what private columns of exports hold.
func noPrivate(t *testing.T, made []byte, names ...string) {
	t.Helper()
	looked := 0
	for _, name := range names {
		for _, row := range exported(t, name) {
			for column, value := range row {
				if secret, ok := value.(string); ok && columnRule(column) != "" {
					looked++
					if strings.Contains(string(made), secret) {
						t.Errorf("%s: the private %s got out: %s", name, column, secret)
					}
				}
			}
		}
	}
	if looked == 0 {
		t.Error("no private value was looked for")
	}
}

// Both orders of the extract failed.
func TestKabBandungOnlineShops(t *testing.T) {
	made, result := importFolder(t, "tokodaring", testOptions(), shared(t, "data/indonesia-isb-kab-bandung-2025"))
	failed := 0
	for _, row := range exported(t, "Bela-TokoDaringRealisasi") {
		if row["status_konfirmasi_ppmse"] == "gagal" {
			failed++
		}
	}
	i := slices.IndexFunc(result.Files, func(f *FileCounts) bool { return f.Table == "orders" })
	if i < 0 || result.Files[i].Skipped[0].Rows != failed || failed != result.Files[i].Rows || result.Processes != 0 {
		t.Errorf("%d orders failed; %+v, %d processes", failed, result.Files, result.Processes)
	}
	noPrivate(t, made, "Bela-TokoDaringRealisasi")
}

// TestKabBandungBudget holds budgets against the masters, and that nothing of them can be counted as a procurement.
func TestKabBandungBudget(t *testing.T) {
	made, result := importFolder(t, "ebudgeting", testOptions(), shared(t, "data/indonesia-isb-kab-bandung-2025"))
	trees := treesOf(t, judge(t, made, result))
	if len(trees) != 1 {
		t.Errorf("tags other than planning: %d tags", len(trees))
	}
	got, want := tally{}, tally{}
	gotSum, wantSum := new(big.Rat), new(big.Rat)
	for _, r := range trees["planning"] {
		for _, section := range []string{"tender", "bids", "awards", "contracts"} {
			if r.Get(section) != nil {
				t.Fatalf("a budget has %s: %s", section, r.Raw())
			}
		}
		kind := "offices"
		if r.Get("planning", "project") != nil {
			kind = "sub-activities"
			got["with an activity and a programme"] += strings.Count(r.Get("planning", "project", "description").Text(), "; ")
		}
		got[kind]++
		add(gotSum, r.Get("planning", "budget", "amount", "amount").Number().RatString())
	}
	for _, row := range exported(t, "RUP-SubKegiatanMaster") {
		want["sub-activities"]++
		want["with an activity and a programme"]++
		add(wantSum, row["pagu_subkegiatan"])
	}
	for _, row := range exported(t, "RUP-StrukturAnggaranPD") {
		if row["total_belanja"] != nil {
			want["offices"]++
			add(wantSum, row["total_belanja"])
		}
	}
	got.compare(t, want)
	if gotSum.Cmp(wantSum) != 0 {
		t.Errorf("budgets of %s, and in the source %s", gotSum.RatString(), wantSum.RatString())
	}
}

// Plans of Kotawaringin Barat have a structure of the budget too; the masters of its sub-activities are not there.
func TestKotawaringinBaratBudget(t *testing.T) {
	folder := shared(t, "data/indonesia-rup-2026-kotawaringin-barat")
	made, result := importFolder(t, "ebudgeting", testOptions(), folder)
	trees := treesOf(t, judge(t, made, result))
	var rows []map[string]any
	readRows(t, filepath.Join(folder, "Legacy_rup_struktur-anggaran-pd_2026.json"), &rows)
	rows = slices.DeleteFunc(rows, func(row map[string]any) bool { return row["total_belanja"] == nil })
	if len(trees["planning"]) != len(rows) || len(rows) == 0 {
		t.Errorf("%d budgets of offices, and in the source %d", len(trees["planning"]), len(rows))
	}
}

// Exports of several systems lie in one folder: none is taken for that of another, though columns have the same names.
func TestOtherExportsArePassedOver(t *testing.T) {
	for _, c := range []struct{ profile, folder, file string }{
		{"sirup", "ekatalog", "Ecat-PaketEPurchasingV6.json"}, {"ebudgeting", "ekatalog", "Ecat-PaketEPurchasing.json"},
		{"ebudgeting", "sirup", "RUP-PaketAnggaranPenyedia.csv"}, {"ekatalog", "tokodaring", "Bela-TokoDaringRealisasi.json"},
		{"tokodaring", "ekatalog", "Ecat-PaketEPurchasing.json"}, {"sirup", "ebudgeting", "DPA-dinas-pekerjaan-umum.csv"},
	} {
		if _, result := importFolder(t, c.profile, testOptions(), filepath.Join("testdata", c.folder, c.file)); len(result.Files) > 0 {
			t.Errorf("%s takes %s for %s", c.profile, c.file, result.Files[0].Table)
		}
	}
}

// orders is a profile with lines that are added up, and a seller whose name and numbers stand elsewhere.
const orders = `
profile: orders
source: {id: orders, name: Orders}
stages: [contract]
steps: [addUpParts]
parties:
  seller:
    role: supplier
    kind: anyone
    scheme: X-S
    id: seller | unless 0
    name: seller | find sellers.code name
    unnamed: "no name ({seller})"
    npwp: [seller | find sellers.code npwp]
tables:
  sellers: {files: [sellers], keys: {code: "{seller}"}}
  lines:
    files: [lines]
    process: x-{no}
    releases:
      contract:
        contracts[1]:
          description: price | rounded
          _parts[{line}]: {value: price | rupiah}
        awards[1]:
          suppliers[]: party seller
`

// ordered imports lines, and sellers where they are given; each text is a file.
func ordered(t *testing.T, sellers string, lines ...string) (all []map[string]any, result *Result) {
	t.Helper()
	p, err := ParseProfile("orders.yaml", []byte(orders))
	if err != nil {
		t.Fatal(err)
	}
	folder := t.TempDir()
	for i, text := range append(lines, sellers) {
		name := fmt.Sprintf("lines%d.csv", i)
		if i == len(lines) {
			name = "sellers.csv"
		}
		if text == "" {
			continue
		}
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	made, result := importPaths(t, p, testOptions(), folder)
	var pkg struct{ Releases []map[string]any }
	if err := json.Unmarshal(made, &pkg); err != nil {
		t.Fatalf("%v in %s", err, made)
	}
	return pkg.Releases, result
}

func asText(v any) string {
	text, _ := json.Marshal(v)
	return string(text)
}

func TestPartsAreAddedUp(t *testing.T) {
	const heading = "no,line,price,seller\n"
	for _, c := range []struct {
		name  string
		lines []string
		want  string
	}{
		{"two", []string{heading + "1,a,1000.25,\n1,b,2000,\n"}, `[{"id":"1","value":{"amount":3000.25,"currency":"IDR"}}]`},
		{"the same line in two files", []string{heading + "1,a,1000,\n", heading + "1,a,1000,\n1,b,1,\n"}, `[{"id":"1","value":{"amount":1001,"currency":"IDR"}}]`},
		{"one without a price", []string{heading + "1,a,1000,\n1,b,,\n"}, `[{"id":"1"}]`},
		{"one of which the source rounds the price", []string{heading + "1,a,1000,\n1,b,5 Jt,\n"}, `[{"description":"5 Jt","id":"1"}]`},
	} {
		made, _ := ordered(t, "", c.lines...)
		if got := asText(made[0]["contracts"]); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

// A seller who is known by a code stays the same party when its name and number are known. A person gets a pseudonym.
func TestSellersByCode(t *testing.T) {
	const line = "no,line,price,seller\n1,a,1000,S7\n"
	for _, c := range []struct{ name, sellers, want string }{
		{"a code alone", "", `[{"id":"X-S-S7","identifier":{"id":"S7","scheme":"X-S"},"name":"no name (S7)","roles":["supplier"]}]`},
		{"a name", "seller,name,npwp\nS7,CV Contoh,\n", `[{"id":"X-S-S7","identifier":{"id":"S7","legalName":"CV Contoh","scheme":"X-S"},"name":"CV Contoh","roles":["supplier"]}]`},
		{"a name and a number", "seller,name,npwp\nS7,CV Contoh,01.000.000.5-999.000\n", `[{"additionalIdentifiers":[{"id":"S7","scheme":"X-S"},{"id":"010000005999000","scheme":"ID-DJP"}],` +
			`"id":"X-S-S7","identifier":{"id":"0010000005999000","legalName":"CV Contoh","scheme":"ID-DJP"},"name":"CV Contoh","roles":["supplier"]}]`},
		{"nobody", "seller,name,npwp\nS7,CV Contoh,\n", ``},
	} {
		lines := line
		if c.name == "nobody" {
			lines = strings.ReplaceAll(line, "S7", "0")
		}
		made, _ := ordered(t, c.sellers, lines)
		got := ""
		if made[0]["parties"] != nil {
			got = asText(made[0]["parties"])
		}
		if got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
	made, _ := ordered(t, "seller,name,npwp\nS7,Siti Contoh,\nS8,Siti Contoh,\n", line+"2,a,1,S8\n")
	one, other := asText(made[0]["parties"]), asText(made[1]["parties"])
	const person = `[{"details":{"scale":"selfEmployed"},"id":"X-S-S%d","name":"Perseorangan `
	if !strings.HasPrefix(one, fmt.Sprintf(person, 7)) || !strings.HasPrefix(other, fmt.Sprintf(person, 8)) || strings.Contains(one+other, "Siti") ||
		asText(made[0]["parties"].([]any)[0].(map[string]any)["name"]) == asText(made[1]["parties"].([]any)[0].(map[string]any)["name"]) {
		t.Errorf("two persons of one name: %s and %s", one, other)
	}
}

// The details of suppliers come a week later: nobody becomes another party, and what is taken back is so in a valid way.
func TestDetailsOfSuppliersLater(t *testing.T) {
	packages := filepath.Join("testdata", "ekatalog", "Ecat-PaketEPurchasingV6.json")
	made, result := importFolder(t, "ekatalog", testOptions(), packages)
	first := judge(t, made, result)
	o := testOptions()
	o.Known = func(_ context.Context, ocid string) (all []*schema.Release, err error) {
		for _, r := range first {
			if r.OCID == ocid {
				all = append(all, r)
			}
		}
		return all, nil
	}
	made, result = importFolder(t, "ekatalog", o, packages, filepath.Join("testdata", "ekatalog", "Ecat-PenyediaDetail.json"))
	later := treesOf(t, judge(t, made, result))["contractUpdate"]
	if len(later) != 2 {
		t.Errorf("%d suppliers have details, not 2 of 6 packages: %s", len(later), made)
	}
	before := map[string]string{}
	for _, r := range treesOf(t, first)["contract"] {
		before[r.Get("ocid").Text()] = firstOf(firstOf(r.Get("awards")).Get("suppliers")).Get("id").Text()
	}
	for _, r := range later {
		supplier := firstOf(firstOf(r.Get("awards")).Get("suppliers"))
		if supplier.Get("id").Text() != before[r.Get("ocid").Text()] || strings.HasPrefix(supplier.Get("name").Text(), "nama tidak ada") {
			t.Errorf("%s was %s", supplier.Raw(), before[r.Get("ocid").Text()])
		}
	}
}

// What others find in a table is no unused column, and what they seek must be there, wherever it is sought.
func TestWhatIsFoundElsewhere(t *testing.T) {
	_, result := ordered(t, "seller,name,npwp,shoe_size\nS7,CV Contoh,,44\n", "no,line,price,seller\n1,a,1000,S7\n")
	i := slices.IndexFunc(result.Files, func(f *FileCounts) bool { return f.Table == "sellers" })
	if i < 0 || !slices.Equal(result.Files[i].Unused, []string{"shoe_size"}) {
		t.Errorf("columns not taken of sellers: %+v", result.Files)
	}
	for _, part := range []string{"name: seller | find sellers.code", "npwp: [seller | find sellers.code"} {
		wrong := strings.Replace(orders, part, strings.Replace(part, "sellers.code", "sellers.kode", 1), 1)
		if _, err := ParseProfile("orders.yaml", []byte(wrong)); err == nil || !strings.Contains(err.Error(), "sellers.kode") {
			t.Errorf("%s: %v", part, err)
		}
	}
}
