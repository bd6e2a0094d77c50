package indicators

import "strconv"

// Sources of thresholds.
const (
	ofCardinal = "Cardinal (Open Contracting Partnership), its default"
	ofICW      = "Indonesia Corruption Watch, opentender.net, method of the Potential Fraud Analysis"
	ofOurs     = "terang's own choice"
)

// thresholds are those of an indicator, with the configured values.
func (c *Config) thresholds(code string) []Threshold {
	number := strconv.Itoa
	switch code {
	case "R003":
		return []Threshold{{"days", number(c.R003.Days), ofCardinal}}
	case "R024", "R058":
		return []Threshold{{"fence", "1.5 × (Q3 − Q1)", ofCardinal}, {"values, at least", number(c.MinimumFence), ofOurs}}
	case "R025":
		return []Threshold{{"percentile of valid bids", number(c.R025Percentile), ofCardinal}, {"fence", "1.5 × (Q3 − Q1)", ofCardinal},
			{"tenderers, at least", number(c.MinimumFence), ofOurs}}
	case "R035":
		return []Threshold{{"disqualified tenderers", number(c.R035Least), ofCardinal}}
	case "R038":
		return []Threshold{{"fence", "1.5 × (Q3 − Q1)", ofCardinal}, {"submitted bids of a tenderer", number(c.R038.MinimumBids), ofCardinal},
			{"processes of a buyer", number(c.R038.MinimumProcesses), ofCardinal}, {"values, at least", number(c.MinimumFence), ofOurs}}
	case "R048":
		return []Threshold{{"digits of the classification", number(c.R048.Digits), ofCardinal},
			{"processes of a supplier", number(c.R048.MinimumProcesses), ofCardinal}, {"suppliers, at least", number(c.MinimumFence), ofOurs}}
	case "icw_days_to_winner", "icw_saving", "icw_value":
		return []Threshold{{"bands", "1 to 5", ofICW}, {"flag from score", number(c.ICWFlagAt), ofOurs}}
	}
	return c.ownThresholds(code)
}

func (c *Config) ownThresholds(code string) []Threshold {
	number := strconv.Itoa
	switch code {
	case "short_title":
		return []Threshold{{"letters of the title", number(c.TitleLength), ofICW + ", lowest band"}}
	case "short_description":
		return []Threshold{{"letters of the description", number(c.DescriptionWords), ofICW + ", as reported"}}
	case "year_end":
		return []Threshold{{"from (MM-DD)", c.YearEnd, ofOurs + "; the budget year is the calendar year (UU 17/2003, article 4)"}}
	case "same_winner":
		return []Threshold{{"years", number(c.SameWinner.Years), ofOurs}, {"per cent of the value", number(c.SameWinner.Share), ofOurs},
			{"awards a year", number(c.SameWinner.Awards), ofOurs}}
	case "bid_window":
		return c.windowThresholds()
	case "award_above_estimate":
		return []Threshold{{"of the estimate", "1", "Perpres 16/2018: no offer above the HPS is accepted"}}
	case "split":
		return c.splitThresholds()
	case "addendum_over":
		return []Threshold{{"per cent above the signed value", number(c.AddendumCeiling), "Perpres 16/2018, article 54; read second-hand"}}
	case "penalty_expected":
		return []Threshold{{"per mille of the contract's value a day", number(c.PenaltyPerMille), "Perpres 16/2018, article 79; a signed work order of 2021"}}
	case "load":
		return []Threshold{{"contracts at a time", number(c.Load), "remaining capacity (SKP) of small firms; read second-hand"}}
	}
	if rateCodes[code] {
		return []Threshold{{"contracts for a rate", number(c.MinimumN), ofOurs}}
	}
	return nil
}

func (c *Config) windowThresholds() (all []Threshold) {
	for _, w := range c.BidWindows {
		all = append(all, Threshold{"working days: " + w.Method + " " + w.Qualification, strconv.Itoa(w.WorkingDays), w.Source})
	}
	return all
}

func (c *Config) splitThresholds() []Threshold {
	all := []Threshold{{"days from first to last", strconv.Itoa(c.Split.Days), ofOurs}, {"awards", strconv.Itoa(c.Split.Awards), ofOurs},
		{"per cent of the limit that each reaches", strconv.Itoa(c.Split.Share), ofOurs}}
	for _, l := range c.Limits {
		kind := l.Category
		if l.Consulting {
			kind = "consulting services"
		}
		all = append(all, Threshold{"limit of " + l.Method + ", " + kind + ", from " + l.From, "IDR " + digits(l.Amount), l.Source})
	}
	return all
}

// rateCodes are the indicators that become rates over several contracts.
var rateCodes = map[string]bool{"on_time": true, "amended": true, "milestones_met": true, "paid": true, "terminated": true,
	"single_bid": true, "price_to_estimate": true, "cost_growth": true, "debarred": true, "official_score": true,
	"bids_per_tender": true, "win_share": true, "concentration": true, "days_late": true, "open_past_end": true}
