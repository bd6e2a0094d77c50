package api_test

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"net/http"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"terang/publish/publishtest"
	"terang/store/storetest"
	"terang/tables"
)

// changesBody is a page of changes.
type changesBody struct {
	OCID, Version string
	Known         bool
	Total         int
	Changes       []struct {
		Number        int
		Release       struct{ ID, URL string }
		Path, Pointer string
		Before, After json.RawMessage
		Currency      string
		Meaning       *struct{ Code, En, ID string }
	}
	Links struct {
		Next, First, Record string
		Releases            []struct{ ID, URL string }
		Files               []string
		Plans               []struct{ OCID, URL string }
		Buyer               *struct{ ID, Name, URL string }
		Suppliers           []struct{ ID, Name, URL string }
	}
}

// changes walks through all pages from an address on.
func (w *world) recordChanges(t testing.TB, address string) (pages []changesBody) {
	t.Helper()
	for address != "" {
		var p changesBody
		a := w.ok(t, address)
		a.value(t, &p)
		if header := a.header.Get("Link"); !strings.Contains(header, p.Links.First) || strings.Contains(header, `rel="next"`) != (p.Links.Next != "") {
			t.Errorf("%s: %s", address, header)
		}
		pages, address = append(pages, p), p.Links.Next
	}
	return pages
}

// testRecordChanges compares the changes of every process, in pages of three, with the table of changes.
func testRecordChanges(t *testing.T, w *world) {
	rows := publishtest.Must[[][]string](t)(csv.NewReader(strings.NewReader(string(w.ok(t, "/data/"+w.latest(t)+"/tables/changes.csv").body))).ReadAll())
	want := map[string][]string{}
	column := func(name string) int { return slices.Index(rows[0], name) }
	for _, row := range rows[1:] {
		ocid := row[column("ocid")]
		want[ocid] = append(want[ocid], strings.Join([]string{row[column("release_id")], row[column("id_pointer")], row[column("currency")],
			row[column("meaning")], row[column("meaning_en")], row[column("meaning_id")]}, "|"))
	}
	for _, r := range w.walk(t, "/api/v1/records?limit=1000", nil)[0].Records {
		var got []string
		for _, p := range w.recordChanges(t, at(r.OCID)+"/changes?limit=3") {
			if p.OCID != r.OCID || !p.Known || p.Total != len(want[r.OCID]) || len(p.Changes) > 3 {
				t.Fatalf("%s: %+v", r.OCID, p)
			}
			for _, c := range p.Changes {
				m := c.Meaning
				if m == nil {
					m = &struct{ Code, En, ID string }{}
				}
				if got = append(got, strings.Join([]string{c.Release.ID, c.Pointer, c.Currency, m.Code, m.En, m.ID}, "|")); c.Number != len(got) {
					t.Errorf("%s: change %d is numbered %d", r.OCID, len(got), c.Number)
				}
			}
		}
		if !slices.Equal(got, want[r.OCID]) {
			t.Errorf("%s:\n%q\nwant\n%q", r.OCID, got, want[r.OCID])
		}
		delete(want, r.OCID)
	}
	if len(rows) < 100 || len(want) > 0 {
		t.Errorf("%d rows; not in the API: %v", len(rows), want)
	}
}

// testChangeLinks follows all links to what this server has.
func testChangeLinks(t *testing.T, w *world) {
	plans, buyers, suppliers := 0, 0, 0
	for _, r := range w.walk(t, "/api/v1/records?limit=1000", nil)[0].Records {
		pages := w.recordChanges(t, at(r.OCID)+"/changes?limit=5")
		l := pages[0].Links
		w.ok(t, l.Record)
		if len(l.Releases) != len(r.Releases) || len(l.Files) < 28 || len(pages) > 1 && len(pages[1].Links.Releases) > 0 {
			t.Errorf("%s: %d releases, %d files", r.OCID, len(l.Releases), len(l.Files))
		}
		w.ok(t, l.Releases[0].URL)
		for _, c := range pages[0].Changes {
			w.ok(t, c.Release.URL)
		}
		for _, plan := range l.Plans {
			plans++
			w.ok(t, plan.URL)
		}
		if l.Buyer != nil && l.Buyer.Name != "" && strings.HasPrefix(l.Buyer.URL, base+"/api/v1/buyers/"+l.Buyer.ID+"?version=") {
			if buyers++; buyers < 5 {
				w.ok(t, l.Buyer.URL)
			}
		}
		for _, s := range l.Suppliers {
			if suppliers++; s.URL != "" {
				w.ok(t, s.URL)
			}
			if s.Name == "" {
				t.Errorf("%s: %+v", r.OCID, s)
			}
		}
	}
	if plans == 0 || buyers == 0 || suppliers == 0 {
		t.Errorf("%d plans, %d buyers, %d suppliers", plans, buyers, suppliers)
	}
	var p changesBody
	w.ok(t, at(w.withChanges(t))+"/changes?limit=1").value(t, &p)
	for _, file := range p.Links.Files {
		if a := ask(t, w.handler, http.MethodHead, file); a.status != http.StatusOK {
			t.Errorf("%s: %d", file, a.status)
		}
	}
}

// withChanges is a process of the sample with more than one change.
func (w *world) withChanges(t testing.TB) string {
	t.Helper()
	for _, r := range w.walk(t, "/api/v1/records?limit=1000", nil)[0].Records {
		var p changesBody
		if w.ok(t, at(r.OCID)+"/changes").value(t, &p); p.Total > 1 {
			return r.OCID
		}
	}
	t.Fatal("nothing changed")
	return ""
}

// testChangesPinned asks for the changes as they were known before.
func testChangesPinned(t *testing.T, w *world) {
	versions := w.versions(t)
	ocid := w.withChanges(t)
	totals := []int{}
	for _, v := range versions {
		a := w.get(t, at(ocid)+"/changes?version="+v)
		if a.status == http.StatusNotFound {
			continue
		}
		var p changesBody
		if a.value(t, &p); p.Version != v || a.header.Get("Cache-Control") != "public, max-age=31536000, immutable" {
			t.Errorf("%s: %s, %s", v, p.Version, a.header.Get("Cache-Control"))
		}
		totals = append(totals, p.Total)
	}
	if !slices.IsSortedFunc(totals, func(a, b int) int { return b - a }) || totals[0] < 2 {
		t.Errorf("%v", totals)
	}
	a := w.ok(t, at(ocid)+"/changes?limit=1")
	var p changesBody
	a.value(t, &p)
	if other := w.get(t, strings.Replace(p.Links.Next, "/changes", "", 1)); other.status != http.StatusBadRequest {
		t.Errorf("a cursor of another list: %d", other.status)
	}
	if again := w.get(t, at(ocid)+"/changes?limit=1", "If-None-Match: "+a.header.Get("ETag")); again.status != http.StatusNotModified {
		t.Errorf("again: %d", again.status)
	}
}

// testRecordHeaders follows what the headers of a record lead to.
func testRecordHeaders(t *testing.T, w *world) {
	for _, ocid := range []string{w.withChanges(t), "ocds-contoh-a/b", "ocds-contoh-<b>&amp;"} {
		for _, query := range []string{"", "?version=" + w.latest(t)} {
			links := map[string]string{}
			for one := range strings.SplitSeq(w.ok(t, at(ocid)+query).header.Get("Link"), ", ") {
				address, rel, _ := strings.Cut(strings.TrimPrefix(one, "<"), `>; rel="`)
				links[strings.TrimSuffix(rel, `"`)] = address
			}
			if len(links) != 4 || !strings.Contains(links["related"], "/flags?ocid=") || strings.Contains(links["version-history"], "version=") != (query != "") {
				t.Errorf("%s: %v", ocid, links)
			}
			for rel, address := range links {
				if a := w.ok(t, address); rel == "latest-version" && !strings.Contains(string(a.body), `"compiledRelease"`) {
					t.Errorf("%s leads to %.100s", rel, a.body)
				}
			}
		}
	}
}

// TestMeaningsAreListed: the contract lists each code of a meaning with its sentences, and no other.
func TestMeaningsAreListed(t *testing.T) {
	t.Parallel()
	text := publishtest.Must[[]byte](t)(json.Marshal(contract().Components.Extensions["x-meanings"]))
	var listed map[string]words
	if err := json.Unmarshal(text, &listed); err != nil {
		t.Fatal(err)
	}
	for _, m := range tables.Meanings() {
		if listed[m.Code] != (words{m.English, m.Indonesian}) {
			t.Errorf("%s: the contract has %q", m.Code, listed[m.Code])
		}
		delete(listed, m.Code)
	}
	if len(listed) > 0 {
		t.Errorf("no rule has %v", listed)
	}
}

// A process of thousands of releases answers whole, and its changes in pages, on both databases.
func TestLongProcess(t *testing.T) {
	const releases = 5000
	storetest.Each(t, func(t *testing.T, location string) {
		w := newWorld(t, location)
		var all []string
		for i := range releases {
			date := time.Date(2025, 1, 1, 0, 0, i*600, 0, time.UTC).Format(time.RFC3339)
			all = append(all, release("ocds-contoh-long", fmt.Sprint(i), date, fmt.Sprintf(
				`,"tender":{"id":"T","value":{"amount":%d.5,"currency":"IDR"}},"awards":[{"id":"A","status":"active"}],"contracts":[{"id":"C","awardID":"A","implementation":{"transactions":[{"id":"%d","date":%q,"value":{"amount":%d,"currency":"IDR"}}]}}]`,
				1000+i, i, date, i)))
		}
		w.Publish(t, day(t, "2026-01-01"), lines(all...))

		begin, memory := time.Now(), allocated()
		var record pageBody
		w.ok(t, at("ocds-contoh-long")).value(t, &record)
		if n := len(record.Records[0].Releases); n != releases {
			t.Errorf("%d releases", n)
		}
		t.Logf("the record: %v, %d MB made", time.Since(begin), (allocated()-memory)>>20)

		begin, memory = time.Now(), allocated()
		pages := w.recordChanges(t, at("ocds-contoh-long")+"/changes?limit=1000")
		t.Logf("%d pages of changes: %v, %d MB made", len(pages), time.Since(begin), (allocated()-memory)>>20)
		changes, meanings := 0, 0
		for _, p := range pages {
			for _, c := range p.Changes {
				if changes++; c.Meaning != nil {
					meanings++
				}
			}
		}
		if want := 2 * (releases - 1); changes != want || meanings != want || pages[0].Total != want || len(pages) != 10 {
			t.Errorf("%d changes, %d meanings, %d pages, a total of %d", changes, meanings, len(pages), pages[0].Total)
		}
		last := pages[len(pages)-1].Changes
		if m := last[len(last)-1].Meaning; m == nil || m.ID != "Pembayaran sebesar Rp4.999 untuk kontrak C diumumkan." {
			t.Errorf("%+v", m)
		}
	})
}

func allocated() uint64 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.TotalAlloc
}
