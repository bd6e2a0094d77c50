package indicators

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// Each method can be printed as a page of its own, and no code is there twice.
func TestMethods(t *testing.T) {
	all := Methods(Defaults(today))
	var codes []string
	for _, m := range all {
		if slices.Contains(codes, m.Code) || !Known(m.Code) {
			t.Errorf("%s is there twice, or is not known", m.Code)
		}
		codes = append(codes, m.Code)
		for name, text := range map[string]string{"title": m.Title.EN, "title in Indonesian": m.Title.ID, "formula": m.Formula.EN,
			"formula in Indonesian": m.Formula.ID, "source": m.Source, "caveat": m.Caveat.EN, "caveat in Indonesian": m.Caveat.ID, "needs": strings.Join(m.Needs, "")} {
			if text == "" {
				t.Errorf("%s has no %s", m.Code, name)
			}
		}
		for _, h := range m.Thresholds {
			if h.Name == "" || h.Value == "" || h.Source == "" {
				t.Errorf("%s: %+v", m.Code, h)
			}
		}
		if m.Kind == RedFlag && len(m.Thresholds) == 0 && !slices.Contains(withoutThreshold, m.Code) {
			t.Errorf("%s has no threshold", m.Code)
		}
		if m.Version != 1 || m.ID() != m.Code+"/1" {
			t.Errorf("%s is %s", m.Code, m.ID())
		}
	}
	if len(all) != 43 || Known("R999") {
		t.Errorf("%d methods", len(all))
	}
}

// withoutThreshold are flags that compare with nothing that could be chosen otherwise, or with what is configured alone.
var withoutThreshold = []string{"R018", "R028", "R030", "R036", "bid_window", "tender_changed", "paid_before_work", "silent_extension"}

func TestQuantiles(t *testing.T) {
	values := func(all ...int64) (shares []share) {
		for _, n := range all {
			shares = append(shares, share{n, 1})
		}
		return shares
	}
	// By hand: h = (n + 1/3) p + 1/3. Of four, h = 13/12 + 4/12 = 17/12 and 43/12.
	for _, c := range []struct {
		of     []share
		q1, q3 string
	}{
		{values(10, 20, 30, 40), "14.1667", "35.8333"},
		{values(40, 10, 30, 20), "14.1667", "35.8333"},
		{values(7), "7.0000", "7.0000"},
		{values(1, 2), "1.0000", "2.0000"}, // h = 11/12 is below the first, 25/12 beyond the last
		{values(5, 5, 5, 5, 5), "5.0000", "5.0000"},
	} {
		q1, q3 := quartiles(c.of)
		if ratio(q1) != c.q1 || ratio(q3) != c.q3 {
			t.Errorf("%v: %s and %s, want %s and %s", c.of, ratio(q1), ratio(q3), c.q1, c.q3)
		}
	}
	if f := upperFence(values(10, 20, 30, 40), 1); ratio(f.at) != "68.3333" || f.n != 4 { // Q3 + 1.5 × 21.6667
		t.Errorf("upper fence %s", ratio(f.at))
	}
	if f := lowerFence(values(10, 20, 30, 40), 1); ratio(f.at) != "-18.3333" {
		t.Errorf("lower fence %s", ratio(f.at))
	}
	if f := lowerFence(values(5, 5, 5), 1); f.reason != EqualValues || f.told() != nil {
		t.Errorf("of equal values: %+v", f)
	}
	if f := lowerFence(values(1, 2, 3), 4); f.reason != BelowMinimum {
		t.Errorf("of three where four are needed: %+v", f)
	}
}

func TestDecimals(t *testing.T) {
	for text, want := range map[string]string{"0": "0", "-0": "0", "1.50": "1.5", "1e3": "1000", "15e-1": "1.5", "1.5E+2": "150",
		"999999999999999999": "999999999999999999", "0.000000000000000001": "0.000000000000000001", "-12.25": "-12.25"} {
		if d, ok := parseDecimal(text); !ok || d.text() != want {
			t.Errorf("%s is read as %s (%v), want %s", text, d.text(), ok, want)
		}
	}
	for _, text := range []string{"1000000000000000000", "1e19", "1e-19", "", "x", "1e", "0.0000000000000000001"} {
		if d, ok := parseDecimal(text); ok {
			t.Errorf("%s is read as %s", text, d.text())
		}
	}
	var s total
	for range 3 {
		s.add(large{part: 1 << 61, whole: 1, places: 2})
	}
	s.add(large{part: 5, whole: 1, places: 3})
	part, whole := s.sums()
	if plain(part) != "69175290276410818.565" || plain(whole) != "0.031" { // 3 × 2^61 ÷ 100 + 0.005
		t.Errorf("%s of %s", plain(part), plain(whole))
	}
}

// Members of any type, or none, are no reason to fail.
func TestOddTypes(t *testing.T) {
	names := []string{"awards", "contracts", "parties", "tender", "planning", "bids", "buyer", "relatedProcesses", "date"}
	for _, value := range []string{`null`, `7`, `"x"`, `true`, `[]`, `{}`, `[null]`, `[[{}]]`, `[{"id":[1]}]`, `"08"`, `""`,
		`{"details":[null,7,{"tenderers":7,"value":[],"status":"valid"}],"value":{"amount":"5"},"tenderPeriod":{"endDate":7}}`,
		`[{"status":"active","value":{"amount":1e400,"currency":7},"suppliers":7,"items":7,"implementation":[{"transactions":{"value":{"amount":"5"}}}]}]`,
		`[{"status":"active","value":{"amount":-5,"currency":"IDR"},"suppliers":[{"id":1}],"period":{"startDate":"9999-12-31T23:59:59Z","endDate":"0001-01-01T00:00:00Z"},"implementation":{"milestones":7,"metrics":[7],"performanceFailures":[null],"transactions":[null,{"value":{"amount":0}}]}}]`} {
		var all []string
		for _, name := range names {
			all = append(all, fmt.Sprintf(`{"ocid":"o-%s","%s":%s}`, name, name, value))
		}
		all = append(all, fmt.Sprintf(`{"ocid":"o","tender":%[1]s,"bids":%[1]s,"awards":%[1]s,"contracts":%[1]s}`, value))
		askAll(t, all)
	}
}

func askAll(t *testing.T, texts []string) {
	var processes []*Process
	for _, text := range texts {
		processes = append(processes, process(t, text))
	}
	if _, e := ask(loose(), processes...); e.Counts().Processes != len(texts) {
		t.Errorf("%d processes of %d", e.Counts().Processes, len(texts))
	}
}
