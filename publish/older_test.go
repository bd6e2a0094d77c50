package publish_test

import (
	"bytes"
	"database/sql"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"terang"
	"terang/api"
	"terang/archive"
	"terang/publish"
	"terang/reading"
	"terang/sample"
	"terang/schema"
	"terang/search"
	"terang/store"
	"terang/store/storetest"
)

// sampleHandIn is a hand-in of the sample.
func sampleHandIn(t *testing.T, n int) []byte {
	t.Helper()
	var text bytes.Buffer
	if err := sample.Write(&text, sample.Options{Seed: 3, Processes: 20}, n); err != nil {
		t.Fatal(err)
	}
	return text.Bytes()
}

// publishHandIns publishes the sample's three hand-ins; between is called after the second.
func publishHandIns(t *testing.T, location, files string, between func()) {
	t.Helper()
	for n := range sample.HandIns {
		p := publisher(t, location, files)
		p.Store.Now = func() time.Time { return sample.HandInDate(n) }
		text := sampleHandIn(t, n)
		if result, err := p.Publish(ctx, []publish.Input{input("hand-in.json", string(text))}, publish.Options{}); err != nil || result.Version == nil {
			t.Fatal(err)
		}
		_ = p.Store.Close()
		if n == 1 && between != nil {
			between()
		}
	}
}

// asOfAnOlderProgramme takes out of a store what schemas 4 to 6 brought.
func asOfAnOlderProgramme(t *testing.T, location string) {
	t.Helper()
	driver := map[bool]string{true: "pgx", false: "sqlite"}[strings.HasPrefix(location, "postgres")]
	db, err := sql.Open(driver, location)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for _, query := range []string{"drop table found", "drop table words", "drop table results", "drop table judged", "drop table flags", "delete from migrations where number > 3"} {
		if _, err := db.Exec(query); err != nil {
			t.Fatal(err)
		}
	}
}

// A store of an older programme cannot be searched until something is published; then all its versions can, and find what
// those of a store find that was never older.
func TestAnOlderStoreBecomesSearchable(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		files, other, otherFiles := t.TempDir(), storetest.SQLite(t), t.TempDir()
		publishHandIns(t, location, files, func() {
			asOfAnOlderProgramme(t, location)
			if s, err := store.Open(ctx, location); err != nil { // which migrates
				t.Fatal(err)
			} else {
				_ = s.Close()
			}
			reader, handler := serving(t, location, files)
			for _, version := range versionsOf(t, reader) {
				for range 2 { // it stays so when it is asked again
					for _, address := range []string{"search", "contracts.csv", "records?q=jalan", "suppliers", "statistics"} {
						address = "/api/v1/" + address + map[bool]string{true: "&", false: "?"}[strings.Contains(address, "?")] + "version=" + version
						if status, body := got(handler, address); status != http.StatusNotImplemented || !strings.Contains(body, "not-searchable") {
							t.Errorf("%s: %d %s", address, status, body)
						}
					}
				}
			}
			latest := versionsOf(t, reader)[1]
			if status, body := got(handler, "/api/v1/flags"); status != http.StatusGone || !strings.Contains(body, latest+"/tables/flags.csv.gz") {
				t.Errorf("flags, which an older programme did not keep: %d %s", status, body)
			}
			if status, _ := got(handler, "/api/v1/records?limit=2"); status != http.StatusOK {
				t.Errorf("plain records: %d", status)
			}
		})
		publishHandIns(t, other, otherFiles, nil)
		reader, handler := serving(t, location, files)
		freshReader, fresh := serving(t, other, otherFiles)
		for _, address := range []string{"/api/v1/flags", "/api/v1/indicators"} {
			if status, body := got(handler, address); status != http.StatusOK || body != second(got(fresh, address)) {
				t.Errorf("%s: %d %.300s", address, status, body)
			}
		}
		older := versionsOf(t, reader)[:2] // which the older programme published
		first := older[0]
		for _, list := range []string{"search?flag=R018", "contracts.csv?flagState=flagged", "statistics?flag=R018"} {
			if status, body := got(handler, "/api/v1/"+list+"&version="+first); status != http.StatusGone || !strings.Contains(body, first+"/tables/flags.csv.gz") {
				t.Errorf("%s of a version without flags: %d %s", list, status, body)
			}
			if status, body := got(handler, "/api/v1/"+list); status != http.StatusOK || body != second(got(fresh, "/api/v1/"+list)) {
				t.Errorf("%s: %d %.300s", list, status, body)
			}
		}
		if _, body := got(handler, "/api/v1/search?version="+first); strings.Contains(body, `"flag":`) || !strings.Contains(second(got(fresh, "/api/v1/search")), `"flag":`) {
			t.Errorf("flags that are not kept are counted: %.300s", body)
		}
		for _, version := range versionsOf(t, reader) {
			compareFacts(t, version, reader, freshReader)
			for _, query := range []string{"", "&q=jalan", "&stage=contract&sort=date", "&currency=IDR&sort=-value", "&changedSince=" + versionsOf(t, reader)[0], "&supplier=XE"} {
				for _, list := range []string{"search", "contracts", "suppliers", "statistics"} {
					address := "/api/v1/" + list + "?version=" + version + query
					if list == "search" && slices.Contains(older, version) { // it has no facet of flags
						address += "&facets=none"
					}
					status, body := got(handler, address)
					if wantStatus, want := got(fresh, address); status != wantStatus || status != http.StatusOK || body != want {
						t.Errorf("%s: %d %.300s\nwant %d %.300s", address, status, body, wantStatus, want)
					}
				}
			}
		}
	})
}

func second(_ int, body string) string { return body }

// compareFacts compares what two stores know of a version's processes, by ocid, and by which words they are found.
func compareFacts(t *testing.T, version string, a, b *store.Reader) {
	t.Helper()
	one, other := factsOf(t, version, a), factsOf(t, version, b)
	if len(one) < 10 || len(one) != len(other) {
		t.Errorf("%s: %d processes, want %d", version, len(one), len(other))
	}
	for ocid, facts := range one {
		if facts != other[ocid] {
			t.Errorf("%s %s:\n%q\nwant\n%q", version, ocid, facts, other[ocid])
		}
	}
}

func factsOf(t *testing.T, id string, r *store.Reader) map[string]string {
	t.Helper()
	v, err := r.Version(ctx, id)
	if err != nil {
		t.Fatal(err)
	}
	records, err := r.Records(ctx, v, 0, 1000)
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]string{}
	facts := map[int64]string{}
	if err := r.Found(ctx, v, 0, func(doc int64, text []byte) error { facts[doc] = string(text); return nil }); err != nil {
		t.Fatal(err)
	}
	for _, record := range records {
		docs, err := r.DocsOf(ctx, v, []string{record.OCID})
		if err != nil {
			t.Fatal(err)
		}
		compiled, err := schema.Parse(record.Compiled)
		if err != nil {
			t.Fatal(err)
		}
		words := search.WordsOf(compiled)
		there, err := r.Words(ctx, words)
		if err != nil {
			t.Fatal(err)
		}
		all[record.OCID] = fmt.Sprint(facts[docs[record.OCID]], len(words), len(there), words)
	}
	return all
}

// versionsOf are the ids of the versions, oldest first.
func versionsOf(t *testing.T, r *store.Reader) (ids []string) {
	t.Helper()
	all, err := r.Versions(ctx, 0, 10)
	if err != nil {
		t.Fatal(err)
	}
	for _, v := range slices.Backward(all) {
		ids = append(ids, v.ID)
	}
	return ids
}

// serving serves a store.
func serving(t *testing.T, location, files string) (*store.Reader, http.Handler) {
	t.Helper()
	r, err := store.OpenReader(ctx, location)
	if err != nil {
		t.Fatal(err)
	}
	a, err := archive.Open(ctx, files)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _, _ = a.Close(), r.Close() })
	handler, err := api.New(ctx, terang.Contract, reading.New(r, a, schema.Default(), reading.Options{}), api.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return r, handler
}

// got asks for an address.
func got(h http.Handler, address string) (status int, body string) {
	recorder := httptest.NewRecorder()
	h.ServeHTTP(recorder, httptest.NewRequest(http.MethodGet, address, nil))
	text, _ := io.ReadAll(recorder.Result().Body)
	return recorder.Code, string(text)
}
