package site_test

import (
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"

	"terang/publish/publishtest"
)

// methodsOf are the version's methods as the API has them.
func (w *world) methodsOf(t *testing.T, version string) (list struct {
	Indicators []struct {
		Code, Kind             string
		Title, Formula, Caveat struct{ EN, ID string }
		Needs                  []string
		Coverage               []struct {
			Subject                                             string
			Asked, Flagged, NotFlagged, Computed, NotComputable int
		}
	}
}) {
	t.Helper()
	w.ok(t, "/api/v1/indicators?version="+version).value(t, &list)
	return list
}

// TestMethodsSayWhatTheAPISays compares texts and numbers of each method, in the latest version and in an older one.
func TestMethodsSayWhatTheAPISays(t *testing.T) {
	w := theSample(t)
	versions := w.versions(t)
	for _, version := range versions[:2] {
		methods := w.methodsOf(t, version).Indicators
		list := w.ok(t, "/id/methods?version="+version)
		if len(methods) < 30 || len(all(list.root, "tbody")) < 4 {
			t.Fatalf("%d methods, %d families", len(methods), len(all(list.root, "tbody")))
		}
		told := shareOf(list)
		for _, m := range methods {
			list.has(t, m.Title.ID, m.Code)
			for _, c := range m.Coverage {
				shown, ok := told[m.Code+" "+c.Subject]
				if ok && !slices.Equal(shown, []int{c.Asked, c.Asked - c.NotComputable}) || !ok && m.Kind == "red_flag" {
					t.Errorf("%s of %s: the list says %v", m.Code, c.Subject, shown)
				}
			}
			p := w.ok(t, "/en/methods/"+m.Code+"?version="+version)
			p.keeps(t)
			p.has(t, m.Title.EN, strings.Join(strings.Fields(m.Formula.EN), " "), strings.Join(strings.Fields(m.Caveat.EN), " "))
			for _, n := range m.Needs {
				p.has(t, strings.Split(n, " | ")...)
			}
			if len(m.Coverage) == 0 {
				continue
			}
			rows := all(all(p.root, "table")[0], "tr")[1:]
			for i, c := range m.Coverage {
				var shown []int
				for _, cell := range all(rows[i], "td")[:5] {
					shown = append(shown, publishtest.Must[int](t)(strconv.Atoi(strings.ReplaceAll(textOf(cell), ",", ""))))
				}
				if want := []int{c.Asked, c.Flagged, c.NotFlagged, c.Computed, c.NotComputable}; !slices.Equal(shown, want) {
					t.Errorf("%s of %s: %v, the API says %v", m.Code, c.Subject, shown, want)
				}
			}
		}
	}
}

// subjects are the kinds of things as the list of methods calls them.
var subjects = map[string]string{"proses": "process", "kontrak": "contract", "penyedia": "supplier", "pembeli": "buyer", "satuan kerja": "procuring_entity",
	"penyedia pada satu pembeli": "supplier_buyer", "penyedia pada satu satuan kerja": "supplier_procuring_entity"}

// shareOf reads what a list says was asked and answered, by code and kind of thing.
func shareOf(list *page) map[string][]int {
	told, code := map[string][]int{}, ""
	for _, row := range all(list.root, "tr") {
		if heading := all(row, "code"); len(heading) > 0 {
			code = textOf(heading[0])
		}
		if cells := all(row, "td"); len(cells) == 5 {
			var counts []int
			for _, cell := range cells[1:3] {
				n, _ := strconv.Atoi(strings.ReplaceAll(textOf(cell), ".", ""))
				counts = append(counts, n)
			}
			told[code+" "+subjects[textOf(cells[0])]] = counts
		}
	}
	return told
}

// TestFlagsOfAMethod: its page has the first flags in words, in the order of the API, and leads to the rest.
func TestFlagsOfAMethod(t *testing.T) {
	w := theSample(t)
	version := w.versions(t)[0]
	shown, none := 0, 0
	for _, m := range w.methodsOf(t, version).Indicators {
		if m.Kind != "red_flag" {
			continue
		}
		query := url.Values{"indicator": {m.Code}}
		var flags struct {
			Total   int
			Results []struct {
				Sentence struct{ ID string }
			}
		}
		w.ok(t, "/api/v1/flags?limit=20&"+query.Encode()).value(t, &flags)
		p := w.ok(t, "/id/methods/"+m.Code)
		if flags.Total == 0 {
			none++
			p.has(t, "Tidak ada yang ditandai pada versi ini.")
			continue
		}
		shown++
		var sentences []string
		for _, item := range all(all(p.root, "ol")[0], "li") {
			sentences = append(sentences, textOf(all(item, "p")[0]))
		}
		for i, f := range flags.Results {
			if i >= len(sentences) || sentences[i] != strings.Join(strings.Fields(f.Sentence.ID), " ") {
				t.Errorf("%s: flag %d is not %q", m.Code, i, f.Sentence.ID)
				break
			}
		}
		if len(sentences) != len(flags.Results) {
			t.Errorf("%s: %d flags are shown, of %d", m.Code, len(sentences), len(flags.Results))
		}
		p.has(t, strconv.Itoa(len(sentences))+" dari "+strconv.Itoa(flags.Total))
		links := p.attributes("a", "href")
		for _, link := range []string{"/api/v1/flags?" + query.Encode(), "/api/v1/flags.csv?" + query.Encode(), "/id/search?" + url.Values{"flag": {m.Code}}.Encode()} {
			if !slices.Contains(links, link) {
				t.Errorf("%s does not lead to %s", m.Code, link)
			}
		}
	}
	if shown == 0 || none == 0 {
		t.Errorf("%d methods flag something, %d nothing", shown, none)
	}
}

// TestFlagsOfAnOlderVersion: what the store does not keep is not said to be nothing.
func TestFlagsOfAnOlderVersion(t *testing.T) {
	w := theSample(t)
	older := w.versions(t)[1]
	p := w.ok(t, "/id/methods/R003?version="+older)
	p.has(t, "Versi ini menyimpan semuanya dalam berkas")
	if strings.Contains(p.text(), "Tidak ada yang ditandai pada versi ini.") {
		t.Error("it says that nothing was flagged")
	}
	if file := "/data/" + older + "/tables/flags.csv.gz"; !slices.Contains(p.attributes("a", "href"), file) {
		t.Errorf("it does not lead to %s", file)
	}
}

// TestMethodsInAnyLetters: codes are found as people write them.
func TestMethodsInAnyLetters(t *testing.T) {
	w := theSample(t)
	if a, b := w.ok(t, "/id/methods/r003"), w.ok(t, "/id/methods/R003"); a.attributes("h1", "class") != nil || textOf(all(a.root, "h1")[0]) != textOf(all(b.root, "h1")[0]) {
		t.Error("r003 is not R003")
	}
}

// TestAbout: it names who answers, under the licence and with the digest of the manifest, and says who is not named.
func TestAbout(t *testing.T) {
	w := theSample(t)
	var latest struct{ SHA256, ID string }
	w.ok(t, "/api/v1/versions/"+w.versions(t)[0]).value(t, &latest)
	p := w.ok(t, "/id/about")
	p.has(t, "data@data.example.go.id", "ppid@data.example.go.id", "CC BY 4.0", latest.SHA256, "versi "+latest.ID, "Penerbit belum mencantumkannya.", "belum terdaftar (uji coba)")
	if !slices.Contains(p.attributes("a", "href"), "mailto:ppid@data.example.go.id") {
		t.Error("the PPID cannot be written to")
	}
	for _, href := range p.attributes("a", "href") {
		if strings.HasPrefix(href, "/") && !strings.HasPrefix(href, "/id/") && !strings.HasPrefix(href, "/en/") {
			w.ok(t, href)
		}
	}
	w.ok(t, "/en/about").has(t, "About", "no cookies", "Publish like this")
}

// TestGlossaryInBothLanguages: all terms are there, in order, and each link leads to a term.
func TestGlossaryInBothLanguages(t *testing.T) {
	w := theSample(t)
	ids := map[string][]string{}
	for _, language := range []string{"id", "en"} {
		p := w.ok(t, "/"+language+"/glossary")
		p.keeps(t)
		p.has(t, "Pagu", "HPS", "SPPBJ", "BAST", "KSO", "ocid")
		var names []string
		for _, one := range all(p.root, "dt") {
			names = append(names, strings.ToLower(one.FirstChild.Data))
			ids[language] = append(ids[language], attribute(one.Parent, "id"))
		}
		if len(names) < 60 || !slices.IsSorted(names) {
			t.Errorf("%s: %d terms, in the order %v", language, len(names), names)
		}
		slices.Sort(ids[language])
	}
	if !slices.Equal(ids["id"], ids["en"]) {
		t.Error("not the same terms in both languages")
	}
}
