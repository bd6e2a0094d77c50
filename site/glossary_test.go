package site

import (
	"strings"
	"testing"

	"terang/schema"
)

// urls of the extensions whose fields the glossary names.
var glossaryExtensions = []string{
	"https://raw.githubusercontent.com/open-contracting-extensions/ocds_bid_extension/master/extension.json",
	"https://raw.githubusercontent.com/open-contracting-extensions/ocds_budget_breakdown_extension/master/extension.json",
	"https://raw.githubusercontent.com/contratacionesabiertas/ocds_guarantees_extension/master/extension.json",
	"https://raw.githubusercontent.com/open-contracting-extensions/ocds_metrics_extension/master/extension.json",
	"https://raw.githubusercontent.com/open-contracting-extensions/ocds_partyDetails_scale_extension/master/extension.json",
	"https://raw.githubusercontent.com/open-contracting-extensions/ocds_performance_failures_extension/master/extension.json",
}

// TestGlossaryIsWhole: each term has words in both languages, another id than all others, links that lead to terms, and,
// where it names a field, one that a release or a record has.
func TestGlossaryIsWhole(t *testing.T) {
	known := map[string]bool{}
	for _, term := range glossary {
		if known[term.ID] || term.ID == "" || strings.ToLower(term.ID) != term.ID {
			t.Errorf("%q is no id, or twice", term.ID)
		}
		known[term.ID] = true
	}
	if len(glossary) < 60 {
		t.Errorf("only %d terms", len(glossary))
	}
	fields := fieldTitles{&request{lang: english}, schema.Default().With(glossaryExtensions).Schema}
	for _, term := range glossary {
		for _, text := range []string{term.Name.ID, term.Name.EN, term.Text.ID, term.Text.EN} {
			if strings.TrimSpace(text) == "" {
				t.Errorf("%s says nothing in one of the languages", term.ID)
			}
		}
		if term.Text.ID == term.Text.EN || !strings.HasSuffix(term.Text.ID, ".") || !strings.HasSuffix(term.Text.EN, ".") {
			t.Errorf("%s: %q, %q", term.ID, term.Text.ID, term.Text.EN)
		}
		if len(term.See) == 0 {
			t.Errorf("%s leads nowhere", term.ID)
		}
		for _, id := range term.See {
			if !known[id] || id == term.ID {
				t.Errorf("%s leads to %s", term.ID, id)
			}
		}
		ofPackage := term.Field == "" || term.Field == "releases" || strings.HasPrefix(term.Field, "records")
		if !ofPackage && fields.of(term.Field).Title == "" {
			t.Errorf("%s: there is no field %s", term.ID, term.Field)
		}
	}
}
