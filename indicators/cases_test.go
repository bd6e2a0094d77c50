package indicators

import (
	"slices"
	"strings"
	"testing"
)

// hand is a case that was computed by hand: what one indicator says of one kind of subject.
type hand struct {
	name      string
	indicator string
	variant   string
	kind      SubjectKind
	text      string // compiled releases, or releases with ids where history matters, one a line
	config    func(*Config)

	state   State
	value   string
	reason  Reason
	missing string // one of the fields
	says    string // in the English sentence
}

// silent is the state of what the indicator does not apply to.
const silent State = ""

var hands = []hand{
	// R003: whole days, local days where a side has none of its own.
	{name: "14 days", indicator: "R003", text: tenderPeriod("2026-01-01T08:00:00+07:00", "2026-01-15T08:00:00+07:00"), state: Flagged, value: "14", says: "from 1 January 2026 to 15 January 2026"},
	{name: "15 days", indicator: "R003", text: tenderPeriod("2026-01-01T08:00:00+07:00", "2026-01-16T08:00:00+07:00"), state: NotFlagged, value: "15"},
	{name: "a second less than 15", indicator: "R003", text: tenderPeriod("2026-01-01T08:00:00+07:00", "2026-01-16T07:59:59+07:00"), state: Flagged, value: "14"},
	{name: "offsets", indicator: "R003", text: tenderPeriod("2026-01-01T08:00:00+07:00", "2026-01-16T01:00:00Z"), state: NotFlagged, value: "15"},
	{name: "no end", indicator: "R003", text: `{"ocid":"o","tender":{"id":"1","tenderPeriod":{"startDate":"2026-01-01T08:00:00+07:00"}}}`, state: NotComputable, reason: MissingFields, missing: "tender/tenderPeriod/endDate"},
	{name: "cancelled", indicator: "R003", text: `{"ocid":"o","tender":{"status":"cancelled"}}`, state: silent},
	{name: "plan", indicator: "R003", text: `{"ocid":"o","tender":{"status":"planned","tenderPeriod":{"startDate":"2026-01-01T08:00:00+07:00","endDate":"2026-01-02T08:00:00+07:00"}}}`, state: silent},
	{name: "swakelola", indicator: "R003", text: `{"ocid":"o","tender":{"procurementMethodDetails":"SWAKELOLA Tipe I","tenderPeriod":{"startDate":"2026-01-01T08:00:00+07:00","endDate":"2026-01-02T08:00:00+07:00"}}}`, state: silent},

	// R018: numberOfTenderers, or the bids themselves.
	{name: "one", indicator: "R018", text: `{"ocid":"o","tender":{"procurementMethod":"open","numberOfTenderers":1}}`, state: Flagged, value: "1"},
	{name: "none", indicator: "R018", text: `{"ocid":"o","tender":{"procurementMethod":"open","numberOfTenderers":0}}`, state: NotFlagged, value: "0"},
	{name: "two", indicator: "R018", text: `{"ocid":"o","tender":{"procurementMethod":"selective","numberOfTenderers":2}}`, state: NotFlagged, value: "2"},
	{name: "direct", indicator: "R018", text: `{"ocid":"o","tender":{"procurementMethod":"direct","numberOfTenderers":1}}`, state: silent},
	{name: "from bids", indicator: "R018", text: won("open", "A", offer("A", "valid", 5), offer("A", "valid", 4)), state: Flagged},
	{name: "unknown", indicator: "R018", text: `{"ocid":"o","tender":{"procurementMethod":"open","status":"complete"}}`, state: NotComputable, missing: "tender/numberOfTenderers | bids/details"},
	{name: "not yet", indicator: "R018", text: `{"ocid":"o","tender":{"procurementMethod":"open","status":"active"}}`, state: silent},

	// R028
	{name: "same price", indicator: "R028", text: won("open", "A", offer("A", "valid", 5), offer("B", "disqualified", 5)), state: Flagged, value: "5", says: "IDR 5"},
	{name: "one tenderer twice", indicator: "R028", text: won("open", "A", offer("A", "valid", 5), offer("A", "valid", 5)), state: NotFlagged},
	{name: "other currency", indicator: "R028", text: won("open", "A", offer("A", "valid", 5), strings.Replace(offer("B", "valid", 5), "IDR", "USD", 1)), state: NotFlagged},
	{name: "withdrawn", indicator: "R028", text: won("open", "A", offer("A", "valid", 5), offer("B", "withdrawn", 5)), state: NotFlagged},
	{name: "not judged", indicator: "R028", text: won("open", "A", offer("A", "valid", 5), offer("B", "", 5)), state: NotComputable, missing: "bids/details/status"},
	{name: "no bids", indicator: "R028", text: won("open", "A"), state: NotComputable, missing: "bids/details"},
	{name: "5.0 is 5", indicator: "R028", text: won("open", "A", offer("A", "valid", 5), strings.Replace(offer("B", "valid", 5), `:5,`, `:5.00,`, 1)), state: Flagged},

	// R030: instants, whatever their offsets; a day is a day.
	{name: "late", indicator: "R030", text: dueAt("2026-03-31T09:00:00Z", "2026-03-31T09:00:01Z"), state: Flagged},
	{name: "in time", indicator: "R030", text: dueAt("2026-03-31T09:00:00Z", "2026-03-31T09:00:00Z"), state: NotFlagged},
	{name: "offset ahead", indicator: "R030", text: dueAt("2026-03-31T09:00:00Z", "2026-03-31T10:30:00+07:00"), state: NotFlagged},
	{name: "offset behind", indicator: "R030", text: dueAt("2026-03-31T09:00:00Z", "2026-03-31T08:00:00-05:00"), state: Flagged},
	{name: "the whole day", indicator: "R030", text: dueAt("2026-03-31T00:00:00+07:00", "2026-03-31T20:00:00+07:00"), state: NotFlagged},
	{name: "no deadline", indicator: "R030", text: strings.Replace(dueAt("2026-03-31T09:00:00Z", "2026-03-31T09:00:01Z"), `"endDate":"2026-03-31T09:00:00Z"`, ``, 1), state: NotComputable, missing: "tender/tenderPeriod/endDate"},
	{name: "no date", indicator: "R030", text: won("open", "A", offer("A", "valid", 5)), state: NotComputable, missing: "tender/tenderPeriod/endDate"},

	// R035
	{name: "all others out", indicator: "R035", text: won("open", "A", offer("A", "valid", 5), offer("B", "disqualified", 4)), state: Flagged, value: "1"},
	{name: "another valid", indicator: "R035", text: won("open", "A", offer("A", "valid", 5), offer("B", "disqualified", 4), offer("C", "valid", 6)), state: NotFlagged},
	{name: "nobody out", indicator: "R035", text: won("open", "A", offer("A", "valid", 5)), state: NotFlagged},
	{name: "pending", indicator: "R035", text: strings.Replace(won("open", "A", offer("A", "valid", 5), offer("B", "disqualified", 4)), `"awards":[`, `"awards":[{"status":"pending"},`, 1), state: NotComputable, reason: NotFinal},

	// R036: what is as low as another is not the lowest, in whatever order.
	{name: "lowest out", indicator: "R036", text: won("open", "A", offer("A", "valid", 5), offer("B", "disqualified", 4)), state: Flagged, value: "4"},
	{name: "tie", indicator: "R036", text: won("open", "A", offer("B", "disqualified", 5), offer("A", "valid", 5)), state: NotFlagged},
	{name: "tie the other way", indicator: "R036", text: won("open", "A", offer("A", "valid", 5), offer("B", "disqualified", 5)), state: NotFlagged},
	{name: "zero is a price", indicator: "R036", text: won("open", "A", offer("A", "valid", 5), offer("B", "disqualified", 0)), state: Flagged, value: "0"},
	{name: "currencies", indicator: "R036", text: won("open", "A", offer("A", "valid", 5), strings.Replace(offer("B", "disqualified", 4), "IDR", "USD", 1)), state: NotComputable, reason: MixedCurrencies},

	// The distance between the first two bids, where nothing in the dataset says what is usual.
	{name: "alone", indicator: "R024", text: won("open", "A", offer("A", "valid", 100), offer("B", "valid", 101)), state: NotComputable, reason: EqualValues},
	{name: "zero", indicator: "R024", text: won("open", "A", offer("A", "valid", 0), offer("B", "valid", 101)), state: NotComputable, reason: ZeroAmount},
	{name: "currencies", indicator: "R058", text: won("open", "A", offer("A", "valid", 4), strings.Replace(offer("B", "valid", 5), "IDR", "USD", 1)), state: NotComputable, reason: MixedCurrencies},
	{name: "no bids", indicator: "R058", text: won("open", "A"), state: NotComputable, missing: "bids/details"},

	// ICW's bands, at their edges.
	{name: "25 days", indicator: "icw_days_to_winner", text: announcedAndWon("2026-01-01", "2026-01-26"), state: NotFlagged, value: "1"},
	{name: "26 days", indicator: "icw_days_to_winner", text: announcedAndWon("2026-01-01", "2026-01-27"), state: NotFlagged, value: "2"},
	{name: "70 days", indicator: "icw_days_to_winner", text: announcedAndWon("2026-01-01", "2026-03-12"), state: NotFlagged, value: "4"},
	{name: "71 days", indicator: "icw_days_to_winner", text: announcedAndWon("2026-01-01", "2026-03-13"), state: Flagged, value: "5"},
	{name: "undated", indicator: "icw_days_to_winner", text: won("open", "A"), state: NotComputable, missing: "awards/date"},
	{name: "saves 0.99", indicator: "icw_saving", text: estimated("10000", "9901"), state: Flagged, value: "5"},
	{name: "saves 1", indicator: "icw_saving", text: estimated("10000", "9900"), state: NotFlagged, value: "4"},
	{name: "saves 4", indicator: "icw_saving", text: estimated("10000", "9600"), state: NotFlagged, value: "1"},
	{name: "saves 20", indicator: "icw_saving", text: estimated("10000", "8000"), state: Flagged, value: "5"},
	{name: "above", indicator: "icw_saving", text: estimated("10000", "10000.01"), state: Flagged, value: "5"},
	{name: "no estimate", indicator: "icw_saving", text: strings.Replace(estimated("1", "1"), `"value":{"amount":1,"currency":"IDR"},`, ``, 1), state: NotComputable, missing: "tender/value"},
	{name: "estimate of zero", indicator: "icw_saving", text: estimated("0", "1"), state: NotComputable, reason: ZeroAmount},
	{name: "500 million", indicator: "icw_value", text: estimated("1", "500000000"), state: NotFlagged, value: "1"},
	{name: "a rupiah more", indicator: "icw_value", text: estimated("1", "500000001"), state: NotFlagged, value: "2"},
	{name: "10 billion and a sen", indicator: "icw_value", text: estimated("1", "10000000000.01"), state: Flagged, value: "5"},
	{name: "dollars", indicator: "icw_value", text: strings.ReplaceAll(estimated("1", "5"), "IDR", "USD"), state: NotComputable, reason: MixedCurrencies},

	// Our own.
	{name: "20 letters", indicator: "short_title", text: `{"ocid":"o","tender":{"title":" Belanja Modal Jalan  "}}`, state: Flagged, value: "19", says: `"Belanja Modal Jalan"`},
	{name: "21 letters", indicator: "short_title", text: `{"ocid":"o","tender":{"title":"Belanja Modal Jalan é1"}}`, state: NotFlagged, value: "22"},
	{name: "no title", indicator: "short_title", text: `{"ocid":"o","tender":{"id":"1"}}`, state: NotComputable, missing: "tender/title"},
	{name: "59 letters", indicator: "short_description", text: `{"ocid":"o","tender":{"description":"` + strings.Repeat("a", 59) + `"}}`, state: Flagged, value: "59"},
	{name: "60 letters", indicator: "short_description", text: `{"ocid":"o","tender":{"description":"` + strings.Repeat("a", 60) + `"}}`, state: NotFlagged, value: "60"},
	{name: "no description", indicator: "short_description", text: `{"ocid":"o","tender":{"title":"x"}}`, state: NotComputable, missing: "tender/description"},
	{name: "30 November, in UTC", indicator: "year_end", text: `{"ocid":"o","contracts":[{"id":"1","dateSigned":"2026-11-30T16:59:59Z"}]}`, state: NotFlagged, value: "2026-11-30"},
	{name: "1 December, in Jakarta", indicator: "year_end", text: `{"ocid":"o","contracts":[{"id":"1","dateSigned":"2026-11-30T17:00:01Z"}]}`, state: Flagged, value: "2026-12-01"},
	{name: "awarded", indicator: "year_end", text: `{"ocid":"o","awards":[{"id":"1","status":"active","date":"2026-12-31T00:00:00+07:00"}]}`, state: Flagged, value: "2026-12-31"},
	{name: "undated", indicator: "year_end", text: `{"ocid":"o","contracts":[{"id":"1"}]}`, state: NotComputable, missing: "contracts/dateSigned | awards/date"},
	{name: "above", indicator: "award_above_estimate", text: awarded("100", "100.01"), state: Flagged, value: "1.0001", says: "IDR 100.01"},
	{name: "equal", indicator: "award_above_estimate", text: awarded("100", "100.00"), state: NotFlagged, value: "1.0000"},
	{name: "two together", indicator: "award_above_estimate", text: awarded("100", "50", "51"), state: Flagged, value: "1.0100"},
	{name: "no estimate", indicator: "award_above_estimate", text: strings.Replace(awarded("100", "101"), `"value":{"amount":100,"currency":"IDR"}`, `"id":"1"`, 1), state: NotComputable, missing: "tender/value"},
	{name: "too long", indicator: "award_above_estimate", text: awarded("100", "1234567890123456789"), state: NotComputable},
	{name: "off", indicator: "bid_window", text: window("2026-01-05", "2026-01-07"), state: silent},
	{name: "over a weekend", indicator: "bid_window", text: window("2026-01-08", "2026-01-12"), config: windows, state: Flagged, value: "2", says: "2 working days, fewer than the 3 of an invented rule"},
	{name: "enough", indicator: "bid_window", text: window("2026-01-08", "2026-01-13"), config: windows, state: NotFlagged, value: "3"},
	{name: "a holiday", indicator: "bid_window", text: window("2026-01-08", "2026-01-14"), config: func(c *Config) { windows(c); c.Holidays = []string{"2026-01-13", "2026-01-14"} }, state: Flagged, value: "2"},
	{name: "undated", indicator: "bid_window", text: `{"ocid":"o","tender":{"procurementMethodDetails":"Tender Cepat"}}`, config: windows, state: NotComputable, missing: "tender/tenderPeriod/startDate"},
	{name: "paid before", indicator: "paid_before_work", kind: OfContract, text: carriedOut(`"transactions":[{"id":"1","date":"2026-01-04T23:00:00+07:00"},{"id":"2","date":"2026-02-01T00:00:00+07:00"}]`), state: Flagged, value: "2026-01-04"},
	{name: "paid that day", indicator: "paid_before_work", kind: OfContract, text: carriedOut(`"transactions":[{"id":"1","date":"2026-01-05T01:00:00+07:00"}]`), state: NotFlagged},
	{name: "that day in Jakarta", indicator: "paid_before_work", kind: OfContract, text: carriedOut(`"transactions":[{"id":"1","date":"2026-01-04T17:30:00Z"}]`), state: NotFlagged},
	{name: "undated", indicator: "paid_before_work", kind: OfContract, text: carriedOut(`"transactions":[{"id":"1"}]`), state: NotComputable, missing: "contracts/implementation/transactions/date"},
}

func tenderPeriod(from, until string) string {
	return `{"ocid":"o","tender":{"tenderPeriod":{"startDate":"` + from + `","endDate":"` + until + `"}}}`
}

// offer is a bid; with an empty status it has none.
func offer(who, status string, amount int) string {
	bid := priced(who, status, amount)
	if status == "" {
		bid = strings.Replace(bid, `"status":"",`, "", 1)
	}
	return bid
}

// won is a process that somebody won.
func won(method, who string, bids ...string) string {
	list := `"bids":{"details":[` + strings.Join(bids, ",") + `]},`
	if len(bids) == 0 {
		list = ""
	}
	return `{"ocid":"o","tender":{"procurementMethod":"` + method + `"},` + list + `"awards":[{"id":"1","status":"active","suppliers":[{"id":"` + who + `"}]}]}`
}

func dueAt(end, at string) string {
	bid := strings.Replace(offer("A", "valid", 5), "2026-03-05T00:00:00Z", at, 1)
	return strings.Replace(won("open", "A", bid), `"procurementMethod":"open"`, `"tenderPeriod":{"endDate":"`+end+`"}`, 1)
}

func announcedAndWon(announced, day string) string {
	return `{"ocid":"o","tender":{"tenderPeriod":{"startDate":"` + announced + `T10:00:00+07:00"}},"awards":[{"id":"1","status":"active","date":"` + day + `T08:00:00+07:00"}]}`
}

func estimated(estimate, contracted string) string {
	return `{"ocid":"o","tender":{"value":{"amount":` + estimate + `,"currency":"IDR"},"id":"1"},"awards":[{"id":"1","status":"active"}],"contracts":[{"id":"1","value":{"amount":` + contracted + `,"currency":"IDR"}}]}`
}

func awarded(estimate string, amounts ...string) string {
	var awards []string
	for _, a := range amounts {
		awards = append(awards, `{"id":"`+a+`","status":"active","suppliers":[{"id":"A"}],"value":{"amount":`+a+`,"currency":"IDR"}}`)
	}
	return `{"ocid":"o","tender":{"value":{"amount":` + estimate + `,"currency":"IDR"}},"awards":[` + strings.Join(awards, ",") + `]}`
}

func window(from, until string) string {
	return `{"ocid":"o","tender":{"procurementMethodDetails":"Tender Cepat","tenderPeriod":{"startDate":"` + from + `T10:00:00+07:00","endDate":"` + until + `T10:00:00+07:00"}}}`
}

func windows(c *Config) {
	c.BidWindows = []BidWindow{{Method: "Tender", WorkingDays: 3, Source: "an invented rule"}}
}

// carriedOut is a contract from 5 January to 31 March 2026, with what was done of it.
func carriedOut(implementation string) string {
	return `{"ocid":"o","buyer":{"id":"B"},"awards":[{"id":"1","status":"active","date":"2026-01-02T00:00:00+07:00","suppliers":[{"id":"A","name":"CV A"}]}],"contracts":[{"id":"1","status":"active","value":{"amount":1000,"currency":"IDR"},` +
		`"period":{"startDate":"2026-01-05T00:00:00+07:00","endDate":"2026-03-31T23:59:59+07:00"},"implementation":{` + implementation + `}}]}`
}

func TestByHand(t *testing.T) {
	for _, h := range append(hands, performanceHands...) {
		t.Run(h.indicator+"/"+h.name, func(t *testing.T) { h.check(t) })
	}
}

func (h *hand) check(t *testing.T) {
	t.Helper()
	c := loose()
	c.Only = []string{h.indicator}
	if h.config != nil {
		h.config(&c)
	}
	results, _ := ask(c, h.processes(t)...)
	kind := h.kind
	if kind == "" {
		kind = OfProcess
	}
	at := slices.IndexFunc(results, func(r Result) bool { return r.Subject.Kind == kind && (h.variant == "" || r.Variant == h.variant) })
	switch {
	case at < 0 && h.state != silent:
		t.Fatalf("nothing was said of a %s: %+v", kind, results)
	case at < 0:
		return
	}
	r := &results[at]
	if r.State != h.state || h.value != "" && r.Value != h.value || h.reason != "" && r.Reason != h.reason {
		t.Errorf("%s %q %s, want %s %q %s: %s", r.State, r.Value, r.Reason, h.state, h.value, h.reason, r.Sentence.EN)
	}
	if h.missing != "" && !slices.Contains(r.Missing, h.missing) {
		t.Errorf("missing %q, want %s", r.Missing, h.missing)
	}
	if !strings.Contains(r.Sentence.EN, h.says) || r.Sentence.ID == "" || r.Caveat.EN == "" || r.Caveat.ID == "" || strings.Contains(r.Sentence.EN+r.Sentence.ID, "%!") {
		t.Errorf("says %q, %q", r.Sentence.EN, r.Sentence.ID)
	}
	if r.State == Flagged && len(r.Evidence) == 0 {
		t.Error("a flag without evidence")
	}
}

// processes are the case's: merged where they have ids of releases, else as they are.
func (h *hand) processes(t *testing.T) (all []*Process) {
	if strings.Contains(h.text, `"tag"`) {
		return read(t, []byte(h.text))
	}
	for line := range strings.Lines(h.text) {
		all = append(all, process(t, strings.TrimSpace(line)))
	}
	return all
}
