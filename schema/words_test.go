package schema

import (
	"errors"
	"fmt"
	"regexp"
	"strings"
	"testing"
)

var blank = regexp.MustCompile(`%\[(\d)\]s`)

// Every rule has its wording in both languages, ending in a full stop; none uses blanks that the other's lacks
// the arguments for.
func TestMessages(t *testing.T) {
	for code, m := range byCode {
		for lang, wording := range map[string]string{"en": m.English, "id": m.Indonesian} {
			if len(wording) < 20 || !strings.HasSuffix(wording, ".") {
				t.Errorf("%s in %s: %q", code, lang, wording)
			}
		}
		if len(blank.FindAllString(m.English, -1)) == 0 != (len(blank.FindAllString(m.Indonesian, -1)) == 0) {
			t.Errorf("%s: one language names the value, the other does not", code)
		}
		if m.English == m.Indonesian {
			t.Errorf("%s is not translated", code)
		}
	}
}

// checkWords finds blanks that were left empty in either language.
func checkWords(t *testing.T, f Finding) {
	t.Helper()
	if _, ok := byCode[f.Code]; !ok {
		t.Errorf("code %q has no wording", f.Code)
	}
	for _, lang := range []string{"en", "id"} {
		if words := f.Text(lang); strings.Contains(words, "%[") || strings.Contains(words, " ,") || strings.Contains(words, " .") || strings.Contains(words, "()") {
			t.Errorf("%s in %s: %s", f.Code, lang, words)
		}
	}
}

// The findings of reading have all their words, and their English ones are the error's text.
func TestReaderWords(t *testing.T) {
	seen := map[string]bool{}
	for _, input := range []string{
		"", "{x}", "{", "\"\xff\"", `{"a":1,"a":2}`, deep(10_001), release(`"x":1e9999`), release(`"x":"\u0000"`), utf16("{}", true),
		"\x1f\x8bx", "5", packageOf(`{"url":"https://a.example"}`), `{"ocid":"o","tag":["compiled"]}`, `{"records":[{}]}`, lineA + "\n{\n" + lineB, lineA + "\n{} {}\n" + lineB,
	} {
		var got collected
		err := Read(strings.NewReader(input), "in", &got)
		var in *InputError
		if errors.As(err, &in) {
			if want := fmt.Sprintf("in:%d: %s", in.Line, in.Text("en")); err.Error() != want {
				t.Errorf("%q, want %q", err, want)
			}
			checkWords(t, in.Finding)
			seen[in.Code] = true
		}
		for _, w := range got.records {
			got.releases = append(got.releases, w.Unfit())
		}
		for _, r := range got.releases {
			for _, f := range r.Unfit() {
				checkWords(t, f)
				seen[f.Code] = true
			}
		}
	}
	if len(seen) != 14 {
		t.Errorf("%d codes made: %v", len(seen), seen)
	}
}
