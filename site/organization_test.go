package site_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/big"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"go.yaml.in/yaml/v3"
	"golang.org/x/net/html"

	"terang/indicators"
	"terang/publish/publishtest"
	"terang/sample"
)

// sums is a row of the API's lists of organizations.
type sums struct {
	Value, Label, Currency string
	Processes              int         `json:"process_count"`
	Contracts              int         `json:"contract_count"`
	Contracted             json.Number `json:"contracted_amount"`
	Paid                   json.Number `json:"paid_amount"`
}

// asked is what the API answers.
func asked[T any](t testing.TB, w *world, path string) (answer T) {
	t.Helper()
	if p := w.ok(t, path); json.Unmarshal([]byte(p.body), &answer) != nil {
		t.Fatalf("%s is no JSON: %.200s", path, p.body)
	}
	return answer
}

func (w *world) organizations(t testing.TB, part, query string) []sums {
	t.Helper()
	return asked[struct{ Results []sums }](t, w, "/api/v1/"+part+"?limit=1000"+query).Results
}

func isPseudonym(id string) bool { return strings.HasPrefix(id, "perseorangan-") }

// after are the elements of a name behind the heading with an id, up to the next heading of its kind.
func (p *page) after(id, element string) (all []*html.Node) {
	for n := range p.root.Descendants() {
		if n.Type != html.ElementNode || attribute(n, "id") != id {
			continue
		}
		for s := n.NextSibling; s != nil && s.Data != n.Data; s = s.NextSibling {
			for d := range s.Descendants() {
				if d.Type == html.ElementNode && d.Data == element {
					all = append(all, d)
				}
			}
		}
	}
	return all
}

// amountsIn are the exact amounts that stand in elements.
func amountsIn(nodes []*html.Node) (all []string) {
	for _, n := range nodes {
		if attribute(n, "class") == "money" {
			all = append(all, attribute(n, "value"))
		}
	}
	return all
}

func added(t testing.TB, all []string) string {
	t.Helper()
	sum := new(big.Rat)
	for _, text := range all {
		n, ok := new(big.Rat).SetString(text)
		if !ok {
			t.Fatal(text)
		}
		sum.Add(sum, n)
	}
	return sum.RatString()
}

// TestOrganizationsSayWhatTheAPISays compares every page of the sample's organizations with the API.
func TestOrganizationsSayWhatTheAPISays(t *testing.T) {
	w := theSample(t)
	for _, part := range []string{"suppliers", "buyers"} {
		all := w.organizations(t, part, "")
		if len(all) < 5 {
			t.Fatal(part, len(all))
		}
		for _, o := range all {
			if isPseudonym(o.Value) {
				continue
			}
			p := w.ok(t, "/en/"+part+"/"+url.PathEscape(o.Value))
			p.keeps(t)
			p.has(t, o.Label, o.Value, fmt.Sprintf("Contracts %d", o.Contracts), fmt.Sprintf("Processes %d", o.Processes))
			if o.Contracted != "" {
				if got := added(t, amountsIn(p.after("years", "data"))); got != o.Contracted.String() {
					t.Errorf("%s: years add up to %s, not %s", o.Value, got, o.Contracted)
				}
			}
			if o.Paid != "" && !strings.Contains(p.body, `value="`+o.Paid.String()+`"`) {
				t.Errorf("%s does not say that %s was paid", o.Value, o.Paid)
			}
			w.sameFigures(t, p, part, o.Value)
			if rows := len(p.after("contracts", "tr")) - 1; o.Contracts > 0 && rows < min(o.Contracts, 25) {
				t.Errorf("%s: %d rows of %d contracts", o.Value, rows, o.Contracts)
			}
		}
	}
}

// sameFigures compares the figures on a page with the API's.
func (w *world) sameFigures(t testing.TB, p *page, part, id string) {
	t.Helper()
	results := asked[struct{ Results []indicators.Result }](t, w, "/api/v1/"+part+"/"+url.PathEscape(id)+"/performance?limit=1000").Results
	text := p.text()
	for _, r := range results {
		for _, said := range []string{r.Sentence.EN, r.Caveat.EN, r.Method, fmt.Sprintf("counted %d of %d", r.N, r.Of)} {
			if r.Of == 0 && strings.HasPrefix(said, "counted") {
				continue
			}
			if !strings.Contains(text, strings.Join(strings.Fields(said), " ")) {
				t.Errorf("%s does not say %q", p.path, said)
			}
		}
		if r.State == indicators.NotComputable && !strings.Contains(text, "Not computable yet") {
			t.Errorf("%s does not say that %s is not computable", p.path, r.Indicator)
		}
	}
}

func TestListsAreTheAPIs(t *testing.T) {
	w := theSample(t)
	for _, part := range []string{"suppliers", "buyers"} {
		for _, query := range []string{"", "&year=2025", "&year=2026"} {
			var want []string
			for _, o := range w.organizations(t, part, query) {
				if !isPseudonym(o.Value) && !slices.Contains(want, o.Value) {
					want = append(want, o.Value)
				}
			}
			p := w.ok(t, "/id/"+part+"?sort=amount"+query)
			var got []string
			for _, href := range p.attributes("a", "href") {
				if id, ok := strings.CutPrefix(href, "/id/"+part+"/"); ok {
					id, _ = url.PathUnescape(id)
					got = append(got, id)
				}
			}
			if len(want) == 0 || !slices.Equal(got, want[:min(len(want), 50)]) {
				t.Errorf("%s%s lists\n%v, not\n%v", part, query, got, want)
			}
			if strings.Contains(p.body, "perseorangan-") {
				t.Errorf("%s names individuals", p.path)
			}
		}
	}
}

func TestListsAreSearchedAndSorted(t *testing.T) {
	w := theSample(t)
	all := w.organizations(t, "suppliers", "")
	one := all[0]
	p := w.ok(t, "/id/suppliers?q="+url.QueryEscape(strings.ToUpper(one.Label)))
	p.has(t, one.Label, "1–1 dari 1")
	w.ok(t, "/id/suppliers?q="+url.QueryEscape(one.Value)).has(t, one.Label)
	w.ok(t, "/id/suppliers?q=tidakada").has(t, "Tidak ada penyedia yang cocok")
	w.ok(t, "/en/suppliers?region=tidakada").has(t, "No supplier fits")
	names := w.ok(t, "/id/suppliers?sort=name")
	var got []string
	for n := range names.root.Descendants() {
		if attribute(n, "scope") == "row" {
			var b strings.Builder
			for d := range n.Descendants() {
				if d.Type == html.TextNode {
					b.WriteString(d.Data)
				}
			}
			got = append(got, strings.ToLower(b.String()))
		}
	}
	if len(got) < 5 || !slices.IsSorted(got) {
		t.Error("names are not in order:", got)
	}
	villages := w.ok(t, "/id/buyers?villages=1")
	if n := strings.Count(villages.body, `scope="row"`); n == 0 || n != strings.Count(villages.body, `<span class="badge ">Desa</span>`) {
		t.Errorf("%d organizations where villages were asked for", n)
	}
	for path, status := range map[string]int{"/id/suppliers?page=0": 400, "/id/suppliers?page=99": 400, "/id/suppliers?page=x": 400,
		"/id/suppliers/none": 404, "/en/buyers/none": 404, "/id/suppliers/none/card.png": 404,
		"/id/suppliers/" + one.Value + "?cursor=x": 400, "/id/suppliers/" + one.Value + "?cursor=1.2.3.4": 400,
		"/id/suppliers/" + one.Value + "?version=none": 404, "/id/suppliers/" + one.Value + "/card.png": 200, "/en/buyers/card.png": 200} {
		if p := w.get(t, path); p.status != status {
			t.Errorf("%s: %d, not %d", path, p.status, status)
		}
	}
}

// TestContractsArePaged walks through all contracts of a supplier, and meets each once.
func TestContractsArePaged(t *testing.T) {
	folder, all, seen := t.TempDir(), []string{}, map[string]int{}
	w := newWorld(t, folder+"/ledger.db", folder, t.Cleanup)
	for n := range 60 {
		all = append(all, fmt.Sprintf(`{"id": "%d", "awardID": "a", "status": "active", "contractNumber": "nomor-%[1]d.", "dateSigned": "2026-01-%02[2]dT00:00:00+07:00"}`, n, n/3+1))
	}
	text := string(hostile(t, "many", "s", "PT S"))
	first, last := strings.Index(text, `"contracts": [`)+len(`"contracts": [`), strings.LastIndex(text, "]}]}")
	w.Publish(t, time.Date(2026, 2, 2, 0, 0, 0, 0, time.UTC), []byte(text[:first]+strings.Join(all, ",")+text[last:]))
	pages := 0
	for next := "/id/suppliers/s"; next != "" && pages < 9; pages++ {
		p := w.ok(t, next)
		p.keeps(t)
		for n := range 60 {
			seen[fmt.Sprintf("nomor-%d.", n)] += strings.Count(p.text(), fmt.Sprintf("nomor-%d.", n))
		}
		next = ""
		for n := range p.root.Descendants() {
			if n.Data == "a" && attribute(n, "rel") == "next" {
				next, _, _ = strings.Cut(attribute(n, "href"), "#")
			}
		}
	}
	for number, times := range seen {
		if times != 1 {
			t.Errorf("%s is listed %d times", number, times)
		}
	}
	if pages != 3 {
		t.Errorf("%d pages", pages)
	}
}

func TestIndividualsHaveNoPageOfTheirOwn(t *testing.T) {
	w := theSample(t)
	all := w.organizations(t, "suppliers", "")
	at := slices.IndexFunc(all, func(o sums) bool { return isPseudonym(o.Value) })
	if at < 0 {
		t.Fatal("the sample has no individual")
	}
	for language, title := range map[string]string{"id": "Penyedia perseorangan", "en": "An individual supplier"} {
		p := w.ok(t, "/"+language+"/suppliers/"+all[at].Value)
		p.keeps(t)
		p.has(t, title)
		if strings.Contains(p.body, "<table") || strings.Contains(p.body, "/processes/") || strings.Contains(p.text(), all[at].Label) || !strings.Contains(p.body, "noindex") {
			t.Errorf("%s tells more than that this is a person", p.path)
		}
	}
}

func TestFormerVersionsHaveFiguresInFiles(t *testing.T) {
	w := theSample(t)
	versions := asked[struct {
		Versions []struct{ ID string }
	}](t, w, "/api/v1/versions").Versions
	former := versions[len(versions)-1].ID
	all := w.organizations(t, "suppliers", "&version="+former)
	list := w.ok(t, "/id/suppliers?version="+former)
	list.has(t, "Angka kinerja hanya ditampilkan untuk versi terbaru")
	w.ok(t, "/id/suppliers?year=2025").has(t, "bukan hanya dari wilayah dan tahun yang dipilih")
	p := w.ok(t, "/id/suppliers/"+all[0].Value+"?version="+former)
	p.keeps(t)
	p.has(t, "Angka kinerja disimpan hanya untuk versi terbaru", "ada dalam berkas tables/flags")
	files := 0
	for _, href := range p.attributes("a", "href") {
		if strings.HasPrefix(href, "/data/"+former+"/tables/supplier_performance.") {
			w.ok(t, href)
			files++
		}
		if strings.HasPrefix(href, "/id/buyers/") && !strings.Contains(href, "version="+former) {
			t.Error("the version is lost on the way to", href)
		}
	}
	if files == 0 {
		t.Error("no files with the figures")
	}
}

// TestFlagsAboutOrganizations lowers a threshold, so that the sample has one.
func TestFlagsAboutOrganizations(t *testing.T) {
	folder := t.TempDir()
	w := newWorld(t, folder+"/ledger.db", folder, t.Cleanup)
	if err := yaml.Unmarshal([]byte("sameWinner: {years: 1, share: 10, awards: 1}"), &w.Config.Thresholds); err != nil {
		t.Fatal(err)
	}
	var texts [][]byte
	for i := range sample.HandIns {
		var text bytes.Buffer
		if err := sample.Write(&text, sample.Options{Seed: 1, Processes: 30}, i); err != nil {
			t.Fatal(err)
		}
		texts = append(texts, text.Bytes())
	}
	w.Publish(t, sample.HandInDate(sample.HandIns-1), texts...)
	flags := asked[struct{ Results []indicators.Result }](t, w, "/api/v1/flags?limit=1000&indicator=same_winner").Results
	if len(flags) == 0 {
		t.Fatal("nothing is flagged")
	}
	f := flags[0]
	p := w.ok(t, "/en/suppliers/"+url.PathEscape(f.Subject.Supplier))
	p.keeps(t)
	p.has(t, "About this organization", f.Sentence.EN, f.Caveat.EN, f.Evidence[0].OCID)
}

// hostile is a process whose parties' names and ids are as bad as data can be, with contracts in two currencies.
func hostile(t testing.TB, ocid, supplier, name string) []byte {
	t.Helper()
	quote := func(text string) string { return string(publishtest.Must[[]byte](t)(json.Marshal(text))) }
	release := fmt.Sprintf(`{"ocid": "ocds-213czf-%[1]s", "id": "1", "date": "2026-02-01T00:00:00+07:00", "tag": ["award", "contract"],
		"initiationType": "tender", "language": "id", "buyer": {"id": "b/1", "name": %[3]s},
		"parties": [{"id": "b/1", "name": %[3]s, "roles": ["buyer", "strange<b>"]}, {"id": %[2]s, "name": %[3]s, "roles": ["supplier"],
			"address": {"locality": %[3]s}}],
		"tender": {"id": "t", "title": %[3]s, "procurementMethod": "open", "procurementMethodDetails": %[3]s, "mainProcurementCategory": "goods"},
		"awards": [{"id": "a", "title": "A", "status": "active", "date": "2026-01-20T00:00:00+07:00", "value": {"amount": 3000000, "currency": "IDR"}, "suppliers": [{"id": %[2]s, "name": %[3]s}]}],
		"contracts": [
			{"id": "1", "awardID": "a", "title": %[3]s, "status": "active", "dateSigned": "2026-01-25T00:00:00+07:00", "value": {"amount": 2000000.5, "currency": "IDR"}},
			{"id": "2", "awardID": "a", "status": "active", "dateSigned": "2026-01-26T00:00:00+07:00", "value": {"amount": 1250, "currency": "USD"}}]}`,
		ocid, quote(supplier), quote(name))
	return []byte(`{"uri": "https://data.example.go.id/1", "version": "1.1", "publishedDate": "2026-02-01T00:00:00Z", "publisher": {"name": "P"}, "releases": [` + release + `]}`)
}

func TestOrganizationsOfHostileData(t *testing.T) {
	names := []string{"<script>alert(1)</script>", "PT \u202eterbalik", strings.Repeat("Nama panjang ", 400), "Desa \"x\" & 'y'"}
	ids := []string{"a b/c?d=e&f#g", "<i>", "..%2f", strings.Repeat("x", 400)}
	eachWorld(t, func(t *testing.T, w *world) {
		var texts [][]byte
		for i := range names {
			texts = append(texts, hostile(t, fmt.Sprint(i), ids[i], names[i]))
		}
		w.Publish(t, time.Date(2026, 2, 2, 0, 0, 0, 0, time.UTC), texts...)
		for _, language := range []string{"id", "en"} {
			for _, path := range []string{"/suppliers", "/buyers", "/suppliers?q=%3Cscript%3E", "/buyers?region=%3Cscript%3E&sort=name"} {
				w.ok(t, "/"+language+path).keeps(t)
			}
			for i, id := range ids {
				p := w.ok(t, "/"+language+"/suppliers/"+url.PathEscape(id))
				p.keeps(t)
				if i == 0 && language == "en" {
					p.has(t, "no official identifier", "Rp 2 million", "USD 1,250", "<script>alert(1)</script>")
				}
				if got := amountsIn(p.after("years", "data")); !slices.Equal(got, []string{"2000000.5", "1250"}) {
					t.Errorf("years of %.20s have %v", id, got)
				}
			}
			p := w.ok(t, "/"+language+"/buyers/b%2F1")
			p.keeps(t)
			p.has(t, "strange<b>")
		}
		for _, href := range w.ok(t, "/id/suppliers").attributes("a", "href") {
			if strings.HasPrefix(href, "/id/suppliers/") {
				w.ok(t, href)
			}
		}
	})
}
