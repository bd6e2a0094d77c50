package search

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"terang/schema"
)

func TestFold(t *testing.T) {
	for text, want := range map[string]string{
		"": "", "Jalan": "jalan", "JALAN RAYA 5": "jalan raya 5", "É": "e", "e\u0301": "e", "Ångström": "angstrom", "ﬁ": "fi", "①": "1",
		"İstanbul": "istanbul", "ß": "ß", "日本": "日本", "ＰＴ": "pt", "\u0301": "", "½": "1⁄2",
	} {
		if got := fold(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestWords(t *testing.T) {
	long := strings.Repeat("a", 100)
	for text, want := range map[string][]string{
		"":                               nil,
		" - / . \u0000 ":                 nil,
		"Belanja Modal":                  {"belanja", "modal"},
		"Jalan (Paket-2), tahap II/2025": {"jalan", "paket", "2", "tahap", "ii", "2025"},
		"PT. Maju\u00a0Jaya\tTbk\n":      {"pt", "maju", "jaya", "tbk"},
		"it's":                           {"it", "s"},
		"café CAFE\u0301":                {"cafe", "cafe"},
		long:                             {long[:maxWord]},
		strings.Repeat("é", 60):          {strings.Repeat("e", maxWord)},
		strings.Repeat("日", 20):          {strings.Repeat("日", maxWord/3)},
		"x" + strings.Repeat("日", 20):    {"x" + strings.Repeat("日", (maxWord-1)/3)},
		"jalan\xff\xferaya":              {"jalan", "raya"},
		"1.500.000,50":                   {"1", "500", "000", "50"},
		"🙂 aspal 🙂":                      {"aspal"},
	} {
		if got := slices.Collect(words(text)); !slices.Equal(got, want) {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
	for range words("one two") {
		break // a reader who has enough is not asked again
	}
}

// Numbers are written in many ways, and are the same.
func TestIdentifier(t *testing.T) {
	for want, texts := range map[string][]string{
		"#12345012":                        {"12345012", "12 345 012", "12.345.012", " 12345012 ", "12-345-012"},
		"#57293011":                        {"57293011", "57.293.011", "(57293011)", "５７２９３０１１"},
		"#012345678901000":                 {"012345678901000", "01.234.567.8-901.000", "01 234 567 8 901 000", "01.234.567.8/901.000"},
		"#0012345678901000":                {"0012345678901000", "0012 3456 7890 1000"},
		"#02712spk2025":                    {"027/12.SPK/2025", "027/12/spk/2025", "02712SPK2025", "027 - 12 . Spk / 2025"},
		"#ocdscontoh99012025":              {"ocds-contoh-9901-2025", "OCDS_CONTOH_9901_2025"},
		"#" + strings.Repeat("1", maxWord): {strings.Repeat("1", 60), strings.Repeat("1.", 90)},
		"":                                 {"", "123", "abc", "PT 12-3", "...", "1a2b3c"},
	} {
		for _, text := range texts {
			if got := identifier(text); got != want {
				t.Errorf("%q: %q, want %q", text, got, want)
			}
		}
	}
}

func TestTaxNumbers(t *testing.T) {
	for id, want := range map[string][]string{
		"#012345678901000":  {"#012345678901000", "#0012345678901000"},
		"#0012345678901000": {"#0012345678901000", "#012345678901000"},
		"#1012345678901000": {"#1012345678901000"},
		"#01234567890100":   {"#01234567890100"},
		"#01234567890100a":  {"#01234567890100a"},
		"#12345678901234a":  {"#12345678901234a"},
	} {
		if got := taxNumbers(id); !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", id, got, want)
		}
	}
}

func TestRegionCode(t *testing.T) {
	for text, want := range map[string]string{"35.22": "3522", "3522": "3522", "35.22.01.2001": "3522012001", "Jawa Timur": "Jawa Timur",
		"Kab. X": "Kab. X", ".": ".", "..": "..", "": "", "35a.2": "35a.2"} {
		if got := regionCode(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestIsText(t *testing.T) {
	for text, want := range map[string]bool{"": false, " ": false, "-/.,": false, "\u0301": false, "\x00": false, "🙂": false, "a": true, "- 1": true, "日": true} {
		if got := IsText(text); got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
}

func TestWordsOf(t *testing.T) {
	compiled, err := schema.Parse([]byte(`{"ocid":"ocds-contoh-0001","id":"0001-2025","tag":["compiled"],"language":"id",
		"tender":{"id":"12345.012","title":"Jalan Aspal","procurementMethodDetails":"Tender Cepat","status":"active",
			"items":[{"id":"99991","description":"Semen"}],"documents":[{"id":"99992","title":"Lampiran","url":"https://x/99993"}]},
		"parties":[{"id":"ID-NPWP-01.234.567.8-901.000","name":"PT Maju","identifier":{"scheme":"ID-NPWP","id":"01.234.567.8-901.000","legalName":"PT Maju Terus"}}],
		"contracts":[{"id":"c1","contractNumber":"027/12.SPK/2025","value":{"amount":123456}}],"relatedProcesses":[{"id":"1","identifier":"57293011"}]}`))
	if err != nil {
		t.Fatal(err)
	}
	got := WordsOf(compiled)
	want := []string{"#012345678901000", "#00012025", "#12345012", "#02712spk2025", "#57293011", "#ocdscontoh0001", "#idnpwp012345678901000",
		"jalan", "aspal", "tender", "cepat", "semen", "lampiran", "pt", "maju", "terus"}
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("%q\nwant %q", got, want)
	}
}

// FuzzWords: what a text is found by does not depend on how it is written, and any database can keep it.
func FuzzWords(f *testing.F) {
	for _, text := range []string{"Jalan Raya", "027/12.SPK/2025", "é\xff\x00", "İ ẞ ﬁ ① 日本", strings.Repeat("日", 40)} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if folded := fold(text); fold(folded) != folded {
			t.Errorf("%q folds to %q and that to %q", text, folded, fold(folded))
		}
		all := slices.Collect(words(text))
		if id := identifier(text); id != "" {
			all = append(all, taxNumbers(id)...)
		}
		for _, word := range all {
			if word == "" || len(word) > maxWord+1+1 || !utf8.ValidString(word) || strings.ContainsRune(word, 0) {
				t.Errorf("%q: %q", text, word)
			}
		}
	})
}
