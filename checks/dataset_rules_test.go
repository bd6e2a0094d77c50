package checks

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"terang/schema"
)

// datasetCase is processes, and what a rule on all of them together makes of them.
type datasetCase struct {
	rule    string
	n       int                // processes
	process func(i int) string // the members of the i-th, beside its ocid
	options *Options
	state   State
	value   string // in Value, or in the reason where it is not applicable
}

// tender, award and contract write processes with a tender or an award as Sprintf does.
func tender(format string, args ...any) string {
	return fmt.Sprintf(`"tender":{"id":"t",`+format+`}`, args...)
}

func award(format string, args ...any) string {
	return fmt.Sprintf(`"awards":[{"id":"a",`+format+`}]`, args...)
}

func contract(format string, args ...any) string {
	return fmt.Sprintf(`"contracts":[{"id":"c",`+format+`}]`, args...)
}

// same gives each process the same text.
func same(text string) func(int) string { return func(int) string { return text } }

// cycle gives processes texts in turn.
func cycle(texts ...string) func(int) string {
	return func(i int) string { return texts[i%len(texts)] }
}

// mixed gives the first process one text and the rest others.
func mixed(first, rest func(int) string) func(int) string {
	return func(i int) string {
		if i == 0 {
			return first(i)
		}
		return rest(i)
	}
}

// values are a hundred of which one is so large, in the member that write makes.
func values(write func(string, ...any) string, largest int) func(int) string {
	return func(i int) string {
		if i == 0 {
			return write(`"value":{"amount":%d,"currency":"IDR"}`, largest)
		}
		return write(`"value":{"amount":%d.5,"currency":"IDR"}`, 1000+i)
	}
}

var planOnly = `"planning":{"budget":{"amount":{"amount":5,"currency":"USD"}}},"tender":{"mainProcurementCategory":"works","procurementMethod":"open","status":"planned","value":{"amount":1,"currency":"USD"}},"buyer":{"id":"x"}`

var datasetCases = []datasetCase{
	{"distribution_main_procurement_category", 20, cycle(append(slices.Repeat([]string{tender(`"mainProcurementCategory":"goods"`)}, 19), tender(`"mainProcurementCategory":"works"`))...), nil, Passed, "0.9500"},
	{"distribution_main_procurement_category", 5, same(tender(`"mainProcurementCategory":"goods"`)), nil, Failed, "1.0000"},
	{"distribution_main_procurement_category", 5, same(planOnly), nil, NotApplicable, "No process"},

	{"distribution_tender_procurement_method", 4, cycle(tender(`"procurementMethod":"open"`), tender(`"procurementMethod":"direct"`)), nil, Passed, "open 0.5000"},
	{"distribution_tender_procurement_method", 4, same(tender(`"procurementMethod":"open"`)), nil, Failed, "open 1.0000"},
	{"distribution_tender_procurement_method", 4, same(tender(`"procurementMethod":"direct"`)), nil, Failed, "open 0.0000"},
	{"distribution_tender_procurement_method", 4, same(tender(`"procurementMethodDetails":"Swakelola Tipe 1"`)), nil, NotApplicable, "No process"},
	{"distribution_tender_procurement_method", 4, same(planOnly), nil, NotApplicable, "No process"},

	{"distribution_tender_status", 4, cycle(tender(`"status":"active"`), tender(`"status":"complete"`)), nil, Passed, "active 0.5000; complete 0.5000"},
	{"distribution_tender_status", 4, cycle(tender(`"status":"active"`), tender(`"status":"cancelled"`)), nil, Failed, "active 0.5000; complete 0.0000"},
	{"distribution_tender_status", 4, same(tender(`"title":"x"`)), nil, NotApplicable, "No process"},

	{"distribution_awards_status", 4, cycle(award(`"status":"active"`), award(`"status":"cancelled"`)), nil, Passed, "active 0.5000"},
	{"distribution_awards_status", 4, same(award(`"status":"pending"`)), nil, Failed, "active 0.0000"},
	{"distribution_awards_status", 4, same(award(`"status":""`)), nil, NotApplicable, "No process"},

	{"distribution_contracts_status", 4, cycle(contract(`"status":"active"`), contract(`"status":"terminated"`)), nil, Passed, "terminated 0.5000"},
	{"distribution_contracts_status", 4, same(contract(`"status":"active"`)), nil, Failed, "terminated 0.0000"},
	{"distribution_contracts_status", 4, same(award(`"status":"active"`)), nil, NotApplicable, "No process"},

	{"distribution_milestone_status", 4, cycle(tender(`"milestones":[{"status":"met"}]`), contract(`"implementation":{"milestones":[{"status":"notMet"}]}`)), nil, Passed, "met 0.5000"},
	{"distribution_milestone_status", 4, same(contract(`"milestones":[{"status":"scheduled"},{"status":"notMet"}]`)), nil, Failed, "met 0.0000"},
	{"distribution_milestone_status", 4, same(contract(`"milestones":[]`)), nil, NotApplicable, "No process"},

	{"distribution_tender_award_criteria", 2, same(tender(`"awardCriteria":"priceOnly"`)), nil, Passed, ""},
	{"distribution_tender_award_criteria", 2, same(planOnly), nil, NotApplicable, "No process"},
	{"distribution_tender_submission_method", 2, same(tender(`"submissionMethod":["written","inPerson"]`)), nil, Passed, ""},
	{"distribution_tender_submission_method", 2, same(planOnly), nil, NotApplicable, "No process"},
	{"distribution_milestone_type", 2, same(contract(`"milestones":[{"type":"delivery"}]`)), nil, Passed, ""},
	{"distribution_milestone_type", 2, same(planOnly), nil, NotApplicable, "No process"},
	{"distribution_document_document_type", 2, same(award(`"documents":[{"documentType":"awardNotice"}]`)), nil, Passed, ""},
	{"distribution_document_document_type", 2, same(planOnly), nil, NotApplicable, "No process"},
	{"distribution_value_currency", 2, same(contract(`"implementation":{"transactions":[{"value":{"amount":1,"currency":"IDR"}}]}`)), nil, Passed, ""},
	{"distribution_value_currency", 2, same(planOnly), nil, NotApplicable, "No process"},
	{"distribution_related_process_relation", 2, same(planOnly + `,"relatedProcesses":[{"relationship":["prior","parent"]}]`), nil, Passed, ""},
	{"distribution_related_process_relation", 2, same(planOnly), nil, NotApplicable, "No process"},

	{"distribution_tender_value", 100, values(tender, 1000), nil, Passed, "0.0"},
	{"distribution_tender_value", 100, values(tender, 1_000_000_000), nil, Failed, "0.9999"},
	{"distribution_tender_value", 99, values(tender, 1_000_000_000), nil, NotApplicable, "too few"},
	{"distribution_tender_value", 100, same(tender(`"value":{"amount":0,"currency":"IDR"}`)), nil, NotApplicable, "zero"},
	{"distribution_tender_value", 5, same(planOnly), nil, NotApplicable, "No process"},
	{"distribution_tender_value", 200, cycle(tender(`"value":{"amount":1,"currency":"IDR"}`), tender(`"value":{"amount":1,"currency":"USD"}`)), nil, NotApplicable, "--rates FILE"},
	{"distribution_tender_value", 200, cycle(tender(`"value":{"amount":1,"currency":"XTS"}`)), inRates, NotApplicable, "have none for these"},
	{"distribution_awards_value", 100, values(award, 1000), nil, Passed, "0.0"},
	{"distribution_awards_value", 100, values(award, 1_000_000_000), nil, Failed, "0.9999"},
	{"distribution_awards_value", 100, values(tender, 1_000_000_000), nil, NotApplicable, "No process"},
	{"distribution_contracts_value", 100, values(contract, 1000), nil, Passed, "0.0"},
	{"distribution_contracts_value", 100, values(contract, 1_000_000_000), nil, Failed, "0.9999"},
	{"distribution_contracts_value", 100, values(award, 1_000_000_000), nil, NotApplicable, "No process"},

	{"distribution_tender_value_repetition", 100, values(tender, 7), nil, Passed, "0.0300"},
	{"distribution_tender_value_repetition", 100, cycle(tender(`"value":{"amount":1.50,"currency":"IDR"}`), tender(`"value":{"amount":2,"currency":"USD"}`)), nil, Failed, "1.0000"},
	{"distribution_tender_value_repetition", 3, same(tender(`"value":{"amount":1}`)), nil, NotApplicable, "No process"},
	{"distribution_tender_value_repetition", 40, same(tender(`"value":{"amount":-1,"currency":"IDR"}`)), nil, NotApplicable, "No process"},
	{"distribution_awards_value_repetition", 100, values(award, 7), nil, Passed, "0.0300"},
	{"distribution_awards_value_repetition", 31, values(award, 7), nil, Passed, "0.0968"},
	{"distribution_awards_value_repetition", 30, values(award, 7), nil, NotApplicable, "too few"},
	{"distribution_awards_value_repetition", 31, cycle(award(`"value":{"amount":1.50,"currency":"IDR"}`), award(`"value":{"amount":1.5,"currency":"IDR"}`), award(`"value":{"amount":2,"currency":"IDR"}`)), nil, Failed, "1.0000"},
	{"distribution_awards_value_repetition", 3, same(planOnly), nil, NotApplicable, "No process"},
	{"distribution_contracts_value_repetition", 100, values(contract, 7), nil, Passed, "0.0300"},
	{"distribution_contracts_value_repetition", 31, values(contract, 7), nil, Passed, "0.0968"},
	{"distribution_contracts_value_repetition", 30, values(contract, 7), nil, NotApplicable, "too few"},
	{"distribution_contracts_value_repetition", 31, cycle(contract(`"value":{"amount":1.50,"currency":"IDR"}`), contract(`"value":{"amount":1.5,"currency":"IDR"}`), contract(`"value":{"amount":2,"currency":"IDR"}`)), nil, Failed, "1.0000"},
	{"distribution_contracts_value_repetition", 3, same(planOnly), nil, NotApplicable, "No process"},

	{"distribution_buyer", 1000, buyers(500), nil, Passed, "0.0000"},
	{"distribution_buyer", 1000, buyers(800), nil, Failed, "0.7500"},
	{"distribution_buyer", 999, buyers(800), nil, NotApplicable, "too few"},
	{"distribution_buyer_repetition", 1000, buyers(50), nil, Passed, "0.0200"},
	{"distribution_buyer_repetition", 1000, buyers(1), nil, Failed, "1.0000"},
	{"distribution_buyer_repetition", 1000, buyers(500), nil, Failed, "0.0020"},
	{"distribution_buyer_repetition", 1200, same(planOnly), nil, NotApplicable, "too few"},

	{"unique_tender_id", 3, func(i int) string { return fmt.Sprintf(`"tender":{"id":%d}`, i) }, nil, Passed, "1.0000"},
	{"unique_tender_id", 4, func(i int) string { return fmt.Sprintf(`"tender":{"id":"%d"}`, i/2*i) }, nil, Failed, "0.5000"},
	{"unique_tender_id", 3, same(planOnly), nil, NotApplicable, "No process"},
	{"url_availability", 3, same(tender(`"documents":[{"url":"http://127.0.0.1/"}]`)), nil, NotApplicable, "never opened"},

	{"related_process_identifier", 3, refers("ocid", "ocds-abc123-1", "Paket 1"), nil, Passed, "1.0000"},
	{"related_process_identifier", 3, refers("ocid", "ocds-abc123-9", ""), nil, Failed, "0.0000"},
	{"related_process_identifier", 3, refers("rup", "123", ""), nil, NotApplicable, "No process"},
	{"related_process_title", 3, refers("ocid", "ocds-abc123-1", "Paket 1"), nil, Passed, "1.0000"},
	{"related_process_title", 3, refers("ocid", "ocds-abc123-2", "Paket 1"), nil, Failed, "0.0000"},
	{"related_process_title", 4, mixed(refers("ocid", "ocds-abc123-1", "Paket 2"), refers("ocid", "ocds-abc123-1", "Paket 1")), nil, Failed, "0.7500"},
	{"related_process_title", 3, refers("ocid", "ocds-abc123-9", "Paket 1"), nil, NotApplicable, "No process"},
	{"ocid_lost", 1, same(planOnly), nil, NotApplicable, "No version"},
}

// buyers gives each process one of so many, each under a changing id of its party, and every other one twice as often.
func buyers(different int) func(int) string {
	return func(i int) string {
		return fmt.Sprintf(`"awards":[{}],"buyer":{"id":"p%d","name":"the same"},"parties":[{"id":"p%[1]d","identifier":{"scheme":"ID-KEM","id":%d}}]`, i, i%different)
	}
}

// refers gives each process a title and a reference.
func refers(scheme, identifier, title string) func(int) string {
	return func(i int) string {
		return tender(`"title":"Paket %d"`, i) + fmt.Sprintf(`,"relatedProcesses":[{"id":"1","scheme":%q,"identifier":%q,"title":%q}]`, scheme, identifier, title)
	}
}

var inRates = &Options{Rates: readRates("currency,date,rate\nUSD,2026-01-01,1\nIDR,2026-01-01,0.0001\nIDR,2026-06-01,0.0002\n")}

func readRates(text string) *Rates {
	rates, err := ReadRates(strings.NewReader(text))
	if err != nil {
		panic(err)
	}
	return rates
}

func init() {
	for _, c := range datasetCases {
		registerTested(c.rule)
	}
}

// resultOf asks one rule.
func resultOf(t *testing.T, d *Dataset, o *Options, code string) *Result {
	t.Helper()
	for _, r := range d.Results(o) {
		if r.Code == code {
			return r
		}
	}
	t.Fatalf("no rule has the code %s", code)
	return nil
}

func TestDatasetRules(t *testing.T) {
	for _, c := range datasetCases {
		options := c.options
		if options == nil {
			options = &Options{}
		}
		processes := make([]string, c.n)
		for i := range processes {
			processes[i] = fmt.Sprintf(`{"ocid":"ocds-abc123-%d","date":"2026-03-01T00:00:00Z",%s}`, i, c.process(i))
		}
		checkResult(t, &c, resultOf(t, gathered(t, options, processes...), options, c.rule))
	}
}

func checkResult(t *testing.T, c *datasetCase, r *Result) {
	t.Helper()
	told := r.Value
	if r.State == NotApplicable {
		told = r.Reason.English
	}
	if r.State != c.state || !strings.Contains(told, c.value) || r.Level != OfDataset {
		t.Errorf("%s of %d such as %.80s: %+v says %q, want %s with %q", c.rule, c.n, c.process(1), r, told, c.state, c.value)
	}
	finding, failed := r.Finding()
	if failed != (c.state == Failed) {
		t.Errorf("%s: finding %+v of state %s", c.rule, finding, r.State)
	}
	for _, lang := range []string{"en", "id"} {
		if failed && strings.Contains(finding.Text(lang), "%[") {
			t.Errorf("%s: a blank is left: %s", c.rule, finding.Text(lang))
		}
	}
}

// Every Pelican check of all processes together has a rule, and every rule a test of passing and failing where it can.
func TestDatasetRulesComplete(t *testing.T) {
	states := map[string]map[State]bool{}
	for _, c := range datasetCases {
		if states[c.rule] == nil {
			states[c.rule] = map[State]bool{}
		}
		states[c.rule][c.state] = true
	}
	n := 0
	for _, r := range Rules() {
		if !strings.HasPrefix(r.Source, "Pelican ") || r.Level != OfDataset {
			continue
		}
		n++
		shown := strings.Contains(r.English, "nothing is demanded")
		if s := states[r.Code]; !s[NotApplicable] || !s[Passed] && r.Code != "url_availability" && r.Code != "ocid_lost" || !s[Failed] && !shown && r.Code != "url_availability" && r.Code != "ocid_lost" {
			t.Errorf("%s is tested for %v alone", r.Code, s)
		}
	}
	if n != 25 {
		t.Errorf("%d rules, want Pelican's 24 and that on lost processes", n)
	}
}

// With rates amounts are converted at the date of their process, and those without one are told apart.
func TestDatasetRates(t *testing.T) {
	d := NewDataset()
	for i := range 200 {
		currency, amount := "USD", 1
		if i%2 == 1 {
			currency, amount = "IDR", 10_000
		}
		d.Merge(gathered(t, inRates, fmt.Sprintf(`{"ocid":"%d","date":"2026-05-31T23:00:00Z","tender":{"id":"t","value":{"amount":%d,"currency":%q}}}`, i, amount, currency)))
	}
	d.Merge(gathered(t, inRates, `{"ocid":"e","date":"2026-05-31T23:00:00Z","tender":{"id":"t","value":{"amount":9,"currency":"EUR"}}}`))
	r := resultOf(t, d, inRates, "distribution_tender_value")
	if r.State != Passed || r.N != 200 || r.LeftOut != 1 || r.Value != "0.0100" || !strings.Contains(r.Measure.English, "USD") {
		t.Errorf("%+v", r)
	}
	d.Merge(gathered(t, &Options{}, `{"ocid":"e","tender":{"id":"t","value":{"amount":9,"currency":"EUR"}}}`))
	if r := resultOf(t, d, inRates, "distribution_tender_value"); r.State != NotApplicable || !strings.Contains(r.Reason.English, "same rates") {
		t.Errorf("%+v", r)
	}
}

// Shares are listed with the most frequent code first; examples name what an officer has to look for.
func TestDatasetSays(t *testing.T) {
	d := gathered(t, &Options{}, `{"ocid":"a","tender":{"id":"1","submissionMethod":["written","inPerson"]}}`,
		`{"ocid":"b","tender":{"id":"1","submissionMethod":["written"]},"relatedProcesses":[{"scheme":"ocid","identifier":"z"},{"scheme":"ocid","identifier":"a"}]}`)
	if got := resultOf(t, d, &Options{}, "distribution_tender_submission_method").Shares; !slices.Equal(got, []Share{{"written", 2, "0.6667"}, {"inPerson", 1, "0.3333"}}) {
		t.Errorf("shares: %v", got)
	}
	for rule, want := range map[string]string{"unique_tender_id": "1", "related_process_identifier": "z"} {
		r := resultOf(t, d, &Options{}, rule)
		f, _ := r.Finding()
		if !slices.Equal(r.Examples, []string{want}) || !strings.Contains(f.Text("en"), "'"+want+"'") || !strings.Contains(f.Text("id"), "'"+want+"'") {
			t.Errorf("%+v: %s", r, f.Text("en"))
		}
	}
}

// Beyond the bounds a result says that it is judged on a sample, or how far it may be off.
func TestDatasetBeyond(t *testing.T) {
	processes := make([]string, mostKeys+5000)
	for i := range processes {
		processes[i] = fmt.Sprintf(`{"ocid":"%d","buyer":{"id":"b"},"tender":{"id":"%d","status":"s%[2]d","value":{"amount":%[2]d,"currency":"IDR"}},"relatedProcesses":[{"scheme":"ocid","identifier":"x%[1]d"}]}`, i, i/2)
	}
	d := gathered(t, &Options{}, processes...)
	if r := resultOf(t, d, &Options{}, "related_process_identifier"); !r.Sampled || r.State != Failed || !strings.HasPrefix(r.args[0], "≥ ") {
		t.Errorf("%+v", r)
	}
	for _, code := range []string{"distribution_tender_status", "distribution_tender_value_repetition", "distribution_tender_value"} {
		if r := resultOf(t, d, &Options{}, code); r.Uncertainty == "" {
			t.Errorf("%+v", r)
		}
	}
}

func TestOCIDLost(t *testing.T) {
	d := NewDataset()
	d.Before(1000, 0, nil)
	if r := resultOf(t, d, &Options{}, "ocid_lost"); r.State != Passed || r.Value != "1.0000" {
		t.Errorf("%+v", r)
	}
	other := NewDataset()
	other.Before(1000, 7, []string{"g", "f", "e", "d", "c", "b", "b"})
	d.Merge(other)
	r := resultOf(t, d, &Options{}, "ocid_lost")
	f, failed := r.Finding()
	if !failed || r.N != 2000 || r.Value != "0.9965" || !slices.Equal(r.Examples, []string{"b", "c", "d", "e", "f"}) {
		t.Errorf("%+v", r)
	}
	if f.Severity != schema.Warning || !strings.Contains(f.Text("en"), "7 processes") || !strings.Contains(f.Text("id"), "'b'") {
		t.Errorf("%s", f.Text("en"))
	}
}
