package api_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"testing"

	"terang/schema"
	"terang/store/storetest"
)

// pageBody is a page of releases or records, with their bytes as they are.
type pageBody struct {
	URI           string
	PublishedDate string
	Extensions    []string
	Releases      []json.RawMessage
	Records       []recordBody
	Total         int
	Links         struct{ Next, First string }
}

type recordBody struct {
	OCID            string
	Releases        []json.RawMessage
	CompiledRelease json.RawMessage
	Versioned       json.RawMessage `json:"versionedRelease"`
}

// walk follows links.next from an address to the end, calling between before each page but the first.
func (w *world) walk(t testing.TB, address string, between func()) (pages []pageBody) {
	t.Helper()
	for address != "" {
		if len(pages) > 0 && between != nil {
			between()
		}
		a := w.ok(t, address)
		var p pageBody
		a.value(t, &p)
		header := a.header.Get("Link")
		if !strings.Contains(header, "<"+p.Links.First+`>; rel="first"`) || strings.Contains(header, `rel="next"`) != (p.Links.Next != "") ||
			!strings.Contains(header, p.Links.Next) || a.header.Get("X-Total-Count") != strconv.Itoa(p.Total) {
			t.Errorf("%s: the headers %s and %s, the body %+v of %d", address, header, a.header.Get("X-Total-Count"), p.Links, p.Total)
		}
		if len(pages) > 0 && p.Links.First != pages[0].Links.First {
			t.Errorf("%s: first is %s", address, p.Links.First)
		}
		pages = append(pages, p)
		if address = p.Links.Next; len(pages) > 2000 {
			t.Fatal("the pages do not end")
		}
	}
	return pages
}

// fileLines gives the lines of a JSON Lines file of a version.
func (w *world) fileLines(t testing.TB, version, name string) [][]byte {
	t.Helper()
	text := gunzip(t, w.ok(t, "/data/"+version+"/"+name).body)
	return bytes.Split(bytes.TrimSuffix(text, []byte{'\n'}), []byte{'\n'})
}

// versions lists the ids of the versions, newest first.
func (w *world) versions(t testing.TB) (ids []string) {
	t.Helper()
	var list struct{ Versions []struct{ ID string } }
	w.ok(t, "/api/v1/versions").value(t, &list)
	for _, v := range list.Versions {
		ids = append(ids, v.ID)
	}
	return ids
}

// same compares two sets of texts, each given once.
func same(t *testing.T, what string, got, want [][]byte) {
	t.Helper()
	if len(got) != len(want) {
		t.Errorf("%s: %d, want %d", what, len(got), len(want))
	}
	slices.SortFunc(got, bytes.Compare)
	slices.SortFunc(want, bytes.Compare)
	for i := range min(len(got), len(want)) {
		if !bytes.Equal(got[i], want[i]) {
			t.Fatalf("%s: %.300s\nwant %.300s", what, got[i], want[i])
		}
	}
}

// testReleasePages: the union of all pages is the file, byte for byte, with any limit, in any version.
func testReleasePages(t *testing.T, w *world) {
	for i, version := range w.versions(t) {
		want := w.fileLines(t, version, "releases.jsonl.gz")
		for _, limit := range [][]int{{1, 7, 100, 1000, len(want), len(want) - 1}, {13}, {1000}}[i] {
			if limit > 1000 {
				continue
			}
			var got [][]byte
			for _, p := range w.walk(t, fmt.Sprintf("/api/v1/releases?limit=%d&version=%s", limit, version), nil) {
				if len(p.Releases) > limit || p.Total != len(want) || len(p.Releases) < limit && p.Links.Next != "" {
					t.Fatalf("limit %d: %d releases of %d, next %s", limit, len(p.Releases), p.Total, p.Links.Next)
				}
				for _, r := range p.Releases {
					got = append(got, r)
				}
			}
			same(t, fmt.Sprintf("%s by %d", version, limit), got, slices.Clone(want))
		}
	}
}

func testRecordPages(t *testing.T, w *world) {
	for i, version := range w.versions(t) {
		wantReleases, wantCompiled := w.fileLines(t, version, "releases.jsonl.gz"), w.fileLines(t, version, "compiled.jsonl.gz")
		for _, limit := range [][]int{{1, 7, 50, 51, 1000}, {13}, {100}}[i] {
			var releases, compiled [][]byte
			for _, p := range w.walk(t, fmt.Sprintf("/api/v1/records?limit=%d&version=%s", limit, version), nil) {
				if len(p.Records) > limit || p.Total != len(wantCompiled) {
					t.Fatalf("limit %d: %d records of %d", limit, len(p.Records), p.Total)
				}
				for _, r := range p.Records {
					compiled = append(compiled, r.CompiledRelease)
					for _, one := range r.Releases {
						releases = append(releases, one)
					}
				}
			}
			same(t, fmt.Sprintf("compiled of %s by %d", version, limit), compiled, slices.Clone(wantCompiled))
			same(t, fmt.Sprintf("releases of records of %s by %d", version, limit), releases, slices.Clone(wantReleases))
		}
	}
}

// TestAWalkIsOfOneVersion: versions that come between its pages neither add to a walk nor take from it.
func TestAWalkIsOfOneVersion(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, location string) {
		t.Parallel()
		for _, list := range []string{"releases", "records"} {
			t.Run(list, func(t *testing.T) { testWalkIsOfOneVersion(t, location, list) })
			location += "-2"
			if strings.Contains(location, "://") {
				location = storetest.Postgres(t)
			}
		}
	})
}

func testWalkIsOfOneVersion(t *testing.T, location, list string) {
	w := newWorld(t, location)
	var first []string
	for i := range 20 {
		first = append(first, release(fmt.Sprintf("ocds-contoh-%d", i), "1", "2025-01-01T00:00:00Z"))
	}
	w.Publish(t, day(t, "2025-01-01"), lines(first...))
	n := 0
	pages := w.walk(t, "/api/v1/"+list+"?limit=3", func() { // each version adds a process and changes one of before
		n++
		w.Publish(t, day(t, "2025-02-01"), lines(release(fmt.Sprintf("ocds-contoh-new-%d", n), "1", "2025-02-01T00:00:00Z"),
			release(fmt.Sprintf("ocds-contoh-%d", n*2), "2", "2025-02-01T00:00:00Z")))
	})
	var got, want [][]byte
	for _, p := range pages {
		if p.Total != 20 || p.PublishedDate != "2025-01-01T05:00:00Z" {
			t.Errorf("total %d, published %s", p.Total, p.PublishedDate)
		}
		for _, r := range p.Releases {
			got = append(got, r)
		}
		for _, r := range p.Records {
			got = append(got, bytes.Join([][]byte{r.Releases[0]}, nil))
			if len(r.Releases) != 1 {
				t.Errorf("%s has %d releases", r.OCID, len(r.Releases))
			}
		}
	}
	for _, r := range first {
		want = append(want, []byte(r))
	}
	same(t, list, got, want)
	if len(pages) != 7 || n != 6 {
		t.Errorf("%d pages, %d versions between", len(pages), n)
	}
}

// testPackagesAreValid judges what is answered by the schema of the standard: packages by themselves, and the
// releases in them.
func testPackagesAreValid(t *testing.T, w *world) {
	ocid, id := w.anyRelease(t)
	for _, address := range []string{"/api/v1/releases", "/api/v1/records", "/api/v1/records?include=versioned",
		"/api/v1/releases/" + ocid + "/" + id, "/api/v1/records/" + ocid} {
		a := w.ok(t, address)
		sink := &judged{t: t}
		if err := schema.Default().Check(bytes.NewReader(a.body), address, sink); err != nil || sink.packages != 1 {
			t.Errorf("%s: %v, %d packages", address, err, sink.packages)
		}
		var p pageBody
		a.value(t, &p)
		once := map[string]bool{}
		for _, e := range p.Extensions {
			once[e] = true
		}
		if len(once) != len(p.Extensions) || len(once) < 7 || !strings.HasPrefix(p.URI, base+"/api/v1/") {
			t.Errorf("%s: uri %s, extensions %v", address, p.URI, p.Extensions)
		}
		if again := w.ok(t, p.URI); !bytes.Equal(again.body, a.body) {
			t.Errorf("%s: its uri %s answers otherwise", address, p.URI)
		}
	}
}

type judged struct {
	t        *testing.T
	packages int
}

func (j *judged) Release(r *schema.Release, findings []schema.Finding) error {
	if schema.HasError(findings) {
		j.t.Errorf("%s %s: %v", r.OCID, r.ID, findings)
	}
	return nil
}

func (j *judged) Record(_ *schema.Wrapper, findings []schema.Finding) error {
	j.packages--
	return j.Package(nil, findings)
}

func (j *judged) Package(_ *schema.Package, findings []schema.Finding) error {
	j.packages++
	if len(findings) > 0 {
		j.t.Errorf("package: %v", findings)
	}
	return nil
}

func testVersionList(t *testing.T, w *world) {
	all := w.versions(t)
	if len(all) != 3 || !slices.IsSortedFunc(all, func(a, b string) int { return strings.Compare(b, a) }) {
		t.Fatal(all)
	}
	var got []string
	for address := "/api/v1/versions?limit=1"; address != ""; {
		var body struct {
			Versions []struct {
				ID                         string
				Entries, Releases, Records int
			}
			Total int
			Links struct{ Next string }
		}
		w.ok(t, address).value(t, &body)
		if body.Total != 3 || len(body.Versions) != 1 {
			t.Errorf("%+v", body)
		}
		got, address = append(got, body.Versions[0].ID), body.Links.Next
	}
	if !slices.Equal(got, all) {
		t.Errorf("by one: %v, want %v", got, all)
	}
}

// TestALongWalkOfVersions: a cursor of the list of versions holds while versions are added.
func TestALongWalkOfVersions(t *testing.T) {
	t.Parallel()
	w := newWorld(t, storetest.SQLite(t))
	publish := func(n int) {
		w.Publish(t, day(t, "2025-01-01"), lines(release("ocds-contoh-1", fmt.Sprint(n), "2025-01-01T00:00:00Z")))
	}
	for n := range 12 {
		publish(n)
	}
	if got := w.versions(t); len(got) != 12 || got[0] != "2025-01-01.12" || got[11] != "2025-01-01.1" {
		t.Fatal(got)
	}
	n, seen := 12, map[string]bool{}
	for address := "/api/v1/versions?limit=5"; address != ""; n++ {
		var body struct {
			Versions []struct{ ID string }
			Links    struct{ Next string }
		}
		w.ok(t, address).value(t, &body)
		for _, v := range body.Versions {
			if seen[v.ID] {
				t.Errorf("%s twice", v.ID)
			}
			seen[v.ID] = true
		}
		address = body.Links.Next
		publish(n)
	}
	if len(seen) != 12 {
		t.Errorf("%v", slices.Sorted(maps.Keys(seen)))
	}
}
