package checks

import (
	"math/big"
	"strings"
	"testing"
	"time"
)

func init() {
	cases = append(cases,
		ruleCase{rule: "milestone_met_against_status",
			pass: `{"tender":{"milestones":[{"status":"scheduled","dateMet":null},{"status":"met","dateMet":"2026-03-01T00:00:00+07:00"}]}}`,
			fail: `{"planning":{"milestones":[{"status":"notMet","dateMet":"2026-03-01T00:00:00+07:00"}]}}`,
			at:   "/planning/milestones/0/dateMet", says: "status is 'notMet', yet it has a date on which it was met (2026-03-01T00:00:00+07:00)"},
		ruleCase{rule: "direct_with_several_tenderers",
			pass: `{"tender":{"procurementMethod":"direct","numberOfTenderers":1}}`,
			fail: `{"tender":{"procurementMethod":"direct","numberOfTenderers":2}}`,
			at:   "/tender/numberOfTenderers", says: "yet 2 tendered"},
		ruleCase{rule: "result_against_tender_status",
			pass: `{"tender":{"status":"unsuccessful"},"awards":[{"status":"unsuccessful"}],"contracts":[{"status":"cancelled"}]}`,
			fail: `{"tender":{"status":"active"},"awards":[{"status":"cancelled"},{"status":"pending"}]}`,
			at:   "/awards/1", says: "status is 'active'"},
		ruleCase{rule: "result_against_tender_status",
			pass: `{"tender":{"status":"planning"},"awards":[],"contracts":null}`,
			fail: `{"tender":{"status":"withdrawn"},"contracts":[{"status":"active"}]}`,
			at:   "/contracts/0", says: "status is 'withdrawn'"},
		ruleCase{rule: "contract_against_award_status",
			pass: `{"awards":[{"id":"a","status":"pending"},{"id":"b","status":"active"},{"id":"c","status":"cancelled"}],"contracts":[{"awardID":"b"},{"awardID":"c","status":"cancelled"}]}`,
			fail: `{"awards":[{"id":"a","status":"pending"}],"contracts":[{"awardID":"a","status":"cancelled"},{"awardID":"a","status":"active"}]}`,
			at:   "/contracts/1/awardID", says: "award a, whose status is 'pending'"},
		ruleCase{rule: "paid_against_contract_status",
			pass: `{"contracts":[{"status":"pending","implementation":{"transactions":[]}},{"status":"active","implementation":{"transactions":[{"id":"1"}]}}]}`,
			fail: `{"contracts":[{"status":"cancelled","implementation":{"transactions":[{"id":"1"}]}}]}`,
			at:   "/contracts/0/implementation/transactions", says: "status is 'cancelled'"},
		ruleCase{rule: "amount_unrealistic",
			pass: `{"tender":{"value":{"amount":50000000000000,"currency":"IDR"},"minValue":{"amount":-5e9,"currency":"USD"}}}`,
			fail: `{"planning":{"budget":{"amount":{"amount":50000000000000.5,"currency":"IDR"}}},"tender":{"value":{"amount":-5000000001,"currency":"USD"}}}`,
			at:   "/planning/budget/amount/amount", says: "50000000000000.50 IDR is beyond what a procurement reaches (50000000000000 IDR)", count: 2},
		ruleCase{rule: "amount_unrealistic", options: &Options{Rates: dollarRates},
			pass: `{"date":"2026-03-02T00:00:00+07:00","tender":{"value":{"amount":60000000000000,"currency":"IDR"}}}`,
			fail: `{"date":"2026-03-02T00:00:00+07:00","tender":{"value":{"amount":90000000000000,"currency":"IDR"}}}`,
			at:   "/tender/value/amount", says: "(5000000000 USD)"},
	)
}

// dollarRates make 16,000 rupiah a dollar.
var dollarRates = func() *Rates {
	rates, err := ReadRates(strings.NewReader("currency,date,rate,base\nIDR,2026-01-01,0.0000625,USD\n"))
	if err != nil {
		panic(err)
	}
	return rates
}()

func TestStatusNotApplicable(t *testing.T) {
	notApplicable(t, "milestone_met_against_status", `{"tender":{"milestones":[{"dateMet":"2026-03-01T00:00:00+07:00"},{"status":"met"}]}}`)
	notApplicable(t, "direct_with_several_tenderers", `{"tender":{"procurementMethod":"open","numberOfTenderers":9}}`, `{"tender":{"procurementMethod":"direct","numberOfTenderers":"9"}}`)
	notApplicable(t, "result_against_tender_status", `{"tender":{"status":"complete"},"awards":[{"status":"active"}]}`, `{"awards":[{"status":"active"}]}`)
	notApplicable(t, "amount_unrealistic", `{"tender":{"value":{"amount":90000000000000,"currency":"JPY"}}}`, `{"tender":{"value":{"amount":"9","currency":"IDR"}}}`)
}

func TestInOneCurrency(t *testing.T) {
	rupiah, dollars := money{thousand(32), "IDR"}, money{thousand(1), "USD"}
	if _, _, ok := inOneCurrency(&Options{}, rupiah, dollars, time.Now()); ok {
		t.Error("compared without rates")
	}
	x, y, ok := inOneCurrency(&Options{Rates: dollarRates}, rupiah, dollars, time.Date(2026, 5, 1, 0, 0, 0, 0, time.UTC))
	if !ok || x.RatString() != "2" || y.RatString() != "1000" {
		t.Errorf("%v %v %v", x, y, ok)
	}
	if _, _, ok := inOneCurrency(&Options{Rates: dollarRates}, rupiah, dollars, time.Time{}); ok {
		t.Error("converted by a rate of later")
	}
}

func thousand(n int64) *big.Rat { return big.NewRat(1000*n, 1) }
