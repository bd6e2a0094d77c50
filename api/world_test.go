package api_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"os"
	"strings"
	"terang"
	"testing"
	"time"

	"terang/api"
	"terang/publish/publishtest"
	"terang/reading"
	"terang/sample"
	"terang/schema"
	"terang/store/storetest"
)

var ctx = context.Background()

// base is where the tests' data says that it is published.
const base = "https://data.example.go.id"

func TestMain(m *testing.M) {
	slog.SetDefault(slog.New(slog.DiscardHandler)) // failures are provoked here
	if location := os.Getenv(childStore); location != "" {
		publishAsChild(location, os.Getenv(childArchive))
		os.Exit(0)
	}
	if location := os.Getenv(crawledStore); location != "" {
		if err := publishForCrawlers(location, os.Getenv(crawledArchive)); err != nil {
			panic(err)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// world is a publisher and a server of what it publishes.
type world struct {
	*publishtest.World
	folder  string // of the archive
	handler http.Handler
	early   map[string]*answer // what was answered when only the first version was there, by address

	location string // of the store
}

// newWorld makes a store with nothing published, and serves it.
func newWorld(t testing.TB, location string) *world {
	t.Helper()
	folder := t.TempDir()
	w := &world{World: publishtest.New(t, location, folder, base+"/", t.Cleanup), folder: folder, location: location}
	w.Config.PublicationPolicy = base + "/policy"
	w.handler = w.serve(t, api.Options{})
	return w
}

func (w *world) serve(t testing.TB, o api.Options, read ...reading.Options) http.Handler {
	t.Helper()
	return publishtest.Must[http.Handler](t)(api.New(ctx, terang.Contract, w.reading(read...), api.Brief(o)))
}

// reading is a new reader of what is published.
func (w *world) reading(o ...reading.Options) *reading.Reader {
	return reading.New(w.Reader, w.Files, schema.Default(), append(o, reading.Options{})[0])
}

// publishSample publishes the three hand-ins of the sample, and releases with awkward names with the second.
func publishSample(t testing.TB, location string) *world {
	t.Helper()
	w := newWorld(t, location)
	for i := range sample.HandIns {
		var text bytes.Buffer
		if err := sample.Write(&text, sample.Options{Seed: 1, Processes: 40}, i); err != nil {
			t.Fatal(err)
		}
		texts := [][]byte{text.Bytes()}
		if i == 1 {
			texts = append(texts, awkwardReleases())
		}
		v := w.Publish(t, sample.HandInDate(i), texts...)
		if i == 0 {
			w.rememberEarly(t, v)
		}
	}
	return w
}

// onSample are the tests that read the published sample and change nothing.
var onSample = []struct {
	name string
	test func(*testing.T, *world)
}{
	{"operations", testOperations},
	{"links", testLinks},
	{"examples", testExamples},
	{"reference page", testDocs},
	{"catalogue", testCatalogue},
	{"sitemap", testSitemap},
	{"well-known addresses", testWellKnown},
	{"schema", testSchema},
	{"codelists", testCodelists},
	{"extension", testExtension},
	{"quality", testQuality},
	{"flags", testFlags},
	{"search by flags", testFlagSearch},
	{"performance", testPerformance},
	{"results of former versions", testResultsOfFormerVersions},
	{"indicators", testIndicators},
	{"pages of releases", testReleasePages},
	{"pages of records", testRecordPages},
	{"packages are valid", testPackagesAreValid},
	{"awkward names", testAwkwardNames},
	{"versioned releases", testVersionedReleases},
	{"releases oldest first", testOldestFirst},
	{"early answers", testEarlyAnswers},
	{"record dates", testRecordDates},
	{"links of a record", testRecordHeaders},
	{"changes of a record", testRecordChanges},
	{"links of changes", testChangeLinks},
	{"changes as of a version", testChangesPinned},
	{"diff", testDiff},
	{"diff both ways", testDiffBothWays},
	{"what cannot be compared", testDiffFaults},
	{"version by id and day", testVersionByIDAndDay},
	{"list of versions", testVersionList},
	{"parameters", testParameters},
	{"cursors", testCursors},
	{"cache", testCache},
	{"validators", testValidators},
	{"encodings", testEncodings},
	{"tags of other codings", testTagsOfOtherCodings},
	{"head", testHead},
	{"options", testOptions},
	{"methods", testMethods},
	{"unknown addresses", testUnknownAddresses},
	{"manifest", testManifest},
	{"ranges", testRanges},
	{"conditions", testConditions},
	{"Parquet from afar", testParquetFromAfar},
	{"unpacked files", testUnpackedFiles},
	{"tables for Excel", testTablesForExcel},
	{"rate limit", testRateLimit},
	{"long request", testLongRequest},
	{"time budget", testTimeBudget},
	{"changes", testChanges},
	{"changes under filters", testFilteredChanges},
	{"parameters of changes", testChangesParameters},
	{"pinned changes", testPinnedChanges},
	{"Atom", testAtom},
	{"JSON Feed", testJSONFeed},
	{"feeds under filters", testFilteredFeeds},
	{"stream", testStream},
	{"examples of changes", testExamplesOfChanges},
}

func TestSample(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, location string) {
		t.Parallel()
		w := publishSample(t, location)
		for _, one := range onSample {
			t.Run(one.name, func(t *testing.T) { one.test(t, w) })
		}
	})
}

// day is noon of a day in the publisher's zone.
func day(t testing.TB, text string) time.Time {
	t.Helper()
	return publishtest.Must[time.Time](t)(time.Parse(time.RFC3339, text+"T12:00:00+07:00"))
}

// release writes a release as JSON text, on a day of 2025 or another year.
func release(ocid, id, date string, more ...string) string {
	name, _ := json.Marshal(ocid) // a string always encodes
	key, _ := json.Marshal(id)
	return fmt.Sprintf(`{"ocid":%s,"id":%s,"date":%q,"tag":["tender"],"initiationType":"tender"%s}`, name, key, date, strings.Join(more, ""))
}

func lines(releases ...string) []byte { return []byte(strings.Join(releases, "\n") + "\n") }

// awkward are names that addresses, databases and JSON each have their trouble with.
var awkward = []string{
	"a/b", "a//b", "/", "a/", "c d", "é", "e\u0301", "100%", "a%2Fb", "a/b%2Fc", "%00", "a+b", "q?x=1&y=2", "#1", "MiXed", "mixed",
	`"quoted"`, "it's", "a;b,c", "<b>&amp;", `a\b`, "🙂", "../../etc/passwd", "a:b@c", "*", ":ocid", "{ocid}", "a.csv", "~", "[1]", "tab\there",
	"%", "_", "$1", strings.Repeat("long", 100),
}

func awkwardReleases() []byte {
	var all []string
	for _, name := range awkward {
		for _, id := range []string{name, "plain"} {
			all = append(all, release("ocds-contoh-"+name, id, "2025-09-01T10:00:00+07:00"))
		}
	}
	return lines(all...)
}
