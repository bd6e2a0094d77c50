package site

import (
	"encoding/xml"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
	"testing"
)

func manyValues(n int) (labels, values []string) {
	for i := range n {
		labels, values = append(labels, fmt.Sprint(2000+i)), append(values, fmt.Sprint(i*1_000_000_000))
	}
	return labels, values
}

func chartCases() map[string]chart {
	rupiah := unit{currency: "IDR"}
	labels, values := manyValues(40)
	one := func(values ...string) []series { return []series{{"Kontrak", values}} }
	return map[string]chart{
		"one":      {Of: rupiah, Labels: []string{"2026"}, Series: one("1250000000")},
		"none":     {Of: rupiah, Labels: []string{"a", "b"}, Series: one("", "3")},
		"zero":     {Of: counts, Labels: []string{"a", "b"}, Series: one("0", "0")},
		"negative": {Of: rupiah, Labels: []string{"a", "b"}, Series: one("-5000000", "7000000.55")},
		"below":    {Of: rupiah, Labels: []string{"a", "b"}, Series: one("-5000000", "-1")},
		"huge":     {Of: rupiah, Labels: []string{"a", "b"}, Series: one(strings.Repeat("9", 40)+".99", "1")},
		"percent":  {Of: percents, Labels: []string{"a", "b"}, Series: one("0.3333", "1")},
		"many":     {Of: rupiah, Labels: labels, Series: one(values...)},
		"three": {Of: rupiah, Labels: []string{"2025", "2026"}, Series: []series{
			{"Pagu", []string{"30", "40"}}, {"HPS", []string{"20", "35"}}, {"Kontrak", []string{"", "35"}}}},
		"hostile": {Of: counts, Title: "<script>alert(1)</script>", Labels: []string{"</text><script>x</script>", "\u202e\x00\ufffe&\"'" + strings.Repeat("W", 5000)},
			Series: []series{{"<img src=x>", []string{"1", "2"}}}},
	}
}

var bidi = regexp.MustCompile("[\u202a-\u202e\u2066-\u2069]")

func TestChartsAreWhatAPageMayHave(t *testing.T) {
	for name, c := range chartCases() {
		for form, formName := range map[form]string{bars: "bars", columns: "columns", lines: "lines"} {
			c.ID, c.Form = "c", form
			if c.Title == "" {
				c.Title = "Belanja"
			}
			d, err := c.draw(indonesian)
			if err != nil {
				t.Errorf("%s as %s: %v", name, formName, err)
				continue
			}
			text := string(d.Picture)
			for _, bad := range []string{"style=", "<script", "xlink", "rgb(", "font-family", "NaN", "Inf", "<img"} {
				if strings.Contains(text, bad) {
					t.Errorf("%s as %s has %s: %s", name, formName, bad, text)
				}
			}
			if bidi.MatchString(text) || !strings.HasPrefix(text, "<svg ") || !strings.Contains(text, `role="img" aria-labelledby="c-title c-about"><title id="c-title">`) {
				t.Errorf("%s as %s: %.300s", name, formName, text)
			}
			if seen := elements(t, text); seen["path"] == 0 || seen["svg"] != 1 {
				t.Errorf("%s as %s has %v", name, formName, seen)
			}
			if len(text) > 16_000 {
				t.Errorf("%s as %s has %d bytes", name, formName, len(text))
			}
		}
	}
}

// elements counts the elements of well-formed XML.
func elements(t *testing.T, text string) map[string]int {
	t.Helper()
	all := map[string]int{}
	for in := xml.NewDecoder(strings.NewReader(text)); ; {
		token, err := in.Token()
		if err == io.EOF {
			return all
		}
		if err != nil {
			t.Fatalf("%v in %s", err, text)
		}
		if e, ok := token.(xml.StartElement); ok {
			all[e.Name.Local]++
		}
	}
}

var barEnds = regexp.MustCompile(`<path d="M (\d+) (\d+)L (\d+) [^"]*" class="s1"/>`)

// TestBarsAreAsLongAsTheirFigures sees bars go from the top down in the order of their labels, each as long as it is
// much.
func TestBarsAreAsLongAsTheirFigures(t *testing.T) {
	c := chart{ID: "c", Title: "x", Of: unit{currency: "IDR"}, Labels: []string{"Jalan", "Sekolah", "Pasar"}, Series: []series{{"Kontrak", []string{"1000000000", "250000000", ""}}}}
	d, err := c.draw(indonesian)
	if err != nil {
		t.Fatal(err)
	}
	var seen []string
	for _, m := range barEnds.FindAllStringSubmatch(string(d.Picture), -1) {
		seen = append(seen, m[2]+":"+m[1]+"-"+m[3])
	}
	slices.Sort(seen)
	if want := []string{"17:0-330", "59:0-82"}; !slices.Equal(seen, want) {
		t.Errorf("bars are %v, not %v\n%s", seen, want, d.Picture)
	}
	for _, want := range []string{">Jalan</text>", ">Rp 250 juta</text>", `y="95" class="figure" font-size="13">–</text>`} {
		if !strings.Contains(string(d.Picture), want) {
			t.Errorf("no %s in %s", want, d.Picture)
		}
	}
	if got := string(d.Rows[1].Cells[0]); !strings.Contains(got, `value="250000000"`) {
		t.Errorf("the table says %s", got)
	}
}

func TestChartsOfNothing(t *testing.T) {
	for _, c := range []chart{{}, {Labels: []string{"a"}, Series: []series{{"s", []string{""}}}}} {
		if d, err := c.draw(english); err != nil || d.Picture != "" {
			t.Errorf("%v: %v %v", c, d, err)
		}
	}
	if _, err := (chart{Labels: []string{"a"}, Series: []series{{"s", nil}}}).draw(english); err == nil {
		t.Error("a label without a figure is drawn")
	}
	if _, err := (chart{Labels: []string{"a"}, Series: []series{{"s", []string{"x"}}}}).draw(english); err == nil {
		t.Error("what is no figure is drawn")
	}
}

func TestWhatTheLibraryHasNewIsRefused(t *testing.T) {
	for _, text := range []string{`<svg><image href="x"/></svg>`, `<svg><path style="fill:rgb(9,9,9)"/></svg>`, `<svg><!-- x --></svg>`, `<svg><path>`} {
		if out, err := inked([]byte(text), "c", "t", "d"); err == nil {
			t.Errorf("%s became %s", text, out)
		}
	}
}

func BenchmarkChart(b *testing.B) {
	labels, values := manyValues(10)
	for name, form := range map[string]form{"bars": bars, "columns": columns} {
		b.Run(name, func(b *testing.B) {
			c := chart{ID: "c", Title: "x", Form: form, Of: unit{currency: "IDR"}, Labels: labels, Series: []series{{"Kontrak", values}}}
			for b.Loop() {
				if _, err := c.draw(indonesian); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
