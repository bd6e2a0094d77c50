package checks

import (
	"strings"
	"testing"
)

func init() {
	cases = append(cases,
		ruleCase{rule: "penalty_paid_not_imposed",
			pass: work(`"performanceFailures":[{"id":"1","penaltyPaid":true,"penaltyImposed":"Rp84.488"},{"id":"2","penaltyPaid":false}]`),
			fail: work(`"performanceFailures":[{"id":"1","penaltyPaid":true,"penaltyImposed":"Nihil"}]`),
			at:   "/contracts/0/implementation/performanceFailures/0/penaltyPaid", says: "said to be paid"},
		ruleCase{rule: "penalty_paid_not_imposed",
			pass: work(`"performanceFailures":[{"id":"1","penaltyPaid":true,"penaltyValue":{"amount":5}}]`),
			fail: work(`"performanceFailures":[{"id":"1","penaltyPaid":true,"penaltyImposed":"Denda","penaltyValue":{"amount":0}}]`),
			at:   "/contracts/0/implementation/performanceFailures/0/penaltyPaid", says: "said to be paid"},
		ruleCase{rule: "failure_outside_contract",
			pass: work(`"endDate":"2026-04-10T00:00:00+07:00","performanceFailures":[{"period":{"startDate":"2026-04-01T00:00:00+07:00","endDate":"2026-04-10T09:00:00+07:00"}}]`),
			fail: work(`"endDate":"2026-04-10T00:00:00+07:00","performanceFailures":[{"period":{"startDate":"2026-04-01T00:00:00+07:00","endDate":"2026-04-11T09:00:00+07:00"}}]`),
			at:   "/contracts/0/implementation/performanceFailures/0/period", says: "failure (2026-04-01 to 2026-04-11)"},
		ruleCase{rule: "failure_outside_contract", // open past its end: only the start is known
			pass: work(`"performanceFailures":[{"period":{"startDate":"2026-04-01T00:00:00+07:00","endDate":"2026-09-11T09:00:00+07:00"}}]`),
			fail: work(`"performanceFailures":[{"period":{"startDate":"2025-04-01T00:00:00+07:00"}}]`),
			at:   "/contracts/0/implementation/performanceFailures/0/period", says: "ran from 2026-01-01"},
		ruleCase{rule: "failure_events_negative",
			pass: work(`"performanceFailures":[{"events":1},{"events":null}]`),
			fail: work(`"performanceFailures":[{"events":-1}]`),
			at:   "/contracts/0/implementation/performanceFailures/0/events", says: "happened -1 times"},
		ruleCase{rule: "observation_empty",
			pass: work(`"metrics":[{"observations":[{"measure":100},{"value":{"amount":1}}]}]`),
			fail: `{"tender":{"targets":[{"observations":[{"id":"1","unit":{"name":"persen"}}]}]},"awards":[{"agreedMetrics":[{"observations":[{"id":"2","measure":1}]}]}]}`,
			at:   "/tender/targets/0/observations/0", says: "neither a value nor a measure"},
		ruleCase{rule: "metric_not_agreed",
			pass: `{"awards":[{"id":"a","agreedMetrics":[{"id":"m"}]}],"contracts":[{"awardID":"a","agreedMetrics":[{"id":"n"}],"implementation":{"metrics":[{"id":"n"},{"id":"m"}]}}]}`,
			fail: `{"contracts":[{"agreedMetrics":[{"id":"n"}],"implementation":{"metrics":[{"id":"m"}]}}]}`,
			at:   "/contracts/0/implementation/metrics/0", says: "'m' was measured"},
		ruleCase{rule: "observation_outside_contract",
			pass: work(`"metrics":[{"observations":[{"period":{"endDate":"2026-02-01T00:00:00+07:00"}}]}]`),
			fail: work(`"metrics":[{"observations":[{"period":{"endDate":"2025-02-01T00:00:00+07:00"}}]}]`),
			at:   "/contracts/0/implementation/metrics/0/observations/0/period", says: "to 2025-02-01) lies outside"},
		ruleCase{rule: "final_value_sum", options: &Options{},
			pass: work(`"finalValue":{"amount":3.5,"currency":"IDR"},"transactions":[{"value":{"amount":3,"currency":"IDR"}},{"value":{"amount":0.5,"currency":"IDR"}}]`),
			fail: work(`"finalValue":{"amount":3.5,"currency":"IDR"},"transactions":[{"value":{"amount":3,"currency":"IDR"}}]`),
			at:   "/contracts/0/implementation/finalValue", says: "is 3.50 IDR, but the payments add up to 3 IDR"},
		ruleCase{rule: "end_date_unexplained",
			pass: work(`"endDate":"2026-04-10T00:00:00+07:00","endDateDetails":"BAST"`),
			fail: work(`"endDate":"2026-04-10T00:00:00+07:00"`),
			at:   "/contracts/0/implementation/endDate", says: "on 2026-04-10, not on 2026-03-31"},
		ruleCase{rule: "end_date_unexplained", // the day alone counts
			pass: work(`"endDate":"2026-03-31T10:00:00+07:00"`),
			fail: work(`"endDate":"2026-03-30T10:00:00+07:00"`),
			at:   "/contracts/0/implementation/endDate", says: "on 2026-03-30"},
		ruleCase{rule: "end_date_before_start",
			pass: work(`"endDate":"2026-01-01T10:00:00+07:00"`),
			fail: work(`"endDate":"2025-12-31T10:00:00+07:00"`),
			at:   "/contracts/0/implementation/endDate", says: "before the contract began (2026-01-01)"},
		ruleCase{rule: "final_value_over_contract",
			pass: `{"contracts":[{"value":{"amount":100},"implementation":{"finalValue":{"amount":110}}},{"value":{"amount":100},"amendments":[{"id":"1"}],"implementation":{"finalValue":{"amount":111}}}]}`,
			fail: `{"contracts":[{"value":{"amount":100},"implementation":{"finalValue":{"amount":110.01}}}]}`,
			at:   "/contracts/0/implementation/finalValue", says: "110.01 is more than a tenth above the contract's 100"},
	)
}

// work is a process with one contract, from 1 January to 31 March 2026, and what was done of it.
func work(implementation string) string {
	return `{"contracts":[{"id":"1","period":{"startDate":"2026-01-01T00:00:00+07:00","endDate":"2026-03-31T23:59:59+07:00"},` +
		`"implementation":{` + implementation + `}}]}`
}

// What cannot be known is not judged.
func TestNotJudged(t *testing.T) {
	for rule, text := range map[string]string{
		"final_value_sum":              work(`"finalValue":{"amount":3},"finalValueDetails":"Dipotong denda","transactions":[{"value":{"amount":4}}]`),
		"failure_outside_contract":     `{"contracts":[{"implementation":{"performanceFailures":[{"period":{"startDate":"2026-01-01T00:00:00Z"}}]}}]}`,
		"metric_not_agreed":            work(`"metrics":[{"id":"m"}]`),
		"milestone_due_after_contract": work(`"milestones":[{"dueDate":"31 Maret 2026"},{"dueDate":7},null,"x"]`),
		"contract_ten_times_award":     `{"awards":[{"id":"a","value":{"amount":1,"currency":"USD"}}],"contracts":[{"awardID":"a","value":{"amount":16000,"currency":"IDR"}}]}`,
		"supplier_is_buyer":            `{"buyer":{"id":"b"},"tender":{"procurementMethodDetails":"SWAKELOLA Tipe 1"},"awards":[{"suppliers":[{"id":"b"}]}]}`,
		"winner_not_tenderer":          `{"tender":{"procurementMethod":"direct","tenderers":[{"id":"a"}]},"awards":[{"suppliers":[{"id":"b"}]}]}`,
		"winner_not_tenderer ":         `{"tender":{"tenderers":[{"id":"a"}]},"awards":[{"suppliers":[{"id":"b","name":"B"}]}]}`,
		"tag_without_section":          `{"tag":["award"]}`,
		"idn_threshold":                `{"tender":{"procurementMethodDetails":"Pengadaan Langsung","mainProcurementCategory":"goods","value":{"amount":900000000,"currency":"IDR"},"tenderPeriod":{"startDate":"2016-05-01T00:00:00+07:00"}}}`,
		"idn_date_order":               `{"tender":{"procurementMethodDetails":"Swakelola Tipe 2"},"contracts":[{"dateSigned":"2026-02-01T00:00:00+07:00","period":{"startDate":"2026-01-01T00:00:00+07:00"}}]}`,
		"idn_penalty_days":             `{"contracts":[{"value":{"amount":1000},"implementation":{"performanceFailures":[{"daysLate":3},{"penaltyValue":{"amount":7}}]}}]}`,
	} {
		if found, applied := ask(t, &ruleCase{rule: strings.TrimSpace(rule), options: &Options{Profiles: []string{Indonesia}}}, text); len(found) > 0 || applied > 0 {
			t.Errorf("%s applied %d times to %s and found %+v", rule, applied, text, found)
		}
	}
}

// Members of any type, or none, are no reason to fail.
func TestOddTypes(t *testing.T) {
	names := []string{"awards", "contracts", "parties", "tender", "planning", "bids", "buyer", "relatedProcesses", "ocid", "date"}
	for _, value := range []string{`null`, `7`, `"x"`, `true`, `[]`, `{}`, `[null]`, `[[{}]]`, `[{"id":[1]}]`, `"08"`, `""`,
		`[{"value":{"amount":1e400},"suppliers":7,"implementation":[{"transactions":{"value":{"amount":"5"}}}]}]`} {
		for _, name := range names {
			e := NewExaminer(&Options{Profiles: []string{Indonesia}})
			tree := parsed(t, `{"`+name+`":`+value+`}`)
			p := &Process{Value: tree, Options: e.options, examiner: e}
			for _, r := range e.active {
				r.process(p, r)
			}
		}
	}
}
