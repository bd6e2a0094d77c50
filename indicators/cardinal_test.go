package indicators

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"terang/schema"
)

// These tests hold the eleven indicators of Cardinal against Cardinal itself. What it says of data that we invent stands
// in testdata; with CARDINAL set to the path of its programme it is asked anew (and, with -update, written down anew),
// and real data that lies beside the project is compared too.

var update = flag.Bool("update", false, "write down anew what Cardinal says")

const cardinalSettings = "[R003]\n[R018]\n[R024]\n[R025]\n[R028]\n[R030]\n[R035]\n[R036]\n[R038]\n[R048]\n[R058]\n"

// cardinalSays is its answer: by group, id and indicator.
type cardinalSays map[string]map[string]map[string]float64

// flat names each result: OCID/ocds-1/R003.
func (c cardinalSays) flat() map[string]float64 {
	all := map[string]float64{}
	for _, group := range []string{"OCID", "Buyer", "ProcuringEntity", "Tenderer"} {
		for id, results := range c[group] {
			for code, value := range results {
				all[group+"/"+id+"/"+code] = value
			}
		}
	}
	return all
}

// invented are datasets with what Cardinal gets otherwise than we do, and why.
var invented = []struct {
	name   string
	lines  func(t *testing.T) []byte
	differ map[string]string // result: cause; of all that begin so
}{
	{"sample", compiledSample, nil},
	{"contests", contests, nil},
	{"edges", edges, map[string]string{
		"OCID/offset-early/R030": strings30, "OCID/offset-late/R030": strings30, "OCID/tie/R036": tie,
		"OCID/zero/R058": zeroWinner, "Tenderer/A/R058": zeroWinner, "OCID/day/R003": wholeDay,
		"Buyer/B/R038": equal, "ProcuringEntity/P/R038": equal,
	}},
	{"minimum", fewProcesses, map[string]string{"ProcuringEntity/Q/R038": minimum}},
	{"equal", equalDistances, map[string]string{
		"OCID/equal-": equal, "Tenderer/": equal, "Buyer/": equal, "ProcuringEntity/": equal,
	}},
}

const (
	strings30  = "dates are compared as texts, so that offsets lead astray"
	tie        = "of equally low bids the first decides"
	equal      = "where quartiles coincide, everybody is flagged"
	zeroWinner = "a price of zero makes the distance infinite"
	wholeDay   = "a day without a time is an instant"
	minimum    = "the minimum of processes is held against the number of bids"
)

func TestLikeCardinal(t *testing.T) {
	for _, set := range invented {
		t.Run(set.name, func(t *testing.T) {
			lines := set.lines(t)
			theirs := cardinal(t, set.name, lines)
			compareWithCardinal(t, ours(t, lines), theirs.flat(), set.differ)
		})
	}
}

// compareWithCardinal demands that all is the same but what is listed, and that what is listed is not.
func compareWithCardinal(t *testing.T, ours, theirs map[string]float64, differ map[string]string) {
	t.Helper()
	used, same := map[string]bool{}, 0
	for _, key := range slices.Sorted(maps.Keys(joinedKeys(ours, theirs))) {
		a, inOurs := ours[key]
		b, inTheirs := theirs[key]
		if inOurs && inTheirs && a-b < 1e-4 && b-a < 1e-4 {
			same++
			continue
		}
		cause := ""
		for prefix := range differ {
			if strings.HasPrefix(key, prefix) {
				cause, used[prefix] = differ[prefix], true
			}
		}
		if cause == "" {
			t.Errorf("%s: here %v (%v), Cardinal %v (%v)", key, inOurs, a, inTheirs, b)
		} else {
			t.Logf("%s: here %v, Cardinal %v: %s", key, inOurs, inTheirs, cause)
		}
	}
	for prefix := range differ {
		if !used[prefix] {
			t.Errorf("%s is said to differ and does not", prefix)
		}
	}
	t.Logf("%d results are the same", same)
}

func joinedKeys(a, b map[string]float64) map[string]float64 {
	all := maps.Clone(a)
	maps.Copy(all, b)
	return all
}

// cardinal gives what Cardinal says: as written down or, where its programme is at hand, now.
func cardinal(t *testing.T, name string, lines []byte) (says cardinalSays) {
	t.Helper()
	golden := filepath.Join("testdata", "cardinal-"+name+".json")
	text, err := os.ReadFile(golden)
	if os.Getenv("CARDINAL") != "" {
		text, err = askCardinal(t, lines), nil
	}
	if err == nil {
		err = json.Unmarshal(text, &says)
	}
	if err == nil && *update {
		text, _ = json.MarshalIndent(says, "", " ") // in an order of its own, unlike Cardinal's
		err = os.WriteFile(golden, append(text, '\n'), 0o644)
	}
	if err != nil {
		t.Fatal(err)
	}
	return says
}

func askCardinal(t *testing.T, lines []byte) []byte {
	t.Helper()
	dir := t.TempDir()
	data, settings := filepath.Join(dir, "data.jsonl"), filepath.Join(dir, "settings.ini")
	if err := os.WriteFile(data, lines, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(settings, []byte(cardinalSettings), 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command(os.Getenv("CARDINAL"), "indicators", "--no-meta", "--settings", settings, data).Output()
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// ours are our results in Cardinal's form, under its own settings: any number of values makes quartiles.
func ours(t testing.TB, lines []byte) map[string]float64 {
	t.Helper()
	c := loose()
	c.Only = []string{"R003", "R018", "R024", "R025", "R028", "R030", "R035", "R036", "R038", "R048", "R058"}
	own := map[string][]string{} // the publishers' ids of organizations
	var processes []*Process
	for line := range bytes.Lines(lines) {
		p := process(t, string(line))
		p.Zone = nil
		processes = append(processes, p)
		ownIDs(p.Tree, own)
	}
	results, _ := ask(c, processes...)
	all := map[string]float64{}
	for n := range results {
		if r := &results[n]; r.State == Flagged {
			asCardinal(all, r, own)
		}
	}
	return all
}

// ownIDs notes which id the publisher has for each organization.
func ownIDs(tree *schema.Value, own map[string][]string) {
	for _, party := range tree.Get("parties").Items() {
		if id, ours := party.Get("id").ID(), identify(party); !slices.Contains(own[ours], id) {
			own[ours] = append(own[ours], id)
		}
	}
}

func asCardinal(all map[string]float64, r *Result, own map[string][]string) {
	theirs := func(id string) string {
		if len(own[id]) > 0 {
			return own[id][0]
		}
		return id
	}
	value, _ := strconv.ParseFloat(r.Value, 64)
	switch r.Subject.Kind {
	case OfBuyer:
		all["Buyer/"+theirs(r.Subject.Buyer)+"/"+r.Indicator] = value
		return
	case OfProcuringEntity:
		all["ProcuringEntity/"+theirs(r.Subject.Buyer)+"/"+r.Indicator] = value
		return
	case OfSupplier:
		all["Tenderer/"+theirs(r.Subject.Supplier)+"/"+r.Indicator] = value
		return
	}
	tenderer := 0.0
	switch r.Indicator {
	case "R003", "R018", "R028", "R030", "R036":
		value, tenderer = 1, 1
	}
	all["OCID/"+r.Subject.OCID+"/"+r.Indicator] = value
	if r.Indicator == "R018" || r.Subject.Supplier == "" {
		return
	}
	for _, id := range strings.Split(r.Subject.Supplier, "; ") {
		all["Tenderer/"+theirs(id)+"/"+r.Indicator] = tenderer
	}
}

// compiledSample is the sample as compiled releases, without what Cardinal does not know to leave aside: plans and
// self-managed work.
func compiledSample(t *testing.T) []byte {
	var lines []byte
	for _, p := range sampled(t, 800) {
		if c := (&Case{Process: p, tender: p.Tree.Get("tender")}); c.planned() || strings.HasPrefix(c.tender.Get("procurementMethodDetails").Text(), "Swakelola") {
			continue
		}
		lines = append(append(lines, p.Tree.Raw()...), '\n')
	}
	return lines
}

// contests are 900 tenders of which some stand out in every way that Cardinal knows: among 30 suppliers who win by about
// a tenth, some contests are very close and some not at all, one tenderer always loses, one supplies everything.
func contests(*testing.T) []byte {
	var b strings.Builder
	next := uint32(7)
	draw := func(n int) int { next = next*1664525 + 1013904223; return int(next>>8) % n }
	for n := range 900 {
		winner, second := n%30, (n%30+1+draw(2))%30
		price := 1_000_000 + draw(1000)*1000
		more := price * (90 + draw(20)) / 1000
		switch {
		case n%97 == 0:
			more = price / 1000
		case n%89 == 0:
			more = price * 8 / 10
		}
		class := fmt.Sprintf("1%d%d000", draw(1+winner%6), draw(9))
		if winner == 4 {
			class = fmt.Sprintf("%d0000", 10+draw(30))
		}
		bids := []string{
			priced(fmt.Sprint("S", winner), "valid", price), priced(fmt.Sprint("S", second), "valid", price+more),
			priced("L", "valid", price+more+1000)}
		if draw(10) == 0 || n%30 == 9 {
			bids = append(bids, priced(fmt.Sprint("D", draw(9)), "disqualified", price-1000))
		}
		fmt.Fprintf(&b, `{"ocid":"contest-%d","buyer":{"id":"B%d"},"tender":{"procurementMethod":"open","numberOfTenderers":%d,"procuringEntity":{"id":"P%d"},`+
			`"tenderPeriod":{"startDate":"2026-03-01T00:00:00Z","endDate":"2026-03-%02dT00:00:00Z"}},"bids":{"details":[%s]},`+
			`"awards":[{"id":"1","status":"active","suppliers":[{"id":"S%d"}],"items":[{"id":"1","classification":{"scheme":"X","id":"%s"}}]}]}`+"\n",
			n, n%30, len(bids), n%45, 10+draw(15), strings.Join(bids, ","), winner, class)
	}
	return []byte(b.String())
}

func priced(who, status string, amount int) string {
	return fmt.Sprintf(`{"id":"%s-%s","date":"2026-03-05T00:00:00Z","status":"%s","tenderers":[{"id":"%s"}],"value":{"amount":%d,"currency":"IDR"}}`, who, status, status, who, amount)
}

// edges are processes on the edges of what Cardinal compares.
func edges(*testing.T) []byte {
	tender := func(ocid, end string, bids ...string) string {
		return fmt.Sprintf(`{"ocid":"%s","buyer":{"id":"B"},"tender":{"procuringEntity":{"id":"P"},"tenderPeriod":{"startDate":"2026-01-01T00:00:00Z","endDate":"%s"}},`+
			`"bids":{"details":[%s]},"awards":[{"id":"1","status":"active","suppliers":[{"id":"A"}]}]}`, ocid, end, strings.Join(bids, ","))
	}
	dated := func(bid, date string) string { return strings.Replace(bid, "2026-03-05T00:00:00Z", date, 1) }
	lines := []string{
		tender("offset-early", "2026-03-31T09:00:00Z", dated(priced("A", "valid", 5), "2026-03-31T10:30:00+07:00")),
		tender("offset-late", "2026-03-31T09:00:00Z", dated(priced("A", "valid", 5), "2026-03-31T08:00:00-05:00")),
		tender("late", "2026-03-31T09:00:00Z", dated(priced("A", "valid", 5), "2026-03-31T09:00:01Z")),
		tender("tie", "2026-03-31T09:00:00Z", priced("C", "disqualified", 4), priced("A", "valid", 4)),
		tender("tie-other-way", "2026-03-31T09:00:00Z", priced("A", "valid", 4), priced("C", "disqualified", 4)),
		tender("lowest-out", "2026-03-31T09:00:00Z", priced("A", "valid", 4), priced("C", "disqualified", 3)),
		tender("same-price", "2026-03-31T09:00:00Z", priced("A", "valid", 4), priced("C", "valid", 4)),
		tender("again", "2026-03-31T09:00:00Z", priced("A", "valid", 4), priced("A", "valid", 4)),
		tender("zero", "2026-03-31T09:00:00Z", priced("A", "valid", 0), priced("C", "valid", 4)),
		strings.Replace(tender("cancelled", "2026-01-05T09:00:00Z", priced("A", "valid", 4)), `"tender":{`, `"tender":{"status":"cancelled",`, 1),
		strings.Replace(tender("pending", "2026-03-31T09:00:00Z", priced("A", "valid", 4), priced("C", "disqualified", 9)), `"active"`, `"pending"`, 1),
		strings.Replace(tender("direct", "2026-03-01T09:00:00Z", priced("A", "valid", 4), priced("C", "disqualified", 3)), `"tender":{`, `"tender":{"procurementMethod":"direct",`, 1),
		tender("short", "2026-01-15T23:59:59Z", priced("A", "valid", 4)),
		strings.Replace(tender("day", "2026-01-16T00:00:00Z", priced("A", "valid", 4)), `"2026-01-01T00:00:00Z"`, `"2026-01-01T10:00:00Z"`, 1),
	}
	return []byte(strings.Join(lines, "\n") + "\n")
}

// equalDistances are contests in which nothing stands out, since all are the same.
func equalDistances(*testing.T) []byte {
	var b strings.Builder
	for n := range 25 {
		fmt.Fprintf(&b, `{"ocid":"equal-%d","buyer":{"id":"B%d"},"tender":{"procuringEntity":{"id":"P%d"}},"bids":{"details":[%s,%s,%s]},"awards":[{"id":"1","status":"active","suppliers":[{"id":"S%d"}]}]}`+"\n",
			n, n%5, n%5, priced(fmt.Sprint("S", n%3), "valid", 100), priced(fmt.Sprint("T", n%3), "valid", 110), priced(fmt.Sprint("U", n%3), "disqualified", 120), n%3)
	}
	return []byte(b.String())
}

// fewProcesses are those of procuring entities with two each, and of one with a single process and many disqualified bids.
func fewProcesses(*testing.T) []byte {
	var b strings.Builder
	write := func(ocid, entity string, out int) {
		bids := []string{priced("S", "valid", 100)}
		for n := range 9 {
			status := "valid"
			if n < out {
				status = "disqualified"
			}
			bids = append(bids, priced(fmt.Sprint(ocid, n), status, 101+n))
		}
		fmt.Fprintf(&b, `{"ocid":"%s","tender":{"procuringEntity":{"id":"%s"}},"bids":{"details":[%s]}}`+"\n", ocid, entity, strings.Join(bids, ","))
	}
	for n := range 24 {
		write(fmt.Sprint("few-", n), fmt.Sprint("P", n%12), n%12%4)
	}
	write("once", "Q", 8)
	return []byte(b.String())
}

// TestLikeCardinalOnRealData compares on what publishers really publish, where that and Cardinal are at hand.
func TestLikeCardinalOnRealData(t *testing.T) {
	if os.Getenv("CARDINAL") == "" {
		t.Skip("a comparison with another programme on data that the project does not contain: name it by CARDINAL; what it says of our own data is compared always")
	}
	for folder, differ := range map[string]map[string]string{
		"uk-contracts-finder": nil, "paraguay-dncp/releases": nil, "colombia-compra": nil, "moldova-etenders/releases": nil, "mexico-gacm/releases": nil,
		"mexico-cdmx-sefin/releases-2016": nil, "australia-nsw/releases": nil, "ukraine-prozorro/releases": nil, "portugal-impic": nil,
		"indonesia-bandung-birms": nil, "nigeria-bpp/releases": nil, "uganda-ppda/releases": nil, "canada-montreal/releases": nil,
	} {
		t.Run(folder, func(t *testing.T) {
			lines := compiledReal(t, shared(t, filepath.Join("data", folder)))
			var theirs cardinalSays
			if err := json.Unmarshal(askCardinal(t, lines), &theirs); err != nil {
				t.Fatal(err)
			}
			compareWithCardinal(t, ours(t, lines), theirs.flat(), differ)
		})
	}
}

// shared gives a folder of real data that lies beside the project on the makers' machines.
func shared(t testing.TB, path string) string {
	t.Helper()
	dir := filepath.Join("..", "..", "shared", path)
	if _, err := os.Stat(dir); err != nil {
		t.Skipf("%s is not here: this test reads data that the project does not contain", dir)
	}
	return dir
}

// compiledReal merges what is in a folder.
func compiledReal(t *testing.T, dir string) (lines []byte) {
	c := collected{byOCID: map[string][]*schema.Release{}}
	files, err := filepath.Glob(filepath.Join(dir, "*.json*"))
	if err != nil {
		t.Fatal(err)
	}
	more, _ := filepath.Glob(filepath.Join(dir, "*", "*.json"))
	for _, name := range append(files, more...) {
		f, err := os.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		_ = schema.Read(f, name, &c) // what cannot be read is not compared
		_ = f.Close()
	}
	for _, ocid := range c.ocids {
		if releases := c.byOCID[ocid]; len(releases[0].Unfit()) == 0 {
			lines = append(append(lines, merged(t, releases).Tree.Raw()...), '\n')
		}
	}
	return lines
}
