package tables

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"terang/schema"
)

// tellings are what the releases' changes mean: code and sentence, in a language.
func tellings(p *Process, language int) (all []string) {
	teller := NewTeller(p)
	for i := range p.History.Changes {
		if m := teller.Tell(i).Meaning; m != nil {
			all = append(all, m.Code+": "+[2]string{m.English, m.Indonesian}[language])
		}
	}
	return all
}

// told is a case: the members of the first release, and of those after it; and all that is told of them.
type told struct {
	name     string
	releases []string
	english  []string
	second   []string // in Indonesian
}

func (c *told) check(t *testing.T) {
	t.Run(c.name, func(t *testing.T) {
		p := merged(t, c.releases...)
		p.Schema = schema.Default().With(tellingExtensions).Schema
		for language, want := range [2][]string{c.english, c.second} {
			if got := tellings(p, language); !slices.Equal(got, want) {
				t.Errorf("language %d\ngot  %s\nwant %s", language, strings.Join(got, "\n     "), strings.Join(want, "\n     "))
			}
		}
	})
}

var tellingExtensions = []string{
	"https://extensions.invalid/open-contracting-extensions/ocds_bid_extension/extension.json",
	"https://extensions.invalid/open-contracting-extensions/ocds_contract_completion_extension/extension.json",
	"https://extensions.invalid/contratacionesabiertas/ocds_implementationStatus_extension/extension.json",
}

func allTold() []told {
	return slices.Concat(toldOfDates, toldOfValues, toldOfStatuses, toldOfThings, toldOfOrganizations)
}

func TestMeanings(t *testing.T) {
	for _, c := range allTold() {
		c.check(t)
	}
}

// Every rule tells in some case.
func TestEveryRuleIsTold(t *testing.T) {
	seen := map[string]bool{}
	for _, c := range allTold() {
		for _, one := range c.english {
			code, _, _ := strings.Cut(one, ":")
			seen[code] = true
		}
	}
	codes := map[string]bool{}
	for _, list := range meanings {
		for _, m := range list {
			if codes[m.code] = true; !seen[m.code] {
				t.Errorf("no case has %s (%s %s)", m.code, m.kind, m.paths)
			}
		}
	}
	if len(codes) < 25 {
		t.Errorf("only %d codes", len(codes))
	}
}

var blank = regexp.MustCompile(`\{[^}]*\}`)

// Both languages say the same of a change, and no rule stands where another has told all before it.
func TestRulesAreWhole(t *testing.T) {
	heading := regexp.MustCompile(`^[a-z]+(_[a-z]+)+$`)
	for _, list := range meanings {
		for _, m := range list {
			blanks := [2][]string{blank.FindAllString(m.words[english], -1), blank.FindAllString(m.words[indonesian], -1)}
			slices.Sort(blanks[0])
			slices.Sort(blanks[1])
			if !slices.Equal(blanks[0], blanks[1]) || !strings.HasSuffix(m.words[english], ".") || !strings.HasSuffix(m.words[indonesian], ".") {
				t.Errorf("%s: %q", m.code, m.words)
			}
			if !heading.MatchString(m.code) {
				t.Errorf("the code %s", m.code)
			}
			if !strings.HasPrefix(m.paths, "*") && fieldsOf(m.paths) == "" {
				t.Errorf("%s: no schema has %s", m.code, m.paths)
			}
		}
	}
}

// fieldsOf is the last name on a path that some schema has.
func fieldsOf(path string) string {
	fields := newDictionary(schema.Default()).fields(path)
	if fields == nil {
		return ""
	}
	return fields[len(fields)-1].title
}

// A process of thousands of releases is told in time that grows with them alone.
func TestTellingManyReleases(t *testing.T) {
	releases := make([]string, 3000)
	for i := range releases {
		amount := string(rune('1'+i%9)) + "000"
		releases[i] = `"tender":{"id":"T","value":{"amount":` + amount + `,"currency":"IDR"}},"awards":[{"id":"A` + amount + `","status":"active"}],` +
			`"contracts":[{"id":"C","implementation":{"transactions":[{"id":"` + strings.Repeat("x", i%50) + amount + time.Duration(i).String() + `","value":{"amount":` + amount + `,"currency":"IDR"}}]}}]`
	}
	// All are of one instant: there are not as many days.
	p := mergedAt(t, "2025-02-01T20:00:00Z", releases...)
	begin := time.Now()
	got := tellings(p, english)
	if took := time.Since(begin); len(got) < 6000 || took > 5*time.Second {
		t.Errorf("%d meanings in %v", len(got), took)
	}
	if last := got[len(got)-1]; last != "transaction_added: A payment of IDR 3,000 under contract C was published." {
		t.Error(last)
	}
}

// mergedAt is merged for any number of releases, all of one instant and in their order.
func mergedAt(t testing.TB, date string, members ...string) *Process {
	t.Helper()
	var releases []*schema.Release
	for i, text := range members {
		releases = append(releases, schema.NewRelease(fmt.Appendf(nil, `{"ocid":"ocds-contoh-1","id":"%d","date":%q,"tag":["tender"],%s}`, i+1, date, text)))
	}
	record, err := schema.Default().Merge(releases)
	if err != nil {
		t.Fatal(err)
	}
	tree, err := schema.Parse(record.Compiled())
	if err != nil {
		t.Fatal(err)
	}
	return &Process{OCID: "ocds-contoh-1", Tree: tree, History: record.History(), Schema: schema.Default(), Zone: jakarta}
}
