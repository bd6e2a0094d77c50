package checks

func init() {
	cases = append(cases,
		ruleCase{rule: "contract_ten_times_award",
			pass: `{"awards":[{"id":"a","value":{"amount":100}}],"contracts":[{"awardID":"a","value":{"amount":999}}]}`,
			fail: `{"awards":[{"id":"a","value":{"amount":100}}],"contracts":[{"awardID":"a","value":{"amount":1000}}]}`,
			at:   "/contracts/0/value", says: "worth 1000, the award that it follows 100"},
		ruleCase{rule: "contract_ten_times_award", // an award may be shared among contracts
			pass: `{"awards":[{"id":1,"value":{"amount":100}}],"contracts":[{"awardID":"1","value":{"amount":5}},{"awardID":1,"value":{"amount":95}}]}`,
			fail: `{"awards":[{"id":"a","value":{"amount":100}}],"contracts":[{"awardID":"a","value":{"amount":10}}]}`,
			at:   "/contracts/0/value", says: "worth 10,"},
		ruleCase{rule: "award_ten_times_tender",
			pass: `{"tender":{"value":{"amount":100}},"awards":[{"value":{"amount":5}}]}`,
			fail: `{"tender":{"value":{"amount":100}},"awards":[{"value":{"amount":5}},{"value":{"amount":1000}}]}`,
			at:   "/awards/1/value", says: "ten times the 100"},
		ruleCase{rule: "amount_placeholder",
			pass: `{"awards":[{"value":{"amount":1.5}},{"status":"cancelled","value":{"amount":0}}]}`,
			fail: `{"contracts":[{"value":{"amount":1.00,"currency":"IDR"}}]}`,
			at:   "/contracts/0/value/amount", says: "is 1 IDR"},
		ruleCase{rule: "amount_placeholder",
			pass: `{"contracts":[{"value":{"amount":2}}]}`,
			fail: `{"awards":[{"value":{"amount":-500}},{"value":{"amount":0}}]}`,
			at:   "/awards/0/value/amount", says: "is -500", count: 2},
		ruleCase{rule: "amount_like_year",
			pass: `{"planning":{"budget":{"amount":{"amount":2014}}},"tender":{"value":{"amount":2025.5}}}`,
			fail: `{"planning":{"budget":{"amount":{"amount":2025}}}}`,
			at:   "/planning/budget/amount/amount", says: "exactly 2025"},
		ruleCase{rule: "items_against_value",
			pass: `{"awards":[{"value":{"amount":10},"items":[{"quantity":10,"unit":{"value":{"amount":10}}}]}]}`,
			fail: `{"contracts":[{"value":{"amount":10},"items":[{"quantity":10,"unit":{"value":{"amount":10}}},{"quantity":0.5,"unit":{"value":{"amount":1}}}]}]}`,
			at:   "/contracts/0/items", says: "come to 100.50"},
		ruleCase{rule: "currency_differs",
			pass: `{"awards":[{"id":"a","value":{"currency":"IDR"}}],"contracts":[{"awardID":"a","value":{"currency":"IDR"}}]}`,
			fail: `{"awards":[{"id":"a","value":{"currency":"IDR"}}],"contracts":[{"awardID":"a","value":{"currency":"USD"}}]}`,
			at:   "/contracts/0/value/currency", says: "in USD, the award that it follows in IDR"},
		ruleCase{rule: "transaction_ten_times_contract",
			pass: `{"contracts":[{"value":{"amount":10},"implementation":{"transactions":[{"value":{"amount":100}}]}}]}`,
			fail: `{"contracts":[{"value":{"amount":10},"implementation":{"transactions":[{"value":{"amount":101}}]}}]}`,
			at:   "/contracts/0/implementation/transactions/0/value", says: "payment of 101"},
		ruleCase{rule: "transaction_twice",
			pass: work(`"transactions":[` + payment("1", "a", "") + `,` + payment("2", "b", "") + `]`),
			fail: work(`"transactions":[` + payment("1", "a", "") + `,` + payment("2", "b", "") + `,` + payment("3", "a", "") + `]`),
			at:   "/contracts/0/implementation/transactions/2", says: "payment of 5 on 2026-02-01 is recorded twice"},
		ruleCase{rule: "transaction_twice", options: &Options{}, // the paper tells them apart
			pass: work(`"transactions":[` + payment("1", "a", "BAP-1") + `,` + payment("2", "a", "BAP-2") + `]`),
			fail: work(`"transactions":[` + payment("1", "a", "BAP-1") + `,` + payment("2", "a", "BAP-1") + `]`),
			at:   "/contracts/0/implementation/transactions/1", says: "recorded twice"},
		ruleCase{rule: "transaction_twice",
			pass: work(`"transactions":[{"id":"1"},{"id":"2"}]`),
			fail: work(`"transactions":[{"id":"1"},{"id":"1"}]`),
			at:   "/contracts/0/implementation/transactions/1", says: "recorded twice"},
		ruleCase{rule: "contract_period_long",
			pass: work(``),
			fail: `{"contracts":[{"period":{"startDate":"2026-01-01T00:00:00+07:00","endDate":"2206-01-01T00:00:00+07:00"}}]}`,
			at:   "/contracts/0/period/endDate", says: "to 2206-01-01"},
		ruleCase{rule: "tender_period_short",
			pass: `{"tender":{"tenderPeriod":{"startDate":"2026-01-01T09:00:00+07:00","endDate":"2026-01-02T09:00:00+07:00"}}}`,
			fail: `{"tender":{"tenderPeriod":{"startDate":"2026-01-01T09:00:00+07:00","endDate":"2026-01-02T08:00:00+07:00"}}}`,
			at:   "/tender/tenderPeriod", says: "less than a day"},
		ruleCase{rule: "tender_period_short", // a day alone is a whole day
			pass: `{"tender":{"tenderPeriod":{"startDate":"2026-01-01T00:00:00+07:00","endDate":"2026-01-01T23:59:59+07:00"}}}`,
			fail: `{"tender":{"tenderPeriod":{"startDate":"2026-01-01T09:00:00+07:00","endDate":"2026-01-01T23:59:59+07:00"}}}`,
			at:   "/tender/tenderPeriod", says: "less than a day"},
		ruleCase{rule: "published_years_after_award",
			pass: `{"date":"2026-01-01T00:00:00Z","awards":[{"date":"2021-02-01T00:00:00Z"}]}`,
			fail: `{"date":"2026-01-01T00:00:00Z","awards":[{"date":"2008-02-01T00:00:00Z"}]}`,
			at:   "/awards/0/date", says: "17 years later"},
	)
}

// payment is one of a day, of 5.
func payment(id, payee, paper string) string {
	if paper != "" {
		paper = `,"documentNumber":"` + paper + `"`
	}
	return `{"id":"` + id + `","date":"2026-02-01T00:00:00+07:00","value":{"amount":5},"payee":{"id":"` + payee + `"}` + paper + `}`
}
