package site

import (
	"strings"

	"terang/indicators"
)

// contract is a contract with what came of it.
type contract struct {
	Row      row
	State    string // a name in process.state
	Days     string // late, or open past the end
	Badge    string
	HandOver string // local day of the first hand-over
	Original string // local day of the end that was signed, where it was moved
}

// ID names the contract within its process.
func (c contract) ID() string { return c.Row["contract_id"] }

func (p *process) contracts() (all []contract) {
	results := map[string]map[string]*indicators.Result{}
	for i := range p.judged.Results {
		if r := &p.judged.Results[i]; r.Subject.Kind == indicators.OfContract {
			if results[r.Subject.Contract] == nil {
				results[r.Subject.Contract] = map[string]*indicators.Result{}
			}
			results[r.Subject.Contract][strings.TrimSuffix(r.Indicator+"."+variantOf(r), ".")] = r
		}
	}
	for _, one := range p.Parts["contracts"] {
		c := contract{Row: one, Original: p.originalEnd(one["contract_id"])}
		c.HandOver = p.handOver(results[c.ID()], one)
		c.judge(results[c.ID()])
		c.Badge = badges[c.State]
		all = append(all, c)
	}
	return all
}

// variantOf is the variant where an indicator has several for one contract.
func variantOf(r *indicators.Result) string {
	if r.Indicator == "terminated" {
		return ""
	}
	return r.Variant
}

// badges are how states look.
var badges = map[string]string{"onTime": "good", "done": "good", "late": "bad", "fault": "bad", "stopped": "warn", "past": "warn", "cancelled": "warn"}

// judge reads how the contract stands from what indicators say of it.
func (c *contract) judge(of map[string]*indicators.Result) {
	is := func(code string, state indicators.State) bool { return of[code] != nil && of[code].State == state }
	switch status := c.Row["status"]; {
	case status == "cancelled" || status == "pending":
		c.State = status
	case is("terminated", indicators.Flagged) && of["terminated"].Variant == "fault":
		c.State = "fault"
	case is("terminated", indicators.Flagged):
		c.State = "stopped"
	case is("on_time.amended", indicators.Computed) && of["on_time.amended"].Value == "1":
		c.State = "onTime"
	case is("days_late.amended", indicators.Computed):
		c.State, c.Days = "late", of["days_late.amended"].Value
	case is("open_past_end", indicators.Flagged):
		c.State, c.Days = "past", of["open_past_end"].Value
	case is("terminated", indicators.NotFlagged), of == nil && status == "terminated" && c.HandOver != "":
		c.State = "done"
	case status == "terminated":
		c.State = "ended"
	case status == "" && (c.Row["period_end_local"] == "" || of == nil):
		c.State = "unknown"
	default:
		c.State = "running"
	}
}
