package report

import (
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"terang/checks"
	"terang/schema"
)

func TestLead(t *testing.T) {
	for _, c := range []struct {
		report   Report
		mood     string
		en, isID string
	}{
		{Report{}, "fair", "nothing to judge", "Tidak ada yang dapat diperiksa"},
		{Report{Errors: 1}, "bad", "No release could be read", "Tidak ada rilis yang dapat dibaca"},
		{Report{Releases: 1500, Refused: 1500, Errors: 1500}, "bad", "all 1,500 have errors", "semuanya (1.500)"},
		{Report{Releases: 1500, Refused: 3, Errors: 3}, "bad", "3 of 1,500 releases (&lt;1%)", "3 dari 1.500 rilis (&lt;1%)"},
		{Report{Releases: 2, Errors: 1}, "fair", "errors around them", "kesalahan di luar rilis"},
		{Report{Releases: 2, Warnings: 1}, "fair", "can be published", "dapat diterbitkan"},
		{Report{Releases: 2, Notes: 1}, "good", "nothing in them needs mending", "tidak ada yang perlu diperbaiki"},
	} {
		l := c.report.lead()
		if l.Mood != c.mood || !strings.Contains(string(l.Sentence), c.en) || !strings.Contains(string(l.Sentence), c.isID) {
			t.Errorf("%+v gives %+v", c.report, l)
		}
	}
}

func TestFigures(t *testing.T) {
	for n, want := range map[int64]string{0: "0", 999: "999", 1000: "1,000", 12186: "12,186", 1234567: "1,234,567", -1234: "-1,234", -123: "-123"} {
		if got := digits(n, ','); got != want {
			t.Errorf("%d is %s", n, got)
		}
	}
	for _, c := range []struct {
		part, whole int64
		want        string
	}{{0, 0, "–"}, {0, 9, "0%"}, {9, 9, "100%"}, {1, 1000, "<1%"}, {999, 1000, ">99%"}, {1, 3, "33%"}, {math.MaxInt64, math.MaxInt64, "100%"}} {
		if got := share(c.part, c.whole); got != c.want {
			t.Errorf("%d of %d is %s, want %s", c.part, c.whole, got, c.want)
		}
	}
	for text, want := range map[string]string{"0.9712": "97.12%", "≤ 0.9500": "≤ 95%", "= 1": "100%", "0.0010..0.9900": "0.1%–99%", "active 0.5000; complete 1.0000": "active 50%; complete 100%", "0.000001": "0.01%", "12.5": "12.5"} {
		if got := limit(text); got != want {
			t.Errorf("%s is %s, want %s", text, got, want)
		}
	}
}

func TestDate(t *testing.T) {
	for offset, want := range map[int][2]string{
		7 * 3600: {"5 May 2026, 09:07 WIB", "5 Mei 2026 pukul 09.07 WIB"},
		9 * 3600: {"5 May 2026, 09:07 WIT", "5 Mei 2026 pukul 09.07 WIT"},
		-5400:    {"5 May 2026, 09:07 -01:30", "5 Mei 2026 pukul 09.07 -01:30"},
	} {
		got := date(time.Date(2026, 5, 5, 9, 7, 0, 0, time.FixedZone("", offset)))
		if !strings.Contains(string(got), ">"+want[0]+"<") || !strings.Contains(string(got), ">"+want[1]+"<") {
			t.Errorf("%d: %s", offset, got)
		}
	}
}

func TestPlain(t *testing.T) {
	for text, want := range map[string]string{
		"abcdef": "abcde…", "abcde": "abcde", "a\nb\tc": "a b c", "\u202ex": `\u202e…`, "\x00": `\u0000`, "ü\u0301é": "ü\u0301é", "\xff": "\ufffd",
	} {
		if got := plain(5, text); got != want {
			t.Errorf("%q is %q, want %q", text, got, want)
		}
	}
}

func TestStages(t *testing.T) {
	for path, want := range map[string]string{"ocid": "Release", "tender": "Release", "tender/value": "Tender", "contracts/id": "Contracts",
		"contracts/implementation/milestones": "Implementation", "parties/name": "Parties", "planning/budget": "Planning", "awards/date": "Awards", "buyer/name": "Release"} {
		if got := stageNames[stageOf(path)].english; got != want {
			t.Errorf("%s is of %s, want %s", path, got, want)
		}
	}
}

// Every useful field is one of the standard's.
func TestUsefulFieldsAreThere(t *testing.T) {
	for _, row := range useful(&checks.Quality{}) {
		if row.Title == "" {
			t.Errorf("the standard has no %s", row.Path)
		}
	}
}

var colour = regexp.MustCompile(`--(\w+): #(\w{6});`)

// Every colour of text can be read on both grounds, in light and in dark (WCAG 2.2, 1.4.3: 4.5 to 1).
func TestContrast(t *testing.T) {
	css, err := style()
	if err != nil {
		t.Fatal(err)
	}
	palettes := strings.SplitN(string(css), "@media screen", 2)
	for i, palette := range palettes {
		colours := map[string]float64{}
		for _, m := range colour.FindAllStringSubmatch(palette, -1) {
			colours[m[1]] = luminance(t, m[2])
		}
		for _, text := range []string{"ink", "soft", "error", "warning", "note", "ok", "link"} {
			for _, ground := range []string{"paper", "band"} {
				a, b := max(colours[text], colours[ground]), min(colours[text], colours[ground])
				if contrast := (a + 0.05) / (b + 0.05); contrast < 4.5 {
					t.Errorf("palette %d: %s on %s has %.2f", i, text, ground, contrast)
				}
			}
		}
	}
}

func luminance(t *testing.T, hex string) (l float64) {
	t.Helper()
	for i, weight := range []float64{0.2126, 0.7152, 0.0722} {
		n, err := strconv.ParseUint(hex[2*i:2*i+2], 16, 8)
		if err != nil {
			t.Fatal(err)
		}
		c := float64(n) / 255
		if c <= 0.04045 {
			c /= 12.92
		} else {
			c = math.Pow((c+0.055)/1.055, 2.4)
		}
		l += weight * c
	}
	return l
}

func TestWriteRules(t *testing.T) {
	for _, lang := range []string{"en", "id"} {
		var b strings.Builder
		if err := WriteRules(&b, lang); err != nil {
			t.Fatal(err)
		}
		text := b.String()
		if lines := strings.Count(text, "\n"); lines != 2*(len(schema.Rules)+len(checks.Rules())) || strings.Contains(text, "%[") {
			t.Errorf("%s: %d lines, or blanks are left", lang, lines)
		}
		want := map[string]string{"en": "required  (error · schema · OCDS 1.1, JSON Schema)\n  … is missing… but required. Add it.\n",
			"id": "required  (kesalahan · skema · OCDS 1.1, JSON Schema)\n  … wajib ada… tetapi tidak diisi. Tambahkan.\n"}[lang]
		if !strings.Contains(text, want) {
			t.Errorf("%s has no %s", lang, want)
		}
	}
}

func TestTextEndsWithTheQuality(t *testing.T) {
	for lang, want := range map[string]string{"en": `
1200 processes.
Rules failed most often, of the times they applied:
    25%  merge_repeated_id (1000 of 4000)
Useful fields, filled:
      –  tender/title (0 of 0)
    25%  tender/value (300 of 1200)
`, "id": `
1200 proses.
Aturan yang paling sering tidak terpenuhi, dari jumlah pemeriksaan:
    25%  merge_repeated_id (1000 dari 4000)
Kolom yang berguna, terisi:
      –  tender/title (0 dari 0)
    25%  tender/value (300 dari 1200)
`} {
		var b strings.Builder
		if err := small().WriteText(&b, lang); err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(b.String(), want) {
			t.Errorf("%s:\n%s", lang, b.String())
		}
	}
}

// Text from data cannot act on the reader's terminal, and kinds that nobody would read are only counted.
func TestTextIsTame(t *testing.T) {
	r := &Report{}
	for i := range mostKinds + 5 {
		f := schema.Rules[0].Finding(fmt.Sprintf("/a%c\x1b[31m\u202e", 'a'+rune(i)), "\x1b]0;x\x07")
		f.File = "in\x1b.json"
		r.Add(f)
	}
	var b strings.Builder
	if err := r.WriteText(&b, "en"); err != nil {
		t.Fatal(err)
	}
	if text := b.String(); strings.ContainsAny(text, "\x1b\x07\u202e") || !strings.Contains(text, "… and 5 more kinds of findings") {
		t.Errorf("%q", text[max(0, len(text)-300):])
	}
}
