package exporters_test

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"terang/exporters"
	"terang/sample"
	"terang/schema"
)

var words = &exporters.Words{
	Publisher: "UKPBJ Contoh", Scheme: "ID-KLPD", UID: "D99", URI: "https://contoh.example.go.id", License: "https://creativecommons.org/licenses/by/4.0/",
	Policy: "https://contoh.example.go.id/kebijakan", Email: "data@contoh.example.go.id", BaseURL: "https://data.example.go.id", TimeZone: "Asia/Jakarta",
}

// sink is a file that remembers whether it was closed, and fails when it is full.
type sink struct {
	bytes.Buffer
	closed int
	room   int // 0 is endless
}

var errNoRoom = errors.New("full")

func (s *sink) Write(p []byte) (int, error) {
	if s.room > 0 && s.Len()+len(p) > s.room {
		return 0, errNoRoom
	}
	return s.Buffer.Write(p)
}

func (s *sink) Close() error { s.closed++; return nil }

// pack writes the lines with these limits (0 leaves one as it is).
func pack(t *testing.T, member string, limits exporters.Limits, lines ...exporters.PackageLine) (files []*sink) {
	t.Helper()
	p := exporters.NewPackages(exporters.PackageWords{Member: member, URI: "https://data.example.go.id/packages/2025/" + member, Words: words,
		Since: time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC)}, func(n int) (io.WriteCloser, error) {
		files = append(files, &sink{})
		if n != len(files) {
			t.Errorf("file %d is opened as number %d", len(files), n)
		}
		return files[n-1], nil
	})
	if limits.Packed > 0 {
		p.Limits.Packed = limits.Packed
	}
	if limits.Plain > 0 {
		p.Limits.Plain = limits.Plain
	}
	if limits.Awards > 0 {
		p.Limits.Awards = limits.Awards
	}
	for _, l := range lines {
		if err := p.Write(&l); err != nil {
			t.Fatal(err)
		}
	}
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	for i, f := range files {
		if f.closed != 1 {
			t.Errorf("file %d was closed %d times", i+1, f.closed)
		}
	}
	return files
}

type packageBody struct {
	URI, Version, License, PublicationPolicy string
	PublishedDate                            string
	Publisher                                struct{ Name, Scheme, UID, URI string }
	Extensions                               []string
	Releases, Records                        []json.RawMessage
}

func unpackBody(t *testing.T, f *sink) (p packageBody, plain []byte) {
	t.Helper()
	plain = gunzip(t, f.Bytes())
	if err := json.Unmarshal(plain, &p); err != nil {
		t.Fatalf("%v in %.300s", err, plain)
	}
	return p, plain
}

func gunzip(t *testing.T, packed []byte) []byte {
	t.Helper()
	r, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		t.Fatal(err)
	}
	plain, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return plain
}

// sampleLines are the sample's releases as lines of packages.
func sampleLines(t *testing.T) (lines []exporters.PackageLine) {
	t.Helper()
	var text bytes.Buffer
	if err := sample.WriteAll(&text, sample.Options{Seed: 1, Processes: 60}); err != nil {
		t.Fatal(err)
	}
	gathered := &gatherer{}
	if err := schema.Read(&text, "sample", gathered); err != nil {
		t.Fatal(err)
	}
	return gathered.lines
}

// gatherer makes lines of what is read.
type gatherer struct{ lines []exporters.PackageLine }

func (g *gatherer) Release(r *schema.Release) error {
	tree, err := schema.Parse(r.Line)
	date, _ := tree.Get("date").Date()
	g.lines = append(g.lines, exporters.PackageLine{Text: r.Line, Date: date, Awards: exporters.CountAwards(tree), Extensions: r.Package.Declared()})
	return err
}

func (g *gatherer) Record(*schema.Wrapper) error  { return nil }
func (g *gatherer) Package(*schema.Package) error { return nil }

func TestPackagesKeepTheLimitsAndEveryLine(t *testing.T) {
	lines := sampleLines(t)
	plain, most := 0, 0
	for _, l := range lines {
		plain, most = plain+len(l.Text), max(most, len(l.Text))
	}
	cases := []struct {
		name   string
		limits exporters.Limits
		files  [2]int // at least, at most
	}{
		{"all in one", exporters.SizeAdvice, [2]int{1, 1}},
		{"packed", exporters.Limits{Packed: int64(most) + 3000}, [2]int{3, 100}},
		{"plain", exporters.Limits{Plain: int64(plain / 3)}, [2]int{4, 5}},
		{"awards", exporters.Limits{Awards: 20}, [2]int{3, 50}},
		{"each line alone", exporters.Limits{Packed: 1}, [2]int{len(lines), len(lines)}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			files := pack(t, "releases", c.limits, lines...)
			if len(files) < c.files[0] || len(files) > c.files[1] {
				t.Errorf("%d files, want %v", len(files), c.files)
			}
			for i, again := range pack(t, "releases", c.limits, lines...) {
				if !bytes.Equal(files[i].Bytes(), again.Bytes()) {
					t.Errorf("file %d has other bytes the second time", i+1)
				}
			}
			checkPackages(t, files, c.limits, lines)
		})
	}
}

func checkPackages(t *testing.T, files []*sink, limits exporters.Limits, lines []exporters.PackageLine) {
	t.Helper()
	uris, next := map[string]bool{}, 0
	for i, f := range files {
		p, plain := unpackBody(t, f)
		awards := 0
		for _, r := range p.Releases {
			if !bytes.Equal(r, lines[next].Text) {
				t.Fatalf("file %d: release %d is another", i+1, next)
			}
			awards, next = awards+lines[next].Awards, next+1
		}
		over := limits.Packed > 0 && int64(f.Len()) > limits.Packed || limits.Plain > 0 && int64(len(plain)) > limits.Plain || limits.Awards > 0 && awards > limits.Awards
		if over && len(p.Releases) > 1 || len(p.Releases) == 0 {
			t.Errorf("file %d: %d bytes, %d plain, %d awards, %d releases", i+1, f.Len(), len(plain), awards, len(p.Releases))
		}
		uris[p.URI] = true
		judge := &judgement{t: t}
		if err := schema.Default().Check(bytes.NewReader(plain), fmt.Sprint(i), judge); err != nil || judge.packages != 1 {
			t.Errorf("file %d: %v, %d packages", i+1, err, judge.packages)
		}
	}
	if next != len(lines) || len(uris) != len(files) {
		t.Errorf("%d of %d releases, %d uris of %d files", next, len(lines), len(uris), len(files))
	}
}

// judgement takes what the schema finds in packages, and wants nothing to be found.
type judgement struct {
	t        *testing.T
	packages int
}

func (j *judgement) Release(r *schema.Release, findings []schema.Finding) error {
	if schema.HasError(findings) {
		j.t.Errorf("%s %s: %v", r.OCID, r.ID, findings)
	}
	return nil
}

func (j *judgement) Record(_ *schema.Wrapper, findings []schema.Finding) error {
	return j.Release(&schema.Release{}, findings)
}

func (j *judgement) Package(_ *schema.Package, findings []schema.Finding) error {
	j.packages++
	return j.Release(&schema.Release{}, findings)
}

func TestWhatAPackageSays(t *testing.T) {
	const a, b, c = "https://a.example/extension.json", "https://b.example/?x=1&y=<2>", "https://c.example/extension.json"
	at := func(text string) time.Time {
		date, err := time.Parse(time.RFC3339, text)
		if err != nil {
			t.Fatal(err)
		}
		return date
	}
	files := pack(t, "records", exporters.Limits{},
		exporters.PackageLine{Text: []byte(`{"ocid":"1"}`), Extensions: []string{b, a}, Date: at("2025-03-01T03:00:00+07:00")},
		exporters.PackageLine{Text: []byte(`{"ocid":"2"}`), Extensions: []string{a, c}, Date: at("2025-02-28T21:00:00Z")},
		exporters.PackageLine{Text: []byte(`{"ocid":"3"}`)})
	p, plain := unpackBody(t, files[0])
	if !slices.Equal(p.Extensions, []string{b, a, c}) {
		t.Errorf("extensions %v, not each once in the order of their first use", p.Extensions)
	}
	if p.PublishedDate != "2025-02-28T21:00:00Z" {
		t.Errorf("published %s, not at the instant of the newest release", p.PublishedDate)
	}
	if p.Version != "1.1" || p.License != words.License || p.PublicationPolicy != words.Policy || p.Publisher.Name != words.Publisher ||
		p.Publisher.Scheme != words.Scheme || p.Publisher.UID != words.UID || p.Publisher.URI != words.URI || len(p.Records) != 3 || p.Releases != nil {
		t.Errorf("%s", plain)
	}
	if !strings.HasPrefix(p.URI, "https://data.example.go.id/packages/2025/records-0001-") || len(p.URI) != len("https://data.example.go.id/packages/2025/records-0001-")+16 {
		t.Errorf("uri %s", p.URI)
	}
	other, _ := unpackBody(t, pack(t, "records", exporters.Limits{}, exporters.PackageLine{Text: []byte(`{"ocid":"4"}`)})[0])
	if other.URI == p.URI || other.PublishedDate != "2025-01-01T00:00:00Z" || other.Extensions != nil {
		t.Errorf("a package without dates and extensions: %+v", other)
	}
}

func TestCountAwards(t *testing.T) {
	for text, want := range map[string]int{
		`{}`: 0, `{"awards":[]}`: 0, `{"awards":[{"id":1},{"id":2}],"contracts":[{"id":3}]}`: 3, `{"contracts":[{"id":3}]}`: 1, `{"awards":null}`: 0,
	} {
		tree, err := schema.Parse([]byte(text))
		if got := exporters.CountAwards(tree); err != nil || got != want {
			t.Errorf("%s: %d, want %d, %v", text, got, want, err)
		}
	}
}

// What does not pack comes nearest to the limit: it is never passed, and hardly missed. A line that is larger than
// the limit before it is packed begins a file.
func TestPackagesOfWhatDoesNotPack(t *testing.T) {
	const limit, most, large = 300_000, 20_000, 50
	random := rand.New(rand.NewPCG(1, 2))
	var lines []exporters.PackageLine
	for range 200 {
		noise := make([]byte, random.IntN(most))
		for i := range noise {
			noise[i] = '#' + byte(random.IntN(57)) // characters that JSON takes as they are
		}
		lines = append(lines, exporters.PackageLine{Text: []byte(`"` + string(noise) + `"`)})
	}
	lines[large].Text = []byte(`"` + strings.Repeat("pengadaan ", limit) + `"`)
	first := 0
	files := pack(t, "releases", exporters.Limits{Packed: limit}, lines...)
	for i, f := range files {
		p, _ := unpackBody(t, f)
		after := first + len(p.Releases)
		cutShort := after == large || i == len(files)-1
		if f.Len() > limit || f.Len() < limit-most-1000 && !cutShort {
			t.Errorf("file %d has %d bytes of %d", i+1, f.Len(), limit)
		}
		if first < large && after > large {
			t.Errorf("the large line is the file's %dth", large-first)
		}
		first = after
	}
}

func TestNoLinesAreNoPackage(t *testing.T) {
	if files := pack(t, "releases", exporters.Limits{}); len(files) != 0 {
		t.Errorf("%d files", len(files))
	}
}

func TestPackagesTellWhatFails(t *testing.T) {
	for _, c := range []struct {
		name   string
		room   int
		failed error // of open
	}{{"the file is full at its head", 5, nil}, {"at its end", 200, nil}, {"open fails", 0, errNoRoom}} {
		var f *sink
		p := exporters.NewPackages(exporters.PackageWords{Member: "releases", Words: words}, func(int) (io.WriteCloser, error) {
			f = &sink{room: c.room}
			return f, c.failed
		})
		err := p.Write(&exporters.PackageLine{Text: []byte(`{}`)})
		if err == nil {
			err = p.Close()
		}
		if !errors.Is(err, errNoRoom) || !strings.Contains(fmt.Sprint(err), "package 1 of releases") {
			t.Errorf("%s: %v", c.name, err)
		}
		if f.closed == 0 != (c.failed != nil) {
			t.Errorf("%s: closed %d times", c.name, f.closed)
		}
	}
}
