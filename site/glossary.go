package site

import (
	_ "embed"
	"slices"
	"strings"
	"unicode"

	"go.yaml.in/yaml/v3"
)

//go:embed glossary.yaml
var glossaryText []byte

// term is a word of procurement or of open data, explained in both languages.
type term struct {
	ID    string   `yaml:"id"`   // its anchor
	Name  inBoth   `yaml:"name"` // as it stands in the page's language
	Text  inBoth   `yaml:"text"`
	Field string   `yaml:"field"` // where it stands in OCDS; empty of what has no field
	See   []string `yaml:"see"`   // ids of others
}

// inBoth is a text in both languages.
type inBoth struct {
	ID string `yaml:"id"`
	EN string `yaml:"en"`
}

func (b inBoth) in(l language) string {
	if l == english {
		return b.EN
	}
	return b.ID
}

// glossary are the terms, as the file has them.
var glossary = readGlossary(glossaryText)

func readGlossary(text []byte) (all []term) {
	if err := yaml.Unmarshal(text, &all); err != nil {
		panic("site: glossary: " + err.Error()) // built in, and read in every test
	}
	return all
}

// shownTerm is a term in one language.
type shownTerm struct {
	ID, Name, Other, Text, Field string
	See                          []shownTerm
}

// letter is the terms that begin with it.
type letter struct {
	Letter string
	Terms  []shownTerm
}

// glossaries are the terms in each language, by letter, in order.
var glossaries = map[language][]letter{indonesian: lettersOf(indonesian, glossary), english: lettersOf(english, glossary)}

func lettersOf(l language, terms []term) (all []letter) {
	named := map[string]shownTerm{}
	for _, t := range terms {
		named[t.ID] = shownTerm{ID: t.ID, Name: t.Name.in(l), Other: t.Name.in(l.other()), Text: t.Text.in(l), Field: t.Field}
	}
	sorted := slices.Clone(terms)
	slices.SortFunc(sorted, func(a, b term) int {
		return strings.Compare(strings.ToLower(a.Name.in(l)), strings.ToLower(b.Name.in(l)))
	})
	for _, t := range sorted {
		shown := named[t.ID]
		for _, id := range t.See {
			shown.See = append(shown.See, named[id])
		}
		first := string(unicode.ToUpper([]rune(shown.Name)[0]))
		if n := len(all); n == 0 || all[n-1].Letter != first {
			all = append(all, letter{Letter: first})
		}
		last := &all[len(all)-1]
		last.Terms = append(last.Terms, shown)
	}
	return all
}

func (s *Site) glossary(q *request) (*view, error) {
	data := map[string]any{"Count": len(glossary), "Letters": glossaries[q.lang]}
	return &view{template: "glossary", Title: q.t("glossary.title"), Description: q.t("glossary.about"), Data: data}, nil
}
