package schema

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"terang/sample"
)

// court judges the lines of one kind in three ways: by the verdict, by the judge, and by another library.
type court struct {
	name   string
	kind   string // of its lines
	judge  *judge
	schema *Schema
	field  *Field
	second func() (*secondOpinion, error)
}

// Kinds of lines.
const (
	ofRelease       = "release"
	ofVersioned     = "versioned release"
	ofLinked        = "linked release"
	ofRecord        = "record"
	ofPackage       = "release package"
	ofRecordPackage = "record package"
)

// extensionSets are the ids of the extensions with which the courts judge.
var extensionSets = [][]string{nil, {"bids", "performance_failures", "indonesia"}, {"lots", "location", "subcontracting"}, BundledExtensions()}

// courts are for every kind of line, with several sets of extensions.
var courts = sync.OnceValue(func() (all []*court) {
	for _, ids := range extensionSets {
		s := Default().With(urlsOf(ids)).Schema
		entry, linked := recordParts(s.docs[RecordPackageFile])
		for _, c := range []struct {
			kind    string
			judge   *judge
			doc     map[string]any
			without []string
		}{
			{ofRelease, s.judge, s.docs[ReleaseFile], nil},
			{ofVersioned, s.versionedJudge, s.docs[VersionedReleaseFile], nil},
			{ofLinked, s.linkedJudge, linked, nil},
			{ofRecord, s.entryJudge, entry, []string{"releases", "compiledRelease", "versionedRelease"}},
			{ofPackage, s.packageJudge, s.docs[ReleasePackageFile], []string{"releases"}},
			{ofRecordPackage, s.recordJudge, s.docs[RecordPackageFile], []string{"records"}},
		} {
			doc := without(c.doc, c.without)
			field, err := newField(doc)
			if err != nil {
				panic(err) // of a schema that was compiled
			}
			all = append(all, &court{c.kind + fmt.Sprint(ids), c.kind, c.judge, s, field,
				sync.OnceValues(func() (*secondOpinion, error) { return newSecondOpinion(doc) })})
		}
	}
	return all
})

// urlsOf gives addresses of bundled extensions by their ids, in their order.
func urlsOf(ids []string) (urls []string) {
	known := map[string]string{}
	for repository, id := range repositories() {
		known[id] = max(known[id], repository)
	}
	for _, id := range ids {
		urls = append(urls, "https://contoh.example/"+known[id]+"/v1/extension.json")
	}
	return urls
}

// courtFor chooses a court for a line: mostly one of its kind.
func courtFor(number uint64, line []byte) *court {
	all := courts()
	if number%16 == 0 {
		return all[number/16%uint64(len(all))]
	}
	kind := shapeOf(line)
	all = slices.DeleteFunc(slices.Clone(all), func(c *court) bool { return c.kind != kind })
	return all[number%uint64(len(all))]
}

func shapeOf(line []byte) string {
	has := map[string]bool{}
	_ = topLevel(line, func(name string, raw []byte) bool { has[name+string(raw[:1])] = true; return true })
	switch {
	case has["tag["] && bytes.Contains(line, []byte(`"releaseTag"`)):
		return ofVersioned
	case has[`url"`]:
		return ofLinked
	case has[`id"`]:
		return ofRelease
	case has["packages["]:
		return ofRecordPackage
	case has[`uri"`]:
		return ofPackage
	}
	return ofRecord
}

// opinions are what is said of a line.
type opinions struct {
	accepted, valid bool
	fault           string // what is wrong between them; empty where they agree
}

func (c *court) hear(line []byte) opinions {
	findings := c.judge.explain(line)
	o := opinions{accepted: c.judge.accepts(line), valid: len(findings) == 0}
	slowly := c.judge.explainSlowly(line)
	switch second, err := c.second(); {
	case o.accepted && !o.valid:
		o.fault = fmt.Sprintf("the verdict accepts %s %s", findings[0].Code, findings[0].Pointer)
	case !slices.Equal(verdicts(findings), verdicts(slowly)):
		o.fault = fmt.Sprintf("the judge finds %q, its library %q", verdicts(findings), verdicts(slowly))
	case err != nil:
		o.fault = err.Error()
	default:
		valid, odd := second.valid(line)
		if valid != o.valid && !(valid && wholeNumbers(findings)) {
			odd = append(odd, fmt.Sprintf("the judge finds %q, the other library says %v", verdicts(findings), valid))
		}
		o.fault = strings.Join(odd, ", ")
	}
	return o
}

// shrunk takes members and items out of a line as long as what is asked of it stays so.
func shrunk(line []byte, still func([]byte) bool) []byte {
	for again := true; again; {
		again = false
		m := mutator{line: line}
		tree, err := parse(line)
		if err != nil {
			return line
		}
		m.visit(&tree, nil, 0, 0)
		for _, s := range m.sites[1:] {
			if smaller := m.cut(s); still(smaller) {
				line, again = smaller, true
				break
			}
		}
	}
	return line
}

// try changes a line as the number says and hears what is said of it.
func try(t *testing.T, number uint64, seed []byte) (*court, []byte, opinions) {
	t.Helper()
	c := courtFor(number, seed)
	line := seed
	if number%64 > 0 {
		line = newMutator(number, c.schema, c.field).mutate(seed)
	}
	o := c.hear(line)
	if o.fault != "" {
		small := shrunk(line, func(l []byte) bool { return c.hear(l).fault != "" })
		t.Errorf("%.40s, number %d: %s\n%s", c.name, number, c.hear(small).fault, small)
	}
	return c, line, o
}

// ownSeeds are lines of every kind that are all our own.
var ownSeeds = sync.OnceValue(func() (lines [][]byte) {
	var b bytes.Buffer
	if err := sample.WriteAll(&b, sample.Options{Seed: 3, Processes: 4}); err != nil {
		panic(err)
	}
	all := collected{}
	if err := Read(&b, "sample", &all); err != nil {
		panic(err)
	}
	for _, text := range []string{whatFits,
		`{"id":"1","date":"2025-01-01T00:00:00Z","tag":["tender"],"url":"https://contoh.example/p.json#1"}`, `{"ocid":"ocds-contoh-1"}`,
		`{"uri":"https://contoh.example/r.json","version":"1.1","publishedDate":"2025-01-01T00:00:00Z","publisher":{"name":"A","uri":"https://contoh.example/"},"packages":["https://contoh.example/p.json"]}`} {
		line, ok := readable([]byte(text))
		if !ok {
			panic(text)
		}
		lines = append(lines, line)
	}
	return append(lines, linesOfAll(&all)...)
})

// linesOfAll are the lines of releases, of the versioned releases made of them, of records and packages.
func linesOfAll(all *collected) (lines [][]byte) {
	processes := map[string][]*Release{}
	for _, r := range all.releases {
		if r.Findings == nil {
			lines = append(lines, r.Line)
			processes[r.OCID] = append(processes[r.OCID], r)
		}
	}
	for _, releases := range processes {
		if record, err := Default().Merge(releases); err == nil {
			lines = append(lines, record.Versioned(), record.Compiled())
		}
	}
	for _, w := range all.records {
		lines = append(lines, w.Line)
	}
	for _, p := range all.packages {
		lines = append(lines, p.Line)
	}
	slices.SortFunc(lines, bytes.Compare)
	return lines
}

// The verdict accepts nothing that the judge refuses, and the judge says what another library says.
func TestVerdictAmongThree(t *testing.T) {
	rounds := 600
	if testing.Short() {
		rounds = 150
	}
	heard, valid, unsure := map[string]int{}, 0, 0
	seeds := ownSeeds()
	for number := range uint64(rounds) {
		c, _, o := try(t, number, seeds[int(number)%len(seeds)])
		heard[c.kind]++
		if o.valid {
			valid++
			if !o.accepted {
				unsure++
			}
		}
	}
	t.Logf("%v, %d valid, of which the verdict was unsure of %d", heard, valid, unsure)
	if len(heard) < 6 || valid < rounds/5 || valid > rounds*4/5 || unsure > valid/4 {
		t.Errorf("%v, %d valid, of which the verdict was unsure of %d", heard, valid, unsure)
	}
}

// FuzzVerdict is the same with lines of any kind.
func FuzzVerdict(f *testing.F) {
	for i, line := range ownSeeds() {
		if len(line) < 8<<10 {
			f.Add(uint64(i), line)
		}
	}
	f.Fuzz(func(t *testing.T, number uint64, text []byte) {
		if line, ok := readable(text); ok {
			try(t, number, line)
		}
	})
}
