package schema

import (
	"bytes"
	"encoding/json"
	"fmt"
	"iter"
	"math/rand/v2"
	"os"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

// court judges the lines of one kind in four ways: by the verdict, by the judge, by the judge's library, and by another
// library that shares nothing with them.
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
func courtFor(dice *rand.Rand, line []byte) *court {
	all, kind := courts(), shapeOf(line)
	if dice.IntN(16) > 0 {
		all = slices.DeleteFunc(slices.Clone(all), func(c *court) bool { return c.kind != kind })
	}
	return oneOf(dice, all)
}

func shapeOf(line []byte) string {
	has := map[string]bool{}
	_ = topLevel(line, func(name string, raw []byte) bool { has[name+string(raw[:1])] = true; return true })
	switch {
	case bytes.Contains(line, []byte(`"releaseTag"`)):
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
	findings := c.judge.explain(&lineTree{line: line})
	o := opinions{accepted: acceptsLine(c.judge.verdict, line), valid: len(findings) == 0}
	ours, slowly := essential(findings), essential(c.judge.explainSlowly(line))
	switch second, err := c.second(); {
	case o.accepted && !o.valid:
		o.fault = fmt.Sprintf("the verdict accepts %s %s", findings[0].Code, findings[0].Pointer)
	case o.accepted != acceptsLine(c.judge.verdict, spaced(line)):
		o.fault = "white space changes the verdict"
	case !slices.Equal(ours, slowly):
		o.fault = fmt.Sprintf("the judge finds %q, its library %q", ours, slowly)
	case err != nil:
		o.fault = err.Error()
	default:
		valid, odd := second.valid(line)
		if valid != o.valid && !(valid && wholeNumbers(findings)) {
			odd = append(odd, fmt.Sprintf("the judge finds %q, the other library says %v", ours, valid))
		}
		o.fault = strings.Join(odd, ", ")
	}
	return o
}

// spaced writes a line with white space between its tokens.
func spaced(line []byte) []byte {
	var b bytes.Buffer
	if err := json.Indent(&b, line, "\t", " "); err != nil {
		return line
	}
	return append([]byte(" "), append(b.Bytes(), '\n')...)
}

// essential are the codes and pointers of findings. Where the type is wrong, the library may say more of the value.
func essential(findings []Finding) []string {
	all := verdicts(findings)
	return slices.DeleteFunc(slices.Clone(all), func(one string) bool {
		code, pointer, _ := strings.Cut(one, " ")
		return code != CodeType && slices.Contains(all, CodeType+" "+pointer)
	})
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

// tally counts what was heard.
type tally struct {
	heard                map[string]int // by kind
	total, valid, unsure int
	causes               [][]byte // short lines that are valid and of which the verdict is unsure
}

func newTally() *tally { return &tally{heard: map[string]int{}} }

// hear changes a line as the number says and hears what a court says of it.
func (n *tally) hear(t *testing.T, number uint64, seed []byte) {
	t.Helper()
	dice := rand.New(rand.NewPCG(number, 117))
	c, line := courtFor(dice, seed), seed
	if dice.IntN(64) > 0 {
		line = newMutator(number, c.schema, c.field).mutate(seed)
	}
	n.count(t, c, number, line)
}

func (n *tally) count(t *testing.T, c *court, number uint64, line []byte) {
	t.Helper()
	o := c.hear(line)
	if o.fault != "" {
		small := shrunk(line, func(l []byte) bool { return c.hear(l).fault != "" })
		t.Errorf("%.40s, number %d: %s\n%s", c.name, number, c.hear(small).fault, small)
	}
	n.total++
	n.heard[c.kind]++
	if !o.valid {
		return
	}
	n.valid++
	if o.accepted {
		return
	}
	const most = 40 // shrinking takes its time
	if n.unsure++; len(n.causes) < most {
		n.causes = append(n.causes, shrunk(line, func(l []byte) bool { o := c.hear(l); return o.valid && !o.accepted }))
	}
}

func (n *tally) String() string {
	return fmt.Sprintf("%d heard, of %v; %d valid, of which the verdict was unsure of %d", n.total, n.heard, n.valid, n.unsure)
}

// The verdict accepts nothing that the judge refuses, and the judge says what another library says. A number that is
// named in a failure makes the same line again.
func TestVerdictAmongThree(t *testing.T) {
	rounds := 600
	if testing.Short() {
		rounds = 150
	}
	n, seeds := newTally(), ownSeeds()
	for number := range uint64(rounds) {
		n.hear(t, number, seeds[int(number)%len(seeds)])
	}
	if len(n.heard) < 6 || n.valid < rounds/5 || n.valid > rounds*4/5 || n.unsure > n.valid/4 {
		t.Error(n)
	}
}

// The same number makes the same line and the same schema, so that what was found can be found again; another makes
// others.
func TestNumbersRepeat(t *testing.T) {
	c, seed, seen := courts()[0], ownSeeds()[0], map[string]bool{}
	schemaOf := func(number uint64) map[string]any {
		return schemaMaker{rand.New(rand.NewPCG(number, 116))}.document()
	}
	for number := range uint64(50) {
		line := newMutator(number, c.schema, c.field).mutate(seed)
		if again := newMutator(number, c.schema, c.field).mutate(seed); !bytes.Equal(line, again) {
			t.Errorf("number %d: %s\nand %s", number, line, again)
		}
		if !reflect.DeepEqual(schemaOf(number), schemaOf(number)) {
			t.Errorf("number %d makes two schemas", number)
		}
		seen[string(line)] = true
	}
	if len(seen) < 40 {
		t.Errorf("only %d different lines", len(seen))
	}
}

// forMinutes counts from VERDICT_FROM for as many minutes as VERDICT_MINUTES says, or until something is found; where it
// is not set the test is skipped.
func forMinutes(t *testing.T) iter.Seq[uint64] {
	t.Helper()
	minutes, err := strconv.ParseFloat(os.Getenv("VERDICT_MINUTES"), 64)
	if err != nil {
		t.Skip("the long form, for those who change the verdict: set VERDICT_MINUTES to run it; the short form always runs")
	}
	number, _ := strconv.ParseUint(os.Getenv("VERDICT_FROM"), 10, 64)
	end := time.Now().Add(time.Duration(minutes * float64(time.Minute)))
	return func(yield func(uint64) bool) {
		for ; time.Now().Before(end) && !t.Failed() && yield(number); number++ {
		}
	}
}

// The same with real data.
func TestVerdictOnMutatedData(t *testing.T) {
	n, numbers := newTally(), forMinutes(t)
	seeds := slices.Concat(ownSeeds(), sharedSeeds(t))
	for number := range numbers {
		n.hear(t, number, seeds[number*0x9e3779b97f4a7c15>>20%uint64(len(seeds))])
	}
	t.Logf("%d seeds: %v", len(seeds), n)
	for _, line := range n.causes {
		t.Logf("unsure of %.1000s", line)
	}
}

// FuzzVerdict is the same with lines of any kind. It is quick with -fuzzminimizetime 10x: what a line reaches in the
// libraries changes from run to run, so that making lines shorter finds no end.
func FuzzVerdict(f *testing.F) {
	for i, line := range ownSeeds() {
		if len(line) < 8<<10 {
			f.Add(uint64(i), line)
		}
	}
	f.Fuzz(func(t *testing.T, number uint64, text []byte) {
		if line, ok := readable(text); ok {
			newTally().hear(t, number, line)
		}
	})
}
