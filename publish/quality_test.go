package publish_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/csv"
	"encoding/json"
	"io"
	"slices"
	"strings"
	"testing"

	"terang/checks"
	"terang/publish"
	"terang/report"
	"terang/store"
	"terang/store/storetest"
)

// file reads a file of a version, unpacked.
func file(t *testing.T, p *publish.Publisher, v *store.Version, path string) []byte {
	t.Helper()
	f, ok := manifest(t, p, v).File(path)
	if !ok {
		t.Fatalf("no file %s", path)
	}
	var packed bytes.Buffer
	for _, part := range f.Parts {
		text, err := p.Archive.Read(context.Background(), part.SHA256)
		if err != nil {
			t.Fatal(err)
		}
		packed.Write(text)
	}
	text, err := gzip.NewReader(&packed)
	if err != nil {
		t.Fatal(err)
	}
	all, err := io.ReadAll(text)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func findings(t *testing.T, p *publish.Publisher, v *store.Version) (rows []string) {
	t.Helper()
	all, err := csv.NewReader(bytes.NewReader(file(t, p, v, "findings.csv.gz"))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range all[1:] {
		rows = append(rows, strings.Join(row[:4], " "))
	}
	return rows
}

func quality(t *testing.T, p *publish.Publisher, v *store.Version) (q checks.Quality) {
	t.Helper()
	if err := json.Unmarshal(file(t, p, v, "quality.json.gz"), &q); err != nil {
		t.Fatal(err)
	}
	return q
}

func counts(q checks.Quality, code string) (applied, passed int64) {
	for _, r := range q.Rules {
		if r.Code == code {
			return r.Applied, r.Passed
		}
	}
	return 0, 0
}

const wrongWay = `,"tender":{"id":"t","title":"Jalan","tenderPeriod":{"startDate":"2024-02-01T09:00:00Z","endDate":"2024-01-01T09:00:00Z"}}`

// What the rules find in processes stands in the version that has them, and goes when it is mended; a year that has
// not changed is counted as it was.
func TestQualityOfAVersion(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		p := publisher(t, location, t.TempDir())
		first := do(t, p, publish.Options{}, lines(
			release("ocds-contoh-a", "1", "2024-01-01T00:00:00Z", wrongWay),
			release("ocds-contoh-b", "1", "2025-01-01T00:00:00Z", strings.ReplaceAll(wrongWay, "2024", "2025")))).Version
		want := []string{"ocds-contoh-a period_order warning /tender/tenderPeriod/endDate", "ocds-contoh-b period_order warning /tender/tenderPeriod/endDate"}
		if got := only(findings(t, p, first), "period_order"); !slices.Equal(got, want) {
			t.Errorf("%q", got)
		}
		if applied, passed := counts(quality(t, p, first), "period_order"); applied != 2 || passed != 0 {
			t.Errorf("%d applied, %d passed", applied, passed)
		}
		r := do(t, p, publish.Options{}, lines(release("ocds-contoh-a", "2", "2024-03-01T00:00:00Z",
			`,"tender":{"id":"t","title":"Jembatan","submissionMethod":["pos"],"tenderPeriod":{"endDate":"2024-03-01T09:00:00Z"}}`)))
		if got := only(findings(t, p, r.Version), "period_order"); !slices.Equal(got, want[1:]) {
			t.Errorf("%q", got)
		}
		q := quality(t, p, r.Version)
		if applied, passed := counts(q, "period_order"); applied != 2 || passed != 1 || q.Processes != 2 {
			t.Errorf("%d applied, %d passed, %d processes", applied, passed, q.Processes)
		}
		if applied, passed := counts(q, "tender_title"); applied != 1 || passed != 0 { // against the version before
			t.Errorf("%d applied, %d passed", applied, passed)
		}
		if slices.ContainsFunc(r.Report.Groups(), func(g *report.Group) bool { return g.Code == "codelist_open" && g.Count > 1 }) {
			t.Error("what was found in fields of the releases is told again of the processes")
		}
		if m := manifest(t, p, r.Version); !slices.ContainsFunc(r.Report.Groups(), func(g *report.Group) bool { return g.Code == "tender_title" }) {
			t.Errorf("%+v", m.Files)
		}
		if coverage := string(file(t, p, r.Version, "coverage.csv.gz")); !strings.Contains(coverage, "\ntender/title,2,2,2\n") {
			t.Error(coverage)
		}
	})
}

func only(rows []string, code string) []string {
	return slices.DeleteFunc(rows, func(row string) bool { return !strings.Contains(row, " "+code+" ") })
}

// OCDS 1.0 is published as 1.1; handed in again it is there already.
func TestOldReleases(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		p := publisher(t, location, t.TempDir())
		buyer := `,"language":"id","buyer":{"name":"Dinas Contoh","identifier":{"scheme":"XE-EXAMPLE","id":"1"}}`
		alone := lines(release("ocds-contoh-a", "1", "2015-01-01T00:00:00Z", buyer), release("ocds-contoh-b", "1", "2015-01-01T00:00:00Z", ""))
		packed := input("old.json", `{"uri":"https://data.example/1","publisher":{"name":"P"},"publishedDate":"2015-01-01T00:00:00Z","releases":[`+
			release("ocds-contoh-c", "1", "2015-01-01T00:00:00Z", buyer)+`],"version":"1.0"}`)
		r := do(t, p, publish.Options{}, alone, packed)
		if r.New != 3 || r.Refused != 0 || r.Report.Errors != 0 {
			t.Errorf("%+v", r)
		}
		releases := string(file(t, p, r.Version, "releases.jsonl.gz"))
		if strings.Count(releases, `"parties":[{`) != 2 || strings.Count(releases, "Dinas Contoh") != 4 {
			t.Error(releases)
		}
		if again := do(t, p, publish.Options{}, alone, packed); again.Present != 3 || again.Version != nil {
			t.Errorf("%+v", again)
		}
	})
}

// A process is judged and merged under the extensions that its packages declare, wherever they declare them.
func TestExtensions(t *testing.T) {
	p := publisher(t, storetest.SQLite(t), t.TempDir())
	url := "https://raw.githubusercontent.com/open-contracting-extensions/ocds_process_title_extension/v1.1.5/extension.json"
	r := do(t, p, publish.Options{KeepGoing: true}, input("in.json", `{"uri":"https://data.example/1","version":"1.1","publisher":{"name":"P"},
		"publishedDate":"2025-01-01T00:00:00Z","releases":[`+release("ocds-contoh-a", "1", "2025-01-01T00:00:00Z", `,"title":"Jalan"`)+","+
		release("ocds-contoh-b", "1", "2025-01-01T00:00:00Z", `,"title":5`)+`],"extensions":["`+url+`","https://nowhere.example/extension.json"]}`))
	if r.New != 1 || r.Refused != 1 {
		t.Errorf("%+v", r)
	}
	if got := only(findings(t, p, r.Version), "additional_field"); len(got) > 0 {
		t.Errorf("%q", got)
	}
	extensions := manifest(t, p, r.Version).Extensions
	if len(extensions) != 2 || extensions[0].URL != "https://nowhere.example/extension.json" || extensions[0].SHA256 != "" || len(extensions[1].SHA256) != 64 {
		t.Errorf("%+v", extensions)
	}
}
