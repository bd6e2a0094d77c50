package site

import (
	"fmt"
	"html/template"
	"strings"
	"time"
	"unicode"
)

// functions are what templates of a language may call.
func functions(l language) template.FuncMap {
	return template.FuncMap{
		"t":       func(key string, arguments ...any) string { return catalogues[l].text(key, arguments...) },
		"rich":    func(key string, arguments ...any) template.HTML { return catalogues[l].markup(key, arguments...) },
		"said":    func(text string) template.HTML { return said(text, 0) },
		"clip":    func(most int, text string) template.HTML { return said(text, most) },
		"money":   func(amount, currency string) template.HTML { return money(l, amount, currency) },
		"exactly": l.exact,
		"number":  func(n any) string { return l.decimal(fmt.Sprint(n)) },
		"percent": l.percent,
		"day":     func(when any) template.HTML { return timed(when, l.day) },
		"moment":  func(when any) template.HTML { return timed(when, l.moment) },
		"local":   l.local,
		"label":   func(r row, name string) string { return r.label(l, name) },
		"map":     pairs,
		"list":    func(all ...any) []any { return all },
		"size":    l.size,
	}
}

// pairs makes a map of names and values, which templates pass to each other.
func pairs(all ...any) (map[string]any, error) {
	if len(all)%2 != 0 {
		return nil, fmt.Errorf("map: %q has no value", all[len(all)-1])
	}
	m := map[string]any{}
	for i := 0; i < len(all); i += 2 {
		m[fmt.Sprint(all[i])] = all[i+1]
	}
	return m, nil
}

// markup is a text of the catalogue that has markup of its own; its arguments have none.
func (c catalogue) markup(key string, arguments ...any) template.HTML {
	escaped := make([]any, len(arguments))
	for i, a := range arguments {
		if escaped[i] = a; fmt.Sprintf("%T", a) == "string" {
			escaped[i] = template.HTMLEscapeString(a.(string))
		}
	}
	return template.HTML(c.text(key, escaped...))
}

// said is a text that stands in the data: set apart, so that the direction of its letters changes nothing around it,
// without control characters, which no page may have; of more than most characters, where that is not 0, the first,
// with the rest at hand.
func said(text string, most int) template.HTML {
	clean := strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\n' && r != '\t' || r == unicode.ReplacementChar || isNonCharacter(r) {
			return ' '
		}
		return r
	}, text)
	shown, title := clean, ""
	if runes := []rune(clean); most > 0 && len(runes) > most {
		shown = strings.TrimRight(string(runes[:most-1]), " ") + "…"
		title = ` title="` + template.HTMLEscapeString(string(runes[:min(len(runes), 500)])) + `"`
	}
	return template.HTML("<bdi" + title + ">" + template.HTMLEscapeString(shown) + "</bdi>")
}

func isNonCharacter(r rune) bool { return r >= 0xfdd0 && r <= 0xfdef || r&0xfffe == 0xfffe }

// money is an amount as people say it, with the exact one at hand for who points at it, copies it or hears it.
func money(l language, amount, currency string) template.HTML {
	if amount == "" {
		return "–"
	}
	exact, short := l.exact(amount, currency), l.short(amount, currency)
	e := template.HTMLEscapeString
	if exact == short {
		return template.HTML(`<data class="money" value="` + e(amount) + `">` + e(exact) + `</data>`)
	}
	return template.HTML(`<data class="money" value="` + e(amount) + `" title="` + e(exact) + `">` + e(short) + `</data>`)
}

// timed is a day or an instant, of a time or of text as tables have it (2026-10-30); other text is given as it is.
func timed(when any, write func(time.Time) string) template.HTML {
	e := template.HTMLEscapeString
	switch when := when.(type) {
	case time.Time:
		if when.IsZero() {
			return "–"
		}
		return template.HTML(`<time datetime="` + e(when.Format(time.RFC3339)) + `">` + e(write(when)) + `</time>`)
	case string:
		if day, err := time.Parse(time.DateOnly, when); err == nil {
			return template.HTML(`<time datetime="` + e(when) + `">` + e(write(day)) + `</time>`)
		}
		if when == "" {
			return "–"
		}
		return template.HTML(e(when))
	}
	return "–"
}

// size writes bytes: 1,2 MB.
func (l language) size(bytes int64) string {
	const kilo = 1000
	unit, value := "B", float64(bytes)
	for _, next := range []string{"kB", "MB", "GB", "TB"} {
		if value < kilo {
			break
		}
		unit, value = next, value/kilo
	}
	if unit == "B" || value >= 100 {
		return l.decimal(fmt.Sprintf("%.0f", value)) + " " + unit
	}
	return l.decimal(fmt.Sprintf("%.1f", value)) + " " + unit
}
