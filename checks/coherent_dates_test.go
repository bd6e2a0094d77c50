package checks

import "testing"

func init() {
	cases = append(cases,
		ruleCase{rule: "period_order",
			pass: `{"tender":{"tenderPeriod":{"startDate":"2026-03-02T08:00:00+07:00","endDate":"2026-03-02T00:00:00+07:00"}}}`,
			fail: `{"contracts":[{"period":{"startDate":"2026-03-02T00:00:00+07:00","endDate":"2026-03-01T23:59:59+07:00"}}]}`,
			at:   "/contracts/0/period/endDate", says: "ends (2026-03-01T23:59:59+07:00) before it begins (2026-03-02T00:00:00+07:00)"},
		ruleCase{rule: "period_order",
			pass: `{"tender":{"awardPeriod":{"startDate":"2026-03-02T08:00:00+07:00","endDate":"2026-03-02T01:00:01Z"}}}`,
			fail: `{"tender":{"enquiryPeriod":{"startDate":"2026-03-02T08:00:01+07:00","endDate":"2026-03-02T01:00:00Z"}},"awards":[{"contractPeriod":{"startDate":"2026-03-02T08:00:00Z","endDate":"2025-03-02T01:00:00Z"}}]}`,
			at:   "/tender/enquiryPeriod/endDate", says: "before it begins", count: 2},
		ruleCase{rule: "contract_period_before_tender_closes",
			pass: `{"tender":{"tenderPeriod":{"endDate":"2026-03-02T10:00:00+07:00"},"contractPeriod":{"startDate":"2026-03-02T00:00:00+07:00"}}}`,
			fail: `{"tender":{"tenderPeriod":{"endDate":"2026-03-02T10:00:00+07:00"},"contractPeriod":{"startDate":"2026-03-01T00:00:00+07:00"}}}`,
			at:   "/tender/contractPeriod/startDate", says: "begin (2026-03-01T00:00:00+07:00) before the tender closes (2026-03-02"},
		ruleCase{rule: "awarded_before_tender_closes",
			pass: `{"tender":{"tenderPeriod":{"endDate":"2026-03-02T10:00:00+07:00"}},"awards":[{"date":"2026-03-02T10:00:00+07:00"}]}`,
			fail: `{"tender":{"tenderPeriod":{"endDate":"2026-03-02T10:00:00+07:00"}},"awards":[{},{"date":"2026-03-02T09:00:00+07:00"}]}`,
			at:   "/awards/1/date", says: "award was made (2026-03-02T09:00:00+07:00)"},
		ruleCase{rule: "signed_before_tender_closes",
			pass: `{"tender":{"tenderPeriod":{"endDate":"2026-03-02T10:00:00+07:00"}},"contracts":[{"dateSigned":"2026-03-20T00:00:00+07:00"}]}`,
			fail: `{"tender":{"tenderPeriod":{"endDate":"2026-03-02T10:00:00+07:00"}},"contracts":[{"dateSigned":"2026-02-20T00:00:00+07:00"}]}`,
			at:   "/contracts/0/dateSigned", says: "signed (2026-02-20"},
		ruleCase{rule: "signed_before_award",
			pass: `{"awards":[{"id":"1","date":"2026-03-20T14:00:00+07:00"}],"contracts":[{"awardID":1,"dateSigned":"2026-03-20T00:00:00+07:00"}]}`,
			fail: `{"awards":[{"id":"1","date":"2026-03-20T14:00:00+07:00"}],"contracts":[{"awardID":"1","dateSigned":"2026-03-19T00:00:00+07:00"}]}`,
			at:   "/contracts/0/dateSigned", says: "before its award was made (2026-03-20"},
		ruleCase{rule: "paid_before_signing",
			pass: `{"contracts":[{"dateSigned":"2026-03-20T00:00:00+07:00","implementation":{"transactions":[{"date":"2026-03-20T09:00:00+07:00"}]}}]}`,
			fail: `{"contracts":[{"dateSigned":"2026-03-20T00:00:00+07:00","implementation":{"transactions":[{"date":"2026-03-21T00:00:00Z"},{"date":"2025-03-21T00:00:00Z"}]}}]}`,
			at:   "/contracts/0/implementation/transactions/1/date", says: "payment was made (2025-03-21"},
		ruleCase{rule: "amended_before_made",
			pass: `{"tender":{"tenderPeriod":{"startDate":"2026-03-02T10:00:00+07:00"},"amendments":[{"date":"2026-03-03T10:00:00+07:00"}]}}`,
			fail: `{"tender":{"tenderPeriod":{"startDate":"2026-03-02T10:00:00+07:00"},"amendments":[{"date":"2026-03-01T10:00:00+07:00"}]},
				"awards":[{"date":"2026-03-02T10:00:00+07:00","amendments":[{"date":"2026-03-01T10:00:00+07:00"}]}],
				"contracts":[{"dateSigned":"2026-03-02T10:00:00+07:00","amendments":[{"date":"2026-03-01T10:00:00+07:00"}]}]}`,
			at: "/tender/amendments/0/date", says: "amendment (2026-03-01T10:00:00+07:00)", count: 3},
		ruleCase{rule: "document_modified_before_published",
			pass: `{"planning":{"documents":[{"datePublished":"2026-03-01T10:00:00+07:00","dateModified":"2026-03-01T10:00:00+07:00"}]}}`,
			fail: `{"contracts":[{"implementation":{"documents":[{"datePublished":"2026-03-01T10:00:00+07:00","dateModified":"2026-03-01T09:00:00+07:00"}]}}]}`,
			at:   "/contracts/0/implementation/documents/0/dateModified", says: "modified (2026-03-01T09"},
		ruleCase{rule: "date_after_release",
			pass: `{"date":"2026-03-05T10:00:00+07:00","awards":[{"date":"2026-03-05T10:00:09+07:00"}]}`,
			fail: `{"date":"2026-03-05T10:00:00+07:00","awards":[{"date":"2026-03-06T08:00:00+07:00"}],
				"tender":{"amendments":[{"date":"2026-03-06T08:00:00+07:00"}]},
				"planning":{"documents":[{"datePublished":"2026-03-06T08:00:00+07:00","dateModified":"2026-03-06T08:00:00+07:00"}]},
				"contracts":[{"dateSigned":"2026-03-06T08:00:00+07:00","milestones":[{"dateMet":"2026-03-06T08:00:00+07:00","dateModified":"2026-03-06T08:00:00+07:00","dueDate":"2027-03-06T08:00:00+07:00"}],
				"implementation":{"transactions":[{"date":"2026-03-06T08:00:00+07:00"}],"milestones":[{"dateMet":"2026-03-06T08:00:00+07:00"}]}}]}`,
			at: "/awards/0/date", says: "(2026-03-06T08:00:00+07:00) is after that of the newest release (2026-03-05T10:00:00+07:00)", count: 9},
	)
}

// notApplicable makes sure that a rule counts nothing and finds nothing.
func notApplicable(t *testing.T, rule string, texts ...string) {
	t.Helper()
	for _, text := range texts {
		if found, applied := ask(t, &ruleCase{rule: rule}, text); applied > 0 || len(found) > 0 {
			t.Errorf("%s applied %d times to %s and found %+v", rule, applied, text, found)
		}
	}
}

// What lacks one of the two dates, or has one that cannot be read, is not judged.
func TestDatesNotApplicable(t *testing.T) {
	notApplicable(t, "period_order",
		`{"tender":{"tenderPeriod":{"startDate":"2026-03-02T08:00:00+07:00"}}}`,
		`{"tender":{"tenderPeriod":{"startDate":"2026-03-02T08:00:00+07:00","endDate":"-0001-11-30T00:00:00+07:07"}}}`,
		`{"tender":{"tenderPeriod":["2026-03-02T08:00:00+07:00"]},"contracts":{"period":1},"awards":"none"}`)
	notApplicable(t, "signed_before_award",
		`{"awards":[{"id":"1","date":"2026-03-20T14:00:00+07:00"},{"id":1,"date":"2026-03-20T14:00:00+07:00"}],"contracts":[{"awardID":"1","dateSigned":"2026-03-19T00:00:00+07:00"}]}`,
		`{"awards":[{"date":"2026-03-20T14:00:00+07:00"}],"contracts":[{"dateSigned":"2026-03-19T00:00:00+07:00"}]}`)
	notApplicable(t, "date_after_release", `{"awards":[{"date":"2026-03-20T14:00:00+07:00"}]}`)
}
