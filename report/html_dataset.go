package report

import (
	"html/template"
	"regexp"
	"strconv"
	"strings"

	"terang/checks"
)

// The page shows no more of a rule on all processes together than this.
const (
	maxShares  = 6 // codes with their shares
	maxCode    = 40
	maxExample = 60
)

// dataset is what came of the rules on all processes together.
type dataset struct{ Failed, Passed, Idle []*datasetRow }

type datasetRow struct {
	*checks.Result
	Words, Reason, Measure    template.HTML
	Value, Limit, Uncertainty string // shares in per cent
	Shares                    []checks.Share
	Examples                  []string
}

func newDataset(q *checks.Quality) (d dataset) {
	for _, r := range q.Dataset {
		row := newDatasetRow(r)
		switch r.State {
		case checks.Failed:
			d.Failed = append(d.Failed, row)
		case checks.Passed:
			d.Passed = append(d.Passed, row)
		default:
			d.Idle = append(d.Idle, row)
		}
	}
	return d
}

func newDatasetRow(r *checks.Result) *datasetRow {
	row := &datasetRow{Result: r, Words: gist(r.Code), Reason: both(r.Reason), Measure: both(r.Measure),
		Value: perCent(plain(maxPlace, r.Value)), Limit: limit(r.Limit), Uncertainty: perCent(r.Uncertainty)}
	switch f, failed := r.Finding(); {
	case failed:
		row.Words = say(plain(maxMessage, f.Text("en")), plain(maxMessage, f.Text("id")))
	case r.Measure != nil: // what the rule says is of what it would have found
		row.Words, row.Measure = row.Measure, ""
	}
	for _, s := range r.Shares[:min(len(r.Shares), maxShares)] {
		row.Shares = append(row.Shares, checks.Share{Code: plain(maxCode, s.Code), Count: s.Count, Share: perCent(s.Share)})
	}
	for _, e := range r.Examples {
		row.Examples = append(row.Examples, plain(maxExample, e))
	}
	return row
}

// both is a text in both languages, begun with a capital letter; nothing of none.
func both(t *checks.Text) template.HTML {
	if t == nil {
		return ""
	}
	return say(capital(plain(maxPlace, t.English)), capital(plain(maxPlace, t.Indonesian)))
}

var fractionForm = regexp.MustCompile(`\b[01]\.\d{4,6}\b`)

// perCent writes the fractions in a text, such as ≤ 0.9500, in per cent.
func perCent(text string) string {
	return fractionForm.ReplaceAllStringFunc(text, func(fraction string) string {
		f, err := strconv.ParseFloat(fraction, 64)
		if err != nil {
			return fraction
		}
		percent := strconv.FormatFloat(100*f, 'f', 2, 64)
		if f > 0 && percent == "0.00" {
			return "0.01%" // at most
		}
		return strings.TrimRight(strings.TrimRight(percent, "0"), ".") + "%"
	})
}

// limit is what a share is held to, as people write it.
func limit(text string) string {
	if text == "= 1" {
		return "100%"
	}
	return strings.ReplaceAll(perCent(text), "..", "–")
}

// capital begins a text with a capital letter.
func capital(text string) string {
	if text == "" {
		return ""
	}
	return strings.ToUpper(text[:1]) + text[1:]
}
