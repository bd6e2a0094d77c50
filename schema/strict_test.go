package schema

import (
	"strings"
	"testing"
)

// In JSON Schema draft 4 a whole number has neither fraction nor exponent, whatever its value.
func TestWholeNumbers(t *testing.T) {
	for members, want := range map[string]string{
		`"id":"1","numberOfTenderers":3`:                   "",
		`"id":"1","numberOfTenderers":-0`:                  "",
		`"id":"1","numberOfTenderers":null`:                "",
		`"id":"1","value":{"amount":3.0}`:                  "",
		`"id":"1","items":[{"id":"1","quantity":3}]`:       "",
		`"id":"1","numberOfTenderers":3.0`:                 "type /tender/numberOfTenderers",
		`"id":"1","numberOfTenderers":3.5`:                 "type /tender/numberOfTenderers",
		`"id":"1","numberOfTenderers":3e2`:                 "type /tender/numberOfTenderers",
		`"id":"1","tenderPeriod":{"durationInDays":30.00}`: "type /tender/tenderPeriod/durationInDays",
		`"id":1.0`: "type /tender/id",
	} {
		var got []string
		release := `{"ocid":"ocds-213czf-1","id":"1","date":"2025-01-01T00:00:00Z","tag":["tender"],"initiationType":"tender","tender":{` + members + `}}`
		for _, f := range Default().judge.findings([]byte(release)) {
			got = append(got, f.Code+" "+f.Pointer)
		}
		if strings.Join(got, ", ") != want {
			t.Errorf("%s: %q, want %q", members, got, want)
		}
	}
}
