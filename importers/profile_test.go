package importers

import (
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"terang/schema"
	"terang/sheets"
)

var update = flag.Bool("update", false, "write the golden files anew")

// testOptions are those of all tests: the same key, day and zone, so that the same is made.
func testOptions() Options {
	zone := time.FixedZone("WIB", 7*3600)
	return Options{Prefix: "ocds-contoh", BaseURL: "https://data.contoh.example", Zone: zone, Now: time.Date(2025, 10, 3, 8, 0, 0, 0, zone),
		Words: map[string]any{"publisher": map[string]any{"name": "DATA CONTOH"}, "uri": "https://data.contoh.example/import"},
		Key:   func() ([]byte, error) { return bytes.Repeat([]byte{7}, keyLength), nil }}
}

// importFolder imports files by a profile that comes with terang.
func importFolder(t *testing.T, name string, o Options, paths ...string) ([]byte, *Result) {
	t.Helper()
	p, err := FindProfile(name)
	if err != nil || p == nil {
		t.Fatalf("profile %s: %v", name, err)
	}
	return importPaths(t, p, o, paths...)
}

func importPaths(t *testing.T, p *Profile, o Options, paths ...string) ([]byte, *Result) {
	t.Helper()
	if p.Repairs() {
		return repairPaths(t, p, o, paths...)
	}
	sources, err := sheets.Any.Open(paths...)
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		for _, s := range sources {
			_ = s.Close()
		}
	}()
	var out bytes.Buffer
	result, err := Import(context.Background(), p, sources, &out, o)
	if err != nil {
		t.Fatal(err)
	}
	accountForRows(t, result.Report)
	return out.Bytes(), result
}

// accountForRows holds every file's rows against what became of them.
func accountForRows(t *testing.T, r *Report) {
	t.Helper()
	for _, f := range r.Files {
		skipped := 0
		for _, s := range f.Skipped {
			skipped += s.Rows
		}
		if f.Rows != f.Mapped+skipped {
			t.Errorf("%s: %d rows, but %d taken and %d skipped", f.File, f.Rows, f.Mapped, skipped)
		}
	}
}

// judge holds what was made against the schema with its extensions.
func judge(t *testing.T, made []byte, result *Result) []*schema.Release {
	t.Helper()
	s, err := schema.Load(schema.Files(), schema.Bundled)
	if err != nil {
		t.Fatal(err)
	}
	sink := &judged{t: t, result: result}
	if err := (&schema.Checker{Schema: s}).Check(bytes.NewReader(made), "made", nil, sink); err != nil {
		t.Fatal(err)
	}
	return sink.releases
}

type judged struct {
	t        *testing.T
	result   *Result
	releases []*schema.Release
}

func (j *judged) Release(r *schema.Release, found []schema.Finding) error {
	j.tell(r.OCID, r.ID, found)
	j.releases = append(j.releases, schema.NewRelease(bytes.Clone(r.Line)))
	return nil
}

func (j *judged) Record(*schema.Wrapper, []schema.Finding) error { return nil }

func (j *judged) Package(_ *schema.Package, found []schema.Finding) error {
	j.tell("", "", found)
	return nil
}

func (j *judged) tell(ocid, id string, found []schema.Finding) {
	for _, f := range found {
		if f.Severity == schema.Error {
			j.t.Errorf("%s %s %s (%s): %s", ocid, id, f.Pointer, j.result.Origin(ocid, id, f.Pointer), f.Text("en"))
		}
	}
}

// checkGolden imports testdata/NAME and compares releases and report with testdata/NAME.golden.
func checkGolden(t *testing.T, name string) {
	t.Helper()
	checkGoldenWith(t, name, testOptions())
}

func checkGoldenWith(t *testing.T, name string, o Options) {
	t.Helper()
	made, result := importFolder(t, name, o, filepath.Join("testdata", name))
	judge(t, made, result)
	var out bytes.Buffer
	if err := json.Indent(&out, made, "", " "); err != nil {
		t.Fatalf("%v in %s", err, made)
	}
	if err := result.WriteText(&out, "en"); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join("testdata", name+".golden")
	if *update {
		if err := os.WriteFile(path, out.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(out.Bytes(), want) {
		t.Errorf("%s is otherwise (go test -update writes it anew):\n%s", path, firstDifference(out.String(), string(want)))
	}
	for _, secret := range []string{"KANARI", "3204010101", "081234567890", "0012345678901", "199901012020011001"} {
		if strings.Contains(out.String(), secret) {
			t.Errorf("%s: what is private got into releases or report: %s", name, secret)
		}
	}
}

func firstDifference(got, want string) string {
	a, b := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			return "got  " + a[i] + "\nwant " + b[i]
		}
	}
	return "one is longer"
}

func TestSPSE(t *testing.T)  { checkGolden(t, "spse") }
func TestSiRUP(t *testing.T) { checkGolden(t, "sirup") }
