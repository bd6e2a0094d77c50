package site_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"encoding/json"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"terang/exporters"
	"terang/publish/publishtest"
	"terang/sample"
)

// value reads an answer of the API.
func (p *page) value(t testing.TB, into any) {
	t.Helper()
	if err := json.Unmarshal([]byte(p.body), into); err != nil {
		t.Fatalf("%s: %v: %.200s", p.path, err, p.body)
	}
}

func (w *world) manifest(t testing.TB, version string) *exporters.Manifest {
	t.Helper()
	return publishtest.Must[*exporters.Manifest](t)(exporters.DecodeManifest([]byte(w.ok(t, "/data/"+version+"/manifest.json").body)))
}

// versions are the ids of all versions, newest first, as the API lists them.
func (w *world) versions(t testing.TB) (ids []string) {
	t.Helper()
	var list struct{ Versions []struct{ ID string } }
	w.ok(t, "/api/v1/versions").value(t, &list)
	for _, v := range list.Versions {
		ids = append(ids, v.ID)
	}
	return ids
}

// all are the elements of a name within n.
func all(n *html.Node, name string) (found []*html.Node) {
	for e := range n.Descendants() {
		if e.Type == html.ElementNode && e.Data == name {
			found = append(found, e)
		}
	}
	return found
}

func attribute(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func textOf(n *html.Node) string { return (&page{root: n}).text() }

// listed is a file as a page lists it.
type listed struct {
	address, bytes, digest string
}

// listedFiles walks through the folders of a version's page.
func (w *world) listedFiles(t *testing.T, version string) map[string]listed {
	t.Helper()
	files := map[string]listed{}
	var queue []string
	for _, href := range w.ok(t, "/id/downloads/"+version).attributes("a", "href") {
		if strings.Contains(href, "?folder=") {
			queue = append(queue, href)
		}
	}
	for len(queue) > 0 {
		p := w.ok(t, queue[0])
		queue = queue[1:]
		p.keeps(t)
		for _, a := range all(p.root, "a") {
			if attribute(a, "rel") == "next" {
				queue = append(queue, attribute(a, "href"))
			}
		}
		for _, row := range all(p.root, "tr")[1:] {
			address := attribute(all(row, "a")[0], "href")
			path, _ := url.PathUnescape(strings.TrimPrefix(address, "/data/"+version+"/"))
			files[path] = listed{address, attribute(all(row, "data")[0], "value"), textOf(all(row, "code")[0])}
		}
	}
	return files
}

func TestDownloadsListEveryFile(t *testing.T) {
	w := theSample(t)
	for n, version := range w.versions(t) {
		files, m := w.listedFiles(t, version), w.manifest(t, version)
		if want := len(m.Files) + 2; len(files) != want { // with manifest.json and SHA256SUMS
			t.Errorf("%s: %d files are listed, of %d", version, len(files), want)
		}
		for _, f := range m.Files {
			if l := files[f.Path]; l.bytes != strconv.FormatInt(f.Bytes, 10) || l.digest != f.SHA256 {
				t.Errorf("%s %s: %v, the manifest says %d %s", version, f.Path, l, f.Bytes, f.SHA256)
			}
		}
		for path, l := range files {
			if n > 0 && !strings.HasSuffix(path, "contracts.parquet") { // one version is read whole
				continue
			}
			body := []byte(w.ok(t, l.address).body)
			digest := sha256.Sum256(body)
			if l.bytes != strconv.Itoa(len(body)) || path != "SHA256SUMS" && l.digest != hex.EncodeToString(digest[:]) {
				t.Errorf("%s %s: %d bytes, %x; the page says %v", version, path, len(body), digest, l)
			}
		}
	}
}

func TestManyFilesAreListedInPages(t *testing.T) {
	w := theSample(t)
	version := w.versions(t)[0]
	p := w.ok(t, "/id/downloads/"+version+"?folder=tables&from=3")
	var paths []string
	for _, f := range w.manifest(t, version).Files {
		if strings.HasPrefix(f.Path, "tables/") {
			paths = append(paths, "/data/"+version+"/"+f.Path)
		}
	}
	var shown []string
	for _, href := range p.attributes("a", "href") {
		if strings.HasPrefix(href, "/data/") {
			shown = append(shown, href)
		}
	}
	if !slices.Equal(shown, paths[3:]) {
		t.Errorf("from the fourth on there are %v, not %v", shown, paths[3:])
	}
}

func TestDownloadsOfferAWorkbookFirst(t *testing.T) {
	w := theSample(t)
	p := w.ok(t, "/id/downloads")
	var first string
	for _, a := range all(p.root, "a") {
		if strings.HasPrefix(attribute(a, "href"), "/data/") && first == "" {
			first = attribute(a, "href")
		}
	}
	version, years := w.versions(t)[0], w.manifest(t, w.versions(t)[0]).Years()
	newest := years[len(years)-1]
	if want := "/data/" + version + "/year=" + newest + "/terang-" + newest + ".xlsx"; first != want {
		t.Errorf("%s comes first, not %s", first, want)
	}
	p.has(t, "Unduh data", "performance.xlsx", "compiled.jsonl.gz", "delta.parquet", "datapackage.json", "SHA256SUMS", "Paket tahun "+newest)
	w.ok(t, "/en/downloads").has(t, "Download the data", "What do you need?")
}

// TestPinnedDownloads: a page of an older version offers its files, and says of none that came later.
func TestPinnedDownloads(t *testing.T) {
	w := theSample(t)
	versions := w.versions(t)
	older := versions[1]
	for _, path := range []string{"/id/downloads?version=" + older, "/en/downloads/tables/contracts?version=" + older} {
		p := w.ok(t, path)
		for _, href := range p.attributes("a", "href") {
			if strings.HasPrefix(href, "/data/") && !strings.HasPrefix(href, "/data/"+older+"/") {
				t.Errorf("%s leads to %s", path, href)
			}
		}
		for _, code := range all(p.root, "pre") {
			if text := textOf(code); strings.Contains(text, versions[0]) {
				t.Errorf("%s: %s", path, text)
			}
		}
	}
}

func TestVersionPageSaysWhatTheDiffSays(t *testing.T) {
	w := theSample(t)
	versions := w.versions(t)
	for _, version := range versions[:len(versions)-1] {
		var diff struct {
			From   string
			Counts []struct {
				Table                     string
				Added, Changed, Withdrawn int
			}
		}
		answer := w.get(t, "/api/v1/versions/"+version+"/diff")
		if answer.status == 413 {
			t.Fatalf("%s: %s", version, answer.body)
		}
		answer.value(t, &diff)
		told := map[string][]string{}
		p := w.ok(t, "/en/downloads/"+version)
		for _, row := range all(all(p.root, "table")[0], "tr")[1:] {
			var cells []string
			for _, cell := range all(row, "td") {
				cells = append(cells, textOf(cell))
			}
			told[strings.TrimPrefix(attribute(all(row, "a")[0], "href"), "/en/downloads/tables/")] = cells
		}
		if len(told) != len(diff.Counts) || len(told) == 0 {
			t.Errorf("%s: %d tables changed, not %d", version, len(told), len(diff.Counts))
		}
		for _, c := range diff.Counts {
			want := []string{strconv.Itoa(c.Added), strconv.Itoa(c.Changed), strconv.Itoa(c.Withdrawn)}
			for i := range told[c.Table] {
				told[c.Table][i] = strings.ReplaceAll(told[c.Table][i], ",", "")
			}
			if !slices.Equal(told[c.Table], want) {
				t.Errorf("%s %s: %v, the API says %v", version, c.Table, told[c.Table], want)
			}
		}
		p.has(t, "What changed since version "+diff.From)
		if !slices.Contains(p.attributes("a", "href"), answer.path) {
			t.Errorf("%s does not lead to %s", p.path, answer.path)
		}
	}
	w.ok(t, "/en/downloads/"+versions[len(versions)-1]).has(t, "This is the first version")
}

func TestVersionsAreListedNewestFirst(t *testing.T) {
	w := theSample(t)
	ids := w.versions(t)
	shown := func(path string) (found []string) {
		for _, row := range all(w.ok(t, path).root, "tr")[1:] {
			found = append(found, textOf(all(row, "a")[0]))
		}
		return found
	}
	if all := shown("/id/downloads/versions"); !slices.Equal(all, ids) {
		t.Errorf("%v, not %v", all, ids)
	}
	if one := shown("/id/downloads/versions?before=2"); !slices.Equal(one, ids[len(ids)-1:]) {
		t.Errorf("before the second there is %v", one)
	}
}

func TestWhatIsNotThereToDownload(t *testing.T) {
	w := theSample(t)
	for _, path := range []string{"/id/downloads/2020-01-01.1", "/id/downloads/x", "/id/downloads/tables/none", "/en/downloads/" + w.versions(t)[0] + "?folder=none",
		"/id/methods/none", "/id/downloads?version=2020-01-01.1"} {
		if p := w.get(t, path); p.status != 404 {
			t.Errorf("%s: %d", path, p.status)
		}
	}
}

// TestDictionaryIsThatOfTheDataPackage: pages and datapackage.json tell of the same columns, and examples are in the data.
func TestDictionaryIsThatOfTheDataPackage(t *testing.T) {
	w := theSample(t)
	version := w.versions(t)[0]
	var described struct {
		Resources []struct {
			Path   string
			Schema *struct {
				Fields     []struct{ Name, Title, Type, Description string }
				PrimaryKey []string
			}
		}
	}
	w.ok(t, "/data/"+version+"/datapackage.json").value(t, &described)
	tables := 0
	for _, r := range described.Resources {
		if r.Schema == nil {
			continue
		}
		tables++
		slug := strings.ReplaceAll(strings.TrimPrefix(strings.TrimSuffix(r.Path, ".csv.gz"), "tables/"), "/", "-")
		p := w.ok(t, "/en/downloads/tables/"+slug)
		p.keeps(t)
		rows := all(all(p.root, "table")[1], "tr")[1:]
		if len(rows) != len(r.Schema.Fields) {
			t.Errorf("%s: %d columns, not %d", slug, len(rows), len(r.Schema.Fields))
			continue
		}
		data := publishtest.Must[[][]string](t)(csv.NewReader(strings.NewReader(w.ok(t, "/data/"+version+"/"+strings.TrimSuffix(r.Path, ".gz")).body)).ReadAll())
		for i, f := range r.Schema.Fields {
			cells := all(rows[i], "td")
			if name := textOf(all(rows[i], "th")[0]); name != f.Name || !strings.Contains(textOf(cells[0]), strings.Join(strings.Fields(f.Title), " ")) ||
				!strings.Contains(textOf(cells[0]), strings.Join(strings.Fields(f.Description), " ")) {
				t.Errorf("%s: %s %q, not %s %q %q", slug, name, textOf(cells[0]), f.Name, f.Title, f.Description)
			}
			if isKey := strings.Contains(textOf(cells[1]), "key"); isKey != slices.Contains(r.Schema.PrimaryKey, f.Name) {
				t.Errorf("%s %s: is a key: %v", slug, f.Name, isKey)
			}
			for _, e := range all(cells[2], "code") {
				shown := strings.TrimSuffix(textOf(e), "…")
				if !slices.ContainsFunc(data[1:], func(row []string) bool { return strings.HasPrefix(strings.Join(strings.Fields(row[i]), " "), shown) }) {
					t.Errorf("%s %s: %q is not in the data", slug, f.Name, shown)
				}
			}
		}
	}
	if tables < 30 {
		t.Errorf("only %d tables", tables)
	}
}

// hostileTitle is text that tries to be more than text.
var hostileTitle = "<script>alert(1)</script> \u202e=HYPERLINK(1) " + strings.Repeat("panjang sekali ", 350)

func TestHostileTextInTheDictionary(t *testing.T) {
	eachWorld(t, func(t *testing.T, w *world) {
		for _, path := range []string{"/id/downloads", "/en/methods", "/id/about", "/id/downloads/versions"} {
			w.ok(t, path) // says that nothing was published
		}
		release := map[string]any{"ocid": "ocds-contoh-1", "id": "1", "date": "2025-01-02T00:00:00Z", "tag": []string{"tender"}, "initiationType": "tender",
			"tender": map[string]any{"id": "1", "title": hostileTitle}}
		text := publishtest.Must[[]byte](t)(json.Marshal(map[string]any{"uri": "https://x.example/1", "version": "1.1", "publishedDate": "2025-01-02T00:00:00Z",
			"publisher": map[string]any{"name": "x"}, "releases": []any{release}}))
		w.Publish(t, sample.HandInDate(0), text)
		p := w.ok(t, "/id/downloads/tables/processes")
		p.keeps(t)
		p.has(t, "<script>alert(1)</script>")
		for _, path := range []string{"/id/downloads", "/id/downloads/tables/contracts", "/id/methods", "/en/methods/R003", "/en/methods/on_time", "/en/about"} {
			w.ok(t, path).keeps(t)
		}
		w.Publish(t, sample.HandInDate(0).Add(time.Hour), bytes.ReplaceAll(text, []byte(`"id":"1","initiation`), []byte(`"id":"2","initiation`)))
		w.ok(t, "/en/downloads").keeps(t)
	})
}
