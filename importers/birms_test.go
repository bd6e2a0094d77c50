package importers

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"io"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"terang/schema"
)

// repairPaths repairs files, or those of a folder.
func repairPaths(t *testing.T, p *Profile, o Options, paths ...string) ([]byte, *Result) {
	t.Helper()
	var files []File
	for _, path := range paths {
		if found, err := filepath.Glob(filepath.Join(path, "*")); err == nil && len(found) > 0 {
			for _, name := range found {
				files = append(files, File{name, func() (io.ReadCloser, error) { return os.Open(name) }})
			}
			continue
		}
		files = append(files, File{path, func() (io.ReadCloser, error) { return os.Open(path) }})
	}
	var out bytes.Buffer
	result, err := Repair(context.Background(), p, files, &out, o)
	if err != nil {
		t.Fatal(err)
	}
	accountForRows(t, result.Report)
	return out.Bytes(), result
}

func TestBIRMS(t *testing.T) { checkGolden(t, "birms") }

// TestRepairsHaveWork holds that the example has a case for each kind of repair.
func TestRepairsHaveWork(t *testing.T) {
	_, result := importFolder(t, "birms", testOptions(), filepath.Join("testdata", "birms"))
	done := repairCounts(result.Report)
	for _, r := range birms.repairs {
		if done[r.name] == 0 && r.name != "texts" { // counted as markup
			t.Errorf("nothing in testdata/birms needs the repair %s", r.name)
		}
		if r.words.EN == "" || r.words.ID == "" {
			t.Errorf("%s has no words", r.name)
		}
	}
}

// TestSoundReleaseStays holds that a release without faults keeps what it says.
func TestSoundReleaseStays(t *testing.T) {
	const sound = `{"ocid":"ocds-contoh-1","id":"a","date":"2016-01-05T09:00:00+07:00","tag":["tender"],"initiationType":"tender",` +
		`"tender":{"id":"1","title":"Meja (DATA CONTOH)","status":"active","numberOfTenderers":2,"milestones":[{"id":"1","dueDate":"2017-01-01T00:00:00+07:00","status":"scheduled"}]}}`
	path := filepath.Join(t.TempDir(), "sound.json")
	if err := os.WriteFile(path, []byte(sound), 0o600); err != nil {
		t.Fatal(err)
	}
	made, result := importFolder(t, "birms", testOptions(), path)
	judge(t, made, result)
	if len(result.Repairs) > 0 {
		t.Errorf("repaired what was sound: %+v", result.Repairs)
	}
	for _, part := range []string{`"date":"2016-01-05T09:00:00+07:00"`, sound[strings.Index(sound, `"tender":{`) : len(sound)-1]} {
		if !strings.Contains(string(made), part) {
			t.Errorf("%s is missing in %s", part, made)
		}
	}
}

func repairCounts(r *Report) map[string]int {
	all := map[string]int{}
	for _, c := range r.Repairs {
		all[c.Repair] = c.Count
	}
	return all
}

// TestKotaBandung holds what was repaired in the releases of 2016 against faults counted on their own, and all that came
// of it against the schema.
func TestKotaBandung(t *testing.T) {
	path := filepath.Join(shared(t, "data/indonesia-bandung-birms"), "releases-2016.jsonl.gz")
	made, result := importFolder(t, "birms", testOptions(), path)
	valid := judge(t, made, result)
	if before := validIn(t, path); before != 11682 || len(valid) != 12186 {
		t.Errorf("%d releases were valid before and %d after", before, len(valid))
	}
	got, want := repairCounts(result.Report), faultsOf(t, path)
	for name, n := range want {
		if got[name] != n {
			t.Errorf("%s: %d were repaired, and the source has %d", name, got[name], n)
		}
	}
	if want := map[string]int{"planning": 12186, "tender": 9192, "award": 2580, "contract": 1432}; !maps.Equal(result.Releases, want) {
		t.Errorf("releases %v, want %v", result.Releases, want)
	}
}

// validIn counts releases without errors.
func validIn(t *testing.T, path string) int {
	t.Helper()
	s, err := schema.Load(schema.Files(), schema.Bundled)
	if err != nil {
		t.Fatal(err)
	}
	in, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	sink := &countValid{}
	if err := s.Check(in, path, sink); err != nil {
		t.Fatal(err)
	}
	return sink.valid
}

type countValid struct{ valid int }

func (c *countValid) Release(_ *schema.Release, found []schema.Finding) error {
	if !schema.HasError(found) {
		c.valid++
	}
	return nil
}
func (*countValid) Record(*schema.Wrapper, []schema.Finding) error  { return nil }
func (*countValid) Package(*schema.Package, []schema.Finding) error { return nil }

// birmsLine is what the test reads of a release of the source.
type birmsLine struct {
	Planning struct {
		Budget struct{ Amount struct{ Amount json.Number } }
	}
	Tender *struct {
		ID                json.Number
		Value             any
		NumberOfTenderers int
		Tenderers         []any
	}
	Awards []struct {
		Status    string
		Suppliers []any
		Value     *struct{ Amount json.Number }
	}
	Contracts []struct {
		ID    json.Number
		Items []any
	}
	Parties []struct{ ID string }
}

// faultsOf counts faults line by line, by the names of their repairs.
func faultsOf(t *testing.T, path string) map[string]int {
	t.Helper()
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	unpacked, err := gzip.NewReader(file)
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]int{}
	lines := bufio.NewScanner(unpacked)
	lines.Buffer(nil, 16<<20)
	for lines.Scan() {
		var r birmsLine
		if err := json.Unmarshal(lines.Bytes(), &r); err != nil {
			t.Fatal(err)
		}
		text := lines.Text()
		all["impossible-date"] += strings.Count(text, `"-0001-`) + strings.Count(text, `"2106-`) + strings.Count(text, `"0201-`)
		all["contact-point"] += strings.Count(text, `"contactPoint":`)
		all["null"] += strings.Count(text, `:null`)
		r.count(all)
	}
	return all
}

func (r *birmsLine) count(all map[string]int) {
	awarded, ids := false, map[json.Number]bool{}
	for _, a := range r.Awards {
		awarded = awarded || a.Status == "active"
		all["award-supplier"] += when(len(a.Suppliers) == 0)
		all["zero-award"] += when(a.Value != nil && a.Value.Amount == "0")
	}
	for _, c := range r.Contracts {
		all["unit"] += len(c.Items)
		all["repeated-id"] += when(ids[c.ID])
		ids[c.ID] = true
	}
	for _, p := range r.Parties {
		all["party-id"] += when(p.ID == "")
	}
	all["zero-budget"] += when(r.Planning.Budget.Amount.Amount == "0")
	all["many-awards"] += when(len(r.Awards) > 20)
	if r.Tender == nil {
		return
	}
	all["tender-id"] += when(r.Tender.ID == "0")
	all["tender-value"] += when(r.Tender.Value != nil)
	all["tenderers-zero"] += when(r.Tender.NumberOfTenderers == 0 && len(r.Tender.Tenderers) == 0)
	all["tenderers-early"] += when(len(r.Tender.Tenderers) > 0 && !awarded)
	all["tender-status"] += when(awarded || r.Tender.ID == "0")
	all["tender-status-unknown"] += when(!awarded && r.Tender.ID != "0")
}

func when(holds bool) int {
	if holds {
		return 1
	}
	return 0
}
