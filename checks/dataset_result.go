package checks

import (
	"math/big"
	"strconv"

	"terang/schema"
)

// Text says something in both languages.
type Text struct {
	English    string `json:"en"`
	Indonesian string `json:"id"`
}

// Result is what came of a rule on all processes together.
type Result struct {
	Code   string `json:"code"`
	Level  Level  `json:"level"`
	State  State  `json:"state"`
	Reason *Text  `json:"reason,omitempty"` // why it is not applicable

	N           int64    `json:"n"`                     // things judged, such as values
	LeftOut     int64    `json:"left_out,omitempty"`    // things that could not be judged, such as values without a rate
	Measure     *Text    `json:"measure,omitempty"`     // what Value is
	Value       string   `json:"value,omitempty"`       // a share as 0.9712, or several with their codes
	Uncertainty string   `json:"uncertainty,omitempty"` // how far the true share may be above Value; absent where it is exact
	Limit       string   `json:"limit,omitempty"`       // what Value is held to, as ≤ 0.95
	Sampled     bool     `json:"sampled,omitempty"`     // it was judged on a sample, chosen by the keys' hashes
	Shares      []Share  `json:"shares,omitempty"`      // of codes, the most frequent first
	Examples    []string `json:"examples,omitempty"`    // ocids or values, at most 5

	rule *Rule
	args []string
}

// Share is how often a code occurs, and which part of all codes that is.
type Share struct {
	Code  string `json:"code"`
	Count int64  `json:"count"`
	Share string `json:"share"` // as 0.4000
}

// Finding is what is to be told of a rule that failed; false of any other. It has no pointer, as it is about all processes.
func (r *Result) Finding() (schema.Finding, bool) {
	if r.State != Failed || r.rule == nil {
		return schema.Finding{}, false
	}
	return r.rule.Finding("", r.args...), true
}

// Results asks every rule on all processes together, in the order of their declaration.
func (d *Dataset) Results(o *Options) (results []*Result) {
	for _, r := range rules {
		if r.Level == OfDataset && r.dataset != nil {
			results = append(results, r.dataset(d, o, r))
		}
	}
	return results
}

// result begins the result of a rule that judged n things.
func (r *Rule) result(n int64) *Result {
	return &Result{Code: r.Code, Level: r.Level, State: Passed, N: n, rule: r}
}

// idle is the result of a rule that cannot be asked.
func (r *Rule) idle(n int64, reason *Text) *Result {
	return &Result{Code: r.Code, Level: r.Level, State: NotApplicable, N: n, Reason: reason, rule: r}
}

// holds sets whether the rule was passed, and what its wording's blanks are filled with where it was not.
func (r *Result) holds(ok bool, args ...string) *Result {
	if !ok {
		r.State, r.args = Failed, args
	}
	return r
}

// The reasons that more than one rule has.
var (
	nothingThere = &Text{"No process says anything of it.", "Tidak ada proses yang memuatnya."}
	tooFew       = &Text{"There are too few for a judgement.", "Jumlahnya terlalu sedikit untuk dinilai."}
)

// share is a part of a whole as a fraction.
func share(part, whole int64) *big.Rat {
	if whole == 0 {
		return new(big.Rat)
	}
	return big.NewRat(part, whole)
}

// fraction writes a share for programs, as 0.9712; percent for people, as 97.12%.
func fraction(share *big.Rat) string { return share.FloatString(4) }

func percent(share *big.Rat) string {
	return new(big.Rat).Mul(share, big.NewRat(100, 1)).FloatString(2) + "%"
}

// uncertain writes how far a share may be from its figure; empty where it is exact.
func uncertain(missed, whole int64) string {
	if missed == 0 {
		return ""
	}
	return share(missed, whole).FloatString(6)
}

func count(n int64) string { return strconv.FormatInt(n, 10) }

// atLeast writes a number, of which it may be known only that there are no fewer.
func atLeast(n int64, unsure bool) string {
	if unsure {
		return "≥ " + count(n)
	}
	return count(n)
}
