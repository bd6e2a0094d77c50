package report

import (
	"bytes"
	"encoding/csv"
	"strconv"

	"terang/checks"
)

// RulesTable is the CSV table (RFC 4180) of how often each rule applied and was passed, and the number of its rows.
func RulesTable(q *checks.Quality) (text []byte, rows int64) {
	lines := [][]string{{"code", "level", "severity", "applied", "passed", "source", "words", "words_id"}}
	for _, r := range q.Rules {
		rule := checks.RuleOf(r.Code)
		lines = append(lines, []string{r.Code, string(r.Level), string(r.Severity), decimal(r.Applied), decimal(r.Passed),
			rule.Source, rule.English, rule.Indonesian})
	}
	return table(lines)
}

// CoverageTable is the CSV table of how often each field is there (exists) and has a value (filled), of the objects
// that could have it, and the number of its rows.
func CoverageTable(q *checks.Quality) (text []byte, rows int64) {
	lines := [][]string{{"path", "of", "exists", "filled"}}
	for _, c := range q.Coverage {
		lines = append(lines, []string{c.Path, decimal(c.Of), decimal(c.Exists), decimal(c.Filled)})
	}
	return table(lines)
}

func table(lines [][]string) ([]byte, int64) {
	var b bytes.Buffer
	_ = csv.NewWriter(&b).WriteAll(lines) // into memory
	return b.Bytes(), int64(len(lines) - 1)
}

func decimal(n int64) string { return strconv.FormatInt(n, 10) }
