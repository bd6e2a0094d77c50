package schema

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// whatFits is a release with something of every kind that the schema speaks of.
const whatFits = `{"ocid":"ocds-contoh-1","id":"1","date":"2025-01-01T00:00:00+07:00","tag":["tender","award"],"initiationType":"tender",
"language":"id","parties":[{"id":"a","name":"A","name_en":"A","roles":["buyer"],"additionalIdentifiers":[{"scheme":"x","id":1},{"scheme":"x","id":2}],
"contactPoint":{"url":"https://contoh.example/x"}},{"id":"b","details":{"x":1}}],"buyer":{"id":"a","name":"A"},
"planning":{"budget":{"id":1,"amount":{"amount":1.5,"currency":"IDR"}}},
"tender":{"id":"t","title":"T","title_en":"T","status":"active","items":[{"id":"1","quantity":2.0,"unit":{"value":{"amount":null,"currency":null}}},{"id":"2"}],
"value":{"amount":1000000,"currency":"IDR"},"procurementMethod":"open","submissionMethod":["electronicSubmission"],"hasEnquiries":false,
"tenderPeriod":{"startDate":"2025-01-01T00:00:00Z","endDate":null,"durationInDays":30},"numberOfTenderers":3,
"documents":[{"id":"1","url":"https://contoh.example/1.pdf"}],"milestones":[{"id":"1","dueDate":"2025-01-01T00:00:00Z","status":"met"}],
"amendments":[{"id":"1","date":"2025-01-01T00:00:00Z"}]},
"awards":[{"id":"1","status":"active","suppliers":[{"id":1,"name":"S"},{"id":"1"}]}],
"contracts":[{"id":"1","awardID":"1","implementation":{"transactions":[{"id":"1","value":{"amount":1}}]},"relatedProcesses":[{"id":"1","relationship":["parent"]}]}],
"relatedProcesses":[{"id":"1"}],"additional":{"anything":[1,"x",null]}}`

// What the verdict accepts, the judge finds no fault with; and it accepts nearly all that is valid.
func TestVerdictIsNeverLaxer(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	asked, valid := 0, 0
	for range 4000 {
		accepted, faults := bothWays(t, damaged(random, []byte(whatFits)))
		if len(faults) == 0 {
			if valid++; !accepted {
				asked++
			}
		}
	}
	if valid < 300 || asked > valid/3 {
		t.Errorf("of %d valid releases the verdict left %d to the judge", valid, asked)
	}
}

// bothWays judges a line by the verdict and by the judge, whose own explanation must be the library's.
func bothWays(t *testing.T, line []byte) (accepted bool, faults []Finding) {
	t.Helper()
	j := Default().judge
	v, err := parse(line)
	if err != nil {
		t.Fatalf("%s: %v", line, err)
	}
	accepted, faults = j.verdict.accepts(&v), j.explain(&lineTree{line: line})
	ours, theirs := comparable(faults), comparable(j.explainSlowly(line))
	if !slices.Equal(ours, theirs) {
		t.Errorf("ours   %q\ntheirs %q\nof %s", ours, theirs, line)
	}
	if accepted && len(faults) > 0 {
		t.Errorf("accepted, but %s %s: %s", faults[0].Code, faults[0].Pointer, line)
	}
	return accepted, faults
}

// comparable writes findings so that they can be compared: the value of an object or list is told from its text here
// and from a decoded tree there.
func comparable(all []Finding) (lines []string) {
	for _, f := range all {
		if strings.HasPrefix(f.Value, "{") || strings.HasPrefix(f.Value, "[") {
			f.Value = f.Value[:1]
		}
		if f.Code == CodeFormat || f.Code == CodeDate || f.Code == CodeURI {
			f.Args = f.Args[:1]
		}
		lines = append(lines, fmt.Sprint(f.Code, " ", f.Pointer, " ", f.Value, " ", f.Args))
	}
	slices.Sort(lines)
	return lines
}

func TestVerdictOnSharedData(t *testing.T) {
	root := shared(t, "data")
	count := &verdictCounter{t: t}
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.Contains(path, ".json") || testing.Short() && count.releases > 3000 {
			return err
		}
		f, err := os.Open(path)
		if err != nil {
			return err
		}
		defer f.Close()
		_ = Read(f, path, count) // what cannot be read is another test's
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if !testing.Short() && (count.releases < 3000 || count.valid < 1000 || count.asked > count.valid/20) {
		t.Errorf("%d releases, %d valid, of which %d were left to the judge", count.releases, count.valid, count.asked)
	}
}

type verdictCounter struct {
	t                      *testing.T
	releases, valid, asked int
}

func (c *verdictCounter) Release(r *Release) error {
	if r.Findings != nil {
		return nil
	}
	c.releases++
	accepted, faults := bothWays(c.t, r.Line)
	if len(faults) == 0 {
		if c.valid++; !accepted {
			c.asked++
		}
	}
	return nil
}

func (c *verdictCounter) Package(*Package) error { return nil }
func (c *verdictCounter) Record(*Wrapper) error  { return nil }

// A schema with a keyword that the verdict does not know is left to the judge whole.
func TestVerdictKnowsWhatItDoesNotKnow(t *testing.T) {
	for keyword, want := range map[string]bool{`"maximum":1`: false, `"anyOf":[{}]`: false, `"additionalProperties":false`: false,
		`"format":"email"`: false, `"items":[{}]`: false, `"not":{}`: false, `"x-note":"x"`: true, `"title":"x"`: true, `"type":"string"`: true} {
		var doc map[string]any
		if err := json.Unmarshal([]byte("{"+keyword+"}"), &doc); err != nil {
			t.Fatal(err)
		}
		v, err := parse([]byte(`"x"`))
		if err != nil {
			t.Fatal(err)
		}
		if got := newVerdict(doc).accepts(&v); got != want {
			t.Errorf("%s: %v, want %v", keyword, got, want)
		}
	}
}
