package site_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/big"
	"slices"
	"strings"
	"testing"
	"time"

	"terang/publish/publishtest"
	"terang/sample"
)

// publishSample publishes the first hand-in of a small sample.
func publishSample(t testing.TB, w *world) {
	t.Helper()
	var text bytes.Buffer
	if err := sample.Write(&text, sample.Options{Seed: 2, Processes: 12}, 0); err != nil {
		t.Fatal(err)
	}
	w.Publish(t, sample.HandInDate(0), text.Bytes())
}

// TestHomeSaysWhatTheAPISays compares the headline figures with the lists that they lead to.
func TestHomeSaysWhatTheAPISays(t *testing.T) {
	w := theSample(t)
	for _, version := range []string{"", "version=2026-03-31.1", "version=2025-06-30.1"} {
		p := w.ok(t, "/id/?"+version)
		p.keeps(t)
		for label, path := range map[string]string{
			"Proses pengadaan": "/api/v1/search?plan=false", "Rencana (RUP)": "/api/v1/search?plan=true", "Kontrak": "/api/v1/contracts?",
			"Pembeli": "/api/v1/buyers?", "Penyedia": "/api/v1/suppliers?",
		} {
			if want := fmt.Sprint(w.asks(t, path+"&limit=1&"+version).Total); p.headline(label) != want {
				t.Errorf("%s: %s is %s, the API says %s", version, label, p.headline(label), want)
			}
		}
		sum := new(big.Rat)
		for _, year := range w.asks(t, "/api/v1/statistics?by=year&"+version).Results {
			if amount, ok := new(big.Rat).SetString(fmt.Sprint(year["contracted_amount"])); ok {
				sum.Add(sum, amount)
			}
		}
		if !slices.Contains(p.attributes("data", "value"), strings.TrimSuffix(sum.FloatString(0), ".")) {
			t.Errorf("%s: contracts add up to %s, which is not told", version, sum.FloatString(0))
		}
		flagged := w.asks(t, "/api/v1/search?flagState=flagged&limit=1&"+version).Total
		p.has(t, fmt.Sprintf("%d proses memiliki sedikitnya satu tanda.", flagged))
	}
}

// headline is the figure under a label.
func (p *page) headline(label string) string {
	for n := range p.root.Descendants() {
		if n.Data == "dt" && words(n) == label {
			return words(n.NextSibling)
		}
	}
	return ""
}

func TestHomeTellsWhatChanged(t *testing.T) {
	w := theSample(t)
	n := w.asks(t, "/api/v1/search?changedSince=2026-03-31.1&limit=1").Total
	p := w.ok(t, "/id/")
	p.has(t, fmt.Sprintf("%d proses baru atau berubah sejak versi 2026-03-31.1", n), "Perubahan terbesar")
	largest := w.asks(t, "/api/v1/search?changedSince=2026-03-31.1&sort=-value&limit=6").ocids()
	if got := p.ocids(); !contains(got, largest) {
		t.Errorf("%v are not all among %v", largest, got)
	}
	w.ok(t, "/id/?version=2025-06-30.1").has(t, "Ini versi pertama", "Nilai terbesar")
	for _, link := range p.attributes("a", "href") {
		if strings.HasPrefix(link, "/id/search?") && w.get(t, link).status != 200 {
			t.Errorf("%s does not answer", link)
		}
	}
}

// contains says whether a list has all of another in a row.
func contains(list, part []string) bool {
	for i := range list {
		if i+len(part) <= len(list) && slices.Equal(list[i:i+len(part)], part) {
			return true
		}
	}
	return false
}

// tender is a package with one tender, open from a day to a day.
func tender(ocid, title, status, from, to string) map[string]any {
	return map[string]any{"ocid": ocid, "id": ocid + "-1", "date": "2026-05-01T08:00:00+07:00", "tag": []string{"tender"}, "initiationType": "tender",
		"tender": map[string]any{"id": "1", "title": title, "status": status, "tenderPeriod": map[string]any{"startDate": from, "endDate": to}}}
}

func TestTendersThatCloseSoon(t *testing.T) {
	eachWorld(t, func(t *testing.T, w *world) {
		releases := []map[string]any{
			tender("ocds-abc-1", "Segera", "active", "2026-04-01T08:00:00+07:00", "2026-05-06T08:00:00+07:00"),
			tender("ocds-abc-2", "Lebih segera", "active", "2026-04-20T08:00:00+07:00", "2026-05-03T08:00:00+07:00"),
			tender("ocds-abc-3", "Sudah batal", "cancelled", "2026-04-21T08:00:00+07:00", "2026-05-03T08:00:00+07:00"),
			tender("ocds-abc-4", "Sudah lewat", "active", "2026-03-01T08:00:00+07:00", "2026-04-03T08:00:00+07:00"),
			tender("ocds-abc-5", "Belum dibuka <script>alert(1)</script>\u202E", "active", "2026-06-01T08:00:00+07:00", "2026-06-30T08:00:00+07:00"),
		}
		text := publishtest.Must[[]byte](t)(json.Marshal(map[string]any{"uri": base + "/x", "version": "1.1", "publishedDate": "2026-05-01T09:00:00+07:00",
			"publisher": map[string]any{"name": "Contoh"}, "releases": releases}))
		w.Publish(t, time.Date(2026, 5, 1, 10, 0, 0, 0, time.UTC), text)
		p := w.ok(t, "/id/")
		p.keeps(t)
		shown := p.text()
		newest := shown[strings.Index(shown, "Tender terbaru"):strings.Index(shown, "Segera ditutup")]
		closing := shown[strings.Index(shown, "Segera ditutup"):strings.Index(shown, "Nilai terbesar")]
		inOrder(t, newest, "Sudah batal", "Lebih segera", "Segera", "Sudah lewat")
		inOrder(t, closing, "1 Mei 2026, 17.00 WIB", "Lebih segera", "ditutup 3 Mei 2026", "Segera", "ditutup 6 Mei 2026", "Belum dibuka")
		for part, absent := range map[string]string{newest: "Belum dibuka", closing: "Sudah batal"} {
			if strings.Contains(part, absent) {
				t.Errorf("%s is among %s", absent, part)
			}
		}
		if strings.Contains(closing, "Sudah lewat") {
			t.Error("what is over closes soon")
		}
		p.has(t, "Tidak ada proses yang nilainya diketahui")
	})
}

// inOrder says whether all texts stand in another, one behind the other.
func inOrder(t *testing.T, in string, texts ...string) {
	t.Helper()
	at := 0
	for _, text := range texts {
		i := strings.Index(in[at:], text)
		if i < 0 {
			t.Errorf("%q does not stand at its place in %s", text, in)
			return
		}
		at += i + len(text)
	}
}
