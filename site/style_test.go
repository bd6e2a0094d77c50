package site

import (
	"os"
	"regexp"
	"strings"
	"testing"
)

var (
	cssComment = regexp.MustCompile(`(?s)/\*.*?\*/`)
	cssClass   = regexp.MustCompile(`\.([a-zA-Z][a-zA-Z0-9-]*)`)
	cssValue   = regexp.MustCompile(`\{[^{}]*\}`)
)

// TestTheStyleSheetIsWhole: one brace that is missing hides all rules below it from some screens; and nothing is styled
// that no page has.
func TestTheStyleSheetIsWhole(t *testing.T) {
	text, err := os.ReadFile("assets/site.css")
	if err != nil {
		t.Fatal(err)
	}
	css, depth := cssComment.ReplaceAllString(string(text), ""), 0
	for i, line := range strings.Split(css, "\n") {
		if strings.HasPrefix(line, ".") && depth > 0 {
			t.Fatalf("rule %d (%.40s) stands within another", i+1, line)
		}
		if depth += strings.Count(line, "{") - strings.Count(line, "}"); depth < 0 {
			t.Fatalf("rule %d (%.40s) closes what is not open", i+1, line)
		}
	}
	if depth != 0 {
		t.Errorf("%d braces are not closed", depth)
	}
	all := strings.Join(sources(t), "\n")
	for _, m := range cssClass.FindAllStringSubmatch(cssValue.ReplaceAllString(css, "{}"), -1) {
		name := strings.TrimRight(m[1], "0123456789") // steps of one thing are numbered where they are made
		if stem, _, numbered := strings.Cut(name, "-"); numbered && stem == "stage" {
			name = stem
		}
		if !regexp.MustCompile(`\b` + regexp.QuoteMeta(name)).MatchString(all) {
			t.Errorf("no page has the class %s", m[1])
		}
	}
}
