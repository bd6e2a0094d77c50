package site_test

import (
	"encoding/json"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"terang/publish/publishtest"
)

// answer is what the API says of a search.
type answer struct {
	Total   int
	Results []map[string]any
	Facets  map[string]struct {
		Values []struct {
			Value, Label, LabelID string
			Count                 int
		}
	}
}

func (w *world) asks(t testing.TB, path string) (a answer) {
	t.Helper()
	p := w.get(t, path)
	if p.status != http.StatusOK {
		t.Fatalf("%s: %d %s", path, p.status, p.body)
	}
	if err := json.Unmarshal([]byte(p.body), &a); err != nil {
		t.Fatal(err)
	}
	return a
}

var foundText = regexp.MustCompile(`([0-9.]+) proses ditemukan|Tidak ada yang ditemukan`)

// total is how many processes a page in Indonesian says it found.
func (p *page) total(t testing.TB) int {
	t.Helper()
	m := foundText.FindStringSubmatch(p.text())
	if m == nil {
		t.Fatalf("%s does not say how many were found", p.path)
	}
	n, _ := strconv.Atoi(strings.ReplaceAll(m[1], ".", ""))
	return n
}

// counts are the numbers beside the values of each facet, by its name.
func (p *page) counts() map[string][]int {
	all := map[string][]int{}
	for n := range p.root.Descendants() {
		if n.Data != "details" || !hasClass(n, "facet") {
			continue
		}
		name := words(n.FirstChild)
		for one := range n.Descendants() {
			if hasClass(one, "number") {
				count, _ := strconv.Atoi(strings.ReplaceAll(words(one), ".", ""))
				all[name] = append(all[name], count)
			}
		}
	}
	return all
}

func hasClass(n *html.Node, class string) bool {
	return slices.ContainsFunc(n.Attr, func(a html.Attribute) bool { return a.Key == "class" && a.Val == class })
}

func words(n *html.Node) string {
	var b strings.Builder
	for one := range n.Descendants() {
		if one.Type == html.TextNode {
			b.WriteString(one.Data)
		}
	}
	return strings.TrimSpace(b.String())
}

// ocids are the processes that a page leads to, in its order.
func (p *page) ocids() (all []string) {
	for _, href := range p.attributes("a", "href") {
		if rest, ok := strings.CutPrefix(href, "/id/processes/"); ok {
			rest, _, _ = strings.Cut(rest, "?")
			all = append(all, rest)
		}
	}
	return all
}

func (a answer) ocids() (all []string) {
	for _, one := range a.Results {
		all = append(all, one["ocid"].(string))
	}
	return all
}

var filterCases = []string{
	"", "q=jalan", "q=rehabilitasi+jalan", "year=2025", "year=2024%7C2025", "stage=tender", "stage=contract%7Cimplementation",
	"procurementMethodDetails=Tender", "procurementMethod=open", "mainProcurementCategory=works", "region=Kabupaten", "tenderStatus=complete",
	"awardStatus=active", "contractStatus=active", "classification=72", "tag=contractUpdate", "plan=true", "plan=false", "selfManaged=true",
	"flag=R018", "flagState=not_computable", "flag=R018&flagState=not_flagged", "minValue=1000000000", "maxValue=200000000", "currency=IDR",
	"publishedFrom=2026-01-01", "tenderFrom=2026-01-01&tenderTo=2026-06-30", "closingFrom=2026-01-01", "awardTo=2025-12-31",
	"signedFrom=2025-06-01", "dueTo=2026-01-01", "changedSince=2026-03-31", "sort=-value", "sort=value&year=2025", "sort=date",
	"year=2025&q=jalan&stage=implementation", "buyer=XE-EXAMPLE-CONTOH-9902", "procuringEntity=XE-EXAMPLE-CONTOH-9902-01",
	"supplier=XE-EXAMPLE-CONTOH-000006", "q=tidakadasamasekali", "version=2026-03-31.1&year=2025",
}

func TestSearchSaysWhatTheAPISays(t *testing.T) {
	w := theSample(t)
	facets := map[string]string{"year": "Tahun", "stage": "Tahap", "supplier": "Penyedia", "region": "Wilayah", "flag": "Tanda bahaya", "tag": "Jenis rilis", "plan": "Rencana (RUP)"}
	for _, query := range filterCases {
		p, a := w.ok(t, "/id/search?"+query), w.asks(t, "/api/v1/search?limit=20&facetLimit=7&"+query)
		if p.total(t) != a.Total {
			t.Errorf("%s: the page finds %d, the API %d", query, p.total(t), a.Total)
		}
		if !slices.Equal(p.ocids(), a.ocids()) {
			t.Errorf("%s: the page lists %v, the API %v", query, p.ocids(), a.ocids())
		}
		counts := p.counts()
		for facet, name := range facets {
			var want []int
			for _, v := range a.Facets[facet].Values {
				want = append(want, v.Count)
			}
			if !slices.Equal(counts[name], want) {
				t.Errorf("%s: %s counts %v, the API %v", query, name, counts[name], want)
			}
		}
		p.keeps(t)
	}
}

// TestFiltersStay holds that whatever is asked for is asked for by the form again, by the links to the API, and in English.
func TestFiltersStay(t *testing.T) {
	w := theSample(t)
	for _, query := range filterCases {
		p, want := w.ok(t, "/id/search"+suffix(query)), publishtest.Must[url.Values](t)(url.ParseQuery(query))
		if got := p.form(); got.Encode() != want.Encode() {
			t.Errorf("the form of %s asks for %s", query, got.Encode())
		}
		for _, link := range p.attributes("a", "href") {
			if u := publishtest.Must[*url.URL](t)(url.Parse(link)); strings.HasPrefix(u.Path, "/api/v1/search.") && u.Query().Encode() != want.Encode() {
				t.Errorf("%s: %s", query, link)
			}
		}
		if en := w.ok(t, "/en/search?"+query); !slices.Contains(p.attributes("a", "href"), "/en/search"+suffix(query)) || len(en.body) == 0 {
			t.Errorf("%s does not lead to itself in English", query)
		}
		if n := len(p.all("chip")); n < len(want)-2 {
			t.Errorf("%s shows %d filters", query, n)
		}
	}
}

func suffix(query string) string {
	if query == "" {
		return ""
	}
	return "?" + query
}

// all are the elements of a list of chips.
func (p *page) all(string) (all []*html.Node) {
	for n := range p.root.Descendants() {
		if n.Data == "ul" && hasClass(n, "chips") {
			for li := range n.ChildNodes() {
				if li.Data == "li" {
					all = append(all, li)
				}
			}
		}
	}
	return all
}

// form is what the page's first form asks for when it is sent as it is, without empty fields.
func (p *page) form() url.Values {
	query := url.Values{}
	for n := range p.root.Descendants() {
		if n.Data != "form" {
			continue
		}
		for field := range n.Descendants() {
			a := map[string]string{}
			for _, one := range field.Attr {
				a[one.Key] = one.Val
			}
			value := a["value"]
			if field.Data == "select" {
				value = chosen(field)
			}
			if (field.Data == "input" || field.Data == "select") && value != "" {
				query.Add(a["name"], value)
			}
		}
		break
	}
	return query
}

func chosen(choice *html.Node) string {
	for n := range choice.Descendants() {
		value := ""
		for _, a := range n.Attr {
			if a.Key == "value" {
				value = a.Val
			}
			if a.Key == "selected" {
				return value
			}
		}
	}
	return ""
}

func TestAQuestionLeadsStraight(t *testing.T) {
	w := theSample(t)
	one := w.asks(t, "/api/v1/search?plan=false&limit=1").Results[0]["ocid"].(string)
	number := one[len("ocds-contoh-"):] // what the sample's Kode Tender are
	for path, want := range map[string]string{
		"/id/search?q=" + one:                                  "/id/processes/" + one,
		"/en/search?q=" + one + "&version=2026-03-31.1":        "", // where that version has it
		"/id/search?q=" + number:                               "/id/processes/" + one,
		"/id/search?q=" + strings.ReplaceAll(number, "-", "."): "/id/processes/" + one,
		"/id/search?q=" + one + "&year=2026":                   "",
		"/id/search?q=jalan":                                   "",
		"/id/search?q=CONTOH-000006":                           "",
		"/id/search?minValue=1%2C5+miliar":                     "/id/search?minValue=1500000000",
		"/en/search?minValue=1.5+billion&q=":                   "/en/search?minValue=1500000000",
		"/id/search?tenderFrom=31%2F3%2F2026":                  "/id/search?tenderFrom=2026-03-31",
		"/id/search?stage=tender&stage=award&q=+":              "/id/search?stage=tender%7Caward",
		"/id/search?q=+jalan+&year=&version=2026-03-31.1":      "/id/search?q=jalan&version=2026-03-31.1",
		"/id/search?utm_source=surat":                          "",
		"/id/search?q=ocds-contoh-tidak-ada":                   "",
	} {
		p := w.get(t, path)
		if strings.Contains(path, "version=2026-03-31.1") && want == "" && p.status == http.StatusFound {
			want = "/en/processes/" + one + "?version=2026-03-31.1"
		}
		if got := p.header.Get("Location"); got != want || (want != "") != (p.status == http.StatusFound) {
			t.Errorf("%s: %d %s", path, p.status, got)
		}
	}
}

func TestWhomWordsName(t *testing.T) {
	w := theSample(t)
	id := w.asks(t, "/api/v1/search?facetLimit=1").Facets["supplier"].Values[0]
	for _, q := range []string{id.Label, strings.ToUpper(id.Label), id.Value} {
		p := w.ok(t, "/id/search?q="+url.QueryEscape(q))
		p.has(t, "Yang bernama demikian", id.Label)
		if !slices.Contains(p.attributes("a", "href"), "/id/suppliers/"+id.Value) {
			t.Errorf("%s does not lead to the supplier", q)
		}
	}
	if strings.Contains(w.ok(t, "/id/search?q=jalan").text(), "Yang bernama demikian") {
		t.Error("a word of titles is taken for a name")
	}
}

func TestFaultsStandBesideTheirFields(t *testing.T) {
	w := theSample(t)
	p := w.get(t, "/id/search?minValue=seratus&tenderFrom=kemarin&flag=R999&sort=abjad&changedSince=dulu&plan=ya&q=...&supplier=%7C")
	if p.status != http.StatusBadRequest {
		t.Fatal(p.status)
	}
	p.keeps(t)
	p.has(t, "Nilai paling sedikit: Tulis angka penuh", "Tender dibuka sejak: Tulis tanggal", "Tanda bahaya: Tidak ada", "Urutan: ",
		"Berubah sejak: Tulis tanggal", "Kata kunci: Tulis sedikitnya", "Rencana (RUP): ", "Penyedia: ")
	form := p.form()
	for name, typed := range map[string]string{"minValue": "seratus", "tenderFrom": "kemarin", "flag": "R999", "changedSince": "dulu", "q": "...", "plan": "ya"} {
		if form.Get(name) != typed {
			t.Errorf("%s: %q was typed, %q is shown", name, typed, form.Get(name))
		}
	}
	w.get(t, "/id/search?minValue=5&maxValue=4").has(t, "Batas awal melebihi")
	w.get(t, "/id/search?tenderFrom=2026-02-01&tenderTo=2026-01-01").has(t, "Batas awal melebihi")
}

func TestPagesOfASearch(t *testing.T) {
	w := theSample(t)
	var want []string
	for _, query := range []string{"", "sort=date", "sort=-value", "q=jalan&sort=value"} {
		want = nil
		a := w.asks(t, "/api/v1/search?limit=1000&"+query)
		want = a.ocids()
		for _, view := range []string{"", "&view=table"} {
			var got []string
			path, last := "/id/search?"+query+view, ""
			for path != "" {
				p := w.ok(t, path)
				got, last = append(got, p.ocids()...), path
				if back := p.related("prev"); back != "" {
					if before := w.ok(t, back).ocids(); !slices.Equal(before, got[len(got)-len(p.ocids())-len(before):len(got)-len(p.ocids())]) {
						t.Errorf("%s: the page before is another", path)
					}
				}
				path = p.related("next")
			}
			if !slices.Equal(got, want) {
				t.Errorf("%s%s to %s: %d of %d, or in another order", query, view, last, len(got), len(want))
			}
		}
	}
	w.ok(t, "/id/search?cursor=1-5.5").has(t, "mulai lagi dari awal")
}

// related is where the page's link of a relation leads.
func (p *page) related(to string) string {
	for n := range p.root.Descendants() {
		rel, href := "", ""
		for _, a := range n.Attr {
			switch a.Key {
			case "rel":
				rel = a.Val
			case "href":
				href = a.Val
			}
		}
		if n.Data == "a" && rel == to {
			return href
		}
	}
	return ""
}

func TestNothingFound(t *testing.T) {
	w := theSample(t)
	p := w.ok(t, "/id/search?q=jalan+antahberantah&year=2025")
	p.has(t, "Tidak ada yang ditemukan", "Periksa ejaannya", "Tanpa kata “antahberantah”")
	if strings.Contains(p.text(), "Tanpa kata “jalan”") {
		t.Error("a search is suggested that finds nothing")
	}
	if n := w.ok(t, "/id/search?q=jalan&year=2025").total(t); !strings.Contains(p.text(), strconv.Itoa(n)+" proses ditemukan") {
		t.Errorf("%d are not told of", n)
	}
}

func TestWholeResults(t *testing.T) {
	w := theSample(t)
	for _, query := range []string{"", "year=2024", "q=jalan"} {
		p := w.ok(t, "/id/search?"+query)
		sizes := regexp.MustCompile(`(XLSX \(Excel\)|CSV|JSON Lines|Parquet) ± ([0-9,]+) (kB|MB)`).FindAllStringSubmatch(p.text(), -1)
		if len(sizes) != 4 || sizes[0][1] != "XLSX (Excel)" {
			t.Fatal(query, sizes)
		}
		for i, format := range []string{"xlsx", "csv", "jsonl", "parquet"} {
			about, _ := strconv.ParseFloat(strings.ReplaceAll(sizes[i][2], ",", "."), 64)
			real := float64(len(w.get(t, "/api/v1/search."+format+"?"+query).body)) / 1000
			if ratio := about / real; ratio < .6 || ratio > 1.6 {
				t.Errorf("%s.%s: about %v kB, in truth %v", query, format, about, real)
			}
		}
		for _, link := range p.attributes("a", "href") {
			if strings.HasPrefix(link, "/api/v1/changes.") {
				if feed := w.get(t, link); feed.status != http.StatusOK {
					t.Errorf("%s: %d", link, feed.status)
				}
			}
		}
	}
}

func TestHostileSearches(t *testing.T) {
	eachWorld(t, func(t *testing.T, w *world) {
		publishSample(t, w)
		long := strings.Repeat("panjang", 800)
		for _, text := range []string{"<script>alert(1)</script>", "\"><img src=x>", "\u202Ejalan", long, "\x00", "a\x00b", "\xff\xfe", "' or 1=1 --", "%", "{{.}}", "ocds-\x7f", strings.Repeat("ä ", 240)} {
			for _, name := range []string{"q", "buyer", "region", "year", "flag", "minValue", "tenderFrom", "changedSince", "sort", "currency", "cursor", "view", "flagState"} {
				p := w.get(t, "/id/search?"+url.Values{name: {text}}.Encode())
				if p.status == http.StatusFound {
					p = w.get(t, p.header.Get("Location"))
				}
				if p.status != http.StatusOK && p.status != http.StatusBadRequest && p.status != http.StatusRequestHeaderFieldsTooLarge {
					t.Errorf("%s=%.40q: %d", name, text, p.status)
				}
				if p.root != nil {
					p.keeps(t)
				}
			}
		}
	})
}
