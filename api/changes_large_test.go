package api_test

import (
	"bytes"
	"database/sql"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"terang/publish/publishtest"
	"terang/store/storetest"
)

// TestChangesAreLookedAtInParts: a filter that keeps little answers with what it has after 5,000 entries.
func TestChangesAreLookedAtInParts(t *testing.T) {
	t.Parallel()
	w := newWorld(t, storetest.SQLite(t))
	var all []string
	for i := range 5100 {
		all = append(all, release(fmt.Sprintf("ocds-contoh-%d", i+1), "1", "2025-01-01T00:00:00Z"))
	}
	w.Publish(t, day(t, "2025-01-01"), lines(all...))
	pages := w.followed(t, "/api/v1/changes?ocid=ocds-contoh-5099&limit=10")
	if len(pages) != 2 || len(pages[0].Changes) != 0 || !slices.Equal(pages[0].Skipped, [][2]int64{{1, 5000}}) || len(pages[1].Changes) != 1 ||
		!slices.Equal(pages[1].Skipped, [][2]int64{{5001, 5098}, {5100, 5101}}) {
		t.Errorf("%+v", pages)
	}
	checkComplete(t, "one process", pages)
	first := w.atom(t, "/api/v1/changes.atom?ocid=ocds-contoh-2")
	if len(first.Entries) != 0 || first.Updated != "2025-01-01T05:00:00Z" {
		t.Errorf("%+v", first)
	}
	if second := w.atom(t, link(t, first.Links, "next", "")); len(second.Entries) != 1 || link(t, second.Links, "next", "") != "" {
		t.Errorf("%+v", second)
	}
	got, _ := w.until(t, 5101, "?since=0&ocid=ocds-contoh-5099")
	var ids []string
	for _, e := range got {
		ids = append(ids, e.id)
	}
	if want := []string{"0", "5000", "5099", "5101"}; !slices.Equal(ids[:3], want[:3]) || ids[len(ids)-1] != want[3] {
		t.Errorf("the stream is at %v", ids)
	}
}

// TestPagesOfLargeReleases end early, and miss nothing, with a filter and without, in either direction.
func TestPagesOfLargeReleases(t *testing.T) {
	t.Parallel()
	w := newWorld(t, storetest.SQLite(t))
	var all []string
	for i := range 90 {
		text := release(fmt.Sprintf("ocds-contoh-%d", i), "1", "2025-01-01T00:00:00Z", fmt.Sprintf(`,"language":%q`, strings.Repeat("x", 350<<10)))
		if i%3 == 2 {
			text = strings.Replace(text, `["tender"]`, `["planning"]`, 1)
		}
		all = append(all, text)
	}
	w.Publish(t, day(t, "2025-01-01"), lines(all...))
	for query, want := range map[string]int{"": 91, "&tag=tender": 60} {
		pages := w.followed(t, "/api/v1/changes?limit=1000"+query)
		got := entriesOf(pages)
		if len(got) != want || len(pages) != 2 || len(pages[0].Changes) != 50 {
			t.Errorf("%q: %d entries on %d pages, the first with %d", query, len(got), len(pages), len(pages[0].Changes))
		}
		if query != "" {
			checkComplete(t, query, pages)
		}
		n := 0
		for address := "/api/v1/changes.json?limit=1000" + query; address != ""; {
			var f struct {
				Items []json.RawMessage
				Next  string `json:"next_url"`
			}
			w.ok(t, address).value(t, &f)
			n, address = n+len(f.Items), f.Next
		}
		if n != want {
			t.Errorf("%q: %d items, want %d", query, n, want)
		}
	}
}

// TestWithdrawnReleases: what was withdrawn stays an entry, without what it said.
func TestWithdrawnReleases(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, location string) {
		t.Parallel()
		w := newWorld(t, location)
		w.Publish(t, day(t, "2025-01-01"), lines(release("ocds-contoh-1", "1", "2025-01-01T00:00:00Z")))
		db := publishtest.Must[*sql.DB](t)(sql.Open(map[bool]string{true: "pgx", false: "sqlite"}[strings.HasPrefix(location, "postgres")], location))
		defer db.Close()
		for _, query := range []string{
			"insert into entries (seq, type, ocid, id, sha256, at) values (3, 'withdrawal', 'ocds-contoh-1', '1', '" + strings.Repeat("0", 64) + "', '2025-02-01T00:00:00.000000Z')",
			"insert into entries (seq, type, ocid, id, sha256, at) values (4, 'key', '', 'k1', '" + strings.Repeat("1", 64) + "', '2025-02-01T00:00:00.000000Z')",
			"delete from lines where seq = 1",
		} {
			if _, err := db.Exec(query); err != nil {
				t.Fatal(err)
			}
		}
		w.Publish(t, day(t, "2026-02-01"), lines(release("ocds-contoh-2", "1", "2026-01-01T00:00:00Z")))
		p := w.followed(t, "/api/v1/changes?include=release")[0]
		if got, want := entriesOf([]changesPage{p}), ledger(t, location, 100); !slices.Equal(got, want) || len(want) != 6 {
			t.Errorf("%v, want %v", got, want)
		}
		for i, want := range []string{"release", "version", "withdrawal", "key", "release", "version"} {
			c := p.Changes[i]
			if c.Type != want || (c.Release != nil) != (i == 4) || (c.Tag != "") != (i == 4) || (c.URL == "") != (want == "key") {
				t.Errorf("%+v", c)
			}
		}
		if under := w.followed(t, "/api/v1/changes?ocid=ocds-contoh-1"); len(under[0].Changes) != 2 {
			t.Errorf("%+v", under)
		}
		if under := w.followed(t, "/api/v1/changes?tag=tender"); len(under[0].Changes) != 1 {
			t.Errorf("%+v", under)
		}
		f := w.atom(t, "/api/v1/changes.atom")
		for i, want := range []string{"", "", "Kunci penanda tangan / Signing key: k1", "Rilis 1 ditarik / Release 1 withdrawn: ocds-contoh-1", "",
			"Rilis yang telah ditarik / Release since withdrawn: ocds-contoh-1"} {
			if want != "" && f.Entries[i].Title != want || link(t, f.Entries[i].Links, "alternate", "") == "" {
				t.Errorf("%+v, want %s", f.Entries[i], want)
			}
		}
		if a := w.ok(t, link(t, f.Entries[2].Links, "alternate", "")); !bytes.Contains(a.body, []byte(`"changes":[{"seq":4,"type":"key"`)) {
			t.Errorf("%s", a.body)
		}
	})
}
