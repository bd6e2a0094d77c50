package report

import (
	"fmt"
	"html/template"
	"strconv"
	"strings"
	"time"
	"unicode"
)

// say writes a text in both languages, of which the page shows one. Each %s stands for the next argument; numbers are
// written as the language does.
func say(english, indonesian string, args ...any) template.HTML {
	en, id := phrase(english, args, ','), phrase(indonesian, args, '.')
	if en == id {
		return template.HTML(en)
	}
	return template.HTML(`<span lang="id">` + id + `</span><span lang="en">` + en + `</span>`)
}

// phrase fills a wording and escapes it.
func phrase(wording string, args []any, separator byte) string {
	filled := make([]any, len(args))
	for i, a := range args {
		switch a := a.(type) {
		case int64:
			filled[i] = digits(a, separator)
		case int:
			filled[i] = digits(int64(a), separator)
		default:
			filled[i] = a
		}
	}
	if len(filled) > 0 {
		wording = fmt.Sprintf(wording, filled...)
	}
	return template.HTMLEscapeString(wording)
}

// figure writes a count in both languages: 12,186 and 12.186.
func figure(n any) template.HTML { return say("%s", "%s", n) }

// digits puts a separator between groups of three.
func digits(n int64, separator byte) string {
	s := strconv.FormatInt(n, 10)
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + string(separator) + s[i:]
	}
	return s
}

// share is a part of a whole in per cent; all and nothing are said only where they are exact.
func share(part, whole int64) string {
	switch {
	case whole == 0:
		return "–"
	case part == 0:
		return "0%"
	case part == whole:
		return "100%"
	}
	percent := 100 * float64(part) / float64(whole)
	switch {
	case percent < 1:
		return "<1%"
	case percent > 99:
		return ">99%"
	}
	return strconv.FormatFloat(percent, 'f', 0, 64) + "%"
}

// width is the length of a bar in per cent; the smallest can still be seen.
func width(part, whole int64) string {
	if part == 0 || whole == 0 {
		return "0"
	}
	return strconv.FormatFloat(max(100*float64(part)/float64(whole), 0.8), 'f', 1, 64)
}

var months = [12]string{"Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September",
	"Oktober", "November", "Desember"}

// date writes a time in its own zone for people, with the names of Indonesia's zones.
func date(t time.Time) template.HTML {
	zone := t.Format("MST")
	if _, offset := t.Zone(); offset != 0 {
		zone = map[int]string{7: "WIB", 8: "WITA", 9: "WIT"}[offset/3600]
		if zone == "" || offset%3600 != 0 {
			zone = t.Format("-07:00")
		}
	}
	return say(t.Format("2 January 2006, 15:04 ")+zone,
		fmt.Sprintf("%d %s %d pukul %s %s", t.Day(), months[t.Month()-1], t.Year(), t.Format("15.04"), zone))
}

// plain makes a text from the data fit to be shown: cut to a number of characters, on one line, with the controls that
// would turn or hide what stands around them written out.
func plain(most int, text string) string {
	var b strings.Builder
	n := 0
	for _, c := range text {
		if n++; n > most {
			b.WriteRune('…')
			break
		}
		switch {
		case c == '\n' || c == '\t':
			b.WriteByte(' ')
		case unicode.IsControl(c) || unicode.Is(unicode.Cf, c) || c == '\u2028' || c == '\u2029':
			fmt.Fprintf(&b, `\u%04x`, c)
			n += 5
		default:
			b.WriteRune(c)
		}
	}
	return b.String()
}
