package report

import (
	"cmp"
	"fmt"
	"io"
	"strings"
	"unicode"

	"terang/schema"
)

// severities names the severities for people.
var severities = map[schema.Severity][2]string{
	schema.Error: {"error", "kesalahan"}, schema.Warning: {"warning", "peringatan"}, schema.Note: {"note", "catatan"},
}

// language is the place of a language in pairs of words: 1 for Indonesian ("id"), or else 0 for English.
func language(lang string) int {
	if lang == "id" {
		return 1
	}
	return 0
}

// WriteText writes the groups for a person to read, and then the quality in a few lines, in Indonesian ("id") or else
// English.
func (r *Report) WriteText(w io.Writer, lang string) error {
	groups := r.Groups()
	for _, g := range groups[:min(len(groups), mostKinds)] {
		if err := g.writeText(w, lang); err != nil {
			return err
		}
	}
	if more := len(groups) - mostKinds; more > 0 {
		words := [2]string{"… and %d more kinds of findings; --format json lists them.\n", "… dan %d jenis temuan lagi; --format json menyebutkannya.\n"}
		if _, err := fmt.Fprintf(w, words[language(lang)], more); err != nil {
			return err
		}
	}
	if r.Quality == nil {
		return nil
	}
	return writeQuality(w, r.Quality, lang)
}

// mostKinds is how many kinds of findings are told as text: more nobody reads.
const mostKinds = 150

// visible takes out of a text from data what would act on the reader's terminal.
func visible(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) {
			return '\uFFFD'
		}
		return r
	}, s)
}

func (g *Group) writeText(w io.Writer, lang string) error {
	l := language(lang)
	if _, err := fmt.Fprintf(w, "%s × %d  %s  %s\n", severities[g.Severity][l], g.Count, g.Code, visible(cmp.Or(g.Pointer, "/"))); err != nil {
		return err
	}
	for _, f := range g.Examples {
		if _, err := fmt.Fprintf(w, "  %s %s\n      %s\n", visible(f.Where()), visible(f.Pointer), visible(f.Text(lang))); err != nil {
			return err
		}
	}
	rest := g.Count - int64(len(g.Examples))
	if rest <= 0 {
		return nil
	}
	_, err := fmt.Fprintf(w, [2]string{"  … and %d more\n", "  … dan %d lagi\n"}[l], rest)
	return err
}
