package site_test

import (
	"encoding/json"
	"strconv"
	"strings"
	"testing"

	"terang/publish/publishtest"
)

func TestQualityIsWhatTheFilesSay(t *testing.T) {
	w := theSample(t)
	for _, version := range []string{"", "?version=2026-03-31.1"} {
		p := w.ok(t, "/en/quality"+version)
		p.keeps(t)
		id := p.header.Get("Dataset-Version")
		var q struct {
			Processes int
			Rules     []struct {
				Code            string
				Applied, Passed int
			}
		}
		if err := json.Unmarshal([]byte(w.ok(t, "/api/v1/quality"+version).body), &q); err != nil {
			t.Fatal(err)
		}
		findings := 0
		for _, r := range q.Rules {
			if r.Applied > r.Passed {
				findings += r.Applied - r.Passed
				p.has(t, r.Code+" "+strconv.Itoa(r.Applied-r.Passed))
			}
		}
		if findings == 0 || findings != len(w.csvOf(t, "/data/"+id+"/findings.csv")) {
			t.Errorf("%s: %d findings, and %d in the file", id, findings, len(w.csvOf(t, "/data/"+id+"/findings.csv")))
		}
		p.has(t, "Processes (with plans) "+strconv.Itoa(q.Processes), "Findings "+strconv.Itoa(findings), id)
		for _, name := range []string{"findings.csv", "rules.csv", "coverage.csv", "quality.json"} {
			w.ok(t, "/data/"+id+"/"+name)
			if !strings.Contains(p.body, `href="/data/`+id+"/"+name+`"`) {
				t.Errorf("%s does not lead to %s", p.path, name)
			}
		}
		for _, address := range p.attributes("a", "href") {
			if ocid, ok := strings.CutPrefix(address, "/en/processes/"); ok {
				w.ok(t, "/api/v1/records/"+ocid)
			}
		}
	}
}

// TestStandingsRestOnWhatIsKnown: the sample is a trial without a policy, under an open licence.
func TestStandingsRestOnWhatIsKnown(t *testing.T) {
	w := theSample(t)
	w.ok(t, "/en/quality").has(t, "Registered ocid prefix not met The publisher has no registered prefix yet", "Open licence met Licence: https://creativecommons.org/licenses/by/4.0/",
		"Publication policy not met", "Says the same as other official channels cannot be judged", "Keeps the history of changes met")
	w.ok(t, "/id/quality").has(t, "Awalan ocid terdaftar belum terpenuhi", "Lisensi terbuka terpenuhi")
}

func TestFieldsAreAsFullAsTheFileSays(t *testing.T) {
	w := theSample(t)
	p := w.ok(t, "/en/quality")
	for _, r := range w.csvOf(t, "/data/"+p.header.Get("Dataset-Version")+"/coverage.csv") {
		if r["path"] == "tender/value" {
			of, filled := publishtest.Must[float64](t)(strconv.ParseFloat(r["of"], 64)), publishtest.Must[float64](t)(strconv.ParseFloat(r["filled"], 64))
			p.has(t, "Estimated value (HPS) "+strings.TrimSuffix(strconv.FormatFloat(100*filled/of, 'f', 1, 64), ".0")+"%")
			return
		}
	}
	t.Error("the file does not say how often tender/value is there")
}
