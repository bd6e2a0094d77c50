package checks

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"terang/schema"
)

// ruleCase is data that a rule passes and data that it does not.
type ruleCase struct {
	rule       string // its code
	pass, fail string // releases of field rules, compiled releases of process rules
	before     string // of a history rule: the process as it was published, for both
	at         string // pointer of the one finding of the rule that fail gives
	says       string // in its English words
	count      int    // findings of the rule in fail; 0 stands for 1
	options    *Options
}

var (
	cases  []ruleCase
	tested = map[string]bool{} // codes of rules that have tests of another form
)

func registerTested(codes ...string) {
	for _, code := range codes {
		tested[code] = true
	}
}

// ask gives the findings of one rule on a text, and how often it applied.
func ask(t *testing.T, c *ruleCase, text string) (found []schema.Finding, applied int64) {
	t.Helper()
	tree := parsed(t, text)
	options := c.options
	if options == nil {
		options = &Options{Today: time.Date(2026, 11, 21, 0, 0, 0, 0, time.UTC), Profiles: []string{Indonesia}}
	}
	e := NewExaminer(options)
	all := append(e.Release(tree, schema.Default()), e.Process(tree, nil, schema.Default())...)
	if c.before != "" {
		all = append(all, e.History(parsed(t, c.before), tree)...)
	}
	for _, f := range all {
		if f.Code == c.rule {
			found = append(found, f)
		}
	}
	i := slices.IndexFunc(rules, func(r *Rule) bool { return r.Code == c.rule })
	if i < 0 {
		t.Fatalf("no rule has the code %s", c.rule)
	}
	return found, e.counts[i].Applied
}

func parsed(t *testing.T, text string) *schema.Value {
	t.Helper()
	tree, err := schema.Parse([]byte(text))
	if err != nil {
		t.Fatalf("%v in %s", err, text)
	}
	return tree
}

// Each rule passes what it should, and says of what it does not where it is and what to do.
func TestRules(t *testing.T) {
	for _, c := range cases {
		if found, applied := ask(t, &c, c.pass); len(found) > 0 || applied == 0 {
			t.Errorf("%s applied %d times to %s and found %+v", c.rule, applied, c.pass, found)
		}
		found, _ := ask(t, &c, c.fail)
		if len(found) != max(c.count, 1) {
			t.Errorf("%s found %d, want %d in %s: %+v", c.rule, len(found), max(c.count, 1), c.fail, found)
			continue
		}
		if f := found[0]; f.Pointer != c.at || !strings.Contains(f.Text("en"), c.says) {
			t.Errorf("%s at %s says %s; want at %s: %s", c.rule, f.Pointer, f.Text("en"), c.at, c.says)
		}
		for _, lang := range []string{"en", "id"} {
			if words := found[0].Text(lang); strings.Contains(words, "%[") {
				t.Errorf("%s: a blank is left: %s", c.rule, words)
			}
		}
	}
}

var blank = regexp.MustCompile(`%\[\d\]s`)

// Every rule has its code, source and words, refuses nothing, and has a case of either kind.
func TestEveryRuleHasCases(t *testing.T) {
	codes := map[string]bool{}
	for _, r := range rules {
		if codes[r.Code] || r.Code == "" || r.Source == "" || r.Severity == schema.Error || r.Severity == "" {
			t.Errorf("rule %+v", r.Rule)
		}
		codes[r.Code] = true
		for _, words := range []string{r.English, r.Indonesian} {
			if len(words) < 20 || !strings.HasSuffix(words, ".") && !strings.HasSuffix(words, "%[3]s") && !strings.HasSuffix(words, "%[4]s") {
				t.Errorf("%s: %q", r.Code, words)
			}
		}
		if r.English == r.Indonesian || blank.MatchString(r.English) != blank.MatchString(r.Indonesian) {
			t.Errorf("%s: %s / %s", r.Code, r.English, r.Indonesian)
		}
		if !tested[r.Code] && !slices.ContainsFunc(cases, func(c ruleCase) bool { return c.rule == r.Code }) {
			t.Errorf("%s has no case", r.Code)
		}
	}
	for _, r := range schema.Rules {
		if codes[r.Code] {
			t.Errorf("%s is a code of the schema's own", r.Code)
		}
	}
}
