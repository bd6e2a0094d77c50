package api_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"terang/publish/publishtest"
	"terang/schema"
	"terang/store"
	"terang/store/storetest"
)

func at(ocid string, id ...string) string {
	if len(id) == 0 {
		return "/api/v1/records/" + url.PathEscape(ocid)
	}
	return "/api/v1/releases/" + url.PathEscape(ocid) + "/" + url.PathEscape(id[0])
}

// testAwkwardNames reaches every release and record by its percent-encoded address, and by the addresses that our
// own output gives.
func testAwkwardNames(t *testing.T, w *world) {
	for _, name := range awkward {
		ocid := "ocds-contoh-" + name
		for _, id := range []string{name, "plain"} {
			want := release(ocid, id, "2025-09-01T10:00:00+07:00")
			var p pageBody
			w.ok(t, at(ocid, id)).value(t, &p)
			if len(p.Releases) != 1 || string(p.Releases[0]) != want {
				t.Errorf("%s: %s, want %s", at(ocid, id), p.Releases, want)
			}
			w.ok(t, p.URI)
		}
		var p pageBody
		w.ok(t, at(ocid)).value(t, &p)
		if len(p.Records) != 1 || p.Records[0].OCID != ocid || len(p.Records[0].Releases) != 2 {
			t.Errorf("%s: %+v", at(ocid), p.Records)
		}
		w.ok(t, p.URI)
		w.ok(t, allEscaped(ocid)) // as some clients write it
	}
	for _, line := range w.fileLines(t, w.latest(t), "records.jsonl.gz") {
		w.followRecord(t, line)
	}
}

// allEscaped writes the address of a record with every byte of the ocid percent-encoded, in lower case.
func allEscaped(ocid string) string {
	var b strings.Builder
	for _, c := range []byte(ocid) {
		fmt.Fprintf(&b, "%%%02x", c)
	}
	return "/api/v1/records/" + b.String()
}

// followRecord follows the links of a record to its releases.
func (w *world) followRecord(t *testing.T, line []byte) {
	t.Helper()
	var record struct {
		OCID     string
		Releases []struct{ URL, Date string }
	}
	if err := json.Unmarshal(line, &record); err != nil || len(record.Releases) == 0 {
		t.Fatalf("%v in %s", err, line)
	}
	for _, link := range record.Releases {
		address, fragment, _ := strings.Cut(link.URL, "#")
		var p struct {
			Releases []struct{ OCID, ID, Date string }
		}
		w.ok(t, address).value(t, &p)
		id := publishtest.Must[string](t)(url.PathUnescape(fragment))
		if r := p.Releases[0]; r.OCID != record.OCID || r.ID != id || r.Date != link.Date {
			t.Errorf("%s leads to %+v", link.URL, r)
		}
	}
}

// testVersionedReleases: what include=versioned answers is what merging the releases gives.
func testVersionedReleases(t *testing.T, w *world) {
	version := publishtest.Must[*store.Version](t)(w.Reader.Latest(ctx))
	records := publishtest.Must[[]store.Record](t)(w.Reader.Records(ctx, version, 0, 60))
	for _, r := range records {
		lines := publishtest.Must[map[string][]store.Line](t)(w.Reader.ReleasesOf(ctx, version, r.OCID))[r.OCID]
		var releases []*schema.Release
		for _, l := range lines {
			releases = append(releases, schema.NewRelease(l.Line))
		}
		merged := publishtest.Must[*schema.Record](t)(schema.Default().Merge(releases))
		var p pageBody
		w.ok(t, at(r.OCID)+"?include=versioned").value(t, &p)
		if got := p.Records[0]; !bytes.Equal(got.Versioned, merged.Versioned()) || !bytes.Equal(got.CompiledRelease, merged.Compiled()) {
			t.Errorf("%s: %.200s, want %.200s", r.OCID, got.Versioned, merged.Versioned())
		}
		w.ok(t, at(r.OCID)).value(t, &p)
	}
	var plain pageBody
	w.ok(t, "/api/v1/records").value(t, &plain)
	for _, r := range plain.Records {
		if r.Versioned != nil {
			t.Errorf("%s has a versioned release unasked", r.OCID)
		}
	}
}

func testOldestFirst(t *testing.T, w *world) {
	for _, p := range w.walk(t, "/api/v1/records", nil) {
		for _, r := range p.Records {
			dates := datesOf(t, r)
			for i := 1; i < len(dates); i++ {
				if dates[i].Before(dates[i-1]) {
					t.Errorf("%s: %s after %s", r.OCID, dates[i], dates[i-1])
				}
			}
		}
	}
}

func datesOf(t *testing.T, r recordBody) (dates []time.Time) {
	for _, text := range r.Releases {
		var one struct{ Date time.Time }
		if err := json.Unmarshal(text, &one); err != nil {
			t.Fatal(err)
		}
		dates = append(dates, one.Date)
	}
	return dates
}

// rememberEarly keeps answers of the first version: pinned to it, and single releases.
func (w *world) rememberEarly(t testing.TB, v *store.Version) {
	w.early = map[string]*answer{}
	pin := "version=" + v.ID
	for _, address := range []string{"/api/v1/releases?" + pin, "/api/v1/releases?limit=7&" + pin, "/api/v1/records?" + pin,
		"/api/v1/records?include=versioned&limit=1000&" + pin, "/api/v1/versions/" + v.ID, "/data/" + v.ID + "/manifest.json",
		"/data/" + v.ID + "/SHA256SUMS", "/data/" + v.ID + "/releases.jsonl.gz", "/data/" + v.ID + "/records.jsonl"} {
		w.early[address] = w.ok(t, address)
	}
	for _, r := range publishtest.Must[[]store.Line](t)(w.Reader.Releases(ctx, v, 0, 50)) {
		w.early[at(r.OCID, r.ID)] = w.ok(t, at(r.OCID, r.ID))
		w.early[at(r.OCID)+"?"+pin] = w.ok(t, at(r.OCID)+"?"+pin)
	}
}

// testEarlyAnswers: two versions later the bytes, tags and dates of what is pinned are the same.
func testEarlyAnswers(t *testing.T, w *world) {
	if len(w.early) < 50 {
		t.Fatal("too few")
	}
	for address, before := range w.early {
		now := w.ok(t, address)
		if !bytes.Equal(now.raw, before.raw) {
			t.Errorf("%s: other bytes", address)
		}
		for _, name := range []string{"ETag", "Last-Modified", "Repr-Digest", "Content-Length", "Content-Type", "X-Total-Count", "Link"} {
			if now.header.Get(name) != before.header.Get(name) {
				t.Errorf("%s: %s is %s, was %s", address, name, now.header.Get(name), before.header.Get(name))
			}
		}
	}
}

// testRecordDates: a record's package is dated by the version that last changed the record, and its bytes are those
// of that version still.
func testRecordDates(t *testing.T, w *world) {
	version := publishtest.Must[*store.Version](t)(w.Reader.Latest(ctx))
	counts := map[int64]int{}
	for _, r := range publishtest.Must[[]store.Record](t)(w.Reader.Records(ctx, version, 0, 1000)) {
		since := publishtest.Must[*store.Version](t)(w.Reader.ByNumber(ctx, r.Since))
		a := w.ok(t, at(r.OCID))
		var p pageBody
		a.value(t, &p)
		if want := since.At.Truncate(time.Second).Format(time.RFC3339); p.PublishedDate != want {
			t.Errorf("%s: %s, want %s", r.OCID, p.PublishedDate, want)
		}
		if then := w.ok(t, at(r.OCID)+"?version="+since.ID); !bytes.Equal(then.raw, a.raw) || then.header.Get("ETag") != a.header.Get("ETag") {
			t.Errorf("%s: other bytes in %s", r.OCID, since.ID)
		}
		if since.N > 1 {
			before := publishtest.Must[*store.Version](t)(w.Reader.ByNumber(ctx, since.N-1))
			if then := w.get(t, at(r.OCID)+"?version="+before.ID); then.status == http.StatusOK && bytes.Equal(then.raw, a.raw) {
				t.Errorf("%s: %s did not change it", r.OCID, since.ID)
			}
		}
		counts[r.Since]++
	}
	if len(counts) != 3 {
		t.Errorf("records last changed by version: %v", counts)
	}
}

// TestARecordHasAllItsReleases: no cap, in one answer, in the order of their dates.
func TestARecordHasAllItsReleases(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, location string) {
		t.Parallel()
		w := newWorld(t, location)
		const n = 5000
		start := time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC)
		all := make([]string, n)
		for i := range all { // the last is handed in first
			date := start.Add(time.Duration(n-i) * time.Minute).Format(time.RFC3339)
			all[i] = release("ocds-contoh-long", fmt.Sprint(n-i), date, fmt.Sprintf(`,"language":"l%d"`, n-i))
		}
		w.Publish(t, day(t, "2026-01-01"), lines(all...))
		for _, address := range []string{"/api/v1/records/ocds-contoh-long", "/api/v1/records", "/api/v1/records/ocds-contoh-long?include=versioned"} {
			var p pageBody
			w.ok(t, address).value(t, &p)
			if len(p.Records) != 1 || len(p.Records[0].Releases) != n {
				t.Fatalf("%s: %d records", address, len(p.Records))
			}
			for i, r := range p.Records[0].Releases {
				if string(r) != all[n-1-i] {
					t.Fatalf("release %d is %s", i, r)
				}
			}
		}
	})
}

// TestLargeRecordsEndAPage: a page of large records is short and leads on.
func TestLargeRecordsEndAPage(t *testing.T) {
	t.Parallel()
	w := newWorld(t, storetest.SQLite(t))
	text := strings.Repeat("x", 200<<10)
	var all []string
	for i := range 55 {
		all = append(all, release(fmt.Sprintf("ocds-contoh-%d", i), "1", "2025-01-01T00:00:00Z", `,"language":"`+text+`"`))
	}
	w.Publish(t, day(t, "2025-01-01"), lines(all...))
	pages, n := w.walk(t, "/api/v1/records?limit=1000", nil), 0
	for i, p := range pages {
		n += len(p.Records)
		if len(p.Records) == 0 || len(p.Records) > 50 {
			t.Errorf("page %d has %d records", i, len(p.Records))
		}
	}
	if n != 55 || len(pages) != 2 {
		t.Errorf("%d records in %d pages", n, len(pages))
	}
}
