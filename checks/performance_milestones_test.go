package checks

func init() {
	cases = append(cases,
		ruleCase{rule: "concluded_without_end",
			pass: work(`"status":"concluded","milestones":[{"type":"delivery","dateMet":"2026-03-31T10:00:00+07:00"}]`),
			fail: work(`"status":"concluded","milestones":[{"type":"delivery"}]`),
			at:   "/contracts/0/implementation/status", says: "nothing tells when"},
		ruleCase{rule: "concluded_with_open_milestone",
			pass: work(`"status":"concluded","milestones":[{"status":"notMet"},{"status":"met"}]`),
			fail: work(`"status":"concluded","milestones":[{"title":"PHO","status":"scheduled"}]`),
			at:   "/contracts/0/implementation/milestones/0/status", says: "'PHO' is still scheduled"},
		ruleCase{rule: "planning_with_transactions",
			pass: work(`"status":"planning"`),
			fail: work(`"status":"planning","transactions":[{"id":"1"}]`),
			at:   "/contracts/0/implementation/status", says: "still in planning"},
		ruleCase{rule: "milestone_met_without_date",
			pass: work(`"milestones":[{"status":"met","dateMet":"2026-03-31T10:00:00+07:00"}]`),
			fail: `{"tender":{"milestones":[{"id":7,"status":"met"}]}}`,
			at:   "/tender/milestones/0", says: "'7' is said to be met"},
		ruleCase{rule: "milestone_met_long_before",
			pass: `{"tender":{"milestones":[{"dateMet":"2026-03-31T10:00:00+07:00","dueDate":"2027-03-31T10:00:00+07:00"}]}}`,
			fail: `{"planning":{"milestones":[{"dateMet":"2016-06-03T10:00:00+07:00","dueDate":"2020-06-03T10:00:00+07:00"}]}}`,
			at:   "/planning/milestones/0/dateMet", says: "met on 2016-06-03"},
		ruleCase{rule: "milestone_due_before_contract",
			pass: work(`"milestones":[{"dueDate":"2026-01-01T10:00:00+07:00"}]`),
			fail: work(`"milestones":[{"dueDate":"2025-12-31T10:00:00+07:00"}]`),
			at:   "/contracts/0/implementation/milestones/0/dueDate", says: "before the contract begins (2026-01-01)"},
		ruleCase{rule: "milestone_due_before_contract", // from its signature on
			pass: `{"contracts":[{"dateSigned":"2025-12-20T00:00:00+07:00","period":{"startDate":"2026-01-01T00:00:00+07:00"},"implementation":{"milestones":[{"dueDate":"2025-12-31T10:00:00+07:00"}]}}]}`,
			fail: `{"contracts":[{"dateSigned":"2025-12-20T00:00:00+07:00","implementation":{"milestones":[{"dueDate":"2025-12-19T10:00:00+07:00"}]}}]}`,
			at:   "/contracts/0/implementation/milestones/0/dueDate", says: "(2025-12-20)"},
		ruleCase{rule: "milestone_due_after_contract", // upkeep after the hand-over is no part of it
			pass: work(`"milestones":[{"type":"delivery","dueDate":"2026-03-31T23:59:59+07:00"},{"type":"delivery","dueDate":"2026-09-30T23:59:59+07:00"}]`),
			fail: work(`"milestones":[{"type":"delivery","dueDate":"2026-04-01T23:59:59+07:00"}]`),
			at:   "/contracts/0/implementation/milestones/0/dueDate", says: "after the contract ends (2026-03-31)"},
	)
}
