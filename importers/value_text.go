package importers

import (
	"html"
	"regexp"
	"slices"
	"strings"
	"unicode"
)

var (
	entity = regexp.MustCompile(`&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});`)
	// hiddenText is what no browser shows: comments, styles and scripts.
	hiddenText = regexp.MustCompile(`(?is)<!--.*?-->|<style\b[^>]*>.*?</style\s*>|<script\b[^>]*>.*?</script\s*>`)
	// tag is one of any name; attributes have values, so that "x <b dan c> d" is none.
	tag = regexp.MustCompile(`</?([A-Za-z][A-Za-z0-9:-]*)(?:\s+[^<>=\s]+\s*=[^<>]*)?\s*/?>`)
	// inlineTag stands within words; all others part them.
	inlineTag = regexp.MustCompile(`(?i)^(a|b|big|em|font|i|ins|mark|s|small|span|strike|strong|sub|sup|tt|u|o:p)$`)
)

// cleanText makes plain text of what an editor of HTML wrote: tags go, entities become what they stand for, white space
// becomes single spaces, commas at the end and control characters go. Words are left as they were published.
func cleanText(text string) (clean string, changed bool) {
	clean = strings.ToValidUTF8(text, "")
	for { // what an entity hid can be a tag or an entity again
		next := plainText(clean)
		if next == clean {
			return clean, clean != text
		}
		clean = next
	}
}

func plainText(text string) string {
	if strings.Contains(text, "<") {
		text = hiddenText.ReplaceAllString(text, " ")
		text = tag.ReplaceAllStringFunc(text, func(t string) string {
			if inlineTag.MatchString(tag.FindStringSubmatch(t)[1]) {
				return ""
			}
			return " "
		})
	}
	text = entity.ReplaceAllStringFunc(text, html.UnescapeString)
	text = strings.Map(visible, text)
	return strings.TrimRight(strings.Join(strings.Fields(text), " "), ", ")
}

// visible drops control characters and those that have no width.
func visible(r rune) rune {
	switch {
	case unicode.IsSpace(r):
		return ' '
	case unicode.IsControl(r), r == '\u200b', r == '\u00ad', r == '\ufeff':
		return -1
	}
	return r
}

// retenderMark marks a title of a procedure that is held again: as SPSE does, or in brackets as people write it.
var retenderMark = regexp.MustCompile(`(?i)<span[^<>]*>\s*` + again + `\s*</span>|\[\s*` + again + `\s*\]|\(\s*` + again + `\s*\)`)

const again = `(?:tender|seleksi|lelang|pelelangan|pemilihan langsung|penunjukan langsung|pengadaan langsung)\s+ulang`

// retender takes the marker of a repeated procedure out of a title, and says whether there was one. The same words
// without a frame are a part of the title.
func retender(title string) (clean string, is bool) {
	if clean = retenderMark.ReplaceAllString(title, " "); clean == title {
		return title, false
	}
	return strings.Join(strings.Fields(clean), " "), true
}

// splitList parts a cell that lists several things at ; and , into texts, in the order of the source, none empty or twice.
// The braces around PostgreSQL's lists go.
func splitList(text string) (all []string) {
	text = strings.TrimSpace(text)
	if strings.HasPrefix(text, "{") && strings.HasSuffix(text, "}") {
		text = strings.Trim(text, "{}")
	}
	for item := range strings.FieldsFuncSeq(text, func(r rune) bool { return r == ';' || r == ',' }) {
		if item = strings.TrimSpace(item); item != "" && !slices.Contains(all, item) {
			all = append(all, item)
		}
	}
	return all
}
