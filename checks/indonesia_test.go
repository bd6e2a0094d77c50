package checks

import (
	"testing"
	"time"
)

func init() {
	cases = append(cases,
		ruleCase{rule: "idn_ocid_form",
			pass: `{"ocid":"ocds-213czf-t-123-45678"}`,
			fail: `{"ocid":"ocds-213czf-s-2016-5022866"}`,
			at:   "/ocid", says: "does not follow the form"},
		ruleCase{rule: "idn_ocid_form",
			pass: `{"ocid":"ocds-213czf-r-5022866"}`,
			fail: `{"ocid":"ocds-213czf-n-17-5022866","relatedProcesses":[{"identifier":"ocds-213czf-r-1"},{"identifier":"ocds-213czf-r-5022866"}]}`,
			at:   "/ocid", says: "has the number of the plan"},
		ruleCase{rule: "idn_ocid_form",
			pass: `{"ocid":"ocds-213czf-g-D107-2025-1.02.0.00.0.00.02.0000"}`,
			fail: `{"ocid":"ocds-213czf-g-14500665"}`,
			at:   "/ocid", says: "does not follow the form"},
		ruleCase{rule: "idn_ocid_form",
			pass: `{"ocid":"ocds-213czf-o-D107-4397296"}`,
			fail: `{"ocid":"ocds-213czf-x-D107-4397296"}`,
			at:   "/ocid", says: "does not follow the form"},
		ruleCase{rule: "idn_ocid_form",
			pass: `{"ocid":"ocds-213czf-d-3204052001-2026-02.03.10"}`,
			fail: `{"ocid":"ocds-213czf-d-3204052001"}`,
			at:   "/ocid", says: "does not follow the form"},
		ruleCase{rule: "idn_id_string",
			pass: `{"tender":{"id":"1"}}`,
			fail: `{"tender":{"id":"1","items":[{"id":475985},{"id":475986}]}}`,
			at:   "/tender/items/0/id", says: "The id 475985 is a number; there are 2"},
		ruleCase{rule: "idn_year_range",
			pass: `{"date":"2000-01-01T00:00:00+07:00","tender":{"tenderPeriod":{"endDate":"2031-01-01T00:00:00+07:00"}}}`,
			fail: `{"awards":[{"date":"-0001-11-30T00:00:00+07:00"}],"contracts":[{"dateSigned":"2032-01-01T00:00:00+07:00"}]}`,
			at:   "/awards/0/date", says: "'-0001-11-30T00:00:00+07:00' cannot be right", count: 2},
		ruleCase{rule: "idn_year_range", options: &Options{Profiles: []string{Indonesia}}, // today is not known
			pass: `{"date":"2300-01-01T00:00:00+07:00"}`,
			fail: `{"date":"1999-01-01T00:00:00+07:00"}`,
			at:   "/date", says: "1999"},
		ruleCase{rule: "idn_org_scheme",
			pass: `{"parties":[{"identifier":{"scheme":"ID-DJP","id":"1"}},{"identifier":{"legalName":"A"}}]}`,
			fail: `{"parties":[{"identifier":{"id":"1.07"},"additionalIdentifiers":[{"scheme":"X","id":"1"}]}]}`,
			at:   "/parties/0/identifier", says: "'1.07' of an organization has no scheme"},
		ruleCase{rule: "idn_npwp_length",
			pass: party(`"identifier":{"scheme":"ID-DJP","id":"010117771077000"},"additionalIdentifiers":[{"scheme":"X","id":"1"}]`),
			fail: party(`"identifier":{"scheme":"ID-DJP","id":"02.913.231.3-424"}`),
			at:   "/parties/0/identifier/id", says: "'02.913.231.3-424' is not 15 or 16 digits"},
		ruleCase{rule: "idn_npwp_pair",
			pass: party(`"identifier":{"scheme":"ID-DJP","id":"0010117771077000"},"additionalIdentifiers":[{"scheme":"ID-DJP","id":"010117771077000"}]`),
			fail: party(`"identifier":{"scheme":"ID-DJP","id":"0010117771077001"},"additionalIdentifiers":[{"scheme":"ID-DJP","id":"010117771077000"}]`),
			at:   "/parties/0/identifier/id", says: "0010117771077001) is not a 0 and the one of 15 digits (010117771077000"},
		ruleCase{rule: "idn_region_exists",
			pass: party(`"identifier":{"scheme":"X-ID-KEMENDAGRI","id":"32.04.01.2001"}`),
			fail: `{"tender":{"items":[{"deliveryLocation":{"gazetteer":{"scheme":"KEMENDAGRI","identifiers":["32.04","20.01"]}}}]}}`,
			at:   "/tender/items/0/deliveryLocation/gazetteer/identifiers/1", says: "'20.01' is not the code"},
	)
}

func party(members string) string { return `{"parties":[{` + members + `}]}` }

func person(members string) string {
	return party(`"id":"p","details":{"scale":"selfEmployed"},` + members)
}

func method(words, more string) string {
	return `{"tender":{"procurementMethodDetails":"` + words + `",` + more + `}}`
}

func bought(category, day, amount string) string {
	return method("Pengadaan Langsung", `"mainProcurementCategory":"`+category+`","value":{"amount":`+amount+
		`,"currency":"IDR"},"tenderPeriod":{"startDate":"`+day+`T08:00:00+07:00"}`)
}

func TestRegions(t *testing.T) {
	provinces, regencies := 0, 0
	for code := range regions {
		if len(code) == 2 {
			provinces++
		} else {
			regencies++
		}
	}
	if provinces != 38 || regencies != 514 {
		t.Errorf("%d provinces and %d regencies, want 38 and 514", provinces, regencies)
	}
	for code, want := range map[string]bool{"32": true, "32.04": true, "3204": true, "32.04.01": true, "32.04.01.2001": true,
		"3299": false, "20": false, "99.04.01.2001": false, "": false, "320": false, "32.04.01.200": false, "Bandung": false, "32041": false} {
		if regions.has(code) != want {
			t.Errorf("%s: %t", code, !want)
		}
	}
}

// Without the profile none of its rules is asked.
func TestProfileOff(t *testing.T) {
	e := NewExaminer(&Options{Today: time.Date(2026, 11, 21, 0, 0, 0, 0, time.UTC)})
	for _, r := range e.active {
		if r.Profile != "" {
			t.Errorf("%s is asked", r.Code)
		}
	}
}
