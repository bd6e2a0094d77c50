package checks

import (
	"strings"
	"testing"
	"unicode/utf8"

	"terang/schema"
)

func init() {
	document := func(member, value string) string {
		return `{"tender":{"documents":[{"id":"1","` + member + `":` + value + `}]}}`
	}
	scheme := func(code string) string {
		return `{"parties":[{"id":"1","identifier":{"scheme":"` + code + `","id":"1"}}]}`
	}
	const at = "/tender/documents/0/"
	for _, known := range []string{"ID-KDN", "ID-DJP", "GB-COH", "CA_ON-ONT", "UG-204CBO", "XI-LEI", "XE-EXAMPLE", "X-KOTA-CONTOH"} {
		cases = append(cases, ruleCase{rule: "identifier_scheme", pass: scheme(known), fail: scheme(strings.ToLower(known)),
			at: "/parties/0/identifier/scheme", says: "org-id.guide"})
	}
	cases = append(cases,
		ruleCase{rule: "identifier_scheme", pass: `{"parties":[{"id":"1","additionalIdentifiers":[{"scheme":"XI-DUNS","id":"1"}]}],"tender":{"items":[{"id":"1","classification":{"scheme":"CPV"}}]}}`,
			fail: `{"parties":[{"id":"1","additionalIdentifiers":[{"scheme":"ID-NPWP","id":"1"},{"scheme":"X-","id":"1"},{"scheme":"NPWP","id":"1"}]}]}`, at: "/parties/0/additionalIdentifiers/0/scheme", says: "'ID-NPWP'", count: 3},

		ruleCase{rule: "language_code", pass: `{"language":"id","tender":{"documents":[{"id":"1","language":"en"}]}}`,
			fail: `{"language":"ID","tender":{"documents":[{"id":"1","language":"Indonesia"},{"id":"2","language":"md"},{"id":"3","language":"a "},{"id":"4","language":"en-GB"}]}}`, at: "/language", says: "'ID'", count: 5},

		ruleCase{rule: "document_type_section", pass: `{"tender":{"documents":[{"id":"1","documentType":"tenderNotice"},{"id":"2","documentType":"contractDraft"},{"id":"3","documentType":"ours"}]},"contracts":[{"implementation":{"milestones":[{"id":"1","documents":[{"id":"1","documentType":"physicalProgressReport"}]}]}}]}`,
			fail: `{"tender":{"milestones":[{"id":"1","documents":[{"id":"1","documentType":"contractSigned"}]}]},"contracts":[{"documents":[{"id":"1","documentType":"tenderNotice"}],"implementation":{"documents":[{"id":"1","documentType":"contractSigned"}]}}],"awards":[{"documents":[{"id":"1","documentType":"procurementPlan"}]}],"planning":{"documents":[{"id":"1","documentType":"awardNotice"}]}}`,
			at:   "/tender/milestones/0/documents/0/documentType", says: "belongs to contract, but this one stands in tender", count: 5},

		ruleCase{rule: "document_description_length", pass: document("description", `"`+strings.Repeat("é", 250)+`"`),
			fail: document("description", `"`+strings.Repeat("é", 251)+`"`), at: at + "description", says: "more than 250"},
		ruleCase{rule: "document_description_length", pass: document("description", `"`+strings.Repeat(`\u00e9`, 250)+`"`),
			fail: document("description", `"`+strings.Repeat(`\u00e9`, 251)+`"`), at: at + "description", says: "Shorten it"},

		ruleCase{rule: "number_negative", pass: `{"tender":{"items":[{"id":"1","quantity":0,"unit":{"value":{"amount":-0.0e7}}}],"numberOfTenderers":0,"value":{"amount":-1}},"contracts":[{"value":{"amount":-5}}]}`,
			fail: `{"tender":{"items":[{"id":"1","quantity":-1e-9,"unit":{"value":{"amount":-0.50}}}],"numberOfTenderers":-1,"contractPeriod":{"durationInDays":-30}},"contracts":[{"implementation":{"transactions":[{"id":"1","value":{"amount":-5}}]}}]}`,
			at:   "/tender/items/0/quantity", says: "-1e-9 is less than zero, which 'quantity'", count: 5},
	)
	for wrong, right := range map[string]string{"pdf": "application/pdf", ".DOCX": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
		"application/xls": "application/vnd.ms-excel", "image/jpg": "image/jpeg", "application/JPG": "image/jpeg", "application/x-zip-compressed": "application/zip",
		"application/x-unknown": "application/pdf", "vnd.ms-excel": "application/vnd.ms-excel", "text/html; charset=utf-8": "application/pdf", "file/zip": "application/zip",
		"application/": "application/pdf", "application/.a": "application/pdf", "kertas": "application/pdf", "application/pdf/a": "application/pdf"} {
		cases = append(cases, ruleCase{rule: "document_format", pass: document("format", `"application/pdf"`), fail: document("format", `"`+wrong+`"`), at: at + "format", says: "such as " + right})
	}
	for _, good := range []string{"Application/PDF", "text/rtf", "application/rtf", "offline/print", "application/vnd.dwg+zip", "text/xml", "image/x-emf"} {
		cases = append(cases, ruleCase{rule: "document_format", pass: document("format", `"`+good+`"`), fail: document("format", `"pdf"`), at: at + "format", says: "'pdf'"})
	}
}

// The codes are as many as their registers had.
func TestRegisters(t *testing.T) {
	if len(registers) != 552 || len(strings.Fields(languages)) != 183 || len(wordSet(languages)) != 183 {
		t.Errorf("%d lists of organizations, %d languages", len(registers), len(strings.Fields(languages)))
	}
	for wrong, right := range meantTypes {
		if mediaType(right) != "" || mediaType(wrong) != right {
			t.Errorf("%s is said to mean %s, which gives %q and %q", wrong, right, mediaType(wrong), mediaType(right))
		}
	}
}

// Rules on fields take whatever JSON has, at every place that they look at.
func TestFieldRulesTakeAnything(t *testing.T) {
	texts := []string{`""`, `"8"`, `"08"`, `"+62 8"`, `"62) -8"`, `"@"`, `"Ã"`, `"\u00c3"`, `"\""`, `"/"`, `"."`, `" "`, `"é"`, `"\ud83d\ude00"`, `"0812345678\u0000"`,
		`"-/-/-/-/-T"`, `"x"`, `"` + strings.Repeat("8", 3000) + `"`, `0`, `-0`, `-1e-999`, `1e400`, `true`, `null`, `{}`, `[]`, `[null]`, `{"id":[1]}`}
	asked := 0
	for _, p := range newPlan(schema.Default(), schema.Default().Release(), parsedDay).places {
		for _, r := range p.rules {
			for _, text := range texts {
				v := parsed(t, text)
				p.content = v.Bytes()
				outcome := r.field(p, v)
				if outcome.State == "" || !utf8.ValidString(strings.Join(outcome.Args, "")) {
					t.Errorf("%s of %s at %s: %+v", r.Code, text, p.Path, outcome)
				}
				asked++
			}
		}
	}
	if asked < 1000 {
		t.Errorf("only %d asked", asked)
	}
}
