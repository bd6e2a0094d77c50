package checks

import "testing"

func init() {
	cases = append(cases,
		ruleCase{rule: "tenderers_count",
			pass: `{"tender":{"numberOfTenderers":2.0,"tenderers":[{"id":"1"},{"id":"2"}]}}`,
			fail: `{"tender":{"numberOfTenderers":3,"tenderers":[{"id":"1"},{"id":"2"}]}}`,
			at:   "/tender/numberOfTenderers", says: "numberOfTenderers is 3, but 2 tenderers are listed"},
		ruleCase{rule: "tender_value_off_budget",
			pass: `{"planning":{"budget":{"amount":{"amount":150,"currency":"IDR"}}},"tender":{"value":{"amount":100,"currency":"IDR"}}}`,
			fail: `{"planning":{"budget":{"amount":{"amount":150.01,"currency":"IDR"}}},"tender":{"value":{"amount":100,"currency":"IDR"}}}`,
			at:   "/tender/value/amount", says: "tender's value (100 IDR) and the budget (150.01 IDR)"},
		ruleCase{rule: "tender_value_off_budget", options: &Options{Rates: dollarRates},
			pass: `{"date":"2026-03-02T00:00:00+07:00","planning":{"budget":{"amount":{"amount":160000,"currency":"IDR"}}},"tender":{"value":{"amount":10,"currency":"USD"}}}`,
			fail: `{"date":"2026-03-02T00:00:00+07:00","planning":{"budget":{"amount":{"amount":16000,"currency":"IDR"}}},"tender":{"value":{"amount":10,"currency":"USD"}}}`,
			at:   "/tender/value/amount", says: "(16000 IDR)"},
		ruleCase{rule: "contracts_value_off_award",
			pass: `{"awards":[{"id":"a","value":{"amount":100}}],"contracts":[{"awardID":"a","value":{"amount":30}},{"awardID":"a","value":{"amount":20}},{"awardID":"b","value":{"amount":900}}]}`,
			fail: `{"awards":[{"id":"a","value":{"amount":100,"currency":"IDR"}}],"contracts":[{"awardID":"a","value":{"amount":100,"currency":"IDR"}},{"awardID":"a","value":{"amount":100,"currency":"IDR"}}]}`,
			at:   "/awards/0/value/amount", says: "award's value (100 IDR) and that of its contracts together (200 IDR)"},
		ruleCase{rule: "paid_above_contract",
			pass: `{"contracts":[{"value":{"amount":0.3},"implementation":{"transactions":[{"value":{"amount":0.1}},{"amount":{"amount":0.2}}]}}]}`,
			fail: `{"contracts":[{"value":{"amount":100,"currency":"IDR"},"implementation":{"transactions":[{"value":{"amount":100,"currency":"IDR"}},{"value":{"amount":0.01,"currency":"IDR"}}]}}]}`,
			at:   "/contracts/0/value/amount", says: "payments together (100.01 IDR) are more than the contract's value (100 IDR)"},
	)
	for _, text := range []string{
		// the days between are 30; with the first and the last 31; of a day without time at the end 31, and 30 begun
		`{"contracts":[{"period":{"startDate":"2026-03-01T00:00:00+07:00","endDate":"2026-03-31T00:00:00+07:00","durationInDays":30}}]}`,
		`{"contracts":[{"period":{"startDate":"2026-03-01T00:00:00+07:00","endDate":"2026-03-31T00:00:00+07:00","durationInDays":31}}]}`,
		`{"contracts":[{"period":{"startDate":"2026-03-01T00:00:00+07:00","endDate":"2026-03-31T23:59:59+07:00","durationInDays":31}}]}`,
		`{"contracts":[{"period":{"startDate":"2026-03-01T00:00:00+07:00","endDate":"2026-03-31T23:59:59+07:00","durationInDays":30}}]}`,
		`{"contracts":[{"period":{"startDate":"2026-03-01T08:00:00+07:00","maxExtentDate":"2026-03-02T07:00:00+07:00","durationInDays":0}}]}`,
		`{"contracts":[{"period":{"startDate":"0001-01-01T00:00:00Z","endDate":"9999-12-31T00:00:00Z","durationInDays":3652058}}]}`,
	} {
		cases = append(cases, ruleCase{rule: "period_duration_differs", pass: text,
			fail: `{"tender":{"contractPeriod":{"startDate":"2026-03-01T00:00:00+07:00","endDate":"2026-03-31T23:59:59+07:00","durationInDays":32}}}`,
			at:   "/tender/contractPeriod/durationInDays", says: "said to be 32 days long, but its dates make 31"})
	}
}

func TestValuesNotApplicable(t *testing.T) {
	notApplicable(t, "tenderers_count", `{"tender":{"numberOfTenderers":3}}`, `{"tender":{"numberOfTenderers":3,"tenderers":[]}}`, `{"tender":{"tenderers":[{"id":"1"}]}}`)
	notApplicable(t, "tender_value_off_budget",
		`{"planning":{"budget":{"amount":{"amount":15,"currency":"USD"}}},"tender":{"value":{"amount":100,"currency":"IDR"}}}`,
		`{"planning":{"budget":{"amount":{"amount":15,"currency":"IDR"}}},"tender":{"value":{"amount":0,"currency":"IDR"}}}`)
	notApplicable(t, "contracts_value_off_award",
		`{"awards":[{"id":"a","value":{"amount":100}}],"contracts":[{"awardID":"a","value":{"amount":3}},{"awardID":"a"}]}`,
		`{"awards":[{"id":"a","value":{"amount":100}},{"value":{"amount":100}}],"contracts":[{"value":{"amount":3}}]}`)
	notApplicable(t, "paid_above_contract",
		`{"contracts":[{"value":{"amount":100},"implementation":{"transactions":[]}}]}`,
		`{"contracts":[{"value":{"amount":100,"currency":"IDR"},"implementation":{"transactions":[{"value":{"amount":1000,"currency":"USD"}}]}}]}`)
	notApplicable(t, "period_duration_differs",
		`{"contracts":[{"period":{"startDate":"2026-03-31T00:00:00+07:00","endDate":"2026-03-01T00:00:00+07:00","durationInDays":30}}]}`,
		`{"contracts":[{"period":{"startDate":"2026-03-01T00:00:00+07:00","durationInDays":30}}]}`,
		`{"contracts":[{"period":{"startDate":"2026-03-01T00:00:00+07:00","endDate":"2026-03-31T00:00:00+07:00","durationInDays":"30"}}]}`)
}
