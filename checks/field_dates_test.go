package checks

import (
	"testing"
	"time"

	"terang/schema"
)

func init() {
	cases = append(cases,
		ruleCase{rule: "date_out_of_range", pass: `{"date":"1990-01-01T00:00:00Z","tender":{"tenderPeriod":{"endDate":"2049-12-31T23:59:59+07:00"}}}`,
			fail: `{"date":"1989-12-31T00:00:00Z","tender":{"tenderPeriod":{"endDate":"2050-01-01t00:00:00Z"}}}`, at: "/date", says: "1990 to 2049", count: 2},
		// The first day of the year that a programme shows where there is none.
		ruleCase{rule: "date_out_of_range", pass: `{"contracts":[{"dateSigned":"2025-01-01T00:00:00Z"}]}`,
			fail: `{"contracts":[{"dateSigned":"0001-01-01T00:00:00Z"}]}`, at: "/contracts/0/dateSigned", says: "leave the field out"},
		// On 21 November in UTC the 22nd has begun in the easternmost zone only after 10:00.
		ruleCase{rule: "date_in_future", pass: `{"date":"2026-11-21T23:59:59+14:00","awards":[{"date":"2026-11-21T23:59:59Z"}],"tender":{"tenderPeriod":{"endDate":"2030-01-01T00:00:00Z"}}}`,
			fail: `{"date":"2026-11-22T00:00:00+14:00","awards":[{"date":"2062-11-21T00:00:00Z"}]}`, at: "/date", says: "later than today (2026-11-21)", count: 2},
		ruleCase{rule: "date_in_future", pass: `{"tender":{"milestones":[{"dueDate":"2030-01-01T00:00:00Z","dateMet":"2026-01-01T00:00:00Z"}]}}`,
			fail: `{"tender":{"milestones":[{"dateMet":"2030-01-01T00:00:00Z"}]}}`, at: "/tender/milestones/0/dateMet", says: "2030-01-01"},
		ruleCase{rule: "date_in_future", options: &Options{Today: time.Date(2026, 11, 21, 10, 0, 0, 0, time.UTC)},
			pass: `{"date":"2026-11-22T00:00:00+14:00"}`, fail: `{"date":"2026-11-23T00:00:00+14:00"}`, at: "/date", says: "(2026-11-22)"},
	)
}

// Dates that cannot be read are the schema's to tell, and without a today nothing lies in the future.
func TestDatesNotAsked(t *testing.T) {
	for _, text := range []string{`{"date":"-001-11-30T00:00:00Z"}`, `{"date":"30/11/2062"}`, `{"date":"2062"}`, `{"date":20620101}`, `{"date":null}`} {
		for _, code := range []string{"date_out_of_range", "date_in_future"} {
			if found, applied := ask(t, &ruleCase{rule: code}, text); len(found) > 0 || applied > 0 {
				t.Errorf("%s of %s: %+v", code, text, found)
			}
		}
	}
	if found := NewExaminer(&Options{}).Release(parsed(t, `{"ocid":"ocds-213czf-1","date":"2049-01-01T00:00:00Z"}`), schema.Default()); len(found) > 0 {
		t.Errorf("%+v", found)
	}
}
