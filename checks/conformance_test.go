package checks

func init() {
	cases = append(cases,
		ruleCase{rule: "additional_field", pass: `{"ocid":"ocds-abc123-1","tender":{"title":"Jalan","title_en":"Road"}}`,
			fail: `{"tender":{"id":"1","documents":[{"id":"d","pagu/total":{"a":{"b":1}}}]}}`, at: "/tender/documents/0/pagu~1total", says: "'pagu/total' is neither"},
		ruleCase{rule: "additional_field", pass: `{"tender":{"title_zh-Hant-TW":"路"}}`,
			fail: `{"tender":{"title_":"x","titel_en":"x","id_en":"1"}}`, at: "/tender/title_", says: "'title_'", count: 3},
		ruleCase{rule: "additional_field", pass: `{"parties":[{"id":"1","details":{}}],"tender":{"amendments":[{"changes":[{"property":"x","former_value":{"a":1}}]}]}}`,
			fail: `{"parties":[{"id":"1","details":{"scale":"sme","kosong":""}}]}`, at: "/parties/0/details/scale", says: "'scale' is neither", count: 2},
		ruleCase{rule: "deprecated_field", pass: `{"tender":{"amendments":[{"id":"1"}],"amendment":null}}`,
			fail: `{"tender":{"amendment":{"date":"2025-01-01T00:00:00Z"}}}`, at: "/tender/amendment", says: "since OCDS 1.1"},
		ruleCase{rule: "empty_field", pass: `{"tender":{"id":"1","title":null,"numberOfTenderers":0,"hasEnquiries":false}}`,
			fail: `{"tender":{"id":"1","title":"  ","items":[],"value":{},"submissionMethod":["written",""]}}`, at: "/tender/title", says: "'title' is empty", count: 4},
		ruleCase{rule: "empty_field", pass: `{"tender":{"title_en":"Road"}}`, fail: `{"tender":{"title_en":""}}`, at: "/tender/title_en", says: "is empty"},
		ruleCase{rule: "missing_id", pass: `{"parties":[{"id":"a"},{"id":1}]}`,
			fail: `{"parties":[{"id":"a"},{"name":"CV Contoh"},{"id":"","name":"b"}]}`, at: "/parties/1", says: "'parties'", count: 2},
		ruleCase{rule: "missing_id", pass: `{"tender":{"amendments":[{"id":"1","changes":[{"property":"x"}]}]}}`, // a list that is replaced whole
			fail: `{"relatedProcesses":[{"identifier":"x"}]}`, at: "/relatedProcesses/0", says: "'relatedProcesses'"},
		ruleCase{rule: "codelist_open", pass: `{"tender":{"documents":[{"id":"1","documentType":"tenderNotice"}],"submissionMethod":["written"]}}`,
			fail: `{"tender":{"documents":[{"id":"1","documentType":"TenderNotice"}],"submissionMethod":["written","pos"]}}`, at: "/tender/documents/0/documentType", says: "documentType.csv", count: 2},
		ruleCase{rule: "codelist_open", pass: `{"parties":[{"id":"1","roles":["buyer"]}]}`,
			fail: `{"parties":[{"id":"1","roles":["buyer","pembeli"]}]}`, at: "/parties/0/roles/1", says: "'pembeli'"},
		ruleCase{rule: "id_repeated", pass: `{"awards":[{"id":"1","items":[{"id":1},{"id":"1"},{"id":null},{"id":null}]},{"id":"2","items":[{"id":1}]}]}`,
			fail: `{"awards":[{"id":"1","items":[{"id":"1"},{"id":"2"},{"id":"1"}]}]}`, at: "/awards/0/items/2", says: "id '1'"},
		ruleCase{rule: "ocid_prefix", pass: `{"ocid":"ocds-213czf-1"}`, fail: `{"ocid":"OCDS-87SD3T-1"}`, at: "/ocid", says: "'OCDS-87SD3T-1'"},
	)
}
