package api_test

import (
	"encoding/json"
	"encoding/xml"
	"fmt"
	"maps"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"terang/publish/publishtest"
	"terang/store"
	"terang/store/storetest"
)

// atomFeed is a feed as a reader that minds namespaces sees it.
type atomFeed struct {
	XMLName xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
	ID      string      `xml:"http://www.w3.org/2005/Atom id"`
	Title   string      `xml:"http://www.w3.org/2005/Atom title"`
	Updated string      `xml:"http://www.w3.org/2005/Atom updated"`
	Author  string      `xml:"http://www.w3.org/2005/Atom author>name"`
	Links   []atomLink  `xml:"http://www.w3.org/2005/Atom link"`
	Entries []atomEntry `xml:"http://www.w3.org/2005/Atom entry"`
}

type atomLink struct {
	Rel  string `xml:"rel,attr"`
	Type string `xml:"type,attr"`
	Href string `xml:"href,attr"`
}

type atomEntry struct {
	ID         string     `xml:"http://www.w3.org/2005/Atom id"`
	Title      string     `xml:"http://www.w3.org/2005/Atom title"`
	Updated    string     `xml:"http://www.w3.org/2005/Atom updated"`
	Published  string     `xml:"http://www.w3.org/2005/Atom published"`
	Summary    string     `xml:"http://www.w3.org/2005/Atom summary"`
	Links      []atomLink `xml:"http://www.w3.org/2005/Atom link"`
	Categories []struct {
		Term string `xml:"term,attr"`
	} `xml:"http://www.w3.org/2005/Atom category"`
}

// link gives the one address with a relation and, where it is not empty, a type.
func link(t testing.TB, links []atomLink, rel, mediaType string) (address string) {
	t.Helper()
	for _, l := range links {
		if l.Rel == rel && (mediaType == "" || mediaType == l.Type) {
			if address != "" {
				t.Errorf("two links %s", rel)
			}
			address = l.Href
		}
	}
	return address
}

func (w *world) atom(t testing.TB, address string) (f atomFeed) {
	t.Helper()
	a := w.ok(t, address)
	if got := a.header.Get("Content-Type"); got != "application/atom+xml" {
		t.Errorf("%s: %s", address, got)
	}
	if err := xml.Unmarshal(a.body, &f); err != nil {
		t.Fatalf("%s: %v", address, err)
	}
	return f
}

var tagURI = regexp.MustCompile(`^tag:data\.example\.go\.id,\d{4}-\d\d-\d\d:ledger/(\d+)$`)

// testAtom goes through the feed to its end: all of the ledger, newest first, each entry as RFC 4287 wants it.
func testAtom(t *testing.T, w *world) {
	latest := publishtest.Must[*store.Version](t)(w.Reader.Latest(ctx))
	seq, pages := latest.Seq, 0
	var first atomFeed
	for address := "/api/v1/changes.atom?limit=100"; address != ""; pages++ {
		f := w.atom(t, address)
		if pages == 0 {
			first = f
		}
		self := link(t, f.Links, "self", "")
		if f.ID != first.ID || f.Title == "" || !strings.HasPrefix(f.Author, w.Config.Publisher.Name) || f.Updated != f.Entries[0].Updated ||
			fmt.Sprint(w.atom(t, self)) != fmt.Sprint(f) || link(t, f.Links, "alternate", "application/json") == "" {
			t.Fatalf("%s: %.600s", address, fmt.Sprintf("%+v", f))
		}
		for _, e := range f.Entries {
			checkAtomEntry(t, e, seq)
			seq--
		}
		address = link(t, f.Links, "next", "")
	}
	if seq != 0 || pages != int(latest.Seq+99)/100 {
		t.Errorf("%d pages, %d entries left", pages, seq)
	}
	if first.Updated != latest.At.UTC().Format(time.RFC3339) || !strings.HasPrefix(first.Entries[0].Title, "Versi "+latest.ID+" diterbitkan / Version ") {
		t.Errorf("%s %+v", first.Updated, first.Entries[0])
	}
	w.ok(t, link(t, first.Links, "alternate", "application/json"))
	w.ok(t, link(t, first.Links, "alternate", "application/feed+json"))
	w.ok(t, link(t, first.Entries[1].Links, "alternate", ""))
}

func checkAtomEntry(t *testing.T, e atomEntry, seq int64) {
	t.Helper()
	id := tagURI.FindStringSubmatch(e.ID)
	_, err := time.Parse(time.RFC3339, e.Updated)
	if id == nil || id[1] != fmt.Sprint(seq) || e.Title == "" || err != nil || e.Published != e.Updated || strings.Count(e.Summary, "\n") != 1 ||
		!strings.HasPrefix(link(t, e.Links, "alternate", ""), base+"/api/v1/") {
		t.Errorf("entry %d: %+v", seq, e)
	}
}

func testFilteredFeeds(t *testing.T, w *world) {
	ids := map[string]bool{w.atom(t, "/api/v1/changes.atom").ID: true}
	for _, query := range []string{"tag=award", "ocid=" + url.QueryEscape("ocds-contoh-<b>&amp;")} {
		var want []entry
		for _, p := range w.followed(t, "/api/v1/changes?limit=1000&"+query) {
			want = append(want, entriesOf([]changesPage{p})...)
		}
		slices.Reverse(want)
		var got []string
		for address := "/api/v1/changes.atom?limit=3&" + query; address != ""; {
			f := w.atom(t, address)
			for _, e := range f.Entries {
				got = append(got, tagURI.FindStringSubmatch(e.ID)[1])
			}
			ids[f.ID] = true
			address = link(t, f.Links, "next", "")
		}
		var numbers []string
		for _, e := range want {
			numbers = append(numbers, fmt.Sprint(e.seq))
		}
		if !slices.Equal(got, numbers) || len(got) == 0 {
			t.Errorf("%s: %v, want %v", query, got, numbers)
		}
	}
	if len(ids) != 3 {
		t.Errorf("feeds share ids: %v", ids)
	}
	if f := w.atom(t, "/api/v1/changes.atom?ocid=none"); len(f.Entries) != 0 || f.Updated == "" {
		t.Errorf("an empty feed: %+v", f)
	}
}

// TestWordsOfFeeds: what happened, to which tender, of which buyer, for how much; whatever is in the texts.
func TestWordsOfFeeds(t *testing.T) {
	t.Parallel()
	w := newWorld(t, storetest.SQLite(t))
	hostile := `<script>alert(\"x\")</script> & ]]> \u0007 é 🙂`
	tagged := func(id, tags, rest string) string {
		return strings.Replace(release("ocds-contoh-1", id, "2025-01-0"+id+"T00:00:00Z", rest), `["tender"]`, tags, 1)
	}
	w.Publish(t, day(t, "2025-01-01"), lines(
		tagged("1", `["planning"]`, `,"buyer":{"id":"b","name":"Dinas <PU>"},"parties":[{"id":"b","name":"Dinas <PU>","roles":["buyer"]}],"tender":{"id":"t","title":"`+hostile+`"},"planning":{"budget":{"amount":{"amount":0.10,"currency":"IDR"}}}`),
		tagged("2", `["tender"]`, `,"tender":{"id":"t","value":{"amount":1234567.5,"currency":"IDR"}}`),
		tagged("3", `["award"]`, `,"awards":[{"id":"1","value":{"amount":1e3,"currency":"IDR"}},{"id":"2","value":{"amount":-1000,"currency":"USD"}},{"id":"3","value":{"amount":999}},{"id":"4","value":{"amount":1}}]`),
		tagged("4", `["contractAmendment","implementationUpdate"]`, `,"contracts":[{"id":"1","awardID":"1","value":{"amount":12345678901234567890123,"currency":"IDR"}}]`),
		tagged("5", `["awardCancellation"]`, ``)))
	shown := `<script>alert("x")</script> & ]]> ` + "\uFFFD é 🙂"
	f := w.atom(t, "/api/v1/changes.atom")
	for i, want := range []struct{ title, indonesian, english string }{
		{"Versi 2025-01-01.1 diterbitkan / Version 2025-01-01.1 published", "Versi 2025-01-01.1 memuat 5 rilis dari 1 proses pengadaan.", "Version 2025-01-01.1 holds 5 releases of 1 contracting processes."},
		{"Pembatalan penetapan pemenang / Award cancellation: " + shown, ". Pembeli: Dinas <PU>.", ". Buyer: Dinas <PU>."},
		{"Adendum kontrak, Pembaruan pelaksanaan / Contract amendment, Implementation update: " + shown, ". Nilai: IDR 12.345.678.901.234.567.890.123.", ". Value: IDR 12,345,678,901,234,567,890,123."},
		{"Penetapan pemenang / Award: " + shown, ". Nilai: IDR 1.000; USD -1.000; 999; ….", ". Value: IDR 1,000; USD -1,000; 999; …."},
		{"Tender / Tender: " + shown, ". Pembeli: Dinas <PU>. Nilai: IDR 1.234.567,5.", ". Buyer: Dinas <PU>. Value: IDR 1,234,567.5."},
		{"Perencanaan / Planning: " + shown, ". Nilai: IDR 0,1.", ". Value: IDR 0.1."},
	} {
		indonesian, english, _ := strings.Cut(f.Entries[i].Summary, "\n")
		if f.Entries[i].Title != want.title || !strings.HasSuffix(indonesian, want.indonesian) || !strings.HasSuffix(english, want.english) {
			t.Errorf("%q\n%q\nwant %+v", f.Entries[i].Title, f.Entries[i].Summary, want)
		}
	}
	var j map[string]any
	w.ok(t, "/api/v1/changes.json").value(t, &j)
	if got := j["items"].([]any)[1].(map[string]any)["title"]; got != "Pembatalan penetapan pemenang / Award cancellation: "+strings.Replace(shown, "\uFFFD", "\u0007", 1) {
		t.Errorf("%q", got)
	}
}

// TestIDsStay: the ids of a feed are those of the first version's address, wherever the server moves.
func TestIDsStay(t *testing.T) {
	t.Parallel()
	w := newWorld(t, storetest.SQLite(t))
	w.Publish(t, day(t, "2025-01-01"), lines(release("ocds-contoh-1", "1", "2025-01-01T00:00:00Z")))
	before := w.atom(t, "/api/v1/changes.atom")
	w.Config.BaseURL = "https://moved.example"
	w.Publish(t, day(t, "2025-02-01"), lines(release("ocds-contoh-2", "1", "2025-01-01T00:00:00Z")))
	after := w.atom(t, "/api/v1/changes.atom")
	if after.ID != before.ID || after.Entries[2].ID != before.Entries[0].ID || after.Entries[3].ID != before.Entries[1].ID {
		t.Errorf("%+v\n%+v", before, after)
	}
	if after.Entries[3].Updated != before.Entries[1].Updated || !strings.HasPrefix(after.Links[0].Href, "https://moved.example/") {
		t.Errorf("%+v", after)
	}
}

// jsonFeedRules are those of JSON Feed 1.1, each with what breaks it.
var jsonFeedRules = []struct {
	name     string
	holds    func(feed map[string]any) bool
	breaking func(feed map[string]any)
}{
	{"version is the address of 1.1", func(f map[string]any) bool { return f["version"] == "https://jsonfeed.org/version/1.1" },
		func(f map[string]any) { f["version"] = "1.1" }},
	{"title is a text", func(f map[string]any) bool { s, ok := f["title"].(string); return ok && s != "" },
		func(f map[string]any) { delete(f, "title") }},
	{"home page, feed and next page are addresses", func(f map[string]any) bool {
		return isURL(f["home_page_url"]) && isURL(f["feed_url"]) && (f["next_url"] == nil || isURL(f["next_url"]))
	}, func(f map[string]any) { f["next_url"] = "/next" }},
	{"the next page is another", func(f map[string]any) bool { return f["next_url"] != f["feed_url"] },
		func(f map[string]any) { f["next_url"] = f["feed_url"] }},
	{"authors have a name, an address or a picture", func(f map[string]any) bool {
		list, ok := f["authors"].([]any)
		return ok && !slices.ContainsFunc(list, func(one any) bool { a, ok := one.(map[string]any); return !ok || len(a) == 0 || a["name"] == "" })
	}, func(f map[string]any) { f["authors"] = []any{map[string]any{}} }},
	{"language is a code", func(f map[string]any) bool {
		s, ok := f["language"].(string)
		return ok && regexp.MustCompile(`^[a-z]{2}(-[A-Z]{2})?$`).MatchString(s)
	}, func(f map[string]any) { f["language"] = "Indonesian" }},
	{"items is a list", func(f map[string]any) bool { _, ok := f["items"].([]any); return ok },
		func(f map[string]any) { f["items"] = nil }},
	{"ids are texts, each once", func(f map[string]any) bool {
		ids := map[string]bool{}
		return eachItem(f, func(i map[string]any) bool {
			id, ok := i["id"].(string)
			again := ids[id]
			ids[id] = true
			return ok && id != "" && !again
		})
	}, func(f map[string]any) { oneItem(f)["id"] = f["items"].([]any)[0].(map[string]any)["id"] }},
	{"items have a content", func(f map[string]any) bool {
		return eachItem(f, func(i map[string]any) bool { s, ok := i["content_text"].(string); return ok && s != "" })
	}, func(f map[string]any) { delete(oneItem(f), "content_text") }},
	{"items have an address", func(f map[string]any) bool {
		return eachItem(f, func(i map[string]any) bool { return isURL(i["url"]) })
	},
		func(f map[string]any) { oneItem(f)["url"] = "x" }},
	{"dates are of RFC 3339", func(f map[string]any) bool {
		return eachItem(f, func(i map[string]any) bool { return isInstant(i["date_published"]) && isInstant(i["date_modified"]) })
	}, func(f map[string]any) { oneItem(f)["date_published"] = "2025-01-01" }},
	{"tags are texts", func(f map[string]any) bool {
		return eachItem(f, func(i map[string]any) bool {
			list, _ := i["tags"].([]any)
			return !slices.ContainsFunc(list, func(one any) bool { _, ok := one.(string); return !ok })
		})
	}, func(f map[string]any) { oneItem(f)["tags"] = []any{1.0} }},
	{"what is not of the standard begins with a line", func(f map[string]any) bool {
		return eachItem(f, func(i map[string]any) bool {
			return known(i, "id", "url", "external_url", "title", "content_html", "content_text", "summary", "image", "banner_image",
				"date_published", "date_modified", "authors", "tags", "language", "attachments")
		}) && known(f, "version", "title", "home_page_url", "feed_url", "description", "user_comment", "next_url", "icon", "favicon", "authors", "language", "expired", "hubs", "items")
	}, func(f map[string]any) { oneItem(f)["seq"] = 1.0 }},
}

func oneItem(f map[string]any) map[string]any { return f["items"].([]any)[1].(map[string]any) }

func eachItem(f map[string]any, holds func(map[string]any) bool) bool {
	list, _ := f["items"].([]any)
	return !slices.ContainsFunc(list, func(one any) bool { i, ok := one.(map[string]any); return !ok || !holds(i) })
}

func isURL(value any) bool {
	text, _ := value.(string)
	u, err := url.Parse(text)
	return err == nil && u.Scheme == "https" && u.Host != ""
}

func isInstant(value any) bool {
	text, _ := value.(string)
	_, err := time.Parse(time.RFC3339, text)
	return err == nil
}

func known(object map[string]any, names ...string) bool {
	for name := range maps.Keys(object) {
		if !slices.Contains(names, name) && !strings.HasPrefix(name, "_") {
			return false
		}
	}
	return true
}

// testJSONFeed judges all pages by the rules, and each rule by a feed that breaks it.
func testJSONFeed(t *testing.T, w *world) {
	seq := publishtest.Must[*store.Version](t)(w.Reader.Latest(ctx)).Seq
	for address := "/api/v1/changes.json"; address != ""; {
		a := w.ok(t, address)
		var f map[string]any
		a.value(t, &f)
		for _, rule := range jsonFeedRules {
			var broken map[string]any
			_ = json.Unmarshal(a.body, &broken)
			if rule.breaking(broken); rule.holds(broken) {
				t.Errorf("%s: holds of a feed that breaks it", rule.name)
			}
			if !rule.holds(f) {
				t.Errorf("%s: %s", address, rule.name)
			}
		}
		for _, one := range f["items"].([]any) {
			i := one.(map[string]any)
			if entry := i["_terang"].(map[string]any); entry["seq"] != float64(seq) || !strings.HasSuffix(i["id"].(string), fmt.Sprintf("ledger/%d", seq)) {
				t.Errorf("item %v, want entry %d", i, seq)
			}
			seq--
		}
		address, _ = f["next_url"].(string)
	}
	if seq != 0 {
		t.Errorf("%d entries are missing", seq)
	}
}
