package indicators

import (
	"slices"
	"strings"
	"testing"
)

// anAward is a process in which the party A, of a scheme and number, got a contract on a day; without a scheme it has no
// identifier.
func anAward(ocid, scheme, id, at string) string {
	identifier := ""
	if scheme != "" {
		identifier = `"identifier":{"scheme":"` + scheme + `","id":"` + id + `"},`
	}
	return `{"ocid":"` + ocid + `","buyer":{"id":"B"},"parties":[{"id":"A",` + identifier + `"name":"CV A"}],"awards":[{"id":"1","status":"active","date":"` + at +
		`","suppliers":[{"id":"A"}]}],"contracts":[{"id":"1","awardID":"1","status":"active"}]}`
}

// aDebarment is another process, with a document by which an organization was debarred.
func aDebarment(organization, from, until string) string {
	period := strings.TrimPrefix(edge(`,"startDate":`, from)+edge(`,"endDate":`, until), ",")
	return `{"ocid":"cause","tender":{"id":"9","documents":[{"id":"0","documentType":"tenderNotice"},{"id":"1","documentType":"debarments","title":"SK 1/2025",` +
		`"validityPeriod":{` + period + `},"relatedOrganization":` + organization + `}]}}`
}

func edge(name, text string) string {
	if text == "" {
		return ""
	}
	return name + `"` + text + `"`
}

func TestDebarred(t *testing.T) {
	const who = `{"id":"ID-DJP-7","name":"CV A"}`
	const from, until = "2025-06-01T00:00:00+07:00", "2026-01-02T23:59:59+07:00"
	for name, c := range map[string]struct {
		award, debarment string
		state            State
		missing          string
	}{
		"on a day between":              {anAward("o", "ID-DJP", "7", "2025-09-01T10:00:00+07:00"), aDebarment(who, from, until), Flagged, ""},
		"on the first day":              {anAward("o", "ID-DJP", "7", "2025-06-01T00:00:00+07:00"), aDebarment(who, from, until), Flagged, ""},
		"the day before":                {anAward("o", "ID-DJP", "7", "2025-05-31T23:59:59+07:00"), aDebarment(who, from, until), NotFlagged, ""},
		"on the last day":               {anAward("o", "ID-DJP", "7", "2026-01-02T00:00:00+07:00"), aDebarment(who, from, until), Flagged, ""},
		"the day after":                 {anAward("o", "ID-DJP", "7", "2026-01-03T00:00:00+07:00"), aDebarment(who, from, until), NotFlagged, ""},
		"in UTC, on the last day here":  {anAward("o", "ID-DJP", "7", "2026-01-02T16:59:58Z"), aDebarment(who, from, until), Flagged, ""},
		"in UTC, the next day here":     {anAward("o", "ID-DJP", "7", "2026-01-02T17:00:01Z"), aDebarment(who, from, until), NotFlagged, ""},
		"until an instant in UTC":       {anAward("o", "ID-DJP", "7", "2026-01-02T10:00:00+07:00"), aDebarment(who, from, "2026-01-02T16:59:59Z"), Flagged, ""},
		"from an instant in UTC":        {anAward("o", "ID-DJP", "7", "2025-05-31T23:00:00+07:00"), aDebarment(who, "2025-05-31T17:00:00Z", until), NotFlagged, ""},
		"no end":                        {anAward("o", "ID-DJP", "7", "2025-09-01T10:00:00+07:00"), aDebarment(who, from, ""), NotComputable, lacks[noValidity].field},
		"no end, before it":             {anAward("o", "ID-DJP", "7", "2025-05-01T10:00:00+07:00"), aDebarment(who, from, ""), NotFlagged, ""},
		"no beginning":                  {anAward("o", "ID-DJP", "7", "2025-09-01T10:00:00+07:00"), aDebarment(who, "", until), NotComputable, lacks[noValidity].field},
		"no beginning, after it":        {anAward("o", "ID-DJP", "7", "2026-09-01T10:00:00+07:00"), aDebarment(who, "", until), NotFlagged, ""},
		"another scheme":                {anAward("o", "ID-NIB", "7", "2025-09-01T10:00:00+07:00"), aDebarment(who, from, until) + "\n" + identified, NotFlagged, ""},
		"another number":                {anAward("o", "ID-DJP", "8", "2025-09-01T10:00:00+07:00"), aDebarment(who, from, until) + "\n" + identified, NotFlagged, ""},
		"a name":                        {anAward("o", "ID-DJP", "7", "2025-09-01T10:00:00+07:00"), aDebarment(`{"name":"CV A"}`, from, until), NotComputable, lacks[noDebarments].field},
		"a publisher's id":              {anAward("o", "", "", "2025-09-01T10:00:00+07:00"), aDebarment(`{"id":"A","name":"CV A"}`, from, until), NotComputable, lacks[noDebarments].field},
		"a number of no scheme":         {strings.Replace(anAward("o", "ID-DJP", "7", "2025-09-01T10:00:00+07:00"), `"scheme":"ID-DJP",`, "", 1), aDebarment(`{"id":"A"}`, from, until), NotComputable, lacks[noDebarments].field},
		"another kind of document":      {anAward("o", "ID-DJP", "7", "2025-09-01T10:00:00+07:00"), strings.Replace(aDebarment(who, from, until), `"debarments"`, `"finalAudit"`, 1), NotComputable, lacks[noDebarments].field},
		"a supplier without identifier": {anAward("o", "", "", "2025-09-01T10:00:00+07:00"), aDebarment(who, from, until) + "\n" + identified, NotComputable, lacks[noIdentifier].field},
		"no day of the award":           {strings.Replace(anAward("o", "ID-DJP", "7", "x"), `"date":"x",`, "", 1), aDebarment(who, from, until), NotComputable, lacks[noAwardDate].field},
		"no debarments":                 {anAward("o", "ID-DJP", "7", "2025-09-01T10:00:00+07:00"), `{"ocid":"cause"}`, NotComputable, lacks[noDebarments].field},
		"a plan's":                      {anAward("o", "ID-DJP", "7", "2025-09-01T10:00:00+07:00"), strings.Replace(aDebarment(who, from, until), `{"id":"9",`, `{"id":"9","status":"planned",`, 1), NotComputable, lacks[noDebarments].field},
	} {
		t.Run(name, func(t *testing.T) {
			texts := append([]string{c.award}, strings.Split(c.debarment, "\n")...)
			all := of(t, "debarred", loose(), texts)
			slices.Reverse(texts)
			if again := of(t, "debarred", loose(), texts); !slices.Equal(textsOf(all), textsOf(again)) {
				t.Errorf("the other way round: %v, %v", all, again)
			}
			at := slices.IndexFunc(all, func(r Result) bool { return r.Subject.Kind == OfContract && r.Subject.OCID == "o" })
			if at < 0 {
				t.Fatalf("nothing is said: %+v", all)
			}
			r := all[at]
			if r.State != c.state || c.missing != "" && !slices.Equal(r.Missing, []string{c.missing}) || r.Sentence.ID == "" {
				t.Errorf("%s %q, want %s: %s", r.State, r.Missing, c.state, r.Sentence.EN)
			}
			if led := len(r.Evidence) == 2 && r.Evidence[0].Pointer == "/awards/0" && r.Evidence[1].OCID == "cause" && r.Evidence[1].Pointer == "/tender/documents/1"; led != (c.state == Flagged) {
				t.Errorf("evidence: %+v", r.Evidence)
			}
			counted := slices.IndexFunc(all, func(r Result) bool { return r.Subject.Kind == OfSupplier && r.Value == "1" }) >= 0
			if counted != (c.state == Flagged) {
				t.Errorf("of the supplier: %+v", all)
			}
		})
	}
}

// identified is a third process, that gives the debarred organization its identifier.
const identified = `{"ocid":"third","parties":[{"id":"7","identifier":{"scheme":"ID-DJP","id":"7"}}]}`

func textsOf(all []Result) []string {
	lines := texts(all)
	slices.Sort(lines)
	return lines
}

// What a debarment is called, who it is, and where it stands: in the contract that caused it, of one member of a joint operation.
func TestDebarredSentence(t *testing.T) {
	award := strings.Replace(strings.Replace(anAward("o", "ID-DJP", "7", "2025-09-01T10:00:00+07:00"), `"parties":[`, `"parties":[{"id":"C","name":"PT C","identifier":{"scheme":"ID-DJP","id":"8"}},`, 1),
		`"suppliers":[`, `"suppliers":[{"id":"C"},`, 1)
	cause := `{"ocid":"cause","parties":[{"id":"X","identifier":{"scheme":"ID-DJP","id":"7"}}],"contracts":[{"id":"9","implementation":{"documents":[{"id":"1","documentType":"debarments",` +
		`"title":"SK 1/2025","validityPeriod":{"startDate":"2025-06-01T00:00:00+07:00","endDate":"2026-05-31T23:59:59+07:00"},"relatedOrganization":{"id":"X"}}]}}]}`
	later := strings.NewReplacer(`"cause"`, `"another"`, "2025-06-01", "2025-08-01", "SK 1/2025", "SK 2/2025").Replace(cause)
	all := of(t, "debarred", loose(), []string{award, later, cause})
	at := slices.IndexFunc(all, func(r Result) bool { return r.State == Flagged })
	if at < 0 {
		t.Fatalf("%+v", all)
	}
	r := all[at]
	if want := "CV A was debarred from 1 June 2025 to 31 May 2026 (SK 1/2025) when the award was made on 1 September 2025."; r.Sentence.EN != want {
		t.Error(r.Sentence.EN)
	}
	if want := "CV A masuk Daftar Hitam dari 1 Juni 2025 sampai 31 Mei 2026 (SK 1/2025) ketika ditetapkan pada 1 September 2025."; r.Sentence.ID != want {
		t.Error(r.Sentence.ID)
	}
	if r.Subject.Supplier != "ID-DJP-8; ID-DJP-7" || r.Evidence[1].Pointer != "/contracts/0/implementation/documents/0" {
		t.Errorf("%+v", r)
	}
	if of := about(t, all, "ID-DJP-7", OfSupplier); of.Value != "1" {
		t.Errorf("%+v", of)
	}
}
