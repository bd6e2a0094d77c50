package api_test

import (
	"bytes"
	"database/sql"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"terang"
	"testing"

	"terang/publish/publishtest"
	"terang/store"
)

// changesPage is a page of changes.
type changesPage struct {
	Since, Next, Latest int64
	Version             string
	Changes             []changed
	Skipped             [][2]int64
	PollAfterSeconds    int
	Links               struct{ Next string }
}

type changed struct {
	Seq                                    int64
	Type, OCID, ID, SHA256, URL, Date, Tag string
	Version                                string
	Release                                json.RawMessage
}

// UnmarshalJSON keeps the tags as text, so that changes can be compared.
func (c *changed) UnmarshalJSON(text []byte) error {
	type plain struct {
		Seq                               int64
		Type, OCID, ID, SHA256, URL, Date string
		Version                           string
		Tag                               []string
		Release                           json.RawMessage
	}
	var p plain
	err := json.Unmarshal(text, &p)
	*c = changed{p.Seq, p.Type, p.OCID, p.ID, p.SHA256, p.URL, p.Date, strings.Join(p.Tag, " "), p.Version, p.Release}
	return err
}

// entry is what the ledger itself says.
type entry struct {
	seq                    int64
	kind, ocid, id, sha256 string
}

func (c changed) entry() entry { return entry{c.Seq, c.Type, c.OCID, c.ID, c.SHA256} }

// ledger reads the entries up to one from the database, not through the product.
func ledger(t testing.TB, location string, last int64) (all []entry) {
	t.Helper()
	driver := "sqlite"
	if strings.HasPrefix(location, "postgres") {
		driver = "pgx"
	}
	db := publishtest.Must[*sql.DB](t)(sql.Open(driver, location))
	defer db.Close()
	rows := publishtest.Must[*sql.Rows](t)(db.Query("select seq, type, ocid, id, sha256 from entries where seq <= $1 order by seq", last))
	defer rows.Close()
	for rows.Next() {
		var e entry
		if err := rows.Scan(&e.seq, &e.kind, &e.ocid, &e.id, &e.sha256); err != nil {
			t.Fatal(err)
		}
		all = append(all, e)
	}
	return all
}

// followed goes along links.next from an address to the end.
func (w *world) followed(t testing.TB, address string) (pages []changesPage) {
	t.Helper()
	for address != "" {
		var p changesPage
		a := w.ok(t, address)
		a.value(t, &p)
		if (p.Links.Next != "") != (a.header.Get("Link") == "<"+p.Links.Next+`>; rel="next"`) {
			t.Errorf("%s: Link %s, links.next %s", address, a.header.Get("Link"), p.Links.Next)
		}
		if pages = append(pages, p); len(pages) > 3000 {
			t.Fatal("the pages do not end")
		}
		address = p.Links.Next
	}
	return pages
}

func entriesOf(pages []changesPage) (all []entry) {
	for _, p := range pages {
		for _, c := range p.Changes {
			all = append(all, c.entry())
		}
	}
	return all
}

// testChanges: by any limit the pages together are the ledger, and what each says of an entry is so.
func testChanges(t *testing.T, w *world) {
	latest := publishtest.Must[*store.Version](t)(w.Reader.Latest(ctx))
	want := ledger(t, w.location, latest.Seq)
	for _, limit := range []int{1, 7, 100, 1000} {
		pages := w.followed(t, fmt.Sprintf("/api/v1/changes?limit=%d", limit))
		if got := entriesOf(pages); !slices.Equal(got, want) || int64(len(want)) != latest.Seq {
			t.Errorf("by %d: %d entries, want %d", limit, len(got), latest.Seq)
		}
		for i, p := range pages {
			last := i == len(pages)-1
			if p.Latest != latest.Seq || p.Version != latest.ID || p.Skipped != nil || (p.PollAfterSeconds == 30) != last || len(p.Changes) != limit && !last {
				t.Fatalf("by %d, page %d: %+v", limit, i, p)
			}
		}
	}
	caughtUp := w.ok(t, fmt.Sprintf("/api/v1/changes?since=%d", latest.Seq))
	if got := caughtUp.header.Get("Cache-Control"); got != "public, max-age=30" || !bytes.Contains(caughtUp.body, []byte(`"changes":[],"pollAfterSeconds":30}`)) {
		t.Errorf("caught up: %s %s", got, caughtUp.body)
	}
	beyond := w.followed(t, "/api/v1/changes?since=9999")
	if len(beyond) != 1 || len(beyond[0].Changes) != 0 || beyond[0].Next != 9999 || beyond[0].Latest != latest.Seq {
		t.Errorf("beyond the end: %+v", beyond)
	}
	w.checkWords(t, w.followed(t, "/api/v1/changes?limit=1000&include=release"))
}

// checkWords checks what is said of each entry beside the ledger's words.
func (w *world) checkWords(t *testing.T, pages []changesPage) {
	t.Helper()
	versions := w.versions(t)
	slices.Reverse(versions)
	for _, p := range pages {
		for _, c := range p.Changes {
			if c.Version != versions[0] {
				t.Errorf("entry %d is of %s, want %s", c.Seq, c.Version, versions[0])
			}
			if c.Type == "version" {
				versions = versions[1:]
				if c.URL != base+"/api/v1/versions/"+c.ID || c.Release != nil || c.Date != "" {
					t.Errorf("%+v", c)
				}
				continue
			}
			var r struct {
				Date string
				Tag  []string
			}
			if err := json.Unmarshal(c.Release, &r); err != nil || r.Date != c.Date || strings.Join(r.Tag, " ") != c.Tag {
				t.Errorf("%+v: %v", c, err)
			}
		}
	}
	for _, c := range pages[0].Changes[:3] {
		a := w.ok(t, c.URL)
		if !bytes.Contains(a.body, c.Release) || a.header.Get("Dataset-Version") == "" {
			t.Errorf("%s has another release", c.URL)
		}
	}
}

// testFilteredChanges: every number is either on the page or in a skipped range, and what is on it is what is asked for.
func testFilteredChanges(t *testing.T, w *world) {
	ocid, _ := w.anyRelease(t)
	var all []changed
	for _, p := range w.followed(t, "/api/v1/changes?limit=1000") {
		all = append(all, p.Changes...)
	}
	found := func(query string) func(changed) bool {
		ocids := w.ocids(t, "/api/v1/search?facets=none&limit=1000&"+query)
		if len(ocids) < 2 || len(ocids) > 500 {
			t.Errorf("%s finds %d processes", query, len(ocids))
		}
		return func(c changed) bool { return slices.Contains(ocids, c.OCID) }
	}
	works, awarded := found("mainProcurementCategory=works"), found("mainProcurementCategory=works&q=jalan")
	for _, c := range []struct {
		query string
		keep  func(changed) bool
	}{
		{"mainProcurementCategory=works", works},
		{"mainProcurementCategory=works&q=jalan&tag=award", func(c changed) bool { return awarded(c) && slices.Contains(strings.Fields(c.Tag), "award") }},
		{"minValue=500000000&buyer=none", func(changed) bool { return false }},
		{"tag=award", func(c changed) bool { return slices.Contains(strings.Fields(c.Tag), "award") }},
		{"tag=contractTermination", func(c changed) bool { return slices.Contains(strings.Fields(c.Tag), "contractTermination") }},
		{"ocid=" + url.QueryEscape(ocid), func(c changed) bool { return c.OCID == ocid }},
		{"tag=tender&ocid=" + url.QueryEscape(ocid), func(c changed) bool { return c.OCID == ocid && slices.Contains(strings.Fields(c.Tag), "tender") }},
		{"ocid=" + url.QueryEscape("ocds-contoh-a/b"), func(c changed) bool { return c.OCID == "ocds-contoh-a/b" }},
		{"ocid=none", func(c changed) bool { return false }},
	} {
		var want []entry
		for _, one := range all {
			if c.keep(one) {
				want = append(want, one.entry())
			}
		}
		for _, limit := range []int{3, 1000} {
			pages := w.followed(t, fmt.Sprintf("/api/v1/changes?limit=%d&%s", limit, c.query))
			if got := entriesOf(pages); !slices.Equal(got, want) {
				t.Errorf("%s by %d: %v, want %v", c.query, limit, got, want)
			}
			checkComplete(t, c.query, pages)
		}
	}
}

// ocids are those of the processes on a page of results.
func (w *world) ocids(t testing.TB, address string) (all []string) {
	t.Helper()
	var body struct{ Results []struct{ OCID string } }
	w.ok(t, address).value(t, &body)
	for _, r := range body.Results {
		all = append(all, r.OCID)
	}
	return all
}

// checkComplete: from since to next each number is there once, on the page or skipped.
func checkComplete(t *testing.T, what string, pages []changesPage) {
	t.Helper()
	at := int64(0)
	for _, p := range pages {
		seen := map[int64]int{}
		for _, c := range p.Changes {
			seen[c.Seq]++
		}
		for i, r := range p.Skipped {
			if r[0] > r[1] || i > 0 && r[0] <= p.Skipped[i-1][1]+1 {
				t.Errorf("%s: skipped %v", what, p.Skipped)
			}
			for n := r[0]; n <= r[1]; n++ {
				seen[n]++
			}
		}
		if p.Since != at {
			t.Errorf("%s: since %d, want %d", what, p.Since, at)
		}
		for n := p.Since + 1; n <= p.Next; n++ {
			if seen[n] != 1 {
				t.Errorf("%s: entry %d is there %d times", what, n, seen[n])
			}
		}
		if int64(len(seen)) != p.Next-p.Since {
			t.Errorf("%s: %d numbers between %d and %d", what, len(seen), p.Since, p.Next)
		}
		at = p.Next
	}
	if last := pages[len(pages)-1]; at != last.Latest {
		t.Errorf("%s: ends at %d of %d", what, at, last.Latest)
	}
}

func testChangesParameters(t *testing.T, w *world) {
	for address, want := range map[string]string{
		"/api/v1/changes?since=-1":                               "since invalid",
		"/api/v1/changes?since=x":                                "since invalid",
		"/api/v1/changes?since=":                                 "since invalid",
		"/api/v1/changes?since=1.5":                              "since invalid",
		"/api/v1/changes?since=1e3":                              "since invalid",
		"/api/v1/changes?since=9223372036854775808":              "since invalid",
		"/api/v1/changes?since=99999999999999999999999":          "since invalid",
		"/api/v1/changes?since=2026-03-31":                       "since invalid",
		"/api/v1/changes?since=1&since=2":                        "since repeated",
		"/api/v1/changes?before=5":                               "before unknown",
		"/api/v1/changes?limit=1001":                             "limit invalid",
		"/api/v1/changes?include=versioned":                      "include invalid",
		"/api/v1/changes?tag=awards":                             "tag invalid",
		"/api/v1/changes?tag=":                                   "tag invalid",
		"/api/v1/changes?ocid=":                                  "ocid invalid",
		"/api/v1/changes?ocid=" + strings.Repeat("a", 2001):      "ocid invalid",
		"/api/v1/changes?sort=date":                              "sort unknown",
		"/api/v1/changes?version=2026-02-30":                     "version invalid",
		"/api/v1/changes.atom?before=-1":                         "before invalid",
		"/api/v1/changes.atom?since=1":                           "since unknown",
		"/api/v1/changes.json?before=9223372036854775808":        "before invalid",
		"/api/v1/changes.json?include=release":                   "include unknown",
		"/api/v1/changes/stream?since=-1":                        "since invalid",
		"/api/v1/changes/stream?limit=5":                         "limit unknown",
		"/api/v1/changes/stream?version=2026-03-31":              "version unknown",
		"/api/v1/changes/stream?tag=x&since=9223372036854775808": "since invalid, tag invalid",
		"/api/v1/changes/stream?since=9223372036854775808":       "since invalid",
	} {
		a := w.get(t, address)
		if a.status != http.StatusBadRequest {
			t.Errorf("%s: %d", address, a.status)
		} else if got := strings.Join(a.faults(t), ", "); got != want {
			t.Errorf("%s: %s, want %s", address, got, want)
		}
	}
	for _, id := range []string{"-1", "x", "1.5", "9223372036854775808"} {
		if got := w.get(t, "/api/v1/changes/stream", "Last-Event-ID: "+id).faults(t); !slices.Equal(got, []string{"Last-Event-ID invalid"}) {
			t.Errorf("Last-Event-ID %s: %v", id, got)
		}
	}
	w.ok(t, "/api/v1/changes?since=9223372036854775807")
	w.ok(t, "/api/v1/changes.atom?before=9223372036854775807")
	w.ok(t, "/api/v1/changes.atom?before=0")
}

// testPinnedChanges: a version is the end of what is told, for ever.
func testPinnedChanges(t *testing.T, w *world) {
	versions := w.versions(t)
	slices.Reverse(versions)
	for i, id := range versions {
		v := publishtest.Must[*store.Version](t)(w.Reader.Version(ctx, id))
		for _, ref := range []string{id, id[:len("2006-01-02")]} {
			pages := w.followed(t, "/api/v1/changes?limit=100&version="+ref)
			last := pages[len(pages)-1]
			if got := entriesOf(pages); int64(len(got)) != v.Seq || last.Latest != v.Seq || last.Next != v.Seq || last.Changes[len(last.Changes)-1].ID != id {
				t.Errorf("%s: %d entries, want %d; %+v", ref, len(got), v.Seq, last)
			}
			if pinned := ref == id || len(pages) > 1; pinned == (last.PollAfterSeconds != 0) { // links.next pins to the id
				t.Errorf("%s: when to ask again: %d", ref, last.PollAfterSeconds)
			}
			for _, p := range pages {
				if p.Links.Next != "" && !strings.Contains(p.Links.Next, "version="+id) {
					t.Errorf("%s: its next page is %s", ref, p.Links.Next)
				}
			}
		}
		a := w.ok(t, "/api/v1/changes?version="+id)
		if got := a.header.Get("Cache-Control"); got != "public, max-age=31536000, immutable" || a.header.Get("Ledger-Seq") != strconv.FormatInt(v.Seq-1, 10) {
			t.Errorf("version %d: %s %s", i, got, a.header.Get("Ledger-Seq"))
		}
		if a := w.ok(t, "/api/v1/changes.atom?limit=1&version="+id); !bytes.Contains(a.body, []byte("<title>Versi "+id)) {
			t.Errorf("the feed of %s begins otherwise: %.900s", id, a.body)
		}
	}
}

// testExamplesOfChanges asks what the contract's examples ask.
func testExamplesOfChanges(t *testing.T, w *world) {
	_, paths, _ := strings.Cut(string(terang.Contract), "  /api/v1/changes:\n")
	paths, _, _ = strings.Cut(paths, "  /api/v1/versions:\n")
	examples := regexp.MustCompile(`curl .*'http://127\.0\.0\.1:8080(.*)'`).FindAllStringSubmatch(paths, -1)
	if len(examples) < 5 {
		t.Fatalf("only %d examples", len(examples))
	}
	for _, one := range examples {
		if a := w.ok(t, one[1]); len(a.body) < 200 {
			t.Errorf("%s: %s", one[1], a.body)
		}
	}
}
