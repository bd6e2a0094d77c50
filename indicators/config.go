package indicators

import (
	"encoding/json"
	"fmt"
	"time"
)

// Config is what indicators compare with. Every number has a default with its source (see Config.thresholds); its shape
// is plain, so that terang.yaml can hold it.
type Config struct {
	AsOf     time.Time `yaml:"-" json:"-"` // the day from which things are seen: results never move with the clock
	Only     []string  `yaml:"-" json:"-"` // codes of the indicators to ask; empty for all
	Notable  bool      `yaml:"-" json:"-"` // pass only what is flagged or computed; the rest is only counted in the coverage
	Evidence int       `yaml:"evidence" json:"evidence"`

	MinimumN     int `yaml:"minimumN" json:"minimumN"`         // of a rate over several contracts
	MinimumFence int `yaml:"minimumFence" json:"minimumFence"` // of values from which quartiles are made

	ExcludedMethods []string   `yaml:"excludedMethods" json:"excludedMethods"` // procurementMethodDetails left out of Cardinal's indicators
	NoPriceMethods  []string   `yaml:"noPriceMethods" json:"noPriceMethods"`   // procurementMethodDetails in which prices are not compared
	Holidays        []string   `yaml:"holidays" json:"holidays"`               // days, YYYY-MM-DD
	R003            R003Config `yaml:"R003" json:"R003"`
	R018Methods     []string   `yaml:"R018Methods" json:"R018Methods"` // of procurementMethod
	R025Percentile  int        `yaml:"R025Percentile" json:"R025Percentile"`
	R035Least       int        `yaml:"R035Least" json:"R035Least"` // disqualified tenderers
	R038            R038Config `yaml:"R038" json:"R038"`
	R048            R048Config `yaml:"R048" json:"R048"`

	ICWFlagAt        int              `yaml:"icwFlagAt" json:"icwFlagAt"` // the score of ICW's bands from which a flag is raised
	TitleLength      int              `yaml:"titleLength" json:"titleLength"`
	DescriptionWords int              `yaml:"descriptionLength" json:"descriptionLength"` // letters
	YearEnd          string           `yaml:"yearEnd" json:"yearEnd"`                     // MM-DD
	SameWinner       SameWinnerConfig `yaml:"sameWinner" json:"sameWinner"`
	BidWindows       []BidWindow      `yaml:"bidWindows" json:"bidWindows"`
	Split            SplitConfig      `yaml:"split" json:"split"`
	Limits           []Limit          `yaml:"limits" json:"limits"`
	AddendumCeiling  int              `yaml:"addendumCeiling" json:"addendumCeiling"` // per cent above the value that was signed
	PenaltyPerMille  int              `yaml:"penaltyPerMille" json:"penaltyPerMille"` // of the contract's value, for each day late
	PenaltiesKept    bool             `yaml:"penaltiesKept" json:"penaltiesKept"`     // the publisher's sources can record penalties
	Load             int              `yaml:"load" json:"load"`                       // contracts at a time
	_                struct{}         // named members only
}

// R003Config is when a submission period is short, in days.
type R003Config struct {
	Days     int            `yaml:"days" json:"days"`
	Methods  []string       `yaml:"methods" json:"methods"`   // of procurementMethod; empty for all
	ByMethod map[string]int `yaml:"byMethod" json:"byMethod"` // days by procurementMethodDetails
}

// R038Config is how much there must be for a share of disqualified bids.
type R038Config struct {
	MinimumBids      int `yaml:"minimumBids" json:"minimumBids"`           // of a tenderer
	MinimumProcesses int `yaml:"minimumProcesses" json:"minimumProcesses"` // of a buyer or procuring entity
}

// R048Config is when items are of different kinds, and how often a supplier must have won.
type R048Config struct {
	Digits           int `yaml:"digits" json:"digits"` // of the classification that count
	MinimumProcesses int `yaml:"minimumProcesses" json:"minimumProcesses"`
}

// SameWinnerConfig is when one supplier has a procuring entity's category to itself.
type SameWinnerConfig struct {
	Years  int `yaml:"years" json:"years"`   // one after the other
	Share  int `yaml:"share" json:"share"`   // per cent of the value awarded in each
	Awards int `yaml:"awards" json:"awards"` // at least in each year
}

// SplitConfig is when contracts look like one that was split to stay below a threshold.
type SplitConfig struct {
	Days   int `yaml:"days" json:"days"`     // from the first award to the last
	Share  int `yaml:"share" json:"share"`   // per cent of the threshold that each reaches at least
	Awards int `yaml:"awards" json:"awards"` // at least
}

// Limit is a legal threshold of a method, from a day on until another limit of the same method and category replaces it.
type Limit struct {
	Method     string `yaml:"method" json:"method"`         // with which procurementMethodDetails begins
	Category   string `yaml:"category" json:"category"`     // of mainProcurementCategory
	Consulting bool   `yaml:"consulting" json:"consulting"` // of services, those with consultingServices alone
	From       string `yaml:"from" json:"from"`             // YYYY-MM-DD
	Amount     int64  `yaml:"amount" json:"amount"`         // rupiah; what is equal is within
	Source     string `yaml:"source" json:"source"`
}

// BidWindow is the least time for bids that the law gives, in working days.
type BidWindow struct {
	Method        string `yaml:"method" json:"method"`               // with which procurementMethodDetails begins
	Qualification string `yaml:"qualification" json:"qualification"` // with which tender.qualificationDetails begins; empty for any
	WorkingDays   int    `yaml:"workingDays" json:"workingDays"`
	Source        string `yaml:"source" json:"source"`
}

// Encode writes the thresholds as JSON, those too that are the defaults: a later programme may have others.
func (c Config) Encode() []byte {
	text, err := json.Marshal(c)
	if err != nil {
		panic(err) // texts and numbers
	}
	return text
}

// Decode reads thresholds that Encode wrote, as seen from a day; without any they are the defaults.
func Decode(text []byte, asOf time.Time) (Config, error) {
	c := Defaults(asOf)
	if len(text) == 0 {
		return c, nil
	}
	if err := json.Unmarshal(text, &c); err != nil {
		return c, fmt.Errorf("read the thresholds of indicators: %w", err)
	}
	return c, nil
}

// Defaults are the thresholds from their sources, seen from a day.
func Defaults(asOf time.Time) Config {
	const law2018, law2025 = "Perpres 16/2018 jo. 12/2021", "Perpres 46/2025"
	return Config{
		AsOf: asOf, Evidence: 20, MinimumN: 5, MinimumFence: 20,
		R003: R003Config{Days: 15}, R018Methods: []string{"open", "selective"}, R025Percentile: 75, R035Least: 1,
		R038: R038Config{MinimumBids: 2, MinimumProcesses: 2}, R048: R048Config{Digits: 2, MinimumProcesses: 20},
		ICWFlagAt: 5, TitleLength: 20, DescriptionWords: 60, YearEnd: "12-01",
		SameWinner: SameWinnerConfig{Years: 3, Share: 50, Awards: 3},
		Split:      SplitConfig{Days: 30, Share: 50, Awards: 2},
		Limits: []Limit{
			{"Pengadaan Langsung", "goods", false, "2018-07-01", 200_000_000, law2018},
			{"Pengadaan Langsung", "works", false, "2018-07-01", 200_000_000, law2018},
			{"Pengadaan Langsung", "works", false, "2025-04-30", 400_000_000, law2025},
			{"Pengadaan Langsung", "services", false, "2018-07-01", 200_000_000, law2018},
			{"Pengadaan Langsung", "services", true, "2018-07-01", 100_000_000, law2018},
		},
		AddendumCeiling: 10, PenaltyPerMille: 1, Load: 5,
	}
}
