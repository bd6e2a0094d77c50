package checks

import (
	"strings"
	"testing"
)

func init() {
	cases = append(cases,
		ruleCase{rule: "active_award_without_supplier", options: &Options{},
			pass: `{"awards":[{"status":"active","suppliers":[{"id":"s"}]},{"status":"pending"}]}`,
			fail: `{"awards":[{"status":"active","suppliers":[]}]}`,
			at:   "/awards/0", says: "names no supplier"},
		ruleCase{rule: "contract_without_award_value",
			pass: `{"awards":[{"id":"a","value":{"amount":5}}],"contracts":[{"awardID":"a","value":{"amount":5}}]}`,
			fail: `{"awards":[{"id":"a"}],"contracts":[{"awardID":"a","value":{"amount":5}}]}`,
			at:   "/awards/0", says: "the award that it follows has none"},
		ruleCase{rule: "supplier_is_buyer",
			pass: `{"buyer":{"id":"b"},"awards":[{"suppliers":[{"id":"s"}]}]}`,
			fail: `{"buyer":{"id":"b"},"tender":{"procuringEntity":{"id":"e"}},"awards":[{"suppliers":[{"id":"e"},{"id":"s"}]}]}`,
			at:   "/awards/0/suppliers/0", says: "'e' is the buyer itself"},
		ruleCase{rule: "winner_not_tenderer",
			pass: `{"tender":{"tenderers":[{"id":"a"},{"id":"b"}]},"awards":[{"suppliers":[{"id":"b"}]},{"status":"cancelled","suppliers":[{"id":"c"}]}]}`,
			fail: `{"parties":[{"id":"c","name":"C"}],"tender":{"procurementMethod":"open","tenderers":[{"id":"a","name":"A"}]},"awards":[{"suppliers":[{"id":"a"},{"id":"c"}]}]}`,
			at:   "/awards/0/suppliers/1", says: "'c' is not among those who tendered"},
		ruleCase{rule: "winner_not_tenderer", // one organization under two ids is another rule's
			pass: `{"parties":[{"id":"a","identifier":{"id":"1"}},{"id":"c","identifier":{"id":"1"}}],"tender":{"tenderers":[{"id":"a","name":"CV Contoh"}]},"awards":[{"suppliers":[{"id":"b","name":"CV CONTOH"},{"id":"c","name":"C"}]}]}`,
			fail: `{"tender":{"tenderers":[{"id":"a","name":"CV Contoh"}]},"awards":[{"suppliers":[{"id":"b","name":"CV Misal"}]}]}`,
			at:   "/awards/0/suppliers/0", says: "'CV Misal (b)'"},
		ruleCase{rule: "party_without_name",
			pass: `{"parties":[{"id":"a","name":"A"},{"id":"b","identifier":{"legalName":"B"}}]}`,
			fail: `{"parties":[{"id":"a","name":" "}]}`,
			at:   "/parties/0", says: "'a' has no name"},
		ruleCase{rule: "party_identifier_twice",
			pass: `{"parties":[{"id":"a","identifier":{"scheme":"X","id":"1"}},{"id":"b","identifier":{"scheme":"Y","id":"1"}}]}`,
			fail: `{"parties":[{"id":"a","identifier":{"scheme":"X","id":"1"}},{"id":"c"},{"id":"b","identifier":{"scheme":"X","id":1}}]}`,
			at:   "/parties/2", says: "'a' and 'b' have the same identifier"},
		ruleCase{rule: "party_name_twice",
			pass: `{"parties":[{"id":"a","name":"Dinas","identifier":{"scheme":"X","id":"1"}},{"id":"b","name":"Dinas","identifier":{"scheme":"X","id":"2"}}]}`,
			fail: `{"parties":[{"id":"a","name":"Dinas"},{"id":"b","name":"DINAS"}]}`,
			at:   "/parties/1", says: "'a' and 'b' have the same name"},
		ruleCase{rule: "id_not_addressable",
			pass: `{"ocid":"ocds-213czf-1/2 3"}`,
			fail: `{"ocid":".."}`,
			at:   "/ocid", says: "'..' cannot be part of a web address"},
		ruleCase{rule: "id_not_addressable",
			pass: `{"ocid":"` + strings.Repeat("a", 2000) + `"}`,
			fail: `{"ocid":"` + strings.Repeat("a", 2001) + `"}`,
			at:   "/ocid", says: "cannot be part"},
	)
}

func TestAddressable(t *testing.T) {
	for id, want := range map[string]bool{"a": true, "...": true, ".": false, "..": false, " a": false, "a\n": false, "a ": false,
		"\u0007a": false, "a b": true, "ä": true} {
		if addressable(id) != want {
			t.Errorf("%q: %t", id, !want)
		}
	}
}
