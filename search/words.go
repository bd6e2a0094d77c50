package search

import (
	"iter"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"terang/schema"
)

// maxWord is how many bytes of a word are looked at.
const maxWord = 48

// fold writes a text as it is compared: small letters without their marks.
func fold(text string) string {
	if isPlain(text) {
		return strings.ToLower(text)
	}
	marks := func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return unicode.ToLower(r)
	}
	return strings.Map(marks, norm.NFKD.String(text))
}

func isPlain(text string) bool {
	for i := range len(text) {
		if text[i] >= 0x80 {
			return false
		}
	}
	return true
}

// words are those of a text, folded: what stands between anything that is neither a letter nor a digit.
func words(text string) iter.Seq[string] {
	return func(yield func(string) bool) {
		apart := func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }
		for word := range strings.FieldsFuncSeq(fold(text), apart) {
			if !yield(cut(word)) {
				return
			}
		}
	}
}

// cut shortens a word to maxWord bytes, between two characters.
func cut(word string) string {
	if len(word) <= maxWord {
		return word
	}
	return strings.ToValidUTF8(word[:maxWord], "")
}

// identifierMark begins what is kept of an identifier, so that it is no word.
const identifierMark = "#"

// identifier is a number or id without its punctuation, as people write it in many ways: 01.234.567.8-901.000. It is
// empty for what has fewer than four digits, which names too much.
func identifier(text string) string {
	digits := 0
	bare := strings.Map(func(r rune) rune {
		switch {
		case unicode.IsDigit(r):
			digits++
			return r
		case unicode.IsLetter(r):
			return r
		}
		return -1
	}, fold(text))
	if digits < 4 {
		return ""
	}
	return identifierMark + cut(bare)
}

// taxNumbers are the ways in which an Indonesian tax number is written: 15 digits, or since 2024 a 0 before them.
func taxNumbers(id string) []string {
	switch digits := strings.TrimPrefix(id, identifierMark); {
	case len(digits) == 15 && onlyDigits(digits):
		return []string{id, identifierMark + "0" + digits}
	case len(digits) == 16 && digits[0] == '0' && onlyDigits(digits):
		return []string{id, identifierMark + digits[1:]}
	}
	return []string{id}
}

func onlyDigits(text string) bool {
	return strings.IndexFunc(text, func(r rune) bool { return r < '0' || r > '9' }) < 0
}

// WordsOf are the words and identifiers by which a process is found, sorted, each once: all titles, descriptions and
// names in its compiled release, and its identifiers: of itself, the tender, lots, awards, contracts, organizations and
// related processes.
func WordsOf(compiled *schema.Value) []string {
	g := gatherer{seen: map[string]struct{}{}}
	g.object(compiled, true)
	all := make([]string, 0, len(g.seen))
	for word := range g.seen {
		all = append(all, word)
	}
	slices.Sort(all)
	return all
}

type gatherer struct{ seen map[string]struct{} }

// object gathers what is said in an object, and in all below it; identified says that its id is one that people use.
func (g *gatherer) object(v *schema.Value, identified bool) {
	for name, member := range v.Members() {
		switch {
		case member.IsObject():
			g.object(member, identified && !isNumbered[name])
		case member.IsList():
			for _, item := range member.Items() {
				g.object(item, identified && !isNumbered[name])
			}
		case isSaid[base(name)]:
			g.text(member.Text())
		case identified && isIdentifier[name]:
			g.identifier(member.ID())
		}
	}
}

// base is a member's name without its language: title of title_en.
func base(name string) string {
	before, _, _ := strings.Cut(name, "_")
	return before
}

// isSaid are the members that people read.
var isSaid = names("title", "description", "name", "legalName", "procurementMethodDetails", "statusDetails", "project")

// isIdentifier are the members that people know a thing by.
var isIdentifier = names("ocid", "id", "identifier", "contractNumber", "awardID", "budgetLine", "projectID")

// isNumbered are the lists and objects whose ids are but running numbers, or which nobody seeks.
var isNumbered = names("documents", "milestones", "transactions", "items", "amendments", "unit", "classification",
	"additionalClassifications", "unsuccessfulBids", "publisher", "sources")

func names(list ...string) map[string]bool {
	all := make(map[string]bool, len(list))
	for _, name := range list {
		all[name] = true
	}
	return all
}

func (g *gatherer) text(text string) {
	for word := range words(text) {
		g.seen[word] = struct{}{}
	}
}

func (g *gatherer) identifier(text string) {
	if id := identifier(text); id != "" {
		g.seen[id] = struct{}{}
	}
}
