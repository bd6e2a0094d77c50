package indicators

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

const bast = `"milestones":[{"id":"1","type":"delivery","title":"BAST","dueDate":"2026-03-31T23:59:59+07:00","status":"met","dateMet":"%s"}]`

func handedOver(at string) string { return carriedOut(strings.Replace(bast, "%s", at, 1)) }

// told is a contract in two releases: as it was signed, and with what changed.
func history(first, then string) string {
	return `{"ocid":"o","id":"1","date":"2026-01-05T00:00:00+07:00","tag":["contract"],"contracts":[{"id":"K/1",` + first + `}]}` + "\n" +
		`{"ocid":"o","id":"2","date":"2026-03-01T00:00:00+07:00","tag":["contractAmendment"],"contracts":[{"id":"K/1",` + then + `}]}`
}

func valued(amount, currency string) string {
	return `"value":{"amount":` + amount + `,"currency":"` + currency + `"}`
}

func ends(day string) string {
	return `"period":{"startDate":"2026-01-05T00:00:00+07:00","endDate":"` + day + `T23:59:59+07:00"}`
}

var performanceHands = []hand{
	// Handed over on the last day, in whatever zone it is written.
	{name: "on the last day", indicator: "on_time", variant: "amended", kind: OfContract, text: handedOver("2026-03-31T20:00:00+07:00"), state: Computed, value: "1"},
	{name: "in UTC, on the last day here", indicator: "on_time", variant: "amended", kind: OfContract, text: handedOver("2026-03-31T16:59:59Z"), state: Computed, value: "1"},
	{name: "in UTC, the next day here", indicator: "on_time", variant: "amended", kind: OfContract, text: handedOver("2026-03-31T17:00:01Z"), state: Computed, value: "0", says: "1 April 2026, after the end of the contract on 31 March 2026"},
	{name: "midnight is a day", indicator: "days_late", variant: "amended", kind: OfContract, text: handedOver("2026-03-31T00:00:00Z"), state: Computed, value: "0"},
	{name: "six days", indicator: "days_late", variant: "amended", kind: OfContract, text: handedOver("2026-04-06T09:00:00+07:00"), state: Computed, value: "6"},
	{name: "early", indicator: "days_late", variant: "amended", kind: OfContract, text: handedOver("2026-02-01T09:00:00+07:00"), state: Computed, value: "0"},
	{name: "no hand-over", indicator: "on_time", variant: "amended", kind: OfContract, text: carriedOut(``), state: NotComputable, missing: handOverFields},
	{name: "no end", indicator: "days_late", variant: "amended", kind: OfContract, text: `{"ocid":"o","contracts":[{"id":"1"}]}`, state: NotComputable, missing: "contracts/period/endDate"},
	{name: "original unknown", indicator: "days_late", variant: "original", kind: OfContract, text: handedOver("2026-02-01T09:00:00+07:00"), state: NotComputable, missing: "releases (history of contracts/period/endDate)"},
	{name: "late by the original end", indicator: "days_late", variant: "original", kind: OfContract,
		text:  history(ends("2026-02-28"), ends("2026-03-31")+`,"implementation":{`+strings.Replace(bast, "%s", "2026-03-10T09:00:00+07:00", 1)+`}`),
		state: Computed, value: "10"},
	{name: "first hand-over counts", indicator: "days_late", variant: "amended", kind: OfContract, text: carriedOut(`"milestones":[{"id":"2","type":"delivery","code":"FHO","dateMet":"2026-09-30T09:00:00+07:00"},{"id":"1","type":"delivery","title":"Serah Terima Pertama (PHO)","dateMet":"2026-04-01T09:00:00+07:00"}]`), state: Computed, value: "1"},
	{name: "interim hand-overs do not", indicator: "on_time", variant: "amended", kind: OfContract, text: carriedOut(`"milestones":[{"id":"1","type":"delivery","dueDate":"2026-01-31T00:00:00+07:00","dateMet":"2026-01-31T09:00:00+07:00"},{"id":"2","type":"delivery","dueDate":"2026-03-31T00:00:00+07:00"}]`), state: NotComputable},
	{name: "monthly ones say so", indicator: "on_time", variant: "amended", kind: OfContract, text: carriedOut(`"milestones":[{"id":"1","type":"delivery","code":"BAST-berkala","dateMet":"2026-01-31T09:00:00+07:00"}]`), state: NotComputable},
	{name: "a number is no final hand-over", indicator: "days_late", variant: "amended", kind: OfContract, text: carriedOut(`"milestones":[{"id":"1","type":"delivery","code":"BAST","title":"BAST II/2026","dateMet":"2026-04-02T09:00:00+07:00"}]`), state: Computed, value: "2"},
	{name: "end of implementation", indicator: "days_late", variant: "amended", kind: OfContract, text: carriedOut(`"endDate":"2026-04-02T00:00:00+07:00"`), state: Computed, value: "2"},
	{name: "broken off is no hand-over", indicator: "days_late", variant: "amended", kind: OfContract, text: carriedOut(`"endDate":"2026-04-02T00:00:00+07:00","endDateDetails":"Pemutusan Kontrak"`), state: NotComputable},

	{name: "open", indicator: "open_past_end", kind: OfContract, text: carriedOut(``), state: Flagged, value: "214", says: "ended on 31 March 2026"},
	{name: "handed over", indicator: "open_past_end", kind: OfContract, text: handedOver("2026-09-01T00:00:00+07:00"), state: NotFlagged},
	{name: "ends today", indicator: "open_past_end", kind: OfContract, text: strings.Replace(carriedOut(``), "2026-03-31T23", "2026-10-31T23", 1), state: NotFlagged},
	{name: "no end", indicator: "open_past_end", kind: OfContract, text: `{"ocid":"o","contracts":[{"id":"1"}]}`, state: NotComputable, missing: "contracts/period/endDate"},
	{name: "of its buyer", indicator: "open_past_end", kind: OfBuyer, text: carriedOut(``), state: Computed, value: "1.0000"},

	{name: "grew", indicator: "cost_growth", kind: OfContract, text: history(valued("1000", "IDR"), valued("1100.5", "IDR")), state: Computed, value: "0.1005", says: "IDR 1,000 and is now IDR 1,100.50 (+10.1%)"},
	{name: "shrank", indicator: "cost_growth", kind: OfContract, text: history(valued("1000", "IDR"), valued("900", "IDR")), state: Computed, value: "-0.1000"},
	{name: "told once", indicator: "cost_growth", kind: OfContract, text: carriedOut(``), state: NotComputable, missing: "releases (history of contracts/value)"},
	{name: "from zero", indicator: "cost_growth", kind: OfContract, text: history(valued("0", "IDR"), valued("900", "IDR")), state: NotComputable, reason: ZeroAmount},
	{name: "another currency", indicator: "cost_growth", kind: OfContract, text: history(valued("1000", "IDR"), valued("900", "USD")), state: NotComputable, reason: MixedCurrencies},
	{name: "without value", indicator: "cost_growth", kind: OfContract, text: `{"ocid":"o","contracts":[{"id":"1"}]}`, state: NotComputable, missing: "contracts/value"},
	{name: "10 per cent", indicator: "addendum_over", kind: OfContract, text: history(valued("1000", "IDR"), valued("1100", "IDR")), state: NotFlagged, value: "0.1000"},
	{name: "a sen more", indicator: "addendum_over", kind: OfContract, text: history(valued("1000", "IDR"), valued("1100.01", "IDR")), state: Flagged, value: "0.1000", says: "above the ceiling of 10%"},
	{name: "told once", indicator: "addendum_over", kind: OfContract, text: carriedOut(``), state: NotComputable, missing: "releases (history of contracts/value)"},

	{name: "of time, by its words", indicator: "amended", kind: OfContract, text: history(`"status":"active"`, `"amendments":[{"id":"1","description":"Waktu pelaksanaan diperpanjang"}]`), state: Computed, value: "1", says: "1 addendum: 1 of time, 0 of value"},
	{name: "of value, by its release", indicator: "amended", kind: OfContract, text: history(valued("1", "IDR"), valued("2", "IDR")+`,"amendments":[{"id":"1","releaseID":"2"}]`), state: Computed, says: "0 of time, 1 of value"},
	{name: "of the official", indicator: "amended", kind: OfContract, text: history(`"status":"active"`, `"amendments":[{"id":"1","rationale":"Pergantian PPK"}]`), state: Computed, says: "1 of other things"},
	{name: "none, and followed", indicator: "amended", kind: OfContract, text: history(`"status":"active"`, `"title":"x"`), state: Computed, value: "0"},
	{name: "not followed", indicator: "amended", kind: OfContract, text: carriedOut(``), state: NotComputable, missing: "contracts/amendments"},

	{name: "half", indicator: "milestones_met", kind: OfContract, text: carriedOut(`"milestones":[{"id":"1","dueDate":"2026-02-01T00:00:00+07:00","status":"notMet"},{"id":"2","dueDate":"2026-02-01T00:00:00+07:00","dateMet":"2026-05-01T00:00:00+07:00"},{"id":"3","dueDate":"2027-01-01T00:00:00+07:00"}]`), state: Computed, value: "0.5000"},
	{name: "none", indicator: "milestones_met", kind: OfContract, text: carriedOut(``), state: NotComputable, missing: "contracts/implementation/milestones"},
	{name: "none due", indicator: "milestones_met", kind: OfContract, text: carriedOut(`"milestones":[{"id":"3","dueDate":"2027-01-01T00:00:00+07:00"}]`), state: NotComputable, missing: "contracts/implementation/milestones/dueDate"},

	{name: "twice the same", indicator: "paid", kind: OfContract, text: carriedOut(`"endDate":"2026-03-01T00:00:00+07:00","transactions":[` + payment("1", "600") + `,` + payment("2", "600") + `,` + payment("3", "390") + `]`), state: Computed, value: "0.9900", says: "IDR 990 of the contract's IDR 1,000"},
	{name: "before the end", indicator: "paid", kind: OfContract, text: carriedOut(`"transactions":[` + payment("1", "600") + `]`), state: NotComputable, missing: handOverFields},
	{name: "retention runs", indicator: "paid", kind: OfContract, text: carriedOut(`"milestones":[{"id":"1","type":"delivery","code":"PHO","dateMet":"2026-03-01T00:00:00+07:00"},{"id":"2","type":"delivery","code":"FHO"}],"transactions":[` + payment("1", "950") + `]`), state: NotComputable},
	{name: "none", indicator: "paid", kind: OfContract, text: carriedOut(`"endDate":"2026-03-01T00:00:00+07:00"`), state: NotComputable, missing: "contracts/implementation/transactions"},
	{name: "currencies", indicator: "paid", kind: OfContract, text: carriedOut(`"endDate":"2026-03-01T00:00:00+07:00","transactions":[` + strings.Replace(payment("1", "6"), "IDR", "USD", 1) + `]`), state: NotComputable, reason: MixedCurrencies},

	{name: "two", indicator: "penalty", kind: OfContract, text: carriedOut(`"performanceFailures":[{"id":"1","penaltyValue":{"amount":5.5,"currency":"IDR"}},{"id":"2","penaltyValue":{"amount":4.5,"currency":"IDR"}}]`), state: Computed, value: "10"},
	{name: "as a metric", indicator: "penalty", kind: OfContract, text: carriedOut(`"performanceFailures":[{"id":"1","penaltyImposed":"Rp7"}],"metrics":[{"id":"denda","observations":[{"id":"1","value":{"amount":7,"currency":"IDR"}}]}]`), state: Computed, value: "7"},
	{name: "in words", indicator: "penalty", kind: OfContract, text: carriedOut(`"performanceFailures":[{"id":"1","penaltyImposed":"Rp7"}]`), state: NotComputable, missing: "contracts/implementation/performanceFailures/penaltyValue"},
	{name: "none is not zero", indicator: "penalty", kind: OfContract, text: carriedOut(``), state: NotComputable, missing: "contracts/implementation/performanceFailures"},
	{name: "none recorded", indicator: "penalty_expected", kind: OfContract, text: handedOver("2026-04-05T00:00:00+07:00"), config: func(c *Config) { c.PenaltiesKept = true }, state: Flagged, value: "5", says: "5 days late and no penalty is recorded; 1/1000 of the contract's value a day would be IDR 5"},
	{name: "recorded", indicator: "penalty_expected", kind: OfContract, text: strings.Replace(handedOver("2026-04-05T00:00:00+07:00"), `"milestones"`, `"performanceFailures":[{"id":"1"}],"milestones"`, 1), state: NotFlagged},
	{name: "cannot be recorded", indicator: "penalty_expected", kind: OfContract, text: handedOver("2026-04-05T00:00:00+07:00"), state: NotComputable, missing: "contracts/implementation/performanceFailures"},
	{name: "in time", indicator: "penalty_expected", kind: OfContract, text: handedOver("2026-03-05T00:00:00+07:00"), state: silent},

	{name: "by fault", indicator: "terminated", kind: OfContract, text: ended(`"statusDetails":"Pemutusan Kontrak"`), state: Flagged, says: "broken off by the supplier's fault"},
	{name: "without fault", indicator: "terminated", kind: OfContract, variant: "other", text: ended(`"statusDetails":"Penghentian Kontrak karena keadaan kahar"`), state: Flagged, says: "without the supplier's fault"},
	{name: "done", indicator: "terminated", kind: OfContract, text: ended(`"statusDetails":"Kontrak Selesai"`), state: NotFlagged},
	{name: "nobody says how", indicator: "terminated", kind: OfContract, text: ended(`"title":"x"`), state: NotComputable, missing: "contracts/statusDetails | contracts/implementation/endDateDetails"},
	{name: "still running", indicator: "terminated", kind: OfContract, text: carriedOut(``), state: NotComputable, reason: NotFinal},

	{name: "of 2.99", indicator: "official_score", kind: OfContract, text: scores("kinerja-total", "2.99"), state: Computed, value: "2.99", says: "2.99 of 3 (Baik)"},
	{name: "0 is Buruk", indicator: "official_score", kind: OfContract, text: scores("kinerja-total", "0"), state: Computed, value: "0", says: "(Buruk)"},
	{name: "on another scale", indicator: "official_score", kind: OfContract, text: scores("kinerja-total", "87"), state: NotComputable, missing: "contracts/implementation/metrics (kinerja-total)"},
	{name: "below the scale", indicator: "official_score", kind: OfContract, text: scores("kinerja-total", "-1"), state: NotComputable},
	{name: "the last counts", indicator: "official_score", kind: OfContract, text: scores("kinerja-total", "1", "3"), state: Computed, value: "3", says: "(Sangat Baik)"},
	{name: "quality", indicator: "official_score", variant: "quality", kind: OfContract, text: scores("kinerja-kualitas", "3"), state: Computed, value: "3", says: "quality and quantity (30%) 3 of 3"},
	{name: "cost", indicator: "official_score", variant: "cost", kind: OfContract, text: scores("kinerja-biaya", "1"), state: Computed, value: "1", says: "cost (20%) 1 of 3"},
	{name: "timeliness", indicator: "official_score", variant: "timeliness", kind: OfContract, text: scores("kinerja-waktu", "2"), state: Computed, value: "2", says: "time (30%) 2 of 3"},
	{name: "service", indicator: "official_score", variant: "service", kind: OfContract, text: scores("kinerja-layanan", "2"), state: Computed, value: "2", says: "service (20%) 2 of 3"},
	{name: "an aspect that nobody scored", indicator: "official_score", variant: "cost", kind: OfContract, text: scores("kinerja-waktu", "2"), state: silent},
	{name: "no total is made of aspects", indicator: "official_score", kind: OfSupplier, text: scores("kinerja-waktu", "2"), state: NotComputable, missing: "contracts/implementation/metrics (kinerja-total)"},
	{name: "one is no median", indicator: "days_late", variant: "amended", kind: OfSupplier, config: func(c *Config) { c.MinimumN = 5 }, text: handedOver("2026-04-06T09:00:00+07:00"), state: NotComputable, reason: BelowMinimum, says: "CV A: 1 case, at most 6 days, fewer than the 5 for which a median is given"},
	{name: "amounts are written as amounts", indicator: "paid", kind: OfSupplier, config: func(c *Config) { c.MinimumN = 5 }, text: carriedOut(`"endDate":"2026-03-01T00:00:00+07:00","transactions":[` + payment("1", "990") + `]`), state: NotComputable, reason: BelowMinimum, says: "1 case (IDR 990 of IDR 1,000), fewer than the 5"},
	{name: "one is no mean", indicator: "official_score", kind: OfSupplier, config: func(c *Config) { c.MinimumN = 5 }, text: scores("kinerja-total", "2.5"), state: NotComputable, reason: BelowMinimum, says: "CV A: 1 case, 2.5 together, fewer than the 5"},
	{name: "not scored", indicator: "official_score", kind: OfContract, text: carriedOut(``), state: NotComputable, missing: "contracts/implementation/metrics (kinerja-total)"},

	{name: "three", indicator: "bids_per_tender", text: `{"ocid":"o","tender":{"procurementMethod":"open","status":"complete","numberOfTenderers":3}}`, state: Computed, value: "3"},
	{name: "unknown", indicator: "bids_per_tender", text: `{"ocid":"o","tender":{"procurementMethod":"open","status":"complete"}}`, state: NotComputable, missing: "tender/numberOfTenderers | bids/details"},
	{name: "direct", indicator: "bids_per_tender", text: `{"ocid":"o","tender":{"procurementMethod":"direct","status":"complete","numberOfTenderers":1}}`, state: silent},
	{name: "98.9 per cent", indicator: "price_to_estimate", text: awarded("1000", "989"), state: Computed, value: "0.9890", says: "98.9%"},
	{name: "of zero", indicator: "price_to_estimate", text: awarded("0", "989"), state: NotComputable, reason: ZeroAmount},
	{name: "currencies", indicator: "price_to_estimate", text: strings.Replace(awarded("1000", "989"), "IDR", "USD", 1), state: NotComputable, reason: MixedCurrencies},

	{name: "moved with no addendum", indicator: "silent_extension", kind: OfContract, text: history(ends("2026-02-28"), ends("2026-03-31")), state: Flagged, value: "31", says: "from 28 February 2026 to 31 March 2026"},
	{name: "with an addendum", indicator: "silent_extension", kind: OfContract, text: history(ends("2026-02-28"), ends("2026-03-31")+`,"amendments":[{"id":"1"}]`), state: NotFlagged},
	{name: "shortened", indicator: "silent_extension", kind: OfContract, text: history(ends("2026-02-28"), ends("2026-02-01")), state: NotFlagged},
	{name: "told once", indicator: "silent_extension", kind: OfContract, text: carriedOut(``), state: NotComputable, missing: "releases (history of contracts/period/endDate)"},
	{name: "estimate changed late", indicator: "tender_changed", text: tenderTold(`"value":{"amount":1}`, "2026-01-20", `"value":{"amount":2}`), state: Flagged, says: "tender/value/amount was changed by the release of 20 January 2026, after the deadline for bids on 15 January 2026"},
	{name: "changed in time", indicator: "tender_changed", text: tenderTold(`"value":{"amount":1}`, "2026-01-15", `"value":{"amount":2}`), state: NotFlagged},
	{name: "deadline moved in time", indicator: "tender_changed", text: tenderTold(`"value":{"amount":1}`, "2026-01-14", `"tenderPeriod":{"endDate":"2026-01-31T10:00:00+07:00"}`), state: NotFlagged},
	{name: "other things", indicator: "tender_changed", text: tenderTold(`"status":"active"`, "2026-01-20", `"status":"complete","numberOfTenderers":3`), state: NotFlagged},
	{name: "told once", indicator: "tender_changed", text: tenderPeriod("2026-01-01T00:00:00Z", "2026-01-01T00:00:00Z"), state: NotComputable, missing: "releases (history of tender)"},
}

// scores is a contract with a metric that an official measured, once or more.
func scores(metric string, measures ...string) string {
	var all []string
	for n, m := range measures {
		all = append(all, fmt.Sprintf(`{"id":"%d","measure":%s}`, n, m))
	}
	return carriedOut(`"metrics":[{"id":"` + metric + `","observations":[` + strings.Join(all, ",") + `]}]`)
}

func payment(id, amount string) string {
	return `{"id":"` + id + `","date":"2026-03-02T00:00:00+07:00","value":{"amount":` + amount + `,"currency":"IDR"},"payee":{"id":"A"}}`
}

func ended(more string) string {
	return strings.Replace(carriedOut(``), `"status":"active","value"`, `"status":"terminated",`+more+`,"value"`, 1)
}

// tenderTold is a tender whose bids are due on 15 January 2026, in two releases.
func tenderTold(first, day, then string) string {
	return `{"ocid":"o","id":"1","date":"2026-01-01T00:00:00+07:00","tag":["tender"],"tender":{"tenderPeriod":{"endDate":"2026-01-15T10:00:00+07:00"},` + first + `}}` + "\n" +
		`{"ocid":"o","id":"2","date":"` + day + `T09:00:00+07:00","tag":["tenderUpdate"],"tender":{` + then + `}}`
}

// deals are processes of one buyer and entity, a line each: supplier, day of the award, amount, currency.
func deals(rows ...string) (all []string) {
	for n, row := range rows {
		f := strings.Fields(row)
		var suppliers []string
		for id := range strings.SplitSeq(f[0], "+") {
			suppliers = append(suppliers, `{"id":"`+id+`"}`)
		}
		all = append(all, fmt.Sprintf(`{"ocid":"o-%02d","buyer":{"id":"B","name":"Pemerintah"},"tender":{"procuringEntity":{"id":"P"},"mainProcurementCategory":"goods","procurementMethodDetails":"Pengadaan Langsung"},`+
			`"awards":[{"id":"1","status":"active","date":"%sT10:00:00+07:00","suppliers":[%s],"value":{"amount":%s,"currency":"%s"}}]}`, n, f[1], strings.Join(suppliers, ","), f[2], f[3]))
	}
	return all
}

func of(t *testing.T, code string, c Config, texts []string) (all []Result) {
	c.Only = []string{code}
	var processes []*Process
	for _, text := range texts {
		processes = append(processes, process(t, text))
	}
	all, _ = ask(c, processes...)
	return all
}

// about finds the result of a supplier, or of a buyer where that is empty.
func about(t *testing.T, all []Result, supplier string, kind SubjectKind) Result {
	t.Helper()
	at := slices.IndexFunc(all, func(r Result) bool { return r.Subject.Kind == kind && r.Subject.Supplier == supplier })
	if at < 0 {
		t.Fatalf("nothing about %s %q: %+v", kind, supplier, all)
	}
	return all[at]
}

func TestShares(t *testing.T) {
	texts := deals("A 2026-01-01 60 IDR", "C 2026-01-02 25.5 IDR", "A+C 2026-01-03 14.5 IDR")
	shares := of(t, "win_share", loose(), texts)
	if r := about(t, shares, "A", OfSupplierBuyer); r.Value != "0.7450" || r.Part != "74.5" || r.Whole != "100" {
		t.Errorf("A has %s (%s of %s), want 0.7450: a joint operation counts for each, and once in the whole", r.Value, r.Part, r.Whole)
	}
	if r := about(t, of(t, "concentration", loose(), texts), "", OfBuyer); r.Value != "0.4461" { // 0.6² + 0.255² + 0.145²
		t.Errorf("HHI %s, want 0.4461", r.Value)
	}
	mixed := of(t, "concentration", loose(), deals("A 2026-01-01 60 IDR", "C 2026-01-02 25 USD"))
	if r := about(t, mixed, "", OfBuyer); r.State != NotComputable || r.Reason != MixedCurrencies {
		t.Errorf("of two currencies: %s %s", r.State, r.Value)
	}
	few := of(t, "win_share", Defaults(today), texts)
	if r := about(t, few, "A", OfSupplierBuyer); r.Reason != BelowMinimum || r.Value != "" {
		t.Errorf("of three awards: %s %s", r.Reason, r.Value)
	}
}

func TestSplit(t *testing.T) {
	for name, c := range map[string]struct {
		rows []string
		want string // the sum that is flagged; empty for none
	}{
		"two within 30 days":     {[]string{"A 2026-02-01 150000000 IDR", "A 2026-03-02 150000000 IDR"}, "300000000"},
		"a day more":             {[]string{"A 2026-02-01 150000000 IDR", "A 2026-03-03 150000000 IDR"}, ""},
		"small ones":             {[]string{"A 2026-02-01 99999999 IDR", "A 2026-02-02 150000000 IDR"}, ""},
		"together at the limit":  {[]string{"A 2026-02-01 100000000 IDR", "A 2026-02-02 100000000 IDR"}, ""},
		"of different suppliers": {[]string{"A 2026-02-01 150000000 IDR", "C 2026-02-02 150000000 IDR"}, ""},
		"above the limit":        {[]string{"A 2026-02-01 250000000 IDR", "A 2026-02-02 150000000 IDR"}, ""},
		"before the law":         {[]string{"A 2018-02-01 150000000 IDR", "A 2018-02-02 150000000 IDR"}, ""},
	} {
		flagged := slices.DeleteFunc(of(t, "split", loose(), deals(c.rows...)), func(r Result) bool { return r.State != Flagged })
		switch {
		case c.want == "" && len(flagged) > 0, c.want != "" && (len(flagged) != 1 || flagged[0].Value != c.want || len(flagged[0].Evidence) != 2):
			t.Errorf("%s: %+v, want %q", name, flagged, c.want)
		}
	}
	works := strings.ReplaceAll(strings.Join(deals("A 2025-05-01 250000000 IDR", "A 2025-05-02 250000000 IDR"), "\n"), `"goods"`, `"works"`)
	if all := of(t, "split", loose(), strings.Split(works, "\n")); len(all) != 1 || all[0].State != Flagged || all[0].Threshold != "400000000" {
		t.Errorf("works under the limit of 2025: %+v", all)
	}
	undated := strings.Replace(deals("A 2026-02-01 150000000 IDR")[0], `"date":"2026-02-01T10:00:00+07:00",`, "", 1)
	if all := of(t, "split", loose(), []string{undated}); len(all) != 1 || !slices.Equal(all[0].Missing, []string{"awards/date"}) {
		t.Errorf("undated: %+v", all)
	}
}

func TestSameWinner(t *testing.T) {
	year := func(y int, a, c string) []string {
		return []string{fmt.Sprintf("A %d-02-01 %s IDR", y, a), fmt.Sprintf("C %d-03-01 %s IDR", y, c), fmt.Sprintf("D %d-04-01 1 IDR", y)}
	}
	rows := slices.Concat(year(2023, "51", "48"), year(2024, "60", "20"), year(2025, "50", "49"))
	flagged := of(t, "same_winner", loose(), deals(rows...))
	if len(flagged) != 1 || flagged[0].State != Flagged || flagged[0].Subject.Supplier != "A" || flagged[0].Value != "3" {
		t.Errorf("three years with half: %+v", flagged)
	}
	gap := slices.Concat(year(2022, "51", "48"), year(2023, "51", "48"), year(2025, "60", "20"))
	if all := of(t, "same_winner", loose(), deals(gap...)); len(all) != 1 || all[0].State != NotFlagged {
		t.Errorf("with a year between: %+v", all)
	}
	if all := of(t, "same_winner", loose(), deals(year(2025, "60", "20")...)); len(all) != 1 || all[0].Reason != BelowMinimum {
		t.Errorf("one year: %+v", all)
	}
}

func TestLoad(t *testing.T) {
	contract := func(ocid, from, until, handed string) string {
		run := ""
		if handed != "" {
			run = `,"implementation":{"endDate":"` + handed + `T00:00:00+07:00"}`
		}
		return `{"ocid":"` + ocid + `","awards":[{"id":"1","status":"active","suppliers":[{"id":"A"}]}],"contracts":[{"id":"1","period":{"startDate":"` + from + `T00:00:00+07:00","endDate":"` + until + `T23:59:59+07:00"}` + run + `}]}`
	}
	all := of(t, "load", loose(), []string{contract("o1", "2026-01-01", "2026-10-31", ""), contract("o2", "2026-02-01", "2026-12-31", "2026-03-01"),
		contract("o3", "2026-03-01", "2026-12-31", ""), `{"ocid":"o4","awards":[{"id":"1","suppliers":[{"id":"C"}]}],"contracts":[{"id":"1"}]}`})
	if r := about(t, all, "A", OfSupplier); r.Value != "2" || r.Variant != "" {
		t.Errorf("%s today, want 2", r.Value)
	}
	if r := all[1]; r.Variant != "peak" || r.Value != "3" || !strings.Contains(r.Sentence.EN, "1 March 2026") {
		t.Errorf("peak: %+v", r)
	}
	if r := about(t, all, "C", OfSupplier); r.State != NotComputable {
		t.Errorf("undated: %+v", r)
	}
}

// What one process has is never said of the next.
func TestCancelledAfterAnother(t *testing.T) {
	cancelled := strings.NewReplacer(`"ocid":"o"`, `"ocid":"p"`, `"tender":{`, `"tender":{"status":"cancelled",`).Replace(awarded("1000", "1989"))
	for _, r := range of(t, "award_above_estimate", loose(), []string{awarded("1000", "1989"), cancelled}) {
		if r.Subject.OCID != "o" {
			t.Errorf("%+v", r)
		}
	}
}
