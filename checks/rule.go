// Package checks knows what is worth telling about data that the schema accepts: one small named rule for each thing.
// No rule of this room refuses a release. A rule about facts must not: what it finds has to be publishable.
package checks

import (
	"slices"

	"terang/schema"
)

// Rule is one thing that data is held to beyond the schema.
type Rule struct {
	schema.Rule
	Level   Level
	Profile string // the profile that switches it on; empty where it always is

	place   func(*Place) bool                       // of a field rule: whether it has something to say of a place
	field   func(*Place, *schema.Value) Outcome     // of a field rule
	process func(*Process, *Rule)                   // of a process rule
	history func(before, now *Process, rule *Rule)  // of a rule on two versions of one process
	dataset func(*Dataset, *Options, *Rule) *Result // of a rule on all processes together
	index   int
}

// Level is what a rule looks at.
type Level string

// The levels, from the smallest to the largest.
const (
	OfField   Level = "field"   // one value in a release
	OfProcess Level = "process" // all that is known of a process, as its compiled release tells it
	OfHistory Level = "history" // a process now, against the version published before
	OfDataset Level = "dataset" // all processes together
)

// Indonesia is the profile of Indonesian procurement, switched on by `profiles: [indonesia]` in terang.yaml.
const Indonesia = "indonesia"

// rules are all rules, in the order of their declarations.
var rules []*Rule

// Rules lists every rule of this room.
func Rules() []*Rule { return slices.Clone(rules) }

func declare(r *Rule) *Rule {
	r.index = len(rules)
	rules = append(rules, r)
	return r
}

// Words are what a rule says: what is wrong and what to do, in English and Indonesian, with blanks %[n]s.
type Words struct{ English, Indonesian string }

// fieldRule declares a rule on single values. It is asked of every value that is there and not empty, at the places
// that where names; what it fails gives a finding whose blanks are the value and then the outcome's arguments.
func fieldRule(code string, severity schema.Severity, source string, words Words, where func(*Place) bool, test func(*Place, *schema.Value) Outcome) *Rule {
	return declare(&Rule{Rule: rule(code, severity, source, words), Level: OfField, place: where, field: test})
}

// processRule declares a rule on a process; it calls Process.judge for each thing that it can judge.
func processRule(code string, severity schema.Severity, source string, words Words, judge func(*Process, *Rule)) *Rule {
	return declare(&Rule{Rule: rule(code, severity, source, words), Level: OfProcess, process: judge})
}

// profileRule declares a rule on a process that a profile switches on.
func profileRule(profile, code string, severity schema.Severity, source string, words Words, judge func(*Process, *Rule)) *Rule {
	r := processRule(code, severity, source, words, judge)
	r.Profile = profile
	return r
}

// historyRule declares a rule on a process in the version published before and now; it calls judge of now.
func historyRule(code string, severity schema.Severity, source string, words Words, judge func(before, now *Process, r *Rule)) *Rule {
	return declare(&Rule{Rule: rule(code, severity, source, words), Level: OfHistory, history: judge})
}

// datasetRule declares a rule on all processes together.
func datasetRule(code string, severity schema.Severity, source string, words Words, judge func(*Dataset, *Options, *Rule) *Result) *Rule {
	return declare(&Rule{Rule: rule(code, severity, source, words), Level: OfDataset, dataset: judge})
}

func rule(code string, severity schema.Severity, source string, words Words) schema.Rule {
	return schema.Rule{Code: code, Severity: severity, Source: source, English: words.English, Indonesian: words.Indonesian}
}

// Outcome is what a field rule makes of a value.
type Outcome struct {
	State State
	Args  []string // what the wording's blanks from the second on are filled with
}

// State says how a rule fared.
type State string

// The states. A rule that cannot be asked is neither passed nor failed.
const (
	Passed        State = "passed"
	Failed        State = "failed"
	NotApplicable State = "not_applicable"
)

// pass, fail and skip are the outcomes of field rules.
func pass(ok bool, args ...string) Outcome {
	if ok {
		return Outcome{State: Passed}
	}
	return Outcome{Failed, args}
}

var skip = Outcome{State: NotApplicable}
