package checks

import "testing"

func init() {
	two := `{"ocid":"a","planning":{"rationale":"x"},"tender":{"id":"t","title":"Jalan  Raya"},"awards":[{"id":"1","value":{"amount":100,"currency":"IDR"}},{"id":"2"}],"contracts":[{"id":"c","value":{"amount":50,"currency":"IDR"},"amendments":[{"id":"x"}]}]}`
	cases = append(cases,
		ruleCase{rule: "phase_stable", before: two, pass: two, at: "/awards", says: "had 2 of 'awards', this one has 1",
			fail: `{"ocid":"a","planning":{"rationale":"x"},"tender":{"id":"t"},"awards":[{"id":"1"}],"contracts":[{"id":"c"}]}`},
		ruleCase{rule: "phase_stable", before: `{"planning":{"rationale":"x"}}`, pass: `{"planning":{"rationale":"y"},"tender":{"id":"t"}}`, at: "", says: "had 1 of 'planning', this one has 0",
			fail: `{"tender":{"id":"t"}}`},
		ruleCase{rule: "tender_title", before: two, pass: `{"tender":{"title":" jalan raya "}}`, at: "/tender/title", says: "'Jalan  Raya' in the version before and is 'Jalan Desa' now",
			fail: `{"tender":{"title":"Jalan Desa"}}`},
		ruleCase{rule: "award_value_changed", before: two, pass: `{"awards":[{"id":"9"},{"id":1,"value":{"amount":110.0,"currency":"IDR"}}]}`,
			at: "/awards/0/value/amount", says: "changed from 100 IDR in the version before to 111 IDR",
			fail: `{"awards":[{"id":"1","value":{"amount":111,"currency":"IDR"}}]}`},
		ruleCase{rule: "award_value_changed", before: two, pass: `{"awards":[{"id":"1","value":{"amount":300,"currency":"IDR"},"amendment":{"rationale":"x"}}]}`,
			at: "/awards/1/value/amount", says: "from 100 IDR in the version before to 0 IDR",
			fail: `{"awards":[{"id":"2"},{"id":"1","value":{"amount":0,"currency":"IDR"}}]}`})
}

// What the versions do not both say cannot be judged.
func TestHistoryNotApplicable(t *testing.T) {
	for _, c := range []struct{ rule, before, now string }{
		{"phase_stable", `{"ocid":"a","awards":[]}`, `{"ocid":"a"}`},
		{"tender_title", `{"tender":{"title":"x"}}`, `{"tender":{"title":" "}}`},
		{"tender_title", `{"tender":{}}`, `{"tender":{"title":"x"}}`},
		{"award_value_changed", `{"awards":[{"value":{"amount":1}}]}`, `{"awards":[{"value":{"amount":5}}]}`},
		{"award_value_changed", `{"awards":[{"id":"1","value":{"amount":1,"currency":"IDR"}}]}`, `{"awards":[{"id":"1","value":{"amount":5,"currency":"USD"}}]}`},
		{"award_value_changed", `{"awards":[{"id":"1","value":{"amount":1}}]}`, `{"awards":[{"id":"1","value":{"amount":"5"}}]}`},
		{"phase_stable", `[]`, `null`},
	} {
		found, applied := ask(t, &ruleCase{rule: c.rule, before: c.before}, c.now)
		if len(found) > 0 || applied > 0 {
			t.Errorf("%s on %s and %s applied %d times and found %+v", c.rule, c.before, c.now, applied, found)
		}
	}
}
