// Package indicators knows how to judge contractors' performance and what looks wrong in a contracting process: each
// figure with its evidence, and *not computable* apart from *no*.
//
// An [Indicator] is one figure or flag: its [Method] in words, and two functions. The first tells what follows from one
// process (its compiled release, with the history of its releases); the second what follows from all of them together,
// of which small facts are kept. An [Examiner] asks them all:
//
//	e := indicators.NewExaminer(indicators.Defaults(asOf))
//	for each process { e.Process(p, emit) }   // from any number of goroutines
//	e.Finish(emit)                            // what is relative to the dataset
//	e.Coverage()                              // on how much each could be computed, and what would unlock the rest
//
// Results follow from the data and the [Config] alone: the same processes give the same results in whatever order they
// came. Amounts are exact decimals. Nothing here adds results up into one score.
//
// A plan (RUP) is no procurement and gives no results; self-managed work (swakelola) has no contractor and gives none
// either; individuals count in totals and have no figures of their own (DESIGN.md, "Rulings on the data").
package indicators

// Indicator is one figure or flag.
type Indicator struct {
	Method

	process func(c *Case, i *Indicator)               // what follows from one process; nil where nothing does
	dataset func(d *dataset, i *Indicator, e *teller) // what follows from all; nil where nothing does
}

// Kind is what an indicator is for.
type Kind string

// The kinds of indicators.
const (
	Performance Kind = "performance" // how contractors, and buyers, did
	RedFlag     Kind = "red_flag"    // a question, not a finding of wrongdoing
)

// Words is a text in English and Indonesian.
type Words struct {
	EN string `json:"en"`
	ID string `json:"id"`
}

// In is the text in a language, id or en.
func (w Words) In(lang string) string {
	if lang == "id" {
		return w.ID
	}
	return w.EN
}

// Method is how an indicator is computed, in words: enough for a page of its own.
type Method struct {
	Code       string      `json:"code"`    // public and never reused: R003, on_time
	Version    int         `json:"version"` // a changed formula is a new version
	Kind       Kind        `json:"kind"`
	Family     string      `json:"family"` // whose it is: Cardinal, ICW, terang, contractor performance
	Title      Words       `json:"title"`
	Formula    Words       `json:"formula"`
	Source     string      `json:"source"`
	Thresholds []Threshold `json:"thresholds,omitempty"`
	Needs      []string    `json:"needs"` // paths of the fields that it needs; " | " stands between those of which one is enough
	Clear      Words       `json:"clear"` // what is said where the flag is not raised; empty of what flags nothing
	Caveat     Words       `json:"caveat"`
}

// Threshold is a number that a method compares with, and where it comes from.
type Threshold struct {
	Name   string `json:"name"`
	Value  string `json:"value"`
	Source string `json:"source"`
}

// ID names the method with its version, as results carry it: R003/1.
func (m *Method) ID() string { return m.Code + "/" + digits(int64(m.Version)) }

// Methods are all methods, with the thresholds of the configuration, in the order of the list.
func Methods(c Config) []Method {
	all := make([]Method, 0, len(list))
	for _, i := range list {
		m := i.Method
		m.Thresholds = c.thresholds(m.Code)
		all = append(all, m)
	}
	return all
}
