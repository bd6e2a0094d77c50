package api_test

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"sync"
	"terang"
	"testing"
	"time"

	"terang/api"
	"terang/archive"
	"terang/publish"
	"terang/publish/publishtest"
	"terang/reading"
	"terang/sample"
	"terang/schema"
	"terang/store"
	"terang/store/storetest"
)

// The child of the test below: this test binary, run again, publishes hand-in after hand-in of the sample into the
// store and the archive named by these variables.
const (
	crawledStore   = "TERANG_CRAWLED_TEST_STORE"
	crawledArchive = "TERANG_CRAWLED_TEST_ARCHIVE"
)

// Versions that the publisher makes, at least and at most, and how often it is killed.
const (
	fewVersions, mostVersions = 4, 8
	kills                     = 5
	longestLife               = 500 * time.Millisecond
)

// publishForCrawlers goes on where the last version ended; what a killed one had appended is present, and published with
// what follows.
func publishForCrawlers(location, files string) error {
	s, err := store.Open(ctx, location)
	if err != nil {
		return err
	}
	a, err := archive.Open(ctx, files)
	if err != nil {
		return err
	}
	r, err := store.OpenReader(ctx, location)
	if err != nil {
		return err
	}
	latest, err := r.Latest(ctx)
	if err != nil {
		return err
	}
	fmt.Println("ready")
	p := &publish.Publisher{Store: s, Archive: a, Schema: schema.Default(), Config: publish.Trial(), Builder: "test"}
	for n := latest.N; n < mostVersions; n++ {
		text := crawledHandIn(n)
		in := publish.Input{Name: "child", Open: func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(text)), nil }}
		if _, err := p.Publish(ctx, []publish.Input{in}, publish.Options{}); err != nil {
			return err
		}
	}
	return nil
}

// crawledHandIn is what is handed in behind version n: the next part of a sample, of which a larger one begins when it
// is told, so that each has new processes or new releases of those before.
func crawledHandIn(n int64) []byte {
	var text bytes.Buffer
	_ = sample.Write(&text, sample.Options{Seed: 5, Processes: 12 * (1 + int(n)/sample.HandIns)}, int(n)%sample.HandIns) // a buffer always takes it
	return text.Bytes()
}

// TestCrawls: while a publisher in another process publishes and is killed, by SIGKILL, again and again, crawls of
// everything by pages, by feed and by files have the same set, and what was once answered of a version stays as it is.
func TestCrawls(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, location string) {
		t.Parallel()
		w := newWorld(t, location)
		w.Config = publish.Trial()
		w.Publish(t, time.Now(), crawledHandIn(0))
		c := w.newCrawler(t)
		var pool sync.WaitGroup
		done, crawls := make(chan struct{}), make([]int, 2)
		for i := range crawls {
			pool.Go(func() {
				var overtaken func(crawledPage) bool
				if i == 0 {
					overtaken = w.overtaken(t, 1) // in its first crawl, by the second version
				}
				for ; ; crawls[i]++ {
					select {
					case <-done:
						return
					default:
						c.crawl(t, "", overtaken)
						time.Sleep(rand.N(100 * time.Millisecond)) // the publisher is to have its share of the processors
						overtaken = nil
					}
				}
			})
		}
		w.publishAndKill(t)
		close(done)
		pool.Wait()
		remembered := slices.Sorted(maps.Keys(c.answered))
		for _, version := range w.versions(t) {
			c.crawl(t, version, nil)
		}
		for _, address := range remembered {
			c.get(t, address)
		}
		t.Logf("%d crawls while %d versions were made; %d answers are as they were", crawls, w.latestNumber(t), len(remembered))
		if slices.Min(crawls) == 0 || w.latestNumber(t) < fewVersions {
			t.Errorf("%d crawls, %d versions", crawls, w.latestNumber(t))
		}
	})
}

// overtaken waits until the latest version is behind n, so that what is read behind a page is no more of the latest.
func (w *world) overtaken(t *testing.T, n int64) func(crawledPage) bool {
	return func(crawledPage) bool {
		for wait := 0; wait < 2000 && w.latestNumber(t) <= n; wait++ {
			time.Sleep(10 * time.Millisecond)
		}
		return false
	}
}

func (w *world) latestNumber(t *testing.T) int64 {
	t.Helper()
	return publishtest.Must[*store.Version](t)(w.Reader.Latest(ctx)).N
}

// publishAndKill has children publish, one after the other, each of which is killed at a random moment; the last one not
// before there are some versions.
func (w *world) publishAndKill(t *testing.T) {
	t.Helper()
	killed := 0
	for i := range kills {
		isLast := i == kills-1
		c := exec.Command(os.Args[0])
		c.Env = append(os.Environ(), crawledStore+"="+w.location, crawledArchive+"="+w.folder)
		var faults bytes.Buffer
		c.Stderr = &faults
		out := publishtest.Must[io.ReadCloser](t)(c.StdoutPipe())
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		if _, err := bufio.NewReader(out).ReadString('\n'); err != nil {
			t.Errorf("the child did not begin: %v", err)
		}
		time.Sleep(rand.N(longestLife))
		for wait := 0; isLast && w.latestNumber(t) < fewVersions && wait < 2000; wait++ {
			time.Sleep(10 * time.Millisecond)
		}
		_ = c.Process.Kill()
		_ = c.Wait()
		if code := c.ProcessState.ExitCode(); code > 0 {
			t.Errorf("the child failed: %d %s", code, &faults)
		} else if code < 0 {
			killed++
		}
	}
	if killed == 0 {
		t.Error("each child had finished before it was killed")
	}
}

// crawler reads all that there is, over HTTP, and remembers what it was answered.
type crawler struct {
	server   string
	lock     sync.Mutex
	answered map[string][sha256.Size]byte // digests of headers and bodies, by address that names a version
}

// newCrawler serves the world at an address of its own, which all links must lead to.
func (w *world) newCrawler(t *testing.T) *crawler {
	t.Helper()
	server := httptest.NewUnstartedServer(nil)
	c := &crawler{server: "http://" + server.Listener.Addr().String(), answered: map[string][sha256.Size]byte{}}
	server.Config.Handler = publishtest.Must[http.Handler](t)(api.New(ctx, terang.Contract, w.reading(reading.Options{TrialURL: c.server}), api.Options{}))
	server.Start()
	t.Cleanup(server.Close)
	return c
}

// get asks for an address, a path or one of the server's links. What it names of a version must be as it was before.
func (c *crawler) get(t *testing.T, address string) ([]byte, http.Header) {
	t.Helper()
	path := strings.TrimPrefix(address, c.server)
	response, err := http.Get(c.server + path)
	if err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil || response.StatusCode != http.StatusOK {
		t.Fatalf("%s: %d %v %.300s", path, response.StatusCode, err, body)
	}
	if !strings.Contains(path, "version=") && !strings.HasPrefix(path, "/data/2") {
		return body, response.Header
	}
	h := response.Header
	sum := sha256.Sum256(fmt.Appendf(nil, "%s %s %s %s %s\n%s", h.Get("ETag"), h.Get("Last-Modified"), h.Get("Link"), h.Get("X-Total-Count"), h.Get("Dataset-Version"), body))
	c.lock.Lock()
	defer c.lock.Unlock()
	if before, ok := c.answered[path]; ok && before != sum {
		t.Errorf("%s: the answer is another than before: %v %.300s", path, h, body)
	}
	c.answered[path] = sum
	return body, h
}

// crawledPage is a page of any list.
type crawledPage struct {
	Releases []json.RawMessage
	Records  []recordBody
	Results  []struct{ OCID string }
	Changes  []crawledChange
	Total    int
	Links    struct{ Next string }
	version  string
}

type crawledChange struct {
	Seq            int64
	Type, OCID, ID string
	SHA256         string
	Release        json.RawMessage
}

// walk follows links.next to the end, or until it is enough. All pages are of one version, with one total, but
// those of changes as they come.
func (c *crawler) walk(t *testing.T, address string, enough func(crawledPage) bool) (pages []crawledPage) {
	t.Helper()
	isLive := strings.Contains(address, "/changes?") && !strings.Contains(address, "version=")
	for n := 0; address != "" && n < 1000; n++ {
		body, h := c.get(t, address)
		p := crawledPage{version: h.Get("Dataset-Version")}
		if err := json.Unmarshal(body, &p); err != nil {
			t.Fatalf("%s: %v", address, err)
		}
		if total := h.Get("X-Total-Count"); total != "" && total != strconv.Itoa(p.Total) {
			t.Errorf("%s: X-Total-Count: %s, of %d", address, total, p.Total)
		}
		if pages = append(pages, p); p.Total != pages[0].Total || !isLive && p.version != pages[0].version {
			t.Errorf("%s: %d of %s, the first page %d of %s", address, p.Total, p.version, pages[0].Total, pages[0].version)
		}
		if p.Links.Next != "" && !strings.HasPrefix(p.Links.Next, c.server+"/") {
			t.Errorf("%s leads to %s", address, p.Links.Next)
		}
		if address = p.Links.Next; enough != nil && enough(p) {
			return pages
		}
	}
	return pages
}

// limited adds any of some limits to an address.
func limited(address string) string {
	return address + "&limit=" + []string{"7", "100", "1000"}[rand.IntN(3)]
}

// list walks a list of a version, whose total must be so many.
func (c *crawler) list(t *testing.T, v crawledVersion, list string, total int) []crawledPage {
	t.Helper()
	pages := c.walk(t, limited("/api/v1/"+list+"&version="+v.ID), nil)
	if pages[0].version != v.ID || total >= 0 && pages[0].Total != total {
		t.Errorf("%s: %d of version %s, want %d of %s", list, pages[0].Total, pages[0].version, total, v.ID)
	}
	return pages
}

type crawledVersion struct {
	ID                string
	Releases, Records int
}

// crawl reads all of a version in every way that there is; without one, of the latest as its first page has it,
// though others come between its pages.
func (c *crawler) crawl(t *testing.T, version string, between func(crawledPage) bool) {
	t.Helper()
	first := "/api/v1/releases?limit=7"
	if version != "" {
		first = limited("/api/v1/releases?version=" + version)
	}
	pages := c.walk(t, first, between)
	var v crawledVersion
	body, _ := c.get(t, "/api/v1/versions/"+pages[0].version)
	if err := json.Unmarshal(body, &v); err != nil {
		t.Fatal(err)
	}
	releases := c.file(t, v, "releases.jsonl.gz")
	if len(releases) != v.Releases || pages[0].Total != v.Releases {
		t.Errorf("%s: %d releases in the file, total %d, want %d", v.ID, len(releases), pages[0].Total, v.Releases)
	}
	same(t, v.ID+": releases by pages", releasesIn(pages), slices.Clone(releases))
	same(t, v.ID+": releases by pages of a search", releasesIn(c.list(t, v, "releases?sort=date", v.Records)), slices.Clone(releases))
	same(t, v.ID+": releases of a search", c.lines(t, "/api/v1/releases.jsonl?sort=-date&version="+v.ID), slices.Clone(releases))
	c.crawlFeed(t, v, releases)
	c.crawlRecords(t, v, releases)
}

// file is a packed file of a version, by its lines.
func (c *crawler) file(t *testing.T, v crawledVersion, name string) [][]byte {
	t.Helper()
	body, _ := c.get(t, "/data/"+v.ID+"/"+name)
	return linesIn(gunzip(t, body))
}

func (c *crawler) lines(t *testing.T, address string) [][]byte {
	t.Helper()
	body, _ := c.get(t, address)
	return linesIn(body)
}

func linesIn(text []byte) [][]byte {
	return bytes.Split(bytes.TrimSuffix(text, []byte{'\n'}), []byte{'\n'})
}

func releasesIn(pages []crawledPage) (all [][]byte) {
	for _, p := range pages {
		for _, r := range p.Releases {
			all = append(all, r)
		}
		for _, r := range p.Records {
			for _, one := range r.Releases {
				all = append(all, one)
			}
		}
		for _, change := range p.Changes {
			if change.Type == "release" {
				all = append(all, change.Release)
			}
		}
	}
	return all
}

// crawlFeed follows the changes to the version's own, as they come and as of the version; their digests are those of the
// file, and of the releases.
func (c *crawler) crawlFeed(t *testing.T, v crawledVersion, releases [][]byte) {
	t.Helper()
	isOwn := func(change crawledChange) bool { return change.Type == "version" && change.ID == v.ID }
	live := c.walk(t, limited("/api/v1/changes?since=0&include=release"), func(p crawledPage) bool { return slices.ContainsFunc(p.Changes, isOwn) })
	last := &live[len(live)-1]
	own := slices.IndexFunc(last.Changes, isOwn)
	if own < 0 {
		t.Fatalf("the changes do not come to version %s", v.ID)
	}
	last.Changes = last.Changes[:own+1]
	for name, pages := range map[string][]crawledPage{"as it comes": live, "as of the version": c.list(t, v, "changes?since=0&include=release", -1)} {
		same(t, v.ID+": releases by feed "+name, releasesIn(pages), slices.Clone(releases))
		seq, digests := int64(0), [][]byte(nil)
		for _, p := range pages {
			for _, change := range p.Changes {
				if seq++; change.Seq != seq {
					t.Fatalf("%s: the feed %s has %d behind %d", v.ID, name, change.Seq, seq-1)
				}
				if change.Type == "release" {
					digests = append(digests, fmt.Appendf(nil, "%d %s %s %s", change.Seq, change.OCID, change.ID, change.SHA256))
				}
			}
		}
		same(t, v.ID+": digests by feed "+name, digests, c.digests(t, v, releases))
	}
}

// digests are those of the file, each of which must be that of its release.
func (c *crawler) digests(t *testing.T, v crawledVersion, releases [][]byte) (all [][]byte) {
	t.Helper()
	lines := map[[2]string][]byte{}
	for _, line := range releases {
		r := schema.NewRelease(line)
		lines[[2]string{r.OCID, r.ID}] = line
	}
	for _, row := range c.table(t, v, "digests.csv.gz") {
		if store.Digest(row[3], lines[[2]string{row[1], row[2]}]) != row[4] {
			t.Errorf("%s: the digest of %s %s is of something else", v.ID, row[1], row[2])
		}
		all = append(all, fmt.Appendf(nil, "%s %s %s %s", row[0], row[1], row[2], row[4]))
	}
	return all
}

// table gives the rows of a packed table without its heading.
func (c *crawler) table(t *testing.T, v crawledVersion, name string) [][]string {
	t.Helper()
	return publishtest.Must[[][]string](t)(csv.NewReader(bytes.NewReader(bytes.Join(c.file(t, v, name), []byte{'\n'}))).ReadAll())[1:]
}

// crawlRecords compares the records by pages, by searches and by files.
func (c *crawler) crawlRecords(t *testing.T, v crawledVersion, releases [][]byte) {
	t.Helper()
	records := compiledOf(t, c.file(t, v, "records.jsonl.gz"))
	if len(records) != v.Records {
		t.Errorf("%s: %d records, want %d", v.ID, len(records), v.Records)
	}
	for _, list := range []string{"records?", "records?sort=date"} {
		pages := c.list(t, v, list, v.Records)
		var got [][]byte
		for _, p := range pages {
			for _, r := range p.Records {
				got = append(got, fmt.Appendf(nil, "%s %s", r.OCID, r.CompiledRelease))
			}
		}
		same(t, v.ID+": "+list, got, slices.Clone(records))
		same(t, v.ID+": releases of "+list, releasesIn(pages), slices.Clone(releases))
	}
	same(t, v.ID+": records of a search", compiledOf(t, c.lines(t, "/api/v1/records.jsonl?sort=date&version="+v.ID)), slices.Clone(records))
	var ocids [][]byte
	for _, r := range records {
		ocid, _, _ := bytes.Cut(r, []byte{' '})
		ocids = append(ocids, ocid)
	}
	for name, got := range c.foundOCIDs(t, v) {
		same(t, v.ID+": processes by "+name, got, slices.Clone(ocids))
	}
}

// compiledOf gives the ocid and the compiled release of each line of a file of records.
func compiledOf(t *testing.T, lines [][]byte) (all [][]byte) {
	t.Helper()
	for _, line := range lines {
		var r struct {
			OCID            string
			CompiledRelease json.RawMessage
		}
		if err := json.Unmarshal(line, &r); err != nil {
			t.Fatalf("%v in %.300s", err, line)
		}
		all = append(all, fmt.Appendf(nil, "%s %s", r.OCID, r.CompiledRelease))
	}
	return all
}

// foundOCIDs are those of all processes, by each way to find them.
func (c *crawler) foundOCIDs(t *testing.T, v crawledVersion) map[string][][]byte {
	t.Helper()
	const fields = "&facets=none&fields=ocid"
	all := map[string][][]byte{}
	take := func(name string, pages []crawledPage) {
		for _, p := range pages {
			for _, r := range p.Results {
				all[name] = append(all[name], []byte(r.OCID))
			}
		}
	}
	take("search", c.list(t, v, "search?sort=date"+fields, v.Records))
	take("two halves", c.list(t, v, "search?plan=false"+fields, -1))
	take("two halves", c.list(t, v, "search?plan=true"+fields, -1))
	take("search by value", c.list(t, v, "search?sort=-value"+fields, v.Records))
	for _, line := range c.lines(t, "/api/v1/search.jsonl?fields=ocid&sort=value&version="+v.ID) {
		all["JSON Lines"] = append(all["JSON Lines"], bytes.TrimSuffix(bytes.TrimPrefix(line, []byte(`{"ocid":"`)), []byte(`"}`)))
	}
	all["CSV"] = c.lines(t, "/api/v1/search.csv?fields=ocid&sort=date&version="+v.ID)[1:]
	for _, row := range c.table(t, v, "tables/processes.csv.gz") {
		all["the table"] = append(all["the table"], []byte(row[0]))
	}
	return all
}
