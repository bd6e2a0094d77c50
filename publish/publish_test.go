package publish_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"go.yaml.in/yaml/v3"

	"terang/archive"
	"terang/exporters"
	"terang/flat"
	"terang/publish"
	"terang/sample"
	"terang/schema"
	"terang/store"
	"terang/store/storetest"
)

var ctx = context.Background()

// publisher opens a store and an archive beside each other.
func publisher(t testing.TB, location, files string) *publish.Publisher {
	t.Helper()
	s, err := store.Open(ctx, location)
	if err != nil {
		t.Fatal(err)
	}
	a, err := archive.Open(ctx, files)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _, _ = a.Close(), s.Close() })
	return &publish.Publisher{Store: s, Archive: a, Schema: schema.Default(), Config: publish.Trial(), Builder: "test"}
}

func input(name, text string) publish.Input {
	return publish.Input{Name: name, Size: int64(len(text)), Open: func() (io.ReadCloser, error) {
		return io.NopCloser(strings.NewReader(text)), nil
	}}
}

func release(ocid, id, date, rest string) string {
	return fmt.Sprintf(`{"ocid":%q,"id":%q,"date":%q,"tag":["tender"],"initiationType":"tender"%s}`, ocid, id, date, rest)
}

func lines(releases ...string) publish.Input {
	return input("in.jsonl", strings.Join(releases, "\n")+"\n")
}

func do(t testing.TB, p *publish.Publisher, o publish.Options, inputs ...publish.Input) *publish.Result {
	t.Helper()
	r, err := p.Publish(ctx, inputs, o)
	if err != nil {
		t.Fatal(err)
	}
	if r.Read != r.New+r.Present+r.Refused {
		t.Errorf("%d read, but %d new + %d there + %d refused", r.Read, r.New, r.Present, r.Refused)
	}
	return r
}

func manifest(t testing.TB, p *publish.Publisher, v *store.Version) *exporters.Manifest {
	t.Helper()
	m, err := publish.ReadManifest(ctx, p.Archive, v)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// content unpacks a file of a version.
func content(t testing.TB, p *publish.Publisher, v *store.Version, path string) string {
	t.Helper()
	f, ok := manifest(t, p, v).File(path)
	if !ok {
		t.Fatalf("no file %s", path)
	}
	var parts []archive.File
	for _, part := range f.Parts {
		parts = append(parts, archive.File(part))
	}
	joined := p.Archive.Join(ctx, parts)
	defer joined.Close()
	r, err := gzip.NewReader(joined)
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestARoadFromFileToVersion(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		p := publisher(t, location, t.TempDir())
		a := release("ocds-contoh-a", "1", "2024-12-31T23:00:00+07:00", "")
		b := release("ocds-contoh-b", "1", "2025-01-01T00:00:00+07:00", `,"language":"id","tender":{"id":"1","value":{"amount":1.50}}`)
		one := do(t, p, publish.Options{}, lines(a, b))
		if one.New != 2 || one.Processes != 2 || one.Version == nil || one.Version.Records != 2 {
			t.Fatalf("%+v", one)
		}
		if got := content(t, p, one.Version, "releases.jsonl.gz"); got != a+"\n"+b+"\n" {
			t.Errorf("releases: %s", got)
		}
		if got := content(t, p, one.Version, "year=2024/releases.jsonl.gz"); got != a+"\n" {
			t.Errorf("releases of 2024: %s", got)
		}
		if again := do(t, p, publish.Options{}, lines(b, a)); again.Present != 2 || again.Version != nil {
			t.Errorf("again: %+v", again)
		}

		a2 := release("ocds-contoh-a", "2", "2026-02-01T00:00:00+07:00", `,"language":"id"`)
		two := do(t, p, publish.Options{}, lines(a2))
		if got := content(t, p, two.Version, "year=2024/releases.jsonl.gz"); got != a+"\n"+a2+"\n" {
			t.Errorf("a process left its year: %s", got)
		}
		compiled := content(t, p, two.Version, "year=2024/compiled.jsonl.gz")
		want := `{"ocid":"ocds-contoh-a","id":"ocds-contoh-a-2026-02-01T00:00:00+07:00","date":"2026-02-01T00:00:00+07:00","tag":["compiled"],"initiationType":"tender","language":"id"}` + "\n"
		if compiled != want {
			t.Errorf("compiled\n got %s\nwant %s", compiled, want)
		}
		checkDigests(t, content(t, p, two.Version, "digests.csv.gz"), []string{a, a2, b})
		checkUntouched(t, manifest(t, p, one.Version), manifest(t, p, two.Version))
	})
}

// checkDigests recomputes what digests.csv says of the lines, given in the order of the file.
func checkDigests(t *testing.T, table string, releases []string) {
	t.Helper()
	rows := strings.Split(strings.TrimSpace(table), "\n")
	if rows[0] != "seq,ocid,id,nonce,sha256" || len(rows) != len(releases)+1 {
		t.Fatalf("digests: %s", table)
	}
	for i, row := range rows[1:] {
		cells := strings.Split(row, ",")
		if store.Digest(cells[3], []byte(releases[i])) != cells[4] {
			t.Errorf("digest of %s", row)
		}
	}
}

func checkUntouched(t *testing.T, before, after *exporters.Manifest) {
	t.Helper()
	for _, f := range after.Files {
		old, _ := before.File(f.Path)
		switch {
		case strings.HasPrefix(f.Path, "year=2025/") && f.SHA256 != old.SHA256:
			t.Errorf("%s changed though its year did not", f.Path)
		case strings.HasPrefix(f.Path, "year=2025/") && f.Since != before.Version:
			t.Errorf("%s: since %s", f.Path, f.Since)
		case f.SHA256 == old.SHA256 && f.Since != before.Version:
			t.Errorf("%s: the same bytes, but since %s", f.Path, f.Since)
		case f.SHA256 != old.SHA256 && !strings.HasPrefix(f.Path, "delta.") && (f.Since != after.Version || f.Reason != "new releases"):
			t.Errorf("%s: since %s because of %q", f.Path, f.Since, f.Reason)
		}
	}
}

func nothingStored(t *testing.T, p *publish.Publisher) {
	t.Helper()
	err := p.Store.Build(ctx, func(b *store.Build) error {
		if b.Entries != 0 {
			t.Errorf("%d entries were stored", b.Entries)
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
}

func TestRefusals(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		p := publisher(t, location, t.TempDir())
		good := release("ocds-contoh-a", "1", "2025-01-01T00:00:00Z", "")
		bad := release("ocds-contoh-b", "1", "2025-01-01", "")
		var refused []string
		p.Refused = func(r *schema.Release, findings []schema.Finding) {
			refused = append(refused, r.OCID+" "+r.ID+" "+findings[0].Code)
		}
		r, err := p.Publish(ctx, []publish.Input{lines(good, bad)}, publish.Options{})
		if !errors.Is(err, publish.ErrRefused) || r.New != 1 || r.Refused != 1 || r.Version != nil {
			t.Fatalf("%+v %v", r, err)
		}
		nothingStored(t, p)
		conflict := release("ocds-contoh-a", "1", "2025-01-02T00:00:00Z", "")
		broken := `{"ocid":"ocds-contoh-c",`
		compiled := `{"ocid":"ocds-contoh-d","id":"1","date":"2025-01-01T00:00:00Z","tag":["compiled"],"initiationType":"tender"}`
		refused = nil
		kept := do(t, p, publish.Options{KeepGoing: true}, lines(good, bad, conflict, broken, compiled))
		if kept.Read != 5 || kept.New != 1 || kept.Refused != 4 || kept.Version == nil {
			t.Errorf("%+v", kept)
		}
		slices.Sort(refused)
		want := []string{"  json_syntax", "ocds-contoh-a 1 release_conflict", "ocds-contoh-b 1 date_format", "ocds-contoh-d 1 release_compiled"}
		if len(refused) == 4 && strings.HasPrefix(refused[0], "  json_") {
			refused[0] = want[0]
		}
		if !slices.Equal(refused, want) {
			t.Errorf("refused %q", refused)
		}
	})
}

// Of a file that cannot be read to its end nothing is stored, and the other files are not harmed.
func TestAnUnreadableFile(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		p := publisher(t, location, t.TempDir())
		first := release("ocds-contoh-a", "1", "2025-01-01T00:00:00Z", "")
		second := release("ocds-contoh-b", "1", "2025-01-01T00:00:00Z", "")
		cutOff := input("cut.json", `{"uri":"http://x.example/","releases":[`+second+`,{"ocid":`)
		r := do(t, p, publish.Options{KeepGoing: true}, lines(first), cutOff, lines(release("ocds-contoh-c", "1", "2025-01-01T00:00:00Z", "")))
		if len(r.Unreadable) != 1 || r.Unreadable[0].File != "cut.json" || r.New != 2 || r.Report.Releases != 2 {
			t.Fatalf("%+v", r)
		}
		if got := content(t, p, r.Version, "releases.jsonl.gz"); strings.Contains(got, "ocds-contoh-b") {
			t.Errorf("a part of the broken file is there: %s", got)
		}
		if _, err := p.Publish(ctx, []publish.Input{cutOff}, publish.Options{}); !errors.Is(err, publish.ErrRefused) {
			t.Errorf("without keep-going: %v", err)
		}
	})
}

// Without KeepGoing anything that was not taken in stops all.
func TestStops(t *testing.T) {
	unreadable := []*schema.InputError{{}}
	for _, c := range []struct {
		name   string
		result publish.Result
		stops  bool
	}{
		{"all accepted", publish.Result{Read: 2, New: 2}, false},
		{"nothing new", publish.Result{Read: 2, Present: 2}, false},
		{"one refused", publish.Result{Read: 2, New: 1, Refused: 1}, true},
		{"one file unreadable", publish.Result{Read: 2, New: 2, Unreadable: unreadable}, true},
		{"both", publish.Result{Read: 1, Refused: 1, Unreadable: unreadable}, true},
	} {
		if got := c.result.Stops(publish.Options{}); got != c.stops {
			t.Errorf("%s: %t", c.name, got)
		}
		if c.result.Stops(publish.Options{KeepGoing: true}) {
			t.Errorf("%s, with KeepGoing", c.name)
		}
	}
}

func TestADryRunStoresNothing(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		p := publisher(t, location, t.TempDir())
		in := lines(release("ocds-contoh-a", "1", "2025-01-01T00:00:00Z", ""), release("ocds-contoh-b", "1", "2025", ""))
		r := do(t, p, publish.Options{DryRun: true}, in)
		if r.New != 1 || r.Refused != 1 || r.Processes != 1 || r.Version != nil {
			t.Errorf("%+v", r)
		}
		nothingStored(t, p)
	})
}

// The policy of a publisher may refuse more, and only personal numbers can be named harmless.
func TestPolicy(t *testing.T) {
	p := publisher(t, storetest.SQLite(t), t.TempDir())
	p.Config.Confirm = []string{"date_format:/date"}
	r := do(t, p, publish.Options{KeepGoing: true}, lines(release("ocds-contoh-a", "1", "2025", "")))
	if r.Refused != 1 {
		t.Errorf("a confirmed breach of the schema was let in: %+v", r)
	}
	number := lines(release("ocds-contoh-a", "1", "2025-01-01T00:00:00Z", `,"buyer":{"id":"3204111507850003"}`)) // invented
	if r = do(t, p, publish.Options{KeepGoing: true}, number); r.Refused != 1 || r.Version != nil {
		t.Errorf("an identity number was let in: %+v", r)
	}
	p.Config.Confirm = []string{"personal_identity_number:/buyer/id"}
	if r = do(t, p, publish.Options{}, number); r.New != 1 || !slices.Equal(r.Version.Publication.Confirmed, p.Config.Confirm) {
		t.Errorf("named harmless: %+v", r)
	}
}

// The same releases give the same files, whichever database they lie in and whatever was published between.
func TestFilesAreReproducible(t *testing.T) {
	var hand [sample.HandIns]bytes.Buffer
	o := sample.Options{Seed: 7, Processes: 30}
	for i := range hand {
		if err := sample.Write(&hand[i], o, i); err != nil {
			t.Fatal(err)
		}
	}
	digests := map[string][]string{}
	storetest.Each(t, func(t *testing.T, location string) {
		p := publisher(t, location, t.TempDir())
		var last *store.Version
		for i := range hand {
			p.Store.Now = func() time.Time { return sample.HandInDate(i) }
			last = do(t, p, publish.Options{}, input("hand.json", hand[i].String())).Version
		}
		again := publisher(t, storetest.SQLite(t), t.TempDir())
		again.Store.Now = func() time.Time { return sample.HandInDate(sample.HandIns - 1) } // performance is seen from the version's day
		at := do(t, again, publish.Options{}, input("0", hand[0].String()), input("1", hand[1].String()), input("2", hand[2].String())).Version
		if last.ID != "2026-10-31.1" {
			t.Errorf("version %s", last.ID)
		}
		atOnce := manifest(t, again, at)
		for _, f := range manifest(t, p, last).Files {
			if strings.Contains(f.Path, "digests") { // the nonces differ by nature
				continue
			}
			switch f.Path {
			case "quality.json.gz", "rules.csv.gz", "delta.jsonl.gz", "delta.parquet", "datapackage.json", "README.md":
				continue // they are about the version, and what changed since the one before
			}
			digests[f.Path] = append(digests[f.Path], f.SHA256)
			other, _ := atOnce.File(f.Path)
			if other.SHA256 != f.SHA256 && (!hasEvidence(f.Path) || strings.HasSuffix(f.Path, ".csv.gz") && unnumbered(content(t, p, last, f.Path)) != unnumbered(content(t, again, at, f.Path))) {
				t.Errorf("%s differs when published at once", f.Path)
			}
		}
	})
	for path, all := range digests {
		if len(slices.Compact(all)) != 1 {
			t.Errorf("%s differs between databases", path)
		}
	}
}

// hasEvidence says whether a file names entries of the ledger, which have other numbers where versions stand between.
func hasEvidence(path string) bool {
	return path == "performance.xlsx" || strings.HasPrefix(path, "tables/") && (strings.Contains(path, "_performance.") || strings.Contains(path, "/flags.") || strings.Contains(path, "/open_past_end."))
}

var seqs = regexp.MustCompile(`""seq"":\d+,`)

// unnumbered is a table without the numbers of its evidence.
func unnumbered(text string) string { return seqs.ReplaceAllString(text, "") }

// Another builder, or another base URL, writes the files anew, and the manifest says so.
func TestReasonsForNewBytes(t *testing.T) {
	p := publisher(t, storetest.SQLite(t), t.TempDir())
	do(t, p, publish.Options{}, lines(release("ocds-contoh-a", "1", "2024-01-01T00:00:00Z", "")))
	p.Config.BaseURL = "https://data.example"
	v := do(t, p, publish.Options{}, lines(release("ocds-contoh-b", "1", "2025-01-01T00:00:00Z", ""))).Version
	f, _ := manifest(t, p, v).File("year=2024/records.jsonl.gz")
	if f.Since != v.ID || f.Reason != "another terang.yaml" {
		t.Errorf("%+v", f)
	}
	f, _ = manifest(t, p, v).File("year=2024/releases.jsonl.gz")
	if f.Since == v.ID || f.Reason != "first version of the file" {
		t.Errorf("the same bytes count as new: %+v", f)
	}
	if err := yaml.Unmarshal([]byte("{minimumN: 2}"), &p.Config.Thresholds); err != nil {
		t.Fatal(err)
	}
	next := do(t, p, publish.Options{}, lines(release("ocds-contoh-c", "1", "2025-01-01T00:00:00Z", ""))).Version
	if f, _ = manifest(t, p, next).File("year=2024/records.jsonl.gz"); f.Since != v.ID {
		t.Errorf("thresholds write anew what does not follow from them: %+v", f)
	}
}

// The flat tables of a version are its releases, value for value.
func TestFlatTablesGiveBackTheReleases(t *testing.T) {
	p := publisher(t, storetest.SQLite(t), t.TempDir())
	for i := range sample.HandIns {
		var hand bytes.Buffer
		if err := sample.Write(&hand, sample.Options{Seed: 3, Processes: 20}, i); err != nil {
			t.Fatal(err)
		}
		do(t, p, publish.Options{}, input("hand.json", hand.String()))
	}
	odd := release("ocds-contoh-odd", "1", "2025-01-01T00:00:00Z", `,"tender":{"id":7,"x":[{"n":1.5},{"n":null}],"items":[{"id":"1","quantity":1e-20},{"id":"1"}]}`)
	last := do(t, p, publish.Options{}, lines(odd)).Version
	dir := filepath.Join(t.TempDir(), "out")
	if _, err := publish.WriteVersion(ctx, p.Archive, last, dir); err != nil {
		t.Fatal(err)
	}
	sources, err := flat.Open(filepath.Join(dir, "flat"))
	if err != nil {
		t.Fatal(err)
	}
	defer sources[0].Close()
	var back bytes.Buffer
	err = flat.Unflatten(sources[0], schema.Default(), &back, func(f schema.Finding) { t.Error(f.Text("en")) })
	if err != nil {
		t.Fatal(err)
	}
	got, want := strings.Split(back.String(), "\n"), strings.Split(content(t, p, last, "releases.jsonl.gz"), "\n")
	if len(got) != len(want) || len(got) < 50 {
		t.Fatalf("%d releases of %d", len(got), len(want))
	}
	for i := range want {
		if want[i] != "" && !schema.Equal([]byte(got[i]), []byte(want[i])) {
			t.Fatalf("release %d\n got %s\nwant %s", i, got[i], want[i])
		}
	}
}

// A column that is used for the first time is in that table's files of every year, and only those change.
func TestNewColumns(t *testing.T) {
	p := publisher(t, storetest.SQLite(t), t.TempDir())
	one := do(t, p, publish.Options{}, lines(release("ocds-contoh-a", "1", "2024-01-01T00:00:00Z", ""))).Version
	two := do(t, p, publish.Options{}, lines(release("ocds-contoh-b", "1", "2025-01-01T00:00:00Z", `,"language":"id","x":[{"id":"1"}]`))).Version
	before, after := manifest(t, p, one), manifest(t, p, two)
	for _, f := range after.Files {
		if !strings.HasPrefix(f.Path, "year=2024/") {
			continue
		}
		old, known := before.File(f.Path)
		switch {
		case strings.HasPrefix(f.Path, "year=2024/flat/releases."):
			if f.SHA256 == old.SHA256 || f.Reason != "a column used for the first time" {
				t.Errorf("%s has not the new column: %+v", f.Path, f)
			}
		case strings.HasPrefix(f.Path, "year=2024/flat/x."):
			if known || f.Rows != 0 {
				t.Errorf("%+v", f)
			}
		case f.SHA256 != old.SHA256:
			t.Errorf("%s changed: %s", f.Path, f.Reason)
		}
	}
	want := "ocds-contoh-a,1,2024-01-01T00:00:00Z,tender,tender,\nocds-contoh-b,1,2025-01-01T00:00:00Z,tender,tender,id\n"
	if got := content(t, p, two, "flat/releases.csv.gz"); !strings.HasSuffix(got, want) {
		t.Errorf("%s\nwant at its end\n%s", got, want)
	}
}

func TestPublishersWaitForEachOther(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		files := t.TempDir()
		var pool sync.WaitGroup
		for i := range 4 {
			p := publisher(t, location, files)
			pool.Go(func() {
				in := lines(release(fmt.Sprintf("ocds-contoh-%d", i), "1", "2025-01-01T00:00:00Z", ""))
				if r, err := p.Publish(ctx, []publish.Input{in}, publish.Options{}); err != nil || r.Version == nil {
					t.Errorf("%+v %v", r, err)
				}
			})
		}
		pool.Wait()
		r, err := store.OpenReader(ctx, location)
		if err != nil {
			t.Fatal(err)
		}
		defer r.Close()
		if v, err := r.Latest(ctx); err != nil || v.N != 4 || v.Entries() != 7 || v.Records != 4 {
			t.Errorf("%+v %v", v, err)
		}
	})
}

func TestWriteVersion(t *testing.T) {
	p := publisher(t, storetest.SQLite(t), filepath.Join(t.TempDir(), "archive"))
	v := do(t, p, publish.Options{}, lines(release("ocds-contoh-a", "1", "2024-01-01T00:00:00Z", ""))).Version
	dir := filepath.Join(t.TempDir(), "out")
	if n, err := publish.WriteVersion(ctx, p.Archive, v, dir); err != nil || n != len(manifest(t, p, v).Files)+2 {
		t.Fatalf("%d files, %v", n, err)
	}
	sums, err := os.ReadFile(filepath.Join(dir, "SHA256SUMS"))
	if err != nil || len(strings.Fields(string(sums))) != 2*(len(manifest(t, p, v).Files)+1) {
		t.Errorf("%s %v", sums, err)
	}
	if _, err := publish.WriteVersion(ctx, p.Archive, v, dir); err == nil || !strings.Contains(err.Error(), "not empty") {
		t.Errorf("a second time: %v", err)
	}
}
