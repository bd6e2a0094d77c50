package site_test

import (
	"encoding/json"
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"terang/publish"
	"terang/publish/publishtest"
)

// api reads an answer of the API.
func (w *world) api(t testing.TB, path string) map[string]any {
	t.Helper()
	p := w.get(t, path)
	var answer map[string]any
	if err := json.Unmarshal([]byte(p.body), &answer); err != nil || p.status != 200 {
		t.Fatalf("%s: %d %v %.300s", path, p.status, err, p.body)
	}
	return answer
}

// sought are the rows of the processes that a search finds.
func (w *world) sought(t testing.TB, query string) (all []map[string]any) {
	t.Helper()
	for _, one := range w.api(t, "/api/v1/search?limit=100&"+query)["results"].([]any) {
		all = append(all, one.(map[string]any))
	}
	if len(all) == 0 {
		t.Fatalf("the sample has nothing for %s", query)
	}
	return all
}

func (w *world) process(t testing.TB, lang, ocid string) *page {
	t.Helper()
	return w.ok(t, "/"+lang+"/processes/"+url.PathEscape(ocid))
}

func number(amount any) string { return strings.TrimSuffix(fmt.Sprintf("%.2f", amount), ".00") }

// The page has each amount that the API has of the process, as it is.
func TestProcessHasTheAmountsOfTheAPI(t *testing.T) {
	w := theSample(t)
	for _, stage := range []string{"implementation", "contract", "award", "tender", "planning"} {
		rows := w.sought(t, "stage="+stage)
		for _, row := range rows[:min(len(rows), 3)] {
			p := w.process(t, "id", row["ocid"].(string))
			values := p.attributes("data", "value")
			for _, column := range []string{"budget", "tender_value", "awarded", "contracted", "paid"} {
				if amount, ok := row[column+"_amount"]; ok && !slices.Contains(values, number(amount)) {
					t.Errorf("%s: %s is %s, the page has %v", row["ocid"], column, number(amount), values)
				}
			}
			if title, ok := row["tender_title"].(string); ok {
				p.has(t, title)
			}
			p.keeps(t)
			w.answers(t, p)
		}
	}
}

// answers follows the links of a page to the API, to feeds, and to other processes.
func (w *world) answers(t *testing.T, p *page) {
	t.Helper()
	for _, link := range slices.Concat(p.attributes("a", "href"), p.attributes("link", "href")) {
		if strings.HasPrefix(link, "/api/") || strings.HasPrefix(link, "/id/processes/") {
			if answer := w.get(t, link); answer.status != 200 {
				t.Errorf("%s leads to %s: %d", p.path, link, answer.status)
			}
		}
	}
}

// How contracts stand follows from what the API says of them.
func TestProcessSaysHowContractsStand(t *testing.T) {
	w, seen := theSample(t), map[string]int{}
	for _, row := range w.sought(t, "stage=implementation") {
		ocid := row["ocid"].(string)
		if row["contract_count"].(float64) != 1 || row["is_self_managed"] == true {
			continue
		}
		want, says := "", ""
		for _, one := range w.api(t, "/api/v1/records/"+ocid+"/results")["results"].([]any) {
			r := one.(map[string]any)
			switch r["indicator"].(string) + "/" + fmt.Sprint(r["variant"]) + "/" + r["state"].(string) {
			case "terminated/fault/flagged":
				want, says = "diputus karena kesalahan penyedia", "Kontrak diputus karena kesalahan penyedia."
			case "terminated/other/flagged":
				want, says = "dihentikan lebih awal", "Kontrak dihentikan lebih awal tanpa kesalahan penyedia."
			case "open_past_end/<nil>/flagged":
				want, says = "lewat waktu", "Akhir kontrak sudah lewat "+r["value"].(string)+" hari"
			case "days_late/amended/computed":
				if want = "selesai tepat waktu"; r["value"] != "0" {
					want, says = "selesai terlambat", "terlambat "+r["value"].(string)+" hari"
				}
			}
		}
		seen[want]++
		w.process(t, "id", ocid).has(t, want, says)
	}
	for _, state := range []string{"selesai terlambat", "selesai tepat waktu"} {
		if seen[state] == 0 {
			t.Errorf("the sample has no contract that is %s: %v", state, seen)
		}
	}
}

var dayInWords = regexp.MustCompile(`akhir kontrak pada ([0-9]+ [A-Z][a-z]+ [0-9]{4})`)

// The end that was signed first is the one that the API compares with.
func TestProcessKnowsTheEndThatWasMoved(t *testing.T) {
	w, moved := theSample(t), 0
	for _, row := range w.sought(t, "stage=implementation") {
		ends := map[string]string{}
		for _, one := range w.api(t, "/api/v1/records/"+row["ocid"].(string)+"/results")["results"].([]any) {
			r := one.(map[string]any)
			if m := dayInWords.FindStringSubmatch(r["sentence"].(map[string]any)["id"].(string)); r["indicator"] == "days_late" && m != nil {
				ends[r["variant"].(string)] = m[1]
			}
		}
		if row["contract_count"].(float64) != 1 || ends["original"] == ends["amended"] || ends["original"] == "" {
			continue
		}
		moved++
		w.process(t, "id", row["ocid"].(string)).has(t, ends["amended"]+" (semula sampai "+ends["original"]+" )")
	}
	if moved == 0 {
		t.Error("the sample has no contract whose end was moved")
	}
}

// Every way in which a contract may stand has its words.
func TestProcessOfContractsThatStandOtherwise(t *testing.T) {
	w := newWorld(t, t.TempDir()+"/ledger.db", t.TempDir(), t.Cleanup)
	period := object{"startDate": "2026-01-05T00:00:00+07:00", "endDate": "2026-03-31T23:59:59+07:00"}
	var contracts []any
	add := func(id, status, details string, milestones ...any) {
		done := object{}
		if len(milestones) > 0 {
			done["milestones"] = milestones
		}
		if details != "" {
			done["endDateDetails"] = details
		}
		contracts = append(contracts, object{"id": id, "awardID": "1", "status": status, "title": "Kontrak " + id, "value": rupiah(5), "dateSigned": "2026-01-04T09:00:00+07:00", "period": period, "implementation": done})
	}
	handed := func(date string) object {
		return object{"id": "1", "type": "delivery", "code": "PHO", "title": "BAST I", "status": "met", "dueDate": period["endDate"], "dateMet": date}
	}
	add("diputus", "terminated", "Pemutusan kontrak karena kesalahan penyedia")
	add("kahar", "terminated", "Penghentian kontrak karena keadaan kahar")
	add("tepat", "active", "", handed("2026-03-30T10:00:00+07:00"))
	add("lambat", "active", "", handed("2026-04-12T10:00:00+07:00"))
	add("lewat", "active", "")
	add("batal", "cancelled", "")
	release := map[string]any{"tag": []string{"tender", "award", "contract", "implementation"}, "parties": []any{party("B", "Dinas Contoh", "buyer"), party("S0001", "PT Contoh", "supplier")},
		"buyer": object{"id": "B", "name": "Dinas Contoh"}, "tender": object{"id": "T1", "title": "Enam Kontrak", "status": "complete"},
		"awards": []any{object{"id": "1", "status": "active", "suppliers": []any{object{"id": "S0001", "name": "PT Contoh"}}, "value": rupiah(30)}}, "contracts": contracts}
	w.Publish(t, day, packaged(t, release))
	p := w.process(t, "id", "ocds-contoh-uji-0001")
	p.keeps(t)
	p.has(t, "Ada 6 kontrak: 1 diputus karena kesalahan penyedia, 1 dihentikan lebih awal, 1 selesai tepat waktu, 1 selesai terlambat, 1 lewat waktu, serah terima belum tercatat, 1 dibatalkan.",
		"Pembayaran: tanggal dan nilainya", "Serah terima pekerjaan: tanggal dan berita acaranya (BAST)", "Salinan dokumen kontrak")
	for id, state := range map[string]string{"diputus": "diputus karena kesalahan penyedia", "kahar": "dihentikan lebih awal", "tepat": "selesai tepat waktu", "lambat": "selesai terlambat", "lewat": "lewat waktu", "batal": "dibatalkan"} {
		p.has(t, "Kontrak "+id+" "+state)
	}
}

// A flag comes with its sentence, caveat, method and the release that it rests on.
func TestProcessShowsFlags(t *testing.T) {
	w := theSample(t)
	flag := w.api(t, "/api/v1/flags?limit=1&indicator=R018")["results"].([]any)[0].(map[string]any)
	ocid := flag["subject"].(map[string]any)["ocid"].(string)
	evidence := flag["evidence"].([]any)[0].(map[string]any)
	for lang, about := range map[string]string{"id": "Tanda adalah pertanyaan, bukan putusan", "en": "A flag is a question, not a verdict"} {
		p := w.process(t, lang, ocid)
		p.has(t, about, flag["sentence"].(map[string]any)[lang].(string), flag["caveat"].(map[string]any)[lang].(string), evidence["pointer"].(string))
		links := p.attributes("a", "href")
		for _, want := range []string{"/" + lang + "/methods/R018", "/api/v1/releases/" + ocid + "/" + evidence["release"].(string)} {
			if !slices.Contains(links, want) {
				t.Errorf("%s does not lead to %s", p.path, want)
			}
		}
	}
}

// A plan says what it became; what followed leads back to it.
func TestProcessLeadsToItsPlanAndBack(t *testing.T) {
	w := theSample(t)
	bought := w.sought(t, "stage=implementation&procurementMethodDetails=Tender")[0]
	ocid, plan := bought["ocid"].(string), bought["plan_ocids"].(string)
	p := w.process(t, "id", plan)
	p.has(t, "Rencana ini menjadi", "berencana mengadakan paket ini dengan pagu")
	for _, absent := range []string{`id="bids"`, `id="contracts"`} {
		if strings.Contains(p.body, absent) {
			t.Errorf("the page of a plan has %s", absent)
		}
	}
	if !slices.Contains(p.attributes("a", "href"), "/id/processes/"+ocid) {
		t.Errorf("%s does not lead to %s", plan, ocid)
	}
	if !slices.Contains(w.process(t, "en", ocid).attributes("a", "href"), "/en/processes/"+plan) {
		t.Errorf("%s does not lead to %s", ocid, plan)
	}
	p.keeps(t)
}

func TestProcessOfOwnWork(t *testing.T) {
	w := theSample(t)
	for _, row := range w.sought(t, "stage=implementation") {
		if row["is_self_managed"] != true {
			continue
		}
		p := w.process(t, "id", row["ocid"].(string))
		p.has(t, "secara swakelola; pelaksananya", "Indikator tidak menilai proses ini", "Swakelola dikerjakan sendiri")
		for _, link := range p.attributes("a", "href") {
			if strings.HasPrefix(link, "/id/suppliers/") {
				t.Errorf("%s: self-managed work leads to a supplier's page: %s", p.path, link)
			}
		}
		p.keeps(t)
		return
	}
	t.Error("the sample has no self-managed work")
}

// A pinned page keeps its version in every link, and has nothing that came later.
func TestProcessOfAnOlderVersion(t *testing.T) {
	w := theSample(t)
	old := w.api(t, "/api/v1/search?limit=1&stage=implementation&version=2026-03-31.1")["results"].([]any)[0].(map[string]any)
	address := "/id/processes/" + old["ocid"].(string) + "?version=2026-03-31.1"
	p := w.ok(t, address)
	p.has(t, "Anda membaca versi 2026-03-31.1", "Versi ini bukan yang terbaru")
	if amount := number(old["contracted_amount"]); !slices.Contains(p.attributes("data", "value"), amount) {
		t.Errorf("%s has no %s", address, amount)
	}
	for _, link := range p.attributes("a", "href") {
		if strings.HasPrefix(link, "/id/") && !strings.Contains(link, "version=2026-03-31.1") && link != "/id/processes/"+old["ocid"].(string) {
			t.Errorf("%s leads to another version: %s", address, link)
		}
	}
	later := 0
	for _, row := range w.sought(t, "publishedFrom=2026-04-01") {
		ocid := row["ocid"].(string) + "?version=2026-03-31.1"
		want := w.get(t, "/api/v1/records/"+ocid).status
		if p := w.get(t, "/id/processes/"+ocid); p.status != want {
			t.Errorf("%s: %d, the API %d", p.path, p.status, want)
		}
		if want == 404 {
			later++
		}
	}
	if later == 0 {
		t.Error("the sample has no process that came later")
	}
	if p := w.get(t, "/id/processes/none"); p.status != 404 || p.root == nil {
		t.Errorf("%s: %d", p.path, p.status)
	}
	if p := w.get(t, "/id/processes/none/card.png"); p.status != 404 {
		t.Errorf("%s: %d", p.path, p.status)
	}
}

// The planned and the actual days of the picture stand in the table under it.
func TestProcessPicture(t *testing.T) {
	w := theSample(t)
	ocid := w.sought(t, "stage=implementation&procurementMethodDetails=Tender")[0]["ocid"].(string)
	p := w.process(t, "en", ocid)
	p.has(t, "Planned (above) and actual (below)", "Choosing the supplier")
	pictures := 0
	for n := range p.root.Descendants() {
		if n.Type == html.ElementNode && n.Data == "svg" && attributeOf(n, "role") == "img" {
			if pictures++; attributeOf(n, "aria-labelledby") == "" {
				t.Error("a picture has no title")
			}
		}
	}
	if pictures < 2 {
		t.Errorf("%d pictures", pictures)
	}
	card := w.ok(t, "/en/processes/"+ocid+"/card.png")
	if !strings.HasPrefix(card.body, "\x89PNG") {
		t.Errorf("%.20q", card.body)
	}
}

func attributeOf(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// day is when the tests hand in.
var day = time.Date(2026, 6, 1, 3, 0, 0, 0, time.UTC)

// packaged is a release package of releases of one process.
func packaged(t testing.TB, releases ...map[string]any) []byte {
	t.Helper()
	for i, r := range releases {
		r["ocid"], r["initiationType"], r["language"] = "ocds-contoh-uji-0001", "tender", "id"
		if r["id"] == nil {
			r["id"] = fmt.Sprint("rilis-", i)
		}
		if r["date"] == nil {
			r["date"] = fmt.Sprintf("2026-01-%02dT09:%02d:00+07:00", 1+i/50, i%50)
		}
		if r["tag"] == nil {
			r["tag"] = []string{"tender"}
		}
	}
	return publishtest.Must[[]byte](t)(json.Marshal(map[string]any{"uri": "https://data.example.go.id/p.json", "version": "1.1", "publishedDate": "2026-01-01T00:00:00Z",
		"publisher": map[string]any{"name": "Contoh"}, "releases": releases, "extensions": []string{
			"https://raw.githubusercontent.com/open-contracting-extensions/ocds_bid_extension/v1.1.5/extension.json"}}))
}

type object = map[string]any

func party(id, name string, roles ...string) object {
	return object{"id": id, "name": name, "roles": roles, "identifier": object{"scheme": "XE-EXAMPLE", "id": id, "legalName": name}}
}

func rupiah(amount int) object { return object{"amount": amount, "currency": "IDR"} }

// A process with a hundred bids and hundreds of changes stays a small page, which leads to the rest.
func TestProcessOfManyThings(t *testing.T) {
	w := newWorld(t, t.TempDir()+"/ledger.db", t.TempDir(), t.Cleanup)
	parties, bids := []any{party("B", "Dinas Contoh", "buyer", "procuringEntity")}, []any{}
	for i := range 100 {
		id := fmt.Sprintf("P%03d", i)
		parties = append(parties, party(id, "PT Peserta Contoh Nomor "+id, "tenderer"))
		bids = append(bids, object{"id": id, "status": "valid", "tenderers": []any{object{"id": id, "name": "PT Peserta Contoh Nomor " + id}}, "value": rupiah(900_000_000 + i)})
	}
	releases := []map[string]any{{"parties": parties, "buyer": object{"id": "B", "name": "Dinas Contoh"}, "bids": object{"details": bids},
		"tender": object{"id": "T1", "title": "Paket Besar", "status": "active", "value": rupiah(1_000_000_000), "procurementMethod": "open", "procuringEntity": object{"id": "B", "name": "Dinas Contoh"}}}}
	for i := range 41 {
		changed := []any{}
		for k := range 10 {
			changed = append(changed, object{"id": fmt.Sprintf("P%03d", (i*10+k)%100), "value": rupiah(800_000_000 + i*100 + k)})
		}
		releases = append(releases, map[string]any{"bids": object{"details": changed}})
	}
	w.Publish(t, day, packaged(t, releases...))
	for _, lang := range []string{"id", "en"} {
		p := w.process(t, lang, "ocds-contoh-uji-0001")
		p.keeps(t)
		links := p.attributes("a", "href")
		for _, want := range []string{"/api/v1/records/ocds-contoh-uji-0001", "/api/v1/records/ocds-contoh-uji-0001/changes"} {
			if !slices.Contains(links, want) {
				t.Errorf("%s does not lead to %s", p.path, want)
			}
		}
	}
	w.process(t, "en", "ocds-contoh-uji-0001").has(t, "100 bids that are published", "60 more are in the API", "260 more are in the API")
}

// Nothing that stands in data breaks the page, or leads where a page must not lead.
func TestProcessOfHostileText(t *testing.T) {
	w := newWorld(t, t.TempDir()+"/ledger.db", t.TempDir(), t.Cleanup)
	bad := `<script>alert(1)</script>"'><img src=x onerror=alert(2)>` + "\u202e" + `{{.}} %s %d ` + strings.Repeat("panjang sekali ", 340)
	documents := []any{object{"id": "1", "title": bad, "url": "javascript:alert(1)"}, object{"id": "2", "title": "x", "url": "https://spse.example.id@jahat.example/a"},
		object{"id": "3", "title": bad, "description": bad, "url": "data:text/html,x", "documentType": bad}}
	release := map[string]any{"tag": []string{"tender", "award", "contract", "implementation"}, "parties": []any{party("B", bad, "buyer", "procuringEntity"), party("S", bad, "supplier", "tenderer")}, "buyer": object{"id": "B", "name": bad},
		"planning": object{"rationale": bad, "budget": object{"description": bad, "amount": rupiah(5)}},
		"tender": object{"id": "T1", "title": bad, "description": bad, "documents": documents, "procurementMethodDetails": bad, "value": rupiah(0),
			"procuringEntity": object{"id": "B", "name": bad}, "items": []any{object{"id": "1", "description": bad, "unit": object{"name": bad}}}},
		"awards": []any{object{"id": bad[:200], "title": bad, "status": "active", "suppliers": []any{object{"id": "S", "name": bad}}, "value": rupiah(-7), "date": "2026-02-30T00:00:00Z"}},
		"contracts": []any{object{"id": bad[:200], "awardID": bad[:200], "title": bad, "description": bad, "status": "active", "value": rupiah(7), "period": object{"startDate": "2027-01-01T00:00:00Z", "endDate": "2025-01-01T00:00:00Z"},
			"amendments":     []any{object{"id": "1", "rationale": bad, "description": bad}},
			"implementation": object{"milestones": []any{object{"id": "1", "title": bad, "dueDate": "9999-12-31T00:00:00Z"}}}}}}
	delete(release["awards"].([]any)[0].(object), "date")
	w.Publish(t, day, packaged(t, release, map[string]any{"date": "2026-03-01T00:00:00+07:00", "tender": object{"id": "T1", "title": bad + " lagi", "description": "a\u202eb"}}))
	for _, lang := range []string{"id", "en"} {
		p := w.process(t, lang, "ocds-contoh-uji-0001")
		p.keeps(t)
		for n := range p.root.Descendants() {
			if n.Type == html.ElementNode && (n.Data == "script" || n.Data == "img") {
				t.Errorf("%s has an element %s", p.path, n.Data)
			}
			for _, a := range n.Attr {
				if strings.HasPrefix(a.Key, "on") || a.Key == "href" && (strings.Contains(a.Val, "jahat") || strings.HasPrefix(a.Val, "data:")) {
					t.Errorf("%s has %s=%.80s", p.path, a.Key, a.Val)
				}
			}
			if n.Type == html.TextNode && strings.Contains(n.Data, "\u202e") && n.Parent.Data != "bdi" {
				t.Errorf("%s has a text of the data that is not set apart, in %s: %.60q", p.path, n.Parent.Data, n.Data)
			}
		}
		w.ok(t, "/"+lang+"/processes/ocds-contoh-uji-0001/card.png")
	}
}

// A person who supplies stands there as the data name them, and leads to no page about their performance.
func TestProcessOfAPerson(t *testing.T) {
	eachWorld(t, func(t *testing.T, w *world) { w.showsAPerson(t) })
}

func (w *world) showsAPerson(t *testing.T) {
	person := object{"id": "perseorangan-0a1b2c", "name": "Perseorangan 0A1B2C", "roles": []string{"supplier"}, "details": object{"scale": "selfEmployed"}}
	of := func(id, name string) []any { return []any{object{"id": id, "name": name}} }
	w.Publish(t, day, packaged(t, map[string]any{"tag": []string{"tender", "award"}, "parties": []any{party("B", "Dinas Contoh", "buyer"), party("S0001", "PT Contoh", "supplier"), person},
		"buyer": object{"id": "B", "name": "Dinas Contoh"}, "tender": object{"id": "T1", "title": "Jasa Konsultan"}, "awards": []any{
			object{"id": "1", "status": "active", "suppliers": of("perseorangan-0a1b2c", "Perseorangan 0A1B2C"), "value": rupiah(1_500_000)},
			object{"id": "2", "status": "active", "suppliers": of("S0001", "PT Contoh"), "value": rupiah(2_500_000)}}}))
	p := w.process(t, "id", "ocds-contoh-uji-0001")
	p.has(t, "Perseorangan 0A1B2C", "(perseorangan)", "menetapkan Perseorangan 0A1B2C dan PT Contoh sebagai pemenang", "Kontrak: nomor, nilai, dan masa pelaksanaan")
	links := p.attributes("a", "href")
	if !slices.Contains(links, "/id/suppliers/XE-EXAMPLE-S0001") || slices.ContainsFunc(links, func(l string) bool { return strings.Contains(l, "suppliers/perseorangan") }) {
		t.Errorf("links: %v", links)
	}
}

// Requests for information go to the officer whom the publisher names, complaints to its channels, filled in.
func TestProcessWritesLetters(t *testing.T) {
	w := newWorld(t, t.TempDir()+"/ledger.db", t.TempDir(), t.Cleanup)
	one := packaged(t, map[string]any{"tag": []string{"tender", "award"}, "parties": []any{party("B", "Dinas Contoh", "buyer")}, "buyer": object{"id": "B", "name": "Dinas Contoh"},
		"tender": object{"id": "9001000", "title": "Jalan & Jembatan", "procurementMethod": "open"}, "awards": []any{object{"id": "1", "status": "active"}}})
	w.Publish(t, day, one)
	p := w.process(t, "id", "ocds-contoh-uji-0001")
	p.has(t, "Yth. Pejabat Pengelola Informasi", "- Kontrak: nomor, nilai, dan masa pelaksanaan", "- Daftar peserta dan harga penawaran", "Kode Tender: 9001000", "LAPOR!", "Penerbit belum mencantumkan saluran pengaduan")
	link := base + "/id/processes/ocds-contoh-uji-0001?version=2026-06-01.1"
	p.has(t, link)
	mail := slices.ContainsFunc(p.attributes("a", "href"), func(l string) bool {
		u, err := url.Parse(l)
		return err == nil && u.Scheme == "mailto" && u.Opaque == "ppid@data.example.go.id" && strings.Contains(u.Query().Get("body"), "Kode Tender: 9001000\n") && strings.Contains(u.Query().Get("subject"), "Jalan & Jembatan")
	})
	if !mail {
		t.Errorf("no letter to the officer in %v", p.attributes("a", "href"))
	}
	w.Config.Complaints = []publish.Complaint{{Name: "WhatsApp Inspektorat", URL: "https://wa.me/6281234567890?text={text}"}, {Name: "SMS Bupati", NameEN: "SMS to the Regent", URL: "sms:1708?body={title}%20{ocid}%20{tenderID}%20{link}"}}
	w.Publish(t, day.AddDate(0, 0, 1), packaged(t, map[string]any{"id": "baru", "date": "2026-05-02T00:00:00+07:00", "tender": object{"id": "9001000", "description": "Baru"}}))
	p = w.process(t, "en", "ocds-contoh-uji-0001")
	p.has(t, "WhatsApp Inspektorat", "SMS to the Regent")
	want := "sms:1708?body=Jalan%20%26%20Jembatan%20ocds-contoh-uji-0001%209001000%20" + strings.ReplaceAll(url.QueryEscape(base+"/en/processes/ocds-contoh-uji-0001?version=2026-06-02.1"), "+", "%20")
	if links := p.attributes("a", "href"); !slices.Contains(links, want) || slices.Contains(links, "https://www.lapor.go.id") {
		t.Errorf("no %s in %v", want, links)
	}
}
