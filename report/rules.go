package report

import (
	"fmt"
	"html/template"
	"io"
	"regexp"
	"strings"

	"terang/checks"
	"terang/schema"
)

// ofSchema is the level of the rules of reading, of the schema and of merging.
const ofSchema checks.Level = "schema"

// ruleEntry is a rule of either room.
type ruleEntry struct {
	schema.Rule
	Level   checks.Level
	Profile string // that switches it on; empty where it always is
}

// allRules are the rules of the schema and then those beyond it, in the order of their declarations.
func allRules() (all []ruleEntry) {
	for _, r := range schema.Rules {
		all = append(all, ruleEntry{Rule: r, Level: ofSchema})
	}
	for _, r := range checks.Rules() {
		all = append(all, ruleEntry{r.Rule, r.Level, r.Profile})
	}
	return all
}

// ruleOf finds a rule by its code; one without words where there is none.
func ruleOf(code string) schema.Rule {
	if r := checks.RuleOf(code); r != nil {
		return *r
	}
	return schema.Rule{Code: code, English: code, Indonesian: code}
}

var wordingBlank = regexp.MustCompile(`'?%\[\d+\]s'?`)

// unfilled is a wording with … for its blanks.
func unfilled(wording string) string { return wordingBlank.ReplaceAllString(wording, "…") }

// gistText is the first sentence of what a rule says: what is wrong, without the remedy.
func gistText(wording string) string {
	first, _, cut := strings.Cut(unfilled(wording), ". ")
	if cut {
		first += "."
	}
	return strings.ReplaceAll(strings.ReplaceAll(first, " (…)", ""), "….", "…")
}

func gist(code string) template.HTML {
	r := ruleOf(code)
	return say(gistText(r.English), gistText(r.Indonesian))
}

// levels names the levels for people.
var levels = map[checks.Level][2]string{
	ofSchema: {"schema", "skema"}, checks.OfField: {"field", "kolom"}, checks.OfProcess: {"process", "proses"},
	checks.OfHistory: {"history", "riwayat"}, checks.OfDataset: {"dataset", "seluruh data"},
}

// WriteRules lists every rule that data can be held to, one block each: code, severity, level, profile and source, and
// what it says with … for what it fills in; in Indonesian ("id") or else English.
func WriteRules(w io.Writer, lang string) error {
	l := language(lang)
	for _, r := range allRules() {
		wording := [2]string{r.English, r.Indonesian}[l]
		facts := []string{severities[r.Severity][l], levels[r.Level][l]}
		if r.Profile != "" {
			facts = append(facts, [2]string{"profile ", "profil "}[l]+r.Profile)
		}
		facts = append(facts, r.Source)
		if _, err := fmt.Fprintf(w, "%s  (%s)\n  %s\n", r.Code, strings.Join(facts, " · "), unfilled(wording)); err != nil {
			return err
		}
	}
	return nil
}
